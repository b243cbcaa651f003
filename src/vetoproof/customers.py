"""A file of customers to queries: CSV of any size, or Parquet; columns are known by their usual names.

Rows without a name or an identifier are rejected with their place and reason, and so are those whose names are no text of the
file's encoding; the rest goes on. Nothing else rejects a row: a customer of an unknown kind is screened as one of any kind, and
`Customer.unknown` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from vetoproof.customer_columns import IDENTIFIERS, Columns, columns_of, folded, recognised
from vetoproof.model import Identifier, Query
from vetoproof.screen.lists.outcome import ListError, RejectedRow

EMPTY = frozenset({"", "-", "--", "n/a", "#n/a", "nan", "null", "none", "nil", "unknown"})
"""How tables write that a cell is empty. Of a name only "n/a" is taken so: parties are called Nan and Nil."""

SCHEMATA = {
    "person": "Person", "individual": "Person", "natural person": "Person",
    "company": "Company", "organisation": "Organization", "organization": "Organization",
    "legal entity": "LegalEntity", "legalentity": "LegalEntity", "entity": "LegalEntity",
    "vessel": "Vessel", "ship": "Vessel", "aircraft": "Airplane", "airplane": "Airplane", "asset": "Asset",
    "publicbody": "PublicBody", "public body": "PublicBody", "corporation": "Company", "corporate": "LegalEntity",
    "business": "LegalEntity", "firm": "Company", "private individual": "Person", "private person": "Person",
    "physical person": "Person", "natural": "Person", "individuals": "Person", "companies": "Company",
    "legal person": "LegalEntity", "juridical person": "LegalEntity", "legal": "LegalEntity", "juridical": "LegalEntity",
    "institution": "LegalEntity", "partnership": "LegalEntity", "limited company": "LegalEntity",
    "limited liability company": "LegalEntity", "ltd": "LegalEntity", "llc": "LegalEntity", "gmbh": "LegalEntity",
    "plc": "LegalEntity", "foundation": "LegalEntity", "association": "LegalEntity", "ngo": "Organization",
}  # fmt: skip

PARQUET_ROWS = 50_000
"""Rows of a Parquet file held in memory at a time."""

ENCODINGS = "cp1252, cp1251, koi8-r, cp949, gb18030 or cp1256"
"""What tables that are not in UTF-8 are mostly in."""

GUESSED = "bytes that are no text of the file's encoding, their letters guessed: name it with --encoding"
UNREAD = f"names in bytes that are no text of the file's encoding: name it with --encoding, such as {ENCODINGS}"

Named = Mapping[str, str | tuple[str, ...]]
"""Our columns with the file's names for them ("name" -> "Kunde")."""


class Customer(NamedTuple):
    """One row that can be screened: where it stands, what is asked, the kind of party that it names and nobody knows, whether
    bytes of it that are no text of its encoding had to be read otherwise, and what of its names is uncertain for that ("" where
    nothing is)."""

    where: str
    query: Query
    unknown: str = ""
    repaired: bool = False
    uncertain: str = ""


def customers(path: Path, named: Named | None = None, encoding: str | None = None) -> Iterator[Customer | RejectedRow]:
    """All rows of a file. `named` maps our columns to the file's; `encoding` is that of a CSV file that is not in UTF-8 and has
    no mark. Raises ListError, OSError."""
    reading = _parquet(path, named or {}) if _is_parquet(path) else _csv(path, named or {}, encoding)
    for row in reading:
        yield row if isinstance(row, RejectedRow) else _customer(*row)


def columns(path: Path, named: Named | None = None, encoding: str | None = None) -> Columns:
    """What of a file's columns is read as what. Raises ListError where it is no table with names or numbers, OSError."""
    if not _is_parquet(path):
        return columns_of(_first_line(path, named or {}, encoding), path.name, named or {})
    if encoding is not None:
        raise ListError(f"{path.name} is Parquet, whose text is UTF-8: --encoding is for CSV.")
    import polars as pl

    with _parquet_errors(path):
        return columns_of(pl.scan_parquet(path).collect_schema(), path.name, named or {})


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() in (".parquet", ".pq")


def _csv(
    path: Path, named: Named, encoding: str | None
) -> Iterator[tuple[str, dict[str, str], bool] | RejectedRow]:  # fmt: skip
    from vetoproof.screen.lists.rows import Row, Table

    with path.open("rb") as file:
        opening = columns(path, named, encoding).read
        needed = [theirs for some in opening.values() for theirs in some]
        for row in Table(file, path.name, needed[:1], known=needed[1:], encoding=encoding):
            if isinstance(row, Row):
                cells = {ours: _joined([row.cells.get(one, "") for one in some]) for ours, some in opening.items()}
                yield row.where, cells, row.repaired
            else:
                yield row


def _joined(cells: list[str]) -> str:
    """Cells of several columns that feed one of ours as one cell with several values."""
    return cells[0] if len(cells) == 1 else "; ".join(cell for cell in cells if cell.casefold() not in EMPTY)


