"""Was it listed on that day, and prove it: the answer with the evidence under it, and the check that anybody can make of it.

The evidence of a version is its capture, the salt that went into the capture's leaf, and the path of hashes from that leaf to
the head of the log. With the file of the list beside it a stranger sees, without this ledger: these bytes have that hash, a
capture names the hash, the capture is under the head, and the bytes give this answer. Whether the head is the one that was
published is for the stranger to compare.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from vetoproof.ledger import Ledger
from vetoproof.ledger.merkle import item_leaf, verify_inclusion
from vetoproof.model import Capture, Listing, Proof, decode
from vetoproof.model.errors import Refusal
from vetoproof.screen.edition import edition
from vetoproof.screen.listed_on import OnDay, Sight, asked_for, missing, on_day
from vetoproof.screen.party import fold, folded, same
from vetoproof.screen.version import Version
from vetoproof.versions import HEAD, ListReader, Progress, Versions, check_day, version_of

LIMITS = (
    "A version's day is what the list prints, or what whoever added it said. The ledger shows that these bytes lie under this "
    "head; only an external time stamp of the head would permit to say that they existed by then."
)
_CHUNK = 1 << 20


class ProofError(Refusal):
    """A proof that cannot be read, or does not say what it needs to; the message says what is wrong."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """That one version lies in the log. `body` is the canonical JSON of its capture, `salt` (hex) what was hashed before it;
    `inclusion` leads from that leaf to the head, None where the capture is not under a head yet."""

    version: Version
    body: str
    salt: str
    inclusion: Proof | None


class ListProof(msgspec.Struct, frozen=True, kw_only=True):
    """The answer, and the evidence of the versions that it rests on. `head` is SIZE:ROOT; `limits` what it does not show."""

    answer: OnDay
    evidence: tuple[Evidence, ...]
    head: str
    limits: str = LIMITS


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was checked of a proof. `ok` None: it could not be checked, and why is said."""

    ok: bool | None
    what: str


def prove(ledger: Ledger, versions: Versions, query: str, name: str, on: str, progress: Progress | None = None) -> ListProof:
    """What the versions of the list `name` show of `query` (an id, or a name as printed) on the day `on`.

    Every version of the list is read, some twice. Raises WatchError for a date that is none; an unknown list is an answer.
    """
    check_day(on)
    held = versions.of(name)
    sights = _sights(held, [partial(versions.listings, version, progress) for version in held], asked_for(query))
    answer = on_day(query, name, on, sights)
    head = ledger.head()
    under = [version for version in (answer.before, answer.after) if version is not None]
    return ListProof(
        answer=answer, evidence=tuple(_evidence(ledger, version) for version in under), head=f"{head.size}:{head.root}"
    )


def _sights(
    held: Sequence[Version], rows: Sequence[Callable[[], Iterable[Listing]]], wanted: Callable[[Listing], bool]
) -> list[Sight]:
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


def check(
    proof: ListProof, files: Sequence[Path] = (), head: tuple[int, str] | None = None, reader: ListReader | None = None
) -> tuple[Checked, ...]:
    """Everything that can be checked of a proof without the ledger: with the files of the lists, and a published head."""
    versions = [version for version in (proof.answer.before, proof.answer.after) if version is not None]
    own = versions == [evidence.version for evidence in proof.evidence]
    found = [Checked(ok=own, what="the evidence is of the versions that the answer names")]
    for evidence in proof.evidence:
        found += _log(evidence)
    found += _files(proof, files, reader)
    roots = {(e.inclusion.tree_size, e.inclusion.root) for e in proof.evidence if e.inclusion}
    if head is None:
        shown = ", ".join(sorted(f"{size}:{root}" for size, root in roots))
        found.append(Checked(ok=None, what=f"compare the head {shown} with one that was published: --head SIZE:ROOT"))
    else:
        size, root = head
        met = bool(roots) and all(one == size and other.startswith(root) for one, other in roots)
        what = f"the head is the one that was given, {size}:{root}"
        found.append(Checked(ok=met, what=what if met else f"the head is not the one that was given, {size}:{root}"))
    return tuple(found)


