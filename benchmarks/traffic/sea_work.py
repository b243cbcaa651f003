"""Work at sea: meetings of two ships, ships that drift and wait near each other, fishing fleets."""

from __future__ import annotations

import numpy as np

from traffic.chart import KM, Port, bearing, distance, moved
from traffic.pen import DRIFTING, FISHING
from traffic.world import BEGIN, DAY, Ship, World


def open_water(world: World, ports: list[Port], clear_km: float = 30.0) -> tuple[float, float]:
    """A point beside a lane, further than `clear_km` from any port."""
    rng = world.rng
    while True:
        a, b = rng.choice(len(ports), 2, replace=False)
        way = world.chart.way(ports[a], ports[b])
        i = int(rng.integers(0, len(way) - 1))
        lat, lon = way[i] + rng.random() * (way[i + 1] - way[i])
        lat, lon = moved(float(lat), float(lon), rng.uniform(0, 20), rng.uniform(0, 2 * np.pi))
        if world.chart.nearest(lat, lon)[1] > clear_km:
            return lat, lon


def pair(world: World, ports: list[Port], *, weak: bool) -> None:
    """Two ships that meet three or four times in the month: alongside for 2.5 to 14 hours, in any hour of the day."""
    rng = world.rng
    lat, lon = open_water(world, ports)
    spots = [moved(lat, lon, rng.uniform(0, 60), rng.uniform(0, 2 * np.pi)) for _ in range(int(rng.integers(3, 5)))]
    spots = [s for s in spots if world.chart.nearest(*s)[1] > 15]
    ships = []
    for _ in range(2):
        start = moved(lat, lon, rng.uniform(80, 200), rng.uniform(0, 2 * np.pi))
        ships.append(world.ship(*start, kind=80, length=int(rng.uniform(70, 250)), weak=weak, late=24))
    kn = rng.uniform(8, 13, 2)
    for number, spot in enumerate(spots):
        appointed = BEGIN + (number + 1) * world.days / (len(spots) + 1) * DAY
        if rng.random() < 0.4:  # late in the evening, so that the meeting runs across midnight UTC
            appointed = BEGIN + np.floor((appointed - BEGIN) / DAY) * DAY + rng.uniform(20.5, 24) * 3600
        else:
            appointed += rng.uniform(-0.5, 0.5) * DAY
        _meet(world, ships, kn, spot, appointed)
    for ship in ships:
        ship.pen.sail(np.array([moved(ship.pen.lat, ship.pen.lon, 700, rng.uniform(0, 2 * np.pi))]), kn[0], slow_in=False)


def _meet(world: World, ships: list[Ship], kn: np.ndarray, spot: tuple[float, float], appointed: float) -> None:
    rng = world.rng
    course, course_away = rng.uniform(0, 2 * np.pi), rng.uniform(0, 2 * np.pi)
    for ship, speed in zip(ships, kn, strict=True):  # each roams until it must set out for the spot
        need = float(distance(ship.pen.lat, ship.pen.lon, *spot)) / (speed * 1.852) * 3600
        spare = appointed - need - ship.pen.now
        if spare > 4 * 3600:
            out = moved(ship.pen.lat, ship.pen.lon, spare / 3600 * speed * 1.852 * 0.3, course_away + ship.mmsi % 7)
            ship.pen.sail(np.array([out]), speed, slow_in=False, slow_out=False)
        ship.pen.sail(np.array([spot]), speed, slow_out=False)
        spot = moved(*spot, 8, course)  # the other one waits in the offing until the time has come
    first, second = ships
    begin = max(first.pen.now, second.pen.now, appointed)
    hours, drift = float(rng.uniform(2.5, 14)), float(rng.uniform(0.2, 1.3))
    waited, _ = first.pen.stay((begin - first.pen.now) / 3600 + 1.0, DRIFTING, 0.3)
    lay, _ = second.pen.stay((begin - second.pen.now) / 3600 + 0.02, DRIFTING, 0.3)
    world.tell("loiter", second, lay, second.pen.now, state="drifting")
    alongside = first.pen.now
    start, end = first.pen.drift(hours, drift, course)
    t, where = first.pen.t[-1], first.pen.where[-1]
    # The other ship comes to lie 30 to 80 m off and drifts with it.
    beside = rng.uniform(30, 80) / 1000 / KM
    second.pen.sail(first.pen.where[-2][-1:] + beside, max(3.0, 0.6 * kn[1]), slow_out=False, slow_in=False)
    late = second.pen.now
    if late < alongside:
        second.pen.follow(np.array([alongside]), first.pen.where[-2][-1:] + beside, DRIFTING)
    keep = t > late + 60
    if keep.sum() < 2:
        return
    second.pen.follow(t[keep], where[keep] + beside, DRIFTING)
    start = alongside if late < alongside else float(t[keep][0])
    port, far = world.chart.nearest(first.pen.lat, first.pen.lon)
    world.tell("meeting", first, start, end, other=second, at=(float(where[0, 0]), float(where[0, 1])), cause="alongside",
               port_km=f"{far:.0f}", hours=f"{(end - start) / 3600:.1f}")  # fmt: skip
    world.tell("loiter", first, waited, end, state="alongside another ship", port=port.name)
    world.tell("loiter", second, min(late, start), end, state="alongside another ship", port=port.name)


