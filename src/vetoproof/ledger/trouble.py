"""What verification says: the troubles that it found, and the words for finding none."""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.ledger.run import Head

TroubleKind = Literal[
    "missing blob", "altered blob", "altered body", "altered leaf", "altered body or leaf", "altered row", "deleted row",
    "row without item", "altered head", "deleted head", "missing guard", "altered guard", "altered table", "foreign table",
    "foreign guard", "unreadable", "not the published log", "altered dossier", "altered columns", "altered ships",
]  # fmt: skip


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong (`kind`, `what`), and with which item: its id, place in the log and address where they are known."""

    kind: TroubleKind
    what: str
    item: str = ""
    seq: int | None = None
    address: str = ""

    def __str__(self) -> str:
        names = [f"item {self.seq}" if self.seq is not None else "", self.item, self.address]
        where = " ".join(name for name in names if name)
        return f"{self.kind}: {where}: {self.what}" if where else f"{self.kind}: {self.what}"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What recomputing a ledger gave. `unsealed` items are not under any head yet; `strays` are blobs that nothing cites."""

    items: int
    kinds: dict[str, int]
    heads: int
    head: Head
    unsealed: int
    blobs: int
    bytes: int
    strays: int
    troubles: tuple[Trouble, ...]

    @property
    def ok(self) -> bool:
        """Whether everything agrees with everything else."""
        return not self.troubles

    @property
    def wording(self) -> str:
        """The finding in words that promise no more than was checked."""
        if self.troubles:
            count = len(self.troubles)
            return f"not consistent: {count} {'thing was' if count == 1 else 'things were'} touched"
        unsealed = f" {self.unsealed:,} items are under no head yet." if self.unsealed else ""
        return (
            f"internally consistent: {self.items:,} items, {self.blobs:,} blobs and {self.heads:,} heads agree.{unsealed} "
            "No external time stamp exists, so this shows neither when it existed nor that nothing was cut off its end; "
            f"compare the head with one that was published ({self.head.size}, {self.head.root})"
        )
