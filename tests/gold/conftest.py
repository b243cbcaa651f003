from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def pack():
    from vetoproof.packs.pack import load

    return load("dprk")


@pytest.fixture(scope="session")
def comparer(pack):
    from vetoproof.gold.comparison import Comparer

    return Comparer(pack)
