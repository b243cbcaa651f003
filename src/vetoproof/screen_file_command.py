"""What `vetoproof screen --file` checks before anything is read, and what it says of what came."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from vetoproof.customer_columns import Columns, ours_of
from vetoproof.screen.lists.outcome import ListError
from vetoproof.terminal import bar, fail

if TYPE_CHECKING:
    from vetoproof.name_index import About
    from vetoproof.screen.settings import Settings
    from vetoproof.screening import Screened, Tally
    from vetoproof.screening_desk import Lists


class AskedFile(NamedTuple):
    """A table of customers, as asked for and checked."""

    file: Path
    out: Path
    named: dict[str, tuple[str, ...]]
    encoding: str | None
    since: Path | None
    columns: Columns


def asked_file(file: Path, out: Path | None, column: Sequence[str], encoding: str | None, since: Path | None) -> AskedFile:
    """The file, if it can be screened as asked: lists are read only then. Raises ListError, OSError."""
    from vetoproof.customers import columns
    from vetoproof.screening import check_paths

    if out is None:
        fail("--file needs -o: where the hits go, such as -o hits.parquet.")
    named: dict[str, tuple[str, ...]] = {}
    for text in column:
        ours, equals, theirs = text.partition("=")
        if not equals or not theirs.strip():
            fail("write --column as OURS=THEIRS, such as --column name=Kunde.")
        ours = ours_of(ours.strip())
        named[ours] = (*named.get(ours, ()), theirs)
    check_paths(file, out, since)
    if encoding is not None:
        _check_encoding(encoding)
    if since is not None:
        from vetoproof.hits_since import read

        next(read(since), None)
    return AskedFile(file, out, named, encoding, since, columns(file, named, encoding))


def _check_encoding(encoding: str) -> None:
    from vetoproof.customers import ENCODINGS

    try:
        "".encode(encoding)
    except (LookupError, UnicodeError):
        raise ListError(f"No encoding of text is called {encoding!r}: give one such as {ENCODINGS}.") from None


def screen_customers(
    asked: AskedFile, index: Path, settings: Settings, near: bool, workers: int | None, lists: Lists, about: Sequence[About], *,
    json: bool = False,
) -> int:  # fmt: skip
    """Screens the file and says what came of it; the exit status."""
    from vetoproof.screen_command import not_asked_lines
    from vetoproof.screening import Decided, screen_file

    name = asked.file.name
    _said(name, asked.columns.text)
    with bar("Screening") as progress:
        done = screen_file(
            asked.file, asked.out, index, settings=settings, named=asked.named, near=near, workers=workers, progress=progress,
            decided=Decided(lists.decisions, lists.decided, lists.days), encoding=asked.encoding, since=asked.since,
        )  # fmt: skip
    for reason, n, first in _counted(done.rejected):
        _said(name, f"{_number(n, 'row', 'rows')} not screened ({reason}; first at {first})")
    for reason, n, first in _counted(done.uncertain):
        _said(name, f"{_number(n, 'row', 'rows')} screened with {reason} (first at {first})")
    for reason, n, first in _counted(done.doubts):
        _said(name, f"{_number(n, 'time', 'times')} {reason} (first at {first})")
    if json:
        _print(asked, done, settings, lists, about)
    else:
        for line in (*_summary(asked, done, near, settings), *not_asked_lines(lists.not_asked, lists.on)):
            typer.echo(line)
    return 1 if done.rejected.numbers or done.uncertain.numbers else 0


def _said(name: str, what: str) -> None:
    typer.echo(f"vetoproof: {name}: {what}", err=True)


def _summary(asked: AskedFile, done: Screened, near: bool, settings: Settings) -> Iterator[str]:
    matches = _number(done.matches, "match", "matches")
    below = f" and {_number(done.hits - done.matches, 'near miss', 'near misses')}" if near else ""
    people = _number(done.customers, "customer", "customers")
    yield f"{people} screened, {done.alerted:,} of them with {matches}{below}: {asked.out}"
    if asked.since is not None:
        yield f"Since {asked.since}: {', '.join(f'{n:,} {what}' for what, n in done.since.items())}."
    if done.cut:
        have = "1 customer has" if done.cut == 1 else f"{done.cut:,} customers have"
        what = "matches and near misses" if near else "matches"
        yield f"{have} more {what} than the {settings.limit} that --limit allows: the rest is not in the file (--limit N)"


def _print(asked: AskedFile, done: Screened, settings: Settings, lists: Lists, about: Sequence[About]) -> None:
    from vetoproof.model import encode
    from vetoproof.screen_command import lists_told

    told: dict[str, Any] = {
        "file": str(asked.file), "out": str(asked.out), "customers": done.customers, "alerted": done.alerted,
        "matches": done.matches, "hits": done.hits, "cut": done.cut,
        "columns": {"read": asked.columns.read, "not_read": asked.columns.unread},
        "rejected": _tallied(done.rejected), "uncertain": _tallied(done.uncertain), "doubts": _tallied(done.doubts),
        "since": {"file": str(asked.since)} | done.since if asked.since is not None else None,
        "lists": lists_told(about), "prior": settings.prior, "threshold": settings.threshold, "not_asked": lists.not_asked,
    }  # fmt: skip
    sys.stdout.buffer.write(encode(told) + b"\n")
    sys.stdout.buffer.flush()


def _tallied(tally: Tally) -> list[dict[str, Any]]:
    return [{"reason": reason, "number": n, "first": first} for reason, n, first in _counted(tally)]


def _counted(tally: Tally) -> list[tuple[str, int, str]]:
    return [(reason, n, tally.examples[reason]) for reason, n in sorted(tally.numbers.items())]


def _number(n: int, one: str, more: str) -> str:
    return f"1 {one}" if n == 1 else f"{n:,} {more}"
