"""What ships say of themselves is kept where it changes, with the last time that each was said."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.track.particulars import changes
from vetoproof.track.schema import particulars


def table(*said: tuple[int, int, int | None]) -> pl.DataFrame:
    """Rows of ship, time and draught."""
    rows = [{"mmsi": mmsi, "t": t, "draught": draught, "row": at} for at, (mmsi, t, draught) in enumerate(said)]
    columns: dict[str, Any] = {name: [row.get(name) for row in rows] for name in particulars()}
    return pl.DataFrame(columns, schema=particulars())


def test_the_first_and_the_last_of_each_run_bound_when_a_change_came() -> None:
    kept = changes(table((1, 0, 80), (1, 10, 80), (1, 20, 80), (1, 30, 95), (1, 40, 80), (2, 5, 80)))
    assert kept.select("mmsi", "t", "draught").rows() == [(1, 0, 80), (1, 20, 80), (1, 30, 95), (1, 40, 80), (2, 5, 80)]


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 40), st.integers(70, 72)), max_size=40), st.integers(0, 40))
def test_thinning_in_pieces_loses_no_change(said: list[tuple[int, int, int]], at: int) -> None:
    """A ship that says two things in one second is left aside: their order is the order of rows."""
    whole = table(*{(mmsi, t): (mmsi, t, draught) for mmsi, t, draught in said}.values())
    pieces = changes(pl.concat([changes(whole.slice(0, at)), changes(whole.slice(at))]))
    assert changes(whole).equals(pieces)
