"""Small words of the house for the tests of the ledger, in our own text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from vetoproof.ledger import Ledger
from vetoproof.model import (
    Capture,
    Claim,
    Decision,
    Document,
    DocumentRef,
    Frame,
    Published,
    Reading,
    Reply,
    Span,
    claim_id,
    sha256,
)

TEXT = "The port authority of Exampleton said that two ships had left."


def ticking(start: str = "2024-10-08T10:00:00+00:00"):
    """A clock that stands still."""
    moment = datetime.fromisoformat(start).astimezone(UTC)
    return lambda: moment


def new_ledger(folder: Path) -> Ledger:
    return Ledger.create(folder, clock=ticking())


def capture(number: int, *, text: str | None = None, address: str | None = None, at: str = "2024-10-08T10:00:00Z") -> Capture:
    data = (text or f"{TEXT} Berth {number}.").encode()
    return Capture(
        address=address or f"https://paper.example/{number}",
        at=at,
        sha256=sha256(data),
        media_type="text/plain",
        size=len(data),
        hints={"outlet": "Example Paper"},
    )


def put(ledger: Ledger, number: int, **options: str) -> Capture:
    """A capture whose bytes are in the archive."""
    text = options.get("text") or f"{TEXT} Berth {number}."
    ledger.archive.put(text.encode())
    return capture(number, **options)


def reading(of: Capture, *, to: str | None = None, examiner: str = "builtin@1", pack: str = "p1", claims: int = 1) -> Reading:
    assert of.sha256 is not None
    document = Document(
        sha256=of.sha256,
        url=of.address,
        kind="page",
        text=TEXT,
        outlet="Example Paper",
        language="en",
        published=Published(to=to),
    )
    span = Span.of(TEXT, 0, 20)
    frame = Frame(type="statement_other")
    return Reading(
        capture=of.id,
        examiner=examiner,
        pack=pack,
        document=document,
        claims=tuple(
            Claim(
                id=claim_id(of.sha256, f"{span.exact}{n}", (), "asserts", None, frame, None, None),
                document=DocumentRef.of(document),
                span=span,
                chain=(),
                stance="asserts",
                frame=frame,
            )
            for n in range(claims)
        ),
    )


def decision(number: int = 1) -> Decision:
    return Decision(
        kind="accept",
        target=f"{number:032x}",
        by="A. Reviewer",
        at="2024-10-09T08:00:00Z",
        reason="quote checked",
        value={"n": number},
    )


def reply(number: int = 1) -> Reply:
    return Reply(
        event=f"{number:032x}",
        party="Example Shipping",
        channel="letter",
        asked_at="2024-10-09",
        answered_at=None,
        published=None,
        text=None,
    )


def filled(folder: Path, captures: int = 3) -> Ledger:
    """Two sealed runs: captures; then their readings, a decision and a reply."""
    ledger = new_ledger(folder)
    first = ledger.begin("gather", "vetoproof test")
    made = [put(ledger, n) for n in range(captures)]
    ledger.append(first, made)
    ledger.seal(first)
    second = ledger.begin("examine", "vetoproof test")
    ledger.append(second, [reading(c, to="2024-10-07") for c in made])
    ledger.append(second, [decision(), reply()])
    ledger.seal(second)
    return ledger
