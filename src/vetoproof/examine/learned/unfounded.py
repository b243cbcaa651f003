"""Claims that only the network reads, and that no word of the sentence bears out: a denial without a word that denies, a visit
of nobody. They are rejected with their reason; a weight alone accuses nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import claims, grammar, stance, themes
from vetoproof.examine.claims import Draft, Page
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

DENIAL = "a denial that only the network reads, and that no word of the sentence makes"
EMPTY = "a claim that only the network reads, in a sentence without a word of the file"
MONEY = "money or computers of nobody of the file, by the network alone"
UNSAID = "a claim that only the network reads, in what nobody says: 'no longer denies that ...'"
ASKED = "a claim that only the network reads, in what somebody was asked"
CLEAR = 0.75
"""Probability from which a claim is believed without a word of the file: "four more are to follow"."""
PLAIN = 0.75
"""Probability from which a denial is believed without a word for it: "the owner says fish"."""
SEEN = 0.6
"""Probability that it is a claim at all, from which any negation in its words bears a denial out: "in our district not one"."""
EVEN = 0.5
"""The same of its stance."""
FLAT = 0.7
"""Probability from which an assertion is believed although its verb is negated."""
_MEANT = frozenset({"mean", "intend", "destine", "design", "make"})
VISIT = "a visit that only the network reads, by nobody whom the sentence names"


def reason(scene: Scene, page: Page, draft: Draft, odds: float, sure: float) -> str | None:
    """Why a draft that only the network reads is not given, or None.

    `odds`: the probability that it is a claim at all, `sure`: that of its stance.
    """
    if not draft.fresh:
        return None
    told = odds >= SEEN and sure >= EVEN and _negated(draft)
    if draft.stance == "denies" and sure < PLAIN and not told and not borne_out(scene, page, draft):
        return DENIAL
    asserted = draft.stance == "asserts" and draft.quantity is None and odds < CLEAR
    if draft.stance == "asserts" and _asked(scene, draft):
        return ASKED
    if draft.frame.type == "visit" and asserted and not _named(scene, draft):
        return VISIT
    if draft.frame.type == "finance_cyber" and asserted and not (_named(scene, draft) or _told(scene, draft)):
        return MONEY
    cues = [v.cue for v in page.voiced.get(draft.sentence.index, ())]
    silent = [cue for cue in cues if cue.stance is None and stance.withheld(scene, cue.trigger)]
    if any(draft.anchor in cue.content or draft.anchor == cue.trigger.i for cue in silent):
        return UNSAID
    if asserted and not _of_any_matter(scene, page, draft):
        return EMPTY
    return None


def turned(token: Token, sure: float) -> bool:
    """Whether an assertion that only the network reads stands on a verb that is negated, so that nothing is asserted: "they are
    not meant for anybody abroad". `sure`: the probability that it asserts. "The trains do not stop" asserts, and it is sure.
    """
    return (
        token.pos_ == "VERB"
        and grammar.negated(token)
        and (sure < FLAT or (token.lemma_ in _MEANT and any(c.dep_ == "prep" and c.lower_ == "for" for c in token.children)))
    )


def _of_any_matter(scene: Scene, page: Page, draft: Draft) -> bool:
    """Whether a sentence has a word that any claim could rest on: an event of the rules, goods or people, a state or somebody
    of the pack, a figure, a judgement. "The hall closes at six" has none."""
    if any(v.cue.stance != "asserts" and v.cue.links for v in page.voiced.get(draft.sentence.index, ())):
        return True
    return any(
        t.i in page.happenings
        or scene.nation(t)
        or scene.name(t)
        or t.pos_ == "PRON"
        or (t.pos_ != "NUM" and themes.of(scene, t))
        for t in draft.sentence.tokens
    )


def borne_out(scene: Scene, page: Page, draft: Draft) -> bool:
    """Whether the sentence denies by a verb that the rules take for a denial of this matter, by a noun of denying, a word for
    falsehood, or a negation of what the file is about: "there are no relatives who complain" negates none of it."""
    tokens = list(draft.sentence.tokens)
    if any(
        t.pos_ == "VERB" and not page.happenings.get(t.i) and stance.of_verb(scene, t) == "denies" and not _cued(page, draft, t)
        for t in tokens
    ):
        return True
    voiced = page.voiced.get(draft.sentence.index, ())
    cues = [v.cue for v in voiced if v.cue.stance == "denies"]
    if cues and all(page.topics.another(scene, cue) for cue in cues):
        return False
    if cues or stance.judges(scene, tokens):
        return True
    saying = {v.cue.trigger.i for v in voiced}
    return any(_of_the_file(scene, page, token) for token in tokens if stance.negates(token) and token.head.i not in saying)


def _of_the_file(scene: Scene, page: Page, negation: Token) -> bool:
    """Whether what a negation stands with tells an event or names goods or people of the file, and is negated by it."""
    head = negation.head
    event = page.happenings.get(head.i)
    if event is not None and not event.nominal:
        return claims.negated(event)
    return not claims.goes_on(head) and any(
        t.i in page.happenings or themes.of(scene, t) or scene.nation(t) for t in (head, *head.children)
    )


def _asked(scene: Scene, draft: Draft) -> bool:
    """Whether the words of a claim are what somebody is asked: "asked to confirm that A had sent it, B said: 'Ask C'"."""
    token = draft.sentence.tokens.doc[draft.anchor]
    above = [one for one in grammar.ancestors(token) if one.dep_ in ("advcl", "acl", "relcl") and one.tag_ in ("VBN", "VBG")]
    rows = (row for one in above for row in scene.lexicon.cue_verbs.get(one.lemma_.lower(), ()))
    return any(row.manner == "asks" for row in rows)


def _negated(draft: Draft) -> bool:
    return any(stance.negates(t) for t in draft.sentence.tokens if draft.start <= t.idx < draft.end)


def _named(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence names the state that acts, or one of its people; or takes somebody up ("he", "the minister")."""
    if any(t.tag_ in ("PRP", "PRP$") or scene.lexicon.is_a(t.lower_, "official") for t in draft.sentence.tokens):
        return True
    codes = set((draft.frame.agent or "").split("|")) - {""}
    return bool(codes & {scene.state(token) for token in draft.sentence.tokens})


def _told(scene: Scene, draft: Draft) -> bool:
    """Whether a word of the sentence tells such an event by itself: "hacked", "laundering"."""
    tables = (scene.lexicon.noun_frames, scene.lexicon.verb_frames)
    rows = [row for t in draft.sentence.tokens for table in tables for row in table.get(t.lemma_.lower(), ())]
    return any(draft.frame.type in row.types.values() for row in rows)


def _cued(page: Page, draft: Draft, verb: Token) -> bool:
    return any(v.cue.trigger.i == verb.i for v in page.voiced.get(draft.sentence.index, ()))
