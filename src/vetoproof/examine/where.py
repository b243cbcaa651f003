"""Which place belongs to which event: what its own clause says "in", "from" and "to" of, and what "there" stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar
from vetoproof.examine.cue import Cue
from vetoproof.examine.found import Found
from vetoproof.examine.frames import Happening
from vetoproof.examine.placewords import PlaceWords, place_words
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Frame, PlaceRef
from vetoproof.packs.regime import Country, PlaceRow

if TYPE_CHECKING:
    from spacy.tokens import Token

GOODS = frozenset({"arms_transfer", "return_flow", "petroleum_transfer"})
MOVING = GOODS | {"troop_deployment", "workers", "visit", "recruitment", "training"}
"""Types with a route or a goal; elsewhere "to" leads to no place of the event."""
_BEFORE = 12
"""Places looked back through for what "there" stands for."""


@dataclass(slots=True, frozen=True)
class Mark:
    """A place in a clause: how it stands there ("at", "from", "to", "between", "object"), and how near to the event."""

    ref: PlaceRef
    row: PlaceRow | Country
    way: str
    rank: int
    at: int


def placed(scene: Scene, sentence: Sentence, event: Happening, frame: Frame, covering: Sequence[Cue]) -> Frame:
    """The frame with the place that its own clause prints, else that of the clause it is joined to, else none."""
    return msgspec.structs.replace(frame, place=of(scene, sentence, event, frame, covering))


def of(scene: Scene, sentence: Sentence, event: Happening, frame: Frame, covering: Sequence[Cue]) -> PlaceRef | None:
    """Where an event was, or from where to where. States that are its parties are no place of goods, only of people."""
    words = place_words(scene.lexicon.language.places)
    marks = [m for m in _marks(scene, sentence, event, covering, words) if _fits(m, frame, event)]
    if not marks:
        return None
    start = [m for m in marks if m.way in ("from", "between")]
    goal = [m for m in marks if m.way == "to"]
    if len(start) == 2 and all(m.way == "between" for m in start):
        start, goal = start[:1], start[1:]
    at = [m for m in marks if m.way in ("at", "object")]
    if frame.type in GOODS and (start or goal):
        return _route(_best(start) or _best(at), _best(goal))
    if at:
        return _joined(_best(at))
    if goal:
        # "captured and taken to X": where captives are led is not where they were taken.
        return _joined(_best(goal)) if frame.type != "casualties" else None
    return _joined(_best(start)) if start and frame.type in GOODS | {"attack", "weapons_test"} else None


def at(scene: Scene, token: Token) -> PlaceRef | None:
    """The place that a word stands for: one of the pack's, else a proper name as printed; None for a common noun."""
    words = place_words(scene.lexicon.language.places)
    for _, value in _named(scene, token, words):
        return _ref(scene, value, token, words)
    if nation := scene.nation(token):
        if edge := _edge(token, words):
            return _along(scene, token, edge)
        return _ref(scene, nation.value.country, token, words)
    names = [t for t in grammar.core(token) if t.pos_ == "PROPN"]
    return PlaceRef(name=" ".join(t.text for t in names)) if token in names else None


def _best(marks: Sequence[Mark]) -> list[Mark]:
    """The nearest marks, without a state whose own place is named beside it, in order of the text."""
    if not marks:
        return []
    nearest = min(m.rank for m in marks)
    near = sorted((m for m in marks if m.rank == nearest), key=lambda m: m.at)
    inner = {m.row.country for m in near if isinstance(m.row, PlaceRow)}
    near = [m for m in near if not (isinstance(m.row, Country) and m.row.code in inner)]
    exact = {m.row.admin1 for m in near if isinstance(m.row, PlaceRow) and m.row.kind != "region"}
    return [m for m in near if not (isinstance(m.row, PlaceRow) and m.row.kind == "region" and m.row.admin1 in exact)]


def _joined(marks: Sequence[Mark]) -> PlaceRef:
    first = marks[0].ref
    return msgspec.structs.replace(first, name=_names(marks))


def _names(marks: Sequence[Mark]) -> str:
    return "|".join(dict.fromkeys(m.ref.name for m in marks))


def _route(start: Sequence[Mark], goal: Sequence[Mark]) -> PlaceRef:
    first = (start or goal)[0].ref
    return msgspec.structs.replace(first, name=_names(start), to=_names(goal) or None)


