"""What a page says of where it comes from: agencies that gave it, where it appeared first, translation, corrections.

Kinds of rows (furniture.yaml of a language): notice_self ("this article"), notice_input ("with inputs from"),
notice_input_end ("contributed to this report"), notice_via ("via"), notice_republished ("originally published in"),
notice_translated ("translated from"), notice_by ("by"), notice_translator ("translated by"), notice_correction
("correction:"), notice_corrected ("has been amended", of the page itself), notice_earlier ("an earlier version of this
article"), and language_name with its code. A correction stays text too: it also says what is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from vetoproof.examine.blocks import Block
from vetoproof.examine.entries import alternation, of_kind, words
from vetoproof.model import Notice
from vetoproof.packs.language import Entry

_LONGEST = 600
"""Characters of a block in which a notice is looked for; longer ones are text."""
_NAME = r"(?P<source>[^.,;:()\[\]\n]{2,80}?)"
_STOP = r"(?=\s*(?:[.,;:()\[\]\n]|$|\s(?:on|under|and|as|with|with\s+permission)\s))"


class Notices:
    """The lists of one or several languages, compiled once."""

    def __init__(self, rows: Iterable[Entry]) -> None:
        kept = tuple(rows)
        self._codes = {word.lower(): str(row.value) for row in of_kind(kept, "language_name") for word in row.words}
        itself = rf"(?:{alternation(words(kept, 'notice_self'))}\b[^.\n]{{0,40}}?\b|^\W{{0,3}})"
        the = r"(?:the\s+)?"
        by = alternation(words(kept, "notice_by"))
        named = alternation(self._codes)
        agency = alternation(words(kept, "agency"))
        flags = re.IGNORECASE
        self._input = re.compile(rf"^\W{{0,3}}{alternation(words(kept, 'notice_input'))}\s+{the}{_NAME}{_STOP}", flags)
        self._input_end = re.compile(rf"^\W{{0,3}}{_NAME}\s+{alternation(words(kept, 'notice_input_end'))}", flags)
        self._via = re.compile(
            rf"^\W{{0,3}}(?P<source>{agency})\s+{alternation(words(kept, 'notice_via'))}\s+[^.\n]{{2,60}}\.?$"
        )
        self._again = re.compile(rf"{itself}{alternation(words(kept, 'notice_republished'))}\s+{the}{_NAME}{_STOP}", flags)
        self._translated = re.compile(
            rf"{itself}{alternation(words(kept, 'notice_translated'))}\s+{the}(?P<language>{named})\b"
            rf"(?:[^.\n]{{0,30}}?\b{by}\s+{_NAME}{_STOP})?",
            flags,
        )
        self._translator = re.compile(rf"{itself}{alternation(words(kept, 'notice_translator'))}\s+{_NAME}{_STOP}", flags)
        self._corrected = re.compile(
            rf"^\W{{0,3}}{alternation(words(kept, 'notice_correction'))}|{itself}{alternation(words(kept, 'notice_corrected'))}"
            rf"|\b{alternation(words(kept, 'notice_earlier'))}",
            flags,
        )

    def corrects(self, text: str) -> bool:
        """Whether a line says what was corrected after publication."""
        return len(text) <= _LONGEST and self._corrected.search(text) is not None

    def of(self, blocks: Sequence[Block]) -> tuple[Notice, ...]:
        """The notices of a page, in its order, each once."""
        return tuple(dict.fromkeys(notice for block in blocks for notice in self._in(block.text)))

    def _in(self, text: str) -> Iterator[Notice]:
        if len(text) > _LONGEST:
            return
        if self.corrects(text):
            yield Notice(kind="correction", words=text)
        elif match := self._translated.search(text) or self._translator.search(text):
            got = match.groupdict()
            code = self._codes.get((got.get("language") or "").lower(), "")
            yield Notice(kind="translation", words=text, source=(got["source"] or "").strip(), language=code)
        elif match := self._again.search(text):
            yield Notice(kind="republication", words=text, source=match["source"].strip())
        elif match := self._via.search(text) or self._input.search(text) or self._input_end.search(text):
            yield Notice(kind="credit", words=text, source=match["source"].strip())
