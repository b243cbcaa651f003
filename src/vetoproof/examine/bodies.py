"""Bodies: a ministry, a service, an embassy named by its kind, to the regime's own actor where one fits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vetoproof.examine import census, described, embassies, grammar, ownname
from vetoproof.examine.speaker import REPORTING, Speaker
from vetoproof.model import Span
from vetoproof.packs.language import SpeakerRow
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast


_SPIES = "spies"
"""The row of the language for intelligence services, of which a state has several."""
_HEAD = 1500
"""Characters within which a dateline stands."""
_DATELINE = re.compile(r"(?:,[^\n.]{0,24}| \([^\n)]{2,30}\))?\s*(?:--|[-–—]) |\s*\([^\n)]{2,30}\)[\s.]", re.ASCII)


def kind(cast: Cast, head: Token) -> tuple[SpeakerRow, str] | None:
    """The row of the language that a phrase is a body of, and the words in it that say so."""
    bodies = cast.scene.lexicon.speakers.get("body", {})
    whole = " ".join(t.lower_ for t in grammar.phrase(head) if t.dep_ != "det").replace(" 's", "'s").replace(" ’s", "'s")
    right = " ".join(t.lower_ for t in grammar.core(head) if t.dep_ != "det")
    for phrase_ in sorted(bodies, key=len, reverse=True):
        if (
            f" {right}".endswith(f" {phrase_}")
            or (head.lower_ in phrase_.split() and f" {whole} ".startswith(f" {phrase_} "))
            # "the GUARD of the ministry of war" is no ministry.
            or (" of " in phrase_ and f" {phrase_} " in f" {whole} " and head.lower_ in phrase_.split(" of ")[0].split())
        ):
            return bodies[phrase_], phrase_
    return None


def known(cast: Cast, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
    """A body that its phrase names by itself: with its state, or by a name of its own."""
    if (found := kind(cast, head)) is None or (found[0].canonical is None and head.pos_ == "NOUN"):
        return None
    country = cast.country_of(head) or (seat(cast, head) if found[0].id != "embassy" else None)
    if country is not None:
        return stated(cast, head, tokens, span, country, *found)
    return ownname.named(cast, head, span) if head.pos_ == "PROPN" and found[0].canonical is None else None


def of_state(cast: Cast, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
    """A ministry or the like in capitals and with its state: "the RURITANIAN Ministry of Defence"."""
    found = kind(cast, head)
    if found is None or found[0].canonical is None or found[0].id == "embassy":
        return None
    country = cast.country_of(head)
    return stated(cast, head, tokens, span, country, *found) if country is not None else None


def body(cast: Cast, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
    """ "A's defence ministry": the regime's own actor where one fits, else state code and short name."""
    found = kind(cast, head)
    if found is None:
        return None
    row, matched = found
    country = cast.country_of(head) or (seat(cast, head) if row.id != "embassy" else None)
    if country is not None and _joined(cast, head):
        words = " ".join(t.text for t in head.doc[head.left_edge.i : head.i + 1] if t.dep_ not in ("det", "nummod", "punct"))
        return Speaker(f"group:{words}", "group", country=country, span=span, plural=True)
    definite = any(t.lower_ in ("the", "that", "this", "same") for t in tokens) or head.pos_ == "PROPN"
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
    if owner is not None and owner.lower_ in ("his", "her"):
        # "the minister ... his ministry": the one that he heads, or one of his state.
        chief = cast.look(owner)
        led = next((t.institution for t in cast.scene.lexicon.regime.tenures if chief and t.person == chief.actor), None)
        if (
            led is not None
            and (actor := cast.scene.lexicon.actors.get(led)) is not None
            and actor.kind in ("organisation", "office")
        ):
            return cast.from_pack((actor,), span, led)
        country = country or (chief.country if chief else None)
    elif country is None and owner is not None:
        # "its foreign ministry": of the state that is spoken of.
        country = described.nation_before(cast, head) or cast.country_around(head.idx) or described.nation_lately(cast, head)
    if country is None:
        # "the agency wrote": a news agency, where one was named before.
        if (definite and head.head.lemma_.lower() in REPORTING and matched in ("agency", "service", "network", "group")) and (
            (last := cast.latest(("outlet",), span)) is not None
        ):
            return last
        if definite and head.pos_ == "PROPN" and row.canonical is None and (own := ownname.named(cast, head, span)) is not None:
            here = (local(cast, head) or home(cast) or dateline(cast)) if matched == "ministry" else None
            return replace(own, name=f"{here} {own.name}", country=here) if here is not None else own
        if definite and (last := census.again(cast, head, matched, row.id if row.canonical else None, span)) is not None:
            return last
        if definite and row.canonical is not None and (only := alone(cast, matched, span, head)) is not None:
            return only
        if definite and matched in ("agency", "service") and (only := alone(cast, f" {matched}", span, head)) is not None:
            return only
        if definite and row.canonical is not None and " " in matched and (only := called_so(cast, matched, span)) is not None:
            return only
        country = local(cast, head) or cast.country_around(head.idx)
        if row.canonical is not None and definite:
            country = local(cast, head) or acting(cast, head) or around(cast) or country
        if row.id == _SPIES and country in cast.scene.lexicon.regime.parties[:1]:
            # "The North says ... A lawmaker, citing the intelligence service": nobody cites that of the first party.
            return Speaker(f"anon:{described.kind_words(cast, head)}", "anonymous", span=span)
        if country is None or row.canonical is None:
            if head.pos_ == "PROPN":
                return None
            if row.canonical is None and (whose := ownname.beside(cast, head, span)) is not None:
                return whose
            return (
                Speaker(f"anon:{described.kind_words(cast, head)}", "anonymous", span=span) if row.canonical is None else None
            )
    return stated(cast, head, tokens, span, country, row, matched)


