"""Raised characters: an exponent belongs to its number, a mark of a footnote to no word. "10<sup>6</sup>" is not 106."""

from __future__ import annotations

import re
from typing import Any

_DIGITS = str.maketrans("0123456789-+−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻")
_EXPONENT = re.compile(r"[-+−]?\d{1,2}")
_POWER_OF_TEN = re.compile(r"(?<![\d.,])10$")
_UNIT = re.compile(r"(?<![A-Za-z])(?:[kcdm]?m|ft|in|mi|yd|sec|s|kg)$")
_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z]|[ivx]{1,5})?(?:\s*[,;–-]\s*\d{1,3})*\W*")
_LONGEST = 20


def raised(node: Any, before: str) -> str | None:
    """What is read for a raised element behind `before`: an exponent in raised digits, "" for the mark of a footnote, None
    where its letters are text ("1st", "Mme")."""
    text = "".join(node.itertext()).strip()
    if len(text) > _LONGEST:
        return None
    word = before.rstrip("\n")
    if _EXPONENT.fullmatch(text) and (_POWER_OF_TEN.search(word) or _UNIT.search(word)):
        return text.translate(_DIGITS)
    linked = node.find(".//a") is not None
    bare = text.isdigit() or not any(map(str.isalnum, text)) or text[:1] in "[("
    return "" if _MARK.fullmatch(text) and (linked or bare) else None
