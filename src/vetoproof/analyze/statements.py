"""Claims into statements: what one basis said once, however many outlets print it.

A statement is one basis on one proposition with one figure, printed within a week of its last printing. Its lead claim is the
earliest, then the shortest chain, then one with a hedge, then the first id. Relays follow their statement into its event, so
that a relay which drops a date or changes a word cannot move anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SAME_FIGURE = 1.05
"""Figures of one basis within this ratio may be one figure retold: "4.8 million" became "5 million"."""

SAME_WEEK = 7
"""Days between printings after which the same words count as said again."""


def statements(claims: pl.DataFrame) -> pl.DataFrame:
    """Adds `statement` (a number without meaning) and `lead`. One sorted pass for each condition; no pairs are compared."""
    import polars as pl

    # Hearsay has no basis that two claims could share: each document is its own speaker.
    voice = pl.when(pl.col("root") < 0).then(-pl.col("document") - 2).otherwise("root")
    said = ["kind", "r1", "r2", "polarity", "future"]
    claims = claims.with_columns(_key=pl.struct(voice.alias("voice"), *said).hash(seed=0))
    claims = claims.sort("_key", "value", nulls_last=True)
    value, before = pl.col("value"), pl.col("value").shift(1)
    claims = claims.with_columns(
        _key=_runs(_changed("_key") | (value.is_null() != before.is_null()) | (value > before * SAME_FIGURE).fill_null(False))
    )
    claims = claims.sort("_key", "day")
    claims = claims.with_columns(_key=_runs(_changed("_key") | (pl.col("day") - pl.col("day").shift(1) > SAME_WEEK)))
    # Two dates (or, without a figure, two places or kinds of goods) in one run are two statements; claims that print none
    # stay together. The unit does not part them: a relay may have changed it.
    bare = pl.col("value").is_null()
    claims = claims.with_columns(
        _date=pl.when(pl.col("level") < 2).then("lo"),
        _spot=pl.when(bare).then("spot"),
        _goods=pl.when(bare).then("family"),
    )
    parts = ["_date", "_spot", "_goods"]
    claims = claims.with_columns(_if_several(name) for name in parts)
    claims = claims.sort("_key", *parts, "day", "depth", pl.col("hedge").is_null(), "claim")
    lead = _changed("_key") | _changed("_date") | _changed("_spot") | _changed("_goods")
    return claims.with_columns(lead=lead, statement=_runs(lead)).drop("_key", *parts)


def fused(claims: pl.DataFrame) -> pl.DataFrame:
    """Adds `fused`: one hedge of one speaker stands over this claim and an overlapping one of another event type."""
    import polars as pl

    rows = claims.sort("document", "start", "end", "claim")
    marks = []
    for step in (1, -1):
        same = [pl.col(n) == pl.col(n).shift(step) for n in ("document", "root", "hedge")]
        overlap = (pl.col("start") < pl.col("end").shift(step)) & (pl.col("end") > pl.col("start").shift(step))
        marks.append(pl.all_horizontal(*same, overlap, pl.col("kind") != pl.col("kind").shift(step)).fill_null(False))
    return rows.with_columns(fused=marks[0] | marks[1])


def _changed(column: str) -> pl.Expr:
    import polars as pl

    return pl.col(column).ne_missing(pl.col(column).shift(1)) | (pl.int_range(pl.len()) == 0)


def _runs(starts: pl.Expr) -> pl.Expr:
    return starts.cum_sum()


def _if_several(column: str) -> pl.Expr:
    """The column where its run holds two different values, else null."""
    import polars as pl

    return pl.when(pl.col(column).min().over("_key") < pl.col(column).max().over("_key")).then(column).alias(column)
