"""The door over HTTP: requests and answers are those of yente's API, so that its clients work unchanged.

All screening happens on the thread of the event loop, which yields between the examples of a batch: an index has one scratch
space, and a lock around it would gain nothing (Python computes on one thread at a time). More cores take more processes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

import msgspec
from fastapi import FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vetoproof import __version__
from vetoproof.model import Listing, Screening
from vetoproof.model.errors import Refusal
from vetoproof.web import algorithm
from vetoproof.web.datasets import Datasets
from vetoproof.web.entities import PLAIN, Entities, Printed
from vetoproof.web.examples import batch, schema_of
from vetoproof.web.faults import Fault
from vetoproof.web.matching import Asking, answered
from vetoproof.web.params import AdjacentParams, FetchParams, MatchParams, SearchParams
from vetoproof.web.searching import DEPTH, Asked, checked_filters, checked_text, searched
from vetoproof.web.sieve import sieve

BODY_LIMIT = 4_000_000
"""Bytes of a request's body, at most."""

ADDRESS_LIMIT = 60_000
"""Bytes of path and query together, at most (as yente)."""

DESIGNATIONS = "sanctions"
"""The one property that leads from an entity to another."""


class Usual(NamedTuple):
    """Prior and threshold of requests that name none."""

    prior: float
    threshold: float


