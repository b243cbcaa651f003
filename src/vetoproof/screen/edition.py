"""The day that a list prints as its own: when this edition of it was made.

Of the formats that print one at their beginning. Others (bare tables without a date, such as the older comma-separated forms)
give None: their edition is what the person who adds them says, else the day of their capture.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

_HEAD = 65_536
"""Bytes looked at: every format that prints its date does so at the beginning."""


class _Print(NamedTuple):
    """How one format prints its date: a pattern over the head, and the forms of the date in it."""

    pattern: re.Pattern[bytes]
    forms: tuple[str, ...]


_ISO = "%Y-%m-%d"
_BEGINNING = rb"^(?:\xef\xbb\xbf)?"
_PRINTS = (
    # The Security Council's consolidated list: an attribute of the root, dateGenerated="2026-02-27T00:00:09.554Z".
    _Print(re.compile(rb'<CONSOLIDATED_LIST\b[^>]*\bdateGenerated="([0-9]{4}-[0-9]{2}-[0-9]{2})'), (_ISO,)),
    # The Union's financial sanctions file: <export ... generationDate="2024-06-24T...">, in some editions without the time.
    _Print(re.compile(rb'<export\b[^>]*\bgenerationDate="([0-9]{4}-[0-9]{2}-[0-9]{2})'), (_ISO,)),
    # The same as a table: the first column, fileGenerationDate, repeated on each row ("24/06/2024").
    _Print(
        re.compile(_BEGINNING + rb'"?fileGenerationDate"?[;,][^\n]*\n"?([0-9/.-]{8,10})"?[;,]', re.IGNORECASE),
        ("%d/%m/%Y", _ISO),
    ),
    # The specially designated nationals as XML: <Publish_Date>01/31/2023</Publish_Date>, month first.
    _Print(re.compile(rb"<Publish_Date>\s*([0-9]{2}/[0-9]{2}/[0-9]{4})\s*</Publish_Date>"), ("%m/%d/%Y",)),
    # The same in the advanced form: <DateOfIssue ...><Year>2023</Year><Month>1</Month><Day>31</Day></DateOfIssue>.
    _Print(
        re.compile(rb"<DateOfIssue\b[^>]*>\s*<Year>([0-9]{4})</Year>\s*<Month>([0-9]{1,2})</Month>\s*<Day>([0-9]{1,2})</Day>"),
        (_ISO,),
    ),
    # Tables with a line of their own above the columns: "Last Updated,24/06/2024", "Report Date: 24-Jun-2024", day first.
    _Print(
        re.compile(
            _BEGINNING + rb'"?(?:Last Updated|Report Date)"?\s*[:,;]\s*"?([0-9]{1,2}[/-][0-9a-z]{2,3}[/-][0-9]{4})',
            re.IGNORECASE,
        ),
        ("%d/%m/%Y", "%d-%b-%Y", "%d-%m-%Y"),
    ),
    _Print(
        re.compile(rb"<DateGenerated>\s*([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}/[0-9]{2}/[0-9]{4})"),
        (_ISO, "%d/%m/%Y"),
    ),
)


_SAID = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        rb'<CONSOLIDATED_LIST\b[^>]*\bdateGenerated="([^"]{0,60})"',
        rb'<export\b[^>]*\bgenerationDate="([^"]{0,60})"',
        _BEGINNING + rb'"?fileGenerationDate"?[;,][^\n]*\n"?([^";,\n]{0,60})',
        rb"<Publish_Date>([^<]{0,60})</Publish_Date>",
        rb"<DateOfIssue\b[^>]*>(.{0,200}?)</DateOfIssue>",
        _BEGINNING + rb'"?(?:Last Updated|Report Date)"?\s*[:,;]\s*"?([^",;\n]{0,60})',
        rb"<DateGenerated>([^<]{0,60})</DateGenerated>",
    )
)
"""Where the same formats print their date, whatever stands there."""


def edition(head: bytes) -> str | None:
    """The ISO day that the list prints as that of its edition, from its beginning; None where it prints none that is a day."""
    for one in _PRINTS:
        if found := one.pattern.search(head[:_HEAD]):
            text = b"-".join(found.groups()).decode("ascii")
            return next((day for form in one.forms if (day := _day(text, form))), None)
    return None


def misprint(head: bytes) -> str:
    """What a list prints as the day of its edition where it is no day that `edition` understands: "27/02/2026" where the format
    writes 2026-02-27. Empty where it prints none, or one that is understood."""
    if edition(head) is not None:
        return ""
    for pattern in _SAID:
        if found := pattern.search(head[:_HEAD]):
            return " ".join(re.sub(rb"<[^>]*>", b" ", found[1]).decode("utf-8", errors="replace").split())
    return ""


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, written as 2024-10-08."""
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None and _day(text, _ISO) is not None


def _day(text: str, form: str) -> str | None:
    try:
        found: date = datetime.strptime(text, form).date()
    except ValueError:
        return None
    return found.isoformat()
