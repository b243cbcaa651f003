"""Whose number is whose: an IMO number tells a ship only where nobody else says it at the time, and no name tells one."""

from __future__ import annotations

from datetime import date

import polars as pl

from vetoproof.track.whose import Claim, claims, hulls_of, up_to

DAY = 86_400
ROE, ANGARA = ("imo", "9074729"), ("imo", "9179842")


def said(*rows: tuple[int, int, int | None, str | None]) -> pl.DataFrame:
    columns = {"mmsi": pl.UInt32, "t": pl.Int64, "imo": pl.UInt32, "name": pl.String}
    return pl.DataFrame(list(rows), schema=columns, orient="row")


def test_a_claim_lasts_from_its_first_statement_to_its_last() -> None:
    table = said((1, 0, 9074729, "Roe"), (1, 90, 9074729, " ROE "), (2, 5, None, None), (3, 7, 0, ""))
    assert claims(table) == (Claim(1, ROE, 0, 90), Claim(1, ("name", "roe"), 0, 0), Claim(1, ("name", "roe"), 90, 90))


def test_a_number_that_cannot_be_is_none() -> None:
    """The right number with its last digit off by one, and numbers that have not seven digits."""
    assert claims(said((1, 0, 9179841, None), (1, 0, 1, None), (1, 0, 917984200, None))) == ()
    slip = said((1, 0, 9179842, None), (1, 5, 9179841, None), (1, 9, 9179842, None))
    assert hulls_of(claims(slip)) == {1: {ANGARA}}


def test_a_name_identifies_nobody() -> None:
    assert hulls_of(claims(said((1, 0, 9074729, "Roe"), (2, 0, None, "Doe")))) == {1: {ROE}, 2: frozenset()}


def test_two_that_say_one_number_at_one_time_are_known_by_neither_and_one_after_the_other_by_both() -> None:
    at_once = (Claim(1, ROE, 0, 10), Claim(2, ROE, 10, 12), Claim(3, ROE, 13, 14))
    assert hulls_of(at_once) == {1: frozenset(), 2: frozenset(), 3: {ROE}}
    within = (Claim(1, ROE, 0, 100), Claim(2, ROE, 5, 6), Claim(3, ROE, 50, 60))
    assert hulls_of(within) == dict.fromkeys((1, 2, 3), frozenset())


def test_one_that_says_two_numbers_is_known_by_neither() -> None:
    assert hulls_of((Claim(1, ROE, 0, 1), Claim(1, ANGARA, 2, 3))) == {1: frozenset()}


def test_what_is_said_later_changes_nothing_of_an_earlier_day() -> None:
    first = (Claim(1, ROE, 0, 3 * DAY),)
    later = (*first, Claim(2, ROE, 2 * DAY, 4 * DAY))
    assert hulls_of(later)[1] == frozenset()
    assert hulls_of(up_to(later, date(1970, 1, 2))) == {1: {ROE}}
    assert up_to(first, date(1970, 1, 1)) == (Claim(1, ROE, 0, DAY - 1),)
