"""A page read with the network: what the rules drafted is kept, mended or dropped, and what they missed is drafted."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import claims, fate, figures, grammar, hedging, loose, roles, themes, voices, when, where
from vetoproof.examine import stance as stances
from vetoproof.examine.claims import Draft, Page
from vetoproof.examine.extent import extent
from vetoproof.examine.frames import Happening, of_noun, of_verb
from vetoproof.examine.learned import counted, elsewhere, lists, parties, things, unfounded
from vetoproof.examine.learned.anchors import Anchor, anchors
from vetoproof.examine.learned.judge import Judge
from vetoproof.examine.learned.sheet import ROLES, Sheet, sheet
from vetoproof.examine.learned.speakers import HERE, Links, known, outward, without_doers
from vetoproof.examine.period import UNDATED
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.topic import abroad
from vetoproof.model import Attribution, EventType, Frame, Hedge, Rejection
from vetoproof.packs.language import FrameRow

if TYPE_CHECKING:
    from spacy.tokens import Token

UNSEEN = "read by a rule where the judge sees no claim"
TWICE = "a further reading of the same words by a rule; the judge keeps one"
UNHURT = "casualties that only the network reads, without a word for what befell whom"
SURE = 0.5
"""Probability from which the network's word on a slot goes before the rules'."""
TOLD = 0.8
"""Probability from which the network's word goes before an attribution, or a plain assertion, that the rules read."""
SETTLED = 0.85
"""Probability from which it names another speaker than the words of the same clause do."""
OWNED = 0.999
"""The same for an admission: "the state has confirmed it: its general told ..." is held against the state."""
AHEAD = 0.85
"""The same where he is named only behind the sentence."""
NEXT = 0.5
"""The same where he is named in the very next sentence: "9,000 have been sent. That is what the ministry says."."""
KNOWN = 0.4
"""The same where the rules find the speaker at the very words that it points at, and leave him nameless."""
LISTED = 0.7
"""The same for a point of a list: whoever spoke before it does not, for the rules, say it."""
PLAIN = 0.5
"""Probability from which it names a speaker where the rules read none."""
CERTAIN = 0.9
"""Probability from which it goes before a question or a refusal that the rules read. A denial never becomes an assertion."""
TOGETHER: frozenset[EventType] = frozenset({"agreement", "statement_other", "un_action"})
LIKELY = 0.25
"""Probability that keeps a state in the role that the rules gave it."""
ABSENT = 0.85
"""Probability from which the network's word that there is no hedge, or another, goes before one that the rules found."""


