"""What ships say of themselves, thinned to what changed: a ship repeats its name every six minutes for years."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


def changes(statements: pl.DataFrame) -> pl.DataFrame:
    """Of each ship's statements of one form, the first and the last of every run of equal ones; sorted by mmsi, t, row.

    The last is kept because it bounds when the change came: a draught said until Monday and another from Friday changed between
    them. A form is which columns are said (a class B ship gives its name and its call sign in two messages, which would else
    seem to alternate). Statements that are added later may be thinned together with what this gave: nothing is lost by it.
    """
    import polars as pl

    if statements.is_empty():
        return statements
    said = [name for name in statements.columns if name not in ("mmsi", "t", "row")]
    form = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.UInt32) * (1 << at) for at, name in enumerate(said))
    ordered = statements.with_columns(form.alias("form")).sort("mmsi", "form", "t", "row")
    same = ["mmsi", "form", *said]
    before = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift()) for name in same)
    after = pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(-1)) for name in same)
    ends = (pl.int_range(pl.len()) == 0) | (pl.int_range(pl.len()) == pl.len() - 1)
    return ordered.filter(before | after | ends).drop("form").sort("mmsi", "t", "row").unique(maintain_order=True)
