"""A whole file of customers screened: all cores, constant memory, and a stop at any moment costs a batch or two.

The hits of a batch are written as a shard, by an atomic rename into a folder named by what the run is made from; the same
command run again finds the shards and goes on where it stopped. At the end they become one file and are removed.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof import hits
from vetoproof.batch import cut, over
from vetoproof.customers import Customer, Named, columns, customers
from vetoproof.hits import Hit
from vetoproof.hits_since import Gone, Since, counted
from vetoproof.model import encode, identity
from vetoproof.name_index import About, check_regular, opened
from vetoproof.screen.dispositions import Dispositions
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.party import identifying
from vetoproof.screening_desk import EMPTY, MOST, Doubts, dated, editions

if TYPE_CHECKING:
    from vetoproof.model import Query
    from vetoproof.screen.screener import Screener
    from vetoproof.screen.settings import Settings

BATCH = 2_000
"""Customers in one batch: about a second of one core."""

NEAR = 0.6
"""Where matches only are wanted, entries are looked for from this share of the threshold upward: near the threshold the order
in which candidates are compared is not that of their scores."""

Progress = Callable[[int, int, str], None]


class Decided(NamedTuple):
    """What people said: on alerts before, with a hash of it, and of editions that lists do not print (`Lists.days`)."""

    decisions: Dispositions = EMPTY
    digest: str = ""
    days: Mapping[str, str] = {}


NOTHING = Decided()


class Tally(msgspec.Struct):
    """What is counted by reason, with the place of the first of each."""

    numbers: dict[str, int] = {}
    examples: dict[str, str] = {}

    def add(self, reason: str, where: str, number: int = 1) -> None:
        """Counts some more."""
        self.numbers[reason] = self.numbers.get(reason, 0) + number
        self.examples.setdefault(reason, where)

    def join(self, other: Tally) -> None:
        """Counts what was counted elsewhere, after this."""
        for reason, number in other.numbers.items():
            self.add(reason, other.examples[reason], number)


class Screened(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: customers asked, those with at least one match, matches, hits written (near misses included where they
    were wanted), customers with more of them than `limit`, beyond which none is written; rows rejected, rows screened of whose
    names it is not certain what they are, and what of others was not understood, by reason; how many hits are new, changed, the
    same and gone, where an earlier run was named."""

    customers: int
    alerted: int
    matches: int
    hits: int
    cut: int
    rejected: Tally
    uncertain: Tally
    doubts: Tally
    since: dict[str, int] = {}


class Shard(msgspec.Struct, frozen=True):
    """What came of one batch."""

    customers: int
    alerted: int
    matches: int
    cut: int
    uncertain: Tally
    doubts: Tally
    hits: list[Hit]


class Job(NamedTuple):
    """One batch: the customers, and the shard that their hits go to."""

    some: list[Customer]
    shard: Path


class Counts(NamedTuple):
    """The numbers of one shard."""

    shard: Path
    customers: int
    alerted: int
    matches: int
    hits: int
    cut: int
    uncertain: Tally
    doubts: Tally


def check_paths(path: Path, out: Path, since: Path | None = None) -> None:
    """Raises ListError where a file of customers cannot be screened to `out`, or not told from the run `since`; OSError."""
    hits.check_ending(out)
    check_regular(path)
    for one, what in ((path, "the input"), (since, "the earlier run")):
        if one is not None and (out.resolve() == one.resolve() or (out.exists() and out.samefile(one))):
            raise ListError(f"{out.name} is {what} as well: give the output another name.")


