"""A list's bytes into the ledger: archived first, then a capture that says which list they are and of which day.

Whether the bytes are a list is for the caller to find out between the two (`keep`, then `Ledger.append` of a `captured` or a
`refused`): this room knows no format. Bytes that turn out to be none are thrown away again (`Archive.discard`); the attempt is
a capture all the same, with its reason, so that the record shows that a newer edition was tried and not taken.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast
from urllib.parse import quote, unquote

import vetoproof
from vetoproof.gather.outcome import Outcome
from vetoproof.ledger import Ledger
from vetoproof.model import Capture
from vetoproof.model.errors import Refusal

COLLECTOR = "lists"
"""Captures of this collector are lists: they are never read as documents."""

_MEDIA = {
    ".xml": "text/xml",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ndjson": "application/x-ndjson",
}

Progress = Callable[[int, int, str], None]


class ListFileError(Refusal):
    """A file that cannot be read at all, whatever it holds; the message says what to do."""


class Kept(NamedTuple):
    """Bytes that lie in the archive: their hash, their number, and the name of the file that they came from."""

    sha256: str
    size: int
    name: str

    @property
    def address(self) -> str:
        """`file:` and the name: never a path of this machine."""
        return "file:" + quote(os.fsencode(self.name))


def keep(path: Path, ledger: Ledger, progress: Progress | None = None) -> Kept:
    """Put the bytes of a file into the archive, in constant memory. Raises ListFileError where there is no file to read."""
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        counted = cast(BinaryIO, _Counted(file, size, path.name, progress)) if progress else file
        sha256, size = ledger.archive.put_from(counted)
    return Kept(sha256, size, path.name)


def _opened(path: Path) -> BinaryIO:
    try:
        # Not blocking: a pipe would wait for a writer for ever.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise ListFileError(f"{path}: no such file. Check the name, or download the list first.") from None
    except OSError as error:
        raise ListFileError(f"{path}: {error.strerror or error}. Check that you may read it.") from error
    if not stat.S_ISREG(mode := os.fstat(number).st_mode):
        os.close(number)
        what = "a folder" if stat.S_ISDIR(mode) else "a socket, pipe or device"
        raise ListFileError(f"{path} is {what}, not a file. Name the file of the list.")
    return open(number, "rb")


def captured(
    kept: Kept, *, at: str, name: str, format: str, lists: str, printed: str | None, given: str | None, source: str,
    chosen: str = "",
) -> Capture:  # fmt: skip
    """The capture of a good version of the list `name`.

    `format` and `lists` are what was read: the format, and the names that the entries give for their list. `printed` is the
    day that the list prints as its own, `given` the day that whoever added it gave, `source` where to take it from again.
    `chosen`: of the versions of that day that were taken in until now it is the one that counts; the id of that which did so
    before, or "first" where there was none.
    """
    hints = {
        "list": name,
        "format": format,
        "lists": lists,
        "printed": printed or "",
        "given": given or "",
        "source": source,
        "chosen": chosen,
    }
    return _capture(kept, at=at, sha256=kept.sha256, hints={key: value for key, value in hints.items() if value})


def refused(kept: Kept, *, at: str, name: str, outcome: Outcome, reason: str) -> Capture:
    """The capture of an attempt that brought no good version: without the bytes, with their hash, size and the reason."""
    hints = {"list": name, "sha256": kept.sha256}
    return _capture(
        kept, at=at, sha256=None, outcome=outcome, reason=reason, hints={key: value for key, value in hints.items() if value}
    )


def file_name(capture: Capture) -> str:
    """The name of the file that a capture came from."""
    return unquote(capture.address.removeprefix("file:"))


def _capture(
    kept: Kept, *, at: str, sha256: str | None, hints: dict[str, str], outcome: Outcome = "ok", reason: str = ""
) -> Capture:
    return Capture(
        address=kept.address,
        at=at,
        sha256=sha256,
        media_type=_MEDIA.get(Path(kept.name).suffix.lower(), "application/octet-stream"),
        size=kept.size,
        outcome=outcome,
        reason=reason,
        kind="data",
        collector=COLLECTOR,
        method="file",
        tool=f"vetoproof {vetoproof.__version__}",
        hints=hints,
    )


class _Counted:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, size: int, name: str, progress: Progress) -> None:
        self._file, self._size, self._name, self._progress = file, size, name, progress
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._read += len(data)
        self._progress(self._read, self._size, self._name)
        return data
