"""Embassies, consulates and missions: of which state, and where they sit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine import bodies
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

_SEAT = re.compile(r"[^.,;:\n]{0,40}?\b(?:in|to)\s+(the\s+)?([A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*)*)")
_NEAR = 60
"""Characters behind "the embassy" within which its seat stands: "the embassy of A in CITY"."""


def posted(cast: Cast, head: Token, span: Span, country: str, matched: str) -> Speaker:
    """An embassy with its seat: the one printed, else the state that the page speaks of most, the parties left out.

    "in CITY" behind the word tells the seat and not whose it is, unless another state is named before: the embassy is then
    of the state that was spoken of.
    """
    owner = sent_by(cast, head)
    printed = seat(cast, head)
    if owner is None and printed is not None and state_of(cast, printed) == country:
        owner = next((code for code in _spoken(cast, head) if code != country), None)
    owner = owner or country
    words = [t.lower_ for t in head.doc[max(0, head.i - 2) : head.i + 2]]
    kind = "Embassy"
    if "mission" in matched:
        kind = "trade mission" if "trade" in matched else "mission"
    elif "consulate" in matched:
        kind = "consulate general" if "general" in words else "consulate"
    if kind == "mission" and (printed == "New York" or any(w in ("un", "u.n.") for w in words)):
        return bodies.of_pack(cast, f"{owner} mission to the UN", owner, span)
    if printed is not None:
        link = "to" if printed in ("UN", "U.N.", "United Nations") else "in"
        article = "the " if link == "to" else ""
        return bodies.of_pack(cast, f"{owner} {kind} {link} {article}{printed}", owner, span)
    host = _host(cast, owner) if kind == "Embassy" else None
    return bodies.of_pack(cast, f"{owner} {kind} in {host}" if host else f"{owner} {kind}", owner, span)


def sent_by(cast: Cast, head: Token) -> str | None:
    """The state before the word or behind "of": whose embassy it is."""
    for token in head.children:
        if token.dep_ in ("amod", "compound", "poss", "nmod") and (nation := cast.scene.nation(token)):
            return nation.value.country.code
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for token in child.subtree:
                if nation := cast.scene.nation(token):
                    return nation.value.country.code
    return None


def seat(cast: Cast, head: Token) -> str | None:
    """The place printed behind "in" or "to", without its article."""
    end = head.idx + len(head)
    match = _SEAT.match(cast.scene.text[end : end + _NEAR])
    if match is None or not (cast.scene.places or cast.scene.nations):
        return None
    between = match.group()[: match.start(2)]
    if re.search(r"\b(?:said|says|told|has|had|was|were|is|are|and|that|who|which)\b", between):
        return None
    if "U.N" in match[2]:
        return "UN"
    # "in CITY. The next sentence", "in CITY" at the end of a paragraph; not "in St. NAME".
    place = re.split(r"(?<=[a-z]{3})\.\s|\n", match[2])[0]
    return place.removesuffix("'s").removesuffix("’s").rstrip(".")


def state_of(cast: Cast, printed: str) -> str | None:
    """The state that a place is, or whose capital it is."""
    for row in cast.scene.lexicon.countries:
        if any(printed in (name, name.removeprefix("The ")) for name in (*row.names, *row.capitals)):
            return row.code
    return None


def _spoken(cast: Cast, head: Token) -> list[str]:
    """The states spoken of before a word, last first, then all of the page by how often they are named."""
    before = [n.value.country.code for n in cast.scene.nations if n.start < head.idx and n.value.by != "capital"]
    return list(dict.fromkeys([*([own] if (own := bodies.home(cast)) else []), *reversed(before)]))


def _host(cast: Cast, owner: str) -> str | None:
    """The capital of the state where an embassy printed without its seat sits."""
    parties = cast.scene.lexicon.regime.parties
    count: dict[str, int] = {}
    for found in cast.scene.nations:
        code = found.value.country.code
        if code != owner and code not in parties:
            count[code] = count.get(code, 0) + 1
    own = bodies.home(cast) or bodies.dateline(cast)
    if own is None or own == owner:
        own = max(sorted(count), key=lambda code: count[code], default=None)
    states = [c for c in cast.scene.lexicon.countries if c.code == own]
    cities = next((c.capitals or c.names for c in states if c.capitals or c.names), ())
    known = [c for c in cities if f"{owner} Embassy in {c}" in cast.scene.lexicon.actors]
    return next(iter([*known, *cities]), None)
