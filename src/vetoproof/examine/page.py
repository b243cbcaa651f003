"""Bytes to Documents: the one door into examine for what was captured. Bad input is a Rejection with its reason."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from vetoproof.examine.address import suffix
from vetoproof.examine.assembly import joined, pages, with_title
from vetoproof.examine.blocks import HEADLINE
from vetoproof.examine.characters import clean
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.decoding import decode
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.htmlpage import Printed, read_html
from vetoproof.examine.language import detect, foreign
from vetoproof.examine.layout import Layout, layout
from vetoproof.examine.livepage import Part, around, entries
from vetoproof.examine.markdown import read_markdown
from vetoproof.examine.masthead import is_date, masthead, without
from vetoproof.examine.outlet import itself, outlet
from vetoproof.examine.pdfpage import read_pdf
from vetoproof.examine.plain import read_plain
from vetoproof.examine.published import Dates, Said, beside, in_address, settle
from vetoproof.model import Capture, CaptureKind, Document, Notice, Rejection

VERSION = "page@4"
_MARK_WITHIN = 1024
"""Bytes from the beginning in which the mark of a PDF stands, white space before it."""
_LATIN = frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "tr", "sv", "no", "nb", "da", "fi", "id", "vi"})
"""Languages written in Latin letters only."""
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
    printed = _printed(capture, body, furniture)
    return _document(capture, printed, furniture, dates_in) if isinstance(printed, Printed) else printed


def documents(capture: Capture, body: bytes, *, furniture: Furniture, dates_in: DateWords) -> tuple[Part, ...] | Rejection:
    """The documents of a capture, that of the page first: one, or of a live page one more for each entry.

    The page's own document then holds what stands around the entries, which may be headings only.
    """
    printed = _printed(capture, body, furniture)
    if isinstance(printed, Rejection):
        return printed
    if printed.entries:
        page = _document(capture, around(printed), furniture, dates_in, bare=True)
        parts = entries(printed, page, furniture, dates_in) if isinstance(page, Document) else []
        if isinstance(page, Document) and parts:
            if page.language == "und":
                page = msgspec.structs.replace(page, language=parts[0].document.language)
            note = f"a live page: {len(parts)} of its {len(printed.entries)} entries are documents of their own"
            return (Part("", msgspec.structs.replace(page, notes=(*page.notes, note))), *parts)
    whole = _document(capture, printed, furniture, dates_in)
    return whole if isinstance(whole, Rejection) else (Part("", whole),)


def _printed(capture: Capture, body: bytes, furniture: Furniture) -> Printed | Rejection:
    if capture.outcome != "ok":
        return Rejection(what=capture.address, reason=f"not captured: {capture.outcome} {capture.reason}".strip())
    printed = _pdf(body) if is_pdf(capture, body) else _text(capture, body, furniture)
    return Rejection(what=capture.address, reason=printed) if isinstance(printed, str) else printed


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
    capture: Capture, printed: Printed, furniture: Furniture, words: DateWords, *, bare: bool = False
) -> Document | Rejection:
    """`bare`: what holds headings and no prose is a document too."""
    said = {**printed.front, **capture.hints}
    address = said.get("address") or said.get("url") or capture.address
    called = masthead(printed.blocks, printed.head.element, address, furniture, words)
    printed = _unheaded(printed, called, words)
    title = said.get("title") or _title(printed, called)
    seen = layout(printed.blocks, printed.article, title, furniture, words)
    kind: CaptureKind = "digest" if "digest" in (said.get("kind"), capture.kind) else capture.kind
    # The title of a digest is ours, not a headline of the outlet: it is kept beside the text and is not read for claims.
    blocks = list(seen.blocks) if kind == "digest" else with_title(seen, title)
    body = any(block.role not in HEADLINE for block in blocks)
    if bare and not body:
        blocks = [block for block in blocks if block.role == "title"]  # The other headings restate the entries.
    elif not body and not any(block.sentence for block in blocks):
        reason = "; ".join(("no prose in it: navigation, lists or a picture only", *printed.notes))
        return Rejection(what=capture.address, reason=reason)
    text, headline, links = joined(blocks, address)
    # A report on paper names agencies and dates all over: only what a page of the web prints there speaks of the page itself.
    paged = any(block.page for block in blocks)
    first = seen.credits[0] if seen.credits and not paged else ""
    own = "" if paged else itself([block.text for block in printed.blocks], text)
    name, doubt = outlet(said.get("outlet", ""), printed.head, title, address, first, own, called)
    when = _dates(said, printed, seen, words, capture.at, "" if paged else address)
    more = (doubt, f"{seen.dropped} blocks of furniture were left out" if seen.dropped else "", *when.notes)
    language = said.get("language") or said.get("lang") or detect(text)
    if language == "und" and printed.head.language:
        language = printed.head.language.split("-")[0].split("_")[0].lower()
    other = foreign(text) if language in _LATIN else 0
    more = (*more, f"{other} paragraphs in letters of other languages are not read" if other else "")
    return Document(
        sha256=capture.sha256 or "", url=address, kind=kind, text=text, outlet=name,
        title=said.get("title") or next((b.text for b in blocks if b.role == "title"), title),
        author=said.get("author") or _person(printed.head.author) or seen.author or printed.marked_author,
        published=when.published, modified=when.modified,
        language=language, headline=headline, credits=seen.credits, links=links, captured_at=capture.at,
        handling=capture.handling, extractor=f"{VERSION}+{printed.extractor}", notes=(*printed.notes, *filter(None, more)),
        pages=pages(blocks), notices=(*_alternate(printed), *seen.notices),
    )  # fmt: skip


def _person(name: str) -> str:
    """An author as a name; some sites give the address of a profile instead."""
    return "" if "://" in name or name.startswith("@") else name


def _unheaded(printed: Printed, name: str, words: DateWords) -> Printed:
    """A plain text without the line of its own that only names who publishes it: the next line is its heading."""
    if not name or printed.title != name or len(printed.blocks) < 2 or printed.blocks[0].text != name:
        return printed
    rest = printed.blocks[1:]
    heading = next((block for block in rest if not is_date(block.text, words)), rest[0])
    title = "" if heading.whole and not heading.text.endswith(("?", "!")) else heading.text
    return msgspec.structs.replace(printed, blocks=rest, article=rest, title=title)


def _title(printed: Printed, called: str) -> str:
    """The heading as printed, else what the page calls itself; without the outlet's name beside it."""
    if printed.title:
        return printed.title
    headings = [block.text for block in printed.blocks if block.tag == "h1" and block.text != printed.head.outlet]
    said = printed.head.title or without(printed.head.element, called)
    near = next((heading for heading in headings if said.startswith(heading) or heading.startswith(said[:80] or "\n")), "")
    if near or (len(headings) == 1 and not said.endswith(headings[0])):
        return near or headings[0]
    return without(without(said, printed.head.outlet), called)


def _alternate(printed: Printed) -> Iterator[Notice]:
    if printed.head.amp:
        yield Notice(kind="alternate", words="AMP", source=printed.head.address)


def _dates(said: dict[str, str], printed: Printed, seen: Layout, words: DateWords, captured_at: str, address: str) -> Dates:
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
        for block in seen.foot:
            if block.page < 2:
                if block.moment:
                    yield Said(block.moment, "tail")
                yield Said(block.text, "tail")
        if address:
            yield from beside([line for block in seen.blocks for line in block.text.split("\n")], words)
            yield from in_address(address)

    return settle(all_said(), words, captured_at)
