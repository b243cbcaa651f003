"""Identifiers: what a printed number is once print is taken off, whether its check digit is right, and what two of them prove.

The model behind the weights. If two entries are one party, a number that it bears once is printed equal on both except in
about 1 case in 1,000 (typing, or another party's number): that bounds a contradiction at 10^-3.
Two ships' numbers that both pass their check digit weigh more: such an error passes it in one case in ten only, and is a
whole other hull's number, not a slip, in fewer still (10^-5, set and not counted). If they are two parties, equal
numbers arise by such an error too, or because two registers count alike; the first is the power of ten in the table (`equal`),
the second bounds short numbers without a check digit: n characters are worth at most 10^(0.75 n), not being spread evenly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from vetoproof.model.names import Identifier
from vetoproof.packs.names.identifiers import Kind, Kinds, load
from vetoproof.screen.checkdigits import CHECKS

Relation = Literal["same", "different", "not comparable"]
Codes = Callable[[str], frozenset[str] | None]

WRONG_DIGIT = 2.0
"""Powers of ten that a wrong check digit costs: the number was mistyped at least once, so it may be a neighbour's."""

_COMMENT = re.compile(r"\([^()]*\)?")
# Letters of passports that look alike in two scripts are typed in either; one of both must stand for them.
_ALIKE = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_SERIAL = frozenset({"passport", "national_id"})


class IdentifierVerdict(NamedTuple):
    """What two identifiers prove: `log10` of the likelihood ratio (0 where nothing) and a reason that can be printed."""

    relation: Relation
    log10: float
    reason: str
    kind: str = ""


class Number(NamedTuple):
    """An identifier without its print. `stated`: its kind is printed or follows from its country; `good`: its check digit is
    right (None: has none); `codes`: the countries that `country`, as printed, stands for."""

    kind: str
    value: str
    stated: bool = True
    good: bool | None = None
    codes: frozenset[str] | None = None
    country: str = ""


