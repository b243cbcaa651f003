"""Plain text, Markdown and the records of collectors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from page_for_tests import PROSE, blocks, headline, page, read

from vetoproof.model import Rejection

SEED = Path(os.environ.get("VETOPROOF_SEED", Path(__file__).parents[3] / "shared" / "seed"))
PLAIN = "\n\n".join(
    (
        "Six officers killed near the front", "Written by Ann Roe", "Oct.08 - 2024 2:42 PM CET", "War",
        "Six officers died in a strike on the town.", "Trending Now", "TRENDING NOW", PROSE, "What the ministry says",
        "The paper reported that six officers died in a strike on the town, and nobody denied it.", "War",
    )
)  # fmt: skip


def test_plain_text_has_title_author_dateline_and_no_furniture() -> None:
    found = page(PLAIN, "text/plain", "file:///a.txt")
    assert (found.title, found.author) == ("Six officers killed near the front", "Ann Roe")
    assert found.published.from_ == "2024-10-08T14:42:00+02:00"
    assert blocks(found) == [
        found.title, "Six officers died in a strike on the town.", PROSE, "What the ministry says",
        "The paper reported that six officers died in a strike on the town, and nobody denied it.",
    ]  # fmt: skip
    assert headline(found) == [found.title, "Six officers died in a strike on the town.", "What the ministry says"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    wrapped = (
        "Notice\n\nSix officers of the army were killed near the town on Thursday,\n"
        "the ministry said in a statement that it published in the night of the\nsame day."
    )
    assert blocks(page(wrapped, "text/plain"))[1].endswith("in the night of the same day.")


def test_the_seed_article_is_understood() -> None:
    files = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
    if not files:
        pytest.skip("the seed article is not in this checkout")
    found = page(files[0].read_bytes(), "text/plain", "file:///seed.txt")
    assert found.author == "Kathrine Frich"
    assert found.published.from_ == "2024-10-08T14:42:00+02:00"
    assert found.published.zone == "CET"
    assert "CEST" in found.published.note
    assert "trending now" not in found.text.lower()
    assert not any(block in ("War", "Written by Kathrine Frich") for block in blocks(found))
    assert [head.split()[0] for head in headline(found)] == ["North", "Six", "North", "A"]
    assert found.language == "en"


DIGEST = """---
kind: digest
outlet: The Paper
address: https://paper.example/a
published: 2024-10-08
language: en
---
# Six officers killed

