"""What a cache holds is named by the program and by the packs that ship with it: rules, ports, languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import done
from made_tracks import tracks

from vetoproof import shelf


def test_a_threshold_or_a_port_that_is_edited_is_other_code_and_compiled_files_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = tmp_path / "packs" / "track"
    (packs / "__pycache__").mkdir(parents=True)
    (tmp_path / "walk.py").write_text("pass\n")
    for name in ("rules.yaml", "ports.csv"):
        (packs / name).write_text("a\n")
    monkeypatch.setattr(shelf, "__file__", str(tmp_path / "shelf.py"))
    before = shelf.code_digest()
    (packs / "__pycache__" / "x.cpython-311.pyc").write_bytes(b"compiled")
    assert shelf.code_digest() == before
    seen = {before}
    for path in (packs / "rules.yaml", packs / "ports.csv", tmp_path / "walk.py"):
        path.write_text("b\n")
        seen.add(shelf.code_digest())
    assert len(seen) == 4


def test_events_computed_by_other_rules_are_thrown_away_and_are_no_trouble(tmp_path: Path) -> None:
    from vetoproof.config import read
    from vetoproof.held_ships import HeldShips
    from vetoproof.ledger import Ledger

    folder = tmp_path / "w"
    done("new", folder)
    tracks(folder / "ais.csv")
    settings = folder / "watch.toml"
    settings.write_text(settings.read_text() + 'tracks = ["ais.csv"]\ntier = "rules"\n')
    done("run", folder)
    config = read(folder)
    assert list((folder / config.cache / "ships").iterdir())
    with Ledger.open(folder / config.ledger) as ledger:
        assert list(HeldShips(folder, config, ledger, "a digest of other rules").recheck()) == []
    assert not list((folder / config.cache / "ships").iterdir())
