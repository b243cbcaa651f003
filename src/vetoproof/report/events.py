"""One event as the Panel would write it: numbered paragraphs on what is said, who denies it, how sure we are, and the law."""

from __future__ import annotations

import re

import msgspec
from markupsafe import Markup

from vetoproof.model import Dossier, Reader, Reply
from vetoproof.report import dates, lineage, listed, numbers, positions, provisions, ranges, ships, statements
from vetoproof.report.assessment import Assessment, assess
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import PEOPLE, ROLES, TYPE, capital, sentence


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A reply, or that one was asked for."""

    party: str
    asked: Markup | None
    answered: Markup | None
    channel: str
    text: str
    source: str


class EventView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the template of one event prints. `paragraphs` gives each its number."""

    anchor: str
    type: str
    chapter: str
    title: str
    facts: list[tuple[str, Markup]]
    outlets: str
    origins: str
    low: int
    high: int
    origin_reasons: list[str]
    documents: str
    affirming: list[statements.Statement]
    unknown: list[statements.Statement]
    denying: list[statements.Statement]
    others: list[statements.Statement]
    replies: list[Asked]
    assessment: Assessment
    findings: list[provisions.FindingView]
    series: list[ranges.SeriesView]
    conflicts: list[ranges.ConflictLine]
    compared: list[ranges.BoundView]
    incomparable: list[ranges.Apart]
    sequences: list[positions.SequenceView]
    tree: list[lineage.Root]
    changes: list[lineage.Change]
    parties: list[listed.PartyView]
    ships: ships.SeenView | None
    limits: list[str]
    merged: int
    paragraphs: dict[str, int]

    @property
    def number(self) -> int:
        """The number of its first paragraph, by which lists refer to it."""
        return self.paragraphs["said"]


def view(book: Notebook, reader: Reader, dossier: Dossier, first: int, shelf: listed.Shelf) -> EventView:
    """One event, with paragraphs numbered from `first`. Footnotes are asked for in the order in which the page prints them."""
    affirming = statements.affirming(book, dossier)
    unknown = statements.unknown(book, dossier)
    denying = statements.denying(book, dossier)
    others = statements.others(book, dossier)
    compared, incomparable = ranges.bounds(book, dossier)
    series, conflicts = ranges.series(book, dossier), ranges.conflicts(book, dossier)
    assessment = assess(book, dossier.grade)
    findings = [provisions.view(book, reader, finding) for finding in dossier.findings]
    sequences = positions.sequences(book, dossier.sequences)
    return EventView(
        anchor=anchor(dossier),
        type=dossier.type,
        chapter=TYPE[dossier.type],
        title=event_title(book, dossier),
        facts=_facts(book, dossier),
        outlets=numbers.counted(dossier.outlets, "outlet"),
        documents=numbers.counted(dossier.documents, "document"),
        origins=numbers.bounds(dossier.origin_count.low, dossier.origin_count.high),
        low=dossier.origin_count.low,
        high=dossier.origin_count.high,
        origin_reasons=[sentence(book.composed(reason)) for reason in dossier.origin_count.reasons],
        affirming=affirming,
        unknown=unknown,
        denying=denying,
        others=others,
        replies=[_reply(book, r) for r in dossier.replies],
        series=series,
        conflicts=conflicts,
        compared=compared,
        incomparable=incomparable,
        sequences=sequences,
        assessment=assessment,
        findings=findings,
        tree=lineage.tree(book, dossier),
        changes=[change for relay in dossier.relays for change in lineage.changes(book, relay)],
        parties=[listed.view(shelf, party) for party in dossier.parties],
        ships=ships.of_event(book, reader.record(), dossier.ships),
        limits=[sentence(book.composed(limit)) for limit in dossier.limits],
        merged=len(dossier.merged),
        paragraphs={part: first + i for i, part in enumerate(parts(dossier))},
    )


def parts(dossier: Dossier) -> list[str]:
    """The numbered paragraphs that an event gets."""
    figures = bool(dossier.series or dossier.conflicts or dossier.bounds)
    answered = bool(dossier.denying or dossier.other or dossier.replies or dossier.sequences)
    seen = ["ships"] * (dossier.ships is not None)
    law, listing = ["law"] * bool(dossier.findings), ["listed"] * bool(dossier.parties)
    return ["said", *["denied"] * answered, *["figures"] * figures, *seen, "judged", *law, *listing, "lineage"]


def anchor(dossier: Dossier) -> str:
    return f"event-{dossier.event[:16]}"


def event_title(book: Notebook, dossier: Dossier) -> str:
    """The title that the analysis composed: names withheld, codes spelled out, places of people coarsened."""
    text = book.composed(dossier.title)
    codes = {code for role, _ in ROLES for code in (getattr(dossier, role) or "").split("|") if code}
    if codes:
        coded = rf"(?<![\w/])(?:{'|'.join(map(re.escape, sorted(codes)))})(?![\w/])"
        text = re.sub(coded, lambda m: book.speakers.label(m.group()), text)
    if dossier.place and dossier.type in PEOPLE:
        text = text.replace(dossier.place, _place(book, dossier))
    return capital(text)


def _place(book: Notebook, dossier: Dossier) -> str:
    """Where, in words; a division that the reader has no name for is printed as its country."""
    place, is_code = book.names.place(dossier.place or "", dossier.type)
    if not is_code:
        return place
    named = book.speakers.label(place)
    return named if named != place else book.speakers.label(place[:2])


def _facts(book: Notebook, dossier: Dossier) -> list[tuple[str, Markup]]:
    """The slots of the event as the claims fill them; what no claim says is left out, never guessed."""
    how = f"slots of the {numbers.counted(len(dossier.affirming), 'claim')} that affirm it"

    def computed(text: str | Markup) -> Markup:
        return Markup('<span data-computed="{}">{}</span>').format(how, text)

    facts = [(label, computed(book.speakers.label(code))) for role, label in ROLES if (code := getattr(dossier, role))]
    if dossier.item:
        facts.append(("What", computed(book.names.text(dossier.item))))
    if dossier.place:
        facts.append(("Where", computed(_place(book, dossier))))
    if dossier.period_from or dossier.period_to:
        words = dates.span(dossier.period_from, dossier.period_to, dossier.period_precision, "window")
        facts.append(("When", computed(words)))
    else:
        facts.append(("When", Markup("date not stated")))
    facts.append(("Reported", computed(_reported(book, dossier))))
    return facts


def _reported(book: Notebook, dossier: Dossier) -> Markup:
    """First and last printed date of publication; documents without one are counted, never dated by their capture."""
    documents = {
        c.document.id: c.document.published
        for key in (*dossier.affirming, *dossier.denying, *dossier.other)
        if (c := book.claims.get(key))
    }
    dated = [p for p in documents.values() if p.from_ or p.to]
    undated = len(documents) - len(dated)
    tail = f", and {numbers.counted(undated, 'document')} without a date" if undated else ""
    if not dated:
        return Markup("no document prints a date")
    first = dates.published(min(dated, key=lambda p: (p.from_ or p.to or "", p.to or "")), short=True)
    last = dates.published(max(dated, key=lambda p: (p.to or p.from_ or "", p.from_ or "")), short=True)
    return (first if first == last else Markup("{} to {}").format(first, last)) + tail


def _reply(book: Notebook, reply: Reply) -> Asked:
    return Asked(
        party=book.speakers.label(reply.party),
        asked=dates.time(reply.asked_at) if reply.asked_at else None,
        answered=dates.time(reply.answered_at) if reply.answered_at else None,
        channel=reply.channel,
        text=book.names.text(reply.text or ""),
        source=reply.source,
    )
