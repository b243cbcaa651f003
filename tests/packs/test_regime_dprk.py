"""The regime on the DPRK, held against the facts that it was made from and against what the law does not say."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from vetoproof.packs.pack import load
from vetoproof.packs.regime import Regime

FACTS = Path(os.environ.get("VETOPROOF_FACTS", Path(__file__).parents[3] / "shared" / "facts"))


@pytest.fixture(scope="module")
def regime() -> Regime:
    return load("dprk").regime


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    path = FACTS / "provisions.csv"
    if not path.exists():
        pytest.skip(f"the facts are not here ({path.name} absent; set VETOPROOF_FACTS to their folder)")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_paragraph_of_the_facts_is_there_and_no_other(regime: Regime, rows: list[dict[str, str]]) -> None:
    adopted = [row for row in rows if not row["resolution"].startswith("DRAFT")]
    assert {p.id for p in regime.provisions} == {f"{row['resolution']}/{row['paragraph']}" for row in adopted}
    assert len(regime.provisions) == len(adopted)
    drafts = [row["resolution"].removeprefix("DRAFT ") for row in rows if row["resolution"].startswith("DRAFT")]
    assert all(any(draft in note for note in regime.notes) for draft in drafts), "a draft is a note, not a provision"


def test_only_confirmed_paragraphs_are_checked_and_slots_are_those_of_the_facts(
    regime: Regime, rows: list[dict[str, str]]
) -> None:
    facts = {f"{row['resolution']}/{row['paragraph']}": row for row in rows}
    for p in regime.provisions:
        row = facts[p.id]
        assert p.checked is (row["status"] == "CONFIRMED"), p.id
        assert (p.status, p.adopted, p.valid_from) == (row["status"], row["adopted"], row["valid_from"]), p.id
        assert (p.summary, p.subject, p.direction) == (row["summary"], row["subject"], row["direction"]), p.id
        assert p.published == p.adopted, p.id
        if row["duty_bearer"] != "both":
            assert p.bearer == row["duty_bearer"], p.id


def test_what_was_not_seen_says_so(regime: Regime) -> None:
    for p in regime.provisions:
        assert ("unchecked" in p.limitation) is not p.checked, p.id


@pytest.mark.parametrize(
    ("provision", "valid_to", "changed"),
    [
        ("1874/10", None, "2270/6"),  # the ban goes on, its small-arms exception ended
        ("2270/29", "2016-11-29", "2321/26"),
        ("2321/26", "2017-08-04", "2371/8"),
        ("2371/8", None, None),
        ("2375/14", "2017-12-31", "2397/5"),
        ("2375/15", "2017-12-21", "2397/4"),
        ("2371/11", None, "2375/17"),
        ("2375/17", None, "2397/8"),
        ("2321/30", None, "2397/14"),
        ("1718/8(b)", None, "1874/9"),
        ("1874/26", "2024-04-30", "2680/1"),
        ("1718/12", None, "1874/25"),  # the Committee goes on
    ],
)
def test_what_changed_later_is_dated(regime: Regime, provision: str, valid_to: str | None, changed: str | None) -> None:
    row = next(p for p in regime.provisions if p.id == provision)
    assert row.valid_to == valid_to
    assert (changed in row.superseded_by) if changed else not row.superseded_by


def test_the_end_of_the_panel_ended_no_measure(regime: Regime) -> None:
    ended = {p.id for p in regime.provisions if p.valid_to and p.valid_to >= "2023"}
    assert {p.subject for p in regime.provisions if p.id in ended} == {"panel"}


def test_the_small_arms_exception_ended_with_2270(regime: Regime) -> None:
    row = next(p for p in regime.provisions if p.id == "1874/10")
    assert "until 2270/6 of 2 March 2016" in row.exceptions


@pytest.mark.parametrize("event", ["recruitment", "visit", "agreement", "casualties", "weapons_production", "un_action"])
def test_what_engages_nothing_engages_nothing(regime: Regime, event: str) -> None:
    assert event in {row.event for row in regime.silent}
    assert not [mapping.id for mapping in regime.mappings if event in mapping.events]


def test_every_event_type_is_mapped_or_silent(regime: Regime) -> None:
    told = {event for mapping in regime.mappings for event in mapping.events} | {row.event for row in regime.silent}
    assert told == {kind for rule in regime.scope for kind in rule.types}


@pytest.mark.parametrize("event", ["troop_deployment", "attack"])
def test_troops_and_attacks_engage_a_paragraph_by_argument_only(regime: Regime, event: str) -> None:
    mine = [mapping for mapping in regime.mappings if event in mapping.events]
    assert mine
    assert {mapping.mode for mapping in mine} == {"argument"}
    assert all(mapping.argued_by and mapping.published >= "2023" for mapping in mine)


def test_no_mapping_is_older_than_its_paragraph(regime: Regime) -> None:
    adopted = {p.id: p.adopted for p in regime.provisions}
    for mapping in regime.mappings:
        assert mapping.published >= adopted[mapping.provision], mapping.id
        assert all(argued.published >= mapping.published for argued in mapping.later), mapping.id


def test_repair_goes_both_ways(regime: Regime) -> None:
    mapping = next(m for m in regime.mappings if m.provision == "2270/7")
    assert set(mapping.events) == {"arms_transfer", "return_flow"}
    assert mapping.supplier is mapping.recipient is None


def test_containers_leave_their_contents_unknown(regime: Regime) -> None:
    row = next(item for item in regime.items if "containers" in item.words)
    assert not row.shows
    assert {"arms", "ammunition", "food"} <= set(row.leaves_unknown)


def test_a_word_belongs_to_one_class_of_goods(regime: Regime) -> None:
    words = [word for item in regime.items for word in item.words]
    assert sorted(words) == sorted(set(words))
    assert all(word == word.lower() for word in words)


def test_reliability_is_f_until_a_record_is_cited(regime: Regime) -> None:
    assert {row.reliability for row in regime.sources if row.cited is None} == {"F"}


def test_every_actor_has_a_source_row(regime: Regime) -> None:
    assert {actor.id for actor in regime.actors} <= {row.actor for row in regime.sources}


def test_parties_are_treated_alike(regime: Regime) -> None:
    """Nationality sets no letter, and the organs of every state are told to speak for it."""
    for row in regime.sources:
        actor = next((a for a in regime.actors if a.id == row.actor), None)
        if actor and actor.country and row.kind in ("state", "state media"):
            assert actor.country in row.interest, row.actor


def test_offices_change_hands_without_overlap(regime: Regime) -> None:
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in regime.tenures:
        held.setdefault((row.institution, row.office), []).append((row.from_ or "", row.to or "9999", row.person))
    for office, terms in held.items():
        single = "member of parliament" not in office[1] and "deputy" not in office[1] and office[1] != "representative"
        for (_, end, one), (start, _, two) in zip(sorted(terms), sorted(terms)[1:], strict=False):
            assert not single or end <= start, (office, one, two)


@pytest.mark.parametrize(
    ("office", "institution", "day", "person"),
    [
        ("defence minister", "KR MND", "2024-02-26", "Shin Won-sik"),
        ("defence minister", "KR MND", "2024-10-08", "Kim Yong-hyun"),
        ("defence minister", "RU MoD", "2023-07-26", "Sergei Shoigu"),
        ("defence minister", "RU MoD", "2025-06-26", "Andrei Belousov"),
    ],
)
def test_who_held_the_office_that_day(regime: Regime, office: str, institution: str, day: str, person: str) -> None:
    rows = [row for row in regime.tenures if (row.office, row.institution) == (office, institution)]
    assert [r.person for r in rows if (r.from_ or "") <= day <= (r.to or "9999")] == [person]


@pytest.mark.parametrize(
    ("spelling", "place"),
    [("Najin", "rajin"), ("Rason", "rajin"), ("Dunay", "dunai"), ("port of Danube", "dunai"), ("Vostochnyy", "vostochny")],
)
def test_spellings_lead_to_one_place(regime: Regime, spelling: str, place: str) -> None:
    assert [row.id for row in regime.places if spelling in row.names] == [place]


def test_namesakes_of_watched_ships_are_there_as_traps(regime: Regime) -> None:
    by_imo = {ship.imo: ship for ship in regime.ships}
    assert {ship.name for ship in regime.ships if ship.watched} == {"Angara", "Maria", "Lady R", "Maia-1"}
    assert by_imo["9617923"].name == "Maria E"
    assert "Maria" in by_imo["9617923"].names
    assert {"9617923", "9615092"} <= set(by_imo["8517839"].not_to_confuse)
    assert all(number in by_imo for ship in regime.ships for number in ship.not_to_confuse)


def test_bodies_bear_the_names_of_the_labelling_rules(regime: Regime) -> None:
    wanted = {"KR NIS", "KR DIA", "KR MND", "KR JCS", "UA GUR", "UK MoD", "US State Department", "US White House", "RU Kremlin"}
    assert wanted <= {actor.id for actor in regime.actors}


def test_one_lineage_is_one_basis(regime: Regime) -> None:
    by_id = {actor.id: actor for actor in regime.actors}
    assert by_id["KR National Assembly"].institution is None, "a lawmaker relays"
    assert {"KR DIA", "KR MND", "KR JCS"} <= set(by_id["KR NIS"].shares)
    assert len(by_id["MSMT"].members) == 11
