"""Laws that hold whatever a judge answers: spans are verbatim, ids are unique, nothing raises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_for_tests import SWITCH, document, dprk, extractor, reading
from numpy.typing import NDArray

from vetoproof.examine.learned.answers import BASES, STANCES, TYPES
from vetoproof.examine.learned.judge import Opinion
from vetoproof.examine.learned.sheet import ROLES, Sheet
from vetoproof.model import Reading

HEAD = "Seoul: North's men in Kursk"
TEXTS = (
    f"{HEAD}\n\nNorth Korea has sent 1,500 soldiers to Russia, the defence ministry in Seoul said on Friday. He added that "
    "between 200 and 300 of them were probably killed in June, according to Reuters, citing Ukrainian intelligence.\n\n"
    "Moscow denied it. \"We don't comment,\" Kim Jong Un's sister told KCNA, “never”.",
    f"{HEAD}\n\n- 20 containers;\n- 3 ships (the Lady R among them)\n- none\n\nWhy? Thousands of shells, officials say: "
    "up to 6 million. 2024 / 2025. Neither Seoul nor Tokyo would, could or might say who pays $ 5m a month",
    f"{HEAD}\n\nquiet\u200b words , , ; “ \" ' ) ( 朝鮮 北韓 قال 🙂 1 2 3 4.5 6,7 % of of of and and or "
    "said said said he she it",
)


@dataclass(slots=True)
class Dice:
    """A judge that answers at random, in windows of random length, from a seed. `loud`: how many words it sees as claims."""

    seed: int
    loud: float

    def read(self, sheet: Sheet) -> Iterator[Opinion]:
        """Opinions on runs of 1 to 60 words that cover the page."""
        random, at = Random(self.seed), 0
        while at < len(sheet.words):
            last = min(len(sheet.words), at + random.randint(1, 60))
            yield DiceOpinion(self.seed, self.loud, sheet, at, last)
            at = last


@dataclass(slots=True)
class DiceOpinion:
    """One random opinion; a question asked twice is answered alike. The network points inside a window, this one anywhere."""

    seed: int
    loud: float
    sheet: Sheet
    first: int
    last: int

    def claims(self) -> NDArray[np.float32]:
        """Random probabilities, many of them 0."""
        dice = [self._dice("claims", word) for word in range(self.first, self.last)]
        return np.array([d.random() * (d.random() < self.loud) for d in dice], dtype=np.float32)

    def type(self, word: int) -> tuple[str, float]:
        """Any event."""
        dice = self._dice("type", word)
        return dice.choice(TYPES[1:]), dice.random()

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """Any stance."""
        dice = self._dice("stance", word)
        return dice.choice([s for s in STANCES if s != but]), dice.random()

    def basis(self, word: int) -> tuple[str, float]:
        """Any basis."""
        dice = self._dice("basis", word)
        return dice.choice(BASES), dice.random()

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """Some words of the page, or nobody, or no answer at all."""
        dice = self._dice(name, word)
        odds = sorted((dice.random() for _ in range(dice.randint(0, 4))), reverse=True)
        if dice.random() < 0.5:
            odds = [0.9, *(0.1 * p for p in odds)]
        words = (dice.choice([None, *range(len(self.sheet.words))]) for _ in odds)
        return [(to, p) for to, p in zip(words, odds, strict=True) if p >= least]

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """Any state in any role."""
        dice = self._dice("parties", word)
        wanted = dict.fromkeys([*self.sheet.parties, *self.sheet.states, *codes, "NO"])
        return {role: [(code, dice.random()) for code in wanted] for role in ROLES}

    def _dice(self, question: str, word: int) -> Random:
        return Random(f"{self.seed} {question} {word}")


def lawful(found: Reading, text: str) -> None:
    """The laws of a reading."""
    assert len({c.id for c in found.claims}) == len(found.claims)
    for claim in found.claims:
        assert claim.span.exact.strip()
        assert text[claim.span.start : claim.span.end] == claim.span.exact
        assert all(0 <= e.start < e.end <= len(text) for e in claim.also)
        for link in claim.chain:
            assert link.span is None or text[link.span.start : link.span.end] == link.span.exact
        if claim.hedge is not None and claim.hedge.span is not None:
            assert text[claim.hedge.span.start : claim.hedge.span.end] == claim.hedge.span.exact
        assert claim.chain[0].speaker == "Example Daily"
        assert claim.frame.type in TYPES[1:]
        assert claim.stance in STANCES
    assert all(r.reason for r in found.rejected)


@given(st.sampled_from(TEXTS), st.integers(0, 2**32 - 1), st.sampled_from([0.1, 0.5, 1.0]))
@settings(deadline=None, max_examples=40)
def test_whatever_a_judge_answers_spans_are_verbatim_ids_unique_and_nothing_raises(text: str, seed: int, loud: float) -> None:
    lawful(reading(text, Dice(seed, loud), HEAD), text)


@given(st.text(alphabet="Seoul said 1,500 men.\n\u200b\u202e“”\"'!?ق朝-$%", max_size=150), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=40)
def test_it_holds_of_any_text(text: str, seed: int) -> None:
    lawful(reading(text, Dice(seed, 1.0)), text)


def test_the_same_answers_give_the_same_bytes() -> None:
    encoded = {msgspec.json.encode(reading(TEXTS[0], Dice(7, 0.7), HEAD)) for _ in range(3)}
    assert len(encoded) == 1


@pytest.mark.parametrize("parties", [(), ("KP",), ("KP", "RU", "CN")])
def test_it_holds_whatever_the_regimes_parties(parties: tuple[str, ...]) -> None:
    regime = msgspec.structs.replace(dprk().regime, parties=parties)
    pack = msgspec.structs.replace(dprk(), regime=regime, digest=f"any judge {parties}")
    for seed in range(5):
        SWITCH.now = Dice(seed, 0.7)
        for text in TEXTS:
            lawful(next(iter(extractor().read([document(text, HEAD)], pack))), text)
