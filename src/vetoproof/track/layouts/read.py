"""Read a table of text block by block, in constant memory, from bytes that nobody vouches for."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from vetoproof.track.layouts.columns import ColumnError, columns, folded, unread
from vetoproof.track.layouts.convert import How, convert
from vetoproof.track.layouts.halves import one_time, whole
from vetoproof.track.layouts.times import DatesUnclear, Plan, plan
from vetoproof.track.layouts.zones import Zone, local_by_name, utc_by_name
from vetoproof.track.rejection import LAST_LINE, OPEN_QUOTE, WIDTH, Batch, Count

if TYPE_CHECKING:
    import polars as pl

BLOCK = 1 << 23
"""Bytes read at a time: some 80,000 rows."""
HEADER_WITHIN = 10
"""Lines among which the header is looked for: publishers print a title before it."""
DELIMITERS = (",", ";", "\t", "|")


class Header(NamedTuple):
    """The line of a table that names its columns: how many lines down to it, what separates cells, the names."""

    lines: int
    delimiter: str
    names: tuple[str, ...]


def header(head: bytes, said: Mapping[str, str] | None = None) -> Header:
    """The header among the first lines. Raises `ColumnError` with what was found where none has the columns needed."""
    lines = head.decode("utf-8", errors="replace").removeprefix("\ufeff").splitlines()[:HEADER_WITHIN]
    best, fault = 0, None
    for at, line in enumerate(lines):
        for delimiter in DELIMITERS:
            try:
                names = next(csv.reader([line], delimiter=delimiter), [])
            except csv.Error:
                continue
            if len(names) < 2:
                continue
            try:
                columns(names, said)
            except ColumnError as error:
                known = sum(any(letter.isalpha() for letter in folded(name)) for name in names)
                if known > best:
                    best, fault = known, error
                continue
            return Header(at + 1, delimiter, tuple(names))
    if fault is not None:
        raise fault
    shown = lines[0][:80] if lines else ""
    raise ColumnError(
        f"no line among the first {len(lines)} names columns (it begins with {shown!r}); put such a line at its top"
    )


def recognises(head: bytes, said: Mapping[str, str] | None = None) -> bool:
    """Whether the first bytes of a file hold a header with the columns that positions need."""
    try:
        header(plain(head), said)
    except ColumnError:
        return False
    return True


def read(
    source: BinaryIO, name: str, *, latest: int, said: Mapping[str, str] | None = None, order: str | None = None,
    source_kind: int = 0, zone: Zone | None = None,
) -> Iterator[Batch]:  # fmt: skip
    """Positions and statements of a table, some 80,000 rows at a time; `row` counts rows from 0, blank lines not among them.

    `said` maps our columns to the table's; `order` ("dmy", "mdy") says how 03/04/2024 is meant, `zone` that of times which bear
    none, by default UTC. UTF-8, UTF-16 with a mark; a
    line that is not UTF-8 is read as Windows-1252 and counted as repaired. Raises `Refusal` where the table as a whole cannot
    be read: no header with the columns needed, days not told from months.
    """
    blocks = _blocks(source)
    opening = next(blocks, b"")
    top = header(opening[: 1 << 16], said)
    found = columns(top.names, said)
    for _ in range(top.lines):
        opening = opening[opening.find(b"\n") + 1 :] if b"\n" in opening else b""
    utc = utc_by_name(found, top.names, zone)
    here, local = None if utc else zone, local_by_name(found, top.names)
    how = How(found, Plan(False, zone=here), latest, source_kind, utc, local, unread(found, top.names))
    table = _Table(name, top, how, order, "date" in (said or {}))
    for block in _chain(opening, blocks):
        try:
            batch = table.block(block)
        except DatesUnclear as error:
            # None of its rows is read: those to come are counted all the same.
            raise error.of(table.rows + sum(_rows(rest) for rest in blocks)) from error
        if batch is not None:
            yield batch


def _rows(block: bytes) -> int:
    return sum(1 for line in block.splitlines() if line.strip())


class _Table:
    def __init__(self, name: str, top: Header, how: How, order: str | None, joined: bool) -> None:
        self._name, self._top, self._how, self._order = name, top, how, order
        self._width, self._planned, self._row = len(top.names), False, 0
        self._joined, self._alone = joined, False
        self._ours = sorted(how.columns.at, key=lambda ours: how.columns.at[ours])

    @property
    def rows(self) -> int:
        """How many rows were seen."""
        return self._row

    def block(self, data: bytes) -> Batch | None:
        """The batch of some whole lines (the last may lack its end)."""
        import numpy as np
        import polars as pl

        from vetoproof.track.layouts.lines import gather, measure

        data, repaired = _utf8(data)
        raw = np.frombuffer(data, np.uint8)
        most = data.count(b"\n") + 2
        begins, cells, flags = np.empty(most + 1, np.int64), np.empty(most, np.int64), np.empty(most, np.int64)
        lines = measure(raw, len(raw), ord(self._top.delimiter), begins, cells, flags)
        begins, cells, flags = begins[: lines + 1], cells[:lines], flags[:lines]
        full = (flags & 4) == 0
        if not full.any():
            return None
        if not self._planned and (cells[full] == self._width).mean() < 0.01 and (cells[full] == self._width + 1).mean() > 0.99:
            # Every row ends with a delimiter, and the header does not.
            self._width += 1
        rows = np.cumsum(full) - 1 + self._row
        open_, wide = full & ((flags & 1) == 1), full & (cells != self._width) & ((flags & 1) == 0)
        rejected = {}
        cut = np.zeros(lines, bool)
        if not data.endswith(b"\n") and wide[-1] and cells[-1] < self._width:
            cut[-1], wide[-1] = True, False
        for reason, which in ((OPEN_QUOTE, open_), (WIDTH, wide), (LAST_LINE, cut)):
            if which.any():
                rejected[reason] = Count(int(which.sum()), int(rows[which][0]))
        keep = full & ~open_ & ~wide & ~cut
        reports = int(full.sum())
        self._row += reports
        if not keep.all():
            out = np.empty(len(raw), np.uint8)
            data = out[: gather(raw, begins, keep, out)].tobytes()
        if not keep.any():
            return _bare(reports, rejected, repaired)
        frame = self._frame(data, int(keep.sum()), bool((flags[keep] & 2).any()))
        if not self._planned:
            self._alone = not self._joined and "date" in frame.columns and whole(frame)
        frame = one_time(frame, self._alone)
        if not self._planned:
            times = plan(frame["t"].drop_nulls().to_list(), self._order, self._how.columns.layout == "dma")
            self._how, self._planned = self._how._replace(times=times._replace(zone=self._how.times.zone)), True
        batch = convert(frame, pl.Series(rows[keep]), self._how)
        return batch._replace(reports=reports, rejected={**batch.rejected, **rejected}, repaired=repaired)

    def _frame(self, data: bytes, rows: int, marks: bool) -> pl.DataFrame:
        """The columns that are ours, as text."""
        import polars as pl

        at = [self._how.columns.at[ours] for ours in self._ours]
        try:
            frame = pl.read_csv(
                data, has_header=False, separator=self._top.delimiter, quote_char='"' if marks else None, infer_schema=False,
                columns=at, raise_if_empty=False,
            )  # fmt: skip
        except pl.exceptions.PolarsError:
            frame = pl.DataFrame()
        if frame.height != rows or frame.width != len(at):
            # Marks within cells, which this parser takes otherwise than `measure` does: line by line, and slowly.
            text = data.decode("utf-8").split("\n")
            parsed = (next(csv.reader([line.rstrip("\r")], delimiter=self._top.delimiter), []) for line in text if line.strip())
            cells: list[list[Any]] = [[row[i] if i < len(row) else None for i in at] for row in parsed]
            frame = pl.DataFrame(cells, schema=dict.fromkeys(self._ours, pl.String), orient="row")
        return frame.rename(dict(zip(frame.columns, self._ours, strict=True)))


def _bare(reports: int, rejected: dict[int, Count], repaired: int) -> Batch:
    import polars as pl

    from vetoproof.track.schema import particulars, positions

    return Batch(pl.DataFrame(schema=positions()), pl.DataFrame(schema=particulars()), reports, rejected, {}, repaired)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def plain(head: bytes) -> bytes:
    """The first bytes of a file in UTF-8, where it says that it is UTF-16."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace").encode()
    return head


