"""Tables that people type (sightings, places, ports) from CSV: a line is a row, and what is no row is told with its line.

A quotation mark that is never closed would else swallow the rows after it, and nobody would miss them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

DELIMITERS = (",", ";", "\t", "|")
"""What may part cells; the first with which a line names the columns that are needed is taken, as `track read` does."""

HEADER_WITHIN = 10
"""Lines among which the header is looked for: programs write a title, or "sep=;", before it."""

BROKEN = "a quotation mark is opened and not closed on this line, or a cell holds a line break: put each row on one line"
"""Why a line is no row."""

_OPEN = "unexpected end of data"


class Typed(NamedTuple):
    """A table: its columns as they are printed, what parts its cells, and its rows, each with its line: cells, as many as there
    are columns, or a reason. Blank lines are not told."""

    columns: tuple[str, ...]
    delimiter: str
    rows: Iterator[tuple[int, list[str] | str]]


def typed(text: str, fits: Callable[[Sequence[str]], bool]) -> Typed:
    """The table of a text. `fits` tells whether such columns are enough; where no line has enough, the first one that is not
    blank is taken, by the delimiter that parts it most, so that what lacks can be told. Raises ValueError where that line is
    none."""
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        for delimiter in DELIMITERS:
            cells = _cells(line, delimiter)
            if not isinstance(cells, str) and fits(cells):
                return Typed(tuple(cells), delimiter, _rows(lines, at + 1, delimiter, len(cells)))
    at = next((i for i, line in enumerate(lines) if line.strip()), 0)
    first = lines[at] if lines else ""
    delimiter = max(DELIMITERS, key=first.count)
    cells = _cells(first, delimiter)
    if isinstance(cells, str):
        raise ValueError(f"line {at + 1} should name the columns, and is {cells}")
    return Typed(tuple(cells), delimiter, _rows(lines, at + 1, delimiter, len(cells)))


def pointed(number: str, delimiter: str) -> str:
    """A number as it is printed, with a point: where commas part no cells, one comma may stand for it."""
    return number.replace(",", ".") if delimiter != "," and number.count(",") == 1 and "." not in number else number


def _rows(lines: Sequence[str], first: int, delimiter: str, width: int) -> Iterator[tuple[int, list[str] | str]]:
    for at, line in enumerate(lines[first:], first + 1):
        cells = _cells(line, delimiter)
        if isinstance(cells, str):
            yield at, cells
        elif any(cells[width:]):
            yield at, "more cells than columns"
        elif any(cells):
            yield at, [*cells[:width], *[""] * (width - len(cells))]


def _cells(line: str, delimiter: str) -> list[str] | str:
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter, strict=True), [])]
    except csv.Error as error:
        return BROKEN if str(error) == _OPEN else f"no row of CSV: {error}"
