"""On which basis a figure stands: counted, a capacity ("could hold"), or an estimate."""

from __future__ import annotations

from vetoproof.examine.numberwords import NumberWords
from vetoproof.model import Basis

_REACH = 60
"""Characters behind the figure in which an estimate is looked for too: "12,000 troops, it believes"; twice as many before
it for a capacity."""


def basis(sentence: str, start: int, end: int, words: NumberWords) -> Basis:
    """The basis of the figure at sentence[start:end].

    A capacity word counts only before its figure, so that "6,700 containers could hold some three million shells" is a
    count of containers and a capacity of shells; "if filled" makes every figure behind or before it one, but for those
    that stand before the condition's own noun ("if the 6,700 containers were filled").
    """
    clause = sentence.rfind(";", 0, start) + 1
    before, behind = sentence[clause:start], sentence[end : end + _REACH].split(";")[0]
    if any(len(before) - match.end() <= 2 * _REACH for match in words.capacity.finditer(before + sentence[start:end])):
        return "capacity"
    if words.capacity_if.search(before) or words.behind.match(behind):
        return "capacity"
    before, behind = words.estimate_not.sub(" ", before), words.estimate_not.sub(" ", behind)
    if words.estimate.search(before) or words.estimate.search(sentence[start:end]) or words.estimate.search(behind):
        return "estimate"
    return "count"
