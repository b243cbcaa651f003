"""Generated readings for benchmarks: invented states, outlets and figures in the shapes that real reporting has.

Events are of power-law size (most are told once or twice, a few by thousands); bodies speak through lawmakers, wire agencies
and mirrors; relays drop hedges and change figures; a third of the claims name no source; parties deny.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from vetoproof.model import (
    Attribution,
    Claim,
    Comparator,
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
    Stance,
    claim_id,
)
from vetoproof.packs.language import Language
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ActorRow, Country, Regime, SourceRow, Tenure
from vetoproof.packs.scales import Scales

CLAIMS_A_DOCUMENT = 5
STATES = tuple(f"Q{letter}" for letter in "ABCDEFGHIJKLMNOPQRST")
BODIES = ("intelligence", "MoD", "MFA", "General Staff", "government")
TYPES: tuple[EventType, ...] = (
    "arms_transfer", "casualties", "troop_deployment", "attack", "recruitment", "visit", "weapons_test",
)  # fmt: skip
ITEMS = {
    "arms_transfer": ("containers", "shells", "missiles"),
    "casualties": ("soldiers", "officers"),
    "troop_deployment": ("troops",),
}
HEDGES = (None, None, None, "likely", "highly likely", "may", "reportedly")
COMPARATORS: tuple[Comparator, ...] = ("exact", "about")
UNNAMED = ("official", "military source", "diplomat")
DAYS = 1000
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
        Tenure(
            person=f"Minister {s}{n}", names=(), office="minister", institution=f"{s} MoD", country=s,
            from_=f"202{2 + n}-01-01", to=f"202{2 + n}-12-31", **said,
        )
        for s in STATES
        for n in range(4)
    )  # fmt: skip
    sources = tuple(SourceRow(actor=row.id, interest=(row.country or "",), kind="state", **said) for row in bodies)
    regime = Regime(
        id="generated", title="generated", parties=("QA", "QB"), allies=(("QA", "QB"), ("QC", "QD", "QE")), scope=(),
        actors=bodies, tenures=tenures, sources=sources,
    )  # fmt: skip
    countries = tuple(Country(code=s, names=(f"State {s[1]}",)) for s in STATES)
    languages = {"en": Language(code="en", countries=countries)}
    return Pack(regime=regime, languages=languages, scales=scales, digest="generated")


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """So many claims, in documents of five on average."""
    rng = random.Random(seed)
    said = _Statements(rng, claims)
    made = 0
    last_text = ""
    while made < claims:
        outlet = f"Outlet {min(int(rng.paretovariate(0.8)), 400)}"
        day = rng.randrange(DAYS)
        size = min(rng.randint(1, 2 * CLAIMS_A_DOCUMENT - 1), claims - made)
        text = last_text if last_text and rng.random() < 0.15 else " ".join(rng.choices(_WORDS, k=120))
        last_text = text
        sha = f"{rng.getrandbits(128):032x}"
        printed = (_START + timedelta(days=day)).isoformat()
        document = Document(
            sha256=sha, url=f"https://example.org/{sha}", kind="page", text=text, outlet=outlet,
            published=Published(printed, printed, printed, "day"), captured_at="2026-01-01T00:00:00Z", extractor="generated",
        )  # fmt: skip
        ref = DocumentRef.of(document)
        found = tuple(_claim(rng, ref, outlet, said.near(day), text, n) for n in range(size))
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


class _Said(msgspec.Struct):
    """What one body said of one event, once; outlets print it on that day and the next four."""

    event: _Event
    basis: str
    value: int | None
    hedge: str | None
    period: Period | None


class _Statements:
    """Statements by day. The nth most popular event is spoken of n to the minus 0.7 times as often as the first."""

    def __init__(self, rng: random.Random, claims: int) -> None:
        self._rng = rng
        events = [_event(rng) for _ in range(max(10, claims // 8))]
        weights = list(itertools.accumulate((rank + 1) ** -0.7 for rank in range(len(events))))
        self._days: list[list[_Said]] = [[] for _ in range(DAYS)]
        for event in rng.choices(events, cum_weights=weights, k=claims // 3):
            self._days[rng.randrange(DAYS)].append(_said(rng, event))

    def near(self, day: int) -> _Said:
        while True:
            some = self._days[max(0, day - min(4, int(self._rng.expovariate(0.7))))]
            if some:
                return self._rng.choice(some)
            day = self._rng.randrange(DAYS)


def _event(rng: random.Random) -> _Event:
    kind = rng.choice(TYPES)
    first, second = rng.sample(STATES, 2)
    flow = kind in ("arms_transfer", "troop_deployment")
    roles = {"supplier": first, "recipient": second} if flow else {"agent": first, "patient": second}
    bases = [f"{rng.choice(STATES)} {rng.choice(BODIES)}" for _ in range(rng.randint(1, 4))]
    place = f"Place {rng.randrange(300)}" if rng.random() < 0.5 else None
    day = _START + timedelta(days=rng.randrange(DAYS))
    return _Event(kind, roles, day, rng.random() < 0.3, place, 10 ** rng.randint(1, 4), bases)


def _said(rng: random.Random, event: _Event) -> _Said:
    value = None
    if rng.random() < 0.6:
        value = event.figure * (rng.randrange(1, 30) if event.running else 1)
    return _Said(event, rng.choice(event.bases), value, rng.choice(HEDGES), _period(rng, event))


def _period(rng: random.Random, event: _Event) -> Period | None:
    if rng.random() < 0.4:
        return None
    if event.running:
        return Period(from_=f"{event.day:%Y-%m}", to=None, precision="month", kind="window")
    if rng.random() < 0.2:
        return Period(from_=f"{event.day:%Y-%m}", to=f"{event.day:%Y-%m}", precision="month", kind="occurrence")
    return Period(from_=event.day.isoformat(), to=event.day.isoformat(), precision="day", kind="occurrence")


def _claim(rng: random.Random, ref: DocumentRef, outlet: str, said: _Said, text: str, n: int) -> Claim:
    """One printing of a statement: now and then without its source, its hedge or its date, or with another figure."""
    event = said.event
    chain = _chain(rng, said, outlet)
    # A party denies now and then; the rest affirms.
    denies = rng.random() < 0.08
    if denies:
        chain = (chain[0], Attribution(speaker=f"{rng.choice(STATES[:2])} government", kind="state"))
    words = None if rng.random() < 0.2 else said.hedge
    hedge = Hedge(exact=words, modal=words == "may") if words else None
    quantity = None
    if said.value is not None and not denies:
        value = round(said.value * rng.choice((1, 1, 1, 1.02)))
        comparator = rng.choice(COMPARATORS)
        quantity = Quantity(low=value, high=value, comparator=comparator, unit="units", words=f"{value} units")
    frame = Frame(
        type=event.type, item=rng.choice(ITEMS.get(event.type, ("things",))),
        place=PlaceRef(name=event.place) if event.place and rng.random() < 0.7 else None, **event.roles,
    )  # fmt: skip
    stance: Stance = "denies" if denies else "asserts"
    period = None if rng.random() < 0.2 else said.period
    span = Span.of(text, n * 20, n * 20 + 18)
    name = claim_id(ref.sha256, f"{span.exact}{n}", chain, stance, hedge, frame, quantity, period)
    return Claim(
        id=name, document=ref, span=span, chain=chain, stance=stance, hedge=hedge, frame=frame, quantity=quantity,
        period=period,
    )  # fmt: skip


def _chain(rng: random.Random, said: _Said, outlet: str) -> tuple[Attribution, ...]:
    chain = [Attribution(speaker=outlet, kind="outlet")]
    draw = rng.random()
    if draw < 0.3:
        return tuple(chain)
    if draw < 0.5:
        chain.append(Attribution(speaker=f"Outlet {rng.randint(1, 20)}", kind="outlet"))
    if draw < 0.4:
        chain.append(Attribution(speaker=f"anon:{rng.choice(UNNAMED)}", kind="anonymous"))
    elif draw < 0.7:
        chain.append(Attribution(speaker=f"Minister {said.basis[:2]}{rng.randrange(4)}", kind="person"))
    else:
        chain.append(Attribution(speaker=said.basis, kind="organisation"))
    return tuple(chain)
