from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vetoproof.gather.jsonl import lines
from vetoproof.gather.piece import Piece
from vetoproof.model import sha256


def read(*texts: str | bytes, limit: int = 10_000) -> list[Piece]:
    data = b"\n".join(text if isinstance(text, bytes) else text.encode() for text in texts)
    return list(lines(io.BytesIO(data), "file:news.jsonl", limit))


def test_a_line_is_a_document_with_its_address_and_hints() -> None:
    line = {
        "url": "https://paper.example/1", "text": "A ship left.", "title": "Ship", "outlet": "Example Paper",
        "published": "2024-10-08", "language": "en", "tags": ["a", "b"], "words": 3, "author": None, "raw": {"x": 1},
        "kind": "digest", "handling": "restricted",
    }  # fmt: skip
    (piece,) = read(json.dumps(line))
    assert (piece.address, piece.data, piece.media_type) == ("https://paper.example/1", b"A ship left.", "text/plain")
    assert (piece.kind, piece.handling, piece.outcome) == ("digest", "restricted", "ok")
    assert piece.hints == {
        "url": "https://paper.example/1", "title": "Ship", "outlet": "Example Paper", "published": "2024-10-08",
        "language": "en",
        "tags": "a; b", "words": "3", "kind": "digest", "handling": "restricted", "omitted": "raw",
    }  # fmt: skip


def test_html_comes_before_text_and_address_is_as_good_as_url() -> None:
    (piece,) = read('{"address": "https://paper.example/2", "html": "<p>A ship left.</p>", "text": "A ship left."}')
    assert (piece.address, piece.media_type, piece.data) == ("https://paper.example/2", "text/html", b"<p>A ship left.</p>")
    (piece,) = read('{"html": "", "text": "A ship left."}')
    assert piece.media_type == "text/plain"


def test_a_line_without_address_keeps_its_own_when_lines_are_reordered() -> None:
    one, two = '{"text": "Ship one left."}', '{"text": "Ship two left."}'
    assert {p.address for p in read(one, two)} == {p.address for p in read(two, one)}
    assert read(one)[0].address == "file:news.jsonl#" + sha256(b"Ship one left.")[:16]


@pytest.mark.parametrize(
    ("line", "outcome", "reason"),
    [
        ("{", "bad line", "not JSON"),
        ("[1, 2]", "bad line", "not an object"),
        ('"text"', "bad line", "not an object"),
        ('{"url": "https://paper.example/1"}', "bad line", "neither html nor text"),
        ('{"text": 7}', "bad line", "neither html nor text"),
        ('{"text": null}', "bad line", "neither html nor text"),
        ('{"text": "a", "handling": "secret"}', "bad line", "handling 'secret'"),
        ('{"text": "\\ud800"}', "bad line", ""),
        (b'{"text": "\xff"}', "bad line", "not JSON"),
        ("[" * 9_000, "bad line", "not JSON"),
        ('{"text": "  "}', "empty", "text/plain is empty"),
        ('{"html": ""}', "empty", "text/html is empty"),
        ('{"text": "%PDF-1.4 xyz"}', "binary", "pdf: not text"),
        ('{"text": "a\\u0000b"}', "binary", "NUL bytes"),
        ('{"text": "' + "x" * 10_001 + '"}', "too large", "more than 10,000 bytes"),
        ('{"text": "' + "x" * 200_000 + '"}', "too large", "more than 10,000 bytes"),
    ],
)
def test_a_line_that_is_no_document_is_told_with_its_number_and_the_rest_is_read(
    line: str | bytes, outcome: str, reason: str
) -> None:
    good = '{"url": "https://paper.example/9", "text": "A ship left."}'
    first, bad, last = read(good, line, good)
    assert first == replace(last, method="jsonl line 1")
    assert bad.outcome == outcome
    assert bad.reason.startswith("line 2: ")
    assert reason in bad.reason
    if outcome == "bad line":
        assert bad.address == "file:news.jsonl#L2"


def test_blank_lines_and_a_byte_order_mark_are_no_documents() -> None:
    assert [p.outcome for p in read(b'\xef\xbb\xbf{"text": "A ship left."}', "", "  ", '{"text": "B."}', "")] == ["ok", "ok"]


def test_bytes_of_a_bad_line_are_kept() -> None:
    assert read("{half")[0].data == b"{half"


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    for piece in read(data, limit=100):
        assert piece.outcome == "ok" or piece.reason
