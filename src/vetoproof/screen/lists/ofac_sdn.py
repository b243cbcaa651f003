"""The list of Specially Designated Nationals as CSV, in its two shapes of twelve columns.

The publisher's own sdn.csv has no header; copies of it bear one, under several names. Columns: number, name, kind, programmes,
title, call sign, vessel type, tonnage, gross tonnage, flag, owner, remarks. "-0-" stands for nothing, several programmes are
printed "SDGT] [IRGC", the last line of the publisher's file is a lone Ctrl-Z: where it is missing, the file is read and said to
be cut short.

What this file does not hold: addresses (add.csv) and the full aliases (alt.csv) are separate files, out of scope here (the
advanced XML holds both, see `ofac_advanced`); remarks are cut off after 1,000 characters, their end is in sdn_comments.csv;
no entry has a listing date, so `listed_on` is None. Names stay in the printed order ("KIM, Yong Chol").

The non-SDN list has the same shape (cons_prim.csv); it is told by the name of the file, and has the list name "ofac-cons".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from vetoproof.model.names import Identifier, ListedName, Listing, Schema
from vetoproof.screen.lists.lines import Lines
from vetoproof.screen.lists.measures import Measures
from vetoproof.screen.lists.ofac_labels import Labels, of_party
from vetoproof.screen.lists.ofac_remarks import remarks
from vetoproof.screen.lists.outcome import ListError, RejectedRow

COLUMNS = (
    "ent_num",
    "SDN_Name",
    "SDN_Type",
    "Program",
    "Title",
    "Call_Sign",
    "Vess_type",
    "Tonnage",
    "GRT",
    "Vess_flag",
    "Vess_owner",
    "Remarks",
)
_FIRST = {"ent_num", "id", "uid", "entity number"}
_SECOND = {"sdn_name", "name"}
_SCHEMAS: dict[str, Schema] = {
    "individual": "Person",
    "vessel": "Vessel",
    "aircraft": "Airplane",
    "": "Organization",
    "entity": "Organization",
}
_END = "\x1a"
CUT_SHORT = "the line that ends the publisher's file (Ctrl-Z) is missing: the list may be cut short; fetch it again"
# The list cuts remarks there, in the middle of a word or of a number.
_CUT = 1000


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line of these bytes is a row of the SDN list or its header."""
    try:
        cells = _cells(next(Lines(BytesIO(head), name)).text)
    except (StopIteration, ListError, csv.Error):
        return False
    return _is_header(cells) or (len(cells) == len(COLUMNS) and cells[0].isdigit() and cells[2].lower() in _SCHEMAS)


def read(
    source: BinaryIO, name: str, labels: Labels | None = None, measures: Measures | None = None
) -> Iterator[Listing | RejectedRow]:
    """All rows of the list, in its order. A line is a row, so that a quotation mark left open spoils one row only.

    Raises `ListError` where the first line is no row of this list.
    """
    labels, measures = labels or Labels(), measures or Measures()
    of_list = "ofac-cons" if name.rpartition("/")[2].lower().startswith("cons") else "ofac-sdn"
    seen: dict[str, str] = {}
    first, ended, where = True, False, ""
    for line in Lines(source, name):
        where = f"line {line.number}"
        try:
            cells = _cells(line.text)
        except csv.Error as error:
            yield RejectedRow(where, f"quotation marks out of place: {error}")
            continue
        if not any(cells) or cells[0] == _END:
            ended = ended or cells[:1] == [_END]
            continue
        if first:
            first = False
            if _is_header(cells):
                continue
            if len(cells) != len(COLUMNS) or not cells[0].isdigit():
                raise ListError(_not_this_list(name, line.number, cells))
        fault = _fault(cells, seen)
        if fault:
            yield RejectedRow(where, fault)
            continue
        seen[cells[0]] = where
        yield _listing(cells, where, of_list, labels, measures, line.repaired)
    if first:
        raise ListError(f"{name}: no row in the file; fetch sdn.csv again from its publisher")
    if not ended:
        yield RejectedRow(f"after {where}", CUT_SHORT, cut=True)


def _cells(text: str) -> list[str]:
    text = text.rstrip("\r\n")
    cells = next(csv.reader([text], strict=True), []) if '"' in text else text.split(",")
    return ["" if (cell := raw.strip()) == "-0-" else cell for raw in cells]


def _is_header(cells: list[str]) -> bool:
    return len(cells) == len(COLUMNS) and cells[0].lower() in _FIRST and cells[1].lower() in _SECOND


def _fault(cells: list[str], seen: dict[str, str]) -> str:
    if len(cells) != len(COLUMNS):
        return f"{len(cells)} cells, not {len(COLUMNS)}"
    if not cells[0].isdigit():
        return f"the number of the entry is {cells[0]!r}, which is no number"
    if cells[0] in seen:
        return f"entry {cells[0]} is on {seen[cells[0]]} already"
    if not cells[1]:
        return f"entry {cells[0]} has no name"
    return "" if cells[2].lower() in _SCHEMAS else f"entry {cells[0]} is of an unknown kind: {cells[2]!r}"


def _listing(cells: list[str], where: str, of_list: str, labels: Labels, measures: Measures, repaired: bool) -> Listing:
    number, name, kind, programmes, title, call_sign, *vessel, flag, owner, printed = cells
    schema = _SCHEMAS[kind.lower()]
    person = schema == "Person"
    # A programme may be printed with its brackets or without the outer ones.
    under = tuple(filter(None, (programme.strip(" []") for programme in programmes.split("] ["))))
    said = remarks(printed, labels, person, cut_off=len(printed) >= _CUT and not printed.endswith("."))
    notes = [
        f"{label} {value}" for label, value in zip(("Vessel type", "Tonnage", "Gross tonnage"), vessel, strict=True) if value
    ]
    if repaired:
        notes.append("bytes that are not UTF-8 were read as Windows-1252")
    names = {name: ListedName(text=name, kind="primary")}
    for alias in said.names:
        names.setdefault(alias.text, alias)
    signs = (Identifier(kind="call_sign", value=call_sign),) if call_sign else ()
    return Listing(
        list=of_list,
        id=number,
        schema=schema,
        names=tuple(names.values()),
        programmes=under,
        effects=_once(*measures.of(of_list, under, person), *said.effects),
        birth_dates=said.birth_dates,
        birth_places=said.birth_places,
        gender=said.gender,
        countries=said.countries,
        nationalities=said.nationalities,
        flags=_once(flag, *said.flags),
        positions=_once(*title.split("; "), *said.positions),
        addresses=said.addresses,
        identifiers=of_party((*signs, *said.identifiers), schema),
        linked=_once(owner, *said.linked),
        notes="; ".join((*notes, *said.notes)),
        row=where,
    )


def _once(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _not_this_list(name: str, line: int, cells: list[str]) -> str:
    return (
        f"{name}, line {line}: not a row of the SDN list, which has {len(COLUMNS)} columns ({', '.join(COLUMNS)}) and "
        f"begins with a number; this line has {len(cells)} and begins with {cells[0][:40]!r}. Name the publisher's sdn.csv "
        "(not alt.csv or add.csv), or a copy of it with its twelve columns"
    )
