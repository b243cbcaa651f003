"""Which date belongs to which event: a statement's date is never the event's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, themes
from vetoproof.examine.cue import Cue
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Period

if TYPE_CHECKING:
    from spacy.tokens import Token


def of(scene: Scene, sentence: Sentence, event: Happening, covering: Sequence[Cue]) -> Period | None:
    """The period printed in the event's clause, or hanging on its verb's chain below the innermost cue."""
    own = {t.i for t in grammar.clause(event.trigger)} | {t.i for t in grammar.clause(event.verb)}
    said = {t.i for cue in covering for c in cue.trigger.children if c.i not in cue.content for t in c.subtree}
    if covering:
        said -= set(covering[-1].content)
    best: tuple[int, Period] | None = None
    for found in scene.dates(sentence.start, sentence.end):
        if not sentence.start <= found.start < sentence.end:
            continue
        span = scene.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None or any(t.i in said for t in span):
            continue
        if not any(t.i in own for t in span) and not any(a.i == event.verb.i for t in span for a in grammar.ancestors(t)):
            continue
        if any(cue.trigger == grammar.predicate(t) and t.i not in cue.content for cue in covering for t in span):
            continue
        if _names(scene, span.root) or _elsewhere(span.root, event):
            continue
        distance = abs(span.root.i - event.trigger.i)
        if best is None or distance < best[0]:
            best = (distance, found.value)
    if event.trigger.lemma_.lower() in _ATTEMPTS and not event.nominal:
        return Period(from_=None, to=None, precision="unknown", kind="future")
    return best[1] if best else None


def _names(scene: Scene, date: Token) -> bool:
    """Whether a date only tells which paper is meant: "under the June pact", "the treaty of June 2024"."""
    noun = date.head.head if date.dep_ == "pobj" and date.head.lower_ == "of" else date.head
    modifies = date.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod", "pobj") and noun.pos_ in ("NOUN", "PROPN")
    return modifies and "treaty" in themes.of(scene, noun) and noun.dep_ == "pobj" and noun.head.lower_ in _UNDER


_ATTEMPTS = frozenset({"seek", "solicit"})
"""Verbs that tell what somebody wants to get: nothing has changed hands."""
_UNDER = frozenset({"under", "with", "of", "to", "per"})


def _elsewhere(date: Token, event: Happening) -> bool:
    """Whether a date stands in another clause with a subject of its own: "missiles that B fired on 30 December"."""
    for verb in grammar.ancestors(date):
        if verb in (event.trigger, event.verb):
            return False
        if (
            verb.pos_ in ("VERB", "AUX")
            and verb.dep_ in ("relcl", "conj")
            and any(c.dep_ in grammar.SUBJECTS for c in verb.children)
            and event.trigger not in verb.subtree
        ):
            return True
    return False
