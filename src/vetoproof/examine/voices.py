"""Whose words a stretch of text is where another sentence says so: a quotation over several sentences, a statement in full."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetoproof.examine import accounts, grammar
from vetoproof.examine.chains import Voiced, link_of
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.speaker import FIRST, Speaker
from vetoproof.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.claims import Draft, Page

LONGEST = 1800
"""Characters that a quotation is at most read to run: behind an unpaired mark the rest of a page is nobody's words."""
_MARK = re.compile(r"[“”\"]")
_SHORTEST = 12
_STOP = re.compile(r"-0-|\(END\)|^\W*(?:###|\*\*\*)\W*$", re.MULTILINE)
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


@dataclass(slots=True, frozen=True)
class Statement:
    """A statement that a page prints in full: who made it, and where its words begin and end, in characters."""

    author: Attribution
    start: int
    end: int


def statement(scene: Scene, page: Page) -> Statement | None:
    """ "A issued the following statement:", where the words behind it are in the first person: they are A's."""
    for sentence in scene.sentences:
        if sentence.headline or not sentence.tokens.text.rstrip().endswith(":"):
            continue
        for noun in sentence.tokens:
            made = noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and scene.lexicon.is_a(noun.lemma_.lower(), "report")
            if not made or not any(c.lower_ == "following" for c in noun.children):
                continue
            end = stop.start() if (stop := _STOP.search(scene.text, sentence.end)) else len(scene.text)
            behind = [t for t in scene.doc[sentence.tokens.end :] if t.idx < end]
            author = _author(page, grammar.subjects(noun.head))
            if author is not None and any(t.lower_ in FIRST for t in behind):
                return Statement(author, sentence.end, end)
    return None


def _author(page: Page, heads: Sequence[Token]) -> Attribution | None:
    cast = page.chainer.cast
    for head in heads[:1]:
        found = cast.look(head)
        printed = cast.scene.span(grammar.phrase(head)).exact.lower()
        if found is None or (found.kind == "person" and found.name.split()[-1].lower() not in printed):
            # An office without a name: the body that it is of speaks.
            body = next(
                (t for t in grammar.phrase(head) if cast.scene.name(t) or cast.scene.lexicon.is_a(t.lower_, "body")), None
            )
            found = cast.look(body) if body is not None else None
        code = cast.country_of(head)
        if found is not None and code is not None and found.country not in (None, code):
            # A name that several states use for a body: the state printed beside it decides.
            found = Speaker(f"{code} government", "state", actor=f"{code} government", country=code, span=found.span)
        return link_of([found], "", cast.scene.text) if found is not None else None
    return None


def own(scene: Scene, page: Page, drafts: Sequence[Draft], guessed: Container[int] = ()) -> list[Draft]:
    """The claims with those of a statement in full given to its author, and without denials by whom they accuse."""
    made = statement(scene, page)
    kept = []
    for draft in drafts:
        blamed = draft.stance == "denies" and _blamed(scene, draft)
        inside = made is not None and made.start <= draft.start < made.end
        free = not draft.attributed or len(draft.chain) == 1 or id(draft) in guessed
        if made is not None and inside and (blamed or free):
            draft.chain, draft.attributed = page.chainer.chain([made.author]), True
            draft.notes = [*draft.notes, "attribution of the statement that it stands in"]
        elif blamed:
            continue
        kept.append(draft)
    return kept


def _blamed(scene: Scene, draft: Draft) -> bool:
    """Whether a denial's speaker is one of whom the sentence says that he spreads what is denied."""
    span = draft.chain[-1].span
    spread = accounts.spread(scene, draft.sentence.tokens)
    return span is not None and len(draft.chain) > 1 and any(span.start <= scene.doc[i].idx < span.end for i in spread)


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
