"""The versions of the lists of a watch: which are held, what each holds, which counts on a day.

A version is a capture in the ledger; its bytes lie in the archive. What is counted in it is computed by reading it, and kept in
the cache under the digest of the program that counted.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from vetoproof.config import WatchError
from vetoproof.gather.lists import COLLECTOR, file_name
from vetoproof.ledger import Ledger
from vetoproof.model import Capture, Listing, encode
from vetoproof.screen.edition import is_day
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.version import Counts, DayFrom, Version, count, newest

Progress = Callable[[int, int, str], None]
ROWS = 1_000
"""Rows between two words on progress."""
HEAD = 65_536
"""Bytes by which a format is told, as the readers of lists have it."""
_LEAST_HASH = 6


class ListReader(Protocol):
    """What reads lists: `vetoproof.screen.lists.read`."""

    def format_of(self, head: bytes, name: str) -> str:
        """The name of the format. Raises ListError."""
        ...

    def read(self, source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
        """The rows of a list. Raises ListError."""
        ...


class Readers:
    """The formats that the program knows."""

    def format_of(self, head: bytes, name: str) -> str:
        from vetoproof.screen.lists.read import detect

        return detect(head, name).name

    def read(self, source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
        from vetoproof.screen.lists.read import read

        return read(source, name)


class RefusedVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was tried as a version of a list and not taken. `list` is empty where nobody could tell which."""

    list: str
    file: str
    at: str
    outcome: str
    reason: str
    sha256: str


class _Counted(msgspec.Struct, frozen=True):
    """Counts in the cache, with the digest of the program that made them."""

    code: str
    counts: Counts


