"""The laws of the house, told as properties of whole records: columns in, manifest and dossiers out."""

from __future__ import annotations

import random
from datetime import date, timedelta

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_words import STATES, Attributes, claim, document, link, pack, reading, record, text, whole

from vetoproof.analyze.memory import MemoryStore
from vetoproof.model import Claim, DocumentRef, Dossier, Grade, Reading, claim_id, encode

# One example is a record or two, a tenth of a second: few by default, which are always the same; `make fuzz` looks further.
EXAMPLES = 200 if settings.get_current_profile_name() == "fuzz" else 12
SLOW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
START = date(2024, 1, 1)
HEDGES = (None, "likely", "highly likely", "may", "possibly", "reportedly")
SPEAKERS = (
    ("QC intelligence",), ("QC MoD",), ("QD intelligence",), ("QE MFA",), ("QF MoD",), ("QA MFA",), ("QB MFA",),
    ("anon:official",), ("Outlet Z", "QC MoD"), (), ("unspecified report",), ("Person Y",),
)  # fmt: skip
STANCES = ("asserts", "asserts", "asserts", "denies", "questions")

told = st.fixed_dictionaries(
    {
        "outlet": st.sampled_from(["Outlet A", "Outlet B", "Outlet C", "Outlet D"]),
        "day": st.integers(0, 90),
        "speakers": st.sampled_from(SPEAKERS),
        "hedge": st.sampled_from(HEDGES),
        "figure": st.sampled_from([None, 1000, 5000, 6700, 10_000]),
        "when": st.sampled_from([None, "2024-01", "2024-01-15"]),
        "where": st.sampled_from([None, "Northport", "Southport"]),
        "stance": st.sampled_from(STANCES),
        "kind": st.sampled_from(["arms_transfer", "arms_transfer", "casualties"]),
    }
)
worlds = st.lists(told, min_size=1, max_size=8)


def parties(kind: str, first: str = "QA", second: str = "QB") -> dict[str, str | None]:
    if kind == "casualties":
        return {"type": kind, "agent": None, "patient": first, "item": "soldiers", "supplier": None, "recipient": None}
    return {"type": kind, "supplier": first, "recipient": second, "item": "containers"}


def said(place: int, row: dict, swap: dict[str, str] | None = None) -> Reading:
    """One document with one claim; `swap` exchanges states wherever they are named."""
    change = swap or {}
    first, second = change.get("QA", "QA"), change.get("QB", "QB")
    speakers = [change.get(s[:2], s[:2]) + s[2:] if s[:1] == "Q" else s for s in row["speakers"]]
    body = text(("page", place))
    doc = document(row["outlet"], (START + timedelta(days=row["day"])).isoformat(), body)
    slots = {name: row[name] for name in ("hedge", "figure", "when", "where", "stance")}
    unit = "soldiers" if row["kind"] == "casualties" else "containers"
    return reading(doc, claim(doc, speakers, unit=unit, **slots, **parties(row["kind"], first, second)))


def measure(dossier: Dossier) -> tuple[object, ...]:
    grade = dossier.grade
    return (
        grade.source, grade.information, grade.likelihood_low, grade.likelihood_high, grade.likelihood_words,
        grade.confidence, dossier.origin_count.low, dossier.origin_count.high, len(dossier.denying_origins),
    )  # fmt: skip


def retell(source: Claim, how: str, place: int, later: int, body: str) -> Reading:
    """A later document of another outlet that repeats a claim: citing its outlet or not, in other words or the same."""
    day = date.fromisoformat(source.document.published.from_ or "") + timedelta(days=later)
    doc = document(f"Outlet R{place}", day.isoformat(), body if how == "copied" else text(("relay", place)))
    inner = source.chain[1:]
    chain = (link(doc.outlet), source.chain[0], *inner) if how == "cited" else (link(doc.outlet), *inner)
    hedge, period = source.hedge, source.period
    if how == "hedge dropped":
        hedge = None
    elif how == "hedge strengthened":
        hedge = hedge and msgspec.structs.replace(hedge, exact="almost certainly", modal=False)
    elif how == "date dropped":
        period = None
    span = msgspec.structs.replace(source.span, exact=doc.text[:40])
    name = claim_id(doc.sha256, span.exact, chain, source.stance, hedge, source.frame, source.quantity, period)
    again = msgspec.structs.replace(
        source, id=name, document=DocumentRef.of(doc), span=span, chain=chain, hedge=hedge, period=period
    )
    return reading(doc, again)


