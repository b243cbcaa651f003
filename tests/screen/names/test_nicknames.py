"""Given names that are used for one another share a group."""

from __future__ import annotations

import pytest

from vetoproof.screen.names.nicknames import Nicknames

NICKNAMES = Nicknames()


@pytest.mark.parametrize(
    ("a", "b"),
    [("bill", "william"), ("bob", "robert"), ("sasha", "aleksandr"), ("volodymyr", "vladimir"), ("misha", "michael"),
     ("sascha", "alexander"), ("yusuf", "joseph"), ("mykola", "nikolay"), ("kate", "ekaterina"), ("mehmet", "mohammed")],
)  # fmt: skip
def test_names_used_for_one_another_share_a_group(a: str, b: str) -> None:
    assert NICKNAMES[a] & NICKNAMES[b]


@pytest.mark.parametrize(
    ("a", "b"), [("bill", "robert"), ("sergei", "andrei"), ("jong", "il"), ("hasan", "husayn"), ("zzz", "qqq")]
)
def test_other_names_do_not(a: str, b: str) -> None:
    assert not NICKNAMES.get(a, frozenset()) & NICKNAMES.get(b, frozenset())


def test_no_spelling_is_in_very_many_groups() -> None:
    assert max(len(groups) for groups in NICKNAMES.groups.values()) <= 8
    assert len({number for groups in NICKNAMES.groups.values() for number in groups}) > 200