def drifters(world: World, ports: list[Port], count: int) -> None:
    """Ships that wait for orders at sea, some kilometres from each other, and drift for hours: no meeting."""
    rng = world.rng
    lat, lon = open_water(world, ports, 45)
    wind = rng.uniform(0, 2 * np.pi)
    pace = rng.uniform(0.3, 1.2)  # one wind moves all of them alike
    for number in range(count):
        ship = world.ship(*moved(lat, lon, rng.uniform(100, 250), rng.uniform(0, 2 * np.pi)), weak=bool(rng.random() < 0.2),
                          length=int(rng.uniform(90, 250)), late=24)  # fmt: skip
        kn = rng.uniform(9, 14)
        while ship.pen.now < world.end:
            side = wind + np.pi / 2 + (number - count / 2) * 0.6 + rng.normal(0, 0.05)
            ship.pen.sail(np.array([moved(lat, lon, 3 + 2.5 * number, side)]), kn)
            start, end = ship.pen.drift(rng.uniform(6, 60), pace, wind)
            world.tell("loiter", ship, start, end, state="drifting")
            away = moved(lat, lon, rng.uniform(100, 300), rng.uniform(0, 2 * np.pi))
            ship.pen.sail(np.array([away]), kn, slow_in=False)


def fleet(world: World, ports: list[Port], count: int) -> None:
    """Fishing boats of one port that work one ground for days, 600 m to 3 km apart; two of them trawl as a pair."""
    rng = world.rng
    home = ports[int(rng.integers(len(ports)))]
    ground = moved(home.lat, home.lon, rng.uniform(45, 110), rng.uniform(0, 2 * np.pi))
    boats = [world.ship(*world.berth(home), kind=30, length=30, weak=bool(rng.random() < 0.3)) for _ in range(count)]
    # Spread as seeds in a flower: each boat 800 m or more from the next.
    slots = np.array([moved(0.0, 0.0, 0.9 * np.sqrt(i + 1) + rng.uniform(-0.1, 0.1), i * 2.4) for i in range(count)])
    slots[1] = slots[0] + (0.3 / KM, 0)  # the pair that trawls one net: 300 m apart, at 3 knots
    for boat in boats:
        world.alongside(boat, home, rng.uniform(1, 5))
    while max(b.pen.now for b in boats) < world.end:
        for boat, slot in zip(boats, slots, strict=True):
            boat.pen.sail(np.array([ground + slot]), rng.uniform(8, 9))
        there = [boat.pen.now for boat in boats]
        begin = max(there) + 600
        hours = np.arange(0, rng.uniform(60, 130), 0.5)
        kn = np.where((hours // 6) % 3 == 0, 0.6, 3.0)  # hauling and jigging slowly, else trawling
        along_shore = bearing(np.array(ground), np.array([home.lat, home.lon])) + np.pi / 2
        course = along_shore + np.cumsum(rng.normal(0, 0.3, len(hours)))
        north, east = np.cumsum(kn * 0.926 * np.cos(course)), np.cumsum(kn * 0.926 * np.sin(course))
        centre = np.column_stack([ground[0] + north / KM, ground[1] + east / (KM * np.cos(np.radians(ground[0])))])
        tracks = []
        for i, (boat, slot) in enumerate(zip(boats, slots, strict=True)):
            own = np.cumsum(rng.normal(0, 0.03, (len(hours), 2)), axis=0) * 0.4 / KM if i > 1 else np.zeros((len(hours), 2))
            own -= np.linspace(0, 1, len(hours))[:, None] * own[-1]
            tracks.append(centre + slot + own)
            boat.pen.follow(begin + hours * 3600, tracks[-1], FISHING)
        _abreast(world, boats, np.array(tracks), begin + hours * 3600, kn)
        world.tell("meeting", boats[0], max(there[:2]), begin, other=boats[1], cause="fishing")  # they wait for the others
        for boat, came in zip(boats, there, strict=True):
            world.tell("loiter", boat, came, boat.pen.now, state="fishing")
            boat.pen.sail(np.array([world.berth(home)]), rng.uniform(8, 9))
            world.alongside(boat, home, rng.uniform(12, 40))


def _abreast(world: World, boats: list[Ship], tracks: np.ndarray, t: np.ndarray, kn: np.ndarray) -> None:
    """Boats that lie by the rule of a meeting (500 m, 2 h, under 2 kn) without being alongside: told, and told as fishing."""
    slow = kn < 2
    for i in range(len(boats)):
        for j in range(i + 1, len(boats)):
            close = distance(tracks[i, :, 0], tracks[i, :, 1], tracks[j, :, 0], tracks[j, :, 1]) < 0.55
            runs = np.flatnonzero(np.diff(np.concatenate([[0], (close & slow).astype(int), [0]])))
            for a, b in zip(runs[::2], runs[1::2], strict=True):
                if t[b - 1] - t[a] >= 1.5 * 3600:
                    at = float(tracks[i, a, 0]), float(tracks[i, a, 1])
                    world.tell("meeting", boats[i], t[a], t[b - 1], other=boats[j], at=at, cause="fishing")
