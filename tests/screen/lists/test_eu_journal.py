"""Acts of the Official Journal as rows: what each column becomes, and the real acts where they are at hand."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import cells, eu_journal
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.lists.printed_names import names_in

ROOT = Path(__file__).parents[3]
# Rows re-entered from the Official Journal (Regulations 2017/1509 and 833/2014) in the shape of the tables; some are invented.
FIXTURE = ROOT / "tests/fixtures/lists/eu_journal.csv"
REAL = ROOT.parent / "shared/data/lists"


@pytest.fixture(scope="module")
def found() -> list[Listing | RejectedRow]:
    with FIXTURE.open("rb") as source:
        return list(eu_journal.read(source, FIXTURE.name))


def listing(found: list[Listing | RejectedRow], ident: str) -> Listing:
    return next(entry for entry in found if isinstance(entry, Listing) and entry.id == ident)


def test_the_header_is_recognised() -> None:
    assert eu_journal.recognises(FIXTURE.read_bytes()[: 1 << 16], FIXTURE.name)
    assert not eu_journal.recognises(b"id,name\n1,a\n", "x.csv")


def test_a_person_keeps_act_annex_number_day_measure_and_row(found: list[Listing | RejectedRow]) -> None:
    person = listing(found, "XIII.A/1")
    assert person == Listing(
        list="eu-32017R1509",
        id="XIII.A/1",
        schema="Person",
        names=(ListedName(text="Yun Ho-jin", kind="primary"), ListedName(text="Yun Ho-chin")),
        programmes=("EU-PRK",),
        effects=("Asset freeze",),
        listed_on="2009-07-16",
        reason="Director of a trading corporation.",
        birth_dates=("13.10.1944",),
        nationalities=("DPRK",),
        addresses=("Pyongyang, DPRK",),
        notes="annex XIII.A",
        row="line 2",
    )


def test_the_same_number_in_another_annex_is_another_party(found: list[Listing | RejectedRow]) -> None:
    ship = listing(found, "XIV.A/1")
    assert (ship.schema, ship.name, ship.flags) == ("Vessel", "CHON MYONG 1", ("DPRK",))
    assert ship.identifiers == (Identifier(kind="imo", value="8712362"),)
    assert "Ship-to-ship transfer in late December 2017." in ship.notes


def test_a_party_without_a_number_is_known_by_its_name_and_a_ship_number_told_only_in_the_notes_is_found(
    found: list[Listing | RejectedRow],
) -> None:
    ship = listing(found, "XIII.B/Chong Bong")
    assert [name.text for name in ship.names] == ["Chong Bong", "Greenlight", "Blue Nouvelle"]
    assert ship.identifiers == (Identifier(kind="imo", value="8909575"),)
    assert "imo: Does not exist" in ship.notes


def test_several_values_in_a_cell_are_told_apart(found: list[Listing | RejectedRow]) -> None:
    person = listing(found, "XIII.A/2")
    assert [(name.text, name.kind) for name in person.names] == [
        ("Ri Chang-nyong", "primary"),
        ("Ri Chang Ryong", "alias"),
        ("리창룡", "original"),
        ("Ri, Chang", "alias"),
        ("the elder", "alias"),
        ("Old Ri", "weak"),
    ]
    assert person.birth_dates == ("19.2.1968", "1965", "1966")
    assert person.identifiers == (
        Identifier(kind="passport", value="563110024", country="DPRK"),
        Identifier(kind="passport", value="PS 472330208"),
    )
    assert person.listed_on is None
    assert person.gender == "male"
    assert person.nationalities == ("DPRK", "Russian")
    assert "passport: PS 472330208, expires 4.7.2017" in person.notes
    assert "newColumn: as printed" in person.notes


def test_numbers_are_told_apart_by_the_words_beside_them(found: list[Listing | RejectedRow]) -> None:
    company = listing(found, "IV/6")
    assert company.list == "eu-32014R0833"
    assert company.identifiers == (Identifier(kind="inn", value="7704730655"), Identifier(kind="ogrn", value="1027700132195"))
    assert [(name.text, name.kind) for name in company.names[1:]] == [
        ("Акционерное Общество «Сириус»", "original"),
        ("АО «Сириус»", "original"),
    ]


def test_rows_that_are_no_listing_are_rejected_with_line_and_reason(found: list[Listing | RejectedRow]) -> None:
    assert [(row.where, row.reason.split(",")[0]) for row in found if isinstance(row, RejectedRow)] == [
        ("line 7", "the schema is 'Spaceship'"),
        ("line 8", "no name"),
    ]


def test_a_second_party_with_the_same_id_is_kept_beside_the_first() -> None:
    row = "32017R1509,,EU-PRK,XV,Asset freeze,,Vessel,Twin\n"
    header = "celex,recordId,programKey,annex,measure,startDate,schema,name\n"
    entries = eu_journal.read(io.BytesIO((header + row + row).encode()), "t.csv")
    assert [entry.id for entry in entries if isinstance(entry, Listing)] == ["XV/Twin", "XV/Twin~2"]


def test_another_table_is_refused_by_name() -> None:
    with pytest.raises(ListError, match=r"t\.csv: .*columns needed \(celex"):
        list(eu_journal.read(io.BytesIO(b"id,name\n1,a\n"), "t.csv"))


@pytest.mark.parametrize(
    ("printed", "kind", "expected"),
    [
        ("7704730655 (Tax ID/INN)", "registration", [("inn", "7704730655", "")]),
        (
            "Passport 717637093, National ID No. 781005202108",
            "national_id",
            [("passport", "717637093", ""), ("national_id", "781005202108", "")],
        ),
        (
            "3525023010 OKPO: 07500548 KPP: 352501001",
            "inn",
            [("inn", "3525023010", ""), ("okpo", "07500548", ""), ("kpp", "352501001", "")],
        ),
        ("Russian passport no. 55 0314316, valid from 6.12.2019", "passport", [("passport", "55 0314316", "")]),
        ("771380617804 (Russia)", "tax", [("tax", "771380617804", "Russia")]),
        ("563410081 / 472410022", "passport", [("passport", "563410081", ""), ("passport", "472410022", "")]),
        ("Series 1502 No 746336, issued 22.8.2002", "national_id", [("national_id", "1502 746336", "")]),
        (
            "22209 (United Arab Emirates, Dubai, License Number)",
            "registration",
            [("registration", "22209", "United Arab Emirates")],
        ),
        ("Does not exist", "imo", []),
        ("Room 12", "registration", []),
    ],
)
def test_identifiers_in_cells(printed: str, kind: str, expected: list[tuple[str, str, str]]) -> None:
    identifiers, remarks = cells.numbers(printed, kind)
    assert [(item.kind, item.value, item.country) for item in identifiers] == expected
    assert identifiers or remarks, "nothing is dropped"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("a) 1964 b) 28.8.1962", ["1964", "28.8.1962"]),
        ("24.6.1964 or 25.6.1964 or 26.6.1964", ["24.6.1964", "25.6.1964", "26.6.1964"]),
        ("10.2.1983 (or 10.3.1983)", ["10.2.1983", "10.3.1983"]),
        ("7.8.1965 / 20.2.1972", ["7.8.1965", "20.2.1972"]),
        ("March/April 1965", ["March/April 1965"]),
        ("1967-1969.", ["1967-1969"]),
        ("N/D", []),
    ],
)
def test_dates_in_cells_stay_as_printed(printed: str, expected: list[str]) -> None:
    assert cells.dates(printed)[0] == expected


@pytest.mark.parametrize(
    ("printed", "of", "expected"),
    [
        ("Elena TIMCHENKO (born ERMAKOVA (YERMAKOVA))", "person", ["Elena TIMCHENKO", "Elena ERMAKOVA", "Elena YERMAKOVA"]),
        ("Artyom/ Artem SHEYNIN", "person", ["Artyom SHEYNIN", "Artem SHEYNIN"]),
        ("Nikolay CHOLES/CHOULZ", "person", ["Nikolay CHOLES", "Nikolay CHOULZ"]),
        ("Andrey CHEREZOV (TSCHERESOW)", "person", ["Andrey CHEREZOV", "Andrey TSCHERESOW"]),
        ("Muhammad SALTI (Muhamad SALTI, M. AL-SALTI) – محمد السلطي, أكرم السلطي", "person", None),
        ("Korea Kwangson Banking Corporation (KKBC)", "organisation", ["Korea Kwangson Banking Corporation", "KKBC"]),
        ("Ocean Maritime Management (OMM)", "organisation", ["Ocean Maritime Management", "OMM"]),
        ("Desert Trading LLC (UAE)", "organisation", ["Desert Trading LLC (UAE)", "Desert Trading LLC"]),
        ("Leader (Hong Kong) International", "organisation", ["Leader (Hong Kong) International", "Leader International"]),
        ("General Company (Aliases: KOGEN, GENCO)", "organisation", ["General Company", "KOGEN", "GENCO"]),
        ("Ryonha Machinery J/V Corporation", "organisation", ["Ryonha Machinery J/V Corporation"]),
        ("(金铁三)", "person", ["金铁三"]),
    ],
)
def test_names_in_cells(printed: str, of: str, expected: list[str] | None) -> None:
    found = [name.text for name in names_in(printed, "primary", of)]  # type: ignore[arg-type]
    assert found == expected or (expected is None and len(found) == 5)


@pytest.mark.parametrize(
    ("act", "counts"),
    [
        ("32017R1509", {"listings": 326, "Vessel": 75, "imo": 74, "listed_on": 325, "born": 124, "hangul": 79}),
        ("32014R0833", {"listings": 1746, "Vessel": 633, "imo": 633, "listed_on": 1665, "born": 0, "han": 76}),
        ("32014R0269", {"listings": 2802, "Vessel": 0, "imo": 0, "listed_on": 2801, "born": 1874}),
    ],
)
def test_the_real_acts_are_read_without_a_rejected_row(act: str, counts: dict[str, int]) -> None:
    path = REAL / f"eu_oj_{act}.csv"
    if not path.exists():
        pytest.skip(f"the real table {path.name} is not beside the repository")
    from vetoproof.screen.names.scripts import scripts

    with path.open("rb") as source:
        found = list(eu_journal.read(source, path.name))
    listings = [entry for entry in found if isinstance(entry, Listing)]
    measured = Counter(entry.schema for entry in listings) + Counter(i.kind for entry in listings for i in entry.identifiers)
    measured += Counter((scripts(name.text) or ("",))[0] for entry in listings for name in entry.names)
    measured["listings"] = len(listings)
    measured["listed_on"] = sum(entry.listed_on is not None for entry in listings)
    measured["born"] = sum(bool(entry.birth_dates) for entry in listings)
    assert len(listings) == len(found)
    assert len({(entry.list, entry.id) for entry in listings}) == len(listings)
    assert {name: measured[name] for name in counts} == counts
