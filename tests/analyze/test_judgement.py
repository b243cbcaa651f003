"""Figures, sequences, paragraphs and bounds of one event."""

import polars as pl
from events_of import origin, row, view

from vetoproof.analyze.evidence import Cited, Evidence
from vetoproof.analyze.grade import Grader
from vetoproof.analyze.provisions import findings
from vetoproof.analyze.quotes import Quotes
from vetoproof.analyze.ranges import series
from vetoproof.analyze.sequences import sequences
from vetoproof.analyze.view import Speaker
from vetoproof.analyze.ways import Ways
from vetoproof.model import Decision, OriginCount, Provision, Relay, TripCount, TripLoad
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ItemClass, Mapping, Regime


def figure(claim, speaker, low, high=None, **slots):
    slots = {"unit": "containers", "words": str(low), "comparator": "more_than", "basis": "count"} | slots
    return row(claim, speaker, low=low, high=high, **slots)


def pack(scales_pack, **slots) -> Pack:
    regime = Regime(id="t", title="t", scope=(), **({"parties": ("XX", "YY")} | slots))
    return Pack(regime=regime, languages={}, scales=scales_pack.scales, digest="t")


def test_one_figure_with_two_windows_stays_two_figures_and_is_flagged():
    rows = (
        figure("c1", "AA Army", 13_000, period_from="2022-07", published="2024-08-27"),
        figure("c2", "AA Service", 13_000, period_from="2023-08", published="2024-10-18"),
    )
    found, conflicts = series(view(rows))
    assert [(s.by, s.steps[0].low, s.steps[0].window_from) for s in found] == [
        ("AA Army", 13_000, "2022-07"),
        ("AA Service", 13_000, "2023-08"),
    ]
    assert [c.why for c in conflicts] == ["window: the same figure since 2022-07 and since 2023-08"]


def test_figures_of_one_week_that_exclude_each_other_are_a_conflict_of_value_and_none_is_averaged():
    rows = (
        figure("c1", "AA State", 10_000, published="2024-02-23"),
        figure("c2", "BB Defence", 6_700, 6_700, comparator="about", published="2024-02-26"),
    )
    found, conflicts = series(view(rows))
    assert len(conflicts) == 1
    assert {step.low for s in found for step in s.steps} == {10_000, 6_700}


def test_a_relay_of_a_known_claim_adds_no_step():
    rows = (figure("c1", "AA State", 10_000), figure("c2", "AA State", 10_000, comparator="up_to"))
    relay = Relay(claim="c2", source="c1", kind="stated", via="Daily", probability=1.0)
    found, _ = series(view(rows, relays=(relay,)))
    assert [step.claim for s in found for step in s.steps] == ["c1"]


def position(claim, day, stance, speaker="XX Spokesman", country="XX", kind="troop_deployment", **slots):
    return row(claim, speaker, country, published=day, stance=stance, type=kind, **slots)


def test_denial_evasion_and_admission_are_one_sequence_and_the_denial_of_arms_stays_open(scales_pack):
    rows = (
        position("c3", "2025-04-26", "acknowledges"),
        position("c1", "2024-10-10", "denies"),
        position("c2", "2024-10-21", "questions", supplier=None, recipient=None),
        position("a1", "2023-10-17", "denies", kind="arms_transfer"),
    )
    found = {s.proposition: s for s in sequences(rows, pack(scales_pack))}
    troops, arms = found["troop_deployment XX>YY"], found["arms_transfer XX>YY"]
    assert [item.label for item in troops.items] == ["denial", "evasion", "admission"]
    assert (troops.state, arms.state) == ("admitted", "denial open")


def test_speaking_of_the_matter_does_not_end_a_denial_and_an_unnamed_source_takes_no_position(scales_pack):
    unnamed = (Speaker("Daily", "outlet", None, None), Speaker("anon:XX data", "anonymous", None, "XX"))
    rows = (
        position("c1", "2024-10-10", "denies"),
        position("c2", "2024-11-10", "asserts"),
        position("c3", "2024-12-10", "acknowledges", chain=unnamed),
    )
    (one,) = sequences(rows, pack(scales_pack))
    assert [item.claim for item in one.items] == ["c1", "c2"]
    assert one.state == "denial open"


def test_ten_outlets_with_one_denial_are_one_position(scales_pack):
    rows = [position(f"c{i}", "2024-10-10", "denies") for i in range(10)]
    (one,) = sequences(rows, pack(scales_pack))
    assert len(one.items) == 1


