"""The drawn parts of the chart of cumulative figures: a figure with its window and open ends, a bound as a box."""

from __future__ import annotations

from datetime import date

import msgspec
from markupsafe import Markup

from vetoproof.report.charts.labels import Box
from vetoproof.report.charts.scale import Calendar, Linear
from vetoproof.report.charts.svg import element, line, link, rectangle, shape, text, title
from vetoproof.report.dates import shown

SHAPES = ("circle", "square", "diamond", "triangle", "wedge", "hexagon", "plus", "cross")
CLASSES = 8


def hue(claimant: int) -> int:
    """Colours run with the shapes and shift by one each round, so that 64 claimants have their own pair."""
    return (claimant + claimant // len(SHAPES)) % CLASSES


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as drawn. `claimant` is the index of its series; `said` the day of the statement; window ends may be open."""

    claim: str
    note: int
    claimant: int
    own_voice: bool = False
    by: str
    said: date
    low: float | None
    high: float | None
    comparator: str
    basis: str
    words: str
    window_from: date | None
    window_to: date | None

    @property
    def least(self) -> float:
        """Where its mark stands: at the low end of an interval, the bar shows the rest; nought where no number is given."""
        return float(self.low if self.low is not None else self.high or 0.0)

    @property
    def css(self) -> str:
        """Its colour: grey for outlets in their own voice."""
        return "own-voice" if self.own_voice else f"c{hue(self.claimant)}"


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


def band(b: Band, x: Calendar, y: Linear, hatch: str) -> Markup:
    left, right, low, high = x(b.first), x(b.last), y(b.low), y(b.high)
    parts = [
        title(b.arithmetic),
        rectangle(left, high, right - left, low - high, f"band {b.basis}", fill=hatch if b.basis == "occupancy" else None),
    ]
    edge = "band-edge open" if b.high_open else "band-edge"
    parts += [line(left, low, right, low, "band-edge"), line(left, high, right, high, edge)]
    if b.high_open:
        parts += [arrow(left + (right - left) * share, high, -7, "band-edge") for share in (0.25, 0.75)]
    else:
        parts += [line(left, high, left, low, "band-edge"), line(right, high, right, low, "band-edge")]
    return element("g", *parts, class_=f"bound {b.basis}", data_computed=b.arithmetic)


def band_keys(bands: list[Band], x: Calendar, y: Linear) -> list[tuple[str, float, float, Box]]:
    """A letter inside each box, moved along it until it meets no other letter."""
    placed: list[tuple[str, float, float, Box]] = []
    for b in bands:
        middle, reach = (y(b.low) + y(b.high)) / 2 + 4, x(b.last) - x(b.first)
        for share in (0.5, 0.3, 0.7, 0.15, 0.85, 0.05, 0.95):
            kx = x(b.first) + reach * share
            box = Box(kx - 6, middle - 11, kx + 6, middle + 2)
            if not any(box.meets(other[3]) for other in placed):
                break
        placed.append((b.key, kx, middle, box))
    return placed


def window(f: Figure, x: Calendar, y: Linear) -> Markup | None:
    """The window as a line at the height of the figure; an open start runs out into dots."""
    if f.window_from is None and f.window_to is None:
        return None
    level = y(f.least)
    last = f.window_to or f.said
    if f.window_from is None:
        return element("g", line(x(last) - 34, level, x(last), level, f"window {f.css} open"), data_claim=f.claim)
    parts = [line(x(f.window_from), level, max(x(last), x(f.window_from) + 3), level, f"window {f.css} {f.basis}")]
    parts.append(line(x(f.window_from), level - 4, x(f.window_from), level + 4, f"window {f.css}"))
    if f.window_to is None:
        parts.append(line(x(last), level, x(last) + 9, level, f"window {f.css} open"))
    elif x(f.said) - x(last) > 6:
        parts.append(line(x(last), level, x(f.said), level, f"window {f.css} open"))
    return element("g", *parts, data_claim=f.claim)


def figure(f: Figure, x: Calendar, y: Linear, top: float) -> Markup:
    """The mark, with a bar for an interval, an arrow for an open end."""
    px, py = x(f.said), y(f.least)
    colour = f.css
    parts: list[Markup] = []
    if f.low is not None and f.high is not None and f.high != f.low:
        parts += [line(px, py, px, y(f.high), f"reach {colour}"), line(px - 4, y(f.high), px + 4, y(f.high), f"reach {colour}")]
    elif f.high is None:
        parts += [
            line(px, py, px, max(py - 17, top - 4), f"reach {colour}"),
            arrow(px, max(py - 17, top - 4), -4, f"reach {colour}"),
        ]
    elif f.low is None:
        parts += [
            line(px, py, px, min(py + 17, y.first), f"reach {colour}"),
            arrow(px, min(py + 17, y.first), 4, f"reach {colour}"),
        ]
    parts.append(mark(f, px, py, hollow=f.comparator in ("about", "vague")))
    return element("g", *parts)


def mark(f: Figure, px: float, py: float, hollow: bool) -> Markup:
    kind = "circle" if f.own_voice else SHAPES[f.claimant % len(SHAPES)]
    css = f"mark {f.css}" + (" hollow" if hollow else "")
    said = f"{f.by}, said {shown(f.said.isoformat())}: {f.words}"
    return link(f.note, f.claim, shape(kind, px, py, 3.6 if f.own_voice else 5.0, css, title(said)))


def label(f: Figure, px: float, py: float, more: str = "") -> Markup:
    return link(f.note, f.claim, text(px, py, f"{f.note}{more}", f"label {f.css}", "middle"))


def arrow(px: float, py: float, reach: float, css: str) -> Markup:
    """A small open arrow head whose tip is at `reach` from the point."""
    return element(
        "path", d=f"M{px - 3.5:.1f} {py:.1f}L{px:.1f} {py + reach:.1f}L{px + 3.5:.1f} {py:.1f}", class_=f"{css} arrow"
    )


def key_shape(claimant: int, own_voice: bool = False) -> Markup:
    """The mark of a claimant alone, for the legend."""
    drawn = (
        shape("circle", 8, 8, 3.6, "mark own-voice")
        if own_voice
        else shape(SHAPES[claimant % len(SHAPES)], 8, 8, 5.0, f"mark c{hue(claimant)}")
    )
    return element("svg", drawn, viewBox="0 0 16 16", width=16, height=16, class_="chart key", aria_hidden="true")
