"""Which systems a printed name is read in."""

from __future__ import annotations

import pytest

from vetoproof.screen.names.reader import NameReader

READER = NameReader()


@pytest.mark.parametrize(
    ("printed", "korean"),
    [
        ("Wang Jun", False),
        ("WANG, Chen", False),
        ("Zhao Min", False),
        ("Li Yong Ho", True),
        ("Han Song", True),
        ("Ma Won Chun", True),
    ],
)
def test_a_name_that_is_pinyin_as_it_stands_is_no_korean_one_unless_koreans_bear_its_family_name(
    printed: str, korean: bool
) -> None:
    assert ("korean" in {reading.system for reading in READER.read(printed, "person")}) == korean
