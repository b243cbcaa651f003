"""The UK's lists in CSV: the UK Sanctions List, and the older consolidated list of its finance ministry (ConList.csv).

Both print one row a name, address or date, with everything else said again; the rows of a party are joined by their number
("Unique ID", in the older list "Group ID") wherever they stand in the file. For that the file is read twice: once to count
the rows of each party, once to put them together, so that only parties whose rows are not all read yet are held. A line
with the date of the report stands before the header. Names of columns have changed over the years; `_SYNONYMS` has the
spellings seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, NamedTuple

from vetoproof.model.names import Identifier, ListedName, Listing, NameKind, Schema
from vetoproof.screen.lists import cells
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.lists.rows import Row, Table, header_in

_PARTS = ("Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6")
_LINES = (*(f"Address Line {line}" for line in range(1, 7)), "Address Postal Code", "Address Country")
_SCHEMAS: dict[str, Schema] = {"individual": "Person", "entity": "Organization", "ship": "Vessel", "vessel": "Vessel"}
_KINDS: dict[str, NameKind] = {"aka": "alias", "alias": "alias", "fka": "former", "formerly known as": "former"}
_IDENTIFIERS = {
    "Passport number": "passport",
    "National Identifier number": "national_id",
    "Business registration number (s)": "registration",
    "IMO number": "imo",
}
_TOLD = {
    "Title": "title",
    "UN Reference Number": "UN reference",
    "OFSI Group ID": "OFSI group",
    "Designation source": "designated by",
    "Passport additional information": "passport",
    "National Identifier additional information": "national id",
    "Phone number": "phone",
    "Email address": "e-mail",
    "Website": "website",
    "Type of entity": "type of entity",
    "Type of ship": "type of ship",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year Built": "built",
    "Hull identification number (HIN)": "hull",
    "Other Information": "",
}
_LINKED = ("Current owner/operator (s)", "Previous owner/operator (s)", "Parent company", "Subsidiaries")
_FLAGS = ("Current believed flag of ship", "Previous flags")
_OTHERS = (
    *("Name type", "Alias strength", "Name non-latin script", "Non-latin script type", "Non-latin script language"),
    *("Sanctions Imposed", "UK Statement of Reasons", "Date Designated", "Last Updated", "D.O.B", "Nationality(/ies)"),
    *("Position", "Gender", "Town of birth", "Country of birth"),
)
_KNOWN = (*_PARTS, *_LINES, *_IDENTIFIERS, *_TOLD, *_LINKED, *_FLAGS, *_OTHERS)
_SYNONYMS = {
    "Individual, Entity, Ship": "Designation Type",
    "Entity, Vessel or Individual": "Designation Type",
    "OFSI ID": "OFSI Group ID",
    "Honorary/Professional/Religious titles": "Title",
    "Regime": "Regime Name",
    "Group Type": "Designation Type",
    "Alias Type": "Name type",
    "Alias Quality": "Alias strength",
    "Name Non-Latin Script": "Name non-latin script",
    "DOB": "D.O.B",
    "Nationality": "Nationality(/ies)",
    "Passport Details": "Passport additional information",
    "National Identification Number": "National Identifier number",
    "National Identification Details": "National Identifier additional information",
    **{f"Address {line}": f"Address Line {line}" for line in range(1, 7)},
    "Post/Zip Code": "Address Postal Code",
    "Country": "Address Country",
    "UK Sanctions List Date Designated": "Date Designated",
}
# The list has 5,000 parties; a file with two hundred times as many is another one, and its numbers would fill the memory.
PARTIES = 1_000_000
# Days and months that are not known are printed as nothing or as letters: "00/00/1975", "dd/mm/1975".
_UNKNOWN_DAY = re.compile(r"^(?:(?:00|dd)/(?:(?:00|mm)/)?)+", re.IGNORECASE)


# In the older list the statement of reasons stands within the other information, after its name in brackets.
_REASON = re.compile(r"\(UK Statement of Reasons\):\s*(.*?)(?=\s*\([A-Z][\w ]+\):|$)", re.MULTILINE)


class _Edition(NamedTuple):
    """One of the two lists: its name, the column that numbers its parties, the columns without which it is not this list."""

    list: str
    key: str

    @property
    def needed(self) -> tuple[str, ...]:
        return (self.key, "Name 6", "Name 1", "Designation Type", "Regime Name")


_EDITIONS = (_Edition("uk", "Unique ID"), _Edition("uk-ofsi", "Group ID"))


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the header says it all
    """Whether the file begins with the header of one of the two lists."""
    return any(header_in(head, edition.needed, _SYNONYMS) for edition in _EDITIONS)


def read(source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
    """Every party of the list, in the order in which their last rows stand. Raises `ListError` where the file is another list,
    and where it cannot be read twice (a pipe)."""
    if not source.seekable():
        raise ListError(f"{name}: the rows of a party stand apart, so the file is read twice; save it to disk first")
    start = source.tell()
    table, edition = _open(source, name)
    left: dict[str, int] = {}
    for row in table:
        if isinstance(row, RejectedRow):
            yield row
        elif key := row.cells[edition.key]:
            left[key] = left.get(key, 0) + 1
            if len(left) > PARTIES:
                raise ListError(
                    f"{name}, {row.where}: more than {PARTIES:,} parties; this is not the list: choose its own file"
                )
    source.seek(start)
    table, _ = _open(source, name)
    held: dict[str, list[Row]] = {}
    for row in table:
        if isinstance(row, RejectedRow):
            continue
        key = row.cells[edition.key]
        if not key:
            yield RejectedRow(row.where, f"no {edition.key}")
            continue
        held.setdefault(key, []).append(row)
        if len(held[key]) == left[key]:
            rows = held.pop(key)
            where = rows[0].where if len(rows) == 1 else f"lines {rows[0].first}-{rows[-1].last}"
            listing = _listing(rows, where, key, edition, table.others)
            yield RejectedRow(where, listing) if isinstance(listing, str) else listing


def _open(source: BinaryIO, name: str) -> tuple[Table, _Edition]:
    start = source.tell()
    try:
        return Table(source, name, _EDITIONS[0].needed, known=_KNOWN, synonyms=_SYNONYMS), _EDITIONS[0]
    except ListError as newer:
        source.seek(start)
        try:
            return Table(source, name, _EDITIONS[1].needed, known=_KNOWN, synonyms=_SYNONYMS), _EDITIONS[1]
        except ListError:
            raise newer from None


def _listing(rows: list[Row], where: str, key: str, edition: _Edition, others: tuple[str, ...]) -> Listing | str:
    kinds = _values(rows, "Designation Type")
    schema = next((_SCHEMAS[kind.lower()] for kind in kinds if kind.lower() in _SCHEMAS), None)
    if schema is None:
        return f"{key}: the designation type is {', '.join(kinds) or 'missing'}, neither individual, entity nor ship"
    names = _names(rows, schema)
    if not names:
        return f"{key}: no name"
    notes: list[str] = []
    for column, told in (*_TOLD.items(), *((other, other) for other in others)):
        notes += [f"{told}: {value}" if told else value for value in _values(rows, column)]
    if any(row.repaired for row in rows):
        notes.append("bytes of these rows were not UTF-8 and were read as Windows-1252")
    printed = _values(rows, "Date Designated") or _values(rows, "Listed On")
    days = sorted(day for day in map(iso_day, printed) if day)
    updated = sorted(day for day in map(iso_day, _values(rows, "Last Updated")) if day)
    towns = (", ".join(_said(row.cells, ("Town of birth", "Country of birth"))) for row in rows)
    return Listing(
        list=edition.list,
        id=key,
        schema=schema,
        names=names,
        programmes=_values(rows, "Regime Name"),
        effects=_values(rows, "Sanctions Imposed"),
        listed_on=days[0] if days else None,
        amended_on=updated[-1] if updated else None,
        reason="\n".join(_values(rows, "UK Statement of Reasons") or _distinct(_REASON.findall("\n".join(notes)))),
        birth_dates=_distinct([_UNKNOWN_DAY.sub("", value) for value in _values(rows, "D.O.B")]),
        birth_places=_distinct(towns),
        gender=next((value.lower() for value in _values(rows, "Gender")), ""),
        countries=_values(rows, "Address Country"),
        nationalities=_values(rows, "Nationality(/ies)"),
        flags=_distinct(value for column in _FLAGS for value in _values(rows, column)),
        positions=_values(rows, "Position"),
        addresses=_distinct(", ".join(_said(row.cells, _LINES)) for row in rows),
        identifiers=_identifiers(rows, schema, notes),
        linked=_distinct(part for column in _LINKED for value in _values(rows, column) for part in cells.parts(value)),
        notes="\n".join(dict.fromkeys(notes)),
        row=where,
    )


def _distinct(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _said(cell: Mapping[str, str], columns: tuple[str, ...]) -> list[str]:
    return [value for value in (cells.said(cell.get(column, "")) for column in columns) if value]


def _values(rows: list[Row], column: str) -> tuple[str, ...]:
    """What the rows of a party say in a column, each once; a cell may hold several, after "|" or numbered "(1) .. (2) .."."""
    return _distinct(value for row in rows for value in cells.enumerated(row.cells.get(column, "")))


def _names(rows: list[Row], schema: Schema) -> tuple[ListedName, ...]:
    """The primary name first, then the others in their order, each followed by its form in its own script."""
    found: dict[str, ListedName] = {}
    for row in rows:
        kind = row.cells.get("Name type", "").strip().lower()
        weak = "low" in row.cells.get("Alias strength", "").lower()
        text = " ".join(_said(row.cells, _PARTS))
        if any(map(str.isalnum, text)):
            named: NameKind = "weak" if weak else "primary" if kind == "primary name" else _KINDS.get(kind, "alias")
            found.setdefault(text, ListedName(text=text, kind=named))
        for original in cells.enumerated(row.cells.get("Name non-latin script", "")):
            language = cells.said(row.cells.get("Non-latin script language", ""))
            found.setdefault(original, ListedName(text=original, kind="original", language=language))
    names = list(found.values())
    if not names or (schema == "Person" and not any(len(name.text) > 1 for name in names)):
        return ()
    first = next((name for name in names if name.kind == "primary"), names[0])
    others = [ListedName(text=n.text, kind="alias") if n.kind == "primary" else n for n in names if n is not first]
    return (ListedName(text=first.text, kind="primary", language=first.language), *others)


def _identifiers(rows: list[Row], schema: Schema, notes: list[str]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for column, kind in _IDENTIFIERS.items():
        for value in _values(rows, column):
            here, remarks = cells.numbers(re.sub(r"\bIMO(?=\d)", "IMO ", value), kind)
            found |= dict.fromkeys(here)
            notes += [f"{kind.replace('_', ' ')}: {remark}" for remark in remarks]
    if schema != "Vessel":
        return tuple(Identifier(kind="imo_company", value=item.value) if item.kind == "imo" else item for item in found)
    return tuple(found)
