"""Rows of ownership and control: who holds what of whom, from when to when, and who says so. The CSV reader.

Columns: owner, owned, source (all needed), share (or share_low and share_high), kind (ownership where empty), from, to, note,
and jointly (a label that rows of one entity share when they are held under a joint arrangement). A row that cannot be used is
handed on with its reason; the others go on.
"""

from __future__ import annotations

import calendar
import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO, NamedTuple, get_args

from vetoproof.packs.screening.ownership import RowKind
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.ownership.share import Share, bounds, read

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ].*)?\Z")
_NAMES = {"share_percent": "share", "percentage": "share", "low": "share_low", "high": "share_high", "asset": "owned"}
NEEDED = ("owner", "owned", "source")


class OwnershipRow(NamedTuple):
    """One holding. `start` and `end` are printed days ("2021", "2021-03", "2021-03-01"), empty where not stated; `where` is the
    row's place in its file."""

    owner: str
    owned: str
    kind: RowKind
    share: Share
    start: str = ""
    end: str = ""
    source: str = ""
    note: str = ""
    jointly: str = ""
    where: str = ""

    def on(self, day: date) -> str:
        """Whether the row speaks of a day: "holds", "may hold" (the day lies in a year or month that is all it states) or
        "outside". A missing start or end does not end it: such a row holds, and the result says that it is undated."""
        first, last = span(self.start), span(self.end)
        if (first and day < first[0]) or (last and day > last[1]):
            return "outside"
        if (first and day < first[1]) or (last and day > last[0]):
            return "may hold"
        return "holds"


def span(printed: str) -> tuple[date, date] | None:
    """The first and last day that "2021", "2021-03" or "2021-03-01" may mean; None for empty text. Raises ValueError."""
    if not printed.strip():
        return None
    found = _DAY.match(printed.strip())
    if not found:
        raise ValueError(f"'{printed}' is no ISO day, month or year")
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise ValueError(f"'{printed}' is no day of the calendar") from error


def read_csv(source: BinaryIO, name: str) -> Iterator[OwnershipRow | RejectedRow]:
    """The rows of a CSV file with a header; commas, semicolons or tabs. Raises `ListError` where it is no such file."""
    text = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")
    try:
        head = text.readline()
        separator = max(",;\t", key=head.count)
        cells = (part.strip().strip('"').lower() for part in head.split(separator))
        columns = [_NAMES.get(cell, cell) for cell in cells]
        missing = [column for column in NEEDED if column not in columns]
        if missing:
            raise ListError(
                f"{name}: no column {', '.join(missing)}; write a header with owner, owned, share, from, to, source"
            )
        lines = csv.reader(text, delimiter=separator)
        for number, line in enumerate(lines, start=2):
            if any(cell.strip() for cell in line):
                yield _row(dict(zip(columns, line, strict=False)), len(line), len(columns), f"row {number}")
    except UnicodeDecodeError as error:
        raise ListError(f"{name}: not UTF-8 near byte {error.start}; save the file as UTF-8") from error
    except csv.Error as error:
        raise ListError(f"{name}: {error}; is the file a CSV table with quotes closed?") from error
    finally:
        text.detach()


def _row(cells: Mapping[str, str], found: int, wanted: int, where: str) -> OwnershipRow | RejectedRow:
    if found > wanted:
        return RejectedRow(where, f"{found} cells, where the header has {wanted}: a cell with a separator needs quotes")
    get = {key: " ".join(value.split()) for key, value in cells.items()}
    empty = [column for column in NEEDED if not get.get(column)]
    if empty:
        return RejectedRow(where, f"no {' and no '.join(empty)}")
    kind = get.get("kind", "").lower() or "ownership"
    if kind not in get_args(RowKind):
        return RejectedRow(where, f"'{kind}' is no kind of row: write one of {', '.join(get_args(RowKind))}")
    try:
        low, high = get.get("share_low", ""), get.get("share_high", "")
        share = bounds(low, high) if low or high else read(get.get("share", ""))
    except ValueError as error:
        return RejectedRow(where, str(error))
    row = OwnershipRow(
        owner=get["owner"],
        owned=get["owned"],
        kind=kind,  # type: ignore[arg-type]
        share=share,
        start=get.get("from", ""),
        end=get.get("to", ""),
        source=get["source"],
        note=get.get("note", ""),
        jointly=get.get("jointly", ""),
        where=where,
    )
    return checked(row)


def checked(row: OwnershipRow) -> OwnershipRow | RejectedRow:
    """The row, or why it cannot be: its days are none or end before they begin, or it owns itself."""
    if row.owner == row.owned:
        return RejectedRow(row.where, f"{row.owner} is its own owner")
    try:
        first, last = span(row.start), span(row.end)
    except ValueError as error:
        return RejectedRow(row.where, str(error))
    if first and last and first[0] > last[1]:
        return RejectedRow(row.where, f"ends ({row.end}) before it begins ({row.start})")
    return row
