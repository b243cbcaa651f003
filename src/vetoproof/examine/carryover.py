"""Whether a sentence without a speaker goes on with whoever spoke before it, or shows that the outlet or another tells it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, themes
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

_BULLET = re.compile(r"^[^\S\n]*(?:[-–—•*▪●‣◦·]|\(?\d{1,2}[.)])\s+(?=\S)")
_LABEL = re.compile(r"^[^\S\n]*[A-Z][\w’'/&-]*(?: [\w’'/&-]+){0,3}:\s+(?=\S)")
_TURN = re.compile(r"^[^\n:;,.!?“”\"]{2,40}:\s*[“\"]")
_HEADING = 60
"""Characters up to which a line that ends with a colon heads a list."""
_SPEAKING = ("anonymous", "group", "office", "body", "outlet", "report")
_PRONOUNS = frozenset({"PRON", "DET"})


def alone(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is the outlet's own, or another's, whoever spoke before it: a point of a list, what "was reported
    earlier", words put into another's mouth.
    """
    return listed(scene, sentence) or earlier(scene, sentence) or turned(sentence)


def listed(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence stands in a list of the outlet: under a heading, or between points with a bullet or a label."""
    return _point(scene, sentence) and not _announced(scene, sentence)


def led(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence is a point of a list that somebody's words lead into."""
    return _point(scene, sentence) and _announced(scene, sentence)


def _point(scene: Scene, sentence: Sentence) -> bool:
    own, before, after = _lines(scene.text, sentence.start)
    if _BULLET.match(own):
        return True
    if not _LABEL.match(own):
        return False
    return any(_LABEL.match(line) for line in (before, after)) or (before.rstrip().endswith(":") and len(before) < _HEADING)


def _lines(text: str, at: int) -> tuple[str, str, str]:
    """The line at an offset, the one before and the one behind it, blank lines left out."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    before = text[:start].rstrip()
    after = text[end:].lstrip()
    return text[start:end], before[before.rfind("\n") + 1 :], after.partition("\n")[0]


def _announced(scene: Scene, sentence: Sentence) -> bool:
    """Whether somebody's words lead into a list: "The ministry listed what it had found:"."""
    for one in reversed(scene.sentences[max(0, sentence.index - 12) : sentence.index]):
        if one.tokens.text.rstrip().endswith(":"):
            return any(t.pos_ in ("VERB", "AUX") for t in one.tokens)
    return False


def earlier(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence opens with what the outlet told before: "As reported earlier"."""
    return _opens(sentence, scene.lexicon.reportive["background"])


def joined(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence opens with words that tie it to the one before: "In return"."""
    return _opens(sentence, scene.lexicon.reportive["joining"])


def _opens(sentence: Sentence, phrases: set[str]) -> bool:
    opening = " ".join(t.lower_ for t in sentence.tokens[:6] if not t.is_punct)
    return any(f"{opening} ".startswith(f"{phrase} ") for phrase in phrases)


def turned(sentence: Sentence) -> bool:
    """Whether a name with a colon leads into a quotation: "Vice minister: "Around 300 dead"."""
    match = _TURN.match(sentence.tokens.text)
    return match is not None and not any(
        t.pos_ in ("VERB", "AUX") for t in sentence.tokens if t.idx < sentence.start + match.end()
    )


def other(scene: Scene, sentence: Sentence, last: Attribution | None) -> bool:
    """Whether the subject is somebody else who could speak: "Activists have counted hundreds", "Ruritania captured two"."""
    root = sentence.tokens.root
    if any(row.manner == "relays" for row in scene.lexicon.cue_verbs.get(root.lemma_.lower(), ())):
        # "The papers quoted the agency": what the rules lose of it may still be the agency's.
        return False
    subjects = grammar.subjects(root)
    return any(_another(scene, head, last) for head in subjects[:3])


def _another(scene: Scene, head: Token, last: Attribution | None) -> bool:
    if head.pos_ in _PRONOUNS:
        return False
    parties = set(scene.lexicon.regime.parties[:2])
    if (nation := scene.nation(head)) is not None and nation.value.by != "demonym":
        code = nation.value.country.code
        return code not in parties and (last is None or code not in (last.country or "").split("|"))
    if (found := scene.name(head)) is not None:
        ids = {getattr(row, "person", None) or getattr(row, "id", "") for row in found.value}
        countries = {row.country for row in found.value}
        return not countries & parties and (last is None or not ids & set(last.speaker.split("|")))
    if set(themes.of(scene, head)) - {"leaders"}:
        # Soldiers, ships and sums are what is told of, not who tells.
        return False
    definite = any(c.lower_ in ("the", "this", "that", "its", "their", "his", "her") for c in head.children)
    if definite:
        return False
    words = (head.lower_, head.lemma_.lower())
    return head.pos_ == "NOUN" and any(scene.lexicon.is_a(w, use) for w in words for use in _SPEAKING)
