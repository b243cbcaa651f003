"""The tier `deep`: rules and the network together, behind the protocol that every extractor keeps."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from vetoproof.examine.claims import Draft
from vetoproof.examine.extractor import RuleExtractor
from vetoproof.examine.learned import reading
from vetoproof.examine.learned.network import Network
from vetoproof.examine.parse import DEFAULT_MODEL
from vetoproof.examine.scene import Scene


class DeepExtractor(RuleExtractor):
    """Rules, then a small network that judges, mends and adds. `folder` holds the network of the language."""

    name = "deep"

    def __init__(self, folder: Path, model: str = DEFAULT_MODEL) -> None:
        super().__init__(model)
        self._network = Network(folder)

    @cached_property
    def version(self) -> str:  # type: ignore[override]
        """Version of the rules, of the parse and of the network: the first letters of its file's SHA-256."""
        path = self._network.folder / "reader.onnx"
        return f"{super().version}+{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"

    def drafts(self, scene: Scene) -> list[Draft]:
        """The claims of one page, restatements not yet merged."""
        return reading.read(scene, self._network)
