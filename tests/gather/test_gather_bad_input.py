"""Whatever lies in a folder is an outcome with a reason, recorded and counted; the rest goes on."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from vetoproof.gather.gathering import gather
from vetoproof.gather.outcome import MEANINGS, OUTCOMES
from vetoproof.gather.summary import Summary
from vetoproof.ledger import Ledger, verify
from vetoproof.model import Capture

GOOD = "A ship left the port.\n"


def gathered(folder: Path, *paths: Path, limit: int = 100_000) -> tuple[Summary, dict[str, Capture]]:
    source = folder / "in"
    source.mkdir(exist_ok=True)
    (source / "zz-good.txt").write_text(GOOD)
    with Ledger.create(folder / "ledger") as ledger:
        summary = gather(paths or [source], ledger, ledger.begin("gather", "test"), limit=limit)
        captures = {capture.address: capture for capture in ledger.captures()}
        assert verify(ledger).ok
        assert captures["file:zz-good.txt"].outcome == "ok"
        assert summary.met == sum(count.number for count in summary.counts)
        assert len(captures) == summary.new
        assert [c.id for c in ledger.unread("any@1", "pack")] == [c.id for c in captures.values() if c.outcome == "ok"]
    return summary, captures


@pytest.mark.parametrize(
    ("name", "data", "outcome", "reason"),
    [
        ("a.txt", b"", "empty", "no bytes"),
        ("a.txt", b" \r\n\t ", "empty", "only white space"),
        ("a.md", b"---\ntitle: T\n---\n \n", "empty", "nothing after the front matter"),
        ("a.txt", b"x" * 100_001, "too large", "more than 100,000 bytes"),
        ("a.docx", b"PK\x03\x04....", "binary", "zip archive, or an office document in one: not read by this version"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "binary", "image: not read by this version"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "binary", "image: not read by this version"),
        ("a.warc", b"WARC/1.0\r\n", "binary", "warc: not read by this version"),
        ("a.txt", b"half\x00text", "binary", "NUL bytes: not text"),
        ("a.csv", b"a,b\n1,2\n", "unknown suffix", ".csv is data or program, not a document"),
        ("a.bin", bytes(range(1, 256)), "unknown suffix", ".bin, and it does not look like text"),
        ("a.md", b"---\ntitle: [\n---\nText.\n", "bad front matter", None),
        ("a.md", b'---\ntitle: "\\ud800"\n---\nText.\n', "bad front matter", None),
        (
            "a.md",
            b"---\nhandling: secret\n---\nText.\n",
            "bad front matter",
            "handling 'secret' is none of public, restricted, sealed",
        ),
    ],
)
def test_a_file_that_is_no_document_is_recorded_and_the_rest_goes_on(
    tmp_path: Path, name: str, data: bytes, outcome: str, reason: str | None
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(data)
    summary, captures = gathered(tmp_path)
    failed = captures[f"file:{name}"]
    assert failed.outcome == outcome
    assert failed.reason
    assert reason is None or failed.reason == reason
    assert failed.size == len(data)
    assert (failed.sha256 is None) == (not data.strip() or outcome == "too large")
    assert [(count.outcome, count.number) for count in summary.failures] == [(outcome, 1)]
    assert summary.failures[0].examples == (f"file:{name}",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "koi8-r", "cp1251"])
def test_text_in_other_encodings_is_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes("Судно вышло из порта.".encode(encoding))
    assert gathered(tmp_path)[1]["file:a.txt"].outcome == "ok"


def test_a_page_of_fifty_megabytes_and_one_of_deep_nesting_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "big.html").write_bytes(b"<html>" + b"<p>A ship left.</p>\n" * 2_500_000)
    (tmp_path / "in" / "deep.html").write_bytes(b"<html>" + b"<div>" * 200_000)
    _, captures = gathered(tmp_path, limit=64_000_000)
    assert {capture.outcome for capture in captures.values()} == {"ok"}


def test_the_system_refusing_is_an_outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("Not for you.")
    open_, scan = os.open, os.scandir

    def refuse(path: object, *rest: object, **options: object) -> int:
        if str(path).endswith("in/a.txt"):
            raise PermissionError(13, "Permission denied", str(path))
        return open_(path, *rest, **options)  # type: ignore[arg-type]

    def refuse_folder(path: object) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    _, captures = gathered(tmp_path)
    for address in ("file:a.txt", "file:closed/"):
        assert (captures[address].outcome, captures[address].reason) == ("unreadable", "Permission denied")


def test_a_file_that_went_since_the_listing_and_a_path_that_never_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Soon gone.")
    open_ = os.open

    def gone(path: object, *rest: object, **options: object) -> int:
        if str(path).endswith("in/a.txt"):
            Path(str(path)).unlink()
        return open_(path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", gone)
    _, captures = gathered(tmp_path, tmp_path / "in", tmp_path / "never.txt")
    assert captures["file:a.txt"].outcome == captures["file:never.txt"].outcome == "missing"


def test_pipes_and_sockets_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(tmp_path / "in" / "s.txt"))
        _, captures = gathered(tmp_path)
    assert captures["file:pipe.txt"].outcome == captures["file:s.txt"].outcome == "not a file"


def test_links_lead_neither_in_circles_nor_out_nor_twice_to_one_file(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "sub").mkdir(parents=True)
    (source / "sub" / "a.txt").write_text("A ship left.")
    (tmp_path / "private.txt").write_text("Not to be gathered.")
    (source / "again.txt").symlink_to(source / "sub" / "a.txt")
    (source / "folder").symlink_to(source / "sub")
    (source / "sub" / "up").symlink_to(source)
    (source / "sub" / "self").symlink_to("self")
    (source / "out.txt").symlink_to(tmp_path / "private.txt")
    (source / "out").symlink_to(tmp_path)
    (source / "nowhere.txt").symlink_to(source / "no.txt")
    summary, captures = gathered(tmp_path)
    assert {address: capture.outcome for address, capture in captures.items()} == {
        "file:zz-good.txt": "ok",
        "file:sub/a.txt": "ok",
        "file:again.txt": "duplicate",
        "file:folder": "duplicate",
        "file:sub/up": "symlink loop",
        "file:sub/self": "symlink loop",
        "file:out.txt": "symlink outside",
        "file:out": "symlink outside",
        "file:nowhere.txt": "missing",
    }
    assert summary.ok == 2


def test_one_path_given_twice_is_counted_as_a_duplicate_and_appended_once(tmp_path: Path) -> None:
    summary, captures = gathered(tmp_path, tmp_path / "in", tmp_path / "in")
    assert (summary.new, summary.repeated, len(captures)) == (1, 1, 1)
    assert [(count.outcome, count.number) for count in summary.counts] == [("ok", 1), ("duplicate", 1)]


def test_hidden_names_are_passed_over_and_counted(tmp_path: Path) -> None:
    (tmp_path / "in" / ".git").mkdir(parents=True)
    (tmp_path / "in" / ".git" / "config.txt").write_text("x")
    (tmp_path / "in" / ".note.txt").write_text("x")
    summary, captures = gathered(tmp_path)
    assert summary.hidden == 2
    assert len(captures) == 1


def test_a_thousand_bad_lines_are_one_row_of_the_count(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("{\n" * 1000)
    summary, captures = gathered(tmp_path)
    assert len(captures) == 1001
    assert [(count.outcome, count.number, len(count.examples)) for count in summary.failures] == [("bad line", 1000, 5)]


def test_a_very_deep_folder_and_a_very_long_name_are_walked(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for _ in range(300):
        folder = folder / "d"
    folder.mkdir(parents=True)
    (folder / ("x" * 200 + ".txt")).write_text("A ship left.")
    assert gathered(tmp_path)[0].ok == 2


def test_names_that_are_no_text_are_addresses_all_the_same(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    for name in (b"\xff.txt", b"a.\xfe", b"b.\xfd"):
        data = b"A ship left." if name[:1] != b"b" else bytes(range(1, 256))
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(data)
    os.symlink(b"\xff.txt", folder + b"/link.txt")
    _, captures = gathered(tmp_path)
    assert {address: capture.outcome for address, capture in captures.items()} == {
        "file:%FF.txt": "ok",
        "file:a.%FE": "ok",
        "file:b.%FD": "unknown suffix",
        "file:link.txt": "duplicate",
        "file:zz-good.txt": "ok",
    }


def test_a_folder_whose_name_begins_another_is_no_loop(tmp_path: Path) -> None:
    for name in ("port", "port-two"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "a.txt").write_text(f"A ship left {name}.")
    (tmp_path / "in" / "port-two" / "other").symlink_to(tmp_path / "in" / "port")
    assert gathered(tmp_path)[1]["file:port-two/other"].outcome == "duplicate"


@pytest.mark.parametrize("address", ['"a\\nb"', '"a\\0b"', "x" * 5000])
def test_what_can_be_no_address_is_not_taken_for_one(tmp_path: Path, address: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(f"---\naddress: {address}\n---\nA ship left.\n")
    assert gathered(tmp_path)[1]["file:a.md"].outcome == "ok"


def test_every_outcome_has_a_meaning() -> None:
    assert set(OUTCOMES) == set(MEANINGS)
