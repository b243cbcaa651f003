"""Who acts, and what sanctions lists say of them."""

from __future__ import annotations

from typing import Literal

import msgspec

ActorKind = Literal["person", "office", "state", "organisation", "outlet", "ship", "anonymous", "group"]


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """A person, office, state, organisation, outlet or ship. `institution` is the body whose knowledge it speaks from."""

    id: str
    kind: ActorKind
    name: str
    names: tuple[str, ...] = ()
    country: str | None = None
    institution: str | None = None
    members: tuple[str, ...] = ()


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """An entry on a sanctions list, with its legal effect and the day it was published."""

    list: str
    id: str
    name: str
    effect: str
    published: str
    identifiers: dict[str, str] = {}
    source: str = ""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A name compared to a listing: calibrated probability and a readable explanation."""

    list: str
    id: str
    schema: str
    name: str
    score: float
    match: bool
    explanation: tuple[str, ...] = ()
