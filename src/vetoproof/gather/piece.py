"""One thing that a collector met, before it is a capture."""

from __future__ import annotations

import msgspec

from vetoproof.gather.outcome import Outcome
from vetoproof.model import CaptureKind, Handling

_STRICTNESS: tuple[Handling, ...] = ("public", "restricted", "sealed")
_KINDS: tuple[CaptureKind, ...] = ("page", "digest", "data")


class Piece(msgspec.Struct, frozen=True):
    """A document, a line or a failure. `data` is None where nothing was read; `size` is then what the system says it is."""

    address: str
    data: bytes | None
    media_type: str = "application/octet-stream"
    size: int = 0
    outcome: Outcome = "ok"
    reason: str = ""
    kind: CaptureKind = "page"
    handling: Handling = "public"
    hints: dict[str, str] = {}
    method: str = ""


_MAX_ADDRESS = 4_000


def own_address(hints: dict[str, str]) -> str | None:
    """The address that a document gives for itself, where it can be one: a single line of printable characters."""
    given = hints.get("url") or hints.get("address") or ""
    return given if given and len(given) <= _MAX_ADDRESS and given.isprintable() else None


def unknown_handling(hints: dict[str, str]) -> str:
    """The reason of a document whose `handling` is none of ours."""
    return f"handling {hints['handling'][:40]!r} is none of {', '.join(_STRICTNESS)}"


def stricter(one: Handling, other: Handling) -> Handling:
    """The more protective of two handlings: a document may ask for more protection than its watch, never for less."""
    return max(one, other, key=_STRICTNESS.index)


def kind_of(hints: dict[str, str]) -> CaptureKind:
    """The kind that a document's own head declares; anything that is no kind of ours ("post", "news") is a page."""
    return next((kind for kind in _KINDS if kind == hints.get("kind", "").strip().lower()), "page")


def handling_of(hints: dict[str, str]) -> Handling | None:
    """The handling that a document's own head asks for; None where it asks for something unknown, so that the caller
    refuses it instead of treating "secret" as public."""
    asked = hints.get("handling", "").strip().lower() or "public"
    return next((handling for handling in _STRICTNESS if handling == asked), None)
