"""The grade of an event in words, and the waterfall behind it. Likelihood and confidence never share a sentence."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from vetoproof.model import Contribution, Grade, Part
from vetoproof.report.charts import waterfall
from vetoproof.report.notebook import Notebook
from vetoproof.report.numbers import per_cent, signed
from vetoproof.report.wording import STANCE, capital, grade_in_words, sentence

HANGING = 3
"""Most contributions that are not counted in one drawing; all stand in the table below it."""


class Factor(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a contribution, as it is printed."""

    name: str
    low: str
    high: str
    reason: str


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One contribution as a row of the table under the waterfall."""

    label: Markup
    stance: str
    reliability: str
    factors: list[Factor]
    low: str
    high: str
    counted: bool
    reason: str


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """What the grade box prints."""

    code: str
    words: str
    likelihood: str
    judged: bool
    low: float
    high: float
    confidence: str
    confidence_reasons: list[str]
    source_reasons: list[str]
    information_reasons: list[str]
    picture: Markup
    weighed: list[Weighed]
    undrawn: int


def assess(book: Notebook, grade: Grade) -> Assessment:
    """The grade as printed; contributions whose claim cannot be anchored are left out of the drawing and counted elsewhere."""
    cited = [(c, number) for c in grade.contributions if (number := book.number(c.claim)) is not None]
    judged = grade.likelihood_low is not None and grade.likelihood_high is not None
    bars = [
        waterfall.Bar(
            claim=c.claim,
            note=n,
            label=capital(book.speakers.label(book.names.text(c.label))),
            low=c.low,
            high=c.high,
            counted=c.counted,
        )
        for c, n in cited
    ]
    hanging = [bar for bar in bars if not bar.counted]
    bars = [bar for bar in bars if bar.counted or bar in hanging[:HANGING]]
    return Assessment(
        code=f"{grade.source}{grade.information}",
        words=grade_in_words(grade.source, grade.information),
        likelihood=likelihood(grade),
        judged=judged,
        low=grade.likelihood_low or 0.0,
        high=grade.likelihood_high or 0.0,
        confidence=grade.confidence,
        confidence_reasons=[book.composed(r) for r in grade.confidence_reasons],
        source_reasons=[sentence(book.composed(r)) for r in grade.source_reasons],
        information_reasons=[sentence(book.composed(r)) for r in grade.information_reasons],
        picture=waterfall.chart(bars) if bars and judged else Markup(""),
        weighed=[_weighed(book, c) for c, _ in cited],
        undrawn=max(0, len(hanging) - HANGING) if judged else 0,
    )


def likelihood(grade: Grade) -> str:
    """The likelihood alone, in words and per cent: "likely to almost certain (62 to 97 per cent)"."""
    if grade.likelihood_low is None or grade.likelihood_high is None:
        return "cannot be judged, so no per cent is given"
    low, high = per_cent(grade.likelihood_low), per_cent(grade.likelihood_high)
    figures = f"{low} per cent" if low == high else f"{low} to {high} per cent"
    return f"{grade.likelihood_words} ({figures})"


def _weighed(book: Notebook, c: Contribution) -> Weighed:
    digest = book.claims[c.claim].document.kind == "digest"
    return Weighed(
        label=book.cite(c.claim, capital(book.speakers.label(book.names.text(c.label)))) or Markup(""),
        stance=STANCE[c.stance],
        reliability=c.reliability,
        factors=[_factor(book, part, digest) for part in c.parts],
        low=signed(c.low),
        high=signed(c.high),
        counted=c.counted,
        reason=book.composed(c.reason),
    )


def _factor(book: Notebook, part: Part, digest: bool) -> Factor:
    """One factor. Words of a digest are ours, so quotation marks around them would say what is not so."""
    reason = book.composed(part.reason)
    if digest:
        reason = reason.replace("\u201c", "").replace("\u201d", "")
    return Factor(name=part.name, low=signed(part.low), high=signed(part.high), reason=reason)
