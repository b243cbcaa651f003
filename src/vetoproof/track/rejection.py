"""Why a report is not in the table, and what reading a piece of a file gives. Kernels count numbers, people read words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    import polars as pl

# Numbers, because kernels count them; 0 is "kept".
NOT_A_SENTENCE = 1
CUT_OFF = 2
CHECKSUM = 3
CHARACTERS = 4
FIELDS = 5
SHORT = 6
NO_PAYLOAD = 7
NO_POSITION = 8
OUTSIDE = 9
NO_MMSI = 10
NO_TIME = 11
EARLY = 12
LATE = 13
TAG_BLOCK = 14
INCOMPLETE = 15
NOT_A_NUMBER = 16
WIDTH = 17
OPEN_QUOTE = 18
LAST_LINE = 19
CLOCK = 20
UNKNOWN_TIME = 21
LONG_LINE = 22
ZONE_WORD = 23
NO_SUCH_HOUR = 24
TWO_HOURS = 25
ROUNDED = 26
HEMISPHERE = 27
REASONS = 28

OF_TIMES = frozenset([UNKNOWN_TIME, ZONE_WORD, NO_SUCH_HOUR, TWO_HOURS, EARLY, LATE])
"""Reasons that are about the time of a table's row."""

WORDS: Mapping[int, str] = {
    NOT_A_SENTENCE: "not a sentence",
    CUT_OFF: "cut off before its checksum",
    CHECKSUM: "the checksum is wrong",
    CHARACTERS: "characters that no payload has",
    FIELDS: "fields that no AIS sentence has",
    SHORT: "the message is shorter than its type",
    NO_PAYLOAD: "no payload",
    NO_POSITION: "the position is not available (91 or 181 degrees, or empty)",
    OUTSIDE: "the position is outside the earth's degrees",
    NO_MMSI: "no MMSI from 1 to 999,999,999",
    NO_TIME: "no time stands with it",
    EARLY: "the time is before 1990",
    LATE: "the time is later than the reading",
    TAG_BLOCK: "the tag block is cut off or its checksum is wrong",
    INCOMPLETE: "a part of a message whose other parts are missing",
    NOT_A_NUMBER: "the position is not a number",
    WIDTH: "more or fewer cells than the header has columns",
    OPEN_QUOTE: "a quotation mark is not closed on its line",
    LAST_LINE: "the last line is cut off",
    CLOCK: "the time is far from all others of its file",
    UNKNOWN_TIME: "the time cannot be read",
    ZONE_WORD: "the time bears an abbreviation of a zone, and such stand for several; write an offset such as +10:00 instead",
    NO_SUCH_HOUR: "the local time was skipped when the clocks went forward",
    TWO_HOURS: "the local time came twice when the clocks went back, and nothing tells which is meant",
    LONG_LINE: "megabytes without an end of line",
    ROUNDED: "the MMSI is printed with an exponent, so that its last digits may be lost; save the column as whole numbers",
    HEMISPHERE: "the column of the hemisphere says neither north nor south, or east nor west, or other than the sign does",
}

EARLIEST = 631_152_000
"""1 January 1990, UTC: no AIS before it (the performance standard, IMO MSC.74(69), is of 1998), so such a clock is wrong."""

NOT_SHIPS = "other messages and stations"
STATEMENTS = "what ships say of themselves"
COMMENTS = "comments and blank lines"
OTHERS = "other sentences"
FURTHER_PARTS = "further parts of messages"


class Count(msgspec.Struct, frozen=True, omit_defaults=True):
    """How many, and the first of them: its place from 0 among what was read of the file, and for times what stands there."""

    number: int
    first: int
    value: str = ""

    def joined(self, later: Count) -> Count:
        """With those of a later piece of the file."""
        return Count(self.number + later.number, min(self.first, later.first), self.value or later.value)


class Batch(NamedTuple):
    """A piece of a file that was read: its positions and statements, unsorted; how many reports it had; what was not kept.

    `rejected` counts by the numbers above; `aside` counts, by name, what is no fault and no position of a ship: base stations,
    aircraft, statements. Each line or row is counted once: positions, rejected and aside make up the reports.
    `unzoned`: times that bear no zone and that no layout or column's name says to be UTC; `local`: the
    column of times whose name says that they are some place's; `unread`: columns that nothing is read from.
    """

    positions: pl.DataFrame
    particulars: pl.DataFrame
    reports: int
    rejected: Mapping[int, Count]
    aside: Mapping[str, int]
    repaired: int = 0
    unzoned: int = 0
    local: str = ""
    unread: tuple[str, ...] = ()