def create_app(screening: Screening, usual: Usual, printed: Printed = PLAIN) -> FastAPI:
    """The application over one set of lists. `screening` is used on the event loop's thread only."""
    app = FastAPI(title="Vetoproof", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.add_middleware(Guard)
    datasets = Datasets(screening.lists())
    door = Door(screening, usual, datasets, Entities(screening, datasets, printed))
    _matching(app, door)
    _entities(app, door)
    _system(app, datasets, usual)
    _faults(app)
    return app


class Door(NamedTuple):
    """What requests are answered with."""

    screening: Screening
    usual: Usual
    datasets: Datasets
    entities: Entities

    def lists(self, scope: frozenset[str]) -> frozenset[str]:
        """The lists to ask, empty where all are: then none has to be looked at twice."""
        return frozenset() if scope == self.datasets.lists else scope

    def found(self, id: str) -> Listing:
        """The listing of an id. Raises Fault."""
        entry = self.entities.find(id)
        if entry is None:
            raise Fault(404, "No such entity!")
        return entry

    def asking(self, dataset: str, params: MatchParams, prior: float | None) -> Asking:
        """What a match request asks of all its examples. Raises Fault."""
        threshold = self.usual.threshold if params.threshold is None else params.threshold
        barred = [entry for id in params.exclude_entity_ids if (entry := self.entities.find(id)) is not None]
        return Asking(
            lists=self.lists(self.datasets.scope(dataset, params.include_dataset, params.exclude_dataset)),
            prior=self.usual.prior if prior is None else prior,
            threshold=threshold,
            cutoff=threshold if params.cutoff is None else min(params.cutoff, threshold),
            limit=params.limit,
            sieve=sieve(params.exclude_schema, params.topics, params.changed_since, barred),
            algorithm=algorithm.NAME,
        )

    def asked(self, dataset: str, params: SearchParams) -> Asked:
        """What a search asks. Raises Fault."""
        if params.offset + params.limit > DEPTH:
            raise Fault(400, f"offset and limit together go to {DEPTH:,}: results are ranked by likelihood, not listed.")
        if params.sort:
            raise Fault(400, "sort is not understood here: results stand in the order of their likelihood.")
        if params.target is False:
            raise Fault(400, "Every entry of this server is a target: nothing could be found.")
        countries = frozenset(self.entities.codes(params.countries))
        if params.countries and not countries:
            raise Fault(400, f"countries: {params.countries[0]!r} is no country that is known; codes of ISO 3166-1 are.")
        scope = self.datasets.scope(dataset, params.include_dataset, params.exclude_dataset)
        if params.datasets:
            scope &= frozenset[str]().union(*map(self.datasets.named, params.datasets))
        if not scope:
            raise Fault(400, "No list is left to be asked: every data set of the request is excluded by it.")
        return Asked(
            text=checked_text(params.q, params.simple), schema=schema_of(params.schema_), lists=self.lists(scope),
            prior=params.prior, sieve=sieve(params.exclude_schema, params.topics, params.changed_since, ()),
            countries=countries, filters=checked_filters(params.filter), every=params.filter_op == "AND",
            limit=params.limit, offset=params.offset, facets=tuple(dict.fromkeys(params.facets)),
        )  # fmt: skip


def _matching(app: FastAPI, door: Door) -> None:
    @app.post("/match/{dataset}", openapi_extra=_BODY, summary="Screen entities given as examples")
    async def match(dataset: str, params: Annotated[MatchParams, Query()], request: Request) -> Response:
        asked = algorithm.checked(params.algorithm)
        told = batch(await _body(request))
        asking = door.asking(dataset, params, algorithm.configured(params.prior, told.config, told.weights))
        responses = {}
        for example in told.examples:
            responses[example.key] = answered(example, asking, door.screening, door.entities)
            await asyncio.sleep(0)
        ignored = sum(sum(example.ignored.values()) for example in told.examples)
        headers = {"x-batch-size": str(len(responses)), "x-algorithm": algorithm.NAME, "x-ignored-values": str(ignored)}
        whole = {
            "responses": responses, "limit": asking.limit, "algorithm": algorithm.NAME, "algorithm_asked": asked,
            "prior": asking.prior, "threshold": asking.threshold, "cutoff": asking.cutoff,
            "lists": door.datasets.asked(asking.lists),
        }  # fmt: skip
        return _json(whole, headers)

    @app.get("/search/{dataset}", summary="Find entries by name or identifier")
    async def search(dataset: str, params: Annotated[SearchParams, Query()]) -> Response:
        return _json(searched(door.asked(dataset, params), door.screening, door.entities))


def _entities(app: FastAPI, door: Door) -> None:
    # Ids may hold strokes ("IV/196"), so that what follows an id is looked for first.
    @app.get("/entities/{id:path}/adjacent", summary="What points at an entry")
    async def adjacent(id: str, params: Annotated[AdjacentParams, Query()]) -> Response:
        entry = door.found(id)
        return _json({"entity": door.entities.of(entry), "adjacent": {DESIGNATIONS: _page(door, entry, params)}})

    @app.get("/entities/{id:path}/adjacent/{prop}", summary="What points at an entry by one property")
    async def adjacent_by(id: str, prop: str, params: Annotated[AdjacentParams, Query()]) -> Response:
        entry = door.found(id)
        if prop != DESIGNATIONS:
            raise Fault(404, "No such property!")
        return _json(_page(door, entry, params))

    @app.get("/entities/{id:path}", summary="One entry")
    async def fetch(id: str, params: Annotated[FetchParams, Query()]) -> Response:
        entry = door.found(id)
        own = door.entities.id(entry)
        if own != id:
            from urllib.parse import quote

            nested = "" if params.nested else "?nested=false"
            place = f"/entities/{quote(own, safe='')}{nested}"
            return _json({"detail": f"This entity is at {place}"}, {"location": place}, 308)
        return _json(door.entities.nested(entry) if params.nested else door.entities.of(entry))


def _page(door: Door, entry: Listing, params: AdjacentParams) -> dict[str, Any]:
    found = [door.entities.designation(entry)]
    page = found[params.offset : params.offset + params.limit]
    total = {"value": len(found), "relation": "eq"}
    return {"results": page, "total": total, "limit": params.limit, "offset": params.offset}


def _system(app: FastAPI, datasets: Datasets, usual: Usual) -> None:
    catalog, tag = datasets.catalog(), f'"{datasets.version}"'
    headers = {"etag": tag, "cache-control": "public, max-age=300"}

    @app.get("/catalog", summary="The lists that are asked, with versions and hashes")
    @app.get("/manifest", summary="The same")
    async def described(request: Request) -> Response:
        known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
        return Response(status_code=304, headers=headers) if known & {tag, "*"} else _json(catalog, headers)

    @app.get("/algorithms", summary="The algorithm, its features and settings")
    async def algorithms() -> Response:
        return _json(algorithm.described(*usual))

    @app.get("/healthz", summary="Whether the process lives")
    @app.get("/readyz", summary="Whether the lists are loaded; they are before anything is answered")
    async def well() -> Response:
        return _json({"status": "ok"})


def _faults(app: FastAPI) -> None:
    @app.exception_handler(Fault)
    async def fault(_: Request, error: Fault) -> Response:
        return _json({"detail": error.detail}, status=error.status)

    @app.exception_handler(Refusal)
    async def refusal(_: Request, error: Refusal) -> Response:
        return _json({"detail": str(error)}, status=400)

    @app.exception_handler(RequestValidationError)
    async def unfit(_: Request, error: RequestValidationError) -> Response:
        # What was sent is not sent back: it may be megabytes, or no text at all.
        told = [{"type": one["type"], "loc": list(one["loc"]), "msg": one["msg"]} for one in error.errors()]
        return _json({"detail": told}, status=422)


async def _body(request: Request) -> bytes:
    """The body, as long as it is no longer than `BODY_LIMIT`. Raises Fault."""
    found = bytearray()
    try:
        async for chunk in request.stream():
            found += chunk
            if len(found) > BODY_LIMIT:
                raise Fault(413, f"The body is larger than {BODY_LIMIT:,} bytes: send fewer examples at once.")
    except ClientDisconnect:
        raise Fault(400, "The body ended before its end.") from None
    return bytes(found)


def _json(content: Any, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    return Response(_encoded(content), status, headers, "application/json")


_encoded: Callable[[Any], bytes] = msgspec.json.Encoder().encode


class Guard:
    """Stands before everything: refuses addresses of more than `ADDRESS_LIMIT` bytes, and tells a fault of ours as one
    sentence, while the log has the whole of it. The connection stays open, so that a client's next request is not lost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if len(scope["raw_path"]) + len(scope["query_string"]) > ADDRESS_LIMIT:
            await _json({"detail": "Request URI too long"}, status=414)(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except Exception as error:
            if begun:
                raise
            logging.getLogger("vetoproof.web").exception("a request failed")
            told = {"status": "error", "detail": f"This server has failed ({type(error).__name__})."}
            await _json(told, status=500)(scope, receive, send)


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["queries"],
                    "properties": {
                        "queries": {
                            "type": "object",
                            "additionalProperties": {
                                "type": "object",
                                "required": ["schema", "properties"],
                                "properties": {
                                    "id": {"type": "string", "nullable": True},
                                    "schema": {"type": "string"},
                                    "properties": {"type": "object"},
                                },
                            },
                        },
                        "config": {"type": "object"},
                    },
                }
            }
        },
    }
}
