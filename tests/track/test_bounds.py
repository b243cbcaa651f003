"""Claimed containers against the voyages of the example watch (facts with their addresses in examples/dprk-russia/data)."""

from pathlib import Path

import msgspec
import pytest
import yaml

from vetoproof.model import TripCount, TripLoad
from vetoproof.track.bounds import Claimed, compare
from vetoproof.track.windows import window

DATA = Path(__file__).parents[2] / "examples" / "dprk-russia" / "data" / "voyages.yaml"


class Voyages(msgspec.Struct):
    trips: tuple[TripCount, ...]
    loads: tuple[TripLoad, ...]


@pytest.fixture(scope="module")
def voyages() -> Voyages:
    raw = yaml.load(DATA.read_text(encoding="utf-8"), yaml.BaseLoader)
    for row in raw["trips"]:
        row["high"] = None if row["high"] == "null" else row["high"]
    return msgspec.convert(raw, Voyages, strict=False)


def claimed(low: float, first: str | None, last: str | None, *speakers: str, mode: str | None = None) -> Claimed:
    return Claimed(
        claim="c", low=low, high=None, unit="containers", first=first, last=last, mode=mode, speakers=frozenset(speakers)
    )


def published_by(voyages: Voyages, day: str) -> Voyages:
    return Voyages(tuple(t for t in voyages.trips if t.published <= day), tuple(x for x in voyages.loads if x.published <= day))


def test_ten_thousand_of_february_2024_is_above_the_voyages_seen_within_the_occupancy_estimate(voyages):
    bound = compare(claimed(10_000, "2023-09", "2024-02-23", "US State Department"), voyages.trips, voyages.loads)
    assert bound.verdict == "above the voyages seen, within the occupancy estimate"
    assert (bound.seen_low, bound.seen_high) == (25 * 250, 32 * 300)
    assert (bound.occupancy_low, bound.occupancy_high) == (25 * 250, 38 * 300)
    assert any("11 of the 176 days" in line for line in bound.arithmetic)


def test_the_same_claim_judged_in_march_2024_uses_only_what_was_published_then(voyages):
    then = published_by(voyages, "2024-03-31")
    bound = compare(claimed(10_000, "2023-09", "2024-02-23", "US State Department"), then.trips, then.loads)
    assert bound.verdict == "above the voyages seen, within the occupancy estimate"
    assert bound.seen_low == 25 * 300  # the 250 of April 2025 was not known


def test_five_thousand_by_the_end_of_2023_is_not_contradicted_by_voyages(voyages):
    assert compare(claimed(5_000, "2023-08", "2023-12-29", "KR MND"), voyages.trips, voyages.loads).verdict == "consistent"


def test_a_window_that_begins_before_the_voyages_cannot_be_exceeded_by_them(voyages):
    bound = compare(claimed(13_000, "2022-07", "2024-08-27", "KR DIA"), voyages.trips, voyages.loads)
    assert bound.verdict in {"consistent", "not comparable"}
    alone = tuple(t for t in voyages.trips if t.id != "osc-2025-04")
    assert compare(claimed(13_000, "2022-07", "2024-08-27", "KR DIA"), alone, voyages.loads).verdict == "not comparable"


def test_between_two_cited_counts_stands_their_interval(voyages):
    bound = compare(claimed(13_000, "2023-08", "2024-10-18", "KR NIS"), voyages.trips, voyages.loads)
    assert bound.verdict == "consistent"
    assert bound.seen_high == 64 * 300


def test_a_claimants_own_inputs_never_test_its_own_claim(voyages):
    bound = compare(claimed(16_000, "2023-09", "2025-03", "OSC", "Reuters"), voyages.trips, voyages.loads)
    assert bound.verdict == "not comparable"
    assert not any("892590" in source for source in bound.sources)


def test_other_modes_of_transport_are_not_comparable(voyages):
    bound = compare(claimed(20_000, "2023-09", "2025-05", "MSMT", mode="sea, air and rail"), voyages.trips, voyages.loads)
    assert bound.verdict == "not comparable"
    assert "sea, air and rail" in bound.reasons[0]


def test_an_unsaid_window_is_not_comparable(voyages):
    assert compare(claimed(20_000, None, "2025-05"), voyages.trips, voyages.loads).verdict == "not comparable"


def test_windows_keep_the_precision_of_their_dates():
    september = window("2023-09", "2024-02")
    assert september is not None
    assert (september.first.isoformat(), september.last.isoformat()) == ("2023-09-01", "2024-02-29")
    assert window("2024-02-30", "2024-03") is None


def test_a_figure_between_two_counts_is_not_excluded_and_says_so(voyages):
    bound = compare(claimed(13_000, "2023-08", "2024-10-18", "KR NIS"), voyages.trips, voyages.loads)
    assert bound.verdict == "consistent"
    assert "not excluded" in bound.reasons[0]
