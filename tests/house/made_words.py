"""Invented readings, a pack for them, and records of them: the house from its outside, without a page or a parser.

States QA and QB are the parties whose conduct is in question, QC fights QB, QD is QC's ally, QE and QF are others.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

import vetoproof
from vetoproof.analyze.columns import frame
from vetoproof.analyze.memory import MemoryStore
from vetoproof.analyze.record import build
from vetoproof.model import (
    Attribution,
    Claim,
    Document,
    DocumentRef,
    Dossier,
    Frame,
    Hedge,
    Manifest,
    Period,
    PlaceRef,
    Published,
    Quantity,
    Reading,
    Span,
    claim_id,
    decode,
    sha256,
)
from vetoproof.packs.folder import Folder
from vetoproof.packs.language import Language
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, Country, Regime, SourceRow
from vetoproof.packs.scales import Scales

STATES = ("QA", "QB", "QC", "QD", "QE", "QF")
BODIES = ("MoD", "MFA", "intelligence")
SAID = {"source": "invented", "limitation": "invented"}
SCALES = Folder(Path(vetoproof.__file__).parent / "packs" / "scales", "scales").convert(Scales)


class Attributes(msgspec.Struct, frozen=True):
    """What the pack says of a state's bodies."""

    reliability: str = "F"
    belligerent: bool = False
    allies: tuple[str, ...] = ()


def pack(attributes: dict[str, Attributes] | None = None, parties: Sequence[str] = ("QA", "QB")) -> Pack:
    """A pack in which every state has three bodies and every body is interested in its own state."""
    given = {state: Attributes() for state in STATES} | {
        "QB": Attributes(belligerent=True),
        "QC": Attributes("F", True, ("QD",)),
    }
    given |= attributes or {}
    actors = tuple(
        ActorRow(id=f"{s} {b}", kind="organisation", names=(f"{s} {b}",), country=s, institution=f"{s} {b}", **SAID)
        for s in STATES
        for b in BODIES
    )
    sources = tuple(
        SourceRow(
            actor=row.id, reliability=given[row.country or ""].reliability, cited="invented", interest=(row.country or "",),
            belligerent=given[row.country or ""].belligerent, kind="state", **SAID,
        )
        for row in actors
    )  # fmt: skip
    allies = tuple(sorted(tuple(sorted((s, *given[s].allies))) for s in STATES if given[s].allies))
    regime = Regime(
        id="invented", title="Invented", parties=tuple(parties), allies=allies, scope=(), actors=actors, sources=sources,
    )  # fmt: skip
    english = Language(code="en", countries=tuple(Country(code=s, names=(f"State {s[1]}",)) for s in STATES))
    return Pack(regime=regime, languages={"en": english}, scales=SCALES, digest="invented")


def text(seed: object, length: int = 80) -> str:
    """Words that no other seed shares in the same order."""
    rng = random.Random(repr(seed))
    return " ".join(f"w{rng.randrange(5000)}" for _ in range(length))


def document(outlet: str, day: str | None, body: str) -> Document:
    printed = Published(day, day, day, "day") if day else Published()
    name = sha256(f"{outlet} {day} {body}".encode())
    return Document(
        sha256=name, url=f"https://paper.example/{name[:20]}", kind="page", text=body, outlet=outlet,
        published=printed, captured_at="2026-01-01T00:00:00Z", extractor="invented",
    )  # fmt: skip


def link(speaker: str) -> Attribution:
    """A speaker by its name: bodies and governments begin with their state, outlets with "Outlet"."""
    if speaker.startswith("Outlet"):
        return Attribution(speaker=speaker, kind="outlet")
    if speaker.startswith("anon:"):
        return Attribution(speaker=speaker, kind="anonymous")
    if speaker.startswith("unspecified"):
        return Attribution(speaker=speaker, kind="unspecified")
    if speaker.startswith("Person"):
        return Attribution(speaker=speaker, kind="person")
    country = "|".join(part[:2] for part in speaker.split("|"))
    return Attribution(speaker=speaker, kind="organisation", country=country, actor=speaker if "|" not in speaker else None)


def claim(doc: Document, speakers: Sequence[str], place: int = 0, **slots: Any) -> Claim:
    """A claim at the `place`-th word of a document. `hedge`, `figure`, `when`, `where` are short for the words they make."""
    hedge, figure, when = slots.pop("hedge", None), slots.pop("figure", None), slots.pop("when", None)
    where, unit, stance = slots.pop("where", None), slots.pop("unit", "containers"), slots.pop("stance", "asserts")
    roles = {"type": "arms_transfer", "supplier": "QA", "recipient": "QB", "item": "containers"} | slots
    made_frame = Frame(place=PlaceRef(name=where) if where else None, **roles)
    made_hedge = Hedge(exact=hedge, modal=hedge in ("may", "could")) if hedge else None
    quantity = Quantity(low=figure, high=figure, comparator="about", unit=unit, words=f"{figure} {unit}") if figure else None
    period = Period(from_=when, to=when, precision="day" if len(when) == 10 else "month", kind="occurrence") if when else None
    chain = tuple(link(s) for s in (doc.outlet, *speakers))
    start = place * 12
    span = Span.of(doc.text, start, start + 40)
    name = claim_id(doc.sha256, span.exact, chain, stance, made_hedge, made_frame, quantity, period)
    return Claim(
        id=name, document=DocumentRef.of(doc), span=span, chain=chain, stance=stance, hedge=made_hedge, frame=made_frame,
        quantity=quantity, period=period,
    )  # fmt: skip


def reading(doc: Document, *claims: Claim) -> Reading:
    return Reading(capture=f"capture-{doc.sha256[:16]}", examiner="invented", pack="invented", document=doc, claims=claims)


def record(readings: Iterable[Reading], its_pack: Pack | None = None, **options: Any) -> tuple[Manifest, dict[str, Dossier]]:
    """The record of readings, with its dossiers by event."""
    made = list(readings)
    store = options.pop("store", None) or MemoryStore()
    seqs = options.pop("seqs", None)
    texts = {r.document.id: r.document.text for r in made}
    manifest = build(frame(made, seqs=seqs), texts, its_pack or pack(), store=store, **options)
    return manifest, {line.event: decode(store.get(line.key), Dossier) for line in manifest.events}


def whole(readings: Iterable[Reading], its_pack: Pack | None = None, **options: Any) -> tuple[Manifest, list[bytes]]:
    """The record of readings as bytes."""
    made = list(readings)
    store = options.pop("store", None) or MemoryStore()
    texts = {r.document.id: r.document.text for r in made}
    manifest = build(frame(made, seqs=options.pop("seqs", None)), texts, its_pack or pack(), store=store, **options)
    return manifest, [store.get(line.key) for line in manifest.events]
