"""A negation that a speaker put in between parts from its verb is still one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loaded_once import load_once
from vetoproof import single


@pytest.fixture(scope="module", autouse=True)
def _loaded_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        yield


@pytest.mark.parametrize("tier", ["rules", "deep"])
@pytest.mark.parametrize(
    "sentence",
    [
        "North Korea did not, the Kremlin said, send 7,000 shells to Russia.",
        "North Korea has never, the Kremlin said, sent shells to Russia.",
    ],
)
def test_what_is_denied_with_the_speaker_in_between_is_never_asserted(tmp_path: Path, tier: str, sentence: str) -> None:
    page = tmp_path / "a.md"
    page.write_text(f"---\noutlet: Post\npublished: 2024-10-10\n---\n{sentence}\n", encoding="utf-8")
    claims = [claim for outcome in single.read_files([page], "dprk", tier) for claim in outcome.claims]
    assert claims
    assert {claim.stance for claim in claims} == {"denies"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry has asked Moscow for lists so that Nepalis are not recruited into the Russian army again.",
        "Kathmandu will stop the flights unless Russia no longer recruits Nepalis, the ministry said.",
    ],
)
def test_what_is_hoped_for_or_supposed_is_denied_by_nobody(tmp_path: Path, sentence: str) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        f"---\noutlet: Post\npublished: 2024-10-10\n---\nRussia has recruited Nepalis.\n\n{sentence}\n", encoding="utf-8"
    )
    claims = [claim for outcome in single.read_files([page], "dprk", "rules") for claim in outcome.claims]
    assert claims
    assert "denies" not in {claim.stance for claim in claims}
