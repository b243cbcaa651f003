"""A name as the comparison sees it: one or more readings, each a row of parts under one system of romanisation."""

from __future__ import annotations

from typing import Literal, NamedTuple

System = Literal["latin", "korean", "chinese", "arabic"]
Role = Literal["name", "family", "given", "patronymic", "particle", "honorific", "initial", "form", "generic", "number"]
Kind = Literal["person", "organisation", "ship", "any"]


class Part(NamedTuple):
    """One word or syllable: `key` is what is compared, in small ASCII letters and digits; `role` what it is in the name."""

    key: str
    role: Role = "name"


class NameReading(NamedTuple):
    """A name under one system. Two names meet where both have a reading under the same system: a name in Hangul and its
    romanisation have both a "korean" reading, whose parts are classes of syllables."""

    system: System
    parts: tuple[Part, ...]
