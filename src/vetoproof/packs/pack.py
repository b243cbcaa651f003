"""Load a pack: a regime with its languages and scales, validated once, frozen, with a digest of all that was read.

    pack = load("dprk")            # a regime that ships with the package
    pack = load("my/regime")       # a folder of YAML files
    pack = load("regime.yaml")     # one file: ten lines will do

What is wrong raises `PackError`, which names file, line and what to do, for every fault found in the same pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from vetoproof.model import encode, sha256
from vetoproof.packs.checks import Fault, check, country_codes, law_nine, unknown_provision_keys
from vetoproof.packs.errors import PackError, Problem
from vetoproof.packs.folder import Folder
from vetoproof.packs.language import Language
from vetoproof.packs.regime import Regime
from vetoproof.packs.scales import Scales

__all__ = ["Pack", "PackError", "Problem", "load", "place_of", "shipped"]

_HERE = Path(__file__).parent


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A regime, the languages it reads and the scales of the house. `digest`: SHA-256 over names and bytes of all files."""

    regime: Regime
    languages: dict[str, Language]
    scales: Scales
    digest: str


def shipped() -> tuple[str, ...]:
    """Names of the regimes that ship with the package."""
    return tuple(sorted(place.name for place in (_HERE / "regimes").iterdir() if place.is_dir()))


def load(regime: str | Path) -> Pack:
    """The pack of a shipped regime (by name) or of a folder or file (by path). Raises `PackError`."""
    codes = Folder(_HERE / "iso3166.yaml", "packs", "packs/iso3166.yaml")
    known = frozenset(codes.value["codes"].split())
    place, shown = _place(regime)
    folder = Folder(place, "regime", shown)
    _raise(folder, unknown_provision_keys(folder.value.get("provisions")))
    law = folder.convert(Regime)
    _raise(folder, [*law_nine(law), *check(law, known)])
    folders = [codes, folder]
    languages: dict[str, Language] = {}
    for code in law.languages:
        languages[code], used = _language(code, folder, known)
        folders.append(used)
    scales_folder = Folder(_HERE / "scales", "scales")
    folders.append(scales_folder)
    scales = scales_folder.convert(Scales)
    _raise(scales_folder, law_nine(scales))
    digests = {name: digest for used in folders for name, digest in used.digests.items()}
    return Pack(regime=law, languages=languages, scales=scales, digest=sha256(encode(digests)))


def place_of(regime: str, folder: Path) -> Path:
    """The folder of a regime as a watch in `folder` names it: one that ships, by its name, or a path seen from the watch; of a
    regime that is one file, the folder in which it lies."""
    if regime in shipped():
        return _HERE / "regimes" / regime
    place = folder / regime
    return place if place.is_dir() else place.parent


def _place(regime: str | Path) -> tuple[Path, str]:
    if isinstance(regime, str) and regime in shipped():
        return _HERE / "regimes" / regime, f"regimes/{regime}"
    place = Path(regime)
    if not place.exists():
        names = ", ".join(shipped())
        raise PackError([Problem(str(regime), 0, "no such regime", f"name a folder, a file or one of: {names}")])
    return place, str(regime)


def _language(code: str, regime: Folder, codes: frozenset[str]) -> tuple[Language, Folder]:
    place = _HERE / "languages" / code
    if not (code.isalpha() and place.is_dir()):
        known = ", ".join(sorted(folder.name for folder in (_HERE / "languages").iterdir() if folder.is_dir()))
        raise PackError([regime.problem(("languages",), f"no language '{code}'", f"name one of: {known}")])
    folder = Folder(place, f"languages/{code}")
    # The folder's name is the code: a row need not repeat it.
    if folder.value.setdefault("code", code) != code:
        raise PackError([folder.problem(("code",), "the code is not the folder's name", f"write {code}")])
    language = folder.convert(Language)
    _raise(folder, [*law_nine(language), *country_codes(language.countries, codes)])
    return language, folder


def _raise(folder: Folder, faults: Iterable[Fault]) -> None:
    problems: list[Any] = [folder.problem(*fault) for fault in faults]
    if problems:
        raise PackError(problems)