def _fits(mark: Mark, frame: Frame, event: Happening) -> bool:
    """A state that the frame already names as a party is no place of goods, targets and meetings; of people it is."""
    parties = {c for role in (frame.supplier, frame.recipient, frame.agent, frame.patient) if role for c in role.split("|")}
    if not isinstance(mark.row, Country):
        # "shells from one capital to the other": the cities stand for the states.
        seat = mark.row.kind == "city" and mark.row.admin1 == mark.row.name and mark.row.country in parties
        return not (seat and mark.way in ("from", "to") and frame.type in GOODS)
    if mark.way == "between" or (frame.type in GOODS and event.kind == "vessels"):
        # "two ships made trips between A and B"; "transfers between A and B" says who, not where.
        return frame.type in GOODS and event.kind in ("vessels", "voyages")
    if frame.type in ("troop_deployment", "workers"):
        return mark.way in ("at", "to") or (mark.way == "object" and event.trigger.lemma_ == "enter")
    if frame.type in GOODS:
        return mark.row.code not in parties and mark.way != "at"
    return mark.way == "at" and (frame.type in ("casualties", "recruitment", "training") or mark.row.code not in parties)


def _marks(scene: Scene, sentence: Sentence, event: Happening, covering: Sequence[Cue], words: PlaceWords) -> Iterator[Mark]:
    # "At the port a picture shows A loading arms": what evidence shows is where it shows it.
    speech = [cue for cue in covering if cue.manner != "shows"]
    said = {t.i for cue in speech for c in cue.trigger.children if c.i not in cue.content for t in c.subtree}
    if covering:
        said -= set(covering[-1].content)
    hosts = _hosts(event, words)
    hosts |= {cue.trigger.i: 3 for cue in covering if cue.manner == "shows" and cue.trigger.i not in hosts}
    seen: set[tuple[int, str]] = set()
    for token in sentence.tokens:
        for found, value in _named(scene, token, words):
            head = _whole(scene, token, words)
            if head is None or token.i in said or (isinstance(value, Country) and _more_exact(scene, head, value.code)):
                continue
            for way, host in _ways(head, words):
                rank = _rank(host, hosts, event, way, words)
                if rank is not None and (found, way) not in seen:
                    seen.add((found, way))
                    ref = _ref(scene, value, head, words)
                    if isinstance(value, Country) and (edge := _edge(token, words)):
                        ref = _along(scene, token, edge)
                    if event.type in GOODS and token.dep_ in ("amod", "compound") and scene.place(token) is None:
                        ref = msgspec.structs.replace(ref, name=scene.text[token.idx : token.head.idx + len(token.head)])
                    yield Mark(ref, value, way, rank, token.i)
        back = _back(scene, token, words)
        if back is not None:
            value, host = back
            rank = _rank(host, hosts, event, "at", words)
            if rank is not None and token.i not in said:
                way = "to" if token.head.lower_ in words.goal and token.dep_ == "pobj" else "at"
                yield Mark(_ref(scene, value, token, words), value, way, rank, token.i)


def _named(scene: Scene, token: Token, words: PlaceWords) -> Iterator[tuple[int, PlaceRow | Country]]:
    """The place that a token is the head of; a state's adjective before the noun of a site names the state."""
    found = scene.place(token)
    if found is not None:
        span = scene.doc.char_span(found.start, found.end, alignment_mode="expand")
        if span is not None and span.root.i == token.i:
            yield found.start, found.value
        return
    nation = scene.nation(token)
    adjective = nation is not None and nation.value.by == "demonym" and token.dep_ in ("amod", "compound", "nmod")
    if nation is not None and adjective and token.head.lemma_.lower() in words.sites:
        yield nation.start, nation.value.country


def _more_exact(scene: Scene, head: Token, code: str | None) -> bool:
    """Whether a place phrase names a place inside a state, besides the state itself."""
    rows = (found.value for t in head.subtree if (found := scene.place(t)) is not None)
    return any(code is None or (isinstance(row, PlaceRow) and row.country == code) for row in rows)


