"""Where the small lists lie that are served in these tests."""

from __future__ import annotations

from pathlib import Path

LISTS = Path(__file__).parent.parent / "fixtures" / "lists"
