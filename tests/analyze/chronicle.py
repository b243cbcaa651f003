"""Invented chronicles: a regime of states AA to FF, and documents that tell of them in a line each.

AA and BB are the parties concerned; CC and DD are allies; EE stands alone; RUNE and OBIS are data sets of nobody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

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
    decode,
    identity,
)
from vetoproof.packs.language import Language, SpeakerRow
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, Country, ItemClass, PlaceRow, Regime, SourceRow, Tenure
from vetoproof.packs.scales import Scales

SAID: dict[str, Any] = {"source": "invented", "limitation": "invented"}
STATES = ("AA", "BB", "CC", "DD", "EE", "FF")
BODIES = ("Agency", "Ministry", "government")


def regime() -> Regime:
    """The invented regime."""
    bodies = [
        ActorRow(id=f"{s} {b}", kind="organisation", names=(f"{s} {b}",), country=s, institution=f"{s} {b}", **SAID)
        for s in STATES
        for b in BODIES
    ]
    others = [
        ActorRow(id="RUNE", kind="organisation", names=("RUNE",), institution="RUNE", dataset=True, **SAID),
        ActorRow(id="OBIS", kind="organisation", names=("OBIS",), institution="OBIS", dataset=True, **SAID),
        ActorRow(id="Team", kind="organisation", names=("Team",), institution="Team",
                 members=("CC government", "DD government"), **SAID),
        ActorRow(id="CC Assembly", kind="organisation", names=("CC Assembly",), country="CC", **SAID),
        ActorRow(id="Whisper", kind="outlet", names=("Whisper",), **SAID),
        ActorRow(id="Bulletin", kind="outlet", names=("Bulletin",), country="AA", institution="AA government", **SAID),
    ]  # fmt: skip
    tenures = (
        held("Old Minister", "CC Ministry", to="2024-06-30"),
        held("New Minister", "CC Ministry", from_="2024-07-01"),
        held("Deputy", "CC Assembly"),
    )
    sources = [SourceRow(actor=row.id, interest=(row.country,), kind="state", **SAID) for row in bodies if row.country]
    sources.append(SourceRow(actor="Whisper", kind="platform", **SAID))
    goods = (
        ItemClass(id="arms", words=("arms", "shells"), shows=("arms",), **SAID),
        ItemClass(id="containers", words=("container",), shows=(), leaves_unknown=("arms",), **SAID),
        ItemClass(id="food", words=("food", "rice"), shows=("food",), **SAID),
    )
    places = (
        PlaceRow(
            id="Rivertown", name="Rivertown", names=("Rivertown region",), kind="city", country="EE", admin1="River", **SAID
        ),
        PlaceRow(id="Hillford", name="Hillford", names=(), kind="city", country="EE", admin1="Hill", **SAID),
    )
    return Regime(
        id="invented", title="Invented", parties=("AA", "BB"), allies=(("AA", "BB"), ("CC", "DD")), scope=(),
        actors=(*bodies, *others), tenures=tenures, sources=tuple(sources), items=goods, places=places,
    )  # fmt: skip


def held(person: str, institution: str, **days: str) -> Tenure:
    return Tenure(person=person, names=(), office="office", institution=institution, country="CC", **days, **SAID)


def pack(scales: Scales, law: Regime | None = None) -> Pack:
    """The invented regime under the shipped scales, with a few English words."""
    media = SpeakerRow(id="media", use="outlet", kind="outlet", words=("outlet", "newspaper"), **SAID)
    plain = SpeakerRow(id="plain", use="anonymous", words=("official", "source"), **SAID)
    names = {"AA": "Aland", "BB": "Bland", "CC": "Cland", "DD": "Dland", "EE": "Eland", "FF": "Fland"}
    countries = tuple(Country(code=c, names=(n,), demonyms=(f"{n}er",), capitals=(f"{n}grad",)) for c, n in names.items())
    english = Language(code="en", speakers=(media, plain), countries=countries)
    return Pack(regime=law or regime(), languages={"en": english}, scales=scales, digest="invented")


def link(speaker: str, kind: str | None = None) -> Attribution:
    """A link; unnamed speakers, persons and media are told by their names."""
    if kind is None:
        kind = (
            "anonymous" if speaker.startswith("anon:")
            else "group" if speaker.startswith("group:")
            else "unspecified" if speaker.startswith("unspecified")
            else "person" if speaker in ("Old Minister", "New Minister", "Deputy", "Professor Example")
            else "outlet" if speaker.split(" ")[0] in ("Daily", "Wire", "Mirror", "Whisper", "Bulletin", "Elandgrad")
            else "organisation"
        )  # fmt: skip
    return Attribution(speaker=speaker, kind=kind)  # type: ignore[arg-type]


def tell(
    name: str, day: str, chain: str, *, type: str = "arms_transfer", stance: str = "asserts", hedge: str | None = None,
    by: str | None = None, value: float | None = None, comparator: str = "exact", when: str | None = None,
    window: str | None = None, future: bool = False, place: str | None = None, document: str | None = None,
    text: str = "", address: str | None = None, captured: str = "2026-01-01T00:00:00Z", **slots: Any,
) -> Reading:  # fmt: skip
    """A document with one claim: `chain` is "Daily > Wire > CC Agency"; its claim's id is `name`."""
    links = tuple(link(part.strip()) for part in chain.split(">"))
    if type in ("arms_transfer", "return_flow", "troop_deployment"):
        slots = {"supplier": "AA", "recipient": "BB"} | slots
    unit = slots.pop("unit", "items")
    held = Document(
        sha256=identity(document or name), url=address or f"https://example.org/{document or name}", kind="page",
        text=text or f"{name} {chain}", outlet=links[0].speaker, published=Published(day, day, day, "day"),
        captured_at=captured, extractor="test",
    )  # fmt: skip
    period = None
    if when or future:
        first, _, last = (when or "").partition("/")
        kind = "future" if future else "occurrence"
        period = Period(from_=first or None, to=last or first or None, precision="day", kind=kind)  # type: ignore[arg-type]
    elif window:
        first, _, last = window.partition("/")
        period = Period(from_=first or None, to=last or None, precision="month", kind="window")
    quantity = None
    if value is not None:
        words = f"{value:g} {unit}"
        quantity = Quantity(low=value, high=value, comparator=comparator, unit=unit, words=words)  # type: ignore[arg-type]
    claim = Claim(
        id=name, document=DocumentRef.of(held), span=Span.of(held.text, 0, len(held.text)), chain=links,
        stance=stance, hedge=Hedge(exact=hedge, by=by) if hedge else None,  # type: ignore[arg-type]
        frame=Frame(type=type, place=PlaceRef(name=place) if place else None, **slots),  # type: ignore[arg-type]
        quantity=quantity,
        period=period,
    )  # fmt: skip
    return Reading(capture=f"capture-{document or name}", examiner="test", pack="test", document=held, claims=(claim,))


