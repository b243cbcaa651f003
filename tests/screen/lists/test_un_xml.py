from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import un_xml
from vetoproof.screen.lists.measures import Measures
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.lists.un_names import split

ROOT = Path(__file__).parents[3]
EXTRACT = ROOT / "tests/fixtures/lists/un_extract.xml"
REAL = ROOT.parent / "shared/data/lists/un_consolidated_2026-02-27.xml"


def read(data: bytes) -> list[Listing | RejectedRow]:
    return list(un_xml.read(io.BytesIO(data), "un.xml"))


def one(body: str, kind: str = "INDIVIDUAL") -> Listing:
    full = f"<FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER>{body}"
    [found] = read(f"<CONSOLIDATED_LIST><P><{kind}>{full}</{kind}></P></CONSOLIDATED_LIST>".encode())
    assert isinstance(found, Listing)
    return found


@pytest.fixture(scope="module")
def extract() -> dict[str, Listing]:
    rows = read(EXTRACT.read_bytes())
    return {row.id: row for row in rows if isinstance(row, Listing)}


def test_the_list_is_known_by_its_root() -> None:
    assert un_xml.recognises(EXTRACT.read_bytes()[:2000], "any")
    assert not un_xml.recognises(b"<Sanctions><x/></Sanctions>", "un.xml")
    assert not un_xml.recognises(b"", "un.xml")


def test_a_person_is_read_with_number_programme_days_and_measures(extract: dict[str, Listing]) -> None:
    person = extract["KPi.001"]
    assert (person.list, person.schema, person.name) == ("un", "Person", "YUN HO-JIN")
    assert person.names[1:] == (ListedName(text="Yun Ho-chin"),)
    assert (person.programmes, person.listed_on, person.amended_on) == (("DPRK",), "2009-07-16", "2022-07-26")
    assert person.birth_dates == ("1944-10-13",)
    assert person.nationalities == ("Democratic People's Republic of Korea",)
    assert person.addresses == ("Pyongyang, Democratic People's Republic of Korea",)
    assert person.effects == ("asset freeze", "travel ban")
    assert person.row.startswith("line ")
    assert "DATAID 690734" in person.notes


def test_an_entity_has_former_names_and_no_travel_ban(extract: dict[str, Listing]) -> None:
    bank = extract["KPe.003"]
    assert bank.schema == "Organization"
    assert [name.kind for name in bank.names] == ["primary", "former", "former"]
    assert bank.effects == ("asset freeze",)


def test_measures_that_the_entry_prints_are_taken_from_there(extract: dict[str, Listing]) -> None:
    assert extract["LYi.001"].effects == ("travel ban",)
    assert extract["SOi.001"].effects == ()


def test_ranges_of_birth_years_and_names_in_their_own_script(extract: dict[str, Listing]) -> None:
    person = extract["TAi.002"]
    assert person.birth_dates == ("circa 1955 to 1958", "circa 1945 to 1950")
    assert [name.kind for name in person.names] == ["primary", "original"]
    assert "Title: Mullah, Haji" in person.notes
    assert len(person.positions) == 4


def test_standing_formulas_are_no_reason(extract: dict[str, Listing]) -> None:
    assert "Special Notice" not in extract["TAi.002"].reason
    assert "Review pursuant" not in extract["TAi.002"].reason
    assert "Review pursuant" in extract["TAi.002"].notes


def test_the_imo_number_of_a_shipping_company_is_its_own_kind(extract: dict[str, Listing]) -> None:
    assert extract["KPe.063"].identifiers == (Identifier(kind="imo_company", value="5985863"),)


def test_names_of_two_companies_in_one_field_are_two_names(extract: dict[str, Listing]) -> None:
    names = {name.text: name.kind for name in extract["CDe.003"].names}
    assert names["COMPAGNIE AERIENNE DES GRANDS LACS (CAGL)"] == "primary"
    assert names["GREAT LAKES BUSINESS COMPANY"] == "alias"
    assert names["GLBC"] == "weak"


