from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_words import capture, decision, filled, new_ledger, put, reading, reply, ticking
from msgspec.structs import replace

from vetoproof.ledger import Ledger, LedgerError, LedgerExists, NoLedger, UnknownVersion, verify
from vetoproof.ledger.merkle import verify_inclusion
from vetoproof.ledger.rows import ReadingHead, capture_row, reading_row
from vetoproof.ledger.store import FILE
from vetoproof.model import Reading, decode, encode


def test_what_was_appended_comes_back_after_reopening(tmp_path: Path) -> None:
    with filled(tmp_path / "l") as ledger:
        head = ledger.head()
    with Ledger.open(tmp_path / "l", read_only=True) as ledger:
        captures = list(ledger.captures())
        assert [c.address for c in captures] == [f"https://paper.example/{n}" for n in range(3)]
        assert ledger.capture(captures[1].id) == captures[1]
        assert ledger.by_sha256(captures[2].sha256 or "") == (captures[2],)
        assert ledger.by_sha256("0" * 64) == ()
        rows = list(ledger.readings_after())
        assert [decode(row.body, Reading) for row in rows] == [reading(c, to="2024-10-07") for c in captures]
        assert [row.claims for row in rows] == [1, 1, 1]
        assert list(ledger.readings_after(rows[0].seq)) == rows[1:]
        assert ledger.readings_of(rows[0].document) == (rows[0],)
        assert ledger.decisions() == (decision(),)
        assert ledger.replies() == (reply(),)
        assert ledger.outcomes() == {"ok": 3}
        assert ledger.head() == head == ledger.heads()[-1]
        assert [run.verb for run in ledger.runs()] == ["gather", "examine"]
        assert ledger.size() == head.size == 10
        for missing in (ledger.capture, ledger.seq, ledger.body, ledger.proof):
            with pytest.raises(KeyError):
                missing("f" * 32)


