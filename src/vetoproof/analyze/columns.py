"""Readings to columns: one row a claim, so that linking never builds claim objects.

A reading without claims is one row whose `claim` is null, because it still replaces an earlier edition of its address. The
frame of some readings can be stored as Parquet and concatenated with others: rows stand on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.analyze.copies import bands
from vetoproof.analyze.instants import days, instant, iso
from vetoproof.analyze.parties import printed
from vetoproof.analyze.slim import Link, SlimClaim, SlimReading, SlimSpan
from vetoproof.model import Reading, encode, identity, reading_id

if TYPE_CHECKING:
    import polars as pl

TEXT = (
    "reading", "capture", "document", "sha256", "address", "outlet", "kind", "handling", "title", "published_at", "captured_at",
    "claim", "scope", "chain", "speaker", "stance", "type", "supplier", "recipient", "agent", "patient", "item", "outcome",
    "vessel", "place", "place_country", "place_admin1", "place_to", "hedge", "hedge_by", "hedge_scale", "comparator",
    "unit", "words", "basis", "period_from", "period_to", "period_precision", "period_kind", "parties",
)  # fmt: skip
"""Columns of text. `published_at` and `captured_at` are sortable instants; `chain`, `speaker` (its last link) and `parties`
(see `parties.printed`) are JSON."""

WHOLE = ("seq", "published_day", "from_day", "to_day", "depth", "start", "end")
"""Columns of whole numbers. Days count from 1970-01-01; `published_day` is null where the document prints no date."""


def schema() -> dict[str, Any]:
    """Names and types of the frame's columns."""
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(TEXT, pl.String) | dict.fromkeys(WHOLE, pl.Int64)
    kinds |= {"low": pl.Float64, "high": pl.Float64, "hedge_low": pl.Float64, "hedge_high": pl.Float64}
    return kinds | {"hedge_modal": pl.Boolean, "bands": pl.List(pl.UInt64)}


def frame(
    readings: Iterable[bytes | Reading],
    *,
    seqs: Sequence[int] | None = None,
    addresses: Sequence[str] | None = None,
    captured: Sequence[str] | None = None,
) -> pl.DataFrame:
    """The claims of readings as columns.

    `seqs` are the readings' places in the ledger (their order here where not given): of two readings of one capture the
    later one is used. `addresses` and `captured` are those of their captures; without them the documents' own stand in.
    Raises `msgspec.ValidationError` for bytes that are no reading.
    """
    import polars as pl

    decoder = msgspec.json.Decoder(SlimReading)
    words = [decoder.decode(r if isinstance(r, bytes) else encode(r)) for r in readings]
    places = range(len(words)) if seqs is None else seqs
    where = [r.document.url for r in words] if addresses is None else addresses
    when = [r.document.captured_at for r in words] if captured is None else captured
    heads = [_head(*head) for head in zip(words, places, where, when, strict=True)]
    claims: list[SlimClaim] = []
    owner: list[int] = []
    first: list[bool] = []
    for index, reading in enumerate(words):
        found = reading.claims or (SlimClaim(),)
        claims.extend(found)
        owner.extend([index] * len(found))
        first.extend([True] + [False] * (len(found) - 1))
    sketches = bands([reading.document.text for reading in words])
    data: dict[str, list[Any]] = {name: [heads[i][name] for i in owner] for name in _HEAD}
    data |= _claim_columns(claims)
    kinds = schema()
    kinds.pop("bands")
    told = pl.Series([i if top else None for i, top in zip(owner, first, strict=True)], dtype=pl.UInt32)
    columns = pl.DataFrame({name: pl.Series(name, data[name], dtype=kind, strict=False) for name, kind in kinds.items()})
    return columns.with_columns(bands=sketches.gather(told))


_HEAD = (
    "seq", "reading", "capture", "document", "sha256", "address", "outlet", "kind", "handling", "title", "published_at",
    "captured_at", "published_day",
)  # fmt: skip


def _head(reading: SlimReading, place: int, address: str, captured: str) -> dict[str, Any]:
    document = reading.document
    printed = instant(document.published.to)
    return {
        "seq": place,
        "reading": reading_id(reading.capture, reading.examiner, reading.pack, reading.part),
        "capture": reading.capture,
        "document": identity("document", document.sha256, document.url, document.extractor),
        "sha256": document.sha256,
        "address": address,
        "outlet": document.outlet,
        "kind": document.kind,
        "handling": document.handling,
        "title": document.title,
        "published_at": printed,
        "captured_at": instant(captured) or "",
        "published_day": None if printed is None else _day(printed),
    }


def _claim_columns(claims: list[SlimClaim]) -> dict[str, list[Any]]:
    frames = [c.frame for c in claims]
    places = [f.place for f in frames]
    hedges = [c.hedge for c in claims]
    quantities = [c.quantity for c in claims]
    periods = [c.period for c in claims]
    spans = [c.span or _NOWHERE for c in claims]
    chains = [_chain(c.chain) for c in claims]
    data: dict[str, list[Any]] = {
        "claim": [c.id for c in claims],
        "scope": [c.scope for c in claims],
        "stance": [c.stance for c in claims],
        "chain": [chain for chain, _ in chains],
        "speaker": [speaker for _, speaker in chains],
        "depth": [len(c.chain) for c in claims],
        "parties": [printed(c) if c.mentions or c.frame.vessel else None for c in claims],
        "start": [s.start for s in spans],
        "end": [s.end for s in spans],
        "place": [p and p.name for p in places],
        "place_country": [p and p.country for p in places],
        "place_admin1": [p and p.admin1 for p in places],
        "place_to": [p and p.to for p in places],
        "hedge": [h and h.exact for h in hedges],
        "hedge_modal": [h is not None and h.modal for h in hedges],
        "hedge_by": [h and h.by for h in hedges],
        "hedge_scale": [h and h.scale for h in hedges],
        "hedge_low": [h and h.low for h in hedges],
        "hedge_high": [h and h.high for h in hedges],
        "period_from": [p and p.from_ for p in periods],
        "period_to": [p and p.to for p in periods],
        "period_precision": [p and p.precision for p in periods],
        "period_kind": [p and p.kind for p in periods],
        "from_day": [_first(p.from_) if p else None for p in periods],
        "to_day": [_last(p.to) if p else None for p in periods],
    }
    for name in ("type", "supplier", "recipient", "agent", "patient", "item", "outcome", "vessel"):
        data[name] = [getattr(f, name) for f in frames]
    for name in ("low", "high", "comparator", "unit", "words", "basis"):
        data[name] = [q and getattr(q, name) for q in quantities]
    return data


_NOWHERE = SlimSpan(0, 0)


def _chain(links: tuple[Link, ...]) -> tuple[str | None, str | None]:
    """The chain, and its innermost link, as JSON lists: equal chains are equal text, so that each is resolved once."""
    if not links:
        return None, None
    listed = [(a.speaker, a.kind, a.actor, a.office, a.country) for a in links]
    return msgspec.json.encode(listed).decode(), msgspec.json.encode(listed[-1]).decode()


@cache
def _day(printed: str) -> int | None:
    span = days(printed)
    return span and span[0]


def _first(printed: str | None) -> int | None:
    span = days(printed)
    return span and span[0]


def _last(printed: str | None) -> int | None:
    span = days(printed)
    return span and span[1]


def day_text(day: int | None) -> str:
    """The ISO date of a day, empty where unknown."""
    return "" if day is None else iso(day)
