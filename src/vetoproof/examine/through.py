"""Who stands before or behind a speaker by the grammar of one sentence: who was briefed, who cites whom, who was told what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, reach
from vetoproof.examine.cue import Cue
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHO = frozenset({"who", "which", "that"})
_CLOSED = frozenset({"closed", "door", "closed-door", "parliamentary", "secret", "private"})
_INFORMS = ("by", "with", "from", "of")
_QUESTIONS = frozenset({"request", "question", "query", "inquiry", "enquiry", "call", "email", "letter", "message"})
_SOURCES = frozenset({"source", "interlocutor", "informant", "contact", "insider"})


def complete(scene: Scene, tokens: Iterable[Token], cues: list[Cue]) -> None:
    """Adds to the links of a sentence's cues who passes them on and from whom they have it."""
    for token in tokens:
        if token.lower_ == "as" and token.head.tag_ in ("VBN", "VBD"):
            _passed(scene, token.head, cues)
        if token.pos_ in ("VERB", "AUX"):
            _cited(scene, token, cues)
            _briefed(scene, token, cues)
        elif token.lemma_.lower() in scene.lexicon.sessions:
            _session(scene, token, cues)
    for cue in cues:
        _owned(scene, cue)
        _printed(scene, cue)
        _asked(scene, cue)


def named(scene: Scene, verb: Token) -> list[Token]:
    """Whom a citing verb names: "citing A", "refers to A", "attributes the figure to A"; [] for no such verb."""
    cites, lemma = scene.lexicon.cites, verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prep" and f"{lemma} {child.lower_}" in cites:
            return _objects([child])
    if lemma not in cites:
        return []
    return [h for c in verb.children if c.dep_ == "dobj" for h in grammar.conjuncts(c)]


def _objects(prepositions: Iterable[Token]) -> list[Token]:
    """The phrase heads behind prepositions, those joined with them too."""
    return [h for c in prepositions for p in c.children if p.dep_ == "pobj" for h in grammar.conjuncts(p)]


