"""What is told only to say that it was not so: "a jury cleared X of sending ...", "they dropped charges that ...", "had A sent
them, ...". Printed as an assertion it would accuse whom a court acquitted; it is given with its reason and makes no claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.claims import Draft
from vetoproof.examine.entries import words
from vetoproof.examine.scene import Scene
from vetoproof.model import Rejection

if TYPE_CHECKING:
    from spacy.tokens import Token

CLEARED = "what a court cleared somebody of, or what was dropped or taken back, is no report that it was so"
UNREAL = "what would have been, had it been so, is no report that it was so"


def apart(scene: Scene, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Rejection]]:
    """The drafts that somebody stands for, in order, and those that the sentence tells only to take back."""
    lexicon = scene.lexicon.language.furniture
    clears, drops = frozenset(words(lexicon, "clears")), frozenset(words(lexicon, "drops"))
    charges = frozenset(words(lexicon, "charge"))
    kept: list[Draft] = []
    rejected: list[Rejection] = []
    for draft in drafts:
        token = scene.doc[draft.anchor]
        why = None
        if draft.stance in ("asserts", "acknowledges"):
            why = UNREAL if _would_be(token) else CLEARED if _cleared(token, clears, drops, charges) else None
        if why is None:
            kept.append(draft)
        else:
            rejected.append(Rejection(what=scene.text[draft.start : draft.end][:80], reason=why))
    return kept, rejected


def _cleared(token: Token, clears: frozenset[str], drops: frozenset[str], charges: frozenset[str]) -> bool:
    """Whether a verb of clearing governs a word through "of doing" or "of charges that", or one of dropping through "charges
    that". "Cleared the village of soldiers" clears nobody."""
    path = [token]
    for above in token.ancestors:
        told = any(t.lemma_.lower() in charges for t in path)
        doing = any(t.dep_ == "pcomp" or (t.tag_ == "VBG" and t.head.lower_ in ("of", "from")) for t in path)
        lemma = above.lemma_.lower()
        if (lemma in clears and (told or doing) and _affirmed(above)) or (lemma in drops and told and _affirmed(above)):
            return True
        path.append(above)
    return False


def _affirmed(word: Token) -> bool:
    """Whether the clearing took place. Of "guilty", whose negation clears, the other way round."""
    negated = any(c.dep_ == "neg" for c in (*word.children, *(word.head.children if word.pos_ == "ADJ" else ())))
    return negated if word.lemma_.lower() == "guilty" else not negated


def _would_be(token: Token) -> bool:
    """Whether a word stands in such a condition, or is what would have come of it: "..., the village would have fallen"."""
    if any(map(_unreal, (token, *token.ancestors))):
        return True
    clause = grammar.predicate(token)
    return any(c.dep_ == "aux" and c.lower_ == "would" for c in clause.children) and any(map(_unreal, clause.children))


def _unreal(token: Token) -> bool:
    """Whether a verb stands in a condition by its order: "had A sent a second division, ..."."""
    had = next((c for c in token.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return had is not None and subject is not None and had.i < subject.i and token.dep_ in ("advcl", "ccomp")
