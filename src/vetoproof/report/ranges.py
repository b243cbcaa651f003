"""Figures side by side, never averaged; the voyages that they are held against, with the arithmetic in full."""

from __future__ import annotations

import re

import msgspec
from markupsafe import Markup

from vetoproof.model import Bound, Dossier, Step
from vetoproof.report import dates, numbers
from vetoproof.report.charts import intervals
from vetoproof.report.notebook import Notebook
from vetoproof.report.numbers import grouped
from vetoproof.report.wording import capital

_DIGITS = re.compile(r"(?<![\d.,/-])\d{4,}(?![\d/-]|[.,]\d)")
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_YEARS = range(1900, 2100)


class StepLine(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of one claimant as a row."""

    by: str
    said: Markup
    figure: Markup
    words: Markup
    basis: str
    window: Markup


class SeriesView(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one unit, by claimant and date."""

    unit: str
    lines: list[StepLine]


class ConflictLine(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures that disagree, and why."""

    first: Markup
    second: Markup
    why: str


class BoundView(msgspec.Struct, frozen=True, kw_only=True):
    """One claimed figure against the voyages."""

    claimed: Markup
    verdict: str
    comparable: bool
    arithmetic: list[str]
    reasons: list[str]
    sources: list[str]
    picture: Markup


def series(book: Notebook, dossier: Dossier) -> list[SeriesView]:
    """Tables of figures, one a unit; a step whose claim cannot be anchored is not printed."""
    units: dict[str, list[tuple[str, StepLine]]] = {}
    for one in sorted(dossier.series, key=lambda s: (s.unit, min((t.said for t in s.steps), default=""), s.by)):
        for step in one.steps:
            line = _line(book, book.speakers.label(one.by), step)
            if line is not None:
                units.setdefault(one.unit, []).append((step.said, line))
    return [SeriesView(unit=unit, lines=[line for _, line in sorted(lines, key=lambda pair: pair[0])]) for unit, lines in units.items()]


def _line(book: Notebook, by: str, step: Step) -> StepLine | None:
    value = numbers.amount(step.low, step.high, step.comparator, step.unit)
    shown = book.cite(step.claim, value)
    if shown is None:
        return None
    window = dates.span(step.window_from, step.window_to, "range", "window", short=True) if step.window_from or step.window_to else Markup("window not stated")
    return StepLine(
        by=capital(book.names.text(by)), said=book.tagged(step.claim, dates.time(step.said, short=True)), figure=shown,
        words=book.tagged(step.claim, book.names.text(step.words)), basis=numbers.BASIS.get(step.basis, step.basis),
        window=book.tagged(step.claim, window),
    )  # fmt: skip


def conflicts(book: Notebook, dossier: Dossier) -> list[ConflictLine]:
    """Pairs that disagree, each side with its figure and mark."""
    lines = []
    for conflict in dossier.conflicts:
        first, second = (_side(book, claim) for claim in conflict.claims)
        if first is not None and second is not None:
            lines.append(ConflictLine(first=first, second=second, why=thin(book.names.text(conflict.why))))
    return lines


def _side(book: Notebook, key: str) -> Markup | None:
    claim = book.claims.get(key)
    if claim is None or claim.quantity is None:
        return None
    q = claim.quantity
    who = capital(book.speakers.name(claim.chain[-1]))
    return book.cite(key, f"{who}: {numbers.amount(q.low, q.high, q.comparator, q.unit, q.words)}")


def bounds(book: Notebook, dossier: Dossier) -> tuple[list[BoundView], list[BoundView]]:
    """Bounds that could be compared, and those that could not; each prints its arithmetic and reasons."""
    views = [view for bound in dossier.bounds if (view := _bound(book, bound)) is not None]
    return [v for v in views if v.comparable], [v for v in views if not v.comparable]


def _bound(book: Notebook, bound: Bound) -> BoundView | None:
    claim = book.claims.get(bound.claim)
    if claim is None or book.number(bound.claim) is None:
        return None
    unit = claim.quantity.unit if claim.quantity else ""
    comparator = claim.quantity.comparator if claim.quantity else "exact"
    who = capital(book.speakers.name(claim.chain[-1]))
    value = numbers.amount(bound.claimed_low, bound.claimed_high, comparator, unit, claim.quantity.words if claim.quantity else "")
    comparable = bound.verdict != "not comparable"
    rows = [intervals.Interval(label=f"Claimed: {value}", low=bound.claimed_low, high=bound.claimed_high, css="claimed", claim=bound.claim)]
    how = "; ".join(bound.arithmetic)
    if bound.seen_low is not None:
        rows.append(intervals.Interval(label=f"Voyages seen: {_range(bound.seen_low, bound.seen_high)}", low=bound.seen_low, high=bound.seen_high, css="seen", how=how))
    if bound.occupancy_low is not None:
        rows.append(intervals.Interval(label=f"With unobserved days: {_range(bound.occupancy_low, bound.occupancy_high)}", low=bound.occupancy_low, high=bound.occupancy_high, css="occupancy", how=how))
    drawn = len(rows) > 1 and (bound.claimed_low is not None or bound.claimed_high is not None)
    return BoundView(
        claimed=book.cite(bound.claim, f"{who}: {value}") or Markup(""), verdict=bound.verdict, comparable=comparable,
        arithmetic=[thin(step) for step in bound.arithmetic], reasons=[thin(reason) for reason in bound.reasons], sources=list(bound.sources),
        picture=intervals.chart(rows, unit) if drawn else Markup(""),
    )  # fmt: skip


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"{grouped(low or high or 0)}, open"
    return grouped(low) if low == high else f"{grouped(low)} to {grouped(high)}"


def thin(text: str) -> str:
    """A printed sum with thin spaces and days in words; four digits that may be a year are left alone."""
    named = _DAY.sub(lambda m: dates.shown(m.group(), short=True), text)
    return _DIGITS.sub(lambda m: m.group() if int(m.group()) in _YEARS else grouped(int(m.group())), named)
