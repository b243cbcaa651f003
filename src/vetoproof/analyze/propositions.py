"""What a claim is about, as columns that can be compared: roles, goods, place, period level, figure, and on what it rests.

Adds to the selected claims: `r1`, `r2` (the roles that tell events of this type apart; "-" where the type has none, null where
the claim lacks it), `future`, `family`, `spot` (place at first-division level), `level`, `lo`, `hi`, `value`, `polarity`,
`root` (key of the basis it rests on), `tier` (0: lineage known, 1: unknown), `party` (a state of the regime's file speaks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.analyze.bases import AFFIRMING, Voices, is_known, joined
from vetoproof.analyze.slim import Link
from vetoproof.analyze.vocabulary import Vocabulary

if TYPE_CHECKING:
    import polars as pl

FLOWS = ("arms_transfer", "return_flow", "petroleum_transfer", "troop_deployment", "workers")
"""Types told apart by supplier and recipient."""

ONE_ROLE = {
    "casualties": "patient", "weapons_test": "agent", "weapons_production": "agent", "agreement": "agent",
    "finance_cyber": "agent",
}  # fmt: skip
"""Types told apart by one role: who was hurt, who tested, produced, agreed. All others by agent and patient."""

GOODS = ("arms_transfer", "return_flow", "weapons_production")
"""Types of which there is one running total for each family of goods."""

LOCATED = ("casualties", "attack", "weapons_test")
"""Types whose events happen at one place, so that another place is another event."""

POINTS = ("visit", "agreement", "weapons_test", "un_action")
"""Types whose events happen once, so that an undated claim means the only one that fits."""

PRECISE_DAYS, MONTHLY_DAYS = 2, 45
"""Longest spans, in days, of a day-level and of a month-level claim."""


def propositions(claims: pl.DataFrame, voices: Voices, vocabulary: Vocabulary) -> pl.DataFrame:
    """The claims with their propositions. Takes the frame's columns and `day`."""
    import polars as pl

    kind = pl.col("type")
    flow = kind.is_in(FLOWS)
    single = kind.replace_strict(ONE_ROLE, default=None, return_dtype=pl.String)
    r1 = pl.when(flow).then("supplier").when(single == "patient").then(pl.lit("-")).otherwise(pl.col("agent"))
    r2 = pl.when(flow).then("recipient").when(single == "agent").then(pl.lit("-")).otherwise(pl.col("patient"))
    length = pl.col("to_day") - pl.col("from_day") + 1
    window = pl.col("period_kind") == "window"
    open_ended = length.is_null() | (length < 1)
    level = (
        pl.when(window.fill_null(False) | open_ended).then(2)
        .when(length <= PRECISE_DAYS).then(0)
        .when(length <= MONTHLY_DAYS).then(1)
        .otherwise(2)
    )  # fmt: skip
    polarity = (
        pl.when(pl.col("stance").is_in(AFFIRMING)).then(0)
        .when(pl.col("stance") == "denies").then(1)
        .otherwise(2)
    )  # fmt: skip
    claims = claims.with_columns(
        r1=r1,
        r2=r2,
        future=(pl.col("period_kind") == "future").fill_null(False),
        level=level,
        lo=pl.col("from_day"),
        hi=pl.col("to_day"),
        undated=pl.col("period_from").is_null() & pl.col("period_to").is_null(),
        value=pl.coalesce("low", "high"),
        polarity=polarity,
    )
    return _resting(_words(claims, vocabulary), voices)


def _words(claims: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Adds `family` and `spot`; each distinct word is looked up once."""
    import polars as pl

    goods = pl.col("type").is_in(GOODS)
    items = claims.filter(goods)["item"].drop_nulls().unique().to_list()
    families = {item: vocabulary.family(item) for item in items}
    places = claims.filter(pl.col("type").is_in(LOCATED)).select("place", "place_country", "place_admin1").unique()
    spots = places.with_columns(
        spot=pl.Series([vocabulary.place(*row) for row in places.iter_rows()], dtype=pl.String), located=pl.lit(True)
    )
    family = pl.col("item").replace_strict(families, default=None, return_dtype=pl.String)
    where = ["located", "place", "place_country", "place_admin1"]
    claims = claims.with_columns(family=pl.when(goods).then(family), located=pl.col("type").is_in(LOCATED))
    return claims.join(spots, on=where, how="left", nulls_equal=True, maintain_order="left").drop("located")


def _resting(claims: pl.DataFrame, voices: Voices) -> pl.DataFrame:
    """Adds `basis` and `tier`; each distinct voice is resolved once, and once a day where it held offices."""
    import polars as pl

    other = pl.col("hedge_by").is_not_null() & ~pl.col("stance").is_in(AFFIRMING)
    claims = claims.with_columns(
        _chain=pl.when(other).then("chain"), _by=pl.when(other).then("hedge_by"), _stance=pl.when(other).then("stance")
    )
    links = claims.select("speaker", "_chain", "_by", "_stance").unique()
    voiced = [
        voices.voice(chain, by, stance) if chain else voices.chain(f"[{speaker}]")[-1]
        for speaker, chain, by, stance in links.iter_rows()
    ]
    links = links.with_columns(
        voice=pl.Series(range(len(voiced)), dtype=pl.Int64),
        tenured=pl.Series([voices.actors.tenured(link.speaker) for link in voiced], dtype=pl.Boolean),
    )
    keys = ["speaker", "_chain", "_by", "_stance"]
    claims = claims.join(links, on=keys, how="left", nulls_equal=True, maintain_order="left")
    claims = claims.with_columns(_day=pl.when("tenured").then("day"))
    pairs = claims.select("voice", "_day").unique()
    found = [_rests(voiced[index], day, voices) for index, day in pairs.iter_rows()]
    pairs = pairs.with_columns(
        root=pl.Series([key for key, _, _ in found], dtype=pl.String),
        tier=pl.Series([tier for _, tier, _ in found], dtype=pl.Int64),
        party=pl.Series([party for _, _, party in found], dtype=pl.Boolean),
    )
    claims = claims.join(pairs, on=["voice", "_day"], how="left", nulls_equal=True, maintain_order="left")
    return claims.drop("_chain", "_by", "_stance", "_day", "voice", "tenured")


def _rests(link: Link, day: int | None, voices: Voices) -> tuple[str, int, bool]:
    bases = voices.bases(link, day or 0)
    return joined(bases), 0 if is_known(bases) else 1, any(b.country in voices.actors.states for b in bases)
