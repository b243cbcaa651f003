"""How ships are called: one by whichever of its marks, a listed one by its number alone, and innocent ones never by a slip."""

from __future__ import annotations

import pytest

from vetoproof.analyze.hulls import Called, Hulls
from vetoproof.model import Calls
from vetoproof.packs.regime import ShipRow
from vetoproof.track.whose import Claim

ANGARA = ShipRow(imo="9179842", name="Angara", listings=("2022-05-08 a list",), source="a list", limitation="made up")
OWN, OTHER = 273_440_860, 273_999_001
LISTED = "Angara (IMO 9179842)"


def says(mmsi: int, imo: str = "", name: str = "") -> list[Claim]:
    return [Claim(mmsi, (kind, word), 0, 9) for kind, word in (("imo", imo), ("name", name)) if word]


@pytest.mark.parametrize("words", ["Roe", "Roe (IMO 9074729)", "IMO 9074729", "MMSI 7"])
def test_a_ship_is_one_ship_by_whichever_of_its_marks_it_is_met(words: str) -> None:
    hulls = Hulls(says(7, "9074729"), (), None, called=[Called("Roe", 9074729, None)])
    assert hulls.ship(7) == "ship 1"
    assert hulls.told(Called(words, None, None)._asdict())["vessel"] == "ship 1"
    hulls.settled()
    assert (hulls.ship(8), hulls.withheld) == ("a ship", 1)
    assert hulls.source("https://x.example/roe-deer/9074729") == "source withheld: it names a ship"
    assert hulls.source("https://x.example/report") == "https://x.example/report"


def test_a_listed_ship_that_sends_its_name_alone_is_joined_by_a_reader_who_gives_both_numbers() -> None:
    row = Called("Angara", 9179842, OWN)
    for said in (says(OWN, name="angara"), says(OWN, "9179842", "angara")):
        hulls = Hulls(said, (ANGARA,), None, called=[row])
        assert hulls.ship(OWN) == hulls.text(*row) == hulls.text("Angara", 9179842) == LISTED


@pytest.mark.parametrize("name", ["roe deer", ""])
def test_a_slip_in_one_row_names_no_innocent_ship_and_hides_no_listed_one(name: str) -> None:
    rows = [Called("Angara", 9179842, OTHER), Called("Angara", 9179842, None)]
    hulls = Hulls(says(OTHER, name=name), (ANGARA,), None, called=rows)
    assert hulls.ship(OTHER) == "ship 1"
    assert [hulls.text(*row) for row in rows] == [LISTED, LISTED]


def test_numbers_that_conflict_join_nothing() -> None:
    rows = [Called("Roe", 9074729, 7), Called("Roe", 9300001, 7), Called("Doe", 9074729, 8)]
    hulls = Hulls(says(8, "9300001"), (), None, called=rows)
    assert len({hulls.ship(7), hulls.ship(8), hulls.text("Roe", 9074729)}) == 3


def test_a_number_whose_claim_is_in_doubt_is_joined_to_nobody_by_readers() -> None:
    said = [*says(7, "9179842", "angara"), *says(8, "9179842", "other"), *says(9, name="angara")]
    hulls = Hulls(said, (ANGARA,), None, called=[Called("Angara", 9179842, 9)])
    assert {hulls.ship(7), hulls.ship(8), hulls.ship(9)} == {"ship 1", "ship 2", "ship 3"}


def test_a_name_alone_is_no_lists_hit() -> None:
    hulls = Hulls((), (ANGARA,), None, called=[Called("Angara", 9179842, None), Called("ANGARA", None, None)])
    assert hulls.text("Angara") == "ship 1"
    assert hulls.text("Angara", 9179842) == LISTED
    assert hulls.text("", 9179842) == LISTED
    assert hulls.text("") == ""
    team = Hulls((), (ANGARA,), None, team=True, called=[Called("Angara", None, None)])
    assert team.text("Angara") == "Angara"


def test_an_impossible_voyage_names_no_ship_that_may_not_be_named() -> None:
    way = "Alpha to Beta, left not before 2024-03-01T00:00:00Z, there by 2024-03-01T01:00:00Z: 900 km in 1.0 h cannot be"
    hulls = Hulls((), (), None, called=[Called("Roe: the Deer", 9074729, None), Called("Doe", None, None)])
    told = hulls.told(Calls(rules=1, impossible=(f"Roe: the Deer (IMO 9074729): {way}", f"Doe: {way}")))
    assert told.impossible == (f"ship 1: {way}", f"ship 2: {way}")


def test_a_name_with_a_listed_number_in_it_is_a_name() -> None:
    hulls = Hulls((), (ANGARA,), None)
    assert hulls.told({"vessel": "Roe alias IMO 9179842 Doe"})["vessel"] == "ship 1"
