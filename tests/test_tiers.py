"""Tiers by name: what is there is given, and what is not says what to do."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest

from vetoproof import tiers
from vetoproof.tiers import DEFAULT_TIER, FILES, TIERS, TierError, extractor

SHIPPED = Path(str(files("vetoproof.packs") / "languages" / "en" / "reader"))
present = pytest.mark.skipif(
    not all((SHIPPED / name).is_file() for names in FILES.values() for name in names),
    reason="the trained files of the English reader are not in this checkout; train/README.md says how to make them",
)


def test_rules_need_no_trained_file() -> None:
    assert extractor("rules").name == "rules"


def test_a_tier_that_is_none_names_those_that_are() -> None:
    with pytest.raises(TierError, match="no tier 'deeper'; use one of: rules, fast, deep"):
        extractor("deeper")


@pytest.mark.parametrize("tier", ["fast", "deep"])
def test_a_missing_file_is_named_with_what_to_do(tier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "files", lambda _: tmp_path)
    with pytest.raises(TierError) as raised:
        extractor(tier)
    assert FILES[tier][0] in str(raised.value)
    assert "use the tier rules" in str(raised.value)


def test_every_file_of_a_tier_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "files", lambda _: tmp_path)
    folder = tmp_path / "languages" / "en" / "reader"
    folder.mkdir(parents=True)
    for name in FILES["deep"]:
        with pytest.raises(TierError, match=name):
            extractor("deep")
        (folder / name).write_bytes(b"x\n")
    assert extractor("deep").name == "deep"


@pytest.mark.parametrize("tier", ["fast", "deep"])
def test_the_version_changes_with_any_of_the_tiers_files(tier: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiers, "files", lambda _: tmp_path)
    folder = tmp_path / "languages" / "en" / "reader"
    folder.mkdir(parents=True)
    for name in FILES[tier]:
        (folder / name).write_bytes(b"one\n")
    seen = {extractor(tier).version}
    for name in FILES[tier]:
        (folder / name).write_bytes(b"two\n")
        seen.add(extractor(tier).version)
    assert len(seen) == 1 + len(FILES[tier])


@present
@pytest.mark.parametrize("tier", ["fast", "deep"])
def test_the_version_names_the_hash_of_the_shipped_files(tier: str) -> None:
    total = hashlib.sha256(b"".join((SHIPPED / name).read_bytes() for name in FILES[tier]))
    reader = extractor(tier)
    assert reader.name == tier
    assert reader.version.endswith("+" + total.hexdigest()[:12])
    assert reader.version.startswith(extractor("rules").version)


def test_the_default_is_a_tier() -> None:
    assert DEFAULT_TIER in TIERS
