"""The reader's scores hold, and floors are only stated anew in the open: with the digest of the gold that they hold for."""

from __future__ import annotations

import floors
import golden
import pytest

STATED = sorted(floors.stated()["gold"])


@pytest.mark.parametrize("kind", STATED)
def test_the_gold_is_the_gold_for_which_the_floors_were_stated(kind):
    assert floors.stated()["gold"][kind] == floors.gold_digest(kind), (
        f"texts or labels changed: run `python benchmarks/floors.py --state --set {kind}` and say in the commit why the"
        " scores moved"
    )


def test_every_set_has_floors():
    assert set(golden.SETS) == set(STATED), "run `python benchmarks/floors.py --state --set NAME` for a new set"


@pytest.mark.gold
@pytest.mark.parametrize("split", floors.SPLITS)
@pytest.mark.parametrize("kind", STATED)
def test_no_score_falls_below_its_floor(kind, split):
    wanted = floors.stated()[kind][split]
    scores = floors.measure(kind, split)
    assert scores.keys() == wanted.keys()
    assert not {name: (score, wanted[name]) for name, score in scores.items() if score < wanted[name]}
