"""The gold of this repository, for programs beside the package: documents and label lines as they lie in `gold/`.

`train` teaches, `dev` is looked at while rules and models change, `test` is looked at only to report.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from vetoproof import goldset
from vetoproof.examine.extractor import Extractor
from vetoproof.gold.labels import SPLITS, Split
from vetoproof.model import Document, Reading
from vetoproof.packs.pack import Pack

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "gold"
SETS = tuple(one.name for one in goldset.sets(FOLDER))
__all__ = ["FOLDER", "ROOT", "SETS", "SPLITS", "Opened", "documents", "gold", "labels", "readings", "sets", "texts"]


def gold(kind: str) -> goldset.GoldSet:
    """A set by its name."""
    return goldset.GoldSet(kind, FOLDER / kind)


def sets(splits: Iterable[Split]) -> Iterator[tuple[str, Split]]:
    """Set and split, where the set has that split."""
    for split in splits:
        for one in goldset.sets(FOLDER):
            if split in one.splits:
                yield one.name, split


def labels(kind: str, split: Split) -> dict[str, list[dict[str, Any]]]:
    """The label lines of a set and split by document, as they are written."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (FOLDER / kind / f"{split}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        found[row["doc"]].append(row)
    return found


def texts(kind: str, split: Split) -> list[Path]:
    """The documents of a set and split."""
    return [text.path for text in gold(kind).texts(split)]


def readings(paths: list[Path], extractor: Extractor, pack: Pack) -> Iterator[tuple[Path, Reading]]:
    """The reading of every document, through the same steps as the product."""
    yield from zip(paths, goldset.readings(paths, extractor, pack), strict=True)


class Opened:
    """An extractor that reads no claims: what is left are the documents."""

    name, version = "opened", "1"

    def read(self, documents: Iterable[Document], pack: Pack) -> Iterator[Reading]:
        """The documents."""
        for document in documents:
            yield Reading(capture="", examiner=self.name, pack=pack.digest, document=document)


def documents(paths: list[Path], pack: Pack) -> Iterator[tuple[Path, Document]]:
    """The documents that pass triage, as the product opens them."""
    for path, reading in readings(paths, Opened(), pack):
        if not reading.rejected:
            yield path, reading.document
