"""`vetoproof screen`: a name, a ship or a file of customers against sanctions lists, with or without a watch."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from vetoproof.terminal import errors, fail

if TYPE_CHECKING:
    from vetoproof.model import Answer, Listing, Match, Query
    from vetoproof.name_index import About
    from vetoproof.screen.settings import Settings

EPILOG = (
    'Examples: vetoproof screen "FULL NAME" --lists un.xml sdn.csv; vetoproof screen "SHIP" --imo 8517839 --watch my-watch; '
    "vetoproof screen --file customers.csv -o hits.parquet --lists un.xml"
)

NEAR = 3
"""Near misses shown of one query, where --limit says nothing."""

INDENT = 17
"""Columns before a name in an answer: "  0.9987  match  "."""


class SeveralFiles(TyperCommand):
    """Lets one `--lists` take several files, as shells expand them: `--lists lists/*.xml`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments, `--lists` repeated before each of its files."""
        return super().parse_args(ctx, list(_spread(args)))


def _spread(args: Sequence[str]) -> Iterator[str]:
    taking = False
    for at, arg in enumerate(args):
        if arg == "--lists":
            taking = True
        elif taking and not arg.startswith("-"):
            yield from ("--lists", arg)
        else:
            taking = False
            yield arg
            if arg == "--":
                yield from args[at + 1 :]
                return


def screen(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names to screen, each a query of its own.", metavar="NAME...")
    ] = None,
    lists: Annotated[
        list[Path] | None, typer.Option("--lists", help="Files of lists, or folders of them.", metavar="FILE...")
    ] = None,
    watch: Annotated[Path | None, typer.Option("--watch", help="Take the lists, and earlier decisions, of a watch.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="With --watch: the lists as of that day.")] = None,
    imo: Annotated[list[str] | None, typer.Option("--imo", help="The ship's IMO number.")] = None,
    identifier: Annotated[
        list[str] | None,
        typer.Option(
            "--identifier", metavar="KIND:VALUE", help="Another number, such as inn:7704730655 or passport:PS927120050."
        ),
    ] = None,
    birth_date: Annotated[list[str] | None, typer.Option("--birth-date", help="Date or year of birth.")] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="Nationality, seat or flag: a name or code.")] = None,
    gender: Annotated[str, typer.Option("--gender", help="male or female.")] = "",
    schema: Annotated[str, typer.Option("--schema", help="Person, Company, Organization, LegalEntity or Vessel.")] = "",
    prior: Annotated[
        float | None,
        typer.Option("--prior", help="The chance, before looking, that the party is a given entry's. Default: 0.0001."),
    ] = None,
    threshold: Annotated[float | None, typer.Option("--threshold", help="The score from which a match is one.")] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", help="Entries for a query, at most. Default: 25, near misses 3.", min=1, max=10_000),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A table of customers: CSV or Parquet.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="With --file: where hits go (.parquet, .csv, .jsonl).")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="OURS=THEIRS", help="With --file: what a column is called there.")
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option("--encoding", metavar="NAME", help="With --file: how a CSV is encoded that is not UTF-8, as cp1251."),
    ] = None,
    since: Annotated[
        Path | None, typer.Option("--since", help="With --file: an earlier output; says which hits are new, changed, gone.")
    ] = None,
    near: Annotated[bool, typer.Option("--near", help="With --file: near misses as well, not only matches.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", help="With --file: processes. Default: one a core.", min=1, max=1024)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a query, or for a file.")] = False,
) -> None:
    """Screen names, ships or a file of customers against sanctions lists. Works without a watch."""
    from vetoproof.lists_opened import prepared
    from vetoproof.name_index import opened
    from vetoproof.screen_file_command import asked_file, screen_customers
    from vetoproof.screening_desk import MOST, Desk, editions, lists_of, query_of

    if bool(file) == bool(names or imo or identifier):
        fail("give names (or a number, such as --imo) or --file, and not both. `vetoproof screen --help` has examples.")
    if file is None and (out or column or near or workers or encoding or since):
        fail("-o, --column, --encoding, --since, --near and --workers go with --file.")
    if file is not None and (birth_date or country or gender or schema):
        fail("with --file, dates of birth, countries, sex and kind are columns of the table, and -o says what is written.")
    probable(prior, threshold)
    with errors():
        table = asked_file(file, out, column or [], encoding, since) if file is not None else None
        queries = [
            query_of(one, schema, imo or [], identifier or [], birth_date or [], country or [], gender)
            for one in ([[name] for name in names] if names else [[]])
        ]
        with lists_of(lists or [], watch, on) as chosen:
            index = prepared(chosen)
        screener, about = opened(index)
        about = chosen.dated(about)
        usual = screener.settings
        settings = usual._replace(
            prior=usual.prior if prior is None else prior,
            threshold=usual.threshold if threshold is None else threshold,
            limit=limit or MOST,
        )
        rejected_rows(about)
        if table is not None:
            raise typer.Exit(screen_customers(table, index, settings, near, workers, chosen, about, json=json))
        desk, days, alerts = Desk(screener, about, chosen.decisions), editions(about), []
        for query in queries:
            found = desk.answers(query, prior=settings.prior, threshold=settings.threshold, limit=settings.limit)
            alerts.append(any(answer.match.match for answer in found))
            told = desk.doubts(query)
            if json:
                _print_json(query, found, told, about, settings, chosen.not_asked)
            else:
                _echo(answer_lines(query, found, told, settings, limit or NEAR, days))
        if not json:
            _echo(summary_lines(alerts, about))
            _echo(not_asked_lines(chosen.not_asked, chosen.on))


command = typer.Typer(add_completion=False, rich_markup_mode=None)
command.command(cls=SeveralFiles, epilog=EPILOG)(screen)


def probable(prior: float | None, threshold: float | None) -> None:
    """Ends with a message where one of the two is given and is no probability."""
    for name, value, such_as in (("prior", prior, "0.0001"), ("threshold", threshold, "0.5")):
        if value is not None and not 0.0 < value < 1.0:
            fail(f"--{name} is a probability: a number between 0 and 1, such as {such_as}.")


def rejected_rows(about: Sequence[About]) -> None:
    """Says on standard error what of the lists could not be read: nothing is dropped in silence. Rows that are no listings
    (addresses, owners) are told apart from those that are broken."""
    from vetoproof.screen.lists.ftm import NOT_A_LISTING

    for one in about:
        others = {reason: n for reason, n in one.rejected.items() if reason.startswith(NOT_A_LISTING)}
        for reason, n in sorted(one.rejected.items()):
            if reason not in others:
                rows = "1 row is" if n == 1 else f"{n:,} rows are"
                typer.echo(
                    f"vetoproof: {one.name}: {rows} broken: no entry ({reason}; first at {one.examples[reason]})", err=True
                )
        if others:
            most = sorted(others, key=lambda reason: (-others[reason], reason))
            kinds = ", ".join(f"{reason.removeprefix(NOT_A_LISTING)} {others[reason]:,}" for reason in most[:5])
            more = f" and {len(most) - 5} other kinds" if len(most) > 5 else ""
            typer.echo(
                f"vetoproof: {one.name}: {sum(others.values()):,} rows skipped, which are no listings ({kinds}{more})", err=True
            )
        if one.unread:
            why = "have nothing to compare: no letter, or a legal form alone"
            typer.echo(f"vetoproof: {one.name}: {one.unread:,} names of entries {why}", err=True)


def not_asked_lines(names: Sequence[str], on: str | None) -> Iterator[str]:
    """Which lists of a watch could not be asked for a day."""
    if names:
        yield from _wrapped(f"Not asked: {', '.join(names)}: no version by {on} is held.", 0, 2)


def _print_json(
    query: Query, found: Sequence[Answer], doubts: Sequence[str], about: Sequence[About], settings: Settings,
    not_asked: Sequence[str],
) -> None:  # fmt: skip
    from msgspec import to_builtins

    from vetoproof.model import encode
    from vetoproof.screening_desk import editions

    days = editions(about)
    matches = [to_builtins(one.match) | _beside(one.entry, days) for one in found]
    line = {
        "query": query.text, "matches": matches, "doubts": doubts, "lists": lists_told(about), "prior": settings.prior,
        "threshold": settings.threshold, "not_asked": not_asked,
    }  # fmt: skip
    sys.stdout.buffer.write(encode(line) + b"\n")
    sys.stdout.buffer.flush()


def lists_told(about: Sequence[About]) -> list[dict[str, Any]]:
    """The lists that are asked, for JSON."""
    return [{"name": n, "file": a.name, "sha256": a.sha256, "edition": a.edition} for a in about for n in a.lists]


def _beside(entry: Listing, days: Mapping[str, str]) -> dict[str, Any]:
    """What of an entry a person needs beside its name."""
    return {
        "birth_dates": entry.birth_dates, "programmes": entry.programmes, "listed_on": entry.listed_on,
        "edition": days.get(entry.list) or None,
    }  # fmt: skip


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def answer_lines(
    query: Query, found: Sequence[Answer], doubts: Sequence[str], settings: Settings, near: int = NEAR,
    days: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[str]:  # fmt: skip
    """One query's answer for people, in 80 columns: all matches and so many near misses. A negative clears nobody: it names the
    lists that `summary_lines` shows."""
    from vetoproof.screen.settings import SHOWN_FROM

    yield from _wrapped(query.text, 0)
    for doubt in doubts:
        yield from _wrapped(f"note: {doubt}", 2, 8)
    below = [answer for answer in found if not answer.match.match]
    # First those that are shown, however low they score, because their names would match: a number or a date tells them apart.
    below.sort(key=lambda answer: answer.match.score >= SHOWN_FROM)
    for match, entry in ((answer.match, answer.entry) for answer in found if answer.match.match or answer in below[:near]):
        yield from _wrapped(f"{match.score:.4f}  {'match' if match.match else 'below'}  {match.name}", 2, INDENT)
        yield from _wrapped(", ".join(_identity(match, entry, days)), INDENT)
        for line in match.explanation:
            yield from _wrapped(line, INDENT, INDENT + 2)
        if match.disposition:
            yield from _wrapped(f"decided before: {match.disposition}", INDENT, INDENT + 2)
    if below[near:]:
        yield f"  and {len(below) - near} more below, which --limit {settings.limit} shows"
    if len(below) == len(found):
        yield f"  no match at a score of {settings.threshold} or more (prior {settings.prior}) in the lists below"
    elif len(found) == settings.limit and found[-1].match.match:
        yield f"  there may be more matches: these are the {settings.limit} that --limit allows"


def _identity(match: Match, entry: Listing, days: Mapping[str, str]) -> Iterator[str]:
    edition = days.get(match.list)
    yield f"{match.schema}, {match.list} {match.id}" + (f" (edition {edition})" if edition else "")
    if entry.listed_on:
        yield f"listed {entry.listed_on}"
    if entry.birth_dates:
        yield f"born {' or '.join(entry.birth_dates[:3])}{' or others' if len(entry.birth_dates) > 3 else ''}"
    if entry.programmes:
        yield "under " + textwrap.shorten(", ".join(entry.programmes), 60, placeholder="...")
    yield from (textwrap.shorten(effect, 60, placeholder="...") for effect in entry.effects[:2])


def summary_lines(alerts: Sequence[bool], about: Sequence[About]) -> Iterator[str]:
    """How many queries have a match; and, where one has none, which versions of which lists were asked."""
    entries, lists = sum(one.entries for one in about), sum(len(one.lists) for one in about)
    queries = "1 query" if len(alerts) == 1 else f"{len(alerts):,} queries"
    yield ""
    yield f"{queries} against {entries:,} entries of {lists} list{'s' if lists != 1 else ''}: {sum(alerts):,} with a match."
    if all(alerts):
        return
    for one in about:
        edition = f"edition {one.edition}" if one.edition else "edition without a day"
        yield from _wrapped(f"{', '.join(one.lists)}: {one.entries:,} entries, {edition}, SHA-256 {one.sha256[:16]}", 2, 4)
    yield "Of lists that are not named here nothing is known."


def _wrapped(text: str, indent: int, further: int | None = None) -> list[str]:
    """The text in lines of 80 columns."""
    start, rest = " " * indent, " " * (indent if further is None else further)
    return textwrap.wrap(text, 80, initial_indent=start, subsequent_indent=rest, break_long_words=False) or [start + text]
