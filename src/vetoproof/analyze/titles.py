"""What an event is, in one plain line, and the slots that stand for it: taken from the claims that found it, never invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

import msgspec

from vetoproof.analyze.events import DATED, DENIED, RUNNING
from vetoproof.analyze.told import Told
from vetoproof.analyze.view import Row
from vetoproof.model import EventType, Precision
from vetoproof.packs.pack import Pack

WORDS: dict[EventType, str] = {
    "arms_transfer": "Arms transfers", "troop_deployment": "Troops sent", "casualties": "Casualties",
    "recruitment": "Recruitment", "training": "Training", "weapons_test": "Weapons test",
    "weapons_production": "Weapons production", "agreement": "Agreement", "visit": "Visit", "un_action": "UN action",
    "attack": "Attack", "return_flow": "Goods in return", "petroleum_transfer": "Petroleum transfers",
    "workers": "Workers sent", "finance_cyber": "Finance and cyber", "statement_other": "Statement",
}  # fmt: skip

_Value = TypeVar("_Value")

_BARE = re.compile(r"(?:\d|illion|thousand|hundred|dozen)s?$", re.IGNORECASE)
_FINEST: tuple[Precision, ...] = ("instant", "minute", "day", "range", "month", "season", "year", "unknown")


class Slots(msgspec.Struct, frozen=True, kw_only=True):
    """The slots of an event."""

    type: EventType
    title: str
    supplier: str | None
    recipient: str | None
    agent: str | None
    patient: str | None
    place: str | None
    item: str | None
    period_from: str | None
    period_to: str | None
    period_precision: Precision


class Titles:
    """Writes titles with the names that a language pack gives to states."""

    def __init__(self, pack: Pack) -> None:
        self._names: dict[str, str] = {}
        self._demonyms: dict[str, tuple[str, ...]] = {}
        for language in pack.languages.values():
            for country in language.countries:
                self._names.setdefault(country.code, country.names[0] if country.names else country.code)
                self._demonyms.setdefault(country.code, country.demonyms)

    def slots(self, rows: Sequence[Told]) -> Slots:
        """The slots of an event from its claims in the order of telling: affirmed ones first, leads before relays."""
        rows = [t for t in rows if t.affirms] or list(rows)
        first = rows[0].row
        shape = rows[0].shape
        running = shape in (RUNNING, DENIED)
        roles = {name: _role(rows, name) for name in _ROLES}
        period = _window(rows) if running else _date(rows)
        place = _common(rows) if running else _place(rows)
        item = _usual(rows)
        title = self._title(first.type, rows, shape, roles, place, item, period)
        return Slots(
            type=first.type, title=title, place=place, item=item,
            period_from=period[0], period_to=period[1], period_precision=period[2], **roles,
        )  # fmt: skip

    def _title(self, kind: EventType, rows: Sequence[Told], shape: int, roles: dict[str, str | None], place: str | None,
               item: str | None, period: tuple[str | None, str | None, Precision]) -> str:  # fmt: skip
        parts = [WORDS[kind]]
        flow = [self._name(roles[name]) for name in ("supplier", "recipient") if roles[name]]
        deed = [self._name(roles[name]) for name in ("agent", "patient") if roles[name]]
        if kind == "attack":
            # "Attack, A" would name the maker of the missile where a reader looks for whoever fired it.
            parts = [self._strike(roles)]
        else:
            parts += [" to ".join(flow)] if flow else [", ".join(deed)] if deed else []
        figure = None if shape == RUNNING else _figure(rows)
        if figure is not None:
            outcome = figure.outcome or ""
            words = figure.words or ""
            if figure.unit and _BARE.search(words):
                # "two million" says nothing without what was counted.
                words = f"{words} {figure.unit}"
            parts.append(" ".join(w for w in (words, "" if outcome in words else outcome) if w))
        elif item and shape != DENIED:
            parts.append(item)
        if kind == "attack" and roles["supplier"]:
            weapons = parts.pop() if len(parts) > 1 else ""
            parts.append(self._made(weapons, roles["supplier"]))
        if place and shape != RUNNING:
            parts.append(place)
        if shape <= DATED and period[0]:
            parts.append(period[0] if period[1] in (None, period[0]) else f"{period[0]} to {period[1]}")
        if rows[0].row.period_kind == "future":
            parts.append("announced or expected")
        if shape == DENIED:
            parts.append("denied or doubted")
        return ", ".join(parts)

    def _strike(self, roles: dict[str, str | None]) -> str:
        by, on = (
            f" {word} {self._name(roles[name])}" if roles[name] else "" for word, name in (("by", "agent"), ("on", "patient"))
        )
        return f"{WORDS['attack']}{by}{on}"

    def _made(self, weapons: str, codes: str) -> str:
        """Weapons with their maker, unless their words name it: "missile from A", "two A missiles"."""
        if any(name in weapons for code in codes.split("|") for name in (self._name(code), *self._demonyms.get(code, ()))):
            return weapons
        return f"{weapons or 'weapons'} from {self._name(codes)}"

    def _name(self, codes: str | None) -> str:
        return " and ".join(self._names.get(code, code) for code in (codes or "").split("|"))


_ROLES = ("supplier", "recipient", "agent", "patient")


def _role(rows: Sequence[Told], name: str) -> str | None:
    field: Callable[[Row], str | None] = attrgetter(name)
    for told in rows:
        if (value := field(told.row)) is not None:
            return value
    return None


def _usual(rows: Sequence[Told]) -> str | None:
    """The item most often named; the earliest of equals."""
    return _most([t.row.item for t in rows if t.row.item])


def _figure(rows: Sequence[Told]) -> Row | None:
    """The first printing of the figure most often given; the earliest of equals."""
    told = [t.row for t in rows if t.row.words]
    most = _most([(row.low, row.high) for row in told])
    return next((row for row in told if (row.low, row.high) == most), None)


def _most(values: list[_Value]) -> _Value | None:
    """The value that comes most often; the earliest of equals."""
    if not values or values.count(values[0]) == len(values):
        return values[0] if values else None
    return Counter(values).most_common(1)[0][0]


def _place(rows: Sequence[Told]) -> str | None:
    return next((t.row.place for t in rows if t.row.place), None)


def _common(rows: Iterable[Told]) -> str | None:
    """The place of a running total, only where all that name one name the same."""
    places = {t.row.place for t in rows if t.row.place}
    return places.pop() if len(places) == 1 else None


def _date(rows: Sequence[Told]) -> tuple[str | None, str | None, Precision]:
    """The most precise period that a claim prints; of equals the earliest told."""
    dated = [t.row for t in rows if t.row.period_from or t.row.period_to]
    best = min(dated, key=lambda r: _FINEST.index(r.period_precision or "unknown"), default=None)
    return (best.period_from, best.period_to, best.period_precision or "unknown") if best else (None, None, "unknown")


def _window(rows: Sequence[Told]) -> tuple[str | None, str | None, Precision]:
    """From the earliest to the latest day of all periods printed; open where a window is open."""
    firsts = [t.row.period_from for t in rows if t.row.period_from]
    lasts = [t.row.period_to for t in rows if t.row.period_to]
    if not firsts and not lasts:
        return None, None, "unknown"
    return min(firsts, default=None), max(lasts, default=None), "range"
