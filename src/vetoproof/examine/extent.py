"""The place of a claim in the text: its clause with the figure and, if adjacent, its attribution."""

from __future__ import annotations

from collections.abc import Sequence

from vetoproof.examine import grammar
from vetoproof.examine.chains import Voiced
from vetoproof.examine.found import Found
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Quantity


def extent(
    scene: Scene,
    sentence: Sentence,
    event: Happening,
    figure: Found[Quantity] | None,
    covering: Sequence[Voiced],
    *,
    alone: bool,
) -> tuple[int, int]:
    """Start and end offsets; a sentence that makes a single claim is its span, without the final full stop."""
    if alone:
        return sentence.start, trimmed(scene, sentence.start, sentence.end)
    tokens = grammar.clause(event.trigger if event.nominal else event.verb)
    start, end = min(t.idx for t in tokens), max(t.idx + len(t) for t in tokens)
    if figure is not None and (not start <= figure.start < end or event.nominal):
        start, end = min(start, figure.start), max(end, figure.end)
    start, end = max(start, sentence.start), min(end, sentence.end)
    for voice in covering:
        words = [t for t in voice.cue.tokens if t.pos_ != "PUNCT"]
        if not words:
            continue
        first, last = min(t.idx for t in words), max(t.idx + len(t) for t in words)
        if 0 <= first - end <= 12:
            end = last
        elif 0 <= start - last <= 12:
            start = first
    return start, trimmed(scene, start, end)


def trimmed(scene: Scene, start: int, end: int) -> int:
    """The end without white space and a final full stop."""
    text = scene.text
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in ".,;:"):
        end -= 1
    return end
