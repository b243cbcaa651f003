"""What is said while lists are read for the first time."""

from __future__ import annotations

from pathlib import Path

import pytest

from vetoproof import lists_opened
from vetoproof.name_index import file_source
from vetoproof.screening_desk import Lists

LIST = Path(__file__).parent / "fixtures/lists/un_extract.xml"


def test_a_line_says_what_is_read_once_and_nothing_where_it_was_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lists = Lists([file_source(LIST)], tmp_path / "cache")
    lists_opened.prepared(Lists([file_source(LIST)], tmp_path / "other"))
    assert capfd.readouterr().err == ""
    monkeypatch.setattr(lists_opened, "READ_AT_ONCE", 0)
    place = lists_opened.prepared(lists)
    assert capfd.readouterr().err == "vetoproof: reading 1 list of 0 MB; only the first time, or when one changed.\n"
    assert lists_opened.prepared(lists) == place
    assert capfd.readouterr().err == ""
