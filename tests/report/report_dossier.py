"""Dossiers built by hand around claims: origins, relays, grades and findings as the analysis would give them."""

from __future__ import annotations

import math
from typing import Any

from vetoproof import model
from vetoproof.model import Contribution, Dossier, Grade, Origin, OriginCount, Part, Step


def origin(
    reader: Any,
    label: str,
    claims: list[str],
    kind: Any = "institution",
    country: str | None = None,
    shared: tuple[str, ...] = (),
    reasons: tuple[str, ...] = (),
) -> Origin:
    outlets = len({reader.claims[c].document.outlet for c in claims})
    return Origin(
        id=model.identity("origin", label, claims[0]),
        label=label,
        kind=kind,
        actor=None,
        country=country,
        lead=claims[0],
        claims=tuple(claims),
        outlets=outlets,
        shared_with=shared,
        reasons=reasons,
    )


def contribution(
    origin: Origin, words: tuple[float, float], reason: str, counted: bool = True, stance: Any = "asserts", times: float = 0.6
) -> Contribution:
    low, high = words
    change_low, change_high = low * times - low, high * times - high
    parts = (
        Part(name="words", low=low, high=high, reason=reason),
        Part(name="reliability", low=change_low, high=change_high, reason="no cited record supports a letter"),
    )
    return Contribution(
        origin=origin.id,
        label=origin.label,
        claim=origin.lead,
        stance=stance,
        reliability="F",
        parts=parts,
        low=round(low * times, 4),
        high=round(high * times, 4),
        counted=counted,
        reason="" if counted else "may rest on the same basis as another origin",
    )


def grade(
    contributions: list[Contribution], digit: Any, confidence: Any = "low", words: str = "likely to very likely"
) -> Grade:
    counted = [c for c in contributions if c.counted]
    low, high = sum(c.low for c in counted), sum(c.high for c in counted)
    judged = digit != "6"
    return Grade(
        source="F",
        information=digit,
        likelihood_low=round(1 / (1 + math.exp(-low)), 4) if judged else None,
        likelihood_high=round(1 / (1 + math.exp(-high)), 4) if judged else None,
        likelihood_words=words if judged else "cannot be judged",
        confidence=confidence,
        contributions=tuple(contributions),
        source_reasons=("no cited record supports a letter for any of the sources counted",),
        information_reasons=(f"{len(counted)} independent bases",),
        confidence_reasons=("bases may be shared",),
    )


def step(reader: Any, key: str) -> Step:
    claim = reader.claims[key]
    q, p = claim.quantity, claim.period
    return Step(
        claim=key,
        said=claim.document.published.from_,
        low=q.low,
        high=q.high,
        comparator=q.comparator,
        unit=q.unit,
        words=q.words,
        basis=q.basis,
        window_from=p.from_ if p else None,
        window_to=p.to if p else None,
    )


def dossier(
    reader: Any,
    title: str,
    kind: Any,
    affirming: list[str],
    origins: list[Origin],
    judged: Grade,
    count: tuple[int, int],
    **more: Any,
) -> Dossier:
    named = [*affirming, *more.get("denying", ()), *more.get("other", ())]
    days = sorted(reader.claims[c].document.published.from_ for c in named)
    made = Dossier(
        event=affirming[0],
        type=kind,
        title=title,
        first_published=days[0],
        last_published=days[-1],
        affirming=tuple(affirming),
        outlets=len({reader.claims[c].document.outlet for c in affirming}),
        documents=len({reader.claims[c].document.id for c in affirming}),
        origins=tuple(origins),
        origin_count=OriginCount(low=count[0], high=count[1], reasons=more.pop("count_reasons", ())),
        grade=judged,
        **{key: tuple(value) if isinstance(value, list) else value for key, value in more.items()},
    )
    reader.dossiers[made.event] = made
    return made
