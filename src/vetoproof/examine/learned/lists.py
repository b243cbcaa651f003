"""A list of events in one clause: "it named transfers of arms, the supply of fuel to A, and the deployment of troops to B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vetoproof.examine import grammar, roles
from vetoproof.examine.claims import Page
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene
from vetoproof.model import Frame

if TYPE_CHECKING:
    from spacy.tokens import Token


def members(page: Page, token: Token) -> list[Happening]:
    """The nouns of events that stand in one list as object of the clause of a word; [] where there are not two of them."""
    verb = grammar.predicate(token)
    heads = [c for c in verb.children if c.dep_ == "dobj"]
    listed = [m for head in heads for m in _listed(head)]
    found = [page.happenings[m.i] for m in listed if m.i in page.happenings and page.happenings[m.i].nominal]
    return found if len(found) > 1 else []


def frame(scene: Scene, page: Page, event: Happening, notes: list[str]) -> Frame | None:
    """The frame of one member, each with its own direction; None where it is too little of an event for a claim."""
    found = page.topics.complete(roles.frame(scene, event), scene, event, notes)
    return found if page.topics.worthy(scene, found, event) else None


def _listed(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        # In a list the parse often takes the second member for an apposition of the first.
        if child.dep_ in ("conj", "appos"):
            yield from _listed(child)
