"""The file of cited voyages as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vetoproof.config import Config, WatchError, voyages
from vetoproof.model.cited import unfit_count, unfit_load

ROW = """\
trips:
  - {id: t, route: A -> B, from: 2023-09-01, to: 2023-10-05, low: %s, high: %s, basis: seen, mode: sea, actors: [X],
     published: 2023-10-20, source: "https://x.example", limitation: l, or_to: %s, or_source: %s}
loads:
  - {id: l, low: %s, high: %s, unit: containers, actors: [X], published: 2023-10-20, source: "https://x.example", limitation: l}
"""


def cited(folder: Path, *values: str):
    (folder / "v.yaml").write_text(ROW % values, encoding="utf-8")
    return voyages(folder, Config(name="w", regime="r", voyages="v.yaml"))


@pytest.mark.parametrize("none", ["null", "Null", "NULL", "~", '""'])
def test_null_is_nothing_in_every_spelling(tmp_path, none):
    found = cited(tmp_path, "1", none, none, none, "200", "300")
    (trip,) = found.trips
    assert (trip.high, trip.or_to, trip.or_source) == (None, None, None)
    assert not unfit_count(trip)


@pytest.mark.parametrize(
    ("low", "high"), [("nan", "nan"), ("1", "inf"), ("1e308", "1e308"), ("-3", "-2"), ("300", "1"), ("0", "0")]
)
def test_loads_that_are_no_figures_are_read_and_unfit(tmp_path, low, high):
    assert unfit_load(cited(tmp_path, "1", "2", "null", "null", low, high).loads[0])


@pytest.mark.parametrize("low", ["1e30", "many", "1" + "0" * 6000])
def test_counts_that_are_no_whole_numbers_are_refused_with_the_file_and_the_field(tmp_path, low):
    with pytest.raises(WatchError, match=r"v\.yaml.*low"):
        cited(tmp_path, low, "null", "null", "null", "200", "300")


@pytest.mark.parametrize("low", ["1" + "0" * 16])
def test_enormous_counts_are_read_and_unfit(tmp_path, low):
    assert unfit_count(cited(tmp_path, low, "null", "null", "null", "200", "300").trips[0])
