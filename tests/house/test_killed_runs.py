"""Killed with SIGKILL at any moment, the same command run again ends in the same record, and the ledger is whole.

What differs by nature: the head of the log, whose leaves are salted and name the runs, and its size, because a killed run
stays on record.
"""

from __future__ import annotations

import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import small_watch
from commands import COMMAND, done, record

BY_NATURE = ("head", "size")


def comparable(found: dict[str, Any]) -> dict[str, Any]:
    return {**found, "manifest": {k: v for k, v in found["manifest"].items() if k not in BY_NATURE}}


def killed(after: float, *words: object) -> bool:
    """Starts a command and kills it after so many seconds. False: it was quicker."""
    child = subprocess.Popen([*COMMAND, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(after)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
        return True
    return False


def seconds(*words: object) -> float:
    start = time.perf_counter()
    subprocess.run([*COMMAND, *map(str, words)], check=True, capture_output=True)
    return time.perf_counter() - start


@pytest.mark.parametrize("parts", [(0.8,), pytest.param((0.4, 0.7, 0.9), marks=pytest.mark.slow)], ids=["once", "thrice"])
def test_a_run_killed_while_it_works_ends_in_the_same_record_when_run_again(
    tmp_path: Path, finished: Path, parts: tuple[float, ...]
) -> None:
    """Killed once; and at moments spread over the whole of a run, later ones on what the earlier ones left."""
    done("new", tmp_path / "w")
    small_watch.fill(tmp_path / "w" / "inbox")
    whole = seconds("run", finished)
    for part in parts:
        killed(part * whole, "run", tmp_path / "w")
    done("run", tmp_path / "w")
    assert comparable(record(tmp_path / "w")) == comparable(record(finished))
    assert done("verify", tmp_path / "w").startswith("internally consistent")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_killed_at_random_moments_of_every_step_and_run_again(tmp_path: Path, finished: Path, seed: int) -> None:
    done("new", tmp_path / "w")
    small_watch.fill(tmp_path / "w" / "inbox")
    chance = random.Random(seed)
    whole = seconds("run", finished)
    for step in ("gather", "examine", "record", "report", "run", "run"):
        killed(chance.uniform(0.1, 1.0) * whole, step, tmp_path / "w")
    done("run", tmp_path / "w")
    assert comparable(record(tmp_path / "w")) == comparable(record(finished))
    assert done("verify", tmp_path / "w").startswith("internally consistent")
    page = (tmp_path / "w" / "report" / "report.html").read_text(encoding="utf-8")
    assert page.rstrip().endswith("</html>")
    left = [p.name for p in (tmp_path / "w" / "report").iterdir()]
    assert left == ["report.html"]
