"""The record: what a key depends on, people's decisions, what was left out, what the pack did not know yet."""

import msgspec
import pytest
from chronicle import Chronicle, pack, regime, tell, together

from vetoproof.analyze.diff import diff
from vetoproof.analyze.memory import MemoryStore
from vetoproof.model import Decision, Dossier, EventLine, Reply, decode
from vetoproof.packs.pack import Pack


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


class Counting(MemoryStore):
    """Counts the dossiers that were computed."""

    def __init__(self) -> None:
        super().__init__()
        self.computed = 0

    def put(self, dossiers: "list[tuple[EventLine, bytes]]") -> None:  # type: ignore[override]
        self.computed += len(dossiers)
        super().put(dossiers)


def decision(kind: str, target: str, **slots: object) -> Decision:
    values = {"by": "A. Reviewer", "at": "2024-11-01T00:00:00Z", "reason": "seen"} | slots
    return Decision(kind=kind, target=target, **values)  # type: ignore[arg-type]


ONE = tell("one", "2024-10-08", "Daily > CC Agency", type="visit", agent="AA", patient="BB", when="2024-09-01")
TWO = tell("two", "2024-10-09", "Mirror > DD Agency", type="visit", agent="AA", patient="BB", when="2024-09-05")
THREE = tell("three", "2024-10-10", "Wire > EE Agency", type="casualties", patient="AA")


def test_only_events_whose_inputs_changed_are_computed(invented: Pack) -> None:
    store = Counting()
    Chronicle([ONE, THREE], invented, store)
    assert store.computed == 2
    Chronicle([ONE, THREE], invented, store)
    assert store.computed == 2
    Chronicle([ONE, TWO, THREE], invented, store)
    assert store.computed == 3
    Chronicle([ONE, TWO, THREE], msgspec.structs.replace(invented, digest="other"), store)
    assert store.computed == 6


def test_a_merge_redirects_the_younger_event_to_the_older(invented: Pack) -> None:
    merged = Chronicle([ONE, TWO], invented, decisions=[decision("merge", "one", value={"pairs": [["two", "one"]]})])
    assert merged.manifest.redirects == {"two": "one"}
    assert merged.of("two").event == "one"
    assert merged.of("one").merged == ("two",)


def test_a_split_sends_the_later_claim_away_and_a_later_merge_brings_it_back(invented: Pack) -> None:
    other = tell("other", "2024-10-11", "Daily > EE Agency", type="visit", agent="AA", patient="BB", when="2024-09-01")
    assert Chronicle([ONE, other], invented).together("one", "other")
    split = decision("split", "one", value={"pairs": [["one", "other"]]})
    assert not Chronicle([ONE, other], invented, decisions=[split]).together("one", "other")
    merge = decision("merge", "one", value={"pairs": [["one", "other"]]}, at="2024-11-02T00:00:00Z")
    assert Chronicle([ONE, other], invented, decisions=[merge, split]).together("one", "other")
    earlier = Chronicle([ONE, other], invented, decisions=[merge, split], as_of="2024-11-01")
    assert not earlier.together("one", "other")


def test_a_rejected_claim_is_left_out_and_counted(invented: Pack) -> None:
    record = Chronicle([ONE, THREE], invented, decisions=[decision("reject", "three")])
    assert list(record.dossiers) == ["one"]
    assert record.manifest.counts["claims_struck"] == 1


def test_claims_out_of_scope_make_no_event_and_are_counted(invented: Pack) -> None:
    (claim,) = THREE.claims
    outside = msgspec.structs.replace(THREE, claims=(msgspec.structs.replace(claim, scope="out"),))
    record = Chronicle([ONE, outside], invented)
    assert list(record.dossiers) == ["one"]
    assert record.manifest.counts["claims_out_of_scope"] == 1


