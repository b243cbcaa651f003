"""A PDF is read in a child process with limits: lines with their places, or the reason why there are none."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import bomb, lines, pdf, scan

from vetoproof.pdf import reader
from vetoproof.pdf.sheet import Refused, Sheets

TWO = pdf([lines(["A first line.", "A second line."]), lines(["A third line."])], title="Report")


def test_lines_come_with_their_places_and_the_file_with_its_name() -> None:
    found = reader.read(TWO)
    assert isinstance(found, Sheets)
    assert [[line.text for line in sheet.lines] for sheet in found.sheets] == [
        ["A first line.", "A second line."],
        ["A third line."],
    ]
    first, second = found.sheets[0].lines
    assert first.left == second.left == pytest.approx(72, abs=1)
    assert first.bottom > second.bottom
    assert first.right > 120
    assert (found.count, found.title, found.made) == (2, "Report", "D:20240305120000Z")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no PDF that can be read"),
        (b"%PDF-1.7 ...", "no PDF that can be read"),
        (TWO[:300], "no PDF that can be read"),
        (pdf([lines(["Secret."])], encrypted=True), "encrypted: the PDF asks for a password"),
        (b"%PDF-1.7" + bytes(reader.MOST_IN), "a PDF of more than"),
    ],
    ids=["empty", "only a mark", "cut", "encrypted", "too long"],
)
def test_what_cannot_be_read_is_a_reason(body: bytes, reason: str) -> None:
    found = reader.read(body)
    assert isinstance(found, Refused)
    assert reason in found.reason


def test_a_scan_is_pages_with_pictures_and_no_lines() -> None:
    found = reader.read(scan(3))
    assert isinstance(found, Sheets)
    assert [(sheet.lines, sheet.pictures) for sheet in found.sheets] == [((), True)] * 3


def test_a_child_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    found = reader.read(TWO, wall=0.01)
    assert found == Refused("reading the PDF took more than 0.01 s")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("import os; os.abort()", "ended its reader"),
        ("import sys; sys.exit(1)", "the reader of the PDF failed"),
        ("import sys; sys.exit(3)", "more memory"),
        ("print('no JSON')", "no answer that can be read"),
        ("print('[]')", "no answer that can be read"),
        ("while True: print('x' * 1000000)", "more lines than are read"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "more time than it is given"),
    ],
)
def test_however_a_child_ends_it_is_a_reason(monkeypatch: pytest.MonkeyPatch, program: str, reason: str) -> None:
    monkeypatch.setattr(reader, "COMMAND", (sys.executable, "-c", program))
    found = reader.read(TWO)
    assert isinstance(found, Refused)
    assert reason in found.reason


def test_a_child_that_cannot_be_started_is_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "COMMAND", ("/nowhere/python",))
    found = reader.read(TWO)
    assert isinstance(found, Refused)
    assert "could be started" in found.reason


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds on memory and processor time are the system's")
def test_a_bomb_is_refused_within_its_bounds() -> None:
    begun = time.monotonic()
    found = reader.read(bomb(200))  # 2 kB that are 200 MB of content
    assert isinstance(found, Refused)
    assert time.monotonic() - begun < 60


@given(st.integers(0, len(TWO) - 1), st.binary(min_size=1, max_size=40))
@settings(deadline=None, max_examples=12)
def test_no_damage_makes_it_fail(at: int, noise: bytes) -> None:
    assert isinstance(reader.read(TWO[:at] + noise + TWO[at + len(noise) :]), Sheets | Refused)
