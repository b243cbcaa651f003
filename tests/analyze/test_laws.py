"""The laws of the house, held against random chronicles."""

from __future__ import annotations

import random

import msgspec
import pytest
from chronicle import Chronicle, pack, regime, tell
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.analyze.memory import MemoryStore
from vetoproof.model import Reading, encode
from vetoproof.packs.pack import Pack

# One example is two records, a fifth of a second: few by default, `make fuzz` looks further.
FUZZ = settings.get_current_profile_name() == "fuzz"
DAYS = [f"2024-10-{day:02}" for day in range(1, 29)]
BASES = ["CC Agency", "CC Ministry", "DD Agency", "EE Agency", "RUNE", "OBIS", "Team", "anon:military source", "New Minister"]
SPECS = st.fixed_dictionaries(
    {
        "day": st.integers(0, 13),
        "outlet": st.sampled_from(["Daily One", "Daily Two", "Daily Three", "Mirror"]),
        "relay": st.sampled_from(["", "", "Wire"]),
        "basis": st.sampled_from([*BASES, ""]),
        "type": st.sampled_from(["arms_transfer", "casualties", "visit"]),
        "stance": st.sampled_from(["asserts", "asserts", "asserts", "denies", "questions"]),
        "hedge": st.sampled_from([None, None, "likely", "may"]),
        "value": st.sampled_from([None, None, 6, 100, 3000]),
        "when": st.sampled_from([None, None, "2024-09-03", "2024-09-20", "2024-09-01/2024-09-30"]),
        "window": st.sampled_from([None, None, "2023-08/"]),
        "place": st.sampled_from([None, None, "Rivertown", "Hillford"]),
        "item": st.sampled_from([None, "containers", "shells", "food"]),
    }
)
CHRONICLES = st.lists(SPECS, min_size=1, max_size=10)


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


def written(number: int, spec: dict[str, object], **changes: object) -> Reading:
    spec = spec | changes
    chain = " > ".join(str(part) for part in (spec["outlet"], spec["relay"], spec["basis"]) if part)
    roles = {"visit": {"agent": "AA", "patient": "BB"}, "casualties": {"patient": "AA"}}.get(str(spec["type"]), {})
    return tell(
        str(changes.get("name", f"claim{number}")), DAYS[int(str(spec["day"]))], chain, type=spec["type"],
        stance=spec["stance"], hedge=spec["hedge"], value=spec["value"], when=spec["when"],
        window=None if spec["when"] else spec["window"], place=spec["place"], item=spec["item"], **roles,
    )  # type: ignore[arg-type]  # fmt: skip


@settings(max_examples=200 if FUZZ else 15, deadline=None)
@given(specs=CHRONICLES, seed=st.integers(0, 10_000))
def test_any_order_and_any_increments_of_arrival_give_the_record_of_a_batch_rebuild(
    invented: Pack, specs: list[dict[str, object]], seed: int
) -> None:
    readings = [written(n, spec) for n, spec in enumerate(specs)]
    batch = Chronicle(readings, invented).content()
    rng = random.Random(seed)
    rng.shuffle(readings)
    store = MemoryStore()
    for end in sorted({rng.randint(1, len(readings)), len(readings)}):
        grown = Chronicle(readings[:end], invented, store)
    assert grown.content() == batch


@settings(max_examples=200 if FUZZ else 20, deadline=None)
@given(
    specs=CHRONICLES,
    which=st.integers(0, 9),
    later=st.integers(1, 6),
    kind=st.sampled_from(["cited", "uncited", "rewritten", "hedge dropped", "hedge strengthened", "outcome changed"]),
)
def test_a_relay_never_moves_a_grade_or_a_count_of_origins(
    invented: Pack, specs: list[dict[str, object]], which: int, later: int, kind: str
) -> None:
    readings = [written(n, spec) for n, spec in enumerate(specs)]
    source = specs[which % len(specs)]
    changes: dict[str, object] = {"name": "relay", "outlet": "Mirror Late", "day": int(str(source["day"])) + later}
    if kind == "cited":
        changes["relay"] = source["outlet"]
    elif kind == "uncited":
        changes |= {"relay": "", "basis": ""}
    elif kind == "hedge dropped":
        changes["hedge"] = None
    elif kind == "hedge strengthened":
        changes["hedge"] = "almost certainly"
    before = Chronicle(readings, invented)
    relay = written(99, source, **changes)
    if kind == "rewritten":
        relay = msgspec.structs.replace(
            relay, document=msgspec.structs.replace(relay.document, text="Other words entirely tell the same thing again.")
        )
    after = Chronicle([*readings, relay], invented)
    for dossier in before.dossiers.values():
        for claim in dossier.affirming:
            same = after.of(claim)
            assert set(dossier.affirming) <= set(same.affirming)
            assert same.origin_count.low == dossier.origin_count.low
            assert same.origin_count.high == dossier.origin_count.high
            assert same.grade == dossier.grade


@settings(max_examples=200 if FUZZ else 12, deadline=None)
@given(specs=CHRONICLES)
def test_exchanging_two_states_exchanges_their_grades_exactly(
    invented: Pack, scales_pack: Pack, specs: list[dict[str, object]]
) -> None:
    readings = [written(n, spec) for n, spec in enumerate(specs)]
    swapped = Chronicle([msgspec.convert(_swap(msgspec.to_builtins(r)), Reading) for r in readings], _swapped_pack(scales_pack))
    plain = Chronicle(readings, invented)
    mirrored = {claim: d for d in swapped.dossiers.values() for claim in (*d.affirming, *d.denying, *d.other)}
    for dossier in plain.dossiers.values():
        twin = mirrored[dossier.event]
        assert twin.origin_count.low == dossier.origin_count.low
        assert twin.origin_count.high == dossier.origin_count.high
        assert {o.lead for o in twin.origins} == {o.lead for o in dossier.origins}
        for slot in ("likelihood_low", "likelihood_high", "source", "information", "confidence"):
            assert getattr(twin.grade, slot) == getattr(dossier.grade, slot)
        assert _swap(dossier.supplier) == twin.supplier


@settings(max_examples=200 if FUZZ else 12, deadline=None)
@given(specs=CHRONICLES, day=st.integers(0, 13))
def test_a_record_as_of_a_day_is_the_record_of_what_was_published_by_then(
    invented: Pack, specs: list[dict[str, object]], day: int
) -> None:
    readings = [written(n, spec) for n, spec in enumerate(specs)]
    known = [r for n, r in enumerate(readings) if int(str(specs[n]["day"])) <= day]
    then, only = Chronicle(readings, invented, as_of=DAYS[day]), Chronicle(known, invented, as_of=DAYS[day])
    assert {e: encode(d) for e, d in then.dossiers.items()} == {e: encode(d) for e, d in only.dossiers.items()}


def _swap(value: object, a: str = "CC", b: str = "EE") -> object:
    """The value with two states exchanged in every name and code."""
    if isinstance(value, str):
        return value.replace(a, "\0").replace(b, a).replace("\0", b) if "http" not in value else value
    if isinstance(value, dict):
        return {k: _swap(v, a, b) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_swap(v, a, b) for v in value]
    return value


def _swapped_pack(scales_pack: Pack) -> Pack:
    law = regime()
    return pack(scales_pack.scales, msgspec.convert(_swap(msgspec.to_builtins(law)), type(law)))
