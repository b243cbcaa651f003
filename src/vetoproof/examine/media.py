"""The outlets and channels that a page names, whether or not a pack knows them, and the short forms that it gives bodies."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from vetoproof.examine.entries import alternation
from vetoproof.examine.scene import Scene
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import ActorRow

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINK = r"(?!(?:on|in|at|to|by|as|for|and|via|but|has|was|had) )[a-z]{1,3}(?= [A-Z])"
_NAME = rf"[A-Z][\w’'-]*(?: (?:(?:[A-Z]|\d)[\w’'-]*|{_LINK}))*"
_SHORT = re.compile(r"\(([A-Z][A-Za-z]{0,2}[A-Z][A-Za-z]*)\)")
_OPEN = "[«“\"‘']?"
_POSSESSIVE = ("'s", "’s")


class Media:
    """Outlets by where they are named: the pack's own, and capitalised names beside a word for an outlet."""

    def __init__(self, scene: Scene) -> None:
        found: dict[int, tuple[int, Speaker]] = {}
        for named in scene.names:
            row = next((r for r in named.value if isinstance(r, ActorRow) and r.kind == "outlet"), None)
            if row is not None:
                span = Span.of(scene.text, named.start, named.end)
                found[named.start] = (named.end, Speaker(row.id, "outlet", actor=row.id, country=row.country, span=span))
        taken = sorted((n.start, n.end) for n in scene.names)
        known: dict[str, Speaker] = {}
        for start, end in _introduced(scene):
            at = bisect_right(taken, (end, 0)) - 1
            if at >= 0 and taken[at][1] > start:
                continue
            name = scene.text[start:end]
            known.setdefault(name, Speaker(name, "outlet", span=Span.of(scene.text, start, end)))
        if known:
            for match in re.finditer(rf"(?<![\w-]){alternation(known)}(?![\w-])", scene.text):
                if match.start() not in found:
                    speaker = known[match.group()]
                    span = Span.of(scene.text, *match.span())
                    found[match.start()] = (match.end(), Speaker(speaker.name, "outlet", span=span))
        self._starts = sorted(found)
        self._found = found

    def at(self, start: int, end: int) -> Speaker | None:
        """The outlet whose name covers text[start:end]."""
        i = bisect_right(self._starts, start) - 1
        if i < 0:
            return None
        last, speaker = self._found[self._starts[i]]
        return speaker if last >= end else None

    def before(self, offset: int) -> Speaker | None:
        """The outlet named last before an offset."""
        i = bisect_left(self._starts, offset) - 1
        return self._found[self._starts[i]][1] if i >= 0 else None


def _introduced(scene: Scene) -> list[tuple[int, int]]:
    """Where a name stands beside a word for an outlet: "the channel NAME", "the NAME newspaper", "NAME, a newspaper"."""
    lexicon, text = scene.lexicon, scene.text
    words = {w: row for use in ("outlet", "medium") for w, row in lexicon.speakers.get(use, {}).items()}
    kinds = alternation({**words, **{w: row for w, row in lexicon.speakers["anonymous"].items() if w in lexicon.accounts}})
    nations = {nation.start: nation.end for nation in scene.nations}
    found = []
    for pattern in (
        rf"\b(?:{kinds}),? {_OPEN}({_NAME})",
        rf"\b[Tt]he (?:[a-z]+ )?({_NAME}) (?:{kinds})\b",
        rf"({_NAME}), (?:a|an|the) [^.,;:()\n]{{0,30}}\b(?:{kinds})\b",
    ):
        for match in re.finditer(pattern, text):
            start, end = match.span(1)
            name = match[1]
            for suffix in _POSSESSIVE:
                end -= len(suffix) if name.endswith(suffix) else 0
            while nations.get(start, end) < end:
                start = nations[start] + 1
            name = text[start:end]
            if (
                name.lower() in lexicon.speakers.get("platform", {})
                or any(lexicon.is_a(w.lower(), use) for w in name.split() for use in ("body", "office", "title"))
                or nations.get(start) == end
                or not name[:1].isupper()
            ):
                continue
            found.append((start, end))
    return found


def shortened(scene: Scene) -> dict[str, int]:
    """Short forms that the page gives in brackets, with the last word before the bracket: "the Institute of Music (IoM)"."""
    found: dict[str, int] = {}
    for match in _SHORT.finditer(scene.text):
        before = scene.doc.char_span(max(0, match.start() - 2), max(1, match.start() - 1), alignment_mode="expand")
        if before is not None and len(before):
            found.setdefault(match[1], before[0].i)
    return found


def expansion(scene: Scene, short: dict[str, int], token: Token) -> Token | None:
    """The head of the name that a short form stands for, or None where it stands for none or for an ordinary word."""
    at = short.get(token.text)
    if at is None or token.i <= at:
        return None
    last = scene.doc[at]
    initials = [c for c in token.text if c.isupper()]
    for head in (last, *last.ancestors):
        if head.pos_ not in ("PROPN", "NOUN") or head.left_edge.i < last.i - 14:
            if head.pos_ in ("VERB", "AUX"):
                return None
            continue
        first = [t.text[0] for t in scene.doc[head.left_edge.i : at + 1] if t.text[:1].isupper()]
        if len(first) >= len(initials) - 1 and initials[0] in first:
            # "The Strelsau Port Observatory (SPO)": a short form that is part of the whole name stands for nothing more.
            return None if token == head or head.is_ancestor(token) else head
    return None
