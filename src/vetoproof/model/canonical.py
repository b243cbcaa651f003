"""Canonical JSON and content hashes: the one place where a word of the house becomes bytes.

Canonical means: UTF-8, keys sorted, no white space, numbers in their shortest form (as RFC 8785 does for the values
that we use: strings, integers, short decimals). Equal values give equal bytes on every machine, so that a hash of
them is an identity.
"""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """Canonical JSON bytes of a word of the house, or of plain lists, mappings, strings and numbers."""
    return msgspec.json.encode(value, order="sorted")


def decode(data: bytes | str, kind: type[T]) -> T:
    """The value of type `kind` that `data` holds. Raises `msgspec.ValidationError` naming the path that is wrong."""
    return msgspec.json.decode(data, type=kind)


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def identity(*parts: Any) -> str:
    """An id that depends on content alone: the first 128 bits of the SHA-256 of the parts' canonical JSON, in hex."""
    return hashlib.sha256(encode(parts)).hexdigest()[:32]
