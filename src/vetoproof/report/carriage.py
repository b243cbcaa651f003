"""The chart of claimed cumulative figures by claimant against the voyages counted, and the lists that repeat it in words."""

from __future__ import annotations

from datetime import date

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Reader, Step, TripCount, TripLoad
from vetoproof.report import dates, numbers
from vetoproof.report.charts import cumulative
from vetoproof.report.notebook import Notebook
from vetoproof.report.numbers import grouped
from vetoproof.report.wording import capital

WIDE, NARROW = 834.0, 366.0


class ClaimantLine(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant of the legend and the figures drawn for it."""

    key: Markup
    by: str
    figures: list[Markup]


class BandLine(msgspec.Struct, frozen=True, kw_only=True):
    """One bound of the chart in words."""

    key: str
    basis: str
    arithmetic: str
    route: str
    window: Markup
    source: str
    limitation: str


class Carriage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole section."""

    unit: str
    flow: str
    wide: Markup
    narrow: Markup
    claimants: list[ClaimantLine]
    bands: list[BandLine]
    loads: list[BandLine]
    figures: int


def carriage(book: Notebook, reader: Reader, dossiers: list[Dossier]) -> Carriage | None:
    """The section for the flow and unit with most figures, among the units in which loads of a voyage are cited."""
    trips, loads = reader.trips()
    units = {load.unit for load in loads}
    group = _busiest(dossiers, units)
    if group is None:
        return None
    (supplier, recipient, unit), steps = group
    claimants = sorted({by for by, _ in steps}, key=lambda by: (min(s.said for b, s in steps if b == by), by))
    figures = [f for by, step in steps if (f := _figure(book, claimants.index(by), by, step)) is not None]
    if not figures:
        return None
    lines, drawn = bounds(trips, loads, unit)
    flow = " to ".join(book.speakers.label(code) for code in (supplier, recipient) if code)
    return Carriage(
        unit=unit, flow=flow, figures=len(figures), bands=lines,
        wide=cumulative.chart(figures, drawn, unit, WIDE), narrow=cumulative.chart(figures, drawn, unit, NARROW),
        claimants=[_claimant(book, i, by, steps) for i, by in enumerate(claimants)],
        loads=[_load(load) for load in loads if load.unit == unit],
    )  # fmt: skip


Group = tuple[tuple[str, str, str], list[tuple[str, Step]]]


def _busiest(dossiers: list[Dossier], units: set[str]) -> Group | None:
    groups: dict[tuple[str, str, str], dict[str, tuple[str, Step]]] = {}
    for dossier in dossiers:
        for one in dossier.series:
            if one.unit in units:
                key = (dossier.supplier or "", dossier.recipient or "", one.unit)
                groups.setdefault(key, {}).update({step.claim: (one.by, step) for step in one.steps})
    if not groups:
        return None
    key = min(groups, key=lambda k: (-len(groups[k]), k))
    return key, sorted(groups[key].values(), key=lambda pair: (pair[1].said, pair[0], pair[1].claim))


def _figure(book: Notebook, claimant: int, by: str, step: Step) -> cumulative.Figure | None:
    said, note = dates.last_day(step.said), book.number(step.claim)
    if said is None or note is None:
        return None
    return cumulative.Figure(
        claim=step.claim, note=note, claimant=claimant, by=book.names.text(book.speakers.label(by)), said=said,
        low=step.low, high=step.high, comparator=step.comparator, basis=step.basis, words=book.names.text(step.words),
        window_from=_capped(dates.first_day(step.window_from), said), window_to=dates.last_day(step.window_to),
    )  # fmt: skip


def _capped(day: date | None, said: date) -> date | None:
    """A window that would begin after the statement is a misreading, and is drawn as not stated."""
    return day if day is None or day <= said else None


def _claimant(book: Notebook, index: int, by: str, steps: list[tuple[str, Step]]) -> ClaimantLine:
    shown = []
    for who, step in steps:
        if who != by:
            continue
        value = numbers.amount(step.low, step.high, step.comparator, step.unit, book.names.text(step.words))
        window = dates.span(step.window_from, step.window_to, "range", "window", short=True) if step.window_from or step.window_to else Markup("window not stated")
        words = Markup("{}: <b>{}</b>, {}; {}").format(dates.time(step.said, short=True), value, window, numbers.BASIS.get(step.basis, step.basis).partition(":")[0])
        cited = book.cite(step.claim, words)
        if cited is not None:
            shown.append(cited)
    return ClaimantLine(key=cumulative.key_shape(index), by=capital(book.names.text(book.speakers.label(by))), figures=shown)


def bounds(trips: tuple[TripCount, ...], loads: tuple[TripLoad, ...], unit: str) -> tuple[list[BandLine], list[cumulative.Band]]:
    """What each cited count of voyages by sea could have carried, in `unit`: count times load, printed in full."""
    fitting = [load for load in loads if load.unit == unit]
    lines: list[BandLine] = []
    bands: list[cumulative.Band] = []
    if not fitting:
        return lines, bands
    least, most = min(load.low for load in fitting), max(load.high for load in fitting)
    for trip in sorted((t for t in trips if t.mode == "sea"), key=lambda t: (t.from_, t.to, t.id)):
        first, last = dates.first_day(trip.from_), dates.last_day(trip.to)
        if first is None or last is None:
            continue
        how = arithmetic(trip, least, most, unit)
        key, top = chr(ord("a") + len(bands) % 26), trip.high if trip.high is not None else trip.low
        low, high = trip.low * least, top * most
        bands.append(cumulative.Band(key=key, basis=trip.basis, first=first, last=last, low=low, high=high, high_open=trip.high is None, arithmetic=how))
        window = Markup("{} to {}").format(dates.time(trip.from_, short=True), dates.time(trip.to, short=True))
        lines.append(BandLine(key=key, basis=trip.basis, arithmetic=how, route=trip.route, window=window, source=trip.source, limitation=trip.limitation))
    return lines, bands


def arithmetic(trip: TripCount, least: float, most: float, unit: str) -> str:
    """ "25 or more voyages seen x 250 to 300 containers = 6 250 to 7 500, open above"."""
    top = trip.high if trip.high is not None else trip.low
    count = grouped(trip.low) if top == trip.low else f"{grouped(trip.low)} to {grouped(top)}"
    load = grouped(least) if least == most else f"{grouped(least)} to {grouped(most)}"
    low, high = trip.low * least, top * most
    product = grouped(low) if low == high else f"{grouped(low)} to {grouped(high)}"
    kind = "voyages seen" if trip.basis == "seen" else "voyages, estimated with unobserved days"
    more, openly = (" or more", ", open above") if trip.high is None else ("", "")
    return f"{count}{more} {kind} × {load} {unit} each = {product}{openly}"


def _load(load: TripLoad) -> BandLine:
    value = grouped(load.low) if load.low == load.high else f"{grouped(load.low)} to {grouped(load.high)}"
    return BandLine(key="", basis="load", arithmetic=f"{value} {load.unit} a voyage", route="", window=dates.time(load.published, short=True), source=load.source, limitation=load.limitation)
