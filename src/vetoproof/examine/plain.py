"""Plain text to blocks: paragraphs between blank lines, hard-wrapped lines joined."""

from __future__ import annotations

import re

from vetoproof.examine.blocks import Block
from vetoproof.examine.characters import collapse
from vetoproof.examine.htmlpage import Printed
from vetoproof.examine.walk import MOST_BLOCKS, MOST_CHARACTERS

_WRAPPED = (55, 100)
"""Lengths of lines that are wrapped by hand or by a mailer rather than ended: most are 65 to 80 characters."""
_RULER = re.compile(r"^[^\S\n]*(?![^\w\n]*\w)[^\w\s][^\w\n]{4,}$", re.MULTILINE)
"""A line of marks that parts what stands over it from what stands below."""
_WIDEST, _SLACK, _FULL = 140, 25, 3
"""A text has a width if no line is longer than so, and so many reach it but for a long word: a full line is gone on with."""
_ENDED = tuple('.!?:;…)"”»')
"""Marks behind which a line is not gone on with."""
_LONGEST_TITLE = 250


def read_plain(text: str) -> Printed | str:
    """The blocks of a plain text; the first short line without a full stop is its title."""
    notes: tuple[str, ...] = ()
    if len(text) > MOST_CHARACTERS:
        notes = (f"only the first {MOST_CHARACTERS:,} of {len(text):,} characters were read",)
        text = text[:MOST_CHARACTERS]
    text = _RULER.sub("\n", text)
    full = _full(text)
    found = [Block(line) for paragraph in re.split(r"\n[^\S\n]*\n\s*", text) for line in _lines(paragraph, full)]
    if not found:
        return "no text in it"
    if len(found) > MOST_BLOCKS:
        notes, found = (*notes, f"only the first {MOST_BLOCKS:,} of {len(found):,} paragraphs were read"), found[:MOST_BLOCKS]
    first = found[0].text
    title = first if len(found) > 1 and len(first) <= _LONGEST_TITLE and not first.endswith((".", ",", ";")) else ""
    return Printed(blocks=found, article=found, title=title, notes=notes, extractor="plain@1")


def _full(text: str) -> int:
    """The length from which on a line of a wrapped text is full; more than any line has where the text is not wrapped."""
    lengths = [len(line.strip()) for line in text.split("\n")]
    widest = max(lengths)
    wrapped = _WRAPPED[0] < widest <= _WIDEST and sum(widest - _SLACK <= length for length in lengths) >= _FULL
    return widest - _SLACK if wrapped else widest + 1


def _lines(paragraph: str, full: int) -> list[str]:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    low, high = _WRAPPED
    if len(lines) > 1 and all(low <= len(line) <= high for line in lines[:-1]):
        lines = [" ".join(lines)]
    joined: list[str] = []
    for line in lines:
        # "... lying at the yard, a fact\nfirst published by": no line begins so that does not go on with another.
        last = joined[-1].rsplit("\n", 1)[-1] if joined else ""
        goes_on = len(last) >= full or (len(last) >= low and line[0].islower())
        if joined and goes_on and not last.endswith(_ENDED):
            joined[-1] += f"\n{line}"
        else:
            joined.append(line)
    return [text for line in joined if (text := collapse(line))]
