"""Label lines: what a labeller says that a document claims. The rules of labelling are in docs/labelling.md."""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from vetoproof.model import Basis, Comparator, EventType, Period, SpeakerKind, Stance
from vetoproof.model.errors import Refusal

Split = Literal["train", "dev", "test"]
SPLITS: tuple[Split, ...] = ("train", "dev", "test")

Line = TypeVar("Line")


class GoldError(Refusal, ValueError):
    """A gold folder or file that cannot be used. The message says what to do."""


class LabelError(GoldError):
    """A label or index line that cannot be read. The message names file, line and what to do."""


class Quote(msgspec.Struct, frozen=True):
    """Words as they stand in the document; white space may differ."""

    exact: str


class LabelLink(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain. `words`: the speaker as printed for this claim; `cue`: the words that attribute ("said")."""

    speaker: str
    kind: SpeakerKind = "unspecified"
    words: str | None = None
    cue: str | None = None


class LabelHedge(msgspec.Struct, frozen=True, kw_only=True):
    """Estimative, reportive or conditional words as printed."""

    exact: str
    modal: bool = False
    by: str | None = None


class LabelPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where, and for a route where to; a route may have only one end."""

    name: str | None = None
    to: str | None = None


class LabelFrame(msgspec.Struct, frozen=True, kw_only=True):
    """Event type and roles, as in a claim."""

    type: EventType
    supplier: str | None = None
    recipient: str | None = None
    agent: str | None = None
    patient: str | None = None
    item: str | None = None
    outcome: str | None = None
    vessel: str | None = None
    place: LabelPlace | None = None


class LabelQuantity(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as claimed. `unit` is the noun as printed, None where none is; `basis` None where nobody could tell."""

    low: float | int | None = None
    high: float | int | None = None
    comparator: Comparator
    unit: str | None = None
    words: str = ""
    basis: Basis | None = None


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One proposition by one chain of speakers in `doc`. Documents that report one occurrence share a `story`."""

    doc: str
    span: Quote
    also: tuple[Quote, ...] = ()
    chain: tuple[LabelLink, ...]
    stance: Stance
    hedge: LabelHedge | None = None
    frame: LabelFrame
    quantity: LabelQuantity | None = None
    period: Period | None = None
    scope: Literal["in", "out"] = "in"
    story: str | None = None
    notes: str | tuple[str, ...] | None = None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a set. `text` is its path from the set's folder where it does not lie in the folder of its split."""

    doc: str
    split: Split
    story: str | None = None
    kind: str = ""
    outlet: str = ""
    date: str = ""
    text: str | None = None


def labels(lines: str, name: str) -> tuple[Label, ...]:
    """The labels of a file's text, one JSON object a line. `name` is the file's, for messages. Raises LabelError."""
    found = tuple(_each(lines, name, Label))
    for number, label in enumerate(found, 1):
        if not label.chain:
            raise LabelError(f"{name}: label {number}: the chain is empty; its first link is the outlet")
    return found


def entries(lines: str, name: str) -> tuple[Entry, ...]:
    """The documents of an index file's text. Raises LabelError."""
    return tuple(_each(lines, name, Entry))


def _each(lines: str, name: str, shape: type[Line]) -> list[Line]:
    decoder = msgspec.json.Decoder(shape)
    found = []
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise LabelError(f"{name}:{number}: {error}; one JSON object a line, as docs/labelling.md has it") from error
    return found