def together(*readings: Reading) -> Reading:
    """One document that makes the claims of several."""
    first = readings[0]
    claims = tuple(msgspec.structs.replace(c, document=DocumentRef.of(first.document)) for r in readings for c in r.claims)
    return msgspec.structs.replace(first, claims=claims)


class Chronicle:
    """A record of some readings, with its dossiers at hand."""

    def __init__(self, readings: Iterable[Reading], under: Pack, store: MemoryStore | None = None, **options: Any) -> None:
        told = list(readings)
        texts = {r.document.id: r.document.text for r in told}
        self.store = store or MemoryStore()
        self.manifest: Manifest = build(frame(told), texts, under, store=self.store, **options)
        self.dossiers = {line.event: decode(self.store.get(line.key), Dossier) for line in self.manifest.events}

    def of(self, claim: str) -> Dossier:
        """The dossier that a claim belongs to."""
        return next(d for d in self.dossiers.values() if claim in (*d.affirming, *d.denying, *d.other))

    def together(self, *claims: str) -> bool:
        """Whether these claims tell of one event."""
        return len({self.of(claim).event for claim in claims}) == 1

    def origins(self, claim: str) -> tuple[int, int]:
        count = self.of(claim).origin_count
        return count.low, count.high

    def content(self) -> list[bytes]:
        """Everything that the record says, byte for byte."""
        from vetoproof.model import encode

        return [encode(self.manifest), *(self.store.get(line.key) for line in self.manifest.events)]
