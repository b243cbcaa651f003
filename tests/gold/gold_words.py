"""Invented labels, claims and documents: what a person says that a text claims, and what was read from it."""

from __future__ import annotations

from typing import Any

import msgspec

from vetoproof.gold.labels import Label
from vetoproof.model import Attribution, Claim, Document, DocumentRef, Extent, Published, Reading, Rejection, Span

TEXT = (
    "The Gazette. At least 400 containers of shells have probably gone to Russia since June, the ministry said. "
    "Some 1,500 troops were sent as well. The Kremlin denied it."
)
SHELLS = "At least 400 containers of shells have probably gone to Russia since June"
TROOPS = "Some 1,500 troops were sent as well"
DENIAL = "The Kremlin denied it"


def label(quote: str, *speakers: str, **given: Any) -> Label:
    """A label of an arms transfer, asserted, unless told otherwise. `frame` is added to the frame."""
    frame = {"type": "arms_transfer", **given.pop("frame", {})}
    chain = [{"speaker": name, "kind": "organisation"} for name in ("Gazette", *speakers)]
    row = {"doc": "one.html", "span": {"exact": quote}, "chain": chain, "stance": "asserts", "frame": frame, **given}
    return msgspec.convert(row, Label)


def claim(quote: str, *speakers: str, text: str = TEXT, also: str | None = None, **given: Any) -> Claim:
    """A claim of the same shape where the quote stands in the text."""
    start = text.index(quote)
    again = (Extent(text.index(also), text.index(also) + len(also)),) if also else ()
    frame = {"type": "arms_transfer", **given.pop("frame", {})}
    row = {
        "id": f"{start:08d}{len(quote)}",
        "document": msgspec.to_builtins(DocumentRef.of(document(text))),
        "span": msgspec.to_builtins(Span.of(text, start, start + len(quote))),
        "chain": [msgspec.to_builtins(Attribution(speaker=n, kind="organisation")) for n in ("Gazette", *speakers)],
        "stance": "asserts",
        "frame": frame,
        **given,
    }
    return msgspec.structs.replace(msgspec.convert(row, Claim), also=again)


def document(text: str = TEXT) -> Document:
    return Document(sha256="0" * 64, url="https://gazette.example/one", kind="page", text=text, published=Published())


def reading(*claims: Claim, text: str = TEXT, refused: str | None = None) -> Reading:
    rejected = (Rejection(what="document", reason=refused),) if refused else ()
    return Reading(capture="c", examiner="e@1", pack="p", document=document(text), claims=claims, rejected=rejected)


def quantity(low: float | None, high: float | None, comparator: str, unit: str, basis: str = "count") -> dict[str, Any]:
    return {"low": low, "high": high, "comparator": comparator, "unit": unit, "words": "", "basis": basis}
