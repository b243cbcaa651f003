"""Lower case that keeps every offset."""

from __future__ import annotations


def fold(text: str) -> str:
    """`text` in lower case, exactly as long as `text`.

    A few letters grow when lowered ("İ" becomes two code points), which would move every offset after them; such
    letters stay as they are.
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
