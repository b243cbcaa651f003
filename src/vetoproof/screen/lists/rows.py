"""Read a table in CSV row by row, of any size, in constant memory, from bytes that nobody vouches for.

Lists and customers alike. A table may be in UTF-8 with or without a mark, in UTF-16 or UTF-32 with one, or in the encoding that
the caller states; separated by commas, semicolons, tabs or bars; with lines before its header. Where bytes are not UTF-8 and
no encoding was stated, that line alone is read as Windows-1252 and its row says so (`Row.repaired`): no repair is silent.
A row that cannot be read is a `RejectedRow` with its line. The file as a whole is refused (`ListError`) only where no later row
could be trusted: no header with the columns needed, no text at all, or a row that does not end within `ROW_LIMIT`.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from vetoproof.screen.lists.lines import Line, Lines
from vetoproof.screen.lists.outcome import ListError, RejectedRow

DELIMITERS = (",", ";", "\t", "|")
# Characters of a row of several lines. Python's csv module reads no longer cell (131,072, set for all its users, so not changed
# here); the longest row of a real list, a statement of reasons, has 20,000.
ROW_LIMIT = 1 << 17
# Publishers print a date or a title before the header ("Report Date: ..."); none was seen with more than two such lines.
HEADER_WITHIN = 10


class Row(NamedTuple):
    """One row: its cells by column, stripped; the lines of the file that it stands on; whether bytes were repaired."""

    cells: dict[str, str]
    first: int
    last: int
    repaired: bool = False

    @property
    def where(self) -> str:
        return where(self.first, self.last)


class Table:
    """A table whose header has been read: `columns` as they will be keyed, `others` those that nobody asked for.

    `needed` are the columns without which the file is not this table; `synonyms` gives other spellings of a column (case and
    white space never matter). `encoding` is the file's, where the caller knows it. Raises `ListError`, which names the file,
    the columns found, those needed and the remedy. Iterating gives the rows once.
    """

    def __init__(
        self,
        source: BinaryIO,
        name: str,
        needed: Sequence[str],
        *,
        known: Sequence[str] = (),
        synonyms: Mapping[str, str] | None = None,
        encoding: str | None = None,
    ) -> None:
        self.name = name
        self._lines = Lines(source, name, encoding)
        opening = list(islice(self._lines, HEADER_WITHIN))
        found = _header([line.text for line in opening], needed, known, synonyms or {})
        if found is None:
            raise ListError(_no_header(name, [line.text for line in opening], needed))
        self._skipped, self.delimiter, self.columns = found
        twice = sorted({column for column in self.columns if column and self.columns.count(column) > 1})
        if twice:
            raise ListError(f"{name}, line {self._skipped}: the column {twice[0]!r} stands twice; remove one of them")
        self.others = tuple(column for column in self.columns if column and column not in (*needed, *known))
        self.encoding = self._lines.encoding
        self.repaired = 0
        self._least = max(index for index, column in enumerate(self.columns) if column) + 1
        self._pending: deque[Line] = deque(opening[self._skipped :])

    def __iter__(self) -> Iterator[Row | RejectedRow]:
        while (line := self._next()) is not None:
            lines = [line]
            cells, fault = self._simple(line.text), ""
            if cells is None:
                lines, cells, fault = self._quoted(line)
                if not fault and len(lines) > 1 and self._fault(cells):
                    self._again(lines)
            fault = fault or self._fault(cells)
            first, last = lines[0].number, lines[-1].number
            if fault:
                yield RejectedRow(where(first, last), fault)
            elif any(map(str.strip, cells)):
                repaired = any(line.repaired for line in lines)
                self.repaired += repaired
                # A header with empty columns at its end names fewer than there are cells.
                pairs = zip(self.columns, map(str.strip, cells), strict=False)
                yield Row({column: cell for column, cell in pairs if column}, first, last, repaired)

    def _fault(self, cells: list[str]) -> str:
        width = len(self.columns)
        if len(cells) == width:
            return ""
        if any(map(str.strip, cells)) and (len(cells) < self._least or any(map(str.strip, cells[width:]))):
            return f"{len(cells)} cells where the header has {width} columns"
        return ""

    def _simple(self, text: str) -> list[str] | None:
        """The cells of a line that is a whole record, as most are; None where it may not be."""
        if '"' not in text:
            return text.rstrip("\r\n").split(self.delimiter)
        if text.count('"') & 1:
            return None
        try:
            return next(csv.reader((text,), delimiter=self.delimiter, strict=True), [])
        except csv.Error:
            return None

    def _quoted(self, line: Line) -> tuple[list[Line], list[str], str]:
        """The lines of the record that begins with `line`, its cells, and what is wrong with it.

        A quotation mark that is never closed swallows the lines after it, until another one makes nonsense of them: then its
        own line is the fault, and the lines after it are read again.
        """
        lines = [line]
        try:
            return lines, next(csv.reader(self._taking(lines), delimiter=self.delimiter, strict=True), []), ""
        except csv.Error as error:
            self._again(lines)
            return lines, [], f"its cells cannot be told apart: {error}"

    def _again(self, lines: list[Line]) -> None:
        self._pending.extendleft(reversed(lines[1:]))
        del lines[1:]

    def _taking(self, lines: list[Line]) -> Iterator[str]:
        """The first of `lines`, then more of the file as the record asks for them; those are added to `lines`."""
        size = len(lines[0].text)
        yield lines[0].text
        while (line := self._next()) is not None:
            lines.append(line)
            size += len(line.text)
            if size > ROW_LIMIT:
                raise ListError(
                    f"{self.name}, line {_opened(lines)}: a quotation mark is opened there and not closed within "
                    f"{ROW_LIMIT >> 10} kB; close it, or have the table written again with the marks inside cells doubled"
                )
            yield line.text

    def _next(self) -> Line | None:
        return self._pending.popleft() if self._pending else next(self._lines, None)


def _opened(lines: list[Line]) -> int:
    """The line on which the quotation mark stands that is still open at the end of `lines`."""
    opened, is_open = lines[0].number, False
    for line in lines:
        for _ in range(line.text.count('"') & 1):
            is_open = not is_open
            opened = line.number if is_open else opened
    return opened


def where(first: int, last: int) -> str:
    """Where a row stands: "line 36", "lines 36-38"."""
    return f"line {first}" if first == last else f"lines {first}-{last}"


def header_in(head: bytes, needed: Sequence[str], synonyms: Mapping[str, str] | None = None) -> bool:
    """Whether the first bytes of a file hold a header with these columns."""
    from io import BytesIO

    try:
        opening = [line.text for line in islice(Lines(BytesIO(head), ""), HEADER_WITHIN)]
    except ListError:
        return False
    return _header(opening, needed, (), synonyms or {}) is not None


def _folded(column: str) -> str:
    return " ".join(column.replace("\xa0", " ").split()).casefold()


def _header(
    opening: list[str], needed: Sequence[str], known: Sequence[str], synonyms: Mapping[str, str]
) -> tuple[int, str, tuple[str, ...]] | None:
    """The lines until the header's end, the delimiter, the columns. The first line with all columns needed is the header."""
    spelled = {_folded(column): column for column in (*known, *needed)}
    spelled |= {_folded(column): target for column, target in synonyms.items()}
    for index, line in enumerate(opening):
        for delimiter in DELIMITERS:
            try:
                cells = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            columns = tuple(spelled.get(_folded(cell), " ".join(cell.split())) for cell in cells)
            if needed and set(needed) <= set(columns):
                return index + 1, delimiter, columns
    return None


def _no_header(name: str, opening: list[str], needed: Sequence[str]) -> str:
    wanted = ", ".join(needed)
    if not opening:
        return f"{name}: the file is empty; fetch it again. Columns needed: {wanted}"
    line = max(opening, key=lambda text: max(text.count(delimiter) for delimiter in DELIMITERS))
    delimiter = max(DELIMITERS, key=line.count)
    found = [" ".join(cell.split()) for cell in line.split(delimiter)]
    shown = ", ".join(cell[:40] for cell in found[:60])[:1500]
    missing = [column for column in needed if _folded(column) not in {_folded(cell) for cell in found}]
    return (
        f"{name}: no line among the first {len(opening)} has the columns needed ({wanted}); found: {shown}; "
        f"missing: {', '.join(missing)}. Put a line with these columns at its top, or choose the file of the list itself"
    )
