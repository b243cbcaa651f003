from __future__ import annotations

import pytest

from vetoproof.screen.edition import edition, is_day, misprint


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (b'<?xml version="1.0"?><CONSOLIDATED_LIST xmlns:x="y" dateGenerated="2026-02-27T00:00:09.554Z">', "2026-02-27"),
        (b'<export xmlns="http://x" generationDate="2024-06-24T12:00:00.000+02:00" globalFileId="1">', "2024-06-24"),
        (b"\xef\xbb\xbffileGenerationDate;Entity_LogicalId\n24/06/2024;13\n", "2024-06-24"),
        (b"<sdnList><publshInformation><Publish_Date>01/31/2023</Publish_Date>", "2023-01-31"),
        (b'<Sanctions><DateOfIssue CalendarTypeID="1"><Year>2023</Year><Month>1</Month><Day>3</Day>', "2023-01-03"),
        (b"Last Updated,24/06/2024\nName 6,Name 1\n", "2024-06-24"),
        (b"Report Date: 24-Jun-2024,,,\n", "2024-06-24"),
        (b"<Designations><DateGenerated>24/06/2024</DateGenerated>", "2024-06-24"),
        (b'<CONSOLIDATED_LIST dateGenerated="2026-02-30T00:00:00Z">', None),
        (b"36,AEROCARIBBEAN AIRLINES,-0- ,CUBA\n", None),
        (b"", None),
        (b"\xff\xfe\x00", None),
    ],
)
def test_the_day_that_a_list_prints_as_its_own(head: bytes, day: str | None) -> None:
    assert edition(head) == day


@pytest.mark.parametrize(
    ("text", "is_one"), [("2024-02-29", True), ("2023-02-29", False), ("2024-2-9", False), ("20240209", False), ("x", False)]
)
def test_a_day_is_written_in_one_way(text: str, is_one: bool) -> None:
    assert is_day(text) is is_one


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        (b'<CONSOLIDATED_LIST dateGenerated="27/02/2026">', "27/02/2026"),
        (b'<CONSOLIDATED_LIST dateGenerated="2026-02-30T00:00:00Z">', "2026-02-30T00:00:00Z"),
        (b"<DateOfIssue><Year>2023</Year><Month>13</Month><Day>3</Day></DateOfIssue>", "2023 13 3"),
        (b"Last Updated,soon\n", "soon"),
        (b'<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09Z">', ""),
        (b"36,AEROCARIBBEAN AIRLINES,-0- ,CUBA\n", ""),
    ],
)
def test_a_day_that_is_printed_and_not_understood_is_told_from_none(head: bytes, printed: str) -> None:
    assert misprint(head) == printed
