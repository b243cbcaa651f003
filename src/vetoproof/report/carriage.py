"""The chart of claimed cumulative figures by claimant against the voyages counted, and the lists that repeat it in words."""

from __future__ import annotations

from datetime import date

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Reader, Step, TripCount, TripLoad
from vetoproof.model.cited import not_of, unfit_count, unfit_load
from vetoproof.report import dates, numbers
from vetoproof.report.charts import cumulative
from vetoproof.report.charts.marks import Band, Figure, key_shape
from vetoproof.report.notebook import Notebook
from vetoproof.report.numbers import grouped
from vetoproof.report.wording import capital

TOLD = 10**20
"""A count of more digits is not printed where it bounds nothing."""
WIDE, NARROW = 834.0, 366.0
MOST = 60
"""Most figures in one drawing: beyond that no label finds a place. Those of named claimants come first, the newest first."""
OWN_VOICE = "\x00outlets"
"""Stands for outlets that print a figure in their own voice, and for reports without a source: no claimants of their own."""


class ClaimantLine(msgspec.Struct, frozen=True, kw_only=True):
    """One claimant of the legend and its figures. `named` False: outlets in their own voice, told apart figure by figure."""

    key: Markup
    by: str
    figures: list[Markup]
    named: bool = True


class BandLine(msgspec.Struct, frozen=True, kw_only=True):
    """One bound of the chart in words."""

    key: str
    basis: str
    arithmetic: str
    route: str
    window: Markup
    source: str
    limitation: str


class UnfitLine(msgspec.Struct, frozen=True, kw_only=True):
    """A cited row that bounds nothing: what it says, and why it was not used."""

    what: str
    why: str
    source: str


class Carriage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole section. `beyond` counts figures drawn at the upper edge, `undated` those without a day to stand at,
    `crowded` those for which the drawing has no room.
    """

    unit: str
    flow: str
    wide: Markup
    narrow: Markup
    claimants: list[ClaimantLine]
    bands: list[BandLine]
    loads: list[BandLine]
    unfit: list[UnfitLine]
    figures: int
    beyond: int
    undated: int
    crowded: int


class Said(msgspec.Struct, frozen=True):
    """One step with its claimant."""

    by: str
    step: Step


def carriage(book: Notebook, reader: Reader, dossiers: list[Dossier]) -> Carriage | None:
    """The section for the flow and unit with most figures, among the units in which loads of a voyage are cited."""
    counts, loads = reader.trips()
    group = _busiest(book, dossiers, {load.unit for load in loads})
    if group is None:
        return None
    (supplier, recipient, unit), said = group
    claimants = sorted({s.by for s in said}, key=lambda by: (by == OWN_VOICE, min(s.step.said for s in said if s.by == by), by))
    lines = [_claimant(book, i, by, said) for i, by in enumerate(claimants)]
    place = {by: i for i, by in enumerate(claimants)}
    dated = [f for s in said if (f := _figure(book, place[s.by], s)) is not None]
    if not dated:
        return None
    figures = sorted(sorted(dated, key=lambda f: (f.own_voice, -f.said.toordinal(), f.note))[:MOST], key=lambda f: f.note)
    # Voyages between other states say nothing of this flow.
    trips = tuple(t for t in counts if not not_of(t, supplier or None, recipient or None))
    bound_lines, bands = bounds(trips, loads, unit)
    ceiling = cumulative.ceiling(figures, bands)
    return Carriage(
        unit=unit,
        flow=" to ".join(book.speakers.label(code) for code in (supplier, recipient) if code),
        figures=len(figures),
        wide=cumulative.chart(figures, bands, unit, WIDE),
        narrow=cumulative.chart(figures, bands, unit, NARROW),
        claimants=[line for line in lines if line.figures],
        bands=bound_lines,
        loads=[_load(load) for load in loads if load.unit == unit and not unfit_load(load)],
        unfit=unfit(counts, loads, unit, (supplier or None, recipient or None)),
        beyond=sum(f.least > ceiling for f in figures),
        undated=sum(_day(book, s.step) is None for s in said),
        crowded=len(dated) - len(figures),
    )


Group = tuple[tuple[str, str, str], list[Said]]


def _busiest(book: Notebook, dossiers: list[Dossier], units: set[str]) -> Group | None:
    groups: dict[tuple[str, str, str], dict[str, Said]] = {}
    for dossier in dossiers:
        for one in dossier.series:
            if one.unit in units:
                key = (dossier.supplier or "", dossier.recipient or "", one.unit)
                groups.setdefault(key, {}).update(
                    {step.claim: Said(_claims_it(book, one.by, step), step) for step in one.steps}
                )
    if not groups:
        return None
    key = min(groups, key=lambda k: (-len(groups[k]), k))
    return key, sorted(groups[key].values(), key=lambda s: (s.step.said, s.by, s.step.claim))


def _claims_it(book: Notebook, by: str, step: Step) -> str:
    """The claimant; outlets in their own voice and reports without a source are one, and no one's claim."""
    claim = book.claims.get(step.claim)
    return OWN_VOICE if claim is not None and claim.chain[-1].kind in ("outlet", "unspecified") else by


def _day(book: Notebook, step: Step) -> date | None:
    """The last day on which it may have been said, from the print alone: the day of a capture says nothing of it."""
    claim = book.claims.get(step.claim)
    if book.misdated(step.claim):
        return None
    printed = claim.document.published if claim is not None else None
    return dates.last_day(printed.to or printed.from_) if printed is not None else None


