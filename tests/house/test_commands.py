"""Every command of the house, as a process: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import small_watch
from commands import COMMAND, FAILURES, WRONG_USE, done, process, record, vetoproof

# One claim as `examine --json` prints it: every key, and what each part holds.
SLOTS = {
    "id", "document", "span", "also", "chain", "stance", "hedge", "frame", "quantity", "period", "mentions", "scope",
    "extractor",
}  # fmt: skip
PARTS = {
    "document": {"id", "sha256", "kind", "url", "outlet", "title", "language", "published"},
    "span": {"start", "end", "exact", "prefix", "suffix"},
    "frame": {"type", "supplier", "recipient", "agent", "patient", "item", "outcome", "vessel", "place"},
    "hedge": {"exact", "modal", "by", "scale", "low", "high"},
    "quantity": {"low", "high", "comparator", "unit", "words", "basis"},
    "period": {"from", "to", "precision", "kind"},
}
LINK = {"speaker", "kind", "actor", "office", "country", "cue", "span"}
PUBLISHED = {"text", "from", "to", "precision", "note"}
PLACE = {"name", "country", "admin1", "held_by", "to"}


def takes_less(most: float, *command: str, tries: int = 7) -> bool:
    """Whether one of several tries took so little processor time: what the program costs, not what the machine did besides."""

    def took() -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", *command], check=True, capture_output=True)
        after = os.times()
        return after.children_user - before.children_user + after.children_system - before.children_system

    return any(took() < most for _ in range(tries))


def test_importing_the_package_takes_less_than_a_fifth_of_a_second() -> None:
    assert takes_less(0.2, "import vetoproof")


def test_help_takes_less_than_three_tenths_of_a_second() -> None:
    assert takes_less(0.3, COMMAND[-1], "--help")


def test_every_command_is_helped_with_an_example() -> None:
    commands = ["new", "run", "gather", "examine", "record", "diff", "show", "report", "verify", "demo"]
    listed = done("--help")
    for command in commands:
        assert re.search(rf"^\W*{command}\b", listed, re.MULTILINE), command
        assert re.search(r"Examples?: vetoproof " + command, " ".join(done(command, "--help").split())), command
    for command in ("score", "errors"):
        assert f"Examples: vetoproof gold {command}" in " ".join(done("gold", command, "--help").split())


def test_a_run_says_what_became_of_every_document(finished: Path) -> None:
    again = done("run", finished)
    assert re.search(rf"known from earlier\W+{small_watch.DOCUMENTS}\b", again)
    assert re.search(r"gather\W+new\W+0\b", again)
    assert f"Report: {finished / 'report' / 'report.html'}" in again


def test_a_watch_is_made_once(tmp_path: Path) -> None:
    done("new", tmp_path / "w", "--regime", "dprk")
    assert (tmp_path / "w" / "watch.toml").is_file()
    assert (tmp_path / "w" / "inbox").is_dir()
    second = vetoproof("new", tmp_path / "w")
    assert second.returncode == WRONG_USE
    assert "watch.toml already" in second.stderr


def test_an_empty_watch_runs_to_an_empty_record(tmp_path: Path) -> None:
    done("new", tmp_path / "w")
    done("run", tmp_path / "w")
    assert record(tmp_path / "w")["manifest"]["events"] == []
    done("verify", tmp_path / "w")


def test_wrong_use_is_told_in_one_message_without_a_traceback(tmp_path: Path, finished: Path) -> None:
    for words, said in (
        (("run", tmp_path / "nowhere"), "is no watch"),
        (("new", tmp_path / "x", "--regime", "atlantis"), "atlantis"),
        (("record", finished, "--as-of", "yesterday"), "yesterday"),
        (("record", finished, "--as-of", "2024-13-45"), "2024-13-45"),
        (("show", finished, "zzzz"), "zzzz"),
        (("diff", finished, "--from", "never"), "never"),
    ):
        ended = vetoproof(*words)
        assert ended.returncode == WRONG_USE, words
        assert said in ended.stderr, words


def test_a_broken_setting_is_named(tmp_path: Path) -> None:
    done("new", tmp_path / "w")
    (tmp_path / "w" / "watch.toml").write_text('name = "w"\nregime = 7\n', encoding="utf-8")
    ended = process("run", tmp_path / "w")
    assert ended.returncode == WRONG_USE
    assert "regime" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_gather_examine_record_and_report_can_be_run_one_by_one(tmp_path: Path, finished: Path) -> None:
    done("new", tmp_path / "w")
    source = small_watch.fill(tmp_path / "elsewhere")
    assert re.search(rf"new\W+{small_watch.DOCUMENTS}\b", done("gather", tmp_path / "w", source))
    assert re.search(rf"documents\W+{small_watch.DOCUMENTS}\b", done("examine", tmp_path / "w"))
    one, other = record(tmp_path / "w"), record(finished)
    assert one["dossiers"] == other["dossiers"]
    out = tmp_path / "out" / "page.html"
    done("report", tmp_path / "w", "-o", out)
    assert out.read_text(encoding="utf-8").startswith("<!")


def test_documents_are_examined_without_a_watch_one_claim_a_line(tmp_path: Path) -> None:
    source = small_watch.fill(tmp_path)
    lines = done("examine", source / "page.html", source / "relay.md", source / "denial.md", "--json", "--regime", "dprk")
    found = [json.loads(line) for line in lines.splitlines()]
    assert len(found) >= 3
    texts = {}
    for claim in found:
        assert set(claim) >= SLOTS, SLOTS - set(claim)
        assert claim["scope"] == "in"
        for part, keys in PARTS.items():
            if claim[part] is not None:
                assert set(claim[part]) >= keys, (part, keys - set(claim[part]))
        assert set(claim["document"]["published"]) >= PUBLISHED
        assert claim["chain"][0]["kind"] == "outlet"
        assert all(set(link) >= LINK for link in claim["chain"])
        assert claim["frame"]["place"] is None or set(claim["frame"]["place"]) >= PLACE
        assert len(claim["span"]["exact"]) == claim["span"]["end"] - claim["span"]["start"]
        texts.setdefault(claim["document"]["url"], []).append(claim["span"]["exact"])
    assert set(texts) == {
        "https://harbour-post.example/2024/containers", "https://coast-courier.example/relay", "https://morning-wire.example/denial",
    }  # fmt: skip
    assert any(claim["stance"] == "denies" and claim["chain"][-1]["speaker"] == "Dmitry Peskov" for claim in found)


def test_claims_outside_the_scope_are_printed_only_on_request(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    text = (
        "North Korea sent 900 containers to Russia, South Korea's defence ministry said. South Korea sold 180 tanks to Poland."
    )
    page.write_text(f"---\noutlet: Post\npublished: 2024-03-18\n---\n{text} North Korea fired a missile.\n", encoding="utf-8")
    some = [json.loads(line) for line in done("examine", page, "--json").splitlines()]
    every = [json.loads(line) for line in done("examine", page, "--json", "--all").splitlines()]
    assert {c["scope"] for c in some} == {"in"}
    assert {c["id"] for c in some} == {c["id"] for c in every if c["scope"] == "in"}
    assert not [c for c in some if c["frame"]["item"] == "tanks"]


def test_a_document_that_cannot_be_read_is_named_with_its_reason_and_the_others_are_read(tmp_path: Path) -> None:
    source = small_watch.fill(tmp_path)
    ended = process("examine", source / "gone.html", source / "relay.md", "--json")
    assert ended.returncode == FAILURES
    assert "gone.html: missing" in ended.stderr
    assert json.loads(ended.stdout.splitlines()[0])["document"]["outlet"] == "The Coast Courier"


def test_everything_that_the_record_names_can_be_shown(finished: Path) -> None:
    found = record(finished)
    dossier = max(found["dossiers"], key=lambda d: len(d["affirming"]))
    shown = json.loads(done("show", finished, dossier["event"]))
    assert shown == dossier
    claim_id = next(c for c in dossier["affirming"] if c != dossier["event"])
    claim = json.loads(done("show", finished, claim_id))
    assert claim["id"] == claim_id
    document = json.loads(done("show", finished, claim["document"]["id"]))
    assert document["text"][claim["span"]["start"] : claim["span"]["end"]] == claim["span"]["exact"]
    capture = json.loads(done("show", finished, claim["document"]["sha256"]))
    assert capture["sha256"] == claim["document"]["sha256"]
    for provision in {f["provision"] for d in found["dossiers"] for f in d["findings"]}:
        assert json.loads(done("show", finished, provision))["id"] == provision
        break


def test_the_small_watch_has_two_bases_a_relay_and_an_open_denial(finished: Path) -> None:
    found = record(finished)
    boxes = max((d for d in found["dossiers"] if d["type"] == "arms_transfer"), key=lambda d: len(d["affirming"]))
    assert boxes["outlets"] >= 3
    assert boxes["origin_count"]["high"] == 2
    assert [r["kind"] for r in boxes["relays"]]
    states = {(s["party"], s["proposition"].split()[0]): s["state"] for s in found["manifest"]["sequences"]}
    assert states["RU", "arms_transfer"] == "denial open"
    assert states["RU", "troop_deployment"] == "admitted"


def test_a_difference_names_what_is_new_and_what_was_regraded(finished: Path) -> None:
    changes = json.loads(done("diff", finished, "--from", "2024-03-20", "--to", "2024-12-31", "--json"))
    assert "troop_deployment" in {line["type"] for line in changes["new"]}
    assert {figure["step"]["low"] for figure in changes["figures"]} >= {10_000, 1500}
    same = json.loads(done("diff", finished, "--from", "2024-12-31", "--to", "2024-12-31", "--json"))
    assert not any(same.values())
    assert "What changed" in done("diff", finished, "--from", "2024-03-20")


def test_what_was_touched_is_named(watch: Path) -> None:
    assert done("verify", watch).startswith("internally consistent")
    victim = next(path for path in sorted((watch / "ledger" / "objects").rglob("*.zst")) if path.stat().st_size > 60)
    body = bytearray(victim.read_bytes())
    body[len(body) // 2] ^= 0xFF
    victim.chmod(0o644)
    victim.write_bytes(bytes(body))
    ended = vetoproof("verify", watch)
    assert ended.returncode == FAILURES
    assert victim.stem[:10] in ended.stdout
    assert json.loads(vetoproof("verify", watch, "--json").stdout)["troubles"]


def test_output_that_nobody_reads_to_its_end_is_no_error(finished: Path) -> None:
    command = f"{sys.executable} -c 'from vetoproof.cli import main; main()' record {finished} --json | head -c 10"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120)
    assert "Traceback" not in ended.stderr
    assert len(ended.stdout) == 10
