"""What a page is about so far: earlier frames lend the parties that a later clause leaves unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar, matter, roles, themes
from vetoproof.examine.cue import Cue
from vetoproof.examine.frames import Happening
from vetoproof.examine.roles import FLOWS
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import EventType, Frame, Quantity
from vetoproof.packs.regime import Regime

if TYPE_CHECKING:
    from spacy.tokens import Token

_HINTS: tuple[tuple[str, EventType], ...] = (
    ("soldiers", "troop_deployment"),
    ("workers", "workers"),
    ("arms", "arms_transfer"),
    ("containers", "arms_transfer"),
)
PEOPLE = frozenset({"casualties", "recruitment", "training"})


class Topics:
    """The frames of one page by type, the latest last."""

    def __init__(self, regime: Regime) -> None:
        self.regime = regime
        self.latest: dict[EventType, Frame] = {}
        self.order: list[Frame] = []
        self.units: dict[EventType, str] = {}
        self.figured: EventType | None = None
        self.antecedent = ""
        self.last = -1

    def add(self, frame: Frame, event: Happening, quantity: Quantity | None) -> None:
        """Remember a frame, what its people or goods are, and that its type carried a figure."""
        self.latest[frame.type] = frame
        self.order.append(frame)
        self.last = event.trigger.i
        if quantity is not None:
            self.units[frame.type] = quantity.unit
            self.figured = frame.type
        if event.kind in ("soldiers", "nationals", "workers", "students", "containers", "arms", "rounds"):
            self.antecedent = event.kind

    def overhear(self, scene: Scene, sentence: Sentence, events: Sequence[Happening]) -> None:
        """Take context, never a claim, from what a sentence only presupposes or asks: "How many soldiers has A sent to B?"."""
        for event in events:
            frame = roles.frame(scene, event)
            named = frame.supplier or frame.patient or frame.agent
            if named and frame.type not in self.latest and not self._elsewhere(frame):
                self.latest[frame.type] = frame
        parties = self.regime.parties
        recent: set[str] = set()
        for token in sentence.tokens:
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            kinds = themes.of(scene, token)
            recent.update(kinds)
            for kind, type_ in _HINTS:
                if kind in kinds and type_ not in self.latest:
                    own = [c for c in roles.states(scene, [token]) if c in parties[:1]]
                    if own:
                        self.latest[type_] = Frame(
                            type=type_, supplier=own[0], recipient=self._counterpart(scene, own[0]), item=None
                        )
                        self.antecedent = self.antecedent or kind
        if recent:
            scene.recent = frozenset(recent)
        scene.antecedent = self.antecedent

    def _elsewhere(self, frame: Frame) -> bool:
        """Whether a flow is one between states of no part in the file: "shells fired at A's soldiers" are not A's to send."""
        named = {c for role in (frame.supplier, frame.recipient) for c in (role or "").split("|") if c}
        return frame.type in FLOWS and bool(named) and not named & set(self.regime.parties)

    def unit(self, type_: EventType) -> str | None:
        """The unit that figures of this type had on the page."""
        return self.units.get(type_)

    def complete(self, frame: Frame, scene: Scene, event: Happening, notes: list[str]) -> Frame:
        """Parties that the clause leaves unsaid: from its sentence, then from the page's last frame of the type.

        Only what cannot contradict the clause is taken: one end of a flow when the other agrees, the nationality of
        people taken up by a pronoun, a partitive or "the". A ship's call takes nothing: its cargo is not named.
        """
        parties = self.regime.parties
        kind = frame.type
        if kind == "troop_deployment" and event.kind == "nationals" and kind not in self.latest:
            # "some 13,200 nationals entered": in the capacity that the page tells of.
            others: tuple[EventType, ...] = ("workers", "recruitment")
            for other in others:
                if other in self.latest:
                    kind = other
                    frame = msgspec.structs.replace(frame, type=kind)
                    break
        before = self.latest.get(kind)
        if kind == "troop_deployment" and self._enlisted(frame) and (event.kind == "nationals" or event.row.id != "arrive"):
            # Foreigners in a party's army: no state sent them.
            notes.append("soldiers of a third state are read as recruited")
            kind = "recruitment"
            frame = msgspec.structs.replace(
                frame, type=kind, supplier=None, recipient=None, agent=frame.recipient, patient=frame.supplier
            )
            before = self.latest.get(kind)
        if kind in FLOWS:
            if event.row.id == "ship-call" or (event.kind in ("vessels", "voyages")):
                return frame
            named = _states(scene, event.trigger)
            supplier, recipient = frame.supplier, frame.recipient
            if recipient and not supplier and not {*recipient.split("|")} & set(parties):
                # "A league delivered 500,000 shells to C": whoever the clause has deliver them, no party of the file does.
                return frame
            if supplier and not recipient:
                recipient = _other(named, parties, supplier) or (
                    before.recipient if before and before.supplier == supplier else None
                )
                recipient = recipient or (
                    self._counterpart(scene, supplier)
                    if kind in ("arms_transfer", "troop_deployment", "return_flow", "petroleum_transfer")
                    else None
                )
            elif recipient and not supplier:
                supplier = (
                    _other(named, parties, recipient)
                    or (before.supplier if before and before.recipient == recipient else None)
                    or self._counterpart(scene, recipient, buying=True)
                )
            elif not supplier and not recipient:
                if given_away(scene, event.trigger, parties):
                    return frame
                if (
                    before is not None
                    and (before.supplier or before.recipient)
                    and (_takes_up(event) or kind != "troop_deployment")
                ):
                    supplier, recipient = before.supplier, before.recipient
                    notes.append("parties taken from the page")
                elif set(parties[:2]) <= set(named) and len(parties) > 1:
                    supplier, recipient = (
                        (parties[1], parties[0]) if kind in ("return_flow", "petroleum_transfer") else (parties[0], parties[1])
                    )
            if (recipient and not frame.recipient) or (supplier and not frame.supplier):
                notes.append("a party of the flow taken from the sentence or the page")
            return msgspec.structs.replace(
                frame, supplier=supplier, recipient=recipient if recipient != supplier else frame.recipient
            )
        if kind in PEOPLE and frame.patient is None and not _mixed(event):
            if before is not None and before.patient:
                frame = msgspec.structs.replace(frame, patient=before.patient)
            elif kind == "casualties" and _takes_up(event):
                people = next(
                    (f for f in reversed(self.order) if f.type in ("troop_deployment", "recruitment", "casualties")), None
                )
                if people is not None:
                    frame = msgspec.structs.replace(frame, patient=people.supplier or people.patient)
        if kind == "recruitment" and frame.agent is None:
            if before is not None and before.agent:
                frame = msgspec.structs.replace(frame, agent=before.agent)
            else:
                named = [c for c in _states(scene, event.trigger) if c in parties and c != frame.patient]
                frame = msgspec.structs.replace(frame, agent=named[0] if named else None)
        if (kind == "agreement" and before is not None and (frame.agent is None or "|" not in frame.agent)) and (
            frame.agent is None or (before.agent and frame.agent in before.agent.split("|"))
        ):
            frame = msgspec.structs.replace(frame, agent=before.agent)
        if kind == "agreement" and frame.agent and "|" not in frame.agent and len(parties) > 1:
            named = sorted({*frame.agent.split("|"), *[c for c in _states(scene, event.trigger) if c in parties]})
            frame = msgspec.structs.replace(frame, agent="|".join(named))
        return frame

    def _enlisted(self, frame: Frame) -> bool:
        """Whether those deployed come from states outside the file to serve the regime's second party."""
        supplier = set((frame.supplier or "").split("|")) - {""}
        other = self.regime.parties[1:2]
        if not supplier or not other or supplier & set(self.regime.parties):
            return False
        return frame.recipient == other[0] or (frame.recipient is None and "recruitment" in self.latest)

    def _counterpart(self, scene: Scene, codes: str, *, buying: bool = False) -> str | None:
        """The regime's other party, where the page's file has just two and one of them is named here.

        Who supplies is filled in only where the page names him: "A imported oil" alone accuses no seller.
        """
        own = self.regime.parties[:2]
        if len(own) == 2 and codes in own:
            other = own[1] if codes == own[0] else own[0]
            return other if (codes == own[0] and not buying) or scene.prints(other) else None
        return None

    def worthy(self, scene: Scene, frame: Frame, event: Happening) -> bool:
        """Whether an event is enough of one to be a claim: somebody or some ship must be in it."""
        named = frame.supplier or frame.recipient or frame.agent or frame.patient or frame.vessel
        if frame.type == "visit":
            return bool(frame.agent and (frame.patient or frame.place))
        if frame.type == "troop_deployment" and (frame.supplier, frame.recipient) == self.regime.parties[1::-1]:
            # Soldiers of the second party for the first: only where the clause says that they moved there.
            return event.row.id in ("send", "move", "arrive", "deploy") and _reaches(scene, event, frame.recipient)
        if abroad(frame, self.regime.parties):
            return False
        if frame.type == "casualties":
            return bool(frame.patient or frame.agent)
        if frame.type in ("attack",):
            return bool(frame.supplier or (frame.agent and frame.item))
        if frame.type == "training":
            return bool(frame.patient or frame.agent) and bool(event.kind != "any" or (frame.patient and frame.agent))
        if frame.type == "recruitment":
            return (
                bool(frame.patient)
                and frame.agent != frame.patient
                and bool(frame.agent or (event.row.id == "recruit" and event.kind == "nationals"))
            )
        if frame.type in ("un_action",):
            return True
        return bool(named) or event.kind in ("vessels", "voyages")

    def _near(self, cue: Cue) -> bool:
        """Whether the last event was told in the sentence of a judgement or in the one before."""
        first = cue.trigger.sent.start
        before = cue.trigger.doc[first - 1].sent.start if first else first
        return bool(self.order) and self.last >= before

    def another(self, scene: Scene, cue: Cue) -> bool:
        """Whether a denial says itself that it denies another matter: "A denied that its minister had taken bribes"."""
        own_words = matter.named(scene, cue)
        if own_words is None:
            return False
        codes = {code for t in own_words if (code := scene.state(t))}
        voices = matter.speaking(scene, cue)
        parties = set(self.regime.parties)
        strange = bool(voices) and not voices & parties
        if not codes & parties and (codes or strange):
            return True
        if strange and self.regime.parties[0] not in codes and matter.own_act(cue):
            # "A denied selling drones to B": A's sale.
            return True
        # Of the parties themselves only what names no goods, people or event of any file.
        return not any(themes.of(scene, t) or scene.nation(t) for t in own_words) and not any(
            t.lemma_.lower() in table for t in own_words for table in (scene.lexicon.noun_frames, scene.lexicon.verb_frames)
        )

    def hinted(self, scene: Scene, cue: Cue) -> Frame | None:
        """The frame that a denial is about: the page's last of a type that its words name, else its commonest."""
        lexicon = scene.lexicon
        wanted: list[EventType] = []
        own_words = matter.named(scene, cue)
        region = {*cue.content, *[t.i for t in cue.trigger.subtree]} if own_words is None else {t.i for t in own_words}
        for i in sorted(region):
            token = scene.doc[i]
            lemma = token.lemma_.lower()
            for row in (*lexicon.noun_frames.get(lemma, ()), *lexicon.verb_frames.get(lemma, ())):
                wanted.extend(row.types.values())
        themes_here = {t.id for i in region for t in lexicon.themes.get(scene.doc[i].lemma_.lower(), ())}
        if "soldiers" in themes_here:
            wanted.insert(0, "troop_deployment")
        if "nationals" in themes_here and "soldiers" not in themes_here:
            wanted[:0] = ["recruitment", "workers"]
        if "arms" in themes_here:
            wanted.insert(0, "arms_transfer")
        parties = self.regime.parties
        own: dict[str, EventType] = {"arms": "arms_transfer", "soldiers": "troop_deployment"}
        if len(parties) == 2 and set(parties) & set(_states(scene, cue.trigger)):
            # "denied that it had sent shells" is about shells, though the page has told of soldiers only.
            for theme, type_ in own.items():
                if theme in themes_here and type_ not in self.latest and not set(own) - {theme} & themes_here:
                    return Frame(type=type_, supplier=parties[0], recipient=parties[1])
        strange = cue.stance == "denies" and bool(voices := matter.speaking(scene, cue)) and not voices & set(parties)
        if self.another(scene, cue) or (own_words is None and strange and not self._near(cue)):
            return None
        for type_ in wanted:
            if type_ in self.latest:
                return self.latest[type_]
        if own_words is not None:
            return None
        if strange:
            return self.order[-1]
        if not self.order:
            # "Are soldiers there? The ministry denies it": nothing was told yet, but it is plain what is spoken of.
            return next(reversed(self.latest.values()), None)
        counts = Counter(frame.type for frame in self.order)
        top = max(counts.values())
        return next(frame for frame in reversed(self.order) if counts[frame.type] == top)


