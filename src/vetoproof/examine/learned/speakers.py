"""From pointed-at words to a chain: who says it, and who relays whom, gathered over all mentions of each speaker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import chains, grammar, together
from vetoproof.examine.claims import Page
from vetoproof.examine.learned.judge import Opinion
from vetoproof.examine.learned.sheet import Sheet
from vetoproof.examine.scene import Scene
from vetoproof.model import Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEPEST = 4
"""Links of a chain after the outlet: gold holds none with more."""
TAKEN = 0.9
"""Probability from which the network's word on who is meant goes before the rules'."""
LOST = 0.1
"""The same where the rules cannot say who is meant."""
HERE = 0.03
"""Probability from which a mention counts."""


@dataclass(slots=True)
class Pointed:
    """A speaker with the probability that it is the one, and the word by which the network is surest of it."""

    link: Attribution | None
    word: int | None
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

    def chain(self, answers: Opinion, word: int) -> tuple[list[Attribution], float]:
        """The links after the outlet, from the outside inward, and the probability of the innermost; [] for nobody."""
        first = self._best(answers, "source", word)
        links: list[Attribution] = []
        at = first
        seen: set[str] = set()
        while at.link is not None and at.word is not None and len(links) < DEEPEST and at.link.speaker not in seen:
            links.insert(0, at.link)
            seen.add(at.link.speaker)
            at = self._best(answers, "relay", at.word)
        return links, first.odds

    def _best(self, answers: Opinion, name: str, word: int) -> Pointed:
        """Probabilities summed over the mentions of each speaker; nobody, and the outlet itself, are one more candidate."""
        found: dict[str, Pointed] = {"": Pointed(None, None, 0.0)}
        lost = 0.0
        for at, p in answers.pointed(name, word, HERE):
            link = None if at is None else self.at(answers, at)
            if at is not None and link is None:
                lost += p
                continue
            key = "" if link is None or self.page.chainer.is_outlet(link) else link.speaker
            if key and name == "relay" and at == word:
                continue
            one = found.setdefault(key, Pointed(link, at, 0.0))
            one.odds += p
        best = max(found.values(), key=lambda one: (one.odds, one.word is None))
        if lost > best.odds:
            # The network points at somebody whom nobody can name.
            return Pointed(None, None, -lost)
        return best

    def at(self, answers: Opinion, word: int) -> Attribution | None:
        """The speaker named at a word, or whom the network takes "he" or "the ministry" there to be."""
        token = self.scene.doc[self.sheet.tokens[word]]
        own = self.named(word)
        if own is not None and own.kind == "organisation" and token.dep_ == "pobj" and token.head.lower_ == "with":
            # "The service said that it works with B's service": B's says nothing there.
            return None
        if token.pos_ != "PROPN":
            link, odds = self._meant(answers, word)
            if link is not None and odds >= (TAKEN if own is not None else LOST):
                return msgspec.structs.replace(
                    link, span=self.scene.span(grammar.phrase(token)), cue=self._words(token) or None
                )
        return own

    def _meant(self, answers: Opinion, word: int) -> tuple[Attribution | None, float]:
        """Whom a word that is no name stands for by the network, the mentions of each speaker taken together."""
        found: dict[str, tuple[Attribution, float]] = {}
        own = self.scene.doc[self.sheet.tokens[word]]
        for at, p in answers.pointed("same", word, HERE):
            link = None if at is None or at == word or self._behind(own, at) else self.named(at)
            if link is not None:
                found[link.speaker] = (found.get(link.speaker, (link, 0.0))[0], found.get(link.speaker, (link, 0.0))[1] + p)
        return max(found.values(), key=lambda one: one[1], default=(None, 0.0))

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


def _joined(token: Token) -> list[Token]:
    return grammar.conjuncts(token) if token.pos_ in ("NOUN", "PROPN") else [token]
