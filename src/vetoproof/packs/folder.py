"""A folder of YAML files as one mapping, with the way back from any value to its file and line.

Lists with one key in several files are joined in the order of the file names, so that a long list may be split; a
mapping or a single value may be given once only. A file that is a bare list holds the rows of its own name.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from vetoproof.packs.errors import PackError, Problem
from vetoproof.packs.yaml_lines import Tree

T = TypeVar("T")
_STEP = re.compile(r"\.([A-Za-z_][A-Za-z0-9_-]*)|\[([0-9]+)\]|(\[\.\.\.\])")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")

Path_ = tuple[str | int, ...]


class Folder:
    """The YAML files of one folder (or one file alone), merged.

    `value` is the mapping; `digests` has the SHA-256 of each file under `label`/name, which does not depend on where
    the folder lies; `shown` is how messages name the folder or file.
    """

    def __init__(self, place: Path, label: str, shown: str = "") -> None:
        self.shown = shown or label
        self.value: dict[str, Any] = {}
        self.digests: dict[str, str] = {}
        self._parts: dict[str, list[tuple[int, Tree]]] = {}
        problems: list[Problem] = []
        for file in _files(place, self.shown):
            name = self.shown if place.is_file() else f"{self.shown}/{file.name}"
            try:
                # A checkout with Windows line ends must give the same digest.
                data = file.read_bytes().replace(b"\r\n", b"\n")
                self.digests[f"{label}/{file.name}"] = hashlib.sha256(data).hexdigest()
                self._add(Tree(name, data.decode("utf-8-sig"), file.stem), problems)
            except UnicodeDecodeError as error:
                line = data[: error.start].count(b"\n") + 1
                problems.append(Problem(name, line, "not UTF-8", "save the file as UTF-8"))
            except PackError as error:
                problems.extend(error.problems)
        if problems:
            raise PackError(problems)

    def _add(self, tree: Tree, problems: list[Problem]) -> None:
        if tree.value is None:
            problems.append(Problem(tree.name, 0, "the file is empty", "delete it or write its rows"))
            return
        if not isinstance(tree.value, dict):
            problems.append(Problem(tree.name, 1, "the file is not a mapping", "begin with a key such as 'actors:'"))
            return
        for key, value in tree.value.items():
            if key not in self.value:
                self.value[key] = value
                self._parts[key] = [(0, tree)]
            elif isinstance(value, list) and isinstance(self.value[key], list):
                self._parts[key].append((len(self.value[key]), tree))
                self.value[key] = self.value[key] + value
            else:
                first = self._parts[key][0][1].name
                problems.append(Problem(tree.name, tree.line((key,)), f"'{key}' is given already in {first}", "keep one"))

    def place(self, path: Path_) -> tuple[str, int]:
        """File and line of a path of keys and indices in the merged mapping."""
        if not path or path[0] not in self._parts:
            return self.shown, 0
        parts = self._parts[str(path[0])]
        offset, tree = parts[0]
        if len(path) > 1 and isinstance(path[1], int):
            offset, tree = [part for part in parts if part[0] <= path[1]][-1]
            path = (path[0], path[1] - offset, *path[2:])
        return tree.name, tree.line(path)

    def problem(self, path: Path_, what: str, todo: str) -> Problem:
        """A fault at a path, with its file and line."""
        file, line = self.place(path)
        return Problem(file, line, what, todo)

    def convert(self, kind: type[T]) -> T:
        """The merged mapping as a value of `kind`, strictly: no text becomes a number, no number becomes text."""
        try:
            return msgspec.convert(self.value, kind, strict=True)
        except msgspec.ValidationError as error:
            raise PackError([self._explain(str(error), kind)]) from error

    def _explain(self, message: str, kind: Any) -> Problem:
        what, _, where = message.partition(" - at `")
        path: list[str | int] = []
        for match in _STEP.finditer(where.rstrip("`")):
            if match.group(3):
                break
            path.append(match.group(1) or int(match.group(2)))
        if missing := _MISSING.search(message):
            return self.problem(tuple(path), what, f"add '{missing.group(1)}' to this row")
        if unknown := _UNKNOWN.search(message):
            path.append(unknown.group(1))
            return self.problem(tuple(path), what, "spell it as the documentation does, or delete it")
        at = f" at {where.rstrip('`')}" if where else ""
        todo = "write what is expected"
        if "Expected `str`, got `int`" in what:
            todo = "put it in quotes: it is a name, not a number"
        elif "Invalid enum value" in what and (words := allowed(kind, tuple(path))):
            todo = f"write one of: {', '.join(words)}"
        return self.problem(tuple(path), what + at, todo)


def allowed(kind: Any, path: Path_) -> tuple[str, ...]:
    """The words that a struct type allows at a path; empty where it is not a closed list of words."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in path:
        info = next((part for part in _parts(info) if not isinstance(part, msgspec.inspect.NoneType)), None)
        if isinstance(info, msgspec.inspect.StructType):
            info = next((field.type for field in info.fields if field.encode_name == step), None)
        elif isinstance(info, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
            info = info.item_type
        elif isinstance(info, msgspec.inspect.DictType):
            info = info.value_type
    words = next((part for part in _parts(info) if isinstance(part, msgspec.inspect.LiteralType)), None)
    return tuple(sorted(str(word) for word in words.values)) if words else ()


def _parts(info: Any) -> tuple[Any, ...]:
    return info.types if isinstance(info, msgspec.inspect.UnionType) else (info,)


def _files(place: Path, shown: str) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise PackError([Problem(shown, 0, "there is no such file or folder", "name a shipped pack or a path")])
    files = sorted(place.glob("*.yaml"), key=lambda file: file.name)
    if not files:
        raise PackError([Problem(shown, 0, "the folder holds no .yaml file", "add one")])
    return files
