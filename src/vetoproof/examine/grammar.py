"""Questions to a dependency parse: who is the subject, what is the phrase, which clause is this."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TEXT = "vetoproof text"
CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "csubj", "csubjpass"})
CONTROL = frozenset(
    [
        "ask",
        "tell",
        "order",
        "urge",
        "force",
        "allow",
        "help",
        "want",
        "get",
        "send",
        "let",
        "permit",
        "enable",
        "invite",
        "persuade",
        "expect",
        "require",
        "compel",
        "recruit",
        "lure",
        "trick",
        "train",
        "hire",
    ]
)
"""Verbs whose object does what the infinitive says ("sent soldiers to fight"); with others the subject does."""
ACCUSING = frozenset(
    [
        "accuse",
        "suspect",
        "charge",
        "blame",
        "condemn",
        "stop",
        "prevent",
        "keep",
        "deter",
        "ban",
        "bar",
        "prohibit",
        "convict",
        "acquit",
    ]
)
"""Verbs whose object does what the preposition governs ("accused A of sending")."""
_ORDERING = frozenset({"be", "tell", "order", "instruct", "ask", "urge", "command", "warn", "advise", "request", "beg"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PARTITIVES = frozenset(
    [
        "number",
        "thousand",
        "hundred",
        "dozen",
        "million",
        "billion",
        "score",
        "batch",
        "amount",
        "quantity",
        "lot",
        "most",
        "some",
        "many",
        "majority",
        "total",
        "part",
        "kind",
        "series",
        "percent",
        "cent",
        "type",
        "variety",
        "volume",
        "share",
        "rest",
        "each",
        "all",
        "both",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "several",
        "handful",
        "group",
        "set",
        "pair",
        "couple",
        "tens",
        "bulk",
        "few",
        "more",
        "half",
        "third",
        "quarter",
        "ton",
        "tonne",
        "wave",
        "tranche",
        "flow",
        "stream",
        "load",
        "train",
        "row",
        "estimate",
        "maximum",
        "minimum",
        "none",
        "any",
        "much",
    ]
)
"""Heads that only count: in "thousands of containers" the thing is the container."""


def text(doc: Doc) -> str:
    """A page's text. spaCy puts it together from its tokens each time that it is asked; here once a page."""
    found = doc.user_data.get(_TEXT)
    if found is None:
        found = doc.user_data[_TEXT] = doc.text
    return str(found)


def keys(token: Token) -> Iterator[str]:
    """The lexicon keys of a verb, longest first: "hand over", "take part", "serve in army", "hand"."""
    lemma = token.lemma_.lower()
    for child in token.children:
        word = child.lemma_.lower()
        if child.dep_ in ("prt", "dobj", "acomp", "attr", "oprd", "advmod", "xcomp", "neg"):
            yield f"{lemma} {word}"
        elif child.dep_ in ("prep", "agent") or child.pos_ == "ADP":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield f"{lemma} {word} {inner.lemma_.lower()}"
            yield f"{lemma} {word}"
    yield lemma


def conjuncts(head: Token) -> list[Token]:
    """A phrase head and the heads coordinated with it ("Strelsau and Streslov"), in order of the text."""
    found = [head]
    queue = [head]
    while queue:
        for child in queue.pop().children:
            if child.dep_ == "conj" and child not in found and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda token: token.i)


def phrase(head: Token, *, appositions: bool = False, coordinated: bool = False) -> list[Token]:
    """The tokens of a noun phrase, without its relative and participle clauses, appositions and coordinated phrases."""
    tokens = [head]
    queue = [head]
    while queue:
        for child in queue.pop().children:
            if child.dep_ in CLAUSES or child.dep_ in ("punct", "cc", "preconj"):
                continue
            if child.dep_ == "appos" and not appositions:
                continue
            # Coordination inside a modifier ("artillery and rocket rounds") belongs to the phrase.
            if child.dep_ == "conj" and child.head == head and not coordinated:
                continue
            tokens.append(child)
            queue.append(child)
    return sorted(tokens, key=lambda token: token.i)


def core(head: Token) -> list[Token]:
    """The words before and with the head: "the Ruritanian deputy energy minister Rudolf Rassendyll"."""
    return [t for t in phrase(head) if t.i <= head.i and not any(a.dep_ in ("prep", "relcl", "acl") for a in _up_to(t, head))]


def _up_to(token: Token, head: Token) -> Iterator[Token]:
    while token != head:
        yield token
        if token.head == token:
            return
        token = token.head


