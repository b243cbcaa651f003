"""Speakers in words: who says it, from which office, through whom; never a person who holds none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from vetoproof.model import Attribution, Claim, Origin, Reader
from vetoproof.report.naming import REPLACED, Names, official
from vetoproof.report.wording import capital, listed

UNNAMED = "a person (name withheld)"

_BODY = re.compile(r"([A-Z]{2}) (\S.*)")
"""Ids of bodies begin with the code of their state. The name of an outlet or of a private body may look like one."""


class Speakers:
    """Labels of actors and of chain links, asked of the reader once each."""

    def __init__(
        self, reader: Reader, names: Names | None = None, claims: Iterable[Claim] = (), origins: Iterable[Origin] = ()
    ) -> None:
        self.reader = reader
        self.names = names
        self._labels: dict[str, str] = {}
        ids: set[str] = set()
        self._plain: set[str] = set()
        for claim in claims:
            self._plain.add(claim.document.outlet)
            for link in claim.chain:
                codes = {code for name in (link.actor, link.speaker) if name for code in name.split("|")}
                if link.kind == "outlet" or not self._states(codes, link.country):
                    self._plain |= codes
                elif link.kind != "person":
                    ids |= set((link.actor or link.speaker).split("|"))
        ids |= {code for origin in origins for code in (origin.actor or origin.label).split("|")}
        bodies = sorted((code for code in ids - self._plain if _BODY.fullmatch(code)), key=lambda c: (-len(c), c))
        self._ids = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, bodies))})(?!\w)") if bodies else None

    def _states(self, codes: Iterable[str], country: str | None) -> bool:
        """Whether names that begin as ids of bodies do may be such: a speaker of no state, or of another, bears a name."""
        begun = {parts[1] for code in codes if (parts := _BODY.fullmatch(code))}
        of = set((country or "").split("|"))
        return all(code in of or self.reader.label(code) == code for code in begun)

    def label(self, codes: str | None) -> str:
        """The names of one or several actors or countries joined by `|`."""
        if not codes:
            return ""
        if codes not in self._labels:
            self._labels[codes] = self._shown(listed([self._one(code) for code in codes.split("|")]))
        return self._labels[codes]

    def _shown(self, name: str) -> str:
        """A ship or a company that was taken for a speaker is withheld like any other."""
        shown = self.names.text(name) if self.names is not None else name
        return UNNAMED if shown == REPLACED["person"] else shown

    def _one(self, code: str) -> str:
        """One name; a body whose id begins with the code of its state is told as that state's."""
        name = self.reader.label(code)
        parts = _BODY.fullmatch(code)
        if parts is None or code in self._plain:
            return plain(name)
        state, rest = self.reader.label(parts[1]), parts[2]
        coded = _BODY.fullmatch(name)
        if coded is not None and self.reader.label(coded[1]) != coded[1]:
            state, name = self.reader.label(coded[1]), coded[2]
        known = state != parts[1]
        if not known or state in name or (name != rest and name.endswith(rest)):
            return name
        return f"{possessive(state)} {name}"

    def spelled(self, text: str) -> str:
        """A composed string with ids of bodies and unnamed speakers in readers' words."""
        if self._ids is not None:
            text = self._ids.sub(lambda m: self.label(m.group()), text)
        return re.sub(r"\banon:(?:citing )?", "unnamed ", re.sub(r"\bgroup:", "", text))

    def name(self, link: Attribution) -> str:
        """Who a link of a chain is: a person by name if official, else the pack's label, else the name as read."""
        names = link.speaker.split("|")
        if link.kind == "person":
            if official(link):
                return self._shown(listed(names))
            # A state or a body that was read as a person is still named.
            return self.label(link.speaker) if self.names is not None and all(map(self.names.states, names)) else UNNAMED
        return self.label(link.actor or link.speaker)

    def link(self, link: Attribution) -> Markup:
        """A link for a footnote: name, office, and the words that attribute."""
        text = Markup("<b>{}</b>").format(capital(self.name(link)))
        if link.office:
            text += Markup(", {}").format(link.office)
        if link.country and link.kind == "person":
            text += Markup(" ({})").format(self.label(link.country))
        if link.cue:
            text += Markup(' <span class="cue">{}</span>').format(link.cue)
        return text

    def through(self, claim: Claim) -> list[str]:
        """Those who stand between the outlet and the speaker, from the speaker outward."""
        return [self.name(link) for link in reversed(claim.chain[1:-1])]


def plain(name: str) -> str:
    """Names of a chain in readers' words: "anon:intelligence sources" is "unnamed intelligence sources"."""
    kind, _, rest = name.partition(":")
    if kind == "anon" and rest:
        return f"unnamed {rest.removeprefix('citing ')}"
    if kind == "group" and rest:
        return rest
    if name.startswith("unspecified"):
        return f"{name.removeprefix('unspecified').strip() or 'sources'}, not further specified"
    return name


def possessive(state: str) -> str:
    """A state as owner, with an article where English asks for one: names that begin with "United" or end as plurals do."""
    article = "the " if state.startswith("United ") or state.endswith(("lands", "States", "Emirates")) else ""
    return f"{article}{state}{'’' if state.endswith('s') else '’s'}"
