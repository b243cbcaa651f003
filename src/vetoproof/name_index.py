"""Where indexes of names lie on disk: one file for each version of a list, one for each set of lists screened together.

Everything here is computed from lists and can be thrown away. A file is named by the SHA-256 of the list's bytes with the
list's file name (a reader may tell two lists of one form by it), in a folder named by the digest of the code and tables that
read names, so that a changed list or a better reader makes a new file and never reads an old one. Files are written whole
or not at all; one that is damaged is made again, which is logged as a warning (on standard error, unless told otherwise).
Files and folders that nobody used for `UNUSED` days are removed when something new is made.
"""

from __future__ import annotations

import hashlib
import logging
import mmap
import os
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple
from zlib import crc32

from vetoproof.screen.lists.outcome import ListError, RejectedRow

if TYPE_CHECKING:
    from vetoproof.model import Listing
    from vetoproof.screen.index.arrays import Array
    from vetoproof.screen.kit import Kit
    from vetoproof.screen.screener import Screener

HEAD = 65_536
"""Bytes of a list in which it prints the day of its edition."""

UNUSED = 30
"""Days after which what was not used again is removed: no run lasts so long."""

SUMMED = 64 << 20
"""Bytes of the largest index whose sum is checked whenever it is opened, in some 30 ms; of larger ones only the length is, so
that a million entries still open at once. Segments are read whole when they are joined, and checked then."""

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


def check_regular(path: Path) -> None:
    """Raises ListError for what can be read only once, or never to its end; OSError."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise ListError(f"{path} is a folder, and a file was expected.")
    if not stat.S_ISREG(mode):
        what = "pipe" if stat.S_ISFIFO(mode) else "device or socket"
        raise ListError(f"{path} is a {what}, and what is screened is read more than once: write it to a file first.")


def file_source(path: Path) -> Source:
    """A list as a file on disk. Raises OSError, and ListError for what is no file: a device may have no end."""
    check_regular(path)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return Source(path.name, digest.hexdigest(), path.stat().st_size, lambda: path.open("rb"))


def distinct(sources: Iterable[Source]) -> list[Source]:
    """Each list once, by name and bytes: the same lists in any order, or given twice, are one index with one answer."""
    found: dict[str, Source] = {}
    for source in sorted(sources, key=lambda s: (s.name, s.sha256)):
        found.setdefault(source.sha256, source)
    return list(found.values())


class IndexShelf:
    """Makes and opens indexes in a folder; without one, in the user's cache."""

    def __init__(self, folder: Path | None = None) -> None:
        self._remedy = (
            "Make room there, or let it be written to."
            if folder
            else ("Set VETOPROOF_CACHE to a folder that you may write to, with room for it.")
        )
        self._top = folder or default_folder()
        self._folder = self._top / f"names-{code_digest()[:12]}"

    def prepare(self, sources: Sequence[Source], progress: Progress | None = None) -> Path:
        """The index over all these lists; what is missing on disk is made, what is damaged made again. Raises ListError."""
        if not sources:
            raise ListError("No lists to screen against: name files with --lists, or add lists to the watch.")
        sources = distinct(sources)
        place = self._folder / f"{_key(sources)}.index"
        if self._sound(place, SUMMED) is None:
            self._make(place, sources, progress)
        _used(place)
        return place

    def screener(self, sources: Sequence[Source], progress: Progress | None = None) -> tuple[Screener, list[About]]:
        """The screener over all these lists, and what is in them. Raises ListError."""
        return opened(self.prepare(sources, progress))

    def _make(self, place: Path, sources: Sequence[Source], progress: Progress | None) -> None:
        from vetoproof.screen.index.join import join
        from vetoproof.screen.kit import Kit

        kit, segments, about = Kit(), [], []
        for at, source in enumerate(sources):
            if progress is not None:
                progress(at, len(sources), source.name)
            arrays, told = self._segment(source, kit)
            segments.append(arrays)
            about.append(told)
        self._write(place, join(segments, kit.background, kit.relations), {"lists": about})
        _swept(self._folder)
        if progress is not None:
            progress(len(sources), len(sources), "")

    def _segment(self, source: Source, kit: Kit) -> tuple[dict[str, Array], Mapping[str, Any]]:
        """One version of one list, analysed; from disk where it was before."""
        from vetoproof.screen.edition import edition
        from vetoproof.screen.index.segment import Segmenter
        from vetoproof.screen.lists.read import read

        place = self._folder / f"{_key([source])}.segment"
        known = self._sound(place)
        if known is not None:
            _used(place)
            return known
        made, counted = Segmenter(kit.reader, kit.beside.key), Counted()
        with source.open() as file:
            head = file.read(HEAD)
        with source.open() as file:
            for listing in counted.listings(read(file, source.name)):
                made.add(listing)
        if not counted.entries and not counted.rejected:
            raise ListError(f"{source.name} holds no entry: it is cut short, or not the list itself. Fetch it again.")
        about = About(
            name=source.name, sha256=source.sha256, edition=edition(head), lists=tuple(sorted(counted.lists)),
            entries=counted.entries, rejected=counted.rejected, examples=counted.examples, unread=made.unread,
        )  # fmt: skip
        self._write(place, made.arrays(), about._asdict())
        return _mapped(place)

    def _write(self, place: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
        try:
            _written(place, arrays, about)
        except OSError as error:
            raise ListError(
                f"The index of names cannot be written to {self._folder}: {error.strerror or error}. {self._remedy}"
            ) from error

    def _sound(self, place: Path, summed: int | None = None) -> tuple[dict[str, Array], Mapping[str, Any]] | None:
        """What lies at `place`, if it lies there whole; what is damaged is removed, and said to be. Files beyond `summed`
        bytes are not read through."""
        from vetoproof.screen.index.arrays import IndexError_

        try:
            arrays, about = _mapped(place)
            if (summed is None or place.stat().st_size <= summed) and about.get("sum") != _sum(arrays):
                raise IndexError_("its bytes are not those that were written")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except IndexError_ as error:
            logging.getLogger("vetoproof").warning("vetoproof: %s is damaged (%s); it is made again.", place, error)
            place.unlink(missing_ok=True)
            return None
        return arrays, about


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


def _key(sources: Iterable[Source]) -> str:
    return hashlib.sha256("\n".join(f"{s.sha256} {s.name}" for s in sources).encode()).hexdigest()[:32]


def _about(told: Mapping[str, Any]) -> About:
    return About(**{**{k: v for k, v in told.items() if k in About._fields}, "lists": tuple(told["lists"])})


def _mapped(place: Path) -> tuple[dict[str, Array], Mapping[str, Any]]:
    """The arrays of a file and what it was made from. Raises IndexError_ where it is not whole, FileNotFoundError."""
    from vetoproof.screen.index.arrays import IndexError_, read

    with place.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise IndexError_("the file is empty")
        return read(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))


