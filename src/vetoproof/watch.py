"""A watch, and the whole pipeline in one screen: gather, examine, analyze, report.

    with Watch.open(folder) as watch:
        watch.gather([])                 world -> captures
        watch.examine()                  captures -> readings (documents and their claims)
        reader = watch.record(as_of)     readings -> record (events, origins, grades, paragraphs)
        watch.report(reader)             record -> people

Everything before the record is evidence and is appended; the record is computed and can be thrown away.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import msgspec

from vetoproof import __version__, config
from vetoproof.config import Config, WatchError
from vetoproof.model import Capture, Decision, Listing, Reading, Reply

if TYPE_CHECKING:
    from vetoproof.analyze.diff import Difference
    from vetoproof.gather.summary import Summary
    from vetoproof.ledger import Ledger, Verdict
    from vetoproof.list_intake import Intake, Intaking
    from vetoproof.list_proofs import ListProof
    from vetoproof.ownership_intake import OwnershipIntake
    from vetoproof.packs.pack import Pack
    from vetoproof.reading_room import Audience, Basis, ReadingRoom
    from vetoproof.screen.version import Version
    from vetoproof.ship_intake import ShipIntake
    from vetoproof.versions import Versions

T = TypeVar("T")
Progress = Callable[[int, int, str], None]
TOOL = f"vetoproof {__version__}"
BATCH = 32
"""Readings appended in one transaction: what a kill -9 can cost, some seconds of reading."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EXAMPLES = 3
"""Addresses named for each reason why a document gave no reading."""


class ReadSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What an examination did. `refused`: documents that gave no reading, by reason, `examples`: a few of them;
    `dropped`: parts not kept, by reason."""

    documents: int = 0
    claims: int = 0
    out_of_scope: int = 0
    refused: dict[str, int] = {}
    examples: dict[str, tuple[str, ...]] = {}
    dropped: dict[str, int] = {}

    @property
    def failed(self) -> int:
        """Documents that could not be read at all. Those set aside as irrelevant are no failures."""
        return sum(n for reason, n in self.refused.items() if not reason.startswith("set aside"))


class Watch:
    """An open watch: its settings, pack and ledger. Use it as a context manager."""

    def __init__(self, folder: Path, settings: Config, ledger: Ledger) -> None:
        self.folder = folder
        self.config = settings
        self.ledger = ledger

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the watch in `folder`; its ledger is made at the first opening. Raises WatchError, LedgerError."""
        from vetoproof.ledger import Ledger, NoLedger

        settings = config.read(folder)
        place = folder / settings.ledger
        try:
            return cls(folder, settings, Ledger.open(place))
        except NoLedger:
            return cls(folder, settings, Ledger.create(place))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ledger.close()

    @cached_property
    def pack(self) -> Pack:
        """The regime pack; a path in watch.toml is relative to the watch."""
        from vetoproof.packs.pack import load, shipped

        name = self.config.regime
        return load(name if name in shipped() else self.folder / name)

    def gather(self, paths: Sequence[Path] = (), progress: Progress | None = None) -> Summary:
        """World to captures: the given paths, or the inputs of watch.toml."""
        from vetoproof.gather.gathering import gather

        chosen = list(paths) or [self.folder / name for name in self.config.inputs]
        run = self.ledger.begin("gather", TOOL)
        summary = gather(chosen, self.ledger, run, clock=lambda: datetime.now(UTC), progress=progress)
        self.ledger.seal(run)
        return summary

    def gather_lists(self, progress: Progress | None = None) -> tuple[Intake | OwnershipIntake, ...]:
        """The lists and ownership files that watch.toml names, into the ledger. Raises ListFileError, WatchError."""
        from contextlib import closing

        from vetoproof.ownership_intake import take

        done: list[Intake | OwnershipIntake] = []
        if self.config.lists:
            with closing(self.take_lists()) as run:
                done += run.update(list(self.config.lists), self.config, False, progress)
        if self.config.ownership:
            done += take([self.folder / name for name in self.config.ownership], self.ledger)
        return tuple(done)

    def gather_ships(self, progress: Progress | None = None) -> tuple[ShipIntake, ...]:
        """The sightings and positions that watch.toml names, into the ledger, and the events in them computed, which may take
        minutes. Raises ListFileError, WatchError."""
        from vetoproof.held_ships import HeldShips
        from vetoproof.shelf import code_digest
        from vetoproof.ship_intake import PLACES, Meant, how, newest, take, with_unwatched

        settings = self.config
        meant = [Meant(name, self.folder / name, "places") for name in ([settings.places] if settings.places else [])]
        meant += [Meant(name, self.folder / name, "sightings") for name in settings.sightings]
        meant += [Meant(one.path, self.folder / one.path, "track", how(one)) for one in settings.track_files()]
        done = take(meant, self.ledger, progress) if meant else ()
        refused = next((one for one in done if one.kind == "places" and one.outcome == "refused"), None)
        if refused is not None and not newest(self.ledger, PLACES):
            # Nothing was looked at before, and without its places nothing can be now.
            raise WatchError(f"{refused.file}: the table of places is refused: {refused.reason}. Mend it, and run again.")
        held = HeldShips(self.folder, self.config, self.ledger, code_digest()).tables(progress)
        return with_unwatched(done, held.unwatched() if held else {})

    def examine(self, progress: Progress | None = None) -> ReadSummary:
        """Captures to readings: everything that this reader with this pack has not read yet."""
        from vetoproof.examine.captures import Examiner
        from vetoproof.gather.lists import COLLECTOR as LISTS
        from vetoproof.ownership_intake import COLLECTOR as OWNERSHIP
        from vetoproof.ship_intake import COLLECTORS as SHIPS
        from vetoproof.tiers import TierError, extractor

        try:
            examiner = Examiner(extractor(self.config.tier, self.config.model), self.pack)
        except TierError as error:
            raise WatchError(f"{self.folder / config.FILE}: {error}") from error
        try:
            _ = examiner.name  # loads the model, whose version is part of the name
        except (OSError, ValueError, ImportError) as error:
            raise WatchError(
                f"{self.folder / config.FILE}: the model {self.config.model!r} could not be loaded ({error}). "
                "Install it, or take `model` out for the one that comes with the program."
            ) from error
        # A sanctions list is no document, nor is a table of owners or of ships: their rows are no claims of anybody's.
        tables = (LISTS, OWNERSHIP, *SHIPS.values())
        unread = self.ledger.unread(examiner.name, self.pack.digest)
        waiting = [capture for capture in unread if capture.collector not in tables]
        run = self.ledger.begin("examine", TOOL)
        done: list[ReadSummary] = []
        for batch in _batches(waiting, BATCH):
            read = examiner.examine((capture, self._bytes(capture)) for capture in batch)
            readings = [reading for parts in read for reading in parts]
            self.ledger.append(run, readings)
            done.append(_summary(readings))
            if progress is not None:
                progress(min(len(done) * BATCH, len(waiting)), len(waiting), batch[-1].address)
        self.ledger.seal(run)
        return _total(done)

    def _bytes(self, capture: Capture) -> bytes:
        return self.ledger.archive.get(capture.sha256) if capture.sha256 is not None else b""

    def record(self, as_of: str | None = None, basis: Basis = "published", audience: Audience = "public") -> ReadingRoom:
        """Readings to record, as of a date, for an audience. Only dossiers whose inputs changed are computed."""
        from vetoproof.reading_room import ReadingRoom

        _check_date(as_of)
        return ReadingRoom.build(self.folder, self.config, self.pack, self.ledger, as_of=as_of, basis=basis, audience=audience)

    def diff(self, earlier: str, later: str | None) -> Difference:
        """What changed between the records as of two dates. Raises WatchError where the later comes before the earlier."""
        from vetoproof.analyze.diff import diff

        _check_date(earlier)
        _check_date(later)
        if later is not None and later < earlier:
            raise WatchError(f"--to {later} comes before --from {earlier}: give the earlier date to --from.")
        a, b = self.record(earlier), self.record(later)
        return diff(a.record(), a.open, b.record(), b.open)

    def report(self, reader: ReadingRoom, out: Path | None = None) -> Path:
        """Record to people: one HTML file. Gives its path."""
        from vetoproof.report.html import write

        as_of = reader.record().as_of
        place = out or self.folder / "report" / (f"report-{as_of}.html" if as_of else "report.html")
        place.parent.mkdir(parents=True, exist_ok=True)
        write(reader, place, generated=datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"))
        return place

    def verify(self, published: Iterable[str] = ()) -> Verdict:
        """Recompute the ledger's hashes and name what was touched; then the record, against what the cache says of it.

        `published` are heads that were made known elsewhere, as SIZE:ROOT; the root may be shortened. The record is computed
        only from a ledger that agrees with itself. What the cache holds of other dates is not checked but thrown away.
        """
        from vetoproof.ledger import verify
        from vetoproof.recheck import recheck

        verdict = verify(self.ledger, [head_of(text) for text in published])
        if not verdict.troubles:
            found = recheck(self.folder, self.config, self.ledger, lambda: self.pack)
            verdict = msgspec.structs.replace(verdict, troubles=found)
        return verdict

    @cached_property
    def versions(self) -> Versions:
        """The versions of the sanctions lists that the ledger holds."""
        from vetoproof.versions import Versions

        return Versions(self.ledger, self.folder / self.config.cache)

    def listings(self, on: str | None = None) -> Iterator[tuple[Version, Listing]]:
        """Every entry of the version of each list that counts on a day (ISO), or of the newest, list by list.

        Rows that were rejected are not among them: `versions.counts` has them. Raises WatchError for a date that is none.
        """
        for version in self.versions.on(on):
            for listing in self.versions.listings(version):
                yield version, listing

    def take_lists(self) -> Intaking:
        """A run that takes lists in: `add` and `update`, then `close`."""
        from vetoproof.list_intake import Intaking

        return Intaking(self.folder, self.ledger, self.versions)

    def listed(self, query: str, name: str, on: str, progress: Progress | None = None) -> ListProof:
        """Whether `query`, an id or a name as printed, was on the list `name` on the day `on` (ISO), with the proof."""
        from vetoproof.list_proofs import prove

        return prove(self.ledger, self.versions, query, name, on, progress)

    def append(self, word: Decision | Reply) -> None:
        """The only write from people: a decision or a reply."""
        run = self.ledger.begin(type(word).__name__.lower(), TOOL)
        self.ledger.append(run, [word])
        self.ledger.seal(run)

    def find(self, id: str, as_of: str | None = None) -> Any:
        """The one word whose id begins with `id`, or with what follows "claim:", "event:", "document:", "capture:" or
        "provision:". Without one of these an event comes before the claim that it is named after. Raises WatchError where
        there is none, or more than one.
        """
        found = self.record(as_of).find(id)
        if len(found) != 1:
            kinds = ", ".join(sorted(found)[:5])
            many = f"{len(found)} ids begin with {id!r} ({kinds} ...): give more of it."
            none = f"nothing here has an id that begins with {id!r}; `vetoproof record WATCH --json` prints the ids."
            raise WatchError(many if found else none)
        return next(iter(found.values()))


def create(folder: Path, regime: str) -> Path:
    """Make a new watch under a regime that can be loaded. Raises WatchError, PackError."""
    from vetoproof.packs.pack import load, shipped

    load(regime)
    # A path is kept as seen from the watch, which is where it will be looked for.
    named = regime if regime in shipped() else Path(os.path.relpath(regime, folder)).as_posix()
    return config.create(folder, named)


def copy_example(name: str, folder: Path) -> Path:
    """Copy an example watch that ships with the program into `folder`; what was computed there before is kept."""
    here = Path(__file__).parent
    shelves = (here / "examples", here.parents[1] / "examples")
    source = next((shelf / name for shelf in shelves if (shelf / name / config.FILE).is_file()), None)
    if source is None:
        raise WatchError(f"the example {name} is missing from this installation: install Vetoproof again")
    shutil.copytree(source, folder / name, dirs_exist_ok=True)
    return folder / name


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def _summary(readings: Sequence[Reading]) -> ReadSummary:
    refused: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    examples: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        for part in reading.rejected:
            if part.what == "document":
                refused[part.reason] += 1
                examples[part.reason] = (*examples.get(part.reason, ()), reading.document.url)[:EXAMPLES]
            else:
                dropped[part.reason] += 1
    claims = [claim for reading in readings for claim in reading.claims]
    return ReadSummary(
        documents=len(readings),
        claims=len(claims),
        out_of_scope=sum(claim.scope == "out" for claim in claims),
        refused=dict(refused),
        examples=examples,
        dropped=dict(dropped),
    )


def _total(parts: Sequence[ReadSummary]) -> ReadSummary:
    refused: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    examples: dict[str, tuple[str, ...]] = {}
    for part in parts:
        refused.update(part.refused)
        dropped.update(part.dropped)
        for reason, urls in part.examples.items():
            examples[reason] = (*examples.get(reason, ()), *urls)[:EXAMPLES]
    return ReadSummary(
        documents=sum(p.documents for p in parts),
        claims=sum(p.claims for p in parts),
        out_of_scope=sum(p.out_of_scope for p in parts),
        refused=dict(sorted(refused.items())),
        examples=examples,
        dropped=dict(sorted(dropped.items())),
    )


def head_of(text: str) -> tuple[int, str]:
    """A head that was published, from SIZE:ROOT; the root may be shortened. Raises WatchError."""
    found = re.fullmatch(r"\s*(\d{1,18})\s*[:,]\s*([0-9a-fA-F]{16,64})\s*", text)
    if found is None:
        what = "its number of items, a colon and at least 16 letters of its root, such as 204:13d66c811dd73fe2"
        raise WatchError(f"{text!r} is no head: write {what}.")
    return int(found[1]), found[2].lower()


def _check_date(as_of: str | None) -> None:
    if as_of is None:
        return
    # A pattern first: strptime takes "2024-2-5", and fromisoformat "20240205", which sort among the others as text does.
    try:
        if not _DAY.fullmatch(as_of):
            raise ValueError(as_of)
        date.fromisoformat(as_of)
    except ValueError:
        raise WatchError(f"{as_of!r} is no date: write it as YEAR-MONTH-DAY, such as 2024-10-08.") from None
