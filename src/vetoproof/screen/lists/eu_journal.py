"""Acts of the Official Journal of the EU as rows: a row a listed party, with its act (CELEX number), annex and measure.

The columns are those of the tables in which OpenSanctions keeps the acts; all but `NEEDED` may be absent. Numbers are unique
within an annex only, and some annexes have none, so an id is annex and number ("XIII.A/1"), or annex and name where there is no
number; a second party with the same id gets "~2". What the act prints in brackets is told apart by `cells` and `printed_names`;
whatever finds no field stands in the notes with its column's name. Separators, as found in the real tables: values of a cell by
"; " (with quotation marks as in CSV), forms of a name also by " / ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, get_args

from vetoproof.model.names import Identifier, ListedName, Listing, NameKind, Schema
from vetoproof.screen.lists import cells
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.printed_names import names_in
from vetoproof.screen.lists.rows import Row, Table, header_in
from vetoproof.screen.names.reading import Kind

NEEDED = ("celex", "recordId", "programKey", "annex", "measure", "startDate", "schema", "name")
_NAMES: tuple[tuple[str, NameKind], ...] = (
    ("name", "primary"),
    ("alias", "alias"),
    ("previousName", "former"),
    ("weakAlias", "weak"),
)
# What stands among the names of some rows without being one: a label whose value is the next, or a picture's stand-in.
_NO_NAME = re.compile(r"\w+:|text of image", re.IGNORECASE)
_IDENTIFIERS = {
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "passportNumber": "passport",
    "idNumber": "national_id",
    "innCode": "inn",
    "ogrnCode": "ogrn",
    "kppCode": "kpp",
    "okpoCode": "okpo",
    "leiCode": "lei",
    "swiftBic": "swift",
    "ticker": "ticker",
    "taxNumber": "tax",
    "registrationNumber": "registration",
}
# Codes, not numbers: the whole value is the identifier.
_CODES = ("leiCode", "swiftBic", "ticker")
# Columns without a field of their own: told in the notes under these words.
_TOLD = {
    "appearance": "appearance",
    "ethnicity": "ethnicity",
    "fatherName": "father",
    "motherName": "mother",
    "incorporationDate": "incorporated",
    "legalForm": "legal form",
    "sector": "sector",
    "phone": "phone",
    "email": "e-mail",
    "website": "website",
}
_READ = (
    "reason",
    "country",
    "jurisdiction",
    "nationality",
    "birthDate",
    "birthPlace",
    "position",
    "gender",
    "flag",
    "address",
    "notes",
)
_KNOWN = (*(column for column, _ in _NAMES), *_IDENTIFIERS, *_TOLD, *_READ)
# Three rows have what belongs to other columns at the end of the date of birth.
_STRAY = re.compile(r"\s*\b(POB|Nationality|Gender)\s*:\s*")
_STRAY_COLUMN = {"pob": "birthPlace", "nationality": "nationality", "gender": "gender"}
_IMO = re.compile(r"\bIMO\b[^\d;]{0,20}(\d{7})\b")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the header says it all
    """Whether the file begins with the header of these tables."""
    return header_in(head, NEEDED)


def read(source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
    """Every row as a listing of the list "eu-CELEX", or rejected with its reason. Raises `ListError` for another table.

    Memory grows by the ids alone (about 100 bytes a party), which must be known so that no two parties share one.
    """
    table = Table(source, name, NEEDED, known=_KNOWN)
    seen: dict[tuple[str, str], int] = {}
    for row in table:
        if isinstance(row, RejectedRow):
            yield row
            continue
        read_row = _listing(row, table.others, seen)
        yield RejectedRow(row.where, read_row) if isinstance(read_row, str) else read_row


def _listing(row: Row, others: tuple[str, ...], seen: dict[tuple[str, str], int]) -> Listing | str:
    cell = {column: value for column, value in row.cells.items() if cells.said(value)}
    schema = next((known for known in get_args(Schema) if known == cell.get("schema")), None)
    if schema is None:
        return f"the schema is {cell.get('schema', 'missing')!r}, none of {', '.join(get_args(Schema))}"
    if "celex" not in cell or "annex" not in cell:
        return "no act (celex) or no annex"
    notes = [f"annex {cell['annex']}"]
    notes += ["bytes of this row were not UTF-8 and were read as Windows-1252"] if row.repaired else []
    _move_strays(cell)
    names = _names(cell, schema, notes)
    if not names:
        return "no name"
    listed_on = iso_day(cell.get("startDate", ""))
    if "startDate" in cell and listed_on is None:
        notes.append(f"start date as printed: {cell['startDate']}")
    identifiers = _identifiers(cell, schema, notes)
    birth_dates = _several_dates(cell, notes)
    notes += [f"{said}: {' '.join(cell[column].split())}" for column, said in _TOLD.items() if column in cell]
    notes += [f"{column}: {cell[column]}" for column in others if column in cell]
    notes += cells.parts(cell.get("notes", ""))
    list_name = f"eu-{cell['celex']}"
    return Listing(
        list=list_name,
        id=_unique(list_name, f"{cell['annex']}/{cell.get('recordId') or names[0].text}", seen),
        schema=schema,
        names=names,
        programmes=(cell["programKey"],) if "programKey" in cell else (),
        effects=tuple(cells.parts(cell.get("measure", ""))),
        listed_on=listed_on,
        reason=" ".join(cell.get("reason", "").split()),
        birth_dates=birth_dates,
        birth_places=tuple(cells.parts(cell.get("birthPlace", ""))),
        gender=cell.get("gender", "").strip(" .").lower(),
        countries=tuple(cells.parts("; ".join(cell[column] for column in ("country", "jurisdiction") if column in cell))),
        nationalities=_nationalities(cell, notes),
        flags=tuple(cells.parts(cell.get("flag", ""))),
        positions=tuple(cells.parts(cell.get("position", ""))),
        addresses=tuple(cells.parts(cell.get("address", ""))),
        identifiers=identifiers,
        notes="\n".join(notes),
        row=row.where,
    )


def _unique(list_name: str, ident: str, seen: dict[tuple[str, str], int]) -> str:
    count = seen[list_name, ident] = seen.get((list_name, ident), 0) + 1
    return ident if count == 1 else f"{ident}~{count}"


def _names(cell: dict[str, str], schema: Schema, notes: list[str]) -> tuple[ListedName, ...]:
    of: Kind = {"Person": "person", "Vessel": "ship"}.get(schema, "organisation")  # type: ignore[assignment]
    found: dict[str, ListedName] = {}
    for column, kind in _NAMES:
        for value in cells.parts(cell.get(column, "")):
            if _NO_NAME.fullmatch(value):
                notes.append(f"{column}: {value}")
                continue
            for name in names_in(value, "alias" if kind == "primary" and found else kind, of):
                found.setdefault(name.text, name)
    names = tuple(found.values())
    return names if names and names[0].kind == "primary" else ()


def _identifiers(cell: dict[str, str], schema: Schema, notes: list[str]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for column, kind in _IDENTIFIERS.items():
        if column in _CODES:
            found |= dict.fromkeys(Identifier(kind=kind, value=value) for value in cells.parts(cell.get(column, "")))
            continue
        here, remarks = cells.numbers(cell.get(column, ""), kind)
        found |= dict.fromkeys(here)
        notes += [f"{kind.replace('_', ' ')}: {remark}" for remark in remarks]
    if schema == "Vessel" and all(identifier.kind != "imo" for identifier in found):
        told = _IMO.findall(f"{cell.get('reason', '')} {cell.get('notes', '')}")
        # More than one ship may be told of; then none of the numbers is surely this one's.
        found |= dict.fromkeys(Identifier(kind="imo", value=value) for value in told if len(set(told)) == 1)
    if schema != "Vessel":
        # Companies have numbers of the same form from the same body, in another series.
        return tuple(Identifier(kind="imo_company", value=item.value) if item.kind == "imo" else item for item in found)
    return tuple(found)


def _several_dates(cell: dict[str, str], notes: list[str]) -> tuple[str, ...]:
    printed, rest = cells.dates(cell.get("birthDate", ""))
    notes += [f"date of birth: {remark}" for remark in rest]
    return tuple(printed)


def _nationalities(cell: dict[str, str], notes: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for value in cells.parts(cell.get("nationality", "")):
        bare = re.sub(r"\s*\([^()]*\)", "", value)
        if bare != value:
            notes.append(f"nationality: {value}")
        found += [part.strip(" .") for part in re.split(r",\s*|\s+and/or\s+", bare)]
    return tuple(dict.fromkeys(filter(None, found)))


def _move_strays(cell: dict[str, str]) -> None:
    printed, *strays = _STRAY.split(cell.get("birthDate", ""))
    for label, value in zip(strays[::2], strays[1::2], strict=True):
        cell.setdefault(_STRAY_COLUMN[label.lower()], value.strip())
    if strays:
        cell["birthDate"] = printed
