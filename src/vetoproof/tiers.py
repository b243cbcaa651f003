"""The readers that this installation has, by the name of their tier."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from vetoproof.examine.extractor import Extractor

Tier = Literal["rules", "deep"]
TIERS: tuple[Tier, ...] = ("rules", "deep")


class TierError(ValueError):
    """A tier that cannot be had here. The message says what to do."""


def extractor(tier: str = "rules", model: str | None = None) -> Extractor:
    """The extractor of a tier. `model`: the parser's package name or path, where not the default one. Raises TierError."""
    from vetoproof.examine.extractor import RuleExtractor
    from vetoproof.examine.parse import DEFAULT_MODEL

    if tier == "rules":
        return RuleExtractor(model or DEFAULT_MODEL)
    if tier == "deep":
        from vetoproof.examine.learned.deep import DeepExtractor

        folder = Path(str(files("vetoproof.packs") / "languages" / "en" / "reader"))
        if not (folder / "reader.onnx").is_file():
            raise TierError(f"{folder / 'reader.onnx'} is missing: this installation has no deep reader; use --tier rules")
        return DeepExtractor(folder, model or DEFAULT_MODEL)
    raise TierError(f"no tier {tier!r}; use one of: {', '.join(TIERS)}")
