"""Whether a speaker asserts, denies, acknowledges, declines or questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene
from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.claims import Draft


def consistent(drafts: list[Draft]) -> list[Draft]:
    """The claims of one sentence, without those that make a speaker assert what he judges there.

    "Reports that soldiers were sent look like a fake, A said" has two verbs, and A says one thing of them.
    """
    judged = {_said(d) for d in drafts if d.stance in ("denies", "questions", "declines", "acknowledges")}
    return [d for d in drafts if d.stance != "asserts" or d.quantity is not None or len(d.chain) < 2 or _said(d) not in judged]


def _said(draft: Draft) -> tuple[object, ...]:
    frame = draft.frame
    return (
        tuple(link.speaker for link in draft.chain),
        frame.type,
        frame.supplier,
        frame.recipient,
        frame.agent,
        frame.patient,
    )


def of_verb(scene: Scene, verb: Token) -> Stance | None:
    """The stance that a verb and what stands with it express, or None for plain assertion.

    Phrases decide before single verbs ("could not confirm" is a question, not a denial of confirming); a negated
    denial ("did not deny") declines; a judgement put on a report denies it ("called the claims fake").
    """
    denials = scene.lexicon.denials
    words = " ".join(t.text for t in sorted(_own(verb), key=lambda t: t.i)).lower().replace("n't", "not").replace("n’t", "not")
    negative = grammar.negated(verb) or " no " in f" {words} "
    if match := scene.lexicon.denial_phrases.search(words):
        row = denials["phrase"].get(" ".join(match.group().lower().split()))
        if row is not None and (
            row.stance != "questions" or verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "xcomp", "relcl")
        ):
            return "declines" if row.stance == "acknowledges" and negative else row.stance
    for key in grammar.keys(verb):
        if row := denials["verb"].get(key):
            if key == "decline" and not any(c.dep_ in ("xcomp", "dobj") for c in verb.children):
                return None
            if grammar.negated(verb):
                return "declines" if row.stance in ("denies", "acknowledges") else None
            return row.stance
        if (
            negative
            and (row := denials["negated"].get(key))
            and (
                row.stance == "questions"
                or any(c.dep_ in ("prep", "xcomp", "dobj", "ccomp") for c in verb.children)
                or len(words.split()) > 2
            )
        ):
            return row.stance
    if grammar.passive(verb) and scene.lexicon.false_words.fullmatch(verb.text) and not grammar.negated(verb):
        return "denies"
    if verb.lemma_.lower() in (
        "call",
        "dismiss",
        "describe",
        "brand",
        "label",
        "term",
        "be",
        "deem",
        "slam",
        "say",
        "consider",
        "look",
        "denounce",
        "condemn",
    ):
        region = " ".join(t.lower_ for t in verb.subtree if not t.is_punct)
        if verb.lemma_.lower() in ("be", "look", "say"):
            region = " ".join(
                t.lower_
                for c in verb.children
                if c.dep_ in ("attr", "acomp", "prep", "ccomp")
                for t in c.subtree
                if not t.is_punct
            )
            if len(region.split()) > 12:
                return None
        if (
            (match := scene.lexicon.false_words.search(region))
            and match.group().lower() in denials["object"]
            and not grammar.negated(verb)
        ):
            return denials["object"][match.group().lower()].stance
    return None


def voiceless(scene: Scene, verb: Token, reading: Stance) -> bool:
    """Whether a judgement has no speaker in its own clause: "could not be verified", "was fabricated"."""
    subject = judged(verb)
    if subject is None or any(c.dep_ == "agent" for c in verb.children):
        return False
    if subject.lower_ == "nothing":
        # "Nothing proves that ...": nobody is said to prove it.
        return reading == "questions"
    if reading == "questions":
        return grammar.passive(verb) or (
            verb.lemma_ in ("be", "remain", "exist")
            and not scene.name(subject)
            and not scene.nation(subject)
            and subject.pos_ != "PRON"
        )
    if reading == "denies":
        return (grammar.passive(verb) and scene.lexicon.false_words.fullmatch(verb.text) is not None) or verb.lemma_ in (
            "be",
            "look",
            "sound",
            "seem",
        )
    return False


def judged(verb: Token) -> Token | None:
    """What a judgement is about: the verb's own subject, or that of "seems" above it ("the story seemed to be a canard")."""
    raised = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("seem", "appear", "look", "sound")
    return grammar.own_subject(verb) or (grammar.own_subject(verb.head) if raised else None)


def _own(verb: Token) -> list[Token]:
    """The verb with its auxiliaries, negation, adverbs, objects and infinitives, two steps down: what its stance hangs on."""
    found = [verb]
    for child in verb.children:
        if child.dep_ in ("prep", "dobj", "attr") and len(list(child.subtree)) < 8:
            found.extend(t for t in child.subtree if t not in found and not t.is_punct)
            continue
        if child.dep_ in (
            "aux",
            "auxpass",
            "neg",
            "advmod",
            "dobj",
            "acomp",
            "attr",
            "oprd",
            "xcomp",
            "prt",
            "prep",
            "det",
            "preconj",
            "conj",
        ):
            found.append(child)
            found.extend(
                g
                for g in child.children
                if g.dep_ in ("aux", "neg", "advmod", "det", "dobj", "prep", "amod", "pobj", "acomp", "cc", "preconj", "xcomp")
                and g.pos_ != "PUNCT"
            )
    return found
