"""Claimed cumulative figures by claimant over time, against what the voyages counted could have carried.

Claims and bounds are drawn in one grammar: a stretch in time is the window that the figure covers, a height is the figure. A
claim is a mark at the day it was said with a line over its window; a bound is a box over the window of its count. Nothing is
interpolated, so nothing climbs between two figures; what is open at an end is drawn without that end.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from markupsafe import Markup

from vetoproof.report.charts import labels
from vetoproof.report.charts.scale import Calendar, Linear, months, ticks
from vetoproof.report.charts.svg import element, line, picture, rectangle, shape, text, title
from vetoproof.report.numbers import grouped

SHAPES = ("circle", "square", "diamond", "triangle", "wedge", "hexagon", "plus", "cross")
CLASSES = 8


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as drawn. `claimant` is the index of its series; `said` the day of the statement; window ends may be open."""

    claim: str
    note: int
    claimant: int
    by: str
    said: date
    low: float | None
    high: float | None
    comparator: str
    basis: str
    words: str
    window_from: date | None
    window_to: date | None


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """What a count of voyages could have carried over its window. `high_open`: the source gives a floor only."""

    key: str
    basis: str
    first: date
    last: date
    low: float
    high: float
    high_open: bool
    arithmetic: str


def chart(figures: list[Figure], bands: list[Band], unit: str, width: float = 760.0) -> Markup:
    """The chart at one width in pixels; the page holds a wide and a narrow one, since text in an SVG shrinks with it."""
    numbered = [f for f in figures if f.low is not None or f.high is not None]
    vague = [f for f in figures if f.low is None and f.high is None]
    narrow = width < 560
    left, right, top, plot = 46.0, width - 14.0, 22.0, 300.0 if narrow else 340.0
    bottom = top + plot
    peak = max([f.high or f.low or 0.0 for f in numbered] + [b.high for b in bands], default=1.0)
    marks = ticks(peak * 1.04)
    y = Linear(0.0, marks[-1], bottom, top)
    days = [f.said for f in figures] + [d for f in figures for d in (f.window_from, f.window_to) if d]
    days += [d for b in bands for d in (b.first, b.last)]
    start, end = min(days), max(days)
    x = Calendar(start - timedelta(days=20), end + timedelta(days=35), left, right)
    lane = bottom + 48.0 if vague else bottom
    height = lane + (22.0 if vague else 28.0)
    parts: list[Markup | None] = [*_axes(x, y, marks, unit, left, right, top, bottom, narrow)]
    parts += [_band(b, x, y, f"url(#hatch-{width:.0f})") for b in bands]
    parts += [_window(f, x, y) for f in numbered]
    parts += [_figure(f, x, y, top) for f in numbered]
    points = [(x(f.said), y(_height(f))) for f in numbered]
    keys = _band_keys(bands, x, y)
    spots = labels.place(points, [str(f.note) for f in numbered], 5.5, labels.Box(left, top - 12, right + 8, bottom), [k[3] for k in keys])
    for f, (px, py), spot in zip(numbered, points, spots, strict=True):
        if spot.far:
            parts.append(line(px, py, spot.x, spot.y - 4, "leader"))
        parts.append(_label(f, spot.x, spot.y))
    parts += [text(kx, ky, key, "band-key", "middle", data_computed=f"bound {key}") for key, kx, ky, _ in keys]
    if vague:
        parts.append(text(left, lane + 8, "said without a number", "axis-label"))
        lane_points = [(x(f.said), lane + 4) for f in vague]
        lane_spots = labels.place(lane_points, [str(f.note) for f in vague], 5.5, labels.Box(left, lane - 10, right + 8, lane + 18), [labels.Box(left, lane - 4, left + 130, lane + 12)])
        for f, (px, py), spot in zip(vague, lane_points, lane_spots, strict=True):
            parts.append(_mark(f, px, py, hollow=True))
            parts.append(_label(f, spot.x, spot.y))
    label = f"Claimed cumulative {unit} by claimant over time, {len(figures)} figures, and {len(bands)} bounds from counted voyages. The table below repeats every figure."
    return picture(width, height, "cumulative", label, _hatch(width), *parts)


