"""What every command loads anew, loaded once for tests that call commands in this process: packs, readers, tables of names.

A pack's files cost half a second each time, the parser as much again, the tables of names a whole one. None of them changes
while it is used; a pack whose files changed on disk is loaded anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import vetoproof

PACKS = Path(vetoproof.__file__).parent / "packs"
_kept: dict[object, Any] = {}


def load_once(patch: pytest.MonkeyPatch) -> None:
    """From here on, and until `patch` is undone."""
    from vetoproof import single, tiers
    from vetoproof.packs import pack
    from vetoproof.screen import kit

    plain, extractor, tables = pack.load, tiers.extractor, kit.Kit

    def load(regime: str | Path) -> pack.Pack:
        return once(("pack", str(regime), _files(PACKS), _files(Path(regime))), lambda: plain(regime))

    def reader(tier: str = tiers.DEFAULT_TIER, model: str | None = None) -> Any:
        return once(("reader", tier, model), lambda: extractor(tier, model))

    for place in (pack, single):
        patch.setattr(place, "load", load)
    for place in (tiers, single):
        patch.setattr(place, "extractor", reader)
    patch.setattr(kit, "Kit", lambda: once("tables of names", tables))


def once(key: object, make: Callable[[], Any]) -> Any:
    """What `make` gave the first time. What it raises is raised each time."""
    if key not in _kept:
        _kept[key] = make()
    return _kept[key]


def _files(place: Path) -> tuple[tuple[str, int, int], ...]:
    """Every YAML file of a folder, or the one file, with its time and size."""
    files = [place] if place.is_file() else sorted(place.rglob("*.yaml"))
    told = ((str(file), file.stat()) for file in files)
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in told)
