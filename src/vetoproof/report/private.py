"""Private persons as English prints them: who is introduced as one, and the age and origin behind a name.

Readings do not mark every name. "Relatives of recruit Ivan Example, 23, from Ward 4 of Example Town" tells by its form that a
private person is spoken of, so that the name is withheld also where no reading noticed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

ROLES = (
    "recruit", "conscript", "defector", "escapee", "refugee", "deserter", "prisoner", "prisoner of war", "captive",
    "detainee", "labourer", "laborer", "worker", "seafarer", "sailor", "fisherman", "resident", "villager", "widow", "widower",
    "mother", "father", "brother", "sister", "son", "daughter", "wife", "husband", "uncle", "aunt", "cousin", "relative",
    "relatives of", "family of", "victim", "survivor",
)  # fmt: skip
"""Words that introduce a private person by name."""

_WORD = r"[^\W\d_a-zß-ÿа-я][\w’'-]+"
_NAME = rf"{_WORD}(?:[ \u00a0]{_WORD}){{1,3}}"
_INTRODUCED = re.compile(rf"(?<!\w)(?i:{'|'.join(sorted(ROLES, key=lambda r: (-len(r), r)))})[ \u00a0](?P<name>{_NAME})")
_AGED = re.compile(rf"(?<!\w)(?P<name>{_NAME})(?=,\s(?:aged\s|age\s)?\d{{2}},|,\s(?:aged|age)\s\d{{1,2}}\b|\s\(\d{{2}}\))")

_YOUNG = re.compile(rf"\b\d{{1,2}}-year-old\s(?:[a-z][\w’'-]*\s){{0,3}}(?P<name>{_NAME})")

AGE = re.compile(r",?\s(?P<what>aged\s\d{1,2}|age\s\d{1,2}|\d{1,2}(?:\syears\sold|-year-old)?(?=[,.;])|\(\d{2}\)),?")
"""An age directly behind a name: ", 23,", " aged 23", " (23)"."""

AGE_BEFORE = re.compile(r"\b(?P<what>\d{1,2}-year-old)\s(?:[\w’'-]+\s){0,3}$")
"""An age before a name: "23-year-old dock worker Ivan Example"."""

ORIGIN = re.compile(
    r",?\s(?:of|from|at|living\sin|who\slives\sin)\s"
    r"(?P<what>(?:\d|[^\W\d_a-zß-ÿа-я])[\w’'-]*"
    r"(?:,?\s(?:(?:of|in|near)\s(?:the\s)?)?(?:\d|[^\W\d_a-zß-ÿа-я])[\w’'-]*)*)"
)
"""Where a private person is from: " of 14 Example Street in Example Town", behind the name or behind the age."""


def printed(text: str) -> Iterator[tuple[int, int]]:
    """Where a text introduces private persons by name."""
    for pattern in (_INTRODUCED, _AGED, _YOUNG):
        for match in pattern.finditer(text):
            yield match.span("name")


def shorter(name: str) -> Iterator[str]:
    """Shorter forms in which a text names the same person again: "Anna Example" and "Example" for "Exile Anna Example"."""
    words = name.split()
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return
    if len(words) > 2:
        yield " ".join(words[-2:])
    if len(words[-1]) > 3 and "-" not in words[-1]:
        yield words[-1]
