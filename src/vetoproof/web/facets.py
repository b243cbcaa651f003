"""Counts of what the results of a search have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from vetoproof.model.ftm import IDENTIFIERS
from vetoproof.web.entities import TOPIC

LABELS = {
    "datasets": "Data sources",
    "schema": "Entity types",
    "countries": "Countries",
    "topics": "Topics",
    "identifiers": "Identifiers",
    "genders": "Genders",
}
PLURALS = {
    "Person": "People", "Organization": "Organizations", "Company": "Companies", "LegalEntity": "Legal entities",
    "Vessel": "Vessels", "Airplane": "Airplanes", "Asset": "Assets",
}  # fmt: skip
TOPICS = {TOPIC: "Sanctioned entity"}


def facets(entities: Sequence[dict[str, Any]], countries: Sequence[Sequence[str]], wanted: Iterable[str]) -> dict[str, Any]:
    """For each facet its values, the most frequent first; `countries` are the codes of each entity."""
    return {
        name: {
            "label": LABELS[name],
            "values": [
                {"name": value, "label": PLURALS.get(value) or TOPICS.get(value) or value, "count": n}
                for value, n in sorted(_counted(name, entities, countries).items(), key=lambda pair: (-pair[1], pair[0]))
            ],
        }
        for name in wanted
    }


def _counted(name: str, entities: Sequence[dict[str, Any]], countries: Sequence[Sequence[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entity, codes in zip(entities, countries, strict=True):
        counts.update(set(codes if name == "countries" else _values(name, entity)))
    return counts


def _values(name: str, entity: dict[str, Any]) -> list[str]:
    if name == "datasets":
        return list(entity["datasets"])
    if name == "schema":
        return [entity["schema"]]
    properties: dict[str, list[str]] = entity["properties"]
    props = {"topics": ("topics",), "genders": ("gender",), "identifiers": tuple(IDENTIFIERS)}[name]
    return [value for prop in props for value in properties.get(prop, ())]
