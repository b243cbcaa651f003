"""What is said to have happened when, and who said so when: one row an event.

The bar is the period that the claims give, never narrower than can be seen; a month is a month wide. Marks are statements, by
stance in shape and colour.
"""

from __future__ import annotations

from datetime import date

import msgspec
from markupsafe import Markup

from vetoproof.report.charts.scale import Calendar, months
from vetoproof.report.charts.svg import element, line, link, picture, rectangle, shape, text, title
from vetoproof.report.dates import shifted
from vetoproof.report.wording import SHAPE

ASIDE = {"denies": -4.5, "acknowledges": -4.5, "declines": 4.5, "questions": 4.5}
"""Pixels above or below the middle of the bar, so that a denial of the same day hides no assertion."""

REACH = 365 * 20
"""Days before the first and after the last statement that the axis may reach for periods; what lies beyond is cut there."""

SLENDER = 5.0
"""Least width of a bar in pixels: a day on an axis of years would vanish."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One statement: its claim and note, the days between which it was published, stance, and words for the tooltip."""

    claim: str
    note: int
    first: date
    last: date
    stance: str
    words: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One event: where it is treated, its title, its period (open ends None) and the statements on it."""

    anchor: str
    label: str
    number: str
    period_from: date | None
    period_to: date | None
    precise: bool
    how: str
    statements: list[Statement]


def chart(rows: list[Row], width: float = 760.0) -> Markup:
    """The timeline at one width: titles stand left of the bars where there is room, else above them."""
    narrow = width < 560
    left, right = (8.0, width - 8.0) if narrow else (width * 0.46, width - 12.0)
    step = 42.0 if narrow else 26.0
    top = 26.0
    bottom = top + step * len(rows) + 4
    start, end = _extent(rows)
    x = Calendar(shifted(start, -25), shifted(end, 25), left, right)
    parts: list[Markup] = []
    for day, label in months(x.start, x.end, 6 if narrow else 12):
        parts.append(line(x(day), top - 6, x(day), bottom, "grid major" if label.isdigit() else "grid"))
        parts.append(text(x(day), top - 11, label, "tick major" if label.isdigit() else "tick", "middle", data_computed="axis"))
    room = int((right - left) / 6.3) if narrow else int((left - 40) / 6.1)
    for i, row in enumerate(rows):
        base = top + step * i + (29.0 if narrow else 15.0)
        at = (left, base - 14) if narrow else (8.0, base + 4)
        parts.append(_label(row, *at, room))
        if not narrow:
            parts.append(line(8, base + 13, right, base + 13, "rule"))
        parts += [m for m in (_bar(row, x, base), *_statements(row, x, base)) if m is not None]
    return picture(width, bottom + 6, "timeline", f"Timeline of {len(rows)} events with the statements made on each.", *parts)


def _extent(rows: list[Row]) -> tuple[date, date]:
    """First and last day drawn. Periods reach it out by so many years at most: "in the year 9999" would flatten all others."""
    said = [d for r in rows for s in r.statements for d in (s.first, s.last)]
    periods = [d for r in rows for d in (r.period_from, r.period_to) if d]
    if not said:
        return (min(periods), max(periods)) if periods else (date(2000, 1, 1), date(2000, 12, 31))
    low, high = shifted(min(said), -REACH), shifted(max(said), REACH)
    days = said + [min(max(day, low), high) for day in periods]
    return min(days), max(days)


def _label(row: Row, px: float, py: float, room: int) -> Markup:
    words = row.label if len(row.label) <= room else row.label[: room - 1].rstrip(" ,") + "…"
    number = element("tspan", f"{row.number}\u2002", class_="row-number", data_computed="paragraph")
    return element(
        "a",
        element("text", title(row.label), number, words, x=px, y=py, class_="row-label", data_computed=row.how),
        href=f"#{row.anchor}",
        tabindex="-1",
    )


def _bar(row: Row, x: Calendar, base: float) -> Markup | None:
    """The period said; an end that nobody gives is left without an edge."""
    if row.period_from is None and row.period_to is None:
        return None
    first = x(row.period_from) if row.period_from else x.first
    last = x(shifted(row.period_to, 1)) if row.period_to else x.last
    if last - first < SLENDER:
        middle = (first + last) / 2
        first, last = middle - SLENDER / 2, middle + SLENDER / 2
    open_end = "" if row.period_from and row.period_to else " open"
    return rectangle(
        first,
        base - 8,
        last - first,
        16,
        "period" + ("" if row.precise else " vague") + open_end,
        title(row.how),
        rx=2,
        data_computed=row.how,
    )


def _statements(row: Row, x: Calendar, base: float) -> list[Markup]:
    """Marks by stance; several of one stance within four pixels are one mark, whose tooltip tells how many."""
    parts: list[Markup] = []
    for stance in SHAPE:
        group: list[Statement] = []
        for s in sorted((s for s in row.statements if s.stance == stance), key=lambda s: (s.last, s.note)):
            if group and x(s.last) - x(group[0].last) > 4.0:
                parts.append(_mark(group, x, base + ASIDE.get(stance, 0.0)))
                group = []
            group.append(s)
        if group:
            parts.append(_mark(group, x, base + ASIDE.get(stance, 0.0)))
    return parts


def _mark(group: list[Statement], x: Calendar, base: float) -> Markup:
    one = group[0]
    more = f" (and {len(group) - 1} more of the same days)" if len(group) > 1 else ""
    parts = []
    if x(one.last) - x(one.first) > 6:
        parts.append(line(x(one.first), base, x(one.last), base, f"said-range {one.stance}"))
    parts.append(shape(SHAPE[one.stance], x(one.last), base, 4.0, f"stance {one.stance}", title(one.words + more)))
    return link(one.note, one.claim, *parts)


def key_shape(stance: str) -> Markup:
    """The mark of a stance alone, for the legend and for sequences."""
    return element(
        "svg",
        shape(SHAPE[stance], 8, 8, 4.6, f"stance {stance}"),
        viewBox="0 0 16 16",
        width=16,
        height=16,
        class_="chart key",
        aria_hidden="true",
    )
