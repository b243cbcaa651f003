"""A regime of invented states XX and YY (accused), ZZ (fights them), AA and BB (others)."""

from pathlib import Path

import pytest

from vetoproof.packs.pack import Pack, load

REGIME = """
id: test
title: Invented regime
parties: [KP, RU]
languages: []
"""


@pytest.fixture(scope="session")
def scales_pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """The shipped scales under a regime that says nothing."""
    path: Path = tmp_path_factory.mktemp("pack") / "regime.yaml"
    path.write_text(REGIME + "scope: []\n", encoding="utf-8")
    return load(path)
