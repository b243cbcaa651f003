"""The command line: every verb of the house, each with an example in its `--help`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vetoproof.later import Later, LaterGroup
from vetoproof.terminal import bar, errors

if TYPE_CHECKING:
    from vetoproof.watch import Watch


class House(LaterGroup):
    """The program: the verbs of a watch here, the rest where they are."""

    later = MappingProxyType({
        "screen": Later(
            "vetoproof.screen_command", "command", "Screen names, ships or a file of customers against sanctions lists."
        ),
        "serve": Later(
            "vetoproof.serve_command", "command", "Screen over HTTP: clients of yente's /match and /search work unchanged."
        ),
        "gold": Later("vetoproof.gold_commands", "gold", "Score the reader on labelled documents, and see what it gets wrong."),
        "lists": Later(
            "vetoproof.list_commands",
            "lists",
            "Keep every version of the sanctions lists of a watch, and prove what stood on them.",
        ),
        "track": Later(
            "vetoproof.track_commands", "track", "Read ships' positions, and find what they show: gaps, calls, meetings."
        ),
    })  # fmt: skip


app = typer.Typer(
    name="vetoproof",
    cls=House,
    help="A sanctions-monitoring system that nobody can veto: who claims what, how surely, through whom, and could it be so?",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Folder = Annotated[Path, typer.Argument(help="The watch: a folder with watch.toml.", metavar="WATCH")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what was published by the end of that day, UTC (2024-10-08)."),
]
Captured = Annotated[bool, typer.Option("--captured", help="Go by what this ledger held on that day, not by printed dates.")]
Team = Annotated[bool, typer.Option("--team", help="Also what is restricted or sealed; without it the view is for the public.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")]


def main() -> None:
    """Run the command line; known errors end with one message and exit status 2, not with a traceback."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output has gone (`vetoproof examine ... | head`): nothing more to say, and no error.
        sys.stderr.close()
        sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        from vetoproof import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """A sanctions-monitoring system that nobody can veto."""


@app.command(epilog="Example: vetoproof new my-watch --regime dprk")
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.", metavar="DIR")],
    regime: Annotated[str, typer.Option(help="A regime pack that ships with the program, or the path of one.")] = "dprk",
) -> None:
    """Make a watch: a folder with watch.toml and an inbox for documents."""
    from vetoproof.watch import create

    with errors():
        path = create(folder, regime)
    typer.echo(f"Made {path}. Put documents into {folder / 'inbox'}, then: vetoproof run {folder}")


@app.command(epilog="Example: vetoproof run examples/dprk-russia")
def run(watch: Folder, as_of: AsOf = None, captured: Captured = False, team: Team = False) -> None:
    """Gather, examine, analyze and report, in one go. Can be stopped at any moment and run again."""
    with _opened(watch) as house:
        summary = _gather(house, [])
        refused = _gather_lists(house) + _gather_ships(house)
        read = _examine(house)
        reader = _record(house, as_of, captured, team)
        written = house.report(reader)
    from vetoproof.tables import outcomes, record_table, show

    show(outcomes(summary, read), record_table(reader))
    typer.echo(f"Report: {written}")
    raise typer.Exit(1 if bool(summary.failures) or refused or read.failed else 0)


@app.command(epilog="Example: vetoproof gather my-watch reports/ extra.jsonl")
def gather(
    watch: Folder,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; without any, the inputs of watch.toml.")
    ] = None,
) -> None:
    """Bring bytes in: HTML, text, Markdown with front matter, JSON lines. Known bytes are passed over."""
    from vetoproof.tables import outcomes, show

    with _opened(watch) as house:
        summary = _gather(house, paths or [])
    show(outcomes(summary, None))
    raise typer.Exit(1 if bool(summary.failures) else 0)


@app.command(epilog="Examples: vetoproof examine my-watch; vetoproof examine article.html --json --regime dprk")
def examine(
    paths: Annotated[list[Path], typer.Argument(help="A watch; or documents, which need none.", metavar="WATCH | FILE...")],
    json: Json = False,
    regime: Annotated[str, typer.Option(help="Regime pack for documents read without a watch.")] = "dprk",
    tier: Annotated[str, typer.Option(help="Reader for documents read without a watch: deep, fast or rules.")] = "deep",
    all_: Annotated[bool, typer.Option("--all", help="Also print claims outside the regime's scope.")] = False,
) -> None:
    """Read captures into claims. Documents named on the command line are read without a watch, one claim a line."""
    if len(paths) == 1 and (paths[0] / "watch.toml").is_file():
        from vetoproof.tables import outcomes, show

        with _opened(paths[0]) as house:
            read = _examine(house)
        show(outcomes(None, read))
        raise typer.Exit(1 if read.failed else 0)
    from vetoproof.single import read_files

    failed = 0
    with errors():
        for outcome in read_files(paths, regime, tier):
            failed += outcome.failed
            _print_claims(outcome, json, all_)
    raise typer.Exit(1 if failed else 0)


@app.command(epilog="Example: vetoproof record my-watch --as-of 2024-10-08 --json")
def record(watch: Folder, as_of: AsOf = None, captured: Captured = False, team: Team = False, json: Json = False) -> None:
    """Compute the record: events, origins, grades, paragraphs, as of any date."""
    with _opened(watch) as house:
        reader = _record(house, as_of, captured, team)
        if json:
            from vetoproof.model import encode

            manifest = reader.record()
            dossiers = [reader.dossier(line.event) for line in manifest.events]
            sys.stdout.buffer.write(encode({"manifest": manifest, "dossiers": dossiers}) + b"\n")
            return
    from vetoproof.tables import record_table, show

    show(record_table(reader))


