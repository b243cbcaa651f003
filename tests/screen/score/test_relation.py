"""How words relate, and that the index finds the same relations as comparing with every word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from listed import KIT, index_of, listing

from vetoproof.screen.score.relation import EDIT_1, Level, Relations

LISTED = (
    "kim kimm gim jong chong yong un il li lu lee sergei sergey siergiej petrov petrof pertov petro petrova aleksandr "
    "alexander sasha mohammed muhammad mohamed mohamad "
    "ali aly hassan hasan robert bob bobby william bill namchongang "
    "namchonggang namchogang shipping shiping trading traiding bank banque 17 18 x9 a b nikolay nikolai nikolaevich"
)
words = st.one_of(st.sampled_from(LISTED.split()), st.text("abeiklmnorsu", min_size=1, max_size=9))


def related(a: str, b: str) -> Level:
    return KIT.relations.level(a, b)


@given(words, words)
def test_a_relation_is_the_same_from_either_side(a: str, b: str) -> None:
    assert related(a, b) == Relations(KIT.reader.sound, KIT.reader.nicknames).level(b, a)


@given(words, words)
def test_only_equal_words_are_equal_and_words_of_one_sound_are_never_further(a: str, b: str) -> None:
    assert (related(a, b) == Level.EQUAL) == (a == b)
    if a != b and not a.isdigit() and not b.isdigit() and KIT.relations.sound(a) == KIT.relations.sound(b):
        assert related(a, b) == Level.SOUND


@given(words, words)
def test_no_slip_is_seen_in_short_words(a: str, b: str) -> None:
    if related(a, b) in (Level.EDIT_1, Level.EDIT_2):
        assert max(min(len(a), len(b)), min(len(KIT.relations.sound(a)), len(KIT.relations.sound(b)))) >= EDIT_1


@given(st.text("0123456789", min_size=1, max_size=9), words)
def test_numbers_relate_to_nothing_but_themselves(number: str, word: str) -> None:
    assert related(number, word) == (Level.EQUAL if number == word else Level.NONE)


def test_levels_as_a_person_would_give_them() -> None:
    assert related("sergei", "sergey") == Level.SOUND
    assert related("robert", "bob") == Level.NICKNAME
    assert related("namchongang", "namchogang") == Level.EDIT_1
    assert related("un", "il") == Level.NONE
    assert related("kim", "kin") == Level.NONE
    assert Level.EQUAL < Level.SOUND < Level.NICKNAME < Level.EDIT_1 < Level.EDIT_2 < Level.NONE


@settings(max_examples=40, deadline=None)
@given(st.lists(words, min_size=1, max_size=40, unique=True), st.lists(words, min_size=1, max_size=10))
def test_the_index_finds_every_relative_and_no_other(listed: list[str], queries: list[str]) -> None:
    index = index_of([listing(word, id=str(at)) for at, word in enumerate(listed)])
    # Words as the index has them: a reading may fold what it was given.
    held = {index.key(at): at for at in range(len(index.arrays["word_number"])) if _latin(index, at)}
    for query in queries:
        found = index.relatives("latin", query)
        given_ = dict(zip(found.words.tolist(), found.levels.tolist(), strict=True))
        wanted = {at: int(related(query, key)) for key, at in held.items() if related(query, key) != Level.NONE}
        assert given_ == wanted, (query, {index.key(at): level for at, level in given_.items()})


def _latin(index: object, at: int) -> bool:
    from vetoproof.screen.index.segment import item

    return item(index.arrays, "word", at).startswith(b"l:")  # type: ignore[attr-defined]
