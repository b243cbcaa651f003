"""`vetoproof gold` on a folder that anyone could have made: two documents and their labels."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import WRONG_USE, done, vetoproof

PAGE = """<html><head><title>Ministry: 400 containers shipped</title></head><body><article>
<h1>Ministry: 400 containers shipped</h1>
<p>SEOUL, 3 June 2024. North Korea has shipped at least 400 containers of artillery shells to Russia since September,
South Korea's defence ministry said on Monday. The containers left the port of Rajin by sea, and the ministry did not say
what it based the figure on.</p>
<p>The Kremlin denied that Russia receives any weapons from North Korea.</p></article></body></html>"""
LABEL = {
    "doc": "one.html",
    "span": {"exact": "North Korea has shipped at least 400 containers of artillery shells to Russia since September"},
    "chain": [{"speaker": "Gazette", "kind": "outlet"}, {"speaker": "KR MND", "kind": "organisation", "cue": "said"}],
    "stance": "asserts",
    "frame": {"type": "arms_transfer", "supplier": "KP", "recipient": "RU", "item": "containers"},
    "quantity": {"low": 400, "high": None, "comparator": "at_least", "unit": "containers", "basis": "count"},
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    for split in ("dev", "test"):
        (folder / split).mkdir(parents=True)
        (folder / split / "one.html").write_text(PAGE, "utf-8")
        (folder / f"{split}.jsonl").write_text(json.dumps(LABEL) + "\n", "utf-8")
    return folder


def test_a_folder_of_labels_is_scored(gold: Path) -> None:
    told = json.loads(done("gold", "score", "--gold", gold, "--json"))
    found = told["sets"]["mine"]
    assert (told["split"], found["documents"], found["claims"]["wanted"], found["claims"]["right"]) == ("dev", 1, 1, 1)
    assert found["by_slot"]["low"]["right"] == 1
    assert "over 1 stories" in done("gold", "score", "--gold", gold)


def test_the_error_browser_is_written(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "errors.html"
    assert "Written" in done("gold", "errors", "--gold", gold, "-o", out)
    page = out.read_text("utf-8")
    assert "mine.one.1" in page
    assert "artillery shells" in page


def test_the_test_split_is_shown_without_its_texts_or_not_at_all(gold: Path, tmp_path: Path) -> None:
    out = tmp_path / "errors.html"
    refused = vetoproof("gold", "errors", "--gold", gold, "--split", "test", "-o", out)
    assert (refused.returncode, out.exists()) == (WRONG_USE, False)
    assert "--report-only" in refused.stderr
    done("gold", "errors", "--gold", gold, "--split", "test", "--report-only", "-o", out)
    page = out.read_text("utf-8")
    assert "artillery" not in page
    assert "one.html" not in page


def test_what_is_wrong_with_a_folder_is_told_with_what_to_do(gold: Path, tmp_path: Path) -> None:
    def told(*words: object) -> str:
        ended = vetoproof("gold", "score", *words)
        assert ended.returncode == WRONG_USE
        return " ".join(ended.stderr.split())

    assert "--gold FOLDER" in told("--gold", tmp_path / "none")
    assert "there is mine" in told("--gold", gold, "--set", "other")
    assert "train.jsonl is missing" in told("--gold", gold, "--split", "train")
    assert "use one of: train, dev, test" in told("--gold", gold, "--split", "all")
    assert "use one of: rules, " in told("--gold", gold, "--tier", "best")
    (gold / "dev.jsonl").write_text(json.dumps({**LABEL, "stance": "hopes"}), "utf-8")
    assert "mine/dev.jsonl:1" in told("--gold", gold)
    (gold / "dev.jsonl").write_text(json.dumps({**LABEL, "doc": "two.html"}), "utf-8")
    assert "labels of two.html" in told("--gold", gold)
    (gold / "test.jsonl").write_text(json.dumps({**LABEL, "doc": "two.html"}), "utf-8")
    assert "two.html" not in told("--gold", gold, "--split", "test")
    (gold / "test.jsonl").write_text(json.dumps({**LABEL, "stance": "hopes"}), "utf-8")
    (gold / "index.jsonl").write_text('{"doc": "three.html", "split": "dev", "text": "../three.html"}', "utf-8")
    (gold / "dev.jsonl").write_text(json.dumps(LABEL), "utf-8")
    assert "there is no file ../three.html" in told("--gold", gold)
