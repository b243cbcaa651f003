"""The UN Security Council's Consolidated List in XML (root CONSOLIDATED_LIST; persons and entities, no vessels).

What stands where in a `Listing`:
- `id` is REFERENCE_NUMBER ("KPi.001"); DATAID, which older editions used as the id, is in the notes.
- `programmes` is UN_LIST_TYPE, `listed_on` LISTED_ON, `amended_on` the last of LAST_DAY_UPDATED.
- `names`: FIRST_NAME to FOURTH_NAME joined are the primary one; NAME_ORIGINAL_SCRIPT is "original"; an alias is "weak" where
  the list calls its quality low, "former" where it says f.k.a.; several names in one field are told apart (`un_names`).
- `birth_dates` in the forms "1978-04-28", "1971", "circa 1966", "1955 to 1958", "circa 1955 to 1958", "Nov. 1973"; those that
  the list ties to one alias come last.
- `reason` is the free text (COMMENTS1) without its standing formulas (reviews concluded, notices, photographs), which are in
  the notes. The text is "other information" by its heading: for some programmes the grounds of listing, for others not.
- `identifiers`: documents, and the IMO number that the free text gives a shipping company.
- `effects` are the measures that the text itself names ("Travel Ban, Asset Freeze"), else those of the programme
  (packs/lists/measures.yaml), else none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from vetoproof.model.names import Identifier, Listing, NameKind
from vetoproof.screen.lists.days import iso_day
from vetoproof.screen.lists.measures import Measures
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.un_entry import Entry
from vetoproof.screen.lists.xml import entries, line, root_of, text, texts

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

ROOT = "CONSOLIDATED_LIST"
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME", "SIXTH_NAME")
_QUALITY: dict[str, NameKind] = {"low": "weak", "f.k.a.": "former"}
_FORMULA = re.compile(
    r"Review pursuant to [^.]*?(?:was )?concluded on[\s:]*\d{1,2} \w+(?:\.? \d{4})?\.?"
    r"|(?:Photo(?:s|graphs?)?(?: and fingerprints)? (?:is |are )?(?:available for inclusion|included) in (?:the )?)?"
    r"INTERPOL-UN(?:SC| Security Council) Special Notice(?: web ?link:? ?\S+)?\.?"
    r"|Gender:? ?\[?(?:fe)?male\]?\.?",
    re.IGNORECASE,
)
_GENDER = re.compile(r"\bGender:? ?\[?((?:fe)?male)\b", re.IGNORECASE)
_IMO = re.compile(r"\bIMO\)? (?:[Nn]umber:? )?(\d{7})\b")
_PRINTED_MEASURES = re.compile(
    r"[Ll]isted pursuant to paragraphs? [^.()]*\(\s*((?:travel ban|asset freeze|targeted arms embargo|[, ])+)\)", re.I
)


def recognises(head: bytes, name: str) -> bool:  # noqa: ARG001 - the name of the file says nothing that its root does not
    """Whether these first bytes begin the UN's list."""
    return root_of(head) == ROOT


def read(source: BinaryIO, name: str, measures: Measures | None = None) -> Iterator[Listing | RejectedRow]:
    """All entries of the list, in its order. Raises `ListError` where the file is broken (see `xml`)."""
    measures = measures or Measures()
    seen: dict[str, str] = {}
    for element in entries(source, name, ROOT, ("INDIVIDUAL", "ENTITY")):
        where, number = line(element), text(element, "REFERENCE_NUMBER")
        if not number:
            yield RejectedRow(where, f"no REFERENCE_NUMBER (DATAID {text(element, 'DATAID') or 'missing too'})")
        elif number in seen:
            yield RejectedRow(where, f"{number} is on {seen[number]} already")
        else:
            seen[number] = where
            listing = _listing(element, number, where, measures)
            yield listing or RejectedRow(where, f"{number} has no name")


def _listing(element: Element, number: str, where: str, measures: Measures) -> Listing | None:
    person = element.tag == "INDIVIDUAL"
    entry = Entry(element)
    if person:
        entry.name(" ".join(part for tag in _PARTS if (part := text(element, tag))), "primary", whole=True)
    else:
        entry.name(text(element, "FIRST_NAME"), "primary")
    for printed in texts(element, "NAME_ORIGINAL_SCRIPT"):
        entry.name(printed, "original")
    for alias in element.iterfind("INDIVIDUAL_ALIAS" if person else "ENTITY_ALIAS"):
        quality = text(alias, "QUALITY").lower()
        entry.alias(alias, _QUALITY.get(quality, "alias"))
    if not entry.names:
        return None
    for address in element.iterfind("INDIVIDUAL_ADDRESS" if person else "ENTITY_ADDRESS"):
        entry.address(address)
    for document in element.iterfind("INDIVIDUAL_DOCUMENT"):
        entry.document(document)
    comments = " ".join(part for tag in ("COMMENTS1", "COMMENTS2") if (part := text(element, tag)))
    for imo in _IMO.findall(comments):
        # The list has no vessels: the number is the company's own, of another series than the numbers of hulls.
        entry.identifiers.append(Identifier(kind="imo_company", value=imo))
    told = _GENDER.search(comments)
    programmes = tuple(texts(element, "UN_LIST_TYPE"))
    if titles := texts(element, "TITLE/VALUE"):
        entry.note(f"Title: {', '.join(titles)}")
    entry.note(f"DATAID {text(element, 'DATAID')}")
    for formula in _FORMULA.findall(comments):
        entry.note(formula)
    return Listing(
        list="un",
        id=number,
        schema="Person" if person else "Organization",
        names=tuple(entry.names.values()),
        programmes=programmes,
        effects=_effects(comments) or measures.of("un", programmes, person),
        listed_on=iso_day(text(element, "LISTED_ON")),
        amended_on=max((day for day in map(iso_day, texts(element, "LAST_DAY_UPDATED/VALUE")) if day), default=None),
        reason=" ".join(_FORMULA.sub(" ", comments).split()),
        birth_dates=entry.births(),
        birth_places=entry.birth_places(),
        gender=text(element, "GENDER") or (told[1].capitalize() if told else ""),
        countries=tuple(entry.countries),
        nationalities=tuple(dict.fromkeys(texts(element, "NATIONALITY/VALUE"))),
        positions=tuple(dict.fromkeys(texts(element, "DESIGNATION/VALUE"))),
        addresses=tuple(dict.fromkeys(entry.addresses)),
        identifiers=tuple(dict.fromkeys(entry.identifiers)),
        notes="; ".join(entry.notes),
        row=where,
    )


def _effects(comments: str) -> tuple[str, ...]:
    found = _PRINTED_MEASURES.search(comments)
    return () if found is None else tuple(sorted(measure.strip().lower() for measure in found[1].split(",") if measure.strip()))
