"""What is known beside names: only what both sides tell counts, and the words' numbers are the weights."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from listed import KIT, listing

from vetoproof.model import Identifier, Listing, Query

BESIDE = KIT.beside
dates = st.lists(st.sampled_from(["1950", "8.1.1984", "1984-01-09", "c. 1947", "1960 to 1965", "nonsense", ""]), max_size=2)
countries = st.lists(st.sampled_from(["kp", "Russia", "DPRK", "Chile", "Atlantis", ""]), max_size=2)
sexes = st.sampled_from(["", "male", "F", "??"])
numbers = st.lists(
    st.builds(
        Identifier,
        kind=st.sampled_from(["imo", "mmsi", "passport", "inn", "odd"]),
        value=st.sampled_from(["9617923", "8517839", "9617924", "7704730655", "PS 927120050", "", "?"]),
    ),
    max_size=2,
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    return Query(
        birth_dates=tuple(draw(dates)), countries=tuple(draw(countries)), gender=draw(sexes), identifiers=tuple(draw(numbers))
    )


@st.composite
def entries(draw: st.DrawFn) -> Listing:
    return listing(
        "X", birth_dates=tuple(draw(dates)), countries=tuple(draw(countries)), gender=draw(sexes),
        identifiers=tuple(draw(numbers)),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(queries(), entries())
def test_notes_add_no_more_than_is_said_to_be_possible_and_print_what_they_add(query: Query, entry: Listing) -> None:
    notes = BESIDE.notes(BESIDE.read(query), BESIDE.facts(entry))
    assert sum(note.told for note in notes) <= BESIDE.read(query).most + 1e-9
    for note in notes:
        printed = re.search(r"\(([+-]\d+\.\d)\)$", note.text)
        assert printed
        assert float(printed[1]) == pytest.approx(note.told, abs=0.0501)


@settings(max_examples=60, deadline=None)
@given(queries())
def test_an_entry_that_tells_nothing_is_neither_likelier_nor_less_likely(query: Query) -> None:
    assert sum(note.told for note in BESIDE.notes(BESIDE.read(query), BESIDE.facts(listing("X")))) == 0


@settings(max_examples=60, deadline=None)
@given(entries())
def test_a_query_that_tells_nothing_has_no_notes(entry: Listing) -> None:
    assert BESIDE.notes(BESIDE.read(Query(names=("X",))), BESIDE.facts(entry)) == []
    assert BESIDE.read(Query(names=("X",))).most == 0


def test_equal_numbers_outweigh_and_come_first() -> None:
    query = Query(identifiers=(Identifier(kind="imo", value="9617923"),), birth_dates=("1950",))
    notes = BESIDE.notes(BESIDE.read(query), BESIDE.facts(listing("X", identifiers=query.identifiers, birth_dates=("1960",))))
    assert notes[0].first
    assert notes[0].told > 5
    assert notes[1].told < 0


def test_a_number_is_found_however_it_is_printed() -> None:
    keys = {BESIDE.key(Identifier(kind="imo", value=value)) for value in ("9617923", "IMO 9617923", "imo: 961-7923")}
    assert len(keys) == 1
    assert BESIDE.key(Identifier(kind="imo", value="")) is None


def test_a_body_may_be_a_company_and_no_person_is_a_ship() -> None:
    assert BESIDE.same_kind("LegalEntity", "Company")
    assert BESIDE.same_kind("", "Vessel")
    assert not BESIDE.same_kind("Person", "Vessel")
    assert not BESIDE.same_kind("LegalEntity", "Vessel")


def test_a_wrong_check_digit_of_the_query_is_told_beside_every_entry() -> None:
    query = Query(identifiers=(Identifier(kind="imo", value="9617924"),))
    for entry in (listing("X"), listing("Y", identifiers=(Identifier(kind="imo", value="8517839"),))):
        (note,) = BESIDE.notes(BESIDE.read(query), BESIDE.facts(entry))
        assert (note.text, *note[1:]) == ("check digit wrong in the query: IMO number 9617924 (+0.0)", 0.0, True)
    same = listing("Z", identifiers=(Identifier(kind="imo", value="9617924"),))
    assert [note.told > 0 for note in BESIDE.notes(BESIDE.read(query), BESIDE.facts(same))] == [True]
