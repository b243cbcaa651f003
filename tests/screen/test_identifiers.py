"""Identifiers: print is taken off, check digits are said, and only numbers that are borne once contradict."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.model.names import Identifier
from vetoproof.screen.checkdigits import CHECKS
from vetoproof.screen.identifiers import Identifiers

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"
KINDS = Identifiers()


def number(kind: str, value: str, country: str = "") -> Identifier:
    return Identifier(kind=kind, value=value, country=country)


@pytest.mark.parametrize(
    ("kind", "printed", "plain"),
    [
        ("imo", "IMO: 851-7839 (2019)", "8517839"),
        ("imo", "IMO8517839", "8517839"),
        ("passport", "PS 472330208 (expires 4.7.2017)", "PS472330208"),
        ("passport", "diplomatic passport no. 55 0314316, valid from 6.12.2019 until 6.12.2029", "550314316"),
        ("national_id", "У-184386", "Y184386"),
        ("ogrn", "1 121 402 000 213", "1121402000213"),
        ("ogrn", "1207700324941, KPP 772901001", "1207700324941"),
        ("tax", "614322649248.", "614322649248"),
        ("swift", "dcbkkppy", "DCBKKPPY"),
        ("crypto", "XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"),
        ("phone", "(357)(22660766)", "35722660766"),
        ("some_new_kind", "ab-12 / 3", "AB123"),
    ],
)
def test_print_is_taken_off(kind: str, printed: str, plain: str) -> None:
    assert KINDS.canonical(kind, printed) == plain


@given(st.sampled_from(sorted(KINDS.kinds)), st.text(max_size=30))
def test_canonical_is_stable_and_never_raises(kind: str, value: str) -> None:
    once = KINDS.canonical(kind, value)
    assert KINDS.canonical(kind, once) == once
    assert KINDS.valid(kind, value) in (True, False, None)
    KINDS.guess(value)


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("8517839", ("imo",)),
        ("IMO 8517839", ("imo",)),
        ("6556009FCJ7O8QPFTC19", ("lei",)),
        ("445539000", ("mmsi",)),
        ("1207700324941", ("ogrn",)),
        ("91222401MA0Y31E659", ("uscc",)),
        ("DCBKKPPY", ("swift",)),
        ("Passport 472330208", ("passport",)),
        ("KOMID", ()),
        ("Kim Jong Un", ()),
        ("MAIA-1", ()),
        ("", ()),
    ],
)
def test_a_bare_query_is_told_from_a_name(value: str, kinds: tuple[str, ...]) -> None:
    assert KINDS.guess(value) == kinds


def test_labels_as_lists_print_them_name_a_kind() -> None:
    assert KINDS.kind_of("Tax ID No.") == "tax"
    assert KINDS.kind_of("Vessel Registration Identification IMO") == "imo"
    assert KINDS.kind_of("Passport") == "passport"
    assert KINDS.kind_of("Unified Social Credit Code") == "uscc"
    assert KINDS.kind_of("hair colour") is None


def test_an_equal_imo_number_is_the_same_ship() -> None:
    verdict = KINDS.compare(number("imo", "IMO 8517839"), number("imo", "8517839"))
    assert verdict == ("same", 6.0, "IMO number 8517839 is equal, check digit right", "imo")


def test_two_right_imo_numbers_are_two_ships() -> None:
    verdict = KINDS.compare(number("imo", "8517839"), number("imo", "9617923"))
    assert verdict.relation == "different"
    assert verdict.log10 == -5.0
    assert "both check digits right" in verdict.reason


def test_a_wrong_check_digit_is_said_and_contradicts_nothing() -> None:
    slip = KINDS.compare(number("imo", "8517839"), number("imo", "8517838"))
    assert slip.relation == "not comparable"
    assert "check digit of 8517838 is wrong" in slip.reason
    assert "one slip" in slip.reason
    equal = KINDS.compare(number("imo", "8517838"), number("imo", "8517838"))
    assert equal.relation == "same"
    assert equal.log10 == 4.0
    assert "wrong" in equal.reason


def test_two_passports_are_no_contradiction() -> None:
    verdict = KINDS.compare(number("passport", "381420754"), number("passport", "563120356"))
    assert verdict.relation == "not comparable"
    assert verdict.log10 == 0.0
    assert "several" in verdict.reason


def test_the_letters_of_a_passports_series_may_be_left_out() -> None:
    verdict = KINDS.compare(number("passport", "PS 472330208"), number("passport", "472330208"))
    assert verdict.relation == "same"
    assert 3.0 < verdict.log10 < 5.0


def test_equal_numbers_of_two_countries_prove_nothing() -> None:
    codes = {"Iran": frozenset({"IR"}), "Iraq": frozenset({"IQ"})}
    kinds = Identifiers(codes=codes.get)
    verdict = kinds.compare(number("passport", "A1234567", "Iran"), number("passport", "A1234567", "Iraq"))
    assert verdict.relation == "not comparable"
    assert kinds.compare(number("passport", "A1234567", "Iran"), number("passport", "A1234567")).relation == "same"


def test_a_short_number_weighs_less_than_a_long_one() -> None:
    short = KINDS.compare(number("registration", "4711"), number("registration", "4711"))
    long = KINDS.compare(number("registration", "1234567890"), number("registration", "1234567890"))
    assert 0 < short.log10 < long.log10


def test_a_companys_imo_number_under_the_heading_of_ships_is_known() -> None:
    read = KINDS.read(number("imo", "1745868"))
    assert (read.kind, read.good, read.stated) == ("imo_company", True, False)
    verdict = KINDS.compare(number("imo", "1745868"), number("imo", "8517839"))
    assert verdict.relation == "not comparable"


def test_a_tax_number_that_is_an_inn_meets_it() -> None:
    assert KINDS.compare(number("tax", "7704730655 (Tax ID/INN)"), number("inn", "7704730655")).relation == "same"
    # Guessed kinds never contradict: ten digits with this check exist elsewhere too.
    assert KINDS.compare(number("tax", "7704730655"), number("tax", "7702715348")).relation == "not comparable"
    assert KINDS.compare(number("inn", "7704730655"), number("inn", "7702715348")).relation == "different"


def test_a_kind_that_is_stated_stays_though_its_check_digit_is_wrong() -> None:
    read = KINDS.read(number("uscc", "91222401MA0Y31E65X"))
    assert (read.kind, read.good) == ("uscc", False)


def test_a_number_that_is_equal_outweighs_former_ones_of_its_kind() -> None:
    mine = [KINDS.read(number("imo", "8517839"))]
    theirs = [KINDS.read(number("imo", "8517839")), KINDS.read(number("imo", "9617923"))]
    assert [verdict.relation for verdict in KINDS.compare_all(mine, theirs)] == ["same"]


NUMBERS = st.builds(number, st.sampled_from(sorted(KINDS.kinds)), st.text("0123456789ABC -", min_size=1, max_size=12))


@given(NUMBERS, NUMBERS)
def test_comparing_is_symmetric(a: Identifier, b: Identifier) -> None:
    one, two = KINDS.compare(a, b), KINDS.compare(b, a)
    assert (one.relation, one.log10) == (two.relation, two.log10)


@given(NUMBERS)
def test_a_number_never_contradicts_itself(a: Identifier) -> None:
    assert KINDS.compare(a, a).relation != "different"


def test_every_kind_names_a_check_that_exists_and_a_form_that_compiles() -> None:
    for kind in KINDS.kinds.values():
        assert not kind.check or kind.check in CHECKS
        assert kind.exact or re.compile(kind.form)
        assert kind.source
        assert kind.limitation
        assert kind.bears == "one" or kind.differ == 0.0


@pytest.mark.usefixtures("large_cells")
def test_ships_numbers_of_the_official_journal_are_right() -> None:
    path = LISTS / "eu_oj_32014R0833.csv"
    if not path.exists():
        pytest.skip("the list is not beside the repository (../shared/data/lists)")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        numbers = [row["imoNumber"] for row in csv.DictReader(lines) if row["imoNumber"]]
    assert len(numbers) > 600
    assert all(KINDS.valid("imo", value) for value in numbers)
