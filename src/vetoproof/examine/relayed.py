"""Chains settled over the whole page: the agency of a story, and who passes on whom where one sentence alone does not say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vetoproof.examine.scene import Scene
from vetoproof.model import Attribution, Span
from vetoproof.packs.regime import ActorRow, Tenure

Links = tuple[Attribution, ...]
_DATELINE = re.compile(r"\(([^()\n]{2,60})\)(?:\s*(?:--|[-–—])|(?=\s+[A-Z]))")
_PARTS = re.compile(r"\s*/\s*|\s+[-–—]\s+")
_SOURCES = re.compile(r"^sources?:\s*", re.IGNORECASE)
_ASIDE = re.compile(r"^\W*(?:background|previously|context|earlier|read also|read more)\s*:?\W*$", re.IGNORECASE | re.MULTILINE)
_VENUE = re.compile(
    r"\b(?:interview|told|quoted|detailed|speaking to|spoke to|remarks to)\b(?:(?!\bthat\b)[^.;]){0,60}$"
    r"|\breport by (?:the )?$",
    re.IGNORECASE,
)
_CITES = re.compile(r"\b(?:cit(?:ed|ing|es)|quot(?:ed|ing|es)|referr?(?:ed|ing|s)?(?:ence)? to)\b", re.IGNORECASE)
_OFFICE = re.compile(r"spokes|press secretary", re.IGNORECASE)
_REACH = 350
"""Characters behind the beginning of a sentence within which a named spokesman stands for the body that it names."""
_LABEL = re.compile(r"^\W*(?:by|sources?|via)?\s*:?\W*$", re.IGNORECASE)
_BRIEFING = re.compile(r"\b(?:briefing|briefed|closed-door|disclosed|hearing|audit)\b", re.IGNORECASE)
_DEPUTIES = frozenset({"lawmaker", "legislator", "deputy", "member", "mp", "parliamentarian"})
_ENDS = 4
"""Lines at the head and foot of a page in which a bare name of an outlet credits the whole story."""


@dataclass(slots=True)
class Heard:
    """The attributions of a page, whether or not a claim hangs on them: token index of the cue, and links inward."""

    found: list[tuple[int, Links]] = field(default_factory=list)
    _before: dict[str, dict[tuple[str, ...], Links]] = field(default_factory=dict)

    def add(self, at: int, links: Sequence[Attribution]) -> None:
        if not links:
            return
        self.found.append((at, tuple(links)))
        for n, link in enumerate(links):
            if n and all(one.kind == "outlet" for one in links[:n]) and link.speaker not in names(links[1:n]):
                self._before.setdefault(link.speaker, {}).setdefault(names(links[:n]), tuple(links[:n]))

    def before(self, speaker: str) -> list[Links]:
        """The different outlets that stand before a speaker, outermost first, in the order in which they were heard."""
        return list(self._before.get(speaker, {}).values())


def credit(scene: Scene) -> Attribution | None:
    """The agency that the whole story is taken from: "CITY (Agency) --", a line with nothing but its name, a byline."""
    text = scene.text
    for printed in scene.document.credits:
        if (link := _whole(scene, printed, None)) is not None:
            return link
    for match in _DATELINE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if match.start() - line < 60:
            for part in _PARTS.split(match[1]):
                if (link := _whole(scene, part, None)) is not None:
                    return link
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    for line_ in [*lines[:_ENDS], *lines[-_ENDS:]]:
        printed = line_.group()
        if len(printed) < 60 and (link := _whole(scene, printed, line_.span())) is not None:
            return link
        if label := _SOURCES.match(printed):
            # "Source: Agency, citing X": who X is stands in the text.
            head = re.split(r",|\bciting\b|\bwith reference\b", printed[label.end() :])[0]
            if (link := _whole(scene, head, None)) is not None:
                return link
    return None


def aside(scene: Scene) -> int:
    """Where a page turns from the story to what was known before, in characters; its end where it does not."""
    match = _ASIDE.search(scene.text)
    return match.start() if match else len(scene.text)


def overhear(scene: Scene, heard: Heard, own: str) -> None:
    """Interviews and citations printed beside a person: "in an interview with X", "X cited the spokesman NAME"."""
    spoke = sorted(heard.found, key=lambda one: one[0])
    for sentence in scene.sentences:
        inside = scene.names_in(sentence.start, sentence.end)
        people = [(f, t) for f in inside if (t := next((r for r in f.value if isinstance(r, Tenure)), None)) is not None]
        spoken = {
            link.speaker: link
            for _, links in spoke[
                bisect_left(spoke, sentence.tokens.start, key=_at) : bisect_left(spoke, sentence.tokens.end, key=_at)
            ]
            for link in links
            if link.kind == "person"
        }
        for found in inside:
            row = next((r for r in found.value if isinstance(r, ActorRow) and r.kind == "outlet"), None)
            if row is None or row.id == own:
                continue
            span = Span.of(scene.text, found.start, found.end)
            outlet = Attribution(speaker=row.id, kind="outlet", actor=row.id, country=row.country, span=span)
            if len(spoken) == 1 and _VENUE.search(scene.text[sentence.start : found.start]):
                heard.add(sentence.tokens.start, [outlet, *spoken.values()])
            for other, tenure in people:
                between = scene.text[found.end : other.start]
                if found.end <= other.start <= found.end + 90 and _CITES.search(between):
                    heard.add(sentence.tokens.start, [outlet, _person(scene, other.start, other.end, tenure)])


def _at(one: tuple[int, Links]) -> int:
    return one[0]


def _person(scene: Scene, start: int, end: int, tenure: Tenure) -> Attribution:
    span = Span.of(scene.text, start, end)
    return Attribution(
        speaker=tenure.person, kind="person", actor=tenure.person, office=tenure.office, country=tenure.country, span=span
    )


def _whole(scene: Scene, printed: str, place: tuple[int, int] | None) -> Attribution | None:
    """The outlet that a short text names, where besides "by" or "source" nothing else stands in it."""
    for start, end, rows in scene.lexicon.names.find(printed.title() if printed.isupper() and len(printed) > 4 else printed):
        outlet = next((r for r in rows if isinstance(r, ActorRow) and r.kind == "outlet"), None)
        if outlet is None or not _LABEL.match(printed[:start]) or printed[end:].strip(" .()[]*_-–—/|"):
            continue
        span = Span.of(scene.text, place[0] + start, place[0] + end) if place else None
        return Attribution(speaker=outlet.id, kind="outlet", actor=outlet.id, country=outlet.country, span=span)
    return None


@dataclass(slots=True, frozen=True)
class Briefed:
    """The deputies whom a page names, and the service that briefed them, where it names one."""

    members: tuple[Attribution, ...]
    body: Attribution | None

    @classmethod
    def on(cls, scene: Scene, heard: Heard) -> Briefed:
        members: dict[str, Attribution] = {}
        for named in scene.names:
            for row in named.value:
                if isinstance(row, Tenure) and "parliament" in row.office:
                    span = Span.of(scene.text, named.start, named.end)
                    members.setdefault(
                        row.person,
                        Attribution(
                            speaker=row.person,
                            kind="person",
                            actor=row.person,
                            office=row.office,
                            country=row.country,
                            span=span,
                        ),
                    )
        found = tuple(members[name] for name in sorted(members))
        return cls(found, _briefer(scene, heard, found) if found else None)

    def joined(self) -> Attribution:
        if len(self.members) == 1:
            return self.members[0]
        name = "|".join(m.speaker for m in self.members)
        first = self.members[0]
        return Attribution(
            speaker=name, kind="person", actor=name, office=first.office, country=first.country, cue=first.cue, span=first.span
        )

    def named(self, link: Attribution) -> Attribution:
        """ "a lawmaker", "the lawmakers": those whom the page names, where their number fits."""
        if not self.members or link.kind not in ("anonymous", "group", "office", "unspecified"):
            return link
        word = link.speaker.lower().split()[-1].rpartition(":")[2]
        if word.rstrip("s") not in _DEPUTIES or (word.endswith("s") == (len(self.members) == 1)):
            return link
        return self.joined()

    def through(self, links: list[Attribution], figure: bool) -> list[Attribution]:
        """The service speaks through the deputies, and their figures are the service's."""
        if self.body is None or not links or any(link.kind != "outlet" for link in links[:-1]):
            return links
        last = links[-1]
        if last.speaker == self.body.speaker:
            return [*links[:-1], self.joined(), last]
        if figure and last.speaker in (self.joined().speaker, *(m.speaker for m in self.members)):
            return [*links, self.body]
        return links


