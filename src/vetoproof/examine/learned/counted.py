"""What the figures of learnt drafts count, where their own words do not say: "500,000 of the 122-mm type", "or 450"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vetoproof.examine.claims import Draft
from vetoproof.examine.figures import OF_PEOPLE, REST
from vetoproof.examine.found import Found
from vetoproof.examine.scene import Scene
from vetoproof.model import EventType, Quantity

PERSONS, SHARE = "persons", "share"


def complete(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives figures without a noun the unit and item of the figure of the same event told last before them.

    Only drafts that the rules did not read are changed: there the rules' own finding stands.
    """
    last: dict[EventType, tuple[str, str | None]] = {}
    for draft in sorted(drafts, key=lambda d: d.anchor):
        quantity, kind = draft.quantity, draft.frame.type
        if quantity is None:
            continue
        printed = _printed(scene, draft, quantity)
        if draft.fresh and not printed:
            unit, item = last.get(kind, (PERSONS if kind in OF_PEOPLE else REST, None))
            draft.quantity = msgspec.structs.replace(quantity, unit=unit)
            draft.frame = msgspec.structs.replace(draft.frame, item=draft.frame.item or item)
        elif draft.fresh and quantity.unit == PERSONS and kind not in OF_PEOPLE:
            draft.quantity = msgspec.structs.replace(quantity, unit=printed)
        if draft.fresh and printed == SHARE:
            # "between 40 and 50 per cent": the share is of something, its own words are no item.
            draft.frame = msgspec.structs.replace(draft.frame, item=last.get(kind, (None, None))[1])
        elif draft.quantity is not None and draft.quantity.unit != SHARE:
            last[kind] = (draft.quantity.unit, draft.frame.item)


def _printed(scene: Scene, draft: Draft, quantity: Quantity) -> str:
    """The noun printed with a figure, "" for a bare number."""
    found: Sequence[Found[Quantity]] = scene.figures(scene.doc[draft.anchor].idx, scene.doc[draft.anchor].idx + 1)
    return next((one.value.unit for one in found if one.value.words == quantity.words), quantity.unit)
