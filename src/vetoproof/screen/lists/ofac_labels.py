"""The labels by which the SDN list marks a value ("Tax ID No. 7704", "DOB 1938"), read from packs/lists/ofac_labels.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from vetoproof.model.names import Identifier, Schema
from vetoproof.packs.list_table import list_table

_ALT = re.compile(r"alt\.\s+", re.IGNORECASE)
# A number, then perhaps the country in brackets, then perhaps what is said of the document: "472220033 (Utopia, North) expires
# 20 Mar 2018". Brackets elsewhere belong to the number: "(98)(21)(66153220)".
_VALUE = re.compile(
    r"(?P<value>.+?)(?:\s+\((?P<country>[^()]*[A-Za-z][^()]*)\))?(?P<more>\s+(?:issued|expires|expired|valid)\b.*)?"
)
_IMO = re.compile(r"IMO:?\s*(\d{5,8})\b")
_CURRENCY = re.compile(r"[A-Z0-9]{2,8}\s+(?=\S)")
_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")


class Label(NamedTuple):
    """Where the values of a label go: `goes` is "identifier", "effect", "kept" or the name of a field of a listing; `kind` is
    the kind of identifier."""

    goes: str
    kind: str = ""


class Item(NamedTuple):
    """An item told apart: its label, the label as printed, the value after it and whether it is an alternative ("alt.")."""

    label: Label
    printed: str
    value: str
    alternative: bool


class Labels:
    """All labels with what is done with their values. Built once a list from the table (a few milliseconds), not global."""

    def __init__(self, table: dict[str, Any] | None = None) -> None:
        table = list_table("ofac_labels") if table is None else table
        found: dict[str, Label] = {}
        for kind, labels in table["identifiers"].items():
            found |= {str(label): Label("identifier", kind) for label in labels}
        for field, labels in table["fields"].items():
            found |= {str(label): Label(field) for label in labels}
        found |= {str(label): Label("effect") for label in table["effects"]}
        found |= {str(label): Label("kept") for label in table["kept"]}
        self._labels = {_key(label): found[label] for label in found}
        longest = sorted(map(_plain, found), key=lambda label: (-len(label), label))
        # The same label comes with and without "#", "No." and ":"; a word must not go on after it ("General" in "Generally").
        self._pattern = re.compile(
            rf"({'|'.join(map(re.escape, longest))})(?![\w-])(?:\s*(?:No\b\.?|#|:|-))*\s*(.*)", re.I | re.S
        )
        self._imo_of_company = {_key(label) for label in table["imo_of_company"]}
        self._refine = [(row["kind"], row["country"], re.compile(row["shape"]), row["becomes"]) for row in table["refine"]]
        self._role = re.compile(rf"\b(?:{'|'.join(map(re.escape, table['roles']))})s?\b", re.IGNORECASE)
        self._titles = frozenset(table["titles"])

    def item(self, printed: str) -> Item | None:
        """The item with its label, or None if no label is known."""
        start = _ALT.match(printed)
        found = self._pattern.match(printed, start.end() if start else 0)
        if found is None:
            return None
        return Item(self._labels[_key(found[1])], found[1], found[2].strip(), start is not None)

    def of(self, name: str) -> Label | None:
        """What a name of the advanced format's reference values means; None if it is not known."""
        item = self.item(name)
        return item.label if item else None

    def position(self, printed: str) -> bool:
        """Whether words without a label tell what a person does ("Member of the Upper House")."""
        return bool(self._role.search(printed)) and ":" not in printed and not printed[:1].isdigit()

    def title(self, printed: str) -> bool:
        """Whether these words are a form of address."""
        return printed.lower() in self._titles

    def identifier(self, item: Item, country: str = "") -> tuple[Identifier | None, bool]:
        """The identifier of an item, and whether it holds all that is printed (dates of issue, for one, are left over)."""
        kind, value = item.label.kind, item.value
        if not value:
            return None, False
        found = _VALUE.fullmatch(value)
        assert found is not None  # Any text that is not empty fits.
        value, country = found["value"].strip(), found["country"] or country
        whole = found["more"] is None
        if imo := _IMO.fullmatch(value):
            value = imo[1]
            kind = "imo_company" if _key(item.printed) in self._imo_of_company else "imo"
        elif kind == "imo":
            kind = "registration"
        elif kind == "wallet" and (currency := _CURRENCY.match(value)):
            # The address is compared, whatever its currency; the currency stays in the notes.
            value, whole = value[currency.end() :], False
        elif kind == "lei" and not _LEI.fullmatch(value):
            kind = "registration"
        for of_kind, of_country, shape, becomes in self._refine:
            if kind == of_kind and country == of_country and shape.fullmatch(value):
                kind = becomes
        return Identifier(kind=kind, value=value, country=country), whole


def of_party(identifiers: Iterable[Identifier], schema: Schema) -> tuple[Identifier, ...]:
    """The identifiers of a party of this kind, once each: an IMO number printed as a ship's is a company's own unless the party
    is a ship."""
    return tuple(
        dict.fromkeys(
            Identifier(kind="imo_company", value=each.value, country=each.country)
            if each.kind == "imo" and schema != "Vessel"
            else each
            for each in identifiers
        )
    )


def _plain(label: str) -> str:
    """A label without the marks that are printed after it or not."""
    return re.sub(r"(?:\s*(?:\bNo\.?|#|:|-))+$", "", label.strip())


def _key(label: str) -> str:
    return " ".join(_plain(label).lower().split())