def screen_file(
    path: Path, out: Path, index: Path, *, settings: Settings | None = None, named: Named | None = None,
    near: bool = False, decided: Decided = NOTHING, workers: int | None = None, progress: Progress | None = None,
    encoding: str | None = None, since: Path | None = None,
) -> Screened:  # fmt: skip
    """Screens every row of `path` against the index and writes the matches to `out` (.parquet, .csv or .jsonl); with `near`
    also what is shown below the threshold. `named` maps our columns to the file's, `encoding` is that of a CSV file that is not
    in UTF-8. Decisions on earlier alerts are honoured. With `since`, the output of an earlier run, each hit says whether it is
    new, and those that are gone are written as well.

    Raises ListError where the input is no table with names or the output cannot be written so.
    """
    check_paths(path, out, since)
    columns(path, named, encoding)
    chosen = asked(settings or opened(index)[0].settings._replace(limit=MOST), near)
    shards = out.with_name(f"{out.name}.{_made_from(path, index, chosen, named or {}, encoding, near, decided)[:12]}.shards")
    rejected, uncertain, doubts = Tally(), Tally(), Tally()
    before = Since(since, near) if since is not None else None
    jobs = _jobs(customers(path, named, encoding), shards, rejected, before)
    first = list(islice(jobs, 2))
    shards.mkdir(parents=True, exist_ok=True)
    done: list[Counts] = []
    people, found, total = 0, 0, _lines(path) if progress is not None else 0
    if len(first) > 1:
        # Compiled here once, where that was never done, before each worker would do it for itself.
        opened(index)[0].hasten()
    work, several = partial(screen_batch, index, chosen, near, decided), len(first) > 1
    for counts in _done(work, chain(first, jobs), (workers or cores()) if several else 1):
        done.append(counts)
        people, found = people + counts.customers, found + counts.matches
        doubts.join(counts.doubts)
        uncertain.join(counts.uncertain)
        if progress is not None:
            progress(people, max(total, people), f"{found:,} matches")
    every = (hit for counts in done if counts.hits for hit in _shard(counts.shard).hits)
    if before is None:
        hits.write(every, out, shards)
    else:
        gone = before.gone(Missing(index, chosen, decided).why)
        hits.write(chain(map(before.told, every), gone), out, shards, hits.SINCE)
    for folder in out.parent.glob(f"{_literal(out.name)}.{12 * '[0-9a-f]'}.shards"):
        # Those of runs with other settings, lists or input, which were stopped, are of no use any more.
        shutil.rmtree(folder)
    return Screened(
        customers=people, alerted=sum(c.alerted for c in done), matches=found, hits=sum(c.hits for c in done),
        cut=sum(c.cut for c in done), rejected=rejected, uncertain=uncertain, doubts=doubts,
        since=dict(counted(before.counts)) if before is not None else {},
    )  # fmt: skip


def asked(settings: Settings, near: bool) -> Settings:
    """The settings of a run over a file: where near misses are not wanted, they are not looked for either."""
    return settings if near else settings._replace(floor=max(settings.floor, NEAR * settings.threshold))


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _made_from(
    path: Path, index: Path, settings: Settings, named: Named, encoding: str | None, near: bool, decided: Decided
) -> str:  # fmt: skip
    """A hash of all that a shard's bytes follow from."""
    told = path.stat()
    how = [sorted(value) if isinstance(value, frozenset) else value for value in settings]
    said = [decided.digest, dict(decided.days), hits.COLUMNS]
    what = [
        f"{index.parent.name}/{index.name}",
        how,
        dict(named),
        encoding,
        near,
        *said,
        BATCH,
        str(path.resolve()),
        told.st_size,
    ]
    return hashlib.sha256(encode([*what, told.st_mtime_ns])).hexdigest()


def _lines(path: Path) -> int:
    """About how many rows there are, for the bar: lines of text, rows of Parquet."""
    if path.suffix.lower() in (".parquet", ".pq"):
        import polars as pl

        return int(pl.scan_parquet(path).select(pl.len()).collect().item())
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(partial(file.read, 1 << 20), b""))


