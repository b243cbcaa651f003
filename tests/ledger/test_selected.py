"""One reading an address: the newest reading of the last edition as of a day."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_words import new_ledger, put, reading

from vetoproof.ledger import Ledger, verify

ADDRESS = "https://paper.example/one"


def add(
    ledger: Ledger,
    number: int,
    *,
    to: str | None,
    at: str = "2024-12-01T00:00:00Z",
    address: str = ADDRESS,
    examiner: str = "a@1",
) -> str:
    run = ledger.begin("test", "test")
    captured = put(ledger, number, at=at, address=address)
    made = reading(captured, to=to, examiner=examiner)
    ledger.append(run, [captured, made])
    return made.id


def ids(ledger: Ledger, *arguments: str) -> list[str]:
    return [row.id for row in ledger.selected(*arguments)]  # type: ignore[arg-type]


def test_by_publication_a_day_counts_until_its_end_and_a_month_until_its_last_day(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        day = add(ledger, 1, to="2024-10-08", address="a")
        month = add(ledger, 2, to="2024-10", address="b")
        # Half past midnight of the 9th in Kyiv is still the 8th in UTC.
        instant = add(ledger, 3, to="2024-10-09T00:30:00+03:00", address="c")
        undated = add(ledger, 4, to=None, at="2024-10-20T09:00:00Z", address="d")
        season = add(ledger, 5, to="autumn", at="2024-11-20T09:00:00Z", address="e")
        assert ids(ledger, "2024-10-07") == []
        assert ids(ledger, "2024-10-08") == [day, instant]
        assert ids(ledger, "2024-10-20") == [day, instant, undated]
        assert ids(ledger, "2024-10-30") == [day, instant, undated]
        assert ids(ledger, "2024-10-31") == ids(ledger, "2024-10") == [day, month, instant, undated]
        assert ids(ledger) == [day, month, instant, undated, season]


def test_by_capture_only_what_had_been_captured_counts(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        early = add(ledger, 1, to="2024-10-08", at="2024-10-08T23:59:59Z", address="a")
        late = add(ledger, 2, to="2024-10-01", at="2024-10-09T00:00:00Z", address="b")
        assert ids(ledger, "2024-10-08", "captured") == [early]
        assert ids(ledger, "2024-10-09", "captured") == [early, late]


def test_the_last_edition_published_by_the_day_is_taken(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        second = add(ledger, 2, to="2024-10-10")
        first = add(ledger, 1, to="2024-10-08")
        assert ids(ledger, "2024-10-09") == [first]
        assert ids(ledger, "2024-10-10") == ids(ledger) == [second]


def test_editions_of_one_day_are_ordered_by_capture(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        later = add(ledger, 2, to="2024-10-08", at="2024-10-08T20:00:00Z")
        add(ledger, 1, to="2024-10-08", at="2024-10-08T10:00:00Z")
        assert ids(ledger) == [later]


def test_a_better_reader_replaces_the_older_reading_even_if_it_reads_another_date(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        add(ledger, 1, to="2024-10-08", examiner="a@1")
        better = add(ledger, 1, to="2024-10-12", examiner="a@2")
        assert ids(ledger) == ids(ledger, "2024-10-12") == [better]
        assert ids(ledger, "2024-10-09") == []


def test_a_date_that_is_none_is_refused(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger, pytest.raises(ValueError, match="as-of"):
        ledger.selected("last week")


EDITIONS = st.lists(
    st.tuples(
        st.sampled_from(["2024-10-07", "2024-10-08", "2024-10", "2024-10-08T22:30:00-03:00", None]),
        st.sampled_from(["2024-10-06T10:00:00Z", "2024-10-09T10:00:00Z", "2024-11-01T10:00:00Z"]),
        st.sampled_from(["a", "b"]),
    ),
    min_size=1,
    max_size=6,
)


@given(editions=EDITIONS, data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
def test_any_order_of_arrival_selects_the_same(
    tmp_path_factory: pytest.TempPathFactory, editions: list[tuple[str | None, str, str]], data: st.DataObject
) -> None:
    numbered = list(enumerate(editions))
    results = []
    for order in (numbered, data.draw(st.permutations(numbered))):
        with new_ledger(tmp_path_factory.mktemp("l")) as ledger:
            for number, (to, at, address) in order:
                add(ledger, number, to=to, at=at, address=address)
            results.append(
                [
                    ids(ledger, *asked)
                    for asked in [(), *itertools.product(["2024-10-07", "2024-10-08", "2024-10-31"], ["published", "captured"])]
                ]
            )
    assert results[0] == results[1]


def test_the_parts_of_a_page_are_addresses_of_their_own_until_the_page_is_read_again(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        run = ledger.begin("test", "test")
        captured = put(ledger, 1, address=ADDRESS, at="2024-12-01T00:00:00Z")
        page = reading(captured, to="2024-10-08", examiner="a@1")
        early, late = (
            msgspec.structs.replace(reading(captured, to=to, examiner="a@1"), part=part)
            for part, to in (("entry-1", "2024-10-08"), ("entry-2", "2024-10-09"))
        )
        ledger.append(run, [captured, page, early, late])
        assert [row.address for row in ledger.selected()] == [ADDRESS, f"{ADDRESS}#entry-1", f"{ADDRESS}#entry-2"]
        assert ids(ledger, "2024-10-08") == [page.id, early.id]
        again = reading(captured, to="2024-10-08", examiner="a@2")
        other = msgspec.structs.replace(again, part="entry-2")
        ledger.append(run, [again, other])
        assert ids(ledger) == [again.id, other.id]
        assert list(ledger.unread("a@2", again.pack)) == []
        ledger.seal(run)
        assert verify(ledger).ok
