"""What costs much is bounded, and what is left unread is said, in the reading and on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest
from reader_for_tests import document, dprk, extractor, reading
from typer.testing import CliRunner

from vetoproof.cli import app
from vetoproof.examine import claims, parse
from vetoproof.examine import extractor as reader
from vetoproof.examine.captures import partly
from vetoproof.examine.claims import Draft
from vetoproof.examine.scene import Scene

LINE = "Seoul said that {} North Korean soldiers were killed in Kursk."


def test_after_many_claims_no_further_sentence_is_read_and_the_reading_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "MOST", 4)
    text = " ".join(LINE.format(n) for n in range(200, 220))
    found = reading(text)
    assert [claim.quantity.low for claim in found.claims if claim.quantity] == [200, 201, 202, 203]
    assert partly(found) == (f"only the first {len(LINE) * 4 + 7} of {len(text):,} characters were read for claims",)


def test_of_a_document_of_too_many_words_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WORDS", 60)
    text = "\n\n".join(LINE.format(n) for n in range(200, 220))
    found = reading(text)
    assert len(found.claims) == 5
    assert found.document.text == text
    assert "were read for claims" in partly(found)[0]


def test_a_page_on_which_the_rules_go_in_a_circle_costs_no_other_page(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = claims.read

    def circling(scene: Scene) -> list[Draft]:
        return circling(scene) if "circle" in scene.text else whole(scene)

    monkeypatch.setattr(claims, "read", circling)
    pages = [document(f"A circle. {LINE.format(3)}"), document(LINE.format(4))]
    first, second = extractor().read(pages, dprk())
    assert [one.what for one in first.rejected] == ["document"]
    assert "circle" in first.rejected[0].reason
    assert [claim.quantity.low for claim in second.claims if claim.quantity] == [4]


def test_few_words_are_parsed_at_once_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = []
    batches = parse._batches
    monkeypatch.setattr(
        parse, "_batches", lambda parts, most: (sizes.append(sum(len(d) for d, _ in b)) or b for b in batches(parts, most))
    )
    texts = ["\n\n".join([LINE.format(n) for n in range(200, 1200)]), LINE]
    docs = list(extractor()._parser.pipe(texts, dprk().languages["en"]))
    assert [doc.text for doc in docs] == texts
    assert max(sizes) <= parse.TOGETHER
    assert len(sizes) > 1


def test_documents_of_a_batch_are_few_where_they_are_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "TOGETHER", 100)
    given = [document(LINE.format(n)) for n in range(200, 206)]
    assert [len(found.claims) for found in extractor().read(given, dprk())] == [1] * 6


def test_a_run_of_marks_is_parsed_in_pieces_and_kept() -> None:
    text = f"One {'“' * 3_000} two {'-' * 500}"
    pieces = parse.cut(text)
    assert "".join(pieces) == text
    assert len(pieces) == 7
    assert max(piece.count("“") for piece in pieces) == 500
    assert pieces[-1]


def test_what_was_left_unread_is_told_on_standard_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST", 2)
    file = tmp_path / "a.txt"
    file.write_text("Title\n\n" + "\n\n".join(LINE.format(n) for n in range(200, 206)))
    told = CliRunner().invoke(app, ["examine", "--tier", "rules", "--json", str(file)])
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) == 2
    assert "4 claims beyond the first 2 of one page are not kept" in told.stderr