def thing(head: Token) -> Token:
    """What a phrase is about: "thousands of containers" is about containers, "six of them" about them."""
    for _ in range(4):
        lemma = head.lemma_.lower()
        if (
            lemma in PARTITIVES
            or lemma.removesuffix("s") in PARTITIVES
            or head.pos_ == "NUM"
            or head.tag_ in ("CD", "JJR", "JJS", "DT")
        ):
            inner = next(
                (p for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"),
                None,
            )
            if inner is not None:
                head = inner
                continue
        return head
    return head


def subjects(verb: Token) -> list[Token]:
    """The subject's heads, found through auxiliaries, coordination, infinitives and relative clauses."""
    seen = set()
    token = verb
    while token.i not in seen:
        seen.add(token.i)
        own = [c for c in token.children if c.dep_ in SUBJECTS]
        if own:
            if own[0].lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                return conjuncts(token.head)
            return conjuncts(own[0])
        if token.dep_ in ("acl", "relcl"):
            return conjuncts(token.head)
        if token.dep_ in ("conj", "xcomp", "aux", "auxpass", "advcl", "pcomp", "ccomp", "dep") and token.head != token:
            if token.dep_ == "xcomp" and token.head.lemma_.lower() in CONTROL:
                objects = [c for c in token.head.children if c.dep_ == "dobj" and c.i < token.i]
                if objects:
                    return conjuncts(objects[0])
            token = token.head
            # "a report by X saying": climb from a preposition to its noun.
            if (
                token.pos_ == "ADP"
                and token.head.lemma_.lower() in ACCUSING
                and any(c.dep_ == "dobj" for c in token.head.children)
            ):
                # "accused A of having sent": A sent.
                return conjuncts(next(c for c in token.head.children if c.dep_ == "dobj"))
            while token.dep_ in ("prep", "pobj") and token.pos_ == "ADP" and token.head != token:
                token = token.head
            continue
        return []
    return []


def own_subject(verb: Token) -> Token | None:
    """The subject that hangs on this very verb, if any."""
    return next((c for c in verb.children if c.dep_ in SUBJECTS), None)


def passive(verb: Token) -> bool:
    """Whether a verb is in the passive, finite ("were killed") or as a participle after its noun ("soldiers killed in")."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("conj", "xcomp") and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return verb.head.pos_ == "VERB" and passive(verb.head)
    return False


def negated(verb: Token) -> bool:
    """Whether the verb or its auxiliaries carry a negation ("not", "never", "neither", "no one")."""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "neither", "nor", "hardly"):
            return True
        if child.dep_ in ("dobj", "nsubjpass", "attr") and any(_no(g) and g.dep_ == "det" for g in child.children):
            return True
        if child.dep_ in SUBJECTS and (
            child.lower_ in ("nobody", "none", "neither", "nothing")
            or not_one(child)
            or any((_no(g) or g.lower_ == "neither") and g.dep_ in ("det", "preconj", "cc") for g in child.children)
        ):
            # "nobody but A makes them": A does.
            return not any(t.lower_ in ("but", "except", "besides") for t in verb.doc[child.i + 1 : child.i + 2])
    if _interrupted(verb):
        return True
    return verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ") and verb.head != verb and negated(verb.head)


def not_one(head: Token) -> bool:
    """ "not one soldier", "not a single soldier" """
    first = head.left_edge
    return first.lower_ == "not" and any(t.lower_ in ("one", "single") for t in head.doc[first.i + 1 : first.i + 4])


def _no(word: Token) -> bool:
    """Whether a word is the "no" that negates what it stands before: not a family name, not that of "no fewer than"."""
    if word.lower_ != "no":
        return False
    head = word.head
    if word.text == "No" and head.pos_ == "PROPN" and head.tag_ != "NNPS":
        return False
    following = word.nbor() if word.i + 1 < len(word.doc) else word
    return following.lower_ not in ("fewer", "less", "more", "later", "longer", "doubt", "wonder", "matter", "worse", "secret")


def forbidden(verb: Token) -> bool:
    """Whether a negation only says what must not be: "states may not provide arms", "do not fall for it"."""
    if not negated(verb):
        return False
    if any(c.dep_ == "aux" and c.lower_ in ("may", "must", "should", "shall") for c in verb.children):
        return True
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    first = verb.head if verb.dep_ == "conj" else verb
    if infinitive and first.dep_ == "xcomp" and first.head.lemma_.lower() in _ORDERING:
        # "A is to export no arms", "were told not to surrender"
        return True
    return verb.tag_ == "VB" and own_subject(verb) is None and any(c.dep_ == "aux" and c.lower_ == "do" for c in verb.children)


def _interrupted(verb: Token) -> bool:
    """Whether a speaker put in between parts a verb from its negation: "A did not, the ministry said, send shells"."""
    doc, at = verb.doc, verb.i - 1
    if at < 3 or doc[at].text != ",":
        return False
    opening = next((i for i in range(at - 1, max(verb.sent.start, at - 10), -1) if doc[i].text == ","), None)
    return opening is not None and doc[opening - 1].lower_ in ("not", "n't", "n’t", "never")


def clause(verb: Token) -> list[Token]:
    """The verb's own clause: its subtree without subordinate and coordinated clauses that have a life of their own."""
    tokens = [verb]
    queue = [verb]
    while queue:
        token = queue.pop()
        for child in token.children:
            if child.dep_ in ("ccomp", "advcl", "parataxis", "relcl") and child.pos_ in ("VERB", "AUX"):
                continue
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and token.pos_ in ("VERB", "AUX"):
                continue
            tokens.append(child)
            queue.append(child)
    return sorted(tokens, key=lambda token: token.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def predicate(token: Token) -> Token:
    """The verb that a token belongs to: itself, or the nearest verb above."""
    if token.pos_ in ("VERB", "AUX"):
        return token
    return next((a for a in ancestors(token) if a.pos_ in ("VERB", "AUX")), token)


def between(token: Token, head: Token) -> list[Token]:
    """The tokens from one inside a phrase up to the phrase's head, without the head."""
    chain = []
    while token != head and token.head != token:
        chain.append(token)
        token = token.head
    return chain
