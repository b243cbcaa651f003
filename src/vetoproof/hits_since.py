"""What is new in a screening of customers since an earlier one: each hit is new, changed or the same, and some are gone.

A hit is known again by the customer (its own number; without one, its row and name), the list and the entry's id. It has
changed where its score did, or what the list says of the entry. What is gone is written after the rest, with why, and with what
was decided on it, so that nobody takes its absence for a clearance.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from vetoproof.hits import BETWEEN, COLUMNS, ENDINGS, Hit
from vetoproof.model import Query
from vetoproof.screen.lists.outcome import ListError

COMPARED = ("query", "schema", "name", "score", "match", "birth_dates", "programmes", "listed_on", "entry_digest")
"""What of a hit is compared. Its edition is not: it moves with every list, and says nothing of this entry."""

NEEDED = ("row", "id", "query", "list", "entry", "score", "match")

Key = tuple[str, ...]
Customer = tuple[str, ...]


class Gone(NamedTuple):
    """Why an earlier hit is none now, and what was decided on it."""

    why: str
    score: float = 0.0
    disposition: str = ""


class Since:
    """The hits of an earlier run. Each hit of the new one is asked once, in any order; what is left is gone."""

    def __init__(self, path: Path, near: bool) -> None:
        """Reads the file. Where near misses are not wanted, its own do not count as gone. Raises ListError, OSError."""
        self.counts: Counter[str] = Counter()
        self.seen: dict[Customer, Query] = {}
        self._before: dict[Key, dict[str, str]] = {}
        self._times: Counter[Key] = Counter()
        times: Counter[Key] = Counter()
        for row in read(path):
            if row.get("change") == "gone" or (not near and row["match"] != "yes"):
                continue
            key = _key(row["row"], row["id"], row["query"], row["list"], row["entry"])
            times[key] += 1
            self._before[(*key, str(times[key]))] = row
        self._customers = {customer(row["row"], row["id"], row["query"]) for row in self._before.values()}

    def screened(self, row: str, query: Query) -> None:
        """Notes that a customer is screened now: what is gone of one who is not was not looked for."""
        one = customer(row, query.id, query.text)
        if one in self._customers:
            self.seen[one] = query

    def told(self, hit: Hit) -> Hit:
        """The hit with what became of it."""
        key = _key(hit.row, hit.id, hit.query, hit.list, hit.entry)
        self._times[key] += 1
        before = self._before.pop((*key, str(self._times[key])), None)
        change, what = "new", ""
        if before is not None:
            now = as_text(hit)
            # A column that the earlier file has not, as one of an earlier version, tells no difference.
            other = (name for name in COMPARED if name in before and before[name] != now[name])
            what = "; ".join(_difference(name, before[name], now[name]) for name in other)
            change = "changed" if what else "same"
        self.counts[change] += 1
        return msgspec.structs.replace(hit, change=change, changed=what)

    def gone(self, why: Callable[[dict[str, str], Query | None], Gone]) -> Iterator[Hit]:
        """The hits that are none any more, in their earlier order. `why` is asked for each, with the customer's query where it
        was screened."""
        for row in self._before.values():
            self.counts["gone"] += 1
            found = why(row, self.seen.get(customer(row["row"], row["id"], row["query"])))
            yield Hit(
                row["row"], row["id"], row["query"], row["list"], row["entry"], row.get("schema", ""), row.get("name", ""),
                found.score, 0.0, False, (), found.disposition or row.get("disposition", ""),
                _parts(row.get("birth_dates", "")), _parts(row.get("programmes", "")), row.get("listed_on", ""),
                row.get("edition", ""), row.get("entry_digest", ""), "gone", f"{found.why}; before: score {row['score']}",
            )  # fmt: skip


def customer(row: str, id: str, query: str) -> Customer:
    """Whom a row is of: the customer's number, or where it stands and what it is called."""
    return ("id", id) if id else ("row", row, query)


def as_text(hit: Hit) -> dict[str, str]:
    """A hit as its row in CSV, in which all kinds of files are compared."""
    return {name: _text(getattr(hit, name)) for name in COLUMNS}


def read(path: Path) -> Iterator[dict[str, str]]:
    """The rows of an output as texts. Raises ListError where it is none, OSError."""
    readers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise ListError(f"{path.name}: hits are in {', '.join(ENDINGS)}; give the output of an earlier `screen --file`.")
    for at, row in enumerate(reader(path), 1):
        if missing := [name for name in NEEDED if name not in row]:
            raise ListError(f"{path.name}, hit {at}: no {missing[0]!r}; give the output of an earlier `screen --file`.")
        yield row


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            table = csv.DictReader(file, strict=True)
            if table.fieldnames is not None and not set(NEEDED) <= set(table.fieldnames):
                raise ListError(f"{path.name} has not the columns of hits; give the output of an earlier `screen --file`.")
            for row in table:
                yield {str(name): value or "" for name, value in row.items() if name is not None}
        except (csv.Error, UnicodeDecodeError) as error:
            raise ListError(f"{path.name} could not be read as hits: {error}.") from error


def _jsonl(path: Path) -> Iterator[dict[str, str]]:
    with path.open("rb") as file:
        for line in file:
            try:
                told = msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise ListError(f"{path.name} could not be read as hits: {error}.") from error
            yield {name: _text(value) for name, value in told.items()}


def _parquet(path: Path) -> Iterator[dict[str, str]]:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise ListError(f"{path.name} could not be read as hits: {error}.") from error
    for row in frame.iter_rows(named=True):
        yield {name: _text(value) for name, value in row.items()}


def _key(row: str, id: str, query: str, list: str, entry: str) -> Key:
    return (*customer(row, id, query), list, entry)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return BETWEEN.join(map(str, value))
    return "" if value is None else str(value)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(BETWEEN)))


def _difference(name: str, before: str, now: str) -> str:
    if name == "entry_digest":
        return "the entry"
    return f"{name}: {before or 'none'} -> {now or 'none'}"


def counted(counts: Counter[str]) -> Sequence[tuple[str, int]]:
    """How many of each, in the order in which they are told."""
    return [(name, counts[name]) for name in ("new", "changed", "same", "gone")]
