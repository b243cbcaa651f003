"""A sheet holds each word of the page once, and beside it what the rules found there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_for_tests import walked

from vetoproof.examine.learned.sheet import COLUMNS, Sheet, party

HEAD = "Seoul counts soldiers"
TEXT = (
    f"{HEAD}\n\nNorth Korea has sent 1,500 soldiers to Russia, the defence ministry in Seoul said.\n\n"
    "Moscow likely denied it in June. Norway was not asked."
)


def whole(sheet: Sheet) -> None:
    """What holds of every sheet."""
    n = len(sheet.words)
    assert set(sheet.columns) == set(COLUMNS)
    assert all(len(values) == n for values in sheet.columns.values())
    assert len(sheet.tokens) == len(sheet.heads) == n == sum(sheet.parts)
    assert all(0 <= head < n for head in sheet.heads)
    assert all(0 <= word < n for words in sheet.states.values() for word in words)
    assert sheet.places == {token: word for word, token in enumerate(sheet.tokens)}
    assert sheet.tokens == sorted(sheet.tokens)


def at(sheet: Sheet, word: str) -> dict[str, str]:
    n = sheet.words.index(word)
    return {name: values[n] for name, values in sheet.columns.items() if values[n]}


def test_columns_are_as_long_as_the_words_and_heads_lie_inside() -> None:
    _, _, sheet = walked(TEXT, HEAD)
    whole(sheet)
    assert len(sheet.parts) == 3


def test_the_rules_findings_stand_at_their_words() -> None:
    _, _, sheet = walked(TEXT, HEAD)
    figure = at(sheet, "1,500")
    assert figure["draft"] == "troop_deployment"
    assert figure["stance"] == "asserts"
    assert figure["voice"] == "1a"
    assert (figure["supplier"], figure["recipient"]) == ("first", "second")
    assert figure["figure"] == "soldiers"
    assert at(sheet, "said")["cue"] == "says"
    assert at(sheet, "ministry")["speaks"] == "named"
    assert at(sheet, "denied")["stance"] == "denies"
    assert at(sheet, "likely")["hedge"] == "estimative"
    assert at(sheet, "June")["date"] == "occurrence"
    assert at(sheet, "counts")["headline"] == "x"
    assert "headline" not in at(sheet, "denied")


def test_states_are_listed_with_the_words_that_name_them_and_parties_stand_apart() -> None:
    _, _, sheet = walked(TEXT, HEAD)
    assert sheet.parties == ("KP", "RU")
    assert [sheet.words[n] for n in sheet.states["KP"]] == ["North", "Korea"]
    assert [sheet.words[n] for n in sheet.states["RU"]] == ["Russia", "Moscow"]
    assert at(sheet, "Korea")["nation"] == "first"
    assert at(sheet, "Moscow")["nation"] == "second"
    assert at(sheet, "Norway")["nation"] == "other"


def test_the_first_word_of_each_block_is_marked() -> None:
    _, _, sheet = walked(TEXT, HEAD)
    opening = [w for w, v in zip(sheet.words, sheet.columns["opening"], strict=True) if v]
    assert opening == ["Seoul", "North", "Moscow"]


@pytest.mark.parametrize(
    ("code", "parties", "expected"),
    [
        (None, ("KP", "RU"), ""),
        ("", ("KP", "RU"), ""),
        ("KP", ("KP", "RU"), "first"),
        ("RU", ("KP", "RU"), "second"),
        ("NO", ("KP", "RU"), "other"),
        ("KP|RU", ("KP", "RU"), "first+second"),
        ("NO|SE", ("KP", "RU"), "other"),
        ("RU", ("KP",), "other"),
        ("KP", (), "other"),
    ],
)
def test_a_state_is_the_first_the_second_or_another_party(code: str | None, parties: tuple[str, ...], expected: str) -> None:
    assert party(code, parties) == expected


@given(st.text(alphabet="Seoul sent 1,500 men.\n\t\u200b\u202e“”\"'!?ق朝-", max_size=200))
@settings(deadline=None, max_examples=40)
def test_whatever_the_text_its_sheet_is_whole(text: str) -> None:
    if text.strip():
        whole(walked(text)[2])
