"""A line of text to entries, as yente answers a search: by name in any spelling, or by an identifier.

There is no index of other texts, so that what yente does with them is refused with the reason: an empty query that means
everything, Lucene's syntax, an order other than likelihood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from vetoproof.model import Answer, Identifier, Listing, Query, Screening
from vetoproof.web.entities import TOPIC, Entities
from vetoproof.web.facets import facets
from vetoproof.web.faults import Fault
from vetoproof.web.sieve import Sieve

DEPTH = 1_000
"""Results that can be paged through."""

POOL = 200
"""Results that are scored at least, so that filters and facets have something to count."""

FLOOR = 1e-6
"""Scores below are not shown: at the usual prior, entries that the text makes less likely than a random one."""

KINDS = ("imo", "mmsi", "lei", "inn", "ogrn", "passport", "national_id", "tax", "registration", "swift")
"""Kinds under which a number that is typed without its kind is looked for."""

_NUMBER = re.compile(r"(?:IMO\s*)?([0-9A-Za-z][0-9A-Za-z /.-]{3,34})", re.IGNORECASE)
_FIELD = re.compile(r"(?<!\S)[\w.]+:\S")
_WILD = re.compile(r"[*?~^]|&&|\|\||\[.* TO .*\]")
_PROPERTY = re.compile(r"properties\.[A-Za-z]+")
_FIELDS = ("schema", "datasets", "topics", "countries")


class Asked(NamedTuple):
    """A search: `lists` is empty where all are asked; `filters` are pairs of field and value."""

    text: str
    schema: str
    lists: frozenset[str]
    prior: float | None
    sieve: Sieve
    countries: frozenset[str]
    filters: tuple[tuple[str, str], ...]
    every: bool
    limit: int
    offset: int
    facets: tuple[str, ...]


def checked_text(text: str, simple: bool) -> str:
    """The text to look for. Raises Fault where it asks for what is not there; with `simple`, only where it is empty."""
    plain = " ".join(text.split())
    if not plain:
        raise Fault(400, "Search error: q is empty. This server searches by name or identifier; it does not list all entries.")
    if not simple and (found := _FIELD.search(plain) or _WILD.search(plain)):
        raise Fault(
            400,
            f"Search error: {found.group()!r}: fields, wildcards and operators are not understood here; filter=FIELD:VALUE "
            "restricts results, and simple=true takes the text as it is.",
        )
    return plain


def checked_filters(filters: list[str]) -> tuple[tuple[str, str], ...]:
    """The pairs of `field:value`. Raises Fault."""
    pairs = []
    for text in filters:
        field, colon, value = text.partition(":")
        if not colon or not value:
            raise Fault(400, f"Invalid filter: {text!r}")
        if field not in _FIELDS and not _PROPERTY.fullmatch(field):
            raise Fault(400, f"Invalid filter: {text!r}: fields are {', '.join(_FIELDS)} and properties.NAME")
        pairs.append((field, value))
    return tuple(pairs)


def searched(asked: Asked, screening: Screening, entities: Entities) -> dict[str, Any]:
    """One page of entries, the likeliest first, with counts over all that was looked at."""
    pool = max(POOL, asked.offset + asked.limit)
    answers, full = _found(asked, screening, pool)
    kept = [(answer, entities.of(answer.entry)) for answer in answers if _wanted(answer.entry, asked, entities)]
    kept = [(answer, entity) for answer, entity in kept if _passes(entity, answer.entry, asked, entities)]
    page = kept[asked.offset : asked.offset + asked.limit]
    return {
        "results": [{**entity, "score": answer.match.score} for answer, entity in page],
        "facets": facets(
            [entity for _, entity in kept], [_countries(answer.entry, entities) for answer, _ in kept], asked.facets
        ),
        "total": {"value": len(kept), "relation": "gte" if full else "eq"},
        "limit": asked.limit,
        "offset": asked.offset,
        "doubts": screening.doubts(Query(names=(asked.text,), schema=asked.schema)),
    }


def _found(asked: Asked, screening: Screening, pool: int) -> tuple[list[Answer], bool]:
    best: dict[tuple[str, str], Answer] = {}
    full = False
    for query in _queries(asked):
        answers = screening.answers(query, prior=asked.prior, floor=FLOOR, limit=pool, lists=asked.lists)
        full = full or len(answers) >= pool
        for answer in answers:
            key = (answer.entry.list, answer.entry.id)
            if key not in best or answer.match.score > best[key].match.score:
                best[key] = answer
    return sorted(best.values(), key=lambda a: (-a.match.score, a.entry.list, a.entry.id)), full


def _queries(asked: Asked) -> Iterator[Query]:
    """The text as a name; and, where it has digits enough, as a number of each kind, one at a time: what is no passport of
    the entry must not speak against its being the tax number."""
    yield Query(names=(asked.text,), schema=asked.schema)
    number = _NUMBER.fullmatch(asked.text)
    if number and sum(char.isdigit() for char in number[1]) >= 4:
        for kind in KINDS:
            yield Query(schema=asked.schema, identifiers=(Identifier(kind=kind, value=number[1]),))


def _countries(entry: Listing, entities: Entities) -> list[str]:
    return entities.codes((*entry.countries, *entry.nationalities, *entry.flags))


def _wanted(entry: Listing, asked: Asked, entities: Entities) -> bool:
    if not asked.sieve.keeps(entry):
        return False
    return not asked.countries or bool(asked.countries.intersection(_countries(entry, entities)))


def _passes(entity: dict[str, Any], entry: Listing, asked: Asked, entities: Entities) -> bool:
    """Different fields must all agree; several values of one field, any or every one."""
    wanted: dict[str, set[str]] = {}
    for field, value in asked.filters:
        wanted.setdefault(field, set()).add(value)
    for field, some in wanted.items():
        has = set(_values(field, entity, entry, entities))
        if not (some <= has if asked.every else some & has):
            return False
    return True


def _values(field: str, entity: dict[str, Any], entry: Listing, entities: Entities) -> list[str]:
    if field == "countries":
        return _countries(entry, entities)
    if field == "topics":
        return [TOPIC]
    if field in _FIELDS:
        value = entity[field]
        return [value] if isinstance(value, str) else list(value)
    found: list[str] = entity["properties"].get(field.removeprefix("properties."), [])
    return found
