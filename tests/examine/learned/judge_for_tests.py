"""A judge that answers what a test says, and readings of short texts of our own through it, the parser loaded once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from vetoproof.examine import claims
from vetoproof.examine.claims import Page
from vetoproof.examine.learned.extractor import LearnedExtractor
from vetoproof.examine.learned.judge import Judge, Opinion
from vetoproof.examine.learned.sheet import ROLES, Sheet, sheet
from vetoproof.examine.scene import Scene
from vetoproof.model import Claim, Document, Extent, Published, Reading
from vetoproof.packs.pack import Pack, load

FIELD, NETWORK, VOCABULARY = "reader.crfsuite", "reader.onnx", "vocab.txt"
SHIPPED = Path(str(files("vetoproof.packs") / "languages" / "en" / "reader"))
present = pytest.mark.skipif(
    not all((SHIPPED / name).is_file() for name in (FIELD, NETWORK, VOCABULARY)),
    reason="the trained files of the English reader are not in this checkout; train/README.md says how to make them",
)


@dataclass(slots=True)
class Said:
    """What the judge says at one word; what is left out is no opinion."""

    type: str = ""
    odds: float = 0.0
    stance: tuple[str, float] = ("asserts", 0.0)
    basis: tuple[str, float] = ("count", 0.0)
    points: Mapping[str, list[tuple[str | int | None, float]]] = field(default_factory=dict)
    parties: Mapping[str, Mapping[str, float]] | None = None


@dataclass(slots=True)
class Told:
    """A judge of one window. Words are named by their text (the first that is not taken yet) or by their number."""

    said: Mapping[str | int, Said]

    def read(self, sheet: Sheet) -> Iterator[Opinion]:
        """One opinion on the whole page."""
        yield ToldOpinion({_at(sheet, key): said for key, said in self.said.items()}, sheet, 0)


@dataclass(slots=True)
class ToldOpinion:
    """The answers of a test."""

    said: dict[int, Said]
    sheet: Sheet
    first: int

    def claims(self) -> NDArray[np.float32]:
        """The probabilities as told, 0 elsewhere."""
        odds = np.zeros(len(self.sheet.words), dtype=np.float32)
        for word, said in self.said.items():
            odds[word] = said.odds
        return odds

    def type(self, word: int) -> tuple[str, float]:
        """The event as told, with no doubt."""
        return self.said[word].type, 1.0

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """As told; a denial, faintly, where that is left out."""
        return ("denies", 0.01) if but and but == self._of(word).stance[0] else self._of(word).stance

    def basis(self, word: int) -> tuple[str, float]:
        """As told."""
        return self._of(word).basis

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """As told, the likeliest first."""
        found = [
            (None if to is None else _at(self.sheet, to), p) for to, p in self._of(word).points.get(name, ()) if p >= least
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """As told, also for the states asked for; {} where nothing is told."""
        told = self._of(word).parties
        if told is None:
            return {}
        return {role: [(c, told.get(role, {}).get(c, 0.0)) for c in {*codes, *told.get(role, {})}] for role in ROLES}

    def _of(self, word: int) -> Said:
        return self.said.get(word, Said())


def _at(sheet: Sheet, key: str | int) -> int:
    return key if isinstance(key, int) else sheet.words.index(key)


@dataclass(slots=True)
class Switch:
    """The judge that the shared extractor asks: whichever a test puts in."""

    now: Judge

    def read(self, sheet: Sheet) -> Iterator[Opinion]:
        """The opinions of the judge put in."""
        yield from self.now.read(sheet)


SWITCH = Switch(Told({}))


@lru_cache(maxsize=1)
def extractor() -> LearnedExtractor:
    return LearnedExtractor("deep", SWITCH, "0" * 12)


@lru_cache(maxsize=1)
def dprk() -> Pack:
    return load("dprk")


def document(text: str, headline: str = "") -> Document:
    day = Published("2025-01-20", "2025-01-20", "2025-01-20", "day")
    return Document(
        sha256="ab" * 32, url="https://example.org/a", kind="page", text=text, outlet="Example Daily", language="en",
        published=day, headline=(Extent(0, len(headline)),) if headline else (),
    )  # fmt: skip


def reading(text: str, judge: Judge, headline: str = "") -> Reading:
    SWITCH.now = judge
    return next(iter(extractor().read([document(text, headline)], dprk())))


def read(text: str, said: Mapping[str | int, Said]) -> list[Claim]:
    """The claims of a text under a judge that says this."""
    return list(reading(text, Told(said)).claims)


def speakers(claim: Claim) -> list[str]:
    """The chain without its outlet."""
    return [link.speaker for link in claim.chain[1:]]


def walked(text: str, headline: str = "") -> tuple[Scene, Page, Sheet]:
    """A text as the rules read it, and as a judge sees it."""
    reader = extractor()
    doc = next(iter(reader._parser.pipe([text], dprk().languages["en"])))
    scene = Scene.of(document(text, headline), doc, reader._lexicon(dprk(), "en"))
    page = claims.walk(scene)
    return scene, page, sheet(scene, page)
