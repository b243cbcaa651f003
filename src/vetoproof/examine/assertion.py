"""Which events a sentence asserts: finite verbs, and participles and nouns that carry a figure, a judgement or a cue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import figures, grammar
from vetoproof.examine.cue import Cue
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_UNREAL = frozenset(
    [
        "avoid",
        "prevent",
        "refuse",
        "decline",
        "fail",
        "stop",
        "want",
        "urge",
        "ask",
        "demand",
        "hope",
        "escape",
        "evade",
        "resist",
        "oppose",
        "forbid",
    ]
)
"""Verbs under which an infinitive or participle did not happen."""


_MEASURES = frozenset(
    {
        "uptick",
        "rise",
        "increase",
        "growth",
        "surge",
        "possibility",
        "likelihood",
        "prospect",
        "chance",
        "risk",
        "pace",
        "level",
        "plan",
        "probability",
        "halt",
    }
)


def states_something(scene: Scene, event: Happening, cues: Sequence[Cue]) -> bool:
    """Whether the trigger asserts: a finite verb, an infinitive under one, a participle or noun with its own figure or cue."""
    trigger = event.trigger
    if any(c.trigger == trigger and trigger.i not in c.content for c in cues):
        return False
    judged = any(trigger.i in c.content and c.stance not in ("asserts", None) for c in cues)
    figure = any(True for _ in figures.near(scene, event))
    if event.nominal:
        return (
            judged
            or figure
            or _light(event)
            or (_measured(event) and any(trigger.i in c.content and c.manner != "asks" for c in cues))
            or any(trigger.i in c.content and c.trigger.pos_ == "NOUN" for c in cues)
        )
    if grammar.forbidden(trigger):
        return False
    if trigger.dep_ in ("amod", "compound") or (
        trigger.dep_ in ("xcomp", "pcomp") and trigger.head.lemma_ in _UNREAL and not judged
    ):
        return False
    if trigger.dep_ == "xcomp" and trigger.head.lower_ == "about" and not judged:
        return False  # "about to be taken prisoner" is not taken
    if _conditional(trigger) and not judged:
        return False
    if trigger.dep_ == "advcl" and not figure and any(c.dep_ == "mark" and c.lower_ == "since" for c in trigger.children):
        # "since they were sent": presupposed.
        return any(c.dep_ in grammar.SUBJECTS and c.pos_ != "PRON" for c in trigger.children)
    if finite(trigger):
        return True
    if event.type == "agreement" and trigger.tag_ == "VB" and trigger.dep_ in ("advcl", "acl", "relcl", "xcomp"):
        # "made a visit to sign the treaty": told as done, where what it served is told as done.
        return any(finite(a) and a.tag_ == "VBD" for a in grammar.ancestors(trigger) if a.pos_ == "VERB")
    if trigger.dep_ in ("pcomp", "acl") and _vouched(scene, trigger):
        return True
    if trigger.dep_ in ("xcomp", "pcomp", "ccomp", "conj", "csubj", "advcl", "acl"):
        if judged or (figure and trigger.dep_ in ("acl", "pcomp", "advcl", "conj", "ccomp", "xcomp")):
            return True
        if trigger.dep_ in ("xcomp", "ccomp", "conj", "csubj") and trigger.head.pos_ in ("VERB", "AUX", "ADJ"):
            return trigger.head.lemma_ not in _UNREAL
        return any(
            trigger.i in c.content
            and ((c.manner in ("says", "shows") and c.trigger in (trigger.head, trigger.head.head)) or c.trigger.pos_ == "NOUN")
            for c in cues
        )
    return trigger.dep_ == "ROOT"


def _vouched(scene: Scene, trigger: Token) -> bool:
    """ "reports of officers having been killed were likely true": what a noun of telling tells is said to be so."""
    for above in grammar.ancestors(trigger):
        if above.pos_ == "NOUN" and above.lemma_.lower() in scene.lexicon.cue_nouns and above.dep_ == "nsubj":
            return any(
                c.dep_ == "acomp" and c.lower_ in ("true", "accurate", "correct", "credible", "right")
                for c in above.head.children
            )
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


def _light(event: Happening) -> bool:
    """Whether a noun is what a finite verb brings about: "the shipments continued", "launched a recruitment campaign"."""
    head = event.trigger.head
    if event.trigger.dep_ in ("nsubj", "nsubjpass") and head.lemma_ == "be" and any(c.dep_ == "acomp" for c in head.children):
        # "casualties were highly likely"
        return finite(head)
    if event.trigger.dep_ in ("nsubj", "nsubjpass") and event.score >= 8 and any(t.pos_ == "NUM" for t in grammar.clause(head)):
        # "production has reached two million rounds"
        return finite(head)
    if event.trigger.dep_ == "attr" and "copula" in event.row.needs:
        return finite(head)
    if event.trigger.dep_ in ("attr", "oprd") and any(c.lower_ == "what" and c.i < head.i for c in head.subtree):
        # "condemned what it called supplies of arms": that they came is what it says.
        return event.score >= 8 and finite(head)
    return (
        event.trigger.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
        and head.pos_ == "VERB"
        and head.lemma_.lower()
        in (
            "continue",
            "begin",
            "start",
            "resume",
            "stop",
            "halt",
            "suspend",
            "launch",
            "conduct",
            "carry",
            "take",
            "occur",
            "increase",
            "confirm",
            "run",
            "make",
            "complete",
            "detect",
            "indicate",
            "intensify",
            "cease",
            "end",
            "happen",
            "rise",
            "fall",
            "grow",
            "record",
            "accelerate",
            "persist",
            "expand",
            "decline",
            "slow",
            "double",
        )
        and finite(head)
    )


def _measured(event: Happening) -> bool:
    """Whether a noun stands under one that says how much or how likely, itself the subject of a finite verb."""
    token = event.trigger
    while token.dep_ in ("pobj", "prep", "compound") and token.head != token:
        token = token.head
        if token.lemma_.lower() in _MEASURES and token.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            return finite(grammar.predicate(token))
    return False


def finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ not in ("acl",):
        return True
    if any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children):
        return True
    if (
        verb.dep_ == "acl"
        and grammar.own_subject(verb) is not None
        and any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    ):
        # A clause with a subject of its own, misparsed onto a noun.
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VBN", "VBD", "VB", "VBG"):
        return finite(verb.head)
    # Headlines drop their auxiliaries.
    return verb.dep_ == "ROOT" and verb.tag_ in ("VBN", "VBG", "VB") and any(c.dep_ in grammar.SUBJECTS for c in verb.children)


def _conditional(verb: Token) -> bool:
    for token in (verb, *[a for a in grammar.ancestors(verb) if a.pos_ in ("VERB", "AUX")]):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless", "until", "lest") for c in token.children):
            return True
        if any(c.dep_ == "advmod" and c.lower_ in ("why", "whether") for c in token.children) and token.dep_ == "ccomp":
            return True
        if token.dep_ in ("ccomp", "parataxis"):
            return False
    return False


def _top_head(event: Happening) -> Token | None:
    """The verb that the phrase around an event's theme hangs on."""
    token = event.theme
    while token is not None and token.dep_ in ("pobj", "prep") and token.head != token:
        token = token.head
    return token.head if token is not None else None


