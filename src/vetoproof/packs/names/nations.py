"""The table of countries: codes and names in three languages, territories, states that are no more.

English names and demonyms of states stand in the language pack already (`languages/en/countries.yaml`), which is read along.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from vetoproof.packs.folder import Folder


class Nation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country or territory: `state` is the code of the state that answers for a territory."""

    code: str
    alpha3: str
    state: str = ""
    names: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()


class Former(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A name that may mean several codes: a state that is no more, or an ambiguous name."""

    id: str
    codes: tuple[str, ...]
    names: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All countries, with the source and limitation of the table as a whole."""

    source: str
    limitation: str
    placeholders: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    nations: tuple[Nation, ...]
    former: tuple[Former, ...] = ()


class English(msgspec.Struct, frozen=True, kw_only=True):
    """What the English language pack knows of a state; its capitals are not read here."""

    code: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


class _EnglishTable(msgspec.Struct, frozen=True, kw_only=True):
    countries: tuple[English, ...]


class Nations(msgspec.Struct, frozen=True, kw_only=True):
    """Both tables together."""

    table: Table
    english: tuple[English, ...]


def load(path: Path | None = None) -> Nations:
    """The shipped tables, or the one at `path` with the shipped English names. Raises `PackError` with file and line."""
    here = Path(__file__).parent
    english = here.parent / "languages" / "en" / "countries.yaml"
    return Nations(
        table=Folder(path or here / "nations.yaml", "names/nations").convert(Table),
        english=Folder(english, "languages/en").convert(_EnglishTable).countries,
    )
