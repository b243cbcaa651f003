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
    assert speakers(one(text, "arms_transfer")) == chain
