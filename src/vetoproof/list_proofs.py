"""Was it listed on that day, and prove it: the answer with the evidence under it; `proof_check` checks it.

The evidence of a version is its capture, the salt that went into the capture's leaf, and the path of hashes from that leaf to
the head of the log. With the file of the list beside it a stranger sees, without this ledger: these bytes have that hash, a
capture names the hash, the capture is under the head, and the bytes give this answer. Whether the head is the one that was
published is for the stranger to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import msgspec

from vetoproof.ledger import Ledger
from vetoproof.model import Listing, Proof, decode
from vetoproof.model.errors import Refusal
from vetoproof.screen.effects import Effects
from vetoproof.screen.listed_on import OnDay, Sight, asked_for, missing, nearly, on_day
from vetoproof.screen.party import same
from vetoproof.screen.version import Version, standing
from vetoproof.versions import Progress, Versions, check_day

LIMITS = (
    "A version's day is what the list prints, or what whoever added it said. The ledger shows that these bytes lie under this "
    "head; only an external time stamp of the head would permit to say that they existed by then."
)


class ProofError(Refusal):
    """A proof that cannot be read, or does not say what it needs to; the message says what is wrong."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """That one version lies in the log. `body` is the canonical JSON of its capture, `salt` (hex) what was hashed before it;
    `inclusion` leads from that leaf to the head, None where the capture is not under a head yet."""

    version: Version
    body: str
    salt: str
    inclusion: Proof | None


FORM = 2
"""The form in which proofs are written now. Those of form 1 hold no evidence of the versions at which stretches begin and end,
and other words: they stay what they were, and of them less can be compared."""


class ListProof(msgspec.Struct, frozen=True, kw_only=True):
    """The answer, and the evidence of the versions that it rests on, oldest first; `history` is that of further versions, of
    the days that its stretches name. `head` is SIZE:ROOT; `limits` what it does not show."""

    answer: OnDay
    evidence: tuple[Evidence, ...]
    head: str
    limits: str = LIMITS
    history: tuple[Evidence, ...] = ()
    form: int = 1


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked of a proof. `ok` None: it could not be checked, and why is said."""

    ok: bool | None
    what: str


def prove(ledger: Ledger, versions: Versions, query: str, name: str, on: str, progress: Progress | None = None) -> ListProof:
    """What the versions of the list `name` show of `query` (an id, or a name as printed) on the day `on`.

    Every version of the list that stands is read, some twice. Raises WatchError for a date that is none; an unknown list is an
    answer.
    """
    check_day(on)
    held = standing(versions.of(name))
    rows: list[Rows] = [partial(versions.listings, version, progress) for version in held]
    answer = answered(query, name, on, held, rows)
    head = ledger.head()
    under = [v for v in held if v in (answer.before, answer.after, *answer.beside)]
    if {v.day for v in answer.beside} - {v.day for v in (answer.before, answer.after) if v}:
        # Known by a name that other versions print. Whoever has only these files must come to the same, else all are needed.
        again = answered(query, name, on, under, [rows[held.index(v)] for v in under])
        if [(e.entry, e.answer) for e in again.entries] != [(e.entry, e.answer) for e in answer.entries]:
            under = list(held)
            others = tuple(v for v in held if v not in (answer.before, answer.after))
            answer = msgspec.structs.replace(answer, beside=others)
    days = days_named(answer)
    return ListProof(
        answer=answer,
        evidence=tuple(_evidence(ledger, version) for version in under),
        head=f"{head.size}:{head.root}",
        history=tuple(_evidence(ledger, version) for version in held if version.day in days and version not in under),
        form=FORM,
    )


Rows = Callable[[], Iterable[Listing]]
"""The entries of a version, from its beginning each time."""
ALIKE = 5
"""Entries with nearly the name that are told of."""


def answered(query: str, name: str, on: str, held: Sequence[Version], rows: Sequence[Rows]) -> OnDay:
    """The answer from versions, oldest first, with the entries of each."""
    sights, effects = sights_of(held, rows, asked_for(query)), Effects()
    answer = on_day(query, name, on, sights, effects=effects)
    if answer.entries or not held:
        return answer
    near, alike = nearly(query), dict[str, None]()
    for version, read in zip(held, rows, strict=True):
        if version in (answer.before, answer.after, *answer.beside):
            alike |= {f"{said} ({entry.id})": None for entry in read() if (said := near(entry))}
    return on_day(query, answer.list, on, sights, sorted(alike)[:ALIKE], effects)


def days_named(answer: OnDay) -> set[str]:
    """The days of versions at which the stretches of an answer begin and end, and those before and after."""
    stretches = [stretch for entry in answer.entries for stretch in entry.stretches]
    ends = (day for one in stretches for day in (one.first, one.last, one.added_after, one.removed_by, *one.disputed))
    return {day for day in ends if day is not None}


def sights_of(held: Sequence[Version], rows: Sequence[Rows], wanted: Callable[[Listing], bool]) -> list[Sight]:
    """The wanted entries of each version, and those that are of one party with them and have the same id, whatever they are
    called there."""
    sights = [Sight(v, tuple(e for e in read() if wanted(e))) for v, read in zip(held, rows, strict=True)]
    known = [entry for sight in sights for entry in sight.entries]
    for place, ids in enumerate(missing(sights)):
        if ids:
            more = [e for e in rows[place]() if e.id in ids and any(one.id == e.id and same(one, e) for one in known)]
            sights[place] = Sight(held[place], (*sights[place].entries, *more))
    return sights


def _evidence(ledger: Ledger, version: Version) -> Evidence:
    salt, body = ledger.opening(version.capture)
    sealed = ledger.seq(version.capture) <= ledger.head().size
    inclusion = ledger.proof(version.capture) if sealed else None
    return Evidence(version=version, body=body.decode(), salt=salt.hex(), inclusion=inclusion)


def read_proof(path: Path) -> ListProof:
    """A proof that `lists prove --json` wrote. Raises ProofError."""
    try:
        return decode(path.read_bytes(), ListProof)
    except msgspec.MsgspecError as error:
        raise ProofError(f"{path} is no proof that `vetoproof lists prove --json` wrote: {error}.") from error
