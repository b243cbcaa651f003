"""What becomes of people: the words for it, and which of them tells of a group ("six of the dead", "among 20 killed")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


@lru_cache(maxsize=4)
def words(lexicon: Lexicon) -> frozenset[str]:
    """Words for what becomes of people, from the language's casualty frames and nouns."""
    own = {w for row in lexicon.language.frames if row.outcome for w in (*row.verbs, *row.nouns) if " " not in w}
    own &= {w for row in lexicon.language.frames if row.id in ("kill", "capture") for w in (*row.verbs, *row.nouns)}
    return frozenset(
        own | {w for row in lexicon.language.themes if row.id == "casualties" for w in row.words} | {"missing", "captive"}
    )


@lru_cache(maxsize=4)
def known(lexicon: Lexicon) -> frozenset[str]:
    """The same with words that tell of a fate only where casualties are spoken of ("treated", "coffins")."""
    return words(lexicon) | _row(lexicon, "fate-otherwise")


@lru_cache(maxsize=8)
def _row(lexicon: Lexicon, name: str) -> frozenset[str]:
    return frozenset(w for row in lexicon.language.frames if row.id == name for w in (*row.verbs, *row.nouns))


def befell(scene: Scene, token: Token, outcome: str | None, *, figure: bool) -> tuple[bool, str | None]:
    """Whether what a judge takes for casualties says what became of anybody, and the word for it.

    "The other had no papers" and "the place of birth is given" say it of nobody; "casualties have increased" says it in its
    subject. A figure may stand without the word.
    """
    if outcome is None:
        return True, None
    fates = known(scene.lexicon)
    printed = {*outcome.lower().replace("-", " ").split()}
    if printed & fates or {token.lower_, token.lemma_.lower()} & fates:
        return True, outcome
    verb = grammar.predicate(token)
    near = [t for t in grammar.clause(verb) if {t.lower_, t.lemma_.lower()} & fates]
    if near:
        return True, min(near, key=lambda t: abs(t.i - token.i)).lower_
    if figure:
        return True, None
    empty = _row(scene.lexicon, "no-fate")
    return token.pos_ in ("VERB", "AUX") and token.lemma_.lower() not in empty, outcome


def told(scene: Scene, word: Token, verb: Token) -> str | None:
    """A noun as the outcome; for a bare number the verb's: "of the 11,000 at least 100 have died"."""
    if word.pos_ != "NUM" and not word.like_num and not any(letter.isdigit() for letter in word.text):
        return word.lower_
    fates = words(scene.lexicon)
    for one in (_after(word), verb):
        if one is not None and {one.lower_, one.lemma_.lower()} & fates:
            return one.lower_
    return None


def _after(number: Token) -> Token | None:
    """The verb straight after a number whose subject the parse does not show: "and another 4,100 have been injured"."""
    doc, at = number.doc, number.i + 1
    while at < len(doc) and doc[at].pos_ in ("AUX", "ADV"):
        at += 1
    verb = doc[at] if at < len(doc) else number
    return verb if verb.pos_ == "VERB" and at > number.i + 1 and grammar.own_subject(verb) is None else None


def of(scene: Scene, arguments: Mapping[str, Sequence[Token]]) -> Token | None:
    """The word that tells what became of the group: "were among 20 servicemen killed", "six of the dead were officers"."""
    fates = words(scene.lexicon)
    for head in (*arguments.get("among", ()), *arguments.get("subject", ())):
        for token in grammar.phrase(head) if head in arguments.get("subject", ()) else head.subtree:
            part = token.dep_ == "pobj" and token.head.lower_ in ("of", "among")
            joined = token.dep_ in ("acl", "amod") and token.head in (head, *arguments.get("among", ()))
            if (part or joined) and {token.lower_, token.lemma_.lower()} & fates:
                return token
    return None
