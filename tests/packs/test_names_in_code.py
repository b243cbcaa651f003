"""No module names a country, a party, a ship or a person: those are data, so that a second regime needs no code."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import vetoproof
from vetoproof.packs.pack import load, shipped

SOURCE = Path(vetoproof.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
# Tags of the parser (Penn Treebank, and "BI" for inside-or-beginning) that happen to be country codes.
TAGS = {"IN", "TO", "MD", "CC", "CD", "LS", "PR", "BI"}
# Words that are names of countries, capitals or persons, and ordinary English or terms of the trade as well.
ORDINARY = {"Male", "Nice", "Guinea", "Valley", "Jordan", "Chad", "Niger", "Latin", "Roman", "Victoria", "Time"}


def told(path: Path) -> Iterator[tuple[int, str]]:
    """Every string constant (docstrings included) and every comment of a module, with its line."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@pytest.fixture(scope="module")
def pattern() -> re.Pattern[str]:
    names: set[str] = set()
    for regime in shipped():
        pack = load(regime)
        for language in pack.languages.values():
            for country in (*language.countries, *pack.regime.countries):
                names |= {*country.names, *country.demonyms, *country.capitals}
        names |= {name for ship in pack.regime.ships for name in (ship.name, *ship.names)}
        names |= {name for tenure in pack.regime.tenures for name in tenure.names}
        names |= {name for actor in pack.regime.actors if actor.country for name in (actor.id, *actor.names)}
        names |= {place.name for place in pack.regime.places}
    proper = sorted((name for name in names - ORDINARY if name[0].isupper() and len(name) > 3), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, proper)) + r")(?![\w-])")


@pytest.fixture(scope="module")
def codes() -> frozenset[str]:
    return frozenset(yaml.safe_load((SOURCE / "packs" / "iso3166.yaml").read_text(encoding="utf-8"))["codes"].split()) - TAGS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_module_names_a_country_party_ship_or_person(path: Path, pattern: re.Pattern[str], codes: frozenset[str]) -> None:
    found = []
    for line, text in told(path):
        found += [f"{path.relative_to(SOURCE)}:{line}: {match.group()}" for match in pattern.finditer(text)]
        if text in codes or (" government" in text and text[:2] in codes):
            found.append(f"{path.relative_to(SOURCE)}:{line}: the code {text}")
    assert not found, "names belong into packs: " + "; ".join(found)
