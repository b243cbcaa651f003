"""Names in Chinese characters and their romanisations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.screen.names.chinese import Han
from vetoproof.screen.names.chinese_latin import MOST, Pinyin
from vetoproof.screen.names.han_tables import ABROAD, HanTables
from vetoproof.screen.names.reading import Kind, NameReading

TABLES = HanTables()
HAN, LATIN = Han(TABLES), Pinyin(TABLES)


def latin(text: str, kind: Kind = "person") -> tuple[NameReading, ...]:
    """Readings of a printed Latin name, cut into words as upstream does."""
    return LATIN.of_latin(tuple(text.lower().replace("'", "").replace("-", " ").replace(",", " ").split()), kind, text)


@pytest.mark.parametrize(
    ("han", "printed"),
    [
        ("习近平", "Xi Jinping"),
        ("習近平", "Hsi Chin-p'ing"),
        ("毛泽东", "Mao Tse-tung"),
        ("周恩来", "Chou En-lai"),
        ("蔣介石", "Chiang Kai-shek"),
        ("陳偉明", "Chan Wai Ming"),
        ("陈伟明", "Tan Weiming"),
        ("黃家強", "Wong Ka Keung"),
        ("李晓翠", "Li XIAOCUI"),
        ("李晓翠", "XIAOCUI Li"),
        ("欧阳修", "Ouyang Xiu"),
        ("司徒華", "Szeto Wah"),
        ("吕国强", "LYU Guoqiang"),
    ],
)
def test_persons_meet_their_romanisations(han: str, printed: str) -> None:
    assert set(HAN.of_han(han, "person")) & set(latin(printed)), (HAN.of_han(han, "person"), latin(printed))


@pytest.mark.parametrize(
    ("han", "family"), [("单田芳", "shan"), ("仇英", "qiu"), ("曾国藩", "zeng"), ("解晓东", "xie"), ("翟志刚", "zhai")]
)
def test_family_names_have_their_own_readings(han: str, family: str) -> None:
    assert HAN.of_han(han, "person")[0].parts[0].key == family


def test_apostrophes_of_wade_giles_choose_between_aspirate_and_plain() -> None:
    first = latin("Chang P'ei-ts'ung")[0]
    assert [part.key for part in first.parts] == ["zhang", "pei", "cong"]


@pytest.mark.parametrize(
    ("printed", "given"),
    [
        ("Ch'en Ch'üan-kuo", ["quan", "guo"]),
        ("Ch’ên Ch’üan-kuo", ["quan", "guo"]),
        ("Ch'en Chüan-kuo", ["juan", "guo"]),
        ("Ch'en Ch'ü-min", ["qu", "min"]),
        ("Ch'en Ch'üeh-min", ["que", "min"]),
        ("Ch'en Ch'ün-min", ["qun", "min"]),
    ],
)
def test_two_dots_and_apostrophe_of_wade_giles_tell_the_syllable_together(printed: str, given: list[str]) -> None:
    words = tuple(
        printed.lower().replace("ü", "u").replace("ê", "e").replace("'", "").replace("’", "").replace("-", " ").split()
    )
    read = [
        [p.key for p in r.parts if p.role == "given"] for r in LATIN.of_latin(words, "person", printed) if len(r.parts) == 3
    ]
    assert given in read
    assert all(one == given for one in read if one[1] == given[1]), read


def test_a_name_that_is_pinyin_as_it_stands_is_not_turned_round_by_a_family_name_of_another_dialect() -> None:
    assert not [r for r in latin("Zhu Ting") if r.parts[0].key == "chen"]
    assert [r for r in latin("Tan Wei Ling") if r.parts[0].key == "chen"]


def test_every_pinyin_syllable_is_met_by_its_wade_giles_spelling() -> None:
    reached = {syllable for options in TABLES.wade_giles.values() for syllable in options}
    assert reached >= TABLES.syllables


def test_every_cantonese_class_is_reached_by_a_spelling() -> None:
    classes = {TABLES.cantonese(sound) for sound in set(TABLES.jyutping.values()) - {"hm", "m"}}
    assert classes == {ABROAD + name for names in TABLES.cantonese_spelled.values() for name in names}


def test_no_pinyin_syllable_is_taken_for_a_cantonese_class() -> None:
    assert not [s for s in TABLES.syllables if s.startswith(ABROAD)]


@pytest.mark.parametrize("printed", ["John Smith", "Jason Zhou", "Kim Jong Un", "Vladimir Li", "Ann Lee", "Li", ""])
def test_other_names_get_no_reading(printed: str) -> None:
    assert latin(printed) == ()


def test_no_name_has_more_than_four_readings() -> None:
    assert all(
        len(latin(f"{a} {b} {c}")) <= MOST for a in ("Chan", "Wong", "Chang") for b in ("Chung", "Tse") for c in ("Tung", "Yu")
    )


@pytest.mark.parametrize(
    ("han", "printed"),
    [
        ("深圳市比广贸易有限公司", "Shenzhen City Biguang Trading Co Ltd"),
        ("華信船務(香港)有限公司", "HUAXIN SHIPPING Hong Kong LTD"),
        ("丹东宏达贸易有限公司", "Dandong Hongda Trade Co Ltd"),
        ("重庆长安实业有限公司", "Chongqing Changan Industrial Co Ltd"),
    ],
)
def test_bodies_meet_their_translations(han: str, printed: str) -> None:
    native = [frozenset(reading.parts) for reading in HAN.of_han(han, "organisation")]
    assert any(frozenset(reading.parts) in native for reading in latin(printed, "organisation"))


def test_a_strange_word_stands_as_it_is_where_a_place_tells_the_rest() -> None:
    reading = latin("Xiamen Limbach Aviation Engine Co Ltd", "organisation")[0]
    assert [part.key for part in reading.parts] == ["xiamen", "limbach", "aviation", "engine", "company"]
    assert latin("Limbach Aviation Engine Co Ltd", "organisation") == ()


@settings(max_examples=200, deadline=None)
@given(
    tokens=st.lists(st.text("abcdefghijklmnopqrstuwxyz019", min_size=1, max_size=12), max_size=7).map(tuple),
    text=st.text("王李欧阳深圳有限公司香港國際𠮷々 -A7", max_size=12),
    kind=st.sampled_from(["person", "organisation", "ship", "any"]),
)
def test_anything_is_read_without_error_into_plain_keys(tokens: tuple[str, ...], text: str, kind: Kind) -> None:
    for reading in LATIN.of_latin(tokens, kind) + HAN.of_han(text, kind):
        assert all(part.key.isalnum() and part.key.isascii() for part in reading.parts)
