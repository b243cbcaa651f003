"""Arguments to roles: which state supplies, receives, acts or suffers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vetoproof.examine import fate, grammar, makers, themes
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene
from vetoproof.model import Frame
from vetoproof.packs.regime import Country

if TYPE_CHECKING:
    from spacy.tokens import Token

_WEAPONS = frozenset({"arms", "missiles", "rounds"})
FLOWS = frozenset({"arms_transfer", "return_flow", "petroleum_transfer", "troop_deployment", "workers"})
UNITED_NATIONS = "UN"


_WHERE = frozenset({
    "in", "at", "near", "inside", "on", "against", "over", "across", "along",
    "for", "to", "about", "since", "during", "after", "before",
})  # fmt: skip
_PERSONS = frozenset({"soldiers", "nationals", "workers"})
_MEETING = frozenset({"meet", "meeting", "talk", "summit"})
_VOTES = frozenset({"veto", "abstain", "vote"})
_HOSTING = frozenset({"host", "receive", "welcome", "greet"})


def _between(token: Token, head: Token) -> list[Token]:
    found = []
    while token != head and token.head != token:
        found.append(token)
        token = token.head
    return found


def states(scene: Scene, heads: Iterable[Token], *, deep: bool = False) -> tuple[str, ...]:
    """ISO codes of the states that phrases name, by name, demonym, capital, or by an actor or a person of theirs."""
    codes: list[str] = []
    for head in heads:
        head = grammar.thing(head)
        for token in sorted(grammar.phrase(head, appositions=deep), key=lambda t: (t != head, t.i)):
            between = _between(token, head)
            if any(a.dep_ == "prep" and (a.lower_ in _WHERE or _from_teller(scene, a)) for a in between):
                # "forces of A in B" are of A; "a figure, from an official of C" is of nobody's dead.
                continue
            nation = scene.nation(token)
            name = scene.name(token)
            code = nation.value.country.code if nation else (name.value[0].country if name else None)
            if code and code not in codes:
                codes.append(code)
                if not deep and token == head:
                    break
    return tuple(codes)


def _from_teller(scene: Scene, preposition: Token) -> bool:
    """Whether a phrase names whom a figure comes from: "from an official of C"."""
    if preposition.lower_ != "from":
        return False
    words = (c.lemma_.lower() for c in preposition.children if c.dep_ == "pobj")
    return any(scene.lexicon.is_a(w, use) for w in words for use in ("anonymous", "office", "title"))


def _told(happening: Happening) -> Happening:
    """The event without those who only tell of it: who "put the dead at 600", the label in "A: B sent guns"."""
    trigger, subjects = happening.trigger, happening.arguments.get("subject", ())
    if not subjects:
        return happening
    kept = list(subjects)
    if trigger.lemma_.lower() == "put" and any(
        t.lower_ == "at" and any(c.like_num or any(g.like_num for g in c.children) for c in t.children)
        for t in trigger.subtree
        if t.i > trigger.i
    ):
        kept = []
    label = next((t for t in trigger.sent if t.text == ":" and t.i < trigger.i), None)
    behind = [c for c in trigger.children if label is not None and c.dep_ == "nsubj" and label.i < c.i < trigger.i]
    if label is not None and behind and all(h.i < label.i for h in kept):
        kept = behind
    return replace(happening, arguments={**happening.arguments, "subject": kept}) if kept != list(subjects) else happening


def frame(scene: Scene, happening: Happening) -> Frame:
    """The frame of an event from its own clause; what the clause does not print stays None."""
    happening = _told(happening)
    slots: dict[str, list[Token]] = {}
    for position, heads in happening.arguments.items():
        role = happening.row.roles.get(position)
        if role is None and position in ("in", "at", "near", "inside", "on", "across", "outside", "there"):
            role = "place"
        if role and role != "none":
            slots.setdefault(role, []).extend(heads)
    kind = happening.type
    theme = happening.theme
    roles: dict[str, tuple[str, ...]] = {}
    names = ("supplier", "recipient", "agent", "patient", "origin", "destination")
    for name in names:
        own = [h for h in slots.get(name, ()) if h != theme or name in ("agent", "patient")]
        if name in ("recipient", "destination", "origin"):
            # "to A, B's minister, said" is sometimes parsed as if the goods went to the minister.
            own = [h for h in own if not scene.lexicon.is_a(h.lemma_.lower(), "office")]
        roles[name] = states(scene, own)
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    agent: tuple[str, ...] = ()
    patient: tuple[str, ...] = ()
    nationality = (
        states(scene, [theme], deep=False) if theme is not None and happening.kind not in ("vessels", "voyages") else ()
    )
    if (theme is not None and not nationality and (happening.kind in _PERSONS or kind == "weapons_production")) and (
        whose := makers.owner(scene, happening.trigger if happening.nominal else theme)
    ) is not None:
        # "A said its troops had taken the town": they are A's own.
        nationality = states(scene, [whose])
    if kind in FLOWS:
        supplier, recipient = _flow(scene, happening, roles, nationality, slots)
    else:
        supplier, agent, patient = _act(scene, happening, roles, nationality, slots)
    kind, supplier, recipient = _direction(scene, happening, supplier, recipient)
    item = (
        themes.item(scene, theme) if theme is not None and theme.pos_ in ("NOUN", "PROPN") and kind not in ("visit",) else None
    )
    return Frame(
        type=kind,
        supplier=_join(supplier),
        recipient=_join(recipient),
        agent=_join(agent),
        patient=_join(patient),
        item=item,
        outcome=outcome(scene, happening),
        vessel=vessel(scene, happening),
    )


def _join(codes: Sequence[str]) -> str | None:
    return "|".join(sorted(set(codes))) or None


def _flow(
    scene: Scene,
    happening: Happening,
    roles: dict[str, tuple[str, ...]],
    nationality: tuple[str, ...],
    slots: dict[str, list[Token]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    supplier = roles["supplier"]
    recipient = roles["recipient"]
    if not supplier:
        supplier = tuple(c for c in roles["origin"])
    if not recipient:
        recipient = roles["destination"] or tuple(c for h in slots.get("destination", ()) if (c := _held(scene, h)))
    estimated = happening.trigger.lemma_ == "put" and "at" in happening.arguments  # "had put the number at 1,000"
    if not (supplier or estimated or nationality) and roles["agent"] and happening.type == "arms_transfer":
        supplier = tuple(c for c in roles["agent"] if c not in recipient)
    if nationality:
        # "A deployed troops of B": the troops' own state supplies them, whoever moves them.
        displaced = tuple(c for c in (*supplier, *roles["agent"]) if c not in nationality)
        if happening.type in ("troop_deployment", "workers") or not supplier:
            supplier = nationality
            recipient = recipient or displaced
    if happening.type in ("troop_deployment", "workers"):
        where = [h for p in ("in", "to", "into", "at", "near", "inside") for h in happening.arguments.get(p, ())]
        recipient = recipient or tuple(c for c in states(scene, where) if c not in supplier)
    recipient = tuple(c for c in recipient if c not in supplier)
    parties = scene.lexicon.regime.parties
    own = tuple(c for c in recipient if c in parties)
    if happening.type == "troop_deployment" and (own or (supplier and set(supplier) <= set(parties))):
        # "in A or B" and "held by B" is where they are; whom they serve is the party.
        recipient = own
    if happening.type == "arms_transfer" and happening.kind not in ("vessels", "voyages"):
        supplier, recipient = _route(scene, happening) or (supplier, recipient)
    return supplier, recipient


def _route(scene: Scene, happening: Happening) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Supplier and recipient by the ports of a route, whoever owns the ships: "from a port of A to a port of B"."""
    ends = []
    for words in (("from",), ("to", "into")):
        heads = [h for p in words for h in happening.arguments.get(p, ())] or _under(happening, words)
        held = {c for h in heads if (c := _held(scene, h)) and scene.place(h) is not None and scene.nation(h) is None}
        ends.append(held & set(scene.lexicon.regime.parties))
    start, goal = ends
    return ((*start,), (*goal,)) if len(start) == len(goal) == 1 and start != goal else None


