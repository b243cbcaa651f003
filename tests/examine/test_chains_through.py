"""Who passes on whom by the grammar of one sentence: before a speaker and behind one."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, speakers

SENT = "North Korea has sent 3,000 soldiers to Russia"


def last(text: str) -> list[str]:
    """The chain of the last claim of a text."""
    return speakers(claims(text)[-1])


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{SENT}, the official said when contacted by Reuters.", ["Reuters", "anon:official"]),
        (f"A Ukrainian official, asked by Reuters, said that {SENT}.", ["Reuters", "anon:Ukrainian official"]),
        (f"The embassy of Russia in Seoul, in a reply to Reuters, denied that {SENT}.", ["Reuters", "RU Embassy in Seoul"]),
        (f"{SENT}, Anna Keller said on SBS television.", ["SBS", "Anna Keller"]),
        (f"{SENT}, the Zenda Post was told by an intelligence officer.", ["Zenda Post", "anon:intelligence officer"]),
        (f"CNN's anonymous sources say that {SENT}.", ["CNN", "anon:sources"]),
        (f"Sources of the Zenda Post newspaper say that {SENT}.", ["Zenda Post", "anon:sources"]),
        (f"According to Anna Keller, as quoted by the Zenda Post, {SENT}.", ["Zenda Post", "Anna Keller"]),
        (f"By the count of the NIS, as passed on by lawmaker Anna Keller, {SENT}.", ["Anna Keller", "KR NIS"]),
        (f"{SENT}, Anna Keller said, Reuters reported.", ["Reuters", "Anna Keller"]),
        (f"{SENT}, Anna Keller was cited by Yonhap as telling reporters.", ["Yonhap", "Anna Keller"]),
        (f"{SENT}, TASS quoted the Kremlin as saying.", ["TASS", "RU Kremlin"]),
    ],
)
def test_who_asked_aired_or_quoted_stands_before_the_speaker(text: str, chain: list[str]) -> None:
    assert last(text) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{SENT}, lawmaker Anna Keller said, citing a briefing by the National Intelligence Service.",
         ["Anna Keller", "KR NIS"]),
        (f"{SENT}, lawmaker Anna Keller said after a closed briefing by South Korea's National Intelligence Service.",
         ["Anna Keller", "KR NIS"]),
        (f"{SENT}, lawmaker Anna Keller said, quoting a paper she received from South Korea's National Intelligence Service.",
         ["Anna Keller", "KR NIS"]),
        (f"{SENT}, lawmaker Anna Keller said, referring to South Korea's National Intelligence Service.",
         ["Anna Keller", "KR NIS"]),
        (f"Lawmakers briefed by South Korea's National Intelligence Service said that {SENT}.", ["group:lawmakers", "KR NIS"]),
        (f"{SENT}, said lawmakers, who were citing a briefing by South Korea's National Intelligence Service.",
         ["group:lawmakers", "KR NIS"]),
        (f"{SENT}, the Zenda Post learned from two ambassadors.", ["Zenda Post", "anon:ambassadors"]),
        (f"{SENT}, Yonhap said, attributing the figure to South Korea's defence ministry.", ["Yonhap", "KR MND"]),
        (f"{SENT}, according to the Korean Central News Agency, which cited the foreign ministry of North Korea.",
         ["KCNA", "KP MFA"]),
        (f"Denmark's envoy, who cited Ukrainian military intelligence, said that {SENT}.", ["DK envoy", "UA GUR"]),
        ("Reuters quotes intelligence sources about the deaths of 6 North Korean officers near Donetsk.",
         ["Reuters", "anon:intelligence sources"]),
        (f"Reuters, which spoke to two officials, reported that {SENT}.", ["Reuters", "anon:officials"]),
        (f"{SENT}, Reuters reported on Monday, and it cited Anna Keller of the Alpine Council.", ["Reuters", "Anna Keller"]),
    ],
)  # fmt: skip
def test_who_was_cited_heard_or_gave_a_briefing_stands_behind_the_speaker(text: str, chain: list[str]) -> None:
    assert last(text) == chain


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{SENT}, according to a State Department cable seen by Reuters.", ["Reuters", "US State Department"]),
        (f"{SENT}, according to a document of South Korea's defence ministry made available by lawmaker Anna Keller.",
         ["Anna Keller", "KR MND"]),
        (f"{SENT}, according to a report in the Zenda Post newspaper that cited Anna Keller.", ["Zenda Post", "Anna Keller"]),
        (f"{SENT}, according to a report by the Zenda Post citing Ukrainian military intelligence.", ["Zenda Post", "UA GUR"]),
        (f"{SENT}, according to a Kenyan intelligence report.", ["KE NIS"]),
        (f"{SENT}, according to the Main Intelligence Agency (GUR) of the Ukrainian Ministry of Defense.", ["UA GUR"]),
    ],
)  # fmt: skip
def test_who_wrote_a_text_stands_behind_who_shows_it(text: str, chain: list[str]) -> None:
    assert last(text) == chain


def test_no_name_goes_on_with_the_day_on_which_somebody_was_told() -> None:
    text = f"{SENT}, sources in Ukrainian intelligence told the Zenda Courier on Friday."
    assert last(text)[0] == "Zenda Courier"


def test_a_deputy_to_whom_a_body_reported_or_replied_stands_before_it() -> None:
    assert last(f"South Korea's defence ministry reported to Rep. Anna Keller that {SENT}.") == ["Anna Keller", "KR MND"]
    written = f"South Korea's defence ministry said in a written reply to lawmaker Anna Keller that {SENT}."
    assert last(written) == ["Anna Keller", "KR MND"]


def test_a_report_that_tells_of_an_interview_holds_for_the_sentences_behind_it() -> None:
    text = (
        f"Anna Keller, head of the council, revealed that {SENT}, as detailed in a report by the Zenda Post."
        " Keller noted that 300 North Korean soldiers have been killed in Kursk."
    )
    assert [speakers(claim) for claim in claims(text)] == [["Zenda Post", "Anna Keller"]] * 2


def test_what_a_state_plans_is_no_report_of_that_state() -> None:
    planned = "Russia had agreed to take 3,000 North Korean workers, Anna Keller told Reuters."
    assert last(planned) == ["Reuters", "Anna Keller"]
    weighed = "Pyongyang was considering sending 25,000 workers to Russia, NHK reported, citing diplomats."
    assert last(weighed) == ["NHK", "anon:diplomats"]


def test_an_outlet_whose_questions_are_not_answered_passes_the_silence_on() -> None:
    assert last(f"{SENT}, Kyiv said. The Russian government did not respond to the BBC's request for comment.") == [
        "BBC", "RU government"
    ]  # fmt: skip


def test_a_meeting_that_is_no_briefing_makes_nobody_a_source() -> None:
    text = f"{SENT}, lawmaker Anna Keller said after a meeting with South Korea's defence ministry."
    assert last(text) == ["Anna Keller"]


def test_an_assessment_that_others_made_public_does_not_speak_through_them() -> None:
    text = f"London agrees with the assessment made public by Washington today that {SENT}."
    assert last(text) == ["GB government"]


def test_the_seat_of_an_embassy_ends_with_its_sentence() -> None:
    text = f"{SENT}, said the Russian embassy in Seoul.\n\nThe ministry gave no date."
    assert last(text)[-1] == "RU Embassy in Seoul"


def test_the_spy_agency_is_no_committee_that_watches_over_it() -> None:
    text = (
        "South Korea's National Intelligence Service met lawmakers of the Intelligence Committee on Monday."
        f" The spy agency said that {SENT}."
    )
    assert last(text)[-1] == "KR NIS"
