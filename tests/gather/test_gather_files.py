from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from patience import Within
from vetoproof.gather.gathering import gather
from vetoproof.gather.summary import Summary
from vetoproof.ledger import Ledger, verify
from vetoproof.model import Capture, Handling

PAGE = b'<!doctype html><html><head><link rel="canonical" href="https://paper.example/n/1"></head><p>A ship left.</p></html>'


def clock() -> datetime:
    return datetime(2024, 10, 8, 10, tzinfo=UTC)


def gathered(folder: Path, *paths: Path, handling: Handling = "public") -> tuple[Summary, dict[str, Capture]]:
    with Ledger.create(folder / "ledger") as ledger:
        run = ledger.begin("gather", "test")
        summary = gather(paths or [folder / "in"], ledger, run, clock=clock, handling=handling)
        ledger.seal(run)
        assert verify(ledger).ok
        return summary, {capture.address: capture for capture in ledger.captures()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def test_pages_texts_and_markdown_are_read_with_their_own_words_about_themselves(tmp_path: Path, source: Path) -> None:
    (source / "page.html").write_bytes(PAGE)
    (source / "plain.HTM").write_text("<html><p>No address.</p>")
    (source / "note.txt").write_text("A ship left the port.\n")
    (source / "digest.md").write_text(
        "---\nkind: digest\noutlet: Example Paper\naddress: https://other.example/2\npublished: 2024-02\n"
        "handling: restricted\n---\nIn our words.\n"
    )
    summary, captures = gathered(tmp_path)
    assert set(captures) == {"https://paper.example/n/1", "file:plain.HTM", "file:note.txt", "https://other.example/2"}
    page, digest = captures["https://paper.example/n/1"], captures["https://other.example/2"]
    assert (page.media_type, page.size, page.hints) == ("text/html", len(PAGE), {"address_from": "canonical"})
    assert (digest.kind, digest.handling, digest.media_type) == ("digest", "restricted", "text/markdown")
    assert digest.hints["outlet"] == "Example Paper"
    assert digest.hints["published"] == "2024-02"
    assert captures["file:note.txt"].media_type == "text/plain"
    assert {capture.at for capture in captures.values()} == {"2024-10-08T10:00:00Z"}
    assert {capture.collector for capture in captures.values()} == {"files"}
    assert (summary.new, summary.ok, summary.met, summary.failures) == (4, 4, 4, ())


def test_bytes_are_archived_as_they_were(tmp_path: Path, source: Path) -> None:
    (source / "digest.md").write_bytes(b"---\r\ntitle: T\r\n---\r\nText.\r\n")
    _, captures = gathered(tmp_path)
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert ledger.archive.get(captures["file:digest.md"].sha256 or "") == b"---\r\ntitle: T\r\n---\r\nText.\r\n"


def test_addresses_are_relative_to_what_was_gathered_and_never_of_this_machine(tmp_path: Path, source: Path) -> None:
    (source / "sub" / "deep").mkdir(parents=True)
    (source / "sub" / "deep" / "a b#ü%.txt").write_text("A ship left.")
    (source / "top.txt").write_text("Another one left.")
    _, captures = gathered(tmp_path, source, source / "top.txt")
    assert set(captures) == {"file:sub/deep/a%20b%23%C3%BC%25.txt", "file:top.txt"}
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert all(str(tmp_path).encode() not in ledger.body(capture.id) for capture in captures.values())


def test_two_files_of_one_name_in_two_folders_have_two_addresses(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"A ship left port {folder}.")
    summary, captures = gathered(tmp_path, tmp_path / "one", tmp_path / "two")
    assert set(captures) == {"file:a.txt", "file:two/a.txt"}
    assert summary.ok == 2


def test_a_document_may_ask_for_more_protection_than_its_watch_never_for_less(tmp_path: Path, source: Path) -> None:
    (source / "open.md").write_text("---\nhandling: public\n---\nText one.\n")
    (source / "closed.md").write_text("---\nhandling: sealed\n---\nText two.\n")
    (source / "silent.txt").write_text("Text three.\n")
    (source / "unknown.md").write_text("---\nhandling: secret\n---\nText four.\n")
    _, captures = gathered(tmp_path, handling="restricted")
    assert {address: (capture.handling, capture.outcome) for address, capture in captures.items()} == {
        "file:open.md": ("restricted", "ok"),
        "file:closed.md": ("sealed", "ok"),
        "file:silent.txt": ("restricted", "ok"),
        "file:unknown.md": ("sealed", "bad front matter"),
    }


def test_a_file_without_a_telling_name_is_told_by_its_bytes(tmp_path: Path, source: Path) -> None:
    (source / "saved").write_bytes(PAGE)
    (source / "note.2024").write_text("A ship left.")
    (source / "cyrillic.note").write_text("Судно вышло из порта. " * 1000, encoding="utf-8")
    (source / "latin").write_bytes("Das Schiff fuhr früh.".encode("latin-1"))
    _, captures = gathered(tmp_path)
    assert {capture.media_type for capture in captures.values()} == {"text/html", "text/plain"}
    assert {capture.outcome for capture in captures.values()} == {"ok"}


@pytest.mark.parametrize("name", ["report.pdf", "report", "report.html"])
@pytest.mark.parametrize("before", [b"", b"\r\n", b"\x00junk\n"])
def test_a_pdf_is_told_by_its_bytes_whatever_its_name(tmp_path: Path, source: Path, name: str, before: bytes) -> None:
    (source / name).write_bytes(before + b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\x00")
    _, captures = gathered(tmp_path)
    assert [(c.media_type, c.outcome) for c in captures.values()] == [("application/pdf", "ok")]


def test_gathering_again_adds_nothing_and_counts_what_is_known(tmp_path: Path, source: Path) -> None:
    for n in range(5):
        (source / f"{n}.txt").write_text(f"Ship {n} left.")
    (source / "empty.txt").touch()
    (source / "scan.tiff").write_bytes(b"II*\x00 ...")
    gathered(tmp_path)
    with Ledger.open(tmp_path / "ledger") as ledger:
        before = ledger.head()
        run = ledger.begin("gather", "test")
        summary = gather([source], ledger, run)
        assert ledger.seal(run) == before
    assert (summary.new, summary.known, summary.repeated) == (0, 7, 0)
    assert {(c.outcome, c.number) for c in summary.counts} == {("ok", 5), ("empty", 1), ("binary", 1)}


def test_changed_bytes_are_another_edition_of_the_same_address(tmp_path: Path, source: Path) -> None:
    (source / "a.txt").write_text("At least one ship left.")
    gathered(tmp_path)
    (source / "a.txt").write_text("A ship left.")
    with Ledger.open(tmp_path / "ledger") as ledger:
        summary = gather([source], ledger, ledger.begin("gather", "test"))
        assert (summary.new, summary.known) == (1, 0)
        assert [capture.address for capture in ledger.captures()] == ["file:a.txt", "file:a.txt"]


@given(contents=st.lists(st.binary(max_size=40), max_size=6), batch=st.integers(1, 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_any_bytes_in_any_batches_are_each_counted_once(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes], batch: int
) -> None:
    folder = tmp_path_factory.mktemp("g")
    (folder / "in").mkdir()
    for n, data in enumerate(contents):
        (folder / "in" / f"{n}{['.txt', '.html', '.md', '', '.jsonl', '.bin'][n]}").write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vetoproof.gather.gathering.BATCH", batch)
        summary, captures = gathered(folder)
    assert summary.met == sum(count.number for count in summary.counts) == summary.new + summary.repeated
    assert summary.new == len(captures)
    with Ledger.open(folder / "ledger") as ledger:
        again = gather([folder / "in"], ledger, ledger.begin("gather", "test"))
    assert (again.new, again.known, again.counts) == (0, summary.new, summary.counts)


def test_progress_is_told_of_every_file_and_of_the_end(tmp_path: Path, source: Path) -> None:
    for n in range(3):
        (source / f"{n}.txt").write_text(f"Ship {n} left.")
    told: list[tuple[int, int, str]] = []
    with Ledger.create(tmp_path / "l") as ledger:
        gather([source], ledger, ledger.begin("gather", "test"), progress=lambda *at: told.append(at))
    assert told == [(0, 3, "0.txt"), (1, 3, "1.txt"), (2, 3, "2.txt"), (3, 3, "")]


@pytest.mark.parametrize("number", [2_000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_many_small_captures_take_milliseconds_each(within: Within, tmp_path: Path, number: int) -> None:
    lines = (f'{{"url": "https://paper.example/{n}", "text": "Ship {n} left the port at dawn."}}\n' for n in range(number))
    (tmp_path / "in.jsonl").write_text("".join(lines))
    with Ledger.create(tmp_path / "l") as ledger:
        run = ledger.begin("gather", "test")
        with within(number * 0.004):  # a third of it on a machine that has nothing else to do
            summary = gather([tmp_path / "in.jsonl"], ledger, run)
            ledger.seal(run)
    assert summary.new == number
