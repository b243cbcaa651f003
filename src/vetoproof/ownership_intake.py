"""Files of ownership rows into the ledger, and out of it: a record is a function of the ledger, so its reasons must lie there.

A file is read through before it is taken: one that is no such table is refused, and the version before it stays. The newest
version of each file counts; whose rows they are, and of which days, the rows themselves say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Literal
from urllib.parse import unquote

import msgspec

from vetoproof import __version__
from vetoproof.analyze.day_lists import OwnershipFile
from vetoproof.gather.lists import keep
from vetoproof.ledger import Ledger, stamp
from vetoproof.model import Capture
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.ownership.rows import OwnershipRow

COLLECTOR = "ownership"
"""Captures of this collector are tables of ownership: they are never read as documents, nor as lists."""

JSON_LINES = (".json", ".jsonl", ".ndjson", ".ftm")


class OwnershipIntake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: how many rows it has, how many were rejected and why the first of them were."""

    file: str
    outcome: Literal["new", "known", "refused"]
    rows: int = 0
    rejected: int = 0
    reasons: tuple[str, ...] = ()


def take(paths: Sequence[Path], ledger: Ledger) -> tuple[OwnershipIntake, ...]:
    """Take files of ownership rows into the ledger. Raises ListFileError where there is no file."""
    run = ledger.begin("ownership", f"vetoproof {__version__}")
    held = {(capture.address, capture.sha256) for capture in _captures(ledger)}
    done = []
    for path in paths:
        kept = keep(path, ledger)
        if (kept.address, kept.sha256) in held:
            done.append(OwnershipIntake(file=path.name, outcome="known"))
            continue
        try:
            with ledger.archive.open(kept.sha256) as file:
                rows = list(read(file, kept.name))
        except ListError as error:
            ledger.archive.discard(kept.sha256)
            done.append(OwnershipIntake(file=path.name, outcome="refused", reasons=(str(error),)))
            continue
        rejected = [row for row in rows if isinstance(row, RejectedRow)]
        capture = Capture(
            address=kept.address, at=stamp(datetime.now(UTC)), sha256=kept.sha256, media_type="text/plain", size=kept.size,
            kind="data", collector=COLLECTOR, method="file", tool=f"vetoproof {__version__}",
        )  # fmt: skip
        ledger.append(run, [capture])
        reasons = tuple(f"{row.where}: {row.reason}" for row in rejected[:3])
        done.append(
            OwnershipIntake(
                file=path.name, outcome="new", rows=len(rows) - len(rejected), rejected=len(rejected), reasons=reasons
            )
        )
    ledger.seal(run)
    return tuple(done)


def read(source: BinaryIO, name: str) -> Iterator[OwnershipRow | RejectedRow]:
    """The rows of a CSV table or of FollowTheMoney JSON lines, told by the file's ending. Parties of the latter are called by
    their names. Raises ListError."""
    if not name.lower().endswith(JSON_LINES):
        from vetoproof.screen.ownership.rows import read_csv

        yield from read_csv(source, name)
        return
    from vetoproof.packs.screening.ownership import load
    from vetoproof.screen.ownership.ftm import Party, read_ftm

    found = list(read_ftm(source, load().natures))
    names = {one.id: one.name for one in found if isinstance(one, Party)}
    for one in found:
        if isinstance(one, OwnershipRow):
            yield one._replace(owner=names.get(one.owner, one.owner), owned=names.get(one.owned, one.owned))
        elif isinstance(one, RejectedRow):
            yield one


def files(ledger: Ledger, until: str | None = None) -> tuple[OwnershipFile, ...]:
    """The newest version of each file, by name; `until`: of those captured by the end of that day."""
    newest: dict[str, Capture] = {}
    for capture in _captures(ledger):
        if until is None or capture.at[:10] <= until:
            newest[capture.address] = capture
    return tuple(_file(ledger, newest[address]) for address in sorted(newest))


def _file(ledger: Ledger, capture: Capture) -> OwnershipFile:
    assert capture.sha256 is not None
    name = unquote(capture.address.removeprefix("file:"))
    with ledger.archive.open(capture.sha256) as file:
        rows = list(read(file, name))
    found = tuple(row for row in rows if isinstance(row, OwnershipRow))
    return OwnershipFile(name, capture.sha256, found, len(rows) - len(found))


def _captures(ledger: Ledger) -> Iterator[Capture]:
    return (c for c in ledger.captures("data") if c.collector == COLLECTOR and c.outcome == "ok" and c.sha256 is not None)
