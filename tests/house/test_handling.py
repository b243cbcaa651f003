"""What is restricted or sealed reaches no public output, and reaches the team when it asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import done

PAGE = """---
outlet: {outlet}
published: 2024-10-01
address: https://example.org/{outlet}
handling: {handling}
---
A source inside the port said that North Korea had shipped {figure} containers of shells to Russia in June.
"""


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handling") / "w"
    done("new", folder)
    for outlet, handling, figure in (
        ("Open", "public", "3,000"),
        ("Closed", "sealed", "4,000"),
        ("Inner", "restricted", "5,000"),
    ):
        page = PAGE.format(outlet=outlet, handling=handling, figure=figure)
        (folder / "inbox" / f"{outlet}.md").write_text(page, encoding="utf-8")
    done("run", folder)
    return folder


def test_the_public_record_and_report_hold_nothing_restricted_or_sealed(watch: Path) -> None:
    printed = done("record", watch, "--json") + (watch / "report" / "report.html").read_text(encoding="utf-8")
    assert "example.org/Open" in printed
    for word in ("Closed", "Inner", "4,000", "5,000"):
        assert word not in printed


def test_the_team_sees_all_of_it(watch: Path, tmp_path: Path) -> None:
    out = tmp_path / "team.html"
    done("report", watch, "--team", "-o", out)
    assert all(f"example.org/{outlet}" in out.read_text(encoding="utf-8") for outlet in ("Open", "Closed", "Inner"))
