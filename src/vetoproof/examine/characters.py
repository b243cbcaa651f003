"""Characters that are not text: controls, invisible and direction-changing ones, and white space of all kinds."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u180e\u034f]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_SPACE = re.compile(r"[^\S\n]+")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without characters that cannot be seen, and a note on each sort that was taken out.

    Direction marks are taken out because they make a quotation read otherwise than it is stored; the letters of a
    right-to-left script keep their stored order. Joiners inside words (U+200C, U+200D) are letters in some scripts and
    stay. Line ends become line feeds.
    """
    notes = []
    for pattern, name in ((_CONTROL, "control"), (_INVISIBLE, "invisible"), (_DIRECTION, "direction")):
        if pattern is not _CONTROL and text.isascii():
            continue
        text, count = pattern.subn("", text)
        if count:
            notes.append(f"{count} {name} characters were left out")
    text = text.replace("\r\n", "\n").replace("\u2029", "\n\n")
    for end in "\r\f\v\u2028\u0085":
        text = text.replace(end, "\n")
    return text, tuple(notes)


def collapse(text: str) -> str:
    """One line: white space of all kinds as single blanks, none at the ends."""
    return " ".join(text.split())


def collapse_lines(text: str) -> str:
    """White space within lines as single blanks; line feeds stay."""
    return "\n".join(line.strip() for line in _SPACE.sub(" ", text).split("\n"))
