"""The Reader over one record: what report and web may ask, answered from the record, the shelf and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from vetoproof.config import Config, Voyages, voyages
from vetoproof.model import (
    Capture,
    Claim,
    Document,
    Dossier,
    Manifest,
    Proof,
    Provision,
    Reading,
    TripCount,
    TripLoad,
    WatchLine,
    decode,
)
from vetoproof.model.cited import public_by
from vetoproof.shelf import Columns, Dossiers, code_digest

if TYPE_CHECKING:
    import polars as pl

    from vetoproof.analyze.record import DossierStore
    from vetoproof.ledger import Ledger
    from vetoproof.packs.pack import Pack

Basis = Literal["published", "captured"]
"""What "as of" goes by: printed dates, or what this ledger held."""

Audience = Literal["public", "team"]
"""Who reads: what is restricted or sealed reaches the team only (law 10)."""


KINDS = ("event", "claim", "document", "capture", "provision")
"""What an id may be of; "claim:5f0c2a9d41" says which."""


class Texts(Mapping[str, str]):
    """Text by document id, read from the ledger when it is asked for: only suspected copies are."""

    def __init__(self, ledger: Ledger, frame: pl.DataFrame) -> None:
        self._ledger = ledger
        newest = frame.sort("seq").unique("document", keep="last")
        self._readings = dict(zip(newest["document"], newest["reading"], strict=True))

    def __getitem__(self, document: str) -> str:
        return decode(self._ledger.body(self._readings[document]), Reading).document.text

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


class ReadingRoom:
    """One record of one watch, and the evidence under it. Read only."""

    def __init__(
        self, settings: Config, cited: Voyages, pack: Pack, ledger: Ledger, manifest: Manifest, frame: pl.DataFrame,
        dossiers: DossierStore,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._cited = cited
        self._pack = pack
        self._ledger = ledger
        self._manifest = manifest
        self._frame = frame
        self._dossiers = dossiers
        self._readings: dict[str, Reading] = {}

    @classmethod
    def build(
        cls, folder: Path, settings: Config, pack: Pack, ledger: Ledger, *, as_of: str | None = None,
        basis: Basis = "published", audience: Audience = "public", frame: pl.DataFrame | None = None,
        store: DossierStore | None = None,
    ) -> Self:  # fmt: skip
        """Compute the record of the watch in `folder`; dossiers whose inputs are unchanged come from the shelf.

        `frame` and `store` stand in for the cached claims and for the shelf, as verification needs them.
        """
        from vetoproof.analyze.evidence import Cited
        from vetoproof.analyze.record import build
        from vetoproof.held_lists import HeldLists
        from vetoproof.held_ships import HeldShips

        cache = folder / settings.cache
        code = code_digest()
        frame = Columns(cache, code).frame(ledger) if frame is None else frame
        if audience == "public":
            frame = frame.filter(frame["handling"] == "public")
        dossiers = Dossiers(cache) if store is None else store
        cited = voyages(folder, settings)
        head = ledger.head()
        manifest = build(
            frame, Texts(ledger, frame), pack, as_of=as_of, basis=basis, head=head.root, size=head.size, code=code,
            decisions=ledger.decisions(), replies=ledger.replies(), store=dossiers,
            cited=Cited(trips=cited.trips, loads=cited.loads, claimed=cited.claimed, rounds=cited.rounds),
            lists=HeldLists(ledger, cache, as_of, basis), team=audience == "team",
            ships=HeldShips(folder, settings, ledger, code, as_of=as_of, basis=basis).tables(),
        )  # fmt: skip
        return cls(settings, cited, pack, ledger, manifest, frame, dossiers)

    def watch(self) -> WatchLine:
        settings = self._settings
        return WatchLine(
            name=settings.name,
            title=settings.title or settings.name,
            demonstration=settings.demonstration,
            standard=settings.standard,
            regime=self._pack.regime.title,
            limits=settings.limits,
        )

    def record(self) -> Manifest:
        return self._manifest

    def dossier(self, event: str) -> Dossier:
        """The dossier of an event (or of one merged into it). Raises KeyError."""
        line = self._lines[self._manifest.redirects.get(event, event)]
        return decode(self._dossiers.get(line.key), Dossier)

    def open(self, key: str) -> Dossier:
        """A dossier by its key on the shelf. Raises KeyError."""
        return decode(self._dossiers.get(key), Dossier)

    def claim(self, claim: str) -> Claim:
        """A claim, hydrated from the newest reading that holds it. Raises KeyError."""
        return next(c for c in self._reading("claim", claim).claims if c.id == claim)

    def document(self, document: str) -> Document:
        """A document by its id. Raises KeyError."""
        return self._reading("document", document).document

    def capture(self, sha256: str) -> Capture:
        """The first capture of these bytes. Raises KeyError."""
        found = self._ledger.by_sha256(sha256)
        if not found:
            raise KeyError(sha256)
        return found[0]

    def content(self, sha256: str) -> bytes:
        return self._ledger.archive.get(sha256)

    def proof(self, item: str) -> Proof:
        return self._ledger.proof(item)

    def provision(self, provision: str) -> Provision:
        return self._provisions[provision]

    def trips(self) -> tuple[tuple[TripCount, ...], tuple[TripLoad, ...]]:
        from vetoproof.analyze.routes import placed

        as_of = self._manifest.as_of
        trips = tuple(t for t in self._cited.trips if public_by(t.published, as_of))
        return (
            placed(trips, self._pack.regime.places),
            tuple(x for x in self._cited.loads if public_by(x.published, as_of)),
        )

    def label(self, actor: str) -> str:
        """A readable name for an actor id or country code; itself where the pack has none."""
        return self._labels.get(actor, actor)

    def named(self) -> frozenset[str]:
        """Names that the pack knows, of bodies, office holders, places and weapons: none of them is a private person's."""
        regime = self._pack.regime
        names = {name for actor in regime.actors for name in (actor.id, *actor.names)}
        names |= {name for tenure in regime.tenures for name in (tenure.person, *tenure.names)}
        names |= {name for place in regime.places for name in (place.name, *place.names)}
        names |= {name for weapon in regime.weapons for name in (weapon.name, *weapon.names)}
        return frozenset(names | {n for one in self._pack.languages.values() for c in one.countries for n in c.names})

    def find(self, prefix: str) -> dict[str, Any]:
        """Everything whose id begins so, by "kind id". "claim:5f0c" asks for claims alone, and so for the other KINDS.

        An event bears the id of its first claim: without a kind the event is meant.
        """
        import polars as pl

        asked, colon, rest = prefix.partition(":")
        kinds = (asked,) if colon and asked in KINDS else KINDS
        start = rest if colon and asked in KINDS else prefix
        found: dict[str, Any] = {}
        if "event" in kinds:
            found |= {f"event {e}": self.dossier(e) for e in self._lines if e.startswith(start)}
        if "provision" in kinds and start in self._provisions:
            found[f"provision {start}"] = self._provisions[start]
        for kind, hydrate in (("claim", self.claim), ("document", self.document)):
            if kind in kinds:
                ids = self._frame.filter(pl.col(kind).str.starts_with(start))[kind].unique().sort()
                found |= {f"{kind} {id}": hydrate(id) for id in ids if f"event {id}" not in found}
        for capture in self._ledger.captures() if "capture" in kinds else ():
            if capture.id.startswith(start) or (capture.sha256 or "").startswith(start):
                found[f"capture {capture.id}"] = capture
        return found

    @cached_property
    def _lines(self) -> dict[str, Any]:
        return {line.event: line for line in self._manifest.events}

    @cached_property
    def _provisions(self) -> dict[str, Provision]:
        return {p.id: p for p in self._pack.regime.provisions}

    @cached_property
    def _labels(self) -> dict[str, str]:
        pack = self._pack
        countries = {c.code: latin(c.names) for language in pack.languages.values() for c in language.countries}
        return countries | {row.id: latin(row.names) for row in pack.regime.actors if row.names}

    def _reading(self, column: str, id: str) -> Reading:
        import polars as pl

        rows = self._frame.filter(pl.col(column) == id)
        if rows.is_empty():
            raise KeyError(id)
        reading: str = rows.sort("seq")["reading"][-1]
        if reading not in self._readings:
            self._readings[reading] = decode(self._ledger.body(reading), Reading)
        return self._readings[reading]


def latin(names: Sequence[str]) -> str:
    """The first name in Latin letters, which readers of an English page can read; else the first of all."""
    return next((name for name in names if all(ord(ch) < 0x250 for ch in name if ch.isalpha())), names[0])
