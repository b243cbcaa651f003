"""Which date belongs to which event: a statement's date is never the event's."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import figures, grammar, themes
from vetoproof.examine.cue import Cue
from vetoproof.examine.datewords import date_words
from vetoproof.examine.frames import Happening
from vetoproof.examine.period import UNDATED
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Period

if TYPE_CHECKING:
    from spacy.tokens import Token


def of(scene: Scene, sentence: Sentence, event: Happening, covering: Sequence[Cue]) -> Period | None:
    """The period printed in the event's clause or hanging on its verb's chain below the innermost cue; where that clause has
    none, the period of the clause that shares its subject, or whose thing it says more of.
    """
    if event.trigger.lemma_.lower() in _ATTEMPTS and not event.nominal:
        return Period(from_=None, to=None, precision="unknown", kind="future")
    said = {t.i for cue in covering for c in cue.trigger.children if c.i not in cue.content for t in c.subtree}
    if covering:
        said -= set(covering[-1].content)
    own = {t.i for t in grammar.clause(event.trigger)} | {t.i for t in grammar.clause(event.verb)}
    best: tuple[int, Period] | None = None
    beside: tuple[int, Period] | None = None
    joined = _joined(event)
    for found in scene.dates(sentence.start, sentence.end):
        if not sentence.start <= found.start < sentence.end:
            continue
        span = scene.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is None or any(t.i in said for t in span):
            continue
        if found.note == UNDATED or _spoken(scene, span.root, event) or _names(scene, span.root) or _before(span.root, event):
            continue
        if any(
            cue.trigger == grammar.predicate(t) and t.i not in cue.content and not _moves(scene, cue.trigger, event)
            for cue in covering
            for t in span
        ):
            continue
        distance = abs(span.root.i - event.trigger.i)
        inside = any(t.i in own for t in span) or any(a.i == event.verb.i for t in span for a in grammar.ancestors(t))
        if inside and not _elsewhere(span.root, event):
            if best is None or distance < best[0]:
                best = (distance, found.value)
        elif grammar.predicate(span.root) in joined and (beside is None or distance < beside[0]):
            beside = (distance, found.value)
    return best[1] if best else beside[1] if beside else None


def _moves(scene: Scene, verb: Token, event: Happening) -> bool:
    """Whether a verb that may pass on words here moves what is counted: "the fleet carried 1,500 soldiers between ..."."""
    objects = {t.i for c in verb.children if c.dep_ == "dobj" for t in grammar.phrase(c)}
    return verb == event.verb and verb.lemma_.lower() in scene.lexicon.verb_frames and event.trigger.i in objects


def said(scene: Scene, date: Token) -> bool:
    """Whether a date hangs on a verb that only says or shows something: "told lawmakers on 8 October that", "surfaced in"."""
    verb = grammar.predicate(date)
    if _shown(scene, date, verb):
        return True
    if _counted(scene, date, verb):
        return False
    rows = scene.lexicon.cue_verbs.get(verb.lemma_.lower(), ())
    moves = verb.lemma_.lower() in scene.lexicon.verb_frames
    return bool(rows) and not moves and all(row.manner in ("says", "tells", "relays") for row in rows)


def _counted(scene: Scene, date: Token, verb: Token) -> bool:
    """Whether a date belongs to what is counted, whatever the parse hangs that on: "two ships in May, A says"; and nothing is
    said since: "since 2022, it told us, 272 have been lured".
    """
    path = [date, *itertools.takewhile(lambda t: t != verb, grammar.ancestors(date))]
    nouns = [t for t in path if t.pos_ in ("NOUN", "PROPN") and not scene.dates(t.idx, t.idx + len(t))]
    return any(t.lower_ == "since" for t in path) or any(
        set(themes.of(scene, t)) & figures.COUNTABLE or scene.figures(t.idx, t.idx + len(t)) for t in nouns
    )


def _shown(scene: Scene, date: Token, verb: Token) -> bool:
    """Whether a date tells when a proof came up, not when that happened which it proves: "footage surfaced on 3 January"."""
    subject = grammar.own_subject(verb)
    if subject is None or any(c.dep_ in ("dobj", "attr", "acomp") for c in verb.children):
        return False
    if date in subject.subtree or not (verb == date.head or date.i > verb.i):
        return False
    return subject.lemma_.lower() in date_words(scene.lexicon.language.dates).proofs


def _spoken(scene: Scene, date: Token, event: Happening) -> bool:
    """Whether a date hangs on a verb of saying that is not the event: "reported two million in January"; or on a proof's."""
    if _shown(scene, date, grammar.predicate(date)):
        return True
    return said(scene, date) and (grammar.predicate(date) != event.trigger or event.nominal)


def _joined(event: Happening) -> list[Token]:
    """Verbs whose time is the event's too: "called there on 7 May and returned with fuel", "containers sent since June, which
    could hold shells". A clause with a subject of its own has its own time, but for counts of one fight.
    """
    found: list[Token] = []
    verb = event.verb
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        if grammar.own_subject(verb) is not None and event.type != "casualties":
            break
        verb = verb.head
        found.append(verb)
    if event.verb.dep_ == "relcl" and not any(c.dep_ in grammar.SUBJECTS and c.pos_ != "PRON" for c in event.verb.children):
        above = grammar.predicate(event.verb.head)
        if above.pos_ in ("VERB", "AUX") and above != event.verb and any(c.tag_ == "MD" for c in event.verb.children):
            found.append(above)
    return found


def _names(scene: Scene, date: Token) -> bool:
    """Whether a date only tells which paper is meant: "under the June pact", "the treaty of June 2024"."""
    noun = date.head.head if date.dep_ == "pobj" and date.head.lower_ == "of" else date.head
    modifies = date.dep_ in ("compound", "nmod", "amod", "poss", "npadvmod", "pobj") and noun.pos_ in ("NOUN", "PROPN")
    return modifies and "treaty" in themes.of(scene, noun) and noun.dep_ == "pobj" and noun.head.lower_ in _UNDER


def _before(date: Token, event: Happening) -> bool:
    """Whether a date is that of an older figure, which the event's own is set against: "15,000, up from 3,000 in October"."""
    for word in grammar.ancestors(date):
        if word.lower_ == "from" and word.head.lower_ in _AGAINST:
            return event.trigger not in word.subtree
    return False


_AGAINST = frozenset({"up", "down"})
_ATTEMPTS = frozenset({"seek", "solicit"})
"""Verbs that tell what somebody wants to get: nothing has changed hands."""
_UNDER = frozenset({"under", "with", "of", "to", "per"})


def _elsewhere(date: Token, event: Happening) -> bool:
    """Whether a date stands in another clause: "missiles that B fired on 30 December", "under a plan launched in 2021"."""
    things = ("subject", "object", "attr", "of", "by")
    about = {h.i for place in things for h in event.arguments.get(place, ())} | {event.trigger.i}
    about |= {event.theme.i} if event.theme is not None else set()
    for verb in grammar.ancestors(date):
        if verb in (event.trigger, event.verb):
            return False
        if verb.pos_ not in ("VERB", "AUX") or event.trigger in verb.subtree:
            continue
        if verb.dep_ in ("relcl", "conj", "ccomp", "parataxis") and any(c.dep_ in grammar.SUBJECTS for c in verb.children):
            return True
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG") and verb.head.i not in about:
            return True
    return False
