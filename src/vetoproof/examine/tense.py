"""Whether the clause around a date speaks of what is to come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vetoproof.examine.datewords import DateWords
from vetoproof.examine.entries import alternation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 6
"""Tokens before a verb in which its auxiliary stands: "will not be sent", "expected to be fully delivered"."""
_BORDERS = {"that", ";", ":"}


def is_future(doc: Doc, at: int, words: DateWords) -> bool:
    """Whether the verb nearest before token `at` (else the first after it) in its sentence is set in the future.

    "will go by November" is; "would have hit on Thursday" is past, whatever its modal.
    """
    sentence = doc[at].sent
    verb = next((token for token in reversed(_behind_border(doc[sentence.start : at])) if _verb(token)), None)
    if verb is None:
        verb = next((token for token in doc[at : sentence.end] if _verb(token)), None)
    if verb is None or verb.tag_ == "VBD":
        return False
    window = doc[max(sentence.start, verb.i - _REACH) : verb.i + 1]
    kept = _clause(window)
    if verb.tag_ == "VBN" and any(token.lower_ in words.perfect for token in kept):
        return False
    text = " ".join(token.lower_ for token in kept)
    return bool(re.search(rf"(?<![\w'])(?:{alternation(words.future)})(?!\w)", text))


def is_told(doc: Doc, at: int) -> bool:
    """Whether a date stands before the finite past verb that it belongs to: "On 12 December troops stormed the village"."""
    verb = doc[at]
    while verb.head != verb and not _verb(verb):
        verb = verb.head
    return verb.i > at and verb.tag_ == "VBD"


def is_deadline(doc: Doc, at: int, words: DateWords) -> bool:
    """Whether the verb before token `at` sets a term: "ordered all workers home by December 22, 2019"."""
    verb = next((token for token in reversed(doc[doc[at].sent.start : at]) if _verb(token)), None)
    return verb is not None and verb.lower_ in words.future


def _verb(token: Token) -> bool:
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ in {"ROOT", "ccomp", "relcl", "advcl", "conj"})


def _behind_border(tokens: Iterable[Token]) -> list[Token]:
    """The tokens behind the last clause border: "it may be recalled that in May ..." says nothing of the future."""
    kept: list[Token] = []
    for token in tokens:
        kept = [] if token.lower_ in _BORDERS else [*kept, token]
    return kept


def _clause(tokens: Iterable[Token]) -> list[Token]:
    """The tokens behind the last comma or finite past verb, so that a reporting clause does not count."""
    kept: list[Token] = []
    for token in tokens:
        kept = [] if token.lower_ in {",", *_BORDERS} or token.tag_ == "VBD" else [*kept, token]
    return kept
