"""Bad input is an outcome with a reason or a note, in bounded time; never a crash, never a silent loss."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_for_tests import PROSE, article, page, read

from patience import Within
from vetoproof.examine.characters import clean
from vetoproof.examine.decoding import Decoded, decode
from vetoproof.model import Document, Rejection

P = f"<p>{PROSE}</p>".encode()
ENTRY = b"<section><time>10:01</time><h2>News</h2>" + P + b"</section>"
LIVE = b"<html><head><title>War live: six killed</title></head><body><h1>War live: six killed</h1>"
HEAD = b"<html><head><title>T</title></head><body><h1>Six officers killed</h1>"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"%PDF-1.7 ...", "no PDF that can be read"),
        (b"PK\x03\x04....", "binary: a ZIP"),
        (b"\x89PNG\r\n", "binary: a PNG"),
        (bytes(range(256)) * 20, "binary"),
        (b"<html><body><img src='x'></body></html>", "no text"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no text"),
        (b"<html><body><a href='/1'>One</a> <a href='/2'>Two</a></body></html>", "no prose"),
    ],
)
def test_what_holds_no_article_is_rejected_with_its_reason(body: bytes, reason: str) -> None:
    found = read(body)
    assert isinstance(found, Rejection)
    assert reason in found.reason


def test_a_failed_capture_and_a_foreign_medium_are_reasons() -> None:
    failed = read(b"", outcome="failed", reason="timeout")
    assert isinstance(failed, Rejection)
    assert "timeout" in failed.reason
    foreign = read(b"{}", "application/json")
    assert isinstance(foreign, Rejection)
    assert "application/json" in foreign.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "cp1251", "euc-kr", "koi8-r", "shift_jis"])
def test_a_declared_or_detectable_encoding_is_read(encoding: str) -> None:
    text = {
        "cp1251": "Шесть офицеров были убиты в результате удара, сообщило министерство обороны страны. ",
        "koi8-r": "Шесть офицеров были убиты в результате удара, сообщило министерство обороны страны. ",
        "euc-kr": "국방부는 장교 여섯 명이 숨졌다고 밝혔다고 전했다. 이것은 사실이다. ",
        "shift_jis": "防衛省は将校六人が死亡したと発表したと伝えられている。これは事実である。",
    }.get(encoding, "Le général a été tué près de la ville, a déclaré le ministère. ")
    declared = decode(b"<meta charset='" + encoding.encode() + b"'>" + (text * 5).encode(encoding.replace("-sig", "")), "")
    assert isinstance(declared, Decoded)
    assert text.strip() in declared.text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    found = decode("Le général a été tué.".encode(encoding), "text/html; charset=latin-1")
    assert isinstance(found, Decoded)
    assert found.text.lstrip("\ufeff") == "Le général a été tué."


def test_a_wrong_declaration_is_noted_and_the_text_saved() -> None:
    body = HEAD + "<p>Le général a été tué près de la ville, a déclaré le ministère dans la nuit.</p>".encode("latin-1") * 4
    found = page(b"<meta charset=utf-8>" + body)
    assert "Le général a été tué près" in found.text
    assert any("declared as utf-8, which it is not" in note for note in found.notes)


def test_broken_bytes_in_utf8_are_damage_not_another_encoding() -> None:
    found = decode(("été " * 400).encode() + b"\xff" + ("été " * 400).encode(), "")
    assert isinstance(found, Decoded)
    assert found.encoding == "utf-8"
    assert found.notes == ("1 broken characters in UTF-8",)


@pytest.mark.parametrize(
    ("name", "body", "note"),
    [
        ("50 MB of paragraphs", HEAD + P * 400_000, "bytes were read"),
        ("50 MB of script", HEAD + b"<script>" + b"x=1;" * 12_000_000 + b"</script>" + P * 4, None),
        ("50 MB of unclosed scripts", HEAD + P * 4 + b"<script>" * 6_000_000, "bytes were read"),
        ("200,000 nested divs", HEAD + b"<div>" * 200_000 + P * 4, "nested deeper"),
        ("200,000 nested spans", HEAD + b"<span>" * 200_000 + P * 4, "nested deeper"),
        ("100,000 links", HEAD + P * 4 + b"<p>" + b"<a href='x'>link text</a> " * 100_000 + b"</p>", "too many"),
        ("one paragraph of 8 MB", HEAD + b"<p>" + b"word word word word word. " * 320_000, "rest was not read"),
        ("10 MB of prose", HEAD + P * 90_000, "bytes were read"),
        ("a live page of 10,000 entries", LIVE + ENTRY * 10_000, "rest was not read"),
        ("a live page of 200 nested times", LIVE + b"<div><time>10:01</time>" * 200 + P * 4, None),
        ("10 MB of joiners", HEAD + P * 4 + b"<p>" + "\u200d\u200c".encode() * 1_600_000, "bytes were read"),
        ("10 MB of marks on one letter", HEAD + P * 4 + b"<p>a" + "\u0301".encode() * 5_000_000, "bytes were read"),
        ("a title of 1 MB", b"<html><head><title>" + b"A " * 500_000 + b"</title></head><body><h1>Six</h1>" + P * 4, None),
        ("deep JSON-LD", b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>" + HEAD + P * 4, None),
    ],
    ids=lambda value: value if isinstance(value, str) and value[0].isalnum() and len(value) < 40 else "",
)
def test_a_hostile_page_is_read_in_bounded_time(within: Within, name: str, body: bytes, note: str | None) -> None:
    with within(15):  # a hundred times what an article takes; unbounded reading took minutes
        found = page(body)
    assert PROSE in found.text or "word word" in found.text, name
    if note:
        assert any(note in one for one in found.notes), found.notes


def test_characters_that_cannot_be_seen_are_taken_out_with_a_note() -> None:
    inner = "<p>Six off\u200bic\u00aders were \u202ekilled\u202c near the to\x00wn, the ministry said in a statement.</p>"
    found = page(article(inner))
    assert "Six officers were killed near the town, the ministry said in a statement." in found.text
    assert {note.split()[1] for note in found.notes if "left out" in note and "characters" in note} >= {
        "invisible",
        "direction",
    }


def test_scripts_may_be_mixed_in_one_page() -> None:
    lines = (
        "The ministry (国防部) and its spokesman, Иван Петров, gave no figures of the dead on Friday.",
        "قال المتحدث إن ستة ضباط (six officers) قتلوا في هجوم صاروخي على المدينة.",
        "국방부는 장교 6명이 숨졌다고 밝혔다고 Иван Петров 대변인이 전했다.",
    )
    found = page(article("".join(f"<p>{line}</p>" for line in lines)))
    assert all(line in found.text for line in lines)
    assert found.language == "en"


def test_right_to_left_text_is_kept() -> None:
    line = "قال المتحدث إن ستة ضباط قتلوا في هجوم صاروخي على المدينة."
    found = page(f"<html><body><h1>بيان الوزارة اليوم</h1>{f'<p>{line}</p>' * 5}</body></html>")
    assert line in found.text
    assert found.language == "ar"


def test_a_date_after_the_capture_is_noted() -> None:
    found = page(article("", '<meta property="article:published_time" content="2031-01-01T00:00:00Z">'))
    assert found.published.from_ == "2031-01-01T00:00:00+00:00"
    assert any("after its capture" in note for note in found.notes)


@given(st.binary(max_size=2000))
@settings(deadline=None, max_examples=60)
def test_no_bytes_make_it_fail(body: bytes) -> None:
    assert isinstance(read(body), Document | Rejection)


@given(st.text(max_size=600), st.sampled_from(["text/plain", "text/markdown", "text/html"]))
@settings(deadline=None, max_examples=60)
def test_whatever_is_read_holds_its_own_extents(text: str, media_type: str) -> None:
    found = read(text, media_type)
    if isinstance(found, Document):
        assert all(0 <= extent.start < extent.end <= len(found.text) for extent in found.headline)
        assert all(found.text[link.start : link.end].strip() for link in found.links)
        assert "\x00" not in found.text


@given(st.text(max_size=300))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once, _ = clean(text)
    assert clean(once) == (once, ())


@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "</p>", "<b>", "<br>", "<a href='x'>", "</a>", PROSE, "<h1>", "<td>", "<li>"]
        ),
        max_size=40,
    )
)
@settings(deadline=None, max_examples=60)
def test_no_broken_markup_makes_it_fail(parts: list[str]) -> None:
    assert isinstance(read("".join(parts)), Document | Rejection)


@pytest.mark.parametrize(
    "mark", ["\u200c", "\u200d", "\U000e006f", "\ufe0f", "\u3164", "\u2061", "\u00ad"], ids=lambda mark: f"U+{ord(mark):04X}"
)
def test_a_mark_inside_a_latin_word_is_taken_out_of_it(mark: str) -> None:
    found, notes = clean(f"No bridge was n{mark}ot built.")
    assert found == "No bridge was not built."
    assert len(notes) == 1


def test_joiners_stay_where_a_script_writes_with_them() -> None:
    assert clean("می\u200cخواهم") == ("می\u200cخواهم", ())


def test_a_latin_word_with_letters_that_look_latin_is_read_as_it_is_seen() -> None:
    found, notes = clean("The bridge was n\u043et built; the \u0441ommander didn\u02bct say why. Ракета С-300, кот, Тa.")
    assert found == "The bridge was not built; the commander didn\u2019t say why. Ракета С-300, кот, Тa."
    assert notes == ("2 words of Latin letters held letters of another script that look the same: read as Latin ones",)


@pytest.mark.parametrize("text", ["a" * 400_000, "а" * 400_000, "aа" * 200_000, "\u200d" * 400_000])
def test_odd_letters_are_mended_in_linear_time(within: Within, text: str) -> None:
    with within(3):
        clean(text)


def test_an_english_page_that_ends_in_another_script_is_read_as_english_and_says_so() -> None:
    russian = "Кремль заявил, что это неправда, и отказался отвечать на вопросы. Сообщений, по его словам, слишком много."
    found = page(f"The Paper\n\n{PROSE}\n\n{russian}", "text/plain")
    assert found.language == "en"
    assert "1 paragraphs in letters of other languages are not read" in found.notes
    assert page(f"Газета\n\n{russian}\n\n{russian}\n\n{PROSE}", "text/plain").language == "ru"
