"""How well events of ships are found: any events.parquet against the truth of made traffic.

    python benchmarks/traffic/make.py --positions 1000000 --seed 101 -o FOLDER
    python benchmarks/score_track.py FOLDER                        # finds the events with this house's rules, and scores them
    python benchmarks/score_track.py FOLDER --events events.parquet
    python benchmarks/score_track.py FOLDER --peer                 # and the peer's rule of disabled transponders beside it
    python benchmarks/score_track.py --state                       # writes gold/track/floors.toml anew

A found event is right if the same ship (of a meeting: both) did that at that time and place; times must overlap (an hour's
grace), places lie within 15 km or have one name. The truth is what ships did, so some found events are neither right nor wrong
and are left out: see `NEUTRAL`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import polars as pl
import score_calls
from traffic import make, peer_rule
from traffic.chart import distance

from vetoproof.packs.track_rules import track_rules
from vetoproof.track.ports import Ports, read_ports
from vetoproof.track.watched import Watched, read_watched, with_watched

FLOORS = Path(__file__).resolve().parents[1] / "gold" / "track" / "floors.toml"
SEED, POSITIONS, SLACK = 424_242, 300_000, 0.02
SHARES = {"shuttles": 0.4, "pairs": 0.2, "fleets": 0.02, "drifters": 0.03, "shared": 0.02}
"""The floors' traffic: little of it, with many of the ships that matter."""

GRACE, NEAR_KM = 3600, 15.0
KINDS = ("meeting", "dark_call", "port_call", "gap", "jump", "loiter", "identity")
NEUTRAL = """
meeting: fishing boats abreast of each other, and ships alongside within 10 km of a port, are told in the truth as what they
  are: finding them is no mistake, missing them neither.
dark_call: a call in sight that no report was received of counts as right if found, and is not asked for.
port_call: a call of which less than two reports were received is not asked for, nor pilots and tugs at their berths; to find
  them is right, as it is to find a port call that was a dark call.
loiter: only drifting and lying alongside for the rule's hours, beyond its distance from ports, is asked for; ships at anchor
  and boats that fish loiter by the rule, and are neither right nor wrong.
jump: the truth does not tell which reports of two ships under one number were displaced; to find them is no mistake.
"""


def truth(gold: pl.DataFrame, ports: Ports) -> pl.DataFrame:
    """The truth with its details as columns, and how far from a port it was."""
    names = ("cause", "state", "reports", "act")
    item = pl.element().struct
    said = [
        pl.col("detail").list.eval(item.field("value").filter(item.field("name") == name)).list.first().alias(name)
        for name in names
    ]
    lat, lon = ports.lat / 600_000, ports.lon / 600_000
    far = [float(distance(lat, lon, y, x).min()) for y, x in gold.select("lat", "lon").iter_rows()]
    return gold.with_columns(*said, pl.Series("port_km", far, dtype=pl.Float64)).with_columns(pl.col("reports").cast(pl.Int64))


def asked(told: pl.DataFrame, kind: str, watched: Mapping[str, str]) -> pl.DataFrame:
    """What of the truth a finder of this kind should find."""
    rules = track_rules()
    here = told.filter(pl.col("kind") == kind)
    hours = (pl.col("end") - pl.col("start")).dt.total_seconds() / 3600
    if kind == "meeting":
        return here.filter((pl.col("cause") == "alongside") & (pl.col("port_km") >= rules.meeting_port_km))
    if kind == "dark_call":
        return here.filter(pl.col("place").is_in(list(watched)))
    if kind == "port_call":
        return here.filter((pl.col("reports") >= 2) & pl.col("state").is_null())
    if kind == "loiter":
        drifts = pl.col("state").is_in(["drifting", "alongside another ship"])
        return here.filter(drifts & (hours >= rules.loiter_hours) & (pl.col("port_km") >= rules.loiter_port_km))
    return here


def matches(found: pl.DataFrame, told: pl.DataFrame, watched: Mapping[str, str], *, places: bool) -> pl.DataFrame:
    """Pairs (`found`, `told`: row numbers) of the same ship, time and place."""
    pair = ["one", "two"]
    grace = pl.duration(seconds=GRACE)
    ships = [pl.min_horizontal("mmsi", "other_mmsi").alias("one"), pl.max_horizontal("mmsi", "other_mmsi").alias("two")]
    a = found.with_row_index("found").with_columns(ships)
    b = told.with_row_index("told").with_columns(ships)
    both = a.join(b, on=pair, suffix="_told").filter(
        (pl.col("start") - grace <= pl.col("end_told")) & (pl.col("end") + grace >= pl.col("start_told"))
    )
    if places and not both.is_empty():
        here = both["place"].replace_strict(dict(watched), default=both["place"], return_dtype=pl.String)
        there = both["place_told"].replace_strict(dict(watched), default=both["place_told"], return_dtype=pl.String)
        where = [both[c].to_numpy() for c in ("lat", "lon", "lat_told", "lon_told")]
        near = pl.Series(distance(*where) <= NEAR_KM) & (both["kind"] != "dark_call")
        both = both.filter(near | (here == there).fill_null(False))
    return both.select("found", "told", "cause")


