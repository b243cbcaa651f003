"""What some bytes are, from the bytes: PDF, document formats that this version does not read, web pages, plain text."""

from __future__ import annotations

_MAGIC = (
    (b"PK\x03\x04", "zip archive, or an office document in one"),
    (b"PK\x05\x06", "zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old office document"),
    (b"{\\rtf", "rich text"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "image, sound or film"),
    (b"\x1f\x8b", "gzip archive"),
    (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z archive"),
    (b"Rar!\x1a\x07", "rar archive"),
    (b"\x28\xb5\x2f\xfd", "zstd archive"),
    (b"WARC/1.", "warc"),
    (b"SQLite format 3\x00", "database"),
    (b"PAR1", "parquet table"),
    (b"ID3", "sound"),
    (b"OggS", "sound or film"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"\x7fELF", "program"),
)
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_PEEK = 8192
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b\x08")
_MAX_CONTROLS = 0.01


def binary_reason(data: bytes) -> str | None:
    """Why these bytes are no text that this version reads, or None.

    UTF-16 and UTF-32 are full of NUL bytes and are text all the same where a byte order mark says so.
    """
    start = data[:16]
    for magic, name in _MAGIC:
        if start.startswith(magic):
            return f"{name}: not read by this version"
    if data[4:8] == b"ftyp":
        return "film or image: not read by this version"
    if is_pdf(data):
        return "pdf: not text"
    if not data.startswith(_BYTE_ORDER_MARKS) and b"\x00" in data:
        return "NUL bytes: not text"
    return None


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF: its mark stands at the beginning, or behind other bytes that are no page."""
    return data[:1024].lstrip().startswith(b"%PDF-") or (b"%PDF-" in data[:1024] and not looks_like_page(data))


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes begin as HTML does."""
    start = data[:1024].lower()
    return b"<html" in start or b"<!doctype html" in start


def looks_like_text(data: bytes) -> bool:
    """Whether bytes without a telling name read as text: UTF-8, or an 8-bit encoding with almost no control characters."""
    start = data[:_PEEK]
    if start.startswith(_BYTE_ORDER_MARKS):
        return True
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 4:  # else: a character cut in two by the peek
            controls = sum(1 for byte in start if byte < 32 and byte not in _TEXT_CONTROLS)
            return controls <= _MAX_CONTROLS * len(start)
    return True
