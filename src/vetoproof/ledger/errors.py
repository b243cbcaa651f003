"""What can go wrong with a ledger, each error saying what to do."""

from __future__ import annotations

from vetoproof.model.errors import Refusal


class LedgerError(Refusal):
    """Anything that the ledger refuses or cannot do."""


class NoLedger(LedgerError):  # noqa: N818 - reads as the sentence it is
    """There is no ledger in that folder."""


class LedgerExists(LedgerError):  # noqa: N818
    """There is a ledger in that folder already; nothing was touched."""


class UnknownVersion(LedgerError):  # noqa: N818
    """The ledger was written with a schema that this version of the program does not know."""


class Unreadable(LedgerError):  # noqa: N818
    """The database refused: it is no SQLite file, lacks a table, is damaged, or is locked by another program."""


class MissingBlob(LedgerError):  # noqa: N818
    """The archive does not hold bytes that were asked for."""


class AlteredBlob(LedgerError):  # noqa: N818
    """The archive holds bytes that are not those that were put there."""
