"""What a regime pack must satisfy beyond its shape: every name that it uses exists, dates are in order, digits are right.

Each check yields (path, what is wrong, what to do); the loader turns paths into files and lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from vetoproof.model import Provision
from vetoproof.packs.regime import Country, Regime

Path_ = tuple[str | int, ...]
Fault = tuple[Path_, str, str]

# An actor that no pack row needs to name: the government of a state, written with its ISO code.
GOVERNMENT = " government"
# Collectives without an institution of their own, as in claims: "group:experts".
COLLECTIVE = "group:"
_CODE = "write the two capital letters, in quotes"


def check(regime: Regime, codes: frozenset[str]) -> Iterator[Fault]:
    """All faults of a regime. `codes`: the ISO 3166 alpha-2 codes that exist."""
    yield from _ids(regime)
    yield from _actors(regime)
    yield from _law(regime)
    yield from _goods(regime)
    yield from _ships(regime)
    yield from _codes(regime, codes)
    yield from _dates(regime)


def law_nine(value: Any, path: Path_ = ()) -> Iterator[Fault]:
    """Every row that has a source or a limitation says something there (law 9 of the house)."""
    if isinstance(value, msgspec.Struct):
        for name, printed in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            inner = getattr(value, name)
            if name in ("source", "limitation") and not inner.strip():
                yield (*path, printed), f"'{name}' is empty (law 9)", f"say the row's {name}"
            elif isinstance(inner, tuple | msgspec.Struct):
                yield from law_nine(inner, (*path, printed))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            if isinstance(inner, msgspec.Struct):
                yield from law_nine(inner, (*path, index))


def unknown_provision_keys(rows: Any) -> Iterator[Fault]:
    """`Provision` is a word of the model and ignores what it does not know; in a pack an unknown key is a slip."""
    known = set(Provision.__struct_encode_fields__)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        for key in row if isinstance(row, dict) else ():
            if key not in known:
                yield ("provisions", index, key), f"Object contains unknown field `{key}`", "spell it as the documentation does"


def country_codes(countries: tuple[Country, ...], codes: frozenset[str]) -> Iterator[Fault]:
    """Countries whose code does not exist, or is given twice."""
    seen: set[str] = set()
    for index, country in enumerate(countries):
        if country.code not in codes:
            yield ("countries", index, "code"), f"'{country.code}' is not an ISO 3166 alpha-2 code", _CODE
        if country.code in seen:
            yield ("countries", index, "code"), f"the country '{country.code}' is given twice", "keep one row"
        seen.add(country.code)


def imo_check_digit(number: str) -> bool:
    """Whether an IMO ship number is seven digits with a right check digit (weights 7 to 2; IMO resolution A.1117(30)).

    Hygiene, not evidence: numbers obtained by fraud pass as well.
    """
    if len(number) != 7 or not (number.isascii() and number.isdigit()):
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, range(7, 1, -1), strict=False)) % 10 == int(number[6])


def _ids(regime: Regime) -> Iterator[Fault]:
    keys: tuple[tuple[str, str], ...] = (
        ("actors", "id"), ("places", "id"), ("ships", "imo"), ("items", "id"), ("provisions", "id"), ("mappings", "id"),
        ("sources", "actor"), ("silent", "event"), ("weapons", "name"), ("lists", "id"),
    )  # fmt: skip
    for table, key in keys:
        seen: set[str] = set()
        for index, row in enumerate(getattr(regime, table)):
            name = getattr(row, key)
            if name in seen:
                yield (table, index, key), f"the {key} '{name}' is given twice in {table}", "keep one row"
            seen.add(name)


def _actors(regime: Regime) -> Iterator[Fault]:
    known = {actor.id for actor in regime.actors}

    def missing(path: Path_, name: str) -> Iterator[Fault]:
        if name not in known and not _implicit(name):
            yield path, f"no actor has the id '{name}'", "add it to actors or correct the id"

    for index, actor in enumerate(regime.actors):
        if actor.institution is not None:
            yield from missing(("actors", index, "institution"), actor.institution)
        for field in ("members", "shares"):
            for place, name in enumerate(getattr(actor, field)):
                yield from missing(("actors", index, field, place), name)
    for index, tenure in enumerate(regime.tenures):
        yield from missing(("tenures", index, "institution"), tenure.institution)
    for index, row in enumerate(regime.sources):
        yield from missing(("sources", index, "actor"), row.actor)
        if row.reliability != "F" and not (row.cited or "").strip():
            what = f"reliability {row.reliability} without a cited record"
            yield ("sources", index, "reliability"), what, "cite the record in 'cited', or leave F: it cannot be judged"
    for index, mapping in enumerate(regime.mappings):
        for place, name in enumerate(mapping.argued_by):
            yield from missing(("mappings", index, "argued_by", place), name)
        for place, argued in enumerate(mapping.later):
            for name in argued.by:
                yield from missing(("mappings", index, "later", place, "by"), name)
        if mapping.mode == "argument" and not mapping.argued_by:
            what = f"the mapping '{mapping.id}' rests on argument, and nobody argues it"
            yield ("mappings", index, "argued_by"), what, "name who argues it, or delete the mapping"


def _implicit(name: str) -> bool:
    state = name.removesuffix(GOVERNMENT)
    return name.startswith(COLLECTIVE) or (state != name and len(state) == 2 and state.isupper())


def _law(regime: Regime) -> Iterator[Fault]:
    provisions = {provision.id: provision for provision in regime.provisions}
    for index, provision in enumerate(regime.provisions):
        for place, later in enumerate(provision.superseded_by):
            path = ("provisions", index, "superseded_by", place)
            if later not in provisions:
                yield path, f"no provision has the id '{later}'", "add it to provisions or correct the id"
            elif provisions[later].adopted < provision.adopted:
                yield path, f"'{later}' is older than '{provision.id}' and cannot supersede it", "exchange them"
    for index, mapping in enumerate(regime.mappings):
        if mapping.provision not in provisions:
            what = f"no provision has the id '{mapping.provision}'"
            yield ("mappings", index, "provision"), what, "add it to provisions or correct the id"
    silent = {row.event: index for index, row in enumerate(regime.silent)}
    for index, mapping in enumerate(regime.mappings):
        for event in mapping.events:
            if event in silent:
                what = f"'{event}' is mapped here and said to engage nothing in silent"
                yield ("mappings", index, "events"), what, "delete one of the two"


def _goods(regime: Regime) -> Iterator[Fault]:
    known = {item.id for item in regime.items}
    uses: list[tuple[Path_, tuple[str, ...]]] = [
        *((("items", i, "shows"), row.shows) for i, row in enumerate(regime.items)),
        *((("items", i, "leaves_unknown"), row.leaves_unknown) for i, row in enumerate(regime.items)),
        *((("weapons", i, "item_class"), (row.item_class,)) for i, row in enumerate(regime.weapons)),
        *((("provisions", i, "items"), row.items) for i, row in enumerate(regime.provisions)),
        *((("mappings", i, "items"), row.items) for i, row in enumerate(regime.mappings)),
    ]
    for path, names in uses:
        for name in names:
            if name not in known:
                yield path, f"no item class has the id '{name}'", "add it to items or correct the id"


def _ships(regime: Regime) -> Iterator[Fault]:
    for index, ship in enumerate(regime.ships):
        for key, numbers in (("imo", (ship.imo,)), ("not_to_confuse", ship.not_to_confuse)):
            for number in numbers:
                if not imo_check_digit(number):
                    what = f"'{number}' is not an IMO number: its check digit is wrong"
                    yield ("ships", index, key), what, "correct the number, in quotes"
        for place, listing in enumerate(ship.listings):
            day = listing.split(" ", 1)[0]
            for _ in _day((), day):
                what = f"the listing begins with '{day}', not with its day"
                yield ("ships", index, "listings", place), what, "begin with YYYY-MM-DD"


def _codes(regime: Regime, codes: frozenset[str]) -> Iterator[Fault]:
    fields = (
        ("actors", ("country",)), ("tenures", ("country",)), ("sources", ("interest",)), ("places", ("country", "held_by")),
        ("ships", ("flag",)), ("mappings", ("supplier", "recipient", "agent", "patient")), ("scope", ("all_of", "any_of")),
    )  # fmt: skip
    yield from country_codes(regime.countries, codes)
    uses: list[tuple[Path_, Any]] = [(("parties",), regime.parties)]
    uses += [(("allies", index), group) for index, group in enumerate(regime.allies)]
    for table, names in fields:
        for index, row in enumerate(getattr(regime, table)):
            uses += [((table, index, name), getattr(row, name)) for name in names]
    for path, value in uses:
        for code in (value,) if isinstance(value, str) else value or ():
            for one in code.split("|"):
                if one not in codes:
                    yield path, f"'{one}' is not an ISO 3166 alpha-2 code", _CODE


def _dates(regime: Regime) -> Iterator[Fault]:
    single = (
        ("actors", "published"), ("sources", "published"), ("ships", "published"), ("mappings", "published"),
        ("provisions", "adopted"), ("provisions", "published"), ("calendar", "until"),
    )  # fmt: skip
    pairs = (("tenures", "from_", "to"), ("calendar", "from_", "to"), ("provisions", "valid_from", "valid_to"))
    for table, name in single:
        for index, row in enumerate(getattr(regime, table)):
            yield from _day((table, index, name), getattr(row, name))
    for table, first, last in pairs:
        for index, row in enumerate(getattr(regime, table)):
            start, end = getattr(row, first), getattr(row, last)
            faults = [*_day((table, index, first.rstrip("_")), start), *_day((table, index, last), end)]
            yield from faults
            if not faults and start is not None and end is not None and end < start:
                yield (table, index, last), f"{end} is before {start}", "exchange or correct the dates"
    for index, mapping in enumerate(regime.mappings):
        for place, argued in enumerate(mapping.later):
            yield from _day(("mappings", index, "later", place, "published"), argued.published)


def _day(path: Path_, text: str | None) -> Iterator[Fault]:
    if text is None:
        return
    try:
        right = date.fromisoformat(text).isoformat() == text
    except ValueError:
        right = False
    if not right:
        yield path, f"'{text}' is not a day as YYYY-MM-DD", "write the day, or leave the key out where it is unknown"
