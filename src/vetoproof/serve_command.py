"""`vetoproof serve`: screening over HTTP, with the requests and answers of yente's API."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.screen_command import SeveralFiles
from vetoproof.terminal import errors, fail

if TYPE_CHECKING:
    from vetoproof.name_index import About

EPILOG = "Examples: vetoproof serve --lists un.xml sdn.csv; vetoproof serve --watch my-watch --port 9000 --workers 4"


def serve(
    lists: Annotated[
        list[Path] | None, typer.Option("--lists", help="Files of lists, or folders of them.", metavar="FILE...")
    ] = None,
    watch: Annotated[Path | None, typer.Option("--watch", help="Take the lists, and earlier decisions, of a watch.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="With --watch: the lists as of that day.")] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; by default this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.", min=0, max=65_535)] = 8000,
    workers: Annotated[int, typer.Option("--workers", help="Processes; one uses one core.", min=1, max=256)] = 1,
    prior: Annotated[
        float | None,
        typer.Option("--prior", help="The usual chance, before looking, that the party is a given entry's. Default: 0.0001."),
    ] = None,
    threshold: Annotated[float | None, typer.Option("--threshold", help="The usual score from which a match is one.")] = None,
) -> None:
    """Screen over HTTP: clients of yente's /match and /search work unchanged. Lists are read once, at the start."""
    from vetoproof.lists_opened import prepared
    from vetoproof.name_index import opened
    from vetoproof.screen_command import probable, rejected_rows
    from vetoproof.screening_desk import lists_of
    from vetoproof.serving import Serving, listening, serve_apart, serve_here

    _installed()
    probable(prior, threshold)
    with errors():
        with lists_of(lists or [], watch, on) as chosen:
            index = prepared(chosen)
        screener, about = opened(index)
        about = chosen.dated(about)
        usual = screener.settings
        rejected_rows(about)
        prior = usual.prior if prior is None else prior
        threshold = usual.threshold if threshold is None else threshold
        serving = Serving(index, chosen.decisions, prior, threshold, chosen.days)
        taken = listening(host, port)
        typer.echo("Getting ready: a moment; the first time on a machine about half a minute, for compiling.", err=True)
        # Once here, so that no process compiles for itself, and "Serving" is said when it is so.
        screener.hasten()
        for line in _told(host, taken.getsockname()[1], about, workers):
            typer.echo(line, err=True)
        if workers == 1:
            serve_here(serving, taken)
        else:
            serve_apart(serving, taken, workers)


command = typer.Typer(add_completion=False, rich_markup_mode=None)
command.command(cls=SeveralFiles, epilog=EPILOG)(serve)


def _installed() -> None:
    from importlib.util import find_spec

    if not (find_spec("fastapi") and find_spec("uvicorn")):
        fail("serving needs FastAPI and uvicorn: pip install 'vetoproof[web]'.")


def _told(host: str, port: int, about: Sequence[About], workers: int) -> Iterator[str]:
    address = f"[{host}]" if ":" in host else host
    for one in about:
        yield f"{', '.join(one.lists)}: {one.entries:,} entries, edition {one.edition or 'without a day'}, {one.name}"
    yield f"Serving http://{address}:{port} in {workers} process{'es' if workers > 1 else ''}. Stop with Ctrl-C."
    if _loopback(host):
        yield "Only this machine can reach it; --host opens it to others."
    else:
        yield "Other machines can reach it, without login and unencrypted: put a proxy that has both in front of it."


def _loopback(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
