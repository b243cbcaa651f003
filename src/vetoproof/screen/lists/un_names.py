"""Names as the UN's list prints them: several in one field are told apart, where it is safe to do so.

Safe are: a semicolon between names, " / " with spaces, letters of a list ("a) X b) Y"), a name in another script in brackets or
announced ("original script: ..."), several names in brackets, and a short form in brackets whose letters come from the name
itself ("FOREIGN BANK (FB)"). All else stays one name, as printed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from vetoproof.model.names import ListedName, NameKind

_BETWEEN = re.compile(r"\s*;\s*|\s+/\s+|(?:^|\s)[a-z]\)\s+")
_BRACKETS = re.compile(r"(.*?)\s*\(((?:[^()]|\([^()]*\))*)\)\s*")
_ANNOUNCED = re.compile(r"\b(?:original script|in [A-Z][a-z]+(?: script)?)\s*:\s*([^;,.()]+)", re.IGNORECASE)
_ABOUT = re.compile(
    r"birth name|combat name|third|(?:previously|formerly) listed as|false identity.*|\(?original script\)?", re.IGNORECASE
)
_BORN = re.compile(r",?\s+born\b.*", re.DOTALL)
_KIND_OF_NAME = re.compile(r"\s+-\s+[a-z-]+ name$")
_SHORT = re.compile(r"[A-Z][\w-]{1,9}")
_QUOTES = '"“”„«»'


class Split(NamedTuple):
    """Names told apart, what was printed with them and is no name, and how many were gained by telling them apart."""

    names: tuple[ListedName, ...]
    notes: tuple[str, ...]
    gained: int


def split(printed: str, kind: NameKind) -> Split:
    """The names in one field of the list. `kind` is the field's; a name in another script than Latin is "original" or weak."""
    names: list[ListedName] = []
    notes: list[str] = []
    whole = " ".join(printed.split()).strip(",")
    if found := _BORN.search(whole):
        notes.append(whole)
        whole = whole[: found.start()]
    for piece in _pieces(whole):
        _bracketed(piece, kind, names, notes)
    unique = list({name.text: name for name in reversed(names)}.values())[::-1]
    if kind == "primary":
        unique[1:] = [_as(name, "alias") if name.kind == "primary" else name for name in unique[1:]]
    return Split(tuple(unique), tuple(notes), max(0, len(unique) - 1))


def announced(note: str, weak: bool) -> tuple[ListedName, ...]:
    """Names that a note gives in the script they are written in ("original script: ...")."""
    return tuple(
        ListedName(text=found.strip(), kind="weak" if weak else "original")
        for found in _ANNOUNCED.findall(note)
        if not latin(found)
    )


def spellings(note: str) -> tuple[str, ...]:
    """Further spellings that a note is made of: two or more capitalised names between semicolons, and nothing else."""
    parts = [" ".join(part.split()) for part in note.split(";")]
    plain = all(
        part[:1].isupper() and not re.search(r"[\d:()]|\b(?:born|listed|review|passport)\b", part, re.I) for part in parts
    )
    return tuple(parts) if len(parts) > 1 and plain else ()


def latin(text: str) -> bool:
    """Whether most of the letters are Latin ones."""
    letters = [char for char in text if char.isalpha()]
    return sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) * 2 >= len(letters)


def _pieces(whole: str) -> list[str]:
    """Cut between names, but not inside brackets."""
    cuts, depth, start = [], 0, 0
    position = 0
    while position < len(whole):
        depth += {"(": 1, ")": -1}.get(whole[position], 0)
        if depth < 1 and (found := _BETWEEN.match(whole, position)):
            # A letter of a list closes no bracket: "b)" brings the depth below nought.
            cuts.append(whole[start : found.start()])
            position = start = max(found.end(), position + 1)
            depth = 0
            continue
        position += 1
    return [piece for piece in [*cuts, whole[start:]] if piece.strip(_QUOTES + " ")]


def _bracketed(piece: str, kind: NameKind, names: list[ListedName], notes: list[str]) -> None:
    found = _BRACKETS.fullmatch(piece)
    while found and found[1]:
        outer, inner = found[1], found[2].strip()
        if _ABOUT.fullmatch(inner):
            notes.append(piece)
            piece = outer
        elif other := _ANNOUNCED.fullmatch(inner):
            names.append(_name(outer, kind))
            names.append(_name(other[1], kind))
            return
        elif latin(outer) != latin(inner) or len(_pieces(inner)) > 2:
            _several(outer, inner, kind, names, notes)
            return
        elif _short_of(inner, outer):
            names += [_name(piece, kind), _as(_name(outer, kind), kind), ListedName(text=inner, kind="weak")]
            return
        else:
            break
        found = _BRACKETS.fullmatch(piece)
    if name := _bare(piece):
        names.append(_name(name, kind))


def _several(outer: str, inner: str, kind: NameKind, names: list[ListedName], notes: list[str]) -> None:
    _bracketed(outer, kind, names, notes)
    for piece in _pieces(inner):
        if said := _KIND_OF_NAME.search(piece):
            notes.append(piece)
            piece = piece[: said.start()]
        _bracketed(piece, kind, names, notes)


def _short_of(short: str, name: str) -> bool:
    """Whether the letters of a short form come from the name, in order, the first one from the start of a word."""
    if not _SHORT.fullmatch(short) or sum(char.isupper() for char in short) * 3 < len(short) * 2:
        return False
    wanted = [char for char in short.upper() if char.isalnum()]
    text = name.upper()
    position = next((at for at, char in enumerate(text) if char == wanted[0] and (at == 0 or not text[at - 1].isalnum())), -1)
    for char in wanted[1:]:
        position = text.find(char, position + 1) if position >= 0 else -1
    return position >= 0


def _name(text: str, kind: NameKind) -> ListedName:
    text = _bare(text)
    return ListedName(text=text, kind=kind if kind == "weak" or latin(text) else "original")


def _as(name: ListedName, kind: NameKind) -> ListedName:
    return ListedName(text=name.text, kind=kind, language=name.language)


def _bare(text: str) -> str:
    text = text.strip(" ,")
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text.strip(_QUOTES + " ")
    return text.lstrip(") ") if text.count(")") > text.count("(") else text
