from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
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
    folder = tmp_path_factory.mktemp("small") / "watch"
    done("new", folder)
    small_watch.fill(folder / "inbox")
    done("run", folder, run=process)
    return folder


@pytest.fixture
def watch(finished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(finished, tmp_path / "watch")


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example watch, run once through `vetoproof demo`."""
    folder = tmp_path_factory.mktemp("demo")
    done("demo", folder, run=process)
    return folder / "dprk-russia"
