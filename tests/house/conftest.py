from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import small_watch
from commands import done, process

from loaded_once import load_once


@pytest.fixture(scope="module", autouse=True)
def _loaded_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        load_once(patch)
        yield


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small watch, run once. Tests that change it take `watch`, a copy."""

    def make(folder: Path) -> None:
        done("new", folder / "watch")
        small_watch.fill(folder / "watch" / "inbox")
        done("run", folder / "watch", run=process)

    return made_once(tmp_path_factory, "small", make) / "watch"


@pytest.fixture
def watch(finished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(finished, tmp_path / "watch")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example watch, run once through `vetoproof demo`."""
    return made_once(tmp_path_factory, "demo", lambda folder: done("demo", folder, run=process)) / "dprk-russia"


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process of a test run to need it makes, and of which each process has its own copy."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"made-{name}"
    with open(f"{shared}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            half = shared.with_name(f"{shared.name}.half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(shared)
    return shutil.copytree(shared, own / name)
