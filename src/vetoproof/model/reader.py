"""The one door through which report and web read: a record, and the evidence under it."""

from __future__ import annotations

from typing import Protocol

import msgspec

from vetoproof.model.claim import Claim
from vetoproof.model.document import Capture, Document
from vetoproof.model.judgement import Dossier, Manifest
from vetoproof.model.law import Provision
from vetoproof.model.names import Answer, Listing, ListLine, Query
from vetoproof.model.ships import TripCount, TripLoad


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """An RFC 9162 inclusion proof: hex hashes, leaf to root."""

    item: str
    leaf_index: int
    leaf_hash: str
    tree_size: int
    root: str
    path: tuple[str, ...]


class WatchLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the report must say of the watch itself."""

    name: str
    title: str
    demonstration: bool
    standard: str
    regime: str
    limits: tuple[str, ...] = ()


class Reader(Protocol):
    """Read-only view of one record and of the evidence under it."""

    def watch(self) -> WatchLine: ...
    def record(self) -> Manifest: ...
    def dossier(self, event: str) -> Dossier: ...
    def claim(self, claim: str) -> Claim: ...
    def document(self, document: str) -> Document: ...
    def capture(self, sha256: str) -> Capture: ...
    def content(self, sha256: str) -> bytes: ...
    def proof(self, item: str) -> Proof: ...
    def provision(self, provision: str) -> Provision: ...
    def trips(self) -> tuple[tuple[TripCount, ...], tuple[TripLoad, ...]]: ...
    def label(self, actor: str) -> str: ...
    def named(self) -> frozenset[str]: ...


class Screening(Protocol):
    """Lists to screen against. `prior` is the chance, before looking, that the party asked for is a given entry's; entries
    whose score reaches `threshold` are matches; those above `floor` are answered with, `limit` at most; None is the usual.
    """

    def lists(self) -> tuple[ListLine, ...]: ...
    def doubts(self, query: Query) -> tuple[str, ...]: ...
    def answers(
        self, query: Query, *, prior: float | None = None, threshold: float | None = None, floor: float | None = None,
        limit: int = 10, lists: frozenset[str] = frozenset(),
    ) -> list[Answer]: ...  # fmt: skip
    def entry(self, list: str, id: str) -> Listing | None: ...
