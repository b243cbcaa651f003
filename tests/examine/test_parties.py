"""Which states a claim names as parties: those that the clause or the page prints, and none against what they print."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, one


def flows(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.frame.supplier, c.frame.recipient) for c in claims(text) if c.frame.type == "troop_deployment"]


def test_troops_that_a_state_calls_its_own_are_nobody_elses() -> None:
    sent = "North Korea said on Monday that it had sent troops to Russia. "
    own = "A day later Russia said its troops had taken back the whole of the border district."
    assert flows(sent + own) == [("KP", "RU")]


def test_soldiers_that_the_sender_calls_its_own_are_the_senders() -> None:
    assert ("KP", "RU") in flows("North Korea said its soldiers were fighting in Russia near the border.")


def test_a_party_that_the_page_nowhere_names_is_not_filled_in() -> None:
    bought = "North Korea used a tanker under the flag of Panama to buy 3.1 million barrels of fuel in 2020."
    frame = one(bought, "petroleum_transfer").frame
    assert (frame.supplier, frame.recipient) == (None, "KP")


def test_a_party_that_the_page_names_elsewhere_is_filled_in() -> None:
    text = "Russia and North Korea signed a trade paper in May. North Korea has imported 90,000 barrels of fuel since then."
    assert one(text, "petroleum_transfer").frame.supplier == "RU"


def test_people_spoken_of_before_are_no_it() -> None:
    text = "Russia plans to bring 8,000 North Korean workers to Alabuga. It is in Alabuga that the drones are assembled."
    assert [c.frame.item for c in claims(text) if c.frame.type == "workers"] == ["workers"]


def test_an_abbreviated_adjective_is_of_the_state_that_it_abbreviates() -> None:
    assert one("600 N. Korean soldiers were killed in Russia.", "casualties").frame.patient == "KP"


@pytest.mark.parametrize(
    "told",
    [
        "Seoul put the casualties at about 4,700.",
        "In April South Korean intelligence had put the killed at around 600.",
        "An earlier figure, from a US military official, was several hundred casualties in the Kursk region.",
    ],
)
def test_whoever_only_gives_the_figure_has_no_dead(told: str) -> None:
    before = "North Korea lost about 2,000 soldiers in Kursk, lawmakers said.\n\n"
    assert [c.frame.patient for c in claims(before + told) if c.frame.type == "casualties"] == ["KP", "KP"]


def test_a_label_before_a_colon_sends_nothing() -> None:
    frame = one("White House: North Korea sent Russia 1,000 containers of arms.", "arms_transfer").frame
    assert (frame.supplier, frame.recipient) == ("KP", "RU")


def test_who_fell_in_a_city_of_another_state_is_of_that_state() -> None:
    before = "Russia lost 1,200 soldiers in Kursk in a week, Kyiv said. North Korea builds missiles for Russia.\n\n"
    told = "Twelve people were killed in Kyiv by a Hwasong-11 missile on Monday, prosecutors said."
    assert [c.frame.patient for c in claims(before + told) if c.frame.type == "casualties"] == ["RU", "UA"]


@pytest.mark.parametrize(
    "told",
    [
        "Kharkiv was hit by North Korean missiles on Monday.",
        "North Korean missiles hit Kharkiv.",
        "A North Korean rocket struck a school in Ukraine, Kyiv said.",
        "Ukraine says that it has been struck by at least 24 North Korean missiles.",
    ],
)
def test_whoever_made_the_missile_did_not_fire_it(told: str) -> None:
    frame = one(told, "attack").frame
    assert (frame.supplier, frame.agent) == ("KP", None)


def test_whoever_is_printed_as_striking_strikes() -> None:
    frame = one("Ukraine was struck by Russia with North Korean missiles.", "attack").frame
    assert (frame.supplier, frame.agent) == ("KP", "RU")
