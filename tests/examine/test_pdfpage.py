"""PDF: paragraphs are whole, headers and footers are gone, page numbers are kept, from a file to claims."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from page_for_tests import blocks, page, read

sys.path.insert(0, str(Path(__file__).parents[1] / "pdf"))
from made_pdf import Placed, lines, pdf, scan

from vetoproof.model import Rejection
from vetoproof.single import read_files

FIRST = [
    "The ministry said on Thursday that six officers of the army were killed near the",
    "town, and that at least 14 more had been taken to hospital. A long-range missile",
    "struck the training ground at dawn, it said, and the command had been infor-",
    "med an hour before. Nobody claimed the strike.",
    "",
    "Ministers met in the evening. They will report to the parliament when all the",
    "facts of the matter are known and the families of the officers, who come from",
]
SECOND = [
    "four villages of the same district, have been told what happened to them.",
    "",
    "Another long-range missile missed the town.",
]


def sheet(texts: list[str], number: int) -> list[Placed]:
    head = ("S/2024/77", 480.0, 800.0, 9.0)
    return [head, *lines(texts), (f"{number}/2", 300.0, 40.0, 9.0), ("24-01234", 72.0, 40.0, 9.0)]


BODY = pdf([[("Six officers killed near the front", 72, 750, 18), *sheet(FIRST, 1)], sheet(SECOND, 2)])


def test_lines_are_joined_to_paragraphs_over_line_ends_and_pages() -> None:
    found = page(BODY, "application/pdf")
    assert blocks(found) == [
        "Six officers killed near the front",
        "The ministry said on Thursday that six officers of the army were killed near the town, and that at least 14 more had "
        "been taken to hospital. A long-range missile struck the training ground at dawn, it said, and the command had been "
        "informed an hour before. Nobody claimed the strike.",
        "Ministers met in the evening. They will report to the parliament when all the facts of the matter are known and the "
        "families of the officers, who come from four villages of the same district, have been told what happened to them.",
        "Another long-range missile missed the town.",
    ]
    assert found.title == "Six officers killed near the front"
    assert found.language == "en"


def test_page_headers_and_numbers_are_left_out_and_counted_and_the_pages_kept() -> None:
    found = page(BODY, "application/pdf")
    assert "S/2024/77" not in found.text
    assert "24-01234" not in found.text
    assert "4 page headers, footers and page numbers were left out" in found.notes
    assert len(found.pages) == 2
    assert found.text[found.pages[1] :].startswith("Another long-range")
    assert "the file says that it was made on 2024-03-05" in found.notes


def test_a_word_divided_at_a_line_end_keeps_its_hyphen_where_it_is_written_so_elsewhere() -> None:
    texts = ["The army has fired a long-range missile, and after some hours another long-", "range missile, a spokesman said."]
    assert "another long-range missile" in page(pdf([lines(texts)]), "application/pdf").text


def test_a_mark_in_the_bytes_counts_more_than_the_declared_type() -> None:
    assert page(BODY, "text/html").text == page(BODY, "application/pdf").text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (scan(3), "a scanned PDF: pictures on 3 of 3 pages and no text"),
        (pdf([[], []]), "a PDF of 2 pages without text"),
        (pdf([lines(["Secret."])], encrypted=True), "encrypted"),
        (b"<html>", "no PDF that can be read"),
    ],
)
def test_a_pdf_without_text_is_rejected_with_its_reason(body: bytes, reason: str) -> None:
    found = read(body, "application/pdf")
    assert isinstance(found, Rejection)
    assert reason in found.reason


def test_a_pdf_walks_from_the_file_to_claims_and_a_bad_one_to_a_reason(tmp_path: Path) -> None:
    texts = [
        "North Korea has sent at least 11,000 containers of munitions to Russia, South Korean",
        "Defence Minister Shin Won-sik told reporters in Seoul on Monday.",
    ]
    (tmp_path / "a.pdf").write_bytes(pdf([lines(texts)]))
    (tmp_path / "b.pdf").write_bytes(scan())
    good, bad = read_files([tmp_path], "dprk")
    assert [claim.quantity.low for claim in good.claims if claim.quantity] == [11000]
    assert bad.failed
    assert bad.reason == "a scanned PDF: pictures on 2 of 2 pages and no text"
