"""The tables of names that are long and flat (`packs/names/*.tsv`): a row a line, cut at tabs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table among the packs of names; lines that begin with # are its head. Raises OSError."""
    text = (Path(__file__).parent / "names" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and line[0] != "#":
            yield line.split("\t")
