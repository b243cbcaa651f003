"""Compiled passes and the readable form give one result: what two names tell, which words relate, which rows are found."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from listed import KIT, asked, index_of, listing

from vetoproof.compiled import compiles
from vetoproof.screen.bulk import Bulk, BulkFinder
from vetoproof.screen.index.candidates import Finder
from vetoproof.screen.index.index import Index
from vetoproof.screen.names.reader import kind_of
from vetoproof.screen.score.kernel_codes import ASK, NOTHING
from vetoproof.screen.screener import SOME

PAIRS = Path(__file__).parents[2] / "gold" / "names" / "pairs.csv"
with PAIRS.open(encoding="utf-8", newline="") as file:
    ROWS = [row for row in csv.DictReader(file) if row["split"] == "dev"][::8]
ODD = [
    "Ltd GmbH Trading", "17", "x" * 70, "J.C. Trading", "A B C D", "LLC Trading 3", "Jong Un Kim", "Namchon Gang", "JC",
    "word " * 30, "Trading Joint Stock Company", "Dr Ivan bin Ivan", "Zoranzigic", "Zoran Zigic",
]  # fmt: skip
LISTED = sorted({(row["name2"], row["schema"]) for row in ROWS} | {(name, "Company") for name in ODD})
INDEX = index_of([listing(name, schema=schema, id=str(at)) for at, (name, schema) in enumerate(LISTED)])  # type: ignore[arg-type]
WORDS = sorted({INDEX.key(at) for at in range(len(INDEX.arrays["word_number"]))})


@pytest.fixture(scope="module")
def bulk() -> Bulk:
    return Bulk(INDEX, KIT.scorer)


def agrees(bulk: Bulk, name: str, schema: str, rows: list[int]) -> tuple[int, int]:
    """How many comparisons the pass made, and how many it left to the readable form."""
    kind = kind_of(schema)
    readings = KIT.reader.read(name, kind)
    told = bulk.told(readings, np.array(rows, np.int64), kind) if readings else []
    for row, one in zip(rows, told, strict=False):
        best = KIT.scorer.best(readings, INDEX.readings(row), kind)
        if one != ASK:
            assert best.told == pytest.approx(one, abs=1e-9) if best else one == NOTHING, (name, INDEX.name_of(row))
    return len(told), told.count(ASK)


def test_real_pairs_are_told_the_same_and_nearly_all_by_the_pass(bulk: Bulk) -> None:
    made = [agrees(bulk, row["name1"], row["schema"], list(range(at % 7, INDEX.rows, 97))) for at, row in enumerate(ROWS)]
    assert sum(n for n, _ in made) > 2_500
    assert sum(asks for _, asks in made) < 0.03 * sum(n for n, _ in made)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sampled_from(["Person", "Company", "Vessel", ""]))
def test_names_put_together_by_chance_are_told_the_same(words: list[str], schema: str) -> None:
    agrees(Bulk(INDEX, KIT.scorer), " ".join(words), schema, list(range(0, INDEX.rows, 53)))


def test_odd_names_are_told_the_same(bulk: Bulk) -> None:
    for name in ODD:
        for schema in ("Person", "Company", "Vessel", "Asset"):
            agrees(bulk, name, schema, list(range(0, INDEX.rows, 7)))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.sampled_from(WORDS), st.text("abeiklmnorsuz", min_size=1, max_size=20)))
def test_a_word_has_the_same_relatives(bulk: Bulk, word: str) -> None:
    plain, hastened = index_again(), index_again()
    hastened.slipped = bulk.slipped
    one, other = plain.relatives("latin", word), hastened.relatives("latin", word)
    assert one.words.tolist() == other.words.tolist()
    assert one.levels.tolist() == other.levels.tolist()


def index_again() -> Index:
    return Index(INDEX.arrays, KIT.relations)


def test_the_same_rows_are_found_in_the_same_order() -> None:
    plain, swift = Finder(INDEX, KIT.background), BulkFinder(INDEX, KIT.background)
    for row in ROWS[::3]:
        for reading in KIT.reader.read(row["name1"], kind_of(row["schema"])):
            one, other = plain.find(reading, 0.5, 29), swift.find(reading, 0.5, 29)
            assert one.rows.tolist() == other.rows.tolist()
            assert one.ranks.tolist() == pytest.approx(other.ranks.tolist(), abs=1e-5)
            assert one.cut == other.cut


def test_answers_and_their_reasons_are_the_same_before_and_after_the_passes_are_loaded() -> None:
    hastened = KIT.screener(index_again())
    hastened.hasten()
    for at in range(0, len(ROWS), SOME - 1):
        plain = KIT.screener(index_again())  # one that has not yet been asked often enough to load the passes by itself
        for row in ROWS[at : at + SOME - 1 : 4]:
            query = asked(row["name1"], row["schema"])
            assert plain.screen(query) == hastened.screen(query)


def test_uncompiled_the_lines_give_the_same() -> None:
    assert compiles()
    script = """
import test_bulk
from vetoproof.compiled import compiles
assert not compiles()
bulk = test_bulk.Bulk(test_bulk.INDEX, test_bulk.KIT.scorer)
print(sum(test_bulk.agrees(bulk, row["name1"], row["schema"], [1, 50, 99])[0] for row in test_bulk.ROWS[:6]))
"""
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    made = subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": paths}, text=True,
        capture_output=True, check=False,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert int(made.stdout) >= 12