def _raised(verb: Token) -> Token:
    """The verb whose subject is told of in an infinitive: "are believed to have been killed"."""
    return verb.head if verb.dep_ == "xcomp" else verb


def redundant(event: Happening, events: Sequence[Happening]) -> bool:
    """An infinitive or participle that only unfolds an event of the same type ("sent to fight") adds no claim."""
    trigger = event.trigger
    # "soldiers sent abroad have been killed", parsed as if they "sent": the auxiliary tells the main verb.
    if (
        trigger.tag_ == "VBN" and trigger.dep_ != "conj" and not any(c.dep_ in ("aux", "auxpass") for c in trigger.children)
    ) and (
        any(
            c.dep_ == "conj" and any(g.dep_ in ("aux", "auxpass") for g in c.children) and grammar.own_subject(c) is None
            for c in trigger.children
        )
    ):
        return True
    alone = not event.nominal and grammar.own_subject(trigger) is None
    # "were loaded at A, sailed to B and went on by rail"; "killed, injured or captured": told in three verbs.
    if (alone and trigger.dep_ == "conj") and (
        any(o.type == event.type and o.theme == event.theme and o.trigger in grammar.ancestors(trigger) for o in events)
    ):
        return True
    # "100 troops deployed abroad have been killed": the figure is that of the killed.
    if (alone and event.theme is not None and event.theme.head != trigger) and (
        any(
            o is not event and o.theme == event.theme and not o.nominal and _top_head(o) in (o.trigger, _raised(o.trigger))
            for o in events
        )
    ):
        return trigger.dep_ not in ("conj", "relcl")
    if finite(event.trigger) and not event.nominal:
        return False
    for other in events:
        if other is event or other.type != event.type:
            continue
        if other.trigger in grammar.ancestors(event.trigger) and (not figures.own(event) or event.theme == other.theme):
            return True
    return False
