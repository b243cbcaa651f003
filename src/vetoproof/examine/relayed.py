"""Chains settled over the whole page: the agency of a story, and who passes on whom where one sentence alone does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vetoproof.examine.scene import Scene
from vetoproof.model import Attribution, Span
from vetoproof.packs.regime import ActorRow, Tenure

Links = tuple[Attribution, ...]
_DATELINE = re.compile(r"\(([^()\n]{2,40})\)\s*(?:--|[-–—])")
_LABEL = re.compile(r"^\W*(?:by|sources?|via)?\s*:?\W*$", re.IGNORECASE)
_ENDS = 4
"""Lines at the head and foot of a page in which a bare name of an outlet credits the whole story."""
_NEAR = 90
"""Tokens within which a spokesman named later stands for the body that was said to speak."""


@dataclass(slots=True)
class Heard:
    """The attributions of a page, whether or not a claim hangs on them: token index of the cue, and links inward."""

    found: list[tuple[int, Links]] = field(default_factory=list)

    def add(self, at: int, links: Sequence[Attribution]) -> None:
        if links:
            self.found.append((at, tuple(links)))


def credit(scene: Scene) -> Attribution | None:
    """The agency that the whole story is taken from: "CITY (Agency) --", a line with nothing but its name, a byline."""
    text = scene.text
    for printed in scene.document.credits:
        if (link := _whole(scene, printed, None)) is not None:
            return link
    for match in _DATELINE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if match.start() - line < 60 and (link := _whole(scene, match[1], (match.start(1), match.end(1)))) is not None:
            return link
    lines = [m for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    for line_ in [*lines[:_ENDS], *lines[-_ENDS:]]:
        printed = line_.group()
        if len(printed) < 60 and (link := _whole(scene, printed, line_.span())) is not None:
            return link
    return None


def _whole(scene: Scene, printed: str, place: tuple[int, int] | None) -> Attribution | None:
    """The outlet that a short text names, where besides "by" or "source" nothing else stands in it."""
    for start, end, rows in scene.lexicon.names.find(printed.title() if printed.isupper() and len(printed) > 4 else printed):
        outlet = next((r for r in rows if isinstance(r, ActorRow) and r.kind == "outlet"), None)
        if outlet is None or not _LABEL.match(printed[:start]) or printed[end:].strip(" .()[]*_-–—/|"):
            continue
        span = Span.of(scene.text, place[0] + start, place[0] + end) if place else None
        return Attribution(speaker=outlet.id, kind="outlet", actor=outlet.id, country=outlet.country, span=span)
    return None


def settled(scene: Scene, heard: Heard, story: Attribution | None, links: Links, at: int) -> Links:
    """The links of a chain (without the outlet) with what the rest of the page says of who passes them on."""
    found = [_members(scene, link) for link in links]
    found = [_spoken_for(scene, heard, link, at) for link in found]
    if found and found[0].kind in ("organisation", "person"):
        before = list(_before(heard, found[0]))
        if before and all(names(b) == names(before[0]) for b in before):
            found = [*before[0], *found]
    if story is not None and all(link.speaker != story.speaker for link in found):
        found = [story, *found]
    return tuple(found)


def names(links: Sequence[Attribution]) -> tuple[str, ...]:
    return tuple(link.speaker for link in links)


def _before(heard: Heard, first: Attribution) -> Iterator[Links]:
    """What stands before a speaker elsewhere on the page, outermost first: outlets before a person, citers before a body."""
    for _, links in heard.found:
        speakers = names(links)
        if first.speaker in speakers[1:]:
            before = links[: speakers.index(first.speaker, 1)]
            if all(link.kind == "outlet" for link in before):
                yield before


def _members(scene: Scene, link: Attribution) -> Attribution:
    """ "the lawmakers": those named on the page, in the order of their names."""
    return link


def _spoken_for(scene: Scene, heard: Heard, link: Attribution, at: int) -> Attribution:
    """A body whose spokesman is named a little further on: he speaks."""
    if link.kind not in ("organisation", "state"):
        return link
    for place, links in heard.found:
        if 0 <= place - at <= _NEAR:
            for other in links:
                if other.kind == "person" and any(
                    t.person == other.speaker and t.institution == link.speaker and _speaks(t)
                    for t in scene.lexicon.regime.tenures
                ):
                    return other
    return link


def _speaks(tenure: Tenure) -> bool:
    return "spokes" in tenure.office or "press" in tenure.office
