"""What each observation on two names is worth: `weights.yaml`, fitted by `train/names.py fit`."""

from __future__ import annotations

from pathlib import Path

import msgspec
import yaml

from vetoproof.packs.errors import PackError, Problem

FILE = Path(__file__).with_suffix(".yaml")


class NameWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Weights in powers of ten, for each group of names: a kind of bearer and a system of reading ("person-korean").

    `groups[g][f]` multiplies the amount of feature f; `start` is what a comparison begins with.
    Beyond `knee` each further power of ten counts `slope` only: of pairs so alike too few are labelled to tell, and namesakes
    exist. `prior` and `threshold` are the usual ones.
    """

    source: str
    limitation: str
    prior: float
    threshold: float
    knee: float
    slope: float
    groups: dict[str, dict[str, float]]

    def of(self, kind: str, system: str) -> dict[str, float]:
        """The weights for names of a kind under a system; where that pair has none of its own, those of persons."""
        return self.groups.get(f"{kind}-{system}") or self.groups.get(f"person-{system}") or self.groups["person-latin"]


def load(place: Path = FILE) -> NameWeights:
    """The fitted weights. Raises PackError where the file is none."""
    try:
        raw = yaml.load(place.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return msgspec.convert(raw, NameWeights)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        shown = f"packs/screening/{place.name}"
        raise PackError([Problem(shown, 0, str(error), "fit the weights again, or reinstall the package")]) from error
