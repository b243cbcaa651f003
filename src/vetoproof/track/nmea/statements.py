"""What ships say of themselves (types 5, 19 and 24), read by pyais; each payload once, as ships repeat theirs for weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from vetoproof.track.rejection import FIELDS, NO_MMSI, SHORT

REMEMBERED = 200_000
"""Payloads whose reading is remembered: two for each ship at sea, some 100 MB; then all are forgotten."""

LEAST = {5: 420, 19: 312, 24: 160}
"""Bits of a message of each type, less what receivers are seen to drop at its end (M.1371-5: 424, 312, 160 or 168)."""


class Statement(NamedTuple):
    """One message. Numbers in units of `schema.particulars`; None: not said (M.1371-5: 0, or nothing but @)."""

    mmsi: int
    imo: int | None = None
    name: str | None = None
    callsign: str | None = None
    kind: int | None = None
    length: int | None = None
    beam: int | None = None
    draught: int | None = None
    destination: str | None = None


class Statements:
    """Reads payloads, and remembers them. `fault` numbers of `rejection` and types of message stand where there is none."""

    def __init__(self) -> None:
        self._known: dict[tuple[bytes, int], Statement | int | str] = {}

    def read(self, payload: bytes, fill: int) -> Statement | int | str:
        """The statement; or the number of the reason why it is none; or, of another type of message, its name."""
        key = (payload, fill)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[key] = _read(payload, fill)
        return found

    def all(self, told: Sequence[Sequence[int]], payloads: bytes) -> Iterator[tuple[Sequence[int], Statement | int | str]]:
        """Each row that the kernel told, with what it says."""
        for row in told:
            yield row, self.read(payloads[row[3] : row[3] + row[4]], row[5])


def _read(payload: bytes, fill: int) -> Statement | int | str:
    from pyais import decode
    from pyais.exceptions import AISBaseException
    from pyais.util import compute_checksum

    bits = len(payload) * 6 - fill
    sentence = b"!AIVDM,1,1,,A,%s,%d" % (payload, fill)
    try:
        message: Any = decode(sentence + b"*%02X" % compute_checksum(sentence))
    except (AISBaseException, ValueError):
        return FIELDS
    if message.msg_type not in LEAST:
        return f"type {message.msg_type}"
    if bits < LEAST[message.msg_type]:
        return SHORT
    if not 1 <= message.mmsi <= 999_999_999:
        return NO_MMSI
    return _statement(message)


def _statement(message: Any) -> Statement:
    def number(*names: str) -> int | None:
        values = [getattr(message, name, None) for name in names]
        return sum(int(value) for value in values if value is not None) or None

    def text(name: str) -> str | None:
        said: str = getattr(message, name, None) or ""
        return " ".join(said.split()) or None

    draught = getattr(message, "draught", None)
    return Statement(
        mmsi=int(message.mmsi), imo=number("imo"), name=text("shipname"), callsign=text("callsign"), kind=number("ship_type"),
        length=number("to_bow", "to_stern"), beam=number("to_port", "to_starboard"),
        draught=round(draught * 10) if draught else None, destination=text("destination"),
    )  # fmt: skip
