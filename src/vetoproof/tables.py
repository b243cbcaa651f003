"""What the command line prints: counts with their reasons, and a record at a glance."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from vetoproof.analyze.diff import Difference
    from vetoproof.gather.summary import Summary
    from vetoproof.ledger import Verdict
    from vetoproof.model import Claim, Reader
    from vetoproof.watch import ReadSummary

PIPED = 140
"""Columns where no terminal says how wide it is."""


def show(*tables: Table) -> None:
    """Print tables to standard output; into a pipe or file as wide as they are made for."""
    console = Console(width=None if sys.stdout.isatty() else PIPED)
    for table in tables:
        console.print(table)


def outcomes(gathered: Summary | None, read: ReadSummary | None) -> Table:
    """Everything that was met and what became of it: nothing is dropped in silence."""
    table = Table("step", "outcome", "number", "reason or example", title="What became of everything", title_justify="left")
    table.columns[2].justify = "right"
    if gathered is not None:
        table.add_row("gather", "new", str(gathered.new), "")
        table.add_row("gather", "known from earlier", str(gathered.known), "")
        for count in gathered.failures:
            table.add_row("gather", count.outcome, str(count.number), f"{count.reason} ({', '.join(count.examples[:2])})")
    if read is not None:
        table.add_row("examine", "documents", str(read.documents), "")
        table.add_row("examine", "claims", str(read.claims), f"{read.out_of_scope} of them outside the regime's scope")
        for reason, number in read.refused.items():
            table.add_row("examine", "not read", str(number), f"{reason} ({', '.join(read.examples.get(reason, ()))})")
        for reason, number in read.dropped.items():
            table.add_row("examine", "part not kept", str(number), reason)
    return table


def record_table(reader: Reader, most: int = 30) -> Table:
    """The events of a record, those with most claims first."""
    manifest = reader.record()
    title = f"{len(manifest.events)} events" + (f" as of {manifest.as_of}" if manifest.as_of else "")
    table = Table("event", "what", "outlets", "origins", "grade", "likelihood", "confidence", title=title, title_justify="left")
    for column in (2, 3):
        table.columns[column].justify = "right"
    dossiers = sorted((reader.dossier(line.event) for line in manifest.events), key=lambda d: (-len(d.affirming), d.event))
    for d in dossiers[:most]:
        table.add_row(
            d.event[:8], d.title, str(d.outlets), _range(d.origin_count.low, d.origin_count.high),
            d.grade.source + d.grade.information, d.grade.likelihood_words, d.grade.confidence,
        )  # fmt: skip
    if len(dossiers) > most:
        table.caption = f"{len(dossiers) - most} more in the report"
    return table


def diff_table(changes: Difference) -> Table:
    """What changed, one line each."""
    table = Table("change", "event", "what", "was", "is", title="What changed", title_justify="left")
    for line in changes.new:
        table.add_row("new event", line.event[:8], line.title, "", _claims(line.claims))
    for line in changes.gone:
        table.add_row("gone", line.event[:8], line.title, _claims(line.claims), "")
    for former, now in changes.joined.items():
        table.add_row("joined", former[:8], "now part of another event", "", now[:8])
    for moved in changes.regraded:
        was = f"{moved.was}, {_range(*moved.origins_was)} origins"
        table.add_row("regraded", moved.event[:8], moved.title, was, f"{moved.became}, {_range(*moved.origins_became)} origins")
    for figure in changes.figures:
        step = figure.step
        table.add_row("new figure", figure.event[:8], f"{figure.by}: {step.words}", "", step.said)
    for event, denied in changes.denials.items():
        if denied:
            table.add_row("new denials", event[:8], "", "", str(len(denied)))
    return table


def verdict_lines(verdict: Verdict, published: int = 0) -> Iterator[str]:
    """What verification found, as lines. `published`: how many published heads it was compared with."""
    yield verdict.wording
    if not published:
        present = f"{verdict.head.size}:{verdict.head.root}"
        yield f"Compare with a head that you published: --head SIZE:ROOT. The present one is {present}"
    elif all(trouble.kind != "not the published log" for trouble in verdict.troubles):
        yield f"The log has {'the published head' if published == 1 else f'all {published} published heads'}."
    for trouble in verdict.troubles:
        yield f"  {trouble}"


def claim_lines(path: str, claims: Iterable[Claim]) -> Iterator[str]:
    """Claims for people: who says what, how surely, through whom."""
    yield path
    for claim in claims:
        chain = " <- ".join(link.speaker for link in claim.chain)
        parts: list[Any] = [claim.frame.type, claim.stance]
        if claim.hedge:
            parts.append(f"“{claim.hedge.exact}”")
        if claim.quantity:
            parts.append(claim.quantity.words)
        yield f"  [{', '.join(parts)}] {chain}"
        yield f"      {' '.join(claim.span.exact.split())}"


def _claims(number: int) -> str:
    return f"{number} claim" if number == 1 else f"{number} claims"


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}-{high}"
