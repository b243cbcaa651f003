"""Which of several intelligence services of a state speaks, and bodies that are none of the state named beside them."""

from __future__ import annotations

import pytest
from test_speakers import named

HELD = "Ukraine captured two North Korean soldiers in Kursk."


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        # Which of several is not told: then it is none of them.
        (f"{HELD} [The Ukrainian intelligence service] said they are well.", "The Ukrainian intelligence service",
         "UA intelligence"),
        (f"{HELD} [The Ukrainian intelligence service] said they are well. Men of the SBU had asked them.",
         "The Ukrainian intelligence service", "UA SBU"),
        (f"{HELD} [South Korea's intelligence service] said they are well.", "South Korea's intelligence service", "KR NIS"),
        (f"{HELD} [The spy agency] in Seoul said they are well.", "The spy agency", "KR NIS"),
        # A body that works with another is not that other.
        (f"{HELD} [The intelligence service] said talks are held together with South Korea's NIS.", "The intelligence service",
         "UA intelligence"),
        # What a body is called stands before what it is a part of.
        (f"{HELD} They are well, according to [the Main Intelligence Agency (GUR) of the Ukrainian Ministry of Defense].",
         "the Main Intelligence Agency (GUR) of the Ukrainian Ministry of Defense", "UA GUR"),
        (f"{HELD} They are well, according to [the Main Intelligence Agency of the Ukrainian Ministry of Defense].",
         "the Main Intelligence Agency of the Ukrainian Ministry of Defense", "UA GUR"),
    ],
)  # fmt: skip
def test_an_intelligence_service_is_the_one_that_the_words_tell(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        # A service of one state and those of others are not the one alone.
        (f"{HELD} They are well, [South Korean and Western intelligence] said.", "South Korean and Western intelligence",
         "group:South Korean and Western intelligence"),
        # The press of a state is not its government.
        (f"{HELD} They are well, according to [a Japanese press report].", "a Japanese press report", "group:Japanese press"),
        # Some papers print what is read as a word with one capital.
        (f"{HELD} They are unwell, [Kcna] said.", "Kcna", "KCNA"),
        # An outlet's name behind the word for one.
        (f"{HELD} This comes after [the British newspaper] The Guardian had said on Friday that engineers had been "
         "sent to help fire missiles.",
         "the British newspaper", "Guardian"),
        # Whom an officer calls "the organisation" is no second source.
        ("Spokesperson Rupert Hentzau said at a briefing that [the global organization] had no information about arms from "
         "North Korea.", "the global organization", None),
    ],
)  # fmt: skip
def test_what_is_called_after_a_state_is_not_always_its_body(text: str, quote: str, name: str | None) -> None:
    assert named(text, quote) == name


def test_who_cites_a_service_does_not_cite_that_of_the_first_party() -> None:
    text = (
        "The North says its rocket blew up. A lawmaker, citing [the intelligence service], said Russia had sent engines to it."
    )
    assert named(text, "the intelligence service") == "anon:intelligence service"


def test_its_ministry_is_that_of_the_only_state_named_just_before() -> None:
    text = (
        "The answer from Pyongyang came in capitals. She finds it odd. In 2023 [its foreign ministry] wrote of no arms at all."
    )
    assert named(text, "its foreign ministry") == "KP MFA"


def test_a_monitoring_team_without_its_name_is_the_regimes_own() -> None:
    text = (
        "The monitoring team's report says North Korea sent arms to Russia. [The team], asked why, said that it stands by it."
    )
    assert named(text, "The team") == "MSMT"
