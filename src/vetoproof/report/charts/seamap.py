"""A map of a stretch of sea: what ships did there and what was seen, over an outline of land, in one drawing without a network.

    seamap([Mark(kind="dark_call", lat=42.3, lon=130.9, label="1", note="...")], [Line(kind="gap", points=(...))], 834,
           "Silences near the port", "Thirteen silences; the list repeats each.")

Signs are told apart by their shape. Their labels are the numbers of a list beside the map, and never overlap: one that finds no
room is left out and counted. The line below the map says how much is drawn, put together, beyond the edge and left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from vetoproof.report.charts import labels, symbols
from vetoproof.report.charts.crowds import Crowd, aside, crowds, joined
from vetoproof.report.charts.labels import Box
from vetoproof.report.charts.land import CREDIT, Point, Window, paths
from vetoproof.report.charts.seaplane import Plane, around, bar_km, meridian, parallel, plane, steps, unwound
from vetoproof.report.charts.svg import element, line, picture, rectangle, text
from vetoproof.report.charts.svg import title as title_
from vetoproof.report.numbers import counted, grouped

LEFT, TOP, RIGHT, BELOW = 47.0, 8.0, 8.0, 22.0
"""Pixels around the frame; degrees are written at the left and below."""
NARROW = 560.0
MOST_LINES = 300
"""Lines that a map holds at most; what is more is counted."""
FEW = 40
"""Labels up to which one may stand far from its sign, at the end of a leader line; with more, the lines would be a thicket."""
FAR = 36.0
"""Pixels that a label may stand from its sign where there are more than `FEW`."""
FIRST = ("watched", "dark_call")
"""Kinds whose labels may stand far off in any crowd: what the map is for."""
TOLD = 12
"""Notes that the sign of a crowd shows; the others are counted."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One sign: a kind of `symbols.POINTS`, degrees, what is written beside it, and a note that shows on pointing at it.

    `label`: a number of the list beside, or a name. `href` where the sign leads, "" nowhere; `claim` the claim that it rests
    on, "" where it is computed. `radius_km`: a dotted circle around a watched place.
    """

    kind: str
    lat: float
    lon: float
    label: str = ""
    note: str = ""
    href: str = ""
    claim: str = ""
    radius_km: float = 0.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A way: a kind of `symbols.WAYS`, its points as latitude and longitude in the order of time, and the rest as of a mark."""

    kind: str
    points: tuple[Point, ...]
    label: str = ""
    note: str = ""
    href: str = ""
    claim: str = ""


class Tally(msgspec.Struct):
    """What the line below the map says."""

    marks: int = 0
    signs: int = 0
    lines: int = 0
    beyond: int = 0
    unplaced: int = 0
    undrawn: int = 0
    roomless: int = 0

    def words(self) -> list[str]:
        told = [f"Drawn: {counted(self.marks, 'mark')}" + (f" and {counted(self.lines, 'line')}" if self.lines else "")]
        if self.signs < self.marks:
            told[0] += f"; marks close together are one sign with a count ({grouped(self.signs)} signs)"
        if self.undrawn:
            told.append(f"{counted(self.undrawn, 'line')} more, not drawn")
        if self.beyond:
            told.append(f"{counted(self.beyond, 'mark or line', 'marks or lines')} beyond the edge")
        if self.unplaced:
            told.append(f"{grouped(self.unplaced)} without a position")
        if self.roomless:
            told.append(f"{counted(self.roomless, 'label')} without room, left out")
        return told


class _Way(msgspec.Struct):
    kind: str
    points: list[Point]
    lines: list[Line]


