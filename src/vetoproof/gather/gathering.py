"""Files and folders into the ledger: bytes to the archive first, then a capture for everything met."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import vetoproof
from vetoproof.gather.files import DEFAULT_LIMIT, pieces
from vetoproof.gather.piece import Piece, stricter
from vetoproof.gather.summary import Summary, Tally
from vetoproof.gather.walk import Walk
from vetoproof.ledger import Ledger, Run, now, stamp
from vetoproof.model import Capture, Handling

BATCH = 2000
"""Captures appended in one transaction. A kill loses at most so many rows, and the next run finds their bytes archived."""

Progress = Callable[[int, int, str], None]


def gather(
    paths: Iterable[Path],
    ledger: Ledger,
    run: Run,
    *,
    clock: Callable[[], datetime] = now,
    progress: Progress | None = None,
    handling: Handling = "public",
    collector: str = "files",
    limit: int = DEFAULT_LIMIT,
) -> Summary:
    """Append a capture for every document and every failure under `paths`; folders are read recursively, in sorted order.

    What the ledger holds already is passed over, so that a run that was cut short, or that is repeated, is simply run
    again. Nothing in the files raises: bad input is an outcome with a reason, counted in the summary. `progress` is
    called with files done, files in all and the present name. `limit` is in bytes of one document. The caller seals.
    """
    walk = Walk(paths)
    gathering = _Gathering(ledger, run, clock, handling, collector)
    total = len(walk.found)
    for done, found in enumerate(walk.found):
        name = found.address.removeprefix("file:")
        if progress is not None:
            progress(done, total, name)
        for count, piece in enumerate(pieces(found, limit), 1):
            gathering.take(piece, only_count=found.again)
            if progress is not None and count % BATCH == 0:
                progress(done, total, f"{name}: {count:,} lines")
    gathering.flush()
    if progress is not None:
        progress(total, total, "")
    gathering.tally.hidden = walk.hidden
    return gathering.tally.summary()


class _Gathering:
    """The batch that is being filled, and the count."""

    def __init__(self, ledger: Ledger, run: Run, clock: Callable[[], datetime], handling: Handling, collector: str) -> None:
        self.tally = Tally()
        self._ledger, self._run, self._clock = ledger, run, clock
        self._handling, self._collector = handling, collector
        self._batch: list[Capture] = []
        self._met: set[str] = set()

    def take(self, piece: Piece, *, only_count: bool) -> None:
        """Archive the bytes of one piece and put its capture into the batch."""
        sha256 = None
        if piece.data is not None:
            self.tally.bytes += len(piece.data)
            sha256 = self._ledger.archive.put(piece.data)
        capture = Capture(
            address=piece.address,
            at=stamp(self._clock()),
            sha256=sha256,
            media_type=piece.media_type,
            size=piece.size,
            outcome=piece.outcome,
            reason=piece.reason,
            kind=piece.kind,
            handling=stricter(self._handling, piece.handling),
            collector=self._collector,
            method=piece.method,
            tool=f"vetoproof {vetoproof.__version__}",
            hints=piece.hints,
        )
        if only_count or capture.id in self._met:
            self.tally.repeat(capture)
            return
        self._met.add(capture.id)
        self.tally.meet(capture)
        self._batch.append(capture)
        if len(self._batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Append the batch in one transaction."""
        appended = self._ledger.append(self._run, self._batch)
        self.tally.new += len(appended.new)
        self.tally.known += len(appended.known)
        self._batch = []
