"""A reader in memory: what a watch would hold, built by hand, so that the report can be tried without the rest of the house."""

from __future__ import annotations

import hashlib
from typing import Any

from vetoproof import model
from vetoproof.model import (
    Attribution,
    Capture,
    Claim,
    Document,
    DocumentRef,
    Dossier,
    Frame,
    Hedge,
    Period,
    Published,
    Quantity,
    Span,
)

LABELS = {
    "KP": "North Korea",
    "RU": "Russia",
    "KR": "South Korea",
    "UA": "Ukraine",
    "US": "the United States",
    "GB": "the United Kingdom",
    "KR NIS": "South Korea's National Intelligence Service",
    "KR DIA": "South Korea's Defense Intelligence Agency",
    "KR MND": "South Korea's Ministry of National Defense",
    "UK MoD": "the UK Ministry of Defence",
    "US White House": "the White House",
    "US State Department": "the US State Department",
    "MSMT": "the Multilateral Sanctions Monitoring Team",
    "OSC": "Open Source Centre",
    "KP MFA": "North Korea's Foreign Ministry",
    "RU government": "the Russian government",
    "UA government": "the Ukrainian government",
    "Reuters": "Reuters",
    "KR government": "the South Korean government",
    "RU-43": "Kursk Oblast",
    "UA-14": "Donetsk Oblast",
}


class MemoryReader:
    """The `Reader` protocol over plain dictionaries."""

    def __init__(self, watch: model.WatchLine, head: str = "ab" * 32) -> None:
        self._watch, self._head = watch, head
        self.documents: dict[str, Document] = {}
        self.captures: dict[str, Capture] = {}
        self.claims: dict[str, Claim] = {}
        self.leaves: dict[str, int] = {}
        self.dossiers: dict[str, Dossier] = {}
        self.provisions: dict[str, model.Provision] = {}
        self.trip_rows: tuple[tuple[model.TripCount, ...], tuple[model.TripLoad, ...]] = ((), ())
        self.sequences: tuple[model.Sequence, ...] = ()
        self.counts: dict[str, int] = {}

    def watch(self) -> model.WatchLine:
        return self._watch

    def record(self) -> model.Manifest:
        lines = tuple(
            model.EventLine(
                event=d.event,
                key=model.sha256(model.encode(d)),
                type=d.type,
                title=d.title,
                claims=len(d.affirming) + len(d.denying),
            )
            for d in self.dossiers.values()
        )
        return model.Manifest(
            head=self._head,
            size=len(self.captures) + 1,
            as_of="2025-09-30",
            basis="published",
            code="0.1.0+4f1c2a9",
            pack="dprk@" + "5e" * 32,
            events=lines,
            sequences=self.sequences,
            counts=self.counts,
            notes=("undated documents count from the day of their capture",),
        )

    def dossier(self, event: str) -> Dossier:
        return self.dossiers[event]

    def claim(self, claim: str) -> Claim:
        return self.claims[claim]

    def document(self, document: str) -> Document:
        return self.documents[document]

    def capture(self, sha256: str) -> Capture:
        return self.captures[sha256]

    def content(self, sha256: str) -> bytes:
        return next(d.text.encode() for d in self.documents.values() if d.sha256 == sha256)

    def proof(self, item: str) -> model.Proof:
        index = self.leaves[item]
        leaf = hashlib.sha256(item.encode()).hexdigest()
        return model.Proof(
            item=item, leaf_index=index, leaf_hash=leaf, tree_size=len(self.captures), root=self._head, path=(leaf,)
        )

    def provision(self, provision: str) -> model.Provision:
        return self.provisions[provision]

    def trips(self) -> tuple[tuple[model.TripCount, ...], tuple[model.TripLoad, ...]]:
        return self.trip_rows

    def label(self, actor: str) -> str:
        return LABELS.get(actor, actor)

    def named(self) -> frozenset[str]:
        return frozenset(LABELS.values())

    # Filling it.

    def add_document(self, outlet: str, url: str, day: str, text: str, kind: Any = "digest", title: str = "") -> Document:
        data = text.encode()
        sha256 = hashlib.sha256(data).hexdigest()
        document = Document(
            sha256=sha256,
            url=url,
            kind=kind,
            text=text,
            title=title or f"{outlet} of {day}",
            outlet=outlet,
            language="en",
            published=Published(day, day, day, "day"),
            captured_at="2026-01-05T10:00:00Z",
            extractor="markdown@1",
        )
        self.documents[document.id] = document
        self.captures[sha256] = Capture(
            address=url,
            at="2026-01-05T10:00:00Z",
            sha256=sha256,
            media_type="text/markdown",
            size=len(data),
            kind=kind,
            method="file",
            tool="vetoproof 0.1.0",
        )
        self.leaves.setdefault(self.captures[sha256].id, len(self.leaves))
        return document

    def add_claim(
        self,
        document: Document,
        exact: str,
        chain: list[Attribution],
        frame: Frame,
        stance: Any = "asserts",
        hedge: str | None = None,
        quantity: Quantity | None = None,
        period: Period | None = None,
        mentions: tuple[model.Mention, ...] = (),
        by: str | None = None,
    ) -> str:
        start = document.text.index(exact)
        links = (Attribution(speaker=document.outlet, kind="outlet"), *chain)
        words = Hedge(exact=hedge, by=by) if hedge else None
        key = model.claim_id(document.sha256, exact, links, stance, words, frame, quantity, period)
        self.claims[key] = Claim(
            id=key,
            document=DocumentRef.of(document),
            span=Span.of(document.text, start, start + len(exact)),
            chain=links,
            stance=stance,
            hedge=words,
            frame=frame,
            quantity=quantity,
            period=period,
            mentions=mentions,
            extractor="rules@1",
        )
        return key


def office(speaker: str, held: str, country: str, actor: str | None = None, cue: str | None = "said") -> Attribution:
    return Attribution(speaker=speaker, kind="person", actor=actor, office=held, country=country, cue=cue)


def body(actor: str, country: str | None = None, cue: str | None = "according to") -> Attribution:
    return Attribution(speaker=actor, kind="organisation", actor=actor, country=country, cue=cue)


def outlet(name: str) -> Attribution:
    return Attribution(speaker=name, kind="outlet", cue="reported")


def anonymous(kind: str) -> Attribution:
    return Attribution(speaker=f"anon:{kind}", kind="anonymous", cue="citing")


def figure(low: float | None, high: float | None, comparator: Any, unit: str, words: str, basis: Any = "count") -> Quantity:
    return Quantity(low=low, high=high, comparator=comparator, unit=unit, words=words, basis=basis)


def window(first: str | None, last: str | None, precision: Any = "month") -> Period:
    return Period(from_=first, to=last, precision=precision, kind="window")


def on(day: str, precision: Any = "day") -> Period:
    return Period(from_=day, to=day, precision=precision, kind="occurrence")
