"""Who holds an office that is printed without a name: the one person whom the pack has in that very office on that day.

An office that is only like another ("the deputy chief of a bureau" beside "deputy chief of the General Staff"), that
several hold at once ("a deputy minister"), or whose body is another's ("the head of the post office") names nobody.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetoproof.examine import bodies, grammar
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import ActorRow, Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

_LINKS = frozenset({"of", "the", "to", "in", "for", "at", "and", "a", "an", "his", "her", "its", "their", "s", "this", "that"})
_OWNING = frozenset({"of", "for", "at"})
_ANY = frozenset({"a", "an", "another", "one", "some", "any"})
_SEATED = frozenset({"in", "to"})
_HEADS = "heads"
"""The row of the words for who leads a body: with the body named beside them they are one office."""


def holder(cast: Cast, head: Token, country: str) -> Tenure | None:
    """The tenure that an office of a state names on the day of print, or None where the words or the day do not settle it."""
    published = cast.scene.document.published
    day = (published.to or published.from_ or "")[:10]
    if not day or any(c.lower_ in _ANY for c in head.children):
        return None
    printed, named = _printed(cast, head, country)
    found: dict[str, Tenure] = {}
    for tenure in cast.scene.lexicon.regime.tenures:
        # An office of which the pack does not know since when it is held may be one of several of its name.
        held = tenure.from_ is not None and tenure.from_ <= day and (not tenure.to or day <= tenure.to)
        if held and tenure.country == country and _is_office(cast, tenure, printed, named):
            found[tenure.person] = tenure
    return next(iter(found.values())) if len(found) == 1 else None


def employer(cast: Cast, head: Token, country: str, span: Span) -> Speaker | None:
    """ "the chief of an office of the Foreign Ministry": the body of the state in which an unnamed officer serves."""
    for token in grammar.phrase(head):
        if token == head or not _owned(token, head) or token.pos_ not in ("NOUN", "PROPN"):
            continue
        named = cast.scene.name(token)
        if named is not None:
            rows = [r for r in named.value if isinstance(r, ActorRow) and r.kind == "organisation" and r.country == country]
            if rows:
                row = rows[0]
                return Speaker(row.id, "organisation", actor=row.id, office=head.lower_, country=country, span=span)
            continue
        said = bodies.kind(cast, token)
        if said is None or said[0].canonical is None or token.lower_ not in said[1].split():
            continue
        if (body := bodies.stated(cast, token, grammar.core(token), span, country, *said)) is not None:
            return replace(body, office=head.lower_, span=span)
    return None


def _words(text: str) -> frozenset[str]:
    plain = text.lower().replace("defense", "defence")
    return frozenset(w for w in re.findall(r"[\w']+", plain) if w not in _LINKS)


def _printed(cast: Cast, head: Token, country: str) -> tuple[frozenset[str], list[tuple[frozenset[str], frozenset[str]]]]:
    """The words of an office as printed, without its state; and the names of bodies in it, each with the ids that it has."""
    scene = cast.scene
    words: list[str] = []
    named: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
    for token in grammar.phrase(head):
        if not (token.i <= head.i or _owned(token, head) or _seated(token, head)):
            continue
        found = scene.name(token)
        if found is not None:
            ids = frozenset(row.id for row in found.value if isinstance(row, ActorRow))
            named[found.start] = (_words(scene.text[found.start : found.end]), ids)
            continue
        nation = scene.nation(token)
        abroad = nation is not None and nation.value.country.code != country and _seated(token, head)
        if (nation is None or abroad) and token.dep_ not in ("case", "punct", "nummod"):
            words.append(token.lower_)
    return _words(" ".join(words)), list(named.values())


def _owned(token: Token, head: Token) -> bool:
    """Whether a word stands in what "of" adds to an office."""
    links = [a.lower_ for a in grammar.between(token, head) if a.dep_ == "prep"]
    return token.i > head.i and token.dep_ != "prep" and bool(links) and all(word in _OWNING for word in links)


def _seated(token: Token, head: Token) -> bool:
    """Whether a word is where an envoy sits: "ambassador in CAPITAL"."""
    return token.dep_ == "pobj" and token.head.head == head and token.head.lower_ in _SEATED


def _is_office(cast: Cast, tenure: Tenure, printed: frozenset[str], named: list[tuple[frozenset[str], frozenset[str]]]) -> bool:
    """Whether printed words are those of an office, no more and no fewer, with its body where its words alone do not tell."""
    office = _words(tenure.office)
    if printed == {"defence", "chief"}:
        printed = frozenset({"defence", "minister"})
    own = False
    for words, ids in named:
        if tenure.institution in ids:
            own = True
        elif words <= office:
            # "the General Staff" is a part of the office's name.
            printed |= words
        else:
            return False
    if not own:
        return printed == office and not _common(cast, tenure.office)
    row = cast.scene.lexicon.actors.get(tenure.institution)
    body = _words(" ".join((tenure.institution, *(row.names if row is not None else ()))))
    peers = cast.scene.lexicon.peers
    heads = {w for w in printed | office if _HEADS in peers.get(w, ())}
    left, right = printed - heads, office - heads
    leads = bool(printed & heads) == bool(office & heads) and (printed & heads == office & heads or not left | right)
    return leads and left <= right and right - left <= body


def _common(cast: Cast, office: str) -> bool:
    """Whether many bodies of a state have such an office ("director", "press secretary"), so that it alone names nobody."""
    lexicon, plain = cast.scene.lexicon, office.lower()
    for phrase in lexicon.peers:
        if " " in phrase:
            plain = plain.replace(phrase, "")
    words = _words(plain)
    if any("presidents" in lexicon.peers.get(word, ()) for word in words):
        return False
    return all(any(lexicon.is_a(w, use) for use in ("office", "peer")) for w in words)
