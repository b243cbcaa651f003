"""Chains of calls from one place to another, each with its events, its windows and the standing of its weaker call."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import polars as pl
import pytest

from vetoproof.packs.track_rules import track_rules
from vetoproof.track import schema
from vetoproof.track.corroborate import corroborate
from vetoproof.track.looks import Look, Seen
from vetoproof.track.presence import Stay, presence
from vetoproof.track.voyages import call_of, chains, tally, voyages
from vetoproof.track.watched import Watched

RULES = track_rules()
MMSI = 273_000_001
START = datetime(2024, 3, 1, tzinfo=UTC)
T0 = int(START.timestamp())
ROE = Seen(vessel="Roe", imo=9074729, identified_by=("Institute",))
HULLS = {MMSI: frozenset({("imo", "9074729")})}


def at(hour: float) -> datetime:
    return datetime.fromtimestamp(T0 + round(hour * 3600), UTC)


def event(kind: str, place: str, begin: float, end: float, probability: float | None = None, mmsi: int = MMSI) -> dict:
    detail = {"in_km": "37.04", "out_km": "37.04", "speed_kn": "10.0"} if kind == "dark_call" else {}
    return {
        "kind": kind, "mmsi": mmsi, "start": at(begin), "end": at(end), "place": place, "probability": probability,
        "rule": kind, "rows": [1], "detail": [{"name": name, "value": value} for name, value in detail.items()],
    }  # fmt: skip


def table(*rows: dict) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=schema.events())


def found(*rows: dict, **more) -> list[dict]:
    made = voyages(table(*rows), ["Alpha"], ["Beta", "Gamma"], RULES, **more)
    assert made.schema == chains()
    return made.to_dicts()


def test_two_port_calls_are_a_voyage_with_its_events_and_windows() -> None:
    (row,) = found(event("port_call", "Alpha", 0, 30), event("port_call", "Beta", 40, 60))
    assert (row["origin"], row["destination"], row["standing"], row["probability"]) == ("Alpha", "Beta", "seen", None)
    assert (row["left_not_before"], row["left_before"]) == (at(30), at(30))
    assert (row["arrived_after"], row["arrived_by"]) == (at(40), at(40))
    assert row["events"] == [0, 1]


def test_silences_leave_the_windows_wide_and_the_weaker_call_gives_the_standing() -> None:
    (row,) = found(event("dark_call", "Alpha", 0, 48, 0.8), event("port_call", "Beta", 60, 70))
    assert (row["standing"], row["probability"]) == ("consistent", 0.8)
    # In by hour 2, a call of 4 hours at least, out by hour 46.
    assert (row["left_not_before"], row["left_before"]) == (at(6), at(46))
    (row,) = found(event("dark_call", "Alpha", 0, 48, 0.8), event("dark_call", "Beta", 50, 80, 0.5))
    assert row["probability"] == 0.5, "the weaker call's"
    assert (row["arrived_after"], row["arrived_by"]) == (at(52), at(74))


def test_the_way_back_is_no_voyage_and_of_two_calls_at_the_origin_the_later_one_loads() -> None:
    assert found(event("port_call", "Beta", 0, 30), event("port_call", "Alpha", 40, 60)) == []
    (row,) = found(*(event("port_call", "Alpha", hour, hour + 5) for hour in (0, 20)), event("port_call", "Beta", 40, 60))
    assert row["events"] == [1, 2]


def test_a_shuttle_is_as_many_voyages_as_round_trips_and_ships_are_not_mixed() -> None:
    rows = [event("port_call", "Alpha" if i % 2 == 0 else "Beta", 48 * i, 48 * i + 24) for i in range(10)]
    assert len(found(*rows)) == 5
    other = event("port_call", "Beta", 30, 40, mmsi=7)
    assert found(rows[0], other) == []


def test_one_silence_is_one_call_at_the_likeliest_place_and_names_the_others() -> None:
    (row,) = found(
        event("port_call", "Alpha", 0, 30), event("dark_call", "Beta", 40, 90, 0.3), event("dark_call", "Gamma", 40, 90, 0.5)
    )
    assert (row["destination"], row["probability"], row["alternatives"]) == ("Gamma", 0.5, ["Beta"])
    assert found(event("dark_call", "Alpha", 0, 90, 0.4), event("dark_call", "Beta", 0, 90, 0.3)) == []


def test_a_call_that_was_heard_or_identified_has_no_probability_and_a_chain_the_smallest_of_the_others() -> None:
    events = table(event("dark_call", "Alpha", 0, 48, 0.84), event("dark_call", "Beta", 50, 80, 0.5))
    seen = [
        Look(place=place, start=T0 + hour * 3600, end=T0 + hour * 3600, observed=True, ships=(ROE,), rows=(hour,))
        for place, hour in (("Alpha", 20), ("Beta", 60))
    ]
    for looks, standing, probability in ((seen, "corroborated", None), (seen[:1], "consistent", 0.5), ([], "consistent", 0.5)):
        made = voyages(corroborate(events, looks, RULES, HULLS), ["Alpha"], ["Beta"], RULES)
        assert made.schema == chains()
        assert made.select("standing", "probability").rows() == [(standing, probability)]
        assert tally(made, "2024", "2024").expected == (1 if probability is None else 0.5)
    (row,) = found(event("dark_call", "Alpha", 0, 48), event("port_call", "Beta", 60, 70))
    assert (row["standing"], row["probability"]) == ("consistent", None), "the rule gave none"
    assert tally(voyages(table(event("dark_call", "Alpha", 0, 48), event("port_call", "Beta", 60, 70)), ["Alpha"], ["Beta"],
                         RULES), "2024", "2024").expected == 0  # fmt: skip


def test_the_places_of_a_voyage_are_not_named_as_others_at_which_its_silence_may_have_been_a_call() -> None:
    silent = [event("dark_call", place, 40, 90, p) for place, p in (("Beta", 0.3), ("Gamma", 0.5), ("Alpha", 0.2))]
    (row,) = found(event("port_call", "Alpha", 0, 30), *silent)
    assert (row["destination"], row["alternatives"]) == ("Gamma", ["Beta"])
    # Each better one after the other, and a second silence of the place that the first one held back.
    silent = [event("dark_call", "Beta", 40, 90, 0.3), event("dark_call", "Gamma", 41, 90, 0.5),
              event("dark_call", "Beta", 42, 90, 0.6)]  # fmt: skip
    (row,) = found(event("port_call", "Alpha", 0, 30), *silent)
    assert (row["destination"], row["alternatives"]) == ("Beta", ["Gamma"])


def test_what_took_too_long_is_no_voyage_and_ports_between_are_named() -> None:
    calls = event("port_call", "Alpha", 0, 30), event("port_call", "Delta", 50, 60), event("port_call", "Beta", 100, 110)
    assert found(*calls)[0]["via"] == ["Delta"]
    assert voyages(table(*calls), ["Alpha"], ["Beta"], msgspec.structs.replace(RULES, voyage_longest_hours=69.0)).is_empty()


def test_corroborated_calls_tighten_the_windows_and_contradicted_ones_are_left_out() -> None:
    events = table(event("dark_call", "Alpha", 0, 48, 0.8), event("port_call", "Beta", 60, 70))
    seen = Look(place="Alpha", start=T0 + 20 * 3600, end=T0 + 20 * 3600, observed=True, ships=(ROE,), rows=(3,))
    (row,) = voyages(corroborate(events, [seen], RULES, HULLS), ["Alpha"], ["Beta"], RULES).to_dicts()
    assert (row["standing"], row["probability"], row["sightings"]) == ("corroborated", None, [3])
    assert (row["left_not_before"], row["left_before"]) == (at(20), at(46))
    empty = [Look(place="Alpha", start=T0 + h * 3600, end=T0 + h * 3600, observed=False) for h in range(2, 48, 3)]
    assert voyages(corroborate(events, empty, RULES, HULLS), ["Alpha"], ["Beta"], RULES).is_empty()


def test_looks_without_the_ship_before_and_after_it_was_seen_tighten_a_corroborated_call() -> None:
    events = table(event("dark_call", "Alpha", 0, 48, 0.8), event("port_call", "Beta", 60, 70))
    without = [Look(place="Alpha", start=T0 + h * 3600, end=T0 + h * 3600 + 600, observed=False) for h in (5, 10, 30, 40)]
    seen = Look(place="Alpha", start=T0 + 20 * 3600, end=T0 + 20 * 3600, observed=True, ships=(ROE,), rows=(3,))
    judged = corroborate(events, [*without, seen], RULES, HULLS)
    call = call_of(judged.row(0, named=True), 0, RULES)
    assert call is not None
    assert [(t - T0) / 3600 for t in (call.after, call.by, call.until)] == [10, 20, 20]
    assert call.before == T0 + 30 * 3600 + 600, "the look began without it, or ended so"


def test_a_ship_seen_where_nothing_bounds_it_came_and_left_when_nobody_knows() -> None:
    """Seen at Alpha, forty hours later at Beta by another who looked at nothing else: it left any time between."""
    stays = [
        Stay(place=place, vessel="Roe", hull=("imo", "9074729"), after=None, by=T0 + h * 3600, until=T0 + h * 3600, before=None,
             looks=(Look(place=place, start=T0, end=T0, observed=True, ships=(ROE,)),))
        for place, h in (("Alpha", 0), ("Beta", 40))
    ]  # fmt: skip
    (row,) = voyages(table(), ["Alpha"], ["Beta"], RULES, stays, HULLS).to_dicts()
    assert (row["left_not_before"], row["left_before"]) == (at(0), at(40))
    assert (row["arrived_after"], row["arrived_by"]) == (at(0), at(40))


def test_stays_that_a_reader_identified_are_calls_where_no_event_is_one() -> None:
    """Berthed, gone, in the other country within two days, emptied the next: known from images alone."""
    looks = [
        Look(place=place, start=T0 + h * 3600, end=T0 + h * 3600, observed=True, ships=(ROE,), rows=(h,))
        for place, h in (("Alpha", 0), ("Beta", 40))
    ]
    stays = [stay for place in ("Alpha", "Beta") for stay in presence(looks, place, RULES, ("imo", "9074729"))]
    made = voyages(table(), ["Alpha"], ["Beta"], RULES, stays, HULLS)
    (row,) = made.to_dicts()
    assert (row["mmsi"], row["standing"], row["events"], row["sightings"]) == (MMSI, "corroborated", [], [0, 40])
    assert (row["left_not_before"], row["left_before"]) == (at(0), at(40)), "gone by the look that identified it elsewhere"
    again = voyages(table(event("port_call", "Alpha", -5, 5)), ["Alpha"], ["Beta"], RULES, stays, HULLS)
    assert again["events"].to_list() == [[0]]
    assert voyages(table(), ["Alpha"], ["Beta"], RULES, stays, {}).is_empty(), "nobody says whose hull it is"


def stay(place: str, begin: float, end: float, hull: tuple[str, str] = ("imo", "9074729")) -> Stay:
    """A ship seen in one look whose moment lies between two hours."""
    look = Look(place=place, start=T0 + round(begin * 3600), end=T0 + round(end * 3600), observed=True, ships=(ROE,), rows=(1,))
    return Stay(place=place, vessel="Roe", hull=hull, after=None, by=look.end, until=look.start, before=None, looks=(look,))


@pytest.mark.parametrize(("origin", "destination"), [("Alpha", "Beta"), ("Beta", "Alpha")])
def test_two_places_on_one_day_are_a_voyage_in_no_direction(origin: str, destination: str) -> None:
    stays = [stay(origin, 0, 24), stay(destination, 0, 24)]
    assert voyages(table(), [origin], [destination], RULES, stays, HULLS).is_empty()
    month = [stay(origin, 0, 24 * 30), stay(destination, 24, 48)]
    assert voyages(table(), [origin], [destination], RULES, month, HULLS).is_empty()
    assert voyages(table(), [origin], [destination], RULES, [stay(origin, 0, 24), stay(destination, 24, 48)], HULLS).height == 1


def of(row: dict, split: int) -> dict:
    return row | {"detail": [*row["detail"], {"name": "split", "value": str(split)}]}


def shared(mmsi: int = MMSI) -> dict:
    return event("identity", "", 0, 100, mmsi=mmsi) | {"rule": RULES.id("identity.shared_number"), "place": None}


def test_two_ships_under_one_number_make_no_voyage_of_one() -> None:
    one, other = event("port_call", "Alpha", 0, 30), event("port_call", "Beta", 40, 60)
    assert found(of(one, 0), of(other, 1), shared()) == []
    assert found(of(one, 1), of(other, 0), shared()) == [], "nor where its place was forged"
    assert found(of(event("dark_call", "Alpha", 0, 30, 0.8), 0), of(other, 1), shared()) == []
    assert found(event("dark_call", "Alpha", 0, 30, 0.8), of(other, 1), shared()) == [], "whose silence it was is not told"
    assert found(of(one, 255), of(other, 255), shared()) == [], "the last number stands for many"
    (row,) = found(of(one, 1), of(other, 1), shared())
    assert row["standing"] == "seen"
    delta = event("port_call", "Delta", 32, 36)
    assert found(of(one, 0), of(delta, 1), of(other, 0), shared())[0]["via"] == []


def test_what_readers_saw_of_a_shared_number_is_not_chained_with_what_was_heard_of_it() -> None:
    heard = of(event("port_call", "Beta", 40, 60), 0)
    stays = [stay("Alpha", 0, 1)]
    assert voyages(table(heard), ["Alpha"], ["Beta"], RULES, stays, HULLS).height == 1
    assert voyages(table(heard, shared()), ["Alpha"], ["Beta"], RULES, stays, HULLS).is_empty()
    seen = [*stays, stay("Beta", 50, 51)]
    (row,) = voyages(table(heard, shared()), ["Alpha"], ["Beta"], RULES, seen, HULLS).to_dicts()
    assert (row["standing"], row["events"]) == ("corroborated", []), "by images alone it is one hull"


def test_a_name_alone_chains_nothing() -> None:
    stays = [stay(place, hour, hour, ("name", "roe")) for place, hour in (("Alpha", 0), ("Beta", 40))]
    named = {MMSI: frozenset({("name", "roe"), ("imo", "9074729")})}
    assert voyages(table(), ["Alpha"], ["Beta"], RULES, stays, named).is_empty()


def test_the_way_between_two_places_takes_its_time() -> None:
    watched = [
        Watched(name=name, latitude=lat, longitude=130.0, radius_km=6) for name, lat in (("Alpha", 42.0), ("Beta", 44.0))
    ]
    hours = 222.39 / (RULES.dark_speed_kn * RULES.dark_hurry * 1.852)
    stays = [stay("Alpha", 0, 0), stay("Beta", 40, 40)]
    (row,) = voyages(table(), ["Alpha"], ["Beta"], RULES, stays, HULLS, watched).to_dicts()
    assert (row["arrived_after"] - at(hours)).total_seconds() == pytest.approx(0, abs=60)
    assert (row["left_before"] - at(40 - hours)).total_seconds() == pytest.approx(0, abs=60)
    (fast,) = voyages(table(), ["Alpha"], ["Beta"], RULES, [stays[0], stay("Beta", 2, 2)], HULLS, watched).to_dicts()
    assert (fast["left_before"], fast["arrived_after"]) == (at(0), at(2)), "it was seen sooner: it went faster"


def test_a_tally_tells_what_is_shown_from_what_is_possible() -> None:
    made = voyages(
        table(
            event("port_call", "Alpha", 0, 10), event("port_call", "Beta", 20, 30), event("dark_call", "Alpha", 40, 80, 0.5),
            event("dark_call", "Beta", 90, 130, 0.5), event("port_call", "Alpha", 24 * 40, 24 * 41),
            event("port_call", "Beta", 24 * 42, 24 * 43),
        ),
        ["Alpha"], ["Beta"], RULES,
    )  # fmt: skip
    march = tally(made, "2024-03", "2024-03")
    assert (march.least, march.expected, march.most) == (1, 1.5, 2)
    with pytest.raises(ValueError, match="no window"):
        tally(made, "2024-04", "2024-03")


def test_no_events_are_no_voyages() -> None:
    assert found() == []
    assert tally(voyages(table(), [], [], RULES), "2024", "2024").most == 0
