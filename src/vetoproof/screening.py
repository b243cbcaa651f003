"""A whole file of customers screened: all cores, constant memory, and a stop at any moment costs a batch or two.

Batches of hits are written as shards, each by an atomic rename into a folder named by what the run is made from; the same
command run again finds them and goes on where it stopped. At the end they become one file and are removed.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.batch import cut, over
from vetoproof.customers import Customer, customers
from vetoproof.model import encode
from vetoproof.name_index import opened
from vetoproof.screen.lists.outcome import ListError, RejectedRow

if TYPE_CHECKING:
    from vetoproof.screen.screener import Screener
    from vetoproof.screen.settings import Settings

BATCH = 2_000
"""Customers in one batch: about a second of one core."""

ENDINGS = (".parquet", ".csv", ".jsonl")

Progress = Callable[[int, int, str], None]


class Screened(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: customers asked, those with at least one match, hits written (near misses included), rows rejected
    by reason, with the place of the first of each."""

    customers: int = 0
    alerted: int = 0
    hits: int = 0
    rejected: dict[str, int] = {}
    examples: dict[str, str] = {}


class Job(NamedTuple):
    """One batch: the customers, and the shard that their hits go to."""

    some: list[Customer]
    shard: Path


class Counts(NamedTuple):
    """What came of one batch."""

    shard: Path
    customers: int
    alerted: int
    hits: int


def screen_file(
    path: Path, out: Path, index: Path, *, settings: Settings | None = None, named: Mapping[str, str] | None = None,
    workers: int | None = None, progress: Progress | None = None,
) -> Screened:  # fmt: skip
    """Screens every row of `path` against the index and writes the hits to `out` (.parquet, .csv or .jsonl).

    Raises ListError where the input is no table with names or the output cannot be written so.
    """
    if out.suffix.lower() not in ENDINGS:
        raise ListError(f"{out.name}: hits are written as {', '.join(ENDINGS)}; give the output one of these endings.")
    if out.resolve() == path.resolve():
        raise ListError(f"{out.name} is the input as well: give the output another name.")
    made_from = encode([index.name, list(settings or ()), dict(named or {}), path.stat().st_size, path.stat().st_mtime_ns])
    shards = out.with_name(f"{out.name}.{hashlib.sha256(made_from).hexdigest()[:12]}.shards")
    shards.mkdir(parents=True, exist_ok=True)
    rejected: dict[str, int] = {}
    examples: dict[str, str] = {}
    jobs = _jobs(path, named, shards, rejected, examples)
    done: list[Counts] = []
    for counts in _done(partial(screen_batch, index, settings), jobs, workers or os.cpu_count() or 1):
        done.append(counts)
        if progress is not None:
            asked = sum(c.customers for c in done)
            progress(asked, 0, f"{sum(c.hits for c in done)} hits")
    _together([c.shard for c in done if c.hits], out)
    shutil.rmtree(shards)
    return Screened(
        customers=sum(c.customers for c in done), alerted=sum(c.alerted for c in done), hits=sum(c.hits for c in done),
        rejected=rejected, examples=examples,
    )  # fmt: skip


def _done(work: Callable[[Job], Counts], jobs: Iterator[Job], workers: int) -> Iterator[Counts]:
    if workers == 1:
        yield from over(work, jobs, None)
        return
    # Workers start afresh: forking a process that has threads, as Polars has, can hang it.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from over(work, jobs, pool, ahead=2 * workers)


def _jobs(
    path: Path, named: Mapping[str, str] | None, shards: Path, rejected: dict[str, int], examples: dict[str, str]
) -> Iterator[Job]:
    def good() -> Iterator[Customer]:
        for row in customers(path, named):
            if isinstance(row, RejectedRow):
                rejected[row.reason] = rejected.get(row.reason, 0) + 1
                examples.setdefault(row.reason, row.where)
            else:
                yield row

    for at, some in enumerate(cut(good(), BATCH)):
        yield Job(some, shards / f"{at:07d}.parquet")


@lru_cache(maxsize=1)
def _screener(index: Path) -> Screener:
    """A worker's screener, opened for its first batch and kept for the next."""
    return opened(index)[0]


def screen_batch(index: Path, settings: Settings | None, job: Job) -> Counts:
    """Screens one batch into its shard; a shard that is there already is only counted."""
    import polars as pl

    if not job.shard.is_file():
        screener = _screener(index)
        chosen = settings or screener.settings
        rows = [
            (customer.where, customer.query.id, customer.query.text, m.list, m.id, m.schema, m.name, m.score,
             m.likelihood_ratio, m.match, "; ".join(m.explanation))
            for customer in job.some for m in screener.screen(customer.query, chosen)
        ]  # fmt: skip
        half = job.shard.with_suffix(".half")
        pl.DataFrame(rows, schema=COLUMNS, orient="row").write_parquet(half)
        os.replace(half, job.shard)
    shard = pl.scan_parquet(job.shard)
    alerted = shard.filter("match").select(pl.col("row").n_unique()).collect().item()
    return Counts(job.shard, len(job.some), alerted, shard.select(pl.len()).collect().item())


COLUMNS = ["row", "id", "query", "list", "entry", "schema", "name", "score", "likelihood_ratio", "match", "explanation"]


def _together(shards: list[Path], out: Path) -> None:
    """All shards, in order, as one file, written whole or not at all."""
    import polars as pl

    half = out.with_name(out.name + ".half")
    frame = pl.scan_parquet(shards) if shards else pl.LazyFrame(schema=dict.fromkeys(COLUMNS, pl.String))
    if out.suffix.lower() == ".parquet":
        frame.sink_parquet(half)
    elif out.suffix.lower() == ".csv":
        frame.sink_csv(half)
    else:
        frame.sink_ndjson(half)
    os.replace(half, out)
