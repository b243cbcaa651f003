"""Ships that ply to a watched port and switch off before it: those that call there, and those that do something else.

What each does on a voyage is drawn from MIX. Some kinds look, on some voyages or always, like a call to anyone who has only
positions; how often they occur is a choice of this file, and the README says what follows from it.
"""

from __future__ import annotations

import numpy as np

from traffic.chart import Port, bearing, distance, moved
from traffic.pen import ANCHORED, DRIFTING, MOORED
from traffic.world import Ship, World

WATCHED = "NAJIN"
OTHER_ENDS = ("VOSTOCHNYY", "VLADIVOSTOK", "NAKHODKA", "DUNAI")
DUNAI = Port("DUNAI", "RUS", 42.88028, 132.3375)
"""In no port index; the settlement's position (see packs/regimes/dprk/watched_places.csv)."""

PAST = ("WONSAN", "CH'ONGJIN", "HUNGNAM", "PUSAN")
NEIGHBOURS = ("CH'ONGJIN", "ZARUBINO", "POS'YET", "SLAVYANKA")

MIX = {
    "call": 0.60,  # silent in, alongside, silent out
    "call_seen": 0.03,  # the same with the transponder on
    "no_time": 0.08,  # passes by in silence, under way throughout
    "at_anchor": 0.07,  # anchors off the port, silent for a while, found where it was
    "drift_seen": 0.06,  # stops, drifts in sight, is silent for a while, drifts on
    "drift_dark": 0.05,  # silent at speed, drifts, is heard again while it still drifts
    "other_port": 0.05,  # silent, calls at a neighbouring port
    "weeks": 0.01,  # silent for weeks (laid up at sea)
    "far_end": 0.015,  # silent here, heard again hundreds of kilometres on
    "hove_to": 0.015,  # passes by in silence, slowly for some hours
    "call_far": 0.01,  # calls in silence and stays silent for hundreds of kilometres
    "mimic": 0.01,  # turns back in silence before the port and leaves as it came: only imagery tells it from a call
}


def shuttle(world: World, watched: Port) -> None:
    """One ship that plies between ports that are watched, for the whole time."""
    rng = world.rng
    ends = [DUNAI if name == "DUNAI" else world.chart.named(name) for name in OTHER_ENDS]
    home = ends[int(rng.choice(len(ends), p=(0.4, 0.2, 0.1, 0.3)))]
    ship = world.ship(*world.berth(home), length=int(rng.uniform(90, 140)), weak=bool(rng.random() < 0.15), late=48)
    kn = rng.uniform(8, 13.5)
    world.alongside(ship, home, rng.uniform(10, 40))
    while ship.pen.now < world.end:
        act = str(rng.choice(list(MIX), p=np.array(list(MIX.values())) / sum(MIX.values())))
        _ACTS[act](world, ship, home, watched, kn)
        ship.loads.append((ship.pen.now + 3600 * 8, ship.draught))
        away = float(distance(ship.pen.lat, ship.pen.lon, home.lat, home.lon))
        dark_home = home is DUNAI and away > 80 and rng.random() < 0.4
        began, ended = _to(world, ship, home, kn)
        off = _off_before(ship, home, rng.uniform(30, 60), began, ended) if dark_home else 0.0
        start, end = ship.pen.stay(rng.uniform(12, 60), MOORED)
        if dark_home:
            pending = (off, start, end)
            began, ended = ship.pen.sail(np.array([_halfway(home, watched)]), kn)
            on = ship.pen.first_beyond(home.lat, home.lon, rng.uniform(30, 60), began, ended)
            _dark(world, ship, home, pending, on)
        else:
            world.tell("port_call", ship, start, end, place=home.name, berth="alongside")


def _to(world: World, ship: Ship, port: Port, kn: float) -> tuple[float, float]:
    return ship.pen.sail(np.array([world.berth(port)]), kn * world.rng.uniform(0.95, 1.05))


def _halfway(a: Port, b: Port) -> tuple[float, float]:
    return (a.lat + b.lat) / 2, (a.lon + b.lon) / 2


def _off_before(ship: Ship, port: Port, km: float, began: float, ended: float) -> float:
    return ship.pen.last_beyond(port.lat, port.lon, km, began, ended)


def _silent(ship: Ship, off: float, on: float) -> None:
    ship.pen.off.append((off, on))


