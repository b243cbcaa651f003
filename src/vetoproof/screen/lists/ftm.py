"""FollowTheMoney entities as JSON lines, so all of OpenSanctions: one entity a line, parties and what is said of them apart.

A line is a listing if its schema is one of `SCHEMATA` and it is a target: it says so (`target`), or does not say, or a
sanction points at it, or it has a topic. Sanctions (programme, days, authority, reason, measures) and documents of identity
are joined to their party wherever they stand (`ftm_joined`), or taken from within it (`targets.nested.json`). Programmes
are those of the sanctions, else those of the entity, else its topics. The list is the data set where there is one; entities
of several are of the list "ftm", and their notes name the sets. Whatever else stands in the file (ownership, addresses,
parties that are no targets) is an outcome whose reason begins with `NOT_A_LISTING`, to be counted apart from faults.

Property names are the model's (followthemoney.tech, 4.11). Countries are codes there, and stay so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec

from vetoproof.model.ftm import IDENTIFIERS, NAMES, SCHEMATA, kind_of
from vetoproof.model.names import Identifier, ListedName, Listing, Schema
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.ftm_joined import POINTERS, Entity, Joined, lines
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.names.scripts import scripts

NOT_A_LISTING = "not a listing: "
_TOLD = ("title", "notes", "summary", "website", "email", "phone")


def recognises(head: bytes, name: str) -> bool:
    """Whether the first line is an entity of the format (or begins as one, where it is longer than these bytes)."""
    first = next((line for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()), b"").strip()
    if not first.startswith(b"{"):
        return False
    try:
        entity = msgspec.json.decode(first, type=Entity)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return b'"schema"' in first and (b'"properties"' in first or name.endswith((".ftm.json", ".nested.json")))
    return bool(entity.schema and entity.id) or bool(entity.op)


def read(source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
    """Every line as a listing, as no listing, or rejected; sanctions appear with their parties, or by themselves where those
    are not in the file. Raises `ListError` for a file of changes, a line without an end, a source that cannot be read twice."""
    if not source.seekable():
        raise ListError(f"{name}: sanctions stand apart from their parties, so the file is read twice; save it to disk first")
    start = source.tell()
    joined = Joined(source, name)
    source.seek(start)
    decoder = msgspec.json.Decoder(Entity)
    for number, _, line in lines(source, name):
        where = f"line {number}"
        try:
            entity = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield RejectedRow(where, f"no entity: {error}")
            continue
        except RecursionError:
            yield RejectedRow(where, "no entity: nested too deep")
            continue
        if entity.op and not entity.schema:
            raise ListError(f"{name}, {where}: this is a file of changes (deltas); choose the whole edition, entities.ftm.json")
        if entity.schema in POINTERS:
            if not entity.values(POINTERS[entity.schema]):
                yield RejectedRow(where, f"a {entity.schema} that points at no party")
            continue
        try:
            outcome = _outcome(entity, joined, where)
        except msgspec.ValidationError as error:
            outcome = f"{entity.id}: what is nested in it is no entity: {error}"
        yield RejectedRow(where, outcome) if isinstance(outcome, str) else outcome
    for number in joined.unused():
        yield RejectedRow(f"line {number}", f"{NOT_A_LISTING}it points at a party that is no listing in this file")


def of_entity(entity: Entity, joined: Sequence[Entity], where: str) -> Listing | str:
    """The listing that an entity is with what points at it; a reason where it is none."""
    if not entity.id:
        return "no id"
    names = _names(entity)
    if not names:
        return f"{entity.id}: no name"
    sanctions = [said for said in joined if said.schema == "Sanction"]
    notes = [f"data sets: {', '.join(sorted(entity.datasets))}"] if len(entity.datasets) > 1 else []
    notes += [value if name == "notes" else f"{name}: {value}" for name in _TOLD for value in _texts(entity, name)]
    notes += _said_of_sanctions(sanctions)
    schema = SCHEMATA[entity.schema]
    listing = Listing(
        list=entity.datasets[0] if len(entity.datasets) == 1 else "ftm",
        id=entity.id,
        schema=schema,
        names=names,
        programmes=tuple(_programmes(entity, sanctions)),
        effects=_all(sanctions, "provisions"),
        listed_on=min(_days(sanctions, "startDate", "listingDate"), default=None),
        amended_on=max(_days(sanctions, "modifiedAt"), default=None),
        reason="\n".join(text for said in sanctions for text in _texts(said, "reason")),
        birth_dates=tuple(entity.values("birthDate")),
        birth_places=tuple(entity.values("birthPlace")),
        gender=next(iter(entity.values("gender")), ""),
        countries=tuple(entity.values("country", "jurisdiction", "mainCountry", "birthCountry")),
        nationalities=tuple(entity.values("nationality", "citizenship")),
        flags=tuple(entity.values("flag", "pastFlags")),
        positions=tuple(entity.values("position")),
        addresses=tuple(entity.values("address")),
        identifiers=_identifiers(entity, schema, joined),
        notes="\n".join(dict.fromkeys(notes)),
        row=where,
    )
    return listing if entity.vetoproof is None else _as_written(listing, entity.vetoproof)


def _outcome(entity: Entity, joined: Joined, where: str) -> Listing | str:
    if not entity.schema:
        return "no schema"
    if entity.schema not in SCHEMATA:
        return f"{NOT_A_LISTING}{entity.schema}"
    said = [*_nested(entity), *joined.of(entity.id)]
    sanctioned = any(other.schema == "Sanction" for other in said)
    if entity.target is False and not sanctioned and not entity.values("topics"):
        return f"{NOT_A_LISTING}{entity.schema} that is no target"
    return of_entity(entity, said, where)


def _nested(entity: Entity) -> list[Entity]:
    inner = [value for values in entity.properties.values() for value in values if isinstance(value, dict)]
    return [msgspec.convert(value, Entity, strict=False) for value in inner if value.get("schema") in POINTERS]


def _texts(entity: Entity, name: str) -> list[str]:
    """As `Entity.values`, with line breaks kept: notes and reasons have paragraphs."""
    return list(
        dict.fromkeys(text.strip() for text in entity.properties.get(name, ()) if isinstance(text, str) and text.strip())
    )


def _names(entity: Entity) -> tuple[ListedName, ...]:
    found: dict[str, ListedName] = {}
    for prop, kind in NAMES:
        for text in entity.values(prop):
            foreign = kind in ("primary", "alias") and scripts(text)[:1] not in ((), ("latin",))
            found.setdefault(
                text, ListedName(text=text, kind="original" if foreign else "alias" if kind == "primary" else kind)
            )
    names = list(found.values())
    whole = " ".join(part for name in ("firstName", "secondName", "lastName") for part in entity.values(name)[:1])
    # A wallet has no name but its address.
    other = entity.caption if entity.schema == "CryptoWallet" else whole
    if not entity.values("name") and other.strip():
        names.insert(0, ListedName(text=other.strip(), kind="primary"))
    # The caption is the name that the publisher shows; data sets that have none give the first.
    first = next((name for name in names if name.text == entity.caption), names[0] if names else None)
    if first is None:
        return ()
    return (ListedName(text=first.text, kind="primary"), *(name for name in names if name is not first))


def _programmes(entity: Entity, sanctions: list[Entity]) -> list[str]:
    said = [text for sanction in sanctions for text in sanction.values("program", "programId")]
    return list(dict.fromkeys(said)) or entity.values("program", "programId") or entity.values("topics")


def _all(entities: list[Entity], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for entity in entities for value in entity.values(name)))


def _days(sanctions: list[Entity], *names: str) -> list[str]:
    return [day for sanction in sanctions for day in map(iso_day, sanction.values(*names)) if day]


def _said_of_sanctions(sanctions: list[Entity]) -> list[str]:
    notes = []
    for told, name in (("authority", "authority"), ("source", "sourceUrl"), ("ended", "endDate"), ("status", "status")):
        notes += [f"{told}: {value}" for value in _all(sanctions, name)]
    return notes


def _identifiers(entity: Entity, schema: Schema, joined: Sequence[Entity]) -> tuple[Identifier, ...]:
    found: dict[Identifier, None] = {}
    for document in joined:
        kind = {"Passport": "passport", "Identification": "national_id"}.get(document.schema)
        for value in document.values("number", "passportNumber") if kind else ():
            found[Identifier(kind=kind or "", value=value, country=next(iter(document.values("country")), ""))] = None
    told = {(identifier.kind, identifier.value) for identifier in found}
    # In the order of the table, whatever the order of the line.
    for name, kind in ((name, kind) for name, kind in IDENTIFIERS.items() if name in entity.properties):
        named = kind_of(name, schema) or kind
        values = entity.values(name) if kind != "imo" else [value.removeprefix("IMO").strip() for value in entity.values(name)]
        found |= {Identifier(kind=named, value=value): None for value in values if (named, value) not in told}
    return tuple(found)


def _as_written(listing: Listing, exact: dict[str, Any]) -> Listing | str:
    """The listing with the fields that the writer could not say in properties (`ftm_writing`)."""
    try:
        return msgspec.convert({**msgspec.to_builtins(listing), **exact}, Listing)
    except msgspec.ValidationError as error:
        return f"{listing.id}: what was written beside the properties does not fit: {error}"
