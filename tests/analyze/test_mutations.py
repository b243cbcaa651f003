"""What a relay changed, slot by slot."""

import pytest
from events_of import row

from vetoproof.analyze.mutations import Hedges, mutations
from vetoproof.packs.pack import Pack


@pytest.fixture(scope="module")
def hedges(scales_pack: Pack) -> Hedges:
    return Hedges(scales_pack.scales)


def told(hedges: Hedges, was: dict[str, object], became: dict[str, object]) -> list[tuple[str, str]]:
    return [(m.field, m.change) for m in mutations(row("a", **was), row("b", **became), hedges)]


def test_hedges_are_ordered_by_what_they_convey(hedges: Hedges) -> None:
    def change(was: str | None, became: str | None) -> list[tuple[str, str]]:
        return told(hedges, {"hedge": was}, {"hedge": became})

    assert change("highly likely", None) == [("hedge", "dropped")]
    assert change(None, "reportedly") == [("hedge", "added")]
    assert change("highly likely", "almost certainly") == [("hedge", "strengthened")]
    assert change("highly likely", "likely") == [("hedge", "weakened")]
    assert change("highly likely", "were highly likely to") == [("hedge", "reworded")]
    assert change("Likely", "likely") == []


def test_a_scale_that_applies_orders_before_the_survey(hedges: Hedges) -> None:
    scaled = {"hedge": "likely", "hedge_scale": "PHIA", "hedge_low": 0.55, "hedge_high": 0.75}
    assert told(hedges, scaled, {"hedge": "almost certain"}) == [("hedge", "strengthened")]


def test_figure_comparator_unit_and_basis_are_told_apart(hedges: Hedges) -> None:
    def figure(
        low: int | None, high: int | None, comparator: str, unit: str = "containers", basis: str = "count"
    ) -> dict[str, object]:
        return {"low": low, "high": high, "comparator": comparator, "unit": unit, "basis": basis, "words": f"{low} {unit}"}

    more = figure(1000, None, "more_than")
    assert told(hedges, more, figure(None, 1000, "up_to")) == [("comparator", "changed")]
    assert told(hedges, more, figure(1100, None, "more_than")) == [("quantity", "changed")]
    assert told(hedges, more, figure(1000, None, "more_than", basis="capacity")) == [("basis", "changed")]
    assert told(hedges, more, figure(1000, None, "more_than", unit="rounds")) == [("unit", "changed")]
    assert told(hedges, more, {}) == []


def test_a_reversed_direction_is_seen_and_a_left_out_role_is_not_a_change(hedges: Hedges) -> None:
    assert told(hedges, {}, {"supplier": "YY", "recipient": "XX"}) == [("direction", "reversed")]
    assert told(hedges, {}, {"supplier": None}) == []


def test_windows_outcomes_and_stances_change(hedges: Hedges) -> None:
    window = {"period_from": "2023-08", "period_to": None, "period_kind": "window"}
    assert told(hedges, window, {}) == [("window", "dropped")]
    assert told(hedges, window, window | {"period_from": "2022-06"}) == [("window", "changed")]
    assert told(hedges, {"outcome": "casualties"}, {"outcome": "killed"}) == [("outcome", "changed")]
    assert told(hedges, {}, {"stance": "acknowledges"}) == [("stance", "changed")]
