"""Cues: the words by which a sentence attributes, who speaks through them, and which of its words they cover."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, reach, sources, stance, tail, themes, through, together
from vetoproof.examine.cue import Cue, Links
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def find(scene: Scene, sentence: Sentence) -> list[Cue]:
    """The cues of a sentence, in order of their triggers. Stance None: the words say that nothing was said."""
    cues = [cue for token in sentence.tokens for cue in _at(scene, sentence, token)]
    for token in sentence.tokens:
        sources.relay(scene, token, cues)
    for token in sentence.tokens:
        sources.cite(scene, token, cues)
        sources.reference(scene, token, cues)
    through.complete(scene, sentence.tokens, cues)
    together.told(scene, cues)
    cues = [cue for cue in cues if not _formerly(cue, cues)]
    return sorted(cues, key=lambda cue: cue.trigger.i)


def _formerly(cue: Cue, cues: list[Cue]) -> bool:
    """ "which had denied it for months, owned up": the denial that an admission ends is told with it, and is none today."""
    before = cue.trigger.dep_ in ("relcl", "advcl", "acl") and any(
        c.dep_ == "aux" and c.lower_ == "had" for c in cue.trigger.children
    )
    return cue.stance == "denies" and before and any(other.stance == "acknowledges" for other in cues)


def _at(scene: Scene, sentence: Sentence, token: Token) -> Iterator[Cue]:
    if token.pos_ in ("VERB", "AUX") and (cue := _verb(scene, sentence, token)) is not None:
        yield cue
    elif (found := sources.source(scene, sentence, token)) is not None or (
        token.pos_ == "NOUN" and (found := sources.noun(scene, token)) is not None
    ):
        yield found


# Verbs.

_TOUCHING = frozenset({"comment", "react", "respond", "reply"})
"""Verbs that name a matter after a preposition without saying anything of it."""


def _verb(scene: Scene, sentence: Sentence, verb: Token) -> Cue | None:
    lexicon = scene.lexicon
    if (reply := _reply(verb)) is not None:
        return reply
    rows = next((lexicon.cue_verbs[key] for key in grammar.keys(verb) if key in lexicon.cue_verbs), None)
    reading = stance.of_verb(scene, verb)
    withheld = reading is None and stance.withheld(scene, verb)
    if rows is None and reading is None and not withheld:
        return None
    if verb.dep_ in ("amod", "compound", "aux", "auxpass") or reach.inside_relay(scene, verb):
        return None
    manner = rows[0].manner if rows and reading is None else "says"
    before: int | None = None
    agents = [inner for c in verb.children if c.dep_ == "agent" for inner in c.children if inner.dep_ == "pobj"]
    voiceless = reading is not None and stance.voiceless(scene, verb, reading)
    if grammar.passive(verb):
        if agents:
            heads = grammar.conjuncts(agents[0])
        elif reading == "declines" or (reading is None and verb.lemma_.lower() in lexicon.cites and through.quoted_as(verb)):
            heads = grammar.subjects(verb)
        elif reading == "denies" and not voiceless:
            # "In Strelsau this is denied": the capital speaks.
            heads = [
                t for t in verb.subtree if (n := scene.nation(t)) is not None and n.value.by == "capital" and t.dep_ == "pobj"
            ][:1]
        elif not voiceless:
            return None
        else:
            heads = []
    else:
        heads = [h for h in grammar.subjects(verb) if h.lower_ not in ("there",)]
        if rows and rows[0].manner in ("says", "tells", "thinks") and (lost := tail.subject(scene, sentence, verb)) is not None:
            heads, before = [lost[0]], lost[1]
        if verb.dep_ in ("acl", "relcl", "amod") and verb.head.pos_ == "NOUN" and verb.dep_ == "acl":
            heads = [verb.head]
    heads = [] if voiceless else [h for h in heads if reach.can_speak(scene, h, verb)]
    if not heads and not voiceless:
        return None
    put = reach.measured(verb) if reading is None else set()
    if reading is None and manner in ("thinks", "shows") and not put and not reach.clausal(verb):
        return None
    if reading is None and reach.own_plan(verb):
        return None
    if manner == "asks" and any("council" in themes.of(scene, h) for h in heads):
        # What the Council orders is its act, not an appeal.
        return None
    content = reach.content(scene, sentence, verb, reading is not None or withheld, stance.judged(verb) if voiceless else None)
    content |= put
    if before is not None and not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        content |= {t.i for t in sentence.tokens if t.i < before}
    if not content and reading is None:
        return None
    links: Links = [heads] if heads else []
    if heads and agents:
        links = [link for link in (through.told(scene, verb), heads) if link]
    elif len(heads) == 1 and (heard := through.informants(scene, verb, heads[0])):
        links = [heads, heard]
    hearers = [c for c in verb.children if c.dep_ in ("dobj", "dative", "iobj") and c.pos_ in ("PROPN", "NOUN", "PRON")]
    if hearers and heads and rows and any(r.manner == "tells" for r in rows):
        links = [hearers[:1], heads] if reach.outlet(scene, hearers[0]) else links
    elif verb.dep_ == "conj" and verb.head.lemma_.lower() == "tell" and grammar.own_subject(verb) is None:
        # "told X the ships were empty and denied ...": said to X as well.
        told = [c for c in verb.head.children if c.dep_ in ("dobj", "dative") and reach.outlet(scene, c)]
        links = [told[:1], heads] if told else links
    if manner == "relays" or verb.lemma_.lower() in lexicon.cites:
        spoken = [c for c in verb.children if c.dep_ == "dobj"]
        if spoken and any(c.dep_ == "prep" and c.lower_ in ("as", "about", "on") for c in verb.children):
            links = [heads, grammar.conjuncts(spoken[0])]
    if grammar.passive(verb) and agents and verb.lemma_.lower() in lexicon.cites:
        # "A was cited by B as telling reporters".
        spoken = [h for h in grammar.subjects(verb)[:1] if any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children)]
        links = [heads, *([grammar.conjuncts(spoken[0])] if spoken else [])]
    if grammar.passive(verb) and not agents and heads and (carrier := through.quoted_by(scene, verb)):
        links = [carrier, *links]
    for venue in reach.venues(scene, verb):
        links = [[venue], *links]
    if links and len(links) == 1 and (deputy := reach.hearer(scene, verb)) is not None:
        links = [[deputy], *links]
    kind: Stance | None = reading if reading is not None else "asserts"
    if reading is None and grammar.negated(verb):
        # "did not say whether", "did not think that": nothing is asserted.
        kind = "questions" if manner == "thinks" else None
    if reading is None and verb.lemma_.lower() in _TOUCHING and not any(c.dep_ == "ccomp" for c in verb.children):
        # "commented on the alleged death": what was said of it stands elsewhere.
        touched = {t.i for c in verb.children if c.dep_ == "prep" for t in c.subtree}
        kind = None if content <= touched else kind
    if withheld:
        # "no longer denies that ...": nothing is said by it, neither that nor the contrary.
        kind = None
    words = " ".join(
        t.text
        for t in sorted([c for c in verb.children if c.dep_ in ("aux", "neg", "prt", "auxpass")] + [verb], key=lambda t: t.i)
    )
    tokens = (*tuple(t for h in heads for t in grammar.phrase(h)), verb)
    return Cue(verb, manner, links, frozenset(content), words, kind, tokens)


def _reply(verb: Token) -> Cue | None:
    """ "No comment came from X": X declines."""
    subject = grammar.own_subject(verb)
    if subject is None or subject.lemma_.lower() not in ("comment", "response", "reply", "reaction", "answer", "word"):
        return None
    if not any(c.lower_ == "no" for c in subject.children):
        return None
    givers = [
        h
        for top in (verb, subject)
        for c in top.children
        if c.dep_ == "prep" and c.lower_ in ("from", "by")
        for p in c.children
        if p.dep_ == "pobj"
        for h in grammar.conjuncts(p)
    ]
    if not givers:
        return None
    content = {t.i for t in subject.subtree}
    words = f"{subject.text} {verb.text}"
    return Cue(verb, "says", [givers], frozenset(content), words, "declines", (*grammar.phrase(givers[0]), verb))


# Phrases.


# Relays beside another cue.
