"""`vetoproof lists`: the sanctions lists of a watch, every version of them, and what they show of a day."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vetoproof.terminal import bar, errors, fail

if TYPE_CHECKING:
    from vetoproof.list_intake import Intake
    from vetoproof.model import Listing, Query
    from vetoproof.screen.dispositions import Verdict
    from vetoproof.watch import Watch

lists = typer.Typer(
    help="Keep every version of the sanctions lists of a watch, and prove what stood on them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Argument(help="The watch: a folder with watch.toml.", metavar="WATCH")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")]
AcceptShrink = Annotated[
    bool,
    typer.Option("--accept-shrink", help="Also take a version that lost more than half of its entries, or holds another list."),
]
AlthoughDamaged = Annotated[
    bool,
    typer.Option(
        "--although-damaged", help="Also take a file that shows damage: its end is missing, its last row cut off, zero bytes."
    ),
]
ListName = Annotated[str, typer.Option("--list", metavar="NAME", help="The list, as `lists status` names it.")]


@lists.command(
    epilog="Examples: vetoproof lists add my-watch un.xml; vetoproof lists add my-watch sdn.csv --published 2023-01-31"
)
def add(
    watch: Folder,
    files: Annotated[list[str], typer.Argument(help="Files of lists, as their publishers give them.", metavar="FILE...")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call the list; by default as its entries do.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar="DATE", help="The day of the edition, where the list itself prints none."),
    ] = None,
    accept_shrink: AcceptShrink = False,
    although_damaged: AlthoughDamaged = False,
    choose: Annotated[
        bool, typer.Option("--choose", help="Of all versions of its day that are held this one counts. Also for known bytes.")
    ] = False,
) -> None:
    """Take lists into the ledger. A file that is broken or lost half of its entries is refused, and the last good one stays."""
    from vetoproof.list_intake import Accept
    from vetoproof.model.errors import Refusal

    failed = 0
    with _opened(watch) as house, closing(house.take_lists()) as run:
        for file in files:
            try:
                with bar("Reading the list") as progress:
                    intake = run.add(file, name, published, Accept(accept_shrink, although_damaged), progress, choose)
            except Refusal as error:
                typer.echo(f"vetoproof: {error}", err=True)
                failed += 1
                continue
            failed += _told(intake)
    raise typer.Exit(1 if failed else 0)


@lists.command(epilog="Examples: vetoproof lists update my-watch; vetoproof lists update my-watch un")
def update(
    watch: Folder,
    names: Annotated[list[str] | None, typer.Argument(help="Which lists; without any, all.", metavar="[NAME]...")] = None,
    accept_shrink: AcceptShrink = False,
    although_damaged: AlthoughDamaged = False,
) -> None:
    """Take the lists again from where they came from, or from where watch.toml says. Known bytes are passed over."""
    failed = 0
    with _opened(watch) as house, closing(house.take_lists()) as run, bar("Reading the lists") as progress:
        found = list(run.update(names or [], house.config, accept_shrink, progress, although_damaged))
    for intake in found:
        failed += _told(intake)
    if not found:
        typer.echo("No list is known. Add one: vetoproof lists add WATCH FILE")
    raise typer.Exit(1 if failed else 0)


@lists.command(epilog="Examples: vetoproof lists status my-watch; vetoproof lists status my-watch --json")
def status(watch: Folder, json: Json = False) -> None:
    """Every list, its versions, what they hold, how many rows were rejected and why, and which files were refused."""
    with _opened(watch) as house, bar("Counting") as progress:
        held = {
            name: [(version, house.versions.counts(version, progress)) for version in versions]
            for name, versions in house.versions.all().items()
        }
        refused = house.versions.refused()
    from vetoproof.screen.version import several

    twice = {name: days for name, versions in held.items() if (days := several(v for v, _ in versions))}
    if json:
        shown = {name: [{"version": v, "counts": c} for v, c in versions] for name, versions in held.items()}
        hashes = {name: {day: [v.sha256 for v in one] for day, one in days.items()} for name, days in twice.items()}
        _print({"lists": shown, "several": hashes, "refused": refused})
        return
    from vetoproof.list_tables import refused_table, several_lines, status_table
    from vetoproof.tables import show

    if not held:
        typer.echo("No list is loaded. Add one: vetoproof lists add WATCH FILE")
    else:
        show(status_table(held))
    _echo(several_lines(twice))
    if refused:
        show(refused_table(refused))


@lists.command(
    epilog="Examples: vetoproof lists diff my-watch un; "
    "vetoproof lists diff my-watch un --from 2024-01-01 --to 2026-02-27 --json"
)
def diff(
    watch: Folder,
    name: Annotated[str, typer.Argument(help="The list.", metavar="NAME")],
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="VERSION|DATE", help="The earlier version; without it, the last but one."),
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="VERSION|DATE", help="The later version; without it, the newest.")
    ] = None,
    json: Json = False,
) -> None:
    """What was added, removed and changed between two versions of a list. A version is a date, or the beginning of its hash."""
    from vetoproof.screen.list_diff import diff as compare

    with _opened(watch) as house, bar("Comparing") as progress:
        earlier, later = house.versions.pair(name, from_, to)
        found = compare(
            lambda: house.versions.listings(earlier, progress), lambda: house.versions.listings(later, progress)
        )  # fmt: skip
    if json:
        _print({"from": earlier, "to": later, "difference": found})
        return
    from vetoproof.list_tables import diff_lines

    _echo(diff_lines(earlier, later, found))


@lists.command(
    epilog="Examples: vetoproof lists prove my-watch KPi.001 --list un --on 2026-03-01; "
    'vetoproof lists prove my-watch "Some Shipping Co." --list un --on 2017-01-01 --json > proof.json'
)
def prove(
    watch: Folder,
    query: Annotated[
        str, typer.Argument(help="The entry's id, its IMO or other number, or one of its names as printed.", metavar="ID|NAME")
    ],
    name: ListName,
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day that is asked for.")],
    json: Json = False,
) -> None:
    """Was it on the list that day, and prove it: by the list as captured, or by a date that a later list prints."""
    with _opened(watch) as house, bar("Looking through the versions") as progress:
        from vetoproof.versions import check_come

        check_come(on)
        proof = house.listed(query, name, on, progress)
    if json:
        _print(proof)
        return
    from vetoproof.list_tables import proof_lines

    _echo(proof_lines(proof))


@lists.command(
    epilog="Examples: vetoproof lists check proof.json un.xml; "
    "vetoproof lists check proof.json un.xml --head 204:13d66c811dd73fe2"
)
def check(
    proof: Annotated[Path, typer.Argument(help="What `lists prove --json` wrote.", metavar="PROOF")],
    files: Annotated[
        list[Path] | None, typer.Argument(help="The files of the lists that it names.", metavar="[FILE]...")
    ] = None,
    head: Annotated[
        str | None, typer.Option("--head", metavar="SIZE:ROOT", help="The head that was published by the ledger's owner.")
    ] = None,
    json: Json = False,
) -> None:
    """Check a proof without the watch that it comes from. Exit status 1 where anything fails; what is open is said."""
    with errors():
        from vetoproof.list_proofs import read_proof
        from vetoproof.proof_check import check as checked
        from vetoproof.versions import Readers, today
        from vetoproof.watch import head_of

        given = head_of(head) if head is not None else None
        found = checked(read_proof(proof), files or [], given, Readers(), today())
    if json:
        _print(found)
    else:
        from vetoproof.list_tables import checked_lines

        _echo(checked_lines(found))
    raise typer.Exit(1 if any(one.ok is False for one in found) else 0)


@lists.command(
    epilog='Example: vetoproof lists dispose my-watch --list un --id KPi.001 --query "Kim Y." --verdict false '
    '--by "A. Reviewer" --reason "Born in 1990, the entry in 1944."'
)
def dispose(
    watch: Folder,
    name: ListName,
    id_: Annotated[str, typer.Option("--id", metavar="ENTRY", help="The entry that the name was matched to.")],
    verdict: Annotated[
        str, typer.Option("--verdict", metavar="VERDICT", help="true, false, or open to take an earlier verdict back.")
    ],
    by: Annotated[str, typer.Option("--by", metavar="PERSON", help="Who decides.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")],
    query: Annotated[
        list[str] | None,
        typer.Option("--query", metavar="NAME", help="The name that was screened. Again for each alias of a row of a file."),
    ] = None,
    customer: Annotated[
        str,
        typer.Option(
            "--customer", metavar="CUSTOMER", help="Decide for this row of a file of customers alone, by its own number."
        ),
    ] = "",
    imo: Annotated[
        list[str] | None, typer.Option("--imo", metavar="NUMBER", help="The ship's number that was screened.")
    ] = None,
    identifier: Annotated[
        list[str] | None,
        typer.Option("--identifier", metavar="KIND:VALUE", help="Another number that was screened. Can be given again."),
    ] = None,
    birth_date: Annotated[
        list[str] | None, typer.Option("--birth-date", metavar="DATE", help="A birth date that was screened.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", metavar="COUNTRY", help="A country that was screened.")
    ] = None,
    gender: Annotated[str, typer.Option("--gender", help="The sex that was screened.")] = "",
    schema: Annotated[str, typer.Option("--schema", help="The kind of party that was screened.")] = "",
) -> None:
    """Decide on an alert: true or false, with the reason. Screening honours it until the question or the entry changes.

    The options after --reason say what was screened. In a file of customers a decision on a bare name is shown and not
    honoured: give --customer, or what else the row tells, such as --birth-date.
    """
    from datetime import UTC, datetime

    if not by.strip() or not reason.strip():
        fail("a decision needs who decides and why: --by and --reason must not be empty.")
    if not (query or imo or identifier):
        fail("say what was screened: --query NAME, or a number with --imo or --identifier.")
    decided = _verdict(verdict)
    with _opened(watch) as house:
        from vetoproof.screen.dispositions import disposition
        from vetoproof.screening_desk import query_of

        asked = query_of(
            query or [], schema, imo or [], identifier or [], birth_date or [], country or [], gender
        )  # fmt: skip
        entry = _entry(house, name, id_)
        at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        said = disposition(
            asked, entry, decided, by=by.strip(), at=at, reason=reason.strip(), customer=customer.strip()
        )  # fmt: skip
        house.append(said)
        whose = f" for customer {customer.strip()}" if customer.strip() else ""
        typer.echo(f"Kept: {asked.text} against {entry.list} {entry.id} ({entry.name}){whose}: {decided}.")
        if note := _no_alert(house, asked, entry):
            typer.echo(f"vetoproof: {note}", err=True)


def _no_alert(house: Watch, asked: Query, entry: Listing) -> str:
    """That the question raises no alert against the entry on the newest lists; empty where it does."""
    from vetoproof.name_index import IndexShelf, opened
    from vetoproof.screening_desk import Desk, watch_sources

    with bar("Reading lists") as progress:
        place = IndexShelf(house.folder / house.config.cache).prepare(watch_sources(house), progress)
    found = Desk(*opened(place)).answers(asked, limit=10_000)
    scores = [one.match for one in found if (one.match.list, one.match.id) == (entry.list, entry.id)]
    if any(match.match for match in scores):
        return ""
    how = f"scores {scores[0].score:.4f}, below the threshold, against" if scores else "is not answered with"
    return f"note: there is no such alert: {asked.text!r} {how} {entry.list} {entry.id}. The decision is kept all the same."


@contextmanager
def _opened(folder: Path) -> Iterator[Watch]:
    from vetoproof.watch import Watch

    with errors(), Watch.open(folder) as house:
        yield house


def _told(intake: Intake) -> int:
    """Print what became of a file, a refusal to standard error; 1 where it was refused."""
    from vetoproof.list_tables import intake_lines

    _echo(intake_lines(intake), err=intake.outcome == "refused")
    return intake.outcome == "refused"


def _entry(house: Watch, name: str, id_: str) -> Listing:
    """The entry in the newest version of a list. `fail`s where there is none."""
    found = house.versions.entry(name, id_)
    return found if found is not None else fail(f"the newest version of {name} has no entry {id_}.")


def _verdict(text: str) -> Verdict:
    from typing import get_args

    from vetoproof.screen.dispositions import Verdict

    known: tuple[Verdict, ...] = get_args(Verdict)
    return next((verdict for verdict in known if verdict == text), None) or fail(f"--verdict {text}: say {', '.join(known)}.")


def _echo(lines: Iterable[str], err: bool = False) -> None:
    for line in lines:
        typer.echo(line, err=err)


def _print(value: Any) -> None:
    from vetoproof.model import encode

    sys.stdout.buffer.write(encode(value) + b"\n")