@pytest.mark.parametrize(
    ("birth", "dates"),
    [
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1978-04-28</DATE>", ("1978-04-28",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>", ("1971",)),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1966</YEAR>", ("circa 1966",)),
        ("<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1973</FROM_YEAR><TO_YEAR>1974</TO_YEAR>", ("1973 to 1974",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Nov. 1973 </NOTE>", ("Nov. 1973",)),
        ("<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE>", ("Sep. 1958",)),
        ("<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><NOTE>30-35 years old</NOTE>", ()),
        ("<TYPE_OF_DATE/>", ()),
    ],
)
def test_births_in_all_their_shapes(birth: str, dates: tuple[str, ...]) -> None:
    listing = one(f"<INDIVIDUAL_DATE_OF_BIRTH>{birth}</INDIVIDUAL_DATE_OF_BIRTH>")
    assert listing.birth_dates == dates
    assert ("years old" in listing.notes) == ("years old" in birth)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER>", ("passport", "381310014", "")),
        (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OB 0243318</NUMBER><ISSUING_COUNTRY>Utopia</ISSUING_COUNTRY>",
            ("passport", "OB 0243318", "Utopia"),
        ),
        (
            "<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>Libyan passport No. 96/184442</NUMBER>",
            ("passport", "96/184442", ""),
        ),
        ("<TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>R00012098, South Sudan</NUMBER>", ("passport", "R00012098", "")),
        (
            "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NOTE>SSN 156-92-9858 (here)</NOTE>",
            ("national_id", "SSN 156-92-9858", ""),
        ),
        (
            "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
            "<TYPE_OF_DOCUMENT2>Ration card no.</TYPE_OF_DOCUMENT2>"
            "<NUMBER>0094195</NUMBER>",
            ("other_document", "0094195", ""),
        ),
        (
            "<TYPE_OF_DOCUMENT>N\u00famero de pasaporte</TYPE_OF_DOCUMENT><NUMBER>381420754</NUMBER>",
            ("passport", "381420754", ""),
        ),
    ],
)
def test_documents_in_all_their_shapes(document: str, expected: tuple[str, str, str]) -> None:
    [found] = one(f"<INDIVIDUAL_DOCUMENT>{document}</INDIVIDUAL_DOCUMENT>").identifiers
    assert (found.kind, found.value, found.country) == expected


def test_a_document_without_a_number_is_noted() -> None:
    listing = one(
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>"
        "<NOTE>issued in 1993, lost</NOTE></INDIVIDUAL_DOCUMENT>"
    )
    assert listing.identifiers == ()
    assert "issued in 1993, lost" in listing.notes


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("One Name", {"One Name": "alias"}),
        ("A Name; B Name; C Name", {"A Name": "alias", "B Name": "alias", "C Name": "alias"}),
        ("A Name b) B Name; C Name", {"A Name": "alias", "B Name": "alias", "C Name": "alias"}),
        ("Jin Tiesan (\u91d1\u94c1\u4e09)", {"Jin Tiesan": "alias", "\u91d1\u94c1\u4e09": "original"}),
        ("\u062d\u0633\u0646 (Hasan; Hassan)", {"\u062d\u0633\u0646": "original", "Hasan": "alias", "Hassan": "alias"}),
        ("Abubakar (original script: \u0410\u0431\u0443)", {"Abubakar": "alias", "\u0410\u0431\u0443": "original"}),
        ("Foreign Bank (FB)", {"Foreign Bank (FB)": "alias", "Foreign Bank": "alias", "FB": "weak"}),
        ("A Foundation (KENYA)", {"A Foundation (KENYA)": "alias"}),
        ("LEADER (HONG KONG) INTERNATIONAL", {"LEADER (HONG KONG) INTERNATIONAL": "alias"}),
        ("\u201cThe Fox\u201d", {"The Fox": "alias"}),
        ("Real Name (birth name)", {"Real Name": "alias"}),
        ("A Name born in 1963", {"A Name": "alias"}),
        (") A Name", {"A Name": "alias"}),
        ("AL-ONE / AO", {"AL-ONE": "alias", "AO": "alias"}),
        ("One/Two", {"One/Two": "alias"}),
    ],
)
def test_several_names_in_one_field_are_told_apart_where_it_is_safe(printed: str, names: dict[str, str]) -> None:
    found = split(printed, "alias")
    assert {name.text: name.kind for name in found.names} == names
    assert found.gained == len(names) - 1


