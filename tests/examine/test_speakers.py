"""Who a phrase names: persons, their offices and pronouns, bodies, outlets, unnamed sources."""

from __future__ import annotations

import pytest
from reader_for_tests import document, dprk, extractor

from vetoproof.examine import claims
from vetoproof.examine.scene import Scene


def named(text: str, quote: str, **more: object) -> str | None:
    """The canonical name for a phrase, printed between brackets in the text: "[he] said"."""
    printed = text.replace(f"[{quote}]", quote)
    at = text.index(f"[{quote}]")
    reader = extractor()
    page = document(printed, **more)  # type: ignore[arg-type]
    doc = next(iter(reader._parser.pipe([printed], dprk().languages["en"])))
    scene = Scene.of(page, doc, reader._lexicon(dprk(), "en"))
    cast = claims.walk(scene).chainer.cast
    cast.history = [s for s in cast.history if s.span is not None and s.span.start < at]
    tokens = doc.char_span(at, at + len(quote), alignment_mode="expand")
    assert tokens is not None
    speaker = cast.resolve(tokens.root)
    return speaker.name if speaker is not None else None


SENT = "North Korea has sent 3,000 soldiers to Russia"


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, [Defense Minister Kwon Tae-rim] told reporters.", "Defense Minister Kwon Tae-rim", "Kwon Tae-rim"),
        (f"{SENT}, Rep. Kwon Tae-rim told reporters. [Kwon] gave no date.", "Kwon", "Kwon Tae-rim"),
        (f"{SENT}, [Dame Flavia Elphberg] said.", "Dame Flavia Elphberg", "Flavia Elphberg"),
        (f"{SENT}, said [the spokesman of the brigade, Major Rupert Hentzau].",
         "the spokesman of the brigade, Major Rupert Hentzau", "Rupert Hentzau"),
        (f"{SENT}, said [Chief of the General Staff Valery Gerasimov].", "Chief of the General Staff Valery Gerasimov",
         "Valery Gerasimov"),
        (f"{SENT}, the analyst Fritz Tarlenheim said. [HENTZAU]: No.", "HENTZAU", "HENTZAU"),
        ("With us is Rupert Hentzau, who commanded the guard.\n\nHENTZAU: [We] saw 300 North Korean soldiers.", "We",
         "Rupert Hentzau"),
        (f"{SENT}, said [a commander with the call sign “Falcon”].", "a commander with the call sign “Falcon”", "Falcon"),
        (f"{SENT}, Minister of Construction [Rupert Hentzau] said.", "Rupert Hentzau", "Rupert Hentzau"),
        (f"{SENT}, [Cabinet Secretary Hentzau] said.", "Cabinet Secretary Hentzau", "Hentzau"),
        (f"{SENT}. [Activist Rupert Hentzau] said so.", "Activist Rupert Hentzau", "Rupert Hentzau"),
    ],
)  # fmt: skip
def test_a_person_is_named_without_the_office_printed_before(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, the lawmaker Kwon Tae-rim said. About 300 have died, [the legislator] added.", "the legislator",
         "Kwon Tae-rim"),
        (f"{SENT}, [a South Korean MP] said.\n\nKwon Tae-rim, a South Korean MP, gave no date.", "a South Korean MP",
         "Kwon Tae-rim"),
        (f"{SENT}, Mrs Flavia Elphberg said. Mr Rupert Hentzau, a guardsman, agreed. [She] gave no date.", "She",
         "Flavia Elphberg"),
        (f"{SENT}, the analyst Fritz Tarlenheim told Reuters. [He] said that 300 had been killed.", "He", "Fritz Tarlenheim"),
        (f"{SENT}, the analyst Fritz Tarlenheim said. By [his] count 300 have died.", "his", "Fritz Tarlenheim"),
        (f"{SENT}, the analyst Fritz Tarlenheim said. [His own estimate] is lower.", "His own estimate", "Fritz Tarlenheim"),
    ],
)  # fmt: skip
def test_a_person_is_taken_up_by_office_and_pronoun(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


def test_whoever_is_taken_up_fits_in_sex_and_number() -> None:
    text = f"{SENT}, the mother Helga Sapt said. Three soldiers confirmed this. [He] gave no date."
    assert named(text, "He") is None


def test_a_channel_or_town_beside_a_verb_of_saying_is_no_person() -> None:
    assert named(f"{SENT}, [the channel Zenda Without Walls] wrote.", "the channel Zenda Without Walls") != "anon:channel"


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, the Alpine Institute of Music (AIM) said. [AIM] gave no date.", "AIM", "Alpine Institute of Music"),
        (f"{SENT}, said [the press office of the Alpine Institute].", "the press office of the Alpine Institute",
         "Alpine Institute"),
        (f"{SENT}, [researchers at the Alpine Institute] said.", "researchers at the Alpine Institute", "Alpine Institute"),
        (f"{SENT}, a report by the Alpine Institute said.\n\n[The report] gave no date.", "The report", "Alpine Institute"),
        (f"In Warsaw, [the defence ministry] said that {SENT}.", "the defence ministry", "PL MoD"),
        (f"{SENT}, Poland's foreign ministry said. Reuters asked the embassy. [The ministry] gave no date.", "The ministry",
         "PL MFA"),
        (f"{SENT}, South Korea's spy agency said. About 300 have died, [the service] added.", "the service", "KR NIS"),
        ("KATHMANDU, May 19 -- About 300 Nepalis fight for Russia, [the Foreign Ministry] said.", "the Foreign Ministry",
         "NP MFA"),
        (f"The Security Council met. [The representative of Denmark] said that {SENT}.", "The representative of Denmark",
         "DK UN mission"),
        ("Kenya sends nobody, Nairobi said. A thousand Kenyans fight for Russia, [the National Intelligence Service] said.",
         "the National Intelligence Service", "KE NIS"),
        (f"{SENT}, the defence minister Shin Won-sik said. [His ministry] gave no date.", "His ministry", "KR MND"),
    ],
)  # fmt: skip
def test_a_body_is_known_by_its_state_its_short_form_and_its_kind(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, [the channel Zenda Without Walls] wrote.", "the channel Zenda Without Walls", "Zenda Without Walls"),
        (f"{SENT}, the website Zenda Watch wrote. [The site] gave no date.", "The site", "Zenda Watch"),
        (f"{SENT}, wrote the Elphberg Courier, a newspaper of the town. [The paper] gave no date.", "The paper",
         "Elphberg Courier"),
        (f"{SENT}, [several Telegram channels] wrote.", "several Telegram channels", "group:Telegram channels"),
    ],
)  # fmt: skip
def test_an_outlet_is_known_by_the_word_beside_its_name(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, [the South Korean Ministry of Defense] said.", "the South Korean Ministry of Defense", "KR MND"),
        (f"{SENT}. [Russia's Ministry of Agriculture] denied it.", "Russia's Ministry of Agriculture",
         "RU Ministry of Agriculture"),
        (f"{SENT}. [The consulate general of the DPRK in Vladivostok] did not answer.",
         "The consulate general of the DPRK in Vladivostok", "KP consulate general in Vladivostok"),
        (f"{SENT}. [The Russian trade mission in Helsinki] disputed it.", "The Russian trade mission in Helsinki",
         "RU trade mission in Helsinki"),
        (f"{SENT}. [The Government of Nepal] has learnt of six deaths.", "The Government of Nepal", "NP government"),
        (f"{SENT}. [The Association of Repatriates of Zenda] counted five.", "The Association of Repatriates of Zenda",
         "Association of Repatriates of Zenda"),
        (f"{SENT}. [Ukraine's centre for countering lies] wrote so.", "Ukraine's centre for countering lies",
         "UA centre for countering lies"),
        (f"{SENT}. [The project “Zenda Wants to Know”] published it.", "The project “Zenda Wants to Know”",
         "Zenda Wants to Know"),
        (f"{SENT}. [The General Staff] in Kyiv counted them.", "The General Staff", "UA General Staff"),
        (f"{SENT}. [South Korean spies] counted them.", "South Korean spies", "KR NIS"),
        (f"{SENT}. [South Korea's defence intelligence] thinks so.", "South Korea's defence intelligence", "KR DIA"),
    ],
)  # fmt: skip
def test_a_body_of_a_state_has_its_whole_name(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


def test_a_bare_ministry_on_a_page_about_two_states_stays_unknown() -> None:
    text = "Peru and Chile sent observers. Both are in Russia. North Korea has sent 3,000 soldiers, [the ministry] said."
    assert named(text, "the ministry") is None


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        (f"{SENT}, an engineer told Reuters. About 300 have died, a lawyer said. [The engineer] gave no date.", "The engineer",
         "anon:engineer"),
        (f"{SENT}, an engineer told Reuters. [The source] gave no date.", "The source", "anon:engineer"),
        (f"{SENT}, two Western diplomats said. [One of them] gave no date.", "One of them", "anon:western diplomats"),
        (f"{SENT}, the analyst Fritz Tarlenheim said. [The lawyer] gave no date.", "The lawyer", "anon:lawyer"),
        (f"{SENT}, Ukraine's spy chief, Kyrylo Budanov, said. [The intelligence chief] gave no date.", "The intelligence chief",
         "Kyrylo Budanov"),
        (f"{SENT}, Reuters wrote. It was not checked. Poland's foreign ministry has questions. [It] gave no date.", "It",
         "PL MFA"),
    ],
)  # fmt: skip
def test_whoever_is_unnamed_is_taken_up_by_kind_and_not_by_nearness(text: str, quote: str, name: str) -> None:
    assert named(text, quote) == name


def test_a_leaders_sister_is_not_the_leader() -> None:
    text = "Kim Jong Un's sister denied that North Korea sent weapons to Russia."
    found = next(iter(extractor().read([document(text)], dprk()))).claims
    assert [c.chain[-1].speaker for c in found] == ["anon:sister"]
