"""Events, cues, figures and dates of one page put together into claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetoproof.examine import (
    assertion,
    attribution,
    figures,
    frames,
    grammar,
    hedging,
    loose,
    roles,
    stance,
    voices,
    when,
    where,
)
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

_GOING_ON = frozenset({"hide", "conceal", "stop", "cease", "halt", "end", "doubt", "dispute", "abandon", "slow", "prevent"})
_SUPPOSED = frozenset({"so", "lest", "if", "unless", "until", "whether"})


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
    anchor: int
    """Index of the token that stands for it: where its figure begins, else its trigger, else the word that judges."""
    judged: bool = False
    """Whether a learnt reader took it for a claim of its own."""
    fresh: bool = False
    """Whether only a learnt reader took it for a claim."""
    again: dict[int, float] = field(default_factory=dict)
    """Tokens at which the network sees the same claim said again, with its probabilities."""
    also: list[Extent] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


SOON = 2
"""Sentences behind a denial at the head of a page within which what is denied may be told."""
MOST = 2_500
"""Drafts after which no further sentence of a page is read. A long report has some hundreds; restatements are merged later."""


@dataclass(slots=True)
class Page:
    """A page as the rules read it: the drafts, and what was seen on the way to them, by token and by sentence."""

    chainer: Chainer
    topics: Topics
    drafts: list[Draft] = field(default_factory=list)
    happenings: dict[int, Happening] = field(default_factory=dict)
    voiced: dict[int, list[Voiced]] = field(default_factory=dict)
    ahead: list[tuple[Sentence, Voiced]] = field(default_factory=list)
    """Judgements at the head of a page of what is told only behind them."""


def read(scene: Scene) -> list[Draft]:
    """The claims of a page in order of the text, restatements not yet merged."""
    page = walk(scene)
    voices.give(scene, page, page.drafts)
    page.drafts = voices.own(scene, page, page.drafts)
    settle(page, page.drafts)
    return sorted(page.drafts, key=lambda d: (d.start, d.end))


def walk(scene: Scene) -> Page:
    """One pass over the sentences; the chains are not yet settled by what the whole page says."""
    cast = Cast(scene)
    page = Page(Chainer.of(scene, cast), Topics(scene.lexicon.regime))
    # The headline is read last: it takes its speakers and its subject from the text below it.
    body = [s for s in scene.sentences if not s.headline]
    head = [s for s in scene.sentences if s.headline]
    for sentence in head:
        page.topics.overhear(scene, sentence, frames.find(scene, sentence))
    for sentence in body:
        page.drafts.extend(_sentence(scene, page, sentence))
        page.drafts.extend(_told_after(scene, page, sentence))
        if len(page.drafts) >= MOST:
            scene.end_at(sentence)
            break
    for sentence in head:
        page.drafts.extend(_sentence(scene, page, sentence))
    return page


def settle(page: Page, drafts: Sequence[Draft]) -> None:
    """Completes chains, composed sentence by sentence, by what the whole page says."""
    for draft in drafts:
        page.chainer.heard.add(draft.sentence.tokens.start, draft.chain[1:])
    for draft in drafts:
        draft.chain = page.chainer.settled(draft.chain, draft.sentence.tokens.start, figure=draft.quantity is not None)


def credit(page: Page, drafts: Sequence[Draft]) -> None:
    """Puts the agency that the whole story is taken from before chains that say already who passes on whom."""
    for draft in drafts:
        draft.chain = page.chainer.credited(draft.chain, draft.sentence.tokens.start)


def _sentence(scene: Scene, page: Page, sentence: Sentence) -> list[Draft]:
    chainer, topics = page.chainer, page.topics
    if sentence.tokens.text.rstrip("”\"’' ").endswith("?"):
        # A question asserts nothing; who asks it may still be taken up later.
        page.voiced[sentence.index] = chainer.sentence(attribution.find(scene, sentence))
        topics.overhear(scene, sentence, frames.find(scene, sentence))
        return []
    cues = attribution.find(scene, sentence)
    voiced = page.voiced[sentence.index] = chainer.sentence(cues)
    chainer.turn(sentence)
    found = frames.find(scene, sentence)
    page.happenings.update((event.trigger.i, event) for event in found)
    events = [event for event in found if assertion.states_something(scene, event, cues)]
    topics.overhear(scene, sentence, [event for event in found if event not in events])
    events = [e for e in events if not assertion.redundant(e, events)]
    events += loose.find(scene, sentence, events, cues, topics)
    drafts: list[Draft] = []
    for event in events:
        drafts.extend(_event(scene, chainer, topics, sentence, event, len(events)))
    for one in voiced:
        if any(
            d.stance != "asserts" and d.quantity is None and d.chain == chainer.chain(chainer.extended([one])) for d in drafts
        ):
            # One refusal in two verbs: "called it contradictory but did not confirm it".
            continue
        if (
            one.cue.stance in ("denies", "declines", "questions", "acknowledges")
            and (one.links or one.house)
            and not _spent(one, events, drafts)
        ):
            judged = _judgement(scene, chainer, topics, sentence, one, drafts)
            drafts.extend(judged)
            if not judged and not topics.order:
                page.ahead.append((sentence, one))
    drafts = stance.consistent(drafts)
    best = next((d for d in drafts if len(d.chain) > 1), None)
    if best is not None:
        chainer.remember(sentence, best.chain, best.stance, best.frame.type)
    elif outer := next((v for v in voiced if v.links and v.cue.stance == "asserts" and not v.cue.apart), None):
        links = outer.links
        if sentence.tokens.text.rstrip().endswith(":"):
            # "A carried a denial by B:" what follows is B's, through A.
            links = [link for v in voiced for link in v.links]
        chainer.remember(sentence, chainer.chain(links), "asserts", None)
    return drafts


def _event(scene: Scene, chainer: Chainer, topics: Topics, sentence: Sentence, event: Happening, among: int) -> list[Draft]:
    covering = chainer.covering(event.trigger)
    if any(v.cue.stance is None or v.cue.manner == "asks" for v in covering):
        return []
    notes: list[str] = []
    frame = topics.complete(roles.frame(scene, event), scene, event, notes)
    frame = where.placed(scene, sentence, event, frame, [v.cue for v in covering])
    if not topics.worthy(scene, frame, event):
        return []
    innermost = covering[-1] if covering else None
    stance: Stance = innermost.cue.stance or "asserts" if innermost else "asserts"
    outer = next((v for v in covering[:-1] if v.cue.stance not in ("asserts", None)), None)
    hedge = hedging.find(scene, event, innermost.cue if innermost else None)
    if hedge is None and len(covering) > 1 and innermost is not None and covering[-2].links:
        hedge = hedging.verdict(scene, covering[-2].cue, innermost.cue, covering[-2].links[-1].speaker)
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
        elif marker is not None and stance == "asserts":
            chain = chainer.chain(
                [Attribution(speaker="unspecified reports", kind="unspecified", cue=marker.exact, span=marker)]
            )
    if stance == "asserts" and negated(event):
        stance = "denies"
    if stance == "denies" and _strangers(scene, links, event):
        return []
    base = {"chain": chain, "stance": stance, "hedge": hedge, "sentence": sentence, "attributed": bool(links), "notes": notes}
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
        anchor = figures.tokens(scene, figure)[0].i if figure is not None else event.trigger.i
        drafts.append(
            Draft(start=start, end=end, frame=own, quantity=quantity, period=period, anchor=anchor, **base)  # type: ignore[arg-type]
        )
        topics.add(own, event, quantity)
        scene.antecedent = topics.antecedent
    return drafts


def _strangers(scene: Scene, links: Sequence[Attribution], event: Happening) -> bool:
    """Whether a state of no part in the file denies what it did itself: "A denied selling drones to B" is A's sale."""
    parties = scene.lexicon.regime.parties
    denier = links[-1] if links else None
    actor = scene.lexicon.actors.get(denier.speaker) if denier is not None else None
    code = actor.country if actor is not None else denier.speaker[:2] if denier is not None and denier.kind == "state" else None
    subject = grammar.own_subject(event.verb)
    own = subject is None or (subject.pos_ == "PRON" and subject.lower_ in ("it", "they", "we", "he", "she"))
    printed = {found.value.country.code for t in event.verb.subtree if (found := scene.nation(t)) is not None}
    return code is not None and len(parties) > 1 and code not in parties and own and parties[0] not in printed


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
            anchor=cue.trigger.i,
            notes=notes,
        )
    ]


