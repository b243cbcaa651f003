"""From pointed-at words to a chain: who says it, and who relays whom, gathered over all mentions of each speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import chains, grammar, together
from vetoproof.examine.claims import Page
from vetoproof.examine.learned.judge import Opinion
from vetoproof.examine.learned.sheet import Sheet
from vetoproof.examine.scene import Scene
from vetoproof.examine.speaker import UNNAMED
from vetoproof.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 4
"""Links of a chain after the outlet: gold holds none with more."""
PASSED = 0.85
"""The same on who passes on a speaker whom the rules name too: the network reads there what stands sentences before."""
NAMED = 0.6
"""The same where the rules only know of what kind the one is who passes it on: "a broadcaster said"."""
HERE = 0.03
"""Probability from which a mention counts."""
DIRECT = 0.3
"""Weight of the pointer from the claim itself to the name of who says it, beside the one over mentions."""


@dataclass(slots=True)
class Pointed:
    """A speaker with the probability that it is the one, and the word by which the network is surest of it."""

    link: Attribution | None
    word: int | None
    odds: float
    most: float = 0.0
    """What that word adds to the probability. Where "he" speaks counts here, not where the page gives his name."""


@dataclass(slots=True, frozen=True)
class Told:
    """A chain as the network points at it, from the outside inward, and how sure it is of each link; [] for nobody.

    `odds`: of the innermost, or of nobody.
    """

    links: list[Attribution]
    sure: list[float]
    odds: float


@dataclass(slots=True)
class Links:
    """The speakers of one page as the network points at them. A word is resolved once."""

    scene: Scene
    page: Page
    sheet: Sheet
    resolved: dict[int, Attribution | None] = field(default_factory=dict)
    made: set[int] = field(default_factory=set)
    cues: dict[int, str] = field(default_factory=dict)
    """The words that attribute something to a speaker, by the speaker's token."""

    def __post_init__(self) -> None:
        for voiced in self.page.voiced.values():
            for one in voiced:
                for head in (head for heads in one.cue.links for head in heads):
                    self.cues.setdefault(head.i, one.cue.words)

    def chain(self, answers: Opinion, word: int) -> Told:
        """The links after the outlet."""
        first = self._best(answers, [("source", word), ("who", word)])
        links: list[Attribution] = []
        sure: list[float] = []
        at = first
        seen: set[str] = set()
        while at.link is not None and at.word is not None and len(links) < DEEPEST and at.link.speaker not in seen:
            links.insert(0, at.link)
            sure.insert(0, at.odds)
            seen.add(at.link.speaker)
            at = self._best(answers, [("relay", at.word)])
        return Told(links, sure, first.odds)

    def _best(self, answers: Opinion, pointers: Sequence[tuple[str, int]]) -> Pointed:
        """Probabilities summed over all words for each speaker; nobody, and the outlet itself, are one more candidate.

        `pointers`: over mentions first, then to the name itself; one that the judge was not taught has no say.
        """
        found: dict[str, Pointed] = {"": Pointed(None, None, 0.0)}
        lost = 0.0
        heard = [marks for name, word in pointers if (marks := list(self._heard(answers, name, word)))]
        for n, marks in enumerate(heard):
            weight = 1.0 if len(heard) == 1 else DIRECT if n else 1 - DIRECT
            for link, at, p in marks:
                if link is None and at is not None:
                    lost += weight * p
                    continue
                key = "" if link is None or self.page.chainer.is_outlet(link) else link.speaker
                one = found.setdefault(key, Pointed(link, at, 0.0))
                one.odds += weight * p
                if key and not n and p > one.most:
                    one.link, one.word, one.most = link, at, p
        best = max(found.values(), key=lambda one: (one.odds, one.word is None))
        if lost > best.odds:
            # The network points at somebody whom nobody can name.
            return Pointed(None, None, -lost)
        return best

    def _heard(self, answers: Opinion, name: str, word: int) -> Iterator[tuple[Attribution | None, int | None, float]]:
        """Everyone whom a pointer may mean, at which word, with the probability; no word is nobody, and a word without a
        speaker is somebody whom the page nowhere names."""
        for at, p in answers.pointed(name, word, HERE):
            if at is None:
                yield None, None, p
            elif at != word or name != "relay":
                meant = [(link, 1.0) for link in [self.named(at)] if link] if name == "who" else self.meant(answers, at)
                for link, q in meant:
                    yield link, at, p * q
                yield None, at, p * max(0.0, 1 - sum(q for _, q in meant))

    def meant(self, answers: Opinion, word: int) -> list[tuple[Attribution, float]]:
        """Whom a word may stand for, with probabilities: "he" or "the ministry" is whoever the network takes it for, the
        words that name each taken together; what it leaves open goes to whom the rules find named there."""
        token = self.scene.doc[self.sheet.tokens[word]]
        own = self.named(word)
        if own is not None and own.kind == "organisation" and token.dep_ == "pobj" and token.head.lower_ == "with":
            # "The service said that it works with B's service": B's says nothing there.
            return []
        found: dict[str, tuple[Attribution, float]] = {}
        for at, p in answers.pointed("same", word, HERE):
            link = None if at is None or self._behind(token, at) else self.named(at)
            if link is not None:
                found[link.speaker] = (found.get(link.speaker, (link, 0.0))[0], found.get(link.speaker, (link, 0.0))[1] + p)
        left = max(0.0, 1 - sum(p for _, p in found.values()))
        here = {"span": self.scene.span(grammar.phrase(token)), "cue": self._words(token) or None}
        found = {who: (msgspec.structs.replace(link, **here), p) for who, (link, p) in found.items()}
        if own is not None:
            found[own.speaker] = own, found.get(own.speaker, (own, 0.0))[1] + left
        return list(found.values())

    def _behind(self, own: Token, at: int) -> bool:
        """ "The service said that it works with B's service": whom its own sentence names behind it is another."""
        return own.pos_ == "NOUN" and own.i < self.sheet.tokens[at] < own.sent.end

    def named(self, word: int) -> Attribution | None:
        """The speaker that the rules find named at a word; those joined with it speak in parallel."""
        if word not in self.resolved:
            token = self.scene.doc[self.sheet.tokens[word]]
            cast = self.page.chainer.cast
            # A pronoun takes up who stands before it, though the whole page has been read by now.
            whole = cast.history
            cast.history = [s for s in whole if s.span is not None and s.span.start < token.idx]
            speakers = [s for head in together.states(self.scene, _joined(token)) if (s := cast.resolve(head)) is not None]
            cast.history = whole
            self.resolved[word] = chains.link_of(speakers, self._words(token), self.scene.text)
        return self.resolved[word]

    def _words(self, token: Token) -> str:
        return self.cues.get(token.i, "")


