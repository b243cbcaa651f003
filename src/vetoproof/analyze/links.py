"""People's merges and splits: must-link and cannot-link pairs of claims, applied after the rules have grouped them.

The last decision on a pair holds. A merge joins the events of both claims. A split sends the later claim away, with its
statement where the other claim is not part of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vetoproof.model import Decision

if TYPE_CHECKING:
    import polars as pl

Pair = tuple[str, str]


def pairs(decisions: Iterable[Decision]) -> tuple[list[Pair], list[Pair]]:
    """Must-link and cannot-link pairs, sorted; of several decisions on one pair the last (then the highest id) holds."""
    last: dict[Pair, str] = {}
    for decision in sorted(decisions, key=lambda d: (d.at, d.id)):
        if decision.kind in ("merge", "split"):
            for pair in decision.value.get("pairs", ()):
                a, b = sorted(str(claim) for claim in pair)
                last[a, b] = decision.kind
    return sorted(p for p, kind in last.items() if kind == "merge"), sorted(p for p, kind in last.items() if kind == "split")


def linked(claims: pl.DataFrame, must: list[Pair], cannot: list[Pair]) -> tuple[pl.DataFrame, dict[str, str]]:
    """The claims with events merged and split, and the event ids that merges gave up, each with the id that stands for it now.

    Pairs that name claims which are not in this record are left for the day on which they are.
    """
    import polars as pl

    if not must and not cannot:
        return claims, {}
    named = {claim for pair in (*must, *cannot) for claim in pair}
    rows = claims.filter(pl.col("claim").is_in(named)).select("claim", "event", "statement", "day")
    at = {claim: (event, statement, day) for claim, event, statement, day in rows.iter_rows()}
    claims, joined = _merge(claims, [(at[a][0], at[b][0]) for a, b in must if a in at and b in at])
    now = dict(claims.filter(pl.col("claim").is_in(named)).select("claim", "event").iter_rows())
    fresh = (claims["event"].max() or 0) + 1  # type: ignore[operator]  # a column of whole numbers
    for a, b in cannot:
        if a not in at or b not in at or now[a] != now[b]:
            continue
        stays, goes = sorted((a, b), key=lambda c: (at[c][2], c))
        away = pl.col("claim") == goes if at[stays][1] == at[goes][1] else pl.col("statement") == at[goes][1]
        claims = claims.with_columns(event=pl.when(away).then(pl.lit(fresh)).otherwise("event"))
        now = dict(claims.filter(pl.col("claim").is_in(named)).select("claim", "event").iter_rows())
        fresh += 1
    return claims, joined


def _merge(claims: pl.DataFrame, edges: list[tuple[int, int]]) -> tuple[pl.DataFrame, dict[str, str]]:
    import polars as pl

    root: dict[int, int] = {}

    def find(event: int) -> int:
        while root.get(event, event) != event:
            event = root[event]
        return event

    for a, b in edges:
        low, high = sorted((find(a), find(b)))
        if low != high:
            root[high] = low
    moved = {event: find(event) for event in root}
    if not moved:
        return claims, {}
    touched = {*moved, *moved.values()}
    heads = claims.filter(pl.col("event").is_in(touched)).sort("day", "claim")
    heads = heads.unique("event", keep="first", maintain_order=True)
    winner: dict[int, str] = {}
    redirects = {}
    for event, claim in heads.select("event", "claim").iter_rows():
        group = moved.get(event, event)
        if group in winner:
            redirects[claim] = winner[group]
        else:
            winner[group] = claim
    shapes = dict(claims.filter(pl.col("event").is_in(touched)).select("event", "shape").iter_rows())
    claims = claims.with_columns(event=pl.col("event").replace(moved))
    groups = set(moved.values())
    kept = {group: min(shapes[e] for e in touched if moved.get(e, e) == group) for group in groups}
    shape = pl.col("event").replace_strict(kept, default=None, return_dtype=pl.Int64)
    return claims.with_columns(shape=pl.coalesce(shape, "shape")), redirects
