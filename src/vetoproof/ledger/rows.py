"""From a word of the house to its row in a look-up table. `verify` makes every row again from the stored body.

The words are read back with only the fields that the row needs, so that a ledger still opens after a word has grown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from vetoproof.ledger.instant import last_instant
from vetoproof.ledger.run import Run
from vetoproof.model import Capture, Decision, Reading, Reply, identity, part_address, reading_id

Kind = Literal["capture", "reading", "decision", "reply", "run"]
KINDS: tuple[Kind, ...] = ("run", "capture", "reading", "decision", "reply")
"""In the order in which rows may refer to each other."""

Word = Capture | Reading | Decision | Reply | Run
Row = dict[str, Any]


class _Published(msgspec.Struct, rename={"from_": "from"}):
    from_: str | None = None
    to: str | None = None


class _Document(msgspec.Struct):
    sha256: str
    url: str
    kind: str
    extractor: str = ""
    published: _Published = msgspec.field(default_factory=_Published)
    language: str = "und"

    @property
    def id(self) -> str:
        return identity("document", self.sha256, self.url, self.extractor)


class ReadingHead(msgspec.Struct):
    """The part of a stored reading that its row needs; claims are counted, not read."""

    capture: str
    examiner: str
    pack: str
    document: _Document
    claims: list[msgspec.Raw] = []
    rejected: list[msgspec.Raw] = []
    part: str = ""

    @property
    def id(self) -> str:
        return reading_id(self.capture, self.examiner, self.pack, self.part)


def kind_of(word: Word) -> Kind:
    """Which kind of item a word is. Raises TypeError for anything that does not belong in a ledger."""
    if isinstance(word, Reading):
        return "reading"
    for kind in KINDS:
        if kind in ROWS and isinstance(word, ROWS[kind][0]):
            return kind
    raise TypeError(f"a ledger holds captures, readings, decisions and replies, not {type(word).__name__}")


def capture_row(capture: Capture) -> Row:
    """The look-up row of a capture. Raises ValueError where `at` is no instant."""
    at_utc = last_instant(capture.at)
    if at_utc is None:
        raise ValueError(f"capture of {capture.address!r}: at={capture.at!r} is no instant such as 2024-10-08T12:42:00Z")
    return {
        "address": capture.address,
        "sha256": capture.sha256,
        "at": capture.at,
        "at_utc": at_utc,
        "handling": capture.handling,
        "kind": capture.kind,
        "outcome": capture.outcome,
        "media_type": capture.media_type,
        "size": capture.size,
    }


def reading_row(reading: Reading | ReadingHead, capture: Row) -> Row:
    """The look-up row of a reading, given its capture's: address, time and handling are the capture's, not the page's.

    The address of a part (an entry of a live page) is the capture's with the part's name behind it.
    """
    document = reading.document
    return {
        "capture": reading.capture,
        "sha256": document.sha256,
        "address": part_address(capture["address"], reading.part),
        "examiner": reading.examiner,
        "pack": reading.pack,
        "document": document.id,
        "published_from": document.published.from_,
        "published_to": document.published.to,
        "published_utc": last_instant(document.published.to),
        "captured_at": capture["at"],
        "captured_utc": capture["at_utc"],
        "language": document.language,
        "kind": capture["kind"],
        "handling": capture["handling"],
        "claims": len(reading.claims),
        "rejected": len(reading.rejected),
    }


def decision_row(decision: Decision) -> Row:
    return {"kind": decision.kind, "target": decision.target, "person": decision.by, "at": decision.at}


def reply_row(reply: Reply) -> Row:
    return {
        "event": reply.event,
        "party": reply.party,
        "asked_at": reply.asked_at,
        "answered_at": reply.answered_at,
        "published": reply.published,
    }


def run_row(run: Run) -> Row:
    return {"nonce": run.nonce, "part": run.part, "verb": run.verb, "tool": run.tool, "at": run.at}


def id_from_body(kind: Kind, body: bytes) -> str:
    """The id that a stored body gives. Ids over a whole word are taken from its bytes, so that they survive new fields."""
    if kind == "capture":
        return msgspec.json.decode(body, type=Capture).id
    if kind == "reading":
        return msgspec.json.decode(body, type=ReadingHead).id
    return hashlib.sha256(b'["' + kind.encode() + b'",' + body + b"]").hexdigest()[:32]


ROWS: dict[str, tuple[type[Any], Callable[[Any], Row]]] = {
    "capture": (Capture, capture_row),
    "decision": (Decision, decision_row),
    "reply": (Reply, reply_row),
    "run": (Run, run_row),
}
"""Type and row of each kind whose row depends on its body alone; a reading's also depends on its capture."""
