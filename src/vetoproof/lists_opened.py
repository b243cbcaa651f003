"""Lists to their index on a command line, with a word on what takes long."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vetoproof.terminal import bar

if TYPE_CHECKING:
    from vetoproof.screening_desk import Lists

READ_AT_ONCE = 4_000_000
"""Bytes of lists that are read in a few seconds: of less nothing is said."""


def prepared(lists: Lists) -> Path:
    """The index over the lists. Where no terminal shows a bar, a line says what is read. Raises ListError."""
    from vetoproof.name_index import IndexShelf

    size = sum(source.size for source in lists.sources)
    said = sys.stderr.isatty() or size < READ_AT_ONCE

    with bar("Reading lists") as progress:

        def told(done: int, total: int, name: str) -> None:
            nonlocal said
            if not said:
                said = True
                lists_ = "1 list" if total == 1 else f"{total} lists"
                typer.echo(
                    f"vetoproof: reading {lists_} of {size / 1e6:,.0f} MB; only the first time, or when one changed.", err=True
                )
            progress(done, total, name)

        return IndexShelf(lists.folder).prepare(lists.sources, told)