def seamap(
    marks: Sequence[Mark], lines: Sequence[Line], width: float, title: str, desc: str, *,
    box: tuple[float, float, float, float] | None = None,
) -> Markup:  # fmt: skip
    """The map at one width in pixels. `box`: west, south, east, north in degrees; without it, what holds all marks and lines.

    West is more than east where the box crosses the 180th meridian. Raises ValueError on a kind that is none, a box that is
    none, and where neither a box nor a position is given.
    """
    strange = sorted({m.kind for m in marks} - set(symbols.POINTS) | {w.kind for w in lines} - set(symbols.WAYS))
    if strange:
        raise ValueError(f"no sign for {', '.join(strange)}")
    tally = Tally()
    held = [m for m in marks if _place(m.lat, m.lon)]
    ways = [(w, unwound(w.points)) for w in lines if len(w.points) >= 2 and all(_place(*p) for p in w.points)]
    tally.unplaced = len(marks) - len(held) + len(lines) - len(ways)
    window = _window(box) if box else around([(m.lat, m.lon) for m in held] + [p for _, way in ways for p in _dense(way)])
    if window is None:
        raise ValueError("a map needs a position or a box")
    narrow = width < NARROW
    p = plane(window, LEFT, TOP, width - LEFT - RIGHT, 1.3 if narrow else 0.85, 0.8 if narrow else 0.5)
    drawn_ways = _ways(ways, p, tally)
    spots, shown = _spots(held, p, tally)
    groups = crowds(spots)
    tally.signs = len(groups)
    stands = aside(groups, p.inside)
    bar, bar_box = _bar(p)
    written = _labels(groups, stands, shown, drawn_ways, p, bar_box, tally)
    frame = rectangle(p.left, p.top, p.width, p.height, "frame")
    foot, height = _foot(groups, drawn_ways, tally, width, p.top + p.height + BELOW)
    parts = [title_(title), element("desc", desc), _ground(p, shown, drawn_ways), frame, *_degrees(p)]
    parts += [_sign(g, at, shown) for g, at in zip(groups, stands, strict=True)] + written + [bar, *foot]
    return picture(width, height, "seamap", f"{title}. {desc}", *parts)


def _place(lat: float, lon: float) -> bool:
    return math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 360


def _window(box: tuple[float, float, float, float]) -> Window:
    west, south, east, north = box
    if not (all(map(math.isfinite, box)) and -90 <= south < north <= 90 and abs(west) <= 360 and abs(east) <= 360):
        raise ValueError("a box is west, south, east, north in degrees, south below north")
    if east <= west:
        east += 360.0
    if east - west > 360.0 or east <= west:
        raise ValueError("a box is at most 360 degrees wide")
    return Window(west, south, east, north)


def _dense(way: list[Point]) -> Iterable[Point]:
    """Points of a line at most 5 degrees apart, so that the window holds the line and not only its ends."""
    for (a, b), (c, d) in pairwise(way):
        parts = max(1, math.ceil(abs(d - b) / 5.0))
        yield from ((a + (c - a) * i / parts, b + (d - b) * i / parts) for i in range(parts + 1))


def _ways(ways: list[tuple[Line, list[Point]]], p: Plane, tally: Tally) -> list[_Way]:
    """The lines inside the window in pixels; those with the same ends, as far as can be seen, as one."""
    found: dict[tuple[str, ...], _Way] = {}
    for one, way in ways:
        turned = _turned(way, p.window)
        if turned is None:
            tally.beyond += 1
            continue
        points = [p(lat, lon) for lat, lon in turned]
        ends = tuple(f"{round(value / 4)}" for point in (points[0], points[-1]) for value in point)
        known = found.get((one.kind, *ends))
        if known is None and len(found) >= MOST_LINES:
            tally.undrawn += 1
            continue
        tally.lines += 1
        if known is None:
            found[(one.kind, *ends)] = _Way(one.kind, points, [one])
        else:
            known.lines.append(one)
    return list(found.values())


def _turned(way: list[Point], window: Window) -> list[Point] | None:
    """The line turned by whole circles to where the window is; None where it does not come into it."""
    low, high = min(lon for _, lon in way), max(lon for _, lon in way)
    if max(lat for lat, _ in way) < window.south or min(lat for lat, _ in way) > window.north:
        return None
    turn = 360.0 * math.ceil((window.west - high) / 360.0)
    return [(lat, lon + turn) for lat, lon in way] if low + turn <= window.east else None


def _spots(marks: list[Mark], p: Plane, tally: Tally) -> tuple[list[tuple[str, float, float]], list[Mark]]:
    spots, shown = [], []
    for mark in marks:
        lon = p.window.holds(mark.lat, mark.lon)
        if lon is None:
            tally.beyond += 1
        else:
            spots.append((mark.kind, *p(mark.lat, lon)))
            shown.append(mark)
    tally.marks = len(shown)
    return spots, shown


