"""Denials, questions, refusals and admissions, verbal and nominal."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, speakers

SENT = "North Korea has sent artillery shells to Russia, Seoul said."


@pytest.mark.parametrize(
    ("reply", "stance", "speaker"),
    [
        ("Moscow denied that North Korea had sent any shells.", "denies", "RU government"),
        ("Moscow has denied receiving North Korean shells.", "denies", "RU government"),
        ("Moscow dismissed the reports of arms shipments as baseless.", "denies", "RU government"),
        ("Moscow called the reports of arms deliveries fake.", "denies", "RU government"),
        ("Pyongyang declined to comment on the shipments.", "declines", "KP government"),
        ("Pyongyang did not respond to a request for comment on the shipments.", "declines", "KP government"),
        ("Washington said it could not confirm the shipments.", "questions", "US government"),
        ("Moscow admitted that North Korea had sent artillery shells.", "acknowledges", "RU government"),
    ],
)
def test_a_reply_is_one_claim_that_ends_at_who_replies(reply: str, stance: str, speaker: str) -> None:
    found = [c for c in claims(f"{SENT}\n\n{reply}") if c.stance == stance]
    assert [speakers(c)[-1] for c in found] == [speaker]
    assert found[0].frame.type == "arms_transfer"
    assert (found[0].frame.supplier, found[0].frame.recipient) == ("KP", "RU")


def test_a_denial_in_a_noun_phrase_counts_and_leaves_the_clause_its_speaker() -> None:
    text = "Analysts say that North Korea has sent artillery shells to Russia, despite denials from both Moscow and Pyongyang."
    by_stance = {c.stance: speakers(c) for c in claims(text)}
    assert by_stance == {"asserts": ["group:analysts"], "denies": ["KP government|RU government"]}


def test_the_outlet_that_could_not_verify_questions_in_its_own_voice() -> None:
    found = [c for c in claims(f"{SENT} The Example Daily could not verify the shipments.") if c.stance == "questions"]
    assert [speakers(c) for c in found] == [[]]


def test_a_negated_event_is_a_denial_by_whoever_says_it() -> None:
    found = claims("North Korea has never sent weapons to Russia, Pyongyang said.")
    assert [(c.stance, speakers(c)) for c in found] == [("denies", ["KP government"])]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Nothing proves that North Korea has sent soldiers to Russia, Moscow answered.", "questions"),
        ("Reports that North Korean soldiers help Russia look like another piece of fake news, Moscow said.", "denies"),
        ("Moscow said that the tale of North Korean soldiers fighting in Ukraine seemed to be one more canard.", "denies"),
    ],
)
def test_what_a_speaker_judges_he_does_not_assert(text: str, stance: str) -> None:
    found = [(c.stance, speakers(c)) for c in claims(text) if c.frame.type == "troop_deployment"]
    assert found == [(stance, ["RU government"])]
