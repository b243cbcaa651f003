"""The parts of a reading that linking needs: decoding skips everything else."""

from __future__ import annotations

import msgspec


class Link(msgspec.Struct, frozen=True):
    """One link of a chain."""

    speaker: str
    kind: str
    actor: str | None = None
    office: str | None = None
    country: str | None = None


class SlimSpan(msgspec.Struct, frozen=True):
    """Where a claim stands in its document's text."""

    start: int
    end: int


class SlimHedge(msgspec.Struct, frozen=True):
    """The words of a hedge and what they mean on a scale."""

    exact: str
    modal: bool = False
    by: str | None = None
    scale: str | None = None
    low: float | None = None
    high: float | None = None


class SlimPlace(msgspec.Struct, frozen=True):
    """Where."""

    name: str
    country: str | None = None
    admin1: str | None = None
    to: str | None = None


class SlimFrame(msgspec.Struct, frozen=True):
    """Event type and roles."""

    type: str | None = None
    supplier: str | None = None
    recipient: str | None = None
    agent: str | None = None
    patient: str | None = None
    item: str | None = None
    outcome: str | None = None
    vessel: str | None = None
    place: SlimPlace | None = None


class SlimQuantity(msgspec.Struct, frozen=True):
    """A figure."""

    low: float | None
    high: float | None
    comparator: str
    unit: str
    words: str
    basis: str = "count"


class SlimPeriod(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """When, or over which window."""

    from_: str | None
    to: str | None
    precision: str
    kind: str


class SlimMention(msgspec.Struct, frozen=True):
    """A party or thing named."""

    name: str
    kind: str
    identifiers: dict[str, str] = {}


class SlimClaim(msgspec.Struct, frozen=True):
    """One claim; without an id it stands for a reading that found none."""

    id: str | None = None
    span: SlimSpan | None = None
    chain: tuple[Link, ...] = ()
    stance: str | None = None
    hedge: SlimHedge | None = None
    frame: SlimFrame = SlimFrame()
    quantity: SlimQuantity | None = None
    period: SlimPeriod | None = None
    scope: str | None = "in"
    mentions: tuple[SlimMention, ...] = ()


class SlimPublished(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The end of the interval that a printed date allows."""

    to: str | None = None


class SlimDocument(msgspec.Struct, frozen=True):
    """A document's head and text."""

    sha256: str
    url: str
    kind: str
    text: str
    title: str = ""
    outlet: str = ""
    published: SlimPublished = SlimPublished()
    captured_at: str = ""
    handling: str = "public"
    extractor: str = ""


class SlimReading(msgspec.Struct, frozen=True):
    """A reading."""

    capture: str
    examiner: str
    pack: str
    document: SlimDocument
    claims: tuple[SlimClaim, ...] = ()
    part: str = ""
