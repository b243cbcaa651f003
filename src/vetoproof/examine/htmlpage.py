"""HTML to blocks: tree, head, walk, main text."""

from __future__ import annotations

import msgspec

from vetoproof.examine.blocks import Block
from vetoproof.examine.byline import marked_author
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.liveblog import Mark, entries
from vetoproof.examine.maintext import main_blocks
from vetoproof.examine.pagehead import PageHead, page_head
from vetoproof.examine.tree import tree
from vetoproof.examine.walk import blocks


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """What a medium gives: all blocks, those of the article among them, the head, and notes. `extractor` read them.

    `front`: statements of the file about itself (front matter), which a collector's hints override. `entries`: of a live
    page, the marks of its entries; the blocks bear their numbers.
    """

    blocks: list[Block]
    article: list[Block]
    head: PageHead = PageHead()
    front: dict[str, str] = {}
    entries: tuple[Mark, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    marked_author: str = ""
    extractor: str


def read_html(text: str, furniture: Furniture) -> Printed | str:
    """The blocks of an HTML page, or the reason why it has none."""
    import trafilatura

    root, notes = tree(text)
    if root is None:
        return "no HTML in it"
    head = page_head(root)
    marks = entries(root, head.live or furniture.live(head.title, head.element, head.address))
    author = "" if head.author else marked_author(root, furniture.bylines)
    found, cut = blocks(root, furniture.classes, marks, furniture.unseen)
    if not found:
        return "no text in it" + (f" ({notes[0]})" if notes else "")
    article, doubts = main_blocks(root, found)
    extractor = f"html@1+trafilatura@{trafilatura.__version__}"
    return Printed(
        blocks=found,
        article=article,
        head=head,
        notes=(*notes, *cut, *doubts),
        extractor=extractor,
        entries=tuple(marks.values()),
        marked_author=author,
    )
