"""Bytes to characters: which encoding, what was declared, what is no text at all."""

from __future__ import annotations

import codecs
import re

import msgspec

MOST_BYTES = 8_000_000
"""Bytes of one capture that are read. An article is 0.1 to 3 MB of HTML; 8 MB cost 0.3 s and 100 MB of memory to parse."""
_SAMPLE = 65_536
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP or office file"), (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"), (b"\x1f\x8b", "gzip data"), (b"RIFF", "a media file"), (b"\x7fELF", "a program"),
    (b"SQLite format", "a database"), (b"\xd0\xcf\x11\xe0", "an old office file"), (b"OggS", "a media file"),
    (b"ID3", "a media file"),
)  # fmt: skip
_LETTERS = re.compile("[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7af]")
"""Letters of scripts other than Latin."""
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")


class Decoded(msgspec.Struct, frozen=True):
    """Text, the encoding that it was read in, and what a reader of the document must know of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(body: bytes, media_type: str = "") -> Decoded | str:
    """The text of a capture, or the reason why there is none ("empty", "binary: a PDF").

    Order: byte order mark, what the header or the page declares if it decodes without error, UTF-8, detection,
    Windows-1252. Anything but the first three is noted.
    """
    if not body.strip():
        return "empty"
    notes = []
    if len(body) > MOST_BYTES:
        whole, body = len(body), _without_scripts(body)
        if len(body) > MOST_BYTES:
            notes.append(f"only the first {MOST_BYTES:,} of {whole:,} bytes were read")
            body = body[:MOST_BYTES]
    for mark, name in _BOMS:
        if body.startswith(mark):
            text = body.decode(name, "replace")
            return Decoded(text, name, tuple(notes)) if text.strip() else "empty"
    if reason := _binary(body):
        return reason
    declared = _declared(body, media_type)
    for name in dict.fromkeys(filter(None, (declared, "utf-8"))):
        text, whole = _try(body, name)
        if whole:
            if declared and name != declared:
                notes.append(f"declared as {declared}, which it is not: read as {name}")
            return Decoded(text, name, tuple(notes))
    return _guessed(body, declared, notes)


def _without_scripts(body: bytes) -> bytes:
    """A large page without its scripts and styles (JSON-LD stays), which are most of it; linear, also when unclosed."""
    for name in (b"script", b"style"):
        lower, kept, at = body.lower(), [], 0
        while (start := lower.find(b"<" + name, at)) >= 0:
            end = lower.find(b"</" + name, start)
            if end < 0:
                break
            shown = b"ld+json" in lower[start : start + 200]
            kept.append(body[at:end] if shown else body[at:start])
            at = end if shown else lower.find(b">", end) + 1 or len(body)
        body = b"".join([*kept, body[at:]])
    return body


def _binary(body: bytes) -> str | None:
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return f"binary: {name}"
    sample = body[:_SAMPLE]
    # Sparse NULs in text are damage and are removed later; more than one byte in twenty is no text.
    odd = len(sample) - len(sample.translate(None, _CONTROLS))
    return "binary: no text encoding" if odd * 20 > len(sample) else None


def _declared(body: bytes, media_type: str) -> str | None:
    match = _HEADER.search(media_type)
    name = match.group(1) if match else None
    if name is None and (meta := _META.search(body[:8192])):
        name = meta.group(1).decode("ascii")
    try:
        # Browsers read Latin-1 as Windows-1252 (WHATWG encoding standard), and pages are written for them.
        found = codecs.lookup(name).name if name else None
    except LookupError:
        return None
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _try(body: bytes, name: str) -> tuple[str, bool]:
    """The text and whether it decodes; a character that was cut at the end by the size limit is no error."""
    try:
        return body.decode(name), True
    except UnicodeDecodeError as error:
        if len(body) == MOST_BYTES and error.start > len(body) - 8:
            return body[: error.start].decode(name), True
        return "", False
    except (LookupError, ValueError):
        return "", False


def _guessed(body: bytes, declared: str | None, notes: list[str]) -> Decoded:
    from charset_normalizer import from_bytes

    # A few broken bytes in UTF-8 are damage, not another encoding.
    text = body.decode("utf-8", "replace")
    if text.count("�") * 200 < len(text):
        return Decoded(text, "utf-8", (*notes, f"{text.count('�')} broken characters in UTF-8"))
    best = from_bytes(body[:_SAMPLE], steps=5, chunk_size=512).best()
    # Detectors mistake one Latin encoding for another ("près" for "prčs"); unlabelled Latin text is Windows-1252
    # (WHATWG), other scripts are told apart reliably.
    name = best.encoding if best is not None and _LETTERS.search(str(best)) else "cp1252"
    said = f"declared as {declared}, which it is not" if declared else "no encoding declared"
    return Decoded(body.decode(name, "replace"), name, (*notes, f"{said}: read as {name} by detection"))
