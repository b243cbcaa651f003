"""Where indexes of names lie on disk: one file for each version of a list, one for each set of lists screened together.

Everything here is computed from lists and can be thrown away. A file is named by the SHA-256 of the list's bytes and the
digest of the code and tables that read names, so that a changed list or a better reader makes a new file and never reads
an old one.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from vetoproof.screen.lists.outcome import ListError, RejectedRow

if TYPE_CHECKING:
    from vetoproof.model import Listing
    from vetoproof.screen.index.arrays import Array
    from vetoproof.screen.kit import Kit
    from vetoproof.screen.screener import Screener

HEAD = 65_536
"""Bytes of a list in which it prints the day of its edition."""

Progress = Callable[[int, int, str], None]


class Source(NamedTuple):
    """A version of a list: what to call it, the SHA-256 of its bytes, its size, and how to open them."""

    name: str
    sha256: str
    size: int
    open: Callable[[], BinaryIO]


class About(NamedTuple):
    """What is known of one list in an index. `edition` is the ISO day that the list prints as its own, if it prints one;
    `unread` counts names of which no letter was left."""

    name: str
    sha256: str
    edition: str | None
    lists: tuple[str, ...]
    entries: int
    rejected: dict[str, int]
    examples: dict[str, str]
    unread: int


def default_folder() -> Path:
    """The user's cache folder: VETOPROOF_CACHE, else the platform's usual place."""
    told = os.environ.get("VETOPROOF_CACHE")
    if told:
        return Path(told)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "vetoproof"


def file_source(path: Path) -> Source:
    """A list as a file on disk."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return Source(path.name, digest.hexdigest(), path.stat().st_size, lambda: path.open("rb"))


class IndexShelf:
    """Makes and opens indexes in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (folder or default_folder()) / f"names-{code_digest()[:12]}"

    def prepare(self, sources: Sequence[Source], progress: Progress | None = None) -> Path:
        """The index over all these lists; what is missing on disk is made. Raises ListError."""
        from vetoproof.screen.kit import Kit

        if not sources:
            raise ListError("No lists to screen against: name files with --lists, or add lists to the watch.")
        key = hashlib.sha256("\n".join(s.sha256 for s in sources).encode()).hexdigest()
        place = self._folder / f"{key[:32]}.index"
        if not place.is_file():
            self._make(place, sources, Kit(), progress)
        return place

    def screener(self, sources: Sequence[Source], progress: Progress | None = None) -> tuple[Screener, list[About]]:
        """The screener over all these lists, and what is in them. Raises ListError."""
        return opened(self.prepare(sources, progress))

    def _make(self, place: Path, sources: Sequence[Source], kit: Any, progress: Progress | None) -> None:
        from vetoproof.screen.index.join import join

        segments, about = [], []
        for at, source in enumerate(sources):
            if progress is not None:
                progress(at, len(sources), source.name)
            arrays, told = self._segment(source, kit)
            segments.append(arrays)
            about.append(told)
        _written(place, join(segments, kit.background, kit.relations), {"lists": about})
        if progress is not None:
            progress(len(sources), len(sources), "")

    def _segment(self, source: Source, kit: Any) -> tuple[dict[str, Array], Mapping[str, Any]]:
        """One version of one list, analysed; from disk where it was before."""
        from vetoproof.screen.edition import edition
        from vetoproof.screen.index.segment import Segmenter
        from vetoproof.screen.lists.read import read

        place = self._folder / f"{source.sha256[:32]}.segment"
        if not place.is_file():
            made, counted = Segmenter(kit.reader, kit.beside.key), Counted()
            with source.open() as file:
                head = file.read(HEAD)
            with source.open() as file:
                for listing in counted.listings(read(file, source.name)):
                    made.add(listing)
            about = About(
                name=source.name, sha256=source.sha256, edition=edition(head), lists=tuple(sorted(counted.lists)),
                entries=counted.entries, rejected=counted.rejected, examples=counted.examples, unread=made.unread,
            )  # fmt: skip
            _written(place, made.arrays(), about._asdict())
        return _mapped(place)


def opened(place: Path, kit: Kit | None = None) -> tuple[Screener, list[About]]:
    """The screener over an index that lies at `place`, and what is in it; `kit` shares tables between several. Raises
    IndexError_ where it is damaged."""
    from vetoproof.screen.index.index import Index
    from vetoproof.screen.kit import Kit as New

    arrays, about = _mapped(place)
    kit, known = kit or New(), [_about(told) for told in about["lists"]]
    names = tuple(dict.fromkeys(name for one in known for name in one.lists))
    return kit.screener(Index(arrays, kit.relations, names)), known


class Counted:
    """Passes listings on and counts what came beside them."""

    def __init__(self) -> None:
        self.entries = 0
        self.lists: set[str] = set()
        self.rejected: dict[str, int] = {}
        self.examples: dict[str, str] = {}

    def listings(self, outcomes: Iterable[Listing | RejectedRow]) -> Iterator[Listing]:
        """The listings among the outcomes."""
        for outcome in outcomes:
            if isinstance(outcome, RejectedRow):
                self.rejected[outcome.reason] = self.rejected.get(outcome.reason, 0) + 1
                self.examples.setdefault(outcome.reason, outcome.where)
            else:
                self.entries += 1
                self.lists.add(outcome.list)
                yield outcome


def code_digest() -> str:
    """SHA-256 over the code and the tables by which names are read, compared and stored."""
    here = Path(__file__).parent
    total = hashlib.sha256()
    folders = ("model", "screen", "packs/names", "packs/screening")
    for path in sorted(p for folder in folders for p in (here / folder).rglob("*") if p.suffix in (".py", ".yaml", ".tsv")):
        total.update(path.relative_to(here).as_posix().encode() + b"\0")
        total.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def _about(told: Mapping[str, Any]) -> About:
    return About(**{**told, "lists": tuple(told["lists"])})


def _mapped(place: Path) -> tuple[dict[str, Array], Mapping[str, Any]]:
    from vetoproof.screen.index.arrays import read

    with place.open("rb") as file:
        return read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _written(place: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Whole or not at all: a kill leaves a file that nobody looks for."""
    from vetoproof.screen.index.arrays import write

    place.parent.mkdir(parents=True, exist_ok=True)
    handle, half = tempfile.mkstemp(dir=place.parent, prefix=place.name)
    with open(handle, "wb") as file:
        write(file, arrays, about)
        file.flush()
        os.fsync(file.fileno())
    os.replace(half, place)
