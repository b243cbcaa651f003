"""The shipped readers on sentences of our own: deterministic, in order, within their windows, and a probability is one."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pytest
from judge_for_tests import FIELD, NETWORK, SHIPPED, VOCABULARY, document, dprk, present, walked
from msgspec import json

from vetoproof.examine.extractor import Extractor
from vetoproof.examine.learned.answers import BASES, POINTERS, STANCES, TYPES
from vetoproof.examine.learned.judge import Judge, Opinion
from vetoproof.examine.learned.linear import NEAR, Linear, features
from vetoproof.examine.learned.mixed import SHARE, Mixed
from vetoproof.examine.learned.network import Network
from vetoproof.examine.learned.sheet import COLUMNS, ROLES
from vetoproof.tiers import extractor

TEXT = "Pyongyang shipped 40 wagons of shells to Russia in May, a Norwegian minister said. Moscow called the report nonsense."


@lru_cache(maxsize=1)
def linear() -> Linear:
    return Linear((SHIPPED / FIELD).read_bytes())


@lru_cache(maxsize=1)
def network() -> Network:
    return Network(SHIPPED / NETWORK, (SHIPPED / VOCABULARY).read_text(encoding="utf-8"))


def judges() -> list[Judge]:
    return [linear(), network(), Mixed(network(), linear())]


@lru_cache(maxsize=2)
def tier(name: str) -> Extractor:
    return extractor(name)


def test_a_field_sees_only_its_block_and_the_head_of_each_word() -> None:
    _, _, sheet = walked("Oslo waited.\n\nSoldiers died.")
    seen = features(sheet, sheet.parts[0], len(sheet.words))
    assert len(seen) == sheet.parts[1]
    assert "w=soldiers" in seen[0]
    assert "h:w=died" in seen[0]
    assert "1:w=died" in seen[0]
    assert not any("waited" in f or "oslo" in f for f in seen[0])
    assert set(NEAR) <= set(COLUMNS)


@present
@pytest.mark.parametrize("which", [0, 1, 2], ids=["linear", "network", "mixed"])
def test_every_word_is_judged_once_in_order_with_probabilities(which: int) -> None:
    _, _, sheet = walked(TEXT + "\n\n" + "Oslo waited. " * 400)
    opinions: list[Opinion] = list(judges()[which].read(sheet))
    at = 0
    for opinion in opinions:
        odds = opinion.claims()
        # The words that a window takes over from the one before are context: no claim is seen there twice.
        lead = at - opinion.first
        assert 0 <= lead < len(odds)
        assert (odds[:lead] == 0).all()
        assert ((odds >= -1e-5) & (odds <= 1 + 1e-5)).all()
        at = opinion.first + len(odds)
    assert at == len(sheet.words)


@present
@pytest.mark.parametrize("which", [0, 1, 2], ids=["linear", "network", "mixed"])
def test_each_answer_about_a_word_is_one_of_its_kind(which: int) -> None:
    _, _, sheet = walked(TEXT)
    opinion = next(iter(judges()[which].read(sheet)))
    last = opinion.first + len(opinion.claims())
    for word in range(opinion.first, last):
        kind, share = opinion.type(word)
        assert kind in TYPES[1:]
        assert 0 <= share <= 1 + 1e-5
        assert opinion.stance(word)[0] in STANCES
        assert opinion.basis(word)[0] in BASES
        for name in POINTERS:
            pointed = opinion.pointed(name, word, 0.01)
            assert [p for _, p in pointed] == sorted((p for _, p in pointed), reverse=True)
            assert sum(p for _, p in pointed) <= 1 + 1e-4
            assert all(to is None or opinion.first <= to < last for to, _ in pointed)
        for role, odds in opinion.parties(word, ["NO"]).items():
            assert role in ROLES
            assert len({code for code, _ in odds}) == len(odds)
            assert all(0 <= p <= 1 for _, p in odds)


@present
def test_the_field_has_no_opinion_on_who_says_it() -> None:
    _, _, sheet = walked(TEXT)
    opinion = next(iter(linear().read(sheet)))
    assert opinion.stance(0)[1] == opinion.basis(0)[1] == 0.0
    assert opinion.pointed("source", 0) == []
    assert opinion.parties(0) == {}


@present
def test_the_mixture_is_the_mean_of_both_on_claims() -> None:
    _, _, sheet = walked(TEXT)
    ours = next(iter(Mixed(network(), linear()).read(sheet)))
    deep = next(iter(network().read(sheet))).claims()
    flat = np.concatenate([o.claims() for o in linear().read(sheet)])
    assert np.allclose(ours.claims(), SHARE * deep + (1 - SHARE) * flat, atol=1e-4)


@present
@pytest.mark.parametrize("name", ["fast", "deep"])
def test_a_tier_reads_the_same_bytes_twice_alone_and_among_others(name: str) -> None:
    reader = tier(name)
    alone = [json.encode(next(iter(reader.read([document(TEXT)], dprk())))) for _ in range(2)]
    among = list(reader.read([document("Oslo waited."), document(TEXT), document("Soldiers died near Kursk.")], dprk()))
    assert alone[0] == alone[1] == json.encode(among[1])


@present
@pytest.mark.parametrize("name", ["fast", "deep"])
def test_a_tier_reads_a_plain_shipment_with_its_figure(name: str) -> None:
    found = next(iter(tier(name).read([document(TEXT)], dprk()))).claims
    assert found
    for claim in found:
        assert TEXT[claim.span.start : claim.span.end] == claim.span.exact
    figures = [c.quantity.low for c in found if c.quantity is not None]
    assert 40 in figures


@present
def test_a_page_without_a_word_of_its_own_language_has_no_opinion() -> None:
    _, _, sheet = walked("\u200b \u202e 🙂🙂")
    for judge in judges():
        for opinion in judge.read(sheet):
            assert np.isfinite(opinion.claims()).all()
