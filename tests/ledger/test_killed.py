"""A writer killed with SIGKILL at any moment loses nothing that was acknowledged and leaves nothing torn."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vetoproof.gather.gathering import gather
from vetoproof.ledger import Ledger, verify

CHILD = """
import sys
from pathlib import Path
from vetoproof.gather import gathering
from vetoproof.ledger import Ledger
gathering.BATCH = 7
with Ledger.open(sys.argv[1]) as ledger:
    run = ledger.begin("gather", "child")
    print("ready", flush=True)
    for folder in sorted(Path(sys.argv[2]).iterdir()):
        gathering.gather([folder], ledger, run)
        print(ledger.seal(run).size, flush=True)
"""
FOLDERS, FILES = 6, 25


def sources(folder: Path) -> Path:
    for outer in range(FOLDERS):
        (folder / f"{outer}").mkdir(parents=True)
        for inner in range(FILES):
            text = f"---\naddress: https://paper.example/{outer}/{inner}\n---\nShip {inner} left berth {outer}.\n"
            (folder / f"{outer}" / f"{inner:03}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kills", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_killed_at_random_moments_and_run_again_gives_the_same_items(tmp_path: Path, kills: int) -> None:
    source = sources(tmp_path / "source")
    with Ledger.create(tmp_path / "whole") as whole:
        gather(sorted(source.iterdir()), whole, whole.begin("gather", "whole"))
        wanted = {capture.id: capture.sha256 for capture in whole.captures()}
    assert len(wanted) == FOLDERS * FILES
    folder = tmp_path / "killed"
    Ledger.create(folder).close()
    chance = random.Random(20241008)
    partial = 0
    for kill in range(kills):
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(folder), str(source)], stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        acknowledged = [int(child.stdout.readline()) for _ in range(kill)]
        time.sleep(chance.uniform(0, 0.03))  # a folder takes some 40 ms
        child.send_signal(signal.SIGKILL)
        acknowledged += [int(line) for line in child.stdout.read().split()]
        child.wait()
        child.stdout.close()
        with Ledger.open(folder) as ledger:
            verdict = verify(ledger)
            assert verdict.ok, verdict.troubles
            assert ledger.head().size >= max(acknowledged, default=0)
            assert {capture.id for capture in ledger.captures()} <= wanted.keys()
            partial += 0 < ledger.outcomes().get("ok", 0) < len(wanted)
    with Ledger.open(folder) as ledger:
        run = ledger.begin("gather", "last")
        gather(sorted(source.iterdir()), ledger, run)
        head = ledger.seal(run)
        assert {capture.id: capture.sha256 for capture in ledger.captures()} == wanted
        assert head.size == ledger.size()
        assert verify(ledger).ok
    assert partial, "no kill came in the middle: nothing was tested"
