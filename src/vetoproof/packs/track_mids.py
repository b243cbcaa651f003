"""Maritime identification digits by flag, from `packs/track/mids.yaml`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vetoproof.packs.errors import PackError, Problem
from vetoproof.packs.folder import Folder

_FILE = Path(__file__).parent / "track" / "mids.yaml"


class Digits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`digits`: ISO 3166 code to the numbers (201 to 775) with which MMSIs of its ships begin."""

    source: str
    limitation: str
    digits: dict[str, tuple[int, ...]]

    def flag_of(self) -> dict[int, str]:
        """The code of the flag by number."""
        return {number: code for code, numbers in self.digits.items() for number in numbers}


def track_mids() -> Digits:
    """The table that ships with the program. Raises `PackError` where a number has two flags or does not look like one."""
    found = Folder(_FILE, "track", "track/mids.yaml").convert(Digits)
    numbers = [number for some in found.digits.values() for number in some]
    if len(numbers) != len(set(numbers)) or not all(200 < number < 800 for number in numbers):
        raise PackError([Problem("track/mids.yaml", 0, "a number stands twice or is none of 201 to 799", "correct it")])
    return found
