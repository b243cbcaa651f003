"""Where people are, who came to whom, who voted how, and what has not happened yet."""

from __future__ import annotations

from reader_for_tests import claims, one


def test_there_is_not_where_the_people_come_from() -> None:
    text = (
        "Soldiers from North Korea fight in the Kursk region. "
        "The report said that 9,000 soldiers from North Korea were stationed there."
    )
    place = next(c for c in claims(text) if c.quantity).frame.place
    assert place is not None
    assert place.name == "Kursk region"


def test_where_captives_are_taken_is_not_where_they_were_captured() -> None:
    text = "Kyiv said two North Korean soldiers were captured on 9 January and taken to Kyiv."
    assert [c.frame.place for c in claims(text) if c.frame.type == "casualties"] == [None]


def test_who_is_met_at_home_is_the_host() -> None:
    frame = one("Putin met with Kim Jong Un last September in Russia.", "visit").frame
    assert (frame.agent, frame.patient) == ("KP", "RU")


def test_a_state_that_vetoes_acts_and_not_the_council() -> None:
    text = "Russia vetoed the renewal of a panel of experts that watched over sanctions against North Korea."
    assert [c.frame.agent for c in claims(text) if c.frame.type == "un_action"] == ["RU"]


def test_a_man_about_to_be_captured_is_not_captured() -> None:
    text = "He said a North Korean soldier, about to be taken prisoner, shouted a name and was killed in Kursk."
    assert "taken" not in " ".join(c.frame.outcome or "" for c in claims(text))


def test_a_strike_that_only_leads_to_a_place_is_read() -> None:
    text = "Russia fired North Korean missiles into Kharkiv on 2 January. Captives were led to Kyiv from Kursk."
    assert any(c.frame.type == "attack" for c in claims(text))
