"""Lines of a sheet in reading order: columns whose lines were drawn in turn are read one after the other, not across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from vetoproof.pdf.sheet import Line

_FEWEST = 4
"""Rows that show two columns of prose; a table of so many rows has shorter cells."""
_LETTERS = 18
"""Letters of a usual line of a column; a cell of a table holds a name or a number."""
_INDENT = 25.0
"""Points by which the first line of a paragraph, or a quotation, begins further in."""


def ordered(lines: Sequence[Line]) -> list[Line]:
    """The lines, each whole: pieces of one printed line are joined unless they belong to columns."""
    rows = list(_rows(lines))
    found: list[Line] = []
    at = 0
    while at < len(rows):
        end = _run(rows, at)
        if end - at >= _FEWEST and _prose(rows[at:end]):
            starts = [line.left for line in rows[at]]
            columns: list[list[Line]] = [[] for _ in starts]
            for row in rows[at:end]:
                for line in row:
                    columns[_column(line, starts)].append(line)
            found += [line for column in columns for line in column]
            at = end
        else:
            found.append(_joined(rows[at]))
            at += 1
    return found


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Neighbouring pieces on one base line."""
    row: list[Line] = []
    for line in lines:
        high = line.top - line.bottom
        if row and high > 0 and abs(line.bottom - row[-1].bottom) < 0.3 * high and line.left >= row[-1].right:
            row.append(line)
            continue
        if row:
            yield row
        row = [line]
    if row:
        yield row


def _run(rows: Sequence[list[Line]], at: int) -> int:
    """Where the rows end that stand in the columns of the first; a row of one piece is the end of a longer column."""
    first = rows[at]
    if len(first) < 2:
        return at
    starts = [line.left for line in first]
    end = at
    while end < len(rows):
        row = rows[end]
        places = [_column(line, starts) for line in row]
        fits = all(abs(line.left - starts[place]) <= _INDENT for line, place in zip(row, places, strict=True))
        clear = all(line.right < starts[place + 1] for line, place in zip(row, places, strict=True) if place + 1 < len(starts))
        down = end == at or row[0].bottom < rows[end - 1][0].bottom
        if not (fits and clear and down and len(set(places)) == len(places)):
            break
        end += 1
    return end


def _column(line: Line, starts: Sequence[float]) -> int:
    return max((n for n, start in enumerate(starts) if line.left >= start - _INDENT), default=0)


def _prose(rows: Sequence[list[Line]]) -> bool:
    """Whether every column holds lines of prose: a table's cells are short, or numbers."""
    whole = [row for row in rows if len(row) == len(rows[0])]
    if len(whole) < _FEWEST:
        return False
    return all(median(sum(map(str.isalpha, row[n].text)) for row in whole) >= _LETTERS for n in range(len(rows[0])))


def _joined(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    return Line(" ".join(line.text for line in row), row[0].left, row[-1].right, row[0].bottom, row[0].top)
