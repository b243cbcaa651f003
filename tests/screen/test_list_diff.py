from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from vetoproof.model import Identifier, ListedName, Listing, Schema
from vetoproof.screen.list_diff import ListDifference, changes, diff


def entry(id: str, *names: str, schema: Schema = "Person", **more: Any) -> Listing:
    return Listing(list="made", id=id, schema=schema, names=tuple(ListedName(text=name) for name in names), **more)


def compared(before: Iterable[Listing], after: Iterable[Listing]) -> ListDifference:
    was, now = list(before), list(after)
    return diff(lambda: iter(was), lambda: iter(now))


A, B, C = entry("1", "Anna Ardal"), entry("2", "Bero Bank", schema="Company"), entry("3", "Corvo", schema="Vessel")


def test_what_was_added_and_removed_is_named() -> None:
    found = compared([A, B], [B, C])
    assert [one.id for one in found.added] == ["3"]
    assert [(one.id, one.name, one.schema) for one in found.removed] == [("1", "Anna Ardal", "Person")]
    assert (found.changed, found.renumbered, found.unchanged) == ((), (), 1)


def test_a_change_names_the_field_and_what_it_lost_and_gained() -> None:
    was = entry("1", "Anna Ardal", "A. Ardal", effects=("asset freeze",), reason="Sold ships.")
    now = entry(
        "1", "Anna Ardal", "Anna Ardal-Berg", effects=("asset freeze", "travel ban"), reason="Sold and bought ships.",
        identifiers=(Identifier(kind="passport", value="X1", country="Utopia"),),
    )  # fmt: skip
    (changed,) = compared([was], [now]).changed
    fields = {one.field: (one.gone, one.new) for one in changed.fields}
    assert fields == {
        "names": (("A. Ardal (alias)",), ("Anna Ardal-Berg (alias)",)),
        "effects": ((), ("travel ban",)),
        "reason": (("Sold ships.",), ("Sold and bought ships.",)),
        "identifiers": ((), ("passport (X1, Utopia)",)),
    }


def test_names_in_another_order_are_a_change_because_the_first_is_the_one_that_is_printed() -> None:
    (field,) = changes(entry("1", "Anna", "Berta"), entry("1", "Berta", "Anna"))
    assert (field.gone, field.new) == (("Anna (alias)", "Berta (alias)"), ("Berta (alias)", "Anna (alias)"))


def test_an_entry_that_only_stands_elsewhere_in_the_file_is_unchanged() -> None:
    assert compared([entry("1", "Anna", row="row 2")], [entry("1", "Anna", row="row 9")]) == ListDifference(unchanged=1)


def test_ids_that_are_row_numbers_move_when_a_row_is_inserted_and_nothing_was_removed() -> None:
    """In the Official Journal's tables entry 2 becomes entry 3: another party now bears the id."""
    before = [entry(str(n), f"Person {n}") for n in range(1, 6)]
    after = [before[0], entry("2", "Somebody New"), *(entry(str(n + 1), f"Person {n}") for n in range(2, 6))]
    found = compared(before, after)
    assert [one.name for one in found.added] == ["Somebody New"]
    assert found.removed == found.changed == ()
    assert [(one.id_was, one.entry.id, one.fields) for one in found.renumbered] == [
        (str(n), str(n + 1), ()) for n in range(2, 6)
    ]  # fmt: skip


def test_an_id_that_another_party_bears_is_a_removal_and_an_addition() -> None:
    found = compared([entry("7", "Anna Ardal")], [entry("7", "Zeno Zoll")])
    assert ([one.name for one in found.removed], [one.name for one in found.added]) == (["Anna Ardal"], ["Zeno Zoll"])


def test_an_entry_that_was_renumbered_and_changed_is_known_by_its_first_name() -> None:
    found = compared([entry("7", "Anna Ardal")], [entry("8", "ANNA  ARDAL", "Anna A.")])
    assert [(one.id_was, one.entry.id, [field.field for field in one.fields]) for one in found.changed] == [
        ("7", "8", ["names"])
    ]


def test_a_ship_that_was_renamed_is_known_by_its_number() -> None:
    imo = (Identifier(kind="imo", value="8517839"),)
    was, now = (
        entry("5", "Corvo", identifiers=imo),
        entry("5", "Falke", identifiers=(Identifier(kind="imo", value="IMO 8517839"),)),
    )
    assert [one.id for one in compared([was], [now]).added] == []
    assert compared([was], [now]).changed[0].fields[0].field == "names"


def test_two_entries_under_one_id_are_two_entries() -> None:
    twice = [entry("1", "Anna"), entry("1", "Berta")]
    assert compared(twice, twice).unchanged == 2
    assert [one.name for one in compared(twice, twice[:1]).removed] == ["Berta"]


ENTRIES = st.lists(
    st.builds(
        entry, st.sampled_from("123456"), st.sampled_from(["Anna", "Berta", "Carl", "Dora"]), reason=st.sampled_from(["", "x"])
    ),
    max_size=8,
)


@given(ENTRIES, ENTRIES)
def test_every_entry_of_both_versions_is_counted_once(before: list[Listing], after: list[Listing]) -> None:
    found = compared(before, after)
    both = found.unchanged + len(found.changed) + len(found.renumbered)
    assert both + len(found.removed) == len(before)
    assert both + len(found.added) == len(after)


@given(ENTRIES, st.randoms())
def test_the_order_of_the_rows_makes_no_difference_where_ids_are_unique(entries: list[Listing], chance: Any) -> None:
    unique = list({one.id: one for one in entries}.values())
    mixed = list(unique)
    chance.shuffle(mixed)
    assert compared(unique, mixed) == ListDifference(unchanged=len(unique))
