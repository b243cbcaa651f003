"""The body of a match request: example entities of FollowTheMoney, each as a `Query`.

Properties that screening does not look at (addresses, e-mail, positions...) are no error: they are counted and named in the
answer, so that nobody believes that they were compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice, product
from math import prod
from typing import Any, NamedTuple, TypeVar

import msgspec

from vetoproof.model import Identifier, Query
from vetoproof.model.ftm import NAMES, SCHEMATA, kind_of
from vetoproof.web.faults import Fault, invalid

BATCH_LIMIT = 100
"""Examples in one request, as yente has it (YENTE_MAX_BATCH)."""

VALUE_LIMIT = 250
"""Values that one example may have in all properties that are looked at; the richest listed parties have about 150 names."""

TEXT_LIMIT = 1_000
"""Characters of one value that is looked at; FollowTheMoney itself cuts names at 384."""

ASSEMBLED_LIMIT = 20
"""Names put together from parts, at most."""

BIRTH_DATES = ("birthDate",)
COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction", "mainCountry", "birthCountry", "flag", "pastFlags")
GENDER = ("gender",)
PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
ANYTHING = "Thing"
"""The schema of an example whose kind is not known."""

_NAMES = tuple(name for name, _ in NAMES)

Shape = TypeVar("Shape")


class Example(NamedTuple):
    """One example: `seen` is what of it is looked at, `ignored` the other properties with how many values each has, `doubts`
    what of its names is not looked at."""

    key: str
    query: Query
    seen: dict[str, Any]
    ignored: dict[str, int]
    doubts: tuple[str, ...] = ()


class Batch(NamedTuple):
    """All examples of a request, and the settings that came with them."""

    examples: list[Example]
    weights: dict[str, float]
    config: dict[str, str | int | float | bool | None]


class _Body(msgspec.Struct):
    queries: dict[str, msgspec.Raw]
    weights: dict[str, float] = msgspec.field(default_factory=dict)
    config: dict[str, str | int | float | bool | None] = msgspec.field(default_factory=dict)


class _Example(msgspec.Struct):
    schema: str
    properties: dict[str, str | list[str | int | float | bool | None]]
    id: str | None = None


def batch(body: bytes) -> Batch:
    """The batch that a request's body holds. Raises Fault: 422 for another shape, 400 for what cannot be screened."""
    told = _decoded(body, _Body, ("body",))
    _check_keys(body)
    if not told.queries:
        raise Fault(400, "No queries provided.")
    if len(told.queries) > BATCH_LIMIT:
        raise Fault(400, f"Too many queries in one batch (limit: {BATCH_LIMIT})")
    shaped = {key: _decoded(bytes(raw), _Example, ("body", "queries", key)) for key, raw in told.queries.items()}
    return Batch([_example(key, one) for key, one in shaped.items()], told.weights, told.config)


def schema_of(name: str) -> str:
    """A schema of FollowTheMoney as a query has it: "" for a Thing. Raises Fault for one that lists do not have."""
    if name == ANYTHING:
        return ""
    if name not in SCHEMATA:
        raise Fault(400, f"Invalid schema: {name[:80]!r}. These lists hold {', '.join([ANYTHING, *SCHEMATA])}.")
    return SCHEMATA[name]


def _example(key: str, told: _Example) -> Example:
    try:
        schema = schema_of(told.schema)
    except Fault as fault:
        raise Fault(400, f"Cannot parse example entity: {key[:80]!r}: {fault.detail}") from None
    values = {prop: _texts(raw) for prop, raw in told.properties.items()}
    named = any(values.get(prop) for prop in _NAMES)
    seen = {prop: texts for prop, texts in values.items() if texts and _looked_at(prop, told.schema, named)}
    _bounded(key, seen)
    names = [text for prop in _NAMES for text in seen.get(prop, ())] or list(_assembled(seen))
    gender = next((text for prop in GENDER for text in seen.get(prop, ())), "")
    query = Query(
        names=tuple(dict.fromkeys(names)), schema=schema, birth_dates=_all(seen, BIRTH_DATES), countries=_all(seen, COUNTRIES),
        gender=gender, identifiers=tuple(_identifiers(told.schema, seen)), id=told.id or "",
    )  # fmt: skip
    if not query.names and not query.identifiers:
        raise Fault(400, f"Cannot parse example entity: {key[:80]!r}: it has neither a name nor an identifier to look for.")
    ignored = {prop: len(values[prop]) for prop in sorted(values) if values[prop] and prop not in seen}
    doubts = tuple(_left_out(seen, whole=any(prop in seen for prop in _NAMES)))
    return Example(key, query, {"id": told.id, "schema": told.schema, "properties": seen}, ignored, doubts)


