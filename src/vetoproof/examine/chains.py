"""From cues to chains: who speaks through whom, from the outlet inward."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetoproof.examine import accounts, carryover, relayed
from vetoproof.examine.address import host
from vetoproof.examine.cue import Cue
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.speaker import FIRST, Speaker
from vetoproof.examine.speakers import Cast
from vetoproof.model import Attribution, EventType, Span, Stance
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 200
"""Chains looked back through for one that a pronoun or a name takes up."""
BACKGROUND: frozenset[EventType] = frozenset({"un_action", "agreement", "visit"})
"""Facts of public record, which an article tells in its own voice also beside an attributed sentence."""


@dataclass(slots=True)
class Voiced:
    """A cue with its speakers resolved. `house`: the outlet itself speaks. `taken`: by a pronoun or "the agency"."""

    cue: Cue
    links: list[Attribution]
    house: bool = False
    taken: bool = False


@dataclass(slots=True)
class Chainer:
    """Composes the chains of one page, sentence by sentence, and remembers what a following sentence inherits."""

    scene: Scene
    cast: Cast
    outlet: Attribution
    house: Attribution | None
    last: tuple[int, tuple[Attribution, ...], Stance, EventType | None] | None = None
    last_block: int = -1
    alone: set[int] = field(default_factory=set)
    """Sentences that show that they do not go on with whoever spoke before."""
    quoting: bool = False
    voiced: list[Voiced] = field(default_factory=list)
    spoken: list[tuple[Attribution, ...]] = field(default_factory=list)
    heard: relayed.Heard = field(default_factory=relayed.Heard)
    story: Attribution | None = None
    briefed: relayed.Briefed | None = None
    aside: int = 0

    @classmethod
    def of(cls, scene: Scene, cast: Cast) -> Chainer:
        outlet, house = _outlet(scene)
        chainer = cls(scene, cast, outlet, house)
        story = relayed.credit(scene)
        chainer.aside = relayed.aside(scene)
        chainer.story = story if story is not None and not chainer.is_outlet(story) else None
        return chainer

    def sentence(self, cues: Sequence[Cue]) -> list[Voiced]:
        """The cues of the next sentence with their speakers; those whose speaker is nobody keep no link."""
        self.voiced = []
        for cue in cues:
            links: list[Attribution] = []
            house = not cue.links
            taken = False
            for heads in cue.links:
                if heads[0].lower_ in FIRST and any(o is not cue and heads[0].i in o.content for o in cues):
                    # "We see ...", somebody else said: "we" is who is quoted.
                    house = False
                    continue
                speakers = [s for head in heads if (s := self.cast.resolve(head)) is not None]
                blamed = accounts.accused(self.scene, cue.trigger)
                lost = bool(speakers) and all(s.taken and s.country in blamed for s in speakers)
                if lost:
                    # "The report accused A": whoever wrote it, A did not.
                    speakers = []
                link = link_of(speakers, cue.words, self.scene.text)
                taken = taken or (not links and any(s.taken for s in speakers))
                if link is None and heads and (lost or heads[0].lower_ in ("he", "she", "they") or self.untold(heads[0])):
                    link = Attribution(speaker="unspecified", kind="unspecified", cue=cue.words, span=self.scene.span(heads))
                if link is not None and self.is_outlet(link):
                    house = True
                elif link is not None:
                    links.append(link)
            self.voiced.append(Voiced(cue, links, house and not links, taken))
        for one in self.voiced:
            outer = [v for v in self.covering(one.cue.trigger) if v is not one]
            self.heard.add(one.cue.trigger.i, self.extended([*outer, one]))
        return self.voiced

    def untold(self, head: Token) -> bool:
        """Whether a word is one for a text whose author the page does not tell, and not a new one: "the report said"."""
        lexicon = self.scene.lexicon
        written = lexicon.is_a(head.lemma_.lower(), "report") and not lexicon.is_a(head.lemma_.lower(), "evidence")
        return written and accounts.introduced(head) is not None

    def settled(self, chain: tuple[Attribution, ...], at: int, *, figure: bool) -> tuple[Attribution, ...]:
        """A chain, composed while the page was read, by what the whole page says. `at`: the token where its sentence begins."""
        if self.briefed is None:
            relayed.overhear(self.scene, self.heard, self.outlet.speaker)
            self.briefed = relayed.Briefed.on(self.scene, self.heard)
        settled = relayed.settled(self.scene, self.heard, self.briefed, chain[1:], at, figure=figure)
        return self.credited(self.chain(settled), at)

    def credited(self, chain: tuple[Attribution, ...], at: int) -> tuple[Attribution, ...]:
        """A chain behind the agency that the page credits with its story, where the sentence at token `at` belongs to it."""
        if self.story is None or self.scene.doc[at].idx >= self.aside:
            return chain
        links = chain[1:]
        return chain if any(link.speaker == self.story.speaker for link in links) else self.chain([self.story, *links])

    def covering(self, token: Token) -> list[Voiced]:
        """The cues that cover a token, outermost first."""
        found = [v for v in self.voiced if token.i in v.cue.content and not v.cue.apart]
        # Who covers another's trigger stands outside it; between equals, the farther from the content is outer.
        return sorted(
            found,
            key=lambda v: (
                -sum(o is not v and o.cue.trigger.i in v.cue.content and v.cue.trigger.i not in o.cue.content for o in found),
                -abs(v.cue.trigger.i - token.i),
                v.cue.trigger.i,
            ),
        )

    def extended(self, covering: Sequence[Voiced]) -> list[Attribution]:
        """The links of covering cues; one taken up from an earlier chain brings what stood before it there.

        "Yonhap reported, citing the agency ... The agency also said": the agency still speaks through Yonhap. An
        outlet taken up brings its sources too: "the paper said".
        """
        links = [link for v in covering for link in v.links]
        if not links or not (covering[0].taken or links[0].kind == "person"):
            return links
        first = links[0].speaker
        for chain in reversed(self.spoken[-FARTHEST:]):
            names = [link.speaker for link in chain]
            if first in names[1:]:
                at = names.index(first, 1)
                inner = chain[at + 1 :] if links[0].kind == "outlet" and len(links) == 1 else ()
                return [*chain[1:at], *links, *inner]
        return links

    def chain(self, links: Sequence[Attribution]) -> tuple[Attribution, ...]:
        """The outlet, then the links, without a speaker repeated next to itself."""
        found = [self.outlet]
        if self.house is not None and not links:
            found.append(self.house)
        for link in links:
            if link.speaker != found[-1].speaker and not (len(found) > 1 and any(link.speaker == f.speaker for f in found[1:])):
                found.append(link)
        return tuple(found)

    def remember(self, sentence: Sentence, chain: tuple[Attribution, ...], stance: Stance, type_: EventType | None) -> None:
        self.last, self.last_block = (sentence.index, chain, stance, type_), sentence.block
        self.spoken.append(chain)

    def turn(self, sentence: Sentence) -> None:
        """Notes whether a sentence shows that whoever spoke before does not speak here; then nobody goes on behind it."""
        if sentence.headline or any(v.links for v in self.voiced):
            return
        last = self.last[1][-1] if self.last is not None and len(self.last[1]) > 1 else None
        own = any(v.cue.links for v in self.voiced)
        if carryover.alone(self.scene, sentence) or (not own and carryover.other(self.scene, sentence, last)):
            self.alone.add(sentence.index)
            self.last = None

    def inherited(self, sentence: Sentence, type_: EventType, *, hearsay: bool = False) -> tuple[Attribution, ...] | None:
        """The chain that a sentence without attribution takes over from the one before it, or None."""
        if self.last is None or sentence.headline or any(_stands_alone(v) for v in self.voiced):
            return None
        index, chain, stance, before = self.last
        if hearsay and type_ != before and not carryover.joined(self.scene, sentence):
            # "Reportedly" after words on another matter: who reports it is not told.
            return None
        if len(chain) < 2 or stance in ("declines",):
            return None
        if carryover.led(self.scene, sentence):
            return chain
        opened = sentence.tokens.text[:1] in '“"‘'
        if sentence.block == self.last_block and sentence.index - index <= 2 and (type_ not in BACKGROUND):
            return chain
        if (opened or (hearsay and type_ == before)) and sentence.index - index <= 2:
            return chain
        return None

    def is_outlet(self, link: Attribution) -> bool:
        """Whether a link is the outlet that prints the page."""
        own, name = self.outlet.speaker.lower(), link.speaker.lower()
        if not name:
            # "We" on a page whose outlet nobody knows.
            return True
        if (
            link.kind == "outlet"
            and len(name) > 3
            and (
                name in own.split()
                or own.endswith(name)
                or own.startswith(name)
                or name.removeprefix("the ") == own.removeprefix("the ")
            )
        ):
            return True
        return name == own or (link.actor is not None and link.actor == self.outlet.actor)


def _stands_alone(one: Voiced) -> bool:
    """Whether a cue says where its sentence is from though nobody is named.

    "Satellite images show" takes up no speaker, nor does what "remains unconfirmed" by nobody in particular.
    """
    if not one.cue.links:
        return one.cue.stance in ("questions", "denies") and not one.cue.apart
    if one.links or one.cue.manner not in ("shows", "thinks", "says") or one.cue.stance is None:
        return False
    taking = ("the", "this", "these", "its")
    return any(h[0].pos_ in ("NOUN", "PROPN") and not any(c.lower_ in taking for c in h[0].children) for h in one.cue.links)


def link_of(speakers: Sequence[Speaker], words: str, text: str) -> Attribution | None:
    """One link of parallel speakers, names in alphabetical order; `words`: the cue as printed."""
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
        cue=words or None,
        span=_cover([s.span for s in speakers if s.span is not None], text),
    )


def _cover(spans: Sequence[Span], text: str) -> Span | None:
    if not spans:
        return None
    return Span.of(text, min(s.start for s in spans), max(s.end for s in spans))


def _publishing_body(scene: Scene, printed: str) -> ActorRow | None:
    """ "Ministry of Foreign Affairs, Republic of X" as an outlet: the body of that state in the pack."""
    lower = printed.lower()
    state = next((c.code for c in scene.lexicon.countries for n in c.names if n.lower() in lower), None)
    phrases = [p for p, row in scene.lexicon.speakers.get("body", {}).items() if row.canonical and p in lower]
    if state is None or not phrases:
        return None
    rows = [r for r in scene.lexicon.regime.actors if r.country == state and r.kind == "organisation"]
    return next((r for r in rows for p in phrases if any(p in n.lower() for n in (r.id, *r.names))), None)


def _outlet(scene: Scene) -> tuple[Attribution, Attribution | None]:
    """The first link: the outlet's canonical name, else the address's host. A body that publishes itself also speaks."""
    document = scene.document
    printed = document.outlet.strip() or host(document.url) or "unknown outlet"
    rows = [
        row
        for start, end, found in scene.lexicon.names.find(printed)
        if end - start >= len(printed) - 4 and printed[:start].strip().lower() in ("", "the")
        for row in found
        if isinstance(row, ActorRow)
    ]
    actor = rows[0] if rows else None
    if actor is not None and actor.kind == "outlet":
        return Attribution(speaker=actor.id, kind="outlet", actor=actor.id, country=actor.country), None
    house = None
    if actor is None:
        actor = _publishing_body(scene, printed)
    # "RUSI" prints its own pages: whom it quotes is one more link, itself is none.
    if actor is not None and actor.kind == "organisation" and actor.id.lower() != printed.lower().removeprefix("the "):
        house = Attribution(speaker=actor.id, kind="organisation", actor=actor.id, country=actor.country)
    return Attribution(speaker=printed, kind="outlet"), house
