"""A file of customers to queries: CSV of any size, or Parquet; columns are known by their usual names.

Rows without a name or an identifier are rejected with their place and reason; the rest goes on. Nothing else rejects a row: a
customer of an unknown kind is screened as one of any kind, and `Customer.unknown` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from vetoproof.model import Identifier, Query
from vetoproof.screen.lists.outcome import ListError, RejectedRow

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("name", "names", "full_name", "fullname", "customer", "customer_name", "company", "company_name", "vessel",
             "vessel_name", "ship", "ship_name", "party", "account_name"),
    "given": ("given_name", "given_names", "first_name", "firstname", "first_names", "forename", "forenames"),
    "middle": ("middle_name", "middlename", "middle_names", "second_name", "patronymic"),
    "family": ("family_name", "last_name", "lastname", "surname"),
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
"""What each column is called in files of banks, insurers and registries; only letters and digits matter. Given,
middle and family names are put together where there is no whole name."""

NAMES = ("name", "given", "middle", "family", "alias")

EMPTY = frozenset({"", "-", "--", "n/a", "#n/a", "nan", "null", "none", "nil", "unknown"})
"""How tables write that a cell is empty. Of a name only "n/a" is taken so: parties are called Nan and Nil."""

IDENTIFIERS = ("imo", "mmsi", "lei", "passport", "tax", "inn", "ogrn", "registration", "swift")

SCHEMATA = {
    "person": "Person", "individual": "Person", "natural person": "Person",
    "company": "Company", "organisation": "Organization", "organization": "Organization",
    "legal entity": "LegalEntity", "legalentity": "LegalEntity", "entity": "LegalEntity",
    "vessel": "Vessel", "ship": "Vessel", "aircraft": "Airplane", "airplane": "Airplane", "asset": "Asset",
    "publicbody": "PublicBody", "public body": "PublicBody", "corporation": "Company", "corporate": "LegalEntity",
    "business": "LegalEntity", "firm": "Company", "private individual": "Person",
}  # fmt: skip

PARQUET_ROWS = 50_000
"""Rows of a Parquet file held in memory at a time."""


class Customer(NamedTuple):
    """One row that can be screened: where it stands, what is asked, the kind of party that it names and nobody knows, and
    whether bytes of it that are no text of its encoding had to be read otherwise."""

    where: str
    query: Query
    unknown: str = ""
    repaired: bool = False


def customers(path: Path, named: Mapping[str, str] | None = None) -> Iterator[Customer | RejectedRow]:
    """All rows of a file. `named` maps our columns to the file's ("name" -> "Kunde"). Raises ListError, OSError."""
    rows = _parquet(path, named or {}) if path.suffix.lower() in (".parquet", ".pq") else _csv(path, named or {})
    for row in rows:
        yield row if isinstance(row, RejectedRow) else _customer(*row)


def _csv(path: Path, named: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str], bool] | RejectedRow]:
    from vetoproof.screen.lists.rows import Row, Table

    with path.open("rb") as file:
        opening = _columns_of(_first_line(path, named), path.name, named)
        table = Table(file, path.name, list(opening.values())[:1], known=list(opening.values())[1:])
        for row in table:
            if isinstance(row, Row):
                yield row.where, {ours: row.cells.get(theirs, "") for ours, theirs in opening.items()}, row.repaired
            else:
                yield row


def _first_line(path: Path, named: Mapping[str, str]) -> list[str]:
    """The columns of a CSV file: of the first lines the one that has most of the names that we know, or the first."""
    from vetoproof.screen.lists.lines import Lines
    from vetoproof.screen.lists.rows import DELIMITERS, HEADER_WITHIN

    with path.open("rb") as file:
        lines = [line.text for line in islice(Lines(file, path.name), HEADER_WITHIN)]
    if not lines:
        raise ListError(f"{path.name}: the file is empty. Give a table with a header that has a column of names.")
    split = [_cells(line, max(DELIMITERS, key=line.count)) for line in lines]
    known = {_folded(spelling) for spellings in COLUMNS.values() for spelling in spellings} | set(map(_folded, named.values()))
    return max(split, key=lambda cells: sum(_folded(cell) in known for cell in cells))


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line; a line that is no row of a table, such as one too long, has none that could be a header."""
    import csv

    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _parquet(path: Path, named: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str], bool]]:
    import polars as pl

    try:
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
        spelled = {" ".join(name.split()): name for name in schema}
        columns = _columns_of(spelled, path.name, named)
        chosen = [_as_text(pl, schema, spelled[theirs]).alias(ours) for ours, theirs in columns.items()]
        start = 0
        while True:
            some = frame.slice(start, PARQUET_ROWS).select(chosen).collect()
            for at, cells in enumerate(some.iter_rows()):
                values = ((ours, (cell or "").strip()) for ours, cell in zip(columns, cells, strict=True))
                yield f"row {start + at + 1}", dict(values), False
            if some.height < PARQUET_ROWS:
                return
            start += PARQUET_ROWS
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
        spelling = next((s for s in map(_folded, spellings) if s in folded and folded[s] not in chosen.values()), None)
        if ours not in chosen and spelling is not None:
            chosen[ours] = folded[spelling]
    if not any(ours in chosen for ours in (*NAMES, *IDENTIFIERS)):
        raise ListError(
            f"{name}: no column of names was recognised among: {', '.join(columns)[:500]}. "
            "Name it with --column name=THEIRS, or call it 'name'."
        )
    return chosen


def _folded(column: str) -> str:
    return "".join(filter(str.isalnum, column.casefold()))


def _customer(where: str, cells: Mapping[str, str], repaired: bool) -> Customer | RejectedRow:
    known = {ours: cell for ours, cell in cells.items() if cell.casefold() not in EMPTY}
    names = tuple(dict.fromkeys(n for n in (_whole_name(cells), *_several(cells.get("alias", ""))) if _lettered(n)))
    identifiers = tuple(Identifier(kind=kind, value=_number(known[kind])) for kind in IDENTIFIERS if kind in known)
    if not names and not identifiers:
        return RejectedRow(where, "neither a name nor an identifier")
    told = known.get("schema", "")
    schema = schema_of(told) or ""
    query = Query(
        id=cells.get("id", ""), names=names, schema=schema or ("Vessel" if "imo" in known else ""),
        birth_dates=tuple(map(_number, _several(known.get("birth_date", "")))), countries=_several(known.get("country", "")),
        gender=known.get("gender", ""), identifiers=identifiers,
    )  # fmt: skip
    return Customer(where, query, "" if schema else told, repaired)


def schema_of(told: str) -> str | None:
    """The schema of FollowTheMoney that a kind of party as people write it stands for; None where it is not known."""
    return SCHEMATA.get(" ".join(told.casefold().replace("_", " ").split()))


def _whole_name(cells: Mapping[str, str]) -> str:
    """The name, with the family name after it where it stands beside in a column of its own."""
    name, family = cells.get("name", ""), cells.get("family", "")
    if not name:
        return " ".join(part for part in (cells.get("given", ""), cells.get("middle", ""), family) if part)
    return name if not family or "given" in cells or family.casefold() in name.casefold() else f"{name} {family}"


def _lettered(name: str) -> bool:
    return any(map(str.isalnum, name)) and name.casefold() not in ("n/a", "#n/a")


def _number(cell: str) -> str:
    """A number as printed: tables write 8517839 as 8517839.0 where other cells of the column are empty."""
    whole, _, rest = cell.partition(".")
    return whole if whole.isdigit() and rest and not rest.strip("0") else cell


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;|]", cell) if part.strip())
