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
    `birth_dates`, `programmes` and `listed_on` are the entry's, as printed, and `edition` is the ISO day of its list."""

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


COLUMNS = Hit.__struct_fields__


def check_ending(out: Path) -> None:
    """Raises ListError where hits cannot be written to a file of this name."""
    if out.suffix.lower() not in ENDINGS:
        raise ListError(f"{out.name}: hits are written as {', '.join(ENDINGS)}; give the output one of these endings.")


def write(hits: Iterable[Hit], out: Path, folder: Path) -> None:
    """All hits, in their order, as one file, written whole or not at all. `folder` is for what is needed until then."""
    half = folder / f"all{out.suffix.lower()}"
    if out.suffix.lower() == ".parquet":
        _parquet(hits, half, folder)
    else:
        writing: Callable[[Iterable[Hit], BinaryIO], None] = _csv if out.suffix.lower() == ".csv" else _jsonl
        with half.open("wb") as file:
            writing(hits, file)
    with half.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(half, out)


def _csv(hits: Iterable[Hit], file: BinaryIO) -> None:
    import io

    # The mark at the beginning tells spreadsheets that the letters are UTF-8: without it names in Hangul are garbled there.
    with io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for hit in hits:
            table.writerow([_cell(value) for value in msgspec.structs.astuple(hit)])


def _cell(value: Any) -> Any:
    """A value as spreadsheets take it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return BETWEEN.join(value) if isinstance(value, tuple) else value


def _jsonl(hits: Iterable[Hit], file: BinaryIO) -> None:
    encode = msgspec.json.Encoder().encode
    for hit in hits:
        file.write(encode(dict(zip(COLUMNS, msgspec.structs.astuple(hit), strict=True))) + b"\n")


def _parquet(hits: Iterable[Hit], out: Path, folder: Path) -> None:
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pl.String)
    kinds |= {"score": pl.Float64, "likelihood_ratio": pl.Float64, "match": pl.Boolean}
    kinds |= dict.fromkeys(("explanation", "birth_dates", "programmes"), pl.List(pl.String))
    parts = list(_parts(hits, folder, lambda some: pl.DataFrame(some, schema=kinds, orient="row")))
    if parts:
        pl.scan_parquet(parts).sink_parquet(out, row_group_size=PART)
    else:
        pl.DataFrame(schema=kinds).write_parquet(out)


def _parts(hits: Iterable[Hit], folder: Path, framed: Callable[[Sequence[tuple[Any, ...]]], Any]) -> Iterator[Path]:
    for at, some in enumerate(cut(hits, PART)):
        part = folder / f"part{at:06d}.parquet"
        framed([msgspec.structs.astuple(hit) for hit in some]).write_parquet(part)
        yield part
