"""Everything that reading and comparing names needs, put together once: tables are loaded when first used."""

from __future__ import annotations

from functools import cached_property

from vetoproof.packs.names import frequencies
from vetoproof.packs.screening import weights
from vetoproof.packs.screening.weights import NameWeights
from vetoproof.screen.beside import Beside
from vetoproof.screen.index.index import Index
from vetoproof.screen.names.reader import NameReader
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.relation import Relations
from vetoproof.screen.score.scorer import Scorer
from vetoproof.screen.screener import Screener


class Kit:
    """The reader of names, the relations between words, how common words are, and the weights."""

    @cached_property
    def reader(self) -> NameReader:
        """Reads names in all scripts."""
        return NameReader()

    @cached_property
    def relations(self) -> Relations:
        """Relates words of names in Latin letters."""
        return Relations(self.reader.sound, self.reader.nicknames, self.reader.forms)

    @cached_property
    def background(self) -> Background:
        """How common words are in names."""
        rows, totals = frequencies.load()
        return Background(rows, totals, self.relations.sound)

    @cached_property
    def weights(self) -> NameWeights:
        """The fitted weights."""
        return weights.load()

    @cached_property
    def beside(self) -> Beside:
        """Compares what is known beside names."""
        return Beside()

    @cached_property
    def scorer(self) -> Scorer:
        """Compares names."""
        return Scorer(self.weights, self.background, self.relations)

    def screener(self, index: Index) -> Screener:
        """A screener over one index."""
        return Screener(index, self.reader, self.scorer, self.beside)
