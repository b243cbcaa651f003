"""A ledger in the hands of somebody who knows SQLite: guards made again, tables dropped, rubbish. Named, never a crash."""

from __future__ import annotations

import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from ledger_words import capture, filled

from vetoproof.ledger import Ledger, LedgerError, Unreadable, Verdict, schema, verify
from vetoproof.ledger.store import FILE


def behind(folder: Path, *statements: str) -> Verdict:
    """The verdict after these statements, with no guard in place and none made again."""
    filled(folder).close()
    raw = sqlite3.connect(folder / FILE, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()
    with Ledger.open(folder, read_only=True) as ledger:
        return verify(ledger)


def kinds(verdict: Verdict) -> list[str]:
    return [trouble.kind for trouble in verdict.troubles]


def test_a_guard_made_again_so_that_it_never_fires_is_named(tmp_path: Path) -> None:
    verdict = behind(
        tmp_path,
        "DROP TRIGGER item_no_update",
        "CREATE TRIGGER item_no_update BEFORE UPDATE ON item WHEN 0 BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    )
    assert kinds(verdict) == ["altered guard"]
    assert "item_no_update" in verdict.troubles[0].what
    assert "WHEN 0" in verdict.troubles[0].what


def test_a_foreign_trigger_table_view_and_index_are_named(tmp_path: Path) -> None:
    verdict = behind(
        tmp_path,
        "CREATE TRIGGER quiet BEFORE INSERT ON capture WHEN NEW.address LIKE '%x%' BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TABLE notes (a)",
        "CREATE VIEW everything AS SELECT * FROM item",
        "CREATE UNIQUE INDEX one_each ON capture (address)",
    )
    assert kinds(verdict) == ["foreign guard", *["foreign table"] * 3]
    words = " ".join(trouble.what for trouble in verdict.troubles)
    assert all(name in words for name in ("quiet", "notes", "everything", "one_each"))


def test_a_table_with_other_words_is_named(tmp_path: Path) -> None:
    verdict = behind(tmp_path, "ALTER TABLE head ADD COLUMN note TEXT")
    assert kinds(verdict) == ["altered table"]


def test_statistics_that_sqlite_keeps_are_no_trouble(tmp_path: Path) -> None:
    assert behind(tmp_path, "ANALYZE").ok


@pytest.mark.parametrize("table", sorted(set(schema.metadata.tables) - {"meta"}))
def test_a_dropped_table_is_named_and_the_rest_is_checked(tmp_path: Path, table: str) -> None:
    drop = [f"DROP TRIGGER {table}_no_{deed}" for deed in ("update", "delete", "replace")]
    verdict = behind(tmp_path, "PRAGMA foreign_keys=OFF", *drop, f"DROP TABLE {table}")
    assert {"altered table", "unreadable"} <= set(kinds(verdict))
    assert any(trouble.what == f"the table {table} is gone" for trouble in verdict.troubles)
    assert verdict.blobs == (0 if table in ("item", "content", "capture") else 3)


def test_a_ledger_without_its_table_meta_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError):
        behind(tmp_path, *(f"DROP TRIGGER meta_no_{deed}" for deed in ("update", "delete", "replace")), "DROP TABLE meta")


def test_a_folder_where_a_blob_was_is_named(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        blob = ledger.archive.path(capture(1).sha256 or "")
        blob.unlink()
        blob.mkdir()
        verdict = verify(ledger)
        assert [(t.kind, t.item) for t in verdict.troubles] == [("altered blob", capture(1).id)]
        with pytest.raises(LedgerError, match="cannot be read"):
            ledger.archive.get(capture(1).sha256 or "")


@pytest.mark.parametrize("rubbish", [b"rubbish " * 2000, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_ledger_of_rubbish_is_refused_with_the_name_of_its_file(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / FILE).write_bytes(rubbish)
    for read_only in (True, False):
        with pytest.raises(Unreadable, match=FILE):
            Ledger.open(tmp_path, read_only=read_only)


def test_a_file_damaged_in_its_midst_is_named(tmp_path: Path) -> None:
    filled(tmp_path).close()
    raw = sqlite3.connect(tmp_path / FILE)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'content'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    body = bytearray((tmp_path / FILE).read_bytes())
    body[(page - 1) * size : page * size] = b"\xee" * size
    (tmp_path / FILE).write_bytes(bytes(body))
    with Ledger.open(tmp_path, read_only=True) as ledger:
        verdict = verify(ledger)
    assert any(t.kind == "unreadable" and "malformed" in t.what for t in verdict.troubles)


def test_a_place_in_the_log_far_beyond_its_end_costs_one_trouble_and_no_memory(tmp_path: Path) -> None:
    filled(tmp_path).close()
    raw = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    raw.execute("DROP TRIGGER item_no_update")
    raw.execute("UPDATE item SET seq = 50000000 WHERE seq = 10")
    raw.close()
    with Ledger.open(tmp_path, read_only=True) as ledger:
        verify(ledger)  # what is imported at the first call is no cost of the ledger
        tracemalloc.start()
        verdict = verify(ledger)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert most < 5_000_000
    gaps = [trouble for trouble in verdict.troubles if trouble.kind == "deleted row"]
    assert [(gap.seq, gap.what) for gap in gaps] == [(10, "the log has no item at this place and on to item 49999999")]
    assert verdict.items == 10


@pytest.mark.parametrize("place", [0, -7])
def test_a_place_before_the_beginning_is_named(tmp_path: Path, place: int) -> None:
    verdict = behind(tmp_path, "DROP TRIGGER item_no_update", f"UPDATE item SET seq = {place} WHERE seq = 3")
    assert any(t.seq == place and t.what == "the log begins with item 1" for t in verdict.troubles)
    assert any(t.seq == 3 and t.kind == "deleted row" for t in verdict.troubles)


@pytest.mark.parametrize("column", ["id", "kind", "leaf", "at", "run"])
def test_bytes_where_text_belongs_are_named(tmp_path: Path, column: str) -> None:
    verdict = behind(tmp_path, "DROP TRIGGER item_no_update", f"UPDATE item SET {column} = x'ff00' WHERE seq = 3")
    assert not verdict.ok
