"""Sex: read as printed, weighed as agreement, contradiction or omission."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.gender import Genders

GENDERS = Genders()


@pytest.mark.parametrize(
    ("printed", "gender"),
    [
        ("Male", "male"),
        ("male.", "male"),
        ("M", "male"),
        ("мужской", "male"),
        ("男", "male"),
        ("Female", "female"),
        ("f", "female"),
        ("Ж", "female"),
        ("여성", "female"),
        ("", "unknown"),
        ("not stated", "unknown"),
        ("male and female", "unknown"),
        ("male/female", "unknown"),
    ],
)
def test_what_is_printed_is_read(printed: str, gender: str) -> None:
    assert GENDERS.read(printed) == gender


def test_contradiction_is_told_from_omission_and_agreement_says_little() -> None:
    same = GENDERS.compare("male", "male")
    rare = GENDERS.compare("female", "female")
    different = GENDERS.compare("male", "female")
    omitted = GENDERS.compare("male", "unknown")
    assert (same.relation, different.relation, omitted.relation) == ("same", "different", "unknown")
    assert 0 < same.log10 < 0.2 < rare.log10 < 1.5
    assert different.log10 < -1
    assert omitted.log10 == 0


@given(st.text(max_size=20), st.text(max_size=20))
def test_comparing_is_symmetric_and_never_raises(a: str, b: str) -> None:
    left, right = GENDERS.read(a), GENDERS.read(b)
    assert GENDERS.compare(left, right).log10 == GENDERS.compare(right, left).log10
