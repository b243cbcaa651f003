"""Claimed containers of 2023 to 2025 against what ships could have carried: each row of the table, with its arithmetic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from vetoproof.model import Bound, TripCount, TripLoad
from vetoproof.model.cited import unfit_count as unfit
from vetoproof.packs.track_rules import track_rules
from vetoproof.track.bounds import Claimed, compare
from vetoproof.track.occupancy import Occupancy, as_trips, call_rate
from vetoproof.track.shells import RoundsPer, shells, span

DATA = Path(__file__).parents[2] / "examples" / "dprk-russia" / "data"
SEEN = "consistent"
BETWEEN = "above the voyages seen, within the occupancy estimate"
NOT = "not comparable"


def rows(name: str) -> dict[str, Any]:
    def read(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: read(one) for key, one in value.items()}
        if isinstance(value, list):
            return [read(one) for one in value]
        return None if value == "null" else value

    return read(yaml.load((DATA / name).read_text(encoding="utf-8"), yaml.BaseLoader))


TRIPS = msgspec.convert(rows("voyages.yaml")["trips"], tuple[TripCount, ...], strict=False)
LOADS = msgspec.convert(rows("voyages.yaml")["loads"], tuple[TripLoad, ...], strict=False)
ROUNDS = msgspec.convert(rows("shells.yaml")["rounds"], tuple[RoundsPer, ...], strict=False)
CLAIMED = {row["id"]: row for row in rows("claimed.yaml")["claimed"]}


def guess(row: dict[str, Any]) -> tuple[TripCount, ...]:
    """The count that circulates without a source, as if someone had entered it."""
    if "guessed" not in row:
        return ()
    said = row["guessed"]
    made = TripCount(
        id=f"guess-{row['id']}", route="", from_="2023-08", to=row["said"], low=int(said["low"]), high=int(said["high"]),
        basis="seen", mode="sea", actors=("someone",), published=row["said"], source="someone", limitation="",
    )  # fmt: skip
    return (msgspec.structs.replace(made, basis=said["basis"]),)


def bound(key: str, at: int = 0, trips: tuple[TripCount, ...] = TRIPS) -> Bound:
    row = CLAIMED[key]
    window = row["windows"][at]
    one = Claimed(
        claim=key, low=float(row["low"]), high=None, unit="containers", first=window["from"], last=window["to"],
        mode=row["mode"], speakers=frozenset(row["speakers"]),
    )  # fmt: skip
    return compare(one, (*trips, *guess(row)), LOADS)


def told(found: Bound) -> str:
    return "\n".join((*found.arithmetic, *found.reasons))


@pytest.mark.parametrize(
    ("key", "at", "verdict", "printed"),
    [
        ("us-2023-10-13", 0, SEEN, "5 to 6 or more, times 250 containers a voyage = 1,250 to 1,500 or more"),
        ("us-2023-10-13", 1, NOT, "counted over 2023-08-26 to 2023-10-16, more than twice the claimed window"),
        ("mnd-2024-02-26", 0, SEEN, "25 to 32 or more, times 250 to 300 containers a voyage = 6,250 to 9,600 or more"),
        ("mnd-2024-02-26", 1, SEEN, "25 to 32 or more, times 250 to 300 containers a voyage = 6,250 to 9,600 or more"),
        ("mnd-2024-02-26", 2, SEEN, "32 or more, times 250 to 300 containers a voyage = 8,000 to 9,600 or more"),
        ("us-2024-02-23", 0, BETWEEN, "25 to 38, times the same load = 6,250 to 11,400"),
        ("dia-2024-08-27", 0, SEEN, "25 to 64, times 250 to 300 containers a voyage = 6,250 to 19,200"),
        ("osc-2025-04-15", 0, NOT, "it is the claimant's own"),
        ("msmt-2025-05-29", 0, NOT, "the claim speaks of sea, air and rail, the voyages are by sea"),
        ("dia-2025-07-13", 0, NOT, "does not say when the count begins"),
    ],
)
def test_each_row_has_its_verdict_and_prints_its_arithmetic_or_its_reason(
    key: str, at: int, verdict: str, printed: str
) -> None:
    found = bound(key, at)
    assert (found.verdict, printed in told(found)) == (verdict, True), f"{found.verdict}\n{told(found)}"
    assert found.arithmetic or found.reasons
    if verdict != NOT:
        assert found.sources


def test_every_row_of_the_table_is_cited() -> None:
    for row in CLAIMED.values():
        assert row["limitation"]
        assert all(window["source"].startswith("http") and window["note"] for window in row["windows"])
    for one in (*TRIPS, *LOADS, *ROUNDS):
        assert one.source.startswith("http"), one.id
        assert one.limitation, one.id


def test_a_count_that_covers_the_claim_many_times_over_does_not_spoil_one_that_fits() -> None:
    """64 voyages in nineteen months say nothing of five weeks."""
    assert "64" not in " ".join(bound("us-2023-10-13").arithmetic)


@pytest.mark.parametrize(
    ("low", "first", "verdict"),
    [
        (9_000, "2023-08", SEEN), (11_000, "2023-08", BETWEEN), (12_000, "2023-08", NOT), (12_000, "2023-09", "above both"),
        (11_000, "2023-09", BETWEEN),
    ],
)  # fmt: skip
def test_an_estimate_over_a_part_of_the_window_can_bear_a_figure_out_and_never_exceed_it(
    low: float, first: str, verdict: str
) -> None:
    """Since August the estimate, which begins on the 26th, holds 81 in 100 of the days; since September 94."""
    last = "2024-02-26" if first == "2023-08" else "2024-02-23"
    claim = Claimed(
        claim="c", low=low, high=None, unit="containers", first=first, last=last, mode=None, speakers=frozenset({"someone"})
    )
    found = compare(claim, TRIPS, LOADS)
    assert found.verdict == verdict, told(found)


def test_beyond_the_later_of_two_counts_an_estimate_for_the_first_months_decides_nothing() -> None:
    claim = Claimed(
        claim="c", low=20_000, high=None, unit="containers", first="2023-09", last="2024-10-18", mode=None, speakers=frozenset()
    )
    found = compare(claim, TRIPS, LOADS)
    assert found.verdict == NOT
    assert "the estimate for unobserved days covers 40% of the claimed window" in told(found)


def test_guessed_and_interpolated_counts_are_refused_and_told() -> None:
    found = bound("dia-2024-08-27")
    assert "left out: the count guess-dia-2024-08-27 (47 voyages), as its basis is 'interpolated'" in told(found)
    assert "(64 to 72 voyages), as its basis is 'guessed'" in told(bound("dia-2025-07-13"))
    for key in ("dia-2024-08-27", "dia-2025-07-13"):
        (one,) = guess(CLAIMED[key])
        assert unfit(one)
        assert not unfit(msgspec.structs.replace(one, basis="seen"))
        assert unfit(msgspec.structs.replace(one, basis="seen", source=" "))
        assert unfit(msgspec.structs.replace(one, basis="seen", high=1))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**rows("voyages.yaml")["trips"][0], "basis": "interpolated"}, TripCount, strict=False)


def test_between_two_counts_stands_their_interval_and_the_figure_is_only_not_excluded() -> None:
    assert "not excluded" in bound("dia-2024-08-27").reasons[0]
    alone = tuple(trip for trip in TRIPS if trip.to < "2024-08")
    open_above = bound("dia-2024-08-27", trips=alone)
    assert open_above.verdict == NOT, "beyond the last count nothing bounds from above"


def test_a_claimants_own_voyages_and_loads_are_named_as_left_out() -> None:
    said = told(bound("osc-2025-04-15"))
    assert "left out: the count osc-2025-04 (64 voyages), as it is the claimant's own" in said
    assert "left out: the load osc-2025-04, as it is the claimant's own" in said
    assert "left out: the load voa-2023-10" in told(bound("us-2023-10-13"))


@pytest.mark.parametrize("key", ["us-2024-02-23", "mnd-2024-02-26"])
def test_both_days_on_which_32_voyages_may_end_are_printed(key: str) -> None:
    (line,) = [line for line in bound(key).arithmetic if "sources disagree" in line]
    assert "32 or more voyages by 2024-02-12 (https://newsukraine" in line
    assert "or by 2024-03-12 (https://newsrebeat" in line


def test_a_verdict_that_hangs_on_the_disputed_day_is_none() -> None:
    claim = Claimed(
        claim="c",
        low=9_000,
        high=None,
        unit="containers",
        first="2023-08-01",
        last="2024-02-12",
        mode=None,
        speakers=frozenset(),
    )
    trip = TripCount(
        id="t", route="", from_="2023-08-01", to="2024-02-12", low=32, high=32, basis="seen", mode="sea", actors=("one",),
        published="2024-03-01", source="https://one.example", limitation="x",
    )  # fmt: skip
    assert compare(claim, (trip,), LOADS).verdict == SEEN
    other = compare(claim, (msgspec.structs.replace(trip, or_to="2025-12-31", or_source="https://two.example"),), LOADS)
    assert other.verdict == NOT
    assert "sources disagree on when a count ends" in other.reasons[0]


def test_the_occupancy_row_is_the_estimate_from_the_cited_counts() -> None:
    """49 of 109 imaged days (CSIS through KBS World) over about 170 days at 2 to 3 days a call."""
    (row,) = rows("occupancy.yaml")["occupancy"]
    seen = Occupancy(place=row["place"], days=int(row["days"]), imaged=int(row["imaged"]), occupied=int(row["occupied"]))
    rate = call_rate(seen, track_rules(), (float(row["days_per_call"][0]), float(row["days_per_call"][1])))
    (cited,) = [trip for trip in TRIPS if trip.id == row["id"]]
    made = as_trips(
        rate, id=row["id"], route=cited.route, first=row["from"], last=row["to"], actors=cited.actors,
        published=row["published"], source=row["source"], limitation=cited.limitation,
    )  # fmt: skip
    assert made == cited
    assert (rate.low, rate.high) == (25, 38)


def test_shells_are_containers_times_rounds_by_basis_each_with_its_source() -> None:
    lines = {line.id: line for line in shells((13_000, 13_000), ROUNDS)}
    per = {row.id: tuple(round(value) for value in row.per) for row in ROUNDS}
    assert per == {
        "mnd-2023-12-152": (400, 400), "mnd-2023-12-122": (80, 80), "mnd-2024-02-152": (448, 448),
        "mnd-2024-02-122": (75, 75), "mnd-2024-06-152": (480, 480), "dia-2024-08-152": (462, 462),
        "officials-2024-10-152": (470, 470), "dia-2025-07-152": (429, 429), "osc-2025-04-152": (250, 375),
        "weight-24t-152": (468, 468), "weight-30t-152": (608, 608), "documents-over-boxes": (239, 239),
    }  # fmt: skip
    keys = ("documents-over-boxes", "osc-2025-04-152", "weight-24t-152")
    assert [round(lines[key].high / 1e6, 1) for key in keys] == [3.1, 4.9, 6.1]
    assert round(lines["weight-30t-152"].high / 1e6, 1) == 7.9
    assert (
        "13,000 containers x 250 to 375 rounds of 152 mm (estimate stated) = 3,250,000 to 4,875,000"
        in lines["osc-2025-04-152"].arithmetic
    )


def test_the_quotient_of_unrelated_sources_decides_nothing() -> None:
    lines = shells((13_000, 13_000), ROUNDS)
    (odd,) = [line for line in lines if not line.decides]
    assert odd.arithmetic.endswith("decides nothing")
    assert span(lines) == span(line for line in lines if line.id != odd.id)
    assert span(lines)[152][0] == 13_000 * 250
    assert set(span(lines)) == {152, 122}


def test_a_claimants_own_rounds_never_test_its_own_claim() -> None:
    lines = shells((13_000, 13_000), ROUNDS, frozenset({"KR DIA"}))
    assert len(lines) == len(ROUNDS) - 2
    assert not {line.id for line in lines} & {"dia-2024-08-152", "dia-2025-07-152"}


def test_rounds_need_one_divisor() -> None:
    row = next(row for row in ROUNDS if row.id == "osc-2025-04-152")
    for wrong in ({"containers": 0}, {"containers": None}, {"tonnes": 3.0}, {"rounds_low": 7e6}):
        with pytest.raises(ValueError, match=row.id):
            RoundsPer(**{**msgspec.structs.asdict(row), **wrong})
