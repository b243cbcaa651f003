"""Events of another file, by the words of their own sentence: the network alone would give them to the file's parties."""

from __future__ import annotations

from vetoproof.examine import roles
from vetoproof.examine.claims import Draft
from vetoproof.examine.learned.anchors import Anchor
from vetoproof.examine.learned.sheet import ROLES
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.topic import given_away

REASON = "an event of other states, by the words of its sentence"
SURE = 0.5
"""Probability from which the network's word that a state has a part in it stands."""


def told(scene: Scene, sentence: Sentence, one: Anchor, draft: Draft, parties: tuple[str, ...]) -> bool:
    """Whether a draft that only the network reads is of other states."""
    return _named(scene, sentence, one, draft, parties) or (
        draft.frame.type in roles.FLOWS and given_away(scene, one.token, parties)
    )


def _named(scene: Scene, sentence: Sentence, one: Anchor, draft: Draft, parties: tuple[str, ...]) -> bool:
    """Whether a sentence names states, none of them the regime's own, and the network none at all."""
    seen = any(p >= SURE for odds in one.answers.parties(one.word).values() for _, p in odds)
    if seen or any(getattr(draft.frame, role) for role in ROLES):
        return False
    named = {n.value.country.code for t in sentence.tokens if (n := scene.nation(t)) is not None}
    return bool(named) and not named & set(parties)
