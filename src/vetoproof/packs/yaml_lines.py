"""YAML as plain values that still know their lines.

A narrow YAML, on purpose: plain scalars follow the YAML 1.2 core schema, so that the country code NO is not read as
`false` and a date stays the text that somebody typed. Tags, anchors and aliases are refused (a pack is data that a
person reviews line by line), and a key given twice in one mapping is a fault, where PyYAML keeps the last in silence.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from vetoproof.packs.errors import PackError, Problem

try:
    from yaml import CLoader as _Parser  # libyaml: 10 ms for 90 kB, against 300 ms for the parser in Python
except ImportError:  # pragma: no cover - a PyYAML built without libyaml is slow, not wrong
    from yaml import Loader as _Parser  # type: ignore[assignment]

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_PLAIN, _QUOTED = "plain", "quoted"


class _Composer(_Parser):
    """Composes nodes only: nothing is ever constructed from a tag, so no file can name a Python object."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:  # noqa: ARG002 - PyYAML's signature
        plain = implicit[0] if isinstance(implicit, tuple) else implicit
        return _PLAIN if plain and kind is yaml.ScalarNode else _QUOTED

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Path resolvers are not used."""

    def ascend_resolver(self) -> None:
        """Path resolvers are not used."""


class Tree:
    """The value of one file and the nodes that it came from. `value` is None for an empty file.

    A file that holds a bare list is read as a mapping of `key` to that list: `cues.yaml` may begin with its first row.
    """

    def __init__(self, name: str, text: str, key: str = "") -> None:
        self.name = name
        loader = _Composer(text)
        try:
            self._root = loader.get_single_node()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or str(error)
            raise PackError([Problem(name, mark.line + 1 if mark else 0, f"not YAML: {what}", "mend the syntax")]) from error
        finally:
            loader.dispose()
        self._problems: list[Problem] = []
        self.value: Any = None if self._root is None else self._plain(self._root, set())
        if self._problems:
            raise PackError(self._problems)
        self._bare = bool(key) and isinstance(self.value, list)
        if self._bare:
            self.value = {key: self.value}

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line, from 1, of the deepest node on `path` that exists; a missing key gets the line of its row."""
        node = self._root
        for step in path[1:] if self._bare else path:
            child = _child(node, step)
            if child is None:
                break
            node = child
        return int(node.start_mark.line) + 1 if node is not None else 0

    def _fault(self, node: Any, what: str, todo: str) -> None:
        self._problems.append(Problem(self.name, node.start_mark.line + 1, what, todo))

    def _plain(self, node: Any, seen: set[int]) -> Any:
        if id(node) in seen:
            self._fault(node, "an alias (*) repeats this elsewhere", "write it out there")
            return None
        seen.add(id(node))
        if node.tag not in (_PLAIN, _QUOTED):
            self._fault(node, f"the tag {node.tag} is not allowed", "write plain text, numbers, lists and mappings")
            return None
        if isinstance(node, yaml.ScalarNode):
            return scalar(node.value) if node.tag == _PLAIN else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, seen) for item in node.value]
        pairs: dict[str, Any] = {}
        for key, item in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._fault(key, "a key is not plain text", "use a word as key")
            elif key.value in pairs:
                self._fault(key, f"the key '{key.value}' is given twice in one mapping", "keep one")
            else:
                pairs[key.value] = self._plain(item, seen)
        return pairs


def scalar(text: str) -> str | int | float | bool | None:
    """A plain scalar by the YAML 1.2 core schema, without octal, hexadecimal, infinity and not-a-number."""
    if text.lower() in _WORDS and text in (text.lower(), text.upper(), text.title()):
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def _child(node: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return node.value[step] if isinstance(node, yaml.SequenceNode) and step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((item for key, item in node.value if key.value == step), None)
    return None
