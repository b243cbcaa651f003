"""Files of positions as they lie on disk: folders, compressed ones, archives; opened as plain bytes, told by their first."""

from __future__ import annotations

import bz2
import gzip
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from vetoproof.model.errors import Refusal

Format = Literal["nmea", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("nmea", "csv", "parquet")
HEAD = 1 << 16


class NotPositions(Refusal):
    """A file that is none of positions, or cannot be opened as one; the message says what it is and what to do."""


class Broken(Refusal):
    """A compressed file that is cut off or damaged; raised once what came before was taken."""


class Source(NamedTuple):
    """One file, or one member of an archive: the path, its name for people, the member's name, its size on disk in bytes."""

    path: Path
    name: str
    member: str | None
    size: int


def sources(paths: Iterable[Path]) -> list[Source]:
    """The files meant by these files and folders, in order of their names within each; hidden ones are left out.

    Raises `NotPositions` where a path does not exist or an archive is broken.
    """
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            for file in inside:
                if not any(part.startswith(".") for part in file.relative_to(path).parts):
                    found += _members(file)
        elif path.is_file():
            found += _members(path)
        else:
            raise NotPositions(f"{path}: there is no such file or folder")
    return found


def _members(path: Path) -> Iterator[Source]:
    size = path.stat().st_size
    if not zipfile.is_zipfile(path):
        yield Source(path, str(path), None, size)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if not member.is_dir() and member.file_size:
                    yield Source(path, f"{path}/{member.filename}", member.filename, member.compress_size)
    except zipfile.BadZipFile as error:
        raise NotPositions(f"{path}: the archive is broken ({error}); fetch it again") from error


@contextmanager
def opened(source: Source, told: Callable[[int], None]) -> Iterator[BinaryIO]:
    """The plain bytes of a source; `told` is called with bytes read from the disk as they are."""
    if source.member is not None:
        with zipfile.ZipFile(source.path) as archive, archive.open(source.member) as inside, _plain(inside, told) as plain:
            yield plain
        return
    with source.path.open("rb") as raw:
        counted = BufferedReader(_Counted(raw, told), HEAD)
        head = counted.peek(8)[:8]
        if head.startswith(b"\x1f\x8b"):
            with _plain(gzip.GzipFile(fileobj=counted)) as plain:
                yield plain
        elif head.startswith(b"BZh"):
            with _plain(bz2.BZ2File(counted)) as plain:
                yield plain
        elif head.startswith(b"\x28\xb5\x2f\xfd"):
            import zstandard

            reader = zstandard.ZstdDecompressor().stream_reader(cast(BinaryIO, counted), read_across_frames=True)
            with _plain(reader) as plain:
                yield plain
        else:
            yield cast(BinaryIO, counted)


def detect(head: bytes, name: str, said: Mapping[str, str] | None) -> Format:
    """The format of a file by its first bytes. Raises `Refusal`, which says what stands there instead."""
    from vetoproof.track.layouts import read as layouts
    from vetoproof.track.nmea import read as nmea

    if not head.strip():
        raise NotPositions(f"{name}: the file is empty; fetch it again")
    if head.startswith(b"PAR1"):
        return "parquet"
    if nmea.recognises(head):
        return "nmea"
    if layouts.recognises(head, said):
        return "csv"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    if start.startswith((b"{", b"[", b"<", b"%pdf")):
        raise NotPositions(f"{name}: JSON, a page or a document, not a table of positions; save it as CSV or Parquet first")
    layouts.header(layouts.plain(head), said)
    raise NotPositions(f"{name}: neither sentences of AIS nor a table of positions; say --format if it is one")


@contextmanager
def _plain(reader: Any, told: Callable[[int], None] = lambda _: None) -> Iterator[BinaryIO]:
    counted = _Counted(reader, told)
    yield cast(BinaryIO, BufferedReader(counted, HEAD))
    if counted.fault is not None:
        raise Broken(f"the compressed file is broken ({counted.fault}); what came before was read")


def _broken() -> tuple[type[Exception], ...]:
    """What decompressors raise for bytes that are cut off or wrong."""
    import zlib

    import zstandard

    return (EOFError, zlib.error, zipfile.BadZipFile, zstandard.ZstdError)


class _Counted(RawIOBase):
    """A reader that tells how much was taken from it."""

    def __init__(self, source: Any, told: Callable[[int], None]) -> None:
        self._source, self._told = source, told
        self.fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        try:
            data = self._source.read(len(room))
        except _broken() as error:
            # Its end, for whoever reads; `opened` tells of it once what came before was taken.
            self.fault, data = error, b""
        room[: len(data)] = data
        self._told(len(data))
        return len(data)
