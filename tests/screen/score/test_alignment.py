"""Which words of two names answer to each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from listed import KIT

from vetoproof.screen.names.reading import Kind, Part, Role
from vetoproof.screen.score.alignment import Alignment, align
from vetoproof.screen.score.relation import Level

ROLES: list[Role] = ["name", "family", "given", "patronymic", "particle", "honorific", "initial", "form", "generic", "number"]
LISTED = "kim jong un jongun petrov patr ushev patrushev n a ltd 17 18 jc johnson controls bank"
keys = st.one_of(
    st.sampled_from(LISTED.split()),
    st.text("abn", min_size=1, max_size=3),
)
parts = st.lists(st.builds(Part, keys, st.sampled_from(ROLES)), min_size=0, max_size=6)


def aligned(a: str, b: str, kind: Kind = "person") -> tuple[Alignment, tuple[Part, ...], tuple[Part, ...]]:
    """Two names by letters."""
    left, right = (next(r.parts for r in KIT.reader.read(text, kind) if r.system == "latin") for text in (a, b))
    return align(left, right, "latin", KIT.relations), left, right


def levels(a: str, b: str, kind: Kind = "person") -> dict[str, Level]:
    """The words of the first name that have an answer, and how near it is."""
    found, left, _ = aligned(a, b, kind)
    return {" ".join(left[i].key for i in pair.left): pair.level for pair in found.pairs}


@settings(max_examples=200, deadline=None)
@given(parts, parts, st.sampled_from(["latin", "korean", "chinese", "arabic"]))
def test_every_word_is_used_once_or_left_over(a: list[Part], b: list[Part], system: str) -> None:
    found = align(a, b, system, KIT.relations)
    assert sorted([i for pair in found.pairs for i in pair.left] + list(found.left)) == list(range(len(a)))
    assert sorted([j for pair in found.pairs for j in pair.right] + list(found.right)) == list(range(len(b)))


@settings(max_examples=100, deadline=None)
@given(parts, st.sampled_from(["latin", "korean", "chinese", "arabic"]))
def test_a_name_answers_wholly_to_itself_in_its_order(a: list[Part], system: str) -> None:
    found = align(a, a, system, KIT.relations)
    assert not found.left
    assert not found.right
    assert not found.inverted
    assert {pair.level for pair in found.pairs} <= {Level.EQUAL}


def test_an_initial_answers_to_a_whole_name_that_was_left_out() -> None:
    assert levels("A. Petrov", "Andrei Petrov")["a"] == Level.INITIAL
    assert levels("Nikolay Petrov", "N. Petrov")["nikolay"] == Level.INITIAL


def test_an_initial_answers_to_nothing_where_whole_names_contradict_each_other() -> None:
    found, left, right = aligned("Nikolay A. Petrov", "Nikolay Anisimov")
    assert {left[i].key for i in found.left} == {"a", "petrov"}
    assert {right[j].key for j in found.right} == {"anisimov"}


def test_words_joined_or_split_answer_to_each_other() -> None:
    assert levels("Kim Jong Un", "Kim Jongun") == {"kim": Level.EQUAL, "jong un": Level.EQUAL}
    assert levels("Nikolai Patrushev", "Nikolai Patr Ushev")["patrushev"] == Level.EQUAL


def test_words_in_another_order_are_told() -> None:
    assert aligned("Petrov Sergei", "Sergei Petrov")[0].inverted
    assert not aligned("Sergei Petrov", "Sergey Petrov")[0].inverted


def test_an_acronym_answers_to_the_words_that_it_stands_for() -> None:
    assert levels("KMS Bank", "Korea Myongdok Shipping Bank", "organisation")["kms"] == Level.ACRONYM


def test_two_letters_that_can_be_spoken_are_a_name_and_no_acronym() -> None:
    assert levels("JC Holding", "Johnson Controls Holding", "organisation")["jc"] == Level.ACRONYM
    assert "ma" not in levels("Ma Shan", "Maulawi Ahmed Shah")


def test_numbers_answer_to_equal_numbers_only() -> None:
    found, left, right = aligned("Maia 1", "Maia 2", "ship")
    assert [left[i].key for i in found.left] == ["1"]
    assert [right[j].key for j in found.right] == ["2"]


def test_a_family_name_of_syllables_answers_to_a_family_name_only() -> None:
    kim, jong = Part("kim", "family"), Part("jong", "given")
    found = align([kim, jong], [Part("jong", "family"), Part("kim", "given")], "korean", KIT.relations)
    assert not found.pairs


def test_a_family_name_is_no_slip_of_a_patronymic() -> None:
    assert levels("Elena Petrova", "TIMCHENKO, Elena Petrovna") == {"elena": Level.EQUAL}
    assert levels("Elena Petrowna", "Elena Petrovna")["petrowna"] <= Level.SOUND


def test_a_letter_in_a_bodys_name_stands_for_no_word() -> None:
    assert "t" not in levels("T-Motor", "Toyota Motor", "organisation")
    assert levels("A. Khamenei", "Ali Khamenei")["a"] == Level.INITIAL


def test_the_fathers_name_in_two_languages_is_one_and_a_daughters_is_not_a_sons() -> None:
    assert levels("Aleksandr Grigorevich", "Alyaksandr Ryhoravich")["grigorevich"] == Level.NICKNAME
    assert "ivanovna" not in levels("Anna Ivanovna", "Pavel Ivanovich")


def test_a_particle_is_short_for_no_given_name() -> None:
    assert "alexander" not in levels("Ahmed Alexander", "AL-QADRI, Ahmad")