def score(found: pl.DataFrame, gold: pl.DataFrame, ports: Ports, places: tuple[Watched, ...]) -> dict[str, dict[str, float]]:
    """Precision and recall by kind. `right`, `wrong`, `asked`, `hit` are the counts behind them."""
    watched = {alias: place.name for place in places for alias in (place.name, *place.aliases)}
    told = truth(gold, ports)
    rules = track_rules()
    result: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        mine = found.filter(pl.col("kind") == kind)
        if kind == "dark_call":
            mine = mine.filter(pl.col("probability") >= rules.dark_found)
        wanted = asked(told, kind, watched)
        by_place = kind in ("port_call", "dark_call")
        every = told.filter(pl.col("kind").is_in(["port_call", "dark_call"] if by_place else [kind]))
        hit = matches(mine, wanted, watched, places=by_place)
        known = matches(mine, every, watched, places=by_place)
        right = set(hit["found"]) | (set(known["found"]) if by_place or kind == "identity" else set())
        neutral = set(known["found"]) - right
        if kind == "jump":
            shared = told.filter(pl.col("kind") == "identity")
            neutral = set(matches(mine, shared, watched, places=False)["found"]) - right
        wrong = len(mine) - len(right) - len(neutral)
        result[kind] = {
            "precision": round(len(right) / (len(right) + wrong), 4) if len(right) + wrong else 0.0,
            "recall": round(hit["told"].n_unique() / len(wanted), 4) if len(wanted) else 0.0,
            "right": len(right), "wrong": wrong, "neutral": len(neutral), "asked": len(wanted), "hit": hit["told"].n_unique(),
        }  # fmt: skip
        if kind == "gap":
            off = wanted.filter(pl.col("cause") == "switched off")
            result["gap, switched off"] = _share(mine, off)
    return result


def _share(found: pl.DataFrame, told: pl.DataFrame) -> dict[str, float]:
    pairs = matches(found, told, {}, places=False)
    right, hit = pairs["found"].n_unique(), pairs["told"].n_unique()
    return {
        "precision": round(right / len(found), 4) if len(found) else 0.0,
        "recall": round(hit / len(told), 4) if len(told) else 0.0,
        "right": right, "wrong": len(found) - right, "neutral": 0, "asked": len(told), "hit": hit,
    }  # fmt: skip


def peer(positions: pl.DataFrame, gold: pl.DataFrame, ports: Ports, places: tuple[Watched, ...]) -> dict[str, dict[str, float]]:
    """The peer's rule on the same traffic: how many switched-off transponders it finds, and how many of the dark calls."""
    found = peer_rule.disabled(positions, ports)
    told = truth(gold, ports)
    watched = {alias: place.name for place in places for alias in (place.name, *place.aliases)}
    off = told.filter((pl.col("kind") == "gap") & (pl.col("cause") == "switched off"))
    return {
        "peer: gap, switched off": _share(found, off),
        "peer: dark_call": _share(found, asked(told, "dark_call", watched)),
    }


def events(positions: pl.DataFrame, ports: Ports, places: tuple[Watched, ...], said: pl.DataFrame | None) -> pl.DataFrame:
    """The events that this house finds."""
    from vetoproof.track.dark import dark_calls
    from vetoproof.track.find import find
    from vetoproof.track.sea import SeaWays

    rules = track_rules()
    dark = dark_calls(positions, places, ports, rules, SeaWays())
    ports = with_watched(ports, places)
    return pl.concat([find(positions, said, ports, rules), dark])


def tables() -> tuple[Ports, tuple[Watched, ...]]:
    """The ports and watched places that ship."""
    with make.PORTS.open("rb") as ports, make.WATCH.open("rb") as places:
        return read_ports(ports), read_watched(places).places


def measured(seed: int = SEED, positions: int = POSITIONS) -> tuple[dict[str, int], dict[str, dict[str, float]]]:
    """Traffic of the floors: how many events it has by kind, and the scores, of sightings put together with them too."""
    ports, places = tables()
    heard, gold, maker = make.made(positions, seed, shares=SHARES)
    counts = {str(kind): int(count) for kind, count in gold.group_by("kind").len().sort("kind").iter_rows()}
    found = events(heard, ports, places, maker.particulars())
    return counts, score(found, gold, ports, places) | score_calls.measured(maker, gold, found, places)


def state() -> None:
    """Write the floors: the scores less `SLACK`."""
    counts, scores = measured()
    lines = ["# Scores below which events may not fall; `python benchmarks/score_track.py --state` states them again.", ""]
    lines += [
        "[gold]",
        f"seed = {SEED}",
        f"positions = {POSITIONS}",
        *(f"{kind} = {count}" for kind, count in counts.items()),
        "",
    ]
    for kind, row in scores.items():
        lines += [f'["{kind}"]', *(f"{name} = {max(0.0, row[name] - SLACK):.3f}" for name in ("precision", "recall")), ""]
    FLOORS.parent.mkdir(parents=True, exist_ok=True)
    FLOORS.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--events", type=Path, help="events that somebody found (columns of schema.events())")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--state", action="store_true")
    chosen = parser.parse_args()
    if chosen.state:
        return state()
    if chosen.folder is None:
        parser.error("name the folder that benchmarks/traffic/make.py made")
    ports, places = tables()
    gold = pl.read_parquet(chosen.folder / "gold.parquet")
    began = time.perf_counter()
    if chosen.events:
        found = pl.read_parquet(chosen.events)
    else:
        positions = pl.read_parquet(chosen.folder / "positions.parquet")
        found = events(positions, ports, places, pl.read_parquet(chosen.folder / "particulars.parquet"))
        print(
            f"found {len(found)} events in {len(positions)} positions in {time.perf_counter() - began:.1f} s", file=sys.stderr
        )
    rows: dict[str, Any] = score(found, gold, ports, places)
    if chosen.peer:
        rows |= peer(pl.read_parquet(chosen.folder / "positions.parquet"), gold, ports, places)
    for kind, row in rows.items():
        print(f"{kind:24} " + json.dumps(row))
    return None


if __name__ == "__main__":
    main()
