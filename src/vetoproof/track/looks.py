"""Looks: what one scene showed of one place, put together from all its readers. Two readers of one scene are one look.

Readers who disagree whether a ship was there make a look that counts for neither (`observed` None), and it says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.track.windows import Window

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules


SCENE_S = 3_600
"""Seconds by which readers of one scene may tell its time differently. Ours: they round to the hour, and strips of one pass are
minutes apart."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A ship in a look. `identified_by`: the named readers who say which hull it is; who only guesses is not among them."""

    vessel: str
    imo: int | None = None
    mmsi: int | None = None
    identified_by: tuple[str, ...] = ()
    berth: str = ""
    length_m: float | None = None
    length_sigma_m: float | None = None
    containers: tuple[float, float] | None = None


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One observation. `start`, `end` epoch seconds: one moment of this window was seen. `absent`: ships that readers looked
    for and did not find, though others may have been there (one with a `berth`: not at that berth); `empty`: a reader says so
    of the whole place, whatever else was looked for; `bare`: berths at which a reader saw none, which says nothing of the
    others. `disputed`: readers of it disagree. `rules` (packs/track/rules.yaml): when a look counts as one."""

    place: str
    start: int
    end: int
    observed: bool | None
    sensor: str = ""
    scene: str = ""
    resolution_m: float | None = None
    cloud: float | None = None
    readers: tuple[str, ...] = ()
    ships: tuple[Seen, ...] = ()
    absent: tuple[Seen, ...] = ()
    empty: bool = False
    bare: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def disputed(self) -> bool:
        return self.observed is None

    def instant(self, rules: TrackRules) -> bool:
        """The hour is known."""
        return self.end - self.start <= rules.look_instant_minutes * 60

    def blind(self, rules: TrackRules) -> str:
        """Why this is no look at all ("" where it is one): what it does not show is not shown to be absent."""
        return blind(self.sensor, self.cloud, self.resolution_m, rules)


def blind(sensor: str, cloud: float | None, resolution_m: float | None, rules: TrackRules) -> str:
    """Why so much cloud, or so coarse a picture, shows no absence; "" where it does."""
    if sensor not in ("radar", "witness") and cloud is not None and cloud > rules.look_cloud_share:
        return "under cloud"
    return "too coarse" if resolution_m is not None and resolution_m > rules.look_resolution_m else ""


def looks(sightings: pl.DataFrame, aliases: dict[str, str] | None = None) -> list[Look]:
    """The looks of a table of sightings, by place and time. `aliases`: other names of places, folded, to the name used
    (`watched.aliases`).

    One look: rows of one place and one scene id of one vendor, whose times have a moment in common or lie within `SCENE_S` of
    one another: without a vendor many scenes are number 1. Without a scene id, rows of one place, time, vendor and sensor.
    Where only the day is told and no scene, readers of one day and sensor may have had one scene, and are one look.
    """
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in sightings.sort("place", "start", "row").iter_rows(named=True):
        place = (aliases or {}).get(row["place"].casefold(), row["place"])
        vendor, scene = row["vendor"].casefold(), row["scene"].casefold()
        key = (place, vendor, scene) if scene else (place, vendor, "", row["start"], row["end"], row["sensor"])
        groups.setdefault(key, []).append(row)
    made = [_look(key[0], scene) for key, rows in groups.items() for scene in _scenes(rows)]
    return sorted(made, key=lambda look: (look.place, look.start, look.end, look.rows))


def _scenes(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Rows that name one scene, by the scenes that they can be of; `rows` by their beginning."""
    scenes: list[list[dict[str, Any]]] = []
    for row in rows:
        ends = min((other["end"] for other in scenes[-1]), default=None) if scenes else None
        if ends is not None and row["start"] <= ends + timedelta(seconds=SCENE_S):
            scenes[-1].append(row)
        else:
            scenes.append([row])
    return scenes


def _look(place: str, rows: list[dict[str, Any]]) -> Look:
    # A row that names a ship and says no speaks of that ship, one that names a berth of that berth; only one that names neither
    # says that the place was empty.
    none = [row for row in rows if not row["observed"] and not _named(row)]
    empty = [row for row in none if not row["berth"]]
    filled = [row for row in rows if row["observed"]]
    starts, ends = [row["start"] for row in rows], [row["end"] for row in rows]
    # Readers who print times of different precision: the moment lies in all their windows, if they have one in common.
    start, end = (max(starts), min(ends)) if max(starts) <= min(ends) else (min(starts), max(ends))
    ships = _ships([row for row in rows if row["observed"]])
    gone = [row for row in rows if not row["observed"] and _named(row)]
    absent = [
        ship for berth in sorted({row["berth"] for row in gone}) for ship in _ships([r for r in gone if r["berth"] == berth])
    ]
    # An empty pier beside a full one is no disagreement; "nothing there" of the same pier, or of the whole place, is.
    disputed = any(_one_berth(a["berth"], b["berth"]) for a in none for b in filled)
    observed = None if disputed else bool(filled)
    clouds = [row["cloud"] for row in rows if row["cloud"] is not None]
    widths = [row["resolution_m"] for row in rows if row["resolution_m"] is not None]
    return Look(
        place=place, start=int(start.timestamp()), end=int(end.timestamp()), observed=observed,
        sensor=next((row["sensor"] for row in rows if row["sensor"]), ""), scene=rows[0]["scene"],
        resolution_m=max(widths, default=None), cloud=max(clouds, default=None), readers=_told(row["reader"] for row in rows),
        ships=ships, absent=tuple(absent), empty=bool(empty) and not filled, bare=_told(row["berth"] for row in none),
        sources=_told(row["source"] for row in rows), rows=tuple(row["row"] for row in rows),
    )  # fmt: skip


