"""Finding things on the page: the few selectors that these tests need, as XPath (lxml's own need a further package)."""

from __future__ import annotations

import re

_STEP = re.compile(r"([a-z0-9]+|\*)?((?:[.#][\w-]+|\[[^\]]+\])*)")
_PART = re.compile(r"\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:=([^\]]+))?\]")


def select(root, selector: str) -> list:
    """Elements under `root` in document order; knows tag, .class, #id, [attribute=value], descendants, `>` and commas."""
    return root.xpath(" | ".join(f".{_path(one)}" for one in selector.split(",")))


def _path(selector: str) -> str:
    path, axis = "", "//"
    for word in selector.split():
        if word == ">":
            axis = "/"
            continue
        tag, parts = _STEP.fullmatch(word).groups()
        path += axis + (tag or "*") + "".join(_test(*part.groups()) for part in _PART.finditer(parts))
        axis = "//"
    return path


def _test(css: str | None, key: str | None, name: str | None, value: str | None) -> str:
    if css:
        return f'[contains(concat(" ", normalize-space(@class), " "), " {css} ")]'
    if key:
        return f'[@id="{key}"]'
    return f'[@{name}="{value}"]' if value else f"[@{name}]"
