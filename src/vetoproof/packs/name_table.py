"""The tables by which names are read (`packs/names/*.yaml`): small YAML files whose rows are lines of text.

A table is a mapping of block texts, because a thousand lines split by words load ten times as fast as a thousand YAML nodes:

    source: where the rows come from
    limitation: what they do not cover
    forms: |
      gmbh: gmbh, gesellschaft mit beschraenkter haftung
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from vetoproof.packs.errors import PackError, Problem

_HERE = Path(__file__).parent / "names"


def name_table(name: str) -> dict[str, str]:
    """The block texts of `packs/names/<name>.yaml`. Raises `PackError` where the file is missing, is no mapping of texts, or
    does not state its source and limitation (law 9 of the house)."""
    place = _HERE / f"{name}.yaml"
    shown = f"packs/names/{name}.yaml"
    try:
        value = yaml.load(place.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except OSError as error:
        raise PackError([Problem(shown, 0, f"cannot be read: {error.strerror}", "reinstall the package")]) from error
    except yaml.YAMLError as error:
        raise PackError([Problem(shown, 0, f"is no YAML: {error}", "correct the file")]) from error
    if not isinstance(value, dict) or not all(isinstance(k, str) and isinstance(v, str) for k, v in value.items()):
        raise PackError([Problem(shown, 0, "is no mapping of texts", "write `name: |` and lines below it")])
    for duty in ("source", "limitation"):
        if not value.get(duty, "").strip():
            raise PackError([Problem(shown, 0, f"'{duty}' is empty (law 9)", f"state the {duty}")])
    return value


def rows(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines "key: one, two words, three" as (key, values); empty lines and lines that begin with # are passed over."""
    for line in text.splitlines():
        key, colon, values = line.partition(":")
        if colon and not line.startswith("#"):
            yield key.strip(), [v.strip() for v in values.split(",") if v.strip()]


def words(text: str) -> list[str]:
    """All words of a block, comment lines passed over."""
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


def spellings(table: Mapping[str, str], block: str) -> dict[str, str]:
    """Spelling -> key for a block of rows; the key itself is a spelling of its own. The first row with a spelling keeps it."""
    found: dict[str, str] = {}
    for key, values in rows(table[block]):
        for spelling in (key, *values):
            found.setdefault(spelling, key)
    return found
