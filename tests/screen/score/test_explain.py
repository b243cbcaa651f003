"""What two names show, its words, and that the words' numbers add up to the likelihood ratio."""

from __future__ import annotations

import re
from math import log10

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from listed import KIT

from vetoproof.screen.kit import Kit
from vetoproof.screen.names.reading import Kind
from vetoproof.screen.score.bayes import needed, posterior
from vetoproof.screen.score.explain import SILENT, WORDS, explain, readable
from vetoproof.screen.score.scorer import START, Compared, contributions

ANOTHER = Kit()
KINDS: list[Kind] = ["person", "organisation", "ship", "any"]
WORDS_OF_NAMES = (
    "Kim Jong Un Il Chol Park Sergei Sergey Petrov Petrova Nikolayevich Nikolay N. A. Mohammed Muhammad Ali Hassan al bin Dr "
    "Ltd LLC GmbH OOO Bank Trading Shipping Maria E 1 2 III Amir Sheikh Namchongang Namchonggang Wang Xiaoming Hsiao-ming "
    "김정은 金正恩 Ким Чен Ын محمد علي 王小明 Пётр"
)
names = st.lists(st.sampled_from(WORDS_OF_NAMES.split()), min_size=1, max_size=5).map(" ".join)
ADDS = re.compile(r" \(([+-]\d+\.\d)\)$")


def best(a: str, b: str, kind: Kind) -> Compared | None:
    return KIT.scorer.best(KIT.reader.read(a, kind), KIT.reader.read(b, kind), kind)


@settings(max_examples=250, deadline=None)
@given(names, names, st.sampled_from(KINDS))
def test_the_lines_of_an_explanation_add_up_to_what_is_told(a: str, b: str, kind: Kind) -> None:
    found = best(a, b, kind)
    if found is None:
        return
    table = KIT.weights.of(kind, found.system)
    exact = table[START] + sum(adds for _, adds in contributions(found, table)) + found.beyond
    assert exact == pytest.approx(found.told)
    lines = list(explain(found, table))
    # Each line is rounded to a tenth, and what is smaller than `SILENT` is not printed.
    off = 0.05 * len(lines) + SILENT * (len(found.lines) + 1 - len(lines) + 1)
    assert sum(float(ADDS.search(line)[1]) for line in lines) == pytest.approx(found.told, abs=off + 1e-9)  # type: ignore[index]


@settings(max_examples=250, deadline=None)
@given(names, names, st.sampled_from(KINDS))
def test_every_observation_has_a_sentence(a: str, b: str, kind: Kind) -> None:
    found = best(a, b, kind)
    assert found is None or {line.feature for line in found.lines} <= set(WORDS)


def test_every_weight_has_a_sentence() -> None:
    assert {feature for table in KIT.weights.groups.values() for feature in table} <= set(WORDS)


@settings(max_examples=100, deadline=None)
@given(names, st.sampled_from(KINDS))
def test_a_name_is_never_likelier_another_than_itself(name: str, kind: Kind) -> None:
    assume(KIT.reader.read(name, kind))  # a legal form alone is nobody's name
    same = best(name, name, kind)
    assert same is not None
    assert same.told > 0
    assert not any("differs" in line.feature or "omitted" in line.feature for line in same.lines)


@settings(max_examples=60, deadline=None)
@given(names, names, st.sampled_from(KINDS))
def test_comparing_is_the_same_every_time(a: str, b: str, kind: Kind) -> None:
    left, right = KIT.reader.read(a, kind), KIT.reader.read(b, kind)
    assert KIT.scorer.best(left, right, kind) == ANOTHER.scorer.best(left, right, kind)


@pytest.mark.parametrize(
    ("words", "system", "shown"),
    [("bcr", "arabic", "b-sh-r"), ("abu htm2", "arabic", "abu h-t-m"), ("2", "arabic", "2"), ("bcr", "latin", "bcr"),
     ("hkkam jin", "chinese", "kam (Cantonese) jin"), ("jong", "korean", "jong"), ("", "arabic", "")],
)  # fmt: skip
def test_folded_words_are_printed_as_folded(words: str, system: str, shown: str) -> None:
    assert readable(words, system) == shown


def test_a_consonant_skeleton_is_never_printed_as_a_word() -> None:
    found = best("محمد بشير", "Bashir Muhammad", "person")
    assert found is not None
    told = list(explain(found, KIT.weights.of("person", found.system)))
    assert any("after Arabic folding: b-sh-r" in line for line in told), told
    assert not any("bcr" in line for line in told)


def test_a_patronymic_that_differs_contradicts_and_one_left_out_does_not() -> None:
    whole, other, left_out = (
        best("Sergei Petrovich Ivanov", name, "person")
        for name in ("Sergei Petrovich Ivanov", "Sergei Nikolayevich Ivanov", "Sergei Ivanov")
    )
    assert whole is not None
    assert other is not None
    assert left_out is not None
    assert whole.told > left_out.told > other.told
    assert "patronymics contradict each other: petrovich / nikolayevich" in _text(other)


def test_each_word_has_its_line_also_where_it_weighs_nothing() -> None:
    found = best("Sergey Kuznetsov", "Serhiy Kozyakov", "person")
    assert found is not None
    told = " ".join(explain(found, KIT.weights.of("person", found.system)))
    for word in ("sergey", "kuznetsov", "serhiy", "kozyakov"):
        assert word in told, (word, told)


def test_syllables_in_another_order_make_another_name() -> None:
    same, other = best("Kim Kwang Su", "Kim Kwang-soo", "person"), best("Kim Su Gwang", "Kim Kwang-soo", "person")
    assert same is not None
    assert other is not None
    assert posterior(same.told, KIT.weights.prior) >= KIT.weights.threshold > posterior(other.told, KIT.weights.prior)


def test_numbers_tell_sister_ships_apart() -> None:
    same, other = best("Maia 1", "MAIA-1", "ship"), best("Maia 1", "MAIA-2", "ship")
    assert same is not None
    assert other is not None
    assert same.told - other.told > 2
    assert "numbers contradict each other: 1 / 2" in _text(other)


def _text(found: Compared) -> str:
    return "\n".join(explain(found, KIT.weights.of("person", found.system)))


scores = st.floats(1e-6, 1 - 1e-6)
priors = st.floats(1e-6, 0.9)


@given(scores, priors)
def test_needed_is_the_inverse_of_posterior(score: float, prior: float) -> None:
    assert posterior(needed(score, prior), prior) == pytest.approx(score, rel=1e-6)


@given(st.floats(-12, 12), st.floats(-12, 12), priors, priors)
def test_the_posterior_rises_with_the_evidence_and_with_the_prior(a: float, b: float, p: float, q: float) -> None:
    assert posterior(min(a, b), p) <= posterior(max(a, b), p)
    assert posterior(a, min(p, q)) <= posterior(a, max(p, q)) * (1 + 1e-12)


def test_no_evidence_leaves_the_prior() -> None:
    assert posterior(0.0, 0.0001) == pytest.approx(0.0001)
    assert needed(0.5, 0.0001) == pytest.approx(log10(9999))
