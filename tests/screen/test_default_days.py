"""Days that systems write where no date of birth is known."""

from __future__ import annotations

import pytest

from vetoproof.screen.default_days import kind_of, sorted_out


@pytest.mark.parametrize(
    "text", ["1900-01-01", "1.1.1900", "01/01/1900", "1 January 1900", "1900", "1899-12-30", "1.1.1901", "1904-01-01"]
)
def test_the_defaults_of_spreadsheets_and_databases_are_nobodys_birthday(text: str) -> None:
    assert kind_of(text) == "nobody"


@pytest.mark.parametrize("text", ["1970-01-01", "1 Jan 1970", "31.12.1969"])
def test_second_nought_of_unix_may_be_somebodys(text: str) -> None:
    assert kind_of(text) == "perhaps"


@pytest.mark.parametrize(
    "text", ["1980-01-01", "1970", "January 1970", "1900-01-02", "1964-07-17", "1905", "someday", "", "1900 or 1964"]
)
def test_other_dates_are_what_they_say(text: str) -> None:
    assert kind_of(text) == "told"


def test_dates_keep_their_order() -> None:
    assert sorted_out(("1964", "1970-01-01", "1900", "1965")) == (("1964", "1965"), ("1970-01-01",), ("1900",))
