"""The pages: links lead somewhere, examples work, numbers have their commands, and no word stands there that should not."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from vetoproof.config import Config, read, voyages
from vetoproof.packs.pack import load

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
BY_HAND = [p for p in PAGES if "reference" not in p.parts]

FORBIDDEN = re.compile(
    r"/(?:root|home|tmp)/|seamless|cutting.edge|state.of.the.art|blazing|leverag|effortless|game.chang"
    r"|SCORED_ON",
    re.IGNORECASE,
)
"""Paths of a machine, advertising, and marks that were to be replaced."""


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as the site makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE):
        plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        found.add(re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain).strip().lower()))
    return found


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_resolve(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?://", target):
            continue
        path, _, anchor = target.partition("#")
        place = (page.parent / path).resolve() if path else page
        assert place.exists(), f"{target} leads nowhere"
        if DOCS in page.parents:
            assert DOCS in place.parents, f"{target} leads out of the site"
        if anchor:
            assert anchor in anchors(place.read_text("utf-8")), f"{target}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_word_stands_there_that_should_not(page: Path) -> None:
    found = FORBIDDEN.search(page.read_text("utf-8"))
    assert found is None, f"{named(page)}: {found.group() if found else ''}"


@pytest.mark.parametrize("page", BY_HAND, ids=named)
def test_no_dashes_where_a_comma_or_a_full_stop_would_do(page: Path) -> None:
    assert "\N{EM DASH}" not in page.read_text("utf-8")


@pytest.mark.parametrize("page", BY_HAND, ids=named)
def test_scores_stand_beside_the_command_that_gives_them(page: Path) -> None:
    text = page.read_text("utf-8")
    if re.search(r"documents a second|claims: F1", text):
        assert "benchmarks/" in text or "make gold" in text or "make bench" in text


def test_every_page_is_in_the_navigation_or_linked_from_the_decisions() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))

    def files(node: object) -> list[str]:
        if isinstance(node, str):
            return [node]
        parts = node.values() if isinstance(node, dict) else node
        return [name for part in parts for name in files(part)]  # type: ignore[attr-defined]

    listed = set(files(settings["nav"]))
    decisions = (DOCS / "design" / "index.md").read_text("utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        assert name in listed or f"({page.name})" in decisions, f"{name} cannot be reached"
    assert settings["theme"]["font"] is False, "no fonts from another host"


def test_decisions_say_what_why_costs_and_what_would_change_them() -> None:
    records = sorted((DOCS / "design").glob("0*.md"))
    for number, page in enumerate(records, 1):
        text = page.read_text("utf-8")
        assert text.startswith(f"# {number}. ")
        for part in ("**Decided.**", "**Why.**", "**Costs.**", "**Would change it.**"):
            assert part in text, f"{page.name} lacks {part}"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)


def test_the_regime_pack_of_the_page_loads(tmp_path: Path) -> None:
    first, more = blocks("howto/regime-pack.md", "yaml")
    assert len(first.strip().splitlines()) == 10
    (tmp_path / "regime.yaml").write_text(first, encoding="utf-8")
    assert load(tmp_path / "regime.yaml").regime.provisions[0].id == "1/1"
    (tmp_path / "regime.yaml").write_text(first + more, encoding="utf-8")
    assert load(tmp_path).regime.mappings[0].provision == "1/1"


def test_the_voyages_of_the_page_are_read(tmp_path: Path) -> None:
    (tmp_path / "voyages.yaml").write_text(blocks("howto/voyages.md", "yaml")[0], encoding="utf-8")
    cited = voyages(tmp_path, Config(name="w", regime="dprk", voyages="voyages.yaml"))
    assert (cited.trips[0].low, cited.trips[0].high, cited.loads[0].high) == (25, None, 300)


def test_settings_that_the_pages_show_are_settings(tmp_path: Path) -> None:
    for page in DOCS.rglob("*.md"):
        for block in blocks(page.relative_to(DOCS).as_posix(), "toml"):
            needed = "".join(f'{key} = "x"\n' for key in ("name", "regime") if not re.search(rf"^{key} =", block, re.MULTILINE))
            (tmp_path / "watch.toml").write_text(needed + block, encoding="utf-8")
            read(tmp_path)


def test_programs_that_the_pages_show_are_python() -> None:
    for page in DOCS.rglob("*.md"):
        for block in blocks(page.relative_to(DOCS).as_posix(), "python"):
            compile(block, str(page), "exec")