@app.command(epilog="Example: vetoproof diff my-watch --from 2024-10-08 --to 2025-06-15")
def diff(
    watch: Folder,
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier as-of date.")],
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="The later as-of date; without it, everything.")
    ] = None,
    json: Json = False,
) -> None:
    """What is new, gone, regraded or refigured between two dates."""
    with _opened(watch) as house:
        changes = house.diff(from_, to)
    if json:
        from vetoproof.model import encode

        sys.stdout.buffer.write(encode(changes) + b"\n")
        return
    from vetoproof.tables import diff_table, show

    show(diff_table(changes))


@app.command(epilog="Examples: vetoproof show my-watch 5f0c2a9d41; vetoproof show my-watch claim:5f0c2a9d41")
def show(
    watch: Folder,
    id: Annotated[
        str,
        typer.Argument(
            help="The id, or its beginning, of a claim, event, document, capture or provision. An event bears the id of its "
            "first claim; claim:ID, event:ID, document:ID, capture:ID or provision:ID says which is meant."
        ),
    ],
    as_of: AsOf = None,
) -> None:
    """Show one claim, event, document, capture or provision, whole, as JSON."""
    import msgspec

    from vetoproof.model import Dossier, encode

    with _opened(watch) as house:
        found = house.find(id, as_of)
    if isinstance(found, Dossier) and ":" not in id:
        typer.echo(f"vetoproof: this is the event; the claim that it is named after is claim:{found.event}", err=True)
    sys.stdout.buffer.write(msgspec.json.format(encode(found), indent=2) + b"\n")


@app.command(epilog="Example: vetoproof report my-watch --as-of 2024-10-08 -o october.html")
def report(
    watch: Folder,
    as_of: AsOf = None,
    captured: Captured = False,
    team: Team = False,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Where to write; by default report/ in the watch.")] = None,
) -> None:
    """Write the cited report: one HTML file that needs no network."""
    with _opened(watch) as house:
        reader = _record(house, as_of, captured, team)
        written = house.report(reader, out)
    typer.echo(f"Report: {written}")


@app.command(epilog="Examples: vetoproof verify my-watch; vetoproof verify my-watch --head 204:13d66c811dd73fe2")
def verify(
    watch: Folder,
    head: Annotated[
        list[str] | None,
        typer.Option(
            "--head", metavar="SIZE:ROOT", help="A head that you published: the log must still have it. Can be given again."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Recompute every hash of the ledger, and the record against the cache, and name whatever was touched."""
    with _opened(watch) as house:
        verdict = house.verify(head or [])
    if json:
        from vetoproof.model import encode

        sys.stdout.buffer.write(encode(verdict) + b"\n")
    else:
        from vetoproof.tables import verdict_lines

        for line in verdict_lines(verdict, len(head or [])):
            typer.echo(line)
    raise typer.Exit(1 if verdict.troubles else 0)


@app.command(epilog="Example: vetoproof demo")
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the example watch.", metavar="DIR")] = Path("demo"),
) -> None:
    """Run the example watch on the real case, offline, and write its report."""
    from vetoproof.watch import copy_example

    with errors():
        watch = copy_example("dprk-russia", folder)
    run(watch)


@contextmanager
def _opened(folder: Path) -> Iterator[Watch]:
    from vetoproof.watch import Watch

    with errors(), Watch.open(folder) as house:
        yield house


def _gather(house: Watch, paths: list[Path]) -> Any:
    with bar("Gathering") as progress:
        return house.gather(paths, progress)


def _gather_lists(house: Watch) -> int:
    """Takes the lists and ownership files of watch.toml in; how many were refused."""
    from vetoproof.list_tables import taken_lines

    with bar("Reading the lists") as progress:
        taken = house.gather_lists(progress)
    return _told(taken, taken_lines)


def _gather_ships(house: Watch) -> int:
    """Takes the sightings and positions of watch.toml in; how many files were refused."""
    from vetoproof.ship_tables import intake_lines

    with bar("Reading ships") as progress:
        taken = house.gather_ships(progress)
    return _told(taken, intake_lines)


def _told(taken: Iterable[Any], lines: Callable[[Any], Iterable[str]]) -> int:
    """Prints what became of files that were taken in; how many were refused."""
    refused = 0
    for one in taken:
        refused += one.outcome == "refused"
        for line in lines(one):
            typer.echo(line, err=one.outcome == "refused")
    return refused


def _examine(house: Watch) -> Any:
    with bar("Reading") as progress:
        return house.examine(progress)


def _record(house: Watch, as_of: str | None, captured: bool, team: bool) -> Any:
    return house.record(as_of, "captured" if captured else "published", "team" if team else "public")


def _print_claims(outcome: Any, json: bool, all_: bool) -> None:
    if outcome.reason is not None:
        typer.echo(f"vetoproof: {outcome.path}: {outcome.reason}", err=True)
    for said in outcome.partly:
        typer.echo(f"vetoproof: {outcome.path}: {said}", err=True)
    claims = [claim for claim in outcome.claims if all_ or claim.scope == "in"]
    if not claims:
        outside = len(outcome.claims)
        why = f"no claim in scope ({outside} outside it: --all shows them)" if outside else "no claim found"
        if outcome.reason is None:
            typer.echo(f"vetoproof: {outcome.path}: {why}", err=True)
        return
    if json:
        from vetoproof.model import encode

        for claim in claims:
            sys.stdout.buffer.write(encode(claim) + b"\n")
        sys.stdout.buffer.flush()
    else:
        from vetoproof.tables import claim_lines

        for line in claim_lines(outcome.path, claims):
            typer.echo(line)
