"""Who may be named (law 10): names that a report withholds, in its own words, in quotes, in titles and in addresses.

Persons are named when they speak from an office, or act for a state (a visit, a treaty, a vote); ships and companies when an
identifier says that they are listed. Everything else that a claim mentions is withheld until a person has reviewed it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from vetoproof.model import Attribution, Claim, Mention
from vetoproof.report.wording import OFFICIAL, PEOPLE, SHIP_WITHHELD

LISTED = "listed"
"""The key of `Mention.identifiers` that names the list and the entry; without it a ship or company is unlisted here."""

_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
"""ISO 3166-1 alpha-2, or 3166-2."""

KNOWN = frozenset({"outlet", "state", "anonymous", "unspecified"})
"""Kinds of speakers that are never a ship, a company or a private person taken for one."""

REPLACED = {"person": "[name withheld]", "company": "[company]", "ship": "[ship]"}


class Names:
    """The names that this record withholds, found once over all its claims."""

    def __init__(self, claims: Iterable[Claim], label: Callable[[str], str] = str, as_of: str | None = None) -> None:
        public: set[str] = set()
        known: set[str] = set()
        found: dict[str, str] = {}
        places: dict[str, str | None] = {}
        for claim in claims:
            public.add(claim.document.outlet)
            for link in claim.chain:
                if official(link) or link.kind in KNOWN:
                    public.update(link.speaker.split("|"))
                    public.update(map(label, (link.actor or "").split("|")))
                elif link.kind == "person" and claim.frame.type in PEOPLE:
                    # A relative or a recruit who speaks is quoted without the name; "Ivan Example said" loses it too.
                    found.update(dict.fromkeys(link.speaker.split("|"), "person"))
            for mention in claim.mentions:
                names = {mention.name, mention.span.exact if mention.span else mention.name}
                if _is_listed(mention, as_of) or (mention.kind == "person" and claim.frame.type in OFFICIAL):
                    known |= names
                elif mention.kind in ("ship", "company") or (mention.kind == "person" and claim.frame.type in PEOPLE):
                    found.update(dict.fromkeys(names, mention.kind))
            if claim.frame.vessel:
                for vessel in claim.frame.vessel.split("|"):
                    found.setdefault(vessel, "ship")
            place = claim.frame.place
            if place and claim.frame.type in PEOPLE:
                places.setdefault(place.name, place.admin1 or place.country)
        self.public = (public | known) - {""}
        parts = {part for name in self.public for part in name.split()}
        self.withheld = {
            name: kind
            for name, kind in found.items()
            if name and name not in self.public and not (kind == "person" and (name in parts or self._inside(name)))
        }
        self.places = places
        # In capitals in a headline, in small letters in a slot: a name is the same name.
        self._kinds = {name.casefold(): kind for name, kind in self.withheld.items()}
        self._pattern = _alternation({*self.withheld, *(n for n in self.public if " " in n)})
        self._slug = _slugs(self.withheld)

    def _inside(self, name: str) -> bool:
        """ "Rassendyll" is named where "Rudolf Rassendyll" may be, and "President Anton Falk" where "Anton Falk" may be."""
        return any(f" {name} " in f" {full} " or f" {full} " in f" {name} " for full in self.public)

    def pieces(self, text: str) -> list[tuple[str, str | None]]:
        """`text` in order, as (text, None) or (replacement, kind of name withheld)."""
        if self._pattern is None:
            return [(text, None)]
        parts: list[tuple[str, str | None]] = []
        at = 0
        for match in self._pattern.finditer(text):
            kind = self._kinds.get(match.group().casefold())
            if kind is None:
                continue
            parts.append((text[at : match.start()], None))
            parts.append((REPLACED[kind], kind))
            at = match.end()
        parts.append((text[at:], None))
        return [part for part in parts if part[0]]

    def text(self, text: str) -> str:
        """`text` with withheld names replaced."""
        return "".join(part for part, _ in self.pieces(text))

    def vessel(self, name: str) -> str:
        """A ship in our own words."""
        return SHIP_WITHHELD if name.casefold() in self._kinds else name

    def place(self, name: str, kind: str) -> tuple[str, bool]:
        """A place in our own words, and whether it is still a code of a country. Where people are: no finer than a division."""
        if kind not in PEOPLE or name not in self.places:
            return name, False
        coarse = self.places[name]
        if coarse is None:
            return "place known, not printed", False
        return coarse, _CODE.fullmatch(coarse) is not None

    def address(self, address: str) -> str:
        """An address whose path spells a withheld name is printed without its path."""
        if self._slug and self._slug.search(address.lower()):
            head = re.match(r"\w+://[^/]+", address)
            return f"{head.group() if head else ''}/[path withheld: it spells a name]"
        return address


def _is_listed(mention: Mention, as_of: str | None) -> bool:
    """Whether a list names it by the as-of date. The identifier begins with the day of its earliest listing."""
    entry = mention.identifiers.get(LISTED)
    return entry is not None and (as_of is None or entry[:10] <= as_of)


def official(link: Attribution) -> bool:
    """Whether a person speaks from an office, or is an actor whom the pack knows."""
    return bool(link.office or link.actor)


def _alternation(names: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE) if ordered else None


def _slugs(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names of two words and more as addresses write them: "lady-r", "lady_r", "lady%20r"."""
    slugs = sorted({r"(?:-|_|\+|%20)".join(map(re.escape, n.lower().split())) for n in names if len(n.split()) > 1})
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(slugs)})(?![a-z0-9])") if slugs else None
