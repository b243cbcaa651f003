"""The readers that this installation has, by the name of their tier."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from vetoproof.model.errors import Refusal
from vetoproof.tier_names import DEFAULT_TIER, TIERS, Tier

if TYPE_CHECKING:
    from vetoproof.examine.extractor import Extractor
    from vetoproof.examine.learned.judge import Judge

__all__ = ["DEFAULT_TIER", "TIERS", "Tier", "TierError", "extractor"]

FIELD, NETWORK, VOCABULARY = "reader.crfsuite", "reader.onnx", "vocab.txt"
FILES: dict[str, tuple[str, ...]] = {"fast": (FIELD,), "deep": (FIELD, NETWORK, VOCABULARY)}
"""The trained files of each tier in a language's folder `reader`."""


class TierError(Refusal, ValueError):
    """A tier that cannot be had here. The message says what to do."""


def extractor(tier: str = DEFAULT_TIER, model: str | None = None) -> Extractor:
    """The extractor of a tier. `model`: the parser's package name or path, where not the default one. Raises TierError."""
    from vetoproof.examine.extractor import RuleExtractor
    from vetoproof.examine.parse import DEFAULT_MODEL

    if tier == "rules":
        return RuleExtractor(model or DEFAULT_MODEL)
    if tier in TIERS:
        from vetoproof.examine.learned.extractor import LearnedExtractor

        folder = Path(str(files("vetoproof.packs") / "languages" / "en" / "reader"))
        missing = [name for name in FILES[tier] if not (folder / name).is_file()]
        if missing:
            raise TierError(f"{folder / missing[0]} is missing: this installation has no {tier} reader; use the tier rules")
        return LearnedExtractor(tier, _judge(tier, folder), _digest(folder, tier), model or DEFAULT_MODEL)
    raise TierError(f"no tier {tier!r}; use one of: {', '.join(TIERS)}")


def _judge(tier: str, folder: Path) -> Judge:
    from vetoproof.examine.learned.linear import Linear

    linear = Linear((folder / FIELD).read_bytes())
    if tier == "fast":
        return linear
    from vetoproof.examine.learned.mixed import Mixed
    from vetoproof.examine.learned.network import Network

    return Mixed(Network(folder / NETWORK, (folder / VOCABULARY).read_text(encoding="utf-8")), linear)


def _digest(folder: Path, tier: str) -> str:
    """The first letters of the SHA-256 over a tier's trained files."""
    total = hashlib.sha256()
    for name in FILES[tier]:
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:12]
