"""A small index over invented names, with plain words for tables, for tests of index and scorer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vetoproof.model import ListedName, Listing
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.join import join
from vetoproof.screen.index.segment import Segmenter
from vetoproof.screen.names.reading import Kind, NameReading, Part
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.relation import Relations


def sound(key: str) -> str:
    """A coarse key: doubled letters once, y as i."""
    return re.sub(r"(.)\1+", r"\1", key.replace("y", "i"))


class PlainReader:
    """Words at spaces, one reading in Latin letters."""

    def read(self, text: str, _kind: Kind) -> tuple[NameReading, ...]:
        words = re.findall(r"[a-z]+|[0-9]+", text.lower())
        parts = tuple(Part(w, "number" if w.isdigit() else "initial" if len(w) == 1 else "name") for w in words)
        return (NameReading("latin", parts),) if parts else ()


def listings(names: Sequence[str], list_: str = "some") -> list[Listing]:
    """One person for each name."""
    return [
        Listing(list=list_, id=str(at), schema="Person", names=(ListedName(text=name, kind="primary"),))
        for at, name in enumerate(names)
    ]


def made(names: Sequence[str]) -> tuple[Index, Background, PlainReader]:
    """An index of these names, and how common their words are in it."""
    reader = PlainReader()
    counts = Counter(part.key for name in names for reading in reader.read(name, "person") for part in set(reading.parts))
    relations = Relations(sound)
    background = Background(
        [("latin", key, n, sound(key)) for key, n in sorted(counts.items())], {"latin": max(len(names), 1)}, sound
    )
    segmenter = Segmenter(reader, lambda _: None)  # type: ignore[arg-type]
    for listing in listings(names):
        segmenter.add(listing)
    return Index(join([segmenter.arrays()], background, relations), relations, ("some",)), background, reader
