"""Listings in the record of the real case, and in a small watch: by number, by day, and never clearing by silence."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import done, record
from lxml import html
from made_lists import Party, many, un_list

EU = "eu-32014R0833"
SHIPS = {"Angara": "9179842", "Maria": "8517839", "Maia-1": "9358010", "Lady R": "9161003"}
CLEARED = re.compile(
    r"\b(?:is|was|are|were|be) not (?:on (?:a|any|the) (?:sanctions )?list|listed|sanctioned|designated)\b|\bunlisted\b"
)


def parties(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {p["name"]: p for d in found["dossiers"] for p in d["parties"]}


def page(folder: Path, out: Path, *options: str) -> str:
    done("report", folder, *options, "-o", out)
    tree = html.fromstring(out.read_text(encoding="utf-8"))
    for element in tree.xpath("//script | //style"):
        element.drop_tree()
    return " ".join(tree.text_content().split())


def test_the_ships_of_the_case_are_listed_by_their_numbers(example: Path) -> None:
    found = parties(record(example))
    for name, number in SHIPS.items():
        ship = found[name]
        assert ship["number"] == number
        union = next(e for e in ship["entries"] if e["list"] == EU)
        assert (union["identity"], union["listed"], union["listed_on"]) == ("number", True, "2024-06-25")
        assert "transport restrictions" in union["effects"][0]["statement"]


def test_maria_is_not_maria_e_and_is_not_on_the_american_list(example: Path, tmp_path: Path) -> None:
    maria = parties(record(example))["Maria"]
    assert not [e for e in maria["entries"] if e["list"] == "ofac-sdn"]
    assert "9617923" in {a["number"] for a in maria["apart"]}
    text = page(example, tmp_path / "r.html")
    assert "Maria (IMO 8517839) is not Maria E (IMO 9617923): another number is another ship" in text


def test_before_the_day_the_union_lists_no_ship_and_the_page_says_nothing_of_it(example: Path, tmp_path: Path) -> None:
    found = parties(record(example, "--as-of", "2024-06-01"))
    assert not [e for p in found.values() for e in p["entries"] if e["list"] == EU]
    assert found["Angara"]["entries"][0]["list"] == "ofac-sdn"
    text = page(example, tmp_path / "r.html", "--as-of", "2024-06-01")
    assert "25 June 2024" not in text
    assert "2024-06-25" not in text
    # Only the Union lists this ship: then it has no name in a public report yet.
    assert "Maria (IMO" not in text


@pytest.mark.parametrize("day", [None, "2023-10-20", "2024-06-01", "2024-10-08"])
def test_a_list_that_is_not_loaded_never_reads_as_not_listed(example: Path, tmp_path: Path, day: str | None) -> None:
    text = page(example, tmp_path / "r.html", *(["--as-of", day] if day else []))
    assert "United Nations 1718 Designated Vessels List: unknown: list not loaded" in text
    assert not CLEARED.findall(text)
    for title in ("United Nations 1718 Designated Vessels List", "United Kingdom Sanctions List"):
        for said in re.findall(rf"{title}: (\w+)", text):
            assert said == "unknown"
    # Extracts show nothing by their silence either.
    assert "not found on" not in text.replace("Not found on", "").lower()


def test_every_listing_leads_to_the_bytes_of_its_list(example: Path) -> None:
    found = record(example)
    held = {line["sha256"]: line for line in found["manifest"]["lists"]}
    entries = [e for p in parties(found).values() for e in p["entries"]]
    assert entries
    assert {e["sha256"] for e in entries} <= set(held)
    tree = html.parse(str(example / "report" / "report.html")).getroot()
    shown = {code.text for code in tree.xpath("//*[@id='lists']//code")}
    assert set(held) <= shown
    anchors = {e.get("id") for e in tree.xpath("//*[@id]")}
    assert {a.get("href")[1:] for a in tree.xpath("//a[starts-with(@href, '#list-')]")} <= anchors


def test_ownership_is_told_as_reasoning(example: Path, tmp_path: Path) -> None:
    maria = parties(record(example))["Maria"]
    assert {r["regime"]: r["outcome"] for r in maria["reasoning"]}["OFAC"] == "cannot be told"
    assert "this is not a listing" in page(example, tmp_path / "r.html")
    assert parties(record(example, "--as-of", "2023-10-15")).get("Maria", {"reasoning": []})["reasoning"] == []


def test_a_new_version_of_a_list_changes_the_record_and_the_old_day_stays(watch: Path, tmp_path: Path) -> None:
    """Who speaks is looked up: listed from the second version on."""
    before = record(watch)
    assert not [d for d in before["dossiers"] if d["parties"]]
    (tmp_path / "a.xml").write_bytes(un_list("2024-01-02", many(600)))
    (tmp_path / "b.xml").write_bytes(un_list("2025-01-02", [*many(600), Party("RUi.001", ["Dmitry Peskov"], "2024-12-01")]))
    done("lists", "add", watch, tmp_path / "a.xml")
    first = record(watch)
    done("lists", "add", watch, tmp_path / "b.xml")
    second = record(watch)
    keys = [[line["key"] for line in r["manifest"]["events"]] for r in (before, first, second)]
    assert not set(keys[0]) & set(keys[1])
    assert not set(keys[1]) & set(keys[2])
    assert not [d for d in first["dossiers"] if d["parties"]]
    assert [e["id"] for e in parties(second)["Dmitry Peskov"]["entries"]] == ["RUi.001"]
    assert not parties(record(watch, "--as-of", "2024-11-30"))
    done("verify", watch)


def test_lists_in_any_order_give_the_same_dossiers(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(un_list("2024-01-02", many(3)))
    (tmp_path / "b.xml").write_bytes(un_list("2025-01-02", [*many(3), Party("RUi.001", ["Dmitry Peskov"], "2024-12-01")]))
    found = []
    for order in ("ab", "ba"):
        watch = shutil.copytree(finished, tmp_path / order)
        for name in order:
            done("lists", "add", watch, tmp_path / f"{name}.xml")
        told = record(watch)
        found.append((told["dossiers"], told["manifest"]["lists"], [e["key"] for e in told["manifest"]["events"]]))
    assert found[0] == found[1]


def test_without_lists_no_index_is_made(watch: Path) -> None:
    record(watch)
    assert not list((watch / "cache").glob("names-*"))


def test_ownership_files_are_taken_once_and_a_broken_one_is_refused(watch: Path) -> None:
    settings = watch / "watch.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'ownership = ["owners.csv"]\n', encoding="utf-8")
    (watch / "owners.csv").write_text("owner,owned,share,source\nA Ltd,B Ltd,60,a register\n", encoding="utf-8")
    assert "1 rows of ownership" in done("run", watch)
    assert "rows of ownership" not in done("run", watch)
    (watch / "owners.csv").write_text("nothing here\n", encoding="utf-8")
    done("run", watch, status=1)
    assert [line["file"] for line in record(watch)["manifest"]["lists"]] == ["owners.csv"]
    done("verify", watch)
