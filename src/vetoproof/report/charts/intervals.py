"""Intervals side by side on one axis: a claimed figure over what the voyages could have carried. Open ends stay open."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.report.charts.scale import Linear, short, ticks
from vetoproof.report.charts.svg import element, line, picture, rectangle, text


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `low` or `high` None is an open end; `css` is "claimed", "seen" or "occupancy"; one of claim and how is set."""

    label: str
    low: float | None
    high: float | None
    css: str
    claim: str | None = None
    how: str | None = None


def chart(rows: list[Interval], unit: str, width: float = 356.0) -> Markup:
    """The rows on one axis from nought."""
    left, right, top, step = 10.0, width - 16.0, 6.0, 34.0
    marks = ticks(max([v for r in rows for v in (r.low, r.high) if v is not None], default=1.0) * 1.05, 5)
    x = Linear(0.0, marks[-1], left, right)
    bottom = top + step * len(rows)
    parts: list[Markup] = []
    for value in marks:
        parts.append(line(x(value), top, x(value), bottom, "grid" if value else "axis"))
        anchor = "start" if value == 0 else "end" if value == marks[-1] else "middle"
        parts.append(text(x(value), bottom + 14, short(value), "tick", anchor, data_computed="axis"))
    for i, row in enumerate(rows):
        parts.append(_row(row, x, top + step * i, right))
    parts.append(text(right, bottom + 28, unit, "axis-label", "end"))
    return picture(width, bottom + 34, "intervals", f"{len(rows)} intervals in {unit}, side by side.", *parts)


def _row(row: Interval, x: Linear, y: float, right: float) -> Markup:
    parts = [text(14, y + 11, row.label, "row-label")]
    base = y + 16
    low = x(row.low) if row.low is not None else x(0)
    high = x(row.high) if row.high is not None else min(max(low + 26, low), right + 8)
    if row.high is None:
        parts += [
            line(low, base + 5, high, base + 5, f"reach {row.css}"),
            element(
                "path",
                d=f"M{high - 4:.1f} {base + 1:.1f}L{high:.1f} {base + 5:.1f}L{high - 4:.1f} {base + 9:.1f}",
                class_=f"reach arrow {row.css}",
            ),
        ]
        parts.append(line(low, base, low, base + 10, f"edge {row.css}"))
    elif row.low is None:
        parts += [
            line(low, base + 5, high, base + 5, f"reach open {row.css}"),
            line(high, base, high, base + 10, f"edge {row.css}"),
        ]
    else:
        parts.append(rectangle(low, base, max(high - low, 3.0), 10, f"bar {row.css}"))
    return element("g", *parts, data_claim=row.claim, data_computed=row.how)
