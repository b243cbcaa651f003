"""Charts: what is open is drawn open, what is small can be seen, labels stand clear of each other."""

from __future__ import annotations

import math
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vetoproof.report.charts import cumulative, intervals, labels, timeline, waterfall
from vetoproof.report.charts.marks import Band, Figure
from vetoproof.report.charts.scale import Calendar, Linear, months, short, ticks


def figure(
    note=1, low=1000.0, high=1000.0, comparator="exact", said=date(2024, 3, 1), first=date(2023, 9, 1), **more
) -> Figure:
    return Figure(
        claim=f"c{note}",
        note=note,
        claimant=0,
        by="X",
        said=said,
        low=low,
        high=high,
        comparator=comparator,
        basis="count",
        words="w",
        window_from=first,
        window_to=None,
        **more,
    )


def band(**more) -> Band:
    row = {"key": "a", "basis": "seen", "first": date(2023, 8, 1), "last": date(2024, 2, 12), "low": 6250.0, "high": 7500.0}
    return Band(**row | {"high_open": False, "arithmetic": "25 × 250 = 6250"} | more)


@given(st.floats(min_value=0.001, max_value=1e9))
def test_ticks_are_round_and_hold_the_largest_value(high):
    marks = ticks(high)
    assert marks[0] == 0
    assert marks[-1] >= high * (1 - 1e-9)
    assert 2 <= len(marks) <= 12


def test_scales_clamp_at_their_ends():
    assert Linear(0, 10, 0, 100)(20) == 100
    assert Calendar(date(2024, 1, 1), date(2024, 1, 11), 0, 100)(date(2023, 1, 1)) == 0


def test_calendar_ticks_name_years_and_stay_few():
    marks = months(date(2022, 5, 20), date(2025, 9, 1), 7)
    assert len(marks) <= 8
    assert any(label == "2024" for _, label in marks)


