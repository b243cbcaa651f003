"""One run of a verb, and the heads that runs leave behind."""

from __future__ import annotations

import msgspec

from vetoproof.ledger.merkle import EMPTY
from vetoproof.model import identity


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What the log was at the end of a batch: `root` (hex) over the first `size` items. Size 0 is the empty log.

    `frontier` are the roots of the complete subtrees, from which the next head is computed without reading the log again.
    """

    size: int = 0
    root: str = EMPTY.hex()
    frontier: tuple[str, ...] = ()
    at: str = ""
    run: str = ""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Who appended: a verb ("gather"), the tool and its version, since when. An item of the log like any other.

    Every item belongs to the newest run item before it, so that `run` and `at` of an item follow from the order of the
    log and need no hash of their own. Where two runs write by turns, each writes itself in again as a further `part`.
    `after` is the head that the run found: it ties each head to the log that came later.
    """

    verb: str
    tool: str
    at: str
    nonce: str
    part: int = 1
    after: Head = Head()

    @property
    def id(self) -> str:
        return identity("run", self)


class Appended(msgspec.Struct, frozen=True, kw_only=True):
    """What one batch did: ids that are new, ids that were known already (also twice in the batch), in the order given.

    `differing` are known readings whose body was another than the one stored: an examiner that changed without a new
    version, or that is not deterministic. The stored one stands.
    """

    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
