"""The legal effect of a listing in plain words, one line each, or the list's own words where the table has none."""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from vetoproof.model.names import Listing
from vetoproof.packs.screening.effects import EffectRow, EffectTable, Text, load

AS_PRINTED = "effect as printed by the list"

_ANNEX = re.compile(r"\bannex\s+([IVXLC]+[a-z]?(?:\.[A-Z]+)?)\b", re.IGNORECASE)


class Effect(NamedTuple):
    """One line of effect. `text` says how far the act was checked; "printed" where the line is the list's own words."""

    statement: str
    text: Text | str
    source: str
    limitation: str


class Effects:
    """Effects of listings. The table is loaded when first needed."""

    def __init__(self, table: EffectTable | None = None) -> None:
        self._given = table

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], EffectRow]:
        return {(row.list, row.annex, row.programme): row for row in (self._given or load()).effects}

    def of(self, listing: Listing) -> tuple[Effect, ...]:
        """Every effect of an entry: of its annex, then of each programme in the list's order, else of the list as a whole.

        A programme without a row, and an entry without any, print the list's own words with `AS_PRINTED`; an entry of which the
        list prints nothing says that its effect is not stated. Never empty.
        """
        found: list[Effect] = []
        missing: list[str] = []
        if annex := annex_of(listing):
            row = self._rows.get((listing.list, annex, "")) or self._rows.get((listing.list, annex.split(".")[0], ""))
            found += [_effect(row)] if row else []
            missing += [] if row else [f"annex {annex}"]
        else:
            for programme in listing.programmes:
                row = self._rows.get((listing.list, "", programme))
                found += [_effect(row)] if row else []
                missing += [] if row else [programme]
        if not found and (row := self._rows.get((listing.list, "", ""))):
            return (_effect(row),)
        if missing or not found:
            found.append(_printed(listing, missing))
        return tuple(dict.fromkeys(found))


def annex_of(listing: Listing) -> str:
    """The annex under which an entry of an act stands: readers of acts put it first in the id ("XLII/12") and in the notes."""
    if not listing.list.startswith("eu-"):
        return ""
    if "/" in listing.id:
        return listing.id.split("/")[0]
    told = _ANNEX.search(listing.notes)
    return told[1] if told else ""


def _effect(row: EffectRow) -> Effect:
    return Effect(row.effect, row.text, row.source, row.limitation)


def _printed(listing: Listing, missing: list[str]) -> Effect:
    words = "; ".join(listing.effects)
    under = f" under {', '.join(missing)}" if missing else ""
    statement = f"{words}{under} ({AS_PRINTED})" if words else f"effect{under} not stated by the list"
    return Effect(
        statement, "printed", f"list {listing.list}", "No row of the table fits; the words of the list are not explained."
    )
