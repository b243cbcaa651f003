from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from yente_client import Client

sys.path.insert(0, str(Path(__file__).parent))

from made_shelf import Shelf
from served_lists import LISTS

from vetoproof.name_index import IndexShelf, file_source, opened
from vetoproof.screening_desk import EMPTY
from vetoproof.serving import HEAD_LIMIT, Serving, listening
from vetoproof.web.app import Usual, create_app


def served(app: object) -> Iterator[str]:
    """The address of an application that answers on a free port until the test is done."""
    taken = listening("127.0.0.1", 0)
    config = uvicorn.Config(app, log_level="critical", access_log=False, h11_max_incomplete_event_size=HEAD_LIMIT)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{taken.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where four entries in memory are served."""
    yield from served(create_app(Shelf(), Usual(prior=1e-4, threshold=0.5)))


@pytest.fixture(scope="session")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where extracts of real lists are served, with the real screener."""
    sources = [file_source(LISTS / name) for name in ("un_extract.xml", "ofac_sdn.csv", "ftm_entities.json")]
    place = IndexShelf(tmp_path_factory.mktemp("index")).prepare(sources)
    usual = opened(place)[0].settings
    yield from served(Serving(place, EMPTY, usual.prior, usual.threshold).app())


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[Client]:
    with Client(base_url=address) as one:
        yield one


@pytest.fixture(scope="session")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as one:
        yield one
