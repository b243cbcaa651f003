"""Cargo ships on lanes between ports, with anchorages and berths; pilots and tugs that meet them near port."""

from __future__ import annotations

import numpy as np

from traffic.chart import KM, Port, distance, moved
from traffic.pen import ANCHORED, MOORED, UNDER_WAY
from traffic.world import DAY, Ship, World


def trader(world: World, ports: list[Port], weights: np.ndarray) -> None:
    """One cargo ship for the whole time: berth, way, perhaps an anchorage, berth."""
    rng = world.rng
    here = ports[rng.choice(len(ports), p=weights)]
    lat, lon = world.berth(here)
    ship = world.ship(lat, lon, kind=int(rng.choice([70, 70, 70, 80, 84])), length=int(rng.uniform(80, 260)),
                      weak=bool(rng.random() < 0.1), late=12)  # fmt: skip
    kn = rng.uniform(8, 15)
    world.alongside(ship, here, rng.uniform(4, 40))
    while ship.pen.now < world.end:
        there = ports[rng.choice(len(ports), p=weights)]
        if there is here:
            continue
        if rng.random() < 0.3:
            here = _by_anchorage(world, ship, here, there, kn)
        else:
            began, ended = world.go(ship, here, there, kn)
            if ended - began > DAY and rng.random() < 0.05:  # some switch off at sea, for reasons of their own
                off = began + rng.uniform(0.2, 0.4) * (ended - began)
                ship.pen.off.append((off, off + rng.uniform(0.3, 0.5) * (ended - began)))
            here = there
        _load(world, ship)
        world.alongside(ship, here, float(rng.lognormal(np.log(20), 0.6)) + 3)


def _by_anchorage(world: World, ship: Ship, a: Port, b: Port, kn: float) -> Port:
    """To a berth after waiting at anchor 7 to 16 km off the port, often in company (others wait there as well)."""
    rng = world.rng
    way = world.chart.way(a, b)
    # Anchorages lie on the side from which ships come; nobody anchors within 800 m of another ship.
    toward = np.arctan2((way[-2, 1] - b.lon) * np.cos(np.radians(b.lat)), way[-2, 0] - b.lat)
    hours, there = rng.uniform(5, 60), world.roads.setdefault((round(b.lat / 2), round(b.lon / 2)), [])
    arrives = ship.pen.now + float(distance(way[:-1, 0], way[:-1, 1], way[1:, 0], way[1:, 1]).sum()) / (kn * 1.852) * 3600
    for _ in range(20):
        roads = moved(b.lat, b.lon, rng.uniform(7, 16), toward + rng.normal(0, 0.25))
        others = [o for o in there if o[0] < arrives + hours * 3600 + DAY / 2 and o[1] > arrives - DAY / 2]
        if all(float(distance(*roads, *o[2:])) > 0.8 for o in others):
            break
    ship.pen.sail(np.vstack([way[1:-1], [roads]]), kn)
    start, end = ship.pen.stay(hours, ANCHORED, 0.15)
    there.append((start, end, *roads))
    world.tell("loiter", ship, start, end, state="at anchor", port=b.name)
    ship.pen.sail(np.array([world.berth(b)]), 8, slow_out=False)
    return b


def _load(world: World, ship: Ship) -> None:
    ship.draught = float(np.clip(ship.draught + world.rng.normal(0, 1.5), 3.0, 12.0))
    ship.loads.append((ship.pen.now + 6 * 3600, ship.draught))


def attendants(world: World, port: Port) -> None:
    """A pilot boat and a tug of a busy port: out to ships that come in, alongside for minutes, back to their berth."""
    visits = sorted((v for v in world.visits if v.port.name == port.name), key=lambda v: v.t[0])
    for kind, reach in ((50, 10.0), (52, 4.5)):
        lat, lon = world.berth(port)
        boat = world.ship(lat, lon, kind=kind, length=20)
        for visit in visits:
            _attend(world, boat, visit.t, visit.where, (lat, lon), reach)
        _lie(world, boat, max(1.0, (world.end - boat.pen.now) / 3600))


def _lie(world: World, boat: Ship, hours: float) -> None:
    start, end = boat.pen.stay(hours, MOORED)
    world.tell("port_call", boat, start, end, state="attendant", place=world.chart.nearest(boat.pen.lat, boat.pen.lon)[0].name)


def _attend(world: World, boat: Ship, t: np.ndarray, where: np.ndarray, berth: tuple[float, float], reach: float) -> None:
    near = distance(where[:, 0], where[:, 1], *berth) < reach
    if near.sum() < 2:
        return
    t, where = t[near], where[near]
    out = float(distance(where[0, 0], where[0, 1], *berth)) / (10 * 1.852) * 3600
    if t[0] - out <= boat.pen.now + 1800 or t[-1] > world.end:
        return  # still busy with another
    _lie(world, boat, (t[0] - out - boat.pen.now) / 3600)
    boat.pen.follow([t[0]], where[:1] + 40 / 1000 / KM, UNDER_WAY)
    boat.pen.follow(t[1:], where[1:] + 40 / 1000 / KM, UNDER_WAY)
    if boat.kind == 52:  # a tug holds the ship at its berth for a while
        boat.pen.stay(world.rng.uniform(0.3, 0.8), UNDER_WAY)
    boat.pen.sail(np.array([berth]), 9, slow_in=False, slow_out=False)


def busy(world: World, count: int) -> tuple[list[Port], np.ndarray]:
    """Ports of trade and how often ships go there (as the ranks of ports do: a few take most)."""
    order = world.rng.permutation(len(world.chart.ports))[:count]
    weights = 1 / np.arange(3, count + 3)
    return [world.chart.ports[i] for i in order], weights / weights.sum()
