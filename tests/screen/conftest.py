from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from listed import FACTS, KIT, index_of, read_list

from vetoproof.screen.screener import Screener


@pytest.fixture(scope="session")
def screener() -> Screener:
    """Over a few real entries of two lists, and a file of FollowTheMoney."""
    return KIT.screener(index_of(*(read_list(name) for name in FACTS)))
