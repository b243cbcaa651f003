"""One attributed assertion, and everything that a reading says of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model.canonical import identity
from vetoproof.model.document import Document, DocumentRef, Extent, Precision, Span

SpeakerKind = Literal["outlet", "person", "office", "state", "organisation", "group", "anonymous", "unspecified"]
Stance = Literal["asserts", "denies", "acknowledges", "declines", "questions"]
EventType = Literal[
    "arms_transfer", "troop_deployment", "casualties", "recruitment", "training", "weapons_test",
    "weapons_production", "agreement", "visit", "un_action", "attack", "return_flow", "petroleum_transfer",
    "workers", "finance_cyber", "statement_other",
]  # fmt: skip
Comparator = Literal["exact", "at_least", "up_to", "about", "more_than", "vague"]
Basis = Literal["count", "capacity", "estimate"]
PeriodKind = Literal["occurrence", "window", "future"]


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain, from the outlet inward. Parallel speakers are one link, names joined by `|`.

    `speaker` is the canonical name; the printed words are in `span`. `actor` is the pack's actor id (or ids joined
    by `|`), `office` the office spoken from, `cue` the words that attribute ("stated", "according to").
    """

    speaker: str
    kind: SpeakerKind
    actor: str | None = None
    office: str | None = None
    country: str | None = None
    cue: str | None = None
    span: Span | None = None


class Hedge(msgspec.Struct, frozen=True, kw_only=True):
    """Estimative, reportive or conditional words as printed. `by`: the canonical speaker who hedges, where not the innermost.

    `low` and `high` are probabilities (0 to 1), and only where `scale` names a scale that this body publishes under
    and the words are original; otherwise all three are None.
    """

    exact: str
    modal: bool = False
    by: str | None = None
    scale: str | None = None
    low: float | None = None
    high: float | None = None
    span: Span | None = None


class PlaceRef(msgspec.Struct, frozen=True, kw_only=True):
    """Where: canonical name, ISO country, first-level division, who holds it, and for a route where to."""

    name: str
    country: str | None = None
    admin1: str | None = None
    held_by: str | None = None
    to: str | None = None


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Event type and roles. Parties are ISO 3166 alpha-2 codes, several joined by `|` in alphabetical order."""

    type: EventType
    supplier: str | None = None
    recipient: str | None = None
    agent: str | None = None
    patient: str | None = None
    item: str | None = None
    outcome: str | None = None
    vessel: str | None = None
    place: PlaceRef | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as claimed: an interval with its comparator. "Thousands" is vague: both ends None, never 1,000."""

    low: float | int | None
    high: float | int | None
    comparator: Comparator
    unit: str
    words: str
    basis: Basis = "count"


class Period(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """When, or the window of a cumulative figure: ISO dates at their printed precision ("2024-06"); None is open."""

    from_: str | None
    to: str | None
    precision: Precision
    kind: PeriodKind


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A person, company, ship or weapon named in the claim, with identifiers as printed or from the pack."""

    name: str
    kind: Literal["person", "company", "ship", "weapon"]
    identifiers: dict[str, str] = {}
    span: Span | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition by one chain of speakers. Never edited: a better reading appends another.

    The id hashes bytes, quote, chain, stance, hedge, frame, quantity and period; never the extractor or offsets.
    """

    id: str
    document: DocumentRef
    span: Span
    also: tuple[Extent, ...] = ()
    chain: tuple[Attribution, ...]
    stance: Stance
    hedge: Hedge | None = None
    frame: Frame
    quantity: Quantity | None = None
    period: Period | None = None
    mentions: tuple[Mention, ...] = ()
    scope: Literal["in", "out"] = "in"
    extractor: str = ""
    notes: tuple[str, ...] = ()


def claim_id(
    sha256: str,
    quote: str,
    chain: tuple[Attribution, ...],
    stance: Stance,
    hedge: Hedge | None,
    frame: Frame,
    quantity: Quantity | None,
    period: Period | None,
) -> str:
    """The stable id of a claim: everything that it says, nothing of how or where it was found."""
    links = [(a.speaker, a.kind, a.actor, a.office, a.country, a.cue) for a in chain]
    words = hedge and (hedge.exact, hedge.modal, hedge.by, hedge.scale, hedge.low, hedge.high)
    return identity("claim", sha256, quote, links, stance, words, frame, quantity, period)


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not read, or not kept, and why (law 8)."""

    what: str
    reason: str
    score: float | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one examiner@version with one pack digest got from one capture; appended whole, never changed.

    `part`: a live page gives a reading of the page and one of each of its entries, which this names ("" for the page itself).
    """

    capture: str
    examiner: str
    pack: str
    document: Document
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    part: str = ""

    @property
    def id(self) -> str:
        return reading_id(self.capture, self.examiner, self.pack, self.part)


def reading_id(capture: str, examiner: str, pack: str, part: str = "") -> str:
    """The id of a reading. A reading of a whole capture has the id that it had before there were parts."""
    return identity("reading", capture, examiner, pack, *([part] if part else []))


def part_address(address: str, part: str) -> str:
    """The address of a part of a page, as browsers write it; that of the page for the page itself."""
    return f"{address}{'/' if '#' in address else '#'}{part}" if part else address
