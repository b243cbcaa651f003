"""What analysis computes and may throw away: relays, origins, events, grades, the dossier and the manifest.

Everything here is a function of (ledger head, as-of date, code and pack digests). Probabilities and log-odds are
rounded to four decimals where they are made, so that a rebuild is equal byte for byte.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model.claim import EventType, Stance
from vetoproof.model.document import Precision
from vetoproof.model.law import Finding
from vetoproof.model.listed import HeldList, ScreenedParty
from vetoproof.model.people import Reply
from vetoproof.model.ships import Bound, Calls, Ships

RelayKind = Literal["stated", "anonymous", "copy", "same_statement"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal["1", "2", "3", "4", "5", "6"]
Confidence = Literal["low", "moderate", "high"]


class Mutation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a relay changed: `field` is "hedge", "quantity", "comparator", "unit", "window", "direction"..."""

    field: str
    change: str
    was: str
    became: str


class Relay(msgspec.Struct, frozen=True, kw_only=True):
    """That `claim` repeats `source` (a claim id; None where the source's own document is not in the ledger)."""

    claim: str
    source: str | None
    kind: RelayKind
    via: str
    probability: float
    mutations: tuple[Mutation, ...] = ()


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """An evidentiary basis. `lead` is the claim that stands for it: the earliest, then the shortest chain."""

    id: str
    label: str
    kind: Literal["institution", "dataset", "scene", "anonymous", "joint", "person"]
    actor: str | None
    country: str | None
    lead: str
    claims: tuple[str, ...]
    outlets: int
    shared_with: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class OriginCount(msgspec.Struct, frozen=True, kw_only=True):
    """How many independent bases affirm: a range, because bases may be shared. Zero to zero: lineage unknown."""

    low: int
    high: int
    reasons: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One factor of a contribution, in log-odds (natural logarithm), as an interval with its reason."""

    name: str
    low: float
    high: float
    reason: str


class Contribution(msgspec.Struct, frozen=True, kw_only=True):
    """What one origin adds to or takes from an event's log-odds. `counted` False: shown, but shares a basis with another.

    `admission`: a party spoke against its own interest, told by a known outlet with no unnamed voice between.
    """

    origin: str
    label: str
    claim: str
    stance: Stance
    reliability: Letter
    parts: tuple[Part, ...]
    low: float
    high: float
    counted: bool
    reason: str = ""
    admission: bool = False


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """Admiralty letter and digit; a likelihood interval with its words; and, apart from it, analytic confidence."""

    source: Letter
    information: Digit
    likelihood_low: float | None
    likelihood_high: float | None
    likelihood_words: str
    confidence: Confidence
    contributions: tuple[Contribution, ...]
    source_reasons: tuple[str, ...]
    information_reasons: tuple[str, ...]
    confidence_reasons: tuple[str, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one claimant: when said, how much, over which window, on which basis."""

    claim: str
    said: str
    low: float | int | None
    high: float | int | None
    comparator: str
    unit: str
    words: str
    basis: str
    window_from: str | None
    window_to: str | None


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one claimant in one unit over time. Never averaged with another's."""

    by: str
    unit: str
    steps: tuple[Step, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures that disagree, and in what: value, window or basis."""

    claims: tuple[str, str]
    why: str


class SequenceItem(msgspec.Struct, frozen=True, kw_only=True):
    """One position taken: a denial, an evasion, an admission, an assertion."""

    claim: str
    date: str
    stance: Stance
    label: Literal["denial", "evasion", "admission", "assertion"]
    speaker: str


class Sequence(msgspec.Struct, frozen=True, kw_only=True):
    """What one party said of one proposition, in order. `state` is where it stands at the as-of date."""

    party: str
    proposition: str
    items: tuple[SequenceItem, ...]
    state: Literal["denial open", "evaded", "admitted", "asserted"]


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the analysis says of one event."""

    event: str
    type: EventType
    title: str
    supplier: str | None = None
    recipient: str | None = None
    agent: str | None = None
    patient: str | None = None
    place: str | None = None
    item: str | None = None
    period_from: str | None = None
    period_to: str | None = None
    period_precision: Precision = "unknown"
    first_published: str
    last_published: str
    affirming: tuple[str, ...]
    denying: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    outlets: int
    documents: int
    origins: tuple[Origin, ...]
    origin_count: OriginCount
    denying_origins: tuple[Origin, ...] = ()
    unknown_lineage: tuple[str, ...] = ()
    relays: tuple[Relay, ...] = ()
    series: tuple[Series, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    grade: Grade
    findings: tuple[Finding, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    bounds: tuple[Bound, ...] = ()
    replies: tuple[Reply, ...] = ()
    merged: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    parties: tuple[ScreenedParty, ...] = ()
    ships: Calls | None = None
    """What was seen of ships on the way and in the days that the event is about; None where nobody looked."""


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the manifest lists it; `key` is the dossier's place in the store."""

    event: str
    key: str
    type: EventType
    title: str
    claims: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a record is of: ledger head, as-of date and basis, code and pack digests; its events; what was left out; `lists`."""

    head: str
    size: int
    as_of: str | None
    basis: Literal["published", "captured"]
    code: str
    pack: str
    events: tuple[EventLine, ...]
    redirects: dict[str, str] = {}
    sequences: tuple[Sequence, ...] = ()
    counts: dict[str, int] = {}
    notes: tuple[str, ...] = ()
    lists: tuple[HeldList, ...] = ()
    ships: Ships | None = None
