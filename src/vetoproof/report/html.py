"""A record as one self-contained HTML file: no network, a strict policy, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Reader
from vetoproof.report import dates, events, listed, numbers, ships, summary, wording
from vetoproof.report.assessment import likelihood
from vetoproof.report.carriage import carriage
from vetoproof.report.chronology import chronology
from vetoproof.report.limits import limits
from vetoproof.report.naming import Names
from vetoproof.report.notebook import Notebook, gather
from vetoproof.report.positions import sequences
from vetoproof.report.speakers import Speakers

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("page.css", "paragraphs.css", "charts.css", "seamap.css", "print.css")
SCRIPT = "report.js"


class ReportSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What was written. `withheld` counts names, `unanchored` statements without a place in archived text (not printed)."""

    events: int
    paragraphs: int
    footnotes: int
    bytes: int
    withheld: int = 0
    unanchored: int = 0


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the summary lists and of the register."""

    anchor: str
    number: int
    title: str
    type: str
    grade: str
    grade_words: str
    likelihood: str
    confidence: str
    origins: str
    origin_high: int
    outlets: str
    affirming: int
    denying: int
    other: int
    conflicts: int
    denied_by: str
    finding: str
    period: Markup


def write(reader: Reader, out: Path, *, generated: str) -> ReportSummary:
    """Write the report to `out`, making its folder. `generated` is an ISO instant in UTC: printed, no clock is asked."""
    page, report = _render(reader, generated)
    data = page.encode()
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    return msgspec.structs.replace(report, bytes=len(data))


def render(reader: Reader, generated: str) -> str:
    """The report as HTML."""
    return _render(reader, generated)[0]


def _render(reader: Reader, generated: str) -> tuple[str, ReportSummary]:
    record, watch = reader.record(), reader.watch()
    dossiers = _ordered([reader.dossier(line.event) for line in record.events])
    claims = gather(reader, record)
    names = Names(claims.values(), reader.label, record.as_of, reader.named(), listed.named(dossiers))
    origins = [origin for d in dossiers for origin in (*d.origins, *d.denying_origins)]
    speakers = Speakers(reader, names, claims.values(), origins)
    book = Notebook(reader, names, speakers, claims)
    numbered, paragraphs = _number(dossiers)
    entries = {d.event: _entry(book, d, numbered[d.event]) for d in dossiers}
    # Footnotes are numbered when first asked for, so the sections are made in the order in which they are printed.
    chart = carriage(book, reader, dossiers)
    sea = ships.ships(book, record)
    titled = [(d, entries[d.event].title, entries[d.event].anchor, str(numbered[d.event])) for d in dossiers]
    when = chronology(book, titled)
    shelf = listed.Shelf(book, record.lists)
    views = [events.view(book, reader, d, numbered[d.event], shelf) for d in dossiers]
    chapters = [
        (title, [v for v in views if v.type == kind])
        for kind, title in wording.TYPE.items()
        if any(v.type == kind for v in views)
    ]
    page = (
        _environment()
        .get_template("report.html.jinja")
        .render(
            watch=watch,
            record=record,
            generated=dates.time(generated),
            as_of=dates.time(record.as_of) if record.as_of else None,
            certain=[entries[d.event] for d in summary.most_certain(dossiers)],
            certain_rule=summary.MOST_CERTAIN,
            disputed=[entries[d.event] for d in summary.most_disputed(dossiers)],
            disputed_rule=summary.MOST_DISPUTED,
            register=[entries[d.event] for d in dossiers],
            chart=chart,
            when=when,
            ships=sea,
            chapters=chapters,
            sequences=sequences(book, record.sequences),
            lists=shelf.versions,
            parties=listed.table(shelf, dossiers),
            limits=limits(book, watch, record, dossiers),
            notes=book.notes,
            style=_style(),
            script=_script(),
            script_hash=_script_hash(),
            paragraphs=paragraphs,
        )
    )
    return page, ReportSummary(
        events=len(dossiers),
        paragraphs=paragraphs,
        footnotes=len(book.notes),
        bytes=0,
        withheld=len(names.withheld),
        unanchored=len(book.unanchored),
    )


def _ordered(dossiers: list[Dossier]) -> list[Dossier]:
    """Chapters in their order; within one, by when it happened or was first reported, then by id."""
    kinds = {kind: i for i, kind in enumerate(wording.TYPE)}
    return sorted(dossiers, key=lambda d: (kinds[d.type], d.period_from or d.first_published, d.first_published, d.event))


def _number(dossiers: list[Dossier]) -> tuple[dict[str, int], int]:
    """The number of each event's first paragraph, and how many there are."""
    numbered: dict[str, int] = {}
    at = 1
    for dossier in dossiers:
        numbered[dossier.event] = at
        at += len(events.parts(dossier))
    return numbered, at - 1


def _entry(book: Notebook, d: Dossier, number: int) -> Entry:
    denied_by = wording.listed(list(dict.fromkeys(book.speakers.label(book.names.text(o.label)) for o in d.denying_origins)))
    levels = {f.level for f in d.findings}
    return Entry(
        anchor=events.anchor(d),
        number=number,
        title=events.event_title(book, d),
        type=wording.TYPE[d.type],
        grade=f"{d.grade.source}{d.grade.information}",
        grade_words=wording.grade_in_words(d.grade.source, d.grade.information),
        likelihood=likelihood(d.grade),
        confidence=d.grade.confidence,
        origins=numbers.bounds(d.origin_count.low, d.origin_count.high),
        origin_high=d.origin_count.high,
        outlets=numbers.counted(d.outlets, "outlet"),
        affirming=len(d.affirming),
        denying=len(d.denying),
        other=len(d.other),
        conflicts=len(d.conflicts),
        denied_by=denied_by,
        finding="finding" if "finding" in levels else "allegation" if levels else "",
        period=dates.span(d.period_from, d.period_to, d.period_precision, "window", short=True),
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("vetoproof.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words: dict[str, Any] = {
        name: getattr(wording, name) for name in ("SOURCE", "INFORMATION", "ELEMENT", "NOT_REVIEWED", "UNVERIFIED")
    }
    environment.globals.update(
        words, grouped=numbers.grouped, counted=numbers.counted, time=dates.time, sentence=wording.sentence
    )
    return environment


def _asset(name: str) -> str:
    return files("vetoproof.report").joinpath("assets", name).read_text("utf-8")


@lru_cache(maxsize=1)
def _style() -> Markup:
    return Markup("\n".join(_asset(name) for name in STYLES))


@lru_cache(maxsize=1)
def _script() -> Markup:
    return Markup(_asset(SCRIPT))


def _script_hash() -> str:
    """The hash by which the page's policy admits its one script and no other."""
    return base64.b64encode(hashlib.sha256(str(_script()).encode()).digest()).decode()