The ministry **said** that [six officers](https://other.example/b) were killed near the town.

- At least three more were wounded in the strike.
"""


def test_front_matter_of_a_digest_is_its_head() -> None:
    found = page(DIGEST, "text/markdown", "file:///d.md")
    assert (found.kind, found.outlet, found.url, found.language) == ("digest", "The Paper", "https://paper.example/a", "en")
    assert found.published.from_ == "2024-10-08"
    assert blocks(found) == [
        "Six officers killed", "The ministry said that six officers were killed near the town.",
        "At least three more were wounded in the strike.",
    ]  # fmt: skip
    assert [(found.text[link.start : link.end], link.address) for link in found.links] == [
        ("six officers", "https://other.example/b")
    ]


def test_hints_override_front_matter() -> None:
    assert page(DIGEST, "text/markdown", "file:///d.md", hints={"outlet": "Hinted"}).outlet == "Hinted"


@pytest.mark.parametrize("front", ["a: [", "a: &x [1]\nb: *x", "- a\n- b"])
def test_front_matter_that_is_no_plain_mapping_is_a_reason(front: str) -> None:
    found = read(f"---\n{front}\n---\nText of it.", "text/markdown", "file:///d.md")
    assert isinstance(found, Rejection)
    assert "front matter" in found.reason


def test_a_record_brings_its_head_as_hints() -> None:
    hints = {"title": "Six officers killed", "outlet": "The Paper", "published": "2024-10-08T14:42:00+02:00", "language": "en"}
    found = page(PROSE, "text/plain", "file:///records.jsonl#1", hints=hints)
    assert blocks(found) == ["Six officers killed", PROSE]
    assert found.published.precision == "instant"


def test_the_medium_is_told_by_type_then_by_suffix_then_by_the_first_bytes() -> None:
    html = f"<html><body><h1>Six officers killed</h1><p>{PROSE}</p></body></html>"
    assert page(html, "", "file:///x").extractor.startswith("page@4+html@1")
    assert page(PLAIN, "", "file:///x.txt").extractor == "page@4+plain@1"
    assert page(DIGEST, "text/plain", "file:///x.md").kind == "digest"


def test_a_heading_without_a_mark_is_no_part_of_the_paragraph_below_it() -> None:
    below = (
        "Officials of the ministry report that envoys of both states met in the capital in the last week of the month to "
        "talk about the hire of workers, and that nobody else was told of it."
    )
    front = "---\ntitle: Six officers killed\noutlet: The Paper\n---\n\n"
    found = page(f"{front}{PROSE}\nTalks with firms under sanctions\n{below}", "text/markdown")
    assert blocks(found)[-3:] == [PROSE, "Talks with firms under sanctions", below]


def test_a_wrapped_paragraph_stays_one() -> None:
    text = (
        "Officials of the ministry report that envoys of\nRuritania and of its neighbour met in the capital\n"
        "last week, and nobody else was told."
    )
    found = page(f"---\ntitle: Six officers killed\n---\n\n{PROSE}\n\n{text}", "text/markdown")
    assert blocks(found)[-1] == text.replace("\n", " ")


def test_a_bare_text_is_of_the_agency_that_it_says_reports_it() -> None:
    told = "Six officers of the army were killed near the town on Thursday, ZNN reports."
    assert page(f"Six officers killed\nZNN\nFebruary 19 2024, 10:15 AM\n\n{told}\n\n{PROSE}", "text/plain").outlet == "ZNN"
    assert page(f"Six officers killed\nZNN\n\n{PROSE}", "text/plain").outlet == ""


def test_lines_of_a_text_with_a_width_are_one_paragraph_however_wide_it_is() -> None:
    wide = "Notice\n\n" + "\n".join(
        (
            "For six months the ship that carried arms more often than any other has been lying at a yard up north, a fact",
            "first published by a research group in May. Its author told us on Monday that she has not left since then, in",
            "February at all.\n",
            "She was seen by a resident of the town who says that the men on board had been unloading boxes last summer in",
            "Ruritania on Sunday.",
        )
    )
    found = page(wide, "text/plain")
    assert headline(found) == ["Notice"]
    assert [block[:3] for block in blocks(found)] == ["Not", "For", "She"]
    assert blocks(found)[2].endswith("Ruritania on Sunday.")


def test_lines_of_their_own_stay_apart() -> None:
    ticker = f"Notes\n\n12:43 {PROSE}\n12:44 Two ships left\n12:46 {PROSE}"
    assert [block[:5] for block in blocks(page(ticker, "text/plain"))[-3:]] == ["12:43", "12:44", "12:46"]


@pytest.mark.parametrize(
    ("first", "day"),
    [
        ("Berth Weekly, 14 August 2024", "2024-08-14"),
        ("@gull 11 Aug 2024", "2024-08-11"),
        ("Feed of the chain 27 Feb 2025 (UTC)", "2025-02-27"),
        ("Six thousand lost 2025-06-16 12:40 Compiled from wires", "2025-06-16"),
        ("The law of 3 May 2021 on ports explained", None),
        ("Six officers were killed on 3 October 2024 near the town", None),
    ],
)
def test_a_text_without_a_dateline_is_of_the_day_that_marks_part_from_its_first_words(first: str, day: str | None) -> None:
    found = page(f"{first}\n\n{PROSE}\n\n{PROSE}", "text/plain", "file:///a.txt")
    assert found.published.from_ == day
    assert any(note.startswith("dated by its first lines") for note in found.notes) == (day is not None)


def test_a_page_that_prints_no_date_is_of_the_day_in_its_address() -> None:
    found = page(f"A title\n\n{PROSE}\n\n{PROSE}", "text/plain", "https://paper.example/2025/08/02/six-officers")
    assert found.published.from_ == "2025-08-02"
    assert any(note.startswith("dated by its address") for note in found.notes)