def _ground(p: Plane, marks: list[Mark], ways: list[_Way]) -> Markup:
    """What lies below the signs, cut at the frame: sea, land, graticule, radii, lines."""
    land, coast = paths(p.window.wider(6.0 / p.scale), p)
    parts = [rectangle(p.left, p.top, p.width, p.height, "sea")]
    parts.append(element("path", d=land, class_="land seamed" if coast else "land", fill_rule="evenodd"))
    parts += [element("path", d=coast, class_="coast")] if coast else []
    for value, _ in _parallels(p):
        parts.append(line(p.left, p(value, 0)[1], p.left + p.width, p(value, 0)[1], "grid"))
    for value, _ in _meridians(p):
        parts.append(line(p(0, value)[0], p.top, p(0, value)[0], p.top + p.height, "grid"))
    for mark in marks:
        wide, high = mark.radius_km * p.pixels_a_km, mark.radius_km / 111.195 * p.scale
        if high > symbols.SIZE + 2:
            x, y = p(mark.lat, p.window.holds(mark.lat, mark.lon) or mark.lon)
            parts.append(element("ellipse", cx=x, cy=y, rx=wide, ry=high, class_=f"radius {symbols.css(mark.kind)}"))
    for way in ways:
        notes = _notes([(one.label, one.note) for one in way.lines])
        inner = [title_(notes)] if notes else []
        parts.append(element("g", *inner, *symbols.way(way.kind, way.points), class_=symbols.css(way.kind)))
    view = " ".join(f"{value:.1f}" for value in (p.left, p.top, p.width, p.height))
    return element("svg", *parts, x=p.left, y=p.top, width=p.width, height=p.height, viewBox=view, overflow="hidden")


def _parallels(p: Plane) -> list[tuple[float, str]]:
    step = steps(p.window.north - p.window.south, p.height, 70.0)
    first, last = math.ceil(p.window.south / step - 1e-9), math.floor(p.window.north / step + 1e-9)
    return [(i * step, parallel(i * step, step)) for i in range(first, last + 1)]


def _meridians(p: Plane) -> list[tuple[float, str]]:
    step = steps(p.window.east - p.window.west, p.width, 82.0)
    first, last = math.ceil(p.window.west / step - 1e-9), math.floor(p.window.east / step + 1e-9)
    return [(i * step, meridian(i * step, step)) for i in range(first, last + 1)]


def _degrees(p: Plane) -> list[Markup]:
    low = p.top + p.height
    parts = [text(p.left - 5, p(v, 0)[1] + 3.5, words, "tick", "end", data_computed="axis") for v, words in _parallels(p)]
    for value, words in _meridians(p):
        at = min(p(0, value)[0], p.left + p.width - 16)
        parts.append(text(at, low + 14, words, "tick", "middle", data_computed="axis"))
    return parts


def _sign(group: Crowd, at: Point, marks: list[Mark]) -> Markup:
    notes = _notes([(marks[i].label, marks[i].note) for i in group.members])
    drawn = symbols.sign(group.kind, *at, *([title_(notes)] if notes else []))
    if math.dist(at, (group.x, group.y)) < 0.5:
        return drawn
    true = element("circle", cx=group.x, cy=group.y, r=1.3, class_="true")
    return element("g", line(group.x, group.y, *at, "leader"), true, drawn)


def _notes(told: list[tuple[str, str]]) -> str:
    said = [": ".join(part for part in one if part) for one in told]
    said = [one for one in said if one]
    more = [f"and {grouped(len(said) - TOLD)} more"] if len(said) > TOLD else []
    return "\n".join(said[:TOLD] + more)