def read(scene: Scene, judge: Judge) -> tuple[list[Draft], list[Rejection]]:
    """The claims of a page in order of the text, restatements not yet merged; and the rules' drafts that were not taken."""
    page = claims.walk(scene)
    paper = sheet(scene, page)
    ruled: dict[int, list[Draft]] = {}
    for draft in page.drafts:
        ruled.setdefault(draft.anchor, []).append(draft)
    links = Links(scene, page, paper)
    sentence_of = {t.i: s for s in scene.sentences for t in s.tokens}
    refused = frozenset(at for at, drafts in ruled.items() if drafts[0].stance == "denies")
    found: list[Draft] = []
    # Of each window's answers, a megabyte or two, nothing is held longer than the window.
    bare: dict[int, tuple[Token | None, float] | None] = {}
    sure: dict[int, tuple[float, float]] = {}
    rejected: list[Rejection] = []
    # Also those that are not given: what is remembered of a draft is remembered by its identity, which must not come twice.
    drawn: list[Draft] = []
    for answers in judge.read(paper):
        chosen = anchors(scene, paper, answers, frozenset(ruled), refused)
        crowd: dict[int, int] = {}
        for one in chosen:
            crowd[sentence_of[one.token.i].index] = crowd.get(sentence_of[one.token.i].index, 0) + 1
        for one in chosen:
            sentence = sentence_of[one.token.i]
            at = ruled.get(one.token.i) or (ruled.get(figures.tokens(scene, one.figure)[0].i) if one.figure else None)
            if not at and _idle(page, sentence, one):
                continue
            drafts = at or [_drafted(scene, page, sentence, one, alone=crowd[sentence.index] == 1)]
            # "100 soldiers sent there have been killed": of what the rules read at one figure, the event that is seen.
            kind, first = one.answers.type(one.word)[0], drafts[0].stance
            drafts = sorted(drafts, key=lambda d: (d.stance != first, d.frame.type != kind))
            draft = _mended(scene, page, paper, links, one, drafts[0], fresh=at is None)
            drawn.append(draft)
            if draft.frame.type == "casualties" and draft.fresh and draft.stance == "asserts":
                hurt, outcome = fate.befell(scene, one.token, draft.frame.outcome, figure=one.figure is not None)
                if not hurt:
                    rejected.append(Rejection(what=_quote(scene, draft), reason=UNHURT))
                    continue
                draft.frame = msgspec.structs.replace(draft.frame, outcome=outcome)
            listed = _listed(scene, page, one, draft) if draft.fresh and one.figure is None else []
            for each in listed or [draft]:
                bare[id(each)] = things.bare(scene, paper, one, each)
                sure[id(each)] = (one.odds, one.answers.stance(one.word)[1])
            if listed:
                links.made.update(map(id, listed))
                found += [each for each in listed if not any(_same(each, other) for other in found)]
            elif abroad(draft.frame, paper.parties) or (not at and elsewhere.told(scene, sentence, one, draft, paper.parties)):
                rejected.append(Rejection(what=_quote(scene, draft), reason=elsewhere.REASON))
            else:
                found.append(draft)
    refusals = {
        id(draft): why for draft in found if (why := unfounded.reason(scene, page, draft, *sure[id(draft)])) is not None
    }
    rejected += [Rejection(what=_quote(scene, draft), reason=refusals[id(draft)]) for draft in found if id(draft) in refusals]
    found = [draft for draft in found if id(draft) not in refusals]
    found = [draft for drafts in _by_sentence(found) for draft in _spoken(stances.consistent(drafts))]
    counted.complete(scene, found)
    for draft in found:
        draft.quantity = things.counted(scene, draft, bare[id(draft)])
    links.made -= voices.give(scene, page, found, links.made)
    found = voices.own(scene, page, found, links.made)
    claims.settle(page, [draft for draft in found if id(draft) not in links.made])
    claims.credit(page, [draft for draft in found if id(draft) in links.made])
    return sorted(found, key=lambda d: (d.start, d.end)), [*rejected, *_dropped(scene, page, found)]


def _dropped(scene: Scene, page: Page, found: list[Draft]) -> list[Rejection]:
    """What the rules read and the judge did not take, each with its reason: nothing is dropped that nobody counts."""
    kept = {id(draft) for draft in found}
    words = {draft.anchor for draft in found}
    return [
        Rejection(what=_quote(scene, draft), reason=TWICE if draft.anchor in words else UNSEEN)
        for draft in page.drafts
        if id(draft) not in kept
    ]


def _quote(scene: Scene, draft: Draft) -> str:
    return scene.text[draft.start : draft.end][:80]


def _spoken(drafts: list[Draft]) -> list[Draft]:
    """Without denials and refusals that only the network reads and that would be the outlet's own beside another's."""
    voiced = {(d.stance, d.frame.type) for d in drafts if len(d.chain) > 1}
    return [
        d for d in drafts
        if not (d.fresh and d.stance != "asserts" and len(d.chain) == 1 and (d.stance, d.frame.type) in voiced)
    ]  # fmt: skip


def _by_sentence(drafts: list[Draft]) -> list[list[Draft]]:
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        found.setdefault(draft.sentence.index, []).append(draft)
    return list(found.values())


def _idle(page: Page, sentence: Sentence, one: Anchor) -> bool:
    """Whether a word only says that somebody says something: "said" is no event."""
    return one.figure is None and any(
        v.cue.trigger.i == one.token.i and v.cue.stance == "asserts" and not v.cue.apart
        for v in page.voiced.get(sentence.index, ())
    )


