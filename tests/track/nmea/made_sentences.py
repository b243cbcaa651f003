"""Sentences built by pyais's encoder, with what else a line may have around them."""

from __future__ import annotations

from typing import Any

from pyais import encode_dict
from pyais.util import compute_checksum

MOMENT = 1_700_000_000


def sentences(kind: int, **fields: Any) -> list[str]:
    """The sentences of one message."""
    said: list[str] = encode_dict({"type": kind, "mmsi": 219000001, **fields}, radio_channel="A", talker_id="AI")
    return said


def tag(*fields: str) -> str:
    """A tag block of these fields."""
    text = ",".join(fields)
    value = 0
    for letter in text.encode():
        value ^= letter
    return f"\\{text}*{value:02X}\\"


def summed(body: str) -> str:
    """A sentence with its checksum: `!AIVDM,1,1,,A,...,0`."""
    return f"{body}*{compute_checksum(body):02X}"


def stamped(lines: list[str], at: int = MOMENT) -> bytes:
    """Lines with a tag block each, a second apart."""
    return "".join(f"{tag(f's:station,c:{at + n}')}{line}\r\n" for n, line in enumerate(lines)).encode()
