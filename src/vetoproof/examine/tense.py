"""Whether a clause speaks of what is to come: around a date, or of an event itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from vetoproof.examine import grammar
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.entries import alternation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 6
"""Tokens before a verb in which its auxiliary stands: "will not be sent", "expected to be fully delivered"."""
_BORDERS = {"that", ";", ":"}
_AHEAD = frozenset({"will", "shall", "may", "might", "could", "can", "would", "ll", "wo"})
_PLANS = frozenset({"expect", "plan", "prepare", "intend", "schedule", "want", "aim", "hope", "set", "seek", "vow", "pledge",
                    "promise", "propose", "consider", "decide", "ready", "poise", "due", "likely", "about", "go"})  # fmt: skip
"""Verbs and adjectives whose infinitive or noun has not happened when they are said: "plans to send"."""


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


def outlook(token: Token) -> Literal["coming", "past"] | None:
    """Whether the verb over a token tells of what may yet come ("will send", "to send", "plans to send") or of what was
    ("sent", "has been sent", "may have sent"); None where the form says neither, as the present of headlines.
    """
    verb = grammar.predicate(token)
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    if verb.tag_ in ("VBG", "VB") and verb.dep_ in ("conj", "pcomp") and not any(c.dep_ == "aux" for c in verb.children):
        verb = grammar.predicate(verb.head)
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    perfect = any(c.lemma_.lower() == "have" for c in auxiliaries)
    if any(c.tag_ == "MD" and c.lower_.lstrip("'’") in _AHEAD for c in auxiliaries):
        return "past" if perfect else "coming"
    if any(c.tag_ == "TO" for c in auxiliaries):
        if perfect:
            return "past"
        above = verb.head
        planned = above.lemma_.lower() in _PLANS or above.lower_ in _PLANS
        return "coming" if above == verb or planned else None
    if verb.lemma_.lower() in _PLANS and token != verb:
        # "a visit is planned", "expects a further dispatch": the noun is what is ahead.
        return "coming"
    if perfect or verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in auxiliaries):
        return "past"
    return None