def _drafted(scene: Scene, page: Page, sentence: Sentence, one: Anchor, *, alone: bool) -> Draft:
    """A draft where the rules have none: roles by the network, the rest by what the rules find around the word."""
    kind: EventType = one.answers.type(one.word)[0]  # type: ignore[assignment]
    event = page.happenings.get(one.token.i)
    if event is None or event.type != kind:
        event = _happening(scene, one, kind)
    chainer = page.chainer
    chainer.voiced = page.voiced.get(sentence.index, [])
    covering = chainer.covering(one.token)
    frame = where.placed(scene, sentence, event, roles.frame(scene, event), [v.cue for v in covering])
    frame, quantity = figures.fill(scene, event, frame, one.figure, page.topics)
    start, end = extent(scene, sentence, event, one.figure, covering, alone=alone)
    innermost = covering[-1].cue if covering else None
    return Draft(
        start=start,
        end=end,
        chain=chainer.chain(chainer.extended(covering)),
        stance=(innermost.stance if innermost is not None else None) or "asserts",
        hedge=hedging.find(scene, event, innermost),
        frame=frame,
        quantity=quantity,
        period=when.of(scene, sentence, event, [v.cue for v in covering]),
        sentence=sentence,
        attributed=bool(covering),
        anchor=one.token.i,
        fresh=True,
        notes=["read by the network where no rule reads an event"],
    )


def _listed(scene: Scene, page: Page, one: Anchor, draft: Draft) -> list[Draft]:
    """A draft for each event of a list in which a judge sees one claim, each with its own parties; [] without a list."""
    found = []
    for event in lists.members(page, one.token):
        notes = [*draft.notes, "one of a list of events"]
        frame = lists.frame(scene, page, event, notes)
        if frame is not None:
            found.append(dataclasses.replace(draft, frame=frame, anchor=event.trigger.i, notes=notes, period=None, also=[]))
    return found if len(found) > 1 else []


def _same(one: Draft, other: Draft) -> bool:
    return one.sentence.index == other.sentence.index and one.frame.type == other.frame.type and one.anchor == other.anchor


def _happening(scene: Scene, one: Anchor, kind: EventType) -> Happening:
    if one.figure is not None:
        return loose.happening(scene, figures.tokens(scene, one.figure), kind)
    token = one.token
    nominal = token.pos_ not in ("VERB", "AUX")
    arguments = of_noun(token) if nominal else of_verb(token)
    row = FrameRow(id="learnt", types={"any": kind}, outcome=kind == "casualties", source="-", limitation="-")
    heads = [h for place in ("object", "subject", "of", "with") for h in arguments.get(place, ())]
    told = [h for h in map(grammar.thing, heads) if set(themes.of(scene, h)) & figures.COUNTABLE]
    theme: Token | None = told[0] if told else token if nominal else None
    kinds = themes.of(scene, theme) if theme is not None else ()
    return Happening(token, row, kind, theme, next((k for k in kinds if k in figures.COUNTABLE), "any"), arguments, nominal)


