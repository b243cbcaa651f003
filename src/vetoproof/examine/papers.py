"""Outlets spoken of by a word for one: "the newspaper", "a Ruritanian daily", "the news agency NAME"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine import described
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast


def again(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the newspaper", "that channel": the outlet named last, whether or not it has spoken yet."""
    if head.lemma_.lower() in ("agency", "service", "network") and any(
        s.kind == "organisation" for s in cast.heard(head.idx, 1)
    ):
        return None
    spoken, named = cast.latest(("outlet",), span), cast.media.before(head.idx)
    return spoken or (cast.again(named, span) if named is not None else None)


_LEAD = 700
"""Characters from the page's beginning within which an outlet told of without its name is named in what follows."""


def following(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "a Ruritanian daily reported. ... The Strelsau Herald said": the outlet that the next sentences name."""
    if head.idx > _LEAD or cast.media.before(head.idx) is not None:
        return None
    end = head.sent.end
    for token in head.doc[end : end + 60]:
        if token.dep_ in ("nsubj", "pobj", "poss", "compound") and token.pos_ == "PROPN":
            found = cast.media.at(token.idx, token.idx + len(token))
            if found is None and cast.scene.lexicon.is_a(token.lower_, "outlet") and token.dep_ != "compound":
                found = cast.by_name(token, span)
            if found is not None and found.kind == "outlet":
                state = cast.country_of(head)
                other = state is not None and found.actor is not None and found.country != state
                return None if other or found.name == cast.house().name else cast.again(found, span)
    return None


def beside(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the X newspaper", "the news agency X": the name beside the noun."""
    for child in head.children:
        if child.lower_ in cast.scene.lexicon.speakers.get("platform", {}):
            continue
        if (outlet := cast.media.at(child.idx, child.idx + len(child))) is not None and child.dep_ != "poss":
            return outlet
        if child.dep_ in ("compound", "appos", "nmod") and child.pos_ == "PROPN" and cast.scene.nation(child) is None:
            if (found := cast.scene.name(child)) is not None and getattr(found.value[0], "kind", "") == "outlet":
                return cast.from_pack(found.value, span, child.text)
            if found is None and child.dep_ in ("compound", "appos"):
                return Speaker(child.text, "outlet", span=span)
    return _behind(cast, head, span)


_ARTICLE = re.compile(r",? (?:[Tt]he )?(?=[A-Z])")


def _behind(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the newspaper The X reported": the outlet's name right behind the word, whatever the parser made of its article."""
    end = head.idx + len(head)
    link = _ARTICLE.match(cast.scene.text, end)
    if link is None or head.tag_ in ("NNS", "NNPS"):
        return None
    for found in cast.scene.names_in(link.end(), link.end() + 1):
        if any(getattr(row, "kind", "") == "outlet" for row in found.value):
            return cast.from_pack(found.value, span, cast.scene.text[found.start : found.end])
    return None


def of_state(cast: Cast, head: Token, span: Span, determiners: set[str]) -> Speaker | None:
    """ "state media": of the state in the phrase, else of one spoken of whose media the pack has."""
    rows = cast.scene.lexicon.regime.actors
    carriers = {
        r.country: r
        for r in reversed(rows)
        if r.country and r.kind == "outlet" and any(n.endswith("state media") for n in r.names)
    }
    whose = cast.country_of(head) or (described.nation_before(cast, head) if "its" in determiners else None)
    if whose is None:
        heard = [s.country for s in reversed(cast.heard(head.idx, 4)) if s.country]
        named = [n.value.country.code for n in cast.scene.nations if n.start < head.idx]
        whose = next((c for c in [*heard, *reversed(named)] if c in carriers), next(iter(heard), None))
    if whose is None:
        return None
    if (row := carriers.get(whose)) is not None:
        return Speaker(row.id, "outlet", actor=row.id, country=whose, span=span)
    return Speaker(f"{whose} state media", "outlet", actor=f"{whose} state media", country=whose, span=span)
