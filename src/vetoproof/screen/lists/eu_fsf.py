"""The EU's Financial Sanctions Files in XML, version 1.1: the Commission's consolidated list of whose assets are frozen.

Every entry becomes one listing of the list "eu-fsf", with the EU's own reference as its id ("EU.27.28"), or "logical/13"
where it has none. Ships stand in this list as enterprises with an IMO number. Companies may have a number of the same form,
in another series: an enterprise is read as a vessel only if its number has a ship's check digit and it has no number of a
register or of a tax office. The list prints the acts by which an entry and each of its parts were put in; the day of
designation is often missing, and then `listed_on` is the earliest of those acts, which the notes say: the entry may be
older.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from vetoproof.model.names import Identifier, ListedName, Listing, NameKind, Schema
from vetoproof.screen.lists import xml
from vetoproof.screen.lists.days import iso_day, ymd
from vetoproof.screen.lists.imo import is_ship
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.names.scripts import scripts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOT, ENTRY = "export", "sanctionEntity"
LIST = "eu-fsf"
# What being in these files means, whatever else an act imposes (Council regulations: funds and economic resources are frozen).
EFFECT = "asset freeze"
_SUBJECTS: dict[str, Schema] = {"person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization"}
_IDENTIFIERS = {
    "passport": "passport",
    "id": "national_id",
    "ssn": "social_security",
    "nrn": "national_id",
    "fiscalcode": "tax",
    "regnumber": "registration",
    "tradelic": "licence",
    "swiftbic": "swift",
    "imo": "imo",
    "drivinglicence": "driving_licence",
    "residentperm": "residence_permit",
    "birthcert": "birth_certificate",
}
_FLAWS = ("knownExpired", "knownFalse", "reportedLost", "revokedByIssuer")
_GENDERS = {"M": "male", "F": "female"}
_PLACE = ("street", "poBox", "place", "zipCode", "city", "region", "countryDescription")


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the name of the file says nothing that its root does not
    """Whether these first bytes begin a file of the format: other formats have the same root, but not its entries."""
    return xml.root_of(head) == ROOT and ENTRY.encode() in head


def read(source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
    """All entries of the files, in their order, in constant memory. Raises `ListError` where the file is broken (see `xml`)."""
    for count, element in enumerate(xml.entries(source, name, ROOT, (ENTRY,)), 1):
        where = f"element {count}, {xml.line(element)}"
        listing = _listing(element, where)
        yield RejectedRow(where, listing) if isinstance(listing, str) else listing


def _listing(entry: Element, where: str) -> Listing | str:
    reference = entry.get("euReferenceNumber") or (f"logical/{entry.get('logicalId')}" if entry.get("logicalId") else "")
    if not reference:
        return "no reference number"
    subject = entry.find("{*}subjectType")
    code = "" if subject is None else (subject.get("code") or subject.get("classificationCode") or "").lower()
    schema = _SUBJECTS.get(code)
    if schema is None:
        return f"{reference}: the subject is {code or 'missing'!r}, neither a person nor an enterprise"
    names = _names(entry)
    if not names:
        return f"{reference}: no name"
    notes = xml.texts(entry, "{*}remark")
    identifiers = _identifiers(entry, notes)
    kinds = {identifier.kind for identifier in identifiers}
    if schema == "Organization" and "imo" in kinds:
        ship = not kinds & {"tax", "registration"} and all(is_ship(item.value) for item in identifiers if item.kind == "imo")
        schema = "Vessel" if ship else schema
    if schema != "Vessel":
        identifiers = [Identifier(kind="imo_company", value=i.value) if i.kind == "imo" else i for i in identifiers]
    listed_on, amended_on = _days(entry, notes)
    aliases = entry.findall("{*}nameAlias")
    positions = [alias.get("function", "") for alias in aliases]
    notes += [f"title: {title}" for title in _distinct(alias.get("title", "") for alias in aliases)]
    notes += [f"UN reference: {entry.get('unitedNationId')}"] if entry.get("unitedNationId") else []
    notes += _distinct(
        f"{info.get('key', '').lower()}: {info.get('value', '')}" for info in entry.iterfind(".//{*}contactInfo")
    )
    notes += [f"act: {act.get('numberTitle')}" for act in entry.iterfind("{*}regulation") if act.get("numberTitle")]
    return Listing(
        list=LIST,
        id=reference,
        schema=schema,
        names=names,
        programmes=_distinct(act.get("programme", "") for act in entry.iterfind("{*}regulation")),
        effects=(EFFECT,),
        listed_on=listed_on,
        amended_on=amended_on,
        reason=" ".join((entry.get("designationDetails") or "").split()),
        birth_dates=_distinct(_born(born) for born in entry.iterfind("{*}birthdate")),
        birth_places=_distinct(_place(born) for born in entry.iterfind("{*}birthdate")),
        gender=next(iter(_distinct(_GENDERS.get(alias.get("gender", ""), "") for alias in aliases)), ""),
        countries=_distinct(_country(address) for address in entry.iterfind("{*}address")),
        nationalities=_distinct(_country(citizen) for citizen in entry.iterfind("{*}citizenship")),
        positions=_distinct(positions) if schema == "Person" else (),
        addresses=_distinct(_place(address) for address in entry.iterfind("{*}address")),
        identifiers=tuple(dict.fromkeys(identifiers)),
        notes="\n".join([*dict.fromkeys(notes), *(() if schema == "Person" else _distinct(positions))]),
        row=where,
    )


def _distinct(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in (" ".join((value or "").split()) for value in values) if value))


def _names(entry: Element) -> tuple[ListedName, ...]:
    """All names; first the first strong one in the language of the list itself, which is English or unsaid."""
    found: dict[str, ListedName] = {}
    for alias in entry.iterfind("{*}nameAlias"):
        text = " ".join((alias.get("wholeName") or "").split())
        text = text or " ".join(filter(None, (alias.get(part) for part in ("firstName", "middleName", "lastName"))))
        if any(map(str.isalnum, text)):
            found.setdefault(
                text, ListedName(text=text, kind=_kind(alias, text), language=(alias.get("nameLanguage") or "").lower())
            )
    names = list(found.values())
    # The alphabet decides before the language: no one is known to the clerks by a name that they cannot read.
    first = min(
        names, key=lambda name: (name.kind == "original", name.kind != "alias", name.language not in ("", "en")), default=None
    )
    if first is None:
        return ()
    primary = ListedName(text=first.text, kind="primary", language=first.language)
    return (primary, *(name for name in names if name is not first))


def _kind(alias: Element, text: str) -> NameKind:
    remark = " ".join(xml.texts(alias, "{*}remark")).lower()
    if alias.get("strong") == "false" or "low quality" in remark:
        return "weak"
    if "formerly" in remark or "f.k.a" in remark or "former name" in remark:
        return "former"
    return "original" if scripts(text)[:1] not in ((), ("latin",)) else "alias"


def _identifiers(entry: Element, notes: list[str]) -> list[Identifier]:
    found = []
    for item in entry.iterfind("{*}identification"):
        code = (item.get("identificationTypeCode") or "").lower()
        told = " ".join((item.get("identificationTypeDescription") or code or "number").split())
        number = " ".join((item.get("number") or item.get("latinNumber") or "").split())
        remarks = [flaw for flaw in _FLAWS if item.get(flaw) == "true"] + xml.texts(item, "{*}remark")
        if not number:
            notes += [f"{told}: {remark}" for remark in remarks]
            continue
        found.append(Identifier(kind=_IDENTIFIERS.get(code, code or "other"), value=number, country=_country(item)))
        if item.get("latinNumber") and item.get("latinNumber") != number:
            found.append(
                Identifier(
                    kind=_IDENTIFIERS.get(code, code or "other"), value=item.get("latinNumber", ""), country=_country(item)
                )
            )
        notes += [f"{told} {number}: {remark}" for remark in remarks]
    return found


def _days(entry: Element, notes: list[str]) -> tuple[str | None, str | None]:
    """The day of designation, else of the earliest act that the entry or a part of it cites; the day of the latest act."""
    acts = [*entry.iterfind("{*}regulation"), *entry.iterfind(".//{*}regulationSummary")]
    printed = [act.get("entryIntoForceDate") or act.get("publicationDate") or "" for act in acts]
    days = sorted(day for day in map(iso_day, printed) if day)
    designated = iso_day(entry.get("designationDate") or "")
    if designated is None and days:
        notes.append("day of designation not printed: the earliest act that the entry cites is given")
    listed_on = designated or (days[0] if days else None)
    return listed_on, days[-1] if days and days[-1] != listed_on else None


def _born(born: Element) -> str:
    """A date of birth as ISO prefix, after "circa" where the list says so; a span of years as "1955 to 1958"."""
    year, month, day = (born.get(part) or "" for part in ("year", "monthOfYear", "dayOfMonth"))
    printed = (born.get("birthdate") or ymd(year, month or "0", day or "0") or "") if year or born.get("birthdate") else ""
    if not printed and born.get("yearRangeFrom"):
        printed = " to ".join(filter(None, (born.get("yearRangeFrom"), born.get("yearRangeTo"))))
    printed = printed or (f"{year}-{int(month):02}" if year and month.isdigit() else year)
    return f"circa {printed}" if printed and born.get("circa") == "true" else printed


def _country(element: Element) -> str:
    printed = " ".join((element.get("countryDescription") or element.get("countryIso2Code") or "").split())
    return "" if printed in ("UNKNOWN", "00") else printed


def _place(element: Element) -> str:
    parts = (" ".join((element.get(part) or "").split()) for part in _PLACE)
    return ", ".join(part for part in parts if part and part != "UNKNOWN")