def _mended(scene: Scene, page: Page, paper: Sheet, links: Links, one: Anchor, draft: Draft, *, fresh: bool) -> Draft:
    """A draft with the network's word on each slot where it is sure of it."""
    answers, word = one.answers, one.word
    stance, sure = answers.stance(word)
    changed: dict[str, object] = {}
    if fresh and stance == "asserts" and unfounded.turned(one.token, sure):
        changed["stance"], sure = answers.stance(word, but="asserts")[0], 0.0
    lost = draft.stance == "denies" and stance == "asserts"
    if stance == "denies" and draft.stance == "asserts" and not fresh and not unfounded.borne_out(scene, page, draft):
        lost = True
    if not lost and sure >= (CERTAIN if draft.stance != "asserts" else SURE if fresh else TOLD):
        changed["stance"] = stance
    # What a denial that the rules read is about hangs on its sentence: another event needs more.
    frame = _frame(draft.frame, one, paper.parties, fresh=fresh, least=CERTAIN if draft.stance == "denies" else SURE)
    voices = page.voiced.get(draft.sentence.index, ())
    speaking = frozenset(t.i for v in voices for link in v.cue.links for head in link for t in grammar.phrase(head))
    frame = parties.settled(scene, draft.sentence, one.token, draft.frame, frame, speaking)
    frame = parties.unlike(scene, things.thing(scene, paper, one), draft.sentence, frame)
    changed["frame"] = msgspec.structs.replace(
        frame, item=things.item(scene, paper, one, frame), place=things.place(scene, paper, one, frame)
    )
    changed["hedge"] = _hedge(scene, paper, one, draft)
    if draft.quantity is not None:
        basis, sure = answers.basis(word)
        if sure >= SURE:
            changed["quantity"] = msgspec.structs.replace(draft.quantity, basis=basis)
    changed["period"] = _period(scene, paper, one, draft)
    if draft.hedge is not None and draft.hedge.by:
        # Somebody judges another's report: who and whose the rules read from the grammar of the judgement.
        changed["hedge"] = draft.hedge
    told = links.chain(answers, word)
    if stance == draft.stance == "asserts":
        told = without_doers(scene, told, one.token)
    given, odds = told.links, told.odds
    own = {link.speaker for link in draft.chain[-1:]} if len(draft.chain) > 1 else set()
    if draft.hedge is not None and draft.hedge.by:
        odds = 0.0
    far = bool(given) and _elsewhere_said(draft, given)
    if far and not draft.attributed and draft.sentence.index in page.chainer.alone and odds < LISTED:
        # A point of a list, what another party does: whoever spoke before does not say it.
        odds = 0.0
    if not given and draft.chain[-1].kind == "unspecified":
        # "Reportedly" has a source, though nobody is named.
        odds = 0.0
    if far and not draft.attributed and odds < _needed(scene, draft, given):
        # Who speaks only further down says nothing here, unless the network is all but certain.
        odds = 0.0
    # A sentence that names its own speaker is given one of another sentence only where the network is surer.
    ruled = OWNED if draft.stance == "acknowledges" else SETTLED
    least = (TOLD if far and own and not draft.sentence.headline else SURE) if fresh else ruled if draft.attributed else PLAIN
    if not given and fresh and draft.attributed:
        # "... , the broadcaster said": its own sentence names who says it.
        least = SETTLED
    if given and draft.attributed and known(draft.chain[-1], given[-1]):
        least = min(least, KNOWN)
    if odds >= least and not (given and given[-1].speaker in own):
        changed["chain"] = page.chainer.chain(given)
        links.made.add(id(draft))
        changed["attributed"] = bool(given)
    elif given and given[-1].speaker in own:
        changed["chain"] = page.chainer.chain(outward(draft.chain[1:], told))
    changed["judged"] = True
    changed["again"] = {paper.tokens[at]: p for at, p in answers.pointed("again", word, HERE) if at is not None}
    mended = [name for name in ("stance", "frame", "chain") if changed.get(name, getattr(draft, name)) != getattr(draft, name)]
    if mended and not fresh:
        changed["notes"] = [*draft.notes, f"mended by the network: {', '.join(mended)}"]
    for name, value in changed.items():
        setattr(draft, name, value)
    return draft


def _elsewhere_said(draft: Draft, links: Sequence[Attribution]) -> bool:
    """Whether the innermost speaker is named outside of the sentence."""
    span = links[-1].span
    return span is None or not draft.sentence.start <= span.start < draft.sentence.end


def _needed(scene: Scene, draft: Draft, links: Sequence[Attribution]) -> float:
    """How sure the network must be of a speaker who is named only behind the sentence: right behind it, or further down."""
    span = links[-1].span
    if span is None or span.start < draft.sentence.end:
        return 0.0
    between = sum(draft.sentence.end <= s.start <= span.start and not s.headline for s in scene.sentences)
    return NEXT if between <= 1 and not draft.sentence.headline else AHEAD


