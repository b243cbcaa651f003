"""Something found at a place in a document's text."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Found(msgspec.Struct, Generic[T], frozen=True):
    """A value and the code-point offsets in `Document.text` where it is printed. `note` tells what stayed ambiguous."""

    start: int
    end: int
    value: T
    note: str = ""
