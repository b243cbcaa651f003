"""Listings as FollowTheMoney entities in JSON lines: the party, and a `Sanction` that points at it.

What the model has a property for goes there, in the form that the model accepts: dates as ISO, countries as codes (given by
the caller, since names of countries are data), identifiers only where their check digits are right. What cannot be said so,
such as "circa 1947" or a number of an unknown kind, is kept beside the properties under the key `vetoproof`, field by field
and only where needed: other readers skip it, `ftm.read` puts it back, so that a listing comes back as it was.

It stands beside its reader, not among the exports of reports: it asks the reader what the properties alone would give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from vetoproof.model.ftm import NAME_PROPERTIES, property_of
from vetoproof.model.names import Identifier, Listing
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.ftm import of_entity
from vetoproof.screen.lists.ftm_joined import Entity
from vetoproof.screen.lists.imo import is_company, is_ship

# Ids of the model: letters, digits, points, hyphens (followthemoney/types/entity.py).
_ID = re.compile(r"[0-9A-Za-z]([0-9A-Za-z.-]*[0-9A-Za-z])?")
_ID_LENGTH = 200
_PARTIAL = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_GENDERS = ("male", "female", "other")
_LONGEST = {"name": 384, "address": 250, "identifier": 64, "string": 1024, "text": 65000}


def written(listings: Iterable[Listing], codes: Mapping[str, str] | None = None) -> Iterator[str]:
    """Two JSON lines a listing, without line breaks. `codes` gives the code of a country by its printed name in small letters
    (ISO 3166-1 alpha-2, in small letters). The same listings give the same lines."""
    for listing in listings:
        for entity in entities(listing, codes or {}):
            yield msgspec.json.encode(entity, order="deterministic").decode("utf-8")


def entities(listing: Listing, codes: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The party and its sanction, as the format's objects."""
    ident = entity_id(listing)
    party: dict[str, Any] = {
        "id": ident,
        "schema": listing.schema,
        "caption": listing.name,
        "datasets": [listing.list],
        "target": True,
        "properties": _kept(_properties(listing, codes)),
    }
    sanction: dict[str, Any] = {
        "id": f"{ident}-sanction",
        "schema": "Sanction",
        "caption": next(iter(listing.programmes), listing.list),
        "datasets": [listing.list],
        "target": False,
        "properties": _kept(_sanction(listing, ident)),
    }
    exact = _not_said(listing, party, sanction)
    if exact:
        party["vetoproof"] = exact
    return party, sanction


def entity_id(listing: Listing) -> str:
    """The entity's id: list and id where the model accepts them so, else their letters and digits and a digest of both."""
    plain = f"{listing.list}-{listing.id}"
    if _ID.fullmatch(plain) and len(plain) <= _ID_LENGTH - len("-sanction"):
        return plain
    slug = re.sub(r"[^0-9A-Za-z.]+", "-", plain).strip(".-")[:120].rstrip(".-") or "listing"
    return f"{slug}-{sha256(chr(0).join((listing.list, listing.id)).encode()).hexdigest()[:12]}"


def _properties(listing: Listing, codes: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"topics": ["sanction"]}
    for name in listing.names:
        found.setdefault(NAME_PROPERTIES[name.kind], []).append(_short(name.text, "name"))
    for text in filter(None, listing.notes.split("\n")):
        found.setdefault("notes", []).append(_short(text, "text"))
    found["address"] = [_short(address, "address") for address in listing.addresses]
    found["country"] = _codes(listing.countries, codes)
    for identifier in listing.identifiers:
        prop = _property(identifier, listing.schema)
        if prop:
            found.setdefault(prop, []).append(_as_accepted(prop, identifier.value))
    if listing.schema == "Person":
        found["birthDate"] = [
            date for date in (iso_day(printed) or printed for printed in listing.birth_dates) if _PARTIAL.fullmatch(date)
        ]
        found["birthPlace"] = [_short(place, "string") for place in listing.birth_places]
        found["gender"] = [listing.gender] if listing.gender in _GENDERS else []
        found["nationality"] = _codes(listing.nationalities, codes)
        found["position"] = [_short(position, "string") for position in listing.positions]
    if listing.schema == "Vessel":
        found["flag"] = _codes(listing.flags, codes)
    return found


