"""How a likelihood comes about: from even odds, one contribution after another, each an interval in log-odds.

The axis is labelled in per cent at the borders of the words of likelihood: distance is evidence, and labels can be read.
"""

from __future__ import annotations

import math

import msgspec
from markupsafe import Markup

from vetoproof.report.charts.scale import Linear
from vetoproof.report.charts.svg import element, line, link, picture, rectangle, text, title
from vetoproof.report.numbers import signed

BORDERS = (0.50, 0.05, 0.95, 0.20, 0.80, 0.01, 0.99)
"""Borders of the words of likelihood, and even odds, in the order in which they claim room for a label."""
VALUES = 92.0
"""Pixels at the right that are kept for the printed intervals."""
LETTER = 6.6
"""Width in pixels of a letter at 11.5 pixels in the widest of the system fonts."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One contribution in log-odds, and the claim and note that lead it. `counted` False: drawn, but not added."""

    claim: str
    note: int
    label: str
    low: float
    high: float
    counted: bool


def chart(bars: list[Bar], width: float = 356.0) -> Markup:
    """The waterfall: after each row the interval reached so far; what is not counted hangs hollow beside it."""
    reach = _reach(bars)
    x = Linear(*reach, 4.0, width - VALUES)
    top, step = 22.0, 35.0
    height = top + step * (len(bars) + 2) - 4
    parts: list[Markup] = []
    drawn: list[float] = []
    for p in BORDERS:
        at = x(math.log(p / (1 - p)))
        if reach[0] <= math.log(p / (1 - p)) <= reach[1] and all(abs(at - other) >= 29 for other in drawn):
            drawn.append(at)
            parts.append(line(at, top - 5, at, height, "grid major" if p == 0.5 else "grid"))
            parts.append(text(at, top - 9, f"{p:.0%}", "tick", "middle", data_computed="axis"))
    low = high = 0.0
    y = top
    parts += [line(x(0), y + 15, x(0), y + 24, "start"), text(4, y + 10, "Start: even odds, no prior stated", "row-label")]
    for bar in bars:
        y += step
        if bar.counted:
            before, (low, high) = (low, high), (low + bar.low, high + bar.high)
            parts += [line(x(b), y - 11, x(a), y + 15, "link") for b, a in zip(before, (low, high), strict=True)]
            parts.append(_row(bar, low, high, "up" if bar.low + bar.high > 0 else "down", x, y, width))
        else:
            parts.append(_row(bar, bar.low, bar.high, "uncounted", x, y, width))
    y += step
    parts += [line(x(v), y - 11, x(v), y + 15, "link") for v in sorted({low, high})]
    shown = f"{signed(low)} to {signed(high)}"
    total = [
        text(4, y + 10, "Result, in log-odds", "row-label total"),
        rectangle(x(low), y + 15, max(x(high) - x(low), 3.0), 9, "total"),
        text(width - 2, y + 23.5, shown, "row-value total", "end"),
    ]
    parts.append(element("g", *total, data_computed="sum of the contributions counted"))
    return picture(
        width,
        height,
        "waterfall",
        f"Waterfall of {len(bars)} contributions to the likelihood; the table beside it lists each.",
        *parts,
    )


def _reach(bars: list[Bar]) -> tuple[float, float]:
    """The ends of the axis: what the sums and the bars need, at least 5 to 95 per cent."""
    low = high = 0.0
    first, last = -3.1, 3.1
    for bar in bars:
        if bar.counted:
            low, high = low + bar.low, high + bar.high
            first, last = min(first, low, high), max(last, low, high)
        else:
            first, last = min(first, bar.low), max(last, bar.high)
    return first * 1.06, last * 1.06


def _row(bar: Bar, low: float, high: float, css: str, x: Linear, y: float, width: float) -> Markup:
    """Label above, bar below, the contribution itself printed at the right."""
    room = int((width - 8) / LETTER) - len(str(bar.note)) - 3
    label = bar.label if len(bar.label) <= room else bar.label[: room - 1].rstrip(" ,") + "…"
    name = element(
        "text",
        title(bar.label),
        label,
        element("tspan", f" [{bar.note}]", class_="note-ref"),
        x=4,
        y=y + 10,
        class_="row-label",
    )
    worth = text(
        width - 2, y + 23.5, f"{signed(bar.low)} to {signed(bar.high)}" if bar.counted else "not counted", "row-value", "end"
    )
    drawn = rectangle(x(low), y + 15, max(x(high) - x(low), 3.0), 9, css)
    return link(bar.note, bar.claim, drawn, name, worth)
