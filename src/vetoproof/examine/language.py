"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

ENOUGH_LETTERS = 40
"""Below this many letters the identifier guesses ("Related" is any of five languages), so the answer is "und"."""
SAMPLE = 2_000
"""Characters looked at: the answer does not change after the first paragraphs, the cost does."""


_ENGLISH = frozenset({"the", "of", "and", "to", "that", "said", "with", "from"})
_PLAINLY = 0.12
"""The share of these words from which on a text with "the" is English without the identifier, which takes .6 s to unpack. No
text of another language had it among some 850 pages of the boilerplate benchmark (`benchmarks/bench_pages.py`)."""
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.35
"""The share of a text's letters from which on its Latin paragraphs, if it begins with one, tell the language."""


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or "und" where there are fewer than 40 letters.

    A text in Latin letters that ends in paragraphs of other letters (an original statement, a second edition of the page) is
    in the language of its Latin ones; see `foreign`.
    """
    sample = text[:SAMPLE]
    if _letters(sample) < ENOUGH_LETTERS:
        return "und"
    paragraphs = [line for line in sample.split("\n") if line.strip()]
    latin = [line for line in paragraphs if _latin(line)]
    first = next((line for line in paragraphs if _letters(line) >= ENOUGH_LETTERS), paragraphs[0])
    some = "\n".join(latin)
    if len(latin) < len(paragraphs) and _latin(first) and _letters(some) >= max(ENOUGH_LETTERS, _SHARE * _letters(sample)):
        sample = some
    if _english(sample):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


def _english(sample: str) -> bool:
    spoken = [word.lower() for word in _WORD.findall(sample)]
    known = sum(word in _ENGLISH for word in spoken)
    return "the" in spoken and known >= max(3, _PLAINLY * len(spoken))


def foreign(text: str) -> int:
    """How many paragraphs of a text that is told by its Latin letters are prose in other letters, which is not read."""
    return sum(1 for line in text.split("\n") if _letters(line) >= ENOUGH_LETTERS and not _latin(line))


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _latin(line: str) -> bool:
    """Whether most letters are Latin ones; a line without letters is."""
    return 2 * sum(char.isalpha() and char < "\u0250" for char in line) >= _letters(line)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # 4.5 MB unpacked on first use; loading it at import would cost every command.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known: Any = LanguageIdentifier
    return known.from_model_file(MODEL_FILE, norm_probs=False)