def _log(evidence: Evidence) -> Iterator[Checked]:
    """Version, capture, leaf and head against each other."""
    version, inclusion = evidence.version, evidence.inclusion
    short = f"version of {version.day}, SHA-256 {version.sha256[:12]}"
    try:
        capture = decode(evidence.body, Capture)
        salt = bytes.fromhex(evidence.salt)
    except (msgspec.MsgspecError, ValueError) as error:
        yield Checked(ok=False, what=f"{short}: its capture cannot be read ({error})")
        return
    named = version_of(capture) == version
    yield Checked(ok=named, what=f"{short}: its capture names this list, these bytes and this day")
    if inclusion is None:
        yield Checked(ok=None, what=f"{short}: not under a head yet")
        return
    try:
        leaf = item_leaf(salt, evidence.body.encode())
        path, root = [bytes.fromhex(step) for step in inclusion.path], bytes.fromhex(inclusion.root)
    except ValueError as error:
        yield Checked(ok=False, what=f"{short}: its path cannot be read ({error})")
        return
    held = leaf.hex() == inclusion.leaf_hash and verify_inclusion(leaf, inclusion.leaf_index, inclusion.tree_size, path, root)
    yield Checked(
        ok=held, what=f"{short}: its capture is item {inclusion.leaf_index + 1} under the head over {inclusion.tree_size}"
    )


def _files(proof: ListProof, files: Sequence[Path], reader: ListReader | None) -> Iterator[Checked]:
    """The lists themselves: their hashes, and that they give the answer."""
    hashes = {_sha256(path): path for path in files}
    found: list[tuple[Version, Path]] = []
    for evidence in proof.evidence:
        version = evidence.version
        path = hashes.pop(version.sha256, None)
        if path is None:
            yield Checked(ok=None, what=f"version of {version.day}: give its file, {version.file}, to have its bytes checked")
            continue
        found.append((version, path))
        yield Checked(ok=True, what=f"{path.name} is the version of {version.day}: SHA-256 {version.sha256}")
        with path.open("rb") as file:
            printed = edition(file.read(HEAD))
        said = f"prints {printed} as the day of its edition" if printed else "prints no day of its edition"
        yield Checked(ok=printed == version.printed, what=f"{path.name} {said}")
    for sha256, path in hashes.items():
        yield Checked(ok=False, what=f"{path.name} is none of the versions of this proof: SHA-256 {sha256}")
    if reader is not None and found and len(found) == len(proof.evidence):
        yield _answered(proof.answer, found, reader)


def _answered(answer: OnDay, found: Sequence[tuple[Version, Path]], reader: ListReader) -> Checked:
    """Whether the files give the answer. Entries that the proof knows from further versions are looked for by id and name."""
    asked = asked_for(answer.query)
    ours = {(one.entry.id, fold(one.entry.name)) for one in answer.entries}

    def wanted(row: Listing) -> bool:
        return asked(row) or any((row.id, name) in ours for name in folded(row))

    def rows(version: Version, path: Path) -> Iterator[Listing]:
        with path.open("rb") as file:
            yield from (row for row in reader.read(file, version.file) if isinstance(row, Listing))

    held = [version for version, _ in found]
    sights = _sights(held, [partial(rows, version, path) for version, path in found], wanted)
    fresh = on_day(answer.query, answer.list, answer.on, sights)
    # What only further versions know is "not listed" there and "not found" here.
    alike = fresh.answer == answer.answer or {fresh.answer, answer.answer} == {"not listed", "not found"}
    answers = {one.entry.id: one.answer for one in answer.entries}
    alike = alike and all(answers.get(one.entry.id, one.answer) == one.answer for one in fresh.entries)
    return Checked(ok=alike, what=f"the files say: {fresh.answer}; the proof says: {answer.answer}")


def _sha256(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()
