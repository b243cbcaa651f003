"""Whether a speaker asserts, denies, acknowledges, declines or questions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vetoproof.examine import falsehood, grammar
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


_NO = frozenset(
    {"no", "not", "never", "none", "neither", "nor", "nobody", "nothing", "nowhere", "without", "hardly", "cannot", "unlikely"}
    | {"n't", "n’t", "impossible", "zero", "nope", "yet"}
)


def negates(token: Token) -> bool:
    """Whether a word is a negation."""
    return token.dep_ == "neg" or token.lower_ in _NO


def judges(scene: Scene, tokens: Iterable[Token]) -> bool:
    """Whether words hold a noun of denying ("denials", not "no denial") or a word for falsehood."""
    words = []
    for token in tokens:
        words.append(token.lower_)
        row = scene.lexicon.denials["noun"].get(token.lemma_.lower())
        if row is not None and row.stance == "denies" and not over(token):
            return True
    return scene.lexicon.false_words.search(" ".join(words)) is not None


def over(denial: Token) -> bool:
    """ "There was no denial from A", "A withdrew its denial": nobody denies by these words."""
    return any(c.lower_ == "no" for c in denial.children) or (
        denial.dep_ in ("dobj", "nsubjpass") and denial.head.lemma_.lower() in _ENDING
    )


_ENDING = frozenset({"withdraw", "retract", "drop", "abandon", "reverse", "end"})


def of_verb(scene: Scene, verb: Token) -> Stance | None:
    """The stance that a verb and what stands with it express, or None for plain assertion.

    Phrases decide before single verbs ("could not confirm" is a question, not a denial of confirming); a negated
    denial ("did not deny") declines; a judgement put on a report denies it ("called the claims fake").
    """
    if grammar.forbidden(verb):
        return None
    denials = scene.lexicon.denials
    words = " ".join(t.text for t in sorted(_own(verb), key=lambda t: t.i)).lower().replace("n't", "not").replace("n’t", "not")
    negative = grammar.negated(verb) or " no " in f" {words} "
    if match := scene.lexicon.denial_phrases.search(words):
        row = denials["phrase"].get(" ".join(match.group().lower().split()))
        if row is not None and (
            row.stance != "questions" or verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "advcl", "xcomp", "relcl")
        ):
            return "declines" if row.stance == "acknowledges" and negative else row.stance
    if any(
        c.dep_ in ("attr", "dobj") and c.lower_ == "nothing" and any(g.lemma_ in _SUGGESTING for g in c.children)
        for c in verb.children
    ):
        return "questions"
    for key in grammar.keys(verb):
        if row := denials["verb"].get(key):
            if key == "decline" and not any(c.dep_ in ("xcomp", "dobj") for c in verb.children):
                return None
            if row.stance == "denies" and (judged := falsehood.of(scene, verb)) is not None:
                return judged
            if row.stance == "denies" and (_turned_down(scene, verb) or _unsaid(verb)):
                return None
            if row.stance in ("denies", "acknowledges") and (grammar.negated(verb) or _left_open(verb)):
                return "declines"
            if row.stance == "acknowledges" and any(
                c.dep_ == "ccomp" and c.pos_ in ("VERB", "AUX") and of_verb(scene, c) is not None for c in verb.children
            ):
                # "admitted that it could not confirm": what is left open below is what is said.
                return None
            return None if grammar.negated(verb) else row.stance
        if (
            negative
            and (row := denials["negated"].get(key))
            and (
                row.stance == "questions"
                or any(c.dep_ in ("prep", "xcomp", "dobj", "ccomp") for c in verb.children)
                or len(words.split()) > 2
            )
        ):
            # "has not confirmed or denied": neither.
            return "declines" if any(_denies(scene, c) for c in verb.children if c.dep_ == "conj") else row.stance
    if grammar.passive(verb) and scene.lexicon.false_words.fullmatch(verb.text) and not grammar.negated(verb):
        return "denies"
    return falsehood.of(scene, verb)


def withheld(scene: Scene, verb: Token) -> bool:
    """Whether a verb of denying says that nobody denies: "no longer denies that", "may well deny that"."""
    return _denies(scene, verb) and _unsaid(verb) and not _turned_down(scene, verb)


def _unsaid(verb: Token) -> bool:
    """Whether nobody denies yet or any more: "no longer denies", "has stopped denying", "if A denies", "would deny"."""
    if any(c.lower_ == "longer" for c in verb.children) or any(c.dep_ == "aux" and c.lower_ in _TO_COME for c in verb.children):
        return True
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until", "should") for c in verb.children):
        return True
    above = verb.head
    if verb.dep_ == "xcomp" and any(c.lower_ == "yet" for c in (*verb.children, *above.children)):
        # "has yet to deny"
        return True
    if verb.dep_ == "xcomp" and above.lemma_.lower() in _NEVER_SAID:
        return True
    return verb.dep_ == "pcomp" and above.lower_ in ("of", "than", "without", "from", "but", "for")


_OBJECTS = frozenset({"him", "her", "them", "me", "us"})
_SUGGESTING = frozenset({"suggest", "indicate", "show", "prove", "confirm"})
_NEVER_SAID = frozenset({"stop", "cease", "quit", "fail", "forget", "avoid", "refuse", "decline"})
_TO_COME = frozenset({"will", "would", "might", "may", "could", "'ll", "’ll"})


def _denies(scene: Scene, verb: Token) -> bool:
    return any((row := scene.lexicon.denials["verb"].get(key)) and row.stance == "denies" for key in grammar.keys(verb))


def _left_open(verb: Token) -> bool:
    """ "neither confirmed nor denied", "did not confirm the report, nor deny it", "asked to confirm or deny"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return (
        any(c.lower_ in ("neither", "nor") for v in (first, verb) for c in v.children)
        or (first is not verb and grammar.negated(first) and any(c.lower_ in ("or", "nor") for c in first.children))
        or any(
            c.dep_ == "dobj"
            and (c.lower_ in ("neither", "nothing", "none") or any(g.lower_ in ("neither", "nothing") for g in c.children))
            for c in verb.children
        )
        or any(a.lemma_.lower() == "ask" for a in (first.head, first.head.head))
    )


