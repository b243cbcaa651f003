"""Events, cues, figures and dates of one page put together into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetoproof.examine import attribution, figures, frames, grammar, hedging, loose, roles, when
from vetoproof.examine.chains import Chainer, Voiced
from vetoproof.examine.extent import extent, trimmed
from vetoproof.examine.found import Found
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.speakers import Cast
from vetoproof.examine.topic import Topics
from vetoproof.model import Attribution, Extent, Frame, Hedge, Period, Quantity, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(slots=True)
class Draft:
    """A claim before it has its id: everything that a sentence says of one proposition."""

    start: int
    end: int
    chain: tuple[Attribution, ...]
    stance: Stance
    hedge: Hedge | None
    frame: Frame
    quantity: Quantity | None
    period: Period | None
    sentence: Sentence
    attributed: bool
    also: list[Extent] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read(scene: Scene) -> list[Draft]:
    """The claims of a page in order of the text, restatements not yet merged."""
    cast = Cast(scene)
    chainer = Chainer.of(scene, cast)
    topics = Topics(scene.lexicon.regime)
    # The headline is read last: it takes its speakers and its subject from the text below it.
    body = [s for s in scene.sentences if not s.headline]
    head = [s for s in scene.sentences if s.headline]
    for sentence in head:
        topics.overhear(scene, sentence, frames.find(scene, sentence))
    drafts = [draft for sentence in [*body, *head] for draft in _sentence(scene, chainer, topics, sentence)]
    return sorted(drafts, key=lambda d: (d.start, d.end))


def _sentence(scene: Scene, chainer: Chainer, topics: Topics, sentence: Sentence) -> list[Draft]:
    if sentence.tokens.text.rstrip("”\"’' ").endswith("?"):
        # A question asserts nothing; who asks it may still be taken up later.
        chainer.sentence(attribution.find(scene, sentence))
        topics.overhear(scene, sentence, frames.find(scene, sentence))
        return []
    cues = attribution.find(scene, sentence)
    voiced = chainer.sentence(cues)
    found = frames.find(scene, sentence)
    events = [event for event in found if _states_something(scene, event, cues)]
    topics.overhear(scene, sentence, [event for event in found if event not in events])
    events = [e for e in events if not _redundant(e, events)]
    events += loose.find(scene, sentence, events, cues, topics)
    drafts: list[Draft] = []
    for event in events:
        drafts.extend(_event(scene, chainer, topics, sentence, event, len(events)))
    for one in voiced:
        if any(d.stance != "asserts" and d.quantity is None and d.chain == chainer.chain(chainer.extended([one])) for d in drafts):
            # One refusal in two verbs: "called it contradictory but did not confirm it".
            continue
        if (
            one.cue.stance in ("denies", "declines", "questions", "acknowledges")
            and (one.links or one.house)
            and not _spent(one, events, drafts)
        ):
            drafts.extend(_judgement(scene, chainer, topics, sentence, one, drafts))
    best = next((d for d in drafts if len(d.chain) > 1), None)
    if best is not None:
        chainer.remember(sentence, best.chain, best.stance, best.frame.type)
    elif outer := next((v for v in voiced if v.links and v.cue.stance == "asserts" and not v.cue.apart), None):
        chainer.remember(sentence, chainer.chain(outer.links), "asserts", None)
    return drafts


def _event(scene: Scene, chainer: Chainer, topics: Topics, sentence: Sentence, event: Happening, among: int) -> list[Draft]:
    covering = chainer.covering(event.trigger)
    if any(v.cue.stance is None or v.cue.manner == "asks" for v in covering):
        return []
    notes: list[str] = []
    frame = topics.complete(roles.frame(scene, event), scene, event, notes)
    if not topics.worthy(frame, event):
        return []
    innermost = covering[-1] if covering else None
    stance: Stance = innermost.cue.stance or "asserts" if innermost else "asserts"
    outer = next((v for v in covering[:-1] if v.cue.stance not in ("asserts", None)), None)
    hedge = hedging.find(scene, event, innermost.cue if innermost else None)
    links = chainer.extended(covering if outer is None else covering[: covering.index(outer) + 1])
    if outer is not None:
        # A denial ends at the denier: whose report is denied is another line.
        stance = outer.cue.stance or stance
    marker = hedging.hearsay(scene, event)
    chain = chainer.chain(links)
    if not links:
        taken = chainer.inherited(sentence, frame.type, hearsay=marker is not None)
        if taken is not None:
            chain = taken
            notes.append("attribution taken over from the sentence before")
        elif marker is not None:
            chain = chainer.chain(
                [Attribution(speaker="unspecified reports", kind="unspecified", cue=marker.exact, span=marker)]
            )
    if stance == "asserts" and grammar.negated(event.verb) and not _no_longer(event.verb):
        stance = "denies"
    base = dict(chain=chain, stance=stance, hedge=hedge, sentence=sentence, attributed=bool(links), notes=notes)
    found = figures.of(scene, sentence, event)
    if not found and event.row.id == "figure":
        return []
    if (
        not found
        and event.nominal
        and not any(v.cue.stance != "asserts" or v.cue.manner in ("says", "thinks", "shows", "tells") for v in covering)
    ):
        return []
    drafts = []
    each: list[Found[Quantity] | None] = [*found] or [None]
    for figure in each:
        own, quantity = figures.fill(scene, event, frame, figure, topics)
        period = when.of(scene, sentence, event, [v.cue for v in covering])
        start, end = extent(scene, sentence, event, figure, covering, alone=among == 1 and len(found) < 2)
        drafts.append(Draft(start=start, end=end, frame=own, quantity=quantity, period=period, **base))  # type: ignore[arg-type]
        topics.add(own, event, quantity)
        scene.antecedent = topics.antecedent
    return drafts


def _judgement(
    scene: Scene, chainer: Chainer, topics: Topics, sentence: Sentence, one: Voiced, drafts: Sequence[Draft]
) -> list[Draft]:
    """A denial, question or "no comment" whose object names no event of its own: it is about what it hangs on, or the topic."""
    cue = one.cue
    beside = [d for d in drafts if cue.apart]
    notes: list[str] = []
    if beside:
        frame = beside[-1].frame
    else:
        hinted = topics.hinted(scene, cue)
        if hinted is None:
            return []
        frame = hinted
        notes.append("what is denied or left open is taken from the page's topic")
    covering = chainer.covering(cue.trigger)
    # "X says ..., despite denials from Y": the outlet tells of the denials, not X.
    links = one.links if cue.apart else chainer.extended([*[v for v in covering if v.cue is not cue], one])
    start, end = (sentence.start, sentence.end) if not cue.apart else (scene.span(cue.tokens).start, scene.span(cue.tokens).end)
    end = trimmed(scene, start, end)
    bare = _bare(frame)
    return [
        Draft(
            start=start,
            end=end,
            chain=chainer.chain(links),
            stance=cue.stance or "declines",
            hedge=None,
            frame=bare,
            quantity=None,
            period=None,
            sentence=sentence,
            attributed=True,
            notes=notes,
        )
    ]


def _bare(frame: Frame) -> Frame:
    """The frame without what only the first teller said: place and vessel stay with who named them."""
    return Frame(
        type=frame.type,
        supplier=frame.supplier,
        recipient=frame.recipient,
        agent=frame.agent,
        patient=frame.patient,
        item=frame.item,
    )


def _spent(one: Voiced, events: Sequence[Happening], drafts: Sequence[Draft]) -> bool:
    """Whether a judging cue already made the stance of an event in its content."""
    return (
        not one.cue.apart
        and any(e.trigger.i in one.cue.content for e in events)
        and any(d.stance == one.cue.stance for d in drafts)
    )


def _states_something(scene: Scene, event: Happening, cues: Sequence[attribution.Cue]) -> bool:
    """Whether the trigger asserts: a finite verb, an infinitive under one, a participle or noun with its own figure or cue."""
    trigger = event.trigger
    if any(c.trigger == trigger for c in cues):
        return False
    judged = any(trigger.i in c.content and c.stance not in ("asserts", None) for c in cues)
    figure = any(True for _ in figures.near(scene, event))
    if event.nominal:
        return judged or figure or _light(event) or (_measured(event) and any(trigger.i in c.content and c.manner != "asks" for c in cues)) or any(trigger.i in c.content and c.trigger.pos_ == "NOUN" for c in cues)
    if trigger.dep_ in ("amod", "compound") or (trigger.dep_ in ("xcomp", "pcomp") and trigger.head.lemma_ in _UNREAL and not judged):
        return False
    if _conditional(trigger) and not judged:
        return False
    if _finite(trigger):
        return True
    if event.type == "agreement" and trigger.tag_ == "VB" and trigger.dep_ in ("advcl", "acl", "relcl", "xcomp"):
        # "made a visit to sign the treaty": told as done, where what it served is told as done.
        return any(_finite(a) and a.tag_ == "VBD" for a in grammar.ancestors(trigger) if a.pos_ == "VERB")
    if trigger.dep_ in ("pcomp", "acl") and _vouched(scene, trigger):
        return True
    if trigger.dep_ in ("xcomp", "pcomp", "ccomp", "conj", "csubj", "advcl", "acl"):
        if judged or figure and trigger.dep_ in ("acl", "pcomp", "advcl", "conj", "ccomp", "xcomp"):
            return True
        if trigger.dep_ in ("xcomp", "ccomp", "conj", "csubj") and trigger.head.pos_ in ("VERB", "AUX", "ADJ"):
            return trigger.head.lemma_ not in _UNREAL
        return any(
            trigger.i in c.content and (c.manner in ("says", "shows") and trigger.head == c.trigger or c.trigger.pos_ == "NOUN")
            for c in cues
        )
    return trigger.dep_ == "ROOT"


def _vouched(scene: Scene, trigger: Token) -> bool:
    """ "reports of officers having been killed were likely true": what a noun of telling tells is said to be so."""
    for above in grammar.ancestors(trigger):
        if above.pos_ == "NOUN" and above.lemma_.lower() in scene.lexicon.cue_nouns and above.dep_ == "nsubj":
            return any(c.dep_ == "acomp" and c.lower_ in ("true", "accurate", "correct", "credible", "right") for c in above.head.children)
        if above.pos_ in ("VERB", "AUX"):
            return False
    return False


def _light(event: Happening) -> bool:
    """Whether a noun is what a finite verb brings about: "the shipments continued", "launched a recruitment campaign"."""
    head = event.trigger.head
    if event.trigger.dep_ in ("nsubj", "nsubjpass") and head.lemma_ == "be" and any(c.dep_ == "acomp" for c in head.children):
        # "casualties were highly likely"
        return _finite(head)
    if event.trigger.dep_ in ("nsubj", "nsubjpass") and event.score >= 8 and any(t.pos_ == "NUM" for t in grammar.clause(head)):
        # "production has reached two million rounds"
        return _finite(head)
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
        )
        and _finite(head)
    )


_UNREAL = frozenset("avoid prevent refuse decline fail stop want urge ask demand hope escape evade resist oppose forbid".split())
"""Verbs under which an infinitive or participle did not happen."""
_MEASURES = frozenset(
    {"uptick", "rise", "increase", "growth", "surge", "possibility", "likelihood", "prospect", "chance", "risk", "pace", "level", "plan", "probability", "halt"}
)


def _measured(event: Happening) -> bool:
    """Whether a noun stands under one that says how much or how likely, itself the subject of a finite verb."""
    token = event.trigger
    while token.dep_ in ("pobj", "prep", "compound") and token.head != token:
        token = token.head
        if token.lemma_.lower() in _MEASURES and token.dep_ in ("nsubj", "nsubjpass", "attr", "dobj"):
            return _finite(grammar.predicate(token))
    return False


def _finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ not in ("acl",):
        return True
    if any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children):
        return True
    if verb.dep_ == "acl" and grammar.own_subject(verb) is not None and any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        # A clause with a subject of its own, misparsed onto a noun.
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ in ("VBN", "VBD", "VB", "VBG"):
        return _finite(verb.head)
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


def _no_longer(verb: Token) -> bool:
    return any(c.lower_ in ("longer", "only", "just", "yet", "merely") for c in verb.subtree if abs(c.i - verb.i) < 4)


def _top_head(event: Happening) -> Token | None:
    """The verb that the phrase around an event's theme hangs on."""
    token = event.theme
    while token is not None and token.dep_ in ("pobj", "prep") and token.head != token:
        token = token.head
    return token.head if token is not None else None