def _told_after(scene: Scene, page: Page, sentence: Sentence) -> list[Draft]:
    """ "A has rejected the reports. Even so, arms of B have arrived": what A rejects is told right behind."""
    if not page.ahead or not page.topics.order:
        return []
    found = []
    for before, one in page.ahead:
        if 0 < sentence.index - before.index <= SOON:
            page.chainer.voiced = page.voiced[before.index]
            found += _judgement(scene, page.chainer, page.topics, before, one, [])
    page.ahead.clear()
    return found


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


def goes_on(verb: Token) -> bool:
    """Whether a verb negated tells that something goes on: "did not hide its deliveries", "have not stopped"."""
    return verb.lemma_.lower() in _GOING_ON


def negated(event: Happening) -> bool:
    """Whether the words themselves say that an event did not happen.

    "No longer", "not only", "not yet" do not, nor does what is hoped for or supposed: "so that nobody is sent", "unless".
    """
    verb = event.verb
    if any(c.dep_ == "mark" and c.lower_ in _SUPPOSED for c in verb.children) or any(
        c.lower_ == "so" and c.i < verb.i and verb.dep_ == "advcl" for c in verb.children
    ):
        return False
    subjects = [c for c in verb.children if c.dep_ in grammar.SUBJECTS and not grammar.not_one(c)]
    if any(t.pos_ == "NUM" or t.lower_ == "half" for c in subjects for t in c.subtree):
        # "36 of them cannot be traced": what is told of the 36.
        return False
    if goes_on(verb):
        return False
    return grammar.negated(verb) and not any(
        c.lower_ in ("longer", "only", "just", "yet", "merely", "until", "fewer", "less", "than", "so", "but")
        for c in verb.subtree
        if abs(c.i - verb.i) < 4
    )
