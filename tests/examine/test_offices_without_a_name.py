"""An office without a name: the person who held that very office on the day of print, or nobody."""

from __future__ import annotations

import pytest
from test_speakers import named

SENT = "North Korea has sent 3,000 soldiers to Russia"


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, [South Korea's defence minister] said.", "South Korea's defence minister", "Kim Yong-hyun"),
        (f"{SENT}, [the head of the GUR] said.", "the head of the GUR", "Kyrylo Budanov"),
        (f"{SENT}, [the HUR chief] said.", "the HUR chief", "Kyrylo Budanov"),
        (f"{SENT}, [the chief of Russia's General Staff] said.", "the chief of Russia's General Staff", "Valery Gerasimov"),
        (f"{SENT}, [Moscow's ambassador to Pyongyang] said.", "Moscow's ambassador to Pyongyang", "Alexander Matsegora"),
        (f"{SENT}, [the US secretary of state] said.", "the US secretary of state", "Antony Blinken"),
        (f"{SENT}, [the Russian president] said.", "the Russian president", "Vladimir Putin"),
    ],
)
def test_the_one_holder_of_a_very_office_on_the_day_is_named(text: str, quote: str, name: str) -> None:
    assert named(text, quote, published="2024-10-20") == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        # A deputy of a bureau is no deputy of the staff.
        (f"[The deputy chief of a bureau of the Ministry of National Defence of the DPRK] denied that {SENT}.",
         "The deputy chief of a bureau of the Ministry of National Defence of the DPRK", "KP MND"),
        (f"{SENT}, [the chief of an office of the DPRK Foreign Ministry] said.",
         "the chief of an office of the DPRK Foreign Ministry", "KP MFA"),
        # A head is the head of the body that is named.
        (f"{SENT}, [the head of the SBU] said.", "the head of the SBU", "UA SBU"),
        (f"{SENT}, [the director of the FSB] said.", "the director of the FSB", "RU FSB"),
        (f"{SENT}, [the director of Russia's post office] said.", "the director of Russia's post office", "RU director"),
        # Of some offices a state has several.
        (f"{SENT}, [Russia's deputy foreign minister] said.", "Russia's deputy foreign minister", "RU deputy foreign minister"),
        (f"{SENT}, [the US press secretary] said.", "the US press secretary", "US press secretary"),
        # Who acts for a minister is none.
        (f"{SENT}, [South Korea's defence minister] said.", "South Korea's defence minister", "KR defence minister"),
    ],
)  # fmt: skip
def test_a_merely_similar_office_names_nobody(text: str, quote: str, name: str) -> None:
    assert named(text, quote, published="2025-01-10") == name


def test_an_abbreviation_is_no_surname() -> None:
    """ "the UN" is not the leader whose name ends in the same two letters."""
    text = (
        "[Russian Ambassador to the UN, Fritz Tarlenheim,] rejected these accusations. "
        "The meeting followed the signing of a treaty with North Korean leader Kim Jong Un."
    )
    assert named(text, "Russian Ambassador to the UN, Fritz Tarlenheim,") == "Fritz Tarlenheim"


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (
            f"{SENT}, [the Ministry of National Defence of the DPRK] said.",
            "the Ministry of National Defence of the DPRK",
            "KP MND",
        ),
        (f"{SENT}, [South Korea's Ministry of National Defence] said.", "South Korea's Ministry of National Defence", "KR MND"),
        (
            f"{SENT}, [the Russian Main Intelligence Directorate] said.",
            "the Russian Main Intelligence Directorate",
            "RU intelligence",
        ),
    ],
)
def test_a_body_is_that_of_the_state_printed_beside_it(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name
