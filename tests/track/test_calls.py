"""Watched places: what looks and silences show of them, in one value that can be encoded; and never more than was seen."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import polars as pl
import pytest

import vetoproof
from vetoproof.model import Calls, decode, encode
from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.calls import calls, judge, told
from vetoproof.track.sightings import SightingTable, known_by, read_sightings
from vetoproof.track.watched import Watched, read_watched
from vetoproof.track.windows import Window

ROOT = Path(__file__).parents[2]
RULES = track_rules()
ALPHA = Watched(name="Alpha", latitude=42.0, longitude=130.0, radius_km=6, aliases=("Old Alpha",))
BETA = Watched(name="Beta", latitude=42.0, longitude=131.0, radius_km=6)
MMSI = 273_000_001
HEAD = "place,acquired,vendor,scene_id,reader,sensor,resolution_m,cloud,observed,vessel,imo,mmsi,identified,source,published\n"
SOURCE = "https://institute.example/report, page 3"


def read(*rows: str) -> SightingTable:
    return read_sightings(io.StringIO(HEAD + "\n".join(row.replace("SOURCE", f'"{SOURCE}"') for row in rows) + "\n"))


SIGHTINGS = read(
    "Alpha,2024-03-01T02:00:00Z,V,S1,One,optical,3,0,no,,,,,SOURCE,2024-05",
    f"Old Alpha,2024-03-02T02:00:00Z,V,S2,One,optical,3,0,yes,Roe,,{MMSI},yes,SOURCE,2024-05",
    "Alpha,2024-03-02T02:00:00Z,V,S2,Two,optical,3,0,yes,,,,,SOURCE,2024-05",
    "Alpha,2024-03-03T02:00:00Z,V,S3,One,optical,3,0.9,no,,,,,SOURCE,2024-05",
    "Alpha,2024-03-04T02:00:00Z,V,S4,One,optical,3,0,no,,,,,SOURCE,2024-05",
    "Alpha,2024-03-05T02:00:00Z,V,S5,One,optical,3,0,no,,,,,SOURCE,2024-05",
    "Alpha,2024-03-05T02:00:00Z,V,S5,Two,optical,3,0,yes,,,,,SOURCE,2024-05",
    "Gamma,2024-03-05T02:00:00Z,V,S6,Two,optical,3,0,yes,,,,,SOURCE,2024-05",
    "Alpha,soon,V,S7,Two,optical,3,0,yes,,,,,SOURCE,",
)


def at(day: int, hour: float = 0) -> datetime:
    return datetime(2024, 3, 1, tzinfo=UTC) + timedelta(days=day - 1, hours=hour)


def event(kind: str, place: str, start: datetime, end: datetime, mmsi: int = MMSI, lon: float = 130.0) -> dict:
    detail = {"words": "AIS silence consistent with a call", "in_km": "37.04", "out_km": "37.04", "speed_kn": "10.0"}
    return {
        "kind": kind, "mmsi": mmsi, "start": start, "end": end, "lat": 42.0, "lon": lon, "place": place,
        "probability": 0.6 if kind == "dark_call" else None, "rule": f"{kind}@1", "rows": [1, 2],
        "detail": [{"name": k, "value": v} for k, v in detail.items()] if kind == "dark_call" else [],
    }  # fmt: skip


def table(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema.events())


EVENTS = table(
    event("dark_call", "Alpha", at(1, 6), at(3, 6)), event("port_call", "BETA HARBOUR", at(4), at(5), lon=131.02),
    event("dark_call", "Alpha", at(1, 6), at(3, 6), mmsi=7), event("gap", "", at(1), at(2), mmsi=8),
)  # fmt: skip


def found(sightings: pl.DataFrame = SIGHTINGS.table, events: pl.DataFrame | None = EVENTS, **more) -> Calls:
    return calls(sightings, events, (ALPHA, BETA), RULES, **more)


def test_looks_are_counted_by_what_they_showed() -> None:
    alpha, beta = found().places
    assert (alpha.looks, alpha.with_ship, alpha.with_none, alpha.disputed, alpha.blind) == (5, 1, 2, 1, {"under cloud": 1})
    assert (alpha.first, alpha.last, alpha.days) == ("2024-03-01", "2024-03-05", 5)
    assert (alpha.days_with_look, alpha.days_with_ship, alpha.days_without_look) == (3, 1, 2)
    assert (beta.looks, beta.calls_low, beta.arithmetic) == (0, None, ("no look at Beta: nothing can be estimated",))


def test_a_stay_has_its_bounds_and_the_hull_that_a_named_reader_identified() -> None:
    alpha = found().places[0]
    (stay,) = alpha.stays
    assert (stay.came_after, stay.came_by) == ("2024-03-01T02:00:00Z", "2024-03-02T02:00:00Z")
    assert (stay.left_not_before, stay.left_before) == ("2024-03-02T02:00:00Z", "2024-03-04T02:00:00Z")
    assert (stay.vessel, stay.looks, stay.rows, stay.sources) == ("", 1, (3, 4), (SOURCE,))
    (roe,) = alpha.identified
    assert (roe.vessel, roe.readers, roe.came_after) == (f"Roe (MMSI {MMSI})", ("One",), "2024-03-01T08:00:00Z")


def test_calls_are_estimated_with_the_arithmetic_in_words() -> None:
    few = found().places[0]
    assert (few.calls_low, few.days_with_look) == (None, 3)
    assert "3 of 5 days have a look that counts, 1 of them with a ship: too few" in few.arithmetic[0]
    rules = msgspec.structs.replace(RULES, rate_least_days=3)
    alpha = calls(SIGHTINGS.table, EVENTS, (ALPHA, BETA), rules).places[0]
    assert (alpha.calls_low, alpha.calls_high, alpha.sure_low, alpha.sure_high) == (1, 1, 1, 1)
    assert alpha.arithmetic[0] == (
        "ships on 1 of 3 imaged days, times 5 days = 1.7 ship-days; at 2 to 3 days a call: 1 call, parts of calls left out"
    )


def test_only_the_ship_that_a_named_reader_identified_has_its_silence_corroborated() -> None:
    other, roe = found().dark_calls
    assert (other.mmsi, other.standing, other.words) == (7, "consistent", "AIS silence consistent with a call")
    assert other.notes == ("a ship that no named reader identified as this one (2024-03-02T02:00:00Z)",)
    assert (roe.mmsi, roe.standing, roe.readers, roe.rows) == (MMSI, "corroborated", ("One",), (3, 4))
    assert roe.sources == (SOURCE,)
    assert (roe.came_after, roe.came_by) == ("2024-03-01T08:00:00Z", "2024-03-02T02:00:00Z")


def test_a_chain_of_calls_names_its_evidence_and_its_weaker_standing() -> None:
    (chain,) = found().voyages
    assert (chain.vessel, chain.origin, chain.destination) == (f"MMSI {MMSI}", "Alpha", "Beta")
    assert (chain.standing, chain.end) == ("corroborated", "2024-03-04T00:00:00Z")
    assert chain.evidence == (
        "AIS silence consistent with a call at Alpha, 2024-03-01T06:00:00Z to 2024-03-03T06:00:00Z, rule dark_call@1, rows 1 2",
        "port call at Beta (BETA HARBOUR), 2024-03-04T00:00:00Z to 2024-03-05T00:00:00Z, rule port_call@1, rows 1 2",
        f"sighting in line 3: {SOURCE}", f"sighting in line 4: {SOURCE}",
    )  # fmt: skip
    assert found(roles=(["Beta"], ["Alpha"])).voyages == ()


def test_a_hull_that_only_readers_know_makes_a_voyage_by_images_alone() -> None:
    seen = read(
        "Alpha,2024-03-01T02:00:00Z,V,S1,One,optical,3,0,yes,Roe,9074729,,yes,SOURCE,",
        "Beta,2024-03-03T02:00:00Z,V,S2,One,optical,3,0,yes,Roe,9074729,,yes,SOURCE,",
    )
    (chain,) = found(seen.table, None).voyages
    assert (chain.vessel, chain.origin, chain.destination, chain.standing) == (
        "Roe (IMO 9074729)",
        "Alpha",
        "Beta",
        "corroborated",
    )
    ships = {MMSI: frozenset({("imo", "9074729")})}
    assert found(seen.table, None, ships=ships).voyages[0].vessel == f"MMSI {MMSI}"


def test_what_was_refused_is_told_with_its_line_and_reason() -> None:
    told = found(rejected=SIGHTINGS.rejected).refused
    assert [(row.row, row.why) for row in told] == [
        (9, "Gamma is no watched place"), (10, "the time cannot be read"),
    ]  # fmt: skip


def test_only_some_days_are_counted_and_looks_beyond_them_still_bound() -> None:
    alpha = found(over=Window(date(2024, 3, 2), date(2024, 3, 3))).places[0]
    assert (alpha.looks, alpha.days, alpha.days_with_look) == (2, 2, 1)
    assert alpha.stays[0].left_before == "2024-03-04T02:00:00Z"
    late = found(over=Window(date(2024, 4, 1), date(2024, 4, 2)))
    assert (late.dark_calls, late.voyages, late.places[0].stays) == ((), (), ())


def test_as_of_a_day_before_anything_was_published_every_silence_is_only_that() -> None:
    early = found(known_by(SIGHTINGS.table, date(2024, 4, 1)))
    assert {call.standing for call in early.dark_calls} == {"consistent"}
    assert early.places[0].looks == 0


def test_any_order_of_rows_gives_the_same_and_it_can_be_encoded() -> None:
    one = found()
    assert encode(found(SIGHTINGS.table.reverse(), EVENTS.reverse())) == encode(one)
    assert decode(encode(one), Calls) == one


def test_no_sightings_and_no_events_are_empty_places() -> None:
    none = found(SIGHTINGS.table.clear(), None)
    assert [place.looks for place in none.places] == [0, 0]
    assert (none.dark_calls, none.voyages, none.refused) == ((), (), ())


def test_a_rule_of_ones_own_changes_what_counts() -> None:
    clear = msgspec.structs.replace(RULES, look_cloud_share=1.0)
    assert calls(SIGHTINGS.table, None, (ALPHA,), clear).places[0].blind == {}


def test_the_sightings_of_the_example() -> None:
    """Two images of 20 October 2023 bound one departure (the file names the page)."""
    with (ROOT / "examples" / "dprk-russia" / "data" / "sightings.csv").open("rb") as file:
        seen = read_sightings(file)
    watch = Path(vetoproof.__file__).parent / "packs" / "regimes" / "dprk" / "watched_places.csv"
    with watch.open("rb") as file:
        places = read_watched(file)
    assert (seen.rejected, seen.ignored, places.rejected) == ((), (), ())
    rajin = calls(seen.table, None, places.places, RULES).places[0]
    assert (rajin.place, rajin.looks, rajin.with_ship, rajin.with_none) == ("Rajin", 3, 2, 1)
    (stay,) = rajin.stays
    assert (stay.came_after, stay.left_not_before, stay.left_before) == (None, "2023-10-20T02:01:00Z", "2023-10-20T06:43:00Z")
    assert rajin.identified == ()


@pytest.mark.parametrize("word", ["called", "confirmed", "certain"])
def test_nothing_is_said_to_have_called(word: str) -> None:
    told = encode(msgspec.structs.replace(found(), refused=())).decode()
    assert word not in told


def test_a_ship_identified_at_two_places_at_once_made_no_voyage_and_it_is_said() -> None:
    rows = (
        f"Alpha,2024-03-02T02:00:00Z,V,S2,One,optical,3,0,yes,Roe,,{MMSI},yes,SOURCE,2024-05",
        f"Beta,2024-03-02T02:30:00Z,V,S8,One,optical,3,0,yes,Roe,,{MMSI},yes,SOURCE,2024-05",
    )
    seen = read(*rows).table
    heard = event("port_call", "Alpha", at(2), at(2, 2.1)), event("port_call", "Beta", at(2, 2.4), at(3), lon=131.0)
    both = calls(seen, table(*heard), (ALPHA, BETA), RULES)
    assert both.voyages == ()
    (words,) = both.impossible
    assert words.endswith("83 km in 0.3 h cannot be")


def test_a_port_call_between_impossible_ways_is_no_call_of_a_voyage() -> None:
    forged = event("port_call", "Beta", at(4), at(5), lon=131.0)
    forged["detail"] = [{"name": "between impossible ways", "value": "yes"}]
    assert found(events=table(event("port_call", "Alpha", at(1), at(2)), forged)).voyages == ()
    forged["detail"] = [{"name": "between impossible ways", "value": "no"}]
    assert len(found(events=table(event("port_call", "Alpha", at(1), at(2)), forged)).voyages) == 1


NUMBER_SHARED = {
    "kind": "identity", "mmsi": MMSI, "start": at(1), "end": at(9), "lat": 42.0, "lon": 130.0, "place": None,
    "rule": "identity.shared_number@1", "rows": [1, 2], "detail": [{"name": "split", "value": "1"}],
}  # fmt: skip


def of(row: dict, split: int) -> dict:
    return row | {"detail": [*row["detail"], {"name": "split", "value": str(split)}]}


def test_two_ships_under_one_number_make_no_voyage_and_it_is_said_beside_what_each_did() -> None:
    one, other = event("port_call", "Alpha", at(1), at(2)), event("port_call", "Beta", at(4), at(5), lon=131.0)
    assert found(events=table(of(one, 0), of(other, 1), NUMBER_SHARED)).voyages == ()
    (chain,) = found(events=table(of(one, 1), of(other, 1), NUMBER_SHARED)).voyages
    assert chain.evidence[-1].startswith("two ships sent under this number at once (identity.shared_number@1)")
    (silent,) = found(events=table(of(event("dark_call", "Alpha", at(1, 6), at(3, 6)), 1), NUMBER_SHARED)).dark_calls
    assert silent.notes[-1].startswith("two ships sent under this number at once")


def test_ships_that_are_known_by_a_name_alone_make_no_voyage_and_bound_nothing_for_each_other() -> None:
    seen = read(
        "Alpha,2024-03-01T02:00:00Z,V,S1,One,optical,3,0,yes,Maria,,,yes,SOURCE,",
        "Beta,2024-03-03T02:00:00Z,W,S2,Two,optical,3,0,yes,MARIA,,,yes,SOURCE,",
    )
    both = found(seen.table, None, ships={MMSI: frozenset({("name", "maria")})})
    assert both.voyages == ()
    assert [place.identified[0].left_before for place in both.places] == [None, None]


def test_a_call_at_a_port_of_the_same_name_elsewhere_is_no_call_of_a_voyage() -> None:
    far = event("port_call", "BETA", at(4), at(5)) | {"lat": 22.5, "lon": 69.0}
    rows = [event("port_call", "Alpha", at(1), at(2)), far]
    assert found(events=table(*rows)).voyages == ()
    rows.append(event("port_call", "Beta", at(20), at(21), lon=131.0))
    assert found(events=table(*rows), sightings=SIGHTINGS.table.clear()).voyages == (), "too long after"
    rows[-1] = event("port_call", "Beta", at(7), at(8), lon=131.0)
    (chain,) = found(events=table(*rows)).voyages
    assert chain.via == ("BETA (22.50, 69.00)",)


def test_the_stay_and_the_silence_of_one_arrival_have_one_lower_bound() -> None:
    shown = found()
    (stay,) = shown.places[0].identified
    call = next(call for call in shown.dark_calls if call.standing == "corroborated")
    assert stay.came_after == call.came_after == shown.dark_calls[1].came_after


def test_stays_that_only_time_parts_are_not_so_many_calls_at_least() -> None:
    days = [f"Alpha,2024-03-{day:02d}T02:00:00Z,V,S{day},One,optical,3,0,yes,,,,,SOURCE," for day in (1, 9, 17, 25)]
    days += [f"Alpha,2024-{day}T02:00:00Z,V,T{day},One,optical,3,0,no,,,,,SOURCE," for day in
             ("03-27", "03-28", "03-29", "03-30", "03-31", "04-01", "04-02")]  # fmt: skip
    alpha = found(read(*days).table, None).places[0]
    assert (len(alpha.stays), alpha.sure_low) == (4, 1)
    assert not any("not fewer than" in line for line in alpha.arithmetic)


def test_what_is_told_of_two_places_is_what_was_judged_over_all() -> None:
    """The ship was identified at a third place all through its silence."""
    gamma = Watched(name="Gamma", latitude=42.0, longitude=130.3, radius_km=6)
    at_gamma = "Gamma,2024-03-{:02}T{:02}:00:00Z,V,G{},One,optical,3,0,yes,Roe,,{},yes,SOURCE,2024-05"
    there = read(*(at_gamma.format(1 + h // 24, h % 24, h, MMSI) for h in range(8, 54, 4)))
    judged = judge(there.table, EVENTS, (ALPHA, BETA, gamma), RULES)
    whole = told(judged, (ALPHA, BETA, gamma), RULES)
    part = told(judged, (ALPHA, BETA, gamma), RULES, of={"Alpha", "Beta"}, roles=(["Alpha"], ["Beta"]))
    standing = {call.mmsi: call.standing for call in whole.dark_calls}
    assert standing == {7: "consistent", MMSI: "contradicted"}
    assert part.dark_calls == whole.dark_calls
    assert [place.place for place in part.places] == ["Alpha", "Beta"]
    assert {(v.origin, v.destination) for v in whole.voyages} == {("Gamma", "Beta")}
    assert (part.voyages, part.refused) == ((), ())
