"""What stands in one cell of a list: several values, numbers with remarks, dates with doubts.

Written after the cells of acts of the Official Journal as they are kept in tables and of the UK list. Nothing is guessed into a
value: what is no value stays as a remark, which the reader puts among the notes.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from vetoproof.model.names import Identifier

# What lists print where they have nothing to print.
_NOTHING = frozenset(
    ("", "-", "–", "n/a", "n/d", "na", "nil", "none", "unknown", "not available", "not known", "no data", "0", "*")
)
_REMARK = re.compile(
    r"[\s,;]*\b(?:expires|expired|expiry|expiration|issued|valid|dated|on|in|until|since)\b.*$", re.IGNORECASE | re.DOTALL
)
_BRACKETS = re.compile(r"\(([^()]*)\)?")
_ISSUER = re.compile(r"issued (?:by|in) (?:the )?([^\d,;]+?)(?: on\b.*| in\b.*|[\s,;]*$)", re.IGNORECASE)
_PLACE = re.compile(r"(?!.*\b(?:District|Region|Number|Code|Nos?)\b)[A-ZА-Я][\w’'.]*(?: [A-ZА-Яa-zа-я’'.]+){0,5}")
_NUMBER = re.compile(r"(?<!\w)(?:[^\W\d_]{1,8}(?=\d)|[^\W\d_]{1,3}[- ]{1,2}(?=\d))?\d(?:[0-9A-Za-z-]| (?=\d)|\.(?=\d))*")
_SERIES = re.compile(r"\bseries\s+(\d{4})\s+(?:no|nr|№)\.?\s*(\d{5,})", re.IGNORECASE)
# Numbers of fewer signs name nobody: they are parts of addresses, years, numbers of offices.
_LEAST = 5
# Words that say which number it is; the first that fits decides, so that "Tax ID/INN" is an INN.
_LABELS = (
    ("inn", r"\bINN\b|\bИНН\b"),
    ("ogrn", r"\bOGRN\b|\bОГРН\b|\bPSRN\b"),
    ("kpp", r"\bKPP\b|\bКПП\b"),
    ("okpo", r"\bOKPO\b|\bОКПО\b"),
    ("lei", r"\bLEI\b"),
    ("swift", r"\bSWIFT\b|\bBIC\b"),
    ("imo", r"\bIMO\b"),
    ("mmsi", r"\bMMSI\b"),
    ("passport", r"\bpassport\b"),
    ("national_id", r"\bnational (?:id\w*|insurance)\b|\bidentity\b|\bid card\b|\bpersonal (?:id|number)\b"),
    ("uscc", r"\bUSCC\b|\bUNCC\b|\bunified social credit code\b"),
    ("tax", r"\btax\w*(?: identification)?\b|\bTIN\b|\bTRN\b|\bVAT\b|\bGSTIN\b|\bPAN\b|\bfiscal\b"),
    (
        "registration",
        r"\bregist\w+\b|\breg\b|\b(?:SRN|CRN?|BRN|BIN|CIN|UEN|CBLS|IEC|ID)\b|\b(?:company|business|licence|license) number\b",
    ),
)
_LABEL = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _LABELS), re.IGNORECASE)
_ORDER = {kind: place for place, (kind, _) in enumerate(_LABELS)}
_CHOICE = re.compile(r"\(or\s+|\bor\b\s*(?=\(?\d)|(?<=\d{4}),|(?<=\d)\s*/\s*(?=\d)|;|(?:^|(?<=\s))[a-e]\)")
_ENUMERATED = re.compile(r"\((\d{1,2})\)\s*")


def said(cell: str) -> str:
    """The cell with its white space folded; empty where the list prints only that it has nothing ("N/A", "Unknown")."""
    folded = " ".join(cell.split())
    return "" if folded.casefold().rstrip(".") in _NOTHING else folded


def parts(cell: str) -> list[str]:
    """The values of a cell that holds several, separated by semicolons. A value with semicolons or quotation marks of its own
    stands in quotation marks, those inside it doubled, as in a row of CSV."""
    cell = cell.replace("\r", " ").replace("\n", "; ").strip()
    if not cell:
        return []
    if ";" not in cell and '"' not in cell:
        values = [cell]
    else:
        values = [value for row in csv.reader([cell], delimiter=";", skipinitialspace=True) for value in row]
    return list(dict.fromkeys(value for value in map(said, values) if value))


def enumerated(cell: str) -> list[str]:
    """The values of "(1) first (2) second"; of "first|second"; else the cell as the only one."""
    found = list(_ENUMERATED.finditer(cell))
    if found and found[0].start() == 0 and [int(item[1]) for item in found] == list(range(1, len(found) + 1)):
        ends = [item.start() for item in found[1:]] + [len(cell)]
        values = [cell[item.end() : end] for item, end in zip(found, ends, strict=True)]
    else:
        values = cell.split("|")
    return list(dict.fromkeys(value for value in map(said, values) if value))


def dates(cell: str) -> tuple[list[str], list[str]]:
    """The dates of a cell as printed, one by one ("1965 or 1966" are two), and what stands there that is no date."""
    text = re.sub(r"(?<=\d)\.\s+(?=\d)", ".", said(cell))
    found: list[str] = []
    rest: list[str] = []
    for piece in _CHOICE.split(text):
        piece = piece.strip(" .,;")
        if piece.count(")") > piece.count("("):
            piece = piece.rstrip(")").rstrip()
        if piece:
            (found if any(map(str.isdigit, piece)) else rest).append(piece)
    return list(dict.fromkeys(found)), rest


def numbers(cell: str, kind: str) -> tuple[list[Identifier], list[str]]:
    """The numbers of a cell, and the remarks beside them. `kind` is what a number is where no word beside it says otherwise."""
    found: dict[Identifier, None] = {}
    remarks: list[str] = []
    for part in parts(cell):
        for piece in re.split(r"\(\d{1,2}\)|;(?![^(]*\))|(?<=\d)\s*/\s*(?=[^\d]{0,4}\d)", part):
            here, odd = _numbered(piece, kind)
            found |= dict.fromkeys(here)
            if odd or not here:
                remarks.append(said(piece))
    return list(found), list(dict.fromkeys(remark for remark in remarks if remark))


def _numbered(piece: str, kind: str) -> tuple[list[Identifier], bool]:
    """The numbers of one piece ("TIN (INN): 6230005886"), and whether it says more than numbers, kinds and countries."""
    country, odd, named = "", False, ""
    for inside in _BRACKETS.findall(piece):
        label = _exact([mark.lastgroup or "" for mark in _LABEL.finditer(inside)])
        issuer = _ISSUER.search(inside)
        # The country, or the country and what the number is, or "issued by" the country.
        place = issuer[1] if issuer else inside.split(",")[0]
        placed = bool(_PLACE.fullmatch(place.strip())) and not _LABEL.search(place)
        country = place.strip() if placed else country
        named = label or named
        odd = odd or bool(issuer) or not (placed or label)
    bare = _SERIES.sub(r"\1 \2", _BRACKETS.sub(" ", piece))
    # A remark after the number: "745420176, expires on 19.10.2020".
    cut = _REMARK.sub("", bare)
    odd = odd or cut != bare
    here = []
    for what, between in _labelled(cut, named):
        for value in _values(between):
            if sum(map(str.isalnum, value)) < _LEAST:
                odd = True
            else:
                here.append(Identifier(kind=what or kind, value=value, country=country))
    return here, odd


def _labelled(text: str, named: str) -> Iterator[tuple[str, str]]:
    """The text cut at the words that say which number follows, each stretch with its kind, empty where no word says it.

    Of two such words with no number between them the more exact one counts ("Tax ID/INN"); `named` is what brackets say.
    """
    position, waiting = 0, [named] if named else []
    for mark in _LABEL.finditer(text):
        before = text[position : mark.start()]
        if any(map(str.isdigit, before)):
            yield _exact(waiting), before
            waiting = []
        waiting.append(mark.lastgroup or "")
        position = mark.end()
    yield _exact(waiting), text[position:]


def _exact(kinds: list[str]) -> str:
    return min(kinds, key=lambda kind: _ORDER.get(kind, len(_ORDER)), default="")


def _values(text: str) -> Iterator[str]:
    for found in _NUMBER.finditer(text):
        # "no. 55 0314316": the word before the number is not a part of it.
        yield re.sub(r"^(?:no|nr|num)\b[. ]*", "", found.group(), flags=re.IGNORECASE).strip(" -")
