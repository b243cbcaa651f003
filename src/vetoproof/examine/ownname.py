"""A body by its own words: its capitalised name, the name printed beside the word for it, or what small letters call it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetoproof.examine import census, grammar
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from vetoproof.examine.speakers import Cast

_CALLED = re.compile(r"\s*[\"“‘'«„]([A-Z][^\"”’'»“\n]{2,40})[\"”’'»“]")
_PURPOSE = 6
"""Words behind "centre for" that still belong to its name."""
_NEXT = 700
"""Characters ahead within which a body told of first is named: in the next sentence or paragraph."""


def named(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """A body by its capitalised name, with what "for" and "of" add to it and without the state before it.

    A name of one word ("the Council") is none: it is short for one printed elsewhere.
    """
    doc, first, last = head.doc, head.i, head.i
    if not head.text[:1].isupper():
        return None
    while first > 0 and (
        (doc[first - 1].text[:1].isupper() and doc[first - 1].pos_ in ("PROPN", "NOUN", "ADJ", "X"))
        or (doc[first - 1].text in ("-", "&") and first > 1 and doc[first - 2].text[:1].isupper())
    ):
        first -= 1
    while (added := _added(cast, doc, last)) and last - head.i < 8:
        last += added
        while last + 1 < len(doc) and (doc[last + 1].text[:1].isupper() and doc[last + 1].pos_ == "PROPN"):
            last += 1
    while first < head.i and cast.scene.nation(doc[first]) is not None:
        first += 1
        first += doc[first].text in ("'s", "’s", "-")
    if last - first < 1:
        return None
    return Speaker(doc[first : last + 1].text.replace("\n", " "), "organisation", span=span)


def _added(cast: Cast, doc: Doc, last: int) -> int:
    """How many words "for NAME", "of the NAME" add to a name that ends at a word."""
    for width in (2, 3):
        behind = doc[last + 1 : last + 1 + width]
        if (
            len(behind) == width
            and behind[0].lower_ in ("for", "of", "on")
            and (width == 2 or behind[1].lower_ == "the")
            and behind[-1].text[:1].isupper()
            and cast.scene.nation(behind[-1]) is None
        ):
            return width
    return 0


def beside(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """A name printed beside the word for a body: "the project 'Zenda'", "the Zenda Watch group"; or the one named next:
    "a private group that counts ships".
    """
    if (called := _CALLED.match(cast.scene.text, head.idx + len(head))) is not None:
        return Speaker(called[1], "organisation", span=span)
    before = [c for c in head.lefts if c.dep_ in ("compound", "nmod") and c.i == head.i - 1]
    name = cast.scene.text[before[0].left_edge.idx : head.idx].strip() if before else ""
    words = [w for w in name.removeprefix("The ").removeprefix("the ").split() if w]
    if len(words) > 1 and all(w[:1].isupper() for w in words) and not head.text[:1].isupper():
        return Speaker(" ".join(words), "organisation", span=span)
    if not any(c.lower_ in ("a", "an") for c in head.children) or head.tag_ in ("NNS", "NNPS"):
        return None
    behind = [one for one in cast.census.after(head.idx) if one.start - head.idx < _NEXT and one.speaker.country is None]
    behind = [one for one in behind if census.fits(cast, one, head.lower_)]
    names = {one.speaker.name for one in behind}
    earlier = {one.speaker.name for one in cast.census.before(head.idx)}
    if len(names) == 1 and not names & earlier:
        return replace(behind[0].speaker, span=span, taken=True)
    return None


def plain(cast: Cast, head: Token) -> str:
    """What a body is called in small letters: "centre for COUNTERING lies", without its state."""
    words = [t.text for t in grammar.core(head) if (t.dep_ in ("compound", "amod") and not cast.scene.nation(t)) or t == head]
    for child in head.children:
        purpose = list(child.subtree)
        if child.dep_ == "prep" and child.lower_ == "for" and child.i == head.i + 1 and len(purpose) <= _PURPOSE:
            words += [t.text for t in purpose]
    return " ".join(words)