def _sanction(listing: Listing, ident: str) -> dict[str, list[str]]:
    return {
        "entity": [ident],
        "authorityId": [_short(listing.id, "identifier")],
        "program": [_short(programme, "string") for programme in listing.programmes],
        "provisions": [_short(effect, "string") for effect in listing.effects],
        "startDate": [listing.listed_on] if listing.listed_on else [],
        "modifiedAt": [listing.amended_on] if listing.amended_on else [],
        "reason": [_short(listing.reason, "text")] if listing.reason else [],
    }


def _kept(properties: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items() if any(values)}


def _short(text: str, kind: str) -> str:
    folded = text.strip() if kind == "text" else " ".join(text.split())
    return folded[: _LONGEST[kind]].rstrip()


def _codes(printed: tuple[str, ...], codes: Mapping[str, str]) -> list[str]:
    return [code for code in (codes.get(country.strip(" .").lower(), "") for country in printed) if code]


def _property(identifier: Identifier, schema: str) -> str | None:
    """The property that holds this number for this schema, if the model has one and would not refuse the number."""
    accepted = _ACCEPTED.get(identifier.kind, _short_enough)(identifier.value)
    return property_of(identifier.kind, schema) if accepted else None


def _as_accepted(prop: str, value: str) -> str:
    """The form that the model keeps: ship numbers with their letters, bank codes without the branch."""
    return f"IMO{value}" if prop == "imoNumber" else value[:8] if prop == "swiftBic" else value


def _short_enough(value: str) -> bool:
    return 0 < len(value) <= _LONGEST["identifier"]


def _digits(value: str, lengths: tuple[int, ...]) -> list[int] | None:
    return [int(digit) for digit in value] if value.isascii() and value.isdigit() and len(value) in lengths else None


def _inn(value: str) -> bool:
    """Check digits of the tax number of ten or twelve digits (order of the tax service MMV-7-6/435, annex)."""
    digits = _digits(value, (10, 12))
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    if digits is None:
        return False
    places = (9,) if len(digits) == 10 else (10, 11)
    return all(sum(d * w for d, w in zip(digits, weights[11 - at :], strict=False)) % 11 % 10 == digits[at] for at in places)


def _ogrn(value: str) -> bool:
    digits = _digits(value, (13, 15))
    return digits is not None and int(value[:-1]) % (len(value) - 2) % 10 == digits[-1]


def _lei(value: str) -> bool:
    """ISO 17442: twenty signs, whose letters as numbers from 10 leave 1 when divided by 97."""
    return bool(re.fullmatch(r"[0-9A-Z]{18}\d{2}", value)) and int("".join(str(int(sign, 36)) for sign in value)) % 97 == 1


def _uscc(value: str) -> bool:
    """GB 32100-2015: eighteen signs without I, O, S, V, Z; the last checks the others times the powers of 3, modulo 31."""
    if not re.fullmatch(rf"[{_USCC}]{{18}}", value):
        return False
    total = sum(_USCC.index(sign) * pow(3, place, 31) for place, sign in enumerate(value[:17]))
    return _USCC[-total % 31] == value[17]


_ACCEPTED: dict[str, Callable[[str], bool]] = {
    "imo": is_ship,
    "imo_company": lambda value: is_company(value) or is_ship(value),
    "inn": _inn,
    "ogrn": _ogrn,
    "lei": _lei,
    "swift": lambda value: bool(re.fullmatch(r"[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?", value)),
    "uscc": _uscc,
    "wikidata": lambda value: bool(re.fullmatch(r"Q\d+", value)),
}


def _not_said(listing: Listing, party: dict[str, Any], sanction: dict[str, Any]) -> dict[str, Any]:
    """The fields that would not come back from the properties alone."""
    back = of_entity(msgspec.convert(party, Entity), [msgspec.convert(sanction, Entity)], listing.row)
    whole: dict[str, Any] = msgspec.to_builtins(listing)
    if isinstance(back, str):
        return whole
    read: dict[str, Any] = msgspec.to_builtins(back)
    # The row is where the listing stood in its own list; in the file that is written it stands elsewhere.
    return {name: value for name, value in whole.items() if name == "row" or value != read[name]}
