"""Countries: read as lists print them, unknown ones said, and compared with modest weight."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import vetoproof
from vetoproof.packs.names.nations import load
from vetoproof.screen.nations import Nations

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"
NATIONS = Nations()


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("Korea, North", "KP"),
        ("DPRK.", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("North Korean", "KP"),
        ("kp", "KP"),
        ("PRK", "KP"),
        ("КНДР", "KP"),
        ("Corée du Nord", "KP"),
        ("Republic of Korea", "KR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Republic of the Congo", "CG"),
        ("Türkiye", "TR"),
        ("Côte d’Ivoire", "CI"),
        ("United Kingdom of Great Britain and Northern Ireland", "GB"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("St. Kitts & Nevis", "KN"),
        ("Cook Islands", "CK"),
        ("Panama", "PA"),
        ("The Gambia", "GM"),
        ("Niger", "NE"),
        ("Российская Федерация", "RU"),
        ("Palestinian", "PS"),
        ("Russian and Ukrainian", "RU UA"),
        ("Pakistani; Canadian", "PK CA"),
        ("Ukrainian, Russian (the Union does not recognise passports issued there)", "UA RU"),
        ("Ukrainian and/or Russian", "UA RU"),
        ("Korea", "KP KR"),
        ("Congo", "CD CG"),
        ("Serbia and Montenegro", "RS ME XK"),
        ("Trinidad and Tobago", "TT"),
        ("NA", "NA"),
    ],
)
def test_a_printed_country_is_a_set_of_codes(printed: str, codes: str) -> None:
    assert NATIONS.codes(printed) == frozenset(codes.split())


def test_a_union_that_broke_up_may_be_any_of_its_states() -> None:
    codes = NATIONS.codes("former Soviet Union")
    assert codes is not None
    assert {"RU", "UA", "UZ", "EE"} <= codes
    assert codes == NATIONS.codes("USSR") == NATIONS.codes("СССР") == NATIONS.codes("suhh")


@pytest.mark.parametrize(
    "printed", ["", "na", "None Identified", "Neverland", "Pyongyang Trading Co.", "Russian and Neverland"]
)
def test_what_is_not_known_is_none(printed: str) -> None:
    assert NATIONS.codes(printed) is None


def test_the_unknown_part_is_said() -> None:
    assert NATIONS.read("Russian and Neverland") == (frozenset({"RU"}), ("Neverland",))
    assert NATIONS.read("na") == (frozenset(), ())
    assert NATIONS.read_all(["Russia", "Neverland", "KP"]) == {"RU", "KP"}


def test_overlap_and_disjoint_weigh_little_and_unknown_nothing() -> None:
    meet = NATIONS.compare(frozenset({"KP"}), frozenset({"KP", "CN"}))
    differ = NATIONS.compare(frozenset({"KP"}), frozenset({"PA"}))
    unknown = NATIONS.compare(frozenset(), frozenset({"PA"}))
    assert (meet.relation, differ.relation, unknown.relation) == ("overlap", "disjoint", "unknown")
    assert 0 < meet.log10 < 1
    assert -1.5 < differ.log10 < 0
    assert unknown.log10 == 0


def test_a_territory_meets_its_state() -> None:
    assert NATIONS.compare(frozenset({"HK"}), frozenset({"CN"})).relation == "overlap"
    assert NATIONS.compare(frozenset({"HK"}), frozenset({"MO"})).relation == "overlap"
    assert NATIONS.compare(frozenset({"VG"}), frozenset({"CN"})).relation == "disjoint"


def test_many_countries_meet_by_chance_and_weigh_less() -> None:
    union = NATIONS.codes("USSR")
    assert union is not None
    assert NATIONS.compare(union, frozenset({"UZ"})).log10 < NATIONS.compare(frozenset({"UZ"}), frozenset({"UZ"})).log10


@given(st.text(max_size=30))
def test_no_text_raises(printed: str) -> None:
    found, unknown = NATIONS.read(printed)
    assert (NATIONS.codes(printed) is None) == (not found or bool(unknown))


def test_every_assigned_code_has_a_row_with_names_in_three_languages() -> None:
    tables = load()
    known = yaml.safe_load((Path(vetoproof.__file__).parent / "packs" / "iso3166.yaml").read_text(encoding="utf-8"))[
        "codes"
    ].split()
    assert sorted(row.code for row in tables.table.nations) == sorted(known)
    english = {row.code for row in tables.english}
    for row in tables.table.nations:
        assert row.fr
        assert row.ru
        assert row.names or row.code in english
        for name in (*row.names, *row.fr, *row.ru):
            assert row.code in (NATIONS.codes(name) or ()), name
    for english_row in tables.english:
        for name in (*english_row.names, *english_row.demonyms):
            assert english_row.code in (NATIONS.codes(name) or ()), name


@pytest.mark.usefixtures("large_cells")
def test_countries_of_the_real_lists_are_known() -> None:
    if not LISTS.exists():
        pytest.skip("the lists are not beside the repository (../shared/data/lists)")
    remarks = (LISTS / "ofac_sdn_2023-01.csv").read_text(encoding="utf-8-sig")
    printed = re.findall(r"(?:nationality|citizen) ([^;\"\n]+)", remarks)
    tree = etree.parse(LISTS / "un_consolidated_2026-02-27.xml")
    printed += [one.text for one in tree.iter("COUNTRY") if one.text]
    printed += [
        one.text for nation in tree.iter("NATIONALITY") for one in nation.iter("VALUE") if one.text and one.text != "na"
    ]
    with (LISTS / "eu_oj_32014R0269.csv").open(encoding="utf-8-sig", newline="") as lines:
        printed += [row["nationality"] for row in csv.DictReader(lines) if row["nationality"]]
    unknown = {text for text in printed if NATIONS.codes(text) is None}
    assert len(printed) > 7000
    assert not unknown
