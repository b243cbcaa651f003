"""Files of positions as they lie on disk: folders, compressed ones, archives; opened as plain bytes, told by their first."""

from __future__ import annotations

import bz2
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple, cast

from vetoproof.model.errors import Refusal

Format = Literal["nmea", "csv", "parquet"]
FORMATS: tuple[Format, ...] = ("nmea", "csv", "parquet")
HEAD = 1 << 16
_FED = 1 << 12


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


def sources(paths: Iterable[Path], passed: list[str] | None = None) -> list[Source]:
    """The files meant by these files and folders, in order of their names within each.

    Hidden ones, and the notes that macOS puts beside files in folders and archives (`._a.csv`, `__MACOSX`), are passed over:
    their names go to `passed`. Raises `NotPositions` where a path does not exist or an archive is broken.
    """
    found: list[Source] = []
    over = [] if passed is None else passed
    for path in paths:
        if path.is_dir():
            inside = (file for file in sorted(path.rglob("*")) if file.is_file())
            for file in inside:
                if _hidden(file.relative_to(path).parts):
                    over.append(str(file))
                else:
                    found += _members(file, over)
        elif path.is_file():
            found += _members(path, over)
        else:
            raise NotPositions(f"{path}: there is no such file or folder")
    return found


def _hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def office(path: Path) -> str:
    """What a file of an office program is that is packed as an archive of its own; "" where it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return ""
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "an Excel file"
    if "[Content_Types].xml" in names:
        return "a file of an office program"
    return "an OpenDocument file" if {"mimetype", "content.xml"} <= names else ""


def _members(path: Path, over: list[str]) -> Iterator[Source]:
    size = path.stat().st_size
    if not zipfile.is_zipfile(path) or office(path):
        yield Source(path, str(path), None, size)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if _hidden(member.filename.split("/")) and not member.is_dir():
                    over.append(f"{path}/{member.filename}")
                elif not member.is_dir() and member.file_size:
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
        unpacker = _unpacker(head)
        if unpacker is None:
            yield cast(BinaryIO, counted)
            return
        with _plain(_Unpacked(counted, unpacker)) as plain:
            yield plain


_OTHERS = {
    b"PK\x03\x04": "an archive (zip) that is cut off or damaged; fetch it again",
    b"SQLite format 3": "a database (SQLite, GeoPackage); save its table of positions as CSV or Parquet first",
    b"7z\xbc\xaf\x27\x1c": "an archive (7z); unpack it first",
    b"Rar!": "an archive (rar); unpack it first",
    b"\xfd7zXZ": "a compressed file (xz); unpack it first",
    b"\xd0\xcf\x11\xe0": "an Excel file (.xls) or another of an office program; save its sheet of positions as CSV first",
}
"""Files that people have positions in and that are not read, by their first bytes: what to do with them."""


def detect(head: bytes, said: Mapping[str, str] | None) -> Format:
    """The format of a file by its first bytes. Raises `Refusal`, which says what stands there instead."""
    from vetoproof.track.layouts import read as layouts
    from vetoproof.track.nmea import read as nmea

    if not head.strip():
        raise NotPositions("the file is empty; fetch it again")
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise NotPositions(what)
    if head.startswith(b"PAR1"):
        return "parquet"
    if nmea.recognises(head):
        return "nmea"
    if layouts.recognises(head, said):
        return "csv"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:16].lower()
    if start.startswith((b"{", b"[", b"<", b"%pdf")):
        raise NotPositions("JSON, a page or a document, not a table of positions; save it as CSV or Parquet first")
    layouts.header(layouts.plain(head), said)
    raise NotPositions("neither sentences of AIS nor a table of positions; say --format if it is one")


@contextmanager
def _plain(reader: Any, told: Callable[[int], None] = lambda _: None) -> Iterator[BinaryIO]:
    counted = _Counted(reader, told)
    yield cast(BinaryIO, BufferedReader(counted, HEAD))
    if counted.fault is not None:
        raise Broken(f"the compressed file is broken ({counted.fault}); what came before was read")


def _broken() -> tuple[type[Exception], ...]:
    """What decompressors raise for bytes that are cut off or wrong."""
    import zstandard

    return (EOFError, zlib.error, zipfile.BadZipFile, zstandard.ZstdError)


def _unpacker(head: bytes) -> Callable[[], Any] | None:
    """What makes a decompressor for one member of a file that begins so; None where it is not compressed."""
    if head.startswith(b"\x1f\x8b"):
        return lambda: zlib.decompressobj(31)
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        import zstandard

        return lambda: zstandard.ZstdDecompressor().decompressobj()
    return None


class _Unpacked:
    """The plain bytes of a compressed file of any number of members. What comes before a cut or a fault is given first, then
    the error: the libraries' own readers withhold it, and that of zstd takes a cut for the end.

    Fed a few kilobytes at a time, so that no small file grows beyond memory at once.
    """

    def __init__(self, source: Any, unpacker: Callable[[], Any]) -> None:
        self._source, self._unpacker, self._at = source, unpacker, unpacker()
        self._ready, self._fresh = b"", True

    def read(self, size: int) -> bytes:
        while not self._ready:
            data = self._at.unused_data if self._at.eof else b""
            data = data or self._source.read(_FED)
            if not data:
                if self._fresh or self._at.eof:
                    return b""
                raise EOFError("it ends in the middle")
            if self._at.eof:
                data = data.lstrip(b"\0")
                self._at, self._fresh = self._unpacker(), True
            if data:
                self._ready, self._fresh = self._opened(data), False
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _opened(self, data: bytes) -> bytes:
        try:
            found: bytes = self._at.decompress(data)
        except OSError as error:  # so bz2 says that its bytes are wrong, which is no fault of the disk
            raise EOFError(str(error)) from error
        return found


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
