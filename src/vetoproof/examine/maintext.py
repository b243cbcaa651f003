"""Which blocks of a page are the article: trafilatura judges, our own blocks are what is read.

So the text is the page's own, with links at their places, and does not move when the extractor is upgraded: only 61 %
of stored offsets survived from trafilatura 2.0 to 2.3 (research/claims-peers.md).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from vetoproof.examine.blocks import Block

if TYPE_CHECKING:
    from lxml import etree

MOST_ELEMENTS = 30_000
"""Elements up to which the extractor is asked: an article page has 500 to 8,000, and it needs 2 s for 30,000."""
_SHORT = 16
"""Letters below which a block must be a whole line of the extractor's text, since a short word stands anywhere in it."""
_LITTLE = 0.35
"""If the extractor keeps less than this share of the prose on the page, all prose is kept and a note says so."""


def main_blocks(root: etree._Element, found: list[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks that belong to the article, in order, and notes. `root` is used up."""
    size = sum(1 for _ in root.iter())
    if size > MOST_ELEMENTS:
        notes = (f"{size:,} elements are too many for the extractor: all paragraphs were kept",)
        return [block for block in found if block.sentence or block.heading], notes
    text = _extracted(root)
    lines = {_letters(line) for line in text.split("\n")}
    whole = _letters(text)
    chosen = [_chosen(block, lines, whole) for block in found]
    prose = [block.sentence and (not block.suspect or yes) for block, yes in zip(found, chosen, strict=True)]
    all_prose = sum(len(block.text) for block, good in zip(found, prose, strict=True) if good)
    kept = sum(len(block.text) for block, good, yes in zip(found, prose, chosen, strict=True) if good and yes)
    if all_prose and kept < _LITTLE * all_prose:
        note = f"the extractor kept {kept} of {all_prose} characters of prose: all paragraphs were kept"
        return [block for block, good in zip(found, prose, strict=True) if good or block.heading], (note,)
    boxes = Counter(block.box for block, yes in zip(found, chosen, strict=True) if yes and block.sentence)
    first, last = (chosen.index(True), len(chosen) - chosen[::-1].index(True)) if any(chosen) else (0, 0)
    for i in range(first, last):
        # A paragraph or heading between chosen ones, in the same element as two of them, was dropped by mistake.
        chosen[i] = chosen[i] or ((prose[i] or found[i].heading) and boxes[found[i].box] >= 2)
    return [block for block, yes in zip(found, chosen, strict=True) if yes], ()


def _extracted(root: etree._Element) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # It logs as an error each page without a main text.
    document = trafilatura.bare_extraction(root, include_comments=False, include_tables=True, with_metadata=False)
    return str(getattr(document, "text", "") or "") if document is not None else ""


def _chosen(block: Block, lines: set[str], whole: str) -> bool:
    letters = _letters(block.text)
    return letters in lines if len(letters) < _SHORT else letters in whole


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
