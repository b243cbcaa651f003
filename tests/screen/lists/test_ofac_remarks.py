from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.model.names import Identifier, ListedName
from vetoproof.screen.lists.ofac_labels import Labels, of_party
from vetoproof.screen.lists.ofac_remarks import Remarks, remarks, split

REAL = Path(__file__).parents[3].parent / "shared/data/lists/ofac_sdn_2023-01.csv"
LABELS = Labels()


def read(printed: str, person: bool = True) -> Remarks:
    return remarks(printed, LABELS, person)


def identifier(printed: str) -> tuple[str, str, str]:
    [found] = read(printed).identifiers
    return found.kind, found.value, found.country


def test_births_nationality_and_sex_are_kept_as_printed() -> None:
    said = read("DOB 18 Oct 1945; alt. DOB circa 1947; DOB 1951 to 1953; POB Hamhung; nationality Korea, North; Gender Female.")
    assert said.birth_dates == ("18 Oct 1945", "circa 1947", "1951 to 1953")
    assert (said.birth_places, said.nationalities, said.gender) == (("Hamhung",), ("Korea, North",), "Female")
    assert (said.notes, said.unknown, said.items) == ((), (), 6)


def test_citizenships_are_nationalities_too() -> None:
    assert read("nationality Utopia; citizen Elsewhere").nationalities == ("Utopia", "Elsewhere")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Passport 472220033 (Korea, North)", ("passport", "472220033", "Korea, North")),
        ("alt. Passport M0001666/970", ("passport", "M0001666/970", "")),
        ("Diplomatic Passport 008827 (Iran) issued 1999", ("passport", "008827", "Iran")),
        ("Vessel Registration Identification IMO 7406784", ("imo", "7406784", "")),
        ("Vessel Registration Identification IMO 9256860 (Russia)", ("imo", "9256860", "Russia")),
        ("Vessel Registration Identification 12345-PEXT (Panama)", ("registration", "12345-PEXT", "Panama")),
        ("Identification Number IMO 5342883", ("imo_company", "5342883", "")),
        ("Company Number IMO 5055293", ("imo_company", "5055293", "")),
        ("Company Number 01074897 (United Kingdom)", ("registration", "01074897", "United Kingdom")),
        ("MMSI 572469210", ("mmsi", "572469210", "")),
        ("Tax ID No. AABA 670850 Y", ("tax", "AABA 670850 Y", "")),
        ("Tax ID No. 7718105676 (Russia)", ("inn", "7718105676", "Russia")),
        ("Tax ID No. 7718105676 (Serbia)", ("tax", "7718105676", "Serbia")),
        ("Registration Number 1027739004809 (Russia)", ("ogrn", "1027739004809", "Russia")),
        ("NIT # 890115794-3 (Colombia)", ("tax", "890115794-3", "Colombia")),
        ("R.F.C. # PMA-910805 (Mexico)", ("tax", "PMA-910805", "Mexico")),
        ("D-U-N-S Number 52-024-2307", ("duns", "52-024-2307", "")),
        ("SWIFT/BIC KYCBKPPY", ("swift", "KYCBKPPY", "")),
        ("BIK (RU) 044030707", ("bik", "044030707", "")),
        ("Legal Entity Number 253400V1H6ART1UQ0N98 (Russia)", ("lei", "253400V1H6ART1UQ0N98", "Russia")),
        ("Legal Entity Number 25 (Russia)", ("registration", "25", "Russia")),
        ("Unified Social Credit Code (USCC) 91222401MA0Y31E659 (China)", ("uscc", "91222401MA0Y31E659", "China")),
        ("Website www.ansarbank.com", ("website", "www.ansarbank.com", "")),
        ("www.almanar.com.lb", ("website", "www.almanar.com.lb", "")),
        ("info@manartv.com", ("email", "info@manartv.com", "")),
        ("Email Address a@b.org", ("email", "a@b.org", "")),
        ("Telephone: 0097282851500", ("phone", "0097282851500", "")),
        ("Telephone (98)(21)(66153220)", ("phone", "(98)(21)(66153220)", "")),
        ("Aircraft Manufacturer's Serial Number (MSN) 1023409321", ("msn", "1023409321", "")),
        ("Driver's License No. 180839 (Mexico)", ("driving_licence", "180839", "Mexico")),
        (
            "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h",
            ("wallet", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", ""),
        ),
    ],
)
def test_numbers_have_a_kind_a_value_and_a_country(printed: str, expected: tuple[str, str, str]) -> None:
    assert identifier(f"{printed}.") == expected


def test_what_is_said_of_a_document_beyond_its_number_is_noted() -> None:
    passport = "Passport 563120630 (Korea, North) expires 20 Mar 2018"
    wallet = "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"
    assert read(f"{passport}; {wallet}.").notes == (passport, wallet)