def _figure(book: Notebook, claimant: int, said: Said) -> Figure | None:
    step = said.step
    day, note = _day(book, step), book.number(step.claim)
    if day is None or note is None:
        return None
    own = said.by == OWN_VOICE
    return Figure(
        claim=step.claim,
        note=note,
        claimant=claimant,
        own_voice=own,
        by=_who(book, said),
        said=day,
        low=step.low,
        high=step.high,
        comparator=step.comparator,
        basis=step.basis,
        words=book.names.text(step.words),
        window_from=_capped(dates.first_day(step.window_from), day),
        window_to=dates.last_day(step.window_to),
    )


def _who(book: Notebook, said: Said) -> str:
    """The claimant in words; of an outlet in its own voice the outlet."""
    if said.by != OWN_VOICE:
        return capital(book.speakers.label(book.names.text(said.by)))
    claim = book.claims[said.step.claim]
    return book.names.text(claim.document.outlet) or "outlet not named"


def _capped(day: date | None, said: date) -> date | None:
    """A window that would begin after the statement is a misreading, and is drawn as not stated."""
    return day if day is None or day <= said else None


def _claimant(book: Notebook, index: int, by: str, steps: list[Said]) -> ClaimantLine:
    own = by == OWN_VOICE
    shown = [line for said in steps if said.by == by and (line := _line(book, said, own)) is not None]
    name = (
        "Outlets in their own voice, and reports without a source" if own else capital(book.speakers.label(book.names.text(by)))
    )
    return ClaimantLine(key=key_shape(index, own), by=name, figures=shown, named=not own)


def _line(book: Notebook, said: Said, own: bool) -> Markup | None:
    step = said.step
    value = numbers.amount(step.low, step.high, step.comparator, step.unit, book.names.text(step.words))
    when = book.printed(step.claim, short=True)
    basis = "" if step.basis == "count" else Markup(", {}").format(numbers.BASIS.get(step.basis, step.basis).partition(":")[0])
    window = (
        dates.span(step.window_from, step.window_to, "range", "window", short=True)
        if step.window_from or step.window_to
        else "window not stated"
    )
    who = Markup("<cite>{}</cite>, ").format(_who(book, said)) if own else ""
    return book.cite(step.claim, Markup("{}{}: <b>{}</b>{}; {}").format(who, when, value, basis, window))


def bounds(trips: tuple[TripCount, ...], loads: tuple[TripLoad, ...], unit: str) -> tuple[list[BandLine], list[Band]]:
    """What each cited count of voyages by sea could have carried, in `unit`: count times load, printed in full."""
    fitting = [load for load in loads if load.unit == unit and not unfit_load(load)]
    lines: list[BandLine] = []
    bands: list[Band] = []
    if not fitting:
        return lines, bands
    least, most = min(load.low for load in fitting), max(load.high for load in fitting)
    for trip in sorted((t for t in trips if not unfit_count(t)), key=lambda t: (t.from_, t.to, t.id)):
        first, last = dates.first_day(trip.from_), dates.last_day(trip.to)
        if first is None or last is None:
            continue
        how = arithmetic(trip, least, most, unit)
        key, top = chr(ord("a") + len(bands) % 26), trip.high if trip.high is not None else trip.low
        bands.append(
            Band(
                key=key,
                basis=trip.basis,
                first=first,
                last=last,
                low=trip.low * least,
                high=top * most,
                high_open=trip.high is None,
                arithmetic=how,
            )
        )
        lines.append(
            BandLine(
                key=key,
                basis=trip.basis,
                arithmetic=how,
                route=trip.route.replace(" -> ", " \u2192 "),
                source=trip.source,
                limitation=trip.limitation,
                window=Markup("{} to {}").format(dates.time(trip.from_, short=True), dates.time(trip.to, short=True)),
            )
        )
    return lines, bands


def unfit(
    trips: tuple[TripCount, ...],
    loads: tuple[TripLoad, ...],
    unit: str,
    flow: tuple[str | None, str | None] | None = None,
) -> list[UnfitLine]:
    """The cited rows that bound nothing, or nothing of this flow, with the reason: nothing is dropped in silence."""
    lines = [
        UnfitLine(what=f"{_counted(trip)}, {trip.from_} to {trip.to} ({trip.id})", why=why, source=trip.source)
        for trip in sorted(trips, key=lambda t: t.id)
        if (why := unfit_count(trip) or (not_of(trip, *flow) if flow else ""))
    ]
    return lines + [
        UnfitLine(what=f"load of {load.low:g} to {load.high:g} {load.unit} a voyage ({load.id})", why=why, source=load.source)
        for load in sorted(loads, key=lambda x: x.id)
        if (why := unfit_load(load)) and load.unit == unit
    ]


def _counted(trip: TripCount) -> str:
    low, high = (count if count is None or abs(count) < TOLD else "\u2026" for count in (trip.low, trip.high))
    kind = "voyages seen" if trip.basis == "seen" else "voyages estimated"
    return f"{low} or more {kind}" if high is None else f"{low} to {high} {kind}"


def arithmetic(trip: TripCount, least: float, most: float, unit: str) -> str:
    """ "25 or more voyages seen × 250 to 300 containers each = 6 250 to 7 500, open above"."""
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
    return BandLine(
        key="",
        basis="load",
        arithmetic=f"{value} {load.unit} a voyage",
        route="",
        window=dates.time(load.published, short=True),
        source=load.source,
        limitation=load.limitation,
    )
