"""Signs that a file of a list was damaged on its way, which its reader got over: an end that is missing, a last row cut off,
zero bytes. Read row by row such a file gives entries all the same, and what it lost is not seen among them."""

from __future__ import annotations

from typing import BinaryIO

from vetoproof.model import Listing
from vetoproof.screen.lists.outcome import RejectedRow

_CHUNK = 1 << 20
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
"""Marks of encodings in which zero bytes are letters' halves."""


class Damage:
    """Notices signs of damage while the rows of a list pass."""

    def __init__(self) -> None:
        self._last: Listing | RejectedRow | None = None
        self._cut = ""

    def see(self, row: Listing | RejectedRow) -> None:
        """One row, in the order of the list."""
        if isinstance(row, RejectedRow) and row.cut:
            self._cut = row.reason
            return
        self._last = row

    def signs(self, source: BinaryIO) -> tuple[str, ...]:
        """What was noticed, in words, with the bytes themselves looked through once."""
        source.seek(0)
        zeros, first, line, lines, last = 0, 0, 0, 0, b""
        wide = source.read(4).startswith(_WIDE)
        source.seek(0)
        place = 0
        while chunk := source.read(_CHUNK):
            if not wide and (more := chunk.count(0)):
                if not zeros:
                    at = chunk.index(0)
                    first, line = place + at, lines + chunk.count(b"\n", 0, at) + 1
                zeros += more
            lines += chunk.count(b"\n")
            place += len(chunk)
            last = chunk[-1:]
        found = [self._cut] if self._cut else []
        if isinstance(self._last, RejectedRow) and last not in (b"\n", b"\r"):
            found.append(f"the last row is cut off ({self._last.where}: {self._last.reason})")
        if zeros:
            found.append(f"{zeros:,} zero bytes stand in it, the first on line {line:,} (byte {first:,}): no text holds them")
        return tuple(found)
