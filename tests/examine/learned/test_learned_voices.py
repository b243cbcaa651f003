"""Where the words say whose a sentence is, the judge that points at somebody else is not followed."""

from __future__ import annotations

import pytest
from judge_for_tests import Said, read, speakers


def test_who_is_accused_of_spreading_a_rumour_does_not_deny_it() -> None:
    text = 'Lately, the U.S. is spreading a groundless "rumour of dealings in shells" between North Korea and Russia.'
    said = Said("arms_transfer", 0.9, stance=("denies", 0.9), points={"source": [("U.S.", 0.9)]})
    assert read(text, {"dealings": said}) == []


def test_a_point_of_the_outlets_list_is_given_to_who_spoke_before_it_by_a_sure_judge_only() -> None:
    text = (
        "The SBU said that North Korean troops fight in Kursk.\n\nKey points:\n\n"
        "Numbers: About 300 North Korean soldiers killed.\n\nTrade: Shells for oil."
    )
    for odds, chain in ((0.65, []), (0.9, ["UA SBU"])):
        said = Said("casualties", 0.9, points={"source": [("SBU", odds)]})
        found = [c for c in read(text, {"300": said}) if c.frame.type == "casualties"]
        assert [speakers(c) for c in found] == [chain]


def test_the_speaker_of_its_own_sentence_yields_only_to_a_surer_judge() -> None:
    text = "Reuters waited for Tokyo. A pair of columns went astray near Kursk, the SBU said."
    for odds, chain in ((0.7, ["UA SBU"]), (0.9, ["Reuters"])):
        found = read(text, {"columns": Said("troop_deployment", 0.9, points={"source": [("Reuters", odds)]},
                                            parties={"supplier": {"KP": 0.9}})})  # fmt: skip
        assert [speakers(c) for c in found] == [chain]


def test_a_quotation_over_two_sentences_is_his_whom_its_end_names() -> None:
    text = '"Soldiers from North Korea died near Kursk. More will come," Anna Keller said. Reuters waited.'
    found = read(text, {"died": Said("casualties", 0.9, points={"source": [("Reuters", 0.7)]})})
    assert [speakers(c) for c in found] == [["Anna Keller"]]


@pytest.mark.parametrize(
    ("text", "word", "sure", "stance"),
    [
        ("The launchers of North Korea are not meant for export, Anna Keller said.", "meant", 0.98, "denies"),
        ("The launchers of North Korea were not moved to Russia, Anna Keller said.", "moved", 0.6, "denies"),
        ("The trains of North Korea with shells do not stop, Anna Keller said.", "stop", 0.98, "asserts"),
        ("The launchers of North Korea are meant for export, Anna Keller said.", "meant", 0.6, "asserts"),
    ],
)
def test_what_stands_on_a_negated_verb_is_asserted_only_where_the_judge_is_sure(
    text: str, word: str, sure: float, stance: str
) -> None:
    found = read(text, {word: Said("arms_transfer", 0.9, stance=("asserts", sure), parties={"supplier": {"KP": 0.9}})})
    assert [c.stance for c in found] == [stance]


def test_a_denial_by_the_judge_alone_is_borne_out_by_any_negation_in_its_words_where_it_is_surely_a_claim() -> None:
    text = "North Korean builders have reached Kursk, papers in Oslo say. In our district not one has come, the mayor said."
    for odds, stances in ((0.9, ["denies"]), (0.5, [])):
        found = read(text, {"come": Said("workers", odds, stance=("denies", 0.6))})
        assert [c.stance for c in found] == stances


def test_what_somebody_is_asked_he_does_not_say() -> None:
    text = "Asked to confirm that North Korea had sent Russia 500 guns, Anna Keller said: 'Ask the others.'"
    assert read(text, {"sent": Said("arms_transfer", 0.95, points={"source": [("Keller", 0.95)]})}) == []
