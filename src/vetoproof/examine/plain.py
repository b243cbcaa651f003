"""Plain text to blocks: paragraphs between blank lines, hard-wrapped lines joined."""

from __future__ import annotations

import re

from vetoproof.examine.blocks import Block
from vetoproof.examine.characters import collapse
from vetoproof.examine.htmlpage import Printed
from vetoproof.examine.walk import MOST_BLOCKS, MOST_CHARACTERS

_WRAPPED = (55, 100)
"""Lengths of lines that are wrapped by hand or by a mailer rather than ended: most are 65 to 80 characters."""
_LONGEST_TITLE = 250


def read_plain(text: str) -> Printed | str:
    """The blocks of a plain text; the first short line without a full stop is its title."""
    notes: tuple[str, ...] = ()
    if len(text) > MOST_CHARACTERS:
        notes = (f"only the first {MOST_CHARACTERS:,} of {len(text):,} characters were read",)
        text = text[:MOST_CHARACTERS]
    found = [Block(line) for paragraph in re.split(r"\n[^\S\n]*\n\s*", text) for line in _lines(paragraph)]
    if not found:
        return "no text in it"
    if len(found) > MOST_BLOCKS:
        notes, found = (*notes, f"only the first {MOST_BLOCKS:,} of {len(found):,} paragraphs were read"), found[:MOST_BLOCKS]
    first = found[0].text
    title = first if len(found) > 1 and len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";")) else ""
    return Printed(blocks=found, article=found, title=title, notes=notes, extractor="plain@1")


def _lines(paragraph: str) -> list[str]:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    low, high = _WRAPPED
    if len(lines) > 1 and all(low <= len(line) <= high for line in lines[:-1]):
        lines = [" ".join(lines)]
    return [text for line in lines if (text := collapse(line))]