def test_notes_of_aliases_give_further_spellings_and_births() -> None:
    listing = one(
        "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Fox</ALIAS_NAME><DATE_OF_BIRTH>1970-02-05</DATE_OF_BIRTH>"
        "<CITY_OF_BIRTH>Tunis</CITY_OF_BIRTH><NOTE>original script: \u0410\u0431\u0443</NOTE></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>B C</ALIAS_NAME><NOTE>Bi Ci; By Cy</NOTE></INDIVIDUAL_ALIAS>"
        "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>"
    )
    kinds = {name.text: name.kind for name in listing.names}
    assert kinds == {
        "A": "primary",
        "Fox": "weak",
        "\u0410\u0431\u0443": "weak",
        "B C": "alias",
        "Bi Ci": "alias",
        "By Cy": "alias",
    }
    assert (listing.birth_dates, listing.birth_places) == (("1970-02-05",), ("Tunis",))


def test_entries_that_give_no_listing_are_rejected_with_their_reason() -> None:
    rows = read(
        b"<CONSOLIDATED_LIST><P><INDIVIDUAL><FIRST_NAME>A</FIRST_NAME><DATAID>7</DATAID></INDIVIDUAL>\n"
        b"<INDIVIDUAL><REFERENCE_NUMBER>X.1</REFERENCE_NUMBER></INDIVIDUAL>\n"
        b"<ENTITY><FIRST_NAME>B</FIRST_NAME><REFERENCE_NUMBER>X.2</REFERENCE_NUMBER></ENTITY>\n"
        b"<ENTITY><FIRST_NAME>C</FIRST_NAME><REFERENCE_NUMBER>X.2</REFERENCE_NUMBER></ENTITY></P></CONSOLIDATED_LIST>"
    )
    assert [type(row).__name__ for row in rows] == ["RejectedRow", "RejectedRow", "Listing", "RejectedRow"]
    assert rows[0] == RejectedRow("line 1", "no REFERENCE_NUMBER (DATAID 7)")
    assert rows[1] == RejectedRow("line 2", "X.1 has no name")
    assert rows[3] == RejectedRow("line 4", "X.2 is on line 3 already")


def test_a_list_cut_off_says_so_after_the_entries_before_the_cut() -> None:
    data = EXTRACT.read_bytes()
    found = []
    with pytest.raises(ListError, match=r"un\.xml, line \d+: .* cut off"):
        found.extend(un_xml.read(io.BytesIO(data[: len(data) // 2]), "un.xml"))


def test_measures_are_those_of_the_programme_and_of_the_kind_of_party() -> None:
    measures = Measures(
        [
            {"list": "x", "programme": "P", "person": ["a", "b"], "other": ["a"]},
            {"list": "x", "programme": "*", "person": ["b"], "other": []},
        ]
    )
    assert measures.of("x", ("P",), True) == ("a", "b")
    assert measures.of("x", ("P",), False) == ("a",)
    assert measures.of("x", ("Q",), True) == ("b",)
    assert measures.of("y", ("P",), True) == ()


@pytest.mark.skipif(not REAL.exists(), reason="the real UN list is not beside the repository")
def test_the_real_list_is_read_whole() -> None:
    with REAL.open("rb") as file:
        rows = list(un_xml.read(file, REAL.name))
    listings = [row for row in rows if isinstance(row, Listing)]
    assert len(listings) == len(rows) == 1003
    assert Counter(listing.schema for listing in listings) == {"Person": 730, "Organization": 273}
    assert Counter(x.schema for x in listings if x.programmes == ("DPRK",)) == {"Person": 80, "Organization": 75}
    assert all(listing.listed_on for listing in listings)
    assert len({listing.id for listing in listings}) == 1003
    assert sum(len(listing.birth_dates) for listing in listings) > 880
    assert sum(identifier.kind == "imo_company" for listing in listings for identifier in listing.identifiers) == 16
