"""`watch.toml`: what a watch reads, under which regime, and where its ledger lies."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from vetoproof.model import CitedClaim, RoundsPer, TripCount, TripLoad
from vetoproof.model.errors import Refusal
from vetoproof.tiers import DEFAULT_TIER, Tier

FILE = "watch.toml"
STANDARD = (
    "two independent bases, at least one of them from outside the belligerents and their allies, "
    "or one authenticated primary item"
)
TEMPLATE = """\
# A watch is a folder with this file. Paths are relative to it.
name = {name}
title = {name}
regime = {regime}
inputs = ["inbox"]            # files and folders that `vetoproof gather` reads
# voyages = "voyages.yaml"    # cited counts of voyages and loads; see the how-to on bounds
# sightings = ["seen.csv"]    # who saw a ship where, and who looked and saw none; see the how-to on sightings
# tracks = ["ais/"]           # ships' positions; see the how-to on ships in the report
"""


class WatchError(Refusal):
    """A watch that cannot be opened or made; the message says what happened, where, and what to do."""


class ListFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a list is taken from, and the ISO day of its edition where the list prints none."""

    file: str
    published: str | None = None


class TrackFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file or folder of positions that does not say by itself how it is read: `columns` ours with the file's names for them,
    `dates` "dmy" or "mdy", `zone` that of times which bear none (an IANA name, or +10:00)."""

    path: str
    columns: dict[str, str] = {}
    dates: Literal["dmy", "mdy"] | None = None
    zone: str | None = None


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a watch. `model` is the name or path of another spaCy model for English,
    `tier` the reader: "deep" (rules and network), "fast" (rules and a linear field) or "rules".
    `lists` says for each sanctions list, by its name, where `run` and `lists update` take it from: a path, or a table with
    `file` and `published`. `ownership` are files of ownership rows,
    `sightings` tables of what was seen of ships at places, `tracks` files and folders of ships' positions; `places` is a table
    of watched places of the watch's own, instead of the regime's.
    """

    name: str
    title: str = ""
    regime: str
    inputs: tuple[str, ...] = ("inbox",)
    ledger: str = "ledger"
    cache: str = "cache"
    voyages: str | tuple[str, ...] | None = None
    lists: dict[str, str | ListFile] = {}
    ownership: tuple[str, ...] = ()
    sightings: tuple[str, ...] = ()
    tracks: tuple[str | TrackFile, ...] = ()
    places: str | None = None
    demonstration: bool = False
    standard: str = STANDARD
    model: str = "en_core_web_sm"
    tier: Tier = DEFAULT_TIER
    limits: tuple[str, ...] = ()

    def track_files(self) -> tuple[TrackFile, ...]:
        """Where positions are taken from, and how they are read."""
        return tuple(one if isinstance(one, TrackFile) else TrackFile(path=one) for one in self.tracks)

    def list_files(self) -> dict[str, ListFile]:
        """Where each list is taken from."""
        return {name: one if isinstance(one, ListFile) else ListFile(file=one) for name, one in self.lists.items()}


class Voyages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cited counts of voyages, loads of one voyage, windows of claimed totals, and rounds in containers."""

    trips: tuple[TripCount, ...] = ()
    loads: tuple[TripLoad, ...] = ()
    claimed: tuple[CitedClaim, ...] = ()
    rounds: tuple[RoundsPer, ...] = ()


def read(folder: Path) -> Config:
    """The settings in `folder`. Raises WatchError."""
    path = folder / FILE
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WatchError(
            f"{folder} is no watch: it holds no {FILE}. Make one with `vetoproof new {folder} --regime NAME`, "
            "or name the right folder."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WatchError(
            f"{path} could not be read: {error}. Mend it, or compare it with the example in the documentation."
        ) from error
    try:
        found = msgspec.convert(raw, Config)
    except msgspec.ValidationError as error:
        raise WatchError(
            f"{path}: {error}. Mend that setting; `vetoproof new` writes a correct file to compare with."
        ) from error
    for place in (
        found.regime,
        found.ledger,
        found.cache,
        *voyage_files(found),
        found.model,
        *found.inputs,
        *(one.file for one in found.list_files().values()),
        *found.ownership,
        *found.sightings,
        *(one.path for one in found.track_files()),
        found.places or "",
    ):
        if "\0" in place:
            raise WatchError(f"{path}: {place!r} is no path: it holds a null character. Mend that setting.")
    return found


def create(folder: Path, regime: str) -> Path:
    """Write a new watch into `folder` and give the path of its `watch.toml`. Raises WatchError where one is already there."""
    path = folder / FILE
    if path.exists():
        raise WatchError(f"{folder} holds a {FILE} already. Choose another folder, or edit that file.")
    (folder / "inbox").mkdir(parents=True, exist_ok=True)
    path.write_text(TEMPLATE.format(name=_toml(folder.resolve().name), regime=_toml(regime)), encoding="utf-8")
    return path


def _toml(text: str) -> str:
    """A basic string of TOML. It escapes as JSON does, but for U+007F; bytes that were no UTF-8 in a name become U+FFFD."""
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return msgspec.json.encode(whole).decode().replace("\x7f", "\\u007f")


NULLS = frozenset({"null", "Null", "NULL", "~", ""})
OPTIONAL = {
    "trips": frozenset({"high", "or_to", "or_source", "supplier", "recipient"}),
    "claimed": frozenset({"low", "high", "mode", "mode_source", "from", "to", "guessed"}),
    "rounds": frozenset({"containers", "tonnes", "payload_kg"}),
}
"""Keys of cited rows that may be null, by the list in which the row stands."""


def voyage_files(config: Config) -> tuple[str, ...]:
    """The files that a watch names under `voyages`."""
    if config.voyages is None:
        return ()
    return (config.voyages,) if isinstance(config.voyages, str) else config.voyages


def voyages(folder: Path, config: Config) -> Voyages:
    """The cited voyages of a watch, of all its files together; empty where it names none. Raises WatchError naming the file and
    the field."""
    parts = [_cited(folder / name) for name in voyage_files(config)]
    return Voyages(*(tuple(row for part in parts for row in getattr(part, field)) for field in Voyages.__struct_fields__))


def _cited(path: Path) -> Voyages:
    import yaml

    try:
        # BaseLoader keeps dates as they are written: strings, like all dates of the house.
        raw = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WatchError(f"{path} could not be read: {error}. Mend it, or take `voyages` out of {FILE}.") from error
    if isinstance(raw, dict):
        raw = {name: _without_nulls(rows, OPTIONAL.get(name, frozenset())) for name, rows in raw.items()}
    try:
        return msgspec.convert(raw, Voyages, strict=False)
    except msgspec.ValidationError as error:
        raise WatchError(f"{path}: {error}. Each row needs a source, a limitation and the day it was published.") from error


def _without_nulls(value: Any, optional: frozenset[str]) -> Any:
    """The rows with null in every spelling as None, where a key may be null."""
    if isinstance(value, list):
        return [_without_nulls(one, optional) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: None if key in optional and isinstance(one, str) and one in NULLS else _without_nulls(one, optional)
        for key, one in value.items()
    }
