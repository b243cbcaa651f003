"""The author by the markup of a page: what its elements say is an author's name, where neither head nor print names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vetoproof.examine.characters import collapse

if TYPE_CHECKING:
    from lxml import etree

_LONGEST = 60
_MOST_WORDS = 6
_NAMES = frozenset({"fn", "name"})


def marked_author(root: etree._Element, marks: frozenset[str]) -> str:
    """The first short text without digits in an element that is `rel=author`, `itemprop=author`, or of such a class name.

    Comments have authors too: an element inside one is passed over. "" where there is none.
    """
    for node in root.iter("a", "span", "div", "p", "address", "strong", "h3", "h4", "li", "cite"):
        words = frozenset(f"{node.get('rel') or ''} {node.get('itemprop') or ''} {node.get('class') or ''}".lower().split())
        if words.isdisjoint(marks) or _in_comment(node):
            continue
        for text in _texts(node):
            if _is_name(text):
                return text
    return ""


def _texts(node: Any) -> Iterator[str]:
    """What may be the name: an element inside that is called one, a link, the whole."""
    for inner in node.iter("a", "span", "b", "strong"):
        if inner is not node and not _NAMES.isdisjoint(
            f"{inner.get('itemprop') or ''} {inner.get('class') or ''}".lower().split()
        ):
            yield collapse("".join(inner.itertext()))
    links = list(node.iter("a"))
    if len(links) == 1:
        yield collapse("".join(links[0].itertext()))
    yield collapse("".join(node.itertext()))


def _is_name(text: str) -> bool:
    return 1 < len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not re.search(r"[\d:|@?!]", text)


def _in_comment(node: Any) -> bool:
    return any("comment" in f"{up.get('class') or ''} {up.get('id') or ''}".lower() for up in (node, *node.iterancestors()))
