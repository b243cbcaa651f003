"""How far a listing reaches: the parties that meet a rule's criteria through the holdings, certainly or possibly.

Both sets grow from the listed persons until nothing is added (a least fixed point), so that cycles end, companies that hold
each other without a listed person behind them are not reached, the order of rows does not matter, and a greater share held by
those who are reached can only reach more.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Literal, NamedTuple

from vetoproof.packs.screening.ownership import Criterion, Rule
from vetoproof.screen.ownership.holdings import Holding, Holdings
from vetoproof.screen.ownership.share import Share, rest, total

State = Literal["met", "cannot be told", "not shown"]


class Finding(NamedTuple):
    """One criterion on one entity: its state, the share that listed persons and those reached hold (None: not a matter of
    shares), the share of all holdings loaded, and the holdings that count."""

    criterion: Criterion
    state: State
    share: Share | None
    accounted: Share
    counted: tuple[Holding, ...]
    clash: bool = False
    """The lowest shares add up to more than 100 %: the rows contradict each other."""


class Reach(NamedTuple):
    """The parties reached from `seeds` (listed persons): certainly, and possibly (which includes the certain ones)."""

    seeds: frozenset[str]
    sure: frozenset[str]
    possible: frozenset[str]


def reach(rule: Rule, held: Holdings, seeds: Iterable[str], within: frozenset[str]) -> Reach:
    """Everybody `within` whom the rule reaches from the listed persons `seeds`.

    Each entity is judged again only when one of its owners was reached: a chain of thousands takes one judgement a link.
    """
    listed = frozenset(seeds)
    holds: dict[str, list[str]] = {}
    for entity in sorted(within - listed):
        for owner in dict.fromkeys(one.owner for one in held.of.get(entity, ())):
            holds.setdefault(owner, []).append(entity)
    sure = _grown(rule, held, listed, holds, ("met",))
    return Reach(listed, sure, _grown(rule, held, listed, holds, ("met", "cannot be told")) | sure)


def _grown(
    rule: Rule, held: Holdings, listed: frozenset[str], holds: dict[str, list[str]], states: tuple[State, ...]
) -> frozenset[str]:
    group, ahead = set(listed), sorted(listed)
    while ahead:
        for entity in holds.get(ahead.pop(), ()):
            if entity not in group:
                # For the certain set what is possible plays no part: certainty grows from the lowest shares alone.
                found = judge(rule, held.of[entity], group, group)
                if any(one.state in states and one.criterion.makes in rule.passes for one in found):
                    group.add(entity)
                    ahead.append(entity)
    return frozenset(group)


def judge(rule: Rule, holdings: tuple[Holding, ...], sure: Set[str], possible: Set[str]) -> tuple[Finding, ...]:
    """Every criterion of the rule on one entity, given who is reached: `possible` includes `sure`."""
    return tuple(_finding(criterion, holdings, sure, possible) for criterion in rule.criteria)


def _finding(criterion: Criterion, holdings: tuple[Holding, ...], sure: Set[str], possible: Set[str]) -> Finding:
    rows = tuple(one for one in holdings if one.kind == criterion.rows)
    certain, may = _counted(rows, sure), _counted(rows, possible)
    accounted = total(one.share for one in rows)
    if not criterion.counted:
        state: State = "not shown"
        if criterion.counts == "met" and any(one.sure for one in certain):
            state = "met"
        elif criterion.counts != "sign" and may:
            state = "cannot be told"
        return Finding(criterion, state, None, accounted, may)
    low, high = total(one.share for one in certain), total(one.share for one in may)
    clash = sum(one.share.low for one in rows) > 100
    share = Share(low.low, high.high, low.above, high.below)
    if not clash:
        # What others hold for certain cannot be theirs: where N holds 60 %, an unknown share of A is at most 40 %.
        left = rest(one.share for one in rows if one not in may)
        if (left.high, not left.below) < (share.high, not share.below):
            share = Share(low.low, left.high, low.above, left.below)
    state = "not shown"
    if share.reaches(criterion.at_least, criterion.more_than):
        state = "met"
    elif may and share.may_reach(criterion.at_least, criterion.more_than):
        state = "cannot be told"
    return Finding(criterion, state, share, accounted, may, clash)


def _counted(rows: tuple[Holding, ...], reached: Set[str]) -> tuple[Holding, ...]:
    """The holdings of those reached, and those held with one of them under a joint arrangement."""
    mine = [one for one in rows if one.owner in reached]
    labels = {one.jointly for one in mine if one.jointly}
    return tuple(one for one in rows if one.owner in reached or one.jointly in labels)
