"""One file to its pieces: read within limits, told apart by name and by bytes, its own head believed."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from msgspec.structs import replace

from vetoproof.gather.frontmatter import BadHead, split
from vetoproof.gather.jsonl import lines
from vetoproof.gather.outcome import Outcome
from vetoproof.gather.pageaddress import page_address
from vetoproof.gather.piece import Piece, handling_of, kind_of, own_address, unknown_handling
from vetoproof.gather.sniff import binary_reason, is_pdf, looks_like_page, looks_like_text
from vetoproof.gather.walk import Found

DEFAULT_LIMIT = 64_000_000
"""Bytes of one document above which it is not read. The largest news page seen in research had 2 MB."""

MEDIA = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
PDF = "application/pdf"
"""Told by the bytes: files of any name are PDF, and some named so are not."""
JSONL = (".jsonl", ".ndjson")
NOT_DOCUMENTS = frozenset({
    ".csv", ".tsv", ".json", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".log", ".sql", ".svg", ".css", ".map",
    ".lock", ".py", ".js", ".mjs", ".ts", ".sh", ".c", ".h", ".java", ".go", ".rs",
})  # fmt: skip
"""Text that is data or program: reading it as an article would find claims in a table. Later collectors take some of it."""


def pieces(found: Found, limit: int = DEFAULT_LIMIT) -> Iterator[Piece]:
    """The documents and failures of one file. Never raises for what the file holds or how the system refuses it."""
    if found.outcome != "ok":
        yield Piece(found.address, None, outcome=found.outcome, reason=found.reason)
        return
    suffix = found.path.suffix.lower()
    try:
        # Not blocking: a pipe that took the file's place since the folder was listed would wait for a writer for ever.
        with open(os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield Piece(found.address, None, outcome="not a file", reason="a socket, pipe or device")
            elif suffix in JSONL:
                yield from lines(file, found.address, limit)
            else:
                yield _document(file, found.address, suffix, status.st_size, limit)
    except FileNotFoundError:
        yield Piece(found.address, None, outcome="missing", reason="gone since the folder was listed")
    except OSError as error:
        yield Piece(found.address, None, outcome="unreadable", reason=error.strerror or type(error).__name__)


def _document(file: BinaryIO, address: str, suffix: str, size: int, limit: int) -> Piece:
    data = file.read(limit + 1) if size <= limit else b""
    if max(size, len(data)) > limit:
        reason = f"more than {limit:,} bytes"
        return Piece(address, None, size=max(size, len(data)), outcome="too large", reason=reason, method="file")
    if not data.strip():
        return Piece(address, None, size=len(data), outcome="empty", reason=_blank(data), method="file")
    if is_pdf(data):
        return Piece(address, data, PDF, len(data), method="file")
    if reason := binary_reason(data) or "":
        return _failed(address, data, "binary", reason)
    media = MEDIA.get(suffix)
    if media is None:
        if suffix in NOT_DOCUMENTS:
            return _failed(address, data, "unknown suffix", f"{suffix} is data or program, not a document")
        if not looks_like_text(data):
            name = quote(os.fsencode(suffix)) or "no suffix"
            return _failed(address, data, "unknown suffix", f"{name}, and it does not look like text")
        media = "text/html" if looks_like_page(data) else "text/plain"
    return _page(address, data, media) if media == "text/html" else _text(address, data, media)


def _page(address: str, data: bytes, media: str) -> Piece:
    given = page_address(data)
    if given is None:
        return Piece(address, data, media, len(data), method="file")
    return Piece(given[0], data, media, len(data), hints={"address_from": given[1]}, method="file")


def _text(address: str, data: bytes, media: str) -> Piece:
    try:
        hints, rest = split(data)
    except BadHead as error:
        return _failed(address, data, "bad front matter", str(error), media)
    address = own_address({"address": hints.get("address", "")}) or address
    handling = handling_of(hints)
    if handling is None:
        failed = _failed(address, data, "bad front matter", unknown_handling(hints), media)
        return replace(failed, handling="sealed")
    piece = Piece(address, data, media, len(data), kind=kind_of(hints), handling=handling, hints=hints, method="file")
    if not rest.strip():
        return replace(piece, outcome="empty", reason="nothing after the front matter")
    return piece


def _failed(address: str, data: bytes, outcome: Outcome, reason: str, media: str = "application/octet-stream") -> Piece:
    return Piece(address, data, media, len(data), outcome, reason, method="file")


def _blank(data: bytes) -> str:
    return "only white space" if data else "no bytes"
