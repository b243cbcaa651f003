"""What an entry says of who is meant: its printed names and numbers, folded so that print does not matter.

No likeness is judged here. Two prints of a name are equal after folding or they are not: "OCEAN  Maritime" and "Ocean Maritime"
are, "Ocean Maritime Co." is another.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from vetoproof.model import Identifier, Listing

_NOT_PART = re.compile(r"[\W_]+")


def fold(name: str) -> str:
    """A name without case, width and spacing of its print (NFKC, casefold, single spaces)."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def folded(entry: Listing) -> frozenset[str]:
    """All names that the entry prints, folded."""
    return frozenset(fold(name.text) for name in entry.names)


def number(one: Identifier) -> tuple[str, str]:
    """Kind and value of an identifier without the punctuation of its print: "IMO 9187629" and "9187629" are one number."""
    kind = fold(one.kind)
    value = _NOT_PART.sub("", fold(one.value))
    return kind, value.removeprefix(kind) or value


def numbers(entry: Listing) -> frozenset[tuple[str, str]]:
    """All identifiers of the entry, folded."""
    return frozenset(number(one) for one in entry.identifiers)


def same(one: Listing, other: Listing) -> bool:
    """Whether two entries under one id can be of one party: they share a printed name or a number.

    Ids that are row numbers move when a row is inserted; then entry 12 of one edition is somebody else in the next.
    """
    return bool(folded(one) & folded(other) or numbers(one) & numbers(other))


def identifying(entry: Listing) -> dict[str, Any]:
    """What of an entry tells who is meant, folded and sorted: never its programme, measures, reasons or place in the file."""
    return {
        "schema": entry.schema,
        "names": sorted(folded(entry)),
        "identifiers": sorted(" ".join(pair) for pair in numbers(entry)),
        "birth_dates": sorted({fold(text) for text in entry.birth_dates}),
        "birth_places": sorted({fold(text) for text in entry.birth_places}),
        "gender": fold(entry.gender),
        "countries": sorted({fold(text) for text in (*entry.countries, *entry.nationalities, *entry.flags)}),
    }