def _act(
    scene: Scene,
    happening: Happening,
    roles: dict[str, tuple[str, ...]],
    nationality: tuple[str, ...],
    slots: dict[str, list[Token]],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    kind, arguments = happening.type, happening.arguments
    supplier: tuple[str, ...] = ()
    agent, patient = roles["agent"], roles["patient"]
    if kind == "casualties":
        if happening.row.id in ("kill", "capture") and arguments.get("object") and arguments.get("subject"):
            agent = agent or states(scene, arguments["subject"])
        patient = (
            nationality
            or patient
            or (states(scene, arguments.get("subject", ())) if happening.row.id == "lose" else ())
            or (states(scene, slots.get("theme", ())) if happening.row.id == "losses" else ())
            or _there(scene, happening)
        )
        agent = tuple(c for c in agent if c not in patient)
    elif kind == "attack":
        if made := _makers(scene, arguments):
            # "CITY was hit by A's missiles": A made them; who fired them is not told.
            supplier, agent = made, tuple(c for c in agent if c not in made)
        else:
            supplier = tuple(c for c in nationality if c not in agent)
        agent = agent or (nationality if not supplier and not made else ())
        place_states = states(scene, [h for p in ("in", "against", "at", "on", "into") for h in arguments.get(p, ())])
        patient = tuple(c for c in (patient or place_states) if c not in agent and c not in supplier)
        if happening.kind == "target":
            supplier = made
            patient = patient or tuple(c for c in nationality if c not in agent)
    elif kind in ("recruitment",):
        patient = nationality if happening.kind != "contract" else states(scene, arguments.get("subject", ()))
        if happening.kind == "contract":
            agent = states(scene, [happening.theme]) if happening.theme is not None else agent
        if happening.trigger.lemma_ in ("join", "sign", "serve", "volunteer"):
            patient = states(scene, arguments.get("subject", ()))
            agent = states(scene, [h for p in ("object", "in", "with", "into", "for") for h in arguments.get(p, ())])
        if happening.kind != "contract" and not patient:
            patient = roles["patient"]
        agent = tuple(c for c in agent if c not in patient)
    elif kind == "training":
        patient = nationality or patient
        agent = tuple(c for c in (agent or states(scene, arguments.get("subject", ()))) if c not in patient)
    elif kind == "visit":
        if happening.row.id == "visit" and happening.trigger.lemma_ in _HOSTING:
            agent, patient = (
                states(scene, arguments.get("object", ()), deep=True),
                states(scene, arguments.get("subject", ()), deep=True),
            )
        else:
            agent = states(scene, arguments.get("subject", ()) or arguments.get("by", ()) or arguments.get("of", ()), deep=True)
        patient = tuple(c for c in patient if c not in agent)
        held = states(scene, arguments.get("in", ()))
        if len(agent) == len(patient) == 1 and held == agent and happening.trigger.lemma_ in _MEETING:
            # "A's president met B's leader in A": B's leader came.
            agent, patient = patient, agent
    elif kind == "agreement":
        agent = tuple(
            dict.fromkeys(
                [
                    *states(scene, [h for p in ("subject", "by", "with", "between") for h in arguments.get(p, ())]),
                    *nationality,
                    *(states(scene, [t for t in [happening.theme] if t is not None], deep=True)),
                ]
            )
        )
        patient = ()
    elif kind == "un_action":
        heads = [*arguments.get("subject", ()), *arguments.get("by", ())]
        council = any("council" in themes.of(scene, grammar.thing(h)) for h in heads)
        # "A vetoed the renewal", "B abstained": the state that votes is the one that acts.
        agent = agent or (_voter(scene, happening.trigger, heads) if happening.trigger.lemma_.lower() in _VOTES else ())
        agent = agent or (
            (UNITED_NATIONS,)
            if happening.trigger.lemma_.lower() not in _VOTES
            and (council or happening.theme is None or happening.trigger.lemma_ in ("ban", "prohibit", "violate", "breach"))
            else ()
        )
        target = scene.lexicon.regime.parties[:1]
        bound = states(scene, _under(happening, ("against", "on", "to")))
        patient = tuple(c for c in patient if c not in agent) or tuple(c for c in bound if c in target and c not in agent)
    else:
        agent = agent or (nationality if kind in ("weapons_test", "weapons_production", "finance_cyber") else ())
        agent = agent or states(scene, [h for p in ("subject", "by") for h in arguments.get(p, ())])
    return supplier, agent, patient


def _makers(scene: Scene, arguments: Mapping[str, Sequence[Token]]) -> tuple[str, ...]:
    """The states named with the weapons that strike: "hit by A's missiles", "a rocket of A struck a school"."""
    heads = [*arguments.get("by", ()), *arguments.get("subject", ())]
    return states(scene, [h for h in heads if set(themes.of(scene, grammar.thing(h))[:1]) & _WEAPONS], deep=True)


def _there(scene: Scene, happening: Happening) -> tuple[str, ...]:
    """ "Twelve people were killed in CITY": the state of the city, where that is no party of the file and they no soldiers."""
    if happening.kind not in ("any", "nationals"):
        return ()
    heads = [h for p in ("in", "at", "near") for h in happening.arguments.get(p, ())]
    nations = {n.value.country.code for h in heads if (n := scene.nation(h)) is not None}
    found = nations | {c for h in heads if (c := _held(scene, h))}
    return tuple(sorted(found)) if len(found) == 1 and not found & set(scene.lexicon.regime.parties) else ()


def _voter(scene: Scene, verb: Token, heads: Sequence[Token]) -> tuple[str, ...]:
    """The state that votes: the subject, or the state named just before the verb where the parse lost it behind a headline."""
    near = [t for t in verb.doc[max(0, verb.i - 4) : verb.i] if (n := scene.nation(t)) is not None and n.value.by != "demonym"]
    return states(scene, heads) or states(scene, near[-1:])


def _direction(scene: Scene, happening: Happening, supplier: tuple[str, ...], recipient: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Goods to the sanctioned state (the regime's first party) are a return flow, unless they are fuel."""
    kind = happening.type
    target = scene.lexicon.regime.parties[:1]
    other = scene.lexicon.regime.parties[1:2]
    if (
        kind == "arms_transfer"
        and target
        and other
        and not recipient
        and supplier == other
        and happening.kind not in ("vessels", "voyages")
    ):
        # "containers came back from B": what the second party gives goes to the first.
        return "return_flow", supplier, target
    if kind == "arms_transfer" and target and other and not supplier and not recipient and _back(happening):
        return "return_flow", other, target
    if (kind == "arms_transfer" and target and (target[0] in recipient and target[0] not in supplier)) or (
        kind == "arms_transfer" and happening.kind in ("technology", "money") and target and target[0] not in supplier
    ):
        kind = "return_flow"
    return kind, supplier, recipient


def _back(happening: Happening) -> bool:
    """Whether the clause itself speaks of a return: "in return", "in exchange", "came back"."""
    words = {t.lower_ for t in happening.trigger.children} | {
        t.lower_ for c in happening.trigger.children if c.dep_ == "prep" for t in c.children
    }
    return bool(words & {"return", "exchange", "back"}) and not words & {"forth"}


def _held(scene: Scene, head: Token) -> str | None:
    found = scene.place(head)
    if found is None:
        return None
    value = found.value
    return value.code if isinstance(value, Country) else value.country


def outcome(scene: Scene, happening: Happening) -> str | None:
    """What became of the people, as printed: "killed", "lost the life", "killed or wounded"."""
    if happening.type != "casualties":
        return None
    trigger = happening.trigger
    if "fate" in happening.row.needs and (word := fate.of(scene, happening.arguments)) is not None:
        return word.lower_
    if happening.row.id == "losses" or (happening.nominal and happening.row.id not in ("kill", "capture")):
        word = happening.theme if happening.theme is not None else trigger
        return fate.told(scene, word, happening.verb)
    words = [trigger.text.lower()]
    for child in trigger.children:
        if child.dep_ == "dobj" and f"{trigger.lemma_} {child.lemma_}" in happening.row.verbs:
            words = [scene.doc[trigger.i : child.i + 1].text]
        elif (
            child.dep_ == "prt"
            or (child.dep_ == "acomp" and child.lower_ in ("missing", "dead"))
            or (child.dep_ == "advmod" and child.lower_ == "prisoner")
        ):
            words.append(child.lower_)
        elif (
            child.dep_ == "conj"
            and child.lemma_.lower() in happening.row.verbs
            and not any(c.dep_ in ("nsubj", "nsubjpass", "nummod") for c in child.children)
        ):
            joint = next((c.lower_ for c in trigger.children if c.dep_ == "cc"), "and")
            words += [joint, child.lower_]
    return " ".join(words)


def vessel(scene: Scene, happening: Happening) -> str | None:
    """Ships named in the event's clause."""
    if happening.type not in FLOWS and happening.type != "attack":
        return None
    names = []
    for token in grammar.clause(happening.verb):
        mention = scene.mention(token)
        if mention is not None and mention.value.kind == "ship" and mention.value.name not in names:
            names.append(mention.value.name)
    return "|".join(sorted(names)) or None


def _under(happening: Happening, prepositions: tuple[str, ...]) -> list[Token]:
    """What the verb's subtree says "in" or "against" of, whatever phrase it hangs on."""
    return [
        child
        for token in grammar.clause(happening.verb)
        if token.dep_ == "prep" and token.lower_ in prepositions
        for child in token.children
        if child.dep_ == "pobj"
    ]
