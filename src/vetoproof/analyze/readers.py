"""How readers of sightings are called in a record for the public: witnesses not at all, and nobody by the name of a ship."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vetoproof.analyze.hulls import Hulls

if TYPE_CHECKING:
    import polars as pl


def readers(sightings: pl.DataFrame, hulls: Hulls) -> dict[str, str]:
    """For each reader the name that is printed. Two stay two, so that what they say of each other is judged as it is for the
    team; who bears no name gets none, as only a named reader identifies a ship."""
    told: dict[str, bool] = {}
    for reader, sensor in sightings.select("reader", "sensor").iter_rows():
        if reader:
            told[reader] = told.get(reader, False) or sensor == "witness"
    witnesses = [reader for reader, witness in told.items() if witness]
    ships = [reader for reader, witness in told.items() if not witness and hulls.free(reader, "") != reader]
    return {reader: reader for reader in told} | _numbered("witness", witnesses) | _numbered("reader", ships)


def _numbered(word: str, some: Iterable[str]) -> dict[str, str]:
    found = list(some)
    return {one: f"a {word}" if len(found) == 1 else f"{word} {at}" for at, one in enumerate(found, 1)}
