"""Whose a number is: ships' numbers apart from those of stations, buoys, aircraft, beacons and boats (ITU-R M.585-9).

An MMSI has nine digits; leading zeros are lost where it is kept as a number. MID are the three digits of a country, from 201 to
775:

    MIDXXXXXX   a ship          0MIDXXXXX  a group of ships     00MIDXXXX  a coast station     111MIDXXX  an aircraft
    8MIDXXXXX   a hand-held set 98MIDXXXX  a craft of a ship    99MIDXXXX  an aid to navigation
    97XXXXXXX   beacons of distress (970 SART, 972 man overboard, 974 EPIRB) and other devices (979)

Every other number is taken for a ship's. A transponder that was set up wrongly (111111111, 999999999, eight digits that no
group has) is on a ship. Publishers that hide ships' numbers number them from 1 or so: below 2,010,000 no form of M.585 fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vetoproof.compiled import kernel

if TYPE_CHECKING:
    import polars as pl

LOWEST, HIGHEST = 201, 775
"""MIDs (M.585-9, annex 1)."""

LEFT_OUT = "the number is that of a station, buoy, aircraft, beacon, hand-held set or boat, and no ship's (ITU-R M.585)"
"""Why positions under such numbers make no events."""


@kernel
def is_ship(number: int) -> bool:
    """Whether a number may be a ship's."""
    n = np.int64(number)
    if 200_000_000 <= n < 800_000_000:
        return True
    two = n // 10_000_000
    if two == 97:
        return False
    if n < 10_000_000 or two == 98 or two == 99:
        mid = n // 10_000 % 1_000
    elif n < 100_000_000 or two >= 80:
        mid = n // 100_000 % 1_000
    elif n // 1_000_000 == 111:
        mid = n // 1_000 % 1_000
    else:
        return True
    return bool(mid < LOWEST or mid > HIGHEST)


def ships(column: pl.Expr) -> pl.Expr:
    """The same for a column."""
    import polars as pl

    n = column.cast(pl.Int64)
    two = n // 10_000_000
    by_four, by_five, by_three = (~(n // size % 1_000).is_between(LOWEST, HIGHEST) for size in (10_000, 100_000, 1_000))
    return (
        pl.when(n.is_between(200_000_000, 799_999_999)).then(True)
        .when(two == 97).then(False)
        .when((n < 10_000_000) | (two >= 98)).then(by_four)
        .when((n < 100_000_000) | (two >= 80)).then(by_five)
        .when(n // 1_000_000 == 111).then(by_three)
        .otherwise(True).alias(column.meta.output_name())
    )  # fmt: skip