def outward(ruled: Sequence[Attribution], told: Told) -> Sequence[Attribution]:
    """The links of the rules where the network names the same innermost speaker, with who passes it on by the network.

    The rules read who passes on whom from the sentence; the network also from sentences before it ("the agency
    reported, citing NAME ... NAME added"). Where it sees fewer links, those of the rules stay.
    """
    if len(told.links) < 2 or len(told.links) < len(ruled):
        return ruled
    inward = min(len(ruled), len(told.links))
    for n in range(1, inward + 1):
        mine, given = ruled[-n], told.links[-n]
        if mine.speaker != given.speaker and told.sure[-n] < (NAMED if mine.kind in UNNAMED else PASSED):
            return ruled
    if any(p < PASSED for p in told.sure[: len(told.links) - inward]):
        return ruled
    return [*told.links[:-1], ruled[-1]]


def without_doers(scene: Scene, told: Told, event: Token) -> Told:
    """ "As the agency reported, the state also used them": who does what a claim tells does not, by doing it, say so."""
    links = list(told.links)
    while links and links[-1].kind == "state" and links[-1].span is not None and event.pos_ == "VERB":
        words = scene.doc.char_span(links[-1].span.start, links[-1].span.end, alignment_mode="expand")
        if words is None or words.root.dep_ not in grammar.SUBJECTS or words.root.head.i != event.i:
            break
        links.pop()
    if len(links) == len(told.links):
        return told
    return Told(links, told.sure[: len(links)], told.sure[len(links) - 1] if links else 0.0)


def known(ruled: Attribution, given: Attribution) -> bool:
    """Whether the network knows by name whom the rules find at the same words, and leave nameless: "he", "the general"."""
    if ruled.kind not in UNNAMED or given.kind in UNNAMED or ruled.span is None or given.span is None:
        return False
    return ruled.span.start < given.span.end and given.span.start < ruled.span.end


def _joined(token: Token) -> list[Token]:
    return grammar.conjuncts(token) if token.pos_ in ("NOUN", "PROPN") else [token]
