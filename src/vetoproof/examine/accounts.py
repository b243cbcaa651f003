"""Whose "the report" is: the author named where the page first told of it, and never the one whom it accuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene
from vetoproof.examine.speaker import REPORTING

if TYPE_CHECKING:
    from spacy.tokens import Token

_BACK = 120
"""Tokens back to where a page told of a report before it calls it "the report"."""
_DEFINITE = frozenset({"the", "this", "that", "it", "its", "same"})
_AGAINST = frozenset({"accuse", "blame", "charge", "suspect"})


def introduced(head: Token) -> Token | None:
    """Where a text was told of first: the "report" in "A criticised a report by B", for "the report" behind it."""
    lemma = head.lemma_.lower()
    for token in reversed(head.doc[max(0, head.i - _BACK) : head.i]):
        if token.lemma_.lower() == lemma and token.pos_ in ("NOUN", "PROPN"):
            return token if not any(c.lower_ in _DEFINITE for c in token.children) else None
    return None


def writer(first: Token) -> Token | None:
    """Whom "by" right behind the word names, though the parser hangs it on the verb: "criticised a report by monitors"."""
    at = first.right_edge.i + 1
    if at >= len(first.doc) or first.doc[at].lower_ != "by" or grammar.passive(first.head):
        return None
    return next((c for c in first.doc[at].children if c.dep_ == "pobj"), None)


def against(scene: Scene, token: Token | None) -> set[str]:
    """The states that stand against a text: "A slammed a report", "A rejected the claims" in the words that tell of it."""
    if token is None or token.dep_ not in ("dobj", "nsubjpass"):
        return set()
    verb = token.head
    lexicon = scene.lexicon
    hostile = verb.lemma_.lower() in lexicon.denials["verb"] or any(
        row.manner == "asks" for row in lexicon.cue_verbs.get(verb.lemma_.lower(), ())
    )
    return _codes(scene, grammar.subjects(verb)) if hostile else set()


def accused(scene: Scene, verb: Token) -> set[str]:
    """The states that a verb of accusing puts the blame on: they are not who says so."""
    if verb.lemma_.lower() not in _AGAINST or grammar.passive(verb):
        return set()
    return _codes(scene, [h for c in verb.children if c.dep_ == "dobj" for h in grammar.conjuncts(c)])


def _codes(scene: Scene, heads: list[Token]) -> set[str]:
    return {n.value.country.code for h in heads if (n := scene.nation(h)) is not None}


def spread(scene: Scene, tokens: Iterable[Token]) -> set[int]:
    """Those of whom a sentence says that they spread what is false: the "A" of "A is spreading a groundless rumour".

    Whoever calls it so denies it; A does not.
    """
    lexicon = scene.lexicon
    found: set[int] = set()
    for noun in tokens:
        verb = noun.head
        if noun.dep_ != "dobj" or noun.i < verb.i or verb.pos_ != "VERB" or grammar.passive(verb):
            continue
        lemma = verb.lemma_.lower()
        if lemma in lexicon.denials["verb"] or lemma in REPORTING or lexicon.false_words.fullmatch(verb.text):
            # "A said: lies" and "A rejects the lies" are A's own words.
            continue
        rows = lexicon.cue_verbs.get(lemma, ())
        if rows and rows[0].manner in ("asks", "thinks"):
            continue
        judged = {noun.lower_, noun.lemma_.lower()} & lexicon.denials["object"].keys()
        called = noun.lemma_.lower() in lexicon.cue_nouns and any(
            c.dep_ == "amod" and lexicon.false_words.fullmatch(c.text) for c in noun.children
        )
        if judged or called:
            found |= {t.i for head in grammar.subjects(verb) for t in grammar.phrase(head)}
    return found
