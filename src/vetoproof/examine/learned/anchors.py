"""Which words stand for claims: the network's probabilities gathered by figure and by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.found import Found
from vetoproof.examine.learned.judge import Opinion
from vetoproof.examine.learned.sheet import Sheet
from vetoproof.examine.scene import Scene
from vetoproof.model import Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST = 0.4
"""Probability from which a claim is read: the best F1 on the development documents (docs/explain/reader.md)."""
DENIED = 0.11
"""The same where the rules read a denial: one that is lost makes a disputed report look undisputed."""
FAINT = 0.04


@dataclass(slots=True)
class Anchor:
    """A word that stands for a claim, with its probability, and the figure that it begins, if any."""

    word: int
    token: Token
    odds: float
    figure: Found[Quantity] | None
    answers: Opinion


def anchors(
    scene: Scene,
    sheet: Sheet,
    answers: Opinion,
    ruled: frozenset[int],
    denied: frozenset[int] = frozenset(),
    least: float = LEAST,
) -> list[Anchor]:
    """The anchors of one window, in order of the text. `ruled`: tokens at which the rules read a claim, `denied`: a denial.

    What the network is unsure where to put inside one figure or one clause is added up before it is judged.
    """
    groups: dict[tuple[str, int], list[tuple[float, int]]] = {}
    figures: dict[int, Found[Quantity]] = {}
    odds = answers.claims()
    for n, p in enumerate(odds):
        if p < FAINT:
            continue
        word = answers.first + n
        token = scene.doc[sheet.tokens[word]]
        figure = _figure(scene, token)
        if figure is not None:
            figures[figure.start] = figure
            key = ("figure", figure.start)
        else:
            key = ("clause", grammar.predicate(token).i)
        groups.setdefault(key, []).append((float(p), word))
    found = []
    for (kind, start), members in sorted(groups.items()):
        total = sum(p for p, _ in members)
        if total < (min(DENIED, least) if any(sheet.tokens[word] in denied for _, word in members) else least):
            continue
        # Between equals the word where the rules read it too: its roles and dates are known there.
        _, word = max(members, key=lambda m: (m[0] + 0.3 * (sheet.tokens[m[1]] in ruled), -m[1]))
        token = scene.doc[sheet.tokens[word]]
        found.append(Anchor(word, token, min(1.0, total), figures[start] if kind == "figure" else None, answers))
    return sorted(found, key=lambda a: a.word)


def _figure(scene: Scene, token: Token) -> Found[Quantity] | None:
    start, end = token.idx, token.idx + len(token)
    # "Killed: twelve": where the judge sees a claim at a number, the number is its figure.
    here = scene.figures(start, end) or scene.numbers(start, end)
    return here[0] if here else None
