"""Events: triggers with the arguments that their frames ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetoproof.examine import fate, grammar, themes
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import EventType
from vetoproof.packs.language import FrameRow

if TYPE_CHECKING:
    from spacy.tokens import Token

Arguments = dict[str, list["Token"]]


@dataclass(slots=True)
class Happening:
    """A trigger of an event type with its arguments by grammatical place. `theme`: what it is about."""

    trigger: Token
    row: FrameRow
    type: EventType
    theme: Token | None
    kind: str
    arguments: Arguments
    nominal: bool
    score: int = 0
    slots: dict[str, list[Token]] = field(default_factory=dict)

    @property
    def verb(self) -> Token:
        """The verb whose clause the event stands in."""
        return grammar.predicate(self.trigger)


def find(scene: Scene, sentence: Sentence) -> list[Happening]:
    """The events of a sentence, the best reading of each trigger, in order; a nominal inside a verb's event is dropped."""
    found: list[Happening] = []
    for token in sentence.tokens:
        readings = list(_readings(scene, token))
        if readings:
            found.append(max(readings, key=lambda h: h.score))
            if found[-1].kind in ("soldiers", "nationals", "workers", "students"):
                # "..., 14 have been discharged and 69 remain": people of the same sentence.
                scene.antecedent = found[-1].kind
    # "production has reached two million rounds": the noun is the event, not the reaching.
    found = [
        h
        for h in found
        if h.nominal
        or h.score >= 8
        or not any(n.nominal and n.score >= 8 and n.trigger in h.arguments.get("subject", ()) for n in found)
    ]
    return [h for h in found if not (h.nominal and _part_of(h, found)) and not _helped(h, found)]


def _fallen(scene: Scene, verb: Token) -> bool:
    """Whether a verb tells with its complement what became of people: "held captive", "are dead"."""
    fates = fate.words(scene.lexicon)
    return any(c.dep_ in ("oprd", "acomp") and c.lower_ in fates for c in verb.children)


_HELP = frozenset({"help", "assist", "aid", "support", "enable"})


def _helped(event: Happening, found: list[Happening]) -> bool:
    """Whether an event is only what somebody helps others with: "A's soldiers helped B's forces to retake a village"."""
    trigger = event.trigger
    return (
        trigger.dep_ in ("xcomp", "ccomp", "advcl")
        and trigger.head.lemma_.lower() in _HELP
        and event.row.id == "fight"
        and any(other is not event and other.trigger == trigger.head for other in found)
    )


def _part_of(nominal: Happening, found: list[Happening]) -> bool:
    """Whether a nominal event is only an argument of a verb that names the same event ("suffered losses")."""
    for other in found:
        if (
            other is not nominal
            and not other.nominal
            and nominal.trigger in other.trigger.subtree
            and other.type == nominal.type
        ):
            return True
        if other is not nominal and other.theme == nominal.trigger:
            return True
    return False


def _readings(scene: Scene, token: Token) -> Iterator[Happening]:
    lexicon = scene.lexicon
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        arguments = of_verb(token)
        seen: set[str] = set()
        for key in grammar.keys(token):
            for row in lexicon.verb_frames.get(key, ()):
                if row.id not in seen and (row.outcome or not _fallen(scene, token)):
                    seen.add(row.id)
                    bonus = 1 if " " in key else 0
                    yield from _fit(scene, token, row, arguments, bonus, nominal=False)
    elif token.pos_ in ("NOUN", "PROPN"):
        lemma = token.lemma_.lower()
        pair = f"{token.doc[token.i - 1].lemma_.lower()} {lemma}" if token.i else lemma
        for key in (pair, lemma):
            for row in lexicon.noun_frames.get(key, ()):
                yield from _fit(scene, token, row, of_noun(token), 0, nominal=True)


