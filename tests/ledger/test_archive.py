from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vetoproof.ledger import AlteredBlob, Archive, LedgerError, MissingBlob
from vetoproof.model import sha256


@given(st.binary(max_size=5000))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
def test_bytes_come_back_as_they_were_put(tmp_path: Path, data: bytes) -> None:
    archive = Archive(tmp_path)
    name = archive.put(data)
    archive.settle()
    assert name == sha256(data)
    assert archive.get(name) == data
    assert archive.check(name) == len(data)
    assert archive.has(name)


def test_a_blob_lies_under_its_hash_and_is_written_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name = archive.put(b"x" * 100_000)
    assert archive.get(name) == b"x" * 100_000
    archive.settle()
    path = tmp_path / name[:2] / (name[2:] + ".zst")
    before = path.stat()
    assert before.st_size < 1000
    archive.put(b"x" * 100_000)
    archive.settle()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(archive.names()) == [name]
    assert list(tmp_path.rglob("*.tmp")) == []


def test_missing_and_altered_bytes_are_told_apart(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    one, other = archive.put(b"one" * 50), archive.put(b"other" * 50)
    archive.settle()
    archive.path(one).write_bytes(archive.path(other).read_bytes())
    with pytest.raises(AlteredBlob, match="now hash to"):
        archive.get(one)
    archive.path(one).write_bytes(b"no zstd")
    with pytest.raises(AlteredBlob, match="decompressed"):
        archive.get(one)
    archive.path(one).write_bytes(archive.path(other).read_bytes()[:-3])
    with pytest.raises(AlteredBlob):
        archive.get(one)
    archive.path(one).unlink()
    with pytest.raises(MissingBlob):
        archive.get(one)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "a" * 63, "/" + "a" * 63])
def test_only_a_hash_names_bytes(tmp_path: Path, name: str) -> None:
    with pytest.raises(LedgerError):
        Archive(tmp_path).get(name)


def test_a_left_over_temporary_file_is_no_blob(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name = archive.put(b"whole")
    archive.settle()
    (tmp_path / "incoming" / "0123.tmp").write_bytes(b"half")
    assert list(archive.names()) == [name]


def test_an_archive_open_for_reading_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="reading only"):
        Archive(tmp_path, read_only=True).put(b"x")


def test_bytes_that_were_not_settled_are_not_there_for_others(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    name = archive.put(b"killed before it settled")
    assert archive.has(name)
    other = Archive(tmp_path)
    assert not other.has(name)
    assert list(other.names()) == []
    assert other.put(b"killed before it settled") == name
    other.settle()
    archive.settle()
    assert archive.get(name) == other.get(name)


def test_many_blobs_are_settled_in_between(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    names = {archive.put(str(n).encode()) for n in range(2100)}
    assert len(list(Archive(tmp_path).names())) == 2048
    archive.settle()
    assert set(Archive(tmp_path).names()) == names
    assert list(tmp_path.rglob("*.tmp")) == []


def test_only_what_was_left_more_than_a_day_ago_is_swept_away(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put(b"being written")
    old = tmp_path / "incoming" / "old.tmp"
    old.write_bytes(b"left by a kill")
    os.utime(old, (time.time() - 100_000,) * 2)
    assert (archive.sweep(), archive.sweep()) == (1, 0)
    archive.settle()
    assert len(list(archive.names())) == 1
