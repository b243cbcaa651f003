"""Blocks with their roles to the text of a document: places of headline parts, of links, of pages."""

from __future__ import annotations

from urllib.parse import urljoin

from vetoproof.examine.blocks import HEADLINE, Block
from vetoproof.examine.layout import Layout
from vetoproof.model import Extent, Link


def with_title(seen: Layout, title: str) -> list[Block]:
    """The blocks with the title first: a title that only the head of the page, the hint or the front matter holds is added."""
    blocks = list(seen.blocks)
    if title and not any(block.role == "title" for block in blocks):
        blocks.insert(0, Block(title, "h1", role="title"))
    return sorted(blocks, key=lambda block: block.role != "title")


def joined(blocks: list[Block], address: str) -> tuple[str, tuple[Extent, ...], tuple[Link, ...]]:
    """The text of the document, the extents of its headline parts, and links with absolute addresses."""
    at, headline, links = 0, [], []
    for block in blocks:
        if block.role in HEADLINE:
            headline.append(Extent(at, at + len(block.text)))
        for link in block.links:
            if not link.address.startswith(("#", "javascript:", "mailto:")):
                links.append(Link(at + link.start, at + link.end, _absolute(address, link.address)))
        at += len(block.text) + 2
    return "\n\n".join(block.text for block in blocks), tuple(headline), tuple(links)


def pages(blocks: list[Block]) -> tuple[int, ...]:
    """Where in the text each page of a paged original begins; () for what has no pages."""
    at, begins = 0, list[int]()
    for block in blocks:
        begins += [at] * (block.page - len(begins))
        at += len(block.text) + 2
    return tuple(begins)


def _absolute(address: str, link: str) -> str:
    try:
        return urljoin(address, link) if "://" in address else link
    except ValueError:
        return link  # "http://[broken": kept as printed.