def _fit(
    scene: Scene, trigger: Token, row: FrameRow, arguments: Arguments, bonus: int, *, nominal: bool
) -> Iterator[Happening]:
    best: tuple[int, Token | None, str] | None = None
    places = [place for place, role in row.roles.items() if role == "theme"]
    others = [place for place in arguments if place not in places and row.roles.get(place) not in (None, "none")]
    for rank, place in enumerate((*sorted(places, key=lambda p: p == "subject"), *others)):
        for head in arguments.get(place, ()):
            thing = grammar.thing(head)
            if thing.lemma_.lower() in scene.lexicon.cue_nouns:
                # "reports of officers having been killed": of officers.
                inner = (
                    p for c in thing.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
                )
                thing = next(inner, thing)
            for theme in themes.of(scene, thing):
                if theme in row.types:
                    weak = theme in themes.weak(scene.lexicon)
                    score = (12 if place in places else 5) - (4 if weak else 0) - min(rank, 4)
                    if best is None or score > best[0]:
                        best = (score, thing, theme)
    if nominal and best is None:
        own = next((theme for theme in themes.of(scene, trigger) if theme in row.types), None)
        if own is not None and own in ("casualties", "voyages"):
            best = (8, trigger, own)
    if best is None:
        if "any" not in row.types:
            return
        first = next((grammar.thing(h) for place in places for h in arguments.get(place, ())), None)
        best = (3, first, "any")
    score, theme_token, kind = best
    if "fate" in row.needs:
        bonus += 2
    happening = Happening(trigger, row, row.types[kind], theme_token, kind, arguments, nominal, score + bonus)
    if all(_needs(scene, happening, need) for need in row.needs):
        yield happening


def _needs(scene: Scene, happening: Happening, need: str) -> bool:
    arguments = happening.arguments
    if need == "ship":
        heads = [*arguments.get("subject", ()), *arguments.get("object", ())]
        return any(_is_ship(scene, h) for h in heads) and (
            happening.kind == "voyages"
            or _is_ship(scene, happening.theme)
            or bool(arguments.keys() & {"at", "in", "to", "from", "alongside", "with"})
        )
    if need == "place":
        located = [
            h
            for p in ("in", "at", "on", "near", "inside", "alongside", "across", "there", "among", "within")
            for h in arguments.get(p, ())
        ]
        return any(scene.place(t) is not None or t.lower_ == "there" for h in located for t in h.subtree)
    if need == "foreign":
        people = [
            t
            for t in (
                happening.theme,
                *arguments.get("object", ()),
                *arguments.get("subject", ()),
                *arguments.get("from", ()),
                *arguments.get("of", ()),
            )
            if t is not None
        ]
        return (
            any(scene.nation(t) is not None for head in people for t in grammar.phrase(head))
            or happening.nominal
            or happening.kind in ("nationals", "contract", "soldiers")
        )
    if need == "leader":
        heads = [
            *arguments.get("subject", ()),
            *arguments.get("by", ()),
            *arguments.get("of", ()),
            *arguments.get("object", ()),
        ]
        return any(themes.leader(scene, h) for h in heads) and any(
            scene.place(t) is not None or scene.nation(t) is not None
            for hs in arguments.values()
            for h in hs
            for t in grammar.phrase(h)
        )
    if need == "copula":
        return any(scene.nation(t) is not None for h in arguments.get("copula", ()) for t in grammar.phrase(h))
    if need == "fate":
        return fate.of(scene, happening.arguments) is not None
    if need == "figure":
        sent = happening.trigger.sent
        return bool(scene.figures(sent.start_char, sent.end_char))
    return True


def _is_ship(scene: Scene, head: Token | None) -> bool:
    if head is None:
        return False
    if any((m := scene.mention(t)) is not None and m.value.kind == "ship" for t in grammar.core(head)):
        return True
    return "vessels" in themes.of(scene, grammar.thing(head))


