"""Trouble with who a ship says it is: numbers that cannot be, that do not fit its flag, that change, or that two ships bear.

None of it shows an intent: most are slips of the keyboard. A right check digit shows nothing either, as numbers obtained by
fraud pass it. `rows` are those of the particulars, or of the positions where the event says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vetoproof.track.schema import DEGREE

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.packs.track_rules import TrackRules

Row = dict[str, Any]
_SHOWN = 5
"""Values that are named, of those that come and go under one MMSI."""


def identities(
    particulars: pl.DataFrame, ends: pl.DataFrame, rules: TrackRules, *, flags: pl.DataFrame | None = None,
    digits: Mapping[int, str] | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Events of kind identity from `schema.particulars()` and the ends of tracks (`Scan.ends`; may be empty).

    `flags`: rows `imo` and `flag` (ISO 3166) from a register, as AIS itself tells no flag; `digits` the flag by the first three
    digits of an MMSI, by default the table that ships. Rules: identity.imo_digit, identity.mmsi_form, identity.flag,
    identity.changed (name or hull number under one MMSI; those that come and go are one event), identity.number_changed (one
    hull goes on under another MMSI within `change_hours` and `change_km`), identity.two_at_once (one hull number under two
    MMSIs for more than `overlap_hours`).
    """
    import polars as pl

    from vetoproof.track.event_rows import shaped

    if digits is None:
        from vetoproof.packs.track_mids import track_mids

        digits = track_mids().flag_of()
    hulls = _spells(particulars, "imo")
    flagged = dict(flags.select("imo", "flag").iter_rows()) if flags is not None else {}
    rows = [
        *_numbers(hulls), *_forms(_spells(particulars, None), digits), *_flags(hulls, flagged, digits),
        *_changes(particulars, "name"), *_changes(particulars, "imo"), *_moves(hulls, ends, rules), *_twice(hulls, rules),
    ]  # fmt: skip
    made = []
    for rule in sorted({row["rule"] for row in rows}):
        some = [{key: value for key, value in row.items() if key != "rule"} for row in rows if row["rule"] == rule]
        kinds: dict[str, pl.DataType | type[pl.DataType]] = {
            "mmsi": pl.UInt32, "other_mmsi": pl.UInt32, "start": pl.Int64, "end": pl.Int64,
            "lat": pl.Float64, "lon": pl.Float64,
            "rows": pl.List(pl.UInt64), "detail": pl.List(pl.Struct({"name": pl.String, "value": pl.String})),
        }  # fmt: skip
        frame = pl.DataFrame(some, schema=kinds)
        made.append(shaped(frame, "identity", rules.id(f"identity.{rule}")))
    return pl.concat(
        [shaped(pl.DataFrame(schema={"mmsi": pl.UInt32, "start": pl.Int64, "end": pl.Int64}), "identity", ""), *made]
    )


def _spells(particulars: pl.DataFrame, column: str | None) -> list[Row]:
    """For each MMSI (and each value of a column that it says) the first and last time and row, and how often."""
    import polars as pl

    keys = ["mmsi"] if column is None else ["mmsi", column]
    said = particulars if column is None else particulars.filter(pl.col(column).is_not_null())
    if column == "imo":
        said = said.filter(pl.col("imo") > 0)
    spells = said.sort("t", "row").group_by(keys, maintain_order=True).agg(
        pl.col("t").first().alias("start"), pl.col("t").last().alias("end"),
        pl.col("row").first().alias("row"), pl.col("row").last().alias("last"), pl.len().alias("times"),
    )  # fmt: skip
    return spells.sort(keys).to_dicts()


def _event(rule: str, spell: Row, **said: Any) -> Row:
    place = {name: said.pop(name, None) for name in ("other_mmsi", "lat", "lon")}
    rows = sorted({*(said.pop("rows", None) or (spell["row"], spell["last"]))})
    told = {"finding": said.pop("finding"), **said, "rows_of": said.get("rows_of", "particulars")}
    return {
        "rule": rule, "mmsi": spell["mmsi"], "start": spell["start"], "end": spell["end"], **place, "rows": rows,
        "detail": [{"name": name, "value": str(value)} for name, value in told.items()],
    }  # fmt: skip


def _numbers(hulls: list[Row]) -> Iterator[Row]:
    for hull in hulls:
        digits = [int(digit) for digit in str(hull["imo"])]
        weighed = sum(digit * weight for digit, weight in zip(digits[:6], range(7, 1, -1), strict=False))
        if len(digits) != 7 or weighed % 10 != digits[6]:
            finding = "hull number with a wrong check digit" if len(digits) == 7 else "hull number that has not seven digits"
            yield _event("imo_digit", hull, finding=finding, imo=hull["imo"], statements=hull["times"])


