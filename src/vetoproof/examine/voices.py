"""Whose words a stretch of text is where another sentence says so: a quotation over several sentences or paragraphs."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from vetoproof.examine.chains import Voiced
from vetoproof.examine.scene import Scene, Sentence

if TYPE_CHECKING:
    from vetoproof.examine.claims import Draft, Page

LONGEST = 1800
"""Characters that a quotation is at most read to run: behind an unpaired mark the rest of a page is nobody's words."""
_MARK = re.compile(r"[“”\"]")
_SHORTEST = 12
_LEADS = re.compile(r"[\s:,“\"]*")


def quotations(text: str) -> Iterator[tuple[int, int]]:
    """Where quotations begin and end, marks included. A mark that opens a paragraph inside one goes on with it."""
    at = 0
    while (first := _MARK.search(text, at)) is not None:
        if first.group() == "”":
            at = first.end()
            continue
        end = _close(text, first)
        if end is None:
            # Unpaired: the next line begins anew.
            line = text.find("\n", first.end())
            at = line + 1 if line >= 0 else len(text)
            continue
        if end - first.start() > _SHORTEST:
            yield first.start(), end
        at = end


def _close(text: str, opening: re.Match[str]) -> int | None:
    closing = "”" if opening.group() == "“" else '"'
    for mark in _MARK.finditer(text, opening.end(), min(len(text), opening.end() + LONGEST)):
        begins = text[: mark.start()].rstrip(" \t").endswith("\n")
        if mark.group() == closing and not begins:
            return mark.end()
        if mark.group() == "“" and not begins:
            return None
    return None


def give(scene: Scene, page: Page, drafts: Sequence[Draft], guessed: Container[int] = ()) -> set[int]:
    """Gives the claims of a quotation to whom a sentence at its edge names; the ids of those that were given.

    What the words of their own sentence attribute stays. `guessed`: ids of claims whose speaker only the network names.
    """
    given: set[int] = set()
    free = [d for d in drafts if not d.attributed or len(d.chain) == 1 or id(d) in guessed]
    if not free:
        return given
    for start, end in quotations(scene.text):
        inside = [d for d in free if start <= d.start < end]
        found = _speaker(scene, page, start, end) if inside else None
        if found is None:
            continue
        sentence, voiced = found
        chainer = page.chainer
        before, chainer.voiced = chainer.voiced, page.voiced[sentence.index]
        links = chainer.extended([*(v for v in chainer.covering(voiced.cue.trigger) if v is not voiced), voiced])
        chainer.voiced = before
        for draft in inside:
            if draft.sentence.index != sentence.index and links[-1].speaker != draft.chain[-1].speaker:
                draft.chain, draft.attributed = chainer.chain(links), True
                draft.notes = [*draft.notes, "attribution of the quotation that it stands in"]
                given.add(id(draft))
            elif draft.sentence.index == sentence.index and len(draft.chain) == 1:
                draft.chain, draft.attributed = chainer.chain(links), True
                given.add(id(draft))
    return given


def _speaker(scene: Scene, page: Page, start: int, end: int) -> tuple[Sentence, Voiced] | None:
    """The attribution behind a quotation's end, in the same sentence, else the one right before its beginning."""
    for sentence in scene.sentences:
        if sentence.start < end <= sentence.end:
            for one in page.voiced.get(sentence.index, ()):
                if one.links and not one.cue.apart and one.cue.manner != "asks" and one.cue.trigger.idx >= end:
                    return sentence, one
    for sentence in scene.sentences:
        last = [v for v in page.voiced.get(sentence.index, ()) if v.links and not v.cue.apart and v.cue.trigger.idx < start]
        if last and sentence.start < start <= sentence.end + 2:
            between = scene.text[last[-1].cue.trigger.idx + len(last[-1].cue.trigger) : start]
            if between.rstrip().endswith(":") or _LEADS.fullmatch(between):
                return sentence, last[-1]
    return None
