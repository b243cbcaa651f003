"""Segments and their union: adding a list analyses only that list, and the order of words in memory does not matter."""

from __future__ import annotations

from small_index import PlainReader, listings, made, sound

from vetoproof.screen.index.candidates import Finder
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.join import join
from vetoproof.screen.index.segment import segment
from vetoproof.screen.score.relation import Relations

ONE = ["Kim Jong Chol", "Sergei Petrov", "Petrov 12"]
TWO = ["Anna Petrova", "Kim Yong", "Namchongang Trading"]


def joined(*groups: list[str]) -> Index:
    _, background, reader = made([name for group in groups for name in group])
    relations = Relations(sound)
    parts = [segment(listings(group, f"list{n}"), reader, lambda _: None) for n, group in enumerate(groups)]  # type: ignore[arg-type]
    return Index(join(parts, background, relations), relations)


def test_two_lists_joined_hold_all_names_of_both_in_order() -> None:
    index = joined(ONE, TWO)
    assert [index.listing(e).name for e in range(index.entries)] == ONE + TWO
    assert [index.listing(e).list for e in range(index.entries)] == ["list0"] * 3 + ["list1"] * 3
    assert [" ".join(p.key for p in index.reading(r).parts) for r in range(index.rows)] == [n.lower() for n in ONE + TWO]


def test_candidates_in_joined_lists_are_those_of_one_list_with_all_names() -> None:
    index, (whole, background, reader) = joined(ONE, TWO), made(ONE + TWO)
    for query in ("petrov", "kim jong", "sergey petrof", "namchongang tradin"):
        reading = reader.read(query, "person")[0]
        found = [Finder(some, background).find(reading, 0.1, 10).rows.tolist() for some in (index, whole)]
        assert found[0] == found[1] != []


def test_a_name_that_gives_no_reading_is_counted() -> None:
    from vetoproof.screen.index.segment import Segmenter

    some = Segmenter(PlainReader(), lambda _: None)  # type: ignore[arg-type]
    for listing in listings(["Kim", "???"]):
        some.add(listing)
    assert some.unread == 1
    assert len(some.arrays()["entry_end"]) == 2
