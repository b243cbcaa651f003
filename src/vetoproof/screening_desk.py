"""Where a screening's lists come from (files, folders, or a watch), and what was decided before on the same alerts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.model import Answer, Identifier, Listing, ListLine, Query
from vetoproof.name_index import About, Source, file_source
from vetoproof.screen.dispositions import Dispositions
from vetoproof.screen.lists.outcome import ListError
from vetoproof.screen.settings import Settings

if TYPE_CHECKING:
    from vetoproof.screen.screener import Screener
    from vetoproof.watch import Watch

ENDINGS = (".xml", ".csv", ".json", ".jsonl", ".ftm", ".txt")
"""Endings by which files of lists are taken from a folder."""

EMPTY = Dispositions(())


class Lists(NamedTuple):
    """Lists to screen against: their versions, where their index is kept (None: the user's cache), earlier decisions."""

    sources: list[Source]
    folder: Path | None = None
    decisions: Dispositions = EMPTY


@contextmanager
def lists_of(paths: Sequence[Path], watch: Path | None, on: str | None) -> Iterator[Lists]:
    """The lists named on a command line. Raises ListError where there are none, WatchError, OSError."""
    files = [file_source(file) for path in paths for file in _files(path)]
    if watch is None:
        if on is not None:
            raise ListError("--on needs a watch, which keeps the versions of lists: give --watch WATCH as well.")
        if not files:
            raise ListError("No lists to screen against: name files with --lists FILE..., or a watch with --watch WATCH.")
        yield Lists(files)
        return
    from vetoproof.watch import Watch

    with Watch.open(watch) as house:
        held = watch_sources(house, on)
        if not held and not files:
            when = f" on {on}" if on else ""
            raise ListError(f"{watch} holds no list{when}: `vetoproof lists add {watch} FILE` takes one in.")
        yield Lists([*held, *files], house.folder / house.config.cache, Dispositions(house.ledger.decisions(), on))


def watch_sources(house: Watch, on: str | None = None) -> list[Source]:
    """The version of each list of a watch that counts on a day, or the newest."""
    opened = house.versions.open
    return [Source(v.file, v.sha256, v.size, partial(opened, v)) for v in house.versions.on(on)]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in ENDINGS)
    if not found:
        raise ListError(f"{path} holds no list: files are taken by their endings, {', '.join(ENDINGS)}.")
    return found


def query_of(
    name: str, schema: str, imo: Sequence[str], identifiers: Sequence[str], birth_dates: Sequence[str],
    countries: Sequence[str], gender: str,
) -> Query:  # fmt: skip
    """A query as typed on a command line. Raises ListError for a number without its kind."""
    numbers = [Identifier(kind="imo", value=value) for value in imo]
    for text in identifiers:
        kind, colon, value = text.partition(":")
        if not colon or not value.strip():
            raise ListError(f"{text!r}: write an identifier as KIND:VALUE, such as inn:7704730655.")
        numbers.append(Identifier(kind=kind.strip().lower(), value=value.strip()))
    return Query(
        names=(name,) if name else (), schema=schema or ("Vessel" if imo else ""), birth_dates=tuple(birth_dates),
        countries=tuple(countries), gender=gender, identifiers=tuple(numbers),
    )  # fmt: skip


class Desk:
    """Lists to screen against (`model.Screening`); honours what was decided on the same question and entry before."""

    def __init__(self, screener: Screener, about: Sequence[About], decisions: Dispositions = EMPTY) -> None:
        self._screener = screener
        self._about = tuple(about)
        self._decisions = decisions

    def lists(self) -> tuple[ListLine, ...]:
        """The versions of lists that are asked."""
        return tuple(
            ListLine(names=a.lists, file=a.name, sha256=a.sha256, edition=a.edition, entries=a.entries, rejected=a.rejected)
            for a in self._about
        )

    def answers(
        self, query: Query, *, prior: float | None = None, threshold: float | None = None, floor: float | None = None,
        limit: int = 10, lists: frozenset[str] = frozenset(),
    ) -> list[Answer]:  # fmt: skip
        """Matches and near misses, the likeliest first; a match that a person called false is none any more."""
        usual = self._screener.settings
        settings = Settings(
            prior=usual.prior if prior is None else prior, threshold=usual.threshold if threshold is None else threshold,
            floor=usual.floor if floor is None else floor, limit=limit, lists=lists,
        )  # fmt: skip
        return [
            Answer(match=self._decisions.apply(match, query, entry), entry=entry)
            for match, entry in self._screener.answers(query, settings)
        ]

    def entry(self, list: str, id: str) -> Listing | None:
        """One entry by its list and the list's own id."""
        return self._screener.entry(list, id)
