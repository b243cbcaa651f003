"""Read documents named on the command line into claims, without a watch: nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec

from vetoproof.examine.captures import Examiner, partly
from vetoproof.gather.files import pieces
from vetoproof.gather.piece import Piece
from vetoproof.gather.walk import Walk
from vetoproof.model import Capture, Claim, sha256
from vetoproof.packs.pack import load
from vetoproof.tiers import DEFAULT_TIER, extractor

BATCH = 32
TOGETHER = 20_000_000
"""Bytes of documents held at once."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of one input: its claims, or the reason why there are none to be had. `partly`: what was left unread of it."""

    path: str
    claims: tuple[Claim, ...] = ()
    reason: str | None = None
    failed: bool = False
    partly: tuple[str, ...] = ()


def read_files(paths: Sequence[Path], regime: str, tier: str = DEFAULT_TIER) -> Iterator[Outcome]:
    """An outcome for every document in the files and folders, in order. Raises PackError, TierError."""
    examiner = Examiner(extractor(tier), load(regime))
    met = (piece for found in Walk(paths).found for piece in pieces(found))
    while batch := list(_few(met)):
        good = [(capture(piece, piece.data), piece.data) for piece in batch if piece.outcome == "ok" and piece.data is not None]
        readings = examiner.examine(good)
        for piece in batch:
            if piece.outcome != "ok" or piece.data is None:
                yield Outcome(piece.address, reason=f"{piece.outcome}: {piece.reason}", failed=True)
                continue
            parts = next(readings)
            refused = next((r for reading in parts for r in reading.rejected if r.what == "document"), None)
            yield Outcome(
                piece.address,
                tuple(claim for reading in parts for claim in reading.claims),
                refused.reason if refused else None,
                failed=refused is not None and refused.score is None,
                partly=tuple(dict.fromkeys(said for reading in parts for said in partly(reading))),
            )


def _few(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The next pieces, as many as are held at once."""
    size = 0
    for piece in islice(pieces, BATCH):
        yield piece
        size += len(piece.data or b"")
        if size >= TOGETHER:
            return


def capture(piece: Piece, data: bytes) -> Capture:
    return Capture(
        address=piece.address,
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        sha256=sha256(data),
        media_type=piece.media_type,
        size=piece.size,
        kind=piece.kind,
        handling=piece.handling,
        hints=piece.hints,
        collector="command line",
        method=piece.method,
    )
