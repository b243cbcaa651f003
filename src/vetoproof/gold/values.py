"""The slots of labels and claims, by one rule for both, and when two values of a slot agree."""

from __future__ import annotations

import re
from typing import Protocol

from vetoproof.gold.labels import Label
from vetoproof.gold.names import Names
from vetoproof.gold.places import Places
from vetoproof.gold.units import Units
from vetoproof.model import Claim

SLOTS = (
    "event", "supplier", "recipient", "agent", "patient", "item", "outcome", "vessel", "place", "low",
    "high", "comparator", "unit",
    "basis", "stance", "hedge", "speaker", "period",
)  # fmt: skip
NAMED = (
    "event", "supplier", "recipient", "agent", "patient", "low", "high", "comparator", "unit", "basis", "stance", "hedge",
    "speaker",
)  # fmt: skip
"""Event, parties, figure, stance, hedge and speaker: what a report prints of a claim in its own columns."""

Said = Label | Claim
"""A label and a claim have the same slots under the same names."""
Value = str | float | int | tuple[str | None, ...] | None
Values = dict[str, Value]

_CONTAINED = ("item", "outcome", "hedge", "vessel")
_ARTICLES = ("a ", "an ", "the ")


class Speaking(Protocol):
    """A link of a chain."""

    @property
    def speaker(self) -> str:
        """The canonical name, names of parallel speakers joined by `|`."""
        ...


def values(said: Said) -> Values:
    """Every slot; None where it has no value. States and parallel speakers are in alphabetical order, words folded."""
    frame, quantity, period, place = said.frame, said.quantity, said.period, said.frame.place
    places = (fold(place.name), fold(place.to)) if place else ()
    when = (period.from_, period.to) if period else ()
    if period and period.kind == "occurrence":
        # A single day or month is written with one end or with both.
        when = (period.from_ or period.to, period.to or period.from_)
    return {
        "event": frame.type,
        "supplier": states(frame.supplier),
        "recipient": states(frame.recipient),
        "agent": states(frame.agent),
        "patient": states(frame.patient),
        "item": fold(frame.item),
        "outcome": fold(frame.outcome),
        "vessel": fold(frame.vessel),
        "place": tuple(filter(None, places)) or None,
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "comparator": quantity.comparator if quantity else None,
        "unit": quantity.unit if quantity else None,
        "basis": quantity.basis if quantity else None,
        "stance": said.stance,
        "hedge": fold(said.hedge.exact if said.hedge else None),
        "speaker": speaker(said.chain[-1]),
        "period": when if any(when) else None,
    }


def chain(said: Said) -> tuple[str, ...]:
    """The chain by canonical names, without the outlet that carries all of the document's claims."""
    return tuple(speaker(one) for one in said.chain[1:])


def speaker(link: Speaking) -> str:
    """A link's names, folded and in alphabetical order."""
    return "|".join(sorted(fold(part) or "" for part in link.speaker.split("|")))


def states(codes: str | None) -> str | None:
    """Codes joined by `|`, in alphabetical order."""
    return "|".join(sorted(codes.split("|"))) if codes else None


def fold(text: str | None) -> str | None:
    """Lower case, plain apostrophes, single blanks, no "the" before; None for nothing."""
    if not text:
        return None
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'").lower()).strip().removeprefix("the ")


def bare(text: str) -> str:
    """Folded words without the article before them: "an estimated" is "estimated"."""
    folded = fold(text) or ""
    return next((folded.removeprefix(article) for article in _ARTICLES if folded.startswith(article)), folded)


class Sameness:
    """When two values of a slot agree."""

    def __init__(self, units: Units, names: Names, places: Places) -> None:
        self._units, self._names, self._places = units, names, places

    def chain(self, wanted: Said, given: Said) -> bool:
        """Whether two chains have the same speakers after the outlet, in the same order; see `Names`."""
        return self._names.chain(chain(wanted), chain(given))

    def agree(self, slot: str, wanted: Value, given: Value) -> bool:
        """Equality of two values, neither None, with these exceptions.

        Words that contain each other agree for item, outcome, hedge and vessel ("shells", "artillery shells"); periods agree
        by their first and last month; units by what they count, see `Units`; speakers by who they are, see `Names`; places by
        which they are, see `Places`.
        """
        if slot == "unit":
            return self._units.equal(str(wanted), str(given))
        if slot == "speaker":
            return self._names.equal(str(wanted), str(given))
        if slot in _CONTAINED:
            return _contained(_words(str(wanted)), _words(str(given)))
        if isinstance(wanted, tuple) and isinstance(given, tuple):
            if slot == "place":
                return self._places.equal(wanted, given)
            return _bounds(wanted) == _bounds(given)
        return wanted == given


def _words(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[\w-]+", text)}


def _bounds(when: tuple[str | None, ...]) -> tuple[str, str]:
    """First and last month: "by the end of 2025" is "by December 2025", and "since 2024" is "since January 2024"."""
    first, last = ((end or "")[:7] for end in when)
    return (f"{first}-01" if len(first) == 4 else first, f"{last}-12" if len(last) == 4 else last)


def _contained(one: set[str], other: set[str]) -> bool:
    return bool(one) and (one <= other or other <= one)
