"""Diagrams of growth for the documentation: panels side by side over one axis in powers of ten, as one SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDE, HIGH, LEFT, TOP = 300, 240, 60, 40
Point = tuple[float, float]


class Panel(NamedTuple):
    """One diagram: its title, the marks of its upright axis, whether that is in powers of ten, and points by series. `ideal`: a
    dashed line from the first point of each series, as if what is measured grew as the size does."""

    title: str
    marks: Sequence[float]
    powers: bool
    series: Mapping[str, Sequence[Point]]
    ideal: bool = False


def svg(
    title: str, desc: str, across: str, sizes: Mapping[float, str], panels: Sequence[Panel], colours: Mapping[str, str]
) -> str:
    """The picture. `across` names the axis, `sizes` are its marks with their words; `colours` by series, as in the legend."""
    width, height = len(panels) * (WIDE + LEFT + 20) + 20, HIGH + TOP + 50
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12" fill="#222222">',
        f"<title>{title}</title>", f"<desc>{desc}</desc>", f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]  # fmt: skip
    ends = math.log10(min(sizes)), math.log10(max(sizes))
    for at, panel in enumerate(panels):
        x0 = LEFT + at * (WIDE + LEFT + 20)
        top = max([*panel.marks, *(value for some in panel.series.values() for _, value in some)])
        low = math.log10(min(panel.marks)) if panel.powers else 0.0
        span = (math.log10(top) if panel.powers else top * 1.04) - low

        def high(value: float, panel: Panel = panel, low: float = low, span: float = span) -> float:
            return round(TOP + HIGH - HIGH * ((math.log10(value) if panel.powers else value) - low) / span, 1)

        def over(size: float, x0: int = x0) -> float:
            return round(x0 + 20 + (WIDE - 40) * (math.log10(size) - ends[0]) / (ends[1] - ends[0]), 1)

        parts.append(f'<text x="{x0 + WIDE / 2}" y="{TOP - 16}" text-anchor="middle">{panel.title}</text>')
        for mark in panel.marks:
            parts.append(f'<path d="M{x0} {high(mark)}H{x0 + WIDE}" stroke="#dddddd"/>')
            parts.append(f'<text x="{x0 - 6}" y="{high(mark) + 4}" text-anchor="end">{mark:g}</text>')
        for size, words in sizes.items():
            parts.append(f'<path d="M{over(size)} {TOP}V{TOP + HIGH}" stroke="#dddddd"/>')
            parts.append(f'<text x="{over(size)}" y="{TOP + HIGH + 18}" text-anchor="middle">{words}</text>')
        for which, (name, colour) in enumerate(colours.items()):
            points = [(over(size), high(value)) for size, value in panel.series.get(name, ())]
            if panel.ideal and len(points) > 1:
                (first, value), (last, _) = panel.series[name][0], panel.series[name][-1]
                line = f"{over(first)},{high(value)} {over(last)},{high(min(top, value * last / first))}"
                parts.append(f'<polyline points="{line}" fill="none" stroke="#888888" stroke-dasharray="5 4"/>')
            joined = " ".join(f"{x},{y}" for x, y in points)
            parts.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
            parts += [f'<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"/>' for x, y in points]
            if at == 0:
                parts.append(f'<text x="{x0 + 10}" y="{TOP + 18 + 18 * which}" fill="{colour}">{name}</text>')
    parts.append(f'<text x="{width / 2}" y="{height - 8}" text-anchor="middle">{across}</text>')
    return "\n".join([*parts, "</svg>\n"])