def stated(cast: Cast, head: Token, tokens: list[Token], span: Span, country: str, row: SpeakerRow, matched: str) -> Speaker:
    """A body of a state: the regime's own actor where one fits, else the state's code and a short name."""
    definite = any(t.lower_ == "the" for t in tokens)
    right = " ".join(t.lower_ for t in grammar.core(head) if t.dep_ != "det")
    lexicon = cast.scene.lexicon
    # "the ministry in CAPITAL", "a Ruritanian think tank" whose name the page gives.
    bare = row.canonical is None and head.pos_ == "NOUN"
    bare = bare and all(_private(cast, c) for c in head.children if c.dep_ in ("amod", "compound") and c.lower_ not in matched)
    if bare and (again := census.again(cast, head, matched, None, span, country)) is not None:
        return again
    called = cast.latest(("organisation",), span, f"={matched}") if row.canonical is None and definite else None
    if called is not None and called.country in (None, country):
        return called
    if row.id == "embassy":
        return embassies.posted(cast, head, span, country, matched)
    several = services(cast, country, row)
    meant = [one for one in several if _is_named(cast, one)]

    def clear(actor: ActorRow, matched: str) -> bool:
        return len(several) < 2 or matched.count(" ") > 1 or [actor] == meant

    for actor in lexicon.regime.actors:
        if (
            row.id != "embassy"
            and actor.country == country
            and actor.kind == "organisation"
            and any(
                (
                    row.canonical is not None
                    and clear(actor, matched)
                    and matched in name.lower()
                    and _kind(name.lower(), row.words)
                )
                or f" {right}".endswith(f" {name.lower()}")
                for name in (actor.id, *actor.names)
            )
        ):
            return Speaker(actor.id, "organisation", actor=actor.id, country=country, span=span)
    if matched == "ministry" and head.lower_ == matched and (ministry := likely(cast, country, span)) is not None:
        return ministry
    if len(meant) == 1:
        return Speaker(meant[0].id, "organisation", actor=meant[0].id, country=country, span=span)
    if several and (usual := _usual(cast, country, matched, several)) is not None:
        return Speaker(usual.id, "organisation", actor=usual.id, country=country, span=span)
    if row.canonical is None:
        if head.pos_ == "PROPN" and (own := ownname.named(cast, head, span)) is not None:
            # Every state has such a ministry: its name is whole only with the state.
            return replace(own, name=f"{country} {own.name}" if matched == "ministry" else own.name, country=country)
        return Speaker(f"{country} {ownname.plain(cast, head)}", "organisation", country=country, span=span)
    return of_pack(cast, f"{country} {row.canonical}", country, span)


