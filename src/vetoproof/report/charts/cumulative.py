"""Claimed cumulative figures by claimant over time, against what the voyages counted could have carried.

Claims and bounds are drawn in one grammar: a stretch in time is the window that the figure covers, a height is the figure. A
claim is a mark at the day it was said with a line over its window; a bound is a box over the window of its count. Nothing is
interpolated, so nothing climbs between two figures; what is open at an end is drawn without that end.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.report.charts import labels, marks
from vetoproof.report.charts.labels import Box
from vetoproof.report.charts.marks import Band, Figure
from vetoproof.report.charts.scale import WIDEST, Calendar, Linear, months, short, ticks
from vetoproof.report.charts.svg import element, line, picture, text
from vetoproof.report.dates import shifted
from vetoproof.report.numbers import grouped

SIZE = 5.5
"""Radius in pixels that a mark keeps free of labels."""
REACH = 365 * 20
"""Days beyond all figures and bounds that the axis may reach for windows; what lies beyond is cut there."""
FAR = 2.5
"""A figure more than so many times the next one below it is drawn at the upper edge with its value, so that one misprint
("12 million containers" for shells) does not flatten all others. An assumption of ours about legibility, not about truth."""


class Plane(msgspec.Struct, frozen=True, kw_only=True):
    """Edges in pixels, and scales. `lane` is where figures without a number stand; None where there are none."""

    width: float
    left: float
    right: float
    top: float
    bottom: float
    lane: float | None
    x: Calendar
    y: Linear
    values: list[float]


def ceiling(figures: list[Figure], bands: list[Band]) -> float:
    """The largest value that the axis has to hold; what lies beyond stands at the edge."""
    top = max([b.high for b in bands], default=0.0)
    values = sorted(
        {f.high if f.high is not None else f.least for f in figures if f.least or f.high} | ({top} if top else set())
    )
    held = values[0] if values else 1.0
    for i, value in enumerate(values):
        if value > top and i >= len(values) / 2 and value > FAR * held:
            break
        held = value
    return held


def chart(figures: list[Figure], bands: list[Band], unit: str, width: float = 760.0) -> Markup:
    """The chart at one width in pixels; the page holds a wide and a narrow one, since text in an SVG shrinks with it."""
    limit = ceiling(figures, bands)
    vague = [f for f in figures if f.low is None and f.high is None]
    beyond = [f for f in figures if f.least > limit]
    held = [f for f in figures if f not in vague and f not in beyond]
    plane = _plane(figures, bands, limit, bool(beyond), bool(vague), width)
    parts = [_hatch(width), *_axes(plane, unit)]
    parts += [marks.band(b, plane.x, plane.y, f"url(#hatch-{width:.0f})") for b in bands]
    parts += _beyond(beyond, plane) + _held(held, bands, _edge_boxes(beyond, plane), plane) + _vague(vague, plane)
    label = (
        f"Claimed cumulative {unit} by claimant over time: {len(figures)} figures, and {len(bands)} bounds from voyages. "
        "The list below repeats every figure."
    )
    return picture(width, (plane.lane + 22.0) if plane.lane else plane.bottom + 28.0, "cumulative", label, *parts)


def _plane(figures: list[Figure], bands: list[Band], limit: float, beyond: bool, vague: bool, width: float) -> Plane:
    # Figures at the upper edge need a line of their own between the drawing and its title.
    values = ticks(limit * 1.04)
    # Labels that are powers of ten are wider than grouped ones.
    left, right, top = 46.0 if values[-1] < WIDEST else 62.0, width - 14.0, 38.0 if beyond else 22.0
    bottom = top + (330.0 if width < 560 else 400.0)
    days = [f.said for f in figures] + [d for b in bands for d in (b.first, b.last)]
    low, high = shifted(min(days), -REACH), shifted(max(days), REACH)
    days += [min(max(d, low), high) for f in figures for d in (f.window_from, f.window_to) if d]
    x = Calendar(shifted(min(days), -20), shifted(max(days), 35), left, right)
    y = Linear(0.0, values[-1], bottom, top)
    lane = bottom + 48.0 if vague else None
    return Plane(width=width, left=left, right=right, top=top, bottom=bottom, lane=lane, x=x, y=y, values=values)


def _hatch(width: float) -> Markup:
    """The hatching of estimates; its id holds the width, since a page has the chart twice."""
    stroke = line(0, 0, 0, 6, "hatch-line")
    units, turn = "userSpaceOnUse", "rotate(45)"
    pattern = element("pattern", stroke, id=f"hatch-{width:.0f}", width=6, height=6, patternUnits=units, patternTransform=turn)
    return element("defs", pattern)


def _axes(p: Plane, unit: str) -> list[Markup]:
    parts = [text(p.left, 13, f"{unit}, cumulative over the window drawn", "axis-label")]
    for value in p.values:
        parts.append(line(p.left, p.y(value), p.right, p.y(value), "grid" if value else "axis"))
        parts.append(text(p.left - 6, p.y(value) + 3.5, short(value), "tick", "end", data_computed="axis"))
    for day, label in months(p.x.start, p.x.end, 7 if p.width < 560 else 14):
        major = label.isdigit()
        at = p.x(day)
        parts.append(line(at, p.bottom, at, p.bottom + (6 if major else 4), "axis"))
        if major:
            parts.append(line(at, p.top, at, p.bottom, "grid"))
        parts.append(text(at, p.bottom + 17, label, "tick major" if major else "tick", "middle", data_computed="axis"))
    return parts


def _held(figures: list[Figure], bands: list[Band], taken: list[Box], p: Plane) -> list[Markup]:
    """Figures on the axis: windows below, marks above them, labels where they hide nothing."""
    points = [(p.x(f.said), p.y(f.least)) for f in figures]
    keys = marks.band_keys(bands, p.x, p.y)
    frame = Box(p.left, p.top - 12, p.right + 8, p.bottom)
    spots = labels.place(points, [str(f.note) for f in figures], SIZE, frame, [key[3] for key in keys] + taken)
    parts = [drawn for f in figures if (drawn := marks.window(f, p.x, p.y)) is not None]
    parts += [marks.figure(f, p.x, p.y, p.top) for f in figures]
    parts += [line(px, py, s.x, s.y - 4, "leader") for (px, py), s in zip(points, spots, strict=True) if s.far]
    parts += [marks.label(f, s.x, s.y) for f, s in zip(figures, spots, strict=True)]
    return parts + [text(x, y, key, "band-key", "middle", data_computed=f"bound {key}") for key, x, y, _ in keys]


def _edge_spots(figures: list[Figure], p: Plane) -> list[labels.Placed]:
    points = [(p.x(f.said), p.top) for f in figures]
    arrows = [Box(x - 6, p.top - 16, x + 6, p.top - 4) for x, _ in points]
    return labels.place(points, [_valued(f) for f in figures], SIZE, Box(p.left, p.top - 16, p.right + 8, p.bottom), arrows)


def _edge_boxes(figures: list[Figure], p: Plane) -> list[Box]:
    return [labels.box(spot, _valued(f)) for f, spot in zip(figures, _edge_spots(figures, p), strict=True)]


def _beyond(figures: list[Figure], p: Plane) -> list[Markup]:
    """Figures far above all others, at the upper edge with their value."""
    parts = []
    for f, spot in zip(figures, _edge_spots(figures, p), strict=True):
        arrow = marks.arrow(p.x(f.said), p.top - 7, -6, f"reach {f.css}")
        parts.append(element("g", marks.mark(f, p.x(f.said), p.top, hollow=False), arrow))
        parts.append(marks.label(f, spot.x, spot.y, f": {grouped(f.least)}"))
    return parts


def _valued(f: Figure) -> str:
    return f"{f.note}: {grouped(f.least)}"


def _vague(figures: list[Figure], p: Plane) -> list[Markup]:
    """Figures that give no number, in a lane of their own under the axis."""
    if p.lane is None:
        return []
    points = [(p.x(f.said), p.lane + 4) for f in figures]
    frame, title = Box(p.left, p.lane - 10, p.right + 8, p.lane + 18), Box(p.left, p.lane - 4, p.left + 130, p.lane + 12)
    parts = [text(p.left, p.lane + 8, "said without a number", "axis-label")]
    for f, (px, py), spot in zip(
        figures, points, labels.place(points, [str(f.note) for f in figures], SIZE, frame, [title]), strict=True
    ):
        parts += [marks.mark(f, px, py, hollow=True), marks.label(f, spot.x, spot.y)]
    return parts
