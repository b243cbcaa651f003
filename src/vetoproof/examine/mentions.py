"""Persons, companies, ships and weapons named in a text, with the identifiers that the page or the pack gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.entries import alternation, words
from vetoproof.examine.found import Found
from vetoproof.examine.names import NameIndex
from vetoproof.model import Mention, Span
from vetoproof.packs.language import Language
from vetoproof.packs.regime import Regime, ShipRow, WeaponRow

if TYPE_CHECKING:
    from spacy.tokens import Doc

_IMO = re.compile(r"\bIMO(?:\s+(?:number|no\.?|#))?[\s:]*(\d{7})\b", re.IGNORECASE)
_LONGER = re.compile(r"[ -](?:[A-Z]\b|\d+\b|[A-Z][a-z]+)")
_NEAR = 80
"""Characters between a ship's name and its printed IMO number: the number follows in brackets or behind "IMO number"."""


def find(doc: Doc, regime: Regime, language: Language) -> list[Found[Mention]]:
    """All mentions, in order of place. Where two overlap, what the pack knows stands before what the parser guesses."""
    found = [*_ships(doc, regime, language), *_weapons(doc, regime), *_named(doc, language)]
    kept: list[Found[Mention]] = []
    for one in sorted(found, key=lambda f: (f.value.kind in ("company", "person"), f.start - f.end, f.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def imo_valid(number: str) -> bool:
    """Whether the last of the seven digits is the check digit: the last digit of the sum of the others times 7 to 2."""
    return (
        len(number) == 7
        and number.isdigit()
        and sum(int(d) * w for d, w in zip(number, range(7, 1, -1), strict=False)) % 10 == int(number[6])
    )


def _ships(doc: Doc, regime: Regime, language: Language) -> Iterator[Found[Mention]]:
    text, seen = grammar.text(doc), set[str]()
    context = re.compile(rf"\b{alternation(words(language.units, 'vessel_context'))}\b", re.IGNORECASE)
    printed = list(_IMO.finditer(text))
    taken: set[int] = set()
    for start, end, rows in _ship_index(regime.ships).find(text):
        ship, near = rows[0], [m for m in printed if 0 <= m.start() - end <= _NEAR]
        known = near and any(near[0].group(1) == row.imo for row in rows)
        if near and not known:
            continue  # A namesake: the page prints another number beside it.
        if not known and not _is_ship(doc, start, end, context, ship.imo in seen):
            continue
        seen.add(ship.imo)
        if near:
            taken.add(near[0].start())
        note = f"may also be IMO {', '.join(row.imo for row in rows[1:])}" if len(rows) > 1 and not known else ""
        row = next((r for r in rows if near and r.imo == near[0].group(1)), ship)
        mention = Mention(name=row.name, kind="ship", identifiers=_identifiers(row), span=Span.of(text, start, end))
        yield Found(start, end, mention, note)
    for match in printed:
        if match.start() not in taken:
            number = match.group(1)
            note = "" if imo_valid(number) else "the check digit of the printed IMO number does not fit"
            mention = Mention(name=f"IMO {number}", kind="ship", identifiers={"imo": number}, span=Span.of(text, *match.span()))
            yield Found(match.start(), match.end(), mention, note)


def _identifiers(ship: ShipRow) -> dict[str, str]:
    """The IMO number and, where the pack knows of one, the earliest listing, which begins with its day."""
    return {"imo": ship.imo} | ({"listed": min(ship.listings)} if ship.listings else {})


def _is_ship(doc: Doc, start: int, end: int, context: re.Pattern[str], seen: bool) -> bool:
    """Whether a name that a person may bear too is a ship here: by words beside it, or since the page said so before."""
    text = grammar.text(doc)
    name = text[start:end]
    if _LONGER.match(text, end) and not any(ch.isdigit() for ch in name):
        return False  # A longer name (an initial, a surname, a number behind) is another ship or a person.
    if not name.isalpha():
        return True
    around = text[max(text.rfind("\n\n", 0, start), 0) : text.find("\n\n", end) if text.find("\n\n", end) >= 0 else len(text)]
    return seen or bool(context.search(around))


def _weapons(doc: Doc, regime: Regime) -> Iterator[Found[Mention]]:
    text = grammar.text(doc)
    for start, end, rows in _weapon_index(regime.weapons).find(text):
        mention = Mention(
            name=rows[0].name, kind="weapon", identifiers={"class": rows[0].item_class}, span=Span.of(text, start, end)
        )
        yield Found(start, end, mention, f"may also be {rows[1].name}" if len(rows) > 1 else "")


def _named(doc: Doc, language: Language) -> Iterator[Found[Mention]]:
    text = grammar.text(doc)
    suffix = re.compile(rf"\b{alternation(words(language.units, 'company_suffix'))}(?!\w)", re.IGNORECASE)
    for ent in doc.ents:
        start, end = ent.start_char, ent.end_char
        name = re.sub(r"['’]s?$", "", ent.text)
        end = start + len(name)
        if ent.label_ == "PERSON" and not any(ch.isdigit() for ch in name):
            yield Found(start, end, Mention(name=name, kind="person", span=Span.of(text, start, end)))
        elif ent.label_ == "ORG" and suffix.search(name):
            yield Found(start, end, Mention(name=name, kind="company", span=Span.of(text, start, end)))


@lru_cache(maxsize=4)
def _ship_index(ships: tuple[ShipRow, ...]) -> NameIndex[ShipRow]:
    names: dict[str, list[ShipRow]] = {}
    for ship in ships:
        for name in dict.fromkeys((ship.name, *ship.names)):
            names.setdefault(name, []).append(ship)
    return NameIndex(names)


@lru_cache(maxsize=4)
def _weapon_index(weapons: tuple[WeaponRow, ...]) -> NameIndex[WeaponRow]:
    names: dict[str, list[WeaponRow]] = {}
    for weapon in weapons:
        for name in dict.fromkeys((weapon.name, *weapon.names)):
            names.setdefault(name, []).append(weapon)
    return NameIndex(names)
