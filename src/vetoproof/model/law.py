"""Law, paragraph by paragraph, and what an event may engage of it. The software never says "breached"."""

from __future__ import annotations

from typing import Literal

import msgspec

ElementState = Literal["shown", "asserted", "unknown", "contradicted"]


class Provision(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One paragraph of law. `checked` False prints "text unverified" and is never a pin-cite.

    `bearer` is who owes the duty, `direction` the flow it covers, `valid_from`/`valid_to` ISO dates (closed; None is
    open), `superseded_by` ids of the paragraphs that changed it, `published` the day it became public.
    """

    id: str
    resolution: str
    paragraph: str
    adopted: str
    subject: str
    bearer: str
    direction: str
    items: tuple[str, ...] = ()
    summary: str
    exceptions: str = ""
    valid_from: str
    valid_to: str | None = None
    superseded_by: tuple[str, ...] = ()
    changed_by: str = ""
    checked: bool
    status: str
    source: str
    limitation: str
    published: str


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the paragraph requires, and how far the claims show it."""

    name: str
    state: ElementState
    why: str
    claims: tuple[str, ...] = ()


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """An event that may engage a provision. `mode` "argument": only as argued by those in `argued_by`.

    `level` is "allegation" below the watch's standard of evidence; `reviewed_by` None prints "computed, not reviewed".
    """

    provision: str
    mode: Literal["text", "argument"]
    argued_by: tuple[str, ...] = ()
    elements: tuple[Element, ...]
    missing: tuple[str, ...] = ()
    level: Literal["finding", "allegation"]
    wording: str
    reviewed_by: str | None = None
