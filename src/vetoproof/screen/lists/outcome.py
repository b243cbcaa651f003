"""What reading a list gives: listings, and rows that are none, each with its reason."""

from __future__ import annotations

from typing import NamedTuple

from vetoproof.model.errors import Refusal


class RejectedRow(NamedTuple):
    """A row of a list that gave no listing: where it stands ("row 36", "element 12, line 880") and why. `cut`: it is no row, it
    says that the list's own end is missing."""

    where: str
    reason: str
    cut: bool = False


class ListError(Refusal):
    """A file that is not the list it should be; the message names the file, the row where known, and the remedy."""