def test_an_imo_number_of_a_party_that_is_no_ship_is_the_companys_own() -> None:
    number = Identifier(kind="imo", value="5878589")
    assert of_party([number, number], "Vessel") == (number,)
    assert of_party([number], "LegalEntity") == (Identifier(kind="imo_company", value="5878589"),)


def test_aliases_in_quotation_marks_are_weak_and_former_names_are_former() -> None:
    said = read("a.k.a. 'THE CHEMIST'; a.k.a. PLAIN NAME; n.k.a. 'NEW NAME'; f.k.a. 'SAND SWAN'; d.b.a. 'SHOP'.")
    assert said.names == (
        ListedName(text="THE CHEMIST", kind="weak"),
        ListedName(text="PLAIN NAME", kind="alias"),
        ListedName(text="NEW NAME", kind="weak"),
        ListedName(text="SAND SWAN", kind="former"),
        ListedName(text="SHOP", kind="weak"),
    )


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("a.k.a. ''ABD-AL-'IZ'", "'ABD-AL-'IZ"),
        ("a.k.a. ''FOOPIE''", "FOOPIE"),
        ("a.k.a. 'ABU 'AZZAM'.", "ABU 'AZZAM"),
        ("a.k.a. 'P'U LI'", "P'U LI"),
        ('a.k.a. "FOX; THE"', "FOX; THE"),
    ],
)
def test_marks_within_an_alias_are_its_own(printed: str, name: str) -> None:
    assert [found.text for found in read(printed).names] == [name]


def test_links_flags_measures_and_positions_find_their_fields() -> None:
    said = read(
        "Linked To: GRUPO X, S.A. DE C.V; Former Vessel Flag Malta; alt. Former Vessel Flag None Identified; "
        "Aircraft Operator AIR Y; Additional Sanctions Information - Subject to Secondary Sanctions; "
        "Secondary sanctions risk: section 1(b), as amended; "
        "Brigadier General; Organization Established Date 17 Oct 1990; Haji"
    )
    assert said.linked == ("GRUPO X, S.A. DE C.V.", "AIR Y")
    assert said.flags == ("Malta",)
    assert said.effects == (
        "Additional Sanctions Information - Subject to Secondary Sanctions",
        "Secondary sanctions risk: section 1(b), as amended",
    )
    assert said.positions == ("Brigadier General",)
    assert said.notes == (
        "Former Vessel Flag Malta",
        "alt. Former Vessel Flag None Identified",
        "Aircraft Operator AIR Y",
        "Organization Established Date 17 Oct 1990",
        "Haji",
    )
    assert said.unknown == ()


def test_what_no_rule_knows_is_noted_word_for_word_and_counted() -> None:
    said = read("DOB 1946; Left-handed since birth; All Offices Worldwide.")
    assert said.unknown == ("Left-handed since birth",)
    assert "Left-handed since birth" in said.notes


def test_words_without_a_label_are_positions_of_persons_only() -> None:
    assert read("Director of Z").positions == ("Director of Z",)
    assert read("Director of Z", person=False).unknown == ("Director of Z",)


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("A; B.", ["A", "B"]),
        ("A;B", ["A", "B"]),
        ("(A; B); C", ["(A; B)", "C"]),
        ("A (x; B", ["A (x", "B"]),
        ("Linked To: X CO., S.A.", ["Linked To: X CO., S.A."]),
        ("", []),
        (" ; ;", []),
        ("A...", ["A..."]),
    ],
)
def test_semicolons_part_items_but_not_in_brackets(printed: str, items: list[str]) -> None:
    assert list(split(printed)) == items


def test_an_item_that_the_list_cut_off_is_noted_and_not_read() -> None:
    said = remarks("DOB 1946; Digital Currency Address - XBT 1Gq", LABELS, cut_off=True)
    assert said.identifiers == ()
    assert said.notes == ("cut off: Digital Currency Address - XBT 1Gq",)
    assert said.items == 2


@given(st.lists(st.text(alphabet="ABCab 019.:'()#-,", min_size=1, max_size=30), max_size=6))
def test_no_text_breaks_the_reader_and_none_is_lost(items: list[str]) -> None:
    printed = "; ".join(items)
    said = read(printed)
    kept = " ".join(
        [
            *said.notes,
            *said.positions,
            *said.effects,
            *(name.text for name in said.names),
            *(found.value for found in said.identifiers),
            *said.linked,
        ]
    )
    for item in split(printed):
        # Values are put somewhere, perhaps without their label; words without a label are all kept.
        assert item in kept or LABELS.item(item) is not None or ".k.a." in item.lower() or "d.b.a." in item.lower()


@pytest.mark.skipif(not REAL.exists(), reason="the real SDN list is not beside the repository")
def test_of_the_real_remarks_more_than_995_in_1000_items_are_understood() -> None:
    items = unknown = 0
    with REAL.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            if len(row) == 12 and row[0].isdigit() and row[11].strip() != "-0-":
                said = read(row[11], row[2].strip() == "individual")
                items += said.items
                unknown += len(said.unknown)
    assert items > 45_000
    assert unknown / items < 0.005
