"""What a claim is about, as numbers that can be compared: roles, goods, place, period level, figure, and on what it rests.

`r1`, `r2`: the roles that tell events of this type apart (null where the claim lacks one); `future`; `family` of goods; `spot`:
the place at first-division level; `level`: 0 a day, 1 a month, 2 longer, open or undated; `lo`, `hi`: days; `value`: the
figure; `polarity`: 0 affirms, 1 denies, 2 doubts or declines; `root`: the basis it rests on (-1 where nothing is known of it);
`tier`: 0 where that lineage is known; `body`: a body speaks; `party`: a state of the regime's file speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.analyze.bases import AFFIRMING, Voices, joined, known
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
    """One narrow row a claim, in the order of `claims`, words as numbers. Takes the frame's columns and `day`."""
    import polars as pl

    kind = pl.col("type")
    flow = kind.is_in(FLOWS)
    single = kind.replace_strict(ONE_ROLE, default=None, return_dtype=pl.String)
    # A role that the type does not have is "-"; one that the claim lacks is unknown.
    r1 = pl.when(flow).then("supplier").when(single == "patient").then(pl.lit("-")).otherwise(pl.col("agent"))
    r2 = pl.when(flow).then("recipient").when(single == "agent").then(pl.lit("-")).otherwise(pl.col("patient"))
    length = pl.col("to_day") - pl.col("from_day") + 1
    window = (pl.col("period_kind") == "window").fill_null(False)
    level = (
        pl.when(window | length.is_null() | (length < 1)).then(2)
        .when(length <= PRECISE_DAYS).then(0)
        .when(length <= MONTHLY_DAYS).then(1)
        .otherwise(2)
    )  # fmt: skip
    polarity = pl.when(pl.col("stance").is_in(AFFIRMING)).then(0).when(pl.col("stance") == "denies").then(1).otherwise(2)
    words = _words(claims, vocabulary)
    rests = _resting(claims, voices)
    slim = claims.select(
        "claim", "day", "depth", "start", "end",
        document=_number("document"),
        kind=_number("type"),
        r1=r1,
        r2=r2,
        future=(pl.col("period_kind") == "future").fill_null(False),
        goods=kind.is_in(GOODS),
        located=kind.is_in(LOCATED),
        point=kind.is_in(POINTS),
        item=_number("item"),
        hedge=_number("hedge"),
        level=level.cast(pl.Int64),
        lo=pl.col("from_day"),
        hi=pl.col("to_day"),
        undated=pl.col("period_from").is_null() & pl.col("period_to").is_null(),
        value=pl.coalesce("low", "high"),
        polarity=polarity.cast(pl.Int64),
    )  # fmt: skip
    slim = pl.concat([slim, words, rests], how="horizontal")
    # One numbering for both roles, so that a state has the same number wherever it stands.
    roles = pl.concat([slim["r1"], slim["r2"]]).cast(pl.Categorical).to_physical().cast(pl.Int64)
    return slim.with_columns(r1=roles.head(slim.height) + 1, r2=roles.tail(slim.height) + 1)


def _number(name: str) -> pl.Expr:
    """A text column as numbers that mean nothing but equality."""
    import polars as pl

    return pl.col(name).cast(pl.Categorical).to_physical().cast(pl.Int64)


def _words(claims: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """`family` of goods and `spot` as numbers; each distinct word is looked up once."""
    import polars as pl

    goods = pl.col("type").is_in(GOODS)
    items = claims.filter(goods)["item"].drop_nulls().unique().to_list()
    families = {item: vocabulary.family(item) for item in items}
    where = ["place", "place_country", "place_admin1"]
    places = claims.select(pl.when(pl.col("type").is_in(LOCATED)).then(name).alias(name) for name in where)
    distinct = places.unique()
    spots = [vocabulary.place(*row) for row in distinct.iter_rows()]
    distinct = distinct.with_columns(spot=pl.Series(spots, dtype=pl.String))
    spot = places.join(distinct, on=where, how="left", nulls_equal=True, maintain_order="left")["spot"]
    family = claims.select(
        family=pl.when(goods).then(pl.col("item").replace_strict(families, default=None, return_dtype=pl.String))
    )
    return family.with_columns(spot=spot).select(_number("family"), _number("spot"))


def _resting(claims: pl.DataFrame, voices: Voices) -> pl.DataFrame:
    """`root` (empty text is -1), `tier`, `body`, `party`; a voice is resolved once, or once for each set of office holders."""
    import polars as pl

    other = pl.col("hedge_by").is_not_null() & ~pl.col("stance").is_in(AFFIRMING)
    judged = pl.concat_str("chain", "hedge_by", "stance", separator=_MARK)
    said = claims.select("day", said=pl.when(other).then(judged).otherwise("speaker"))
    links = said.select("said").unique()
    voiced = [_voice(text, voices) for text in links["said"]]
    links = links.with_columns(
        voice=pl.Series(range(len(voiced)), dtype=pl.Int64),
        tenured=pl.Series([voices.actors.tenured(link.speaker) for link in voiced], dtype=pl.Boolean),
    )
    said = said.join(links, on="said", how="left", maintain_order="left")
    era = pl.Series(voices.actors.changes, dtype=pl.Int64).search_sorted(said["day"], side="right")
    said = said.with_columns(era=pl.when("tenured").then(era.cast(pl.Int64)).otherwise(-1))
    pairs = said.group_by("voice", "era").agg(pl.col("day").min())
    found = [_rests(voiced[index], day, voices) for index, day in pairs.select("voice", "day").iter_rows()]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    pairs = pairs.with_columns(
        root=pl.Series(columns[0], dtype=pl.String),
        tier=pl.Series(columns[1], dtype=pl.Int64),
        party=pl.Series(columns[2], dtype=pl.Boolean),
    ).with_columns(
        body=pl.col("root").str.starts_with("body:"), root=pl.when(pl.col("root") == "").then(-1).otherwise(_number("root"))
    )
    return said.join(pairs, on=["voice", "era"], how="left", maintain_order="left").select("root", "tier", "body", "party")


_MARK = "\x1f"


def _voice(text: str, voices: Voices) -> Link:
    """The link that speaks: the innermost one, or who judges another's report."""
    if _MARK in text:
        chain, by, stance = text.split(_MARK)
        return voices.voice(chain, by, stance)
    return voices.chain(f"[{text}]")[-1]


def _rests(link: Link, day: int, voices: Voices) -> tuple[str, int, bool]:
    bases = voices.bases(link, day)
    return joined(bases), 0 if known(bases) else 1, any(b.country in voices.actors.states for b in bases)
