"""`vetoproof serve` as a process: it says where it listens, answers, and ends what is under way when it is stopped."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from served_lists import LISTS
from yente_client import Client
from yente_client.entities import Person, Vessel

COMMAND = (sys.executable, "-m", "vetoproof", "serve")
FILES = ("--lists", str(LISTS / "un_extract.xml"), str(LISTS / "ftm_entities.json"))


@contextmanager
def serving(cache: Path, *words: str) -> Iterator[tuple[str, subprocess.Popen[str], list[str]]]:
    """Address, process and what was printed of a server on a free port."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *words], stderr=subprocess.PIPE, text=True, env=os.environ | {"VETOPROOF_CACHE": str(cache)}
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"Serving (http://[\d.]+:\d+) ", line):
                yield found[1], process, said
                break
        else:
            pytest.fail("".join(said))
    finally:
        process.kill()
        said.extend(process.stderr)
        process.wait()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_one_process_answers_and_stops_when_told(cache: Path) -> None:
    with serving(cache, *FILES) as (address, process, said):
        assert address.startswith("http://127.0.0.1:")
        assert any(line.startswith("un: ") and "un_extract.xml" in line for line in said)
        assert any(line.startswith("Getting ready") for line in said)
        with Client(base_url=address) as client:
            assert client.match(Vessel(imoNumber="8517839")).top is not None
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) in (0, -signal.SIGTERM)
        assert process.stderr is not None
        rest = process.stderr.read()
        assert "Only this machine can reach it" in rest
        assert "Traceback" not in rest


def test_a_request_under_way_is_answered_before_the_end(cache: Path) -> None:
    body = json.dumps(
        {"queries": {str(n): {"schema": "Person", "properties": {"name": [f"Ri Won Ho {n}"]}} for n in range(100)}}
    )
    head = f"POST /match/default HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: {len(body)}\r\n\r\n"
    with serving(cache, *FILES) as (address, process, _):
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30) as sent:
            sent.sendall(head.encode())
            # The server asks for the body: the request is under way.
            assert sent.recv(1000).startswith(b"HTTP/1.1 100")
            process.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.3)
            sent.sendall(body.encode())
            answer = b"".join(iter(lambda: sent.recv(65_536), b""))
        assert answer.startswith(b"HTTP/1.1 200")
        assert b"x-batch-size: 100" in answer
        assert process.wait(15) in (0, -signal.SIGTERM)


def test_several_processes_share_one_address(cache: Path) -> None:
    with serving(cache, "--workers", "2", "--prior", "0.01", *FILES) as (address, process, _):
        with Client(base_url=address) as client:
            asked = [(str(n), Person(name="Nobody At All")) for n in range(8)]
            assert {key for key, _ in client.match_iter(asked, workers=4)} == {str(n) for n in range(8)}
            docs = client.algorithms().algorithms[0].docs
            assert docs is not None
            assert docs["config"]["prior"]["default"] == 0.01
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0


def refused(cache: Path, *words: str) -> str:
    ran = subprocess.run(
        [*COMMAND, *words], capture_output=True, text=True, env=os.environ | {"VETOPROOF_CACHE": str(cache)}, timeout=60
    )
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
    return ran.stderr


def test_what_cannot_be_served_is_told(cache: Path) -> None:
    assert "No lists to screen against" in refused(cache)
    assert "missing.xml" in refused(cache, "--lists", "missing.xml")
    assert "--threshold is a probability" in refused(cache, "--threshold", "70", *FILES)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert f"Cannot listen on 127.0.0.1, port {port}" in refused(cache, "--port", port, *FILES)
