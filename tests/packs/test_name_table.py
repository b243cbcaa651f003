"""Tables for reading names state their source and limitation, and load quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

import vetoproof
from patience import Within
from vetoproof.packs.errors import PackError
from vetoproof.packs.name_table import name_table, rows, words

FOLDER = Path(vetoproof.__file__).parent / "packs" / "names"
TABLES = [
    "letters",
    "letters_sound",
    "cyrillic",
    "arabic",
    "forms",
    "generic",
    "honorifics",
    "particles",
    "particles_ships",
    "ordinals",
    "nicknames",
]


@pytest.mark.parametrize("name", TABLES)
def test_each_table_loads_quickly_and_says_where_it_comes_from(within: Within, name: str) -> None:
    with within(1.0):
        table = name_table(name)
    assert len(table["source"]) > 40
    assert len(table["limitation"]) > 40


def test_a_missing_table_is_named() -> None:
    with pytest.raises(PackError, match="names/nonsense"):
        name_table("nonsense")


def test_rows_and_words_pass_over_comments_and_empty_lines() -> None:
    assert list(rows("a: b, c\n\n# d: e\nf:\n")) == [("a", ["b", "c"]), ("f", [])]
    assert words("a b\n# c\n\nd\n") == ["a", "b", "d"]
