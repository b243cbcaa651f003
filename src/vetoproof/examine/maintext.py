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
_FEW = 1000
"""If the extractor keeps less than this share of the prose on the page and fewer characters, all prose is kept and a note says
so. More is an article: the rest of a long page is other articles or what readers wrote."""
_FEWEST = 3
_OWN = 0.4
"""Paragraphs, and the share of the chosen prose, in boxes of one kind from which on the article goes on in the next."""


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
    if all_prose and kept < min(_FEW, _LITTLE * all_prose):
        note = f"the extractor kept {kept} of {all_prose} characters of prose: all paragraphs were kept"
        return [block for block, good in zip(found, prose, strict=True) if good or block.heading], (note,)
    _go_on(found, chosen, prose)
    _fill(found, chosen, prose)
    return [block for block, yes in zip(found, chosen, strict=True) if yes], ()


def _go_on(found: list[Block], chosen: list[bool], prose: list[bool]) -> None:
    """An article in several boxes, parted by advertisements or forms, of which the extractor took one, goes on in the others.

    They are boxes that a template prints at the same way from the page's root; a first-level heading ends the article. What
    follows them elsewhere, in elements that bear the class name of furniture, is none of it.
    """
    taken: Counter[int] = Counter()
    for block, yes in zip(found, chosen, strict=True):
        if yes and block.sentence and not block.heading:
            taken[block.way] += len(block.text)
    if not taken:
        return
    way, size = taken.most_common(1)[0]
    ours = [i for i, block in enumerate(found) if chosen[i] and block.way == way and block.sentence]
    if len(ours) < _FEWEST or size < _OWN * taken.total():
        return
    for i in range(ours[0], len(found)):
        block = found[i]
        if block.tag == "h1" and i > ours[-1]:
            break
        if prose[i] and block.tag == "p" and block.way == way and block.linked < 0.3:
            chosen[i] = True
    last = max(i for i, block in enumerate(found) if chosen[i] and block.way == way)
    if not found[last].suspect:
        for i in range(last + 1, len(found)):
            chosen[i] = chosen[i] and not found[i].suspect


def _fill(found: list[Block], chosen: list[bool], prose: list[bool]) -> None:
    """What stands between chosen paragraphs in their own element was dropped by mistake: paragraphs, headings, quotations.

    Quotations also in a wrapper of their own: a message from a platform, printed whole.
    """
    boxes = Counter(block.box for block, yes in zip(found, chosen, strict=True) if yes and block.sentence)
    first, last = (chosen.index(True), len(chosen) - chosen[::-1].index(True)) if any(chosen) else (0, 0)
    below = [0] * (len(found) + 1)  # The box of the next chosen paragraph.
    for i in range(len(found) - 1, -1, -1):
        below[i] = found[i].box if chosen[i] and found[i].tag == "p" else below[i + 1]
    above = 0
    for i in range(first, last):
        block = found[i]
        if chosen[i]:
            above = block.box if block.tag == "p" else above
        elif block.tag == "blockquote":
            chosen[i] = not block.suspect and (boxes[block.box] >= 2 or 0 < above == below[i])
        else:
            chosen[i] = (prose[i] or block.heading) and boxes[block.box] >= 2


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
