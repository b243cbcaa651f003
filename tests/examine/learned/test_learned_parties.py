"""A judge fills in parties that the words leave open, and none against what the words say."""

from __future__ import annotations

from judge_for_tests import Said, read

from vetoproof.model import Claim

USE = "Russia used two North Korean missiles against Sumy. "


def at(text: str, word: str, type_: str, **parties: dict[str, float]) -> list[Claim]:
    return [c for c in read(text, {word: Said(type_, 0.9, parties=parties)}) if c.frame.type == type_]


def test_a_weapon_of_another_make_has_no_supplier_by_the_judge() -> None:
    for weapon in ("S-300 missiles of Soviet make", "Soviet-era missiles", "Iskander missiles"):
        (claim,) = at(USE + f"Later Russian troops fired {weapon} at the market.", "fired", "attack", supplier={"KP": 0.9})
        assert claim.frame.supplier is None, weapon


def test_a_weapon_of_no_printed_make_has_the_supplier_that_the_judge_sees() -> None:
    (claim,) = at(USE + "Later Russian troops fired missiles at the market.", "fired", "attack", supplier={"KP": 0.9})
    assert claim.frame.supplier == "KP"


def test_what_is_made_in_another_state_is_not_made_by_the_pages_party() -> None:
    text = "North Korea will send workers. Drones that the Russian army fires are manufactured at Alabuga."
    (claim,) = at(text, "manufactured", "weapons_production", agent={"KP": 0.9})
    assert claim.frame.agent != "KP"


def test_the_owner_of_its_production_is_the_maker() -> None:
    text = "Ties between Russia and North Korea deepen as Russia raises its production of drones."
    (claim,) = at(text, "production", "weapons_production", agent={"KP": 0.9})
    assert claim.frame.agent == "RU"


def test_a_state_that_only_tells_of_a_capture_is_not_the_captor() -> None:
    text = "According to South Korea's spy agency, two North Korean soldiers captured by Ukraine came from one bureau."
    (claim,) = at(text, "captured", "casualties", agent={"KR": 0.6, "UA": 0.9}, patient={"KP": 0.9})
    assert claim.frame.agent == "UA"


def test_soldiers_of_a_state_at_home_are_no_deployment_of_the_other() -> None:
    text = "North Korea sent troops to Russia. On Friday Russia said its troops had fully retaken the district."
    assert not [
        c for c in at(text, "retaken", "troop_deployment", supplier={"KP": 0.9}, recipient={"RU": 0.9}) if c.frame.supplier
    ]


def test_what_is_said_of_a_part_is_not_said_of_the_whole() -> None:
    text = "Two of the five missiles that Russia fired at Sumy were made in North Korea."
    told = Said("attack", 0.9, parties={"supplier": {"KP": 0.9}, "agent": {"RU": 0.9}})
    found = {c.quantity.low: c.frame.supplier for c in read(text, {"Two": told, "five": told}) if c.quantity}
    assert found == {2: "KP", 5: None}


def test_the_thing_is_the_one_of_the_claims_own_sentence() -> None:
    text = "He spoke of how like they are to Iskander missiles. Russia used North Korean missiles twice, he said."
    said = Said("attack", 0.9, points={"item": [(9, 0.9)]}, parties={"supplier": {"KP": 0.9}})
    (claim,) = [c for c in read(text, {"used": said}) if c.frame.type == "attack"]
    assert (claim.frame.item, claim.frame.supplier) == ("missiles", "KP")


def test_what_exceeded_a_limit_is_the_shipments_and_not_the_limit() -> None:
    text = "A panel said that Russian shipments of fuel to North Korea exceeded the 500,000 barrels allowed by the Council."
    told = Said("un_action", 0.9, parties={"agent": {"UN": 0.9}})
    (claim,) = [c for c in read(text, {"500,000": told}) if c.quantity]
    assert (claim.frame.type, claim.frame.supplier, claim.frame.recipient) == ("petroleum_transfer", "RU", "KP")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.comparator) == (500000, "more_than")


def test_a_seller_whom_the_rules_read_is_not_made_another_by_weights() -> None:
    text = "Iran has delivered 200 missiles to Russia, while North Korea looked on."
    found = read(text, {"200": Said("arms_transfer", 0.9, parties={"supplier": {"KP": 0.95}, "recipient": {"RU": 0.9}})})
    assert [c.frame.supplier for c in found] in ([], ["IR"])


def test_whose_the_recruits_are_the_judge_may_say_against_the_rules() -> None:
    text = "A total of 128 Nepalis who fought with Russia against Ukraine have come back. Nepal counts six more in Ukraine."
    (claim,) = at(text, "128", "recruitment", patient={"NP": 0.97})
    assert claim.frame.patient == "NP"


def test_a_place_cleared_of_the_first_partys_soldiers_is_no_transfer_to_it() -> None:
    told = Said("troop_deployment", 0.95, parties={"supplier": {"UA": 0.9}, "recipient": {"KP": 0.9}})
    found = read("Ukrainian troops cleared the village of North Korean soldiers, Kyiv said.", {"cleared": told})
    assert [(c.frame.supplier, c.frame.recipient) for c in found] == [("KP", None)]


def test_what_a_league_gives_to_another_state_is_given_by_no_party_of_the_file_whatever_the_judge_sees() -> None:
    text = (
        "North Korea sent Russia 5,000 containers. For comparison, the European Union promised Kyiv a million rounds by March."
    )
    given = read(text, {"million": Said("arms_transfer", 0.9, parties={"supplier": {"KP": 0.9}, "recipient": {"RU": 0.9}})})
    assert not [c for c in given if c.quantity is not None and c.quantity.low == 1_000_000]


def test_what_a_league_delivers_to_another_state_takes_no_supplier_from_the_sentence() -> None:
    text = "EU countries delivered 500,000 shells to Ukraine, a quarter of what North Korea gave Russia."
    assert not [c for c in read(text, {"500,000": Said("arms_transfer", 0.9)}) if c.frame.supplier == "KP"]
