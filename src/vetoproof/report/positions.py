"""What a party said of one proposition, in order: denial, evasion, admission. A denial neither vanishes nor vetoes."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from vetoproof.model import Sequence
from vetoproof.report import dates
from vetoproof.report.charts import timeline
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import POSITION, SEQUENCE_STATE, TYPE, capital


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One position taken, with what was said."""

    date: Markup
    label: str
    stance: str
    key: Markup
    speaker: str
    text: Markup
    digest: bool


class SequenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One party on one proposition."""

    party: str
    proposition: str
    state: str
    code: str
    items: list[Position]


def sequences(book: Notebook, found: Iterable[Sequence]) -> list[SequenceView]:
    """All that have at least one position that can be anchored."""
    views = []
    for sequence in found:
        items = [
            item for one in sequence.items if (item := _position(book, one.claim, one.date, one.label, one.speaker)) is not None
        ]
        if items:
            views.append(
                SequenceView(
                    party=capital(book.speakers.label(sequence.party)),
                    proposition=_proposition(book, sequence.proposition),
                    state=SEQUENCE_STATE[sequence.state],
                    code=sequence.state.replace(" ", "-"),
                    items=items,
                )
            )
    return views


def _proposition(book: Notebook, text: str) -> str:
    """ "arms_transfer XX>YY" as "arms transfers, X to Y"; anything else as it is."""
    kind, _, flow = text.partition(" ")
    if kind not in TYPE:
        return book.composed(text)
    giver, arrow, taker = flow.partition(">")
    parties = f", {book.speakers.label(giver)} to {book.speakers.label(taker)}" if arrow else ""
    return TYPE[kind].lower() + parties


def _position(book: Notebook, key: str, day: str, label: str, speaker: str) -> Position | None:
    text = book.quoted(key)
    if text is None:
        return None
    claim = book.claims[key]
    who = book.speakers.name(claim.chain[-1]) if len(claim.chain) > 1 else book.names.text(speaker)
    stance = POSITION[label]
    return Position(
        date=dates.time(day, short=True),
        label=label,
        stance=stance,
        key=timeline.key_shape(stance),
        speaker=capital(who),
        text=text,
        digest=claim.document.kind == "digest",
    )
