"""How far a verb of saying reaches: who can speak through it, to whom, and which words it covers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

RELAYED = frozenset(
    {
        "interview",
        "appearance",
        "conversation",
        "remark",
        "remarks",
        "comment",
        "comments",
        "podcast",
        "email",
        "message",
        "briefing",
        "statement",
        "reply",
        "answer",
        "response",
        "talk",
    }
)


def can_speak(scene: Scene, head: Token, verb: Token) -> bool:
    """Whether a subject is somebody, or a text or picture that speaks for somebody, rather than a thing."""
    lexicon = scene.lexicon
    if (
        any(t.pos_ == "PROPN" for t in grammar.core(head))
        or head.pos_ == "PRON"
        or scene.name(head) is not None
        or scene.nation(head) is not None
    ):
        return not (head.lower_ in ("that", "this", "what") and head.pos_ == "PRON" and not clausal(verb))
    if any(c.lower_ == "our" for c in head.children):
        return True
    word = grammar.thing(head).lemma_.lower()
    if (
        any(lexicon.is_a(w, use) for use in lexicon.speakers for w in (word, head.lower_))
        or word in lexicon.cue_nouns
        or head.pos_ == "NUM"
    ):
        return True
    return clausal(verb) and not any(word in lexicon.themes for _ in (0,))


def clausal(verb: Token) -> bool:
    """Whether a verb governs a clause, or stands apart beside one ("the army has lost, chiefs reckon")."""
    if any(c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN") for c in verb.children):
        return True
    subject = grammar.own_subject(verb)
    return subject is not None and verb.dep_ in ("parataxis", "advcl", "ccomp", "dep") and _set_off(verb, subject)


def own_plan(verb: Token) -> bool:
    """ "A had agreed to take workers", "A was considering sending them": what A plans is no report by A."""
    if verb.lemma_.lower() not in _PLANS:
        return False
    own = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ in ("VERB", "AUX")]
    return bool(own) and all(
        not any(g.dep_ in ("nsubj", "nsubjpass", "mark", "expl") for g in c.children)
        and (c.tag_ == "VBG" or any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children))
        for c in own
    )


_PLANS = frozenset({"agree", "consider", "decide", "intend", "plan"})


def measured(verb: Token) -> set[int]:
    """ "A had put deliveries at 1,000": the verb, what A counts and the figure that A gives; empty where none is given."""
    counted = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if counted is None or verb.lemma_.lower() not in ("put", "estimate", "calculate", "assess", "reckon", "count", "gauge"):
        return set()
    given = [
        t
        for c in verb.subtree
        if c.dep_ == "prep" and c.lower_ == "at" and c.i > counted.i and any(t.pos_ == "NUM" or t.like_num for t in c.subtree)
        for t in c.subtree
    ]
    return {t.i for t in (verb, *counted.subtree, *given)} if given else set()


def content(scene: Scene, sentence: Sentence, verb: Token, judging: bool, about: Token | None = None) -> set[int]:
    """The tokens that a cue covers. `about`: what a judgement without a speaker is about ("reports that ... are fake")."""
    found: set[int] = set()
    subject = grammar.own_subject(verb)
    for child in verb.children:
        if (
            child.dep_ == "ccomp"
            or (child.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ == "that" for g in child.children))
            or (child.dep_ in ("xcomp", "pcomp") and child.pos_ in ("VERB", "AUX"))
            or child.dep_ == "csubj"
        ) or (child.dep_ in ("dobj", "attr", "oprd") and (judging or _eventful(scene, child))):
            found |= {t.i for t in child.subtree}
        elif child.dep_ == "prep" and child.lower_ == "for" and (told := _occasion(child)) is not None:
            found |= {t.i for t in told.subtree}
        elif (
            child.dep_ == "prep"
            and child.lower_ == "as"
            and not judging
            and not any(k.dep_ == "ccomp" for g in child.children for k in g.children)
        ):
            # "..., the agency quoted him as saying": what he said stands before.
            found -= {t.i for c in verb.children if c.dep_ == "dobj" for t in c.subtree}
        elif child.dep_ == "prep" and child.lower_ in ("of", "about", "on", "that", "to", "as", "over", "at"):
            if judging or any(g.dep_ == "pcomp" for g in child.children) or any(_eventful(scene, g) for g in child.children):
                found |= {t.i for t in child.subtree}
                if any(g.dep_ == "pcomp" for g in child.children):
                    found |= {t.i for c in verb.children if c.dep_ == "dobj" for t in c.subtree}
        elif (child.dep_ == "advcl" and judging and child.i > verb.i) or child.dep_ == "nsubjpass":
            found |= {t.i for t in child.subtree}
    if not any(c.dep_ == "ccomp" for c in verb.children) and subject is not None and not found:
        if verb.dep_ in ("parataxis", "advcl", "ccomp", "conj", "dep") and verb.head != verb and _set_off(verb, subject):
            own = {t.i for t in verb.subtree}
            root = verb.head
            found |= {t.i for t in root.subtree} - own
        elif quoted := _quoted(sentence, verb):
            found |= quoted
    if not found and not judging:
        # "..., a lawmaker said, an agency reported": the first attribution hangs beside the second.
        for child in verb.children:
            if child.dep_ == "parataxis" and child.right_edge.i < (subject.left_edge.i if subject is not None else verb.i):
                found |= {t.i for t in child.subtree}
    if not found and not judging:
        # "have been warning for months that ...": the clause hangs on the months.
        for token in verb.subtree:
            if (
                token.i > verb.i
                and token.pos_ in ("VERB", "AUX")
                and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
            ):
                found |= {t.i for t in token.subtree}
                break
    if about is not None and any(c.pos_ in ("VERB", "AUX") or c.dep_ == "prep" for c in about.children):
        found |= {t.i for t in about.subtree}
    elif subject is not None:
        found -= {t.i for t in subject.subtree}
    for token in [verb.doc[i] for i in found]:
        if token.dep_ == "advcl" and token.pos_ == "VERB" and _dates(token):
            # "denied that ... after the west claimed that ...": what others said is not denied, nor said.
            found -= {t.i for t in token.subtree}
    found.discard(verb.i)
    return found


def _dates(clause: Token) -> bool:
    """Whether a clause with a subject of its own tells when or although somebody else spoke."""
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    own = any(c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN") for c in clause.children)
    return own and not marks.isdisjoint({"after", "since", "while", "although", "though", "whereas"}) and clausal(clause)


def _occasion(prep: Token) -> Token | None:
    """The clause that hangs on "for the first time": what was confirmed then."""
    return next(
        (c for p in prep.children if p.lower_ == "time" for c in p.children if c.dep_ in ("relcl", "acl", "ccomp")), None
    )


def _set_off(verb: Token, subject: Token) -> bool:
    """Whether a cue stands apart by a comma: "six died, an outlet suggested, ..."."""
    left = min(subject.left_edge.i, verb.i)
    doc = verb.doc
    return (left > 0 and doc[left - 1].is_punct) or (
        verb.i + 1 < len(doc) and doc[verb.i + 1].text in (",", ".", "—", "–", ";")
    )


def _quoted(sentence: Sentence, verb: Token) -> set[int]:
    """Tokens inside quotation marks of the sentence, where the verb itself stands outside them."""
    inside: set[int] = set()
    opened = False
    for token in sentence.tokens:
        if token.text in ("“", "‘", "``") or (token.text in ('"', "”", "’’") and not opened):
            opened = True
        elif opened and token.text in ("”", '"', "''", "’"):
            opened = False
        elif opened:
            inside.add(token.i)
    return inside if verb.i not in inside and len(inside) > 2 else set()


def _eventful(scene: Scene, head: Token) -> bool:
    """Whether a noun phrase speaks of an event: a nominal trigger, a theme or a cue noun in it."""
    lexicon = scene.lexicon
    for token in head.subtree:
        lemma = token.lemma_.lower()
        if lemma in lexicon.noun_frames or lemma in lexicon.themes or lemma in lexicon.cue_nouns:
            return True
    return False


def outlet(scene: Scene, head: Token) -> bool:
    """Whether a hearer is an outlet, which makes it a relay ("told the BBC"), rather than a parliament or reporters."""
    lexicon = scene.lexicon
    if found := scene.name(head):
        return any(getattr(row, "kind", "") == "outlet" for row in found.value)
    if head.lower_ in ("us", "me") or head.ent_type_ in ("DATE", "TIME"):
        return False
    lemma = head.lemma_.lower()
    if any(t.lower_ == "this" for t in head.children):
        return False
    if lexicon.is_a(lemma, "outlet"):
        return head.tag_ not in ("NNS", "NNPS")
    if head.pos_ == "PROPN" and scene.nation(head) is None:
        words = [t.lower_ for t in grammar.core(head)]
        return not any(lexicon.is_a(w, "body") or lexicon.is_a(w, "office") or lexicon.is_a(w, "title") for w in words)
    return False


def _airs(scene: Scene, head: Token) -> bool:
    """ "said on NAME television": an outlet by name or by a word for one with its name, rather than any medium."""
    if scene.name(head) is not None:
        return True
    return scene.lexicon.is_a(head.lemma_.lower(), "outlet") and any(t.pos_ == "PROPN" for t in grammar.core(head)[:-1])


def hearer(scene: Scene, verb: Token) -> Token | None:
    """The deputy to whom a body reported or replied, and through whom others have it: "said in a reply to Rep. NAME"."""
    for child in verb.subtree:
        if child.dep_ != "pobj" or child.head.lower_ not in ("to", "for") or not deputy(scene, child):
            continue
        above = child.head.head
        if (above == verb and verb.lemma_.lower() in _REPORTS) or (
            above.lemma_.lower() in _REPLIES and above.dep_ in ("pobj", "dobj") and grammar.predicate(above) == verb
        ):
            return child
    return None


_REPORTS = frozenset({"report", "submit", "reply", "answer", "disclose", "write"})
_REPLIES = frozenset({"reply", "answer", "report", "response", "paper", "document", "material"})


def deputy(scene: Scene, head: Token) -> bool:
    """Whether a phrase names a member of parliament by title and name."""
    words = [t.lower_.rstrip(".") for t in grammar.core(head)[:-1]]
    return head.pos_ == "PROPN" and any("deputies" in scene.lexicon.peers.get(w, ()) for w in words)


def venues(scene: Scene, verb: Token) -> Iterator[Token]:
    """Outlets to which something was said: "in an interview with the BBC", "speaking to Yonhap"."""
    for child in verb.subtree:
        if child.dep_ == "pobj" and child.head.lower_ in ("with", "to", "on", "in", "for") and outlet(scene, child):
            noun = child.head.head
            if (
                noun.lemma_.lower() in RELAYED
                or (noun.lemma_.lower() in ("speak", "talk") and noun != verb and noun.dep_ == "advcl")
                or (
                    noun == verb and child.head.lower_ == "to" and verb.lemma_.lower() in ("say", "speak", "confirm", "comment")
                )
                or (noun == verb and child.head.lower_ == "on" and _airs(scene, child))
            ) and (grammar.predicate(child) in (verb, noun) or noun.head == verb or noun.head.head == verb):
                yield child


def inside_relay(scene: Scene, verb: Token) -> bool:
    """ "quoted the agency as saying": the saying is part of the quoting."""
    return (
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "as"
        and any(key in scene.lexicon.cites or key in scene.lexicon.cue_verbs for key in (verb.head.head.lemma_.lower(),))
        and not grammar.passive(verb.head.head)
    )
