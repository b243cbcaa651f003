"""The one root of all errors that a user can mend: each says what happened, where, and what to do."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """Something that the program refuses or cannot do, told in its message."""
