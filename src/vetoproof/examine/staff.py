"""Through whom a body speaks without a name: its press service, its researchers, its delegate at an assembly of states."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

_OF = frozenset({"of", "at", "from", "with", "for"})
_BODIES = ("organisation", "outlet")
_SEATS = ("UN mission", "mission to the UN", "representative to the UN")
_GROUPS = ("mission", "delegation")
_REACH = 500
"""Characters back within which a body is named whose researchers speak."""
_AROUND = 300
"""Characters before and behind a delegate within which the assembly is named."""


def through(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """The body for which a phrase speaks, or None where the phrase is no such office."""
    return desk(cast, head, span) or researchers(cast, head, span)


def desk(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the press service of the court", "NAME's office", "the zone's management": whose it is."""
    words = cast.scene.lexicon.speakers.get("desk", {})
    before = head.nbor(-1) if head.i > 0 else head
    printed = f"{before.lower_} {head.lower_}"
    if printed not in words and head.lower_ not in words and f"{_left(head, 2)} {printed}" not in words:
        return None
    for owner in _owners(head):
        if (found := cast.look(owner)) is not None and found.kind != "anonymous":
            return replace(found, span=span)
    if printed in words and any(c.lower_ in ("the", "its") for c in head.children):
        return cast.latest(("organisation",), span)
    return None


def _left(head: Token, steps: int) -> str:
    return head.nbor(-steps).lower_ if head.i >= steps else ""


def _owners(head: Token) -> list[Token]:
    """Whose a phrase's head is: by a possessive, else by "of", "at", "from"."""
    own = [c for c in head.children if c.dep_ == "poss"]
    return own + [p for c in head.children if c.dep_ == "prep" and c.lower_ in _OF for p in c.children if p.dep_ == "pobj"]


def researchers(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "researchers at the Institute", "INSTITUTE people", "its analysts": the private body that they work for."""
    lexicon = cast.scene.lexicon
    if head.lemma_.lower() not in lexicon.speakers.get("staff", {}) and head.lower_ not in lexicon.speakers.get("staff", {}):
        return None
    own = [c for c in head.children if c.dep_ in ("compound", "nmod", "amod") and cast.scene.name(c) is not None]
    heads = [h for owner in own + _owners(head) for h in grammar.conjuncts(owner)]
    found = [s for h in heads if (s := cast.look(h)) is not None]
    if heads and len(found) == len(heads) and all(s.kind in _BODIES and s.country is None for s in found):
        first = found[0]
        name = "|".join(sorted({s.name for s in found}))
        return Speaker(name, first.kind, actor=first.actor if len(found) == 1 else None, span=span, plural=True)
    if heads or not any(c.lower_ == "the" for c in head.children) or head.tag_ != "NNS":
        return None
    if any(c.dep_ in ("amod", "compound", "nmod", "nummod", "prep", "relcl", "acl") for c in head.children):
        return None
    for speaker in reversed(cast.heard(head.idx)):
        if speaker.kind in ("anonymous", "group") and head.lemma_.lower() in speaker.name:
            return None
        if speaker.kind == "organisation" and speaker.country is None:
            return replace(speaker, span=span, taken=True)
    # Not heard yet, but named: "NAME, a think tank, ... The researchers said".
    named = [one.speaker for one in cast.census.before(head.idx) if head.idx - one.start < _REACH]
    if named and named[-1].country is None and named[-1].kind == "organisation":
        return replace(named[-1], span=span, taken=True)
    return None


def delegate(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the representative of X", "X's envoy" where an assembly of states is named around: the mission of X there."""
    lexicon = cast.scene.lexicon
    if head.lemma_.lower() not in lexicon.speakers.get("delegate", {}) or head.tag_ in ("NNS", "NNPS"):
        return None
    country = cast.country_of(head)
    if country is None or any(c.lower_ in ("a", "an") for c in head.children):
        return None
    text = cast.scene.text
    # Of a sitting the page speaks from its beginning on.
    printed = f"{text[:_AROUND]} {text[max(0, head.idx - _AROUND) : head.right_edge.idx + _AROUND]}".lower()
    if not any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", printed) for word in lexicon.speakers.get("assembly", {})):
        return None
    rows = [a for a in lexicon.regime.actors if a.country == country and a.id.endswith(_SEATS)]
    # A person there is the state's representative, where the pack has both.
    row = min(rows, key=lambda a: ((a.kind == "organisation") != (head.lower_ in _GROUPS), a.id), default=None)
    if row is not None:
        return Speaker(row.id, "organisation", actor=row.id, office=head.lower_, country=country, span=span)
    return Speaker(f"{country} UN mission", "organisation", office=head.lower_, country=country, span=span)
