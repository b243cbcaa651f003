"""Bytes to a Document: the one door into examine for what was captured. Bad input is a Rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

import msgspec

from vetoproof.examine.address import suffix
from vetoproof.examine.blocks import HEADLINE, Block
from vetoproof.examine.characters import clean
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.decoding import decode
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.htmlpage import Printed, read_html
from vetoproof.examine.language import detect
from vetoproof.examine.layout import Layout, layout
from vetoproof.examine.markdown import read_markdown
from vetoproof.examine.outlet import outlet, without_outlet
from vetoproof.examine.pdfpage import read_pdf
from vetoproof.examine.plain import read_plain
from vetoproof.examine.published import Dates, Said, settle
from vetoproof.model import Capture, CaptureKind, Document, Extent, Link, Notice, Rejection

VERSION = "page@2"
_MARK_WITHIN = 1024
"""Bytes from the beginning in which the mark of a PDF stands, white space before it."""
_HTML = ("text/html", "application/xhtml+xml")
_MARKDOWN = ("text/markdown", "text/x-markdown")
_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
}


def document(capture: Capture, body: bytes, *, furniture: Furniture, dates_in: DateWords) -> Document | Rejection:
    """What a capture says, or why nothing could be read of it.

    `capture.hints` (outlet, published, modified, title, author, address, language, kind) override front matter, and
    that overrides what the page prints. Title, lead and body become one text, blocks parted by blank lines; furniture
    is left out and counted in a note. No clock: a date is in the future if it lies after the capture.
    """
    if capture.outcome != "ok":
        return Rejection(what=capture.address, reason=f"not captured: {capture.outcome} {capture.reason}".strip())
    printed = _pdf(body) if is_pdf(capture, body) else _text(capture, body, furniture)
    if isinstance(printed, str):
        return Rejection(what=capture.address, reason=printed)
    return _document(capture, printed, furniture, dates_in, printed.notes)


def is_pdf(capture: Capture, body: bytes) -> bool:
    """Whether bytes are a PDF: by their mark, whatever they are declared as (servers err), or by what is declared."""
    declared = capture.media_type.split(";")[0].strip().lower() == "application/pdf"
    return bool(body.strip()) and (declared or body[:_MARK_WITHIN].lstrip().startswith(b"%PDF-"))


def _pdf(body: bytes) -> Printed | str:
    from vetoproof.pdf.reader import read
    from vetoproof.pdf.sheet import Line, Refused, Sheet

    found = read(body)
    if isinstance(found, Refused):
        return found.reason
    odd: list[str] = []

    def seen(line: Line) -> Line:
        text, notes = clean(line.text)
        odd.extend(note for note in notes if note not in odd)
        return msgspec.structs.replace(line, text=text)

    sheets = tuple(Sheet(sheet.width, sheet.height, tuple(map(seen, sheet.lines)), sheet.pictures) for sheet in found.sheets)
    printed = read_pdf(msgspec.structs.replace(found, sheets=sheets))
    return printed if isinstance(printed, str) else msgspec.structs.replace(printed, notes=(*odd, *printed.notes))


def _text(capture: Capture, body: bytes, furniture: Furniture) -> Printed | str:
    decoded = decode(body, capture.media_type)
    if isinstance(decoded, str):
        return decoded
    text, odd = clean(decoded.text)
    printed = _read(_medium(capture, text), text, furniture)
    if isinstance(printed, str):
        return printed
    return msgspec.structs.replace(printed, notes=(*decoded.notes, *odd, *printed.notes))


def _medium(capture: Capture, text: str) -> str:
    """ "html", "plain", "markdown", or the media type that nobody here reads: by type, by suffix, by the first bytes."""
    media = capture.media_type.split(";")[0].strip().lower()
    ending = suffix(capture.address)
    if media in _HTML:
        return "html"
    if media in _MARKDOWN:
        return "markdown"
    if media == "text/plain":
        return "markdown" if _SUFFIXES.get(ending) == "markdown" else "plain"
    if media and media not in ("application/octet-stream", "text/*", "unknown", "application/x-ndjson", "application/jsonl"):
        return media
    start = text[:1000].lstrip().lower()
    return _SUFFIXES.get(ending) or ("html" if start.startswith(("<!doctype html", "<html")) or "<body" in start else "plain")


def _read(medium: str, text: str, furniture: Furniture) -> Printed | str:
    if medium == "html":
        return read_html(text, furniture)
    if medium == "markdown":
        return read_markdown(text)
    if medium == "plain":
        return read_plain(text)
    return f"{medium} is not read by this version"


def _document(
    capture: Capture, printed: Printed, furniture: Furniture, words: DateWords, notes: tuple[str, ...]
) -> Document | Rejection:
    said = {**printed.front, **capture.hints}
    address = said.get("address") or said.get("url") or capture.address
    title = said.get("title") or _title(printed)
    seen = layout(printed.blocks, printed.article, title, furniture, words)
    kind: CaptureKind = "digest" if "digest" in (said.get("kind"), capture.kind) else capture.kind
    # The title of a digest is ours, not a headline of the outlet: it is kept beside the text and is not read for claims.
    blocks = list(seen.blocks) if kind == "digest" else _with_title(seen, title)
    if not any(block.role not in HEADLINE for block in blocks) and not any(block.sentence for block in blocks):
        reason = "; ".join(("no prose in it: navigation, lists or a picture only", *notes))
        return Rejection(what=capture.address, reason=reason)
    text, headline, links = _joined(blocks, address)
    # A report on paper names agencies and dates all over: only what a page of the web prints there speaks of the page itself.
    paged = any(block.page for block in blocks)
    first = seen.credits[0] if seen.credits and not paged else ""
    name, doubt = outlet(said.get("outlet", ""), printed.head, title, address, first)
    when = _dates(said, printed, seen, words, capture.at)
    more = (doubt, f"{seen.dropped} blocks of furniture were left out" if seen.dropped else "", *when.notes)
    language = said.get("language") or said.get("lang") or detect(text)
    if language == "und" and printed.head.language:
        language = printed.head.language.split("-")[0].split("_")[0].lower()
    return Document(
        sha256=capture.sha256 or "", url=address, kind=kind, text=text, outlet=name,
        title=said.get("title") or next((b.text for b in blocks if b.role == "title"), title),
        author=said.get("author") or _person(printed.head.author) or seen.author,
        published=when.published, modified=when.modified,
        language=language, headline=headline, credits=seen.credits, links=links, captured_at=capture.at,
        handling=capture.handling, extractor=f"{VERSION}+{printed.extractor}", notes=(*notes, *filter(None, more)),
        pages=_pages(blocks), notices=(*_alternate(printed), *seen.notices),
    )  # fmt: skip


def _person(name: str) -> str:
    """An author as a name; some sites give the address of a profile instead."""
    return "" if "://" in name or name.startswith("@") else name


def _title(printed: Printed) -> str:
    """The heading as printed, else what the page calls itself; without the outlet's name behind it."""
    if printed.title:
        return printed.title
    headings = [block.text for block in printed.blocks if block.tag == "h1" and block.text != printed.head.outlet]
    said = printed.head.title or printed.head.element
    near = next((heading for heading in headings if said.startswith(heading) or heading.startswith(said[:80] or "\n")), "")
    if near or (len(headings) == 1 and not said.endswith(headings[0])):
        return near or headings[0]
    return without_outlet(said, printed.head.outlet)


