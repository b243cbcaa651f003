"""What is cited of claimed totals and of rounds in containers: windows that sources print, and rounds a container."""

from __future__ import annotations

from typing import Literal

import msgspec

RoundsBasis = Literal["capacity stated", "estimate stated", "full weight", "unrelated sources"]


class CitedWindow(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A window that one source prints for a claimed total; `from_` None: it prints no beginning."""

    from_: str | None = None
    to: str | None = None
    note: str
    source: str


class Guessed(msgspec.Struct, frozen=True, kw_only=True):
    """A count of voyages that circulates for a claim without a source. It is refused, and stands here so that this is seen."""

    low: int
    high: int
    basis: str


class CitedClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claimed total with the windows that sources print for it, and the way by which the goods are said to have gone.

    It serves claims of the same figure, unit and claimant that print no window or name no way of their own. `said` is the day
    of the statement, from which it is known; `mode` needs `mode_source`, or it is not used.
    """

    id: str
    said: str
    speakers: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    unit: str = "containers"
    mode: str | None = None
    mode_source: str | None = None
    windows: tuple[CitedWindow, ...] = ()
    guessed: Guessed | None = None
    limitation: str


class RoundsPer(msgspec.Struct, frozen=True, kw_only=True):
    """Cited rounds of one calibre in a number of containers, or in a mass.

    With `containers`: rounds / containers. With `tonnes` and `payload_kg`: the containers are those that the mass fills, each
    loaded with `payload_kg`. `actors`: whose figure it is; it never tests their own claims. Raises ValueError where neither or
    both are given, or a number is not above 0.
    """

    id: str
    calibre_mm: int
    rounds_low: float
    rounds_high: float
    basis: RoundsBasis
    actors: tuple[str, ...]
    published: str
    source: str
    limitation: str
    containers: float | None = None
    tonnes: float | None = None
    payload_kg: float | None = None

    def __post_init__(self) -> None:
        given = [self.containers] if self.tonnes is None and self.payload_kg is None else [self.tonnes, self.payload_kg]
        if any(value is None or not 0 < value < 2**53 for value in given) or (self.containers is not None and len(given) == 2):
            raise ValueError(f"{self.id}: give either containers, or tonnes and payload_kg, above 0")
        if not 0 < self.rounds_low <= self.rounds_high < 2**53:
            raise ValueError(f"{self.id}: rounds_low to rounds_high is no interval above 0")

    @property
    def boxes(self) -> float:
        """The containers that the rounds are divided by."""
        if self.containers is not None:
            return self.containers
        assert self.tonnes is not None
        assert self.payload_kg is not None
        return self.tonnes * 1000 / self.payload_kg

    @property
    def per(self) -> tuple[float, float]:
        """Rounds a container."""
        return self.rounds_low / self.boxes, self.rounds_high / self.boxes

    @property
    def decides(self) -> bool:
        """Whether it bounds anything: a quotient of two sources that do not belong together is printed and decides nothing."""
        return self.basis != "unrelated sources"


class Shells(msgspec.Struct, frozen=True, kw_only=True):
    """Rounds of one calibre that containers could have held, by one basis; `decides` False: printed, never used."""

    id: str
    calibre_mm: int
    basis: RoundsBasis
    low: float
    high: float
    decides: bool
    arithmetic: str
    source: str
    limitation: str
