"""What the parties of the advanced XML point to: reference values, places, documents, relations, sanctions entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vetoproof.screen.lists.days import ymd
from vetoproof.screen.lists.xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element


class Place(NamedTuple):
    """A place as printed, its parts joined, and its country alone."""

    printed: str
    country: str


class Document(NamedTuple):
    """A document of an identity: what kind by its name, its number, the country that issued it, and what is said of it."""

    kind: str
    number: str
    country: str
    about: str


class Sanction(NamedTuple):
    """One entry on a list: which one, since when (ISO day), its last event, its programmes and its measures."""

    on: str
    since: str | None
    last: str | None
    programmes: tuple[str, ...]
    measures: tuple[str, ...]


# The attribute by which everything is known. It is spelled out nowhere, because the code of a country reads the same.
KEY = "Id".upper()


def children(element: Element, name: str) -> Iterator[Element]:
    """The direct children with this name, in any namespace."""
    yield from element.iterchildren(f"{{*}}{name}")


def child(element: Element, *path: str) -> Element | None:
    """The first descendant along this path of names; None if there is none."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(f"{{*}}{name}"), None)
    return found


def said(element: Element | None) -> str:
    """The text of an element, its white space folded."""
    return "" if element is None or element.text is None else " ".join(element.text.split())


class Reference:
    """What parties point to, gathered in one pass. All ids are those of the file."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], str] = {}
        self._party_types: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.documents: dict[str, list[Document]] = {}
        self.relations: dict[str, list[tuple[str, str]]] = {}
        self.sanctions: dict[str, list[Sanction]] = {}

    def value(self, kind: str, number: str | None) -> str:
        """The printed value of an id: `value("Script", "215")` is "Latin"; empty if the file does not define it."""
        return self._values.get((kind, number or ""), "")

    def party_type(self, subtype: str | None) -> tuple[str, str]:
        """The kind of a party and its finer kind: ("Transport", "Vessel"), ("Individual", "Unknown")."""
        return self.value("PartyType", self._party_types.get(subtype or "")), self.value("PartySubType", subtype)

    def add_values(self, sets: Element) -> None:
        """Take the reference values (the element ReferenceValueSets)."""
        for values in sets:
            for each in values:
                name, number = local(each), each.get(KEY, "")
                self._values[name, number] = said(each)
                if name == "PartySubType":
                    self._party_types[number] = each.get("PartyTypeID", "")

    def add_place(self, place: Element) -> None:
        """Take a Location: the parts that are primary, from the street to the country."""
        parts: list[tuple[int, str]] = []
        country = ""
        for part in place:
            name = local(part)
            if name == "LocationPart":
                kind = self.value("LocPartType", part.get("LocPartTypeID")).upper()
                values = sorted(children(part, "LocationPartValue"), key=lambda value: value.get("Primary") != "true")
                if values and (text := said(child(values[0], "Value"))):
                    parts.append((_rank(kind), text))
            elif name == "LocationCountry":
                country = self.value("Country", part.get("CountryID"))
        country = "" if country.lower() == "undetermined" else country
        words = [text for _, text in sorted(parts, key=lambda part: part[0])]
        whole = ", ".join([*words, *([country] if country and country not in words else [])])
        self.places[place.get(KEY, "")] = Place(whole, country)

    def add_document(self, document: Element) -> None:
        """Take an IDRegDocument; dates are kept in the words "issued" and "expires"."""
        dates = []
        for dated in children(document, "DocumentDate"):
            kind = self.value("IDRegDocDateType", dated.get("IDRegDocDateTypeID")).lower()
            day = date_of(child(dated, "DatePeriod", "Start", "From"))
            if day:
                dates.append(f"{'expires' if 'expir' in kind else 'issued'} {day}")
        about = [*dates, said(child(document, "IssuingAuthority")), said(child(document, "Comment"))]
        validity = self.value("Validity", document.get("ValidityID"))
        if validity.lower() not in ("", "valid"):
            about.append(validity)
        number = said(child(document, "IDRegistrationNo"))
        if number:
            self.documents.setdefault(document.get("IdentityID", ""), []).append(
                Document(
                    self.value("IDRegDocType", document.get("IDRegDocTypeID")),
                    number,
                    self.value("Country", document.get("IssuedBy-CountryID")),
                    ", ".join(word for word in about if word and word != number),
                )
            )

    def add_relation(self, relation: Element) -> None:
        """Take a ProfileRelationship, on the side of the profile that it starts from, as the list prints it."""
        kind = self.value("RelationType", relation.get("RelationTypeID"))
        former = "former: " if relation.get("Former") == "true" else ""
        self.relations.setdefault(relation.get("From-ProfileID", ""), []).append(
            (former + kind, relation.get("To-ProfileID", ""))
        )

    def add_sanction(self, entry: Element) -> None:
        """Take a SanctionsEntry. A measure of the type "Program" names the programme in its comment; others are measures."""
        programmes, measures = [], []
        for measure in children(entry, "SanctionsMeasure"):
            kind, comment = self.value("SanctionsType", measure.get("SanctionsTypeID")), said(child(measure, "Comment"))
            if kind.lower().startswith("program") or not kind:
                programmes += [comment] if comment else []
            else:
                measures.append(f"{kind}: {comment}" if comment else kind)
        days = sorted(filter(None, (date_of(child(event, "Date")) for event in children(entry, "EntryEvent"))))
        whole = [day for day in days if len(day) == 10]
        self.sanctions.setdefault(entry.get("ProfileID", ""), []).append(
            Sanction(
                self.value("List", entry.get("ListID")),
                whole[0] if whole else None,
                whole[-1] if len(whole) > 1 and whole[-1] != whole[0] else None,
                tuple(dict.fromkeys(programmes)),
                tuple(dict.fromkeys(measures)),
            )
        )


def date_of(element: Element | None) -> str:
    """The date of an element with Year, Month and Day: "1962-11-23", "1962-11", "1962"; empty if there is no year."""
    if element is None:
        return ""
    year, month, day = (said(child(element, name)) for name in ("Year", "Month", "Day"))
    if year and month and day:
        return ymd(year, month, day) or year
    return f"{year}-{int(month):02}" if year and month.isdigit() else year


def _rank(kind: str) -> int:
    order = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
    return order.index(kind) if kind in order else len(order)
