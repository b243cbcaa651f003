"""Small lists for tests of screening: extracts of the Security Council's and of the SDN list (public), a file of
FollowTheMoney, and entries written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vetoproof.model import ListedName, Listing, NameKind, Query, Schema
from vetoproof.screen.index.index import Index
from vetoproof.screen.index.join import join
from vetoproof.screen.index.segment import segment
from vetoproof.screen.kit import Kit
from vetoproof.screen.lists.read import read

KIT = Kit()
"""The real tables and weights, each loaded when a test first needs it."""

FOLDER = Path(__file__).parents[1] / "fixtures/lists"
FACTS = ("un_extract.xml", "ofac_screening.csv", "ftm_entities.json")
"""`ofac_screening.csv` holds eight rows of the SDN list of January 2023 (public domain)."""


def read_list(name: str) -> list[Listing]:
    """The entries of a fixture."""
    with (FOLDER / name).open("rb") as file:
        return [one for one in read(file, name) if isinstance(one, Listing)]


def index_of(*lists: Iterable[Listing]) -> Index:
    """An index over lists, in their order."""
    segments = [segment(listings, KIT.reader, KIT.beside.key) for listings in lists]
    return Index(join(segments, KIT.background, KIT.relations), KIT.relations)


def listing(name: str, kind: NameKind = "primary", schema: Schema = "Person", **others: object) -> Listing:
    """One entry with one name."""
    told = {"list": "made", "id": name, "schema": schema, "names": (ListedName(text=name, kind=kind),)} | others
    return Listing(**told)  # type: ignore[arg-type]


def asked(name: str, schema: str = "", **others: object) -> Query:
    """A query for one name."""
    return Query(names=(name,), schema=schema, **others)  # type: ignore[arg-type]
