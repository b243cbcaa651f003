"""One attribution as found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vetoproof.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

Links = list[list["Token"]]


@dataclass(slots=True)
class Cue:
    """One attribution. `links`: heads of the phrases that speak, from the outer relay inward; parallel ones together.

    `content`: indices of the tokens that it covers. `words`: the cue as printed. `apart`: a denial or question in a noun
    phrase ("despite denials from"), which makes a claim of its own and leaves the clause to its own speaker.
    """

    trigger: Token
    manner: str
    links: Links
    content: frozenset[int]
    words: str
    stance: Stance | None
    tokens: tuple[Token, ...]
    apart: bool = False
