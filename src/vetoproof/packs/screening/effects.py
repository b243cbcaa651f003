"""What being listed does, in one line a row, by list and by annex or programme."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from vetoproof.packs.folder import Folder

Text = Literal["verified", "secondary", "unverified"]


class EffectRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One effect. `annex` or `programme` as the list prints it; both empty: for entries of the list that no other row fits."""

    list: str
    annex: str = ""
    programme: str = ""
    effect: str
    text: Text
    source: str
    limitation: str


class EffectTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All effects, with the source and limitation of the table as a whole."""

    source: str
    limitation: str
    effects: tuple[EffectRow, ...]


def load(path: Path | None = None) -> EffectTable:
    """The shipped table, or one at `path`. Raises `PackError` with file and line."""
    return Folder(path or Path(__file__).with_name("effects.yaml"), "screening/effects").convert(EffectTable)
