"""Figures that no event of their sentence took: "some 16,000 containers, the agency added", "roughly 600 are dead".

A noun phrase with its own figure is a claim (facts: labelling rules); its event is the one that the page has been telling
of what is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import fate, figures, grammar, themes
from vetoproof.examine.cue import Cue
from vetoproof.examine.found import Found
from vetoproof.examine.frames import Happening, of_noun
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.topic import Topics
from vetoproof.model import EventType, Quantity
from vetoproof.packs.language import FrameRow

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOODS: dict[str, EventType] = {
    "rounds": "arms_transfer", "arms": "arms_transfer", "missiles": "arms_transfer", "containers": "arms_transfer",
    "voyages": "arms_transfer", "vessels": "arms_transfer", "fuel": "petroleum_transfer", "money": "finance_cyber",
    "workers": "workers",
}  # fmt: skip
_PEOPLE: tuple[EventType, ...] = ("troop_deployment", "casualties", "workers", "recruitment", "training")


def find(scene: Scene, sentence: Sentence, events: Sequence[Happening], cues: Sequence[Cue], topics: Topics) -> list[Happening]:
    """An event for every figure of the sentence that counts something of the file and belongs to no other event."""
    taken = {f.start for event in events for f in figures.of(scene, sentence, event)}
    speaking = {t.i for cue in cues for link in cue.links for head in link for t in grammar.phrase(head)}
    found = []
    for figure in scene.figures(sentence.start, sentence.end):
        if not sentence.start <= figure.start < sentence.end or figure.start in taken or figure.value.unit == "share":
            continue
        tokens = figures.tokens(scene, figure)
        if not tokens or any(t.i in speaking for t in tokens):
            continue
        type_ = _type(scene, figure, tokens, topics)
        if type_ is not None:
            found.append(happening(scene, tokens, type_))
    return found


def _type(scene: Scene, figure: Found[Quantity], tokens: Sequence[Token], topics: Topics) -> EventType | None:
    kinds = figures.counted(scene, figure)
    near = {t.lemma_.lower() for t in tokens} | {t.lemma_.lower() for t in _around(tokens)}
    if near & fate.words(scene.lexicon):
        return "casualties" if topics.latest.keys() & set(_PEOPLE) or set(kinds) & figures.PERSONS else None
    if not figure.value.unit:
        last = topics.figured
        if _strength(scene, tokens) and (last in _PEOPLE or last is None):
            return "troop_deployment"
        return last if last is not None and _governed(tokens) else None
    for kind in kinds:
        if kind in _GOODS and (_GOODS[kind] in topics.latest or figure.value.basis == "capacity"):
            return _GOODS[kind]
    if "soldiers" in kinds and "troop_deployment" in topics.latest:
        return "troop_deployment"
    if set(kinds) & figures.PERSONS:
        return next((frame.type for frame in reversed(topics.order) if frame.type in _PEOPLE), None)
    return None


def _around(tokens: Sequence[Token]) -> list[Token]:
    """The predicate of a figure and what it says of it: "roughly 600 are dead", "2,700 wounded"."""
    head = tokens[-1]
    while head.head != head and head.head in tokens:
        head = head.head
    found = [c for c in head.children if c.dep_ in ("acl", "amod", "prep")]
    if head.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
        found += [head.head, *[c for c in head.head.children if c.dep_ in ("acomp", "attr", "oprd", "dobj")]]
    return [*found, *[head.doc[i] for i in (tokens[-1].i + 1,) if i < len(head.doc)]]


def _strength(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether a bare number is put to how many were sent or stationed: "it put the number deployed at 11,000"."""
    moving = {v for row in scene.lexicon.language.frames if row.id in ("send", "deploy") for v in row.verbs}
    return any(
        t.lemma_.lower() in ("number", "total", "strength") and any(c.dep_ == "acl" and c.lemma_ in moving for c in t.children)
        for t in tokens[0].sent
    )


def _governed(tokens: Sequence[Token]) -> bool:
    """Whether a bare number is told of somebody: subject or object of a verb, or what a number is put at."""
    head = tokens[-1]
    while head.head != head and head.head in tokens:
        head = head.head
    # "would exceed 12 million": the verb is part of the figure.
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "pobj") or head.pos_ == "VERB"


def happening(scene: Scene, tokens: Sequence[Token], type_: EventType) -> Happening:
    """An event of this type that a figure is read as."""
    nouns = [t for t in tokens if t.pos_ in ("NOUN", "PROPN")]
    head = nouns[-1] if nouns else tokens[-1]
    row = FrameRow(id="figure", types={"any": type_}, outcome=type_ == "casualties", source="-", limitation="-")
    kinds = themes.of(scene, head)
    kind = next((k for k in kinds if k in figures.COUNTABLE), "any")
    return Happening(head, row, type_, head if nouns else None, kind, of_noun(head), True, 1)
