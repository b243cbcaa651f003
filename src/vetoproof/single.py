"""Read documents named on the command line into claims, without a watch: nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from vetoproof.examine.extractor import RuleExtractor
from vetoproof.examine.page import document
from vetoproof.gather.files import captures
from vetoproof.model import Claim, Document, Rejection
from vetoproof.packs.pack import Pack, load


class Outcome(msgspec.Struct, frozen=True):
    """What came of one input: its claims, or the reason why there are none to be had."""

    path: str
    claims: tuple[Claim, ...] = ()
    reason: str | None = None


def read_files(paths: Sequence[Path], regime: str, model: str = "en_core_web_sm") -> Iterator[Outcome]:
    """An outcome for every document in the files and folders, in order. Raises PackError where the regime is none."""
    pack = load(regime)
    extractor = RuleExtractor(model)
    waiting: list[tuple[str, Document]] = []
    for capture, body in captures(paths, clock=lambda: datetime.now(UTC)):
        if capture.outcome != "ok" or body is None:
            yield Outcome(capture.address, reason=f"{capture.outcome}: {capture.reason}")
            continue
        read = document(capture, body, pack)
        if isinstance(read, Rejection):
            yield Outcome(capture.address, reason=read.reason)
            continue
        waiting.append((capture.address, read))
        if len(waiting) == 32:
            yield from _read(waiting, extractor, pack)
            waiting = []
    yield from _read(waiting, extractor, pack)


def _read(waiting: Sequence[tuple[str, Document]], extractor: RuleExtractor, pack: Pack) -> Iterator[Outcome]:
    readings = extractor.read([doc for _, doc in waiting], pack)
    for (address, _), reading in zip(waiting, readings, strict=True):
        refused = next((r.reason for r in reading.rejected if r.what == "document"), None)
        yield Outcome(address, reading.claims, refused)
