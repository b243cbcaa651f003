"""The ledger: evidence is appended, in a log that shows any later change; nothing is updated or deleted.

    Ledger.create(folder) -> Ledger                     a new, empty one
    Ledger.open(folder, read_only=False) -> Ledger      context manager; `close()`

    run = ledger.begin(verb, tool) -> Run
    ledger.archive.put(data: bytes) -> str              SHA-256; `get(sha256) -> bytes`, `has(sha256) -> bool`
    ledger.archive.put_from(stream) -> (str, int)       of any length; `open(sha256) -> BinaryIO`, `discard(sha256) -> bool`
    ledger.append(run, items) -> Appended(new, known, differing)      tuples of ids; one transaction, idempotent by id
    ledger.seal(run) -> Head(size, root, ...)           the present head where nothing is new

    ledger.head() -> Head        ledger.heads() -> tuple[Head, ...]        ledger.size() -> int
    ledger.runs() -> tuple[Run, ...]
    ledger.captures(kind=None) -> Iterator[Capture]     failures too
    ledger.capture(id) -> Capture                       KeyError
    ledger.by_sha256(sha256) -> tuple[Capture, ...]
    ledger.outcomes() -> dict[str, int]
    ledger.unread(examiner, pack) -> Iterator[Capture]
    ledger.readings_after(seq=0, *, bodies=True) -> Iterator[ReadingRow]
    ledger.readings_of(document) -> tuple[ReadingRow, ...]
    ledger.selected(as_of=None, basis="published", *, bodies=True) -> tuple[ReadingRow, ...]
    ledger.decisions() -> tuple[Decision, ...]          ledger.replies() -> tuple[Reply, ...]
    ledger.seq(item) -> int      ledger.body(item) -> bytes      ledger.opening(item) -> (salt, body)
    ledger.proof(item, size=None) -> Proof

    verify(ledger, published=()) -> Verdict             recomputes everything, names what was touched

`ReadingRow` is a named tuple: seq, id, capture, sha256, address, examiner, pack, document, published_from, published_to,
published_utc, captured_at, captured_utc, language, kind, handling, claims (how many), rejected (how many), body (bytes).
Importing this package loads SQLAlchemy (about .2 s): import it where it is used.
"""

from vetoproof.ledger.archive import Archive
from vetoproof.ledger.errors import AlteredBlob, LedgerError, LedgerExists, MissingBlob, NoLedger, UnknownVersion, Unreadable
from vetoproof.ledger.instant import end_of_day, last_instant, now, stamp
from vetoproof.ledger.reading import ReadingRow
from vetoproof.ledger.run import Appended, Head, Run
from vetoproof.ledger.store import Ledger
from vetoproof.ledger.trouble import Trouble, Verdict
from vetoproof.ledger.verify import verify

__all__ = [
    "AlteredBlob", "Appended", "Archive", "Head", "Ledger", "LedgerError", "LedgerExists", "MissingBlob", "NoLedger",
    "ReadingRow", "Run", "Trouble", "UnknownVersion", "Unreadable", "Verdict",
    "end_of_day", "last_instant", "now", "stamp", "verify",
]  # fmt: skip
