"""The EU's Financial Sanctions Files: what each element becomes, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from vetoproof.model.names import Identifier, Listing
from vetoproof.screen.lists import eu_fsf, imo
from vetoproof.screen.lists.outcome import ListError, RejectedRow

FIXTURE = Path(__file__).parents[2] / "fixtures/lists/eu_fsf.xml"


@pytest.fixture(scope="module")
def found() -> list[Listing | RejectedRow]:
    with FIXTURE.open("rb") as source:
        return list(eu_fsf.read(source, FIXTURE.name))


def listing(found: list[Listing | RejectedRow], ident: str) -> Listing:
    return next(entry for entry in found if isinstance(entry, Listing) and entry.id == ident)


def test_the_format_is_recognised_by_its_root_and_entries() -> None:
    assert eu_fsf.recognises(FIXTURE.read_bytes(), FIXTURE.name)
    assert not eu_fsf.recognises(b"<export><other/></export>", "x.xml")


def test_the_first_strong_name_in_the_lists_own_language_is_the_primary_one(found: list[Listing | RejectedRow]) -> None:
    person = listing(found, "EU.27.28")
    assert [(name.text, name.kind, name.language) for name in person.names] == [
        ("Saddam Hussein Al-Tikriti", "primary", ""),
        ("Abou Ali", "weak", "fr"),
        ("Abu Ali", "alias", ""),
    ]
    assert (person.programmes, person.effects, person.gender) == (("IRQ",), ("asset freeze",), "male")
    assert (person.birth_dates, person.nationalities) == (("1937-04-28",), ("IRAQ",))
    assert person.birth_places == ("al-Awja, near Tikrit, IRAQ",)
    assert person.notes.splitlines()[:2] == [
        "UNSC RESOLUTION 1483",
        "day of designation not printed: the earliest act that the entry cites is given",
    ]
    assert (person.listed_on, person.row) == ("2003-07-07", "element 1, line 4")


def test_designation_doubtful_birth_dates_and_papers_with_flaws_are_kept(found: list[Listing | RejectedRow]) -> None:
    person = listing(found, "EU.36.64")
    assert (person.listed_on, person.amended_on) == ("2002-02-18", "2018-02-16")
    assert person.birth_dates == ("circa 1924", "1923 to 1925")
    assert person.identifiers == (Identifier(kind="passport", value="AD001095"),)
    assert "National passport AD001095: knownExpired" in person.notes
    assert person.positions == ("Former President",)
    assert person.addresses == ("1 Chancellor Avenue, Harare, ZIMBABWE",)
    assert "phone: +263 4" in person.notes


def test_an_enterprise_with_a_ships_number_is_a_ship_and_one_with_a_companys_is_not(found: list[Listing | RejectedRow]) -> None:
    ship, manager = listing(found, "logical/900001"), listing(found, "EU.9.2")
    assert (ship.schema, ship.name, ship.identifiers) == ("Vessel", "Chong Rim 2", (Identifier(kind="imo", value="8916293"),))
    assert [name.kind for name in ship.names] == ["primary", "original"]
    assert (manager.schema, manager.identifiers) == ("Organization", (Identifier(kind="imo_company", value="5213962"),))


def test_entries_that_are_no_listing_are_rejected_with_element_line_and_reason(found: list[Listing | RejectedRow]) -> None:
    assert [(row.where, row.reason) for row in found if isinstance(row, RejectedRow)] == [
        ("element 5, line 35", "EU.9.3: no name"),
        ("element 6, line 36", "EU.9.4: the subject is 'planet', neither a person nor an enterprise"),
    ]


def test_a_file_cut_off_or_with_a_bomb_is_refused_with_its_line() -> None:
    cut = FIXTURE.read_bytes()[:3000]
    with pytest.raises(ListError, match=r"t\.xml, line \d+: .*fetch it again"):
        list(eu_fsf.read(io.BytesIO(cut), "t.xml"))
    bomb = b'<!DOCTYPE export [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><export><sanctionEntity>&b;</sanctionEntity></export>'
    with pytest.raises(ListError, match="document type is declared"):
        list(eu_fsf.read(io.BytesIO(bomb), "t.xml"))


def test_ship_and_company_numbers_are_checked_by_their_own_digits() -> None:
    assert imo.is_ship("8517839")
    assert not imo.is_company("8517839")
    assert imo.is_company("5213962")
    assert not any(check("1234567890") or check("85178x9") for check in (imo.is_ship, imo.is_company))
