"""The words of the house: JSON in and out, ids that never change, places in a text."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vetoproof.model as model
from vetoproof.model import (
    Attribution,
    Capture,
    Claim,
    Document,
    DocumentRef,
    Frame,
    Hedge,
    Period,
    PlaceRef,
    Quantity,
    Reading,
    Reply,
    RoundsPer,
    Span,
    claim_id,
    decode,
    encode,
    identity,
    sha256,
)

WORDS = sorted(
    (word for name in model.__all__ if inspect.isclass(word := getattr(model, name)) and issubclass(word, msgspec.Struct)),
    key=lambda word: word.__name__,
)
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

# JSON has neither lone surrogates nor infinities; whole numbers beyond 64 bits are no figures that anybody prints.
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.from_type(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.from_type(str), inner, max_size=3),
    max_leaves=5,
)


def made(word: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Any value of a word, field by field, as its types allow."""
    fields = {field.name: of(field.type) for field in msgspec.structs.fields(word)}
    if word is RoundsPer:
        # The one word that refuses what cannot be: no rounds, or in nothing.
        some = st.floats(1, 1e6)
        fields |= {"rounds_low": some, "rounds_high": some.map(lambda rounds: rounds + 1e6), "containers": some}
        fields |= {"tonnes": st.none(), "payload_kg": st.none()}
    return st.builds(word, **fields)


def of(kind: Any) -> st.SearchStrategy[Any]:
    if kind is Any:
        return values
    if inspect.isclass(kind) and issubclass(kind, msgspec.Struct):
        return made(kind)
    origin, parts = getattr(kind, "__origin__", None), getattr(kind, "__args__", ())
    if origin is tuple:
        inner = of(parts[0])
        return st.lists(inner, max_size=2).map(tuple) if parts[1:] == (...,) else st.tuples(*map(of, parts))
    if origin is dict:
        return st.dictionaries(of(parts[0]), of(parts[1]), max_size=2)
    if parts and not isinstance(parts[0], (str, int)):
        return st.one_of(*map(of, parts))
    return st.from_type(kind)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_every_word_is_what_it_was_after_json_and_back(word: type[msgspec.Struct]) -> None:
    @QUICK
    @given(made(word))
    def back(value: Any) -> None:
        data = encode(value)
        assert decode(data, word) == value
        assert encode(decode(data, word)) == data, "equal values are equal bytes"

    back()


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_no_word_can_be_changed_once_it_is_made(word: type[msgspec.Struct]) -> None:
    assert word.__struct_config__.frozen


def test_canonical_json_sorts_keys_and_spends_no_byte() -> None:
    assert encode({"b": [1, 2.5, None], "a": "é"}) == '{"a":"é","b":[1,2.5,null]}'.encode()
    assert encode(Period(from_="2024-06", to=None, precision="month", kind="window")) == (
        b'{"from":"2024-06","kind":"window","precision":"month","to":null}'
    )


def test_what_is_no_word_is_refused_with_the_path_that_is_wrong() -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.stance"):
        decode(encode({**msgspec.to_builtins(CLAIM), "stance": "shrugs"}), Claim)


CHAIN = (
    Attribution(speaker="Daily", kind="outlet"),
    Attribution(speaker="AA Agency", kind="organisation", actor="AA Agency", country="AA", cue="said"),
)
FRAME = Frame(type="arms_transfer", supplier="AA", recipient="BB", item="containers", place=PlaceRef(name="Northport"))
QUANTITY = Quantity(low=10_000, high=None, comparator="more_than", unit="containers", words="more than 10,000 containers")
PERIOD = Period(from_="2023-09", to=None, precision="month", kind="window")
TEXT = "AA Agency said that more than 10,000 containers had likely gone from AA to BB."
DOCUMENT = Document(sha256=sha256(b"page"), url="https://daily.example/1", kind="page", text=TEXT, extractor="test@1")
NAME = claim_id(DOCUMENT.sha256, TEXT, CHAIN, "asserts", Hedge(exact="likely"), FRAME, QUANTITY, PERIOD)
CLAIM = Claim(
    id=NAME, document=DocumentRef.of(DOCUMENT), span=Span.of(TEXT, 0, len(TEXT)), chain=CHAIN, stance="asserts",
    hedge=Hedge(exact="likely"), frame=FRAME, quantity=QUANTITY, period=PERIOD,
)  # fmt: skip

POLLED = Capture(address="a", at="2024-01-01T00:00:00Z", sha256="00", media_type="text/html", size=4)
ASKED = Reply(event="e", party="AA", channel="post", asked_at="2024-01-01", answered_at=None, published=None, text=None)

# Ids stand in ledgers, in links and in print. If one of these changes, every ledger that was ever written is orphaned.
PINNED = {
    "parts": (identity("claim", 1, None, ["a"]), "6700ee9cfa69b990355ac821f41bdda8"),
    "document": (DOCUMENT.id, "199428ffe57c6cbeaff6feb6c4ee6fbc"),
    "claim": (NAME, "68091b5a59d1839334448dcd5955846f"),
    "capture": (POLLED.id, "b14dbc52145f55b70023d89b43d35813"),
    "reading": (Reading(capture="c", examiner="e@1", pack="p", document=DOCUMENT).id, "f5660ab9bc80dceb2ead49092b6237b6"),
    "reply": (
        ASKED.id, "3050b167ab4214cb0e6a5c5b202b7a46"
    ),
}  # fmt: skip


@pytest.mark.parametrize("word", PINNED)
def test_ids_are_what_they_have_always_been(word: str) -> None:
    found, pinned = PINNED[word]
    assert found == pinned


def test_a_claims_id_hangs_on_what_it_says_and_on_nothing_else() -> None:
    def named(**changed: Any) -> str:
        parts = {
            "sha256": DOCUMENT.sha256, "quote": TEXT, "chain": CHAIN, "stance": "asserts", "hedge": Hedge(exact="likely"),
            "frame": FRAME, "quantity": QUANTITY, "period": PERIOD,
        }  # fmt: skip
        return claim_id(**{**parts, **changed})

    moved = tuple(msgspec.structs.replace(link, span=Span(1, 2, "x")) for link in CHAIN)
    assert named(chain=moved) == named(hedge=Hedge(exact="likely", span=Span(3, 9, "likely"))) == NAME, "offsets are no content"
    others = {
        named(sha256="00"), named(quote="x"), named(chain=CHAIN[:1]), named(stance="denies"), named(hedge=None),
        named(frame=msgspec.structs.replace(FRAME, supplier="BB")), named(quantity=None), named(period=None),
    }  # fmt: skip
    assert len(others) == 8
    assert NAME not in others


def test_the_same_bytes_polled_again_are_the_same_capture() -> None:
    assert msgspec.structs.replace(POLLED, at="2025-01-01T00:00:00Z", collector="other").id == POLLED.id
    assert msgspec.structs.replace(POLLED, handling="sealed").id != POLLED.id


@given(st.text(max_size=200), st.data())
def test_a_span_holds_its_quote_with_a_little_on_either_side(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.exact
    assert len(span.prefix) <= 32 >= len(span.suffix)
    assert span.prefix + span.exact + span.suffix in text
    assert text.find(span.prefix + span.exact + span.suffix) <= start


def test_offsets_count_code_points_not_bytes() -> None:
    text = "Ōsaka 🚢: six ships"
    assert Span.of(text, text.index("six"), len(text)).exact == "six ships"
    assert Span.of(text, 6, 7).exact == "🚢"