@given(st.lists(st.tuples(st.integers(60, 700), st.integers(40, 300)), min_size=1, max_size=12, unique=True))
def test_labels_stand_clear_of_each_other_unless_there_is_no_room(points):
    words = [str(i + 1) for i in range(len(points))]
    frame = labels.Box(0, 0, 760, 340)
    placed = labels.place([(float(x), float(y)) for x, y in points], words, 5.5, frame)
    spread = all(abs(a[0] - b[0]) > 60 or abs(a[1] - b[1]) > 40 for i, a in enumerate(points) for b in points[:i])
    boxes = [labels.box(spot, word) for spot, word in zip(placed, words, strict=True)]
    if spread:
        assert not any(a.meets(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_an_open_end_is_an_arrow_and_an_exact_figure_has_none():
    openly = cumulative.chart([figure(low=1000.0, high=None, comparator="at_least")], [], "containers")
    exact = cumulative.chart([figure()], [], "containers")
    assert "arrow" in openly
    assert "arrow" not in exact


def test_a_vague_figure_stands_in_a_lane_without_a_number():
    drawn = cumulative.chart([figure(), figure(note=2, low=None, high=None, comparator="vague")], [], "containers")
    assert "said without a number" in drawn
    assert re.search(r'data-claim="c2"[^>]*><circle[^>]*class="mark c0 hollow"', drawn)


def test_one_misprint_does_not_flatten_the_others():
    good = [figure(note=i, low=1000.0 * i, high=1000.0 * i) for i in range(1, 8)]
    wild = figure(note=9, low=12e6, high=12e6)
    assert cumulative.ceiling([*good, wild], [band()]) == 7500.0
    assert "9: 12\u202f000\u202f000" in cumulative.chart([*good, wild], [band()], "containers")


def test_honest_growth_is_never_put_at_the_edge():
    grown = [figure(note=i, low=v, high=v) for i, v in enumerate((1000.0, 5000.0, 7000.0, 10000.0, 13000.0, 20000.0, 28000.0))]
    assert cumulative.ceiling(grown, []) == 28000.0


def test_an_open_bound_has_no_upper_edge_and_prints_its_arithmetic():
    drawn = cumulative.chart([figure()], [band(high_open=True)], "containers")
    assert "band-edge open" in drawn
    assert 'data-computed="25 × 250 = 6250"' in drawn


def test_wide_and_narrow_charts_share_no_id():
    wide, narrow = (cumulative.chart([figure()], [band()], "containers", w) for w in (834.0, 366.0))
    assert not set(re.findall(r' id="([^"]*)"', wide)) & set(re.findall(r' id="([^"]*)"', narrow))


def row(**more) -> timeline.Row:
    said = timeline.Statement(claim="c", note=1, first=date(2024, 1, 1), last=date(2024, 1, 1), stance="denies", words="w")
    far = timeline.Statement(claim="d", note=2, first=date(2025, 1, 1), last=date(2025, 1, 1), stance="asserts", words="w")
    parts = {"anchor": "e", "label": "An event", "number": "1", "period_from": date(2024, 1, 1), "period_to": date(2024, 1, 1)}
    return timeline.Row(**parts | {"precise": True, "how": "by its claims", "statements": [said, far]} | more)


def test_a_single_day_can_be_seen_on_an_axis_of_years():
    width = float(re.search(r'width="([\d.]+)"[^>]*class="period"', timeline.chart([row()])).group(1))
    assert width >= timeline.SLENDER


def test_a_month_is_wider_than_a_day_and_an_open_end_says_so():
    month = timeline.chart([row(period_to=date(2024, 1, 31), precise=False)])
    assert 'class="period vague"' in month
    assert "open" in timeline.chart([row(period_to=None)])


def test_stances_differ_in_shape_and_not_only_in_colour():
    drawn = timeline.chart([row()])
    assert re.search(r'<path[^>]*class="stance denies stroked"', drawn)
    assert re.search(r'<circle[^>]*class="stance asserts"', drawn)


def test_a_waterfall_adds_what_is_counted_and_hangs_the_rest():
    bars = [
        waterfall.Bar(claim="a", note=1, label="First", low=0.5, high=2.0, counted=True),
        waterfall.Bar(claim="b", note=2, label="Second", low=0.5, high=2.0, counted=False),
        waterfall.Bar(claim="c", note=3, label="Denial", low=-0.4, high=-0.1, counted=True),
    ]
    drawn = waterfall.chart(bars)
    assert "+0.10 to +1.90" in drawn
    assert "not counted" in drawn
    assert drawn.count('class="uncounted"') == 1


def test_a_long_name_is_cut_in_the_drawing_and_whole_in_its_title():
    name = "A monitoring team with a name that no drawing of this width could ever hold on one line"
    drawn = waterfall.chart([waterfall.Bar(claim="a", note=1, label=name, low=0.1, high=0.2, counted=True)])
    assert f"<title>{name}</title>" in drawn
    assert "…" in drawn


def test_intervals_leave_an_open_end_open():
    rows = [
        intervals.Interval(label="Claimed", low=10000, high=None, css="claimed", claim="c"),
        intervals.Interval(label="Seen", low=6250, high=9600, css="seen", how="25 × 250"),
    ]
    drawn = intervals.chart(rows, "containers")
    assert drawn.count("<rect") == 1
    assert "reach arrow claimed" in drawn


def test_marks_are_escaped():
    drawn = timeline.chart([row(label="<b>bold</b> & more")])
    assert "<b>" not in drawn
    assert "&lt;b&gt;" in drawn


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_ticks_stand_for_every_number(high):
    values = ticks(high)
    assert values == sorted(set(values))
    assert 2 <= len(values) <= 12
    assert all(math.isfinite(value) and len(short(value)) <= 14 for value in values)
    if 0 < high < 1e307:
        assert values[-1] >= high * (1 - 1e-8)
    for value in (high, -1.7e308, 0.0, 1.7e308):
        if not math.isnan(value):
            assert 10.0 <= Linear(0.0, values[-1], 10.0, 20.0)(value) <= 20.0


def test_a_scale_across_all_finite_numbers_has_a_middle():
    assert Linear(-1.7e308, 1.7e308, 0.0, 10.0)(0.0) == 5.0


def test_long_numbers_beside_an_axis_are_powers_of_ten():
    assert [short(v) for v in (0.0, 20_000.0, 3e14, 2.5e20)] == ["0", "20\u202f000", "3 × 10¹⁴", "2.5 × 10²⁰"]
    drawn = cumulative.chart([figure()], [band(high=3e14)], "containers")
    assert "× 10¹⁴" in drawn
