"""Triage seldom sets aside a document that has labelled claims: what it loses, no reader can find again."""

from __future__ import annotations

import golden
import pytest

KEPT = 0.98
"""Of a set's documents with labelled claims. Terms that keep the last one would let the whole war through."""


@pytest.mark.gold
@pytest.mark.parametrize("kind", golden.SETS)
@pytest.mark.parametrize("split", ["dev", "test"])
def test_documents_with_labelled_claims_are_not_set_aside(kind, split):
    from vetoproof.packs.pack import load

    labelled = {doc for doc, labels in golden.gold(kind).labels(split).items() if any(one.scope == "in" for one in labels)}
    readings = golden.readings(golden.texts(kind, split), golden.Opened(), load("dprk"))
    refused = [path.name for path, reading in readings if reading.rejected and path.name in labelled]
    kept = 1 - len(refused) / len(labelled)
    # Names of the split that nobody looks at are not printed.
    shown = refused if split == "dev" else len(refused)
    del labelled, refused
    assert kept >= KEPT, shown
