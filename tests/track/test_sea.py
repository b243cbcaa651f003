from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.track.sea import SeaWays, great_circle_km

LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-179, 179)

RAJIN, DUNAI = (42.233333, 130.3), (42.880278, 132.3375)
NAMPO, WONSAN = (38.716667, 125.4), (39.166667, 127.45)


@pytest.fixture(scope="module")
def sea():
    return SeaWays()


def test_open_water_is_straight(sea):
    far = sea.distance(*RAJIN, *DUNAI)
    assert far.straight_km == pytest.approx(182.1, abs=1)
    assert far.km == pytest.approx(far.straight_km, rel=0.05)


def test_a_peninsula_is_sailed_round(sea):
    far = sea.distance(*NAMPO, *WONSAN)
    assert far.straight_km < 190
    assert far.lanes
    assert 1300 < far.km < 1700


def test_both_directions_are_the_same_way(sea):
    assert sea.distance(*NAMPO, *WONSAN).km == pytest.approx(sea.distance(*WONSAN, *NAMPO).km)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES)
def test_no_way_is_shorter_than_the_great_circle(lat0, lon0, lat1, lon1):
    def crooked(origin, destination):
        return [origin, (origin[0] * 0.5, destination[1] * 0.5), (destination[0] * 0.9, destination[1])]

    far = SeaWays(crooked).distance(lat0, lon0, lat1, lon1)
    assert far.km >= far.straight_km == great_circle_km(lat0, lon0, lat1, lon1)
    assert math.isfinite(far.km)


def test_a_lane_is_asked_for_once_in_a_cell():
    asked = []

    def lanes(origin, destination):
        asked.append((origin, destination))
        return [origin, destination]

    sea = SeaWays(lanes)
    for step in range(9):
        sea.distance(42.201 + step / 100, 130.301, 42.88, 132.33)
        sea.distance(42.88, 132.33, 42.201 + step / 100, 130.301)
    assert len(asked) == 1


def test_where_no_lane_is_known_the_great_circle_stands():
    far = SeaWays(lambda _origin, _destination: []).distance(*RAJIN, *DUNAI)
    assert (far.km, far.lanes) == (far.straight_km, False)


def test_a_position_that_is_none_is_refused(sea):
    with pytest.raises(ValueError, match="no position"):
        sea.distance(91, 0, 42, 130)