def test_a_parallel_denial_counts_for_each_party(scales_pack):
    both = row("c", stance="denies", chain=(Speaker("Daily", "outlet", None, None), Speaker("XX|YY", "state", None, "XX|YY")))
    assert [s.party for s in sequences((both,), pack(scales_pack))] == ["XX", "YY"]


LAW = Provision(
    id="99/1", resolution="99", paragraph="1", adopted="2006-01-01", subject="arms", bearer="all states", direction="from XX",
    summary="No arms from XX.", valid_from="2006-01-01", checked=True, status="CONFIRMED", source="s", limitation="l",
    published="2006-01-01",
)  # fmt: skip
RULE = Mapping(
    id="m", provision="99/1", events=("arms_transfer",), mode="text", supplier="XX", items=("arms",),
    elements=("in force", "direction", "bearer", "item", "act"), published="2006-01-01", source="s", limitation="l",
)  # fmt: skip
ITEMS = (
    ItemClass(id="arms", words=("shells",), shows=("arms",), source="s", limitation="l"),
    ItemClass(id="boxes", words=("containers",), shows=(), leaves_unknown=("arms",), source="s", limitation="l"),
)


def found_in(event, scales_pack, **slots):
    its_pack = pack(scales_pack, provisions=(LAW,), mappings=(RULE,), items=ITEMS)
    return findings(event, Grader(its_pack).grade(event), its_pack, **slots)


def test_containers_leave_the_item_unknown_and_shells_assert_it(scales_pack):
    boxes = view((row("c"),), (origin("AA Agency", "c"),), origin_count=OriginCount(low=1, high=1))
    shells = view((row("c", item="shells"),), (origin("AA Agency", "c"),), origin_count=OriginCount(low=1, high=1))
    states = {e.name: e.state for e in found_in(boxes, scales_pack)[0].elements}
    assert states == {"in force": "shown", "direction": "asserted", "bearer": "shown", "item": "unknown", "act": "asserted"}
    assert found_in(boxes, scales_pack)[0].missing == ("item",)
    assert {e.name: e.state for e in found_in(shells, scales_pack)[0].elements}["item"] == "asserted"


def test_one_basis_is_an_allegation_and_nothing_is_signed_until_a_named_reviewer_signs(scales_pack):
    event = view((row("c"),), (origin("AA Agency", "c"),), origin_count=OriginCount(low=1, high=1))
    (finding,) = found_in(event, scales_pack)
    assert (finding.level, finding.reviewed_by) == ("allegation", None)
    signature = Decision(kind="sign", target="e:99/1", by="A. Reviewer", at="2025-01-01T00:00:00Z", reason="read")
    assert found_in(event, scales_pack, decisions=(signature,))[0].reviewed_by == "A. Reviewer"


def test_a_paragraph_of_another_direction_or_time_is_not_engaged(scales_pack):
    assert found_in(view((row("c", supplier="YY", recipient="XX"),)), scales_pack) == ()
    assert found_in(view((row("c", published="2005-05-05"),)), scales_pack) == ()


def test_an_event_that_is_only_denied_engages_nothing(scales_pack):
    assert found_in(view((row("c", stance="denies"),)), scales_pack) == ()


def test_only_claims_in_the_unit_of_the_loads_are_held_against_voyages():
    trip = TripCount(id="t", route="r", supplier="XX", recipient="YY", from_="2023-08-01", to="2024-02-12",
                     low=25, high=32, basis="seen", mode="sea",
                     actors=("Observer",), published="2024-03-01", source="s", limitation="l")  # fmt: skip
    load = TripLoad(
        id="l", low=300, high=300, unit="containers", actors=("Other",), published="2023-10-22", source="s", limitation="l"
    )
    rows = (
        figure("c1", "AA State", 5_000, period_from="2023-09", period_kind="window", published="2024-02-23"),
        row("c2", low=1_000_000, unit="shells"),
    )
    held = Evidence(Cited(trips=(trip,), loads=(load,)), Ways(()), Quotes(pl.DataFrame(), (), {}))
    (bound,) = held.bounds(view(rows))
    assert (bound.claim, bound.verdict) == ("c1", "consistent")
    (early,) = held.bounds(view(rows, as_of="2024-02-25"))
    assert early.verdict == "not comparable"
