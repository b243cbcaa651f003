"""`vetoproof screen`: a name, a ship or a file of customers against sanctions lists, with or without a watch."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    from vetoproof.model import Match, Query
    from vetoproof.name_index import About
    from vetoproof.screen.settings import Settings

EPILOG = (
    'Examples: vetoproof screen "Kim Jong Un" --lists un.xml sdn.csv; vetoproof screen "Maria" --imo 8517839 --watch my-watch; '
    "vetoproof screen --file customers.csv -o hits.parquet --lists un.xml"
)


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
    limit: Annotated[int, typer.Option("--limit", help="Entries shown for a query, at most.", min=1)] = 5,
    file: Annotated[Path | None, typer.Option("--file", help="A table of customers: CSV or Parquet.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="With --file: where hits go (.parquet, .csv, .jsonl).")
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="OURS=THEIRS", help="With --file: what a column is called there.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", help="With --file: processes. Default: one a core.", min=1)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a query on standard output.")] = False,
) -> None:
    """Screen names, ships or a file of customers against sanctions lists. Works without a watch."""
    from vetoproof.name_index import IndexShelf, opened
    from vetoproof.screening_desk import Desk, lists_of, query_of

    if bool(file) == bool(names or imo or identifier):
        fail("give names (or a number, such as --imo) or --file, and not both. `vetoproof screen --help` has examples.")
    with errors(), lists_of(lists or [], watch, on) as chosen:
        with bar("Reading lists") as progress:
            index = IndexShelf(chosen.folder).prepare(chosen.sources, progress)
        screener, about = opened(index)
        usual = screener.settings._replace(limit=limit)
        settings = checked(usual._replace(prior=prior or usual.prior, threshold=threshold or usual.threshold))
        rejected_rows(about)
        if file is not None:
            _file(file, out, index, settings, column or [], workers)
            return
        desk = Desk(screener, about, chosen.decisions)
        for name in names or [""]:
            query = query_of(name, schema, imo or [], identifier or [], birth_date or [], country or [], gender)
            found = [
                answer.match for answer in desk.answers(query, prior=settings.prior, threshold=settings.threshold, limit=limit)
            ]
            if json:
                _print_json(query, found, about, settings)
            else:
                for line in answer_lines(query, found, about, settings):
                    typer.echo(line)


def checked(settings: Settings) -> Settings:
    """The settings, if they are probabilities; else ends with a message."""
    for name in ("prior", "threshold"):
        if not 0.0 < getattr(settings, name) < 1.0:
            fail(f"--{name} is a probability: a number between 0 and 1, such as {'0.0001' if name == 'prior' else '0.5'}.")
    return settings


def rejected_rows(about: Sequence[About]) -> None:
    """Says on standard error what of the lists could not be read: nothing is dropped in silence."""
    for one in about:
        for reason, n in sorted(one.rejected.items()):
            typer.echo(f"vetoproof: {one.name}: {n} rows gave no entry ({reason}; first at {one.examples[reason]})", err=True)


def _file(file: Path, out: Path | None, index: Path, settings: Settings, column: list[str], workers: int | None) -> None:
    from vetoproof.screening import screen_file

    if out is None:
        fail("--file needs -o: where the hits go, such as -o hits.parquet.")
    named = dict(text.split("=", 1) for text in column if "=" in text)
    if len(named) != len(column):
        fail("write --column as OURS=THEIRS, such as --column name=Kunde.")
    with bar("Screening") as progress:
        done = screen_file(file, out, index, settings=settings, named=named, workers=workers, progress=progress)
    for reason, n in sorted(done.rejected.items()):
        typer.echo(f"vetoproof: {file.name}: {n} rows not screened ({reason}; first at {done.examples[reason]})", err=True)
    typer.echo(f"{done.customers:,} customers screened, {done.alerted:,} with a match, {done.hits:,} hits in all: {out}")


def _print_json(query: Query, found: Sequence[Match], about: Sequence[About], settings: Settings) -> None:
    from vetoproof.model import encode

    lists = [{"name": n, "file": a.name, "sha256": a.sha256, "edition": a.edition} for a in about for n in a.lists]
    line = {"query": query.text, "matches": found, "lists": lists, "prior": settings.prior, "threshold": settings.threshold}
    sys.stdout.buffer.write(encode(line) + b"\n")
    sys.stdout.buffer.flush()


def answer_lines(query: Query, found: Sequence[Match], about: Sequence[About], settings: Settings) -> Iterator[str]:
    """One query's answer for people. A negative names the lists, their versions and days; it never clears by silence."""
    yield query.text
    for match in found:
        word = "match" if match.match else "below"
        yield f"  {match.score:.4f}  {word}  {match.list} {match.id}  {match.schema}  {match.name}"
        for line in match.explanation:
            yield f"          {line}"
        if match.disposition:
            yield f"          decided before: {match.disposition}"
    if not any(match.match for match in found):
        yield f"  no match at a score of {settings.threshold} or more (prior {settings.prior}) in:"
        for one in about:
            edition = one.edition or "no day printed"
            yield f"    {', '.join(one.lists)}: {one.entries:,} entries, edition {edition}, SHA-256 {one.sha256[:16]}"
        yield "    Lists that are not named here were not loaded: of them nothing is known."
