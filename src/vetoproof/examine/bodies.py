"""Bodies: a ministry, a service, an embassy named by its kind, to the regime's own actor where one fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import described, grammar
from vetoproof.examine.speaker import REPORTING, Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast


def body(cast: Cast, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
    """ "A's defence ministry": the regime's own actor where one fits, else state code and short name."""
    lexicon = cast.scene.lexicon
    bodies = lexicon.speakers.get("body", {})
    whole = " ".join(t.lower_ for t in grammar.phrase(head) if t.dep_ != "det").replace(" 's", "'s").replace(" ’s", "'s")
    right = " ".join(t.lower_ for t in grammar.core(head) if t.dep_ != "det")
    row = None
    matched = ""
    for phrase_ in sorted(bodies, key=len, reverse=True):
        if (
            f" {right}".endswith(f" {phrase_}")
            or (head.lower_ in phrase_.split() and f" {whole} ".startswith(f" {phrase_} "))
            or (" of " in phrase_ and f" {phrase_} " in f" {whole} ")
        ):
            row, matched = bodies[phrase_], phrase_
            break
    if row is None:
        return None
    country = cast.country_of(head)
    definite = any(t.lower_ == "the" for t in tokens)
    if country is None:
        # "the agency wrote": a news agency, where one was named before.
        if (definite and head.head.lemma_.lower() in REPORTING and matched in ("agency", "service", "network", "group")) and (
            (last := cast.latest(("outlet",), span)) is not None
        ):
            return last
        if definite and (last := cast.latest(("organisation",), span, matched)) is not None:
            return last
        if definite and row.canonical is not None and (only := alone(cast, matched, span)) is not None:
            return only
        if definite and matched in ("agency", "service") and (only := alone(cast, f" {matched}", span)) is not None:
            return only
        if definite and row.canonical is not None and " " in matched and (only := called_so(cast, matched, span)) is not None:
            return only
        country = cast.country_around() or (home(cast) if definite else None)
        if country is None or row.canonical is None:
            if head.pos_ == "PROPN":
                return None
            return (
                Speaker(f"anon:{described.kind_words(cast, head)}", "anonymous", span=span) if row.canonical is None else None
            )
    called = cast.latest(("organisation",), span, f"={matched}") if row.canonical is None and definite else None
    if called is not None and called.country in (None, country):
        return called
    if row.id == "embassy" and (hosted := embassy(cast, head, country, span)) is not None:
        return hosted
    for actor in lexicon.regime.actors:
        if (
            row.id != "embassy"
            and actor.country == country
            and actor.kind == "organisation"
            and any(
                (row.canonical is not None and matched in name.lower() and _kind(name.lower(), row.words))
                or f" {right}".endswith(f" {name.lower()}")
                for name in (actor.id, *actor.names)
            )
        ):
            return Speaker(actor.id, "organisation", actor=actor.id, country=country, span=span)
    if row.canonical is None:
        if head.pos_ == "PROPN":
            return Speaker(
                " ".join(t.text for t in tokens if t.dep_ != "det" and t.pos_ != "PART").strip(),
                "organisation",
                country=country,
                span=span,
            )
        return Speaker(f"{country} {plain(cast, head)}", "organisation", country=country, span=span)
    where = ""
    short = row.canonical
    if row.id == "embassy":
        short = "mission" if "mission" in matched else "Embassy"
        inside = [
            t for c in head.children if c.dep_ == "prep" and c.lower_ in ("in", "to") for t in c.children if t.dep_ == "pobj"
        ]
        if inside:
            where = (
                f" {next(c.lower_ for c in head.children if c.dep_ == 'prep' and c.lower_ in ('in', 'to'))} {inside[0].text}"
            )
            country = host_aware(cast, head) or country
    return Speaker(f"{country} {short}{where}", "organisation", country=country, span=span)


def _kind(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name is that of such a body rather than one with its word in it: a military commission is no military."""
    return any(name.startswith(w) or name.endswith(w) or f" {w} of " in name for w in words)


def alone(cast: Cast, word: str, span: Span) -> Speaker | None:
    """ "the defence ministry" on a page that names one body of that kind: that one."""
    rows = {
        row.id: row
        for found in cast.scene.names
        for row in found.value
        if isinstance(row, ActorRow) and row.kind == "organisation" and any(word in n.lower() for n in (row.id, *row.names))
    }
    if len(rows) != 1:
        return None
    row = next(iter(rows.values()))
    return Speaker(row.id, "organisation", actor=row.id, country=row.country, span=span, taken=True)


def called_so(cast: Cast, word: str, span: Span) -> Speaker | None:
    """A body that the pack has once among all states: only one of them has joint chiefs."""
    actors = cast.scene.lexicon.regime.actors
    rows = [r for r in actors if r.kind == "organisation" and any(word in n.lower() for n in r.names)]
    if len(rows) != 1:
        return None
    return Speaker(rows[0].id, "organisation", actor=rows[0].id, country=rows[0].country, span=span)


def home(cast: Cast) -> str | None:
    """The state of the outlet, whose own bodies it names without saying of which state."""
    printed = cast.scene.document.outlet
    for start, end, rows in cast.scene.lexicon.names.find(printed):
        if end - start >= len(printed) - 4:
            return next((row.country for row in rows if isinstance(row, ActorRow)), None)
    return None


def embassy(cast: Cast, head: Token, country: str, span: Span) -> Speaker | None:
    """An embassy printed without its city: the one in the state that the page speaks of most, where the pack has it."""
    if any(c.dep_ == "prep" and c.lower_ in ("in", "to") for c in head.children):
        return None
    lexicon = cast.scene.lexicon
    count: dict[str, int] = {}
    for found in cast.scene.nations:
        code = found.value.country.code
        if code != country and code not in lexicon.regime.parties:
            count[code] = count.get(code, 0) + 1
    if not count:
        return None
    most = max(sorted(count), key=lambda code: count[code])
    cities = next((c.capitals for c in lexicon.countries if c.code == most), ())
    for actor in lexicon.regime.actors:
        if actor.country == country and any(actor.id.endswith(f"mbassy in {city}") for city in cities):
            return Speaker(actor.id, "organisation", actor=actor.id, country=country, span=span)
    return None


def plain(cast: Cast, head: Token) -> str:
    return " ".join(
        t.text for t in grammar.core(head) if (t.dep_ in ("compound", "amod") and not cast.scene.nation(t)) or t == head
    )


def host_aware(cast: Cast, head: Token) -> str | None:
    for token in head.children:
        if token.dep_ in ("amod", "compound", "poss", "nmod") and (nation := cast.scene.nation(token)):
            return nation.value.country.code
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for token in child.subtree:
                if nation := cast.scene.nation(token):
                    return nation.value.country.code
    return None
