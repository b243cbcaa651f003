"""Null results and limits: what was read and gave nothing, what could not be judged, what could not be compared."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Manifest, WatchLine
from vetoproof.report.notebook import Notebook
from vetoproof.report.numbers import counted, grouped
from vetoproof.report.wording import sentence


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The section: counts of the run, and sentences."""

    counts: list[tuple[str, str]]
    sentences: list[Markup]
    watch: list[str]
    notes: list[str]


def limits(book: Notebook, watch: WatchLine, record: Manifest, dossiers: list[Dossier]) -> Limits:
    """Computed last, when it is known which claims could not be anchored."""
    unknown = {claim for d in dossiers for claim in d.unknown_lineage}
    unjudged = sum(d.grade.information == "6" for d in dossiers)
    apart = sum(b.verdict == "not comparable" for d in dossiers for b in d.bounds)
    alone = sum(d.origin_count.low <= 1 and bool(d.affirming) for d in dossiers)
    idle = sum(not d.findings for d in dossiers)
    undated = sum(d.period_from is None and d.period_to is None for d in dossiers)
    of = f"of {grouped(len(dossiers))}"
    lines = [
        f"{counted(unjudged, 'event')} {of} cannot be judged (6), because no independent basis is known.",
        f"{counted(alone, 'event')} {of} rest on one independent basis or none, at the low end of the count.",
        f"{counted(len(unknown), 'statement')} of unknown lineage stand in this record and count for no origin.",
        f"{counted(apart, 'figure')} could not be compared with any count of voyages; the reason stands at each event.",
        f"{counted(undated, 'event')} {of} have no date in any statement, and are given none here.",
        f"{counted(idle, 'event')} {of} engage no paragraph of the law in this pack.",
    ]
    if book.names.withheld:
        withheld = counted(len(book.names.withheld), "name")
        lines.append(
            f"{withheld} of persons, companies and ships are withheld: neither official speakers nor listed, nor reviewed."
        )
    if book.unanchored:
        lost = counted(len(book.unanchored), "statement")
        lines.append(f"{lost} of the record could not be anchored in the archived text and are not printed.")
    for claim in sorted(book.claims):
        book.misdated(claim)
    for why, documents in sorted(book.impossible.items()):
        lines.append(f"Documents dated {why}: {grouped(len(documents))}. Their date is printed as found, and is not drawn.")
    return Limits(
        counts=[(key.replace("_", " "), grouped(value)) for key, value in sorted(record.counts.items())],
        sentences=[Markup("{}").format(line) for line in lines],
        watch=[sentence(line) for line in watch.limits],
        notes=[sentence(book.composed(note)) for note in record.notes],
    )
