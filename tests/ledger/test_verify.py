"""Whatever is touched behind the ledger's back is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from ledger_words import capture, filled, new_ledger, put

from vetoproof.ledger import Ledger, Verdict, schema, verify
from vetoproof.ledger.merkle import Tree, item_leaf
from vetoproof.ledger.store import FILE
from vetoproof.model import Capture, encode


def tamper(folder: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Change the file behind the ledger's back: triggers dropped, foreign keys off, triggers made again."""
    raw = sqlite3.connect(folder / FILE, isolation_level=None)
    guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        raw.execute(statement, values if "?" in statement else ())
    for _, sql in guards:
        raw.execute(sql)
    raw.close()


def after(folder: Path, *statements: str, values: tuple[object, ...] = ()) -> Verdict:
    filled(folder).close()
    tamper(folder, *statements, values=values)
    with Ledger.open(folder, read_only=True) as ledger:
        return verify(ledger)


def named(verdict: Verdict) -> list[tuple[str, str, str]]:
    return [(trouble.kind, trouble.item, trouble.address) for trouble in verdict.troubles]


ONE = capture(1)


def test_an_untouched_ledger_is_internally_consistent_and_no_more_is_promised(tmp_path: Path) -> None:
    verdict = after(tmp_path)
    assert verdict.ok
    assert verdict.troubles == ()
    assert (verdict.items, verdict.heads, verdict.blobs, verdict.unsealed, verdict.strays) == (10, 2, 3, 0, 0)
    assert verdict.kinds == {"capture": 3, "decision": 1, "reading": 3, "reply": 1, "run": 2}
    assert verdict.wording.startswith("internally consistent")
    assert "No external time stamp exists" in verdict.wording


def test_a_missing_and_an_altered_blob_are_named_with_their_captures(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        zero = capture(0)
        ledger.archive.path(zero.sha256 or "").unlink()
        blob = ledger.archive.path(ONE.sha256 or "")
        blob.write_bytes(ledger.archive.path(capture(2).sha256 or "").read_bytes())
        verdict = verify(ledger)
    assert named(verdict) == [("missing blob", zero.id, zero.address), ("altered blob", ONE.id, ONE.address)]
    assert not verdict.ok
    assert "2 things were touched" in verdict.wording
    assert ONE.address in str(verdict.troubles[1])


def test_one_flipped_bit_anywhere_in_a_blob_is_noticed(tmp_path: Path) -> None:
    with filled(tmp_path, captures=1) as ledger:
        path = ledger.archive.path(capture(0).sha256 or "")
        whole = path.read_bytes()
        for place in range(0, len(whole), 7):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            kinds = {trouble.kind for trouble in verify(ledger).troubles}
            # Some bits of a frame's head say nothing of its content: then the bytes still are what was put.
            assert kinds == {"altered blob"} or ledger.archive.get(capture(0).sha256 or "")


def test_an_altered_body_is_told_from_an_altered_leaf(tmp_path: Path) -> None:
    body = encode(capture(1, address="https://paper.example/forged"))
    verdict = after(tmp_path / "a", "UPDATE content SET body = ? WHERE id = ?", values=(body, ONE.id))
    assert ("altered body", ONE.id) in [(kind, item) for kind, item, _ in named(verdict)]
    verdict = after(tmp_path / "b", "UPDATE item SET leaf = ? WHERE id = ?", values=("ab" * 32, ONE.id))
    assert named(verdict) == [("altered leaf", ONE.id, ONE.address)]
    verdict = after(tmp_path / "c", "UPDATE content SET salt = ? WHERE id = ?", values=(b"0" * 16, ONE.id))
    assert named(verdict) == [("altered body", ONE.id, ONE.address)]


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b"\xff\xfe", "text", 7, b'{"address":3}'])
def test_a_body_of_rubbish_is_named_and_stops_nothing(tmp_path: Path, rubbish: object) -> None:
    verdict = after(tmp_path, "UPDATE content SET body = ? WHERE id = ?", values=(rubbish, ONE.id))
    assert ("altered body", ONE.id) in [(kind, item) for kind, item, _ in named(verdict)]


