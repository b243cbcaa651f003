"""Summary rules, lineage trees, sentences around a span."""

from __future__ import annotations

import msgspec

from vetoproof.model import Mutation, Relay
from vetoproof.report import lineage, summary
from vetoproof.report.carriage import arithmetic, bounds, unfit
from vetoproof.report.naming import Names
from vetoproof.report.notebook import Notebook, gather, sentence
from vetoproof.report.speakers import Speakers


def book(reader) -> Notebook:
    claims = gather(reader, reader.record())
    names = Names(claims.values(), reader.label)
    return Notebook(reader, names, Speakers(reader, names, claims.values()), claims)


def test_most_certain_holds_no_event_that_cannot_be_judged_or_may_be_less_than_even(reader):
    chosen = summary.most_certain(list(reader.dossiers.values()))
    assert [d.type for d in chosen] == ["troop_deployment", "arms_transfer"]
    assert all(d.grade.likelihood_low >= 0.5 for d in chosen)


def test_most_disputed_puts_denials_first_and_does_not_depend_on_order(reader):
    dossiers = list(reader.dossiers.values())
    chosen = summary.most_disputed(dossiers)
    assert [d.type for d in chosen] == ["arms_transfer", "troop_deployment"]
    assert chosen == summary.most_disputed(dossiers[::-1])


def test_the_tree_leads_from_origins_to_outlets_and_holds_each_claim_once(reader):
    officers = next(d for d in reader.dossiers.values() if "officers" in d.title)
    roots = lineage.tree(book(reader), officers)
    assert [r.kind for r in roots] == ["anonymous basis", "anonymous basis"]

    def claims(nodes):
        return [c for n in nodes for c in (n.claim, *claims(n.children))]

    assert sorted(c for r in roots for c in claims(r.nodes)) == sorted(officers.affirming)
    herald = roots[0].nodes[0].children[0]
    assert "The Korea Herald" in herald.head
    assert herald.how == "names its source"
    assert herald.children[0].changes[0].field == "quantity"


def test_claims_that_repeat_each_other_in_a_circle_still_print(reader):
    losses = next(d for d in reader.dossiers.values() if d.title.startswith("KP casualties"))
    a, b, c, d = losses.affirming
    ring = [Relay(claim=x, source=y, kind="copy", via="", probability=0.5) for x, y in ((a, b), (b, c), (c, a), (d, d))]
    roots = lineage.tree(book(reader), msgspec.structs.replace(losses, relays=tuple(ring)))

    def count(nodes):
        return sum(1 + count(n.children) for n in nodes)

    assert sum(count(r.nodes) for r in roots) == 4


def test_unknown_lineage_is_a_root_of_its_own_that_counts_for_nothing(reader):
    recruits = next(d for d in reader.dossiers.values() if d.type == "recruitment")
    roots = lineage.tree(book(reader), recruits)
    assert [(r.label, r.kind) for r in roots] == [("Lineage unknown", "counts for no origin")]


def test_a_sentence_is_cut_at_its_ends_and_not_at_a_title():
    text = "First one. Gen. Example said that six died. Last one.\n\nAnother."
    start = text.index("six died")
    first, last = sentence(text, start, start + 8)
    assert text[first:last] == "Gen. Example said that six died."


def test_a_span_across_sentences_keeps_both():
    text = "One here. Two there. Three."
    first, last = sentence(text, text.index("here"), text.index("there") + 5)
    assert text[first:last] == "One here. Two there."


def test_a_page_without_full_stops_gives_the_span_alone():
    text = "word " * 1000
    assert sentence(text, 2000, 2009) == (2000, 2009)


def test_bounds_print_count_times_load(reader):
    trips = {t.id: t for t in reader.trips()[0]}
    assert arithmetic(trips["csis-2024-02"], 250, 300, "containers") == (
        "25 or more voyages seen × 250 to 300 containers each = 6\u202f250 to 7\u202f500, open above"
    )
    assert "estimated with unobserved days" in arithmetic(trips["csis-occupancy"], 250, 300, "containers")


def test_cited_rows_that_bound_nothing_are_listed_with_their_reason_and_not_drawn(reader):
    trips, loads = reader.trips()
    bad = (
        msgspec.structs.replace(trips[0], id="rail", mode="rail"), msgspec.structs.replace(trips[0], id="back", to="2020"),
        msgspec.structs.replace(trips[0], id="other", or_to="garbage"),
        msgspec.structs.replace(trips[0], id="far", low=10**400),
    )  # fmt: skip
    none = msgspec.structs.replace(loads[0], id="none", low=float("nan"), high=float("inf"))
    lines = unfit((*trips, *bad), (*loads, none), "containers")
    assert [(line.what.rpartition("(")[2], line.why) for line in lines] == [
        ("back)", "its window, '2023-08-15' to '2020', is none"),
        ("far)", "its number is too large to be reckoned with exactly"),
        ("other)", "the other day on which it may end, 'garbage', gives no window"),
        ("rail)", "it counts voyages by 'rail', not by sea"),
        ("none)", "it is no finite number"),
    ]
    assert all(len(line.what) < 120 for line in lines)
    assert bounds((*trips, *bad), (*loads, none), "containers") == bounds(trips, loads, "containers")
    assert not unfit(trips, loads, "containers")


def test_sea_in_capitals_is_drawn(reader):
    trips, loads = reader.trips()
    shouted = tuple(msgspec.structs.replace(trip, mode="Sea") for trip in trips)
    assert bounds(shouted, loads, "containers") == bounds(trips, loads, "containers")


def test_a_missing_proof_says_why(reader):
    class Unsealed(type(reader)):
        def proof(self, item):  # noqa: ARG002
            raise ValueError("item came after the head: seal first")

    unsealed = Unsealed(reader.watch())
    unsealed.__dict__.update(reader.__dict__)
    notes = book(unsealed)
    notes.number(next(iter(reader.claims)))
    assert notes.notes[0].proof is None
    assert notes.notes[0].proof_missing == "item came after the head: seal first"


def test_a_changed_window_and_direction_are_told_in_words(reader):
    losses = next(d for d in reader.dossiers.values() if d.title.startswith("KP casualties"))
    first, second, *_ = losses.affirming
    told = (
        Mutation(field="window", change="dropped", was="2023-09-07/2023-10-01", became=""),
        Mutation(field="direction", change="reversed", was="KP -> RU", became="RU -> KP"),
    )
    relay = Relay(claim=second, source=first, kind="stated", via="", probability=1.0, mutations=told)
    window, direction = lineage.changes(book(reader), relay)
    assert window.was.striptags().startswith("7 Sep 2023 to 1 Oct 2023")
    assert window.became.striptags() == "nothing"
    assert direction.became.striptags().startswith("Russia → North Korea")