def _redundant(event: Happening, events: Sequence[Happening]) -> bool:
    """An infinitive or participle that only unfolds an event of the same type ("sent to fight") adds no claim."""
    trigger = event.trigger
    if trigger.tag_ == "VBN" and trigger.dep_ != "conj" and not any(c.dep_ in ("aux", "auxpass") for c in trigger.children):
        # "soldiers sent abroad have been killed", parsed as if they "sent": the auxiliary tells the main verb.
        if any(c.dep_ == "conj" and any(g.dep_ in ("aux", "auxpass") for g in c.children) and grammar.own_subject(c) is None for c in trigger.children):
            return True
    alone = not event.nominal and grammar.own_subject(trigger) is None
    if alone and trigger.dep_ == "conj":
        # "were loaded at A, sailed to B and went on by rail"; "killed, injured or captured": told in three verbs.
        if any(o.type == event.type and o.theme == event.theme and o.trigger in grammar.ancestors(trigger) for o in events):
            return True
    if alone and event.theme is not None and event.theme.head != trigger:
        # "100 troops deployed abroad have been killed": the figure is that of the killed.
        if any(o is not event and o.theme == event.theme and not o.nominal and _top_head(o) == o.trigger for o in events):
            return trigger.dep_ not in ("conj", "relcl")
    if _finite(event.trigger) and not event.nominal:
        return False
    for other in events:
        if other is event or other.type != event.type:
            continue
        if other.trigger in grammar.ancestors(event.trigger) and (not figures.own(event) or event.theme == other.theme):
            return True
    return False