def assert_unmoved(before: dict[str, Dossier], after: dict[str, Dossier]) -> None:
    """What was judged stays as it was judged. A relay that names neither source nor day may stand apart, but weighs nothing."""
    assert {event: measure(after[event]) for event in before if event in after} == {e: measure(d) for e, d in before.items()}
    for dossier in (d for event, d in after.items() if event not in before):
        assert (dossier.grade.information, dossier.origin_count.high) == ("6", 0), dossier.title


RELAYS = ("cited", "uncited", "copied", "hedge dropped", "hedge strengthened", "date dropped")
relays = st.lists(st.tuples(st.integers(0, 7), st.sampled_from(RELAYS), st.integers(0, 6)), min_size=1, max_size=6)


@SLOW
@given(worlds, relays)
def test_a_relay_never_moves_a_grade_or_a_count_of_origins(rows, chosen):
    """Law 3, whether it cites, rewrites, copies, drops or strengthens the hedge, or drops the date."""
    readings = [said(n, row) for n, row in enumerate(rows)]
    _, before = record(readings)
    more = []
    for place, (which, how, later) in enumerate(chosen):
        source = readings[which % len(readings)]
        more.append(retell(source.claims[0], how, place, later + 1, source.document.text))
    _, after = record([*readings, *more])
    assert_unmoved(before, after)
    assert sum(len(d.affirming + d.denying + d.other) for d in after.values()) == len(
        {c.id for r in (*readings, *more) for c in r.claims}
    ), "and none of them is dropped"


@SLOW
@given(worlds, st.integers(2, 30))
def test_a_hundred_mirrors_weigh_as_much_as_one(rows, many):
    readings = [said(n, row) for n, row in enumerate(rows)]
    one = retell(readings[0].claims[0], "uncited", 0, 1, "")
    rest = [retell(readings[0].claims[0], "uncited", n, 1 + n % 5, "") for n in range(1, many)]
    _, few = record([*readings, one])
    _, lots = record([*readings, one, *rest])
    assert_unmoved(few, lots)


SWAPS = (("QA", "QB"), ("QB", "QC"), ("QC", "QE"), ("QE", "QF"), ("QA", "QD"))
marks = st.builds(Attributes, st.sampled_from(["F", "C", "B"]), st.booleans(), st.just(()))


@SLOW
@given(worlds, st.sampled_from(SWAPS), st.fixed_dictionaries(dict.fromkeys(STATES, marks)))
def test_exchanging_two_states_and_their_attributes_exchanges_their_grades(rows, swap, attributes):
    """Law 3: nationality sets nothing. Only what the pack says of a source does, and that goes along."""
    change = {swap[0]: swap[1], swap[1]: swap[0]}
    other = {change.get(state, state): given for state, given in attributes.items()}
    first, second = [said(n, row) for n, row in enumerate(rows)], [said(n, row, change) for n, row in enumerate(rows)]
    names = {a.claims[0].id: b.claims[0].id for a, b in zip(first, second, strict=True)}
    _, one = record(first, pack(attributes, parties=("QA", "QB")))
    _, two = record(second, pack(other, parties=tuple(change.get(s, s) for s in ("QA", "QB"))))
    found = {frozenset(names[c] for c in d.affirming + d.denying + d.other): measure(d) for d in one.values()}
    assert found == {frozenset(d.affirming + d.denying + d.other): measure(d) for d in two.values()}


