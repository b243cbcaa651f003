"""The whole house is a function of its evidence: documents in any order and any steps, with a run after each."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import small_watch
from commands import done, record
from test_killed_runs import comparable


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_documents_in_any_order_and_steps_give_the_record_of_all_at_once(tmp_path: Path, finished: Path, seed: int) -> None:
    names = sorted(small_watch.FILES)
    random.Random(seed).shuffle(names)
    done("new", tmp_path / "w")
    steps = (names[:2], names[2:5], names[5:])
    for part in steps:
        for name in part:
            (tmp_path / "w" / "inbox" / name).write_text(small_watch.FILES[name], encoding="utf-8")
        done("run", tmp_path / "w")
    assert comparable(record(tmp_path / "w")) == comparable(record(finished))


def test_what_was_computed_can_be_thrown_away(watch: Path) -> None:

    before = record(watch)
    shutil.rmtree(watch / "cache")
    assert record(watch) == before


def test_a_second_run_changes_nothing(watch: Path) -> None:
    before = record(watch)
    done("run", watch)
    assert comparable(record(watch)) == comparable(before)
