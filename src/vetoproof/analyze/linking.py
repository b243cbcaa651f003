"""Claims to statements to events, on narrow frames of numbers; the wide frame of words is only ever filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.analyze.bases import Voices
from vetoproof.analyze.events import events
from vetoproof.analyze.propositions import propositions
from vetoproof.analyze.statements import fused, statements
from vetoproof.analyze.vocabulary import Vocabulary

if TYPE_CHECKING:
    import polars as pl

LINKS = ("statement", "lead", "event", "shape", "fused", "level", "party")
"""What linking adds to a claim. Numbers of statements and events tell them apart in one frame and mean nothing else."""


def distinct(claims: pl.DataFrame) -> pl.DataFrame:
    """Each claim once: the same bytes at two addresses say a thing once, at the address that printed it first."""
    import polars as pl

    if not claims["claim"].is_duplicated().any():
        return claims
    rows = claims.select("claim", "day", "address").with_row_index("row").sort("day", "address")
    rows = rows.unique("claim", keep="first", maintain_order=True)
    return claims[rows["row"].sort().cast(pl.UInt32)]


def link(claims: pl.DataFrame, voices: Voices, vocabulary: Vocabulary) -> pl.DataFrame:
    """The claims, in their order, with `LINKS`. Takes the frame's columns and `day`; each claim once."""
    import polars as pl

    slim = propositions(claims, voices, vocabulary).with_row_index("row")
    slim = fused(events(statements(slim)))
    return pl.concat([claims, slim.sort("row").select(LINKS)], how="horizontal")