def of_pack(cast: Cast, name: str, country: str, span: Span) -> Speaker:
    """A body of a state by its code and short name: the pack's own row that bears it, else the name as it is."""
    lexicon = cast.scene.lexicon
    rows = [a for a in lexicon.regime.actors if name == a.id or name in a.names]
    actor = rows[0].id if rows else None
    return Speaker(actor or name, "organisation", actor=actor, country=country, span=span)


def _usual(cast: Cast, country: str, words: str, several: list[ActorRow]) -> ActorRow | None:
    """ "The spy agency in CAPITAL": the service that the pack says is meant by "A's spy agency"."""
    state = next((c for c in cast.scene.lexicon.countries if c.code == country), None)
    forms = (*state.names, *state.demonyms, *state.capitals) if state is not None else ()
    called = {f"{form}{mark} {words}".lower() for form in forms for mark in ("", "'s")}
    return next((one for one in several if any(name.lower() in called for name in one.names)), None)


def _joined(cast: Cast, head: Token) -> bool:
    """ "Ruritanian and Western intelligence": not the body of the one state alone."""
    whose = [c for c in head.children if c.dep_ in ("amod", "compound", "nmod") and cast.scene.nation(c) is not None]
    others = [c for w in whose for c in grammar.conjuncts(w) if c != w and c.i < head.i]
    return any(cast.scene.nation(c) is None and c.text[:1].isupper() and cast.scene.name(c) is None for c in others)


def services(cast: Cast, country: str, row: SpeakerRow) -> list[ActorRow]:
    """The intelligence services of a state in the pack, where it has several: "the service" is then any of them."""
    if row.id != _SPIES:
        return []
    rows = [a for a in cast.scene.lexicon.regime.actors if a.country == country and a.kind == "organisation"]
    found = [a for a in rows if any(_kind(n.lower(), row.words) for n in (a.id, *a.names))]
    return found if len(found) > 1 else []


def _is_named(cast: Cast, row: ActorRow) -> bool:
    return any(row in found.value for found in cast.scene.names)


def likely(cast: Cast, country: str | None, span: Span) -> Speaker | None:
    """ "the ministry in CAPITAL", where no ministry is named: the one of whose matters the page has the words ("defence")."""
    country = country or home(cast) or dateline(cast)
    lexicon, text = cast.scene.lexicon, cast.scene.text.lower()
    if country is None:
        return None
    best: tuple[int, SpeakerRow | None] = (0, None)
    for row in lexicon.language.speakers:
        if row.use != "body" or row.canonical is None:
            continue
        fields = {w.split()[0] for w in row.words if w.endswith(" ministry") and w.count(" ") == 1}
        count = sum(len(re.findall(rf"\b{re.escape(field)} (?:minist|committee|chief|white paper)", text)) for field in fields)
        best = max(best, (count, row), key=lambda one: one[0])
    if best[1] is None:
        return None
    for actor in lexicon.regime.actors:
        names = [name.lower() for name in (actor.id, *actor.names)]
        if (
            actor.country == country
            and actor.kind == "organisation"
            and any(word in name and _kind(name, best[1].words) for name in names for word in best[1].words)
        ):
            return Speaker(actor.id, "organisation", actor=actor.id, country=country, span=span, taken=True)
    return Speaker(f"{country} {best[1].canonical}", "organisation", country=country, span=span, taken=True)


def _kind(name: str, words: tuple[str, ...]) -> bool:
    """Whether a name is that of such a body rather than one with its word in it: a military commission is no military."""
    return any(name.startswith(w) or name.endswith(w) or f" {w} of " in name for w in words)


