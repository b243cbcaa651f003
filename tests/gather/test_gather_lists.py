from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from vetoproof.gather.lists import ListFileError, captured, file_name, keep, refused
from vetoproof.ledger import AlteredBlob, Archive, Ledger, LedgerError, MissingBlob, verify
from vetoproof.model import sha256

AT = "2024-03-10T10:00:00Z"


def test_a_list_is_archived_as_it_was_and_its_capture_says_which_and_of_which_day(tmp_path: Path) -> None:
    (tmp_path / "the list.xml").write_bytes(b"<list/>" * 1000)
    with Ledger.create(tmp_path / "ledger") as ledger:
        run = ledger.begin("lists", "test")
        kept = keep(tmp_path / "the list.xml", ledger)
        capture = captured(
            kept, at=AT, name="un", format="un-xml", lists="un", printed="2024-03-09", given=None, source="lists/the list.xml"
        )
        ledger.append(run, [capture])
        ledger.seal(run)
        assert ledger.archive.get(kept.sha256) == b"<list/>" * 1000
        assert verify(ledger).ok
        (found,) = ledger.captures("data")
        assert list(ledger.captures("page")) == []
    assert (found.address, found.kind, found.collector, found.media_type) == (
        "file:the%20list.xml",
        "data",
        "lists",
        "text/xml",
    )
    assert found.hints == {
        "list": "un", "format": "un-xml", "lists": "un", "printed": "2024-03-09", "source": "lists/the list.xml",
    }  # fmt: skip
    assert file_name(found) == "the list.xml"
    assert str(tmp_path) not in repr(found)


def test_an_attempt_that_failed_is_a_capture_without_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"no list")
    with Ledger.create(tmp_path / "ledger") as ledger:
        kept = keep(tmp_path / "a.csv", ledger)
        assert ledger.archive.discard(kept.sha256)
        assert not ledger.archive.has(kept.sha256)
        assert not ledger.archive.discard(kept.sha256)
        run = ledger.begin("lists", "test")
        ledger.append(run, [refused(kept, at=AT, name="", outcome="broken list", reason="no list")])
        (found,) = ledger.captures()
        assert (found.outcome, found.reason, found.sha256) == ("broken list", "no list", None)
        assert found.hints == {"sha256": sha256(b"no list")}
        assert verify(ledger).strays == 0


@pytest.mark.parametrize("what", ["nothing", "a folder", "a pipe"])
def test_what_is_no_file_is_refused_with_a_remedy(tmp_path: Path, what: str) -> None:
    place = tmp_path / "x"
    if what == "a folder":
        place.mkdir()
    elif what == "a pipe":
        os.mkfifo(place)
    with Ledger.create(tmp_path / "ledger") as ledger, pytest.raises(ListFileError, match=r"no such file|Name the file"):
        keep(place, ledger)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x" * 3_000_000)
    told: list[tuple[int, int, str]] = []
    with Ledger.create(tmp_path / "ledger") as ledger:
        keep(tmp_path / "a.csv", ledger, lambda *what: told.append(what))
    assert told[-1] == (3_000_000, 3_000_000, "a.csv")


def test_a_stream_of_any_length_goes_into_the_archive_and_comes_out_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    data = os.urandom(2_500_000) + b"0" * 2_500_000
    name, size = archive.put_from(io.BytesIO(data))
    assert (name, size) == (sha256(data), len(data))
    assert archive.put_from(io.BytesIO(data)) == (name, size)
    with archive.open(name) as stream:
        assert stream.read(10) == data[:10]
        assert stream.read() == data[10:]
        stream.seek(2)
        assert stream.read(3) == data[2:5]
    archive.settle()
    assert archive.put_from(io.BytesIO(data)) == (name, size)
    archive.settle()
    assert list(archive.names()) == [name]
    assert list(tmp_path.rglob("*.tmp")) == []
    assert not archive.discard(name), "what was settled stays"
    with pytest.raises(LedgerError, match="reading only"):
        Archive(tmp_path, read_only=True).put_from(io.BytesIO(b"x"))


def test_other_bytes_than_were_put_there_are_told_before_the_first_is_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    one, other = archive.put(b"one" * 50), archive.put(b"other" * 50)
    archive.settle()
    archive.path(one).write_bytes(archive.path(other).read_bytes())
    with pytest.raises(AlteredBlob):
        archive.open(one)
    with pytest.raises(MissingBlob):
        archive.open("0" * 64)


def test_a_source_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError("the disc failed")

    archive = Archive(tmp_path)
    with pytest.raises(OSError, match="disc failed"):
        archive.put_from(io.BufferedReader(Broken()))
    archive.settle()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_the_archive_takes_a_list_in_memory_that_does_not_grow_with_it(tmp_path: Path) -> None:
    """150 MB with less than 60 MB above what was there before."""
    import resource

    class Zeros(io.RawIOBase):
        left = 150_000_000

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            taken = min(self.left, len(memoryview(buffer)))  # type: ignore[arg-type]
            self.left -= taken
            return taken

    archive = Archive(tmp_path)
    archive.put_from(io.BytesIO(b"x"))  # loads the compressor
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    name, size = archive.put_from(io.BufferedReader(Zeros()))
    with archive.open(name) as stream:
        while stream.read(1 << 16):
            pass
    assert size == 150_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60_000
