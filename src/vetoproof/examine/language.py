"""Which language a text is in."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

ENOUGH_LETTERS = 40
"""Below this many letters the identifier guesses ("Related" is any of five languages), so the answer is "und"."""
SAMPLE = 2_000
"""Characters looked at: the answer does not change after the first paragraphs, the cost does."""


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`, or "und" where there are fewer than 40 letters."""
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < ENOUGH_LETTERS:
        return "und"
    code, _ = _identifier().classify(sample)
    return str(code)


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # 4.5 MB unpacked on first use; loading it at import would cost every command.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known: Any = LanguageIdentifier
    return known.from_model_file(MODEL_FILE, norm_probs=False)
