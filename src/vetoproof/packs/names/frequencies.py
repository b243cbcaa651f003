"""How common words are in names: `frequencies.tsv`, counted by `train/names.py frequencies` on two public lists."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from vetoproof.packs.errors import PackError, Problem


class Frequencies(NamedTuple):
    """Words by reading system with the number of names that hold each and their sound; the number of names by system."""

    rows: list[tuple[str, str, int, str]]
    totals: dict[str, int]


def load(place: Path | None = None) -> Frequencies:
    """The table. Raises PackError where a line of it is none."""
    file = place or Path(__file__).with_suffix(".tsv")
    rows: list[tuple[str, str, int, str]] = []
    totals: dict[str, int] = {}
    for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            system, key, n, *sound = line.split("\t")
            if system == "#":
                totals[key] = int(n)
            elif not system.startswith("# "):
                rows.append((system, key, int(n), sound[0] if sound else ""))
        except ValueError as error:
            problem = Problem(f"packs/names/{file.name}", at, f"no row of a table: {error}", "count the words again")
            raise PackError([problem]) from error
    return Frequencies(rows, totals)
