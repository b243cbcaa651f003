"""Who may be named (law 10): names that a report withholds, in its own words, in quotes, in titles and in addresses.

Persons are named when they speak from an office, are known to the pack, or act for a state (a visit, a treaty, a vote); ships
and companies when an identifier or a list of the watch says that they are listed. Everything else is withheld until a person
has reviewed it, with the age and the origin that are printed beside a private person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from vetoproof.model import Attribution, Claim, Mention
from vetoproof.report.private import AGE, AGE_BEFORE, ORIGIN, printed, shorter
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

    def __init__(
        self,
        claims: Iterable[Claim],
        label: Callable[[str], str] = str,
        as_of: str | None = None,
        named: Iterable[str] = (),
        listed: Iterable[str] = (),
    ) -> None:
        """`named`: names of bodies, office holders, places and weapons that the pack knows, which are no private persons;
        `listed`: ships and companies that a list of the watch names on the as-of date."""
        public: set[str] = set()
        known: set[str] = set(listed)
        found: dict[str, str] = {}
        speaking: set[str] = set()
        places: dict[str, str | None] = {}
        for claim in claims:
            public.add(claim.document.outlet)
            for link in claim.chain:
                if official(link) or link.kind in KNOWN:
                    public.update(link.speaker.split("|"))
                    public.update(map(label, (link.actor or "").split("|")))
                elif link.kind == "person":
                    # A defector or a dock worker who speaks is quoted without the name; "Ivan Example said" loses it too.
                    speaking.update(link.speaker.split("|"))
            for mention in claim.mentions:
                names = {mention.name, mention.span.exact if mention.span else mention.name}
                if _is_listed(mention, as_of) or (mention.kind == "person" and _acts(claim)):
                    known |= names
                elif mention.kind in ("ship", "company") or (mention.kind == "person" and _private(mention, claim)):
                    found.update(dict.fromkeys(names, mention.kind))
            for text in (claim.span.exact, claim.document.title):
                # Kept, so that the same person is withheld in addresses and where the text tells no more of them.
                found.update({text[start:end]: "person" for start, end in printed(text)})
            if claim.frame.vessel:
                for vessel in claim.frame.vessel.split("|"):
                    found.setdefault(vessel, "ship")
            place = claim.frame.place
            if place and claim.frame.type in PEOPLE:
                places.setdefault(place.name, place.admin1 or place.country)
        # Who speaks as a private person is not made public by being met on a visit.
        self.public = (public | (known - speaking)) - {""}
        said = {_fold(name) for name in self.public}
        self.public |= set(named) - {""}
        self._folded = {_fold(name) for name in self.public}
        parts = {part for name in self._folded for part in name.split()}
        found.update(dict.fromkeys(speaking, "person"))
        whole = {
            name: kind
            for name, kind in found.items()
            if name
            # A ship may bear the name of a port that the pack knows, a private person may not.
            and _fold(name) not in (self._folded if kind == "person" else said)
            and not (kind == "person" and (_fold(name) in parts or self._inside(name)))
        }
        short = {part for name, kind in whole.items() if kind == "person" for part in shorter(name)}
        self._short = {part for part in short if _fold(part) not in parts | self._folded} - whole.keys()
        self.withheld = whole
        self.places = places
        # "Example region" is no finer than "Example Oblast".
        self._coarse = {
            name: label(coarse)
            for name, coarse in places.items()
            if name and coarse and name != coarse and label(coarse).partition(" ")[0] not in name
        }
        # In capitals in a headline, in small letters in a slot: a name is the same name.
        self._kinds = {name.casefold(): kind for name, kind in self.withheld.items()}
        self._kinds |= {part.casefold(): "person" for part in self._short if part.casefold() not in self._kinds}
        self._pattern = _alternation({*self.withheld, *(n for n in self.public if " " in n)}, self._short)
        self._where = _alternation(self._coarse)
        self._slug = _slugs({*self.withheld, *self._short})

    def _inside(self, name: str) -> bool:
        """ "Rassendyll" is named where "Rudolf Rassendyll" may be, and "President Anton Falk" where "Anton Falk" may be."""
        folded = f" {_fold(name)} "
        return any(folded in f" {full} " or (" " in full and f" {full} " in folded) for full in self._folded)

    def states(self, name: str) -> bool:
        """Whether what was read as a person is known to be none, or no private one: a state or an office is not withheld."""
        return _fold(name) in self._folded

    def pieces(self, text: str) -> list[tuple[str, str | None]]:
        """`text` in order, as (text, None) or (replacement, kind of name withheld)."""
        cuts = self._cuts(text)
        if not cuts:
            return [(text, None)]
        parts: list[tuple[str, str | None]] = []
        at = 0
        for start, end, words, kind in cuts:
            parts.append((text[at:start], None))
            parts.append((words, kind))
            at = end
        parts.append((text[at:], None))
        return [part for part in parts if part[0]]

    def _cuts(self, text: str) -> list[tuple[int, int, str, str]]:
        """What is cut out of a text: (start, end, replacement, kind), in order, apart from one another."""
        cuts: list[tuple[int, int, str, str]] = []
        taken: list[tuple[int, int]] = []
        for match in self._pattern.finditer(text) if self._pattern else ():
            taken.append(match.span())
            kind = self._kinds.get(match.group().casefold())
            if kind is not None:
                cuts.append((*match.span(), REPLACED[kind], kind))
        for start, end in printed(text):
            if not self.states(text[start:end]) and all(end <= a or start >= b for a, b in taken):
                cuts.append((start, end, REPLACED["person"], "person"))
        persons = sorted(cut for cut in cuts if cut[3] == "person")
        if not persons:
            return cuts
        for start, end, _, _ in persons:
            before = AGE_BEFORE.search(text, max(0, start - 60), start)
            if before is not None:
                cuts.append((*before.span("what"), "[age withheld]", "person"))
            for pattern, words in ((AGE, "[age withheld]"), (ORIGIN, "[origin withheld]")):
                beside = pattern.match(text, end)
                if beside is not None:
                    cuts.append((*beside.span("what"), words, "person"))
                    end = beside.end()
        for match in self._where.finditer(text) if self._where else ():
            cuts.append((*match.span(), f"[a place in {self._coarse.get(match.group(), 'this region')}]", "place"))
        apart: list[tuple[int, int, str, str]] = []
        for cut in sorted(cuts, key=lambda c: (c[0], -c[1])):
            if not apart or cut[0] >= apart[-1][1]:
                apart.append(cut)
        return apart

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


def _acts(claim: Claim) -> bool:
    """Whether those named in a claim act for a state: on a visit, in a treaty, in what an office holder states of others."""
    kind = claim.frame.type
    return kind in OFFICIAL or (kind == "statement_other" and official(claim.chain[-1]))


def _private(mention: Mention, claim: Claim) -> bool:
    """Where people are the matter every name counts; elsewhere a single word is as often a rifle as a person."""
    return claim.frame.type in PEOPLE or " " in mention.name


def _fold(name: str) -> str:
    return name.casefold().replace("-", " ").removeprefix("the ")


def official(link: Attribution) -> bool:
    """Whether a person speaks from an office, or is an actor whom the pack knows."""
    return bool(link.office or link.actor)


def _alternation(names: Iterable[str], exactly: Iterable[str] = ()) -> re.Pattern[str] | None:
    """Names in any case of letters, the longest first; `exactly`: parts of names, which in small letters may be words."""
    either = [re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))]
    exact = [f"(?-i:{re.escape(n)}|{re.escape(n.upper())})" for n in sorted(exactly, key=lambda n: (-len(n), n))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either + exact)})(?!\w)", re.IGNORECASE) if either or exact else None


def _slugs(names: Iterable[str]) -> re.Pattern[str] | None:
    """Names of two words and more as addresses write them: "lady-r", "lady_r", "lady%20r"."""
    slugs = sorted({r"(?:-|_|\+|%20)".join(map(re.escape, n.lower().split())) for n in names if len(n.split()) > 1})
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(slugs)})(?![a-z0-9])") if slugs else None
