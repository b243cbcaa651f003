"""Who wrote a report, a statement or a record: by whom, whose, from whom, and where it stood."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING

from vetoproof.examine import accounts, bodies, grammar
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast


def given(cast: Cast, head: Token) -> Speaker | None:
    """ "data obtained by A", "records which A gave the paper": who had the evidence and passed it on."""
    for clause in head.children:
        if clause.dep_ in ("acl", "relcl") and clause.pos_ == "VERB":
            agents = [p for c in clause.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            own = grammar.own_subject(clause)
            for who in agents or (
                [own] if own is not None and own.pos_ in ("PROPN", "NOUN") and clause.dep_ == "relcl" else []
            ):
                if (found := cast.look(who)) is not None:
                    return found
    return None


def report(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """A report, a statement, imagery: its author where the phrase names one, else whoever was speaking."""
    author = _author(cast, head, span)
    if (
        author is not None
        and not author.taken
        and author.kind in ("organisation", "outlet", "person")
        and (author.name != cast.house().name)
    ):
        insort(cast.authors, (head.idx, author), key=lambda one: one[0])
    return author


def _by(cast: Cast, head: Token, words: tuple[str, ...]) -> Speaker | None:
    """Whom "by", "of" or "from" behind a word for a text names."""
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in words:
            for inner in child.children:
                if inner.dep_ == "pobj" and (found := cast.look(inner)) is not None:
                    return found
    return None


def _had(cast: Cast, head: Token) -> Speaker | None:
    """ "a report in the NAME newspaper", "a paper that she received from A": where it stood, from whom she had it."""
    for child in head.children:
        inner = [p for p in child.children if p.dep_ == "pobj"]
        if child.dep_ == "prep" and child.lower_ == "in" and inner and _outlet(cast, inner[0]):
            return cast.look(inner[0])
        if child.dep_ == "relcl" and child.lemma_.lower() in cast.scene.lexicon.heard:
            for given_by in (p for c in child.children if c.dep_ == "prep" and c.lower_ == "from" for p in c.children):
                if given_by.dep_ == "pobj" and (found := cast.look(given_by)) is not None:
                    return found
    return None


def _of_body(cast: Cast, head: Token, child: Token, span: Span) -> Speaker | None:
    """ "a Ruritanian intelligence report": the service of the state whose name stands before the text."""
    before = child.dep_ in ("compound", "nmod") and child.pos_ in ("NOUN", "PROPN") and cast.scene.name(child) is None
    said = bodies.kind(cast, child) if before else None
    country = cast.country_of(head) if said is not None and said[0].canonical is not None else None
    return bodies.stated(cast, child, grammar.core(child), span, country, *said) if said is not None and country else None


def _outlet(cast: Cast, head: Token) -> bool:
    return cast.media.at(head.idx, head.idx + len(head)) is not None or cast.scene.lexicon.is_a(head.lemma_.lower(), "outlet")


def _author(cast: Cast, head: Token, span: Span) -> Speaker | None:
    shown = cast.scene.lexicon.is_a(head.lower_, "evidence") or cast.scene.lexicon.is_a(head.lemma_.lower(), "evidence")
    if (written := _by(cast, head, ("by",))) is not None:
        return written
    if head.dep_ == "dobj" and head.head.lemma_ in (
        "release",
        "publish",
        "present",
        "share",
        "unveil",
        "issue",
        "provide",
        "post",
    ):
        # "the ministry released imagery showing ..."
        givers = [s for h in grammar.subjects(head.head) if (s := cast.look(h)) is not None]
        if givers:
            return givers[0]
    if shown and (owner := _by(cast, head, ("of", "from"))) is not None and owner.kind == "organisation":
        return owner
    if shown and (giver := given(cast, head)) is not None:
        return giver
    if (printed_by := _press(cast, head, span)) is not None:
        return printed_by
    if service := next((s for child in head.children if (s := _of_body(cast, head, child, span)) is not None), None):
        return service
    for child in head.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (found := cast.look(inner)) is not None:
                    return found
        if child.dep_ == "acl":
            for agent in child.children:
                if agent.dep_ == "agent":
                    for inner in agent.children:
                        if inner.dep_ == "pobj" and (found := cast.look(inner)) is not None:
                            return found
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            if f"{child.lower_} {head.lower_}" in cast.scene.lexicon.speakers.get("evidence", {}):
                continue
            found = cast.by_name(child, span)
            if shown and found is not None and found.kind == "state" and child.dep_ != "poss":
                # Records are from a state; whoever got hold of them speaks.
                found = None
            if found is None and child.dep_ in ("poss", "compound"):
                found = cast.look(child) if child.pos_ in ("NOUN", "PROPN", "PRON") and child.dep_ == "poss" else None
            if found is None and not shown and (nation := cast.scene.nation(child)):
                code = nation.value.country.code
                found = Speaker(f"{code} government", "state", actor=f"{code} government", country=code, span=span)
            if found is not None:
                return found
    if (had := _had(cast, head)) is not None:
        return had
    if head.dep_ == "dobj" and head.head.lemma_ == "cite":
        citing = [s for h in grammar.subjects(head.head) if (s := cast.look(h)) is not None]
        if citing:
            return citing[0]
    if any(t.lower_ in ("the", "this", "it", "that", "same") for t in head.children):
        # "the report": of whoever was named as the author of one, else of whoever spoke last.
        earlier = [s for at, s in cast.authors if at < head.idx]
        if earlier and not shown:
            return cast.again(earlier[-1], span)
        first = accounts.introduced(head)
        if first is not None:
            by = accounts.writer(first)
            told = _author(cast, first, span) or (cast.look(by) if by is not None else None)
            if told is not None:
                return cast.again(told, span)
        others = accounts.against(cast.scene, first)
        last = cast.latest(("organisation", "outlet"), span) or cast.latest(("person", "office", "state"), span)
        # Who condemned the report did not write it.
        return last if last is None or last.country not in others else None
    return None


def _press(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "a Ruritanian press report": some paper of a state, and not its government."""
    lexicon = cast.scene.lexicon
    for child in head.children:
        word = child.lower_
        if child.dep_ not in ("compound", "nmod", "amod") or cast.scene.name(child) is not None or child.pos_ == "PROPN":
            continue
        if word in ("press", "media") or lexicon.is_a(word, "outlet") or lexicon.is_a(word, "medium"):
            words = [t for t in grammar.core(head) if t != head and (t == child or cast.scene.nation(t) is not None)]
            if len(words) > 1:
                name = f"group:{' '.join(t.text for t in words)}"
                return Speaker(name, "group", country=cast.country_of(head), span=span, plural=True)
    return None
