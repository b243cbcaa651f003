"""JSON Lines: one document a line, with its address and what is known of it beside the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec
from msgspec.structs import replace

from vetoproof.gather.frontmatter import flat
from vetoproof.gather.piece import Piece, handling_of, kind_of, own_address, unknown_handling
from vetoproof.gather.sniff import binary_reason

_BODIES = (("html", "text/html"), ("text", "text/plain"))
_OVERHEAD = 65_536
"""Bytes that a line may have beyond the limit of a document, for its other fields."""


def lines(file: BinaryIO, address: str, limit: int) -> Iterator[Piece]:
    """The documents of a JSONL file, read line by line, so that its size does not matter.

    A line is an object with `html` or `text`, and with `url` or `address` where it has one; all other fields become
    hints. The bytes of its capture are those of `html` or `text` in UTF-8. Without an address it gets the file's with
    the start of its own hash, so that lines may be reordered. A line that is no document is a piece with its reason.
    """
    number = 0
    while line := file.readline(2 * limit + _OVERHEAD):
        number += 1
        whole = line.endswith(b"\n") or len(line) < 2 * limit + _OVERHEAD
        if not whole:
            size = len(line) + _skip(file)
            yield Piece(f"{address}#L{number}", None, size=size, outcome="too large", reason=_reason(number, _over(limit)))
        elif line.strip():
            yield _line(line.strip().removeprefix(b"\xef\xbb\xbf"), address, number, limit)


def _line(line: bytes, address: str, number: int, limit: int) -> Piece:
    place = f"{address}#L{number}"
    try:
        fields = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return _bad(place, line, number, f"not JSON: {error}", limit)
    if not isinstance(fields, dict):
        return _bad(place, line, number, "not an object", limit)
    body, media = _body(fields)
    if body is None:
        return _bad(place, line, number, "neither html nor text", limit)
    try:
        data = body.encode()
        hints = flat({name: value for name, value in fields.items() if name not in ("html", "text")})
        msgspec.json.encode(hints)
    except UnicodeEncodeError:
        return _bad(place, line, number, "a lone surrogate, which is no character", limit)
    own = own_address(hints) or f"{address}#{hashlib.sha256(data).hexdigest()[:16]}"
    method = f"jsonl line {number}"
    if not data.strip():
        return Piece(own, None, media, 0, "empty", _reason(number, f"its {media} is empty"), hints=hints, method=method)
    if len(data) > limit:
        return Piece(own, None, media, len(data), "too large", _reason(number, _over(limit)), hints=hints, method=method)
    handling = handling_of(hints)
    if handling is None:
        return replace(_bad(place, line, number, unknown_handling(hints), limit), handling="sealed")
    piece = Piece(own, data, media, len(data), kind=kind_of(hints), handling=handling, hints=hints, method=method)
    if reason := binary_reason(data) or "":
        return replace(piece, outcome="binary", reason=_reason(number, reason))
    return piece


def _body(fields: dict[str, Any]) -> tuple[str | None, str]:
    for name, media in _BODIES:
        if isinstance(value := fields.get(name), str) and (value.strip() or name == _BODIES[-1][0]):
            return value, media
    return (fields["html"], "text/html") if isinstance(fields.get("html"), str) else (None, "")


def _bad(place: str, line: bytes, number: int, reason: str, limit: int) -> Piece:
    data = line if len(line) <= limit else None
    return Piece(place, data, "application/json", len(line), "bad line", _reason(number, reason), method=f"jsonl line {number}")


def _reason(number: int, reason: str) -> str:
    return f"line {number}: {reason}"


def _over(limit: int) -> str:
    return f"more than {limit:,} bytes"


def _skip(file: BinaryIO) -> int:
    """Read to the end of an overlong line without keeping it; how many bytes that were."""
    skipped = 0
    while part := file.readline(1 << 20):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped
