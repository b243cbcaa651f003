"""Ownership from FollowTheMoney JSON lines: Ownership entities as rows, Directorship as an indication of control.

An Ownership states its share in `percentage`, or in the words of a register under `role` (`natures` of the table, such as
"ownership-of-shares-50-to-75-percent"), of which one entity may carry several. Other schemata with a name are handed on as
parties, so that ids can be shown by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

import msgspec

from vetoproof.packs.screening.ownership import Nature, RowKind
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.ownership.rows import OwnershipRow, checked
from vetoproof.screen.ownership.share import Share, bounds, read


class Party(NamedTuple):
    """A party of the file: its id, the name to show, its schema."""

    id: str
    name: str
    schema: str


class _Entity(msgspec.Struct):
    id: str
    schema: str
    properties: dict[str, list[Any]] = {}
    caption: str = ""
    datasets: list[str] = []


def read_ftm(source: BinaryIO, natures: tuple[Nature, ...]) -> Iterator[OwnershipRow | Party | RejectedRow]:
    """The rows and parties of a file of FollowTheMoney entities, one JSON object a line. Lines that are none are rejected."""
    decoder = msgspec.json.Decoder(_Entity)
    words = {nature.words: nature for nature in natures}
    for number, line in enumerate(source, start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            entity = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield RejectedRow(where, f"no FollowTheMoney entity: {error}")
            continue
        if entity.schema == "Ownership":
            yield from _ownership(entity, where, words)
        elif entity.schema == "Directorship":
            yield from _rows(entity, where, "director", "organization", "director", Share(), _first(entity, "role"))
        elif name := entity.caption or _first(entity, "name"):
            yield Party(entity.id, name, entity.schema)


def _ownership(entity: _Entity, where: str, words: Mapping[str, Nature]) -> Iterator[OwnershipRow | RejectedRow]:
    roles = [str(role).strip() for role in entity.properties.get("role", [])]
    known = [(role, nature) for role in roles if (nature := _nature(role, words))]
    note = "; ".join(role for role in roles if not _nature(role, words))
    printed = _first(entity, "percentage")
    if printed or not known:
        try:
            share = read(printed)
        except ValueError as error:
            yield RejectedRow(where, str(error))
            return
        yield from _rows(entity, where, "owner", "asset", "ownership", share, note)
    for role, nature in known:
        if printed and nature.kind == "ownership":
            continue  # the number says it more exactly than the register's class
        share = Share()
        if nature.low or nature.high:
            share = bounds(nature.low, nature.high)._replace(above=nature.above, below=nature.below)
        yield from _rows(entity, where, "owner", "asset", nature.kind, share, role)


def _nature(role: str, words: Mapping[str, Nature]) -> Nature | None:
    """The register's class of a role; "-as-trust" and "-as-firm" behind it say through whom, not how much."""
    role = role.lower()
    for end in ("", "-as-trust", "-as-firm", "-limited-liability-partnership"):
        if found := words.get(role.removesuffix(end)):
            return found
    return None


def _rows(
    entity: _Entity, where: str, holder: str, held: str, kind: RowKind, share: Share, note: str
) -> Iterator[OwnershipRow | RejectedRow]:
    owners, assets = entity.properties.get(holder, []), entity.properties.get(held, [])
    source = _first(entity, "sourceUrl") or ", ".join(entity.datasets)
    if not owners or not assets:
        yield RejectedRow(where, f"{entity.schema} {entity.id}: no {holder if not owners else held}")
        return
    if not source:
        yield RejectedRow(where, f"{entity.schema} {entity.id}: no source: neither sourceUrl nor datasets")
        return
    if len(owners) > 1:
        share = Share(high=share.high, below=share.below)  # one share of several owners: each holds an unknown part of it
    for owner in owners:
        for asset in assets:
            yield checked(
                OwnershipRow(
                    owner=_id(owner),
                    owned=_id(asset),
                    kind=kind,
                    share=share,
                    start=_first(entity, "startDate"),
                    end=_first(entity, "endDate"),
                    source=source,
                    note=note,
                    where=where,
                )
            )


def _id(value: Any) -> str:
    """Properties name other entities by id, or hold them whole ("nested" exports)."""
    return str(value.get("id", "")) if isinstance(value, dict) else str(value)


def _first(entity: _Entity, key: str) -> str:
    return next((str(value).strip() for value in entity.properties.get(key, []) if str(value).strip()), "")
