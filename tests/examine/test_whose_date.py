"""Whose date it is: the event's own, printed on the page; not that of its proof, nor one that the pack knows."""

from __future__ import annotations

import pytest
from page_for_tests import english, parse
from reader_for_tests import claims

from vetoproof.examine import period
from vetoproof.model import Published
from vetoproof.packs.regime import NamedDate

JULY = NamedDate(
    names=("the envoy's visit",), from_="2023-07-25", to="2023-07-27", until="2024-08-31", source="s", limitation="l"
)


def named(text: str, published: str | None = "2023-10-01") -> list[tuple[str | None, str | None]]:
    day = Published(published, published, published, "day") if published else Published()
    found = period.find(parse(text), english(), day, (JULY,))
    return [(f.value.from_, f.value.to) for f in found if f.note != period.UNDATED]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It grew since the envoy's visit.", [("2023-07-25", None)]),
        ("It was agreed during the envoy's visit.", [("2023-07-25", "2023-07-27")]),
        ("The forecast rests on the envoy's visit.", []),
        ("The envoy's visit was short.", []),
    ],
)
def test_a_named_event_is_a_date_only_where_it_is_used_as_one(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize("published", ["2025-06-20", "2022-03-01", None])
def test_a_name_that_later_events_bear_dates_nothing_on_pages_of_another_time(published: str | None) -> None:
    assert named("It grew since the envoy's visit.", published) == []


@pytest.mark.parametrize(
    "text",
    [
        "Evidence that Russia used North Korean missiles against Kharkiv appeared in early January 2025, the police said.",
        "Proof that Russia fired North Korean missiles at Kharkiv was found on 3 January 2025, the police said.",
    ],
)
def test_the_day_on_which_a_proof_came_up_is_not_the_day_of_what_it_proves(text: str) -> None:
    assert [c.period for c in claims(text) if c.frame.type in ("attack", "troop_deployment")] == [None]


def test_what_was_found_may_hold_the_date_of_the_event_itself() -> None:
    text = "Evidence was found that Russia fired North Korean missiles at Kharkiv on 3 January 2025, the police said."
    assert [c.period.from_ for c in claims(text) if c.frame.type == "attack" and c.period] == ["2025-01-03"]


def test_a_printed_month_inside_a_name_of_another_time_is_read_as_a_month() -> None:
    row = NamedDate(
        names=("the September summit",), from_="2023-09-13", to="2023-09-13", until="2024-08-31", source="s", limitation="l"
    )
    day = Published("2025-11-01", "2025-11-01", "2025-11-01", "day")
    found = period.find(parse("It grew since the September summit."), english(), day, (row,))
    assert [f.value.from_ for f in found] == ["2025-09"]


def test_what_is_to_happen_on_a_weekday_is_on_the_next_one() -> None:
    text = (
        "Vladimir Putin is to visit Pyongyang on Wednesday, the Kremlin said. Kim Jong Un visited Moscow on Wednesday, it said."
    )
    days = [(c.period.from_, c.period.kind) for c in claims(text, published="2024-11-21") if c.period]
    assert days == [("2024-11-27", "future"), ("2024-11-20", "occurrence")]


def test_the_date_of_the_older_figure_is_not_that_of_the_new_one() -> None:
    found = claims("North Korea has sent 15,000 soldiers to Russia, up from 3,000 in October 2024, Seoul said.")
    assert {c.period for c in found if c.quantity and c.quantity.low == 15_000} == {None}
