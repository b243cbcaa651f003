"""From cues to chains: who speaks through whom, from the outlet inward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from vetoproof.examine.attribution import Cue
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.speakers import Cast, Speaker
from vetoproof.model import Attribution, EventType, Span, Stance
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

BACKGROUND: frozenset[EventType] = frozenset({"un_action", "agreement", "visit"})
"""Facts of public record, which an article tells in its own voice also beside an attributed sentence."""


@dataclass(slots=True)
class Voiced:
    """A cue with its speakers resolved. `house`: the outlet itself speaks."""

    cue: Cue
    links: list[Attribution]
    house: bool = False


@dataclass(slots=True)
class Chainer:
    """Composes the chains of one page, sentence by sentence, and remembers what a following sentence inherits."""

    scene: Scene
    cast: Cast
    outlet: Attribution
    house: Attribution | None
    last: tuple[int, tuple[Attribution, ...], Stance] | None = None
    last_block: int = -1
    quoting: bool = False
    voiced: list[Voiced] = field(default_factory=list)

    @classmethod
    def of(cls, scene: Scene, cast: Cast) -> Chainer:
        outlet, house = _outlet(scene)
        return cls(scene, cast, outlet, house)

    def sentence(self, cues: Sequence[Cue]) -> list[Voiced]:
        """The cues of the next sentence with their speakers; those whose speaker is nobody keep no link."""
        self.voiced = []
        for cue in cues:
            links = []
            house = False
            for heads in cue.links:
                speakers = [s for head in heads if (s := self.cast.resolve(head)) is not None]
                link = _link(speakers, cue)
                if link is None and heads and heads[0].lower_ in ("he", "she", "they"):
                    link = Attribution(speaker="unspecified", kind="unspecified", cue=cue.words, span=self.scene.span(heads))
                if link is not None and self._is_outlet(link):
                    house = True
                elif link is not None:
                    links.append(link)
            self.voiced.append(Voiced(cue, links, house and not links))
        return self.voiced

    def covering(self, token: Token) -> list[Voiced]:
        """The cues that cover a token, outermost first."""
        found = [v for v in self.voiced if token.i in v.cue.content and not v.cue.apart and v.cue.trigger != token]
        # Who covers another's trigger stands outside it; between equals, the farther from the content is outer.
        return sorted(
            found,
            key=lambda v: (
                -sum(o is not v and o.cue.trigger.i in v.cue.content and v.cue.trigger.i not in o.cue.content for o in found),
                -abs(v.cue.trigger.i - token.i),
                v.cue.trigger.i,
            ),
        )

    def chain(self, links: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """The outlet, then the links, without a speaker repeated next to itself."""
        found = [self.outlet]
        if self.house is not None and not links:
            found.append(self.house)
        for link in links:
            if link.speaker != found[-1].speaker and not (len(found) > 1 and any(link.speaker == f.speaker for f in found[1:])):
                found.append(link)
        return tuple(found)

    def remember(self, sentence: Sentence, chain: tuple[Attribution, ...], stance: Stance) -> None:
        self.last, self.last_block = (sentence.index, chain, stance), sentence.block

    def inherited(self, sentence: Sentence, type_: EventType) -> tuple[Attribution, ...] | None:
        """The chain that a sentence without attribution takes over from the one before it, or None."""
        if self.last is None or sentence.headline:
            return None
        index, chain, stance = self.last
        if len(chain) < 2 or stance in ("declines",):
            return None
        opened = sentence.tokens.text[:1] in '“"‘'
        if sentence.block == self.last_block and sentence.index - index <= 2 and (type_ not in BACKGROUND):
            return chain
        if opened and sentence.index - index <= 2:
            return chain
        return None

    def _is_outlet(self, link: Attribution) -> bool:
        return link.speaker == self.outlet.speaker or (link.actor is not None and link.actor == self.outlet.actor)


def _link(speakers: Sequence[Speaker], cue: Cue) -> Attribution | None:
    if not speakers:
        return None
    unique = {s.name: s for s in speakers}
    ordered = [unique[name] for name in sorted(unique)]
    first = ordered[0]
    countries = "|".join(sorted({s.country for s in ordered if s.country})) or None
    actors = "|".join(sorted({s.actor for s in ordered if s.actor})) or None
    return Attribution(
        speaker="|".join(s.name for s in ordered),
        kind=first.kind,
        actor=actors,
        office=first.office if len(ordered) == 1 else None,
        country=countries,
        cue=cue.words,
        span=_cover([s.span for s in speakers if s.span is not None], cue),
    )


def _cover(spans: Sequence[Span], cue: Cue) -> Span | None:
    if not spans:
        return None
    text = cue.trigger.doc.text
    return Span.of(text, min(s.start for s in spans), max(s.end for s in spans))


def _outlet(scene: Scene) -> tuple[Attribution, Attribution | None]:
    """The first link: the outlet's canonical name, else the address's host. A body that publishes itself also speaks."""
    document = scene.document
    printed = document.outlet.strip() or (urlsplit(document.url).hostname or "").removeprefix("www.") or "unknown outlet"
    rows = [
        row
        for start, end, found in scene.lexicon.names.find(printed)
        if end - start >= len(printed) - 4
        for row in found
        if isinstance(row, ActorRow)
    ]
    actor = rows[0] if rows else None
    if actor is not None and actor.kind == "outlet":
        return Attribution(speaker=actor.id, kind="outlet", actor=actor.id, country=actor.country), None
    house = None
    if actor is not None and actor.kind == "organisation":
        house = Attribution(speaker=actor.id, kind="organisation", actor=actor.id, country=actor.country)
    return Attribution(speaker=printed, kind="outlet"), house