def test_a_reply_named_by_any_claim_of_the_event_reaches_its_dossier(invented: Pack) -> None:
    reply = Reply(event="two", party="AA", channel="letter", asked_at="2024-10-20", answered_at=None, published=None, text=None)
    merge = decision("merge", "one", value={"pairs": [["one", "two"]]})
    record = Chronicle([ONE, TWO], invented, decisions=[merge], replies=[reply])
    assert record.of("one").replies == (reply,)
    assert not Chronicle([ONE, TWO], invented, replies=[reply], as_of="2024-10-19").of("two").replies


def test_the_same_bytes_at_two_addresses_say_a_thing_once(invented: Pack) -> None:
    again = tell("one", "2024-10-09", "Daily > CC Agency", type="visit", agent="AA", patient="BB", when="2024-09-01",
                 document="mirror", address="https://mirror.example/one")  # fmt: skip
    record = Chronicle([again, ONE], invented)
    assert record.of("one").affirming == ("one",)
    assert record.of("one").first_published == "2024-10-08"


def test_actors_published_later_are_not_known_to_an_earlier_view(scales_pack: Pack) -> None:
    law = regime()
    dated = tuple(msgspec.structs.replace(a, published="2025-01-01") if a.id == "RUNE" else a for a in law.actors)
    later = pack(scales_pack.scales, msgspec.structs.replace(law, actors=dated))
    told = [tell("a", "2024-10-01", "Daily > RUNE")]
    assert [o.kind for o in Chronicle(told, later).of("a").origins] == ["dataset"]
    # A body that neither the pack nor a state's name places is no basis.
    assert Chronicle(told, later, as_of="2024-12-31").of("a").origins == ()


def test_one_sentence_over_two_judgements_is_told_as_fused(invented: Pack) -> None:
    slots = {"hedge": "highly likely", "document": "apart"}
    apart = tell("apart", "2024-10-08", "Daily > CC Ministry", type="casualties", patient="AA", **slots)
    joined = [
        tell("dead", "2024-10-09", "Mirror > CC Ministry", type="casualties", patient="AA", **slots | {"document": "m"}),
        tell("sent", "2024-10-09", "Mirror > CC Ministry", type="troop_deployment", **slots | {"document": "m"}),
    ]
    record = Chronicle([apart, together(*joined)], invented)
    (relay,) = [r for r in record.of("dead").relays if r.claim == "dead"]
    assert [m.field for m in relay.mutations] == ["fused"]


def test_a_party_that_denied_and_then_admitted_has_a_sequence(invented: Pack) -> None:
    slots = {"type": "troop_deployment"}
    record = Chronicle([
        tell("claim", "2024-10-08", "Daily > CC Agency", **slots),
        tell("denial", "2024-10-10", "Wire > BB government", stance="denies", **slots),
        tell("admission", "2025-04-26", "Wire > BB government", stance="acknowledges", document="late", **slots),
        tell("arms", "2024-10-10", "Wire > BB government", stance="denies", document="arms"),
    ], invented)  # fmt: skip
    assert [(s.proposition.split(" ")[0], s.state) for s in record.manifest.sequences] == [
        ("arms_transfer", "denial open"), ("troop_deployment", "admitted"),
    ]  # fmt: skip


def test_a_difference_tells_what_is_new_and_what_was_regraded(invented: Pack) -> None:
    def open_in(record: Chronicle):  # type: ignore[no-untyped-def]
        return lambda key: decode(record.store.get(key), Dossier)

    before = Chronicle([ONE], invented)
    same = tell("zero", "2024-10-01", "Wire > RUNE", type="visit", agent="AA", patient="BB", when="2024-09-01", value=2)
    after = Chronicle([ONE, same, THREE], invented)
    found = diff(before.manifest, open_in(before), after.manifest, open_in(after))
    assert [line.event for line in found.new] == ["three"]
    assert found.joined == {"one": "zero"}
    assert [(r.event, r.origins_was, r.origins_became) for r in found.regraded] == [("zero", (1, 1), (2, 2))]
    assert [(f.event, f.step.low) for f in found.figures] == [("zero", 2)]
    nothing = diff(after.manifest, open_in(after), after.manifest, open_in(after))
    assert not nothing.new
    assert not nothing.gone
    assert not nothing.regraded
