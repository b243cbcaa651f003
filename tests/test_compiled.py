"""Compiled code is an aid: where it cannot be kept or is damaged, the program goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

KERNEL = """
from vetoproof.compiled import kernel

@kernel
def twice(x):
    return 2 * x
"""
ASKED = "import small; print(small.twice(21))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small.py").write_text(KERNEL)
    return tmp_path


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASKED], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), **environment}, text=True,
        capture_output=True, check=False,
    )  # fmt: skip


def test_damaged_code_is_made_again_and_it_is_said(folder: Path) -> None:
    store = folder / "store"
    assert run(folder, NUMBA_CACHE_DIR=str(store)).stdout == "42\n"
    for pattern in ("*.nbi", "*.nbc"):
        for kept in store.rglob(pattern):
            kept.write_bytes(b"")
        made = run(folder, NUMBA_CACHE_DIR=str(store))
        assert made.stdout == "42\n", made.stderr
        assert "made again" in made.stderr
        again = run(folder, NUMBA_CACHE_DIR=str(store))
        assert (again.stdout, again.stderr) == ("42\n", "")


def test_where_nothing_can_be_kept_it_is_compiled_each_time(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way")
    nowhere = str(folder / "small.py" / "no folder")
    made = run(folder, HOME=nowhere, NUMBA_CACHE_DIR="", XDG_CACHE_HOME=nowhere, PYTHONDONTWRITEBYTECODE="1")
    assert made.stdout == "42\n", made.stderr


def test_a_change_in_another_file_of_the_folder_is_seen(folder: Path) -> None:
    (folder / "small.py").write_text(
        KERNEL.replace("2 * x", "other(x)").replace("import kernel", "import kernel\nfrom side import other")
    )
    (folder / "side.py").write_text(KERNEL.replace("twice", "other"))
    # Python itself takes its own bytecode for fresh when a file of the same length is written within the same second.
    store = {"NUMBA_CACHE_DIR": str(folder / "store"), "PYTHONDONTWRITEBYTECODE": "1"}
    assert run(folder, **store).stdout == "42\n"
    (folder / "side.py").write_text(KERNEL.replace("twice", "other").replace("2 * x", "3 * x"))
    assert run(folder, **store).stdout == "63\n"
