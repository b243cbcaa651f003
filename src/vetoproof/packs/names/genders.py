"""The table of words for the sex of a person."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vetoproof.packs.folder import Folder


class Genders(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for male and for female, in small letters."""

    source: str
    limitation: str
    male: tuple[str, ...]
    female: tuple[str, ...]


def load(path: Path | None = None) -> Genders:
    """The shipped table, or one at `path`. Raises `PackError` with file and line."""
    return Folder(path or Path(__file__).with_name("genders.yaml"), "names/genders").convert(Genders)
