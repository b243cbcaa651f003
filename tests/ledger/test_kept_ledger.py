"""A ledger that an earlier version wrote opens, verifies and can be added to. It is never made again (make_fixture.py)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ledger_words import put, reading
from make_fixture import make

from vetoproof.ledger import Ledger, verify
from vetoproof.model import Reading, decode

FIXTURES = Path(__file__).parents[1] / "fixtures"
KEPT = sorted(FIXTURES.glob("ledger-v*"))


def test_there_is_a_kept_ledger() -> None:
    assert [folder.name for folder in KEPT] == ["ledger-v1"]


@pytest.mark.parametrize("kept", KEPT, ids=lambda folder: folder.name)
def test_a_kept_ledger_opens_and_verifies(tmp_path: Path, kept: Path) -> None:
    expected = json.loads((kept / "expected.json").read_text())
    with Ledger.open(shutil.copytree(kept, tmp_path / "copy"), read_only=True) as ledger:
        verdict = verify(ledger, [(expected["size"], expected["root"])])
        assert verdict.ok, verdict.troubles
        assert verdict.kinds == expected["kinds"]


def test_everything_in_the_kept_ledger_can_be_asked_for(tmp_path: Path) -> None:
    with Ledger.open(shutil.copytree(KEPT[0], tmp_path / "copy"), read_only=True) as ledger:
        captures = {capture.address: capture for capture in ledger.captures()}
        assert {address: capture.outcome for address, capture in captures.items()} == {
            "https://paper.example/ships/1": "ok",
            "https://paper.example/ships/2": "ok",
            "https://paper.example/ships/3": "ok",
            "file:lines.jsonl#L2": "bad line",
            "file:scan.pdf": "binary",
            "file:empty.txt": "empty",
        }
        assert captures["https://paper.example/ships/2"].kind == "digest"
        assert [row.address[-1] for row in ledger.selected("2024-10-07")] == ["2"]
        assert [row.address[-1] for row in ledger.selected("2024-10-31")] == ["1", "2", "3"]
        assert all(len(decode(row.body, Reading).claims) == row.claims == 2 for row in ledger.readings_after())
        assert ledger.archive.get(captures["file:scan.pdf"].sha256 or "").startswith(b"%PDF")
        assert len(ledger.decisions()) == len(ledger.replies()) == 1


def test_a_kept_ledger_can_be_added_to(tmp_path: Path) -> None:
    with Ledger.open(shutil.copytree(KEPT[0], tmp_path / "copy")) as ledger:
        before = ledger.head()
        run = ledger.begin("gather", "newer")
        captured = put(ledger, 77)
        ledger.append(run, [captured, reading(captured)])
        assert ledger.seal(run).size == before.size + 3
        assert verify(ledger, [(before.size, before.root)]).ok


def test_this_version_still_writes_what_the_fixture_holds(tmp_path: Path) -> None:
    make(tmp_path / "new")
    with Ledger.open(tmp_path / "new") as new, Ledger.open(shutil.copytree(KEPT[0], tmp_path / "old"), read_only=True) as old:
        # That version read no PDF and said so; the same bytes are a capture to be read now.
        ids = [[c.id for c in ledger.captures() if c.address != "file:scan.pdf"] for ledger in (new, old)]
        assert ids[0] == ids[1]
        assert {c.outcome for c in new.captures() if c.address == "file:scan.pdf"} == {"ok"}
        read = [[row.id for row in ledger.readings_after() if row.address != "file:scan.pdf"] for ledger in (new, old)]
        assert read[0] == read[1]


def test_a_kept_ledger_is_never_made_again() -> None:
    with pytest.raises(SystemExit, match="never made again"):
        make(KEPT[0])
