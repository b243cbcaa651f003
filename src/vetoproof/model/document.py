"""What was obtained (`Capture`), what it says (`Document`), and places in it (`Span`, `Extent`)."""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model.canonical import identity

Handling = Literal["public", "restricted", "sealed"]
CaptureKind = Literal["page", "digest", "data"]
Precision = Literal["instant", "minute", "day", "month", "year", "season", "range", "unknown"]


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes obtained from somewhere at a moment; a failure to obtain them is a capture too (`outcome` not "ok").

    `at` is an ISO 8601 instant in UTC. `sha256` is None when no bytes came. `kind` "digest" marks our own summary of
    a report whose original was not captured: it is never shown as the outlet's words. `hints` is what the collector
    was told beside the bytes (outlet, published, title...): front matter, a feed entry, JSONL fields.
    """

    address: str
    at: str
    sha256: str | None
    media_type: str
    size: int
    outcome: str = "ok"
    reason: str = ""
    kind: CaptureKind = "page"
    handling: Handling = "public"
    collector: str = ""
    method: str = ""
    tool: str = ""
    headers: dict[str, str] = {}
    redirects: tuple[str, ...] = ()
    hints: dict[str, str] = {}

    @property
    def id(self) -> str:
        """Content identity: the same bytes from the same address with the same hints are the same capture, whenever polled."""
        return identity("capture", self.address, self.sha256, self.outcome, self.reason, self.kind, self.handling, self.hints)


class Published(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """When a document says that it was published: as printed, and as the closed interval that the print allows.

    `from_` and `to` are ISO 8601: an instant with offset where time and zone are printed, else dates. `note` tells
    what was corrected ("CET printed while CEST held: read as UTC+2").
    """

    text: str | None = None
    from_: str | None = None
    to: str | None = None
    precision: Precision = "unknown"
    zone: str | None = None
    note: str = ""


class Span(msgspec.Struct, frozen=True):
    """A place in a document's text: code-point offsets, the exact quote, and up to 32 characters either side.

    Both W3C selectors (TextPosition and TextQuote) are kept: offsets rot when an extractor is upgraded, quotes do not.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span text[start:end] with its surroundings."""
        return cls(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])


class Extent(msgspec.Struct, frozen=True):
    """Offsets of a restatement: the same claim said again elsewhere on the page."""

    start: int
    end: int


class Link(msgspec.Struct, frozen=True):
    """A hyperlink of the page's main text, which may be the stated source of a claim beside it."""

    start: int
    end: int
    address: str


NoticeKind = Literal["credit", "republication", "translation", "correction", "alternate", "part"]


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says of where it comes from or what was changed in it, in its own `words`.

    "credit": a news agency gave all of it or part of it ("With input from ..."). "republication": it appeared elsewhere
    first. "translation": it was translated. "correction": something was corrected after publication. "alternate": it is
    another form of a page (AMP) whose address `source` is. "part": it is one entry of a live page whose address `source` is.
    `source`: whom it names, as printed. `language`: from which it was translated (ISO 639-1), where it says so.
    """

    kind: NoticeKind
    words: str
    source: str = ""
    language: str = ""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What a capture says: text and its head. `id` hashes the capture's bytes, the address and the reading extractor.

    `text` holds title, lead and body, blocks separated by blank lines, furniture removed. `headline` is the extent of
    the title (and teaser) inside `text`: what is said there restates the body. `modified` is an update's time.
    `notices`: whom it passes on, and corrections. `pages`: of a paged original (PDF), for each page the place in `text`
    of the first paragraph that begins on it or after it.
    """

    sha256: str
    url: str
    kind: CaptureKind
    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: Published = Published()
    modified: Published | None = None
    language: str = "und"
    headline: tuple[Extent, ...] = ()
    credits: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    captured_at: str = ""
    handling: Handling = "public"
    extractor: str = ""
    notes: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    pages: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return identity("document", self.sha256, self.url, self.extractor)


class DocumentRef(msgspec.Struct, frozen=True, kw_only=True):
    """The document as a claim carries it: enough to cite, not the text."""

    id: str
    sha256: str
    kind: CaptureKind
    url: str
    outlet: str
    title: str
    language: str
    published: Published

    @classmethod
    def of(cls, document: Document) -> DocumentRef:
        return cls(
            id=document.id,
            sha256=document.sha256,
            kind=document.kind,
            url=document.url,
            outlet=document.outlet,
            title=document.title,
            language=document.language,
            published=document.published,
        )
