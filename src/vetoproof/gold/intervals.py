"""How surely: whether a claim's hedge is the label's, in its words and in the probabilities that they stand for."""

from __future__ import annotations

from vetoproof.gold.values import Said, bare
from vetoproof.model import Hedge
from vetoproof.packs.scales import Scales

Interval = tuple[float, float]


class Intervals:
    """Probabilities that hedges stand for: on the speaker's own published scale, or as a survey's readers took them."""

    def __init__(self, scales: Scales) -> None:
        self._published = {
            (body.lower(), word): (term.low, term.high)
            for scale in scales.scales
            for body in scale.bodies
            for term in scale.terms
            for word in term.words
        }
        self._survey = {word: (term.low, term.high) for scale in scales.survey for term in scale.terms for word in term.words}

    def published(self, said: Said) -> Interval | None:
        """On a published scale of the body that hedges (probabilities 0 to 1), or None: most hedges are on no scale."""
        hedge = said.hedge
        if hedge is None:
            return None
        if isinstance(hedge, Hedge):
            # What was read carries its interval itself: on which scale, if any, was decided there.
            return None if hedge.low is None or hedge.high is None else (float(hedge.low), float(hedge.high))
        body = (hedge.by or said.chain[-1].speaker).lower()
        return self._published.get((body, hedge.exact.lower().strip()))

    def conveyed(self, said: Said) -> Interval | None:
        """On the published scale, else by the survey's words, the longest phrase that the hedge holds; None for others."""
        hedge = said.hedge
        if hedge is None:
            return None
        padded = f" {bare(hedge.exact)} "
        inside = [words for words in self._survey if f" {words} " in padded]
        return self.published(said) or (self._survey[max(inside, key=lambda w: (len(w), w))] if inside else None)
