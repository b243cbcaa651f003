"""The features and documents of one party of the advanced XML, sorted into the fields of a listing by their labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.model.names import Identifier
from vetoproof.screen.lists.ofac_labels import Item, Labels
from vetoproof.screen.lists.ofac_reference import Document, Reference, child, children, date_of, said

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


class Features:
    """Values by field, in the order of the file; nothing is lost: what has no field is under "notes", with its label."""

    def __init__(self, labels: Labels, reference: Reference) -> None:
        self._labels = labels
        self._reference = reference
        self._values: dict[str, dict[str, None]] = {}
        self.identifiers: list[Identifier] = []

    def of(self, field: str) -> tuple[str, ...]:
        """The values of a field of a listing, or the notes."""
        return tuple(self._values.get(field, ()))

    def note(self, words: str) -> None:
        """Keep these words in the notes."""
        self._put("notes", words)

    def add(self, feature: Element) -> None:
        """Take a Feature: one value a version. Which field it belongs to is told by the name of its type."""
        name = self._reference.value("FeatureType", feature.get("FeatureTypeID"))
        for version in children(feature, "FeatureVersion"):
            comment = said(child(version, "Comment"))
            for value, country in self._values_of(version):
                if value:
                    self._add(name, value, country)
            if comment:
                self.note(f"{name}: {comment}")

    def add_document(self, document: Document) -> None:
        """Take a document: an identifier, with what is said of it in the notes."""
        self._add(document.kind, document.number, document.country)
        if document.about:
            self.note(f"{document.kind} {document.number}: {document.about}")

    def _add(self, name: str, value: str, country: str = "") -> None:
        whole = f"{name} {value}".strip()
        item = self._labels.item(whole) if name else None
        if item is None:
            self.note(whole)
            return
        goes = item.label.goes
        if goes == "identifier":
            # The value stands apart here, so that words of the label cannot be mistaken for it.
            identifier, all_said = self._labels.identifier(
                Item(item.label, item.printed, self._of_wallet(item, value), False), country
            )
            if identifier is not None:
                self.identifiers.append(identifier)
            if not all_said:
                self.note(whole)
        elif goes == "effect":
            self._put("effects", whole)
        elif goes == "kept":
            self.note(whole)
        else:
            self._put(goes, value)
            if goes == "addresses":
                self._put("countries", country)

    def _of_wallet(self, item: Item, value: str) -> str:
        # The currency is in the name of the type here ("Digital Currency Address - XBT"), in the value elsewhere.
        return item.value if item.label.kind == "wallet" else value

    def _values_of(self, version: Element) -> Iterator[tuple[str, str]]:
        """Each value of a version, with its country where it is a place."""
        for period in children(version, "DatePeriod"):
            yield _period(period), ""
        for place in children(version, "VersionLocation"):
            found = self._reference.places.get(place.get("LocationID", ""))
            if found is None:
                self.note(f"a place that the file does not define: {place.get('LocationID')}")
            else:
                yield found.printed, found.country
        for detail in children(version, "VersionDetail"):
            referred = self._reference.value("DetailReference", detail.get("DetailReferenceID"))
            yield said(detail) or referred, ""

    def _put(self, field: str, value: str) -> None:
        if value:
            self._values.setdefault(field, {})[value] = None


def _period(period: Element) -> str:
    """A period as one date of the forms "1962-11-23", "1962-11", "1951", "1951 to 1953", with "circa " where it is approximate.

    The format prints four dates for each, and a year as its first and its last day.
    """
    start, end = child(period, "Start"), child(period, "End")
    first = "" if start is None else date_of(child(start, "From")) or date_of(child(start, "To"))
    last = "" if end is None else date_of(child(end, "To")) or date_of(child(end, "From"))
    last = last or ("" if start is None else date_of(child(start, "To"))) or first
    first = first or last
    about = "circa " if any(edge is not None and edge.get("Approximate") == "true" for edge in (start, end)) else ""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:4], last[:4]
    elif first[:7] == last[:7] and first.endswith("-01") and last[8:] in ("28", "29", "30", "31") and first != last:
        first = last = first[:7]
    return about + (first if first == last else f"{first} to {last}")
