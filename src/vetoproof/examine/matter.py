"""What a denial is about: its own words say it, or it takes up what the page told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import falsehood, grammar
from vetoproof.examine.cue import Cue
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = frozenset(
    {"it", "this", "that", "them", "these", "those", "so", "such", "anything", "everything", "all", "either", "which"}
)
_HAPPENING = frozenset({"happen", "occur", "exist", "be", "do", "matter"})
_ABOUT = frozenset({"of", "about", "on", "over", "regarding", "concerning", "for", "that"})


def named(scene: Scene, cue: Cue) -> list[Token] | None:
    """The words that say what is judged ("denied having bought shells", "rejected a ceasefire"); None where the page tells it
    ("denied it", "called the reports fake", "had no comment")."""
    if cue.stance != "denies" or falsehood.of(scene, cue.trigger) is not None:
        # What is called a fake is a report, whatever word names it: "called the card a forgery".
        return None
    things = [thing for thing in _things(scene, cue.trigger) if not _takes_up(scene, thing)]
    return [token for thing in things for token in thing.subtree] or None


def own_act(cue: Cue) -> bool:
    """Whether what is denied is what the denier did: "denied selling drones", "denied that it had sold any"."""
    for clause in cue.trigger.children:
        if clause.dep_ in ("xcomp", "ccomp") and clause.pos_ == "VERB":
            subject = grammar.own_subject(clause)
            return subject is None or subject.lower_ in ("it", "they", "he", "she", "we", "i")
    return False


def speaking(scene: Scene, cue: Cue) -> set[str]:
    """The states of those who judge, as their own phrase names them."""
    found = set()
    for head in (head for link in cue.links for head in link):
        for token in grammar.phrase(head):
            if code := scene.state(token):
                found.add(code)
    return found


def _things(scene: Scene, trigger: Token) -> Iterator[Token]:
    """The heads of what is judged: object, clause, or subject of "is nonsense"."""
    objects = [c for c in trigger.children if c.dep_ in ("dobj", "ccomp", "csubj", "nsubjpass")]
    objects += [c for c in trigger.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX")]
    if trigger.lemma_.lower() in ("be", "look", "sound", "seem", "remain", "appear"):
        objects = [c for c in trigger.children if c.dep_ in grammar.SUBJECTS]
    for prep in trigger.children:
        if prep.dep_ == "prep" and prep.lower_ in _ABOUT and (trigger.pos_ == "NOUN" or not objects):
            objects += [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
    for head in objects:
        if head.i in (t.i for t in trigger.children if scene.lexicon.false_words.fullmatch(t.lower_)):
            continue
        yield head


def _takes_up(scene: Scene, head: Token) -> bool:
    """Whether a phrase or clause only points back: "the claim", "such reports from the South", "that it had done so"."""
    if head.pos_ in ("VERB", "AUX"):
        # "that it had asked for talks": "it" is who denies; "that it happened" points back.
        bare = head.lemma_.lower() in _HAPPENING
        return any(
            t.lower_ in _UP or _general(scene, t)
            for c in head.children
            for t in (c, *c.children)
            if t.dep_ != "mark" and c.dep_ != "mark" and (bare or t.dep_ not in grammar.SUBJECTS)
        )
    if head.pos_ in ("PRON", "DET") or scene.lexicon.false_words.fullmatch(head.lower_):
        return True
    if any(c.lower_ in _UP and c.dep_ in ("det", "amod", "predet") for c in head.children):
        return True
    if not _general(scene, grammar.thing(head)):
        return False
    for child in head.children:
        if (
            child.dep_ in ("acl", "relcl", "ccomp")
            and child.pos_ in ("VERB", "AUX")
            and not _takes_up(scene, child)
            and child.tag_ != "VBN"
        ):
            return False
        if child.dep_ == "prep" and child.lower_ in _ABOUT:
            return all(_takes_up(scene, c) for c in child.children if c.dep_ in ("pobj", "pcomp"))
    return True


def _general(scene: Scene, token: Token) -> bool:
    """Whether a word stands for what was told, whatever it was: "claim", "story", "involvement"."""
    word = token.lemma_.lower()
    return word in scene.lexicon.cue_nouns or word in scene.lexicon.denials["matter"]
