"""The timeline: the events most spoken of, when each is said to have happened, and when who said what of it."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier
from vetoproof.report import dates
from vetoproof.report.charts import timeline
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import SHAPE, STANCE

ROWS = 26
"""Most rows drawn: more than fit on a page tell less. The others are counted under the drawing and stand in the register."""


class Chronology(msgspec.Struct, frozen=True, kw_only=True):
    """The section. `left_out` counts events that the drawing leaves to the register."""

    wide: Markup
    narrow: Markup
    legend: list[tuple[Markup, str]]
    rows: int
    left_out: int


def chronology(book: Notebook, dossiers: list[tuple[Dossier, str, str, str]]) -> Chronology | None:
    """The timeline of (dossier, title, anchor, number); undated events that nobody dates stand at their first statement."""
    chosen = sorted(dossiers, key=lambda d: (-_weight(d[0]), d[0].event))[:ROWS]
    chosen.sort(key=lambda d: (d[0].period_from or d[0].first_published, d[0].first_published, d[0].event))
    rows = [row for item in chosen if (row := _row(book, *item)) is not None]
    if not rows:
        return None
    return Chronology(
        wide=timeline.chart(rows, 834.0),
        narrow=timeline.chart(rows, 366.0),
        rows=len(rows),
        left_out=len(dossiers) - len(rows),
        legend=[(timeline.key_shape(stance), STANCE[stance]) for stance in SHAPE],
    )


def _weight(dossier: Dossier) -> int:
    return len(dossier.affirming) + 2 * len(dossier.denying) + len(dossier.other)


def _row(book: Notebook, dossier: Dossier, title: str, anchor: str, number: str) -> timeline.Row | None:
    said = []
    for key in dict.fromkeys((*dossier.affirming, *dossier.denying, *dossier.other)):
        note = book.number(key)
        if note is None:
            continue
        claim = book.claims[key]
        printed = claim.document.published
        first, last = dates.first_day(printed.from_ or printed.to), dates.last_day(printed.to or printed.from_)
        if first is None or last is None or book.misdated(key):
            continue
        who, outlet = book.speakers.name(claim.chain[-1]), book.names.text(claim.document.outlet)
        said.append(
            timeline.Statement(
                claim=key,
                note=note,
                first=first,
                last=last,
                stance=claim.stance,
                words=f"{who} {STANCE[claim.stance]}; {outlet}, {dates.shown(printed.to or printed.from_)}",
            )
        )
    if not said:
        return None
    return timeline.Row(
        anchor=anchor,
        label=title,
        number=number,
        statements=said,
        period_from=dates.first_day(dossier.period_from),
        period_to=dates.last_day(dossier.period_to),
        precise=dossier.period_precision in ("instant", "minute", "day"),
        how=f"period of the event as its claims give it, precision: {dossier.period_precision}",
    )
