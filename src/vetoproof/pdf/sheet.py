"""What a PDF gives: its sheets, their lines in reading order with their places, and what it says of itself."""

from __future__ import annotations

import msgspec


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One printed line. Places are in points (1/72 inch) from the lower left corner of the sheet; `bottom` and `top` are
    those of its first letter's font box, so that their difference is the size of the type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class Sheet(msgspec.Struct, frozen=True, array_like=True):
    """One page of the file: its size in points and its lines. `pictures`: whether a picture stands on a page without text."""

    width: float
    height: float
    lines: tuple[Line, ...]
    pictures: bool = False


class Sheets(msgspec.Struct, frozen=True):
    """A file that was read. `count`: its pages, of which only the first were read where `sheets` holds fewer."""

    sheets: tuple[Sheet, ...]
    count: int
    title: str = ""
    made: str = ""


class Refused(msgspec.Struct, frozen=True):
    """Why a file gave nothing, in words for a rejection."""

    reason: str
