"""Whose things are: a maker that a weapon's own phrase names, and the owner behind "its" and "their"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF = frozenset({"make", "design", "manufacture", "origin", "production", "type", "provenance"})
_OWN = frozenset({"its", "their", "his", "her"})


@lru_cache(maxsize=4)
def _bygone(lexicon: Lexicon) -> frozenset[str]:
    """Words for a make that is no state's of today ("Soviet")."""
    return frozenset(word for row in lexicon.language.themes if row.id == "bygone-make" for word in row.words)


@lru_cache(maxsize=4)
def _makers(lexicon: Lexicon) -> dict[str, str]:
    return {row.name: row.maker for row in lexicon.regime.weapons if row.maker}


def of(scene: Scene, head: Token) -> frozenset[str]:
    """Whose make a thing's phrase says it is: codes of states, "" for a make that is of none of them; empty if it is silent.

    "Ruritanian shells", "missiles of Ruritanian make", and a weapon that the regime's pack knows as another state's.
    """
    tokens = grammar.core(head)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            tokens += [t for p in child.children if p.lemma_.lower() in _OF for t in grammar.core(p)]
    found = set()
    for token in tokens:
        nation, mention = scene.nation(token), scene.mention(token)
        if nation is not None:
            found.add(nation.value.country.code)
        elif token.lower_ in _bygone(scene.lexicon):
            found.add("")
        elif mention is not None and mention.value.kind == "weapon" and mention.value.name in _makers(scene.lexicon):
            found.add(_makers(scene.lexicon)[mention.value.name])
    return frozenset(found)


def owner(scene: Scene, head: Token) -> Token | None:
    """Who "its" in "its troops" is: the subject of the nearest clause around it, as in "A said its troops had taken B"."""
    if not any(c.dep_ == "poss" and c.lower_ in _OWN for c in head.children):
        return None
    for verb in grammar.ancestors(head):
        if verb.pos_ not in ("VERB", "AUX", "ADJ"):
            continue
        for subject in (c for c in verb.children if c.dep_ in grammar.SUBJECTS):
            inside = head == subject or head in subject.subtree
            if not inside and any(scene.nation(t) is not None or scene.name(t) is not None for t in grammar.phrase(subject)):
                return subject
    return None
