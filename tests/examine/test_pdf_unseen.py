"""Of a sheet what eyes see is read, column by column, and no mark of a footnote as a number."""

from __future__ import annotations

import sys
from pathlib import Path

from page_for_tests import page

sys.path.insert(0, str(Path(__file__).parents[1] / "pdf"))
from made_pdf import Placed, lines, made, pdf

from vetoproof.examine.columns import ordered
from vetoproof.pdf.sheet import Line

HEAD: list[Placed] = [("Six officers killed near the front", 72, 780, 18)]
TEXT = lines(["The ministry said on Thursday that six officers of the army were killed near the town.",
              "It gave no further details of the strike on Friday morning, a witness said."], top=740)  # fmt: skip
LEFT = ["The ministry said on Thursday that", "six officers of the army were killed", "near the town. Its spokesman gave",
        "no further details of the strike on", "Friday. The mayor of the town was"]  # fmt: skip
RIGHT = ["not there. The council met in the", "evening and heard two engineers who", "had seen the bridge. They said that",
         "it would be open again in the spring", "and that nobody was hurt on it."]  # fmt: skip


def test_letters_too_small_to_see_or_off_the_sheet_are_no_text() -> None:
    hidden = [("The minister admitted everything.", 72.0, 600.0, 0.5), ("The general denied everything.", -900.0, 500.0, 11.0)]
    found = page(pdf([[*HEAD, *TEXT, *hidden]]), "application/pdf")
    assert "six officers of the army" in found.text
    assert "everything" not in found.text


def _coloured(before: bytes) -> bytes:
    text = b"".join(b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n" % (z, x, y, t.encode()) for t, x, y, z in [*HEAD, *TEXT])
    secret = b"1 1 1 rg BT /F1 11 Tf 1 0 0 1 72 600 Tm (The minister admitted that he knew of it.) Tj ET\n"
    return made([before + text + secret])


def test_white_letters_are_text_only_on_a_ground_of_another_colour() -> None:
    assert "admitted" not in page(_coloured(b""), "application/pdf").text
    assert "admitted" in page(_coloured(b"0 0 1 rg 60 590 400 30 re f 0 g\n"), "application/pdf").text


def test_columns_drawn_line_by_line_are_read_one_after_the_other() -> None:
    pairs = zip(lines(LEFT, top=740, left=60), lines(RIGHT, top=740, left=320), strict=True)
    found = page(pdf([[*HEAD, *(one for pair in pairs for one in pair)]]), "application/pdf")
    assert found.text.split("\n\n", 1)[1] == " ".join([*LEFT, *RIGHT])


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    rows = [("Source", "Containers"), ("South", "13,000"), ("North", "16,500"), ("East", "1,200"), ("West", "40")]
    cells = [Line(text, left, left + 50, 700 - 14 * i, 711 - 14 * i) for i, row in enumerate(rows)
             for text, left in zip(row, (60, 320), strict=True)]  # fmt: skip
    assert [line.text for line in ordered(cells)] == [" ".join(row) for row in rows]


def test_a_raised_figure_is_the_mark_of_a_footnote_and_no_number() -> None:
    marked = [
        ("The ministry counted 11,000", 72.0, 700.0, 11.0),
        ("12", 214.0, 705.0, 6.0),
        (" soldiers on Friday.", 224.0, 700.0, 11.0),
    ]
    assert "counted 11,000 soldiers on Friday." in page(pdf([[*HEAD, *TEXT, *marked]]), "application/pdf").text


def test_a_line_in_the_margin_that_numbers_the_pages_is_no_text() -> None:
    foot = [("The Paper - page 1 of 2. The navy lost 50 boats: see page 9", 72.0, 40.0, 9.0)]
    assert "50 boats" not in page(pdf([[*HEAD, *TEXT, *foot]]), "application/pdf").text