def _whole(scene: Scene, token: Token, words: PlaceWords) -> Token | None:
    """The head of the phrase that still is the place: "region" of "Ruritania's Elphberg region"; None for "the X war"."""
    for _ in range(8):
        head = token.head
        if head == token:
            return token
        if token.dep_ in ("compound", "nmod", "poss", "amod", "nummod") and head.pos_ in ("NOUN", "PROPN", "ADJ"):
            site = head.lemma_.lower() in words.sites or head.lower_ in words.sites
            if not site and scene.place(head) is None and not (head.pos_ == "PROPN" and token.dep_ == "compound"):
                return None
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in words.sites:
            token = head.head
        elif (token.dep_ == "appos" and head.pos_ in ("NOUN", "PROPN")) or (
            token.dep_ == "conj" and (scene.place(head) is not None or head.lemma_.lower() in words.sites)
        ):
            token = head
        else:
            return token
    return token


def _ways(head: Token, words: PlaceWords) -> Iterator[tuple[str, Token]]:
    """How a place phrase stands to the words above it, through "a port near X": the way and the host."""
    for _ in range(4):
        above = head.head
        if head.dep_ == "dobj" and above.lemma_.lower() in words.enter:
            yield "object", above
            return
        if head.dep_ != "pobj" or above.head == above:
            return
        printed, host = [above.lower_], above.head
        while host.dep_ == "prep" and host.pos_ == "ADP" and host.head != host:
            printed.append(host.lower_)  # "out of X", "from inside X"
            host = host.head
        if host.lemma_.lower() in words.sites and host.dep_ in ("pobj", "dobj"):
            head = host
            continue
        way = _way(printed, words)
        if way is not None:
            yield way, host
        return


_ALONG: dict[str, tuple[str, ...]] = {"recruitment": ()}
_DEEP = frozenset(
    {"casualties", "troop_deployment", "attack", "training", "arms_transfer", "return_flow", "petroleum_transfer"}
)
"""Types whose place may stand in a participle: "killed while attacking in X", "the flour unloaded at X"."""
_LISTED = (("between", "between"), ("from", "start"), ("to", "goal"), ("at", "at"))


def _way(printed: list[str], words: PlaceWords) -> str | None:
    """The way of prepositions, nearest first: "out of" and "from inside" lead from, "from A to B" leads to B."""
    joined = " ".join(reversed(printed))
    ways = [name for word in (joined, *printed) for name, listed in _LISTED if word in getattr(words, listed)]
    return ways[1] if len(ways) > 1 and ways[0] == "at" else ways[0] if ways else None


def _hosts(event: Happening, words: PlaceWords) -> dict[int, int]:
    """Tokens on which an event's place may hang, each with its distance from the event."""
    hosts = {event.trigger.i: 0, event.verb.i: 0}
    heads = [h for place, given in event.arguments.items() if place in ("object", "subject", "attr", "of") for h in given]
    for head in [*([event.theme] if event.theme is not None else []), *heads]:
        hosts.setdefault(head.i, 1)
        hosts.setdefault(grammar.thing(head).i, 1)
    for child in event.verb.children:
        # "recruited to fight in X" is no recruitment in X.
        if child.dep_ in ("prep", "pcomp", "acomp", "attr", "advmod", "dobj", *_ALONG.get(event.type, ("xcomp", "advcl"))):
            hosts.setdefault(child.i, 1)
    # "300 were killed and 2,700 wounded in X": the place is of both; a clause with its own subject has its own place.
    for child in event.verb.children:
        if child.dep_ in grammar.SUBJECTS and child.lemma_.lower() in words.fighting:
            hosts.setdefault(child.i, 1)  # "the fighting in X cost 100 their lives"
    for verb in _beside(event.verb):
        hosts.setdefault(verb.i, 3)
    head = event.verb
    while head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX"):
        if grammar.own_subject(head) is not None and event.type != "casualties":
            break
        head = head.head
        hosts.setdefault(head.i, 3)
    if event.type == "casualties":
        for child in event.verb.children:
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
                hosts.setdefault(child.i, 3)
    return hosts


def _beside(verb: Token) -> Iterator[Token]:
    """The participles of coordinated nouns: "killed" for "wounded" in "300 killed in X and 2,700 wounded"."""
    noun = verb.head
    if verb.dep_ in ("acl", "amod") and noun.dep_ == "conj":
        yield from (c for c in noun.head.children if c.dep_ in ("acl", "amod") and c.pos_ == "VERB")


