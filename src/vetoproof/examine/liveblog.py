"""Live pages: the elements of a page that are entries, each with a time of its own.

A page is live where it says so (JSON-LD LiveBlogPosting, a class name, a word in its title or address) and holds three or more
neighbours of one kind, each with a time and text, that together are most of it. A list of comments or of other articles is
none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from vetoproof.examine.characters import collapse

if TYPE_CHECKING:
    from lxml import etree

FEWEST = 3
MOST = 500
"""Entries that are read on their own; a day's live page of a large site has 50 to 200."""
MOST_ELEMENTS = 60_000
_CLIMB = 6
"""Levels from a time up to its entry."""
_ENOUGH = 60
"""Characters of an entry that is read."""
_MOSTLY = 0.4
CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[.:h]([0-5]\d)(?:[:.][0-5]\d)?\s*(?:([ap])\.?m\b\.?)?(?:\s*\(?([A-Z]{2,5})\b)?")
_COMMENTS = re.compile(r"comment|reply|replies|disqus|related|recommend|teaser|card")
_TIMED = frozenset({"time", "timestamp", "date", "datetime", "published", "entry-time", "post-time", "clock"})
_NAME = re.compile(r"[A-Za-z][\w:.-]{1,80}")


class Mark(msgspec.Struct, frozen=True):
    """What an entry says of itself: its id in the page ("" where it has none), the machine-readable moment, the print."""

    name: str
    moment: str
    printed: str


def entries(root: etree._Element, said: bool) -> dict[Any, Mark]:
    """The elements that are entries, in document order, with their marks; empty where the page is none. `said`: it says so."""
    if not said:
        return {}
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    if len(nodes) > MOST_ELEMENTS:
        return {}
    groups: dict[tuple[int, Any, str], dict[Any, Any]] = defaultdict(dict)
    for time in nodes:
        if _is_time(time):
            for level, (node, parent) in enumerate(_ancestors(time)):
                groups[level, parent, node.tag].setdefault(node, time)
    best: dict[Any, Any] = {}
    size = 0
    for (_, parent, _), found in sorted(groups.items(), key=lambda item: item[0][0]):
        full = {node: time for node, time in found.items() if _size(node) >= _ENOUGH}
        if len(full) >= FEWEST and not _COMMENTS.search(_names(parent)) and not any(_COMMENTS.search(_names(n)) for n in full):
            now = sum(map(_size, full))
            # The lowest level whose neighbours are entries: above it whole lists are neighbours.
            if now > 1.5 * size or len(full) > 1.2 * len(best):
                best, size = full, now
    body = root.find("body")
    whole = _size(body if body is not None else root)
    if not best or size < _MOSTLY * whole or _linked(best) > 0.4 * size:
        return {}
    order = [node for node in nodes if node in best][:MOST]
    names = [_own_name(node) for node in order]
    return {
        node: Mark(
            name if names.count(name) == 1 else "", best[node].get("datetime") or "", collapse("".join(best[node].itertext()))
        )
        for node, name in zip(order, names, strict=True)
    }


def _is_time(node: Any) -> bool:
    if node.tag == "time":
        return bool(node.get("datetime")) or CLOCK.search("".join(node.itertext())[:60]) is not None
    if node.tag not in ("span", "div", "p", "a", "small", "b", "strong", "h4", "h5", "h6") or len(node) > 3:
        return False
    if _TIMED.isdisjoint((node.get("class") or "").lower().split()):
        return False
    text = collapse("".join(node.itertext()))
    return 3 < len(text) < 60 and CLOCK.search(text) is not None


def _ancestors(node: Any) -> Iterator[tuple[Any, Any]]:
    for _ in range(_CLIMB):
        parent = node.getparent()
        if parent is None or parent.tag in ("html",):
            return
        if node.tag not in ("time", "span", "a", "b", "strong", "small"):
            yield node, parent
        node = parent


def _size(node: Any) -> int:
    return sum(len(text.strip()) for part in node.iter("p", "li", "blockquote") for text in part.itertext())


def _linked(found: dict[Any, Any]) -> int:
    return sum(len(text.strip()) for node in found for link in node.iter("a") for text in link.itertext())


def _names(node: Any) -> str:
    return f"{node.get('class') or ''} {node.get('id') or ''}".lower()


def _own_name(node: Any) -> str:
    """The fragment by which readers are led to an entry."""
    name = node.get("id") or ""
    return name if _NAME.fullmatch(name) else ""
