from __future__ import annotations

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
    path = tmp_path / name[:2] / (name[2:] + ".zst")
    before = path.stat()
    assert before.st_size < 1000
    archive.put(b"x" * 100_000)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert list(archive.names()) == [name]
    assert list(tmp_path.rglob("*.tmp")) == []


def test_missing_and_altered_bytes_are_told_apart(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    one, other = archive.put(b"one" * 50), archive.put(b"other" * 50)
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
    (archive.path(name).parent / ".0123.tmp").write_bytes(b"half")
    assert list(archive.names()) == [name]


def test_an_archive_open_for_reading_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="reading only"):
        Archive(tmp_path, read_only=True).put(b"x")
