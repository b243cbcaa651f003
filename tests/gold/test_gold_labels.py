"""Label lines are read strictly: what is wrong is named with its file and line."""

from __future__ import annotations

import json

import pytest

from vetoproof.gold.labels import LabelError, entries, labels

LINE = {
    "doc": "one.html",
    "story": "a-1",
    "span": {"exact": "Ten ships left"},
    "also": [{"exact": "Ships left"}],
    "chain": [{"speaker": "Gazette", "kind": "outlet", "words": None, "cue": None}],
    "stance": "asserts",
    "hedge": None,
    "frame": {"type": "arms_transfer", "place": {"name": None, "to": "Rajin"}},
    "quantity": {"low": 10, "high": 10, "comparator": "exact", "unit": None, "words": "Ten ships", "basis": None},
    "period": {"from": "2024-06", "to": None, "precision": "month", "kind": "window"},
    "scope": "in",
}


def test_a_line_is_read_with_its_words_and_cues():
    chain = [*LINE["chain"], {"speaker": "Ministry", "kind": "organisation", "words": "the ministry", "cue": "said"}]
    (label,) = labels(json.dumps({**LINE, "chain": chain}) + "\n\n", "dev.jsonl")
    assert (label.chain[1].words, label.chain[1].cue) == ("the ministry", "said")
    assert (label.period.from_, label.quantity.unit, label.frame.place.to) == ("2024-06", None, "Rajin")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stance": "hopes"}, "stance"),
        ({"frame": {"type": "party"}}, "type"),
        ({"span": {}}, "exact"),
        ({"chain": []}, "chain is empty"),
    ],
)
def test_a_line_that_breaks_the_rules_is_named(change, told):
    with pytest.raises(LabelError, match=f"dev.jsonl.*{told}"):
        labels(json.dumps({**LINE, **change}), "dev.jsonl")


def test_what_is_no_json_is_named_by_its_line():
    with pytest.raises(LabelError, match=r"dev\.jsonl:2"):
        labels(json.dumps(LINE) + "\n{oops", "dev.jsonl")


def test_an_index_tells_story_kind_and_split():
    (entry,) = entries('{"doc": "one.html", "split": "dev", "story": "a-1", "kind": "agency", "facts": "x"}', "index.jsonl")
    assert (entry.split, entry.story, entry.kind, entry.text) == ("dev", "a-1", "agency", None)
    with pytest.raises(LabelError, match="split"):
        entries('{"doc": "one.html", "split": "all"}', "index.jsonl")
