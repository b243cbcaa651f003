"""Statements into events: one occurrence, or one running total, each with everything that is said of it.

An event is a function of the set of claims. Statements with a known lineage found events first, the precisely dated before the
vague; what has no lineage, lacks a role or denies is then held against them and joins the only event that fits. So no copy
of a claim can move another claim. Levels: a day, a month, and what runs on (totals, windows, undated).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.analyze.fitting import EVER, first_fit, only_fit

if TYPE_CHECKING:
    import polars as pl

NEAR_DAYS = 60
"""An undated figure or place may mean an event that happened up to so many days before it was printed."""

_ROLES = 1 << 24
"""More than there are different roles: they share one number with the type."""

POINT_DAYS = 400
"""An undated visit, agreement or test may mean the only one of the last thirteen months."""


DATED, CELL, RUNNING, DENIED = 1, 2, 3, 4
"""Shapes of events: 0 and 1 are dated (a day, a month), then undated at one place, running, and only ever denied."""


def events(claims: pl.DataFrame) -> pl.DataFrame:
    """Adds `event`, a number without meaning, and its `shape` to claims that carry `statement` and `lead`."""
    import polars as pl

    leads = _staged(claims.filter("lead").with_columns(pl.col("r1").fill_null(0), pl.col("r2").fill_null(0)))
    leads = leads.with_columns(key=_key("r1", "r2"), whole=(pl.col("r1") > 0) & (pl.col("r2") > 0))
    room = _Room(leads)
    known, affirms, whole = pl.col("tier") == 0, pl.col("polarity") == 0, pl.col("whole")
    for share in (affirms & known, affirms & ~known):
        for complete in (whole, ~whole):
            part = leads.filter(share & complete)
            for stage in range(RUNNING + 1):
                room.seat(part.filter(pl.col("stage") == stage))
    for complete in (whole, ~whole):
        room.answer(leads.filter(~affirms & complete))
    return claims.join(room.seats(), on="statement", how="left", maintain_order="left")


def _staged(leads: pl.DataFrame) -> pl.DataFrame:
    """Adds `stage`: the shape of event that a statement founds where none fits.

    Undated figures at one place make a cell of their own, unless the same body gives such totals without a place too: so
    "600 killed" and "600 killed in that region", said by one agency, stay in one running series, while a single incident
    known from unnamed sources does not drown in it.
    """
    import polars as pl

    told = pl.col("body") & pl.col("value").is_not_null() & (pl.col("polarity") == 0) & (pl.col("level") == 2)
    who, where = ["kind", "r1", "r2", "future", "root"], ["kind", "r1", "r2", "future", "spot"]
    placeless = leads.filter(told & (pl.col("spot").is_null() | ~pl.col("undated"))).select(who).unique()
    totals = leads.filter(told & pl.col("spot").is_not_null()).join(placeless, on=who, how="semi")
    totals = totals.select(where).unique().with_columns(total=pl.lit(True))
    leads = leads.join(totals, on=where, how="left", maintain_order="left")
    cell = pl.col("undated") & pl.col("spot").is_not_null() & ~pl.col("total").fill_null(False)
    stage = pl.when(pl.col("level") < 2).then("level").when(cell).then(CELL).otherwise(RUNNING)
    return leads.with_columns(stage=stage.cast(pl.Int64)).drop("total")


def _key(r1: str | None, r2: str | None) -> pl.Expr:
    """Type, roles and whether it lies ahead, as one number; a role that is unknown, or left open by None, is zero."""
    import polars as pl

    first, second = (pl.lit(0) if name is None else pl.col(name) for name in (r1, r2))
    return ((pl.col("kind") * _ROLES + first) * _ROLES + second) * 2 + pl.col("future").cast(pl.Int64)


class _Room:
    """The events found so far, and which statement sits where."""

    def __init__(self, leads: pl.DataFrame) -> None:
        import polars as pl

        self._next = 0
        self._nothing = leads.clear().select("statement", event=pl.lit(0, dtype=pl.Int64))
        self._events = leads.clear().select(
            pl.lit(0, dtype=pl.Int64).alias("event"), "key", "kind", "r1", "r2", "future", "family", "spot",
            pl.col("level").alias("shape"), "lo", "hi", "day",
        )  # fmt: skip
        self._seated = leads.clear().with_columns(event=pl.lit(0, dtype=pl.Int64))

    def seats(self) -> pl.DataFrame:
        shapes = self._events.select("event", "shape")
        return self._seated.select("statement", "event").join(shapes, on="event", how="left")

    def seat(self, leads: pl.DataFrame) -> None:
        """Seats affirming statements of one stage: at the only event that fits, else at events of their own."""
        if leads.is_empty():
            return
        stage = leads["stage"][0]
        fits = self._dated(leads) if stage <= DATED else self._cells(leads) if stage == CELL else self._running(leads)
        left = self._sit(leads, fits)
        if stage >= CELL:
            left = self._again(left)
        if not left.is_empty():
            self._found(left, stage)

    def _again(self, leads: pl.DataFrame) -> pl.DataFrame:
        """A second look by figure: those just seated brought figures that others repeat."""
        import polars as pl

        repeated = leads.filter(pl.col("located") & pl.col("undated") & pl.col("value").is_not_null())
        if repeated.is_empty():
            return leads
        dated = self._events.filter(pl.col("shape") <= DATED)
        return self._sit(leads, [self._by_figure(repeated, dated)])

    def answer(self, leads: pl.DataFrame) -> None:
        """Seats denials, doubts and refusals at the event of the proposition that they answer, if it was told by then."""
        import polars as pl

        if leads.is_empty():
            return
        earliest = self._seated.group_by("event").agg(first=pl.col("day").min())
        self._events = self._events.join(earliest, on="event", how="left", maintain_order="left")
        self._events = self._events.with_columns(day=pl.coalesce("first", "day")).drop("first")
        left = self._sit(leads, self._dated(leads.filter(pl.col("stage") <= DATED)))
        left = self._sit(left, [*self._cells(left.filter("undated")), *self._running(left), self._any(left)])
        # A denial of what was announced answers what is said to have happened, and the other way round.
        turned = left.with_columns(future=~pl.col("future"))
        turned = turned.with_columns(key=_key("r1", "r2"))
        left = self._sit(left, [*self._running(turned), self._any(turned)])
        if not left.is_empty():
            self._open(left.with_columns(shape=pl.lit(DENIED, dtype=pl.Int64)), ["key"])

    def _sit(self, leads: pl.DataFrame, fits: list[pl.DataFrame]) -> pl.DataFrame:
        import polars as pl

        fits = [fit for fit in fits if not fit.is_empty()]
        if not fits or leads.is_empty():
            return leads
        chosen = first_fit(leads, fits)
        self._seated = pl.concat([self._seated, leads.join(chosen, on="statement")])
        return leads.join(chosen, on="statement", how="anti")

    def _open(self, leads: pl.DataFrame, by: list[str]) -> None:
        """New events, one for each combination of the columns `by`."""
        import polars as pl

        groups = leads.select(by).unique().with_row_index("event", offset=self._next)
        groups = groups.with_columns(pl.col("event").cast(pl.Int64))
        self._next += groups.height
        seated = leads.join(groups, on=by, nulls_equal=True)
        first = [pl.col(name).first() for name in ("key", "kind", "r1", "r2", "future")]
        same = [pl.when(pl.col(n).min() == pl.col(n).max()).then(pl.col(n).min()) for n in ("family", "spot")]
        new = seated.group_by("event").agg(
            *first, *same, pl.col("shape").first(), pl.col("lo").min(), pl.col("hi").max(), pl.col("day").min()
        )
        self._events = pl.concat([self._events, new.select(self._events.columns)], how="vertical_relaxed")
        self._seated = pl.concat([self._seated, seated.select(self._seated.columns)])

    def _fit(self, leads: pl.DataFrame, events: pl.DataFrame, back: int | None, *extra: str) -> pl.DataFrame:
        """The only event under the same roles (and `extra` columns) that overlaps; with `back`, in the days before printing.

        Statements that lack a role are held against events by the roles that they have.
        """
        import polars as pl

        if leads.is_empty() or events.is_empty():
            return self._nothing
        if back is not None:
            leads = leads.with_columns(lo=pl.col("day") - back, hi=pl.col("day"))
        keys = ["key", *extra]
        held = events
        if not leads["whole"].all():
            masks = [_key(r1, r2) for r1, r2 in (("r1", None), (None, "r2"), (None, None))]
            held = pl.concat([events.with_columns(key=mask) for mask in masks])
            held = held.unique(["event", *keys, "lo", "hi"])
        return only_fit(leads.select("statement", *keys, "lo", "hi"), held.select("event", *keys, "lo", "hi"), keys)

    def _dated(self, leads: pl.DataFrame) -> list[pl.DataFrame]:
        """A dated statement: the event of its place, else the only one of the period whose place does not differ."""
        import polars as pl

        if leads.is_empty():
            return []
        dated = self._events.filter(pl.col("shape") <= DATED)
        spotted = leads.filter(pl.col("spot").is_not_null())
        return [
            self._fit(spotted, dated.filter(pl.col("spot").is_not_null()), None, "spot"),
            self._fit(spotted, dated.filter(pl.col("spot").is_null()), None),
            self._fit(leads.filter(pl.col("spot").is_null()), dated, None),
        ]

    def _cells(self, leads: pl.DataFrame) -> list[pl.DataFrame]:
        """An undated statement at one place: a dated event by its figure or place, else what is told of that place."""
        import polars as pl

        if leads.is_empty():
            return []
        dated = self._events.filter(pl.col("shape") <= DATED)
        spotted = leads.filter(pl.col("spot").is_not_null())
        return [
            self._by_figure(leads, dated),
            self._fit(spotted, dated.filter(pl.col("spot").is_not_null()), NEAR_DAYS, "spot"),
            self._fit(_ever(spotted), self._told(pl.col("shape") == CELL, leads), None, "spot"),
        ]

    def _running(self, leads: pl.DataFrame) -> list[pl.DataFrame]:
        """A total or an undated statement: a dated event by its figure, else the running event of its proposition."""
        import polars as pl

        if leads.is_empty():
            return []
        dated = self._events.filter(pl.col("shape") <= DATED)
        undated = leads.filter("undated")
        running = self._told(pl.col("shape") == RUNNING, leads)
        return [
            self._by_figure(undated, dated),
            self._siblings(undated.filter(pl.col("located") & pl.col("spot").is_null())),
            self._fit(undated.filter(pl.col("point")), dated, POINT_DAYS),
            self._by_item(undated),
            self._fit(_ever(leads.filter(pl.col("family").is_not_null())), running, None, "family"),
            self._fit(_ever(leads), running, None),
        ]

    def _any(self, leads: pl.DataFrame) -> pl.DataFrame:
        """The only event at all under the same roles that was told before."""
        import polars as pl

        return self._fit(_ever(leads), self._told(pl.col("shape") < DENIED, leads), None)

    def _told(self, which: pl.Expr, leads: pl.DataFrame) -> pl.DataFrame:
        """Events with an open span; answers (denials, doubts) meet only those that were told by then."""
        import polars as pl

        answers = not leads.is_empty() and leads["polarity"].max() != 0
        return self._events.filter(which).with_columns(lo=pl.col("day") if answers else pl.lit(-EVER), hi=pl.lit(EVER))

    def _by_figure(self, leads: pl.DataFrame, dated: pl.DataFrame) -> pl.DataFrame:
        """The only dated event of which the same figure was told, printed not long after it."""
        import polars as pl

        leads = leads.filter(pl.col("value").is_not_null())
        if leads.is_empty() or dated.is_empty():
            return self._nothing
        values = self._seated.filter(pl.col("value").is_not_null()).select("event", "value").unique()
        return self._fit(leads, dated.join(values, on="event"), NEAR_DAYS, "value")

    def _by_item(self, leads: pl.DataFrame) -> pl.DataFrame:
        """What has no lineage of its own: the only event of which the same persons or things are told ("officers")."""
        import polars as pl

        loose = (pl.col("tier") == 1) & pl.col("located") & pl.col("item").is_not_null() & pl.col("value").is_null()
        leads = leads.filter(loose & pl.col("spot").is_null())
        if leads.is_empty():
            return self._nothing
        items = self._seated.filter(pl.col("item").is_not_null()).select("event", "item").unique()
        ever = pl.col("shape") >= CELL
        named = self._events.join(items, on="event").with_columns(
            lo=pl.when(ever).then(-EVER).otherwise("lo"), hi=pl.when(ever).then(EVER).otherwise("hi")
        )
        return self._fit(leads, named, NEAR_DAYS, "item")

    def _siblings(self, leads: pl.DataFrame) -> pl.DataFrame:
        """An undated statement beside one of the same speaker, in the same document, on an event that happened once."""
        import polars as pl

        if leads.is_empty():
            return self._nothing
        once = self._events.filter(pl.col("shape") <= CELL).select("event")
        beside = ["document", "root", "key"]
        told = self._seated.filter(pl.col("root") >= 0).join(once, on="event", how="semi").select("event", *beside).unique()
        only = told.group_by(beside).agg(pl.col("event").first(), n=pl.len()).filter(pl.col("n") == 1)
        return leads.join(only, on=beside).select("statement", "event")

    def _found(self, leads: pl.DataFrame, stage: int) -> None:
        """New events for affirming statements of one stage."""
        import polars as pl

        leads = leads.with_columns(shape=pl.lit(stage, dtype=pl.Int64))
        parts = ["part_spot", "part_family"]
        if stage == CELL:
            self._open(leads, ["key", "spot"])
        elif stage == RUNNING:
            leads = leads.with_columns(spot=pl.lit(None, dtype=pl.Int64))
            self._open(_parted(leads, "key"), ["key", "part_family"])
        elif stage == DATED:
            leads = leads.with_columns(cell=pl.from_epoch("lo", time_unit="d").dt.truncate("1mo"))
            self._open(_parted(leads, "key", "cell"), ["key", "cell", *parts])
        else:
            # Overlapping spans of a day or two are one occurrence.
            leads = leads.sort("key", "lo")
            fresh = pl.col("lo") > pl.col("hi").cum_max().shift(1).over("key")
            leads = leads.with_columns(cell=fresh.fill_null(True).cum_sum())
            self._open(_parted(leads, "key", "cell"), ["key", "cell", *parts])


def _ever(leads: pl.DataFrame) -> pl.DataFrame:
    """Statements whose span does not matter: affirmations meet any event, answers what was told by their day."""
    import polars as pl

    open_end = pl.when(pl.col("polarity") == 0).then(EVER).otherwise("day")
    return leads.with_columns(lo=pl.lit(-EVER), hi=open_end)


def _parted(leads: pl.DataFrame, *within: str) -> pl.DataFrame:
    """Adds `part_spot` and `part_family`: set only where the cell holds two different ones, so that unknown parts nothing."""
    import polars as pl

    def several(name: str) -> pl.Expr:
        column = pl.col(name)
        return pl.when(column.min().over(within) < column.max().over(within)).then(column).alias(f"part_{name}")

    return leads.with_columns(several("spot"), several("family"))
