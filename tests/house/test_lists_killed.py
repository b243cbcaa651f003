"""Killed with SIGKILL while a list is added: either the version is held whole or not at all, and the last good one stays."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
from commands import COMMAND, done
from made_lists import many, un_list


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


def days(watch: Path) -> list[str]:
    found: dict[str, Any] = json.loads(done("lists", "status", watch, "--json"))["lists"]
    return [held["version"]["day"] for held in found.get("un", [])]


@pytest.mark.parametrize(("seed", "kills"), [(0, 2), *(pytest.param(seed, 6, marks=pytest.mark.slow) for seed in range(3))])
def test_a_list_that_was_being_added_is_held_whole_or_not_at_all(tmp_path: Path, seed: int, kills: int) -> None:
    watch = tmp_path / "w"
    done("new", watch)
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    first.write_bytes(un_list("2024-03-10", many(20)))
    second.write_bytes(un_list("2024-03-20", many(4000)))
    done("lists", "add", watch, first)
    start = time.perf_counter()
    subprocess.run([*COMMAND, "lists", "status", str(watch)], check=True, capture_output=True)
    least = time.perf_counter() - start
    chance = random.Random(seed)
    for _ in range(kills):
        killed(chance.uniform(0.3, 2.0) * least, "lists", "add", watch, second)
        assert days(watch) in (["2024-03-10"], ["2024-03-10", "2024-03-20"])
        assert done("verify", watch).startswith("internally consistent")
    done("lists", "add", watch, second)
    assert days(watch) == ["2024-03-10", "2024-03-20"]
    proof = json.loads(done("lists", "prove", watch, "KPi.3999", "--list", "un", "--on", "2024-03-20", "--json"))
    assert proof["answer"]["answer"] == "listed"
    assert all(one["inclusion"] for one in proof["evidence"])
