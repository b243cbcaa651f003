"""What is counted or sent, and where: names for the words that a judge points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import figures, grammar, themes, where
from vetoproof.examine.claims import Draft
from vetoproof.examine.learned.anchors import Anchor
from vetoproof.examine.learned.sheet import Sheet
from vetoproof.examine.scene import Scene
from vetoproof.model import Frame, PlaceRef, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

CLEAR = 0.5
"""Probability from which a word pointed at names the item or the place."""
NONE = 0.7
"""Probability from which the judge's word that there is none goes before what the rules found."""


def item(scene: Scene, sheet: Sheet, one: Anchor, frame: Frame) -> str | None:
    """The noun for what is counted or sent: the judge's where it is sure, else the rules'."""
    noun, odds = pointed(scene, sheet, one, "item")
    if noun is None:
        return None if odds >= NONE else frame.item
    return themes.item(scene, here(one, noun)) if odds >= CLEAR else frame.item


def thing(scene: Scene, sheet: Sheet, one: Anchor) -> Token | None:
    """The word that a judge is sure to point at for what is counted or sent."""
    found, odds = pointed(scene, sheet, one, "item")
    return here(one, found) if found is not None and odds >= CLEAR else None


def here(one: Anchor, noun: Token) -> Token:
    """The same word in the claim's own sentence, where it stands there too: that one says which missiles are meant."""
    if noun.sent == one.token.sent:
        return noun
    same = [t for t in one.token.sent if t.lemma_.lower() == noun.lemma_.lower() and t.pos_ in ("NOUN", "PROPN")]
    return min(same, key=lambda t: abs(t.i - one.token.i), default=noun)


def bare(scene: Scene, sheet: Sheet, one: Anchor, draft: Draft) -> tuple[Token | None, float] | None:
    """What the judge says that a bare figure counts which only it reads; None where there is no such figure."""
    if draft.quantity is None or not draft.fresh or one.figure is None or one.figure.value.unit:
        return None
    return pointed(scene, sheet, one, "item")


def counted(scene: Scene, draft: Draft, said: tuple[Token | None, float] | None) -> Quantity | None:
    """A bare figure that only the judge reads counts the item that the judge points at: "200,000" shells."""
    quantity = draft.quantity
    noun, odds = said or (None, 0.0)
    if quantity is None or noun is None or odds < CLEAR:
        return quantity
    kinds = themes.of(scene, noun)
    unit = "persons" if set(kinds) & figures.PERSONS else themes.unit(scene, kinds[0], noun) if kinds else None
    return msgspec.structs.replace(quantity, unit=unit or noun.lower_)


def place(scene: Scene, sheet: Sheet, one: Anchor, frame: Frame) -> PlaceRef | None:
    """Where: the judge's place where it is sure of another than the rules', which also know routes."""
    noun, odds = pointed(scene, sheet, one, "place")
    if noun is None:
        return None if odds >= NONE else frame.place
    # "of 14 NAME Street": where somebody lives is no place of an event, and is printed nowhere.
    address = any(t.like_num for t in (*grammar.phrase(noun), *grammar.phrase(noun.head)) if t.i <= noun.i)
    named = where.at(scene, noun) if odds >= CLEAR and not address else None
    if named is None or (frame.place is not None and named.name in (frame.place.name, frame.place.to)):
        return frame.place
    return named


def pointed(scene: Scene, sheet: Sheet, one: Anchor, name: str) -> tuple[Token | None, float]:
    """The word that a judge points at and its probability, words of one lemma taken together; None for nothing."""
    odds: dict[str, float] = {}
    words: dict[str, Token] = {}
    for at, p in one.answers.pointed(name, one.word):
        token = None if at is None else scene.doc[sheet.tokens[at]]
        lemma = "" if token is None else token.lemma_.lower()
        odds[lemma] = odds.get(lemma, 0.0) + p
        if token is not None and abs(token.i - one.token.i) < abs(words.get(lemma, token).i - one.token.i) + 1:
            words[lemma] = token
    best = max(odds, key=lambda lemma: odds[lemma], default="")
    return words.get(best), odds.get(best, 0.0)
