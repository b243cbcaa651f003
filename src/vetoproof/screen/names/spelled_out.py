"""Names whose letters are printed apart, as in spaced type and by people who mean to pass unseen, put together."""

from __future__ import annotations

import re

# Five letters in a row are no initials: nobody has so many. Scripts of syllables are written without spaces, or with them.
_LETTER = "[A-Za-z\u00c0-\u024f\u0370-\u052f\u0531-\u0587\u10a0-\u10ff]"
_APART = re.compile(rf"(?<!\w){_LETTER}(?:[\W_]+{_LETTER}){{4,}}(?!\w)")
_BETWEEN = re.compile(r"([\W_]+)")


def together(text: str) -> str:
    """`text` with every run of five or more single letters as words.

    Words are parted where the gap is wider than the narrowest ("K I M   J O N G", "K.I.M J.O.N.G"); where all gaps are one, by
    capitals among small letters ("E v g e n y I v a n o v"); else the run is one word.
    """
    return _APART.sub(lambda run: _joined(run.group()), text) if len(text) > 8 else text


def _joined(run: str) -> str:
    pieces = _BETWEEN.split(run)
    letters, gaps = pieces[::2], pieces[1::2]
    narrow = min(map(_width, gaps))
    wide = [_width(gap) > narrow for gap in gaps]
    if not any(wide) and any(map(str.islower, letters)):
        wide = [letter.isupper() for letter in letters[1:]]
    return letters[0] + "".join(" " + letter if apart else letter for apart, letter in zip(wide, letters[1:], strict=True))


def _width(gap: str) -> tuple[bool, int]:
    """Spaces are wider than any other sign, and more of them wider than fewer."""
    return any(map(str.isspace, gap)), len(gap)