def _frame(frame: Frame, one: Anchor, parties: tuple[str, ...], *, fresh: bool, least: float = SURE) -> Frame:
    answers, word = one.answers, one.word
    kind, sure = answers.type(word)
    changed: dict[str, object] = {}
    if fresh or sure >= least:
        changed["type"] = kind
    named = {c for role in ROLES for c in (getattr(frame, role) or "").split("|") if c}
    flows = frame.type in roles.FLOWS or frame.type == "attack"
    if named and flows and not named & set(parties):
        # "A sold tanks to B": the clause prints who, and it is nobody of this file.
        return frame
    codes = [c for role in ROLES for c in (getattr(frame, role) or "").split("|") if c]
    # "A sold B tanks, while C looked on": the rules read A as the seller, and no weight makes it C.
    foreign = flows and any(r and not set(r.split("|")) & set(parties) for r in (getattr(frame, role) for role in ROLES))
    for role, odds in answers.parties(word, codes).items():
        said = (getattr(frame, role) or "").split("|")
        if foreign and said != [""]:
            continue
        given = "|".join(sorted(code for code, p in odds if p >= (LIKELY if code in said else SURE))) or None
        # That the network sees nobody says little against a role that the rules read in the same event.
        changed[role] = given or (getattr(frame, role) if changed.get("type", frame.type) == frame.type else None)
    chances = {role: dict(odds) for role, odds in answers.parties(word, codes).items()}
    return directed(single(msgspec.structs.replace(frame, **changed), chances, parties), parties)


def single(frame: Frame, chances: dict[str, dict[str, float]], parties: tuple[str, ...]) -> Frame:
    """One of the regime's parties in a role, and none at both ends of a flow, unless the event is one of both together."""
    if frame.type in TOGETHER or not chances:
        return frame
    found = {}
    for role in ROLES:
        codes = [c for c in (getattr(frame, role) or "").split("|") if c]
        own = sorted((c for c in codes if c in parties), key=lambda c: -chances[role].get(c, 0.0))
        found[role] = [c for c in codes if c not in own[1:]]
    for one, other in (("supplier", "recipient"), ("agent", "patient")):
        for code in set(found[one]) & set(found[other]):
            weaker = min((one, other), key=lambda role: chances[role].get(code, 0.0))
            found[weaker] = [c for c in found[weaker] if c != code]
    return msgspec.structs.replace(frame, **{role: "|".join(sorted(codes)) or None for role, codes in found.items()})


def directed(frame: Frame, parties: tuple[str, ...]) -> Frame:
    """Which way goods went tells which flow it was: to the regime's first party it is a return flow, from it arms."""
    if frame.type == "troop_deployment" and frame.recipient in parties[:1] and frame.supplier not in (None, *parties):
        # "A cleared the village of the first party's soldiers": nobody sends it any, its own are there.
        return msgspec.structs.replace(frame, supplier=frame.recipient, recipient=None)
    if len(parties) < 2 or frame.type not in ("arms_transfer", "return_flow"):
        return frame
    ways: dict[tuple[str | None, str | None], EventType] = {
        (parties[0], parties[1]): "arms_transfer", (parties[1], parties[0]): "return_flow",
    }  # fmt: skip
    kind = ways.get((frame.supplier, frame.recipient), frame.type)
    return msgspec.structs.replace(frame, type=kind)


def _hedge(scene: Scene, paper: Sheet, one: Anchor, draft: Draft) -> Hedge | None:
    at, odds = next(iter(one.answers.pointed("hedge", one.word)), (None, 0.0))
    if odds < (SURE if draft.hedge is None else ABSENT):
        return draft.hedge
    if at is None:
        return draft.hedge if draft.hedge is not None and draft.hedge.by else None
    token = scene.doc[paper.tokens[at]]
    if not draft.sentence.start <= token.idx < draft.sentence.end:
        # A hedge of another sentence is another claim's.
        return draft.hedge
    if draft.hedge is not None and draft.hedge.span is not None and draft.hedge.span.start <= token.idx < draft.hedge.span.end:
        return draft.hedge
    return hedging.at(scene, token) or draft.hedge


def _period(scene: Scene, paper: Sheet, one: Anchor, draft: Draft) -> object:
    at, odds = next(iter(one.answers.pointed("period", one.word)), (None, 0.0))
    if odds < SURE or at is None:
        # Most claims have no date: that the network sees none says little against the one that the rules found.
        return draft.period
    token = scene.doc[paper.tokens[at]]
    if not draft.sentence.start <= token.idx < draft.sentence.end or when.said(scene, token):
        # The dateline, or a date beside "told", tells when it was said.
        return draft.period
    here = [one for one in scene.dates(token.idx, token.idx + len(token)) if one.note != UNDATED]
    return here[0].value if here else draft.period