def _labels(
    groups: list[Crowd], stands: list[Point], marks: list[Mark], ways: list[_Way], p: Plane, bar: Box, tally: Tally
) -> list[Markup]:
    """Labels where they hide nothing, watched places first and ports last."""
    wanted: list[tuple[int, Point, str, str, Mark | Line]] = []
    for group, at in zip(groups, stands, strict=True):
        words = joined([marks[i].label for i in group.members], len(group.members))
        rank = 0 if group.kind == "watched" else 3 if group.kind == "port" else 1
        wanted.append((rank, at, words, group.kind, marks[group.members[0]]))
    for way in ways:
        middle = way.points[(len(way.points) - 1) // 2], way.points[len(way.points) // 2]
        centre = ((middle[0][0] + middle[1][0]) / 2, (middle[0][1] + middle[1][1]) / 2)
        words = joined([one.label for one in way.lines], len(way.lines)) if any(one.label for one in way.lines) else ""
        if words and p.inside(*centre):
            wanted.append((2, centre, words, way.kind, way.lines[0]))
    said = sorted((one for one in wanted if one[2]), key=lambda one: one[0])
    ends = [labels.around(*end, 3.0) for way in ways for end in (way.points[0], way.points[-1])]
    taken = [bar, *ends] + [labels.around(*at, symbols.SIZE) for at in stands]
    frame = Box(p.left + 2, p.top + 2, p.left + p.width - 2, p.top + p.height - 2)
    spots = labels.place([one[1] for one in said], [_room(one[2]) for one in said], symbols.SIZE, frame, taken)
    parts: list[Markup] = []
    for (_, at, words, kind, origin), spot in zip(said, spots, strict=True):
        filled = labels.box(spot, _room(words))
        lost = (
            len(said) > FEW and kind not in FIRST and math.dist((spot.x, spot.y), at) > FAR + (filled.right - filled.left) / 2
        )
        if lost or not filled.within(frame) or any(filled.meets(other) for other in taken):
            tally.roomless += 1
            continue
        taken.append(filled)
        if spot.far:
            parts.append(line(*at, spot.x, spot.y - 4, "leader"))
        css = f"{'name' if kind in symbols.NAMED else 'label'} {symbols.css(kind)}"
        said_by = {"data_claim": origin.claim} if origin.claim else {"data_computed": "key of the list"}
        drawn = text(spot.x, spot.y, words, css, "middle", **said_by)
        parts.append(element("a", drawn, href=origin.href, tabindex="-1") if origin.href else drawn)
    return parts


def _room(words: str) -> str:
    """As many letters as the label is wide where a letter is as wide as a digit: capitals and bold ones are wider."""
    return words + " " * math.ceil(sum(0.22 for letter in words if letter.isupper()) + len(words) * 0.06)


def _bar(p: Plane) -> tuple[Markup, Box]:
    km = bar_km(p.pixels_a_km, p.width * 0.24)
    wide = km * p.pixels_a_km
    x, y = p.left + 12, p.top + p.height - 11
    words = f"{km:g} km"
    if p.window.north - p.window.south > 8:
        words += f" at {parallel(round(p.window.middle), 1)}"
    box = Box(x - 6, y - 19, x + max(wide, len(words) * 6.2) + 6, y + 6)
    parts = [rectangle(box.left, box.top, box.right - box.left, box.bottom - box.top, "bar-ground")]
    parts += [
        line(x, y, x + wide, y, "bar"),
        line(x, y - 4, x, y + 0.6, "bar"),
        line(x + wide, y - 4, x + wide, y + 0.6, "bar"),
    ]
    parts.append(text(x, y - 7, words, "tick", data_computed="scale of the map"))
    return element("g", *parts), box


def _foot(groups: list[Crowd], ways: list[_Way], tally: Tally, width: float, top: float) -> tuple[list[Markup], float]:
    """The legend and the line that says how much is drawn; and the height of the whole."""
    signs, lines = {g.kind for g in groups}, {w.kind for w in ways}
    parts: list[Markup] = []
    x, y = 4.0, top + 12
    for kind, words in symbols.WORDS.items():
        if kind not in signs | lines:
            continue
        wide = 30 + len(words) * 5.9
        if x > 4 and x + wide > width:
            x, y = 4.0, y + 19
        parts += [symbols.key(kind, x, y - 4, kind in lines), text(x + 30, y, words, "key-words")]
        x += wide + 14
    y += 8 if parts else -8
    sentences = ". ".join([*tally.words(), CREDIT]) + "."
    room, row = int((width - 8) / 5.4), ""
    for word in [*sentences.split(" "), ""]:
        if not word or (row and len(row) + 1 + len(word) > room):
            y += 14
            parts.append(text(4, y, row, "credit", data_computed="count of what is drawn"))
            row = ""
        row = f"{row} {word}".strip()
    return parts, y + 8