def _dark(world: World, ship: Ship, port: Port, alongside: tuple[float, float, float], on: float, **detail: str) -> None:
    """Tell a call that nobody could hear: off, alongside from, alongside to; on again."""
    off, start, end = alongside
    _silent(ship, off, on)
    at = (port.lat, port.lon)
    world.tell("dark_call", ship, start, end, place=port.name, at=at, off=f"{off:.0f}", on=f"{on:.0f}", **detail)


def _range(world: World) -> float:
    """How far out a transponder is switched off or on: mostly 30 to 60 km, at times nearer or further."""
    u = world.rng.random()
    low, high = (30, 60) if u < 0.85 else (15, 30) if u < 0.93 else (60, 85)
    return float(world.rng.uniform(low, high))


def _call(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    off = _off_before(ship, watched, _range(world), *_to(world, ship, watched, kn))
    if rng.random() < 0.2:  # the berth is taken: it waits off the port, silent as well
        ship.pen.stay(rng.uniform(4, 30), ANCHORED, 0.1)
    start, end = ship.pen.stay(float(rng.lognormal(np.log(26), 0.5)) + 5, MOORED)
    ship.draught = float(np.clip(ship.draught + rng.uniform(0.5, 3), 3, 9))
    began, ended = ship.pen.sail(np.array([_aside(world, home, watched)]), kn)
    on = ship.pen.first_beyond(watched.lat, watched.lon, _range(world), began, ended)
    _dark(world, ship, watched, (off, start, end), on, act="call")


def _aside(world: World, home: Port, watched: Port) -> tuple[float, float]:
    """The point to steer for after the watched port: on the way home, or first some way down the coast."""
    if world.rng.random() < 0.85:
        return _halfway(watched, home)
    return moved(watched.lat, watched.lon, world.rng.uniform(95, 160), world.rng.uniform(2.0, 3.0))


def _call_seen(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    _to(world, ship, watched, kn)
    world.alongside(ship, watched, world.rng.uniform(10, 50))
    ship.pen.sail(np.array([_halfway(watched, home)]), kn)


def _past(world: World, ship: Ship, watched: Port, kn: float, slow_hours: float = 0.0) -> tuple[float, float]:
    """Under way past the watched port in silence, at 10 to 40 km, to another port. Returns off and on."""
    rng = world.rng
    there = world.chart.named(str(rng.choice(PAST)))
    abeam = moved(watched.lat, watched.lon, rng.uniform(10, 40), rng.uniform(2.2, 2.9))
    kn = kn * rng.uniform(0.6, 1.0)
    began, ended = ship.pen.sail(np.array([abeam]), kn, slow_in=False)
    off = _off_before(ship, watched, rng.uniform(42, 65), began, ended)
    if slow_hours:
        ship.pen.drift(slow_hours, rng.uniform(2, 4), bearing(np.array(abeam), np.array([there.lat, there.lon])))
    beyond = moved(watched.lat, watched.lon, 130, 3.3)
    began, ended = ship.pen.sail(np.array([beyond]), kn, slow_in=False, slow_out=False)
    on = ship.pen.first_beyond(watched.lat, watched.lon, rng.uniform(42, 65), began, ended)
    ship.pen.sail(world.chart.way(Port("", "", *beyond), there)[1:], kn, slow_out=False)
    world.alongside(ship, there, rng.uniform(8, 40))
    return off, on


def _no_time(world: World, ship: Ship, _home: Port, watched: Port, kn: float) -> None:
    _silent(ship, *_past(world, ship, watched, kn))


def _hove_to(world: World, ship: Ship, _home: Port, watched: Port, kn: float) -> None:
    _silent(ship, *_past(world, ship, watched, kn, world.rng.uniform(8, 24)))


def _far_end(world: World, ship: Ship, _home: Port, watched: Port, kn: float) -> None:
    off, _ = _past(world, ship, watched, kn)
    alongside = world.truth[-1]["start"]
    _silent(ship, off, alongside - world.rng.uniform(2, 10) * 3600)


def _off_port(world: World, watched: Port, home: Port, low: float, high: float) -> tuple[float, float]:
    toward = bearing(np.array([watched.lat, watched.lon]), np.array([home.lat, home.lon]))
    return moved(watched.lat, watched.lon, world.rng.uniform(low, high), toward + world.rng.normal(0.3, 0.4))


def _at_anchor(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    ship.pen.sail(np.array([_off_port(world, watched, home, 9, 25)]), kn)
    first, _ = ship.pen.stay(rng.uniform(1, 6), ANCHORED, 0.15)
    off = ship.pen.now
    _silent(ship, *ship.pen.stay(rng.uniform(8, 48), ANCHORED, 0.15))
    _, last = ship.pen.stay(rng.uniform(1, 6), ANCHORED, 0.15)
    world.tell("loiter", ship, first, last, state="at anchor", port=watched.name, off=f"{off:.0f}")
    ship.pen.sail(np.array([_halfway(watched, home)]), kn)


def _drift_seen(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    ship.pen.sail(np.array([_off_port(world, watched, home, 25, 70)]), kn)
    wind = rng.uniform(0, 2 * np.pi)
    first, _ = ship.pen.drift(rng.uniform(1, 5), rng.uniform(0.4, 1.4), wind)
    _silent(ship, *ship.pen.drift(rng.uniform(8, 48), rng.uniform(0.3, 1.0), wind))
    _, last = ship.pen.drift(rng.uniform(1, 5), rng.uniform(0.4, 1.4), wind)
    world.tell("loiter", ship, first, last, state="drifting", port=watched.name)
    ship.pen.sail(np.array([_halfway(watched, home)]), kn)


def _drift_dark(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    began, ended = ship.pen.sail(np.array([_off_port(world, watched, home, 20, 50)]), kn)
    off = _off_before(ship, watched, rng.uniform(30, 60), began, ended)
    first, _ = ship.pen.drift(rng.uniform(8, 48), rng.uniform(0.3, 1.0), rng.uniform(0, 2 * np.pi))
    on = ship.pen.now
    _, last = ship.pen.drift(rng.uniform(1, 5), rng.uniform(0.4, 1.2), rng.uniform(0, 2 * np.pi))
    _silent(ship, off, on)
    world.tell("loiter", ship, first, last, state="drifting", port=watched.name)
    ship.pen.sail(np.array([_halfway(watched, home)]), kn)


def _other_port(world: World, ship: Ship, home: Port, _watched: Port, kn: float) -> None:
    rng = world.rng
    there = world.chart.named(str(rng.choice(NEIGHBOURS)))
    began, ended = _to(world, ship, there, kn)
    off = _off_before(ship, there, _range(world), began, ended)
    start, end = ship.pen.stay(rng.uniform(10, 50), MOORED)
    began, ended = ship.pen.sail(np.array([_halfway(there, home)]), kn)
    on = ship.pen.first_beyond(there.lat, there.lon, _range(world), began, ended)
    _dark(world, ship, there, (off, start, end), on, act="other_port")


def _weeks(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    spot = _off_port(world, watched, home, 30, 90)
    ship.pen.sail(np.array([spot]), kn)
    off = ship.pen.now - rng.uniform(0.5, 3) * 3600
    ship.pen.stay(rng.uniform(10, 18) * 24, DRIFTING, 3.0)
    ship.pen.sail(np.array([_halfway(watched, home)]), kn)
    _silent(ship, off, ship.pen.now - rng.uniform(0.2, 1) * 3600)


def _call_far(world: World, ship: Ship, _home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    off = _off_before(ship, watched, _range(world), *_to(world, ship, watched, kn))
    start, end = ship.pen.stay(rng.uniform(15, 50), MOORED)
    there = world.chart.named("PUSAN")
    _, ended = ship.pen.sail(world.chart.way(watched, there)[1:], kn)
    _dark(world, ship, watched, (off, start, end), ended - rng.uniform(2, 20) * 3600, act="call_far")
    world.alongside(ship, there, rng.uniform(10, 30))


def _mimic(world: World, ship: Ship, home: Port, watched: Port, kn: float) -> None:
    rng = world.rng
    began, ended = ship.pen.sail(np.array([_off_port(world, watched, home, 12, 28)]), kn)
    off = _off_before(ship, watched, rng.uniform(30, 60), began, ended)
    first, last = ship.pen.drift(rng.uniform(8, 40), rng.uniform(0.3, 1.0), rng.uniform(0, 2 * np.pi))
    world.tell("loiter", ship, first, last, state="drifting in silence", port=watched.name)
    began, ended = ship.pen.sail(np.array([_halfway(watched, home)]), kn)
    _silent(ship, off, ship.pen.first_beyond(watched.lat, watched.lon, rng.uniform(30, 60), began, ended))


_ACTS = {
    "call": _call, "call_seen": _call_seen, "no_time": _no_time, "at_anchor": _at_anchor, "drift_seen": _drift_seen,
    "drift_dark": _drift_dark, "other_port": _other_port, "weeks": _weeks, "far_end": _far_end, "hove_to": _hove_to,
    "call_far": _call_far, "mimic": _mimic,
}  # fmt: skip
