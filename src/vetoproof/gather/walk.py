"""The files under some paths, in one order on every machine, and what under them is no file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from vetoproof.gather.outcome import Outcome


class Found(NamedTuple):
    """One name met. `address` is `file:` and the path relative to the folder gathered, never this machine's whole path.

    `again` marks a path that this walk had met under the same name: it is counted, and nothing is appended for it.
    """

    path: Path
    address: str
    outcome: Outcome = "ok"
    reason: str = ""
    again: bool = False


class Walk:
    """A walk over files and folders: depth first, names in byte order, hidden names passed over and counted.

    Links that stay inside the folder lead to what is met under its own name anyway; links that leave it are not
    followed, so that a folder from elsewhere cannot draw in this machine's private files.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self.hidden = 0
        self._names: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self.found = [found for path in paths for found in self._root(Path(path))]

    def _root(self, root: Path) -> Iterator[Found]:
        if not os.path.lexists(root):
            yield Found(root, _address(root.name), "missing", "no such file or folder")
            return
        base = os.path.realpath(root)
        if not os.path.isdir(base):
            yield self._file(Path(base), base, root.name, base)
            return
        stack: list[tuple[str, str]] = [(base, "")]
        while stack:
            folder, name = stack.pop()
            try:
                with os.scandir(folder) as entries:
                    listed = sorted(entries, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                reason = error.strerror or type(error).__name__
                yield Found(Path(folder), _address(name + "/"), "unreadable", reason)
                continue
            folders: list[tuple[str, str]] = []
            for entry in listed:
                inner = f"{name}/{entry.name}" if name else entry.name
                if entry.name.startswith("."):
                    self.hidden += 1
                elif entry.is_symlink():
                    yield self._link(entry.path, inner, base)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, inner))
                elif entry.is_file(follow_symlinks=False):
                    yield self._file(Path(entry.path), os.path.realpath(entry.path), inner, base)
                else:
                    yield Found(Path(entry.path), _address(inner), "not a file", "a socket, pipe or device")
            stack.extend(reversed(folders))

    def _link(self, path: str, name: str, base: str) -> Found:
        real = os.path.realpath(path)
        inside = os.path.relpath(real, base)
        if inside == ".." or inside.startswith("../"):
            return Found(Path(path), _address(name), "symlink outside", "it leaves the folder being gathered")
        if not os.path.exists(real):
            # A link to itself resolves to itself, and does not exist either.
            loop = os.path.islink(real)
            return Found(Path(path), _address(name), "symlink loop" if loop else "missing", "a link that leads nowhere")
        if os.path.isdir(real):
            here = os.path.realpath(os.path.dirname(path))
            if here == real or here.startswith(real.rstrip("/") + "/"):
                return Found(Path(path), _address(name), "symlink loop", "a link back to a folder that holds it")
            return Found(Path(path), _address(name), "duplicate", f"the same folder as {_quoted(inside)}")
        if any(part.startswith(".") for part in inside.split("/")):
            return self._file(Path(path), real, name, base)  # its own name is hidden, so this is how it is met
        return Found(Path(path), _address(name), "duplicate", f"the same file as {_quoted(inside)}")

    def _file(self, path: Path, real: str, name: str, base: str) -> Found:
        if (known := self._files.get(real)) is not None:
            again = known == name
            return Found(path, _address(name), "duplicate", f"the same file as {_quoted(known)}", again)
        self._files[real] = name
        return Found(path, _address(self._own(name, real, base)))

    def _own(self, name: str, real: str, base: str) -> str:
        """The name, led by its folder's where another folder of this walk has a file of that name: two files, two addresses."""
        own, count = name, 1
        while self._names.setdefault(own, real) != real:
            lead = os.path.basename(base if os.path.isdir(base) else os.path.dirname(base))
            own, count = f"{lead}/{name}" if count == 1 else f"{lead}~{count}/{name}", count + 1
        return own


def _address(name: str) -> str:
    return "file:" + _quoted(name)


def _quoted(name: str) -> str:
    """A name as addresses have it: any bytes are a file's name, and only some of them are text."""
    return quote(os.fsencode(name))
