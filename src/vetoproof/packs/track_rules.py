"""The thresholds of the rules about ships' tracks, as one frozen value, and where each is from.

rules = track_rules()
rules.gap_hours                     # 6.0
rules.stated["gap_hours"].source    # who says so
msgspec.structs.replace(rules, gap_hours=10.0)
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from vetoproof.packs.errors import PackError, Problem
from vetoproof.packs.folder import Folder

_FILE = Path(__file__).parent / "track" / "rules.yaml"

_CHANGED = {
    "meeting": 1, "port_call": 1, "dark_call": 1, "loiter": 1, "jump": 1, "identity.shared_number": 1,
}  # fmt: skip
"""How often what a kind of event says has changed while the thresholds stayed. meeting: it rests on all reports around its
silences; port_call: the hours of its stops are those that were heard, and a silence that ends in port may be one; dark_call:
other ports are weighed as watched ones; loiter: a ship that goes before and after a silence did not drift in it; jump and
identity.shared_number: a few false positions are no second ship."""


class Threshold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One threshold: its value in the unit named, who set it, and what it cannot tell."""

    value: float
    unit: str
    source: str
    limitation: str


class TrackRules(msgspec.Struct, frozen=True, kw_only=True):
    """Every threshold by name; its end is the unit (`_hours`, `_km`, `_m`, `_kn`, `_days`). `stated` has their sources."""

    version: int
    fastest_kn: float
    jitter_m: float
    split_positions: float
    split_runs: float
    split_open_times: float
    gap_hours: float
    gap_before_hours: float
    loiter_kn: float
    loiter_hours: float
    loiter_port_km: float
    port_enter_km: float
    port_leave_km: float
    stop_begins_kn: float
    stop_ends_kn: float
    port_gap_hours: float
    port_confidence: float
    port_alone_minutes: float
    meeting_m: float
    meeting_hours: float
    meeting_kn: float
    meeting_port_km: float
    meeting_slot_minutes: float
    meeting_slow_kn: float
    meeting_bridge_hours: float
    meeting_far_bridge_hours: float
    meeting_near_km: float
    meeting_hole_minutes: float
    meeting_merge_hours: float
    change_hours: float
    change_km: float
    overlap_hours: float
    draught_m: float
    dark_call_hours: float
    dark_reach_km: float
    dark_speed_kn: float
    dark_hurry: float
    dark_usual_hours: float
    dark_under_way_kn: float
    dark_toward_degrees: float
    dark_near_km: float
    dark_watched_weight: float
    dark_port_weight: float
    dark_still_weight: float
    dark_on_weight: float
    dark_else_weight: float
    dark_under_way_share: float
    dark_toward_share: float
    dark_sparse_times: float
    dark_sparse_reports: float
    dark_regular_times: float
    dark_regular_reports: float
    dark_regular_hours: float
    dark_one_side_hours: float
    dark_at_weight: float
    dark_listed: float
    dark_found: float
    look_cloud_share: float
    look_resolution_m: float
    look_instant_minutes: float
    stay_apart_days: float
    call_shortest_days: float
    call_longest_days: float
    rate_sure_share: float
    rate_least_days: float
    rate_least_share: float
    look_missed_share: float
    voyage_longest_hours: float
    stated: dict[str, Threshold]

    def id(self, kind: str) -> str:
        """The id of the rule that found an event of this kind, with its version: "gap@1". It is that of the thresholds, and
        higher by how often the meaning of the kind has changed."""
        return f"{kind}@{self.version + _CHANGED.get(kind, 0)}"


NAMES = tuple(name for name in TrackRules.__struct_fields__ if name not in ("version", "stated"))


def track_rules(path: Path | None = None) -> TrackRules:
    """The rules of a file of thresholds; without one those that ship. Raises `PackError`, with file and line, where a threshold
    is missing, is not known, has another unit than the rule reads, cannot be, or does not tell its source and limitation."""
    units = {} if path is None else {name: row.unit for name, row in track_rules().stated.items()}
    path = path or _FILE
    folder = Folder(path, "track", f"track/{path.name}")
    version = folder.value.get("version")
    problems: list[Problem] = []
    if not isinstance(version, int):
        problems.append(folder.problem(("version",), "no version of the rules", "write 'version: 1'"))
    stated: dict[str, Threshold] = {}
    for name, row in folder.value.items():
        if name == "version":
            continue
        if name not in NAMES:
            what = f"no rule has a threshold '{name}'"
            problems.append(folder.problem((name,), what, "spell it as the file that ships does"))
            continue
        try:
            stated[name] = msgspec.convert(row, Threshold, strict=True)
        except msgspec.ValidationError as error:
            problems.append(folder.problem((name,), str(error), "give value, unit, source and limitation"))
            continue
        if not (stated[name].source.strip() and stated[name].limitation.strip()):
            problems.append(folder.problem((name,), f"'{name}' has no source or no limitation (law 9)", "say both"))
        if what := _wrong(name, stated[name], units.get(name, stated[name].unit)):
            problems.append(folder.problem((name,), what, "give a size that can be, in the unit of the file that ships"))
    problems += [
        Problem(folder.shown, 0, f"the threshold '{name}' is missing", "copy its row from the file that ships")
        for name in NAMES
        if name not in folder.value
    ]
    shortest, longest = (stated.get(f"call_{end}_days") for end in ("shortest", "longest"))
    if shortest and longest and not 0 < shortest.value <= longest.value:
        what = "a call of no time" if not shortest.value else "the shortest call is longer than the longest"
        problems.append(folder.problem(("call_shortest_days",), what, "give days above 0, the shortest first"))
    if problems:
        raise PackError(problems)
    values = {name: threshold.value for name, threshold in stated.items()}
    return TrackRules(version=int(folder.value["version"]), stated=stated, **values)


def _wrong(name: str, row: Threshold, unit: str) -> str:
    """Why a threshold cannot be meant; "" where it can."""
    if row.unit != unit:
        return f"'{name}' is in {row.unit}, the rule reads {unit}"
    if row.value < 0:
        return f"'{name}' is below zero"
    if unit in ("share", "probability") and row.value > 1:
        return f"'{name}' is a {unit} above 1"
    if name == "rate_sure_share" and not 0 < row.value < 1:
        return f"'{name}' is not between 0 and 1"
    return ""
