"""The archive of bytes: one compressed file for each SHA-256, written once, checked whenever it is read."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from vetoproof.ledger.errors import AlteredBlob, LedgerError, MissingBlob

_NAME = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


class Archive:
    """Files `objects/ab/cdef....zst`, where abcdef... is the SHA-256 of the bytes before compression."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self._unsettled: set[Path] = set()

    def path(self, sha256: str) -> Path:
        """Where these bytes lie, or would. Raises LedgerError for what is no SHA-256."""
        if not _NAME.fullmatch(sha256):
            raise LedgerError(f"{sha256!r} is not a SHA-256 in hexadecimal")
        return self.folder / sha256[:2] / (sha256[2:] + ".zst")

    def has(self, sha256: str) -> bool:
        """Whether the bytes are here (not whether they are intact: `get` and `verify` say that)."""
        return self.path(sha256).exists()

    def put(self, data: bytes) -> str:
        """Keep these bytes and return their SHA-256. On the disk once `settle` returns (the ledger does it when appending).

        A temporary file in the same folder is written, synchronised and renamed, so that a kill leaves either the whole
        blob or none; a left-over temporary file is never read.
        """
        if self.read_only:
            raise LedgerError("the ledger is open for reading only")
        digest = hashlib.sha256(data).hexdigest()
        target = self.path(digest)
        self._unsettled.add(target.parent)
        if target.exists():
            return digest
        import zstandard

        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._unsettled.add(self.folder)
        temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
        try:
            with temporary.open("xb") as file:
                file.write(zstandard.ZstdCompressor(level=6).compress(data))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        return digest

    def settle(self) -> None:
        """Put the names of all blobs written since the last call on the disk, once a folder instead of once a blob."""
        while self._unsettled:
            folder = self._unsettled.pop()
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def get(self, sha256: str) -> bytes:
        """The bytes, their hash checked. Raises MissingBlob or AlteredBlob."""
        return b"".join(self._chunks(sha256))

    def check(self, sha256: str) -> int:
        """Read the bytes without keeping them and return their number. Raises MissingBlob or AlteredBlob."""
        return sum(len(chunk) for chunk in self._chunks(sha256))

    def names(self) -> Iterator[str]:
        """The SHA-256 of every blob, sorted."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*.zst")):
            if _NAME.fullmatch(name := path.parent.name + path.name.removesuffix(".zst")):
                yield name

    def _chunks(self, sha256: str) -> Iterator[bytes]:
        import zstandard

        digest = hashlib.sha256()
        try:
            with self.path(sha256).open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    yield chunk
        except FileNotFoundError:
            raise MissingBlob(f"the archive lacks the bytes {sha256}") from None
        except zstandard.ZstdError as error:
            raise AlteredBlob(f"the bytes {sha256} cannot be decompressed: {error}") from None
        if digest.hexdigest() != sha256:
            raise AlteredBlob(f"the bytes {sha256} now hash to {digest.hexdigest()}")
