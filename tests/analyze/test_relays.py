"""Who repeats whom, and what it changed."""

import pytest
from chronicle import Chronicle, pack, tell

from vetoproof.packs.pack import Pack

TEXT = " ".join(f"word{n}" for n in range(80))


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


def relay(record: Chronicle, claim: str, kind: str | None = None):  # type: ignore[no-untyped-def]
    return next(r for r in record.of(claim).relays if r.claim == claim and kind in (None, r.kind))


def changes(record: Chronicle, claim: str) -> set[tuple[str, str]]:
    return {(m.field, m.change) for r in record.of(claim).relays if r.claim == claim for m in r.mutations}


def test_a_stated_attribution_leads_to_the_outlets_own_claim(invented: Pack) -> None:
    record = Chronicle([
        tell("own", "2024-08-27", "Wire > CC Agency", value=13_000, item="containers", hedge="likely"),
        tell("relay", "2024-08-28", "Daily > Wire > CC Agency", value=13_000, item="containers"),
    ], invented)  # fmt: skip
    found = relay(record, "relay")
    assert (found.source, found.kind, found.via, found.probability) == ("own", "stated", "Wire", 1.0)
    assert changes(record, "relay") == {("hedge", "dropped")}


def test_an_outlet_that_is_not_in_the_ledger_is_named_as_unread(invented: Pack) -> None:
    record = Chronicle([tell("relay", "2024-08-28", "Daily > Wire > CC Agency")], invented)
    assert relay(record, "relay").source is None
    assert any("not in the ledger" in limit for limit in record.of("relay").limits)


def test_an_unnamed_outlet_is_unified_with_the_report_that_fits(invented: Pack) -> None:
    slots = {"type": "casualties", "patient": "AA", "value": 6, "place": "Rivertown"}
    record = Chronicle([
        tell("source", "2024-10-04", "Elandgrad Post > anon:military source", **slots),
        tell("relay", "2024-10-08", "Daily > anon:Elander outlet", **slots),
    ], invented)  # fmt: skip
    found = relay(record, "relay", "anonymous")
    assert (found.source, found.via, found.probability) == ("source", "Elandgrad Post", 0.9)
    assert record.origins("relay") == (1, 1)


def test_an_unnamed_outlet_of_another_state_is_not_unified(invented: Pack) -> None:
    slots = {"type": "casualties", "patient": "AA", "value": 6, "place": "Rivertown"}
    record = Chronicle([
        tell("source", "2024-10-04", "Elandgrad Post > anon:military source", **slots),
        tell("relay", "2024-10-08", "Daily > anon:Flander outlet", **slots),
    ], invented)  # fmt: skip
    assert not [r for r in record.of("relay").relays if r.kind == "anonymous"]
    assert record.origins("relay") == (1, 2)


def test_a_near_copy_without_credit_is_a_relay_and_inherits(invented: Pack) -> None:
    record = Chronicle([
        tell("source", "2024-10-04", "Daily > CC Agency", text=TEXT),
        tell("copy", "2024-10-05", "Mirror", text=TEXT + " and a last line"),
        tell("other", "2024-10-05", "Daily Three", text="Nothing of this was said elsewhere in such words, or so it is said."),
    ], invented)  # fmt: skip
    found = relay(record, "copy")
    assert (found.kind, found.source) == ("copy", "source")
    assert found.probability > 0.9
    assert record.of("copy").unknown_lineage == ("other",)


def test_outlets_with_one_statement_point_to_its_earliest_printing(invented: Pack) -> None:
    slots = {"type": "casualties", "patient": "AA", "place": "Hillford"}
    record = Chronicle([
        tell("first", "2025-06-15", "Daily > DD Agency", value=6000, comparator="more_than", outcome="casualties",
             hedge="highly likely", **slots),
        tell("second", "2025-06-15", "Mirror > DD Agency", value=6000, outcome="lost", **slots),
        tell("third", "2025-06-16", "Wire > DD Agency", value=6000, comparator="more_than", outcome="lost", hedge="likely",
             **slots),
    ], invented)  # fmt: skip
    assert {r.source for r in record.of("first").relays} == {"first"}
    assert changes(record, "second") == {("hedge", "dropped"), ("comparator", "changed"), ("outcome", "changed")}
    assert changes(record, "third") == {("hedge", "weakened"), ("outcome", "changed")}


def test_a_figure_rounded_on_the_way_is_a_mutation_and_not_a_second_statement(invented: Pack) -> None:
    record = Chronicle([
        tell("first", "2024-06-14", "Daily > CC Ministry", value=4_800_000, unit="rounds", item="shells"),
        tell("round", "2024-06-15", "Mirror > CC Ministry", value=5_000_000, unit="rounds", item="shells"),
        tell("months later", "2024-12-15", "Wire > CC Ministry", value=4_800_000, unit="rounds", item="shells"),
    ], invented)  # fmt: skip
    assert changes(record, "round") == {("quantity", "changed")}
    assert not [r for r in record.of("first").relays if r.claim == "months later"]