def _forms(ships: list[Row], digits: Mapping[int, str]) -> Iterator[Row]:
    for ship in ships:
        number = ship["mmsi"]
        if not 200_000_000 <= number < 800_000_000:
            # Numbers of coast stations, aircraft, buoys and boats of a ship begin otherwise and are no ships'.
            if number < 10_000_000 or number > 999_999_999:
                yield _event("mmsi_form", ship, finding="number that is no MMSI", statements=ship["times"])
        elif number // 1_000_000 not in digits:
            yield _event("mmsi_form", ship, finding="first three digits that no flag has", digits=number // 1_000_000)


def _flags(hulls: list[Row], flagged: Mapping[int, str], digits: Mapping[int, str]) -> Iterator[Row]:
    for hull in hulls:
        flag, sent = flagged.get(hull["imo"]), digits.get(hull["mmsi"] // 1_000_000)
        if flag and sent and flag != sent:
            yield _event("flag", hull, finding="digits of another flag than the register's", digits_of=sent, register=flag,
                         imo=hull["imo"])  # fmt: skip


def _changes(particulars: pl.DataFrame, column: str) -> Iterator[Row]:
    """One MMSI that says another name or hull number than before; values that come and go are one event with their count."""
    import polars as pl

    said = particulars.filter(pl.col(column).is_not_null()).sort("mmsi", "t", "row")
    if column == "imo":
        said = said.filter(pl.col("imo") > 0)
    names = {name: pl.col(name).shift(1).over("mmsi").alias(f"{name}_before") for name in ("t", "row", column)}
    steps = said.with_columns(*names.values()).filter(pl.col(column) != pl.col(f"{column}_before"))
    what = "hull number" if column == "imo" else column
    for _, some in groupby(steps.iter_rows(named=True), key=lambda step: int(step["mmsi"])):
        for run in _returns(list(some), column):
            first, last = run[0], run[-1]
            spell = {"mmsi": first["mmsi"], "start": first["t_before"], "end": last["t"], "row": first["row_before"],
                     "last": last["row"]}  # fmt: skip
            if len(run) == 1:
                yield _event("changed", spell, finding=f"another {what} under one MMSI", before=first[f"{column}_before"],
                             after=first[column], hours_between=f"{(first['t'] - first['t_before']) / 3600:.2f}")  # fmt: skip
                continue
            values = sorted({str(step[side]) for step in run for side in (f"{column}_before", column)})
            more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
            rows = (first["row_before"], first["row"], last["row_before"], last["row"])
            yield _event("changed", spell, finding=f"{what}s that come and go under one MMSI", changes=len(run),
                         values=", ".join(values[:_SHOWN]) + more, first=_utc(first["t"]), last=_utc(last["t"]),
                         rows=rows)  # fmt: skip


def _returns(steps: list[Row], column: str) -> Iterator[list[Row]]:
    """The changes of one MMSI, in order: those between the first and the last time of a value that returns are together.

    Of A, B, A, B, C the first three are one and the last is one of its own.
    """
    values = [steps[0][f"{column}_before"], *(step[column] for step in steps)]
    last = {value: at for at, value in enumerate(values)}
    begin = 0
    while begin < len(steps):
        end, at = max(begin + 1, last[values[begin]]), begin + 1
        while at < end:
            end, at = max(end, last[values[at]]), at + 1
        yield steps[begin:end]
        begin = end


def _utc(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moves(hulls: list[Row], ends: pl.DataFrame, rules: TrackRules) -> Iterator[Row]:
    """One hull number whose track ends under one MMSI and goes on near by, soon, under another."""
    from vetoproof.track.sphere import cosines, metres

    widths = cosines()
    track = {row["mmsi"]: row for row in ends.iter_rows(named=True)} if ends.width else {}
    for one, other in _pairs(hulls):
        for a, b in ((one, other), (other, one)):
            ended, began = track.get(a["mmsi"]), track.get(b["mmsi"])
            if ended is None or began is None or not 0 <= began["t"] - ended["last_t"] <= rules.change_hours * 3600:
                continue
            far = metres(ended["last_lat"], ended["last_lon"], began["lat"], began["lon"], widths)
            if far > rules.change_km * 1000:
                continue
            spell = {
                "mmsi": a["mmsi"],
                "start": ended["last_t"],
                "end": began["t"],
                "row": ended["last_row"],
                "last": began["row"],
            }
            yield _event("number_changed", spell, other_mmsi=b["mmsi"], lat=ended["last_lat"] / DEGREE,
                         lon=ended["last_lon"] / DEGREE,
                         finding="one hull goes on under another MMSI", imo=a["imo"], metres=round(far),
                         hours_between=f"{(began['t'] - ended['last_t']) / 3600:.2f}", rows_of="positions")  # fmt: skip


def _twice(hulls: list[Row], rules: TrackRules) -> Iterator[Row]:
    """One hull number that two MMSIs say over the same time."""
    for one, other in _pairs(hulls):
        start, end = max(one["start"], other["start"]), min(one["end"], other["end"])
        if end - start > rules.overlap_hours * 3600:
            spell = {"mmsi": one["mmsi"], "start": start, "end": end}
            rows = (one["row"], one["last"], other["row"], other["last"])
            yield _event("two_at_once", spell, other_mmsi=other["mmsi"], finding="one hull number under two MMSIs at once",
                         imo=one["imo"], hours=f"{(end - start) / 3600:.2f}", rows=rows)  # fmt: skip


def _pairs(hulls: list[Row]) -> Iterator[tuple[Row, Row]]:
    """Each two MMSIs that say one hull number with a right check digit; slips such as 1234567 bring strangers together."""
    by: dict[int, list[Row]] = {}
    for hull in hulls:
        by.setdefault(hull["imo"], []).append(hull)
    wrong = {hull["imo"] for hull in hulls} - {hull["imo"] for hull in hulls if not any(_numbers([hull]))}
    for imo, some in sorted(by.items()):
        if imo not in wrong:
            yield from ((one, other) for at, one in enumerate(some) for other in some[at + 1 :])
