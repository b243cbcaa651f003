"""Strings that the analysis composed, made readable: days in words, sums with thin spaces."""

from __future__ import annotations

import re

from vetoproof.report import dates
from vetoproof.report.numbers import grouped

_DIGITS = re.compile(r"(?<![\w.,/-])\d{4,}(?![\w/-]|[.,]\d)")
_DAY = re.compile(r"(?<![\w-])\d{4}-\d{2}(?:-\d{2})?(?![\w-])")
_YEARS = range(1900, 2100)
_ADDRESS = re.compile(r"(https?://[^\s)\];]+)")


def readable(text: str) -> str:
    """A printed reason or sum with thin spaces and days in words; years and addresses are left alone."""
    return "".join(part if at % 2 else _read(part) for at, part in enumerate(_ADDRESS.split(text)))


def _read(text: str) -> str:
    named = _DAY.sub(lambda m: dates.shown(m.group(), short=True), text.replace(" -> ", " \u2192 "))
    return _DIGITS.sub(lambda m: m.group() if int(m.group()) in _YEARS else grouped(int(m.group())), named)
