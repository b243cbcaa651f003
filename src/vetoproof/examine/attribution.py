"""Cues: the words by which a sentence attributes, who speaks through them, and which of its words they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, stance, tail, themes
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

Links = list[list["Token"]]
RELAYED = frozenset(
    {"interview", "remark", "remarks", "comment", "comments", "podcast", "email", "message", "briefing", "statement"}
)


@dataclass(slots=True)
class Cue:
    """One attribution. `links`: heads of the phrases that speak, from the outer relay inward; parallel ones together.

    `content`: indices of the tokens that it covers. `words`: the cue as printed. `apart`: a denial or question in a noun
    phrase ("despite denials from"), which makes a claim of its own and leaves the clause to its own speaker.
    """

    trigger: Token
    manner: str
    links: Links
    content: frozenset[int]
    words: str
    stance: Stance | None
    tokens: tuple[Token, ...]
    apart: bool = False


def find(scene: Scene, sentence: Sentence) -> list[Cue]:
    """The cues of a sentence, in order of their triggers. Stance None: the words say that nothing was said."""
    cues = [cue for token in sentence.tokens for cue in _at(scene, sentence, token)]
    for token in sentence.tokens:
        _relay(scene, token, cues)
    for token in sentence.tokens:
        _cite(scene, token, cues)
        _reference(scene, token, cues)
    return sorted(cues, key=lambda cue: cue.trigger.i)


def _at(scene: Scene, sentence: Sentence, token: Token) -> Iterator[Cue]:
    if token.pos_ in ("VERB", "AUX") and (cue := _verb(scene, sentence, token)) is not None:
        yield cue
    elif (
        (found := _source(scene, sentence, token)) is not None
        or token.pos_ == "NOUN"
        and (found := _noun(scene, token)) is not None
    ):
        yield found


# Verbs.


def _verb(scene: Scene, sentence: Sentence, verb: Token) -> Cue | None:
    lexicon = scene.lexicon
    if (reply := _reply(scene, verb)) is not None:
        return reply
    rows = next((lexicon.cue_verbs[key] for key in grammar.keys(verb) if key in lexicon.cue_verbs), None)
    reading = stance.of_verb(scene, sentence, verb)
    if rows is None and reading is None:
        return None
    if verb.dep_ in ("amod", "compound", "aux", "auxpass") or _inside_relay(scene, verb):
        return None
    manner = rows[0].manner if rows and reading is None else "says"
    before: int | None = None
    agents = [inner for c in verb.children if c.dep_ == "agent" for inner in c.children if inner.dep_ == "pobj"]
    voiceless = reading is not None and stance.voiceless(scene, verb, reading)
    if grammar.passive(verb):
        if agents:
            heads = grammar.conjuncts(agents[0])
        elif reading == "declines":
            heads = grammar.subjects(verb)
        elif reading == "denies" and not voiceless:
            # "In Moscow this is denied": the capital speaks.
            heads = [t for t in verb.subtree if (n := scene.nation(t)) is not None and n.value.by == "capital" and t.dep_ == "pobj"][:1]
        elif not voiceless:
            return None
        else:
            heads = []
    else:
        heads = [h for h in grammar.subjects(verb) if h.lower_ not in ("there",)]
        if rows and rows[0].manner in ("says", "tells", "thinks") and (lost := tail.subject(scene, sentence, verb)) is not None:
            heads, before = [lost[0]], lost[1]
        if verb.dep_ in ("acl", "relcl", "amod") and verb.head.pos_ == "NOUN" and verb.dep_ == "acl":
            heads = [verb.head]
    heads = [] if voiceless else [h for h in heads if _can_speak(scene, h, verb)]
    if not heads and not voiceless:
        return None
    if reading is None and manner in ("thinks", "shows") and not _clausal(verb):
        return None
    if manner == "asks" and any("council" in themes.of(scene, h) for h in heads):
        # What the Council orders is its act, not an appeal.
        return None
    content = _content(scene, sentence, verb, reading is not None)
    if before is not None and not any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children):
        content |= {t.i for t in sentence.tokens if t.i < before}
    if not content and reading is None:
        return None
    links: Links = [heads] if heads else []
    hearers = [c for c in verb.children if c.dep_ in ("dobj", "dative", "iobj") and c.pos_ in ("PROPN", "NOUN", "PRON")]
    if hearers and heads and rows and any(r.manner == "tells" for r in rows):
        links = [hearers[:1], heads] if _outlet(scene, hearers[0]) else links
    elif verb.dep_ == "conj" and verb.head.lemma_.lower() == "tell" and grammar.own_subject(verb) is None:
        # "told X the ships were empty and denied ...": said to X as well.
        told = [c for c in verb.head.children if c.dep_ in ("dobj", "dative") and _outlet(scene, c)]
        links = [told[:1], heads] if told else links
    if manner == "relays" or verb.lemma_.lower() in lexicon.cites:
        spoken = [c for c in verb.children if c.dep_ == "dobj"]
        if spoken and any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
            links = [heads, grammar.conjuncts(spoken[0])]
    for venue in _venues(scene, verb):
        links = [[venue], *links]
    kind: Stance | None = reading if reading is not None else "asserts"
    if reading is None and grammar.negated(verb):
        # "did not say whether", "did not think that": nothing is asserted.
        kind = "questions" if manner == "thinks" else None
    words = " ".join(
        t.text
        for t in sorted([c for c in verb.children if c.dep_ in ("aux", "neg", "prt", "auxpass")] + [verb], key=lambda t: t.i)
    )
    tokens = tuple(t for h in heads for t in grammar.phrase(h)) + (verb,)
    return Cue(verb, manner, links, frozenset(content), words, kind, tokens)


def _reply(scene: Scene, verb: Token) -> Cue | None:
    """ "No comment came from X": X declines."""
    subject = grammar.own_subject(verb)
    if subject is None or subject.lemma_.lower() not in ("comment", "response", "reply", "reaction", "answer", "word"):
        return None
    if not any(c.lower_ == "no" for c in subject.children):
        return None
    givers = [h for top in (verb, subject) for c in top.children if c.dep_ == "prep" and c.lower_ in ("from", "by") for p in c.children if p.dep_ == "pobj" for h in grammar.conjuncts(p)]
    if not givers:
        return None
    content = {t.i for t in subject.subtree}
    words = f"{subject.text} {verb.text}"
    return Cue(verb, "says", [givers], frozenset(content), words, "declines", (*grammar.phrase(givers[0]), verb))


def _can_speak(scene: Scene, head: Token, verb: Token) -> bool:
    """Whether a subject is somebody, or a text or picture that speaks for somebody, rather than a thing."""
    lexicon = scene.lexicon
    if any(t.pos_ == "PROPN" for t in grammar.core(head)) or head.pos_ == "PRON" or scene.name(head) is not None or scene.nation(head) is not None:
        return not (head.lower_ in ("that", "this", "what") and head.pos_ == "PRON" and not _clausal(verb))
    if any(c.lower_ == "our" for c in head.children):
        return True
    word = grammar.thing(head).lemma_.lower()
    if any(lexicon.is_a(w, use) for use in lexicon.speakers for w in (word, head.lower_)) or word in lexicon.cue_nouns or head.pos_ == "NUM":
        return True
    return _clausal(verb) and not any(word in lexicon.themes for _ in (0,))


def _clausal(verb: Token) -> bool:
    """Whether a verb governs a clause, or stands apart beside one ("the army has lost, chiefs reckon")."""
    if any(c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ", "NOUN") for c in verb.children):
        return True
    subject = grammar.own_subject(verb)
    return subject is not None and verb.dep_ in ("parataxis", "advcl", "ccomp", "dep") and _set_off(verb, subject)


def _content(scene: Scene, sentence: Sentence, verb: Token, judging: bool) -> set[int]:
    found: set[int] = set()
    subject = grammar.own_subject(verb)
    for child in verb.children:
        if (
            child.dep_ == "ccomp"
            or (child.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ == "that" for g in child.children))
            or (child.dep_ in ("xcomp", "pcomp") and child.pos_ in ("VERB", "AUX"))
            or child.dep_ == "csubj"
        ):
            found |= {t.i for t in child.subtree}
        elif child.dep_ in ("dobj", "attr", "oprd") and (judging or _eventful(scene, child)):
            found |= {t.i for t in child.subtree}
        elif child.dep_ == "prep" and child.lower_ in ("of", "about", "on", "that", "to", "as", "over", "at"):
            if judging or any(g.dep_ == "pcomp" for g in child.children) or any(_eventful(scene, g) for g in child.children):
                found |= {t.i for t in child.subtree}
                if any(g.dep_ == "pcomp" for g in child.children):
                    found |= {t.i for c in verb.children if c.dep_ == "dobj" for t in c.subtree}
        elif child.dep_ == "advcl" and judging and child.i > verb.i:
            found |= {t.i for t in child.subtree}
        elif child.dep_ == "nsubjpass":
            found |= {t.i for t in child.subtree}
    if not any(c.dep_ == "ccomp" for c in verb.children) and subject is not None and not found:
        if verb.dep_ in ("parataxis", "advcl", "ccomp", "conj", "dep") and verb.head != verb and _set_off(verb, subject):
            own = {t.i for t in verb.subtree}
            root = verb.head
            found |= {t.i for t in root.subtree} - own
        elif quoted := _quoted(sentence, verb):
            found |= quoted
    if not found and not judging:
        # "have been warning for months that ...": the clause hangs on the months.
        for token in verb.subtree:
            if token.i > verb.i and token.pos_ in ("VERB", "AUX") and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children):
                found |= {t.i for t in token.subtree}
                break
    if subject is not None:
        found -= {t.i for t in subject.subtree}
    found.discard(verb.i)
    return found


def _set_off(verb: Token, subject: Token) -> bool:
    """Whether a cue stands apart by a comma: "six died, an outlet suggested, ..."."""
    left = min(subject.left_edge.i, verb.i)
    doc = verb.doc
    return left > 0 and doc[left - 1].is_punct or (verb.i + 1 < len(doc) and doc[verb.i + 1].text in (",", ".", "—", "–", ";"))


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


def _outlet(scene: Scene, head: Token) -> bool:
    """Whether a hearer is an outlet, which makes it a relay ("told the BBC"), rather than a parliament or reporters."""
    lexicon = scene.lexicon
    if found := scene.name(head):
        return any(getattr(row, "kind", "") == "outlet" for row in found.value)
    if head.lower_ in ("us", "me"):
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


def _venues(scene: Scene, verb: Token) -> Iterator[Token]:
    """Outlets to which something was said: "in an interview with the BBC", "speaking to Yonhap"."""
    for child in verb.subtree:
        if child.dep_ == "pobj" and child.head.lower_ in ("with", "to", "on", "in", "for") and _outlet(scene, child):
            noun = child.head.head
            if (
                noun.lemma_.lower() in RELAYED
                or (noun.lemma_.lower() in ("speak", "talk") and noun != verb and noun.dep_ == "advcl")
                or (
                    noun == verb and child.head.lower_ == "to" and verb.lemma_.lower() in ("say", "speak", "confirm", "comment")
                )
            ):
                if grammar.predicate(child) in (verb, noun) or noun.head == verb or noun.head.head == verb:
                    yield child


def _inside_relay(scene: Scene, verb: Token) -> bool:
    """ "quoted the agency as saying": the saying is part of the quoting."""
    return (
        verb.dep_ == "pcomp"
        and verb.head.lower_ == "as"
        and any(key in scene.lexicon.cites or key in scene.lexicon.cue_verbs for key in (verb.head.head.lemma_.lower(),))
        and not grammar.passive(verb.head.head)
    )


# Phrases.


def _source(scene: Scene, sentence: Sentence, token: Token) -> Cue | None:
    """ "according to X", "in the words of X": X speaks, of the clause that the phrase stands at the edge of."""
    doc = token.doc
    for width in (5, 4, 3, 2):
        words = " ".join(t.lower_ for t in doc[token.i : token.i + width])
        if words in scene.lexicon.sources:
            last = doc[token.i + width - 1]
            break
    else:
        return None
    heads = [c for c in last.children if c.dep_ == "pobj"] or [c for c in token.children if c.dep_ == "pobj"]
    if not heads:
        after = doc[last.i + 1] if last.i + 1 < len(doc) else None
        if after is None or after.pos_ not in ("PROPN", "NOUN", "DET", "ADJ"):
            return None
        heads = [after if after.pos_ in ("PROPN", "NOUN") and after.dep_ not in ("compound", "amod") else after.head]
    inside = {t.i for t in token.subtree} | {t.i for t in heads[0].subtree} | set(range(token.i, last.i + 1))
    root = grammar.predicate(token.head)
    first = (
        all(t.is_punct or t.is_space or t.i >= token.i for t in sentence.tokens[:2]) and token.i <= sentence.tokens.start + 2
    )
    at_end = max(inside) >= sentence.tokens.end - 3
    if first or at_end:
        while root.dep_ in ("conj", "xcomp", "advcl", "ccomp", "pcomp") and root.head != root and root.dep_ != "ROOT":
            root = grammar.predicate(root.head)
    content = frozenset(t.i for t in root.subtree) - inside
    if first or at_end:
        content = content | (frozenset(t.i for t in sentence.tokens) - inside)
    return Cue(token, "says", [grammar.conjuncts(heads[0])], content, words, "asserts", tuple(doc[i] for i in sorted(inside)))


def _noun(scene: Scene, noun: Token) -> Cue | None:
    """ "Kyiv's claim that ...", "denials from Moscow", "reports from two states indicating ...": the noun attributes."""
    lexicon = scene.lexicon
    lemma = noun.lemma_.lower()
    judged = lexicon.denials["noun"].get(lemma)
    if lemma not in lexicon.cue_nouns and judged is None:
        return None
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in ("request", "call", "question"):
        # "a request for comment from X": X asked.
        return None
    heads: list[Token] = []
    for child in noun.children:
        if (
            child.dep_ in ("prep", "agent")
            and child.lower_ in ("from", "by", "of")
            and not (child.lower_ == "of" and judged is None)
        ):
            heads = heads or [h for inner in child.children if inner.dep_ == "pobj" for h in grammar.conjuncts(inner)]
        elif child.dep_ == "poss" or (
            child.dep_ in ("amod", "compound", "nmod") and (scene.nation(child) or scene.name(child))
        ):
            heads = grammar.conjuncts(child) if child.dep_ == "poss" else [child]
    if not heads and judged is not None and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in ("come", "emerge", "follow", "arrive"):
        heads = [h for c in noun.head.children if c.dep_ == "prep" and c.lower_ == "from" for p in c.children if p.dep_ == "pobj" for h in grammar.conjuncts(p)]
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    if clause is not None and any(c.dep_ == "amod" and lexicon.false_words.fullmatch(c.text) for c in noun.children):
        # "the false report that ...": whoever says so denies it.
        return Cue(noun, "says", [], frozenset(t.i for t in clause.subtree), noun.text, "denies", tuple(grammar.phrase(noun)))
    if not heads:
        return None
    content: set[int] = set()
    for child in noun.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.pos_ in ("VERB", "AUX"):
            content |= {t.i for t in child.subtree}
        elif child.dep_ == "prep" and child.lower_ in ("of", "about", "on") and not any(h in child.subtree for h in heads):
            content |= {t.i for t in child.subtree}
    apart = judged is not None and not content
    if apart:
        verb = grammar.predicate(noun)
        content = {t.i for t in verb.subtree} - {t.i for t in noun.subtree}
    if not content:
        return None
    kind: Stance = judged.stance if judged else "asserts"
    tokens = tuple(grammar.phrase(noun))
    return Cue(noun, "says", [heads], frozenset(content), noun.text, kind, tokens, apart=apart or judged is not None)


# Relays beside another cue.


def _host(token: Token, cues: list[Cue], accept: Callable[[Cue], bool] = lambda _: True) -> Cue | None:
    for above in grammar.ancestors(token):
        for cue in cues:
            if accept(cue) and (cue.trigger == above or above in cue.tokens and above.pos_ in ("NOUN", "PROPN")):
                return cue
    return next((cue for cue in cues if accept(cue) and token in cue.tokens), None)


def _relay(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "in a statement carried by X": X stands outside the speaker whose statement it carries."""
    if token.pos_ != "VERB" or token.lemma_.lower() not in scene.lexicon.carried or token.tag_ != "VBN":
        return
    agents = [
        h for c in token.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj" for h in grammar.conjuncts(p)
    ]
    if not agents or token.dep_ not in ("acl", "advcl", "amod", "relcl", "conj"):
        return
    host = _host(token, [c for c in cues if c.trigger != token])
    if host is not None and not any(agents[0] in link for link in host.links):
        host.links.insert(0, agents)
        own = next((c for c in cues if c.trigger == token), None)
        if own is not None:
            cues.remove(own)


