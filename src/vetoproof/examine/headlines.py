"""Headlines whose denial the parse does not show: "Ministry Denies Violating ..." in capitals is no verb to a parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vetoproof.examine import restate
from vetoproof.examine.claims import Draft
from vetoproof.examine.scene import Scene
from vetoproof.model import Rejection
from vetoproof.packs.language import DenialRow

if TYPE_CHECKING:
    from spacy.tokens import Token

UNHEARD = "the headline judges it with a verb that the parse does not show, and no sentence below says who"


def heard(scene: Scene, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Rejection]]:
    """The drafts with such headlines said as the text below says it, by whoever says it there; where none does, without them.

    A headline taken for the outlet's own assertion would turn what was said round.
    """
    kept: list[Draft] = []
    dropped: list[Rejection] = []
    for draft in drafts:
        row = _judged(scene, draft)
        if row is None:
            kept.append(draft)
            continue
        below = next(
            (d for d in drafts if d.stance == row.stance and not d.sentence.headline and restate.agree(d, draft)), None
        )
        if below is None:
            dropped.append(Rejection(what=scene.text[draft.start : draft.end][:80], reason=UNHEARD))
            continue
        draft.stance, draft.chain = below.stance, below.chain
        draft.notes = [*draft.notes, "stance and attribution taken from the sentence that spells them out"]
        kept.append(draft)
    return kept, dropped


def _judged(scene: Scene, draft: Draft) -> DenialRow | None:
    if not draft.sentence.headline or draft.stance != "asserts" or len(draft.chain) > 1:
        return None
    tokens = [t for t in draft.sentence.tokens if t.i < draft.anchor and t.i > draft.sentence.tokens.start]
    rows = (scene.lexicon.denials["verb"].get(form) for t in tokens if _hidden(t) for form in _forms(t.lower_))
    return next((row for row in rows if row is not None and row.stance in ("denies", "questions", "declines")), None)


def _hidden(token: Token) -> bool:
    """Whether a word in the form of a verb was parsed as none that governs."""
    return token.pos_ != "VERB" and token.lower_.endswith("s")


def _forms(word: str) -> Iterator[str]:
    """What "denies", "dismisses" and "rejects" are forms of."""
    yield word[:-1]
    yield word[:-2]
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
