"""Places, states, mentions, triage, language and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from page_for_tests import english, parse

from vetoproof.examine import mentions, places, sentences
from vetoproof.examine.folding import fold
from vetoproof.examine.language import detect
from vetoproof.examine.names import NameIndex
from vetoproof.examine.triage import Triage
from vetoproof.model import Mention
from vetoproof.packs.regime import PlaceRow, Regime, ShipRow, WeaponRow

SHIP = ShipRow(imo="9074729", name="Maria", names=("MARIA",), source="s", limitation="l")
LADY = ShipRow(imo="9161003", name="Lady R", source="s", limitation="l")
GUN = WeaponRow(name="KN-23", names=("KN-23", "Hwasong-11Ga"), item_class="ballistic missile", source="s", limitation="l")
REGIME = Regime(
    id="x", title="X", parties=("KP", "RU"), scope=(), triage=("ammunition", "container"), ships=(SHIP, LADY), weapons=(GUN,)
)


def place(name: str, country: str, id_: str | None = None) -> PlaceRow:
    return PlaceRow(id=id_ or name, name=name, names=(), kind="city", country=country, source="s", limitation="l")


def found_mentions(text: str) -> list[Mention]:
    return [found.value for found in mentions.find(parse(text), REGIME, english())]


def ships(text: str) -> list[str]:
    return [mention.identifiers["imo"] for mention in found_mentions(text) if mention.kind == "ship"]


def test_a_name_is_found_at_word_boundaries_and_in_its_case() -> None:
    index = NameIndex({"Pole": ["person"], "polish": ["any"], "North Korea": ["state"]})
    assert [(s, e) for s, e, _ in index.find("A Pole in North Korea; a pole; Poles; NORTH KOREA")] == [
        (2, 6),
        (10, 21),
        (38, 49),
    ]
    assert len(list(index.find("Polish POLISH polish"))) == 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The South Korean ministry spoke.", ["South Korean"]),
        ("Later the North Korean army left.", ["North Korean"]),
        ("The North denied it.", ["The North"]),
        ("Then the South answered the North Koreans.", ["the South", "North Koreans"]),
        ("THE SOUTH KOREAN ARMY", ["SOUTH KOREAN"]),
        ("Cote d'Ivoire and the Cote", ["Cote d'Ivoire"]),
    ],
)
def test_an_article_is_no_beginning_of_a_name(text: str, found: list[str]) -> None:
    index = NameIndex({name: [name] for name in ("the South", "the North", "South Korean", "North Korean", "North Koreans",
                                                 "Cote d'Ivoire")})  # fmt: skip
    assert [text[start:end] for start, end, _ in index.find(text)] == found


def test_offsets_survive_letters_that_grow_in_lower_case() -> None:
    text = "İstanbul and Warsaw"
    assert len(fold(text)) == len(text)
    found = places.find(parse(text), (place("Warsaw", "PL"),), ())
    assert text[found[0].start : found[0].end] == "Warsaw"


def test_a_name_of_two_places_is_noted_and_not_settled() -> None:
    rows = (place("Kursk", "RU", "kursk-city"), place("Kursk", "RU", "kursk-region"))
    found = places.find(parse("It happened in Kursk."), rows, ())[0]
    assert found.note == "may also be kursk-region"


def test_states_are_found_by_name_demonym_and_capital() -> None:
    doc = parse("Moscow denied it. North Koreans and the U.S. said so; two Nepalis, a Nepalese officer and the DPRK did not.")
    found = places.nations(doc, english().countries)
    assert [(f.value.country.code, f.value.by) for f in found] == [
        ("RU", "capital"), ("KP", "demonym"), ("US", "name"), ("NP", "demonym"), ("NP", "demonym"), ("KP", "name"),
    ]  # fmt: skip


def test_every_member_of_the_united_nations_is_named_once() -> None:
    codes = [country.code for country in english().countries]
    assert len(codes) == len(set(codes)) >= 197
    assert {"TW", "PS", "XK", "VA", "SS", "TL"} <= set(codes)


@pytest.mark.parametrize(
    ("text", "imos"),
    [
        ("The ship Maria called at the port of Rajin.", ["9074729"]),
        ("Maria Zakharova spoke about the ship.", []),
        ("Maria said that she would come.", []),
        ("The ship Maria E called at the port.", []),
        ("The ro-ro Lady R was alongside.", ["9161003"]),
        ("Lady R was seen again.", ["9161003"]),
        ("The Maria (IMO 9074729) sailed.", ["9074729"]),
        ("The Maria (IMO 9123221) sailed.", ["9123221"]),
        ("The vessel Maria sailed.\n\nMaria was seen in May.", ["9074729", "9074729"]),
    ],
)
def test_a_ship_is_told_from_a_person_of_its_name(text: str, imos: list[str]) -> None:
    assert ships(text) == imos


def test_a_printed_imo_number_is_checked() -> None:
    assert mentions.imo_valid("9074729")
    assert not mentions.imo_valid("9074728")
    found = mentions.find(parse("The ship with IMO 9074728 sailed."), REGIME, english())
    assert [one.note for one in found if one.value.kind == "ship"] == ["the check digit of the printed IMO number does not fit"]


def test_weapons_companies_and_persons_are_mentions_with_their_span() -> None:
    text = "John Smith of Hyundai Rotem Co. said that KN-23 missiles were fired."
    found = found_mentions(text)
    assert ("KN-23", "weapon") in [(one.name, one.kind) for one in found]
    assert ("John Smith", "person") in [(one.name, one.kind) for one in found]
    assert all(one.span is not None and one.span.exact in text for one in found)


def test_triage_counts_parties_and_terms_the_first_party_twice() -> None:
    triage = Triage.of(REGIME, english().countries)
    assert triage.score("North Korea sent Russia ammunition in containers.").score == 4.0
    assert triage.score("Pyongyang and the DPRK and North Koreans").hits == ("KP",)
    assert triage.score("Pyongyang and the DPRK and North Koreans").passes
    assert not triage.score("Russia won the match. " + "The crowd sang. " * 200).passes
    assert triage.score("RUSSIAN AMMUNITION").passes


def test_one_name_or_term_suffices_for_a_short_text_and_not_for_a_long_one() -> None:
    triage = Triage.of(REGIME, english().countries)
    assert triage.score("Ammunition in a depot").passes
    assert not triage.score("Ammunition in a depot. " + "The weather was fine. " * 200).passes


def test_triage_without_parties_counts_terms() -> None:
    assert Triage(["alpha", "beta"]).score("Alpha and BETA and alphabet").score == 2.0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Six officers died during a missile attack near the town.", "en"),
        ("Шесть офицеров погибли во время ракетного удара по полигону.", "ru"),
        ("Шість офіцерів загинули під час ракетного удару по полігону біля міста.", "uk"),
        ("장교 여섯 명이 도시 근처에서 일어난 미사일 공격으로 숨졌다고 국방부가 밝혔다. 추가 내용은 없었다고 한다.", "ko"),
        ("Related", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_detected_above_forty_letters(text: str, code: str) -> None:
    assert detect(text) == code


def test_a_headline_without_a_full_stop_is_its_own_sentence() -> None:
    text = "Six officers killed near the front\n\nThe ministry said so on Thursday. Gen. Roe denied it."
    found = [text[extent.start : extent.end] for extent in sentences.extents(parse(text))]
    assert found == ["Six officers killed near the front", "The ministry said so on Thursday.", "Gen. Roe denied it."]


def test_sentences_cover_all_letters_without_overlap() -> None:
    text = "A. B. Roe spoke.\n\n“It is so,” he said.\n\n- \n\nNo. 5 was hit at 5 p.m. It burned"
    found = sentences.extents(parse(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = "".join(text[extent.start : extent.end] for extent in found)
    assert [c for c in covered if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all("\n\n" not in text[extent.start : extent.end] for extent in found)


def test_plain_english_is_told_without_the_identifier() -> None:
    from vetoproof.examine import language

    language._identifier.cache_clear()
    assert detect("The ministry said on Monday that the ship had come to the port with the cargo of the firm.") == "en"
    assert language._identifier.cache_info().currsize == 0
