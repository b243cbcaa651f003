"""Speakers in words: who says it, from which office, through whom; never a person who holds none."""

from __future__ import annotations

from markupsafe import Markup

from vetoproof.model import Attribution, Claim, Reader
from vetoproof.report.naming import official
from vetoproof.report.wording import listed

UNNAMED = "a person who spoke without a stated office (name withheld)"


class Speakers:
    """Labels of actors and of chain links, asked of the reader once each."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._labels: dict[str, str] = {}

    def label(self, codes: str | None) -> str:
        """The names of one or several actors or countries joined by `|`."""
        if not codes:
            return ""
        if codes not in self._labels:
            self._labels[codes] = listed([plain(self.reader.label(code)) for code in codes.split("|")])
        return self._labels[codes]

    def name(self, link: Attribution) -> str:
        """Who a link of a chain is: the pack's label, else the name as read; unnamed sources described as printed."""
        if link.kind == "person" and not official(link):
            return UNNAMED
        names = link.speaker.split("|")
        if link.kind == "person":
            return listed(names)
        if link.actor:
            return self.label(link.actor)
        if link.kind in ("anonymous", "unspecified") or ":" in link.speaker:
            return listed([plain(name) for name in names])
        return listed([self.label(name) for name in names])

    def link(self, link: Attribution) -> Markup:
        """A link for a footnote: name, office, and the words that attribute."""
        text = Markup('<b>{}</b>').format(self.name(link))
        if link.office:
            text += Markup(", {}").format(link.office)
        if link.country and link.kind in ("person", "office"):
            text += Markup(" ({})").format(self.label(link.country))
        if link.cue:
            text += Markup(' <span class="cue">{}</span>').format(link.cue)
        return text

    def innermost(self, claim: Claim) -> Attribution:
        """The one whose proposition it is."""
        return claim.chain[-1]

    def through(self, claim: Claim) -> list[str]:
        """Those who stand between the outlet and the speaker, from the speaker outward."""
        return [self.name(link) for link in reversed(claim.chain[1:-1])]


def plain(name: str) -> str:
    """Names of a chain in readers' words: "anon:intelligence sources" is "unnamed intelligence sources"."""
    kind, _, rest = name.partition(":")
    if kind == "anon" and rest:
        return f"unnamed {rest}"
    if kind == "group" and rest:
        return rest
    if name.startswith("unspecified"):
        return f"{name.removeprefix('unspecified').strip() or 'sources'}, not further specified"
    return name
