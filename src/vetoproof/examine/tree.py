"""HTML to a tree, without network, entities or unbounded depth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def tree(text: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The tree of a page, or None where there is none; notes tell what the parser left out.

    libxml2 reads no deeper than 255 levels without `huge_tree`, which bounds time and memory (200,000 nested divs:
    5 ms). Comments and processing instructions are dropped, no address is fetched.
    """
    from lxml import etree, html

    options: Any = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "no_network": True, "huge_tree": False}
    parser: Any = html.HTMLParser(**options, recover=True)  # type: ignore[no-untyped-call]
    try:
        root = etree.fromstring(_PROLOG.sub("", text).encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, ()
    deep = any("depth" in error.message.lower() for error in parser.error_log)
    return root, ("nested deeper than 255 levels: what lies deeper was not read",) if deep else ()
