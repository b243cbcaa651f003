"""A resolved speaker, and the small words around speakers."""

from __future__ import annotations

from dataclasses import dataclass

from vetoproof.model import Span, SpeakerKind

ARTICLES = frozenset({
    "the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "some",
    "several", "both", "other", "one",
    "two", "three", "another", "many", "most", "few", "all", "same", "unnamed", "anonymous", "unidentified",
})  # fmt: skip
REPORTING = frozenset({"write", "report", "publish", "add", "note", "quote", "cite", "say"})
UNNAMED: frozenset[SpeakerKind] = frozenset({"anonymous", "group", "unspecified"})
"""Kinds of speakers of whom only the kind is known."""
FIRST = frozenset({"we", "i", "us", "our", "me"})


@dataclass(slots=True, frozen=True)
class Speaker:
    """A resolved speaker. `taken`: taken up by a pronoun or a definite description from someone named before."""

    name: str
    kind: SpeakerKind
    actor: str | None = None
    office: str | None = None
    country: str | None = None
    span: Span | None = None
    plural: bool = False
    taken: bool = False
