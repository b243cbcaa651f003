"""Thresholds of ships and sightings are data, and a file of one's own is held against the one that ships."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import vetoproof
from vetoproof.packs.errors import PackError
from vetoproof.packs.track_rules import NAMES, track_rules

SHIPPED = Path(vetoproof.__file__).parent / "packs" / "track" / "rules.yaml"


def own(folder: Path, **changes: dict[str, object] | None) -> Path:
    """The file that ships with rows changed, or without them (None)."""
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    for name, change in changes.items():
        if change is None:
            del rows[name]
        else:
            rows[name] |= change
    path = folder / "own.yaml"
    path.write_text(yaml.safe_dump(rows, sort_keys=False), encoding="utf-8")
    return path


def test_every_threshold_has_a_value_a_unit_a_source_and_a_limitation() -> None:
    rules = track_rules()
    assert set(rules.stated) == set(NAMES)
    assert (rules.look_cloud_share, rules.look_resolution_m, rules.look_instant_minutes) == (0.5, 20, 60)
    assert (rules.call_shortest_days, rules.call_longest_days, rules.stay_apart_days) == (2, 3, 7)
    assert (rules.rate_sure_share, rules.look_missed_share, rules.voyage_longest_hours) == (0.95, 0.05, 240)


def test_a_file_of_ones_own_changes_them(tmp_path: Path) -> None:
    rules = track_rules(own(tmp_path, look_cloud_share={"value": 0.2}, call_longest_days={"value": 5}))
    assert (rules.look_cloud_share, rules.call_longest_days) == (0.2, 5)


@pytest.mark.parametrize(
    ("name", "change", "why"),
    [
        ("stay_apart_days", None, "the threshold 'stay_apart_days' is missing"),
        ("gap_hours", {"value": 360, "unit": "min"}, "'gap_hours' is in min, the rule reads h"),
        ("look_cloud_share", {"value": 30}, "'look_cloud_share' is a share above 1"),
        ("dark_listed", {"value": 5}, "'dark_listed' is a probability above 1"),
        ("rate_sure_share", {"value": 1}, "'rate_sure_share' is not between 0 and 1"),
        ("call_shortest_days", {"value": 0}, "a call of no time"),
        ("call_shortest_days", {"value": 4}, "the shortest call is longer than the longest"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_an_error_with_its_place(tmp_path: Path, name: str, change: dict | None, why: str) -> None:
    with pytest.raises(PackError, match=why) as error:
        track_rules(own(tmp_path, **{name: change}))
    assert "own.yaml" in str(error.value)
