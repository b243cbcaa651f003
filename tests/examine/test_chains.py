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
        (f"As reported both by Kyiv and Moscow, {SENT}.", ["RU government|UA government"]),
        # The name of a site is one word, and no sentence ends at its dot.
        (f"According to Strelsau.Az, {SENT}.", ["Strelsau.Az"]),
        (f"Gazette.Ru reported that {SENT}.", ["Gazette.Ru"]),
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


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"Envoys met in the spring. It followed a statement by Anna Maria Keller of the Alpine Council that {SENT}.",
         ["Anna Maria Keller"]),
        (f"{SENT}, in the calculation of the Ukrainian president.", ["Volodymyr Zelensky"]),
        (f"{SENT}, by the count of South Korea's National Intelligence Service.", ["KR NIS"]),
        (f"{SENT}, according to Russian railway records obtained by C4ADS.", ["C4ADS"]),
        (f"{SENT}, the Joint Chiefs said.", ["KR JCS"]),
        (f"{SENT}, the Delta Times reported.", ["Delta Times"]),
        (f"{SENT}, according to the North's vice director of the Ordnance Bureau.", ["KP vice director"]),
        (f"North Korea reads the papers: {SENT}, according to its state media.", ["KCNA"]),
    ],
)  # fmt: skip
def test_who_is_named_beside_the_words_speaks(text: str, chain: list[str]) -> None:
    assert speakers(one(text, "troop_deployment")) == chain


def test_a_sentence_with_pictures_or_an_estimate_of_its_own_takes_over_no_speaker() -> None:
    shown = f"{SENT}, Kyiv said. Four ships have carried North Korean shells to Russia, commercial satellite images show."
    assert speakers(one(shown, "arms_transfer")) == []
    estimated = "In May the United States had estimated deliveries of shells by North Korea to Russia at 40,000."
    found = claims(f"North Korea has sent 90,000 shells to Russia, Kyiv said. {estimated}")
    assert [speakers(c) for c in found] == [["UA government"], ["US government"]]


def test_what_follows_a_denial_and_a_colon_is_the_deniers() -> None:
    denied = one("KCNA carried a denial by an unnamed envoy: North Korea has sent Russia no soldiers.", "troop_deployment")
    assert (denied.stance, speakers(denied)) == ("denies", ["KCNA", "anon:envoy"])


def test_a_judgement_of_a_report_is_hedged_by_who_judges() -> None:
    text = "Kim Yong-hyun told lawmakers that the Kyiv Post's report of six North Korean officers killed is believed true."
    judged = one(text, "casualties")
    assert speakers(judged) == ["Kim Yong-hyun", "Kyiv Post"]
    assert judged.hedge is not None
    assert (judged.hedge.exact, judged.hedge.by) == ("believed true", "Kim Yong-hyun")


def test_a_sentence_that_ends_without_a_blank_is_no_name_of_a_site() -> None:
    found = claims(f"Seoul said on Monday that {SENT}.It added that Moscow had paid for them.")
    assert all(".It" not in link.speaker for c in found for link in c.chain)
    assert found[0].span.exact.endswith(SENT[-10:])