def test_columns_asked_for_without_bodies_are_the_same(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        whole, light = ledger.selected(), ledger.selected(bodies=False)
        assert [row._replace(body=b"") for row in whole] == list(light)
        assert all(row.body for row in whole)


@given(batches=st.lists(st.lists(st.integers(0, 12), max_size=8), min_size=1, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_appending_again_adds_nothing_in_whatever_batches(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[int]]
) -> None:
    with new_ledger(tmp_path_factory.mktemp("l")) as ledger:
        run = ledger.begin("gather", "test")
        for batch in batches:
            before = {c.id for c in ledger.captures()}
            appended = ledger.append(run, [put(ledger, n) for n in batch])
            ids = [capture(n).id for n in batch]
            assert set(appended.new) == set(ids) - before
            assert len(appended.new) + len(appended.known) == len(batch)
            head = ledger.seal(run)
        wanted = list(dict.fromkeys(n for batch in batches for n in batch))
        assert [c.id for c in ledger.captures()] == [capture(n).id for n in wanted]
        for batch in batches:
            assert ledger.append(ledger.begin("again", "test"), [capture(n) for n in batch]).new == ()
        assert ledger.seal(ledger.begin("again", "test")) == head
        assert verify(ledger).ok


def test_a_run_that_brings_nothing_new_leaves_no_trace(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        size, head = ledger.size(), ledger.head()
        run = ledger.begin("gather", "test")
        ledger.append(run, list(ledger.captures()))
        assert ledger.seal(run) == head
        assert ledger.size() == size


def test_an_empty_ledger_has_the_empty_head(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        assert ledger.head().size == ledger.seal(ledger.begin("gather", "test")).size == 0
        assert ledger.heads() == ()
        assert ledger.selected() == ()
        assert verify(ledger).ok


def test_a_batch_is_whole_or_absent(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        run = ledger.begin("gather", "test")
        good = put(ledger, 1)
        with pytest.raises(LedgerError, match="not in the archive"):
            ledger.append(run, [good, capture(2)])
        with pytest.raises(LedgerError, match="is not in the ledger"):
            ledger.append(run, [good, reading(capture(2))])
        with pytest.raises(ValueError, match="no instant"):
            ledger.append(run, [good, put(ledger, 3, at="noon")])
        with pytest.raises((TypeError, AttributeError)):
            ledger.append(run, [good, "a string"])  # type: ignore[list-item]
        assert ledger.size() == 0


def test_a_reading_of_other_bytes_than_its_captures_is_refused(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        one, two = put(ledger, 1), put(ledger, 2)
        run = ledger.begin("examine", "test")
        wrong = reading(two)
        crossed = Reading(capture=one.id, examiner="builtin@1", pack="p1", document=wrong.document)
        with pytest.raises(LedgerError, match="it is of the bytes"):
            ledger.append(run, [one, two, crossed])


def test_a_known_reading_with_another_body_is_named_and_the_first_stands(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        of = next(ledger.captures())
        other = reading(of, to="2024-10-07", claims=5)
        appended = ledger.append(ledger.begin("examine", "test"), [other])
        assert (appended.new, appended.known, appended.differing) == ((), (other.id,), (other.id,))
        assert decode(ledger.body(other.id), Reading).claims == reading(of, to="2024-10-07").claims


def test_unread_are_the_good_captures_without_a_reading_by_this_examiner_and_pack(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        run = ledger.begin("gather", "test")
        failed = replace(capture(9), outcome="binary", reason="pdf", sha256=None)
        fresh = put(ledger, 10)
        ledger.append(run, [failed, fresh])
        assert [c.id for c in ledger.unread("builtin@1", "p1")] == [fresh.id]
        assert len(list(ledger.unread("builtin@2", "p1"))) == 4
        assert len(list(ledger.unread("builtin@1", "p2"))) == 4


def test_reading_while_appending_sees_one_state(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        run = ledger.begin("gather", "test")
        ledger.append(run, [put(ledger, n) for n in range(5)])
        seen = 0
        for each in ledger.unread("builtin@1", "p1"):
            ledger.append(run, [reading(each)])
            seen += 1
        assert seen == 5
        assert list(ledger.unread("builtin@1", "p1")) == []


def test_two_writers_take_turns_and_each_item_stays_under_its_run(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as one, Ledger.open(tmp_path, clock=ticking()) as two:
        first, second = one.begin("gather", "one"), two.begin("gather", "two")
        for n in range(6):
            ledger, run = (one, first) if n % 2 == 0 else (two, second)
            ledger.append(run, [put(ledger, n)])
        one.seal(first)
        assert [(run.tool, run.part) for run in one.runs()] == [
            ("one", 1),
            ("two", 1),
            ("one", 2),
            ("two", 2),
            ("one", 3),
            ("two", 3),
        ]
        assert two.seal(second) == one.head()
        assert verify(one).ok


def test_a_head_covers_what_a_dead_run_left_unsealed(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        ledger.append(ledger.begin("gather", "died"), [put(ledger, 1)])
        assert verify(ledger).unsealed == 2
    with Ledger.open(tmp_path) as ledger:
        head = ledger.seal(ledger.begin("gather", "next"))
        assert head.size == ledger.size() == 3
        assert [run.tool for run in ledger.runs()] == ["died", "next"]
        assert verify(ledger).ok


def test_every_item_has_a_proof_under_every_later_head(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        heads = ledger.heads()
        ids = [c.id for c in ledger.captures()] + [decision().id, reply().id]
        for head in heads:
            for item in ids:
                if ledger.seq(item) > head.size:
                    with pytest.raises(ValueError, match="seal first"):
                        ledger.proof(item, head.size)
                    continue
                proof = ledger.proof(item, head.size)
                assert proof.root == head.root
                path = [bytes.fromhex(step) for step in proof.path]
                assert verify_inclusion(
                    bytes.fromhex(proof.leaf_hash), proof.leaf_index, proof.tree_size, path, bytes.fromhex(head.root)
                )


def test_opening_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match=r"Ledger\.create"):
        Ledger.open(tmp_path)
    new_ledger(tmp_path).close()
    with pytest.raises(LedgerExists, match="open it"):
        Ledger.create(tmp_path)
    raw = sqlite3.connect(tmp_path / FILE)
    raw.execute("DROP TRIGGER meta_no_update")
    raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    raw.commit()
    raw.close()
    with pytest.raises(UnknownVersion, match=r"'99'.*Nothing was touched.*newer"):
        Ledger.open(tmp_path)


def test_a_creation_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with pytest.raises(NoLedger, match="finishes it"):
        Ledger.open(tmp_path)
    new_ledger(tmp_path).close()
    with Ledger.open(tmp_path) as ledger:
        assert ledger.size() == 0


def test_a_ledger_open_for_reading_takes_nothing(tmp_path: Path) -> None:
    filled(tmp_path).close()
    with Ledger.open(tmp_path, read_only=True) as ledger:
        run = ledger.begin("gather", "test")
        for attempt in (lambda: ledger.append(run, []), lambda: ledger.seal(run)):
            with pytest.raises(LedgerError, match="reading only"):
                attempt()
        assert verify(ledger).ok


def test_a_ledger_on_a_read_only_disc_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(tmp_path).close()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with Ledger.open(tmp_path, read_only=True) as ledger:
        assert verify(ledger).ok
    assert not list(tmp_path.glob("*-wal"))


def test_every_commit_is_on_the_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger, ledger._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2


def test_the_part_of_a_reading_that_its_row_needs_gives_the_same_row(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        of = next(ledger.captures())
        whole = reading(of, to="2024-10-07", claims=3)
        part = decode(encode(whole), ReadingHead)
        assert (part.id, part.document.id) == (whole.id, whole.document.id)
        assert reading_row(part, capture_row(of)) == reading_row(whole, capture_row(of))


def test_a_stored_body_is_the_canonical_json_of_the_word(tmp_path: Path) -> None:
    with filled(tmp_path) as ledger:
        for word in (*ledger.captures(), *ledger.decisions(), *ledger.replies(), *ledger.runs()):
            assert ledger.body(word.id) == encode(word)