def _reference(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "X wrote with reference to Y", "on the strength of a Y report": Y stands inside X."""
    doc = token.doc
    for width in (4, 3):
        if " ".join(t.lower_ for t in doc[token.i : token.i + width]) in scene.lexicon.cites:
            last = doc[min(token.i + width, len(doc)) - 1]
            named = [h for c in last.children if c.dep_ == "pobj" for h in grammar.conjuncts(c)]
            host = _host(token, cues) or (cues[-1] if cues else None)
            if named and host is not None:
                host.links.append(named)
            return


def _cite(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "X reported, citing Y": Y stands inside X; without a cue around it, Y speaks of the clause."""
    if token.pos_ != "VERB" or token.tag_ != "VBG" or token.lemma_.lower() not in scene.lexicon.cites:
        return
    named = [h for c in token.children if c.dep_ == "dobj" for h in grammar.conjuncts(c)]
    if not named or token.dep_ not in ("advcl", "acl", "conj", "prep", "xcomp", "ccomp", "dep", "pcomp"):
        return
    for own in [c for c in cues if c.trigger == token]:
        cues.remove(own)
    subtree = set(token.subtree)
    hosts = [
        c
        for c in cues
        if c.trigger not in subtree
        and not c.apart
        and c.manner != "asks"
        and (c.trigger in grammar.ancestors(token) or token.i not in c.content and abs(c.trigger.i - token.i) < 60)
    ]
    above = list(grammar.ancestors(token))
    host = next((c for a in above for c in hosts if c.trigger == a), None) or (hosts[-1] if hosts else None)
    inner = {t.i for t in subtree}
    if host is not None:
        host.links.append(named)
        host.content = host.content - frozenset(inner)
        return
    verb = grammar.predicate(token.head)
    content = frozenset(t.i for t in verb.subtree) - inner
    cues.append(Cue(token, "relays", [named], content, token.text, "asserts", tuple(sorted(subtree, key=lambda t: t.i))))