def abroad(frame: Frame, parties: tuple[str, ...]) -> bool:
    """Whether soldiers are told of that are another state's own: "A said its troops had retaken the town" is other war news."""
    supplier = {*(frame.supplier or "").split("|")} - {""}
    return (
        frame.type == "troop_deployment"
        and bool(parties)
        and bool(supplier)
        and not supplier & set(parties[:1])
        and not ({*(frame.recipient or "").split("|")} - supplier) & set(parties)
    )


def given_away(scene: Scene, token: Token, parties: tuple[str, ...]) -> bool:
    """Whether the clause of a word gives something to other states than the parties: "a league promised C a million rounds"."""
    verb = grammar.predicate(token)
    heads = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    heads += [
        p for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to" for p in c.children if p.dep_ == "pobj"
    ]
    to = set(roles.states(scene, heads))
    return bool(to) and not to & set(parties)


def _reaches(scene: Scene, event: Happening, state: str | None) -> bool:
    """Whether the event's own phrases name the state as where it leads to or is."""
    heads = [h for p in ("to", "into", "in", "at", "dative", "object", "near") for h in event.arguments.get(p, ())]
    return state in roles.states(scene, heads) or any(
        (found := scene.place(t)) is not None and getattr(found.value, "country", None) == state
        for h in heads
        for t in h.subtree
    )


def _states(scene: Scene, token: Token) -> list[str]:
    codes: list[str] = []
    for one in token.sent:
        code = scene.state(one)
        if code and code not in codes:
            codes.append(code)
    return codes


def _other(named: list[str], parties: tuple[str, ...], known: str) -> str | None:
    others = [c for c in named if c in parties and c not in known.split("|")]
    return others[0] if others else None


def _takes_up(event: Happening) -> bool:
    """Whether the theme takes up people or goods already spoken of: a pronoun, a partitive, "the men", a bare number."""
    head = event.theme
    if head is None:
        return True
    if (
        head.pos_ == "PRON"
        or head.pos_ == "NUM"
        or any(c.lower_ in ("the", "these", "those", "their", "its") for c in head.children)
    ):
        return True
    return (
        any(c.pos_ == "NUM" or c.lower_ in ("other", "more", "further") for c in head.children) or grammar.thing(head) != head
    )


def _mixed(event: Happening) -> bool:
    """Whether others of their own are told to be among those hit: "six officers of A were among 20 servicemen killed"."""
    head = event.theme
    return head is not None and head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.pos_ in ("VERB", "AUX")