def informants(scene: Scene, verb: Token, subject: Token | None) -> list[Token]:
    """ "the paper learned from two officials": those from whom an outlet has what it says."""
    if subject is None or not reach.outlet(scene, subject):
        return []
    if not any(key in scene.lexicon.heard for key in grammar.keys(verb)):
        return []
    return [h for h in _objects(c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from") if h.ent_type_ != "DATE"]


def told(scene: Scene, verb: Token) -> list[Token]:
    """ "the paper was told by two officials": the outlet that was told."""
    if not grammar.passive(verb) or verb.lemma_.lower() not in scene.lexicon.briefed:
        return []
    return [h for h in grammar.subjects(verb)[:1] if reach.outlet(scene, h)]


def quoted_as(verb: Token) -> bool:
    """ "A was quoted as saying": A speaks."""
    return any(c.dep_ == "prep" and c.lower_ == "as" and any(g.dep_ == "pcomp" for g in c.children) for c in verb.children)


def quoted_by(scene: Scene, verb: Token) -> list[Token]:
    """ "A was quoted as saying by B": B, where it is an outlet or a body, passes on A's words."""
    saying = [g for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for g in c.children if g.dep_ == "pcomp"]
    return [
        p
        for g in saying
        for c in g.children
        if c.dep_ in ("prep", "agent") and c.lower_ == "by"
        for p in c.children
        if p.dep_ == "pobj" and (reach.outlet(scene, p) or _is_body(scene, p))
    ]


def _cited(scene: Scene, verb: Token, cues: Sequence[Cue]) -> None:
    """ "A, which cited B, said"; "A reported, and it cited B": B stands inside A."""
    if verb.dep_ not in ("relcl", "conj") or grammar.passive(verb) or verb.lemma_.lower() in ("name", "credit"):
        return
    heads = named(scene, verb)
    if not heads and verb.dep_ == "relcl" and verb.lemma_.lower() in ("speak", "talk"):
        spoken = _objects(c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("to", "with"))
        heads = spoken if reach.outlet(scene, verb.head) else []
    if not heads:
        return
    subject = grammar.own_subject(verb)
    if verb.dep_ == "relcl":
        if subject is None or subject.lower_ not in _WHO:
            return
        host = _host(cues, verb)
    else:
        if subject is not None and subject.lower_ not in ("it", "he", "she", "they"):
            return
        host = next((c for c in cues if c.trigger == verb.head), None)
    if host is not None and not any(h in link for h in heads for link in host.links):
        host.links.append(heads)
        host.content -= {t.i for t in verb.subtree}


def _host(cues: Sequence[Cue], verb: Token) -> Cue | None:
    """The cue whose innermost speaker a relative or participle clause hangs on, rather one that covers something."""
    found = [c for c in cues if c.trigger != verb and not c.apart and c.links and _speaks(verb.head, c.links[-1])]
    return next((c for c in found if c.content), found[0] if found else None)


def _speaks(head: Token, link: Sequence[Token]) -> bool:
    """Whether a word is one that speaks, or hangs on one as its apposition or as the author of its report."""
    return any(head == own or (own in grammar.ancestors(head) and own.pos_ in ("NOUN", "PROPN")) for own in link)


def _passed(scene: Scene, verb: Token, cues: list[Cue]) -> None:
    """ "A said, as quoted by B", "A revealed that ..., as detailed in a report by B": B stands outside A."""
    if not any(key in scene.lexicon.carried for key in grammar.keys(verb)):
        return
    heads = _objects(c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in ("by", "in")))
    own = {t.i for t in verb.subtree}
    above = list(grammar.ancestors(verb))
    found = [
        c
        for c in cues
        if c.trigger.i not in own and not c.apart and c.links and c.content and (c.trigger in above or verb.i in c.content)
    ] or [c for c in cues if c.trigger.i not in own and not c.apart and c.links and any(a.i in c.content for a in above[:1])]
    if not heads or not found:
        return
    for cue in [c for c in cues if c.trigger.i in own]:
        cues.remove(cue)
    host = found[0]
    host.content -= own
    if not any(h in link for h in heads for link in host.links):
        host.links.insert(0, heads)


def _briefed(scene: Scene, verb: Token, cues: Sequence[Cue]) -> None:
    """ "lawmakers briefed by the agency said": the agency stands inside them."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "relcl") or verb.lemma_.lower() not in scene.lexicon.briefed:
        return
    heads = _objects(c for c in verb.children if c.dep_ == "agent")
    host = _host(cues, verb)
    if heads and host is not None and not reach.outlet(scene, verb.head) and not any(heads[0] in link for link in host.links):
        host.links.append(heads)


def _session(scene: Scene, noun: Token, cues: Sequence[Cue]) -> None:
    """ "the lawmaker said after a closed briefing by the agency": the agency stands inside the lawmaker."""
    closed = any(t.lower_ in _CLOSED for t in noun.subtree if t.i < noun.i)
    if noun.lemma_.lower() != "briefing" and not closed:
        return
    informing = _objects(c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in _INFORMS)
    heads = [h for h in informing if _is_body(scene, h)]
    if not heads:
        return
    for cue in cues:
        if noun.i in cue.content or not cue.links or any(noun in link for link in cue.links) or cue.apart:
            continue
        above = grammar.predicate(noun)
        beside = cue.trigger in (above, *grammar.ancestors(above)) or _speaks(noun, cue.links[-1])
        if beside and not any(heads[0] in link for link in cue.links) and any(_deputy(scene, h) for h in cue.links[-1]):
            cue.links.append(heads)
            return


def _is_body(scene: Scene, head: Token) -> bool:
    """Whether a phrase names a body: a row of the pack, or a word for one."""
    found = scene.name(head)
    if found is not None:
        return any(getattr(row, "kind", "") == "organisation" for row in found.value)
    return scene.lexicon.is_a(head.lemma_.lower(), "body")


def _deputy(scene: Scene, head: Token) -> bool:
    """Whether somebody is no body and no outlet: of those who are briefed."""
    return head.pos_ in ("NOUN", "PROPN", "PRON") and not _is_body(scene, head) and scene.nation(head) is None


def _owned(scene: Scene, cue: Cue) -> None:
    """ "the paper's source said", "sources of the paper said": the paper stands before its sources."""
    if len(cue.links) != 1 or not cue.links[0]:
        return
    head = cue.links[0][0]
    if head.lemma_.lower() not in _SOURCES:
        return
    owners = list(_owners(head))
    outlets = [o for o in owners if reach.outlet(scene, o)]
    if outlets:
        cue.links.insert(0, outlets[:1])


def _printed(scene: Scene, cue: Cue) -> None:
    """ "A data in the NAME newspaper", "a report by A that the lawmaker B cited": who passes on what A wrote."""
    if not cue.links or not cue.links[-1]:
        return
    head = cue.links[-1][0]
    if not any(scene.lexicon.is_a(w, use) for w in (head.lower_, head.lemma_.lower()) for use in ("report", "evidence")):
        return
    for child in head.children:
        who: list[Token] = []
        inner = [p for p in child.children if p.dep_ == "pobj"]
        if child.dep_ == "prep" and inner:
            passes = reach.outlet(scene, inner[0]) if child.lower_ == "in" else reach.deputy(scene, inner[0])
            who = inner[:1] if child.lower_ in ("in", "from") and passes else []
        elif child.dep_ == "relcl" and any(k in scene.lexicon.carried for k in grammar.keys(child)):
            subject = grammar.own_subject(child)
            who = [subject] if subject is not None and subject.pos_ in ("PROPN", "NOUN") else []
        if who and not any(who[0] in link for link in cue.links):
            cue.links.insert(len(cue.links) - 1, who)
            return


def _asked(scene: Scene, cue: Cue) -> None:
    """ "A did not reply to the NAME agency's questions", "to a request by the NAME agency": who asked passes it on."""
    if cue.stance != "declines" or len(cue.links) != 1:
        return
    for token in cue.trigger.subtree:
        if token.lemma_.lower() not in _QUESTIONS or token.pos_ != "NOUN":
            continue
        by = [p for c in token.children if c.dep_ in ("prep", "agent") and c.lower_ in ("from", "by") for p in c.children]
        own = [c for c in token.children if c.dep_ == "poss"]
        asker = next((t for t in (*own, *by) if reach.outlet(scene, t)), None)
        if asker is not None and asker not in cue.links[0]:
            cue.links.insert(0, [asker])
            return


def _owners(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (p for p in child.children if p.dep_ == "pobj")
