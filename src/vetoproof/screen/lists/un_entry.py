"""The parts of one entry of the UN's list that are printed in many shapes: aliases, births, addresses, documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.model.names import Identifier, ListedName, NameKind
from vetoproof.screen.lists.un_names import announced, spellings, split
from vetoproof.screen.lists.xml import text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PASSPORT = re.compile(r"passe?port|pasaporte|laissez-passer", re.IGNORECASE)
_SHAPES = (
    # In this order: the first that fits the kind of document wins.
    ("travel_document", re.compile(r"travel document|reiseausweis", re.IGNORECASE)),
    ("driving_licence", re.compile(r"driv(?:ing|er)", re.IGNORECASE)),
    ("tax", re.compile(r"fiscal|\btax\b", re.IGNORECASE)),
    ("other_document", re.compile(r"birth|ration|student|voter|certificate|residential|military|serviceman", re.IGNORECASE)),
)
# "passport No. 96/184442", "SSN 156-92-9858 (...)", "R00012098, Utopia": the number is the first run with a digit in it, with a
# letter or two before it ("OA 296623").
_NUMBER = re.compile(r"(?:\b[A-Z]{1,3} ?-? ?)?(?:\b(?=[\w/.°-]*\d)[\w/.°-]+(?: \d[\w/.-]*)*)")
_LABELLED = re.compile(r".*?(?:number|no\.?|n°|:)[\s:]*(?=\S*\d)", re.IGNORECASE | re.DOTALL)
_BARE_DATE = re.compile(r"[A-Z][a-z]+\.? \d{4}|\d{1,2} [A-Z][a-z]+\.? \d{4}")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")


class Entry:
    """What one entry says, gathered part by part; `notes` holds, as printed, all that has no field of its own."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self.names: dict[str, ListedName] = {}
        self.addresses: list[str] = []
        self.countries: dict[str, None] = {}
        self.identifiers: list[Identifier] = []
        self.notes: dict[str, None] = {}
        self._alias_births: list[str] = []
        self._alias_places: list[str] = []

    def note(self, printed: str) -> None:
        """Keep these words in the notes, once."""
        if printed:
            self.notes[printed] = None

    def name(self, printed: str, kind: NameKind, whole: bool = False) -> None:
        """Add the names in one field; `whole` where the field surely holds one name. The first kind said of a name stands."""
        if whole:
            found: tuple[ListedName, ...] = (ListedName(text=printed, kind=kind),) if printed else ()
        else:
            found, notes, _ = split(printed, kind)
            for note in notes:
                self.note(note)
        for name in found:
            self.names.setdefault(name.text, name)

    def alias(self, alias: Element, kind: NameKind) -> None:
        """Add an alias, the spellings in its note, and the birth that is told of this alias alone."""
        self.name(text(alias, "ALIAS_NAME"), kind)
        note = text(alias, "NOTE")
        for name in announced(note, kind == "weak"):
            self.names.setdefault(name.text, name)
        for spelling in spellings(note):
            self.name(spelling, kind)
        if note:
            self.note(f"{text(alias, 'ALIAS_NAME')}: {note}")
        self._alias_births += filter(None, [text(alias, "DATE_OF_BIRTH")])
        self._alias_places += filter(None, [_joined(text(alias, "CITY_OF_BIRTH"), text(alias, "COUNTRY_OF_BIRTH"))])

    def births(self) -> tuple[str, ...]:
        """All dates of birth, those of aliases last."""
        found = [date for birth in self._element.iterfind("INDIVIDUAL_DATE_OF_BIRTH") if (date := self._birth(birth))]
        return tuple(dict.fromkeys([*found, *self._alias_births]))

    def birth_places(self) -> tuple[str, ...]:
        """All places of birth, those of aliases last."""
        found: list[str] = []
        for place in self._element.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
            found += filter(None, [_joined(*(text(place, tag) for tag in _PLACE))])
            if note := text(place, "NOTE"):
                self.note(f"Place of birth: {note}")
        return tuple(dict.fromkeys([*found, *self._alias_places]))

    def address(self, address: Element) -> None:
        """Add an address with its note in brackets ("Utopia (previous address)"), and its country."""
        if country := text(address, "COUNTRY"):
            self.countries[country] = None
        printed, note = _joined(*(text(address, tag) for tag in _PLACE)), text(address, "NOTE")
        if printed:
            self.addresses.append(f"{printed} ({note.strip('()')})" if note else printed)
        elif note:
            self.note(f"Address: {note}")

    def document(self, document: Element) -> None:
        """Add the number of a document; what else is printed of it goes to the notes."""
        kinds = " ".join(filter(None, [text(document, "TYPE_OF_DOCUMENT"), text(document, "TYPE_OF_DOCUMENT2")]))
        printed, note = text(document, "NUMBER"), text(document, "NOTE")
        if not (kinds or printed or note):
            return
        said = printed or (note if re.search(r"\d{4}", note) and not note.lower().startswith("issued") else kinds)
        number = _number(said)
        country = text(document, "ISSUING_COUNTRY") or text(document, "COUNTRY_OF_ISSUE")
        if number:
            kind = _kind(f"{said} {kinds}" if said != kinds else kinds)
            self.identifiers.append(Identifier(kind=kind, value=number, country=country))
        more = [text(document, "DATE_OF_ISSUE"), text(document, "CITY_OF_ISSUE"), note]
        if number != printed or any(more) or text(document, "TYPE_OF_DOCUMENT2"):
            self.note(_joined(f"{kinds} {printed}".strip(), country, *more))

    def _birth(self, birth: Element) -> str:
        kind, note = text(birth, "TYPE_OF_DATE"), text(birth, "NOTE")
        about = "circa " if kind == "APPROXIMATELY" or note.lower().startswith("approx") else ""
        year, whole = text(birth, "YEAR"), text(birth, "DATE")
        if (first := text(birth, "FROM_YEAR")) or text(birth, "TO_YEAR"):
            whole = f"{first} to {text(birth, 'TO_YEAR')}"
        elif not whole and year and re.fullmatch(r"[A-Z][a-z]{2,8}\.?", note):
            # A month in the note completes the year: "Sep.", 1958.
            return f"{note} {year}"
        elif not whole and not year and _BARE_DATE.fullmatch(note):
            return note
        if note and not about:
            self.note(f"Birth: {_joined(whole or year, note)}")
        elif note and not note.lower().startswith("approx"):
            self.note(f"Birth: {note}")
        return about + (whole or year) if whole or year else ""


def _number(said: str) -> str:
    """The number in what is printed as one; all of it if it holds no words."""
    if not re.search(r"[a-z]{2}|[,();:]", said) and re.search(r"\d", said):
        return said
    labelled = _LABELLED.match(said)
    found = _NUMBER.search(said, labelled.end() if labelled else 0)
    return found.group().rstrip(".-") if found else ""


def _kind(said: str) -> str:
    shaped = next((kind for kind, shape in _SHAPES if shape.search(said)), None)
    return shaped or ("passport" if _PASSPORT.search(said) else "national_id")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
