"""The look-up of ports is complete, everywhere on the globe, and distances are what the great circle gives."""

from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.packs.track_mids import track_mids
from vetoproof.packs.track_rules import NAMES, track_rules
from vetoproof.track.ports import NOWHERE, grid, nearest, ports_of, read_ports
from vetoproof.track.sphere import cosines, metres

WIDTHS = cosines()
metres(0, 0, 1, 1, WIDTHS)  # loads the compiled loop, so that no example pays for it


def circle(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, c, d = (math.radians(x / 600_000) for x in (lat1, lon1, lat2, lon2))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


@given(st.integers(-48_000_000, 48_000_000), st.integers(-108_000_000, 108_000_000), st.data())
def test_distances_below_80_degrees_err_by_less_than_a_thousandth(lat, lon, data):
    far = data.draw(st.integers(-300_000, 300_000)), data.draw(st.integers(-300_000, 300_000))
    other = max(-48_000_000, min(48_000_000, lat + far[0])), (lon + far[1] + 108_000_000) % 216_000_000 - 108_000_000
    true = circle(lat, lon, *other)
    assert metres(lat, lon, *other, WIDTHS) == pytest.approx(true, rel=1e-3, abs=1.0)


def test_every_port_within_reach_is_found_also_among_thousands_at_the_pole_and_the_date_line():
    rng = np.random.default_rng(3)
    lat = np.concatenate([rng.uniform(34, 36, 3000), rng.uniform(88, 90, 50), rng.uniform(-60, 60, 50)])
    lon = np.concatenate([rng.uniform(128, 130, 3000), rng.uniform(-180, 180, 50), rng.choice([179.99, -179.99, 180.0], 50)])
    ports = ports_of(tuple(f"p{i}" for i in range(len(lat))), lat, lon)
    cells = grid(ports, 10_000.0)
    for port in range(0, len(lat), 7):
        at = int(np.clip(ports.lat[port] + rng.integers(-60_000, 60_000), -54_000_000, 54_000_000))
        beside = int((ports.lon[port] + rng.integers(-60_000, 60_000) + 108_000_000) % 216_000_000 - 108_000_000)
        true = min(circle(at, beside, float(a), float(b)) for a, b in zip(ports.lat, ports.lon, strict=True))
        far, found = nearest(at, beside, cells, WIDTHS)
        if true < 9_900:
            assert found >= 0
            assert far == pytest.approx(true, rel=0.02, abs=2)
        elif true > 10_100:
            assert (far, found) == (NOWHERE, -1)


def test_rows_of_ports_that_are_none_are_left_out_and_told():
    read = read_ports(io.BytesIO("\ufeffPlace,Latitude,Longitude\nA,1,2\nB,x,2\n,1,2\nC,91,2\nD,1\n".encode()))
    assert read.names == ("A",)
    assert [line for line, _ in read.rejected] == [3, 4, 5, 6]
    with pytest.raises(ValueError, match="needs the columns place"):
        read_ports(io.StringIO("a,b\n1,2\n"))


def test_every_threshold_says_its_source_and_limitation():
    rules = track_rules()
    assert set(rules.stated) == set(NAMES)
    assert all(len(row.source) > 3 and len(row.limitation) > 3 for row in rules.stated.values())
    assert track_mids().flag_of()[412] == "CN"


def test_a_table_of_ports_with_semicolons_or_an_open_quotation_mark_loses_nothing_unsaid() -> None:
    ports = read_ports(io.StringIO("place;latitude;longitude\nAlpha;42,5;130,25\nBeta;x;1\n"))
    assert (ports.names, ports.lat[0], ports.rejected[0][0]) == (("Alpha",), 42.5 * 600_000, 3)
    ports = read_ports(io.StringIO('place,latitude,longitude\n"Alpha,42,130\nBeta,43,131\nGamma,44,132,5\n'))
    assert ports.names == ("Beta",)
    assert [line for line, _ in ports.rejected] == [2, 4]
    with pytest.raises(ValueError, match="it has place, lat"):
        read_ports(io.StringIO("place;lat\n"))
