"""What every command does beside its work: errors as one message, a bar while it lasts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer


@contextmanager
def errors() -> Iterator[None]:
    """Turn what can go wrong by the user's hand into one message on standard error and exit status 2."""
    from msgspec import MsgspecError

    from vetoproof.model.errors import Refusal

    try:
        yield
    except Refusal as error:
        fail(str(error))
    except MsgspecError as error:
        fail(f"something that was stored is not what was written ({error}). `vetoproof verify WATCH` names what was touched.")
    except BrokenPipeError:
        # The reader of our output has gone (`... | head`): no error. What is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except OSError as error:
        fail(
            f"{error.filename or 'a file'}: {error.strerror or error}. Check that it exists and that you may read and write it."
        )
    except KeyboardInterrupt:
        fail("Stopped. What was finished is kept; run the same command again to go on.", 130)


def fail(message: str, status: int = 2) -> NoReturn:
    """End with one message on standard error."""
    typer.echo(f"vetoproof: {message}", err=True)
    raise typer.Exit(status)


@contextmanager
def bar(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar on standard error that is gone when the work is done; silent where no terminal is."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None, name="")
        yield lambda done, total, name: progress.update(task, completed=done, total=total, name=name[-40:])
