"""What the page's own words say against a party that a judge sees in a role: then the role stays as the rules read it.

A judge may fill in from the page what a clause leaves open. Against what the clause prints it is only guessing, and a
guess here accuses somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar, makers, themes
from vetoproof.examine.learned.sheet import ROLES
from vetoproof.examine.roles import FLOWS, UNITED_NATIONS
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Frame
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

_MADE = frozenset({"weapons_production", "weapons_test"})
_EXCEED = frozenset({"exceed", "surpass", "top", "overshoot"})
_WEAPONS = frozenset({"arms", "missiles"})
_NOBODY = frozenset({"none", "nobody", "neither"})


def settled(scene: Scene, sentence: Sentence, token: Token, before: Frame, after: Frame, speaking: frozenset[int]) -> Frame:
    """The frame as a judge mended it, without parties that the words contradict. `speaking`: tokens of who speaks."""
    over = _over(scene, token) if after.type == "un_action" else None
    if over is not None:
        # "A's shipments exceeded the 500,000 barrels allowed": told is what was shipped, not what was allowed.
        regime = scene.lexicon.regime.parties
        given = sorted(codes(scene, over.subtree))
        supplier = next((c for c in given if c not in regime[:1]), None)
        return Frame(type="petroleum_transfer", supplier=supplier, recipient=next(iter(regime), None), item=after.item)
    clause = grammar.clause(grammar.predicate(token))
    here = codes(scene, sentence.tokens)
    aside = codes(scene, (t for t in sentence.tokens if t.i not in speaking))
    said = codes(scene, (t for t in clause if t.i not in speaking))
    nobody = codes(scene, _of_nobody(sentence))
    changed: dict[str, str | None] = {}
    for role in ROLES:
        ruled = _split(getattr(before, role))
        given = _split(getattr(after, role))
        kept = [c for c in given if c in ruled or c == UNITED_NATIONS or scene.prints(c)]
        if nobody and role in ("patient", "supplier") and set(ruled) - nobody:
            # "A lost 1,200 soldiers, none of them B's": B lost none.
            kept = [c for c in kept if c not in nobody] or ruled
        if after.type == "casualties" and role == "patient" and ruled and set(ruled) <= said and not set(kept) & said:
            # "Twelve people were killed in CITY by a missile": the clause names who, and not whose the missile is.
            kept = ruled
        if after.type == "casualties" and role == "agent" and set(kept) - set(ruled):
            # "killed in CITY": where they fell tells not by whom.
            kept = [c for c in kept if c in ruled or c not in _only_places(scene, sentence)]
        if after.type == "casualties" and role == "agent":
            # "According to A's service two soldiers captured by B belong to ...": A only tells of it.
            kept = [c for c in kept if c in aside or (c in here and _pronoun(token))]
        if role == "agent" and ruled and after.type == before.type and not set(kept) & (set(ruled) | said):
            # "A vetoed the renewal": who did it is the clause's own subject.
            kept = ruled
        if role in ("agent", "supplier") and after.type in _MADE and not set(kept) & aside:
            held = before.place.country if before.place is not None else None
            if aside - set(kept) or (held is not None and held not in kept):
                # "It is at X that the drones are made": the sentence names another state, so the page's party is not the maker.
                kept = [c for c in kept if c in ruled]
        if role == "supplier" and after.type == "attack" and _others_make(scene, clause, kept):
            kept = [c for c in kept if c in ruled and c in said]
        if role == "supplier" and after.type == "attack" and (whole := _whole(token)) is not None:
            # "Two of the five missiles were made in A": that is said of the two.
            kept = [c for c in kept if c in codes(scene, whole.subtree)]
        if role not in _roles(after.type):
            kept = []
        if (
            role == "supplier"
            and after.type == "troop_deployment"
            and not set(kept) & said
            and (others := _soldiers(scene, token))
        ):
            # "its troops had retaken the town", said of the other party's own.
            kept = kept if others & set(kept) else sorted(others)
        if kept != given:
            changed[role] = "|".join(sorted(kept)) or None
    return msgspec.structs.replace(after, **changed) if changed else after


def unlike(scene: Scene, thing: Token | None, sentence: Sentence, frame: Frame) -> Frame:
    """The frame without a supplier of whose make the thing is not, wherever that is printed, unless the sentence names him."""
    supplier = set(_split(frame.supplier))
    made = makers.of(scene, thing) if thing is not None and frame.type == "attack" else frozenset()
    if not made or made & supplier or supplier & codes(scene, sentence.tokens):
        return frame
    return msgspec.structs.replace(frame, supplier=None)


def codes(scene: Scene, tokens: Iterable[Token]) -> set[str]:
    """ISO codes of the states that words name, themselves or by a body or a person of theirs; outlets name none."""
    found: set[str] = set()
    for token in tokens:
        nation, name = scene.nation(token), scene.name(token)
        if nation is not None:
            found.add(nation.value.country.code)
        elif name is not None:
            row = name.value[0]
            if row.country and not (isinstance(row, ActorRow) and row.kind == "outlet"):
                found.add(row.country)
    return found


def _split(value: str | None) -> list[str]:
    return [c for c in (value or "").split("|") if c]


def _roles(kind: str) -> tuple[str, ...]:
    """The roles that the labelling rules give an event: who supplies whom in flows, who acts on whom elsewhere."""
    if kind in FLOWS:
        return ("supplier", "recipient", "agent")
    return ("supplier", "agent", "patient") if kind == "attack" else ("agent", "patient")


def _whole(token: Token) -> Token | None:
    """What a number counts that is only what another is a part of: "missiles" for the five in "two of the five missiles"."""
    head = token.head if token.dep_ in ("nummod", "det") else token
    part = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.tag_ == "CD"
    return head if part and any(c.dep_ == "nummod" for c in head.children) else None


def _over(scene: Scene, token: Token) -> Token | None:
    """What exceeded a bound of fuel: the deliveries that are the subject of "exceed", where the figure is its object."""
    noun = token.head if token.dep_ == "nummod" else token
    if noun.dep_ != "dobj" or noun.head.lemma_.lower() not in _EXCEED or "fuel" not in themes.of(scene, noun):
        return None
    subject = grammar.own_subject(noun.head)
    told = subject is not None and {"deliveries", "fuel"} & set(themes.of(scene, grammar.thing(subject)))
    return subject if told else None


def _of_nobody(sentence: Sentence) -> list[Token]:
    """What "none of them B's" says of nobody: the words behind "none" up to the next mark."""
    found: list[Token] = []
    for none in (t for t in sentence.tokens if t.lower_ in _NOBODY):
        for token in sentence.tokens.doc[none.i + 1 : sentence.tokens.end]:
            if token.is_punct:
                break
            found.append(token)
    return found


def _only_places(scene: Scene, sentence: Sentence) -> set[str]:
    """Codes of the states that a sentence names only as where something happens: "in CITY"."""
    there = {
        t.i
        for at in sentence.tokens
        if at.dep_ == "prep" and at.lower_ in ("in", "at", "near", "inside", "across")
        for t in at.subtree
    }
    return codes(scene, (t for t in sentence.tokens if t.i in there)) - codes(
        scene, (t for t in sentence.tokens if t.i not in there)
    )


def _pronoun(token: Token) -> bool:
    """Whether a pronoun does it: "A said it had captured two soldiers"."""
    subject = grammar.own_subject(grammar.predicate(token))
    return subject is not None and subject.pos_ == "PRON"


def _soldiers(scene: Scene, token: Token) -> set[str]:
    """Whose the soldiers are that the clause is about: of the state named before them, or of the owner behind "its"."""
    verb = grammar.predicate(token)
    subject = grammar.own_subject(verb)
    if subject is None or any(c.dep_ == "dobj" and c.pos_ == "PRON" for c in verb.children):
        return set()
    head = grammar.thing(subject)
    if "soldiers" not in themes.of(scene, head):
        return set()
    owner = makers.owner(scene, head)
    return {c for c in makers.of(scene, head) if c} or (codes(scene, grammar.phrase(owner)) if owner is not None else set())


def _others_make(scene: Scene, clause: Iterable[Token], party: Iterable[str]) -> bool:
    """Whether the weapons of a clause are said to be of another make than a party's, and none of its own."""
    made = [
        m for t in clause if t.pos_ in ("NOUN", "PROPN") and _WEAPONS & set(themes.of(scene, t)) and (m := makers.of(scene, t))
    ]
    return bool(made) and not any(m & set(party) for m in made)
