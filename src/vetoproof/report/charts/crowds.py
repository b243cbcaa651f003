"""Signs that would cover each other: those of a kind become one with a count, those of different kinds step aside.

Nothing goes in silence: a sign that stands for many says for how many, and the labels that it takes the place of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import msgspec

from vetoproof.report.charts.symbols import NAMED, POINTS, SIZE

MOST = 300
"""Signs that a map holds at most; where there are more, those of a kind are put together from farther around."""
REACHES = (8.0, 14.0, 24.0, 40.0, 70.0, 120.0)
"""Pixels within which signs of a kind become one: at first those that would touch."""
ROOM = 9
"""Letters that the label of a crowd may have before it is cut to its first and a count."""


class Crowd(msgspec.Struct, frozen=True):
    """Signs of one kind drawn as one: their place in pixels, and which they are, by their index in what was given."""

    kind: str
    x: float
    y: float
    members: tuple[int, ...]


def crowds(places: Sequence[tuple[str, float, float]]) -> list[Crowd]:
    """Signs (kind, pixels) put together, at most about `MOST`; in the order of kinds, then as given.

    Watched places stand alone, and ports where there are few of them."""
    made: list[Crowd] = []
    for reach in REACHES:
        made = _together(places, reach)
        if len(made) <= MOST:
            break
    return sorted(made, key=lambda crowd: (POINTS.index(crowd.kind), crowd.members))


def _together(places: Sequence[tuple[str, float, float]], reach: float) -> list[Crowd]:
    grid: dict[tuple[str, int, int], list[list[int]]] = {}
    found: list[list[int]] = []
    for i, (kind, x, y) in enumerate(places):
        column, row = int(x // reach), int(y // reach)
        near = [] if kind == "watched" or (kind == "port" and reach == REACHES[0]) else [
            group
            for dx in (-1, 0, 1) for dy in (-1, 0, 1)
            for group in grid.get((kind, column + dx, row + dy), [])
            if math.hypot(places[group[0]][1] - x, places[group[0]][2] - y) < reach
        ]  # fmt: skip
        if near:
            min(near, key=lambda group: group[0]).append(i)
        else:
            found.append([i])
            grid.setdefault((kind, column, row), []).append(found[-1])
    return [_crowd(places, group) for group in found]


def _crowd(places: Sequence[tuple[str, float, float]], group: list[int]) -> Crowd:
    x, y = sum(places[i][1] for i in group) / len(group), sum(places[i][2] for i in group) / len(group)
    return Crowd(places[group[0]][0], x, y, tuple(group))


def aside(groups: Sequence[Crowd], inside: Callable[[float, float], bool]) -> list[tuple[float, float]]:
    """Where each sign is drawn: in its place, or beside it where one drawn before it stands there. Named places never move,
    and none leaves the frame."""
    placed: list[tuple[float, float]] = []
    for group in groups:
        x, y = group.x, group.y
        if group.kind in NAMED:
            placed.append((x, y))
            continue
        tries = [(x, y)]
        for far in (2.3 * SIZE, 4.4 * SIZE, 6.5 * SIZE):
            tries += [(x + far * math.cos(turn * math.pi / 4), y - far * math.sin(turn * math.pi / 4)) for turn in range(8)]
        free = (one for one in tries if inside(*one) and all(math.dist(one, other) >= 1.9 * SIZE for other in placed))
        placed.append(next(free, (x, y)))
    return placed


def joined(labels: Sequence[str], many: int) -> str:
    """The labels of a crowd of `many` in few letters: "3-5, 9"; "3 +12" for more; "×12" where none has a label."""
    said = list(dict.fromkeys(label for label in labels if label))
    if not said:
        return f"×{many}" if many > 1 else ""
    more = many - sum(1 for label in labels if label)
    whole = ", ".join(_runs(said))
    if more == 0 and len(whole) <= max(ROOM, len(said[0])):
        return whole
    return f"{said[0]} +{many - 1}"


def _runs(labels: list[str]) -> list[str]:
    """Numbers that follow each other as one run; what is no number as it is."""
    if not all(label.isascii() and label.isdigit() for label in labels):
        return labels
    runs: list[list[int]] = []
    for value in sorted(int(label) for label in labels):
        if runs and value == runs[-1][-1] + 1:
            runs[-1].append(value)
        else:
            runs.append([value])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}" for run in runs]
