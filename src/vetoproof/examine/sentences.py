"""Where sentences begin and end, on top of the parser's judgement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.entries import words
from vetoproof.model import Extent
from vetoproof.packs.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINING = frozenset({"and", "or"})
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
GLUED = r"(?<=[a-z0-9)][.!?])[\"“”](?=[A-Z])"
"""A quotation mark between two sentences that a page prints without a blank."""
_GLUED = re.compile(GLUED)
_ENDINGS = frozenset({"com", "net", "org", "info"})
"""What names of sites end in besides the codes of states."""


def mark(doc: Doc, language: Language) -> Doc:
    """Set sentence starts that the parser must keep: call it after the tokenizer and before the parser.

    A blank line always ends a sentence, so that a headline without a full stop is not parsed into the paragraph below
    it, and its first word is never a sentence of its own: below a headline without a verb the parser takes "US" of "US
    officials said" for one. An abbreviation before a capital ("Gen. Roe") and an "and" between two words never end one.
    """
    abbreviations = {word.rstrip(".").lower() for word in words(language.furniture, "abbreviation")}
    for token in doc:
        if token.i == 0 or token.is_space:
            continue
        before = doc[token.i - 1]
        if before.is_space and _BLANK_LINE.search(before.text):
            token.is_sent_start = True
        elif (before.is_sent_start and before.text[-1].isalpha() and token.text[0].isalpha()) or (
            before.text.endswith(".") and len(before.text) > 1 and before.text[:-1].lower() in abbreviations
        ):
            token.is_sent_start = False
        elif _glued(doc, token):
            opens = token.text == "“" or (token.text == '"' and not _open(doc, token))
            token.is_sent_start = opens
            doc[token.i + 1].is_sent_start = not opens
        elif token.is_sent_start is None and before.text in ('"', "“") and token.i > 1 and _glued(doc, before):
            token.is_sent_start = False
        elif (before.lower_ in _JOINING and token.is_alpha) or (
            token.lower_ in _JOINING and token.is_lower and before.is_alpha
        ):
            # "Strelsau and Streslov accused": what is joined is one sentence.
            token.is_sent_start = False
    return doc


def sites(doc: Doc, language: Language) -> Doc:
    """The names of sites in one word each: the tokenizer takes the dot of "Gazette.Ru" for a full stop before a capital. What
    ends in a word of the language ("arrived.It") stays two sentences."""
    endings = {country.code.lower() for country in language.countries if len(country.code) == 2} | _ENDINGS
    with doc.retokenize() as joined:
        for name, dot, ending in zip(doc, doc[1:], doc[2:], strict=False):
            if (
                dot.text == "."
                and ending.lower_ in endings
                and not ending.is_stop
                and name.text[0].isupper()
                and name.is_alpha
                and not (name.whitespace_ or dot.whitespace_)
            ):
                joined.merge(doc[name.i : ending.i + 1])
    return doc


def _glued(doc: Doc, token: Token) -> bool:
    """Whether a token is a quotation mark with a full stop right before it and a capital right behind it."""
    if token.text not in ('"', "“", "”") or token.i + 1 >= len(doc) or token.i < 2:
        return False
    before = doc[token.i - 1]
    after = doc[token.i + 1]
    return before.text[-1] in ".!?" and not before.whitespace_ and not token.whitespace_ and after.text[:1].isupper()


def _open(doc: Doc, token: Token) -> bool:
    """Whether a quotation is open before a straight mark, counted from where its line begins."""
    count = 0
    for other in reversed(doc[: token.i]):
        if other.is_space and "\n" in other.text:
            break
        count += other.text.count('"')
    return count % 2 == 1


def extents(doc: Doc) -> list[Extent]:
    """The sentences of a parsed text, in order, without white space or blank lines inside any of them."""
    text = grammar.text(doc)
    return [
        Extent(start, end) for sentence in doc.sents for start, end in _pieces(text, sentence.start_char, sentence.end_char)
    ]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _BLANK_LINE.finditer(text, start, end):
        yield from _trimmed(text, at, gap.start())
        at = gap.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if any(map(str.isalnum, piece)):
        yield start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