def _first_line(path: Path, named: Named, encoding: str | None) -> list[str]:
    """The columns of a CSV file: of the first lines the one that has most of the names that we know, or the first."""
    from vetoproof.screen.lists.lines import Lines
    from vetoproof.screen.lists.rows import DELIMITERS, HEADER_WITHIN

    with path.open("rb") as file:
        lines = [line.text for line in islice(Lines(file, path.name, encoding), HEADER_WITHIN)]
    if not lines:
        raise ListError(f"{path.name}: the file is empty. Give a table with a header that has a column of names.")
    split = [_cells(line, max(DELIMITERS, key=line.count)) for line in lines]
    told = {folded(one) for some in named.values() for one in ((some,) if isinstance(some, str) else some)}
    return max(split, key=lambda cells: sum(recognised(cell) is not None or folded(cell) in told for cell in cells))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; a line that is no row of a table, such as one too long, has none that could be a header."""
    import csv

    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _parquet(path: Path, named: Named) -> Iterator[tuple[str, dict[str, str], bool]]:
    import polars as pl

    opening = columns(path, named).read
    with _parquet_errors(path):
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
        spelled = {" ".join(name.split()): name for name in schema}
        needed = [theirs for some in opening.values() for theirs in some]
        chosen = [_as_text(pl, schema, spelled[theirs]).alias(theirs) for theirs in needed]
        start = 0
        while True:
            some_rows = frame.slice(start, PARQUET_ROWS).select(chosen).collect()
            for at, row in enumerate(some_rows.iter_rows()):
                cells = {theirs: (cell or "").strip() for theirs, cell in zip(needed, row, strict=True)}
                told = {ours: _joined([cells[one] for one in some]) for ours, some in opening.items()}
                yield f"row {start + at + 1}", told, False
            if some_rows.height < PARQUET_ROWS:
                return
            start += PARQUET_ROWS


@contextmanager
def _parquet_errors(path: Path) -> Iterator[None]:
    import polars as pl

    try:
        yield
    except pl.exceptions.PolarsError as error:
        raise ListError(f"{path.name} could not be read as Parquet ({error}). Write it again, or give it as CSV.") from error


def _as_text(pl: Any, schema: Mapping[str, Any], column: str) -> Any:
    """A column as it would be printed: days without their hours, the items of lists with semicolons between them."""
    kind, cells = schema[column], pl.col(column)
    if kind == pl.Datetime:
        cells = cells.cast(pl.Date)
    if isinstance(kind, (pl.List, pl.Array)):
        return cells.cast(pl.List(pl.String)).list.join("; ")
    if kind.is_nested():
        raise ListError(f"The column {column!r} is of the type {kind}: give names as text, or lists of text.")
    return cells.cast(pl.String, strict=False)


def _customer(where: str, cells: Mapping[str, str], repaired: bool) -> Customer | RejectedRow:
    known = {ours: cell for ours, cell in cells.items() if cell.casefold() not in EMPTY}
    found = (_whole_name(cells), *_maiden(cells), *_several(cells.get("alias", "")))
    told = tuple(dict.fromkeys(name for name in found if _lettered(name)))
    names = tuple(name for name in told if not (repaired and _garbled(name)))
    identifiers = tuple(
        Identifier(kind=kind, value=_number(value)) for kind in IDENTIFIERS if kind in known for value in _several(known[kind])
    )
    if not names and told:
        return RejectedRow(where, UNREAD)
    if not names and not identifiers:
        return RejectedRow(where, "neither a name nor an identifier")
    kind_ = known.get("schema", "")
    schema = schema_of(kind_) or ""
    query = Query(
        id=cells.get("id", ""), names=names, schema=schema or ("Vessel" if "imo" in known else ""),
        birth_dates=tuple(map(_number, _several(known.get("birth_date", "")))), countries=_several(known.get("country", "")),
        gender=known.get("gender", ""), identifiers=identifiers,
    )  # fmt: skip
    guessed = repaired and not all(map(str.isascii, told))
    return Customer(where, query, "" if schema else kind_, repaired, GUESSED if guessed else "")


def _garbled(name: str) -> bool:
    """Whether a name whose bytes are no text of its encoding has come out as the signs that Windows-1252 makes of letters of
    another alphabet, or of signs that say that a byte was not read. Western names have their accents among plain letters."""
    strange = [char for char in name if not char.isascii()]
    read = [char for char in strange if char != "\ufffd"]
    try:
        "".join(read).encode("cp1252")
    except UnicodeEncodeError:
        return len(strange) - len(read) >= len(read)
    return len(strange) > 1 and len(strange) >= sum(char.isascii() and char.isalnum() for char in name)


def schema_of(told: str) -> str | None:
    """The schema of FollowTheMoney that a kind of party as people write it stands for; None where it is not known."""
    return SCHEMATA.get(" ".join(told.casefold().replace("_", " ").split()))


def _whole_name(cells: Mapping[str, str]) -> str:
    """The name, with the family name after it where it stands beside in a column of its own."""
    name, family = cells.get("name", ""), cells.get("family", "")
    if not name:
        return " ".join(part for part in (cells.get("given", ""), cells.get("middle", ""), family) if part)
    return name if not family or "given" in cells or family.casefold() in name.casefold() else f"{name} {family}"


def _maiden(cells: Mapping[str, str]) -> tuple[str, ...]:
    """The name before marriage; a family name alone with the given name before it: alone it is half of the world's."""
    maiden, given = cells.get("maiden", ""), cells.get("given", "")
    return (f"{given} {maiden}" if given and " " not in maiden else maiden,) if _lettered(maiden) else ()


def _lettered(name: str) -> bool:
    return any(map(str.isalnum, name)) and name.casefold() not in ("n/a", "#n/a")


def _number(cell: str) -> str:
    """A number as printed: tables write 8517839 as 8517839.0 where other cells of the column are empty."""
    whole, _, rest = cell.partition(".")
    return whole if whole.isdigit() and rest and not rest.strip("0") else cell


def _several(cell: str) -> tuple[str, ...]:
    return tuple(found for part in re.split(r"[;|]", cell) if (found := part.strip()))
