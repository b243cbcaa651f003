"""HTML to a tree, without network, entities or unbounded depth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


_WRAPPERS = re.compile(
    r"(?:</?(?:div|section|article|center|table|tbody|tr|td|ul|ol|li|dl|dd|blockquote|form|fieldset)\b[^<>]*>\s*)+",
    re.IGNORECASE,
)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|big|a|label)\b[^<>]*>", re.IGNORECASE)


def tree(text: str) -> tuple[etree._Element | None, tuple[str, ...]]:
    """The tree of a page, or None where there is none; notes tell what the parser left out.

    libxml2 reads no deeper than 255 levels without `huge_tree`, which bounds time and memory (200,000 nested divs:
    5 ms). A page that is deeper is read again with its wrapping elements taken as line breaks, so that its text is not
    lost. Comments and processing instructions are dropped, no address is fetched.
    """
    root, deep = _parsed(_PROLOG.sub("", text))
    if not deep:
        return root, ()
    root, still = _parsed(_INLINE.sub("", _WRAPPERS.sub("<br><br>", text)))
    note = "nested deeper than 255 levels: wrapping elements were read as line breaks"
    return root, (note + (", what lay deeper still was lost" if still else ""),)


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether it was cut at the depth limit."""
    from lxml import etree, html

    options: Any = {"encoding": "utf-8", "remove_comments": True, "remove_pis": True, "no_network": True, "huge_tree": False}
    parser: Any = html.HTMLParser(**options, recover=True)  # type: ignore[no-untyped-call]
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    return root, any("depth" in error.message.lower() for error in parser.error_log)
