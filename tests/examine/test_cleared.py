"""What a court cleared somebody of, what was dropped or taken back, and what would have been: told, and claimed by nobody."""

from __future__ import annotations

import pytest
from reader_for_tests import reading

from vetoproof.examine.cleared import CLEARED, UNREAL


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A jury cleared the trader of sending 300 shells from North Korea to Russia.", CLEARED),
        (
            "The broker was acquitted of charges that he had shipped 400 containers of shells from North Korea to Russia.",
            CLEARED,
        ),
        ("Prosecutors dropped charges that the firm had shipped shells from North Korea to Russia.", CLEARED),
        ("The ministry withdrew its claim that North Korea had sent 10,000 soldiers to Russia.", CLEARED),
        ("He was found not guilty of shipping 400 containers of shells from North Korea to Russia.", CLEARED),
        ("Had North Korea sent 3,000 soldiers to Russia, the village would have fallen.", UNREAL),
    ],
)
def test_what_is_taken_back_makes_no_claim_and_is_counted(text: str, reason: str) -> None:
    found = reading(text)
    assert [c for c in found.claims if c.stance in ("asserts", "acknowledges")] == []
    assert reason in [r.reason for r in found.rejected]


@pytest.mark.parametrize(
    "text",
    [
        "He was found guilty of shipping 400 containers of shells from North Korea to Russia.",
        "The jury has not cleared the trader of sending 300 shells from North Korea to Russia.",
        "North Korea has withdrawn 3,000 soldiers from Russia, Seoul's report said.",
        "Ukrainian troops cleared a village of North Korean soldiers and killed 40 North Korean soldiers, Kyiv said.",
    ],
)
def test_a_conviction_a_retreat_and_a_battle_take_nothing_back(text: str) -> None:
    assert [c.stance for c in reading(text).claims if c.stance == "asserts"]
