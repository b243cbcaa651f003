"""Hits of a screening as a table: one row for each customer and entry, as CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from vetoproof.batch import cut
from vetoproof.screen.lists.outcome import ListError

ENDINGS = (".parquet", ".csv", ".jsonl")

PART = 20_000
"""Hits of a Parquet file held in memory at a time."""

BETWEEN = " | "
"""Stands between the lines of an explanation in CSV; they have commas and semicolons of their own."""


class Hit(msgspec.Struct, frozen=True, array_like=True):
    """A customer and an entry. `row` is where the customer stands in the input, `id` the customer's own number; `entry` is
    the list's own id; `score`, `likelihood_ratio`, `match`, `explanation` and `disposition` are those of `model.Match`;
    `birth_dates`, `programmes` and `listed_on` are the entry's, as printed, `edition` is the ISO day of its list, and
    `entry_digest` a hash of what of the entry tells who is meant. `change` and `changed` are what became of the hit since an
    earlier run (`hits_since`); they are columns only where one was named."""

    row: str
    id: str
    query: str
    list: str
    entry: str
    schema: str
    name: str
    score: float
    likelihood_ratio: float
    match: bool
    explanation: tuple[str, ...]
    disposition: str
    birth_dates: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    listed_on: str = ""
    edition: str = ""
    entry_digest: str = ""
    change: str = ""
    changed: str = ""


COLUMNS = Hit.__struct_fields__[:-2]
SINCE = Hit.__struct_fields__
"""Columns where hits are told from those of an earlier run."""


def check_ending(out: Path) -> None:
    """Raises ListError where hits cannot be written to a file of this name."""
    if out.suffix.lower() not in ENDINGS:
        raise ListError(f"{out.name}: hits are written as {', '.join(ENDINGS)}; give the output one of these endings.")


def write(hits: Iterable[Hit], out: Path, folder: Path, columns: tuple[str, ...] = COLUMNS) -> None:
    """All hits, in their order, as one file, written whole or not at all. `folder` is for what is needed until then; `columns`
    are `COLUMNS` or `SINCE`."""
    rows = (msgspec.structs.astuple(hit)[: len(columns)] for hit in hits)
    half = folder / f"all{out.suffix.lower()}"
    if out.suffix.lower() == ".parquet":
        _parquet(rows, columns, half, folder)
    else:
        writing = _csv if out.suffix.lower() == ".csv" else _jsonl
        with half.open("wb") as file:
            writing(rows, columns, file)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(half, out)


Row = tuple[Any, ...]


def _csv(rows: Iterable[Row], columns: Sequence[str], file: BinaryIO) -> None:
    import io

    # The mark at the beginning tells spreadsheets that the letters are UTF-8: without it names in Hangul are garbled there.
    with io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(columns)
        for row in rows:
            table.writerow([_cell(value) for value in row])


def _cell(value: Any) -> Any:
    """A value as spreadsheets take it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return BETWEEN.join(value) if isinstance(value, tuple) else value


def _jsonl(rows: Iterable[Row], columns: Sequence[str], file: BinaryIO) -> None:
    encode = msgspec.json.Encoder().encode
    for row in rows:
        file.write(encode(dict(zip(columns, row, strict=True))) + b"\n")


def _parquet(rows: Iterable[Row], columns: Sequence[str], out: Path, folder: Path) -> None:
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(columns, pl.String)
    kinds |= {"score": pl.Float64, "likelihood_ratio": pl.Float64, "match": pl.Boolean}
    kinds |= dict.fromkeys(("explanation", "birth_dates", "programmes"), pl.List(pl.String))
    parts = list(_parts(rows, folder, lambda some: pl.DataFrame(some, schema=kinds, orient="row")))
    if parts:
        pl.scan_parquet(parts).sink_parquet(out, row_group_size=PART)
    else:
        pl.DataFrame(schema=kinds).write_parquet(out)


def _parts(rows: Iterable[Row], folder: Path, framed: Callable[[Sequence[Row]], Any]) -> Iterator[Path]:
    for at, some in enumerate(cut(rows, PART)):
        part = folder / f"part{at:06d}.parquet"
        framed(some).write_parquet(part)
        yield part