def _rank(host: Token, hosts: dict[int, int], event: Happening, way: str, words: PlaceWords) -> int | None:
    """How far a place's host is from the event; None where it belongs to something else."""
    if host.i in hosts and not (host.i != event.trigger.i and host.lemma_.lower() in words.apart):
        return hosts[host.i]
    if host.pos_ in ("NOUN", "PROPN", "NUM") and host.lemma_.lower() in words.apart:
        return None
    steps, token = 1, host
    while token.head != token and steps < 8:
        if token.i in hosts:
            return hosts[token.i] + steps
        if token.pos_ in ("VERB", "AUX"):
            fought = event.type in _DEEP and way in ("at", "object")
            if not (fought and token.dep_ in ("acl", "advcl", "xcomp", "pcomp")) or grammar.own_subject(token) is not None:
                return None
        elif token.pos_ in ("NOUN", "PROPN"):
            route = way != "at" and event.type in GOODS  # "28 transits between A and B"
            subject = token.dep_ in grammar.SUBJECTS and token.lemma_.lower() not in words.fighting
            if token.lemma_.lower() in words.apart or (not route and (subject or way != "at")):
                return None
        token, steps = token.head, steps + 1
    return None


def _back(scene: Scene, token: Token, words: PlaceWords) -> tuple[PlaceRow | Country, Token] | None:
    """What "there" and "the region" stand for, and the word they hang on."""
    if token.lower_ in words.there and token.dep_ not in ("expl", "nsubj"):
        host = token.head.head if token.head.pos_ == "ADP" else token.head
        before = _before(scene, token.idx, None, words)
        return (before, host) if before is not None else None
    if token.lower_ not in words.back or token.dep_ != "pobj" or token.head.lower_ not in words.at | words.goal:
        return None
    own = [c for c in token.children if c.dep_ != "punct"]
    if not any(c.lower_ in ("the", "that", "this") for c in own) or _more_exact(scene, token, None):
        return None
    before = _before(scene, token.idx, token.lower_, words)
    return (before, token.head.head) if before is not None else None


def _before(scene: Scene, offset: int, noun: str | None, words: PlaceWords) -> PlaceRow | Country | None:
    """The last place named before an offset behind a preposition; `noun`: only one of that kind."""
    found: list[Found[PlaceRow | Country]] = scene.places_before(offset, _BEFORE)
    for one in reversed(found):
        row = one.value
        if isinstance(row, Country) and noun is not None:
            continue
        if isinstance(row, PlaceRow) and not _kind(row, noun):
            continue
        span = scene.doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is None:
            continue
        token: Token = span.root
        while token.dep_ in ("compound", "nmod", "poss", "appos", "conj") and token.head != token:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ not in words.start:
            # "Soldiers from A were stationed there": not in A.
            return row
    return None


def _kind(row: PlaceRow, noun: str | None) -> bool:
    if noun is None:
        return True
    if noun in ("city", "town", "village"):
        return row.kind == "city"
    if noun == "port":
        return row.kind == "port"
    return row.kind == "region" or (noun in ("area", "region") and row.kind != "port")


def _ref(scene: Scene, value: PlaceRow | Country, head: Token, words: PlaceWords) -> PlaceRef:
    held = _holder(scene, value, head, words)
    if isinstance(value, Country):
        return PlaceRef(name=value.names[0], country=value.code, held_by=held)
    return PlaceRef(name=value.name, country=value.country, admin1=value.admin1, held_by=held or value.held_by)


def _edge(token: Token, words: PlaceWords) -> Token | None:
    """The border by which a state is named: "near the Ruritanian border", "along the border with Ruritania"."""
    above = (token.head, token.head.head if token.dep_ == "pobj" else token.head)
    return next((t for t in above if t != token and t.lemma_.lower() in words.edges), None)


def _along(scene: Scene, token: Token, edge: Token) -> PlaceRef:
    """A border as printed, in no state: on which side of it is not said."""
    first, last = sorted((token, edge), key=lambda t: t.idx)
    return PlaceRef(name=scene.text[first.idx : last.idx + len(last)])


def _holder(scene: Scene, value: PlaceRow | Country, head: Token, words: PlaceWords) -> str | None:
    """ "A-occupied territory", "under A's control": who holds the place, where the page says so."""
    own = value.code if isinstance(value, Country) else value.country
    for token in head.subtree:
        if token.lower_ in words.held:
            for near in token.doc[max(0, token.i - 4) : token.i + 5]:
                nation = scene.nation(near)
                if nation is not None and nation.value.country.code != own:
                    return nation.value.country.code
    return None
