"""Names are told apart as well as stated, and floors are only stated anew in the open: with the digest of the tables."""

from __future__ import annotations

import tomllib

import pytest
import score_names

from vetoproof.screen.kit import Kit

STATED = tomllib.loads(score_names.FLOORS.read_text(encoding="utf-8"))


def test_the_tables_are_those_for_which_the_floors_were_stated():
    assert STATED["gold"]["names"] == score_names.digest(), (
        "labelled names changed: run `python benchmarks/score_names.py --state` and say in the commit why the scores moved"
    )


@pytest.mark.gold
@pytest.mark.parametrize("split", ["dev", "test"])
def test_no_score_of_names_falls_below_its_floor(split):
    scores = score_names.measured(Kit(), split)
    assert scores.keys() == STATED[split].keys()
    assert not {name: (score, STATED[split][name]) for name, score in scores.items() if score < STATED[split][name]}
