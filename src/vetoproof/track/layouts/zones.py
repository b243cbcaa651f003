"""Zones of times: those that a file's times bear, those that a column's name tells, and the one that the caller says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from vetoproof.model.errors import Refusal
from vetoproof.track.layouts.columns import Columns
from vetoproof.track.layouts.words import LOCAL_WORDS, UTC_WORDS
from vetoproof.track.rejection import NO_SUCH_HOUR, TWO_HOURS

if TYPE_CHECKING:
    import polars as pl

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")
_AHEAD = re.compile(r"(?:UTC|GMT)\s*[+-]\s*\d", re.IGNORECASE)
"""A column called "Time (UTC+10)"."""
_MOST = 14 * 60
"""Minutes of the largest offset in use."""
BORNE = (
    r"^(.*(?::\d{2}|[T_ ]\d{6})(?:[.,]\d+)?(?:\s*[AaPp][Mm])?)"
    r"\s*\(?((?i:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?|[\p{L}]{1,6})\)?$"
)
"""A moment with a zone behind it: the moment, and the zone as an offset or a word. "05.09.2023 14:30 +10:00"."""
_ZERO = frozenset(["Z", "UTC", "GMT"])


class ZoneUnknown(Refusal):
    """A zone that is neither a name of the IANA's table nor an offset."""


class Zone(NamedTuple):
    """The zone of times that bear none: its name, and for an offset its seconds east of Greenwich."""

    name: str
    offset: int | None = None


def zone(text: str) -> Zone:
    """The zone of a name ("EET") or an offset ("+10:00"). Raises `ZoneUnknown`."""
    import polars as pl

    name = text.strip()
    seconds = offset(name)
    if seconds is not None:
        return Zone(name, seconds)
    try:
        if not name:
            raise ValueError("nothing is named")
        pl.Series([0], dtype=pl.Datetime("us")).dt.replace_time_zone(name, ambiguous="null", non_existent="null")
    except (pl.exceptions.PolarsError, ValueError) as error:
        raise ZoneUnknown(
            f"{text!r} is no zone: say a name of the IANA's table (Area/City, or EET), or an offset such as +10:00"
        ) from error
    return Zone(name)


def offset(text: str) -> int | None:
    """Seconds east of Greenwich of "+10:00", "UTC+10", "Z"; None for any other word."""
    plain = text.replace(" ", "").upper()
    if plain in _ZERO:
        return 0
    match = _OFFSET.fullmatch(plain)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    if minutes > _MOST or int(match[3] or 0) > 59:
        return None
    return (minutes if match[1] == "+" else -minutes) * 60


def says_utc(name: str) -> bool:
    """Whether the name of a column says that its times are UTC."""
    if _AHEAD.search(name):
        return False
    words = _words(name)
    return not UTC_WORDS.isdisjoint(words) or any(word.endswith("utc") or word.startswith("utc") for word in words)


def says_local(name: str) -> bool:
    """Whether the name of a column says that its times are some place's."""
    return not says_utc(name) and (_AHEAD.search(name) is not None or not LOCAL_WORDS.isdisjoint(_words(name)))


def time_columns(found: Columns, names: Sequence[str]) -> list[str]:
    """What the columns of the times are called in the table."""
    return [names[found.at[ours]].strip() for ours in ("t", "date", "time") if ours in found.at]


def utc_by_name(found: Columns, names: Sequence[str], said: Zone | None) -> bool:
    """Whether times without a zone are UTC: a column says so, or a publisher whose layout it is and nobody says otherwise."""
    called = time_columns(found, names)
    if local_by_name(found, names):
        return False
    return any(says_utc(name) for name in called) or (found.layout != "generic" and said is None)


def local_by_name(found: Columns, names: Sequence[str]) -> str:
    """The column of times whose name says that they are some place's; "" where none does."""
    return next((name for name in time_columns(found, names) if says_local(name)), "")


def _words(name: str) -> list[str]:
    apart = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    return re.findall(r"[^\W\d_]+", apart.casefold())


def to_utc(local: pl.Series, here: Zone) -> tuple[pl.Series, pl.Series]:
    """Epoch seconds of moments printed as clocks of a zone show them, and for those that are none or two the reason, else 0."""
    import polars as pl

    if here.offset is not None:
        return local - here.offset, pl.repeat(0, len(local), dtype=pl.UInt8, eager=True)
    plain = (local * 1_000_000).cast(pl.Datetime("us"))
    once = plain.dt.replace_time_zone(here.name, ambiguous="null", non_existent="null")
    some = plain.dt.replace_time_zone(here.name, ambiguous="earliest", non_existent="null")
    fault = pl.select(
        pl.when(once.is_not_null() | plain.is_null()).then(0).when(some.is_null()).then(NO_SUCH_HOUR).otherwise(TWO_HOURS)
        .cast(pl.UInt8)
    ).to_series()  # fmt: skip
    return once.dt.timestamp("us") // 1_000_000, fault
