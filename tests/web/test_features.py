"""Lines of explanations as features, and lists as data sets."""

from __future__ import annotations

import pytest

from vetoproof.model import ListLine, Match
from vetoproof.web.datasets import Datasets, slug
from vetoproof.web.faults import Fault
from vetoproof.web.features import explanations


def match(*lines: str, disposition: str = "") -> Match:
    return Match(
        list="un", id="1", schema="Person", name="Listed", score=0.5, match=True, likelihood_ratio=100.0, explanation=lines,
        disposition=disposition,
    )  # fmt: skip


def test_a_feature_is_named_by_the_words_of_its_line_and_scored_by_what_it_adds() -> None:
    told = explanations(
        match("born 1962, and 18 February 1962: they can be one date (+1.6)", "given name differs: un / il (-2.1)"), "X"
    )
    assert {name: feature["score"] for name, feature in told.items()} == {
        "likelihood_ratio": 2.0, "born": 1.6, "given_name_differs": -2.1,
    }  # fmt: skip
    assert (told["given_name_differs"]["query"], told["given_name_differs"]["candidate"]) == ("un", "il")


def test_no_line_is_lost_where_lines_begin_alike_or_say_no_number() -> None:
    told = explanations(
        match("equal: a (+1.0)", "equal: b (+2.0)", "1964", "likelihood ratio (+3.0)", "equal 2: c (+0.5)"), "X"
    )
    assert [feature["score"] for feature in told.values()] == [2.0, 1.0, 2.0, 0.0, 3.0, 0.5]


def test_an_earlier_decision_is_shown() -> None:
    told = explanations(match(disposition="false (reviewer, 2026): other birth year"), "X")
    assert told["disposition"]["detail"] == "false (reviewer, 2026): other birth year"


def line(*names: str) -> ListLine:
    return ListLine(names=names, file="f", sha256="0" * 64, edition=None, entries=1)


def test_lists_whose_names_differ_in_print_alone_are_one_data_set() -> None:
    datasets = Datasets([line("EU-1"), line("eu 1", "un")])
    assert slug("eu-32017R1509") == "eu_32017r1509"
    assert datasets.scope("eu_1") == {"EU-1", "eu 1"}
    assert datasets.scope("EU-1") == {"EU-1"}
    assert [one["name"] for one in datasets.catalog()["datasets"]] == ["default", "sanctions", "eu_1", "un"]


def test_included_sets_narrow_a_collection_and_join_a_list() -> None:
    datasets = Datasets([line("a"), line("b"), line("c")])
    assert datasets.scope("default", include=["a", "b"]) == {"a", "b"}
    assert datasets.scope("a", include=["b"]) == {"a", "b"}
    assert datasets.scope("sanctions", exclude=["a"]) == {"b", "c"}
    with pytest.raises(Fault, match="No list is left"):
        datasets.scope("a", exclude=["default"])
