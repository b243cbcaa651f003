"""The error browser as one self-contained HTML file: no network, a strict policy, readable without scripts."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec
from markupsafe import Markup

from vetoproof.gold import scores, stories
from vetoproof.gold.comparison import Comparison
from vetoproof.gold.scores import Scores
from vetoproof.gold.stories import Averaged
from vetoproof.goldpage.items import DIFFERENCES, STATES, Page, page

if TYPE_CHECKING:
    from jinja2 import Environment

NO_KIND = "not told"
"""Under which documents are filtered of whose kind no index tells."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One set of one split. Without `pages` only its scores are shown."""

    set: str
    split: str
    scores: Scores
    averages: dict[str, Averaged]
    kinds: dict[str, Scores]
    pages: tuple[Page, ...] = ()

    @classmethod
    def of(cls, set_: str, split: str, comparisons: Sequence[Comparison], *, texts: bool) -> Part:
        """The scores of a set, and its documents where their texts may be shown."""
        return cls(
            set=set_,
            split=split,
            scores=scores.total(comparisons),
            averages=stories.averages(comparisons),
            kinds=scores.by_kind(comparisons),
            pages=tuple(page(one, set_) for one in comparisons) if texts else (),
        )


class Filter(msgspec.Struct, frozen=True):
    """One filter: the key that cards carry, its label, and its values with how many cards have each."""

    key: str
    title: str
    values: tuple[tuple[str, int], ...]


def render(parts: Sequence[Part], reader: str) -> str:
    """The page. `reader`: who read, as readings carry it (name@version)."""
    pages = [one for part in parts for one in part.pages]
    template = _environment().get_template("errors.html.jinja")
    return template.render(
        parts=parts,
        pages=pages,
        reader=reader,
        states=STATES,
        counts={state: sum(one.count(state) for one in pages) for state in STATES},
        filters=filters(pages),
        style=Markup("\n".join((_asset("vetoproof.report", "page.css"), _asset("vetoproof.goldpage", "errors.css")))),
        script=_script(),
        script_hash=base64.b64encode(hashlib.sha256(str(_script()).encode()).digest()).decode(),
    )


def filters(pages: Iterable[Page]) -> tuple[Filter, ...]:
    """Every filter that has more than one value to choose from."""
    events, slots, stances, kinds, depths, sets = (Counter[str]() for _ in range(6))
    for one in pages:
        for item in one.items:
            events.update(item.events)
            slots.update(item.wrong)
            stances.update(item.stances)
            kinds[one.kind or NO_KIND] += 1
            depths[str(item.depth)] += 1
            sets[one.set] += 1
    found = (
        Filter("event", "Event type", _sorted(events)),
        Filter("slot", "Differs in", tuple((name, slots[name]) for name in DIFFERENCES if slots[name])),
        Filter("stance", "Stance", _sorted(stances)),
        Filter("kind", "Kind of document", _sorted(kinds)),
        Filter("depth", "Chain depth", _sorted(depths)),
        Filter("set", "Set", _sorted(sets)),
    )
    return tuple(one for one in found if len(one.values) > 1 or (one.key == "slot" and one.values))


def _sorted(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items()))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("vetoproof.goldpage"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(no_kind=NO_KIND)
    return environment


def _asset(package: str, name: str) -> str:
    return files(package).joinpath("assets", name).read_text("utf-8")


@lru_cache(maxsize=1)
def _script() -> Markup:
    return Markup(_asset("vetoproof.goldpage", "errors.js"))
