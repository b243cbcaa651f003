"""The sex of a person as printed, and what agreement or contradiction proves."""

from __future__ import annotations

import math
import unicodedata
from functools import cached_property
from typing import Literal, NamedTuple

from vetoproof.packs.names.genders import Genders as Table
from vetoproof.packs.names.genders import load

Gender = Literal["male", "female", "unknown"]
Relation = Literal["same", "different", "unknown"]


class GenderVerdict(NamedTuple):
    """How two printed sexes stand to each other; `log10` of the likelihood ratio and a reason to print."""

    relation: Relation
    log10: float
    reason: str


class GenderModel(NamedTuple):
    """The model behind the weights.

    `wrong`: the share of one party's pairs of entries that print different sexes (assumed: a slip, or a form's default).
    `male`: the share of males among listed persons whose sex is printed (4,495 of 5,209 on a treasury's list of January 2023
    and in Regulations 269/2014 and 2017/1509), from which follows how often two parties agree.
    """

    wrong: float = 0.01
    male: float = 0.86


class Genders:
    """Reads and compares printed sexes. The table is loaded when first needed."""

    def __init__(self, table: Table | None = None) -> None:
        self._given = table

    @cached_property
    def _words(self) -> dict[str, Gender]:
        table = self._given or load()
        words: dict[str, Gender] = dict.fromkeys(table.male, "male")
        words.update(dict.fromkeys(table.female, "female"))
        return words

    def read(self, printed: str) -> Gender:
        """ "Male", "f.", "женский" -> male, female; anything else, both at once included, is unknown."""
        words = unicodedata.normalize("NFKC", printed).casefold().replace("/", " ").replace(",", " ").replace(";", " ").split()
        found = {self._words.get(word.strip(" .()"), "unknown") for word in words}
        return found.pop() if len(found) == 1 else "unknown"

    def compare(self, a: Gender, b: Gender, model: GenderModel | None = None) -> GenderVerdict:
        """Agreement says a little, most listed persons being male; contradiction says more; an omission says nothing."""
        m = model or GenderModel()
        if "unknown" in (a, b):
            return GenderVerdict("unknown", 0.0, "sex not given on at least one side")
        if a != b:
            chance = 2 * m.male * (1 - m.male)
            return GenderVerdict("different", _ratio(m.wrong, chance), f"sex differs: {a} and {b}")
        share = m.male if a == "male" else 1 - m.male
        # One party is of this sex as often as any (share); two parties both are share x share.
        return GenderVerdict("same", _ratio((1 - m.wrong) * share, share * share), f"{a} on both")


def _ratio(same: float, two: float) -> float:
    return round(math.log10(same / two), 4)
