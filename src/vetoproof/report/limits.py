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
    unknown = [claim for d in dossiers for claim in d.unknown_lineage]
    unjudged = [d for d in dossiers if d.grade.information == "6"]
    apart = [b for d in dossiers for b in d.bounds if b.verdict == "not comparable"]
    alone = [d for d in dossiers if d.origin_count.low <= 1 and d.affirming]
    engaged = [d for d in dossiers if d.findings]
    undated = [d for d in dossiers if d.period_from is None and d.period_to is None]
    lines = [
        f"{counted(len(unjudged), 'event')} of {grouped(len(dossiers))} cannot be judged (6), because no independent basis is known.",
        f"{counted(len(alone), 'event')} of {grouped(len(dossiers))} rest on one independent basis or none, at the low end of the count.",
        f"{counted(len(set(unknown)), 'statement')} of unknown lineage stand in this record and count for no origin.",
        f"{counted(len(apart), 'figure')} could not be compared with any count of voyages; each says why at its event.",
        f"{counted(len(undated), 'event')} of {grouped(len(dossiers))} have no date in any statement, and are given none here.",
        f"{counted(len(dossiers) - len(engaged), 'event')} of {grouped(len(dossiers))} engage no paragraph of the law in this pack.",
    ]
    if book.names.withheld:
        lines.append(f"{counted(len(book.names.withheld), 'name')} of persons, companies and ships are withheld, since they are neither official speakers nor listed, or no reviewer has signed.")
    if book.unanchored:
        lines.append(f"{counted(len(book.unanchored), 'statement')} of the record could not be anchored in the archived text and are not printed.")
    return Limits(
        counts=[(key.replace("_", " "), grouped(value)) for key, value in sorted(record.counts.items())],
        sentences=[Markup("{}").format(line) for line in lines],
        watch=[sentence(line) for line in watch.limits], notes=[sentence(book.names.text(note)) for note in record.notes],
    )  # fmt: skip