def of_verb(verb: Token) -> Arguments:
    """Heads of a verb's arguments by place: subject, object, dative, by, and each preposition."""
    found: Arguments = {}
    is_passive = grammar.passive(verb)
    heads = grammar.subjects(verb)
    expletive = [h for h in heads if h.lower_ == "there"] or [c for c in verb.children if c.dep_ == "expl"]
    attributes = [c for c in verb.children if c.dep_ == "attr"]
    if expletive or (not heads and attributes):
        heads = [g for a in attributes for g in grammar.conjuncts(a)]
    elif attributes:
        found["attr"] = [g for a in attributes for g in grammar.conjuncts(a)]
    if heads:
        found["object" if is_passive else "subject"] = heads
    own = grammar.own_subject(verb)
    # "two soldiers it has captured": what the clause hangs on is the object.
    if (verb.dep_ == "relcl" and not is_passive and own is not None and own.lower_ not in ("who", "which", "that")) and (
        not any(c.dep_ in ("dobj", "attr") for c in verb.children)
    ):
        found["object"] = [verb.head]
    for child in verb.children:
        if child.dep_ in ("dobj", "oprd"):
            found.setdefault("object", []).extend(grammar.conjuncts(child))
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ not in ("of", "with"):
                    _add(found, inner)
        elif child.dep_ == "dative":
            inner_heads = (
                [h for g in child.children if g.dep_ == "pobj" for h in grammar.conjuncts(g)]
                if child.pos_ == "ADP"
                else grammar.conjuncts(child)
            )
            found.setdefault("dative", []).extend(inner_heads)
        elif child.dep_ == "agent":
            found.setdefault("by", []).extend(h for g in child.children if g.dep_ == "pobj" for h in grammar.conjuncts(g))
        elif child.dep_ == "prep":
            _add(found, child)
        elif child.dep_ == "advmod" and child.lower_ in ("there", "abroad", "here"):
            found.setdefault("there", []).append(child)
        elif child.dep_ == "advcl" and child.i > verb.i and child.tag_ == "VBG" and "in" not in found:
            for inner in child.children:
                if inner.dep_ == "prep":
                    _add(found, inner)
    return found


def of_noun(noun: Token) -> Arguments:
    """Heads of a nominal trigger's arguments: possessor and nationality as subject, compounds and "of" as object."""
    found: Arguments = {}
    if noun.dep_ in ("attr", "oprd"):
        # "B is A's largest supplier of arms"; "what it called supplies from A to B".
        found["copula"] = grammar.subjects(noun.head)
        for child in noun.head.children:
            if child.dep_ == "prep" and child.i > noun.i and child.lower_ in ("from", "to"):
                _add(found, child)
    for child in noun.children:
        if child.dep_ == "poss":
            found.setdefault("subject", []).extend(grammar.conjuncts(child))
        elif child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN"):
            found.setdefault("object", []).append(child)
        elif child.dep_ == "amod":
            found.setdefault("subject", []).append(child)
        elif child.dep_ in ("prep", "agent"):
            _add(found, child)
            if child.lower_ == "of":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        found.setdefault("object", []).extend(grammar.conjuncts(inner))
                        for deeper in inner.children:
                            if deeper.dep_ == "prep":
                                _add(found, deeper)
    return found


def _add(found: Arguments, preposition: Token) -> None:
    place = preposition.lower_
    if place in ("according", "per"):
        return
    if _distance(preposition):
        return
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            found.setdefault(place, []).extend(grammar.conjuncts(child))
            for inner in child.children:
                # "from the port of X to Y" sometimes hangs "to" on the port.
                if inner.dep_ == "prep" and inner.lower_ in ("to", "from", "into", "in", "near") and not _distance(inner):
                    for deeper in inner.children:
                        if deeper.dep_ == "pobj":
                            found.setdefault(inner.lower_, []).extend(grammar.conjuncts(deeper))
        elif child.dep_ == "prep":
            _add(found, child)


def _distance(preposition: Token) -> bool:
    """ "290 km from the border" tells a distance, not an origin."""
    before = preposition.doc[preposition.i - 1].lemma_.lower() if preposition.i else ""
    return preposition.lower_ == "from" and before in ("kilometer", "kilometre", "mile", "km", "meter", "metre")
