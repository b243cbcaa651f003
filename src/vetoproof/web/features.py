"""Lines of an explanation as the features of a score.

A line says what was observed and, in brackets, what that adds to the likelihood ratio in powers of ten: "family name equal
after Korean folding: ri (+2.1)". The feature's score is that number, negative for a contradiction; its name is what the line
says before it comes to names and numbers. `likelihood_ratio` is the whole.
"""

from __future__ import annotations

import math
import re
from typing import Any

from vetoproof.model import Match

WHOLE = "likelihood_ratio"
_ADDS = re.compile(r"\s*\(([+-]\d+(?:\.\d+)?)\)$")
_VALUES = re.compile(r":|,|\d")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def explanations(match: Match, asked: str) -> dict[str, dict[str, Any]]:
    """The features of a match, by name: the whole first, then each line in its order. `asked` is the query in one line."""
    told = round(math.log10(match.likelihood_ratio), 4) if match.likelihood_ratio > 0 else 0.0
    whole = f"{match.likelihood_ratio:.4g} times likelier if both are one party than if they are two"
    found = {WHOLE: _feature(told, whole, asked[:200], match.name)}
    for line in match.explanation:
        adds = _ADDS.search(line)
        text = line[: adds.start()] if adds else line
        left, slash, right = text.partition(": ")[2].partition(" / ")
        name = _free(found, _VALUES.split(text, maxsplit=1)[0])
        found[name] = _feature(float(adds[1]) if adds else 0.0, line, *((left, right) if slash else (None, None)))
    if match.disposition:
        found["disposition"] = _feature(0.0, match.disposition)
    return found


def _feature(score: float, detail: str, query: str | None = None, candidate: str | None = None) -> dict[str, Any]:
    return {"score": score, "detail": detail, "query": query, "candidate": candidate}


def _free(taken: dict[str, Any], what: str) -> str:
    """A name for a feature that no other line has: "equal", "equal_2"."""
    name = _NOT_A_WORD.sub("_", what.lower()).strip("_")[:_LONGEST].strip("_") or "observed"
    if name not in taken:
        return name
    return next(f"{name}_{n}" for n in range(2, len(taken) + 3) if f"{name}_{n}" not in taken)
