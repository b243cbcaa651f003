"""Entities, splits and the rule that one string lies on one side only."""

import csv
import os
import random
from collections import Counter
from pathlib import Path
from zlib import crc32

from lists import Entry, everything, fold, words

HERE = Path(__file__).resolve().parent
OUT = HERE.parent


def lists() -> list[Entry]:
    return everything(Path(os.environ["LISTS"]))


def side(entity: str) -> str:
    return "test" if crc32(entity.encode()) % 2 else "dev"


def dice(*key: object) -> random.Random:
    return random.Random(crc32("|".join(map(str, key)).encode()))


def order_free(name: str) -> str:
    return "".join(sorted(words(name)))


class Entities:
    """Ids of the listed: an entry that the UN and OFAC both name is one entity, the UN's."""

    def __init__(self, entries: list[Entry]) -> None:
        self.by_name: dict[str, str] = {}
        self.of: dict[tuple[str, str], str] = {}
        for entry in sorted(entries, key=lambda e: e.list != "un"):
            if entry.list not in ("un", "ofac-sdn"):
                continue
            own = ("un:" if entry.list == "un" else "ofac:") + entry.id
            if entry.list != "un" and entry.schema == "Person":
                own = next((x for n in [entry.name] if (x := self.by_name.get(order_free(n), "")).startswith("un:")), own)
            self.of[entry.list, entry.id] = own
            for name in [entry.name, *(entry.aliases if entry.list == "un" else [])]:
                self.by_name.setdefault(order_free(name), own)

    def find(self, names: list[str], other: str) -> str:
        found = [self.by_name.get(order_free(name)) for name in names]
        return next((x for x in found if x), other)


class Sides:
    """The first side that a string is seen on keeps it."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.refused: Counter[str] = Counter()

    def take(self, split: str, *names: str) -> bool:
        keys = [fold(name) or name for name in names]
        if any(self.of.get(key, split) != split for key in keys):
            self.refused[split] += 1
            return False
        self.of.update(dict.fromkeys(keys, split))
        return True

    def load(self, path: Path, columns: list[str]) -> None:
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                for column in columns:
                    self.of.setdefault(fold(row[column]) or row[column], row["split"])


def hand(name: str) -> list[list[str]]:
    rows = []
    for line in (HERE / "hand" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            rows.append([cell.strip() for cell in line.split("|")])
    return rows


def names(cell: str) -> list[str]:
    return [x.strip() for x in cell.split(";") if x.strip()]