def _turned_down(scene: Scene, verb: Token) -> bool:
    """Whether something is withheld or turned down, no report denied: "denied him a visa", "rejected the resolution"."""
    if any(c.dep_ in ("dative", "iobj") for c in verb.children):
        return True
    if any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in scene.lexicon.denials["noun"] for c in verb.children):
        # "rejected A's denial": no denial of the matter.
        return True
    if any(c.dep_ == "nsubj" and c.lower_ in _OBJECTS for v in verb.children if v.dep_ == "ccomp" for c in v.children):
        # "denied him leave to travel"
        return True
    refused = scene.lexicon.denials["refused"]
    if any(g.lower_ == "own" and g.dep_ == "amod" for c in verb.children if c.dep_ == "dobj" for g in c.children):
        # "at times refute their own first reports": not what others say.
        return True
    return any(c.dep_ in ("dobj", "nsubjpass") and grammar.thing(c).lemma_.lower() in refused for c in verb.children)


def voiceless(scene: Scene, verb: Token, reading: Stance) -> bool:
    """Whether a judgement has no speaker in its own clause: "could not be verified", "was fabricated"."""
    subject = judged(verb)
    if subject is None and any(c.dep_ == "expl" for c in verb.children):
        # "and there was no evidence that ..."
        return True
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
            "correspond",
            "amount",
            "have",
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
        if child.dep_ == "prep":
            # "for the first time that ...": the phrase without its clause.
            found.extend(t for c in child.children if c.dep_ == "pobj" for t in grammar.phrase(c) if t != c)
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
            # "was unable to verify"
            found.extend(a for g in child.children if g.dep_ == "xcomp" for a in g.children if a.dep_ == "aux")
    return found
