"""When a sentence takes over the speaker of another, and when the outlet itself speaks."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, one, speakers

SENT = "North Korea has sent 3,000 soldiers to Russia"


@pytest.mark.parametrize(
    ("before", "chain"),
    [
        ("North Korea has sharply criticised a new study by the Alpine Council.", ["Alpine Council"]),
        ("North Korea has sharply criticised a new report by a group of monitors.", ["anon:group"]),
        ("North Korea has condemned a new report.", ["unspecified"]),
        ("Pyongyang rejected a report on its trade.", ["unspecified"]),
    ],
)
def test_a_report_is_not_told_by_whom_it_accuses(before: str, chain: list[str]) -> None:
    word = "study" if "study" in before else "report"
    text = f"{before} The {word} accused Pyongyang of helping Russia by supplying more than 14,000 containers of shells."
    (told,) = [c for c in claims(text) if c.frame.type == "arms_transfer" and c.stance == "asserts"]
    assert speakers(told) == chain


SAID = "The State Department said that North Korean troops fight in Kursk."


@pytest.mark.parametrize(
    "behind",
    [
        "Key points:\nNumbers: More than 9,000 North Koreans sent to Russia.\nTrade: North Korea gives Russia shells.",
        "In short\n- More than 9,000 North Koreans were sent to Russia.\n- Both sides are silent.",
        "As reported earlier, more than 9,000 North Korean soldiers were sent to Russia.",
        "Activists in Oslo have counted 9,000 North Korean soldiers in Russia.",
    ],
)
def test_the_outlets_own_list_and_looks_back_take_over_no_speaker(behind: str) -> None:
    found = [c for c in claims(f"{SAID}\n{behind}") if c.quantity is not None]
    assert found
    assert all("US State Department" not in speakers(c) for c in found)


def test_a_list_that_somebody_leads_into_is_his() -> None:
    text = (
        "The State Department said in its findings that this is so:\n\n"
        "- More than 9,000 North Koreans were sent to Russia.\n\n- Trade goes on."
    )
    assert speakers(one(text, "troop_deployment")) == ["US State Department"]


def test_hearsay_on_another_matter_is_not_the_last_speakers_and_in_return_is() -> None:
    shells = "North Korea has reportedly given Russia at least 2 million shells."
    assert speakers(one(f"{SAID} {shells}", "arms_transfer")) == ["unspecified reports"]
    oil = "In return, Russia has reportedly sent North Korea oil."
    text = f"The State Department said that North Korea has sent Russia shells. {oil}"
    assert speakers(one(text, "petroleum_transfer")) == ["US State Department"]


def test_a_new_speaker_between_ends_what_the_one_before_said() -> None:
    text = f"{SENT}, Seoul said. A lawmaker of the panel was blunter. About 300 North Korean soldiers have been killed."
    assert speakers(one(text, "casualties")) == []


def test_who_was_asked_is_who_answers() -> None:
    text = "Rupert Hentzau asked Sergei Lavrov about North Korean troops in Russia. He denied that any had been sent."
    assert [speakers(c) for c in claims(text) if c.stance == "denies"] == [["Sergei Lavrov"]]
