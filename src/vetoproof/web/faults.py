"""What the door answers when it cannot do what was asked: a status and a reason, in the shape that clients of yente read."""

from __future__ import annotations

from typing import Any


class Fault(Exception):  # noqa: N818 - it is an answer
    """Ends a request. `detail` is a sentence, or the list of `{type, loc, msg}` that a failed validation has."""

    def __init__(self, status: int, detail: str | list[dict[str, Any]]) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def invalid(where: tuple[str | int, ...], message: str, kind: str = "value_error") -> Fault:
    """A part of the request that is not what it must be (422). What was sent is not sent back."""
    return Fault(422, [{"type": kind, "loc": list(where), "msg": message}])