def _briefer(scene: Scene, heard: Heard, members: Sequence[Attribution]) -> Attribution | None:
    named = {m.speaker for m in members}
    for _, links in heard.found:
        for outer, inner in pairwise(links):
            deputy = not named.isdisjoint(outer.speaker.split("|")) or outer.speaker.lower().split()[-1].endswith(
                tuple(_DEPUTIES | {f"{d}s" for d in _DEPUTIES})
            )
            if deputy and inner.kind == "organisation":
                return inner
    for found in scene.names:
        row = next((r for r in found.value if isinstance(r, ActorRow) and r.kind == "organisation"), None)
        if row is None or not any(word in name.lower() for name in row.names for word in ("intelligence", "spy agency")):
            continue
        around = scene.text[max(0, found.start - 90) : found.end + 90]
        if _BRIEFING.search(around):
            span = Span.of(scene.text, found.start, found.end)
            return Attribution(speaker=row.id, kind="organisation", actor=row.id, country=row.country, span=span)
    return None


def settled(scene: Scene, heard: Heard, briefed: Briefed, links: Links, at: int, *, figure: bool) -> Links:
    """The links of a chain (without the outlet) with what the rest of the page says of who passes them on."""
    found = [_spoken_for(scene, briefed.named(link), at) for link in links]
    found = briefed.through(found, figure)
    if found and found[0].kind in ("organisation", "person"):
        before = heard.before(found[0].speaker)
        if len(before) == 1:
            found = [*before[0], *found]
    return tuple(found)


def names(links: Sequence[Attribution]) -> tuple[str, ...]:
    return tuple(link.speaker for link in links)


def _spoken_for(scene: Scene, link: Attribution, at: int) -> Attribution:
    """A body whose spokesman is named a little further on: he speaks."""
    if link.kind not in ("organisation", "state", "office"):
        return link
    start, end = scene.doc[at].idx, scene.doc[at].sent.end_char
    for found in scene.names_in(start, max(end, start + _REACH + 1)):
        before = scene.text[max(start, found.start - 60) : found.start]
        if start <= found.start < end or (end <= found.start <= start + _REACH and _CITES.search(before)):
            for row in found.value:
                if (
                    isinstance(row, Tenure)
                    and row.institution == link.speaker
                    and _speaks(row)
                    and _OFFICE.search(scene.text[max(0, found.start - 40) : found.start])
                ):
                    return _person(scene, found.start, found.end, row)
    return link


def _speaks(tenure: Tenure) -> bool:
    return "spokes" in tenure.office or "press" in tenure.office
