"""SVG elements as escaped text. Every figure drawn carries `data-claim` or `data-computed`, as law 2 asks of print."""

from __future__ import annotations

from markupsafe import Markup, escape

Attribute = str | int | float | None


def element(name: str, *children: str | Markup | None, **attributes: Attribute) -> Markup:
    """One element. Attribute names write `_` for `-` and `class_` for `class`; None leaves an attribute or a child out."""
    head = [name]
    for key, value in attributes.items():
        if value is None:
            continue
        shown = number(value) if isinstance(value, float) else str(value)
        head.append(f'{key.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    inner = Markup("").join(child for child in children if child is not None)
    return Markup(f"<{' '.join(head)}>{inner}</{name}>")


def link(note: int, claim: str, *children: Markup | None) -> Markup:
    """Leads to a footnote. Out of the order of tabs: the list beside every drawing holds the same links as text."""
    return element("a", *children, href=f"#fn-{note}", data_claim=claim, tabindex="-1")


def number(value: float) -> str:
    """A coordinate with one decimal at most: a tenth of a pixel is finer than any screen draws."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def rectangle(x: float, y: float, width: float, height: float, class_: str, *children: Markup, **more: Attribute) -> Markup:
    return element("rect", *children, x=x, y=y, width=max(width, 0.0), height=max(height, 0.0), class_=class_, **more)


def text(x: float, y: float, words: str, class_: str = "", anchor: str | None = None, **more: Attribute) -> Markup:
    return element("text", words, x=x, y=y, class_=class_ or None, text_anchor=anchor, **more)


def title(words: str) -> Markup:
    return element("title", words)


def picture(width: float, height: float, name: str, label: str, *children: str | Markup | None) -> Markup:
    """The whole drawing, which scales down with its column but never above its own size."""
    return element(
        "svg",
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        class_=f"chart {name}",
        role="img",
        aria_label=label,
    )


def shape(kind: str, x: float, y: float, size: float, class_: str, *children: Markup, **more: Attribute) -> Markup:
    """A mark by name, all of about the same area: circle, square, diamond, triangle, wedge, cross, plus, hexagon."""
    r = size
    if kind == "circle":
        return element("circle", *children, cx=x, cy=y, r=r, class_=class_, **more)
    if kind == "square":
        return rectangle(x - r * 0.89, y - r * 0.89, r * 1.78, r * 1.78, class_, *children, **more)
    if kind in ("cross", "plus"):
        a, b = (r * 0.95, r * 0.95) if kind == "cross" else (r * 1.15, 0.0)
        strokes = ((x - a, y - b, x + a, y + b), (x - b, y + a, x + b, y - a))
        path = "".join(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for x1, y1, x2, y2 in strokes)
        return element("path", *children, d=path, class_=f"{class_} stroked", **more)
    points = {
        "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        "triangle": ((0, -1.2), (1.2, 0.95), (-1.2, 0.95)),
        "wedge": ((0, 1.2), (1.2, -0.95), (-1.2, -0.95)),
        "hexagon": ((-1.1, 0), (-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95)),
    }[kind]
    corners = " ".join(f"{number(x + dx * r)},{number(y + dy * r)}" for dx, dy in points)
    return element("polygon", *children, points=corners, class_=class_, **more)