def alone(cast: Cast, word: str, span: Span, head: Token | None = None) -> Speaker | None:
    """ "the defence ministry" on a page that names one body of that kind: that one, unless it stands behind in its sentence.

    "The service said that it works with B's service": a body speaks of others by their names, not of itself.
    """
    own = range(head.idx, head.sent.end_char) if head is not None else range(0)
    rows = {
        row.id: row
        for found in cast.scene.names
        if found.start not in own
        for row in found.value
        if isinstance(row, ActorRow) and row.kind == "organisation" and any(word in n.lower() for n in (row.id, *row.names))
    }
    if len(rows) != 1:
        return None
    row = next(iter(rows.values()))
    return Speaker(row.id, "organisation", actor=row.id, country=row.country, span=span, taken=True)


def _private(cast: Cast, word: Token) -> bool:
    """Whether a word before "group" fits a private body: its seat, or what such bodies do, and no office of a state."""
    return (
        cast.scene.nation(word) is not None
        or cast.scene.place(word) is not None
        or word.lower_ in cast.scene.lexicon.alike
        or any(c.dep_ == "npadvmod" for c in word.children)
    )


def seat(cast: Cast, head: Token) -> str | None:
    """ "the education ministry in CAPITAL": the state whose capital stands behind."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (nation := cast.scene.nation(inner)) is not None:
                    return nation.value.country.code
    return None


def local(cast: Cast, head: Token) -> str | None:
    """ "In CAPITAL, the defence ministry said": the state whose capital stands before in the sentence, after "in" or "from"."""
    for token in reversed(head.doc[head.sent.start : head.i]):
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "from"):
            nation = cast.scene.nation(token)
            if nation is not None and nation.value.by == "capital":
                return nation.value.country.code
    return None


def acting(cast: Cast, head: Token) -> str | None:
    """ "RURITANIA has taken prisoners. The army said": the state that is the subject of the sentence before, and no party."""
    before = head.doc[max(0, head.sent.start - 1)].sent
    if before.start >= head.sent.start:
        return None
    for subject in grammar.subjects(before.root)[:1]:
        nation = cast.scene.nation(subject)
        if nation is not None and nation.value.by != "demonym" and (code := nation.value.country.code):
            return code if code not in cast.scene.lexicon.regime.parties else None
    return None


def dateline(cast: Cast) -> str | None:
    """ "CAPITAL, May 19 --": the state where a story was written."""
    for found in cast.scene.nations[:12]:
        if found.value.by == "capital" and found.start < _HEAD:
            line = cast.scene.text.rfind("\n", 0, found.start) + 1
            if found.start - line < 3 and _DATELINE.match(cast.scene.text, found.end):
                return found.value.country.code
    return None


def around(cast: Cast) -> str | None:
    """The state of a body named without it: the outlet's own, else the one that the outlet's name or the page speaks of most.

    A page about two states of which one has been named twice as often as any other, parties to the regime left out, is
    about that one; else nobody can tell.
    """
    if (own := home(cast) or dateline(cast)) is not None:
        return own
    count: dict[str, int] = {}
    for named in cast.scene.names:
        state = named.value[0].country
        if state is not None and state not in cast.scene.lexicon.regime.parties:
            count[state] = count.get(state, 0) + 1
    for found in cast.scene.nations:
        if (code := found.value.country.code) not in cast.scene.lexicon.regime.parties:
            count[code] = count.get(code, 0) + 1
    most = sorted(count, key=lambda code: (-count[code], code))[:2]
    if most and (len(most) == 1 or count[most[0]] >= 2 * count[most[1]]):
        return most[0]
    return None


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
        country = next((row.country for row in rows if isinstance(row, ActorRow)), None)
        if end - start >= len(printed) - 4 and country is not None:
            return country
    for state in cast.scene.lexicon.countries:
        names = (name for name in (*state.names, *state.capitals, *state.demonyms) if name in printed)
        if any(re.search(rf"\b{re.escape(name)}\b", printed) for name in names):
            return state.code
    return None
