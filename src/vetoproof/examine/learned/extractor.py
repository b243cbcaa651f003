"""The learnt tiers behind the protocol that every extractor keeps: rules first, then a judge that mends and adds."""

from __future__ import annotations

from vetoproof.examine.claims import Draft
from vetoproof.examine.extractor import RuleExtractor
from vetoproof.examine.learned import reading
from vetoproof.examine.learned.judge import Judge
from vetoproof.examine.parse import DEFAULT_MODEL
from vetoproof.examine.scene import Scene
from vetoproof.model import Rejection


class LearnedExtractor(RuleExtractor):
    """Rules and a learnt judge: `fast`, a linear field that judges which words are claims; `deep`, with a small network that
    also knows who says it, how surely and between whom. `digest` tells trained files apart: it is part of the version.
    """

    def __init__(self, tier: str, judge: Judge, digest: str, model: str = DEFAULT_MODEL) -> None:
        super().__init__(model)
        self.name = tier
        self._judge, self._digest = judge, digest

    @property
    def version(self) -> str:
        """Version of the rules, of the parse and of the judge."""
        return f"{super().version}+{self._digest}"

    def drafts(self, scene: Scene) -> tuple[list[Draft], list[Rejection]]:
        """The claims of one page, restatements not yet merged, and the rules' drafts that the judge did not take."""
        return reading.read(scene, self._judge)
