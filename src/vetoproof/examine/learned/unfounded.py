"""Claims that only the network reads, and that no word of the sentence bears out: a denial without a word that denies, a visit
of nobody. They are rejected with their reason; a weight alone accuses nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import stance, themes
from vetoproof.examine.claims import Draft, Page
from vetoproof.examine.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

DENIAL = "a denial that only the network reads, and that no word of the sentence makes"
VISIT = "a visit that only the network reads, by nobody whom the sentence names"


def reason(scene: Scene, page: Page, draft: Draft) -> str | None:
    """Why a draft that only the network reads is not given, or None."""
    if not draft.fresh:
        return None
    if draft.stance == "denies" and not _denied(scene, page, draft):
        return DENIAL
    if draft.frame.type == "visit" and not _named(scene, draft):
        return VISIT
    return None


def _denied(scene: Scene, page: Page, draft: Draft) -> bool:
    """Whether the sentence has a word for denying or falsehood, or a negation of what the file is about: "there are no
    relatives who complain" negates none of it."""
    tokens = list(draft.sentence.tokens)
    if any(v.cue.stance == "denies" for v in page.voiced.get(draft.sentence.index, ())) or stance.denies(scene, tokens):
        return True
    return any(_of_the_file(scene, page, token) for token in tokens if stance.negates(token))


def _of_the_file(scene: Scene, page: Page, negation: Token) -> bool:
    """Whether what a negation stands with tells an event or names goods or people of the file."""
    return any(t.i in page.happenings or themes.of(scene, t) for t in (negation.head, *negation.head.children))


def _named(scene: Scene, draft: Draft) -> bool:
    """Whether the sentence names the state that visits, or one of its people."""
    codes = set((draft.frame.agent or "").split("|")) - {""}
    named = set()
    for token in draft.sentence.tokens:
        nation, name = scene.nation(token), scene.name(token)
        named.add(nation.value.country.code if nation else name.value[0].country if name else None)
    return bool(codes & named)