def _blocks(source: BinaryIO) -> Iterator[bytes]:
    """Pieces of whole lines, in UTF-8 where the file says that it is UTF-16; the last may lack its line feed."""
    start = source.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        text = io.TextIOWrapper(
            io.BufferedReader(_Recoded(source)), encoding="utf-16-le" if start == b"\xff\xfe" else "utf-16-be", errors="replace"
        )
        yield from _whole_lines(b"", lambda: text.read(BLOCK >> 1).encode())
    else:
        yield from _whole_lines(start, lambda: source.read(BLOCK))


def _whole_lines(held: bytes, more: Any) -> Iterator[bytes]:
    while data := more():
        data = held + data
        if data.startswith(b"\xef\xbb\xbf"):
            data = data[3:]
        if b"\n" not in data and b"\r" in data[:-1]:
            data = data.replace(b"\r", b"\n")
        cut = data.rfind(b"\n") + 1
        held = data[cut:]
        if cut:
            yield data[:cut]
    if held:
        yield held


class _Recoded(io.RawIOBase):
    """A source as `io` wants it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        data = self._source.read(len(room))
        room[: len(data)] = data
        return len(data)


def _utf8(data: bytes) -> tuple[bytes, int]:
    """The block in UTF-8, and how many of its lines were not."""
    if data.isascii():
        return data, 0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        repaired, lines = 0, data.split(b"\n")
        for at, line in enumerate(lines):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                lines[at], repaired = line.decode("cp1252", errors="replace").encode(), repaired + 1
        return b"\n".join(lines), repaired
    return data, 0
