"""Who publishes a page, by what it says itself; never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vetoproof.examine.address import host
from vetoproof.examine.pagehead import PageHead

_DIVIDER = re.compile(r"\s+[|–—•·»-]\s+|\s+::\s+")
_LONGEST = 60
_SHORT = re.compile(r"[A-Z]{3,6}")
_HEAD = 6
"""Lines from the beginning among which an agency's own name stands."""


def outlet(
    hint: str, head: PageHead, title: str, address: str, credit: str = "", itself: str = "", masthead: str = ""
) -> tuple[str, str]:
    """The outlet's name and a note on where it was found ("" and a note where nothing names it).

    Order: the collector's hint; what the site says of itself (JSON-LD publisher, og:site_name), which is its own name
    in its own spelling; the name that it prints around the article; the part of the title element that is not the
    heading; the application name; the host, which every page has but which is an address rather than a name; last, in
    texts without any of these, the agency of the dateline: on a site that has a name the agency is whom it credits, not
    who publishes; or how a text calls itself.
    """
    if hint:
        return hint, ""
    if head.outlet and head.outlet != title:
        return head.outlet, ""
    if masthead:
        return masthead, "outlet from what the page prints around the article"
    if suffix := _suffix(head.element, title):
        return suffix, "outlet from the title element"
    if head.application:
        return head.application, "outlet from the page's meta data"
    site = host(address)
    if site:
        return site, "outlet is the host: the page names none"
    if credit:
        return credit, "outlet from the dateline's credit"
    if itself:
        return itself, "outlet from a line of its own, which the text says reports"
    return "", "the outlet is not printed"


def itself(lines: Sequence[str], text: str) -> str:
    """The abbreviation that stands in a line of its own at the head of a text, and of which a sentence says: ", X reports."."""
    for line in lines[:_HEAD]:
        if _SHORT.fullmatch(line) and re.search(rf", {re.escape(line)} [a-z]+\.(?:\s|$)", text):
            return line
    return ""


def _suffix(element: str, title: str) -> str:
    """What the title element has behind the heading, or before it."""
    if not title or element == title:
        return ""
    if element.startswith(title):
        rest = element[len(title) :]
    elif element.endswith(title):
        rest = element[: -len(title)]
    else:
        return ""
    if not _DIVIDER.match(f" {rest.strip()} ") and not _DIVIDER.search(f" {rest.strip()} "):
        return ""
    parts = [part for part in _DIVIDER.split(f" {rest.strip()} ") if part.strip()]
    name = parts[-1].strip() if parts else ""
    return name if 0 < len(name) <= _LONGEST and not name[0].islower() else ""
