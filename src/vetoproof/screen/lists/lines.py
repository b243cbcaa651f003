"""The lines of a text of any size, in constant memory, in the encoding that its bytes show."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import AnyStr, BinaryIO, NamedTuple

from vetoproof.screen.lists.outcome import ListError

CHUNK = 1 << 18
# Characters of one physical line. A line as long as that has no line breaks where it should: it is no table.
LINE_LIMIT = 1 << 22
# What a line is read as whose bytes are not UTF-8: the encoding of most Western tables of the last thirty years. It leaves five
# bytes without a meaning; they become U+FFFD.
FALLBACK = "cp1252"
# Zero bytes among the first 4,096 that are taken for faults of a text, and left out: archives have many more.
STRAY = 2
_NO_TEXT = frozenset(range(1, 9)) | frozenset(range(14, 26)) | frozenset(range(28, 32))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Line(NamedTuple):
    """One line with its line break: its number from 1, its text, and whether bytes had to be repaired to read it."""

    number: int
    text: str
    repaired: bool = False


class Lines:
    """The lines of `source`. `encoding` is that of the file where the caller knows it ("cp949"); else a mark decides, else
    UTF-8 with `FALLBACK` for single lines. Lines end in LF, CR LF, or CR where the first bytes hold no LF.

    Raises `ListError` for what is no text, for an encoding that does not exist, and for a line beyond `LINE_LIMIT`.
    """

    def __init__(self, source: BinaryIO, name: str, encoding: str | None = None) -> None:
        self.name = name
        head = source.read(CHUNK)
        mark, marked = next(((mark, coding) for mark, coding in _MARKS if head.startswith(mark)), (b"", None))
        self.encoding = marked or encoding or "utf-8"
        try:
            b"    ".decode(self.encoding, errors="replace")
        except LookupError:
            raise ListError(f"{name}: no encoding is called {encoding!r}; write it as in Python, such as 'cp1251'") from None
        self._second = encoding if encoding and not marked else FALLBACK
        self._number = 0
        if self.encoding.replace("_", "-").casefold().startswith(("utf-16", "utf-32")):
            self._iterator = self._wide(_chunks(source, head[len(mark) :]))
            return
        if _binary(head[:4096]):
            raise ListError(
                f"{name}: the bytes are no text in {self.encoding}; save the table as CSV in UTF-8, or state its encoding"
            )
        self._iterator = self._narrow(
            _chunks(source, head[len(mark) :]), b"\r" if b"\n" not in head and b"\r" in head else b"\n"
        )

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return next(self._iterator)

    def _narrow(self, chunks: Iterator[bytes], ending: bytes) -> Iterator[Line]:
        for raw in self._split(chunks, ending, b""):
            self._number += 1
            plain = raw.replace(b"\0", b"") if b"\0" in raw else raw
            repaired = plain is not raw
            try:
                text = plain.decode(self.encoding)
            except UnicodeDecodeError:
                text, repaired = self._repaired(plain), True
            # A carriage return that ends a line in the old convention would be a fault to the reader of cells.
            yield Line(self._number, text[:-1] + "\n" if text.endswith("\r") else text, repaired)

    def _repaired(self, raw: bytes) -> str:
        """A line that is not in the file's encoding. Where most of it is, its other bytes are left unread (U+FFFD): one bad
        byte must not make nonsense of a name in another alphabet."""
        text = raw.decode(self.encoding, errors="replace")
        bad = text.count("\ufffd")
        good = sum(not char.isascii() for char in text) - bad
        return text if good > bad else raw.decode(self._second, errors="replace")

    def _wide(self, chunks: Iterator[bytes]) -> Iterator[Line]:
        decoder = codecs.getincrementaldecoder(self.encoding)(errors="replace")
        for text in self._split((decoder.decode(chunk) for chunk in chunks), "\n", ""):
            self._number += 1
            yield Line(self._number, text, "\ufffd" in text)

    def _split(self, chunks: Iterator[AnyStr], ending: AnyStr, rest: AnyStr) -> Iterator[AnyStr]:
        for chunk in chunks:
            parts = (rest + chunk).split(ending)
            rest = parts.pop()
            for part in parts:
                yield part + ending
            if len(rest) > LINE_LIMIT:
                raise ListError(
                    f"{self.name}, line {self._number + 1}: the line does not end within {LINE_LIMIT >> 20} MB; "
                    "this is not a table of lines: have it written again as CSV"
                )
        if rest:
            yield rest


def _binary(head: bytes) -> bool:
    """Whether the first bytes are of no text: zeros beyond a few that a fault left behind, or zeros beside other signs that no
    text holds."""
    zeros = head.count(0)
    return zeros > max(STRAY, len(head) // 1000) or (zeros > 0 and not _NO_TEXT.isdisjoint(head))


def _chunks(source: BinaryIO, chunk: bytes) -> Iterator[bytes]:
    while chunk:
        yield chunk
        chunk = source.read(CHUNK)
