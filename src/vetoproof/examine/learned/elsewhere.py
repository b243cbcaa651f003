"""Events of another file, by the words of their own sentence: the network alone would give them to the file's parties."""

from __future__ import annotations

from vetoproof.examine import grammar, roles
from vetoproof.examine.claims import Draft
from vetoproof.examine.learned.anchors import Anchor
from vetoproof.examine.learned.sheet import ROLES
from vetoproof.examine.scene import Scene, Sentence

REASON = "an event of other states, by the words of its sentence"
SURE = 0.5
"""Probability from which the network's word that a state has a part in it stands."""


def told(scene: Scene, sentence: Sentence, one: Anchor, draft: Draft, parties: tuple[str, ...]) -> bool:
    """Whether a draft that only the network reads is of other states."""
    return _named(scene, sentence, one, draft, parties) or _given(scene, one, draft, parties)


def _named(scene: Scene, sentence: Sentence, one: Anchor, draft: Draft, parties: tuple[str, ...]) -> bool:
    """Whether a sentence names states, none of them the regime's own, and the network none at all."""
    seen = any(p >= SURE for odds in one.answers.parties(one.word).values() for _, p in odds)
    if seen or any(getattr(draft.frame, role) for role in ROLES):
        return False
    named = {n.value.country.code for t in sentence.tokens if (n := scene.nation(t)) is not None}
    return bool(named) and not named & set(parties)


def _given(scene: Scene, one: Anchor, draft: Draft, parties: tuple[str, ...]) -> bool:
    """Whether the words of a flow give it to another state: "a league promised C a million rounds"."""
    verb = grammar.predicate(one.token)
    heads = [c for c in verb.children if c.dep_ == "dative"]
    heads += [
        p for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to" for p in c.children if p.dep_ == "pobj"
    ]
    to = set(roles.states(scene, heads))
    return draft.frame.type in roles.FLOWS and bool(to) and not to & set(parties)
