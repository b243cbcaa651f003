"""Figures side by side, never averaged; the voyages that they are held against, with the arithmetic in full."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Bound, Dossier, Step
from vetoproof.report import dates, numbers
from vetoproof.report.charts import intervals
from vetoproof.report.charts.scale import short
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import capital


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


class ShellLine(msgspec.Struct, frozen=True, kw_only=True):
    """The rounds that the containers of the voyages seen could have held, by one basis."""

    arithmetic: str
    source: str
    limitation: str


class BoundView(msgspec.Struct, frozen=True, kw_only=True):
    """One claimed figure against the voyages."""

    claimed: Markup
    verdict: str
    comparable: bool
    arithmetic: list[str]
    reasons: list[str]
    sources: list[str]
    picture: Markup
    shells: list[ShellLine]


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """Figures that could not be compared with any count, for one reason."""

    reason: str
    how: str
    claimed: list[Markup]


def series(book: Notebook, dossier: Dossier) -> list[SeriesView]:
    """Tables of figures, one a unit; a step whose claim cannot be anchored is not printed."""
    units: dict[str, list[tuple[str, StepLine]]] = {}
    for one in sorted(dossier.series, key=lambda s: (s.unit, min((t.said for t in s.steps), default=""), s.by)):
        for step in one.steps:
            line = _line(book, book.speakers.label(book.names.text(one.by)), step)
            if line is not None:
                units.setdefault(one.unit, []).append((step.said, line))
    ordered = sorted(units.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        SeriesView(unit=unit, lines=[line for _, line in sorted(lines, key=lambda pair: pair[0])]) for unit, lines in ordered
    ]


def _line(book: Notebook, by: str, step: Step) -> StepLine | None:
    value = numbers.amount(step.low, step.high, step.comparator, step.unit)
    shown = book.cite(step.claim, value)
    if shown is None or step.claim not in book.claims:
        return None
    window = (
        dates.span(step.window_from, step.window_to, "range", "window", short=True)
        if step.window_from or step.window_to
        else Markup("window not stated")
    )
    return StepLine(
        by=capital(by),
        said=book.tagged(step.claim, book.printed(step.claim, short=True)),
        figure=shown,
        words=book.tagged(step.claim, book.names.text(step.words)),
        basis=numbers.BASIS.get(step.basis, step.basis),
        window=book.tagged(step.claim, window),
    )


def conflicts(book: Notebook, dossier: Dossier) -> list[ConflictLine]:
    """Pairs that disagree, each side with its figure and mark."""
    lines = []
    for conflict in dossier.conflicts:
        first, second = (_side(book, claim) for claim in conflict.claims)
        if first is not None and second is not None:
            lines.append(ConflictLine(first=first, second=second, why=book.composed(conflict.why)))
    return lines


def _side(book: Notebook, key: str) -> Markup | None:
    claim = book.claims.get(key)
    if claim is None or claim.quantity is None:
        return None
    q = claim.quantity
    who = capital(book.speakers.name(claim.chain[-1]))
    return book.cite(key, f"{who}: {numbers.amount(q.low, q.high, q.comparator, q.unit, q.words)}")


def bounds(book: Notebook, dossier: Dossier) -> tuple[list[BoundView], list[Apart]]:
    """Bounds that could be compared, with their arithmetic, and those that could not, by the reason."""
    views = [view for bound in dossier.bounds if (view := _bound(book, bound)) is not None]
    apart: dict[str, list[BoundView]] = {}
    for view in views:
        if not view.comparable:
            apart.setdefault("; ".join(view.reasons), []).append(view)
    grouped_by = [
        Apart(
            reason=reason, how="; ".join(s for v in found for s in v.arithmetic) or reason, claimed=[v.claimed for v in found]
        )
        for reason, found in apart.items()
    ]
    return [v for v in views if v.comparable], grouped_by


def _bound(book: Notebook, bound: Bound) -> BoundView | None:
    claim = book.claims.get(bound.claim)
    if claim is None or book.number(bound.claim) is None:
        return None
    unit = claim.quantity.unit if claim.quantity else ""
    comparator = claim.quantity.comparator if claim.quantity else "exact"
    who = capital(book.speakers.name(claim.chain[-1]))
    if bound.told_by:
        who = f"{who}, as told by {book.names.text(bound.told_by)}"
    value = numbers.amount(
        bound.claimed_low, bound.claimed_high, comparator, unit, claim.quantity.words if claim.quantity else ""
    )
    comparable = bound.verdict != "not comparable"
    rows = [
        intervals.Interval(
            label=f"Claimed: {value}", low=bound.claimed_low, high=bound.claimed_high, css="claimed", claim=bound.claim
        )
    ]
    how = "; ".join(bound.arithmetic)
    if bound.seen_low is not None:
        rows.append(
            intervals.Interval(
                label=f"Voyages seen: {_range(bound.seen_low, bound.seen_high)}{' or more' if bound.seen_open else ''}",
                low=bound.seen_low,
                high=bound.seen_high,
                css="seen",
                how=how,
            )
        )
    # An estimate for some of the days only would look smaller than the count to which it adds.
    if bound.occupancy_low is not None and not bound.apart:
        rows.append(
            intervals.Interval(
                label=f"With unobserved days: {_range(bound.occupancy_low, bound.occupancy_high)}",
                low=bound.occupancy_low,
                high=bound.occupancy_high,
                css="occupancy",
                how=how,
            )
        )
    drawn = len(rows) > 1 and (bound.claimed_low is not None or bound.claimed_high is not None)
    return BoundView(
        claimed=book.cite(bound.claim, f"{who}: {value}") or Markup(""),
        verdict=bound.verdict,
        comparable=comparable,
        arithmetic=[book.composed(step) for step in bound.arithmetic],
        reasons=[book.composed(reason) for reason in bound.reasons],
        sources=list(bound.sources),
        picture=intervals.chart(rows, unit) if drawn else Markup(""),
        shells=[
            ShellLine(arithmetic=book.composed(one.arithmetic), source=one.source, limitation=book.composed(one.limitation))
            for one in bound.shells
        ],
    )


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"{short(low or high or 0)}, open"
    return short(low) if low == high else f"{short(low)} to {short(high)}"
