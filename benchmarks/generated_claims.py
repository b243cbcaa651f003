"""Generated readings for benchmarks: invented states, outlets and figures in the shapes that real reporting has.

Events are of power-law size (most are told once or twice, a few by thousands); bodies speak through lawmakers, wire agencies
and mirrors; relays drop hedges and change figures; a third of the claims name no source; parties deny.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from vetoproof.model import (
    Attribution,
    Claim,
    Document,
    DocumentRef,
    EventType,
    Frame,
    Hedge,
    Period,
    PlaceRef,
    Published,
    Quantity,
    Reading,
    Span,
    claim_id,
)
from vetoproof.packs.language import Language
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, Country, Regime, SourceRow, Tenure
from vetoproof.packs.scales import Scales

CLAIMS_A_DOCUMENT = 5
STATES = ("QA", "QB", "QC", "QD", "QE", "QF", "QG", "QH")
BODIES = ("intelligence", "MoD", "MFA", "General Staff", "government")
TYPES: tuple[EventType, ...] = ("arms_transfer", "casualties", "troop_deployment", "attack", "recruitment", "visit", "weapons_test")
ITEMS = {"arms_transfer": ("containers", "shells", "missiles"), "casualties": ("soldiers", "officers"), "troop_deployment": ("troops",)}
HEDGES = (None, None, None, "likely", "highly likely", "may", "reportedly")
_WORDS = [f"word{n}" for n in range(3000)]
_START = date(2023, 1, 1)


def pack(scales: Scales) -> Pack:
    """A pack of invented states, bodies and lawmakers under real scales."""
    said = {"source": "generated", "limitation": "generated"}
    bodies = tuple(
        ActorRow(id=f"{s} {b}", kind="organisation", names=(f"{s} {b}",), country=s, institution=f"{s} {b}", **said)
        for s in STATES
        for b in BODIES
    )
    tenures = tuple(
        Tenure(person=f"Minister {s}{n}", names=(), office="minister", institution=f"{s} MoD", country=s, from_=f"202{2 + n}-01-01",
               to=f"202{2 + n}-12-31", **said)
        for s in STATES for n in range(4)
    )  # fmt: skip
    sources = tuple(SourceRow(actor=row.id, interest=(row.country or "",), kind="state", **said) for row in bodies)
    regime = Regime(
        id="generated", title="generated", parties=("QA", "QB"), allies=(("QA", "QB"), ("QC", "QD", "QE")), scope=(),
        actors=bodies, tenures=tenures, sources=sources,
    )  # fmt: skip
    countries = tuple(Country(code=s, names=(f"State {s[1]}",)) for s in STATES)
    return Pack(regime=regime, languages={"en": Language(code="en", countries=countries)}, scales=scales, digest="generated")


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """About so many claims, in documents of five on average."""
    rng = random.Random(seed)
    events = _Events(rng, claims)
    made = 0
    last_text = ""
    while made < claims:
        outlet = f"Outlet {min(int(rng.paretovariate(0.8)), 400)}"
        day = _START + timedelta(days=rng.randrange(1000))
        size = min(rng.randint(1, 2 * CLAIMS_A_DOCUMENT - 1), claims - made)
        copied = rng.random() < 0.15 and last_text
        text = last_text if copied else " ".join(rng.choices(_WORDS, k=120))
        last_text = text
        sha = f"{rng.getrandbits(128):032x}"
        printed = day.isoformat()
        document = Document(
            sha256=sha, url=f"https://example.org/{sha}", kind="page", text=text, outlet=outlet,
            published=Published(printed, printed, printed, "day"), captured_at="2026-01-01T00:00:00Z", extractor="generated",
        )  # fmt: skip
        ref = DocumentRef.of(document)
        found = tuple(events.claim(ref, outlet, day, text, n) for n in range(size))
        made += size
        yield Reading(capture=f"capture-{sha}", examiner="generated", pack="generated", document=document, claims=found)


class _Event(msgspec.Struct):
    type: EventType
    roles: dict[str, str]
    day: date
    running: bool
    place: str | None
    figure: int
    bases: list[str]


class _Events:
    """Occurrences and running totals that claims are drawn from, the popular ones far more often."""

    def __init__(self, rng: random.Random, claims: int) -> None:
        self._rng = rng
        self._events = [self._event() for _ in range(max(10, claims // 6))]

    def _event(self) -> _Event:
        rng = self._rng
        kind = rng.choice(TYPES)
        first, second = rng.sample(STATES, 2)
        flow = kind in ("arms_transfer", "troop_deployment")
        roles = {"supplier": first, "recipient": second} if flow else {"agent": first, "patient": second}
        bases = [f"{rng.choice(STATES)} {rng.choice(BODIES)}" for _ in range(rng.randint(1, 4))]
        place = f"Place {rng.randrange(300)}" if rng.random() < 0.5 else None
        return _Event(kind, roles, _START + timedelta(days=rng.randrange(900)), rng.random() < 0.3, place, 10 ** rng.randint(1, 4), bases)

    def claim(self, ref: DocumentRef, outlet: str, day: date, text: str, n: int) -> Claim:
        rng = self._rng
        event = self._events[min(int(rng.paretovariate(0.35)) - 1, 10**9) % len(self._events)]
        chain = self._chain(event, outlet)
        # A party denies now and then; the rest affirms.
        denies = rng.random() < 0.08
        if denies:
            chain = (chain[0], Attribution(speaker=f"{rng.choice(STATES[:2])} government", kind="state"))
        words = rng.choice(HEDGES)
        hedge = Hedge(exact=words, modal=words == "may") if words else None
        period = self._period(event)
        quantity = None
        if rng.random() < 0.6:
            value = event.figure + (rng.randrange(1, 30) * event.figure if event.running else 0)
            value = round(value * rng.choice((1, 1, 1, 1.02)))
            quantity = Quantity(low=value, high=value, comparator=rng.choice(("exact", "about")), unit="units", words=f"{value} units")
        frame = Frame(
            type=event.type, item=rng.choice(ITEMS.get(event.type, ("things",))),
            place=PlaceRef(name=event.place) if event.place and rng.random() < 0.7 else None, **event.roles,
        )  # fmt: skip
        stance = "denies" if denies else "asserts"
        span = Span.of(text, n * 20, n * 20 + 18)
        name = claim_id(ref.sha256, f"{span.exact}{n}", chain, stance, hedge, frame, quantity, period)
        return Claim(id=name, document=ref, span=span, chain=chain, stance=stance, hedge=hedge, frame=frame, quantity=quantity, period=period)

    def _chain(self, event: _Event, outlet: str) -> tuple[Attribution, ...]:
        rng = self._rng
        chain = [Attribution(speaker=outlet, kind="outlet")]
        draw = rng.random()
        if draw < 0.3:
            return tuple(chain)
        if draw < 0.5:
            chain.append(Attribution(speaker=f"Outlet {rng.randint(1, 20)}", kind="outlet"))
        if draw < 0.6:
            chain.append(Attribution(speaker=f"anon:{rng.choice(('official', 'military source', 'diplomat'))}", kind="anonymous"))
        elif draw < 0.75:
            body = rng.choice(event.bases)
            chain.append(Attribution(speaker=f"Minister {body[:2]}{rng.randrange(4)}", kind="person"))
        else:
            chain.append(Attribution(speaker=rng.choice(event.bases), kind="organisation"))
        return tuple(chain)

    def _period(self, event: _Event) -> Period | None:
        if self._rng.random() < 0.4:
            return None
        if event.running:
            return Period(from_=f"{event.day:%Y-%m}", to=None, precision="month", kind="window")
        if self._rng.random() < 0.2:
            return Period(from_=f"{event.day:%Y-%m}", to=f"{event.day:%Y-%m}", precision="month", kind="occurrence")
        return Period(from_=event.day.isoformat(), to=event.day.isoformat(), precision="day", kind="occurrence")
