"""Attribution without a verb of saying: "according to", nouns that attribute, relays and citations beside another cue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, reach, stance, through
from vetoproof.examine.cue import Cue
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


def source(scene: Scene, sentence: Sentence, token: Token) -> Cue | None:
    """ "according to X", "in the words of X": X speaks, of the clause that the phrase stands at the edge of."""
    if (owned := _owned(sentence, token)) is not None:
        return owned
    if token.lower_ not in scene.lexicon.source_starts:
        return None
    doc = token.doc
    for width in (5, 4, 3, 2):
        words = " ".join(t.lower_ for t in doc[token.i : token.i + width])
        if words in scene.lexicon.sources:
            last = doc[min(token.i + width, len(doc)) - 1]
            break
    else:
        return None
    heads = [c for c in last.children if c.dep_ == "pobj"] or [c for c in token.children if c.dep_ == "pobj"]
    if not heads:
        after = doc[last.i + 1] if last.i + 1 < len(doc) else None
        if after is None or after.pos_ not in ("PROPN", "NOUN", "DET", "ADJ"):
            return None
        heads = [after if after.pos_ in ("PROPN", "NOUN") and after.dep_ not in ("compound", "amod") else after.head]
    if words.endswith("per") and any(c.lower_ == "our" for c in heads[0].children):
        # "as per our understanding": whoever says "our" speaks.
        return None
    inside = {t.i for t in token.subtree} | {t.i for t in heads[0].subtree} | set(range(token.i, last.i + 1))
    root = grammar.predicate(token.head)
    if token.i < root.i <= last.i:
        # "as quoted by A": the clause is the one above the quoting.
        root = grammar.predicate(root.head)
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


_ACCOUNTS = frozenset(
    {"reckoning", "estimate", "calculation", "account", "assessment", "count", "tally", "explanation", "telling", "view"}
)


def _owned(sentence: Sentence, token: Token) -> Cue | None:
    """ "in A's account", "by their reckoning": whose it is speaks, of the clause that the phrase stands in."""
    if token.lower_ not in ("in", "by", "on") or token.dep_ not in ("prep", "agent"):
        return None
    for told in token.children:
        if told.dep_ == "pobj" and told.lemma_.lower() in _ACCOUNTS:
            owners = [c for c in told.children if c.dep_ == "poss"]
            edges = (sentence.tokens.start, token.left_edge.i - 1, told.right_edge.i + 1)
            doc = token.doc
            apart = edges[1] < edges[0] or doc[edges[1]].is_punct or (edges[2] < len(doc) and doc[edges[2]].is_punct)
            if owners and apart:
                inside = {t.i for t in token.subtree}
                verb = grammar.predicate(token.head)
                beside = {t.i for c in verb.children if c.dep_ == "conj" and c.i > token.i for t in c.subtree}
                content = frozenset(t.i for t in verb.subtree) - inside - beside
                words = f"{token.text} {told.text}"
                tokens = tuple(doc[i] for i in sorted(inside))
                return Cue(token, "says", [grammar.conjuncts(owners[0])], content, words, "asserts", tokens)
    return None


def noun(scene: Scene, noun: Token) -> Cue | None:
    """ "A's claim that ...", "denials from B", "reports from two states indicating ...": the noun attributes."""
    lexicon = scene.lexicon
    lemma = noun.lemma_.lower()
    judged = lexicon.denials["noun"].get(lemma)
    if lemma not in lexicon.cue_nouns and judged is None:
        return None
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in ("request", "call", "question"):
        # "a request for comment from X": X asked.
        return None
    if judged is not None and stance.over(noun):
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
    if not heads and noun.dep_ == "dobj" and noun.right_edge.i + 1 < len(noun.doc):
        # "carried a denial by A": the parser hangs "by A" on the verb.
        by = noun.doc[noun.right_edge.i + 1]
        if by.lower_ == "by" and by.head == noun.head:
            heads = [h for inner in by.children if inner.dep_ == "pobj" for h in grammar.conjuncts(inner)]
    if (
        not heads
        and judged is not None
        and noun.dep_ in ("nsubj", "nsubjpass")
        and noun.head.lemma_ in ("come", "emerge", "follow", "arrive")
    ):
        heads = [
            h
            for c in noun.head.children
            if c.dep_ == "prep" and c.lower_ == "from"
            for p in c.children
            if p.dep_ == "pobj"
            for h in grammar.conjuncts(p)
        ]
    clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in ("VERB", "AUX")), None)
    if clause is not None and any(c.dep_ == "amod" and lexicon.false_words.fullmatch(c.text) for c in noun.children):
        # "the false report that ...": whoever says so denies it.
        return Cue(noun, "says", [], frozenset(t.i for t in clause.subtree), noun.text, "denies", tuple(grammar.phrase(noun)))
    if not heads:
        return None
    content: set[int] = set()
    for child in noun.children:
        if (child.dep_ in ("acl", "ccomp", "relcl") and child.pos_ in ("VERB", "AUX")) or (
            child.dep_ == "prep" and child.lower_ in ("of", "about", "on") and not any(h in child.subtree for h in heads)
        ):
            content |= {t.i for t in child.subtree}
    if not content and judged is None:
        # "a statement by A of the council that ...": the clause hangs on the nearest noun.
        content = next(({t.i for t in c.subtree} for c in _clauses(noun, max(h.right_edge.i for h in heads))), set())
    last = max(t.right_edge.i for t in (noun, *heads))
    announced = judged is not None and last + 1 < len(noun.doc) and noun.doc[last + 1].text == ":"
    if announced:
        # "a denial by A: they had sent nothing": the words behind the colon are A's.
        content |= {t.i for t in noun.sent if t.i > last + 1}
    apart = judged is not None and not content and not announced
    if apart:
        verb = grammar.predicate(noun)
        content = {t.i for t in verb.subtree} - {t.i for t in noun.subtree}
    if not content and not announced:
        return None
    kind: Stance = judged.stance if judged else "asserts"
    tokens = tuple(grammar.phrase(noun))
    carrier = grammar.own_subject(noun.head) if announced and noun.head.lemma_.lower() in lexicon.carried else None
    links = [grammar.conjuncts(carrier), heads] if carrier is not None else [heads]
    return Cue(
        noun, "says", links, frozenset(content), noun.text, kind, tokens, apart=apart or (judged is not None and not announced)
    )


def _clauses(noun: Token, after: int) -> Iterator[Token]:
    """Clauses with "that" inside the noun phrase, or right behind token `after`, where its speaker's name ends."""
    for token in noun.subtree:
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("acl", "ccomp", "relcl") and token.i > noun.i:
            marked = next(
                (c for c in token.children if c.lower_ == "that" and c.dep_ in ("mark", "nsubj", "det", "dobj")), None
            )
            if marked is not None and marked.dep_ == "mark":
                yield token
    above = grammar.predicate(noun)
    for token in above.children:
        first = token.left_edge
        if token.dep_ in ("ccomp", "advcl") and first.lower_ == "that" and first.i == after + 1:
            yield token


