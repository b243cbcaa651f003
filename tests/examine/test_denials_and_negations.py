"""What denies and what only has a "no" in it: a denial is as grave a thing to invent as an accusation."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, speakers

SENT = "North Korea has sent artillery shells to Russia, Seoul said."


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.stance, tuple(speakers(c))) for c in claims(text)]


def stances(text: str) -> list[str]:
    return [c.stance for c in claims(text)]


@pytest.mark.parametrize(
    "reply",
    [
        "Russia has neither confirmed nor denied the shipments.",
        "Russia has not confirmed or denied the shipments.",
        "Pyongyang did not confirm the shipments, nor did it deny them.",
        "Moscow denied neither report of the shipments.",
    ],
)
def test_who_neither_confirms_nor_denies_declines(reply: str) -> None:
    found = stances(f"{SENT}\n\n{reply}")[1:]
    assert found
    assert set(found) == {"declines"}


@pytest.mark.parametrize(
    "other",
    [
        "Kyiv denied that its minister had taken bribes.",
        "Moscow rejected a ceasefire.",
        "Tokyo dismissed the head of its space agency.",
        "Washington denied visas to two diplomats.",
        "The court denied him leave to travel.",
        "Ukrainian officials at times refute their own first reports.",
        "His delegation rejected the resolution and the sanctions.",
        "Moscow no longer denies it.",
        "There was no denial from Pyongyang.",
        "If Russia denies it, the talks will end.",
        "Russia would of course deny it.",
        "Asked if Moscow denied that, the spokesman left.",
        "I was wrong about the shells.",
        "One of them was the wrong man.",
        "Russian soldiers in hospital lie in the corridor.",
    ],
)
def test_what_is_no_denial_of_the_matter_is_none(other: str) -> None:
    assert "denies" not in stances(f"{SENT}\n\n{other}")


def test_who_rejects_a_denial_does_not_deny() -> None:
    found = told(f"{SENT}\n\nKirby rejected Moscow's denial.")
    assert [who for stance, who in found if stance == "denies"] == [("RU government",)]


def test_a_denial_by_a_third_state_is_of_what_was_told_just_before() -> None:
    near = f"{SENT}\n\nKazakhstan denied this."
    assert ("denies", ("KZ government",)) in told(near)
    far = f"{SENT}\n\nKazakhstan opened two new mines last week.\n\nThe harvest was good.\n\nKazakhstan denied this."
    assert "denies" not in stances(far)


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than 10,000 North Korean soldiers were sent to Russia, Seoul said.",
        "No later than 1 October North Korean soldiers had reached Kursk, Seoul said.",
        "North Korean soldiers fight under false names in Kursk, Seoul said.",
        "North Korea has made no secret of sending soldiers to Russia, Seoul said.",
        "Russia did not hide its deliveries of fuel to North Korea, Seoul said.",
        "No Kwang Chol, North Korea's minister, sent soldiers to Russia, Seoul said.",
        "North Korean soldiers in Kursk had been told not to surrender, Seoul said.",
        "North Korean soldiers in Russia were ordered not to speak to others, Seoul said.",
        "Of the North Korean soldiers sent to Russia 2,900 did not survive, Seoul said.",
        "States may not provide arms to North Korea, Seoul said.",
        "Do not fall for fakes about North Korean soldiers!",
    ],
)
def test_a_no_that_denies_no_event_is_no_denial(text: str) -> None:
    assert not {"denies", "declines"} & set(stances(text))


@pytest.mark.parametrize(
    "reply",
    [
        "“Absurd,” Moscow said of the reports.",
        "Moscow named the reports a fantasy.",
        "Moscow spoke of groundless rumours.",
        "Moscow characterised the accusation as baseless.",
        "The information does not correspond to reality, Moscow said.",
        "There is no truth in the reports of shells, Moscow said.",
    ],
)
def test_a_word_for_falsehood_denies_however_it_is_put_on(reply: str) -> None:
    assert ("denies", ("RU government",)) in told(f"{SENT}\n\n{reply}")


def test_not_one_is_a_negation() -> None:
    assert told("Not one North Korean soldier was sent to Russia, Moscow said.") == [("denies", ("RU government",))]


def test_a_denial_of_what_was_only_asked_is_about_that() -> None:
    assert ("denies", ("RU government",)) in told("Are North Korean soldiers in Russia?\n\nMoscow denies it.")


def test_who_admits_that_he_cannot_confirm_questions() -> None:
    text = "The Pentagon admitted that it could not confirm reports of North Korean soldiers sent to Russia."
    assert stances(text) == ["questions"]


def test_a_first_confirmation_is_an_admission_by_who_confirms() -> None:
    text = "North Korea confirmed on Monday for the first time that it sent troops to Russia."
    assert told(text) == [("acknowledges", ("KP government",))]


def test_to_comment_on_an_event_is_not_to_say_that_it_happened() -> None:
    text = "Kremlin spokesman Igor Belov commented on the alleged death of North Korean soldiers in Russia."
    assert ("asserts", ("Igor Belov",)) not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Russia no longer denies that North Korean soldiers fought in Kursk.",
        "Pyongyang has yet to deny that it sent troops to Russia.",
        "Moscow may well deny that North Korean soldiers have died, Austin warned.",
    ],
)
def test_a_denial_withheld_says_neither_that_nor_the_contrary(text: str) -> None:
    assert not {"asserts", "denies"} & {c.stance for c in claims(text) if any("government" in who for who in speakers(c)[-1:])}


def test_an_old_denial_told_with_an_admission_is_none_today() -> None:
    assert stances("North Korea, which had denied it for months, owned up to sending soldiers to Russia.") == ["acknowledges"]


def test_what_others_claimed_before_a_denial_is_not_the_deniers() -> None:
    text = (
        "Volkov denied that Russia's work with North Korea violated resolutions after Seoul claimed that Pyongyang was sending "
        "shells to Moscow."
    )
    assert ("denies", ("Volkov",)) not in [
        (c.stance, tuple(speakers(c))) for c in claims(text) if c.frame.type == "arms_transfer"
    ]


def test_a_third_state_denies_its_own_sales_and_not_those_of_the_file() -> None:
    found = told(f"{SENT}\n\nTurkey denied selling missiles to Russia.")
    assert "denies" not in [stance for stance, _ in found]


def test_what_is_denied_at_the_head_of_a_page_is_told_right_behind() -> None:
    text = "Russia has publicly rejected recent reports. Even so, munitions from North Korea have surely arrived in Russia."
    assert [(c.stance, c.frame.type) for c in claims(text)] == [("denies", "arms_transfer"), ("asserts", "arms_transfer")]


def test_what_others_shoot_at_is_not_what_is_denied() -> None:
    fired = "Half the shells fired at Ukrainian soldiers were made in North Korea. "
    sent = "North Korea sent 80,000 shells to Russia in May, the ministry said. "
    (denial,) = [c for c in claims(fired + sent + "Russia called such reports a fantasy.") if c.stance == "denies"]
    assert (denial.frame.supplier, denial.frame.recipient, denial.scope) == ("KP", "RU", "in")


def test_who_stops_short_of_saying_it_declines() -> None:
    text = "South Korean officials stopped short of saying that North Korea had sent 3,000 more troops to Russia."
    assert stances(text) == ["declines"]
