"""Screening as a server of HTTP: one process, or several that share a socket and the index, which is mapped and not copied."""

from __future__ import annotations

import multiprocessing
import signal
import socket
from collections.abc import Iterator, Mapping
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from vetoproof.model.errors import Refusal

if TYPE_CHECKING:
    from fastapi import FastAPI

    from vetoproof.screen.dispositions import Dispositions

GRACE = 10
"""Seconds that requests under way have to end when the server is stopped."""

HEAD_LIMIT = 131_072
"""Bytes of a request's head that are read: more than the application allows, so that it can say that an address is too long."""

RANGE = 10
"""Years of a range of birth that are each given; of a longer one, its first and last."""


class ServingError(Refusal):
    """The server cannot start, or has ended of itself."""


class Serving(NamedTuple):
    """What each process needs to answer: where the index lies, what was decided, and the usual prior and threshold."""

    place: Path
    decisions: Dispositions
    prior: float
    threshold: float
    days: Mapping[str, str] = {}
    """Editions that were stated (`screening_desk.Lists.days`)."""

    def app(self) -> FastAPI:
        """The application over this process's own screener."""
        from vetoproof.name_index import opened
        from vetoproof.screen.nations import Nations
        from vetoproof.screening_desk import Desk, dated
        from vetoproof.web.app import Usual, create_app
        from vetoproof.web.entities import Printed

        screener, about = opened(self.place)
        screener.hasten()
        desk = Desk(screener, dated(about, self.days), self.decisions)
        nations = Nations()
        return create_app(desk, Usual(self.prior, self.threshold), Printed(lambda text: nations.read(text)[0], birth_days))


def birth_days(printed: str) -> Iterator[str]:
    """A printed date of birth as ISO dates, months or years: "26.1.1966" is a day, "1946 to 1948" three years."""
    from vetoproof.screen.born import read

    for born in read(printed).dates:
        years = range(born.low.year, born.high.year + 1)
        if born.precision == "day":
            yield born.low.isoformat()
        elif born.precision == "month":
            yield born.low.isoformat()[:7]
        else:
            yield from map(str, years if len(years) <= RANGE else (years[0], years[-1]))


def serve_here(serving: Serving, taken: socket.socket) -> None:
    """Answers in this process until it is stopped; requests under way are ended first, within `GRACE`."""
    import uvicorn

    config = uvicorn.Config(
        serving.app(), log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=HEAD_LIMIT,
    )  # fmt: skip
    # Names that were asked for stand in the addresses of searches: no log of requests is written.
    try:
        uvicorn.Server(config).run(sockets=[taken])
    except KeyboardInterrupt:
        return


def serve_apart(serving: Serving, taken: socket.socket, workers: int) -> None:
    """Answers in several processes that share one socket. If one dies, all end: a supervisor starts them again."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=serve_here, args=(serving, taken)) for _ in range(workers)]
    stopped = False

    def stop(*_: Any) -> None:
        nonlocal stopped
        stopped = True
        for process in processes:
            process.terminate()

    for process in processes:
        process.start()
    for kind in (signal.SIGINT, signal.SIGTERM):
        signal.signal(kind, stop)
    wait([process.sentinel for process in processes])
    died = not stopped
    stop()
    for process in processes:
        process.join()
    if died:
        raise ServingError("A worker process has ended; all were stopped. Its error, if it had one, stands above.")


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ServingError."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        taken = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise ServingError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. Choose another with --port, or 0 for a free one."
        ) from None
    # Only of a socket that says that it is TCP does asyncio send small parts at once; else each answer waits 40 ms.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, taken.detach())
