"""The bodies that a page names anywhere, so that "the ministry" and "the agency" lead to one of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vetoproof.examine import bodies, grammar
from vetoproof.examine.entries import alternation
from vetoproof.examine.scene import Scene
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

_BODIES = ("organisation", "office")
_BOARDS = frozenset({"committee", "commission", "council", "panel"})
"""Behind a word for a service or a ministry: an "Intelligence Committee" watches over services and is none."""
_MOST = 60
"""Bodies looked back and ahead through, so that a long page costs no more a sentence than a short one."""


@dataclass(slots=True, frozen=True)
class Entry:
    """A body named at a place. `words`: what its names say that it is ("service"); `kind`: its row in the language."""

    start: int
    speaker: Speaker
    words: frozenset[str]
    kind: str | None = None


class Census:
    """Bodies in the order of the page."""

    def __init__(self, cast: Cast) -> None:
        found: dict[int, Entry] = {}
        scene, lexicon = cast.scene, cast.scene.lexicon
        for named in scene.names:
            row = next((r for r in named.value if isinstance(r, ActorRow) and r.kind in _BODIES), None)
            if row is not None:
                span = Span.of(scene.text, named.start, named.end)
                found[named.start] = entry(cast, cast.from_pack((row,), span, scene.text[named.start : named.end]))
        table = lexicon.speakers.get("body", {})
        tails = {phrase.split()[-1] for phrase in table} | {phrase.split()[0] for phrase in table if " of " in phrase}
        for token in scene.doc:
            if token.lower_ not in tails or token.pos_ not in ("NOUN", "PROPN") or scene.name(token) is not None:
                continue
            if token.tag_ in ("NNS", "NNPS") or not (token.pos_ == "PROPN" or cast.country_of(token) is not None):
                continue
            phrase = grammar.phrase(token)
            tokens = grammar.core(token)
            if len(tokens) < 2 and cast.country_of(token) is None:
                continue
            speaker = bodies.known(cast, token, tokens, scene.span(phrase))
            if speaker is not None and speaker.kind in _BODIES:
                found[token.idx] = entry(cast, speaker)
        for start, end, word in _told(scene):
            if start not in found and cast.roster.at(start, end) is None and cast.media.at(start, end) is None:
                speaker = Speaker(scene.text[start:end], "organisation", span=Span.of(scene.text, start, end))
                found[start] = Entry(start, speaker, frozenset({word}))
        self._entries = [found[start] for start in sorted(found)]
        self._starts = sorted(found)

    def before(self, offset: int) -> list[Entry]:
        """The last bodies named before an offset, nearest last."""
        at = bisect_left(self._starts, offset)
        return self._entries[max(0, at - _MOST) : at]

    def after(self, offset: int) -> list[Entry]:
        """The bodies named next behind an offset."""
        at = bisect_left(self._starts, offset)
        return self._entries[at : at + _MOST]


_NAME = r"[A-Z][\w’'-]*(?: (?:of |for |the )?[A-Z][\w’'-]*)+"


def _told(scene: Scene) -> list[tuple[int, int, str]]:
    """Every place of a name that the page calls a body: "NAME NAME, a private firm", "the think tank NAME NAME"."""
    lexicon = scene.lexicon
    words = {w: None for use in ("body", "alike") for w in lexicon.speakers.get(use, {}) if " " not in w and len(w) > 3}
    kinds = alternation(words)
    names: dict[str, str] = {}
    for pattern in (
        rf"(?P<name>{_NAME}), an? [^.,;:()\n]{{0,40}}?\b(?P<kind>{kinds})\b",
        rf"\b(?P<kind>{kinds}),? (?P<name>{_NAME})",
    ):
        for match in re.finditer(pattern, scene.text):
            name = match["name"].removesuffix("'s").removesuffix("’s").removeprefix("The ")
            tokens = scene.doc.char_span(match.start("name"), match.start("name") + 1, alignment_mode="expand")
            if tokens and (scene.name(tokens[0]) is not None or scene.nation(tokens[0]) is not None):
                continue
            names.setdefault(name, match["kind"])
    return [
        (found.start(), found.end(), kind)
        for name, kind in sorted(names.items())
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", scene.text)
    ]


def entry(cast: Cast, speaker: Speaker) -> Entry:
    """A body with all words of its names."""
    row = cast.scene.lexicon.actors.get(speaker.actor or "")
    names = [speaker.name, *(row.names if row is not None else ()), speaker.span.exact if speaker.span else ""]
    words = frozenset(
        part.split()[-1] for name in names for part in re.split(r" (?:of|for|on|in) ", name.lower())[:1] if part.strip()
    )
    start = speaker.span.start if speaker.span else 0
    return Entry(start, speaker, words, kind_of(cast, names))


def kind_of(cast: Cast, names: list[str]) -> str | None:
    """The kind of body that a name says: the longest phrase of the language in it that stands for one."""
    table = cast.scene.lexicon.speakers.get("body", {})
    best = ""
    for name in names:
        lower = f" {name.lower()} "
        for phrase, row in table.items():
            at = lower.find(f" {phrase} ") if row.canonical is not None and len(phrase) > len(best) else -1
            if at >= 0 and _BOARDS.isdisjoint(lower[at + len(phrase) + 1 :].split()):
                best = phrase
    if best:
        return table[best].id
    last = names[0].split()[-1]
    return next((row.id for row in table.values() if row.canonical == last), None)


def again(cast: Cast, head: Token, matched: str, kind: str | None, span: Span, country: str | None = None) -> Speaker | None:
    """The body that a bare phrase takes up: "the ministry", "the spy agency", "the Foreign Ministry".

    Of those that bear the phrase's last word, or are of its kind, the one named or heard last before; if there is none,
    the only one that the page names at all. `country`: the state that the phrase names; a private body may sit there.
    """
    spoken = [entry(cast, s) for s in cast.heard(head.idx) if s.kind in _BODIES and s.span is not None]
    before = sorted([*cast.census.before(head.idx), *spoken], key=lambda one: one.start)
    if fitting := [one for one in before if _fits(cast, one, matched, kind, country)]:
        return replace(fitting[-1].speaker, span=span, taken=True)
    # "The service said that it works with B's service": who is named behind in its own sentence is another.
    behind = [one for one in cast.census.after(head.idx) if kind is None or one.start >= head.sent.end_char]
    after = {one.speaker.name: one for one in behind if _fits(cast, one, matched, kind, country)}
    if len(after) == 1:
        return replace(next(iter(after.values())).speaker, span=span, taken=True)
    return None


def _fits(cast: Cast, one: Entry, matched: str, kind: str | None, country: str | None) -> bool:
    if country is not None and one.speaker.country not in (country, None):
        return False
    last = matched.split()[-1]
    if kind is not None:
        return one.kind == kind or (one.kind is None and matched in one.speaker.name.lower())
    if last in one.words:
        return True
    alike = cast.scene.lexicon.alike
    return any(not alike.get(last, set()).isdisjoint(alike.get(word, ())) for word in one.words)


def fits(cast: Cast, one: Entry, word: str) -> bool:
    """Whether a named body may be called by a bare word: "a think tank" an institute."""
    return _fits(cast, one, word, None, None)
