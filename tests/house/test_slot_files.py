"""Slots of slow ships wait on disk, and come back by days; what is found does not depend on where they waited."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.track.slots import WHAT, WHO, InMemory, Slots
from vetoproof.track_slot_files import OnDisk

A_DAY = 144


def some(instants: list[int]) -> Slots:
    """One slot an instant; its place and its ship are its number."""
    number = np.arange(len(instants))
    what = np.column_stack([instants, *[number] * (WHAT - 1)]).astype(np.int32)
    return Slots(what.reshape(-1, WHAT), np.column_stack([number] * WHO).astype(np.int64).reshape(-1, WHO))


def told(slots: Slots) -> set[tuple[int, int, int]]:
    return {(int(what[0]), int(what[1]), int(who[0])) for what, who in zip(slots.what, slots.who, strict=True)}


@given(
    instants=st.lists(st.integers(2_840_000, 2_840_000 + 9 * A_DAY), max_size=60), most=st.integers(1, 20), at=st.integers(1, 7)
)
def test_no_slot_is_lost_and_no_instant_is_divided(tmp_path_factory, instants: list[int], most: int, at: int) -> None:
    waiting = OnDisk(tmp_path_factory.mktemp("slots"), A_DAY, most)
    whole = some(instants)
    for begin in range(0, len(instants), at):
        waiting.add(Slots(whole.what[begin : begin + at], whole.who[begin : begin + at]))
    windows = list(waiting.windows())
    assert sum(len(window.what) for window in windows) == len(instants)
    assert set().union(*map(told, windows)) == told(whole)
    days = [set((window.what[:, 0] // A_DAY).tolist()) for window in windows]
    assert sum(map(len, days)) == len(set().union(*days)), "a day lies in one window"
    assert sorted(days, key=lambda some: min(some, default=0)) == days, "windows rise in time"


def test_few_slots_are_never_written(tmp_path: Path) -> None:
    waiting = OnDisk(tmp_path, A_DAY)
    waiting.add(some([2_840_000, 2_840_001]))
    assert [len(window.what) for window in waiting.windows()] == [2]
    assert not list(tmp_path.iterdir())


def test_of_no_slots_there_is_no_window(tmp_path: Path) -> None:
    for waiting in (InMemory(), OnDisk(tmp_path, A_DAY)):
        waiting.add(some([]))
        assert list(waiting.windows()) == []


def test_what_waits_is_a_copy_as_the_giver_uses_its_arrays_again(tmp_path: Path) -> None:
    for waiting in (InMemory(), OnDisk(tmp_path, A_DAY)):
        given_ = some([2_840_000])
        waiting.add(given_)
        given_.what[:] = 0
        assert [int(window.what[0, 0]) for window in waiting.windows()] == [2_840_000]
