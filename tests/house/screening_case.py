"""What tests of screening on the command line share: a few lists, a cache of indexes, a table of customers."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "fixtures/lists"
LISTS = (FOLDER / "ofac_screening.csv", FOLDER / "un_extract.xml")


def cached(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Path:
    """One cache for all tests of this run, so that the index is made once, and the tables of names loaded once."""
    from vetoproof.screen.kit import Kit

    kit = Kit()
    patch.setattr("vetoproof.screen.kit.Kit", lambda: kit)
    folder = tmp_path_factory.getbasetemp() / "names-cache"
    patch.setenv("VETOPROOF_CACHE", str(folder))
    return folder


def customers_csv(path: Path, number: int, seed: int = 0) -> Path:
    """So many customers, one in ten of them with a name that is listed."""
    some = random.Random(seed)
    listed = ["Kim Jong Un", "Yong Chol Kim", "Yasin Baynah", "Tanchon Commercial Bank", "Gennady Timchenko", "김정은"]
    others = ["Anna", "Berta", "Carla", "Dora", "Emil", "Fritz", "Linus", "Moser", "Huber", "Gruber", "Wagner", "Pichler"]
    rows = []
    for at in range(number):
        if some.random() < 0.1:
            rows.append(f"{at},{some.choice(listed)},")
        else:
            rows.append(f"{at},{' '.join(some.sample(others, 2))},{1940 + some.randrange(60)}")
    path.write_text("\n".join(["id,name,dob", *rows]) + "\n", "utf-8")
    return path
