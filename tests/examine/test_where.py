"""Places: the one that the event's own clause prints, by its way, and the right one of several of one name."""

from __future__ import annotations

import time

import pytest
from page_for_tests import parse
from reader_for_tests import claims, dprk

from vetoproof.examine import places
from vetoproof.model import Claim


def _first(text: str, type_: str) -> Claim:
    return next(c for c in claims(text) if c.frame.type == type_)


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("At least 100 North Korean soldiers were killed in Russia's Kursk region.", "casualties", "Kursk region"),
        ("About 300 North Korean soldiers were killed and 2,700 wounded in Kursk Oblast.", "casualties", "Kursk region"),
        ("North Korean soldiers fought Ukrainian troops in Russia's Kursk region.", "troop_deployment", "Kursk region"),
        ("Some 3,000 North Korean soldiers are already in Russia.", "troop_deployment", "Russia"),
        ("North Korea sent 3,000 soldiers to Vladivostok in October.", "troop_deployment", "Vladivostok"),
        ("Six North Korean officers were killed near Donetsk, Seoul said.", "casualties", "Donetsk"),
        ("Thousands of North Korean workers entered Russia last year.", "workers", "Russia"),
    ],
)
def test_the_place_of_the_clause_is_the_events(text: str, type_: str, place: str) -> None:
    found = _first(text, type_).frame.place
    assert found is not None
    assert found.name == place


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("North Korea sent Russia 3,000 containers for the war in Ukraine.", "arms_transfer"),
        ("North Korea shipped 3,000 containers to Russia.", "arms_transfer"),
        ("Around half the shells were supplied by Pyongyang to Russia.", "arms_transfer"),
        ("More than 200 Nepalis were recruited into Russia's army to fight in Ukraine.", "recruitment"),
        ("Five North Korean soldiers were captured by Ukraine.", "casualties"),
        ("Officials told reporters in Seoul that North Korea had sent 3,000 containers to Russia.", "arms_transfer"),
    ],
)
def test_a_party_a_war_and_the_place_of_a_statement_are_no_place(text: str, type_: str) -> None:
    assert _first(text, type_).frame.place is None


def test_a_route_has_its_two_ends_whatever_the_spelling() -> None:
    found = _first("North Korea shipped 1,000 containers from Najin to Dunay.", "arms_transfer").frame.place
    assert found is not None
    assert (found.name, found.to, found.country, found.admin1) == ("Rajin", "Dunai", "KP", "Rason")


def test_there_is_the_place_named_before() -> None:
    text = "North Korean troops fought in the Kursk region. About 600 North Korean soldiers have been killed there."
    found = _first(text, "casualties").frame.place
    assert found is not None
    assert found.name == "Kursk region"


def _meant(text: str, name: str) -> str:
    pack = dprk()
    found = places.find(parse(text), pack.regime.places, (*pack.languages["en"].countries, *pack.regime.countries))
    value = next(one.value for one in found if text[one.start : one.end].startswith(name))
    return getattr(value, "id", None) or value.code  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "name", "meant"),
    [
        ("They were killed near Donetsk in Ukraine.", "Donetsk", "donetsk"),
        ("They were killed near Donetsk, Russia said.", "Donetsk", "donetsk"),
        ("Donetsk in Russia's Rostov region was hit.", "Donetsk", "donetsk-rostov"),
        ("Georgia protested to Russia, the United States said.", "Georgia", "GE"),
        ("They fled to Congo; Kinshasa protested.", "Congo", "CD"),
        ("They fled to Congo; Brazzaville protested.", "Congo", "CG"),
        ("A plant in Birmingham made it, Britain said.", "Birmingham", "birmingham-gb"),
        ("A plant in Birmingham made it, officials in the United States said.", "Birmingham", "birmingham-us"),
        ("They trained at Sergeevka in Russia's Primorsky Krai.", "Sergeevka", "sergeevka"),
        ("Ukraine said that Sergeevka in Ukraine was hit.", "Sergeevka", "sergeevka-odesa"),
        ("The ship lay at Najin.", "Najin", "rajin"),
        ("The ship lay in Kiev.", "Kiev", "kyiv"),
    ],
)
def test_the_text_decides_between_places_of_one_name(text: str, name: str, meant: str) -> None:
    assert _meant(text, name) == meant


def test_what_the_text_leaves_open_is_noted() -> None:
    pack = dprk()
    found = places.find(parse("They were killed near Donetsk."), pack.regime.places, pack.languages["en"].countries)
    assert [one.note for one in found] == ["may also be donetsk-rostov"]


def test_every_place_has_a_level_that_fits_its_kind() -> None:
    for row in dprk().regime.places:
        if row.kind == "sea":
            assert row.level is None, row.id
        elif row.kind == "region":
            assert (row.level == 1) or row.admin1 is None, row.id
        else:
            assert row.level == 3, row.id


def test_thousands_of_names_of_several_places_are_told_apart_in_linear_time() -> None:
    pack = dprk()
    known = (*pack.languages["en"].countries, *pack.regime.countries)

    class Text:
        def __init__(self, text: str) -> None:
            self.text, self.user_data = text, dict[str, object]()

    def spent(times: int) -> float:
        began = time.process_time()
        places.find(Text("Donetsk, Russia and Congo, Ukraine " * times), pack.regime.places, known)  # type: ignore[arg-type]
        return time.process_time() - began

    spent(10)
    assert spent(8000) < 40 * max(spent(800), 0.01)


def test_a_date_goes_with_the_clause_that_shares_its_subject_and_never_with_a_statement() -> None:
    text = "The tanker Baek Yang San called at Vostochny on 7 May 2024 and returned to North Korea with 11,000 barrels of fuel."
    periods = {c.period.from_ for c in claims(text) if c.period is not None}
    assert periods == {"2024-05-07"}
    said = claims("South Korea said on 3 December 2024 that North Korea had sent 13,000 containers to Russia.")
    assert said
    assert all(c.period is None for c in said)
    plan = claims("North Korea sent 13,000 containers to Russia under a plan launched in 2021.")
    assert plan
    assert all(c.period is None for c in plan)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("About 11,000 North Korean soldiers are stationed near the Ukrainian border.", "Ukrainian border"),
        ("About 11,000 North Korean soldiers are stationed near the border with Ukraine.", "border with Ukraine"),
    ],
)
def test_beside_the_border_of_a_state_is_not_in_that_state(text: str, name: str) -> None:
    found = _first(text, "troop_deployment").frame.place
    assert found is not None
    assert (found.name, found.country) == (name, None)
