"""The archive of bytes: one compressed file for each SHA-256, written once, checked whenever it is read."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO, cast

from vetoproof.ledger.errors import AlteredBlob, LedgerError, MissingBlob

_NAME = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20
_IN_MEMORY = 1 << 25
_MOST_STAGED = 2048
_STALE_SECONDS = 86_400
_SYNCHRONISERS = 8


class Archive:
    """Files `objects/ab/cdef....zst`, where abcdef... is the SHA-256 of the bytes before compression.

    Blobs are written to `objects/incoming/` first and settled together: synchronised, renamed, their folders synchronised.
    Together, because the first synchronisation of many carries the others along: 10,000 small blobs took 4 to 5 s on two
    busy cores, and 15 s one by one.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self._incoming = folder / "incoming"
        self._staged: dict[str, Path] = {}
        self._folders: set[Path] = set()

    def path(self, sha256: str) -> Path:
        """Where these bytes lie, or would. Raises LedgerError for what is no SHA-256."""
        if not _NAME.fullmatch(sha256):
            raise LedgerError(f"{sha256!r} is not a SHA-256 in hexadecimal")
        return self.folder / sha256[:2] / (sha256[2:] + ".zst")

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here (not whether they are intact: `get` and `verify` say that)."""
        return sha256 in self._staged or self.path(sha256).exists()

    def put(self, data: bytes) -> str:
        """Keep these bytes and return their SHA-256.

        They are on the disk, under their name, once `settle` returns; appending to the ledger settles. A kill before that
        leaves a temporary file, which is never read; a kill at any moment leaves either the whole blob or none.
        """
        if self.read_only:
            raise LedgerError("the ledger is open for reading only")
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        if digest in self._staged:
            return digest
        if target.exists():
            self._folders.add(target.parent)  # another run may have renamed it and been killed before it synchronised
            return digest
        import zstandard

        for folder in (target.parent, self._incoming):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                self._folders.add(self.folder)
        temporary = self._incoming / f"{secrets.token_hex(16)}.tmp"
        try:
            with temporary.open("xb") as file:
                file.write(zstandard.ZstdCompressor(level=6).compress(data))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        self._staged[digest] = temporary
        if len(self._staged) >= _MOST_STAGED:
            self.settle()
        return digest

    def put_from(self, source: BinaryIO) -> tuple[str, int]:
        """Keep the bytes of a stream, of any length and in constant memory; their SHA-256 and number. Otherwise as `put`."""
        if self.read_only:
            raise LedgerError("the ledger is open for reading only")
        import zstandard

        temporary = self._scratch() / f"{secrets.token_hex(16)}.tmp"
        whole, size = hashlib.sha256(), 0
        try:
            with temporary.open("xb") as file, zstandard.ZstdCompressor(level=6).stream_writer(file, closefd=False) as packed:
                while chunk := source.read(_CHUNK):
                    whole.update(chunk)
                    size += len(chunk)
                    packed.write(chunk)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        digest = whole.hexdigest()
        target = self.path(digest)
        if digest in self._staged or target.exists():
            temporary.unlink()
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._staged[digest] = temporary
        self._folders |= {self.folder, target.parent}
        return digest, size

    def discard(self, sha256: str) -> bool:
        """Throw away bytes that were kept since the last `settle` and are not wanted after all; others stay. Whether it did."""
        temporary = self._staged.pop(sha256, None)
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        return temporary is not None

    def settle(self) -> None:
        """Put everything that was kept since the last call on the disk, under its name."""
        if not self._staged and not self._folders:
            return
        with ThreadPoolExecutor(_SYNCHRONISERS) as pool:
            for _ in pool.map(_synchronise, self._staged.values()):
                pass
            for digest, temporary in self._staged.items():
                target = self.path(digest)
                temporary.replace(target)
                self._folders.add(target.parent)
            self._staged.clear()
            for _ in pool.map(_synchronise, self._folders):
                pass
            self._folders.clear()

    def sweep(self) -> int:
        """Remove what killed writers left in `incoming` more than a day ago; how many files that were."""
        stale = [path for path in self._incoming.glob("*.tmp") if path.stat().st_mtime < time.time() - _STALE_SECONDS]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def get(self, sha256: str) -> bytes:
        """The bytes, their hash checked. Raises MissingBlob or AlteredBlob."""
        return b"".join(self._chunks(sha256))

    def open(self, sha256: str) -> BinaryIO:
        """The bytes as a file that can be read from any place, their hash checked first. Raises MissingBlob or AlteredBlob.

        Up to 32 MB lie in memory; more in a temporary file without a name, gone when it is closed or the program killed.
        """
        place = None if self.read_only else str(self._scratch())
        data = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=place)  # noqa: SIM115 - the caller closes it
        try:
            for chunk in self._chunks(sha256):
                data.write(chunk)
        except BaseException:
            data.close()
            raise
        data.seek(0)
        return cast(BinaryIO, data)

    def check(self, sha256: str) -> int:
        """Read the bytes without keeping them and return their number. Raises MissingBlob or AlteredBlob."""
        return sum(len(chunk) for chunk in self._chunks(sha256))

    def names(self) -> Iterator[str]:
        """The SHA-256 of every blob, sorted."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.zst")):
            if _NAME.fullmatch(name := path.parent.name + path.name.removesuffix(".zst")):
                yield name

    def _scratch(self) -> Path:
        """Where what is being written lies: on the disc of the archive, which has room for what it holds."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        return self._incoming

    def _chunks(self, sha256: str) -> Iterator[bytes]:
        import zstandard

        digest = hashlib.sha256()
        try:
            with (
                (self._staged.get(sha256) or self.path(sha256)).open("rb") as file,
                zstandard.ZstdDecompressor().stream_reader(file) as stream,
            ):
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    yield chunk
        except FileNotFoundError:
            raise MissingBlob(f"the archive lacks the bytes {sha256}") from None
        except OSError as error:  # a folder where the file was, a disc that fails
            raise AlteredBlob(f"the bytes {sha256} cannot be read: {error.strerror or error}") from None
        except zstandard.ZstdError as error:
            raise AlteredBlob(f"the bytes {sha256} cannot be decompressed: {error}") from None
        if digest.hexdigest() != sha256:
            raise AlteredBlob(f"the bytes {sha256} now hash to {digest.hexdigest()}")


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
