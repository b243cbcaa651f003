"""Judgements put on a report: "called it a fake", "the story is nonsense", "spoke of groundless rumours"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene
from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_COPULAS = frozenset({"be", "look", "sound", "seem", "remain", "appear"})
_SAYING = frozenset({"say", "reply", "answer", "respond", "insist", "retort", "add", "write"})
_LONG = 12
"""Words of a predicate or quotation after which a word for falsehood in it judges something else ("he is the man who ...")."""
_PERSONS = frozenset({"i", "he", "she", "we", "you", "who", "one", "they"})
_BALANCED = frozenset({"true", "correct", "confirmed", "accurate", "right"})


def of(scene: Scene, verb: Token) -> Stance | None:
    """What a verb says by the word for falsehood that it puts on something, or None."""
    lemma = verb.lemma_.lower()
    judging = scene.lexicon.denials["judging"]
    if lemma in _COPULAS:
        parts = [c for c in verb.children if c.dep_ in ("attr", "acomp", "prep", "oprd")]
    elif lemma in _SAYING:
        # "Absurd", A says of the reports: a quotation without a verb. One with a verb judges by its own verb.
        parts = [
            c for c in verb.children if c.dep_ in _QUOTED and (c.pos_ not in ("VERB", "AUX") or c.tag_ == "VBN") and _bare(c)
        ]
    elif lemma in judging:
        parts = [
            c for c in verb.children if c.dep_ not in grammar.SUBJECTS and c.dep_ not in ("agent", "relcl", "conj", "parataxis")
        ]
    elif any(key in judging for key in grammar.keys(verb)):
        # "spoke of groundless rumours"
        parts = [c for c in verb.children if c.dep_ == "prep" and f"{lemma} {c.lower_}" in judging]
    else:
        return None
    words = sorted({t for part in parts for t in part.subtree if not t.is_punct or t.text == "-"}, key=lambda t: t.i)
    if not words or (lemma in _COPULAS | _SAYING and len(words) > _LONG):
        return None
    word = next(_false(scene, words), None)
    if word is None or _withheld(verb) or any(t.lower_ in _BALANCED and not _denied(t) for t in words):
        return None
    row = scene.lexicon.denials["object"][word[0]]
    if row.id == "judged-wrong" and not _errs(scene, verb, word[1]):
        return None
    return row.stance


_QUOTED = frozenset({"ccomp", "attr", "acomp", "oprd", "dep", "advmod", "npadvmod", "dobj", "intj"})


def _bare(head: Token) -> bool:
    """Whether a quotation has no verb of its own."""
    return not any(c.dep_ in grammar.SUBJECTS or c.dep_ in ("aux", "auxpass") for c in head.children)


def _false(scene: Scene, words: list[Token]) -> Iterator[tuple[str, Token]]:
    """The words for falsehood among others, as the lexicon has them. "They lie in hospital" has none."""
    places: dict[int, Token] = {}
    text = ""
    for token, following in zip(words, [*words[1:], None], strict=True):
        places[len(text)] = token
        # "made-up" is one word, and so is what a quotation mark cuts off.
        joined = following is not None and following.i == token.i + 1 and not token.whitespace_
        text += token.lower_ if joined else f"{token.lower_} "
    for match in scene.lexicon.false_words.finditer(text):
        first = places.get(match.start())
        if first is not None and first.tag_ in ("VB", "VBD", "VBP", "VBZ", "MD"):
            continue
        before = first is not None and first.dep_ == "amod" and first.i < first.head.i and first.head.pos_ != "ADP"
        if first is not None and before and not _told(scene, first.head):
            # "under false names"
            continue
        yield match.group().lower(), first if first is not None else words[0]


def _told(scene: Scene, noun: Token) -> bool:
    """Whether a noun stands for something told: "a false story"."""
    lexicon = scene.lexicon
    word = noun.lemma_.lower()
    return (
        word in lexicon.cue_nouns
        or word in lexicon.denials["matter"]
        or lexicon.false_words.fullmatch(noun.lower_) is not None
        or lexicon.false_words.fullmatch(word) is not None
    )


def _denied(token: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("not", "hardly") for c in (*token.children, *token.head.children))


def _withheld(verb: Token) -> bool:
    """Whether the judgement is not made: negated, supposed, or not said ("did not say that it was false")."""
    if grammar.negated(verb) or any(
        g.dep_ == "mark" and g.lower_ in ("if", "unless", "whether")
        for v in (verb, *(c for c in verb.children if c.dep_ == "advcl"))
        for g in v.children
    ):
        return True
    below = verb
    for above in grammar.ancestors(verb):
        if below.dep_ == "ccomp" and above.pos_ in ("VERB", "AUX") and grammar.negated(above):
            return True
        if below.dep_ not in ("ccomp", "conj", "xcomp"):
            return False
        below = above
    return False


def _errs(scene: Scene, verb: Token, word: Token) -> bool:
    """Whether "wrong" is said of a report: "the wrong man" and "I was wrong" deny nothing."""
    subject = grammar.own_subject(verb)
    if word.dep_ == "amod" or subject is None or subject.lower_ in _PERSONS or subject.pos_ == "NUM":
        return False
    return scene.name(subject) is None
