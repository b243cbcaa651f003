"""The remarks of the SDN list: one text of items between semicolons, each a label and a value, or plain words.

    "DOB 18 Oct 1945; alt. DOB circa 1947; POB Utopia; Passport 123 (Utopia) expires 08 Feb 2016; a.k.a. 'THE CHEMIST'."

Nothing is lost: what has no field, or only partly fits one, stays in the notes word for word. What no rule knows is told apart
(`unknown`), so that a new label is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vetoproof.model.names import Identifier, ListedName, NameKind
from vetoproof.screen.lists.ofac_labels import Item, Labels

_SEMICOLON = re.compile(r"\s*;\s*")
_ALIAS = re.compile(r"(?:alt\.\s+)?(?:([afn])\.k|d\.b)\.a\.,?\s+(.+)", re.IGNORECASE | re.DOTALL)
_WEBSITE = re.compile(r"((?:https?://|www\.)\S+)(?: \(website\))?", re.IGNORECASE)
_EMAIL = re.compile(r"(\S+@\S+\.\w+)(?: \(email\))?\.?")
# An abbreviation that ends in a full stop of its own, which the stop at the end of the remarks swallowed: "S.A".
_DOTTED = re.compile(r"(?:^|\W)(?:[A-Z]\.)+[A-Z]$")
_NONE = {"none identified", "unknown", "none"}


class Remarks(NamedTuple):
    """What the remarks on one party say. `items` counts all; `unknown` are those that no rule knows (in `notes` as well)."""

    names: tuple[ListedName, ...] = ()
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    nationalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str = ""
    positions: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    linked: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    items: int = 0


def remarks(printed: str, labels: Labels, person: bool = True, cut_off: bool = False) -> Remarks:
    """The remarks, item by item. `person` says whether words without a label may be a person's positions; `cut_off` that the
    text ends in the middle of an item, which is then only noted: half a number is worse than none."""
    values: dict[str, list[str]] = {}
    names: list[ListedName] = []
    identifiers: list[Identifier] = []
    unknown: list[str] = []
    printed_items = list(split(printed))
    if cut_off and printed_items:
        values["notes"] = [f"cut off: {printed_items[-1]}"]
        unknown.append(printed_items.pop())
    for printed_item in printed_items:
        if alias := _ALIAS.fullmatch(printed_item):
            names.append(_alias(alias[1] or "", alias[2]))
            continue
        item = labels.item(printed_item)
        if item is None:
            if bare := _WEBSITE.fullmatch(printed_item):
                identifiers.append(Identifier(kind="website", value=bare[1]))
            elif bare := _EMAIL.fullmatch(printed_item):
                identifiers.append(Identifier(kind="email", value=bare[1]))
            elif person and labels.title(printed_item):
                values.setdefault("notes", []).append(printed_item)
            elif person and labels.position(printed_item):
                values.setdefault("positions", []).append(printed_item)
            else:
                unknown.append(printed_item)
                values.setdefault("notes", []).append(printed_item)
            continue
        identifier, kept = _place(item, printed_item, labels, values)
        if identifier is not None:
            identifiers.append(identifier)
        if kept:
            values.setdefault("notes", []).append(printed_item)
    gender = values.pop("gender", [])
    if len(gender) > 1:
        values.setdefault("notes", []).extend(f"Gender {other}" for other in gender[1:])
    return Remarks(
        names=tuple(dict.fromkeys(names)),
        gender=gender[0] if gender else "",
        identifiers=tuple(dict.fromkeys(identifiers)),
        unknown=tuple(unknown),
        items=len(printed_items) + cut_off,
        **{field: tuple(dict.fromkeys(found)) for field, found in values.items()},
    )


def split(printed: str) -> Iterator[str]:
    """The items, without the full stop that ends them all; semicolons in brackets and quotation marks part nothing."""
    text = " ".join(printed.split())
    text = text[:-1] if text.endswith(".") and not text.endswith("..") else text
    held = ""
    for piece in _SEMICOLON.split(text):
        piece = f"{held}; {piece}" if held else piece
        held = ""
        if _open(piece) and not _open(text):
            held = piece
        elif piece:
            yield f"{piece}." if _DOTTED.search(piece) else piece
    if held:
        yield held


def _open(piece: str) -> bool:
    """Whether a bracket or a quotation mark of this piece is not closed in it."""
    return piece.count("(") > piece.count(")") or piece.count('"') % 2 == 1


def _alias(letter: str, printed: str) -> ListedName:
    """An alias; one in quotation marks is weak by the list's own convention, unless it is a former name, which says more."""
    kind: NameKind = "former" if letter.lower() == "f" else "alias"
    text = printed.strip()
    while len(text) > 2 and text[0] == text[-1] and text[0] in "'\"":
        text, kind = text[1:-1].strip(), "weak" if kind == "alias" else kind
    return ListedName(text=text, kind=kind)


def _place(item: Item, printed: str, labels: Labels, values: dict[str, list[str]]) -> tuple[Identifier | None, bool]:
    """Put the value where its label says; returns the identifier if it is one, and whether the item must stay in the notes."""
    goes = item.label.goes
    if goes == "identifier":
        identifier, whole = labels.identifier(item)
        return identifier, not whole
    if goes == "effect":
        values.setdefault("effects", []).append(printed)
        return None, False
    if goes == "kept" or not item.value:
        return None, True
    former = item.printed.lower().startswith("former")
    if item.value.lower() not in _NONE:
        values.setdefault(goes, []).append(item.value)
    # A former flag is a flag, and that it is a former one must be seen too; so must the part that a linked party plays.
    plain = goes != "linked" or item.printed.lower() == "linked to"
    return None, former or not plain or item.value.lower() in _NONE
