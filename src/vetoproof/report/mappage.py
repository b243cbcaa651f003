"""A map as one file: a page with the map and the list of what it draws, or the drawing alone; no script, no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

from vetoproof.report import dates, numbers
from vetoproof.report.charts.seamap import Line, Mark, seamap
from vetoproof.report.charts.symbols import key

if TYPE_CHECKING:
    from jinja2 import Environment

WIDE, NARROW = 834.0, 366.0
"""Pixels of the two drawings of a page; its width chooses, since text in a drawing shrinks with it."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list: its number or letter on the map ("" where it is not drawn), when, who, where, and what was found.

    `start`, `end` ISO instants in UTC. `probability` 0 to 1, None where the rule gives none. `told`: pairs of name and value.
    """

    key: str
    title: str
    start: str = ""
    end: str = ""
    ships: str = ""
    probability: float | None = None
    rule: str = ""
    told: tuple[tuple[str, str], ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one kind. `notes`: what else the reader has to know of them, such as how many are not listed."""

    kind: str
    title: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A map to be drawn, and what stands beside it. `box`: see `seamap`."""

    title: str
    desc: str
    marks: Sequence[Mark]
    lines: Sequence[Line]
    box: tuple[float, float, float, float] | None = None
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()


def page(sheet: Sheet) -> str:
    """The map with its list as one HTML file."""
    return (
        _environment()
        .get_template("seamap.html.jinja")
        .render(
            sheet=sheet,
            wide=seamap(sheet.marks, sheet.lines, WIDE, sheet.title, sheet.desc, box=sheet.box),
            narrow=seamap(sheet.marks, sheet.lines, NARROW, sheet.title, sheet.desc, box=sheet.box),
            style=Markup(
                "\n".join(_asset(name) for name in ("page.css", "charts.css", "seamap.css", "mappage.css", "print.css"))
            ),
        )
    )


def drawing(sheet: Sheet, width: float = WIDE) -> str:
    """The map alone as an SVG file, in the colours of daylight written out: drawing programs know no variables of styles."""
    drawn = seamap(sheet.marks, sheet.lines, width, sheet.title, sheet.desc, box=sheet.box)
    head, _, rest = str(drawn).partition(">")
    paper = '<rect class="paper" width="100%" height="100%"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}><style>{_plain_style()}</style>{paper}{rest}\n'


@lru_cache(maxsize=1)
def _plain_style() -> str:
    known = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", _daylight("page.css") + _daylight("seamap.css")))
    rules = re.sub(r"/\*.*?\*/|:root\s*\{[^}]*\}|@media[^{]*\{\s*(?::root\s*\{[^}]*\}\s*)?\}", "", _asset("seamap.css"))
    filled = re.sub(r"var\((--[\w-]+)\)", lambda found: known[found[1]], rules)
    return " ".join([*filled.split(), f".paper {{ fill: {known['--paper']}; }}"])


def _daylight(name: str) -> str:
    """The variables of a style sheet before any condition."""
    return _asset(name).partition("@media")[0]


def _asset(name: str) -> str:
    return files("vetoproof.report").joinpath("assets", name).read_text("utf-8")


def _key(kind: str, line: bool) -> Markup:
    svg = Markup('<svg class="chart seamap key" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">{}</svg>')
    return svg.format(key(kind, 1.0, 8.0, line))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("vetoproof.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(time=dates.time, counted=numbers.counted, per_cent=numbers.per_cent, sign=_key)
    return environment
