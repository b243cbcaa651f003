"""Make traffic with the truth beside it.

    python benchmarks/traffic/make.py --positions 1000000 --seed 7 -o FOLDER

Writes into FOLDER: positions.parquet (schema.positions()), particulars.parquet, gold.parquet (schema.events()),
sightings.parquet, sightings.csv, watched_places.csv, ports.csv, made.json (seed, counts, time). The same seed gives the same
bytes of tables.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import polars as pl

from traffic import cargo, looks, papers, radio, sea_work, shuttles
from traffic.chart import PORTS, Chart
from traffic.world import Ship, World
from vetoproof.track import schema

A_SHIP = 4000  # positions of a ship in a month, about: how many ships are made for a number of positions
SHARES = {"shuttles": 0.04, "pairs": 0.03, "fleets": 0.01, "drifters": 0.005, "shared": 0.004}
"""Scenes for each ship wanted: a pair is two ships, a fleet ten, a group of drifters four. The rest are cargo ships."""

PART = 2_000_000  # positions in memory at a time
WATCH = PORTS.parents[1] / "regimes" / "dprk" / "watched_places.csv"


def scenes(world: World, positions: int, shares: Mapping[str, float]) -> Iterator[None]:
    """Draw scene after scene until the ships drawn are about enough for the positions wanted; stops after each."""
    ships = max(24, positions // A_SHIP)
    chart = world.chart
    watched = chart.named(shuttles.WATCHED)
    ports, weights = cargo.busy(world, 60)
    counts = {name: max(1, round(share * ships)) for name, share in shares.items()}
    for _ in range(counts["shuttles"]):
        yield shuttles.shuttle(world, watched)
    for i in range(counts["pairs"]):
        yield sea_work.pair(world, ports, weak=i % 5 < 2)
    for _ in range(counts["fleets"]):
        yield sea_work.fleet(world, ports, 10)
    for _ in range(counts["drifters"]):
        yield sea_work.drifters(world, ports, 4)
    for _ in range(counts["shared"]):
        yield _shared(world, ports, weights)
    for _ in range(max(4, ships - world.made - 8)):
        yield cargo.trader(world, ports, weights)
    world.visits.sort(key=lambda v: (v.port.name, v.t[0]))
    for name, _ in Counter(v.port.name for v in world.visits).most_common(4):
        yield cargo.attendants(world, chart.named(name))


def _shared(world: World, ports: list[Any], weights: np.ndarray) -> None:
    """Two cargo ships far apart that send one number."""
    cargo.trader(world, ports, weights)
    one = world.ships[-1]
    world.made -= 1
    cargo.trader(world, ports, weights)
    other = world.ships[-1]
    radio.shared(world, one, other)


class Maker:
    """Draws scenes and keeps what is heard of them: a part is handed out when it is full."""

    def __init__(self, positions: int, seed: int, days: float = 30.0, shares: Mapping[str, float] = SHARES) -> None:
        self.world = World(np.random.default_rng(seed), Chart.of(), days)
        self.wanted, self.shares, self.seed = positions, shares, seed
        self.poor = radio.poor_cells(self.world.rng)
        self.said: list[dict[str, Any]] = []
        self.lengths: dict[int, int] = {}
        self.rows = 0

    def parts(self) -> Iterator[pl.DataFrame]:
        """Positions in the order of the schema, whole ships in each part."""
        held: list[dict[str, np.ndarray]] = []
        count = 0
        for _ in scenes(self.world, self.wanted, self.shares):
            for columns in self._heard():
                held.append(columns)
                count += len(columns["t"])
            if count >= PART:
                yield self._table(held)
                held, count = [], 0
        if held:
            yield self._table(held)

    def _heard(self) -> Iterator[dict[str, np.ndarray]]:
        world = self.world
        told = defaultdict(list)
        for row in world.truth:
            if "reports" not in row["detail"]:
                told[row["mmsi"]].append(row)
        afloat = list(world.afloat())
        numbers = Counter(ship.mmsi for ship in afloat)
        for ship in afloat:
            reports = radio.heard(world, ship, self.poor)
            self.said += papers.said(world, ship, world.rng)
            self.lengths[ship.mmsi] = ship.length
            t = reports.columns["t"] if reports else np.empty(0, np.int64)
            for row in told[ship.mmsi]:
                row["detail"]["reports"] = str(int(np.searchsorted(t, row["end"]) - np.searchsorted(t, row["start"])))
            if reports is None:
                continue
            if numbers[ship.mmsi] == 1:  # of two ships with one number, what one does is not seen by itself
                self._tell(ship, reports)
            yield reports.columns

    def _tell(self, ship: Ship, reports: radio.Reports) -> None:
        for t, lat, lon, count in reports.jumps:
            self.world.tell("jump", ship, t, t, at=(lat, lon), reports=str(count))
        for start, end, lat, lon, why in reports.silences:
            self.world.tell("gap", ship, start, end, at=(lat, lon), cause=why, reports="0")

    def _table(self, held: list[dict[str, np.ndarray]]) -> pl.DataFrame:
        whole = {name: np.concatenate([h[name] for h in held]) for name in held[0]}
        order = np.lexsort((whole["t"], whole["mmsi"]))
        table = pl.DataFrame({name: column[order] for name, column in whole.items()})
        rows = pl.Series("row", np.arange(self.rows, self.rows + len(table), dtype=np.uint64))
        self.rows += len(table)
        return table.with_columns(rows).cast(dict(schema.positions())).select(list(schema.positions()))

    def gold(self) -> pl.DataFrame:
        """What happened within the time made, as schema.events(). Ask after the parts."""
        end = self.world.end
        for row in self.world.truth:
            if row["kind"] == "meeting" and row["start"] < end < row["end"] and end - row["start"] < 3 * 3600:
                row["detail"]["cause"] = "cut off"  # too little of it lies in the data to ask for it
        rows = [
            row | {"start": row["start"], "end": min(row["end"], end), "probability": None, "rule": "truth", "rows": [],
                   "detail": [{"name": k, "value": v} for k, v in sorted(row["detail"].items())]}
            for row in self.world.truth
            if row["start"] < end and (row["end"] <= end or row["kind"] != "dark_call")
            and float(row["detail"].get("on", 0)) < end  # a silence that lasts beyond the data is not over, whoever looks
        ]  # fmt: skip
        utc = [pl.from_epoch(pl.col(c).cast(pl.Int64) * 1_000_000, time_unit="us").dt.replace_time_zone("UTC").alias(c)
               for c in ("start", "end")]  # fmt: skip
        wanted = schema.events()
        loose = pl.Schema({**wanted, "start": pl.Float64(), "end": pl.Float64()})
        table = pl.DataFrame(rows, schema=loose).with_columns(utc).cast(dict(wanted))
        return table.sort(["mmsi", "start", "kind", "end", "other_mmsi", "place"], maintain_order=True)

    def particulars(self) -> pl.DataFrame:
        """What ships said of themselves (schema.particulars()). Ask after the parts."""
        wanted = schema.particulars()
        table = pl.DataFrame(self.said, schema={k: v for k, v in wanted.items() if k != "row"})
        table = table.sort(["mmsi", "t"], maintain_order=True).with_row_index("row")
        return table.cast({"row": pl.UInt64}).select(list(wanted))

    def scenes(self) -> list[dict[str, Any]]:
        """Scenes of the watched port and its other ends (see looks.sightings). Ask once, after the parts."""
        places = (shuttles.WATCHED, "DUNAI", "VOSTOCHNYY")
        return looks.sightings(self.world.rng, self.world.truth, places, self.world.days, self.lengths)

    def sightings(self) -> pl.DataFrame:
        """The scenes with what was in truth there."""
        return _with_times(self.scenes())

    def as_read(self, scenes: list[dict[str, Any]]) -> str:
        """What readers wrote down of the scenes: CSV of sightings (see looks.table)."""
        return looks.table(np.random.default_rng([self.seed, 1]), scenes)


def _with_times(scenes: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(scenes, infer_schema_length=None).with_columns(
        pl.from_epoch((pl.col("acquired") * 1_000_000).cast(pl.Int64), time_unit="us").dt.replace_time_zone("UTC")
    )


def made(
    positions: int, seed: int, days: float = 30.0, shares: Mapping[str, float] = SHARES
) -> tuple[pl.DataFrame, pl.DataFrame, Maker]:
    """Positions and gold in memory: for tests and small runs."""
    maker = Maker(positions, seed, days, shares)
    return pl.concat(maker.parts()), maker.gold(), maker


def write(folder: Path, positions: int, seed: int, days: float = 30.0) -> dict[str, Any]:
    """Write the tables into a folder; what is in memory is a part, the truth and what ships said."""
    began = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(positions, seed, days)
    with tempfile.TemporaryDirectory(dir=folder) as parts:
        for i, part in enumerate(maker.parts()):
            part.write_parquet(Path(parts) / f"{i:05d}.parquet", compression="zstd")
        whole = pl.scan_parquet(Path(parts) / "*.parquet").cast(schema.stored(maker.rows))
        whole.sink_parquet(folder / "positions.parquet", compression=schema.COMPRESSION)
    gold = maker.gold()
    gold.write_parquet(folder / "gold.parquet")
    maker.particulars().write_parquet(folder / "particulars.parquet")
    scenes_seen = maker.scenes()
    _with_times(scenes_seen).write_parquet(folder / "sightings.parquet")
    (folder / "sightings.csv").write_text(maker.as_read(scenes_seen), encoding="utf-8")
    for source in (PORTS, WATCH):
        (folder / source.name).write_bytes(source.read_bytes())
    facts = {
        "seed": seed, "days": days, "positions": maker.rows, "ships": len(maker.lengths),
        "events": dict(sorted(Counter(gold["kind"]).items())), "seconds": round(time.perf_counter() - began, 1),
    }  # fmt: skip
    (folder / "made.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return facts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--positions", type=int, default=1_000_000, help="about how many reports to make")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--days", type=float, default=30.0)
    parser.add_argument("-o", "--out", type=Path, required=True)
    chosen = parser.parse_args()
    print(json.dumps(write(chosen.out, chosen.positions, chosen.seed, chosen.days)))


if __name__ == "__main__":
    main()
