from __future__ import annotations

import io
from pathlib import Path

import pytest

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import ofac_advanced
from vetoproof.screen.lists.outcome import ListError, RejectedRow

FIXTURE = Path(__file__).parents[2] / "fixtures/lists/ofac_advanced.xml"


def read(data: bytes) -> list[Listing | RejectedRow]:
    return list(ofac_advanced.read(io.BytesIO(data), "sdn_advanced.xml"))


@pytest.fixture(scope="module")
def rows() -> list[Listing | RejectedRow]:
    return read(FIXTURE.read_bytes())


@pytest.fixture(scope="module")
def parties(rows: list[Listing | RejectedRow]) -> dict[str, Listing]:
    return {row.id: row for row in rows if isinstance(row, Listing)}


def test_the_format_is_known_by_its_root() -> None:
    assert ofac_advanced.recognises(FIXTURE.read_bytes()[:3000], "any")
    assert not ofac_advanced.recognises(b"<sdnList><sdnEntry/></sdnList>", "sdn_advanced.xml")


def test_names_have_their_order_script_and_quality(parties: dict[str, Listing]) -> None:
    assert parties["18552"].names == (
        ListedName(text="HWANG, Su Man", kind="primary"),
        ListedName(text="\ud669\uc218\ub9cc", kind="original", language="Korean"),
        ListedName(text="HWANG", kind="weak"),
    )
    assert parties["9345"].names[1] == ListedName(text="KOMID", kind="weak")
    assert parties["4243"].names[1] == ListedName(text="SAND SWAN", kind="former")


def test_the_kind_of_a_party_comes_from_the_reference_values(parties: dict[str, Listing]) -> None:
    assert {number: party.schema for number, party in parties.items()} == {
        "18552": "Person",
        "9345": "Organization",
        "4243": "Vessel",
    }


def test_the_entry_gives_list_day_programmes_and_measures(parties: dict[str, Listing]) -> None:
    person = parties["18552"]
    assert (person.list, person.listed_on, person.amended_on) == ("ofac-sdn", "2015-11-13", "2018-03-01")
    assert person.programmes == ("DPRK2",)
    assert person.effects[0] == "Block"
    assert person.effects[1].startswith("Secondary sanctions risk: ")
    assert parties["9345"].programmes == ("NPWMD", "DPRK2")
    assert parties["9345"].effects == ("property blocked",)


def test_features_find_their_fields(parties: dict[str, Listing]) -> None:
    person = parties["18552"]
    assert person.birth_dates == ("1955-04-06", "circa 1954 to 1956")
    assert (person.gender, person.nationalities) == ("Male", ("Korea, North",))
    assert person.addresses == ("Central District, Pyongyang, Korea, North",)
    assert person.countries == ("Korea, North",)
    assert "Shoe Size 42" in person.notes
    assert parties["4243"].flags == ("Panama",)
    assert "VESSEL TYPE General Cargo" in parties["4243"].notes


def test_documents_and_links_are_joined_by_their_ids(parties: dict[str, Listing]) -> None:
    assert parties["18552"].identifiers == (Identifier(kind="passport", value="472220033", country="Korea, North"),)
    assert "expires 2018-06-06" in parties["18552"].notes
    assert parties["4243"].identifiers == (Identifier(kind="imo", value="7406784"),)
    assert parties["18552"].linked == ("KOREA MINING DEVELOPMENT TRADING CORPORATION",)
    assert "Acting for or on behalf of: KOREA MINING" in parties["18552"].notes


def test_a_party_without_an_entry_is_kept_and_said_to_have_none(parties: dict[str, Listing]) -> None:
    ship = parties["4243"]
    assert (ship.listed_on, ship.programmes, ship.effects) == (None, (), ())
    assert "no sanctions entry" in ship.notes


def test_what_gives_no_listing_is_rejected(rows: list[Listing | RejectedRow]) -> None:
    reasons = [row.reason for row in rows if isinstance(row, RejectedRow)]
    assert len(reasons) == 4
    assert reasons[0] == "profile 1 has no name"
    assert reasons[1].startswith("profile 9345 is on line")
    assert reasons[2] == "party 2 has no profile with an id"
    assert reasons[3] == "no party has this profile"


def test_sections_may_come_in_any_order(parties: dict[str, Listing]) -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    start, end = text.index("  <DistinctParties>"), text.index("  <ProfileRelationships>")
    moved = text[:start] + text[end:].replace("</Sanctions>", text[start:end] + "</Sanctions>")
    again = {row.id: row for row in read(moved.encode()) if isinstance(row, Listing)}
    assert [(x.names, x.listed_on, x.identifiers, x.linked) for x in again.values()] == [
        (x.names, x.listed_on, x.identifiers, x.linked) for x in parties.values()
    ]


class Pipe(io.RawIOBase):
    """A source that cannot be wound back."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        return self._data.read(size)


def test_a_source_that_cannot_be_wound_back_is_read_as_well(rows: list[Listing | RejectedRow]) -> None:
    assert list(ofac_advanced.read(Pipe(FIXTURE.read_bytes()), "sdn_advanced.xml")) == rows  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<sdnList/>", "<sdnList>, not <Sanctions>"),
        (FIXTURE.read_bytes()[:9000], "cut off"),
        (b"<!DOCTYPE Sanctions [<!ENTITY a 'b'>]><Sanctions/>", "document type"),
    ],
)
def test_a_broken_file_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ListError, match=r"sdn_advanced\.xml") as caught:
        read(data)
    assert words in str(caught.value)
