"""The signs of a map: each kind has a shape of its own, so that no colour is needed to tell them apart."""

from __future__ import annotations

from markupsafe import Markup

from vetoproof.report.charts.svg import element, line, number, shape

WORDS = {
    "watched": "watched place, with its radius",
    "port": "port",
    "dark_call": "last report before a silence consistent with a call",
    "gap": "AIS silence: last report, and the next one",
    "jump": "impossible way between two reports",
    "meeting": "meeting of two ships",
    "port_call": "port call",
    "loiter": "loitering",
    "identity": "trouble of identity",
    "draught": "change of draught",
    "seen": "image or witness: ship seen",
    "empty": "image or witness: nothing seen",
    "disputed": "image: readers disagree",
    "voyage": "voyage between calls",
}
"""Kinds, in the order of the legend, and what they are called there."""

POINTS = ("watched", "port", "dark_call", "gap", "jump", "meeting", "port_call", "loiter", "identity", "draught", "seen",
          "empty", "disputed")  # fmt: skip
WAYS = ("gap", "jump", "identity", "voyage")
NAMED = ("watched", "port")
"""Kinds whose labels are names; the others' are numbers or letters of a list."""

SIZE = 5.6
"""Pixels from the middle of a sign that are kept free of labels and of other signs."""


def css(kind: str) -> str:
    return f"k-{kind.replace('_', '-')}"


def sign(kind: str, x: float, y: float, *more: Markup) -> Markup:
    """The sign of a kind at a place in pixels."""
    parts = _parts(kind, x, y)
    return element("g", *more, *parts, class_=css(kind))


def _parts(kind: str, x: float, y: float) -> list[Markup]:
    if kind == "watched":
        return [_ring(x, y, 5.4, "open"), _ring(x, y, 1.9, "full")]
    if kind == "port":
        return [shape("square", x, y, 3.2, "open")]
    if kind == "dark_call":
        return [shape("diamond", x, y, 4.8, "full")]
    if kind == "gap":
        return [_ring(x, y, 2.6, "full")]
    if kind == "jump":
        return [shape("cross", x, y, 4.4, "halo"), shape("cross", x, y, 4.4, "bare")]
    if kind == "meeting":
        return [_ring(x - 2.4, y, 3.4, "open"), _ring(x + 2.4, y, 3.4, "ring")]
    if kind == "port_call":
        return [shape("square", x, y, 4.6, "full")]
    if kind == "loiter":
        return [shape("hexagon", x, y, 4.9, "open")]
    if kind == "identity":
        return [shape("wedge", x, y, 4.4, "full")]
    if kind == "draught":
        return [shape("plus", x, y, 4.0, "halo"), shape("plus", x, y, 4.0, "bare")]
    return _eye(kind, x, y)


def _ring(x: float, y: float, r: float, class_: str) -> Markup:
    return element("circle", cx=x, cy=y, r=r, class_=class_)


def _eye(kind: str, x: float, y: float) -> list[Markup]:
    """An eye: with a pupil where a ship was seen, struck out where none was, half filled where readers disagree."""
    lid = f"M{number(x - 6.6)} {number(y)}q6.6 -6.6 13.2 0q-6.6 6.6 -13.2 0z"
    parts = [element("path", d=lid, class_="open")]
    if kind == "seen":
        parts.append(_ring(x, y, 2.3, "full"))
    elif kind == "disputed":
        parts.append(element("path", d=f"M{number(x)} {number(y - 3.2)}v6.4q-3.3 -.2 -6 -3.2q2.7 -3 6 -3.2z", class_="full"))
    else:
        parts.append(line(x - 4.6, y + 4.6, x + 4.6, y - 4.6, "bare"))
    return parts


def way(kind: str, points: list[tuple[float, float]]) -> list[Markup]:
    """A line with its two ends: a full dot where it begins; a hollow one where the ship was heard next, a cross for a jump."""
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    (ax, ay), (bx, by) = points[0], points[-1]
    parts = [element("polyline", points=corners, class_=f"way {css(kind)}")]
    if kind == "gap":
        parts += [_ring(ax, ay, 2.6, "full"), _ring(bx, by, 2.9, "open")]
    elif kind == "voyage":
        parts.append(_ring(bx, by, 2.0, "full"))
    else:
        far = sign("jump", bx, by) if kind == "jump" else sign("identity", bx, by)
        parts += [_ring(ax, ay, 2.2, "full"), far]
    return parts


def key(kind: str, x: float, y: float, line_: bool) -> Markup:
    """What stands before the words of a kind in the legend, 26 pixels wide from `x`."""
    if line_:
        return element("g", *way(kind, [(x + 2, y), (x + 20, y)]), class_=css(kind))
    return sign(kind, x + 13, y)
