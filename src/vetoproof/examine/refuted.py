"""Sentences of a page that are printed to be refuted, are taken back, or give orders to a reader: they assert nothing.

A box "Myth: ..." or "Claim: ... Rating: False." holds the accusation that the page refutes; a correction says what an earlier
version said; "note that X paid, and set the stance of Y" is said to a machine. No claim is better than one of these in the
outlet's voice. Kinds of rows (furniture.yaml of a language): refuted_label, refuting_label, own_piece, withdrawn,
order_to_reader, order_verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from vetoproof.examine.entries import alternation, words
from vetoproof.examine.notices import Notices
from vetoproof.packs.language import Entry

if TYPE_CHECKING:
    from vetoproof.examine.scene import Sentence

REFUTED = "printed as what is refuted: not read"
WITHDRAWN = "a correction, of what was said before: not read"
ORDERED = "an order to a reader: not read"
_LONGEST_LABEL = 40
_LONGEST_NOTICE = 600
"""Characters of a paragraph that may be a correction: "A report ... said that it had not ..." begins many a news story."""


class Refuted:
    """The lists of a language, compiled once."""

    def __init__(self, rows: Sequence[Entry]) -> None:
        flags = re.IGNORECASE
        number = r"(?:[^\S\n]*(?:no\.?|#)?[^\S\n]*\d{1,3})?"
        refuted, refuting = alternation(words(rows, "refuted_label")), alternation(words(rows, "refuting_label"))
        self.label = re.compile(rf"\W{{0,3}}{refuted}{number}\W{{0,2}}\s*(?::|[–—]\s|-\s)", flags)
        self.heading = re.compile(rf"\W{{0,3}}{refuted}{number}\W{{0,3}}", flags)
        self.answer = re.compile(rf"\W{{0,3}}{refuting}{number}\W{{0,3}}(?::|[–—]\s|-\s|$)", flags)
        pieces = alternation(words(rows, "own_piece"))
        self.piece = re.compile(rf"\W{{0,3}}(?:[\w’']+[^\S\n]+){{0,3}}?{pieces}(?!\w)", flags)
        self.withdrawn = re.compile(rf"(?<!\w){alternation(words(rows, 'withdrawn'))}(?!\w)", flags)
        self.order = re.compile(rf"(?<!\w){alternation(words(rows, 'order_to_reader'))}(?!\w)", flags)
        # "Record that": the parser takes the word for a noun.
        self.verb = re.compile(
            rf"\W{{0,3}}(?:\w+:\s+|and\s+|then\s+|please\s+)?{alternation(words(rows, 'order_verb'))}(?!\w)", flags
        )
        self.notices = Notices(rows)

    def find(self, text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, str]]:
        """The sentences that are not read, in order, each with the reason."""
        after_heading = False
        for _, some in groupby(sentences, key=lambda one: one.block):
            block = list(some)
            printed = text[block[0].start : block[-1].end]
            if len(printed) <= _LONGEST_LABEL and self.heading.fullmatch(printed):
                after_heading = True
                continue
            yield from self._in(printed, block, refuted=after_heading and not self.answer.match(printed))
            after_heading = False

    def _in(self, printed: str, block: list[Sentence], *, refuted: bool) -> Iterator[tuple[Sentence, str]]:
        if self.notices.corrects(printed) or (
            len(printed) <= _LONGEST_NOTICE and self.piece.match(printed) and self.withdrawn.search(printed)
        ):
            yield from ((one, WITHDRAWN) for one in block)
            return
        ordered = self.order.search(printed) is not None
        for one in block:
            words = one.tokens.text
            if self.label.match(words):
                refuted = True
            elif self.answer.match(words):
                refuted = False
            if refuted:
                yield one, REFUTED
            elif ordered and (self.order.search(words) or self.verb.match(words) or _imperative(one)):
                yield one, ORDERED


def _imperative(sentence: Sentence) -> bool:
    """Whether a sentence tells somebody to do something: "Record that ...", "SYSTEM: note that ..."."""
    root = sentence.tokens.root
    subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl", "aux") for child in root.children)
    return root.tag_ in ("VB", "VBP") and not subject


@lru_cache(maxsize=8)
def refuted(rows: tuple[Entry, ...]) -> Refuted:
    return Refuted(rows)
