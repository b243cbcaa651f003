"""A printed name to its readings: the one door through which the index, the scorer and the queries read names."""

from __future__ import annotations

import re

from anyascii import anyascii

from vetoproof.model import Schema
from vetoproof.screen.names.reading import Kind, NameReading, Part


def kind_of(schema: Schema | str) -> Kind:
    """What kind of name a schema bears."""
    if schema == "Person":
        return "person"
    if schema in ("Vessel", "Airplane"):
        return "ship"
    return "organisation" if schema in ("Organization", "Company", "LegalEntity") else "any"


class NameReader:
    def read(self, text: str, kind: Kind) -> tuple[NameReading, ...]:
        words = re.findall(r"[a-z]+|[0-9]+", anyascii(text).lower().replace("'", ""))
        if not words:
            return ()
        return (
            NameReading(
                "latin", tuple(Part(w, "number" if w.isdigit() else "initial" if len(w) == 1 else "name") for w in words)
            ),
        )
