"""The table of kinds of identifiers: what each proves, its form and its check."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from vetoproof.packs.folder import Folder

Bears = Literal["one", "several", "weak"]


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of identifier. `equal` and `differ` are log10 likelihood ratios; `form` is a regular expression for canonical
    values; `check` names a function of `screen.checkdigits`; `exact` keeps the value as it is typed."""

    kind: str
    title: str
    bears: Bears
    equal: float
    differ: float
    form: str = ""
    check: str = ""
    family: str = ""
    issuer: str = ""
    exact: bool = False
    labels: tuple[str, ...] = ()
    source: str
    limitation: str


class Kinds(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All kinds, with the source and limitation of the table as a whole. `noise`: short words before a number."""

    source: str
    limitation: str
    noise: tuple[str, ...] = ()
    identifiers: tuple[Kind, ...]


def load(path: Path | None = None) -> Kinds:
    """The shipped table, or one at `path`. Raises `PackError` with file and line."""
    return Folder(path or Path(__file__).with_name("identifiers.yaml"), "names/identifiers").convert(Kinds)
