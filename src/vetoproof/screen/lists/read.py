"""Any list, whatever its format: told by its first bytes, read by the module that knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader, RawIOBase
from typing import BinaryIO, NamedTuple, cast

from vetoproof.model.names import Listing
from vetoproof.screen.lists import eu_fsf, eu_journal, ftm, ofac_advanced, ofac_sdn, uk, un_xml
from vetoproof.screen.lists.outcome import ListError, RejectedRow

# Bytes by which a format is told.
HEAD = 1 << 16


class Format(NamedTuple):
    """A format of lists: its name in commands, what people call it, and its module's two functions."""

    name: str
    title: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[BinaryIO, str], Iterator[Listing | RejectedRow]]


FORMATS = (
    Format("un-xml", "UN Security Council consolidated list (XML)", un_xml.recognises, un_xml.read),
    Format("ofac-advanced", "US lists in the advanced format (XML)", ofac_advanced.recognises, ofac_advanced.read),
    Format("eu-fsf", "EU Financial Sanctions Files 1.1 (XML)", eu_fsf.recognises, eu_fsf.read),
    Format("eu-journal", "EU Official Journal acts as rows (CSV)", eu_journal.recognises, eu_journal.read),
    Format("uk", "UK Sanctions List or ConList (CSV)", uk.recognises, uk.read),
    Format("ftm", "FollowTheMoney entities, such as OpenSanctions (JSON lines)", ftm.recognises, ftm.read),
    # Last: the SDN list has no header by which it could be told from another table.
    Format("ofac-sdn", "US SDN list (CSV)", ofac_sdn.recognises, ofac_sdn.read),
)
_NOT_LISTS = (
    (b"PK\x03\x04", "a ZIP archive or spreadsheet", "unpack it, or save the sheet as CSV in UTF-8"),
    (b"\x1f\x8b", "compressed with gzip", "decompress it first"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstandard", "decompress it first"),
    (b"%PDF", "a PDF", "fetch the list in XML or CSV from the same publisher"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet", "save the sheet as CSV in UTF-8"),
    (b"<!doctype html", "a web page", "fetch the file that the page links to"),
    (b"<html", "a web page", "fetch the file that the page links to"),
    (b"[", "one JSON document", "FollowTheMoney is read as JSON lines, one entity a line: such as entities.ftm.json"),
)


def detect(head: bytes, name: str) -> Format:
    """The format of a list by its first bytes (`HEAD` of them do). Raises `ListError`, which says what the file is instead
    where that can be told, names the formats known, and what to do."""
    for known in FORMATS:
        if known.recognises(head, name):
            return known
    titles = "; ".join(f"{known.name}: {known.title}" for known in FORMATS)
    if not head.strip():
        raise ListError(f"{name}: the file is empty; fetch it again. Formats read: {titles}")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    for sign, what, remedy in _NOT_LISTS:
        if start.startswith(sign.lower()):
            raise ListError(f"{name}: this is {what}, not a list; {remedy}. Formats read: {titles}")
    shown = head[:60].decode("utf-8", errors="replace").splitlines()[0]
    raise ListError(
        f"{name}: no format known begins with {shown!r}; choose the file of the list itself. Formats read: {titles}"
    )


def read(source: BinaryIO, name: str) -> Iterator[Listing | RejectedRow]:
    """Every entry of a list in any of `FORMATS`, or the reason why a row gave none. `name` is the file's, for messages.

    Memory stays constant. Formats whose entries stand apart (UK, FollowTheMoney) need a source that can be read twice, as any
    file can. Raises `ListError` where the format is unknown or the file is broken.
    """
    if source.seekable():
        start = source.tell()
        head = source.read(HEAD)
        source.seek(start)
        return detect(head, name).read(source, name)
    head = source.read(HEAD)
    return detect(head, name).read(cast(BinaryIO, BufferedReader(_Rejoined(head, source))), name)


class _Rejoined(RawIOBase):
    """A source that cannot be read twice, with the bytes that were read of it put back in front."""

    def __init__(self, head: bytes, source: BinaryIO) -> None:
        self._head, self._source = head, source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or self._source.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
