"""Findings of the kernels as rows of the table of events, each with the id of its rule, what it found, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vetoproof.track.schema import DEGREE, events
from vetoproof.track.silence import distances_km

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from vetoproof.packs.track_rules import TrackRules
    from vetoproof.track.ports import Ports

    Around = Callable[[NDArray[np.int64], NDArray[np.int64]], NDArray[np.float64]]

ORDER = ("mmsi", "start", "kind", "end", "other_mmsi", "place")


def ordered(frame: pl.DataFrame) -> pl.DataFrame:
    """Events in the order of the schema; equal ones by their position, so that the order never depends on the input's."""
    return frame.sort(*ORDER, "lat", "lon", nulls_last=False, maintain_order=True)


def with_details(frame: pl.DataFrame, **said: pl.Expr) -> pl.DataFrame:
    """The frame with a column `detail` from expressions by name.

    By interleaving whole columns: a list of structs made row by row takes 10 microseconds a row, this one.
    """
    import polars as pl

    rows, many = frame.height, len(said)
    if not rows:
        return frame.with_columns(pl.lit(None, dtype=events()["detail"]).alias("detail"))
    texts = frame.select(value.cast(pl.String).alias(name) for name, value in said.items())
    at = pl.int_range(0, rows * many, eager=True)
    values = pl.concat([texts[name].alias("value") for name in said]).gather(at % many * rows + at // many)
    names = pl.Series("name", list(said)).gather(at % many)
    pairs = pl.DataFrame([names, values]).to_struct("detail").reshape((rows, many)).arr.to_list()
    return frame.with_columns(pairs)


def shaped(frame: pl.DataFrame, kind: str, rule: str) -> pl.DataFrame:
    """Rows with `mmsi`, `start` and `end` in seconds, and some of the other columns, as rows of events of one kind."""
    import polars as pl

    schema = events()
    given = frame.with_columns(pl.lit(kind).alias("kind"), pl.lit(rule).alias("rule"))
    seconds = [
        (pl.col(name) * 1_000_000).cast(pl.Datetime("us")).dt.replace_time_zone("UTC").alias(name) for name in ("start", "end")
    ]
    given = given.with_columns(*seconds)
    absent = [pl.lit(None, dtype=kind_).alias(name) for name, kind_ in schema.items() if name not in given.columns]
    return given.with_columns(*absent).select(*(pl.col(name).cast(kind_) for name, kind_ in schema.items()))


def ship_rows(
    found: NDArray[np.int64], ports: Ports, rules: TrackRules, widths: NDArray[np.float64], around: Around
) -> pl.DataFrame:
    """Events of single ships from the findings of `scan`."""
    import polars as pl

    from vetoproof.track.findings import CALL, END, GAP, JUMP, KIND, LOITER, SHARED, START

    makers = {GAP: _gaps, JUMP: _jumps, SHARED: _jumps, LOITER: _loiters, CALL: _calls}
    made = [pl.DataFrame(schema=events())]
    for code, maker in makers.items():
        some = found[found[:, KIND] == code]
        if code == GAP:
            some = some[some[:, END] - some[:, START] >= rules.gap_hours * 3600]
        if code == LOITER:
            some = some[_far_from_port(some, ports, rules, widths)]
        frame = _columns(some, ports).with_columns(pl.Series("around", _rounded(around(some[:, 4], some[:, 5]))))
        made.append(maker(frame, rules, code == SHARED))
    return pl.concat(made)


def _rounded(values: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.round(values, 1)


def _far_from_port(some: NDArray[np.int64], ports: Ports, rules: TrackRules, widths: NDArray[np.float64]) -> NDArray[np.bool_]:
    import numpy as np

    from vetoproof.track.findings import LAT, LON
    from vetoproof.track.ports import lonely_places

    far = np.empty(len(some), dtype=np.bool_)
    order = np.argsort(ports.lat, kind="stable")
    lonely_places(
        some[:, LAT].copy(), some[:, LON].copy(), ports.lat[order], ports.lon[order], rules.loiter_port_km * 1000, widths, far
    )
    return far


def _columns(some: NDArray[np.int64], ports: Ports) -> pl.DataFrame:
    import numpy as np
    import polars as pl

    from vetoproof.track.findings import END, LAST, LAT, LON, PORT, ROW, SHIP, START, THIRD, X0, X1, X2, X3, X4, X5, X6

    names = np.array([*ports.names, None], dtype=object)
    lat, lon = some[:, LAT] / DEGREE, some[:, LON] / DEGREE
    port = np.clip(some[:, PORT], 0, max(0, len(ports.names) - 1))
    far = (
        distances_km(lat, lon, ports.lat[port] / DEGREE, ports.lon[port] / DEGREE) if len(ports.names) else np.zeros(len(some))
    )
    columns: dict[str, Any] = {
        "mmsi": some[:, SHIP] // 256, "split": some[:, SHIP] % 256, "start": some[:, START], "end": some[:, END],
        "lat": lat, "lon": lon, "port_km": np.round(far, 2),
        **{f"x{i}": some[:, column] for i, column in enumerate((X0, X1, X2, X3, X4, X5, X6))},
    }  # fmt: skip
    frame = pl.DataFrame(columns).with_columns(pl.Series("place", names[some[:, PORT]].tolist(), dtype=pl.String))
    rows = pl.DataFrame({str(column): some[:, column] for column in (ROW, LAST, THIRD)})
    kept = rows.select(pl.concat_list([pl.when(pl.col(c) >= 0).then(pl.col(c)) for c in rows.columns]).alias("rows"))
    return frame.with_columns(kept["rows"].list.drop_nulls().list.unique().list.sort().cast(pl.List(pl.UInt64)))


def _degrees(name: str) -> pl.Expr:
    import polars as pl

    return (pl.col(name) / DEGREE).round(6)


def _knots() -> pl.Expr:
    """The mean speed that the way needed; of no time it is not said."""
    import polars as pl

    lasted = pl.col("end") - pl.col("start")
    return (
        pl.when(lasted > 0)
        .then((pl.col("x2") / lasted * 1.943844).round(1))
        .otherwise(None)
        .cast(pl.String)
        .fill_null("unbounded")
    )


def _gaps(frame: pl.DataFrame, rules: TrackRules, _: bool) -> pl.DataFrame:
    import polars as pl

    told = with_details(
        frame,
        split=pl.col("split"), hours=((pl.col("end") - pl.col("start")) / 3600).round(2), to_lat=_degrees("x0"),
        to_lon=_degrees("x1"), km=(pl.col("x2") / 1000).round(2), knots=_knots(), positions_before=pl.col("x3"),
        satellite_before=pl.col("x4"),
        positions_a_day_around=pl.col("around").fill_nan(None).cast(pl.String).fill_null("unknown"),
    )  # fmt: skip
    return shaped(told, "gap", rules.id("gap"))


def _jumps(frame: pl.DataFrame, rules: TrackRules, shared: bool) -> pl.DataFrame:
    import polars as pl

    what = "two ships under one number" if shared else "impossible way"
    told = with_details(
        frame,
        finding=pl.lit(what), split=pl.col("split"), to_lat=_degrees("x0"), to_lon=_degrees("x1"),
        km=(pl.col("x2") / 1000).round(2), positions_elsewhere=pl.col("x3"), runs_elsewhere=pl.col("x4"),
    )  # fmt: skip
    kind = "identity" if shared else "jump"
    return shaped(told, kind, rules.id("identity.shared_number" if shared else "jump"))


def _loiters(frame: pl.DataFrame, rules: TrackRules, _: bool) -> pl.DataFrame:
    import polars as pl

    told = with_details(
        frame,
        split=pl.col("split"), hours=((pl.col("end") - pl.col("start")) / 3600).round(2), positions=pl.col("x0"),
    )  # fmt: skip
    return shaped(told, "loiter", rules.id("loiter"))


def _calls(frame: pl.DataFrame, rules: TrackRules, _: bool) -> pl.DataFrame:
    import polars as pl

    told = with_details(
        frame,
        split=pl.col("split"), port_km=pl.col("port_km"), confidence=pl.col("x0"),
        hours=((pl.col("end") - pl.col("start")) / 3600).round(2),
        stopped_hours=(pl.col("x1") / 3600).round(2), longest_silence_hours=(pl.col("x2") / 3600).round(2),
        entry_seen=pl.col("x4"), exit_seen=pl.col("x5"),
        **{"between impossible ways": pl.when(pl.col("x6") == 1).then(pl.lit("yes")).otherwise(pl.lit("no"))},
    )  # fmt: skip
    return shaped(told, "port_call", rules.id("port_call"))


_CUTS = {0: "no", 1: "start", 2: "end", 3: "start and end"}
"""Where the ground about ports, in which no meeting is looked for, cut one off."""


def meeting_rows(met: dict[str, Any], rules: TrackRules) -> pl.DataFrame:
    """Events from the columns that `meetings.meetings` gives: the lower MMSI first.

    One that would not last long enough without the instants at which either ship was silent is supposed from silence.
    """
    import polars as pl

    frame = pl.DataFrame(
        {
            "mmsi": met["ship"] // 256, "other_mmsi": met["other"] // 256, "split": met["ship"] % 256,
            "other_split": met["other"] % 256, "start": met["start"], "end": met["end"], "lat": met["lat"] / DEGREE,
            "lon": met["lon"] / DEGREE, "metres": met["metres"], "knots": met["knots"], "slots": met["slots"],
            "silent": met["silent"], "silence": met["silence"][:, 0], "other_silence": met["silence"][:, 1],
            "reports": met["reports"][:, 0], "other_reports": met["reports"][:, 1], "cut": met["cut"],
        }
    )  # fmt: skip
    rows = pl.Series("rows", met["rows"], dtype=pl.List(pl.UInt64))
    heard = (pl.col("slots") - pl.col("silent")) * rules.meeting_slot_minutes
    supposed = pl.when(pl.col("silent") == 0).then(pl.lit("no")).when(heard < rules.meeting_hours * 60).then(pl.lit("yes"))
    told = with_details(
        frame,
        split=pl.col("split"), other_split=pl.col("other_split"), hours=((pl.col("end") - pl.col("start")) / 3600).round(2),
        median_m=pl.col("metres").round(0).cast(pl.Int64), median_kn=pl.col("knots").round(1), slots=pl.col("slots"),
        supposed_from_silence=supposed.otherwise(pl.lit("in part")), slots_in_silence=pl.col("silent"),
        longest_silence_hours=(pl.col("silence") / 3600).round(2), reports=pl.col("reports"),
        other_longest_silence_hours=(pl.col("other_silence") / 3600).round(2), other_reports=pl.col("other_reports"),
        cut_by_port=pl.col("cut").replace_strict(_CUTS, return_dtype=pl.String),
    )  # fmt: skip
    return shaped(told.with_columns(rows), "meeting", rules.id("meeting"))