def _with_title(seen: Layout, title: str) -> list[Block]:
    """The blocks with the title first: a title that only the head of the page, the hint or the front matter holds is added."""
    blocks = list(seen.blocks)
    if title and not any(block.role == "title" for block in blocks):
        blocks.insert(0, Block(title, "h1", role="title"))
    return sorted(blocks, key=lambda block: block.role != "title")


def _joined(blocks: list[Block], address: str) -> tuple[str, tuple[Extent, ...], tuple[Link, ...]]:
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


def _alternate(printed: Printed) -> Iterator[Notice]:
    if printed.head.amp:
        yield Notice(kind="alternate", words="AMP", source=printed.head.address)


def _pages(blocks: list[Block]) -> tuple[int, ...]:
    """Where in the text each page of a paged original begins; () for what has no pages."""
    at, places = 0, list[int]()
    for block in blocks:
        places += [at] * (block.page - len(places))
        at += len(block.text) + 2
    return tuple(places)


def _absolute(address: str, link: str) -> str:
    try:
        return urljoin(address, link) if "://" in address else link
    except ValueError:
        return link  # "http://[broken": kept as printed.


def _dates(said: dict[str, str], printed: Printed, seen: Layout, words: DateWords, captured_at: str) -> Dates:
    def all_said() -> Iterator[Said]:
        if said.get("published") or said.get("date"):
            yield Said(said.get("published") or said["date"], "hint")
        if said.get("modified"):
            yield Said(said["modified"], "hint", True)
        yield from (Said(value, "machine") for value in printed.head.published)
        yield from (Said(value, "machine", True) for value in printed.head.modified)
        for block in seen.datelines:
            yield Said(block.text, "printed")
            if block.moment:
                yield Said(block.moment, "machine")
        if seen.place_line:
            yield Said(seen.place_line, "printed")
        yield from (Said(block.text, "tail") for block in seen.foot if block.page < 2)

    return settle(all_said(), words, captured_at)
