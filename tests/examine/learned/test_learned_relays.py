"""The rules' chain and the judge's joined: who passes a speaker on, where both name the same one."""

from __future__ import annotations

import pytest
from judge_for_tests import Said, read, speakers

TEXT = "Reuters called. Soldiers from North Korea died near Kursk, Anna Keller said. Yonhap waited."


def chain(relay: float, text: str = TEXT, by: str = "Reuters") -> list[str]:
    """The chain of "died", said by Keller, whom `by` passes on with a probability."""
    found = read(
        text,
        {
            "died": Said("casualties", 0.9, points={"source": [("Keller", 0.9)]}),
            "Keller": Said(points={"relay": [(by, relay), (None, 1 - relay)]}),
        },
    )
    return speakers(found[0])


@pytest.mark.parametrize(("odds", "wanted"), [(0.95, ["Reuters", "Anna Keller"]), (0.6, ["Anna Keller"])])
def test_who_passes_a_speaker_on_is_the_judges_where_it_is_sure(odds: float, wanted: list[str]) -> None:
    assert chain(odds) == wanted


def test_an_outlet_that_the_rules_name_gives_way_only_to_a_sure_judge() -> None:
    text = "Reuters called. Soldiers from North Korea died near Kursk, Anna Keller told Yonhap."
    assert chain(0.7, text) == ["Yonhap", "Anna Keller"]
    assert chain(0.95, text) == ["Reuters", "Anna Keller"]


def test_an_outlet_known_by_its_kind_alone_gives_way_sooner() -> None:
    text = "Reuters called. Soldiers from North Korea died near Kursk, Anna Keller told a Japanese newspaper."
    assert chain(0.7, text) == ["Reuters", "Anna Keller"]


def test_a_link_that_only_the_rules_see_stays() -> None:
    text = "Soldiers from North Korea died near Kursk, Anna Keller told Yonhap."
    assert chain(0.0, text, by="Yonhap") == ["Yonhap", "Anna Keller"]


def test_the_agency_of_a_story_stands_before_whom_the_judge_names() -> None:
    text = "STRELSAU (Yonhap) -- Soldiers from North Korea died near Kursk. Anna Keller smiled.\n\nThe visit ends on Friday."
    found = read(text, {"died": Said("casualties", 0.9, points={"source": [("Keller", 0.97)]})})
    assert speakers(found[0]) == ["Yonhap", "Anna Keller"]