def _sum(arrays: Mapping[str, Array]) -> int:
    total = 0
    for name in sorted(arrays):
        total = crc32(arrays[name].data.cast("B") if arrays[name].size else b"", crc32(name.encode(), total))
    return total


def _written(place: Path, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """Whole or not at all: a kill leaves a file that nobody reads. Of two that make the same file the later one stays."""
    from vetoproof.screen.index.arrays import write

    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_name(f"{place.name}.{os.getpid()}-{secrets.token_hex(4)}.half")
    try:
        with half.open("xb") as file:
            write(file, arrays, {**about, "sum": _sum(arrays)})
            file.flush()
            os.fsync(file.fileno())
        os.replace(half, place)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def _used(place: Path) -> None:
    """Notes that a file is in use: its time is what `_swept` goes by. Where nothing can be written, nothing is removed."""
    try:
        os.utime(place)
        os.utime(place.parent)
    except OSError:
        return


def _swept(folder: Path) -> None:
    """Removes what was not used for `UNUSED` days: files of `folder` (those left by a kill among them), and its sisters, which
    other versions of the program made. A file that is in the way of being removed by others as well is left to them."""
    oldest = time.time() - UNUSED * 86_400
    for place in (*folder.glob("*.index"), *folder.glob("*.segment"), *folder.glob("*.half")):
        if _time(place) < oldest:
            place.unlink(missing_ok=True)
    for sister in folder.parent.glob("names-" + 12 * "[0-9a-f]"):
        if sister != folder and _time(sister) < oldest:
            shutil.rmtree(sister, ignore_errors=True)


def _time(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return time.time()
