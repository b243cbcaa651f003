"""Blocks: the paragraphs, headings and list items of a page in reading order, before it is decided what they are."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from vetoproof.model import Link

Role = Literal[
    "title", "teaser", "subhead", "caption", "paragraph", "item", "quote", "dateline", "byline", "credit", "furniture"
]
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that write no blanks between words: about two make a word."""
_CLOSING = "\"'”’“‘»«)]」』"
_ENDS = (".", "!", "?", "…", ":", "。", "！", "？", "؟", "।")
HEADLINE: frozenset[Role] = frozenset({"title", "teaser", "subhead", "caption"})
"""Roles whose text restates the body, so that a claim in them is no second one."""
KEPT: frozenset[Role] = HEADLINE | {"paragraph", "item", "quote"}


class Block(msgspec.Struct):
    """One block of text as printed, in one line.

    `tag`: the innermost block element ("p", "h2", "li"; "" in plain text). `marks`: class and id names of it, of what
    is inside it, and of what is near around it. `suspect`: an element around it bears the class name of furniture.
    `links`: places of hyperlinks in the block's own text. `box`: a number for the element that contains it; of a quotation,
    the one that contains the quotation. `way`: a number for the elements and class names from the page's root to that box,
    equal where a template prints two boxes of one kind. `moment`: a machine-readable date inside it. `page`: of a paged
    original, the page on which it begins, from 1. `entry`: of a live page, the entry that it stands in, from 1 in the page's
    order.
    """

    text: str
    tag: str = ""
    marks: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    box: int = 0
    way: int = 0
    moment: str | None = None
    suspect: bool = False
    page: int = 0
    entry: int = 0
    role: Role | None = None

    @property
    def linked(self) -> float:
        """The share of the text that is hyperlink."""
        return sum(link.end - link.start for link in self.links) / max(1, len(self.text))

    @property
    def heading(self) -> bool:
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()

    @property
    def whole(self) -> bool:
        """Whether it is prose, hardly linked, that ends as a sentence does: a list in a line is not."""
        return self.sentence and self.linked < 0.2 and self.ended

    @property
    def ended(self) -> bool:
        return self.text.rstrip(_CLOSING).endswith(_ENDS)

    @property
    def sentence(self) -> bool:
        """Whether it reads like prose: long enough, not a heap of links, and ended as a sentence is."""
        words = self.text.count(" ") + 1 + len(_UNSPACED.findall(self.text)) // 2
        return self.linked < 0.6 and ((words >= 5 and self.ended) or (words >= 25))