class Versions:
    """All versions of all lists in one ledger. Nothing is kept between two questions: what was appended since is seen."""

    def __init__(self, ledger: Ledger, cache: Path, reader: ListReader | None = None) -> None:
        self._ledger = ledger
        self._cache = cache / "lists"
        self.reader: ListReader = Readers() if reader is None else reader

    def all(self) -> dict[str, tuple[Version, ...]]:
        """The versions of each list by its name, oldest first: by day, then by capture."""
        found: dict[str, list[Version]] = {}
        for capture in self._captures():
            if (version := version_of(capture)) is not None:
                found.setdefault(version.list, []).append(version)
        order = {name: sorted(versions, key=lambda v: (v.day, v.captured_at)) for name, versions in found.items()}
        return {name: tuple(order[name]) for name in sorted(order)}

    def of(self, name: str) -> tuple[Version, ...]:
        """The versions of one list, oldest first; empty where the list was never loaded."""
        return self.all().get(name, ())

    def on(self, day: str | None = None) -> tuple[Version, ...]:
        """The version of each list that counts on a day, or the newest. Lists that have none by then are not in it."""
        check_day(day)
        return tuple(found for versions in self.all().values() if (found := newest(versions, day)))

    def without(self, day: str | None) -> tuple[str, ...]:
        """The lists that have no version by a day."""
        return tuple(name for name, versions in self.all().items() if newest(versions, day) is None)

    def find(self, name: str, asked: str) -> Version:
        """A version by the beginning of its hash, or by a day on which it counts. Raises WatchError."""
        versions = self.of(name)
        if not versions:
            raise WatchError(self.not_loaded(name))
        held = ", ".join(f"{version.day} {version.sha256[:12]}" for version in versions[-5:])
        if is_day(asked):
            version = newest(versions, asked)
            if version is None:
                raise WatchError(f"no version of {name} is held for {asked}; the oldest is of {versions[0].day}.")
            return version
        found = {v.sha256: v for v in versions if len(asked) >= _LEAST_HASH and v.sha256.startswith(asked.lower())}
        if len(found) != 1:
            how = f"a day such as 2024-10-08, or at least {_LEAST_HASH} letters of the hash of a version: {held}"
            raise WatchError(f"{asked!r} names {'no' if not found else 'more than one'} version of {name}; give {how}.")
        return next(iter(found.values()))

    def pair(self, name: str, earlier: str | None, later: str | None) -> tuple[Version, Version]:
        """Two versions of a list, the earlier first: by hash or day, else the last and the one before. Raises WatchError."""
        versions = self.of(name)
        if not versions:
            raise WatchError(self.not_loaded(name))
        last = self.find(name, later) if later is not None else versions[-1]
        if earlier is not None:
            first = self.find(name, earlier)
        elif older := versions[: versions.index(last)]:
            first = older[-1]
        else:
            raise WatchError(f"{name} has no version before that of {last.day}: there is nothing to compare it with.")
        if (first.day, first.captured_at) > (last.day, last.captured_at):
            raise WatchError(f"--to, of {last.day}, comes before --from, of {first.day}: give the earlier one to --from.")
        return first, last

    def entry(self, name: str, id_: str) -> Listing | None:
        """An entry of the newest version of a list by its id. Raises WatchError for a list that was never loaded."""
        version = newest(self.of(name))
        if version is None:
            raise WatchError(self.not_loaded(name))
        return next((listing for listing in self.listings(version) if listing.id == id_), None)

    def not_loaded(self, name: str) -> str:
        """That a list was never loaded, and which were."""
        known = ", ".join(self.all())
        return f"{name}: list not loaded. " + (f"Loaded: {known}." if known else "None is: `vetoproof lists add WATCH FILE`.")

    def refused(self) -> tuple[RefusedVersion, ...]:
        """Files that were tried and not taken, in the order of the log."""
        return tuple(
            RefusedVersion(
                list=capture.hints.get("list", ""),
                file=file_name(capture),
                at=capture.at,
                outcome=capture.outcome,
                reason=capture.reason,
                sha256=capture.hints.get("sha256", ""),
            )
            for capture in self._captures()
            if capture.outcome != "ok"
        )

    def open(self, version: Version) -> BinaryIO:
        """The bytes of a version as a file, checked against their hash. Raises MissingBlob, AlteredBlob."""
        return self._ledger.archive.open(version.sha256)

    def read(self, version: Version, progress: Progress | None = None) -> Iterator[Listing | RejectedRow]:
        """The rows of a version. Raises ListError where this program's readers do not take what was taken once.

        `progress` is told bytes read, bytes in all, and which version; what is read twice is at its end after the first time.
        """
        with self.open(version) as file:
            for number, row in enumerate(self.reader.read(file, version.file)):
                if progress is not None and number % ROWS == 0:
                    progress(min(file.tell(), version.size), version.size, f"{version.list} {version.day}")
                yield row

    def listings(self, version: Version, progress: Progress | None = None) -> Iterator[Listing]:
        """The entries of a version, without the rows that were rejected: `counts` has those."""
        return (row for row in self.read(version, progress) if isinstance(row, Listing))

    def counts(self, version: Version, progress: Progress | None = None) -> Counts:
        """What a version holds: from the cache, or by reading it."""
        try:
            cached = msgspec.json.decode(self._place(version.sha256).read_bytes(), type=_Counted)
            if cached.code == self._code:
                return cached.counts
        except (FileNotFoundError, msgspec.MsgspecError):
            cached = None
        counts = count(self.read(version, progress))
        self.remember(version.sha256, counts)
        return counts

    def remember(self, sha256: str, counts: Counts) -> None:
        """Put counts into the cache: written whole and renamed, so that a kill leaves no half file."""
        place = self._place(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(encode(_Counted(self._code, counts)))
        half.replace(place)

    @cached_property
    def _code(self) -> str:
        from vetoproof.shelf import code_digest

        return code_digest()

    def _place(self, sha256: str) -> Path:
        return self._cache / f"{sha256}.json"

    def _captures(self) -> Iterator[Capture]:
        return (capture for capture in self._ledger.captures("data") if capture.collector == COLLECTOR)


def check_day(day: str | None) -> None:
    """Raises WatchError for what is no day of the calendar."""
    if day is not None and not is_day(day):
        raise WatchError(f"{day!r} is no date: write it as YEAR-MONTH-DAY, such as 2024-10-08.")


def today() -> str:
    """The ISO day by this machine's clock, its own or that of UTC, whichever is later: east of Greenwich days begin first."""
    return max(datetime.now().astimezone(), datetime.now(UTC), key=lambda at: at.date()).date().isoformat()


def check_come(day: str | None) -> None:
    """Raises WatchError for a day that is none, or has not come yet: no list can be known of it. Asks the clock."""
    check_day(day)
    if day is not None and day > (now := today()):
        raise WatchError(
            f"{day} has not come yet (today is {now}): nobody can know what lists will hold then. Give --on {now} or before."
        )


def version_of(capture: Capture) -> Version | None:
    """The version that a capture is; None where it is none."""
    sha256 = capture.sha256
    if capture.outcome != "ok" or sha256 is None or capture.collector != COLLECTOR or not capture.hints.get("list"):
        return None
    hints = capture.hints
    printed, given, captured = hints.get("printed"), hints.get("given"), capture.at[:10]
    day = printed or given or captured
    whose: DayFrom = "printed" if printed else "given" if given else "captured"
    # A print that lies after the capture is wrong: what was captured then was known then.
    if day > captured:
        day, whose = captured, "captured"
    return Version(
        list=hints["list"],
        sha256=sha256,
        day=day,
        day_from=whose,
        printed=printed,
        captured_at=capture.at,
        size=capture.size,
        format=hints.get("format", ""),
        file=file_name(capture),
        source=hints.get("source", ""),
        capture=capture.id,
        chosen=bool(hints.get("chosen")),
    )