def _host(token: Token, cues: list[Cue], accept: Callable[[Cue], bool] = lambda _: True) -> Cue | None:
    for above in grammar.ancestors(token):
        for cue in cues:
            if accept(cue) and (cue.trigger == above or (above in cue.tokens and above.pos_ in ("NOUN", "PROPN"))):
                return cue
    return next((cue for cue in cues if accept(cue) and token in cue.tokens), None)


def relay(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "in a statement carried by X": X stands outside the speaker whose statement it carries."""
    participle = token.tag_ == "VBN" or (token.tag_ == "VBD" and token.dep_ == "acl")
    if token.pos_ != "VERB" or not participle or not any(key in scene.lexicon.carried for key in grammar.keys(token)):
        return
    agents = [
        h for c in token.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj" for h in grammar.conjuncts(p)
    ]
    if not agents or token.dep_ not in ("acl", "advcl", "amod", "relcl", "conj"):
        return
    host = _host(token, [c for c in cues if c.trigger != token])
    if host is not None and token.lemma_.lower() == "make" and token.head not in host.tokens:
        # "agrees with an assessment made public by B": whose report it is that A speaks of.
        return
    if host is not None and not any(agents[0] in link for link in host.links):
        host.links.insert(0, agents)
        own = next((c for c in cues if c.trigger == token), None)
        if own is not None:
            cues.remove(own)


def reference(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "X wrote with reference to Y", "on the strength of a Y report": Y stands inside X."""
    if token.lower_ not in scene.lexicon.cite_starts:
        return
    doc = token.doc
    for width in (4, 3):
        if " ".join(t.lower_ for t in doc[token.i : token.i + width]) in scene.lexicon.cites:
            last = doc[min(token.i + width, len(doc)) - 1]
            named = [h for c in last.children if c.dep_ == "pobj" for h in grammar.conjuncts(c)]
            host = _host(token, cues) or (cues[-1] if cues else None)
            if named and host is not None:
                host.links.append(named)
            return


def cite(scene: Scene, token: Token, cues: list[Cue]) -> None:
    """ "X reported, citing Y": Y stands inside X; without a cue around it, Y speaks of the clause."""
    if token.pos_ != "VERB" or token.tag_ != "VBG":
        return
    named = through.named(scene, token)
    if not named or token.dep_ not in ("advcl", "acl", "conj", "prep", "xcomp", "ccomp", "dep", "pcomp", "relcl"):
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
        and (c.trigger in grammar.ancestors(token) or (token.i not in c.content and abs(c.trigger.i - token.i) < 60))
    ]
    hosts = [c for c in hosts if c.content - {t.i for t in subtree}] or hosts
    above = list(grammar.ancestors(token))
    host = next((c for a in above for c in hosts if c.trigger == a), None) or (hosts[-1] if hosts else None)
    inner = {t.i for t in subtree}
    if host is not None:
        host.links.append(named)
        host.content = host.content - frozenset(inner)
        return
    verb = grammar.predicate(token.head)
    content = frozenset(t.i for t in verb.subtree) - inner
    telling = grammar.own_subject(verb) if verb.lemma_.lower() in scene.lexicon.cue_verbs else None
    carrier = [[telling]] if telling is not None and reach.outlet(scene, telling) else []
    cues.append(
        Cue(token, "relays", [*carrier, named], content, token.text, "asserts", tuple(sorted(subtree, key=lambda t: t.i)))
    )
