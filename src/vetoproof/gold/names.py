"""Whether two names are one speaker: the pack's other names, spellings of a person, kinds of unnamed sources."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from vetoproof.gold.units import singular
from vetoproof.packs.pack import Pack

UNNAMED = ("anon:", "group:", "unspecified")
ALIKE = 0.86
"""Likeness (difflib's ratio) from which two spellings of a person's name are one: "Ansel Brandt" and "Anselm Brandt"."""
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "from", "with", "to", "for", "and", "or", "at", "by", "on", "one", "some", "several"}
)
_SAME_OFFICE = {
    "mofa": "mfa", "uk": "gb", "mnd": "mod", "dod": "mod", "defense": "defence", "center": "centre", "forces": "military",
    "organization": "organisation",
}  # fmt: skip
"""Words in names of bodies that labellers use for one another."""
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "governor", "president", "general"})
_SEAT = re.compile(
    r"(?:permanent )?(?:(mission|delegation)|representative|ambassador|envoy|delegate) (?:to the )?(?:un|united nations)"
)
_UN = re.compile(r"un (mission|delegation)")
_POST = re.compile(r"(?P<of>.+?) (?P<post>embassy|consulate general|consulate)(?: (?:in|to))?(?: the)?(?: (?P<host>.+))?")
_MINISTRY = re.compile(r"(?P<of>.+?) ministry of (?:the )?(?P<field>.+)")


class Names:
    """Speakers of labels and claims by who they are.

    Two names are one speaker if the pack knows both as names of one actor or person; if they differ only in letters as
    spellings of one person do (`ALIKE`, same number of words); or if both are unnamed sources or groups and one's words
    hold the other's, or both have the same head noun ("anon:capital officials" = "anon:ministry officials"): how an
    unnamed source is labelled is the labeller's wording, that it is unnamed and of which kind is not.
    """

    def __init__(self, pack: Pack) -> None:
        self._known: dict[str, str] = {}
        for actor in pack.regime.actors:
            for name in (*actor.names, actor.id):
                self._known.setdefault(_plain(name), actor.id)
        for tenure in pack.regime.tenures:
            for name in (*tenure.names, tenure.person):
                self._known.setdefault(_plain(name), tenure.person)
        self._states: dict[str, str] = {}
        for country in (*pack.regime.countries, *(c for one in pack.languages.values() for c in one.countries)):
            for name in (*country.names, *country.demonyms, *country.capitals):
                self._states.setdefault(_plain(name), country.code)
        self._equal = lru_cache(maxsize=65536)(self._compare)

    def equal(self, one: str, other: str) -> bool:
        """Whether two links are the same; parallel speakers (`|`) must match one by one."""
        return self._equal(*sorted((one, other)))

    def chain(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether two chains have the same speakers in the same order."""
        return len(one) == len(other) and all(self.equal(a, b) for a, b in zip(one, other, strict=True))

    def _compare(self, one: str, other: str) -> bool:
        mine, theirs = one.split("|"), other.split("|")
        if len(mine) != len(theirs):
            return False
        left = list(theirs)
        for name in mine:
            match = next((o for o in left if self._single(name, o)), None)
            if match is None:
                return False
            left.remove(match)
        return True

    def _single(self, one: str, other: str) -> bool:
        a, b = (self._known.get(_plain(n), n) for n in (one, other))
        if _plain(a) == _plain(b):
            return True
        unnamed = [n.startswith(UNNAMED) for n in (a, b)]
        if any(unnamed):
            return all(unnamed) and _same_kind(a, b) and self._same_state(a, b)
        if self._body(a) == self._body(b):
            return True
        mine, theirs = (_untitled(_plain(n).split()) for n in (a, b))
        if mine == theirs or _turned(mine, theirs):
            return True
        return len(mine) == len(theirs) >= 2 and min(map(len, (*mine, *theirs))) > 1 and all(
            x[0] == y[0] and SequenceMatcher(None, x, y).ratio() >= 0.6 for x, y in zip(mine, theirs, strict=True)
        ) and SequenceMatcher(None, " ".join(mine), " ".join(theirs)).ratio() >= ALIKE  # fmt: skip

    def _body(self, name: str) -> tuple[str, ...]:
        """A body's name in one form: its state as a code, a capital as its state, "mission to the UN" as "UN mission"."""
        plain = re.sub(r"\bu n\b", "un", _plain(name))
        words = plain.split()
        # "Ruritanian embassy", "the Republic's mission": the state may be printed in several words.
        for width in (3, 2, 1):
            code = self._states.get(" ".join(words[:width]))
            if code is not None and len(words) > width:
                words = [code.lower(), *words[width:]]
                break
        words = [_SAME_OFFICE.get(w, w) for w in words]
        state, rest = words[0] if words else "", " ".join(words[1:])
        if seat := _SEAT.fullmatch(rest) or _UN.fullmatch(rest):
            return state, "un mission" if seat[1] else "un representative"
        line = " ".join(words)
        if post := _POST.fullmatch(line):
            host = post["host"] or ""
            return post["of"], post["post"], self._states.get(host, self._states.get(f"the {host}", host)).lower()
        if ministry := _MINISTRY.fullmatch(line):
            return (*ministry["of"].split(), *ministry["field"].split(), "ministry")
        return tuple(words)

    def _same_state(self, one: str, other: str) -> bool:
        """Whether two unnamed sources are not told to be of different states."""
        mine, theirs = (
            {code for name, code in self._states.items() if f" {name} " in f" {_plain(n[5:])} "} for n in (one, other)
        )
        return not mine or not theirs or bool(mine & theirs)


def _plain(name: str) -> str:
    """Lower case without accents, hyphens, full stops and "the"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-.,'’\"]+", " ", bare.lower()).split()).removeprefix("the ")


def _untitled(words: list[str]) -> list[str]:
    """A person's name without the title before it."""
    return words[1:] if len(words) > 1 and words[0] in _TITLES else words


def _turned(mine: list[str], theirs: list[str]) -> bool:
    """Whether one name is the other with its first or last word at the other end: "Won Sang-kyu", "Sangkyu Won"."""
    if len(mine) < 2 or len(theirs) < 2 or min(map(len, (*mine, *theirs))) < 2:
        return False
    joined = "".join(theirs)
    return joined in ("".join((*mine[1:], mine[0])), "".join((mine[-1], *mine[:-1])))


def _same_kind(one: str, other: str) -> bool:
    a, b = (_kind(n) for n in (one, other))
    if not a[1] or not b[1]:
        return a[1] == b[1]
    return a[0] == b[0] or a[1] <= b[1] or b[1] <= a[1]


def _kind(name: str) -> tuple[str, frozenset[str]]:
    """Head noun and words of an unnamed source, singular."""
    text = _plain(re.sub(r"^(anon:|group:|unspecified)\s*", "", name))
    head = re.split(r"\b(?:of|in|from|with|at|on|familiar|close|near)\b", text)[0].split() or text.split()
    words = frozenset(singular(w) for w in text.split() if w not in _SMALL)
    return (singular(head[-1]) if head else "", words)
