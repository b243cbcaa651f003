"""Who says what through whom: chains from the outlet inward."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, one, speakers

SENT = "North Korea has sent 3,000 soldiers to Russia"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"{SENT}, Seoul said on Monday.", ["KR government"]),
        (f"Seoul said on Monday that {SENT}.", ["KR government"]),
        (f"According to Yonhap, {SENT}.", ["Yonhap"]),
        (f"{SENT}, Yonhap reported, citing intelligence sources.", ["Yonhap", "anon:intelligence sources"]),
        (f"{SENT}, a Ukrainian outlet suggested, according to Yonhap.", ["Yonhap", "anon:Ukrainian outlet"]),
        (f"Both Moscow and Kyiv said that {SENT}.", ["RU government|UA government"]),
        (f"{SENT}, two US officials told Reuters.", ["Reuters", "anon:US officials"]),
        (f"Experts have warned for months that {SENT}.", ["group:experts"]),
        (f"The claim by Kyiv that {SENT} was repeated in the newspapers.", ["UA government"]),
        (f"{SENT}, it was reported by Yonhap.", ["Yonhap"]),
    ],
)
def test_a_chain_runs_from_the_outlet_inward(text: str, chain: list[str]) -> None:
    assert speakers(one(text, "troop_deployment")) == chain


def test_the_outlet_is_always_the_first_link_and_never_a_second() -> None:
    claim = one(f"{SENT}, two officials told the Example Daily.", "troop_deployment")
    assert claim.chain[0].speaker == "Example Daily"
    assert claim.chain[0].kind == "outlet"
    assert speakers(claim) == ["anon:officials"]


def test_an_unknown_outlet_is_named_by_its_host() -> None:
    assert one(f"{SENT}.", "troop_deployment", outlet="").chain[0].speaker == "example.org"


def test_he_takes_up_the_last_person_and_the_relay_before_him() -> None:
    text = f"{SENT}, the foreign minister, Anna Maria Keller, told Reuters. About 300 of them have been killed, she said."
    killed = one(text, "casualties")
    assert speakers(killed) == ["Reuters", "Anna Maria Keller"]


def test_a_following_sentence_inherits_and_says_so() -> None:
    text = f"{SENT}, Seoul said. About 300 North Korean soldiers have been killed in Kursk."
    killed = one(text, "casualties")
    assert speakers(killed) == ["KR government"]
    assert any("taken over" in note for note in killed.notes)


def test_hearsay_without_a_source_is_unspecified() -> None:
    claim = one("North Korea has reportedly sent 3,000 soldiers to Russia.", "troop_deployment")
    assert [link.kind for link in claim.chain[1:]] == ["unspecified"]
    assert claim.hedge is not None
    assert claim.hedge.exact == "reportedly"


def test_what_was_not_said_is_no_claim() -> None:
    assert claims("Seoul did not say that North Korea has sent soldiers to Russia.") == []


def test_an_appeal_is_no_claim() -> None:
    assert claims("Seoul urged North Korea to send no soldiers to Russia.") == []


def test_a_condition_is_no_claim() -> None:
    assert claims("If North Korea sends soldiers to Russia, Seoul will protest.") == []
