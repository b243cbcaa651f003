"""Triage seldom sets aside a document that has labelled claims: what it loses, no reader can find again."""

from __future__ import annotations

import pytest
import score_claims

KEPT = 0.98
"""Of a set's documents with labelled claims. Terms that keep the last one would let the whole war through."""


class Unread:
    """An extractor that reads nothing, so that only what comes before it is tested."""

    name, version = "nothing", "1"

    def read(self, documents, pack):  # noqa: ARG002  # the protocol's
        from vetoproof.model import Reading

        for document in documents:
            yield Reading(capture="", examiner="", pack="", document=document)


@pytest.mark.parametrize("kind", score_claims.SETS)
@pytest.mark.parametrize("split", ["dev", "test"])
def test_documents_with_labelled_claims_are_not_set_aside(kind, split):
    from vetoproof.examine.captures import Examiner
    from vetoproof.gather.files import pieces
    from vetoproof.gather.walk import Walk
    from vetoproof.packs.pack import load
    from vetoproof.single import _capture

    labelled = {row["doc"] for row in score_claims.labels(kind, split) if row.get("scope", "in") == "in"}
    found = [(one.path.name, piece) for one in Walk(score_claims.texts(kind, split)).found for piece in pieces(one)]
    captures = [(_capture(piece, piece.data), piece.data) for _, piece in found if piece.data is not None]
    readings = Examiner(Unread(), load("dprk")).read(captures)
    names = [name for name, piece in found if piece.data is not None]
    refused = [name for name, reading in zip(names, readings, strict=True) if reading.rejected and name in labelled]
    # Names of the split that nobody looks at are not printed.
    assert 1 - len(refused) / len(labelled) >= KEPT, refused if split == "dev" else len(refused)