def _hatch(width: float) -> Markup:
    """The hatching of estimates; its id holds the width, since a page has the chart twice."""
    stroke = line(0, 0, 0, 6, "hatch-line")
    return element("defs", element("pattern", stroke, id=f"hatch-{width:.0f}", width=6, height=6, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"))


def _axes(x: Calendar, y: Linear, marks: list[float], unit: str, left: float, right: float, top: float, bottom: float, narrow: bool) -> list[Markup]:
    parts = []
    for value in marks:
        parts.append(line(left, y(value), right, y(value), "grid" if value else "axis"))
        parts.append(text(left - 6, y(value) + 3.5, grouped(value), "tick", "end", data_computed="axis"))
    for day, label in months(x.start, x.end, 7 if narrow else 14):
        major = label.isdigit()
        parts.append(line(x(day), bottom, x(day), bottom + (6 if major else 4), "axis"))
        if major:
            parts.append(line(x(day), top, x(day), bottom, "grid"))
        parts.append(text(x(day), bottom + 17, label, "tick major" if major else "tick", "middle", data_computed="axis"))
    parts.append(text(left, top - 9, f"{unit}, cumulative over the window drawn", "axis-label"))
    return parts


def _height(f: Figure) -> float:
    """Where the mark stands: at the figure said; of an interval at its low end, the bar shows the rest."""
    return float(f.low if f.low is not None else f.high or 0.0)


def _band(b: Band, x: Calendar, y: Linear, hatch: str) -> Markup:
    left, right, low, high = x(b.first), x(b.last), y(b.low), y(b.high)
    parts = [title(b.arithmetic), rectangle(left, high, right - left, low - high, f"band {b.basis}", fill=hatch if b.basis == "occupancy" else None)]
    edge = "band-edge open" if b.high_open else "band-edge"
    parts += [line(left, low, right, low, "band-edge"), line(left, high, right, high, edge)]
    if b.high_open:
        parts += [_arrow(left + (right - left) * share, high, -7, "band-edge") for share in (0.25, 0.75)]
    else:
        parts += [line(left, high, left, low, "band-edge"), line(right, high, right, low, "band-edge")]
    return element("g", *parts, class_=f"bound {b.basis}", data_computed=b.arithmetic)


def _band_keys(bands: list[Band], x: Calendar, y: Linear) -> list[tuple[str, float, float, labels.Box]]:
    """A letter inside each box, moved along it until it meets no other letter."""
    placed: list[tuple[str, float, float, labels.Box]] = []
    for b in bands:
        middle, reach = (y(b.low) + y(b.high)) / 2 + 4, x(b.last) - x(b.first)
        for share in (0.5, 0.3, 0.7, 0.15, 0.85, 0.05, 0.95):
            kx = x(b.first) + reach * share
            box = labels.Box(kx - 6, middle - 11, kx + 6, middle + 2)
            if not any(box.meets(other[3]) for other in placed):
                break
        placed.append((b.key, kx, middle, box))
    return placed


def _window(f: Figure, x: Calendar, y: Linear) -> Markup | None:
    """The window as a line at the height of the figure; an open start runs out into dots."""
    if f.window_from is None and f.window_to is None:
        return None
    level = y(_height(f))
    last = f.window_to or f.said
    if f.window_from is None:
        return element("g", line(x(last) - 34, level, x(last), level, f"window c{f.claimant % CLASSES} open"), data_claim=f.claim)
    parts = [line(x(f.window_from), level, max(x(last), x(f.window_from) + 3), level, f"window c{f.claimant % CLASSES} {f.basis}")]
    parts.append(line(x(f.window_from), level - 4, x(f.window_from), level + 4, f"window c{f.claimant % CLASSES}"))
    if f.window_to is None:
        parts.append(line(x(last), level, x(last) + 9, level, f"window c{f.claimant % CLASSES} open"))
    elif x(f.said) - x(last) > 6:
        parts.append(line(x(last), level, x(f.said), level, f"window c{f.claimant % CLASSES} open"))
    return element("g", *parts, data_claim=f.claim)


def _figure(f: Figure, x: Calendar, y: Linear, top: float) -> Markup:
    """The mark, with a bar for an interval, an arrow for an open end."""
    px, py = x(f.said), y(_height(f))
    colour = f"c{f.claimant % CLASSES}"
    parts: list[Markup] = []
    if f.low is not None and f.high is not None and f.high != f.low:
        parts += [line(px, py, px, y(f.high), f"reach {colour}"), line(px - 4, y(f.high), px + 4, y(f.high), f"reach {colour}")]
    elif f.high is None:
        parts += [line(px, py, px, max(py - 17, top - 4), f"reach {colour}"), _arrow(px, max(py - 17, top - 4), -4, f"reach {colour}")]
    elif f.low is None:
        parts += [line(px, py, px, py + 17, f"reach {colour}"), _arrow(px, py + 17, 4, f"reach {colour}")]
    parts.append(_mark(f, px, py, hollow=f.comparator in ("about", "vague")))
    return element("g", *parts)


def _mark(f: Figure, px: float, py: float, hollow: bool) -> Markup:
    kind = SHAPES[f.claimant % len(SHAPES)]
    css = f"mark c{f.claimant % CLASSES}" + (" hollow" if hollow else "")
    said = f"{f.by}, said {f.said.isoformat()}: {f.words}"
    return element("a", shape(kind, px, py, 5.0, css, title(said)), href=f"#fn-{f.note}", data_claim=f.claim)


def _label(f: Figure, px: float, py: float) -> Markup:
    return element("a", text(px, py, str(f.note), f"label c{f.claimant % CLASSES}", "middle"), href=f"#fn-{f.note}", data_claim=f.claim)


def _arrow(px: float, py: float, reach: float, css: str) -> Markup:
    """A small open arrow head whose tip is at `reach` from the point."""
    return element("path", d=f"M{px - 3.5:.1f} {py:.1f}L{px:.1f} {py + reach:.1f}L{px + 3.5:.1f} {py:.1f}", class_=f"{css} arrow")


def key_shape(claimant: int) -> Markup:
    """The mark of a claimant alone, for the legend."""
    return element("svg", shape(SHAPES[claimant % len(SHAPES)], 8, 8, 5.0, f"mark c{claimant % CLASSES}"), viewBox="0 0 16 16", width=16, height=16, class_="chart key", aria_hidden="true")