def _literal(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _done(work: Callable[[Job], Counts], jobs: Iterable[Job], workers: int) -> Iterator[Counts]:
    if workers == 1:
        yield from over(work, jobs, None)
        return
    # Workers start afresh: forking a process that has threads, as Polars has, can hang it.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=fresh, initializer=_follow_parent) as pool:
        try:
            yield from over(work, jobs, pool, ahead=2 * workers)
        except BrokenProcessPool as error:
            raise ListError(
                "A worker process was ended from outside, as systems do when memory runs out. What was finished is kept: "
                "run the same command again, with fewer --workers."
            ) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _follow_parent() -> None:
    """Ctrl-C is for the parent, which ends its workers; and where the parent was killed, nobody else would end them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _jobs(rows: Iterable[Customer | RejectedRow], shards: Path, rejected: Tally, before: Since | None) -> Iterator[Job]:
    def good() -> Iterator[Customer]:
        for row in rows:
            if isinstance(row, RejectedRow):
                rejected.add(row.reason, row.where)
                continue
            if before is not None:
                before.screened(row.where, row.query)
            yield row

    for at, some in enumerate(cut(good(), BATCH)):
        yield Job(some, shards / f"{at:07d}.shard")


class Missing(NamedTuple):
    """Says why a hit of an earlier run is none now, by asking once more."""

    place: Path
    settings: Settings
    decided: Decided

    def why(self, row: dict[str, str], query: Query | None) -> Gone:
        """The reason, and where the entry is still found, its score now."""
        screener, doubts, about = _screener(self.place)
        if query is None:
            return Gone("the customer was not screened")
        if row["list"] not in {name for one in about for name in one.lists}:
            return Gone("the list was not asked")
        entry = screener.entry(row["list"], row["entry"])
        if entry is None:
            return Gone("no longer on the list")
        every = self.settings._replace(floor=1e-9, limit=10_000)
        found = [m for m, _ in doubts.answers(screener, query, every) if (m.list, m.id) == (row["list"], row["entry"])]
        if not found:
            return Gone("its name is compared no more")
        match = self.decided.decisions.apply(found[0], query, entry, row=True)
        if match.match:
            return Gone(f"a match beyond the {self.settings.limit} that --limit allows", match.score, match.disposition)
        why = "decided" if match.score >= self.settings.threshold else f"scores {match.score} now"
        return Gone(why, match.score, match.disposition)


@lru_cache(maxsize=1)
def _screener(index: Path) -> tuple[Screener, Doubts, list[About]]:
    """A worker's screener, opened for its first batch and kept for the next."""
    screener, about = opened(index)
    return screener, Doubts(), about


def screen_batch(index: Path, settings: Settings, near: bool, decided: Decided, job: Job) -> Counts:
    """Screens one batch into its shard; one that is there already is only counted."""
    if job.shard.is_file():
        made = _shard(job.shard)
    else:
        screener, doubts, about = _screener(index)
        made = screened(screener, doubts, decided, settings, near, job.some, editions(dated(about, decided.days)))
        half = job.shard.with_suffix(f".{os.getpid()}.half")
        half.write_bytes(msgspec.msgpack.encode(made))
        os.replace(half, job.shard)
    number = len(made.hits)
    return Counts(job.shard, made.customers, made.alerted, made.matches, number, made.cut, made.uncertain, made.doubts)


def screened(
    screener: Screener, doubts: Doubts, decided: Decided, settings: Settings, near: bool, some: list[Customer],
    days: Mapping[str, str],
) -> Shard:  # fmt: skip
    """Customers screened one after the other. `days` are the lists' editions."""
    found: list[Hit] = []
    alerted = matches = full = 0
    tally, uncertain = Tally(), Tally()
    for customer in some:
        query = customer.query
        # One more than is kept: only so can it be said whether any was left out.
        every = doubts.answers(screener, query, settings._replace(limit=settings.limit + 1))
        answers = [(decided.decisions.apply(m, query, entry, row=True), entry) for m, entry in every]
        wanted = [(m, entry) for m, entry in answers if near or m.match]
        kept = wanted[: settings.limit]
        found += [
            Hit(customer.where, query.id, query.text, m.list, m.id, m.schema, m.name, m.score, m.likelihood_ratio, m.match,
                m.explanation, m.disposition, entry.birth_dates, entry.programmes, entry.listed_on or "",
                days.get(m.list, ""), identity("entry", identifying(entry))[:16])
            for m, entry in kept
        ]  # fmt: skip
        good = sum(m.match for m, _ in kept)
        alerted, matches, full = alerted + bool(good), matches + good, full + (len(wanted) > settings.limit)
        if customer.uncertain:
            uncertain.add(customer.uncertain, f"{customer.where}: {query.text[:40]!r}")
        elif customer.repaired:
            tally.add("bytes that are no text of the file's encoding, read otherwise", f"{customer.where}: {query.text[:40]!r}")
        if customer.unknown:
            tally.add("kind of party not known, screened as any", f"{customer.where}: {customer.unknown[:40]!r}")
        for reason, value in doubts.of(query):
            tally.add(reason, f"{customer.where}: {value[:40]!r}")
    return Shard(len(some), alerted, matches, full, uncertain, tally, found)


def _shard(place: Path) -> Shard:
    return msgspec.msgpack.decode(place.read_bytes(), type=Shard)