@SLOW
@given(worlds, st.integers(0, 2**32), st.integers(1, 4))
def test_any_order_and_any_increments_give_the_bytes_of_a_batch_rebuild(rows, seed, steps):
    """Law 1: judgement is a function of the evidence, however it came in."""
    readings = [said(n, row) for n, row in enumerate(rows)]
    manifest, dossiers = whole(readings)
    order = list(readings)
    random.Random(seed).shuffle(order)
    store = MemoryStore()
    for step in range(1, steps + 1):
        part = order[: len(order) * step // steps]
        if part:
            again, its_dossiers = whole(part, store=store)
    assert encode(again) == encode(manifest)
    assert its_dossiers == dossiers


@SLOW
@given(worlds, st.integers(-5, 95))
def test_a_view_as_of_a_day_is_the_record_of_one_who_heard_nothing_later(rows, day):
    """Law 7. What was left out is counted, and that count alone differs."""
    readings = [said(n, row) for n, row in enumerate(rows)]
    limit = (START + timedelta(days=day)).isoformat()
    early = [r for r in readings if (r.document.published.to or "") <= limit]
    seen, dossiers = whole(readings, as_of=limit)
    alone, its_dossiers = whole(early, as_of=limit)
    assert dossiers == its_dossiers
    assert encode(seen.events) == encode(alone.events)
    assert encode(seen.sequences) == encode(alone.sequences)
    assert seen.counts | {"readings_not_used": 0} == alone.counts | {"readings_not_used": 0}


@SLOW
@given(worlds, st.sampled_from(["QA MFA", "QB MFA", "QE MFA"]))
def test_a_denial_is_kept_with_its_denier_and_vetoes_nothing(rows, denier):
    """Law 4: it neither vanishes nor takes away what others affirmed; a party that denies is itself no basis."""
    readings = [said(n, row) for n, row in enumerate(rows)]
    source = readings[0].claims[0]
    doc = document("Outlet N", (START + timedelta(days=rows[0]["day"] + 1)).isoformat(), text("denial"))
    slots = {name: rows[0][name] for name in ("when", "where")}
    no = claim(doc, [denier], stance="denies", **slots, **parties(rows[0]["kind"]))
    _, before = record(readings)
    _, after = record([*readings, reading(doc, no)])
    assert any(no.id in d.denying for d in after.values())
    assert {c for d in before.values() for c in d.affirming} == {c for d in after.values() for c in d.affirming}

    def others(dossiers):
        held = next(d for d in dossiers.values() if source.id in d.affirming + d.denying + d.other)
        return {o.label for o in held.origins if o.country != denier[:2]}

    assert others(before) == others(after)


hearsay = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from([(), ("unspecified report",)]), st.sampled_from(HEDGES)),
    min_size=1,
    max_size=8,
)


@SLOW
@given(hearsay)
def test_hearsay_in_any_number_cannot_be_judged(rows):
    """Law 5: F and 6 are values. Nothing is invented to fill a column."""
    readings = []
    for place, (day, speakers, hedge) in enumerate(rows):
        doc = document(f"Outlet {place}", (START + timedelta(days=day)).isoformat(), text(place))
        readings.append(reading(doc, claim(doc, speakers, hedge=hedge)))
    _, dossiers = record(readings)
    for dossier in dossiers.values():
        grade: Grade = dossier.grade
        assert (grade.source, grade.information) == ("F", "6")
        assert (grade.likelihood_low, grade.likelihood_high) == (None, None)
        assert (dossier.origin_count.low, dossier.origin_count.high) == (0, 0)
        assert len(dossier.unknown_lineage) == len(dossier.affirming)
        assert (dossier.place, dossier.period_from, dossier.period_to, dossier.series) == (None, None, None, ())


@SLOW
@given(worlds)
def test_no_figure_is_made_that_nobody_said(rows):
    """Law 6: no average, no sum: every figure of every series is one that a claim printed."""
    readings = [said(n, row) for n, row in enumerate(rows)]
    printed = {c.id: (c.quantity.low, c.quantity.high, c.quantity.words) for r in readings for c in r.claims if c.quantity}
    _, dossiers = record(readings)
    for dossier in dossiers.values():
        for series in dossier.series:
            for step in series.steps:
                assert (step.low, step.high, step.words) == printed[step.claim]
        assert {c for pair in dossier.conflicts for c in pair.claims} <= set(printed)
