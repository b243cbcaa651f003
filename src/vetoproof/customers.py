"""A file of customers to queries: CSV of any size, or Parquet; columns are known by their usual names.

Rows without a name or an identifier are rejected with their place and reason; the rest goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from vetoproof.model import Identifier, Query
from vetoproof.screen.lists.outcome import ListError, RejectedRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "names", "full_name", "fullname", "customer", "customer_name", "company", "company_name", "vessel",
             "vessel_name", "ship", "ship_name", "party", "account_name"),
    "alias": ("alias", "aliases", "aka", "also_known_as", "other_names", "former_names"),
    "schema": ("schema", "type", "entity_type", "party_type"),
    "birth_date": ("birth_date", "birthdate", "dob", "date_of_birth", "born"),
    "country": ("country", "countries", "nationality", "citizenship", "jurisdiction", "flag", "country_code"),
    "gender": ("gender", "sex"),
    "id": ("id", "customer_id", "reference", "ref", "account", "account_id", "key"),
    "imo": ("imo", "imo_number", "imo_no"), "mmsi": ("mmsi",), "lei": ("lei", "lei_code"),
    "passport": ("passport", "passport_number", "passport_no"), "tax": ("tax", "tax_number", "tax_id"),
    "inn": ("inn", "inn_code"), "ogrn": ("ogrn", "ogrn_code"), "registration": ("registration", "registration_number"),
    "swift": ("swift", "bic", "swift_bic"),
}  # fmt: skip
"""What each column is called in files of banks, insurers and registries; case, spaces, dots and hyphens do not matter."""

IDENTIFIERS = ("imo", "mmsi", "lei", "passport", "tax", "inn", "ogrn", "registration", "swift")

SCHEMATA = {
    "person": "Person", "individual": "Person", "natural person": "Person",
    "company": "Company", "organisation": "Organization", "organization": "Organization",
    "legal entity": "LegalEntity", "legalentity": "LegalEntity", "entity": "LegalEntity",
    "vessel": "Vessel", "ship": "Vessel", "aircraft": "Airplane", "airplane": "Airplane",
}  # fmt: skip

PARQUET_ROWS = 50_000
"""Rows of a Parquet file held in memory at a time."""


class Customer(NamedTuple):
    """One row that can be screened: where it stands, and what is asked."""

    where: str
    query: Query


def customers(path: Path, named: Mapping[str, str] | None = None) -> Iterator[Customer | RejectedRow]:
    """All rows of a file. `named` maps our columns to the file's ("name" -> "Kunde"). Raises ListError, OSError."""
    rows = _parquet(path, named or {}) if path.suffix.lower() in (".parquet", ".pq") else _csv(path, named or {})
    for row in rows:
        yield row if isinstance(row, RejectedRow) else _customer(*row)


def _csv(path: Path, named: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]] | RejectedRow]:
    from vetoproof.screen.lists.rows import Row, Table

    with path.open("rb") as file:
        opening = _columns_of(_first_line(path), path.name, named)
        table = Table(file, path.name, list(opening.values())[:1], known=list(opening.values())[1:])
        for row in table:
            if isinstance(row, Row):
                yield row.where, {ours: row.cells.get(theirs, "") for ours, theirs in opening.items()}
            else:
                yield row


def _first_line(path: Path) -> list[str]:
    """The columns of a CSV file: the first line that has any of the names that we know, or the first."""
    import csv

    from vetoproof.screen.lists.lines import Lines
    from vetoproof.screen.lists.rows import DELIMITERS, HEADER_WITHIN

    with path.open("rb") as file:
        lines = [line.text for line in islice(Lines(file, path.name), HEADER_WITHIN)]
    if not lines:
        raise ListError(f"{path.name}: the file is empty. Give a table with a header that has a column of names.")
    split = [next(csv.reader([line], delimiter=max(DELIMITERS, key=line.count)), []) for line in lines]
    known = {spelling for spellings in COLUMNS.values() for spelling in spellings}
    return next((cells for cells in split if any(_folded(cell) in known for cell in cells)), split[0])


def _parquet(path: Path, named: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    import polars as pl

    try:
        frame = pl.scan_parquet(path)
        columns = _columns_of(frame.collect_schema().names(), path.name, named)
        start = 0
        while True:
            some = frame.slice(start, PARQUET_ROWS).select(columns.values()).cast(pl.String, strict=False).collect()
            for at, cells in enumerate(some.iter_rows()):
                values = ((ours, (cell or "").strip()) for ours, cell in zip(columns, cells, strict=True))
                yield f"row {start + at + 1}", dict(values)
            if some.height < PARQUET_ROWS:
                return
            start += PARQUET_ROWS
    except pl.exceptions.PolarsError as error:
        raise ListError(f"{path.name} could not be read as Parquet ({error}). Write it again, or give it as CSV.") from error


def _columns_of(found: Iterable[str], name: str, named: Mapping[str, str]) -> dict[str, str]:
    """Our columns and the file's names for them, the first found first."""
    columns = [" ".join(column.split()) for column in found]
    folded = {_folded(column): column for column in reversed(columns)}
    chosen: dict[str, str] = {}
    for ours, theirs in named.items():
        if ours not in COLUMNS:
            raise ListError(f"{ours!r} is no column that is known: take one of {', '.join(COLUMNS)}.")
        if _folded(theirs) not in folded:
            raise ListError(f"{name} has no column {theirs!r}; it has: {', '.join(columns)[:500]}.")
        chosen[ours] = folded[_folded(theirs)]
    for ours, spellings in COLUMNS.items():
        spelling = next((s for s in spellings if s in folded and folded[s] not in chosen.values()), None)
        if ours not in chosen and spelling is not None:
            chosen[ours] = folded[spelling]
    if not any(ours in chosen for ours in ("name", *IDENTIFIERS)):
        raise ListError(
            f"{name}: no column of names was recognised among: {', '.join(columns)[:500]}. "
            "Name it with --column name=THEIRS, or call it 'name'."
        )
    return chosen


def _folded(column: str) -> str:
    return re.sub(r"[\s.\-/]+", "_", column.strip().lower()).strip("_")


def _customer(where: str, cells: Mapping[str, str]) -> Customer | RejectedRow:
    names = tuple(n for n in (cells.get("name", ""), *_several(cells.get("alias", ""))) if n)
    identifiers = tuple(Identifier(kind=kind, value=cells[kind]) for kind in IDENTIFIERS if cells.get(kind))
    if not names and not identifiers:
        return RejectedRow(where, "neither a name nor an identifier")
    told = cells.get("schema", "")
    schema = SCHEMATA.get(told.lower(), "")
    if told and not schema:
        return RejectedRow(where, f"unknown type of party {told[:40]!r}: write one of {', '.join(sorted(SCHEMATA))}")
    return Customer(
        where,
        Query(
            id=cells.get("id", ""), names=names, schema=schema or ("Vessel" if cells.get("imo") else ""),
            birth_dates=_several(cells.get("birth_date", "")), countries=_several(cells.get("country", "")),
            gender=cells.get("gender", ""), identifiers=identifiers,
        ),
    )  # fmt: skip


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;|]", cell) if part.strip())
