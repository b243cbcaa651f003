"""The UK Sanctions List and the older ConList: rows of a party joined wherever they stand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import uk
from vetoproof.screen.lists.outcome import ListError, RejectedRow

FIXTURES = Path(__file__).parents[2] / "fixtures/lists"
# In the shape of the list of 8 October 2026; facts of three real entries (Open Government Licence v3.0), the rest invented.
LIST = FIXTURES / "uk_list.csv"
OLDER = FIXTURES / "uk_conlist.csv"


def read(path: Path) -> list[Listing | RejectedRow]:
    with path.open("rb") as source:
        return list(uk.read(source, path.name))


def listing(ident: str, path: Path = LIST) -> Listing:
    return next(entry for entry in read(path) if isinstance(entry, Listing) and entry.id == ident)


def test_both_editions_are_recognised_below_their_report_date() -> None:
    assert all(uk.recognises(path.read_bytes(), path.name) for path in (LIST, OLDER))
    assert not uk.recognises(b"Report Date: 1\nid,name\n", "x.csv")


def test_rows_of_a_party_that_stand_apart_become_one_listing() -> None:
    body = listing("AFG0001")
    assert body.names == (
        ListedName(text="HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE", kind="primary"),
        ListedName(text="حاجی خيرالله و حاجی ستار صرافی", kind="original"),
        ListedName(text="Haji Alim Hawala", kind="weak"),
    )
    assert (body.schema, body.list, body.listed_on, body.amended_on) == ("Organization", "uk", "2012-06-29", "2022-01-12")
    assert body.countries == ("Pakistan", "Afghanistan")
    assert body.addresses == ("Chaman Central Bazaar, Chaman, Baluchistan Province, Pakistan", "Farah, Afghanistan")
    assert body.row == "lines 3-7"
    assert "UN reference: TAe.010" in body.notes


def test_a_person_has_given_names_first_and_days_that_are_not_known_left_out() -> None:
    person = listing("AFG0006")
    assert [(name.text, name.kind, name.language) for name in person.names] == [
        ("MOHAMMAD HASSAN AKHUND", "primary", ""),
        ("محمد حسن آخوند", "original", "Arabic"),
        ("MOHAMMAD HASAN AKHUND", "alias", ""),
    ]
    assert person.birth_dates == ("1958", "1955")
    assert person.birth_places == ("Kandahar, Afghanistan",)
    assert person.effects == ("Asset freeze", "Travel Ban")
    assert person.identifiers == (Identifier(kind="passport", value="A1234567"),)
    assert (person.gender, person.positions, person.nationalities) == ("male", ("Deputy Minister",), ("Afghanistan",))


def test_a_ship_has_number_flag_owner_and_reason() -> None:
    ship = listing("RUS2176")
    assert ship.schema == "Vessel"
    assert ship.identifiers == (Identifier(kind="imo", value="9826902"),)
    assert ship.flags == ("Gabon",)
    assert ship.linked == ("Stream Ship Management FZCO",)
    assert ship.effects == ("Shipping sanctions: (see 'Other information')",)
    assert ship.reason == "KOROLEV PROSPECT (IMO 9826902) carries oil."
    assert "type of ship: Oil Tanker" in ship.notes


def test_rows_that_are_no_party_are_rejected_with_their_lines() -> None:
    assert [(row.where, row.reason) for row in read(LIST) if isinstance(row, RejectedRow)] == [
        ("line 9", "no Unique ID"),
        ("line 10", "XXX0001: the designation type is Aircraft, neither individual, entity nor ship"),
    ]


def test_the_older_list_is_read_with_its_own_columns() -> None:
    body = listing("12431", OLDER)
    assert (body.list, body.schema, body.listed_on) == ("uk-ofsi", "Organization", "2020-12-31")
    assert [name.kind for name in body.names] == ["primary", "weak"]
    assert body.reason == "Front company for the acquisition of sensitive equipment."
    assert body.programmes == ("Syria",)


def test_a_file_that_cannot_be_read_twice_or_is_another_table_is_refused() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(ListError, match="save it to disk first"):
        list(uk.read(Pipe(LIST.read_bytes()), "pipe"))
    with pytest.raises(ListError, match=r"t\.csv: .*columns needed \(Unique ID"):
        list(uk.read(io.BytesIO(b"a,b\n1,2\n"), "t.csv"))


def test_a_row_broken_by_a_quotation_mark_is_told_once() -> None:
    broken = LIST.read_bytes().replace(b"31/07/2024,RUS2176,,,KOROLEV", b'31/07/2024,RUS2176,,,"KOROLEV')
    reasons = [row for row in uk.read(io.BytesIO(broken), "t.csv") if isinstance(row, RejectedRow)]
    assert sum(row.where == "line 5" for row in reasons) == 1
