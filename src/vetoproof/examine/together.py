"""Several states that speak together: each of a list, whichever way the parser read its commas, and "they" after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.cue import Cue

_JOINT = re.compile(r"\s*(?:,|/|(?:,\s*)?\b(?:and|or)\b|&)\s*(?:(?:the|its|their)\s+)?(?:[a-z]+\s+){0,2}")
_LISTED = ("appos", "conj", "nmod", "dep")


def told(scene: Scene, cues: list[Cue]) -> None:
    """Complete the speakers of a sentence's cues."""
    for cue in cues:
        for i, heads in enumerate(cue.links):
            cue.links[i] = states(scene, heads)
    for cue in cues:
        outer = next((o for o in cues if o is not cue and len(o.links) == 1 and len(o.links[0]) > 1 and _within(cue, o)), None)
        if outer is not None and len(cue.links) == 1 and [h.lower_ for h in cue.links[0]] == ["they"]:
            # "A, B and C announced that they had confirmed": the same three.
            cue.links[0] = list(outer.links[0])


def _within(cue: Cue, outer: Cue) -> bool:
    """Whether a cue is the verb of the clause that another governs."""
    return cue.trigger.dep_ in ("ccomp", "xcomp") and cue.trigger.head == outer.trigger


def states(scene: Scene, heads: list[Token]) -> list[Token]:
    """ "A, B, and C", where B was taken for an apposition of A; "A and ally B", where the ally is B."""
    if not any(scene.nation(head) is not None for head in heads):
        return heads
    found = [one for head in heads for one in (_meant(scene, head, heads), *_beside(scene, head))]
    kept: dict[str, Token] = {}
    for token in sorted(set(found), key=lambda one: one.i):
        nation = scene.nation(token)
        kept.setdefault(nation.value.country.code if nation is not None else f" {token.i}", token)
    return list(kept.values()) if len(kept) > len({head.i for head in heads}) or set(found) != set(heads) else heads


def _meant(scene: Scene, head: Token, heads: list[Token]) -> Token:
    """The state named right behind a word that only says what it is to another: "ally RURITANIA"."""
    if scene.nation(head) is not None or head.pos_ != "NOUN" or len(heads) < 2 or head.i + 1 >= len(head.doc):
        return head
    nation = scene.nation(head.nbor())
    if nation is None or nation.value.by != "name" or nation.start != head.nbor().idx:
        return head
    behind = scene.doc.char_span(nation.start, nation.end, alignment_mode="expand")
    follows = scene.text[nation.end : nation.end + 2]
    return behind.root if behind is not None and not follows.startswith(("'", "’")) else head


def _beside(scene: Scene, head: Token) -> list[Token]:
    """The states of the list that a state begins, found among the words that hang on it."""
    first = scene.nation(head)
    if first is None or first.value.by == "demonym":
        return []
    found: list[Token] = []
    end = first.end
    under = list(grammar.conjuncts(head))
    for token in under:
        under += [c for c in token.children if c.dep_ in _LISTED and c not in under]
    for token in sorted(under, key=lambda one: one.i):
        nation = scene.nation(token)
        if nation is None or nation.value.by == "demonym" or nation.start < end:
            continue
        if _JOINT.fullmatch(scene.text[end : nation.start]) is None or scene.text[nation.end : nation.end + 1] in ("'", "’"):
            break
        found.append(token)
        end = nation.end
    between = scene.text[first.end : end]
    return found if re.search(r"\b(?:and|or)\b|&", between) else []