def test_body_and_leaf_changed_together_are_caught_by_the_head(tmp_path: Path) -> None:
    body = encode(capture(1, at="2024-10-01T00:00:00Z"))  # the same id: an id does not hash the time
    leaf = item_leaf(b"0" * 16, body).hex()
    filled(tmp_path).close()
    tamper(tmp_path, "UPDATE content SET body = ?, salt = ? WHERE id = ?", values=(body, b"0" * 16, ONE.id))
    tamper(tmp_path, "UPDATE item SET leaf = ? WHERE id = ?", values=(leaf, ONE.id))
    with Ledger.open(tmp_path) as ledger:
        verdict = verify(ledger)
    heads = [trouble.what for trouble in verdict.troubles if trouble.kind == "altered head"]
    assert len(heads) == 2
    assert "or an item from 1 to 4 was" in heads[0]
    assert ("altered row", ONE.id, ONE.address) in named(verdict)


COLUMNS = [(kind, column.name) for kind, table in schema.LOOKUPS.items() for column in table.columns if column.name != "id"]


@pytest.mark.parametrize(("kind", "column"), COLUMNS)
def test_every_column_of_every_look_up_row_is_checked(tmp_path: Path, kind: str, column: str) -> None:
    verdict = after(tmp_path, f"UPDATE {kind} SET {column} = '77' WHERE seq = (SELECT max(seq) FROM {kind})")
    assert [trouble.kind for trouble in verdict.troubles] == ["altered row"]
    assert f"has {column} " in verdict.troubles[0].what
    assert verdict.troubles[0].item


@pytest.mark.parametrize("column", ["at", "run", "kind"])
def test_every_column_of_the_log_is_checked(tmp_path: Path, column: str) -> None:
    verdict = after(tmp_path, f"UPDATE item SET {column} = 'decision' WHERE id = ?", values=(ONE.id,))
    assert not verdict.ok
    assert ONE.id in {trouble.item for trouble in verdict.troubles}


def test_an_item_that_was_renamed_is_named(tmp_path: Path) -> None:
    verdict = after(tmp_path, "UPDATE item SET id = 'x' WHERE id = ?", values=(ONE.id,))
    assert {("deleted row", "x"), ("row without item", ONE.id)} <= {(kind, item) for kind, item, _ in named(verdict)}


def test_two_items_that_changed_places_are_caught(tmp_path: Path) -> None:
    verdict = after(
        tmp_path,
        "UPDATE item SET seq = 100 WHERE seq = 2",
        "UPDATE item SET seq = 2 WHERE seq = 3",
        "UPDATE item SET seq = 3 WHERE seq = 100",
    )
    assert {"altered head", "altered row"} <= {trouble.kind for trouble in verdict.troubles}


@pytest.mark.parametrize("kind", sorted(schema.LOOKUPS))
def test_a_deleted_look_up_row_is_named(tmp_path: Path, kind: str) -> None:
    verdict = after(tmp_path, f"DELETE FROM {kind} WHERE seq = (SELECT max(seq) FROM {kind})")
    assert {trouble.kind for trouble in verdict.troubles} == {"deleted row"}
    assert f"the table {kind} lacks it" in verdict.troubles[0].what


def test_deleted_content_is_named_with_the_address_that_the_row_still_has(tmp_path: Path) -> None:
    verdict = after(tmp_path, "DELETE FROM content WHERE id = ?", values=(ONE.id,))
    assert ("deleted row", ONE.id, ONE.address) in named(verdict)


def test_an_item_deleted_with_everything_of_it_leaves_a_gap(tmp_path: Path) -> None:
    verdict = after(
        tmp_path,
        "DELETE FROM item WHERE id = ?",
        "DELETE FROM content WHERE id = ?",
        "DELETE FROM capture WHERE id = ?",
        values=(ONE.id,),
    )
    assert any(trouble.kind == "deleted row" and trouble.seq == 3 for trouble in verdict.troubles)


def test_an_item_put_in_without_its_log_entry_is_named(tmp_path: Path) -> None:
    verdict = after(tmp_path, "INSERT INTO content VALUES ('abc', x'00', x'7b7d')")
    assert named(verdict) == [("row without item", "abc", "")]


@pytest.mark.parametrize("column", ["root", "frontier", "at", "run", "size"])
def test_every_column_of_a_head_is_checked(tmp_path: Path, column: str) -> None:
    verdict = after(tmp_path, f"UPDATE head SET {column} = '3' WHERE size = 4")
    assert verdict.troubles
    assert {trouble.kind for trouble in verdict.troubles} <= {"altered head", "deleted head"}


