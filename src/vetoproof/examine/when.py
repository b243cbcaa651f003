"""Which date belongs to which event: a statement's date is never the event's."""

from __future__ import annotations

from collections.abc import Sequence

from vetoproof.examine import grammar
from vetoproof.examine.cue import Cue
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Period


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
        distance = abs(span.root.i - event.trigger.i)
        if best is None or distance < best[0]:
            best = (distance, found.value)
    return best[1] if best else None
