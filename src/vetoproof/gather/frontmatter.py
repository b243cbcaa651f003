"""The YAML head of a text or Markdown file, as flat strings."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

MAX_HEAD = 16_384
"""Bytes of head that are read: far above any real one, small enough that YAML cannot be made to explode."""

_HEAD = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


class BadHead(ValueError):  # noqa: N818 - an outcome, not a program's error
    """The head cannot be read; the message says why."""


def split(data: bytes) -> tuple[dict[str, str], bytes]:
    """Head and rest of a file. No head: no fields and the whole. Raises BadHead.

    Values stay as printed ("2024-02" is no date, "no" is no boolean). A `---` that opens a text without being a head
    (a ruled line) is left in the text.
    """
    match = _HEAD.match(data[: MAX_HEAD + 16])
    if match is None:
        return {}, data
    try:
        text = match[1].decode("utf-8")
    except UnicodeDecodeError:
        raise BadHead("its front matter is not UTF-8") from None
    fields = _parse(text)
    if not isinstance(fields, dict):
        return {}, data
    read = flat(fields)
    try:
        "".join(text for pair in read.items() for text in pair).encode()
    except UnicodeEncodeError:
        raise BadHead("its front matter has a lone surrogate, which is no character") from None
    return read, data[match.end() :]


def flat(fields: dict[Any, Any]) -> dict[str, str]:
    """Named values as strings: lists joined by "; ", empty ones left out, deeper ones named under `omitted`."""
    out: dict[str, str] = {}
    omitted: list[str] = []
    for name, value in fields.items():
        if isinstance(value, list) and all(_is_scalar(part) for part in value):
            text = "; ".join(filter(None, map(_scalar, value)))
        elif _is_scalar(value):
            text = _scalar(value)
        else:
            omitted.append(str(name))
            continue
        if text:
            out[str(name)] = text
    if omitted:
        out["omitted"] = ", ".join(sorted(omitted))
    return dict(sorted(out.items()))


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def _scalar(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _parse(text: str) -> Any:
    import yaml

    # Base loaders make strings, lists and mappings alone. The one in C is eight times as fast and not in every build of
    # PyYAML; what it refuses is given to the other, so that the reason reads the same everywhere.
    if quick := getattr(yaml, "CBaseLoader", None):
        with suppress(yaml.YAMLError, RecursionError, ValueError):
            return yaml.load(text, Loader=quick)
    try:
        return yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 2})" if error.problem_mark else ""
        raise BadHead(f"its front matter is not YAML: {error.problem}{line}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise BadHead(f"its front matter is not YAML: {type(error).__name__}") from None
