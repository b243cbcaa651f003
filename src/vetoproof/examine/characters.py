"""Characters that are not text: controls, invisible and direction-changing ones, look-alikes, and white space of all kinds."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e007f\U000e0100-\U000e01ef]"
)
"""Soft hyphens, joiners of words, fillers, tags, selectors of a letter's form: inside "not" they make it another word."""
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_SPACE = re.compile(r"[^\S\n]+")
_JOINING = "\u0600-\u08ff\u0900-\u109f\u1780-\u18af\ua800-\ua8ff\ua980-\uaaff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts that write with joiners: that of Arabic, and those of South, South East and Inner Asia."""
_STRAY_JOINER = re.compile(f"(?<![{_JOINING}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINING}])")
_LEFT_OUT = ((_CONTROL, "control"), (_INVISIBLE, "invisible"), (_DIRECTION, "direction"), (_STRAY_JOINER, "joining"))
_ALIKE = {
    **dict(zip("аеіјорсухѕԁԛԝһАВЕЅІЈКМНОРСТХУ", "aeijopcyxsdqwhABESIJKMHOPCTXY", strict=True)),
    **dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True)),
}
"""Letters of two other scripts that are printed as a Latin one is."""
_MIXED = re.compile(
    r"(?<![A-Za-z\u0370-\u052f])(?=[A-Za-z]*+[\u0370-\u052f])(?=[\u0370-\u052f]*+[A-Za-z])[A-Za-z\u0370-\u052f]++"
)
_APOSTROPHE = re.compile("(?<=[A-Za-z])\u02bc(?=[A-Za-z])")
_BOTH = frozenset(_ALIKE.values())


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without characters that cannot be seen, and a note on each sort that was taken out.

    Direction marks are taken out because they make a quotation read otherwise than it is stored; the letters of a
    right-to-left script keep their stored order. Joiners (U+200C, U+200D) stay between letters of the scripts that write
    with them. A word of Latin letters in which some are of another script and look the same is written in Latin ones:
    what is read is what is seen. Line ends become line feeds.
    """
    notes = []
    for pattern, name in _LEFT_OUT:
        if text.isascii() and pattern is not _CONTROL:
            continue
        text, count = pattern.subn("", text)
        if count:
            notes.append(f"{count} {name} characters were left out")
    if not text.isascii():
        text, mended = _latin(_APOSTROPHE.sub("\u2019", text))
        if mended:
            notes.append(
                f"{mended} words of Latin letters held letters of another script that look the same: read as Latin ones"
            )
    text = text.replace("\r\n", "\n").replace("\u2029", "\n\n")
    for end in "\r\f\v\u2028\u0085":
        text = text.replace(end, "\n")
    return text, tuple(notes)


def _latin(text: str) -> tuple[str, int]:
    """The text with its disguised words undone, and how many there were."""
    count = 0

    def seen(match: re.Match[str]) -> str:
        nonlocal count
        word = match.group()
        foreign = [letter for letter in word if letter > "\u036f"]
        # "T-34" in Cyrillic and a word of both scripts that is no disguise (a brand) stay as they are.
        if not all(letter in _ALIKE for letter in foreign) or all(low in _BOTH for low in word if low < "\u0370"):
            return word
        count += 1
        return "".join(_ALIKE.get(letter, letter) for letter in word)

    return _MIXED.sub(seen, text), count


def collapse(text: str) -> str:
    """One line: white space of all kinds as single blanks, none at the ends."""
    return " ".join(text.split())


def collapse_lines(text: str) -> str:
    """White space within lines as single blanks; line feeds stay."""
    return "\n".join(line.strip() for line in _SPACE.sub(" ", text).split("\n"))
