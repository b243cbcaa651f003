"""Names in Hangul, Hanja and Latin letters to classes of Korean syllables."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.screen.names.han_tables import HanTables
from vetoproof.screen.names.hanja import Hanja
from vetoproof.screen.names.korean import Hangul
from vetoproof.screen.names.korean_latin import MOST, Romanised
from vetoproof.screen.names.korean_tables import KoreanTables
from vetoproof.screen.names.reading import Kind, NameReading

TABLES = KoreanTables()
HANGUL, LATIN, HANJA = Hangul(TABLES), Romanised(TABLES), Hanja(TABLES, HanTables())


def latin(text: str, kind: Kind = "person") -> tuple[NameReading, ...]:
    """Readings of a printed Latin name, cut into words as upstream does."""
    bare = (
        text.lower().replace("'", "").replace("-", " ").replace(",", " ").replace(".", " ").replace("ŏ", "o").replace("ŭ", "u")
    )
    return LATIN.of_latin(tuple(bare.split()), kind, text)


def keys(readings: tuple[NameReading, ...]) -> list[str]:
    return [" ".join(part.key for part in reading.parts) for reading in readings]


@pytest.mark.parametrize(
    "printed",
    [
        "Kim Jong Un",
        "KIM Jong-un",
        "Kim Jongun",
        "Jong Un Kim",
        "KIM, Jong Un",
        "Kim Jung-eun",
        "Gim Jeong-eun",
        "Kim Chŏng-ŭn",
    ],
)
def test_one_person_is_met_in_every_spelling(printed: str) -> None:
    assert set(latin(printed)) & set(HANGUL.of_hangul("김정은", "person"))
    assert set(latin(printed)) & set(HANJA.of_hanja("金正恩", "person"))


@pytest.mark.parametrize("spelling", ["Ri", "Lee", "Yi", "Rhee", "Rhie", "Li", "I"])
def test_one_family_name_has_many_spellings(spelling: str) -> None:
    for hangul in ("리병철", "이병철"):
        assert set(latin(f"{spelling} Byung-chul")) & set(HANGUL.of_hangul(hangul, "person"))


@pytest.mark.parametrize(
    ("spellings", "hangul"),
    [
        ("Pak Park Bak Pahk", "박"),
        ("Choe Choi", "최"),
        ("Jong Chong Jung Jeong Chung Joung", "정"),
        ("Kang Gang", "강"),
        ("Ko Koh Go", "고"),
        ("No Noh Roh", "노"),
        ("Im Lim Rim", "임"),
        ("Yu Ryu Yoo Liu", "류"),
        ("Kwon Gwon", "권"),
        ("Cho Jo Joe", "조"),
        ("Son Sohn", "손"),
        ("O Oh", "오"),
        ("U Woo", "우"),
    ],
)
def test_spellings_of_family_names_meet(spellings: str, hangul: str) -> None:
    for spelling in spellings.split():
        assert set(latin(f"{spelling} Yong Nam")) & set(HANGUL.of_hangul(hangul + "영남", "person")), spelling


def test_two_brothers_stay_apart() -> None:
    assert not set(latin("Kim Jong Un")) & set(latin("Kim Jong Il"))
    assert not set(HANGUL.of_hangul("김정은", "person")) & set(HANGUL.of_hangul("김정일", "person"))


def test_the_initial_sound_law_parts_nobody() -> None:
    north, south = HANGUL.of_hangul("리룡남", "person"), HANGUL.of_hangul("이용남", "person")
    assert set(north) & set(south)
    assert set(latin("Ri Ryong Nam")) & set(latin("Lee Yong-nam"))


def test_marks_tell_the_aspirate_from_the_plain_initial() -> None:
    assert keys(latin("KO, Ch'o'l-Chae")) == ["ko chol jae"]
    assert keys(latin("Ch'oe Ch'un-yo'ng"))[0] == "choe chun yong"


def test_double_family_names_are_known() -> None:
    reading = HANGUL.of_hangul("남궁혁", "person")[0]
    assert [part.role for part in reading.parts] == ["family", "family", "given"]
    assert reading in latin("Namgung Hyok")
    assert reading in latin("Nam Kung Hyok")


@pytest.mark.parametrize(
    "printed", ["John Smith", "Ann Lee", "Daniel Pak", "Sophia Liu", "Li Xiaocui", "Vladimir Kim", "Kim", ""]
)
def test_other_names_get_no_reading(printed: str) -> None:
    assert latin(printed) == ()


@pytest.mark.parametrize("printed", ["Chung Chun-chung Cho", "Chu Chunchun", "Cho Chong Song", "Son Jung Sun"])
def test_no_name_has_more_than_four_readings(printed: str) -> None:
    assert len(latin(printed)) <= MOST


@pytest.mark.parametrize(
    ("hangul", "printed"),
    [
        ("조선련봉총회사", "Korea Ryonbong General Corporation"),
        ("조선련봉총회사", "KOREA YONBONG GENERAL CORPORATION"),
        ("남천강무역회사", "Namchongang Trading Corporation"),
        ("청천강해운회사", "Chongchongang Shipping Co. Ltd"),
        ("압록강개발은행", "AMROGGANG Development Bank"),
        ("압록강개발은행", "Amnokkang Development Bank"),
        ("조선광업개발무역회사", "Korea Mining Development Trading Corporation"),
        ("정찰총국", "Reconnaissance General Bureau"),
    ],
)
def test_bodies_meet_their_translations(hangul: str, printed: str) -> None:
    native = [frozenset(reading.parts) for reading in HANGUL.of_hangul(hangul, "organisation")]
    assert any(frozenset(reading.parts) in native for reading in latin(printed, "organisation")), (
        native,
        latin(printed, "organisation"),
    )


@pytest.mark.parametrize(
    ("han", "hangul"),
    [
        ("朝鲜矿业开发贸易公司", "조선광업개발무역회사"),
        ("朝鮮礦業開發貿易公司", "조선광업개발무역회사"),
        ("朝鮮鑛業開發貿易會社", "조선광업개발무역회사"),
        ("朝鮮鉱業開発貿易会社", "조선광업개발무역회사"),
        ("朝鲜联合发展银行", "조선련합개발은행"),
        ("朝鮮光鮮銀行", "조선광선은행"),
        ("朝鲜光鲜银行", "조선광선은행"),
        ("朝鲜莲峰总公司", "조선련봉총회사"),
        ("朝鮮軍需工業部", "조선군수공업부"),
        ("朝鮮偵察總局", "조선정찰총국"),
    ],
)
def test_bodies_in_old_reformed_and_simplified_characters_are_read_as_in_hangul(han: str, hangul: str) -> None:
    assert set(HANJA.of_hanja(han, "organisation")) & set(HANGUL.of_hangul(hangul, "organisation"))


@pytest.mark.parametrize("printed", ["예성강 1호", "례성강 1호", "례성강1", "礼成江1号", "禮成江 1"])
def test_a_ship_meets_its_name_on_either_side_of_the_border(printed: str) -> None:
    native = HANGUL.of_hangul(printed, "ship") or HANJA.of_hanja(printed, "ship")
    assert set(native) & set(latin("RYE SONG GANG 1", "ship"))


@pytest.mark.parametrize(
    ("south", "north", "kind"),
    [
        ("용악산총회사", "RYONGAKSAN General Corporation", "organisation"),
        ("유경", "RYU GYONG", "ship"),
        ("나남 2", "RA NAM 2", "ship"),
        ("이성 3", "NI SONG 3", "ship"),
    ],
)
def test_the_initial_sound_law_holds_for_bodies_and_ships(south: str, north: str, kind: Kind) -> None:
    assert set(HANGUL.of_hangul(south, kind)) & set(latin(north, kind))


def test_ships_keep_their_numerals() -> None:
    assert keys(latin("JI SONG 6", "ship")) == ["ji song 6"]
    assert latin("Maria", "ship") == ()


def test_what_is_not_hangul_is_not_read_as_it() -> None:
    assert HANGUL.of_hangul("Kim Jong Un") == ()
    assert HANJA.of_hanja("Kim Jong Un") == ()
    assert HANJA.of_hanja("深圳市比广贸易有限公司") == ()


@settings(max_examples=200, deadline=None)
@given(
    tokens=st.lists(st.text("abcdeghijklmnoprstuwyz019", min_size=1, max_size=12), max_size=7).map(tuple),
    kind=st.sampled_from(["person", "organisation", "ship", "any"]),
)
def test_any_words_are_read_without_error_and_alike_each_time(tokens: tuple[str, ...], kind: Kind) -> None:
    found = LATIN.of_latin(tokens, kind)
    assert found == LATIN.of_latin(tokens, kind)
    assert len(found) <= MOST
    assert all(part.key.isalnum() and part.key.isascii() for reading in found for part in reading.parts)


@settings(max_examples=200, deadline=None)
@given(
    text=st.text("김이정은조선총회사무역강록렬률 -A7金正恩", max_size=14),
    kind=st.sampled_from(["person", "organisation", "ship", "any"]),
)
def test_any_text_in_hangul_is_read_without_error(text: str, kind: Kind) -> None:
    for reading in HANGUL.of_hangul(text, kind) + HANJA.of_hanja(text, kind):
        assert all(part.key.isalnum() and part.key.isascii() for part in reading.parts)