class Identifiers:
    """Canonical forms, check digits, guesses and comparison of identifiers.

    `codes` reads countries as printed (see `nations`); without it, a number's country is not taken into account. The table is
    loaded when first needed.
    """

    def __init__(self, kinds: Kinds | None = None, codes: Codes | None = None) -> None:
        self._given = kinds
        self._codes = codes

    @cached_property
    def _table(self) -> Kinds:
        return self._given or load()

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The table, by kind."""
        return {kind.kind: kind for kind in self._table.identifiers}

    @cached_property
    def _forms(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(kind.form) for name, kind in self.kinds.items() if kind.form}

    @cached_property
    def _labels(self) -> dict[str, str]:
        named = ((label, kind.kind) for kind in self.kinds.values() for label in (kind.kind.replace("_", " "), *kind.labels))
        return dict(named)

    @cached_property
    def _noise(self) -> frozenset[str]:
        return frozenset(self._table.noise)

    def kind_of(self, label: str) -> str | None:
        """The kind that a printed label stands for ("Tax ID No." -> tax); None where no row knows it."""
        plain = " ".join(unicodedata.normalize("NFKC", label).lower().replace("_", " ").rstrip(".:# ").split())
        return self._labels.get(plain) or self._labels.get(plain.removesuffix(" no").removesuffix(" number").rstrip(".: "))

    def canonical(self, kind: str, value: str) -> str:
        """The value without label, comment, spacing and punctuation: "IMO: 851-7839 (2019)" -> "8517839"; "" if none is left.

        Addresses of cryptocurrencies keep their capitals, for these are part of them.
        """
        row = self.kinds.get(kind)
        text = unicodedata.normalize("NFKC", value).strip()
        if row is not None and row.exact:
            word = text.split()[-1] if text else ""
            return word.lower() if word[:2].lower() in ("0x", "bc") or word[:4].lower() == "ltc1" else word
        # "(357)(22660766)" is a number in brackets, "836110034 (diplomatic)" one with a comment.
        text = _first_part(bare if _numbered(bare := _COMMENT.sub(" ", text)) else text)
        words = [word.translate(_ALIKE) for word in unicodedata.normalize("NFKC", text.upper()).split()]
        # "PASSPORT NO. 55 0314316": long words without a digit are a label, short ones ("PS") may be part of the number.
        kept = [word for word in words if _numbered(word) or (len(_plain(word)) <= 3 and word.strip(".:#") not in self._noise)]
        plain = _plain("".join(kept)) or _plain("".join(words))
        form = self._forms.get(kind)
        if form is None or form.fullmatch(plain):
            return plain
        plain = plain.removeprefix(kind.upper().replace("_", ""))
        whole = [found for word in words if form.fullmatch(found := _plain(word))]
        return plain if form.fullmatch(plain) or not whole else whole[0]

    def valid(self, kind: str, value: str) -> bool | None:
        """Whether the check digit is right; None where the kind has none that is published. A wrong form is False."""
        return self._good(kind, self.canonical(kind, value))

    def _good(self, kind: str, plain: str) -> bool | None:
        row = self.kinds.get(kind)
        if row is None:
            return None
        if row.check:
            return CHECKS[row.check](plain)
        return None if not row.form or self._forms[kind].fullmatch(plain) else False

    def guess(self, value: str) -> tuple[str, ...]:
        """The kinds that a bare value may be, those whose check digit is right first: "8517839" -> imo.

        A label before the number decides ("LEI 6556009FCJ7O8QPFTC19"). A word without a digit is a name, not a number, unless
        it has the form of a BIC in capitals.
        """
        text = unicodedata.normalize("NFKC", value).strip()
        label, _, rest = text.replace(":", " ").rpartition(" ")
        if rest and (kind := self.kind_of(label)) and _numbered(rest):
            return (kind,)
        if not (_numbered(text) or (text.isupper() and len(text) in (8, 11))) or text.count(" ") > 3:
            return ()
        sure, shaped = [], []
        for name, row in self.kinds.items():
            if not row.check:
                continue
            plain = self.canonical(name, text)
            good = CHECKS[row.check](plain)
            if good is True:
                sure.append(name)
            elif good is None and name != "crypto" and self._forms[name].fullmatch(plain):
                shaped.append(name)
        return (*sure, *shaped)

    def read(self, one: Identifier) -> Number:
        """The number behind the print. Read a list's numbers once and `weigh` them often.

        Lists print companies' IMO numbers under the heading of ships', and national kinds under "tax" or "registration": where
        the check digit of such a kind is right, the number is of that kind; `stated` tells whether its country says so too.
        """
        kind = self.kind_of(one.kind) or one.kind
        row = self.kinds.get(kind)
        plain = self.canonical(kind, one.value)
        issued = self._codes(one.country) if self._codes and one.country else None
        good = self._good(kind, plain)
        # A kind that has a check digit of its own stays what it is printed as, but for ships and companies under one heading.
        general = row is not None and bool(row.family) and (not row.check or (row.family == "imo" and good is False))
        if row is not None and general:
            for name, other in self.kinds.items():
                if other.family != row.family or name == kind or not other.check:
                    continue
                value = self.canonical(name, one.value)
                strange = issued and other.issuer and other.issuer not in issued
                if not strange and self._forms[name].fullmatch(value) and CHECKS[other.check](value):
                    return Number(name, value, bool(issued and other.issuer), True, issued, one.country)
        return Number(kind, plain, True, good, issued, one.country)

    def compare(self, a: Identifier, b: Identifier) -> IdentifierVerdict:
        """Same, different (a contradiction) or not comparable, with the weight and a reason to print."""
        return self.weigh(self.read(a), self.read(b))

    def weigh(self, a: Number, b: Number) -> IdentifierVerdict:
        """`compare` on numbers that are read already."""
        row, second = self.kinds.get(a.kind), self.kinds.get(b.kind)
        title = row.title if row else a.kind.replace("_", " ")
        if a.kind != b.kind and not (row and second and row.family and row.family == second.family):
            other = second.title if second else b.kind.replace("_", " ")
            return _nothing(f"{title} and {other} are numbers of two kinds", a.kind)
        if not a.value or not b.value:
            return _nothing(f"{title}: nothing is left once the print is taken off", a.kind)
        serial = row is not None and row.kind in _SERIAL and _core(a.value) == _core(b.value)
        if a.value != b.value and not serial:
            return self._unequal(a, b)
        if a.kind != b.kind and row and second and row.family == "imo":
            return _nothing(f"{a.value} is one party's {title} and another's {second.title}", a.kind)
        if a.codes and b.codes and row and row.bears != "one" and not a.codes & b.codes:
            return _nothing(f"{title} {a.value} is equal, but {a.country} issued one and {b.country} the other", a.kind)
        weight = max(row.equal if row else 3.0, second.equal if second else 3.0)
        # Equal values of two kinds (a tax number that is an INN): the kind that has a check digit tells whether it is right.
        good = True if True in (a.good, b.good) else False if False in (a.good, b.good) else None
        if good is None:
            weight = min(weight, 0.75 * min(len(a.value), len(b.value)))
        words = {True: ", check digit right", False: ", but its check digit is wrong", None: ""}[good]
        if a.value != b.value:
            words, weight = f" but for the letters before it ({a.value}, {b.value})", weight - 1.0
        if good is False:
            weight -= WRONG_DIGIT
        shown = _core(a.value) if a.value != b.value else a.value
        return IdentifierVerdict("same", round(max(weight, 0.0), 4), f"{title} {shown} is equal{words}", a.kind)

    def _unequal(self, a: Number, b: Number) -> IdentifierVerdict:
        row = self.kinds.get(a.kind)
        title = row.title if row else a.kind.replace("_", " ")
        if row is None or row.bears != "one":
            return _nothing(f"{title}s {a.value} and {b.value} differ; a party may have several", a.kind)
        if a.kind != b.kind or not (a.stated and b.stated):
            return _nothing(f"numbers {a.value} and {b.value} differ; the kind of at least one is guessed", a.kind)
        if False in (a.good, b.good):
            wrong = a.value if a.good is False else b.value
            slip = "; one slip of the hand apart" if _one_slip(a.value, b.value) else ""
            return _nothing(f"{title}s {a.value} and {b.value} differ, but the check digit of {wrong} is wrong{slip}", a.kind)
        sure = ", both check digits right" if a.good and b.good else ""
        reason = f"{title}s differ: {a.value} and {b.value}{sure}; a party bears one"
        return IdentifierVerdict("different", row.differ, reason, a.kind)

    def compare_all(self, a: Iterable[Number], b: Iterable[Number]) -> tuple[IdentifierVerdict, ...]:
        """Every pair that proves something, the strongest first; numbers equal twice count once.

        Where a number of a kind is equal, other numbers of that kind contradict nothing: entries print former ones as well.
        """
        found: dict[str, IdentifierVerdict] = {}
        right = tuple(b)
        for one in a:
            for two in right:
                verdict = self.weigh(one, two)
                if verdict.relation != "not comparable":
                    found.setdefault(verdict.reason, verdict)
        same = {verdict.kind for verdict in found.values() if verdict.relation == "same"}
        kept = [verdict for verdict in found.values() if verdict.relation == "same" or verdict.kind not in same]
        return tuple(sorted(kept, key=lambda verdict: (-abs(verdict.log10), verdict.reason)))


def _nothing(reason: str, kind: str) -> IdentifierVerdict:
    return IdentifierVerdict("not comparable", 0.0, reason, kind)


def _first_part(text: str) -> str:
    """The first part with a digit: in "55 0314316, valid from 2019" what follows the comma is a comment or another number."""
    parts = re.split(r"[,;]", text)
    return next((part for part in parts if _numbered(part)), parts[0])


def _numbered(text: str) -> bool:
    return any(map(str.isdigit, text))


def _plain(word: str) -> str:
    return "".join(filter(str.isalnum, word))


def _core(value: str) -> str:
    """A passport's number without the letters of its series, which are often left out: "PS472330208" -> "472330208"."""
    core = value.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return core if len(core) >= 7 and core.isdigit() else value


def _one_slip(left: str, right: str) -> bool:
    """One character differs, or two neighbours changed places."""
    if len(left) != len(right):
        return False
    at = [place for place, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    swapped = len(at) == 2 and at[1] == at[0] + 1 and left[at[0]] == right[at[1]] and left[at[1]] == right[at[0]]
    return len(at) == 1 or swapped