def test_a_deleted_head_is_missed_by_the_run_that_found_it(tmp_path: Path) -> None:
    verdict = after(tmp_path, "DELETE FROM head WHERE size = 4")
    assert [trouble.kind for trouble in verdict.troubles] == ["deleted head"]


def test_an_end_cut_off_under_a_head_is_noticed(tmp_path: Path) -> None:
    cut = [f"DELETE FROM {kind} WHERE seq = 10" for kind in ("reply", "item")]
    verdict = after(tmp_path, "DELETE FROM content WHERE id = (SELECT id FROM item WHERE seq = 10)", *cut)
    assert [trouble.kind for trouble in verdict.troubles] == ["deleted row"]
    assert "cut off" in verdict.troubles[0].what


def test_only_a_published_head_shows_that_head_and_end_were_cut_off_together(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        head = ledger.head()
        assert verify(ledger, [(head.size, head.root)]).ok
    tamper(
        tmp_path,
        "DELETE FROM content WHERE id IN (SELECT id FROM item WHERE seq > 4)",
        *(f"DELETE FROM {table} WHERE seq > 4" for table in ("reading", "decision", "reply", "run", "item")),
        "DELETE FROM head WHERE size > 4",
    )
    with Ledger.open(tmp_path) as ledger:
        assert verify(ledger).ok
        assert [t.kind for t in verify(ledger, [(head.size, head.root)]).troubles] == ["not the published log"]
        assert [t.kind for t in verify(ledger, [(4, "00" * 32)]).troubles] == ["not the published log"]


def test_what_the_ledger_says_of_itself_is_checked(tmp_path: Path) -> None:
    verdict = after(tmp_path, "UPDATE meta SET value = 'md5' WHERE key = 'hash'")
    assert [(trouble.kind, "md5" in trouble.what) for trouble in verdict.troubles] == [("altered row", True)]


def test_a_guard_that_is_gone_is_named(tmp_path: Path) -> None:
    filled(tmp_path).close()
    raw = sqlite3.connect(tmp_path / FILE)
    raw.execute("DROP TRIGGER item_no_delete")
    raw.commit()
    raw.close()
    with Ledger.open(tmp_path) as ledger:
        assert [(t.kind, "item_no_delete" in t.what) for t in verify(ledger).troubles] == [("missing guard", True)]


def test_an_altered_item_that_no_head_covers_is_named_too(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        ledger.append(ledger.begin("gather", "test"), [put(ledger, 1)])
    tamper(tmp_path, "UPDATE item SET leaf = ? WHERE id = ?", values=("cd" * 32, ONE.id))
    with Ledger.open(tmp_path) as ledger:
        assert named(verify(ledger)) == [("altered body or leaf", ONE.id, ONE.address)]


def test_blobs_that_nothing_cites_are_counted_and_no_trouble(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        ledger.archive.put(b"archived, then killed")
        ledger.archive.settle()
        verdict = verify(ledger)
    assert verdict.ok
    assert verdict.strays == 1


def test_a_head_is_the_rfc_tree_over_the_stored_leaves(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        head = ledger.head()
    raw = sqlite3.connect(tmp_path / FILE)
    rows = raw.execute("SELECT i.leaf, c.salt, c.body FROM item i JOIN content c ON c.id = i.id ORDER BY i.seq").fetchall()
    raw.close()
    assert [leaf for leaf, _, _ in rows] == [item_leaf(salt, body).hex() for _, salt, body in rows]
    assert len({salt for _, salt, _ in rows}) == len(rows)
    assert all(len(salt) == 16 for _, salt, _ in rows)
    assert Tree([bytes.fromhex(leaf) for leaf, _, _ in rows]).root().hex() == head.root


def test_a_word_that_grew_a_field_since_still_verifies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path).close()

    class Grown(Capture, frozen=True, kw_only=True):
        licence: str = ""

    from vetoproof.ledger import rows

    monkeypatch.setitem(rows.ROWS, "capture", (Grown, rows.capture_row))
    with Ledger.open(tmp_path) as ledger:
        assert verify(ledger).ok
