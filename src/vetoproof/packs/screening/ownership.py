"""The rules by which a listing reaches what listed persons own or control, as data with dates, sources and limitations."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from vetoproof.packs.folder import Folder

RowKind = Literal["ownership", "voting", "board", "control", "director"]
Makes = Literal["owned", "controlled"]


class Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to meet a rule: a share in percent of rows of a kind, or a row that meets it, makes it possible, or is a sign."""

    id: str
    rows: RowKind
    makes: Makes
    words: str
    at_least: str = ""
    more_than: str = ""
    counts: Literal["met", "possible", "sign"] = "met"

    @property
    def counted(self) -> bool:
        """Whether shares are added up."""
        return bool(self.at_least or self.more_than)

    @property
    def needed(self) -> str:
        """The threshold in words."""
        return f"{self.at_least} % or more" if self.at_least else f"more than {self.more_than} %"


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One regime's test, applied between two days (ISO, both included; empty: no limit)."""

    id: str
    regime: str
    title: str
    together: Literal["all", "each"]
    passes: tuple[Makes, ...]
    criteria: tuple[Criterion, ...]
    met: str
    unmet: str
    first: str = msgspec.field(default="", name="from")
    last: str = msgspec.field(default="", name="to")
    notes: tuple[str, ...] = ()
    text: Literal["verified", "secondary", "unverified"]
    source: str
    limitation: str


class Nature(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A register's words for a holding; percentages as text, empty where it has none."""

    words: str
    kind: RowKind
    low: str = ""
    high: str = ""
    above: bool = False
    below: bool = False


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All rules and the words of registers, with source and limitation."""

    source: str
    limitation: str
    rules: tuple[Rule, ...]
    natures: tuple[Nature, ...] = ()
    natures_source: str = ""
    natures_limitation: str = ""

    def on(self, day: str) -> tuple[Rule, ...]:
        """The rules that are applied on an ISO day, one a regime."""
        begun = (rule for rule in self.rules if not rule.first or rule.first <= day)
        return tuple(rule for rule in begun if not rule.last or day <= rule.last)


def load(path: Path | None = None) -> Rules:
    """The shipped table, or one at `path`. Raises `PackError` with file and line."""
    return Folder(path or Path(__file__).with_name("ownership.yaml"), "screening/ownership").convert(Rules)
