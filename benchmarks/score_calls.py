"""How well sightings and silences are put together: calls.json against the truth of made traffic.

    python benchmarks/traffic/make.py --positions 200000 --seed 7 -o FOLDER
    python benchmarks/score_calls.py FOLDER                     # finds events, puts them together with sightings.csv, scores
    python benchmarks/score_calls.py FOLDER --events events.parquet

corroborated: of silences that a named reader's identification makes more than consistent, how many hold a call by that ship at
  that place (precision), and of true silent calls in which a reader rightly identified the ship, how many are found so
  (recall). `silent` are the true silent calls, `sighted` those in which a look showed a ship there. Readers of made sightings
  name 3 ships in 100 wrongly, which costs precision where such a ship was silent then.
bounds: of the true arrivals and departures of the corroborated calls, how many lie within their bounds (precision); of those of
  all silent calls with an identification (recall). `hours` is the median width of the bounds, `silence_hours` that of the whole
  silence.
stays: the same for stays of any ship at the places with imagery, heard or not: each bounded window should hold a true arrival
  (or departure) there. Recall is of all true calls, many of which fall between two looks or beside another ship. No floor
  holds it: in the traffic of the floors some ship lies at the port nearly always.
occupancy: of the places with imagery, at how many the number of true calls lies within the estimate with chance. No floor
  holds it: ships here lie alongside for a day or so, several at once, and the estimate supposes 2 to 3 days and one at a time.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

import polars as pl

from vetoproof.model import Calls
from vetoproof.packs.track_rules import track_rules
from vetoproof.track.calls import calls
from vetoproof.track.sightings import SightingTable, read_sightings
from vetoproof.track.watched import Watched, aliases
from vetoproof.track.whose import claims, hulls_of

FLOORED = ("calls: corroborated", "calls: bounds")


class Truth(NamedTuple):
    """A call that was made: epoch seconds alongside, and whether in silence."""

    mmsi: int
    place: str
    start: float
    end: float
    silent: bool


def truths(gold: pl.DataFrame, places: tuple[Watched, ...]) -> list[Truth]:
    """The true calls at watched places."""
    known = aliases(places)
    rows = gold.filter(pl.col("kind").is_in(["port_call", "dark_call"])).select("mmsi", "place", "start", "end", "kind")
    return [
        Truth(mmsi, known[place.casefold()], start.timestamp(), end.timestamp(), kind == "dark_call")
        for mmsi, place, start, end, kind in rows.iter_rows()
        if (place or "").casefold() in known
    ]


def score(found: Calls, seen: pl.DataFrame, gold: pl.DataFrame, places: tuple[Watched, ...]) -> dict[str, dict[str, float]]:
    """Precision and recall by question, with the counts behind them."""
    told, known = truths(gold, places), aliases(places)
    named = [
        (mmsi, known[place.casefold()], at.timestamp())
        for mmsi, place, at, sure in seen.select("mmsi", "place", "start", "identified").iter_rows()
        if sure and mmsi is not None
    ]
    ships = [
        (known[place.casefold()], at.timestamp())
        for place, at, there in seen.select("place", "start", "observed").iter_rows()
        if there
    ]
    sighted = sum(call.silent and any(call.place == p and call.start <= t <= call.end for p, t in ships) for call in told)
    asked = [
        call for call in told if call.silent and any(call[:2] == (m, p) and call.start <= t <= call.end for m, p, t in named)
    ]
    right = wrong = inside = outside = 0
    hit: set[Truth] = set()
    widths, silences = [], []
    for call in found.dark_calls:
        if call.standing != "corroborated":
            continue
        begin, end = _t(call.start), _t(call.end)
        true = [c for c in told if (c.mmsi, c.place) == (call.mmsi, call.place) and c.start < end and begin < c.end]
        right, wrong = right + bool(true), wrong + (not true)
        hit |= set(true)
        for one in true[:1]:
            windows = (call.came_after, call.came_by, one.start), (call.left_not_before, call.left_before, one.end)
            within = [_t(low) <= moment <= _t(high) for low, high, moment in windows]
            inside, outside = inside + sum(within), outside + within.count(False)
            widths += [(_t(high) - _t(low)) / 3600 for low, high, _ in windows]
            silences.append((end - begin) / 3600)
    hours = {"hours": round(median(widths), 1), "silence_hours": round(median(silences), 1)} if widths else {}
    return {
        "calls: corroborated": _row(right, wrong, len(asked), len(hit & set(asked)))
        | {"sighted": sighted, "silent": sum(call.silent for call in told)},
        "calls: bounds": _row(inside, outside, 2 * len(asked), min(inside, 2 * len(asked))) | hours,
        "calls: stays": _stays(found, told),
        "calls: occupancy": _occupancy(found, told),
    }


def _stays(found: Calls, told: list[Truth]) -> dict[str, float]:
    right = wrong = 0
    hit: set[tuple[Truth, str]] = set()
    asked = [call for call in told if any(place.place == call.place and place.looks for place in found.places)]
    widths = []
    for place in found.places:
        here = [call for call in asked if call.place == place.place]
        for stay in place.stays:
            for low, high, end in (
                (stay.came_after, stay.came_by, "start"), (stay.left_not_before, stay.left_before, "end")
            ):  # fmt: skip
                if low is None or high is None:
                    continue
                true = [call for call in here if _t(low) <= getattr(call, end) <= _t(high)]
                right, wrong = right + bool(true), wrong + (not true)
                hit |= {(call, end) for call in true}
                widths.append((_t(high) - _t(low)) / 3600)
    return _row(right, wrong, 2 * len(asked), len(hit)) | {"hours": round(median(widths), 1) if widths else 0.0}


def _occupancy(found: Calls, told: list[Truth]) -> dict[str, float]:
    asked = hit = 0
    for place in found.places:
        if place.chance_low is None or place.first is None or place.last is None or place.chance_high is None:
            continue
        first, last = _t(f"{place.first}T00:00:00Z"), _t(f"{place.last}T23:59:59Z")
        true = sum(call.place == place.place and call.start <= last and call.end >= first for call in told)
        asked, hit = asked + 1, hit + (place.chance_low <= true <= place.chance_high)
    return _row(hit, asked - hit, asked, hit)


def _row(right: int, wrong: int, asked: int, hit: int) -> dict[str, float]:
    return {
        "precision": round(right / (right + wrong), 4) if right + wrong else 0.0,
        "recall": round(hit / asked, 4) if asked else 0.0,
        "right": right, "wrong": wrong, "asked": asked, "hit": hit,
    }  # fmt: skip


def _t(iso: str | None) -> float:
    assert iso is not None
    return datetime.fromisoformat(iso).timestamp()


def together(events: pl.DataFrame, sightings: SightingTable, said: pl.DataFrame, places: tuple[Watched, ...]) -> Calls:
    """What this house makes of them."""
    return calls(sightings.table, events, places, track_rules(), ships=hulls_of(claims(said)), rejected=sightings.rejected)


def measured(maker: Any, gold: pl.DataFrame, events: pl.DataFrame, places: tuple[Watched, ...]) -> dict[str, dict[str, float]]:
    """Scores on traffic in memory (`traffic.make.Maker` whose parts were asked for)."""
    sightings = read_sightings(io.StringIO(maker.as_read(maker.scenes())))
    assert not sightings.rejected, sightings.reasons
    found = score(together(events, sightings, maker.particulars(), places), sightings.table, gold, places)
    return {name: found[name] for name in FLOORED}


def main(words: Iterable[str] | None = None) -> None:
    import score_track

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=Path, help="events that somebody found (columns of schema.events())")
    chosen = parser.parse_args(None if words is None else list(words))
    ports, places = score_track.tables()
    said = pl.read_parquet(chosen.folder / "particulars.parquet")
    if chosen.events:
        events = pl.read_parquet(chosen.events)
    else:
        events = score_track.events(pl.read_parquet(chosen.folder / "positions.parquet"), ports, places, said)
    with (chosen.folder / "sightings.csv").open("rb") as file:
        sightings = read_sightings(file)
    found = together(events, sightings, said, places)
    for name, row in score(found, sightings.table, pl.read_parquet(chosen.folder / "gold.parquet"), places).items():
        print(f"{name:20} " + json.dumps(row))


if __name__ == "__main__":
    main()