def _looked_at(prop: str, schema: str, named: bool) -> bool:
    """Parts of names are looked at only where no whole name is given."""
    if prop in PARTS:
        return not named
    return prop in (*_NAMES, *BIRTH_DATES, *COUNTRIES, *GENDER) or kind_of(prop, schema) is not None


def _bounded(key: str, seen: Mapping[str, list[str]]) -> None:
    for prop, texts in seen.items():
        if any(len(text) > TEXT_LIMIT for text in texts):
            raise Fault(400, f"Cannot parse example entity: {key[:80]!r}: {prop} is longer than {TEXT_LIMIT:,} characters.")
    if sum(map(len, seen.values())) > VALUE_LIMIT:
        raise Fault(400, f"Cannot parse example entity: {key[:80]!r}: it has more than {VALUE_LIMIT} values.")


def _assembled(seen: Mapping[str, list[str]]) -> Iterator[str]:
    """ "Ivan", "Petrovich", "Sidorov" -> "Ivan Petrovich Sidorov", for each way to choose among several given names."""
    choices = [seen.get(part) or [""] for part in PARTS]
    for chosen in islice(product(*choices), ASSEMBLED_LIMIT):
        if name := " ".join(filter(None, chosen)):
            yield name


def _left_out(seen: Mapping[str, list[str]], *, whole: bool) -> Iterator[str]:
    """What of the names, and of sex, is not looked at."""
    ways = prod(max(1, len(seen.get(part, ()))) for part in PARTS)
    if not whole and ways > ASSEMBLED_LIMIT:
        yield f"of {ways:,} ways to put the parts of names together {ASSEMBLED_LIMIT} are asked: send whole names"
    for prop in GENDER:
        yield from (f"one sex is asked for, not this: {text}" for text in seen.get(prop, ())[1:])


def _identifiers(schema: str, seen: Mapping[str, list[str]]) -> Iterator[Identifier]:
    for prop, texts in seen.items():
        kind = kind_of(prop, schema)
        if kind is not None:
            yield from (Identifier(kind=kind, value=text) for text in texts)


def _all(seen: Mapping[str, list[str]], props: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for prop in props for text in seen.get(prop, ())))


def _texts(raw: str | list[str | int | float | bool | None]) -> list[str]:
    """Values as texts with single spaces, each once; numbers as they are written, nothing for null and blanks."""
    values = [raw] if isinstance(raw, str) else [str(value) for value in raw if value is not None]
    return list(dict.fromkeys(text for value in values if (text := " ".join(value.split()))))


def _check_keys(body: bytes) -> None:
    """Raises Fault where an object has one key twice: of two examples under one key only the last would be answered."""

    def pairs(told: list[tuple[str, object]]) -> None:
        keys: set[str] = set()
        for key, _ in told:
            if key in keys:
                raise invalid(("body", key[:80]), f"The key {key[:80]!r} stands twice in one object: give each its own.")
            keys.add(key)

    try:
        # Numbers are not looked at: one of thousands of digits is no fault here.
        json.loads(body, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    except RecursionError:
        raise invalid(("body",), "JSON decode error: nested too deeply", "json_invalid") from None
    except ValueError as error:
        raise invalid(("body",), f"JSON decode error: {error}", "json_invalid") from None


def _decoded(body: bytes, shape: type[Shape], where: tuple[str, ...]) -> Shape:
    try:
        return msgspec.json.decode(body, type=shape)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        missing = re.search(r"missing required field `(\w+)`", message)
        at = (*where, *filter(None, re.split(r"[.\[\]`]+", path)), *(missing.groups() if missing else ()))
        raise invalid(at, message, "missing" if missing else "value_error") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise invalid(where, f"JSON decode error: {error}", "json_invalid") from None
    except RecursionError:
        raise invalid(where, "JSON decode error: nested too deeply", "json_invalid") from None
