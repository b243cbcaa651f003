"""Claims of containers as outlets print them, held against cited voyages: the whole way from the text to the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from commands import done, record

HEAD = "---\noutlet: {outlet}\naddress: https://{name}.example/a\npublished: {day}\nlanguage: en\n---\n\n"
WINDOW = "between 1 September and 13 October 2023"
TEXTS = {
    "rail": f"North Korea shipped about 7,000 containers of munitions to Russia by rail {WINDOW}, "
    "the Ministry of Unification said.",
    "mixed": f"North Korea shipped about 7,100 containers of munitions to Russia by sea and rail {WINDOW}, "
    "the White House said.",
    "ship": f"North Korea sent about 7,200 containers of munitions by ship to Russia {WINDOW}, the State Department said.",
    "none": f"North Korea shipped about 7,300 containers of munitions to Russia {WINDOW}, Ukrainian intelligence said.",
    "up-to": f"North Korea shipped up to 20,000 containers of munitions to Russia {WINDOW}, the Pentagon said.",
    "below": f"North Korea shipped no more than 300 containers of munitions to Russia {WINDOW}, the Japanese government said.",
}
VOYAGES = """trips:
  - {id: d, route: Rajin -> Dunai, from: 2023-09-01, to: 2023-10-13, low: 10, high: 10, basis: seen, mode: sea,
     actors: [Institute One], published: 2023-10-20, source: https://one.example/r, limitation: x}
  - {id: v, route: Najin -> Vostochny, from: 2023-09-01, to: 2023-10-13, low: 15, high: 15, basis: seen, mode: sea,
     actors: [Institute One], published: 2023-11, source: https://one.example/r, limitation: x}
  - {id: far, route: Bandar Anzali -> Astrakhan, from: 2023-09-01, to: 2023-10-13, low: 900, high: 900, basis: seen, mode: sea,
     actors: [Institute One], published: 2023-10-20, source: https://one.example/r, limitation: x}
  - {id: vague, route: Rajin -> Dunai, from: 2023-09-01, to: 2023-10-13, low: 800, high: 800, basis: seen, mode: sea,
     actors: [Institute One], published: November 2023, source: https://one.example/r, limitation: x}
loads:
  - {id: l, low: 250, high: 300, unit: containers, actors: [Institute Two], published: 2023-10-01, source: https://two.example/r,
     limitation: x}
"""
CITED = """claimed:
  - id: agency
    said: 2023-10-13
    low: 5000
    speakers: [KR NIS]
    windows:
      - {from: 2023-09, to: 2023-10-13, note: since September, source: https://three.example/r}
    guessed: {low: 17, high: 17, basis: interpolated}
    limitation: x
"""
ROUNDS = """rounds:
  - {id: r152, calibre_mm: 152, rounds_low: 2000000, rounds_high: 2000000, containers: 5000, basis: capacity stated,
     actors: [KR MND], published: 2023-10-01, source: https://four.example/r, limitation: Said as a conversion.}
  - {id: odd, calibre_mm: 152, rounds_low: 1600000, rounds_high: 1600000, containers: 6700, basis: unrelated sources,
     actors: [Someone], published: 2023-10-01, source: https://five.example/r, limitation: They do not belong together.}
"""


def watch(folder: Path, texts: dict[str, str], *files: tuple[str, str], apart: int = 0) -> Path:
    """`apart`: days between one text and the next."""
    done("new", folder)
    for at, (name, text) in enumerate(texts.items()):
        head = HEAD.format(outlet=f"The {name.title()} Post", name=name, day=f"2023-10-{13 + at * apart}")
        (folder / "inbox" / f"{name}.md").write_text(head + text + "\n", encoding="utf-8")
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
    settings = folder / "watch.toml"
    names = ", ".join(f'"{name}"' for name, _ in files)
    settings.write_text(settings.read_text() + f'voyages = [{names}]\ntier = "rules"\n')
    done("run", folder)
    return folder


def bounds(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [bound for dossier in found["dossiers"] for bound in dossier["bounds"]]


def of(found: dict[str, Any], figure: float) -> dict[str, Any]:
    (one,) = (b for b in bounds(found) if figure in (b["claimed_low"], b["claimed_high"]))
    return one


def told(bound: dict[str, Any]) -> str:
    return "\n".join((*bound["arithmetic"], *bound["reasons"]))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return watch(tmp_path_factory.mktemp("bounds") / "w", TEXTS, ("v.yaml", VOYAGES))


@pytest.fixture(scope="module")
def found(texts: Path) -> dict[str, Any]:
    return record(texts)


def test_a_claim_by_rail_is_not_held_against_ships(found: dict[str, Any]) -> None:
    rail = of(found, 7000)
    assert rail["verdict"] == "not comparable"
    assert rail["reasons"][0] == 'the claim speaks of rail ("by rail"), the voyages are by sea'


def test_a_claim_by_sea_and_rail_is_more_than_the_sea(found: dict[str, Any]) -> None:
    mixed = of(found, 7100)
    assert mixed["verdict"] == "not comparable"
    assert "sea and rail" in mixed["reasons"][0]
    assert "how much of it went by ship is not said" in mixed["reasons"][0]


def test_a_claim_that_names_the_sea_or_no_way_is_compared_and_says_which(found: dict[str, Any]) -> None:
    assert 'the claim names the sea ("by ship")' in told(of(found, 7200))
    assert "the claim names no way" in told(of(found, 7300))


def test_counts_of_two_routes_by_one_source_over_one_window_are_added(found: dict[str, Any]) -> None:
    none = of(found, 7300)
    assert (none["verdict"], none["seen_low"], none["seen_high"]) == ("consistent", 25 * 250, 25 * 300)
    assert "added up: 25 voyages of several routes" in told(none)


def test_an_upper_end_is_never_above(found: dict[str, Any]) -> None:
    most = of(found, 20_000)
    assert most["verdict"] == "consistent"
    assert any("claimed: at most 20,000" in line for line in most["arithmetic"])
    below = of(found, 300)
    assert below["verdict"] == "not comparable"
    assert "upper end only, below what the voyages seen carry" in told(below)


def test_a_route_between_other_states_tests_nothing_and_is_told(found: dict[str, Any]) -> None:
    assert "left out: the count far (900 voyages), as its route" in told(of(found, 7300))


def test_a_month_counts_from_its_last_day_and_words_that_are_no_day_bound_nothing(texts: Path, found: dict[str, Any]) -> None:
    assert "left out: the count vague (800 voyages), as the day on which it was published, 'November 2023', is none" in told(
        of(found, 7300)
    )
    early = of(record(texts, "--as-of", "2023-11-29"), 7300)
    assert early["seen_high"] == 10 * 300
    assert of(record(texts, "--as-of", "2023-11-30"), 7300)["seen_high"] == 25 * 300


def test_a_relay_that_adds_the_window_is_compared_as_its_outlet_tells_it(tmp_path: Path) -> None:
    said = "about 6,700 containers of munitions to Russia"
    texts = {
        "first": f"North Korea has sent {said}, South Korean Defence Minister Shin Won-sik said.",
        "second": f"Since 1 September North Korea has sent {said}, South Korean Defence Minister Shin Won-sik said.",
    }
    held = bounds(record(watch(tmp_path / "w", texts, ("v.yaml", VOYAGES), apart=1)))
    assert [(b["verdict"], b["told_by"]) for b in held] == [("not comparable", ""), ("consistent", "The Second Post")]
    assert "as told by The Second Post, a relay of the claim" in told(held[1])


def test_a_cited_window_is_used_where_the_claim_prints_none_and_named_with_its_source(tmp_path: Path) -> None:
    text = (
        "North Korea has sent about 5,000 containers of munitions to Russia, South Korea's National Intelligence Service said."
    )
    files = (("v.yaml", VOYAGES), ("c.yaml", CITED), ("s.yaml", ROUNDS))
    folder = watch(tmp_path / "w", {"one": text}, *files)
    (bound,) = bounds(record(folder))
    assert bound["verdict"] == "consistent"
    assert "as cited: since September (https://three.example/r)" in told(bound)
    assert "refused: 17 voyages are told for this claim without a source (interpolated)" in told(bound)
    lines = {one["id"]: one["arithmetic"] for one in bound["shells"]}
    assert lines["r152"].endswith("x 400 rounds of 152 mm (capacity stated) = 2,500,000 to 3,000,000")
    assert lines["odd"].endswith("decides nothing")
    page = (folder / "report" / "report.html").read_text(encoding="utf-8")
    assert "Rounds that the containers of the voyages seen could have held" in page
    assert "https://four.example/r" in page
