"""Attribution that the parser lost: a finite verb of saying whose subject stands before it between commas.

"Soldiers fought in the region, NAME, the head of the general staff, confirmed": the small model hangs the name on the
region. Order and commas are enough to see who speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.packs.regime import Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def subject(scene: Scene, sentence: Sentence, verb: Token) -> tuple[Token, int] | None:
    """The head of the phrase that speaks and the index where its words begin, or None where the verb has a subject."""
    if verb.tag_ not in _FINITE and not any(c.dep_ == "aux" and c.tag_ in _FINITE for c in verb.children):
        return None
    if grammar.own_subject(verb) is not None or verb.dep_ in ("relcl", "acl", "xcomp", "amod"):
        return None
    doc = verb.doc
    left = verb.i
    while left > sentence.tokens.start and (doc[left - 1].dep_ in ("aux", "neg", "advmod") and doc[left - 1].head == verb):
        left -= 1
    first = left
    while (
        first > sentence.tokens.start
        and doc[first - 1].pos_ not in ("VERB", "AUX", "SCONJ")
        and doc[first - 1].text not in (";", ":", "”", "“", '"')
    ):
        first -= 1
    chunks: list[list[Token]] = [[]]
    for token in doc[first:left]:
        if token.text == ",":
            chunks.append([])
        elif not token.is_space:
            chunks[-1].append(token)
    if first > sentence.tokens.start:
        # What follows the verb before belongs to its clause, unless a comma or a quotation mark ends it.
        chunks = chunks[1:] if doc[first - 1].text not in ("”", '"') else chunks
    found = [chunk for chunk in chunks if chunk][-2:]
    if not found or found[-1][0].pos_ == "CCONJ":
        return None
    words = [t for chunk in reversed(found) for t in reversed(chunk)]
    best = next((t for t in words if _of_pack(scene, t)), None) or next((t for t in words if _proper(scene, t)), None)
    if best is None:
        best = next((t for t in reversed(found[-1]) if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if best is None or (best.pos_ == "NOUN" and best.dep_ == "pobj" and first == sentence.tokens.start):
        return None
    return best, min(chunk[0].i for chunk in found)


def _of_pack(scene: Scene, token: Token) -> bool:
    found = scene.name(token)
    return found is not None and any(isinstance(row, Tenure) or row.kind == "person" for row in found.value)


def _proper(scene: Scene, token: Token) -> bool:
    if scene.name(token) is not None:
        return True
    return (
        token.pos_ == "PROPN"
        and scene.nation(token) is None
        and scene.place(token) is None
        and not (token.dep_ == "pobj" and token.head.lower_ in ("of", "at", "in", "from", "for"))
        and token.dep_ in ("appos", "nsubj", "conj", "pobj", "dobj")
    )