def particular(look: Look) -> bool:
    """The look tells of certain ships that they were not there, or of certain berths that they were empty, and nothing of
    others: it says nothing of the place as such."""
    return look.observed is False and bool(look.absent or look.bare) and not look.empty


def shows_without(look: Look, mine: Callable[[Seen], bool]) -> bool:
    """The look shows that a ship was not at its place: nobody was, or a reader did not find it there, at whichever berth."""
    if any(mine(ship) and not ship.berth for ship in look.absent):
        return True
    return look.observed is False and not particular(look)


def contested(look: Look, mine: Callable[[Seen], bool]) -> bool:
    """Of a ship that a look shows: one reader did not find it there, or another named reader says that the ship at that berth
    is another one."""
    ours = [ship for ship in look.ships if ship.identified_by and mine(ship)]
    others = [ship for ship in look.ships if ship.identified_by and not mine(ship)]
    return any(mine(ship) and any(_one_berth(ship.berth, one.berth) for one in ours) for ship in look.absent) or any(
        ship.berth == other.berth and not set(ship.identified_by) & set(other.identified_by)
        for ship in ours
        for other in others
    )


def hull_of(row: dict[str, Any] | Seen) -> tuple[str, str]:
    """What tells ships apart: IMO number, else MMSI, else the name as it is written."""
    get = row.get if isinstance(row, dict) else lambda name: getattr(row, name)
    if get("imo"):
        return "imo", str(get("imo"))
    if get("mmsi"):
        return "mmsi", str(get("mmsi"))
    return "name", _folded(get("vessel"))


def day_of(look: Look) -> Window | None:
    """The UTC day of a look as a window of one; None where its window holds more than one day."""
    from datetime import UTC, datetime

    first, last = (datetime.fromtimestamp(t, UTC).date() for t in (look.start, look.end))
    return Window(first, last) if first == last else None


def _ships(rows: list[dict[str, Any]]) -> tuple[Seen, ...]:
    """The ships of a look. Nameless ones are told apart by nothing, and are one for each berth. Whom one reader knows by name
    (or MMSI) alone is the ship of that name to which another gives its number, if there is but one."""
    groups: dict[tuple[tuple[str, str], str], list[dict[str, Any]]] = {}
    known: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        for weaker in (("mmsi", str(row["mmsi"] or "")), ("name", _folded(row["vessel"]))):
            if weaker[1] and weaker != hull_of(row):
                known.setdefault(weaker, set()).add(hull_of(row))
    for row in rows:
        hull = hull_of(row)
        while len(known.get(hull, ())) == 1:  # a name may lead to an MMSI, and that to an IMO number
            (hull,) = known[hull]
        groups.setdefault((hull, "" if hull[1] else row["berth"]), []).append(row)
    return tuple(_seen(group) for _, group in sorted(groups.items()))


def _seen(rows: list[dict[str, Any]]) -> Seen:
    lengths = [(row["length_sigma_m"] if row["length_sigma_m"] is not None else 1e9, row["length_m"]) for row in rows
               if row["length_m"] is not None]  # fmt: skip
    sigma, length = min(lengths, default=(None, None))
    lows = [row["containers_low"] if row["containers_low"] is not None else row["containers_high"] for row in rows]
    highs = [row["containers_high"] if row["containers_high"] is not None else row["containers_low"] for row in rows]
    counted = [value for value in (*lows, *highs) if value is not None]
    return Seen(
        vessel=next((row["vessel"] for row in rows if row["vessel"]), ""),
        imo=next((row["imo"] for row in rows if row["imo"]), None),
        mmsi=next((row["mmsi"] for row in rows if row["mmsi"]), None),
        identified_by=_told(row["reader"] for row in rows if row["identified"]),
        berth=next((row["berth"] for row in rows if row["berth"]), ""), length_m=length,
        length_sigma_m=sigma if sigma != 1e9 else None, containers=(min(counted), max(counted)) if counted else None,
    )  # fmt: skip


def _named(row: dict[str, Any]) -> bool:
    return bool(hull_of(row)[1])


def _one_berth(a: str, b: str) -> bool:
    """What is said of the one may speak of the other; a berth that is not told may be any."""
    return not (a and b) or _folded(a) == _folded(b)


def _folded(word: str | None) -> str:
    return (word or "").casefold()


def _told(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for word in words if word}))
