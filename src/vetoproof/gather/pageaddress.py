"""The address that a saved web page gives for itself, read cheaply from its head."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

_HEAD_BYTES = 65_536
_MAX_ADDRESS = 2_000
_TAG = re.compile(rb"<(?:link|meta)\b[^>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""([a-z:-]{1,20})\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""", re.IGNORECASE
)
_SAVED = re.compile(rb"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->")


def page_address(data: bytes) -> tuple[str, str] | None:
    """Address and where it stands ("canonical", "og:url", "saved from"), or None.

    Only whole http(s) addresses of a page are taken: a canonical link to a site's front page, a frequent mistake of
    templates, would make all its articles editions of one address.
    """
    head = data[:_HEAD_BYTES]
    found: dict[str, str] = {}
    for tag in _TAG.finditer(head):
        fields = _attributes(tag[0])
        if "canonical" in fields.get("rel", "").lower().split():
            found.setdefault("canonical", fields.get("href", ""))
        elif "og:url" in (fields.get("property", "").lower(), fields.get("name", "").lower()):
            found.setdefault("og:url", fields.get("content", ""))
    if saved := _SAVED.search(head[:2_048]):
        found["saved from"] = saved[1].decode("utf-8", "replace")
    for where in ("canonical", "og:url", "saved from"):
        address = html.unescape(found.get(where, "")).strip()
        if _is_page(address):
            return address, where
    return None


def _attributes(tag: bytes) -> dict[str, str]:
    text = tag.decode("utf-8", "replace")
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}


def _is_page(address: str) -> bool:
    if not address or len(address) > _MAX_ADDRESS or "\ufffd" in address or any(c.isspace() or c < " " for c in address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.path.strip("/") != "" or parts.query != "")
