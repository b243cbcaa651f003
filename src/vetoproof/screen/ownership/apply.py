"""A regime's test applied to a party on a day: the result, the tree of reasons step by step, and what is not known.

What comes out is reasoning on the rows that were loaded, never a listing, and never says that a party is free: the best that a
party gets is that the rows loaded do not show it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from vetoproof.packs.screening.ownership import Makes, Rule, Rules
from vetoproof.screen.ownership.holdings import Holding, Holdings
from vetoproof.screen.ownership.reach import Finding, Reach, State, judge, reach
from vetoproof.screen.ownership.rows import OwnershipRow, span

Outcome = Literal["listed", "met", "cannot be told", "not shown", "no rule"]

HEAD = "Reasoning on the ownership rows loaded; this is not a listing."


class Listed(NamedTuple):
    """A party whose funds a regime freezes: its key in the rows, the listing in words ("Annex I"), and its first and last day
    (ISO, perhaps only a year; empty: not stated, or still listed). Whom only another measure names must not be given here."""

    party: str
    words: str
    since: str = ""
    until: str = ""


class Node(NamedTuple):
    """One party of the tree: its state, the criteria with the holdings that count, and its owners' nodes."""

    party: str
    state: Outcome
    words: str
    findings: tuple[Finding, ...] = ()
    owners: tuple[tuple[Holding, Node], ...] = ()
    past: tuple[OwnershipRow, ...] = ()
    again: bool = False
    """Shown elsewhere in the tree already, or held by itself through others."""
    above: int = 0
    """So many parties above it were looked at and are not shown, for no listed person is among them."""


class Reasoning(NamedTuple):
    """The result of one rule on one party on one day. `owned` and `controlled` are the states of the two tests apart."""

    party: str
    regime: str
    as_of: str
    outcome: Outcome
    words: str
    owned: State
    controlled: State
    tree: Node
    caveats: tuple[str, ...]
    rule: Rule | None


def apply_all(rules: Rules, held: Holdings, listed: Mapping[str, tuple[Listed, ...]], party: str) -> tuple[Reasoning, ...]:
    """Every regime's rule of the day of `held`, in the order of the table.

    `listed` gives each regime's listed persons by the regime's name in the table; a regime without a rule for that day says so.
    """
    today = {rule.regime: rule for rule in rules.on(held.day.isoformat())}
    regimes = dict.fromkeys(rule.regime for rule in rules.rules)
    return tuple(apply(today.get(name), held, listed.get(name, ()), party, regime=name) for name in regimes)


def apply(rule: Rule | None, held: Holdings, listed: Iterable[Listed], party: str, *, regime: str = "") -> Reasoning:
    """What `rule` makes of `party` on the day of `held`, given the persons whom its regime lists. Order never matters."""
    day = held.day.isoformat()
    if rule is None:
        words = f"no rule loaded for {day}"
        return Reasoning(
            party, regime, day, "no rule", words, "not shown", "not shown", Node(party, "no rule", words), (), None
        )
    entries = {one.party: one for one in sorted(listed) if _listed_on(one, held.day)}
    if party in entries:
        node = Node(party, "listed", _listing(entries[party]))
        return Reasoning(party, rule.regime, day, "listed", node.words, "not shown", "not shown", node, (), rule)
    within = held.above(party)
    seeds = sorted(entries.keys() & within)
    runs = [seeds] if rule.together == "all" else [[seed] for seed in seeds]
    reached = [reach(rule, held, run, within) for run in runs] or [Reach(frozenset(), frozenset(), frozenset())]
    best = max(reached, key=lambda one: _rank(rule, held, one, party))
    tree = _tree(rule, held, best, entries, party, within)
    owned, controlled = _state(tree.findings, "owned"), _state(tree.findings, "controlled")
    outcome = tree.state
    words = {"met": rule.met, "cannot be told": "cannot be told from the rows loaded"}.get(outcome, rule.unmet)
    return Reasoning(
        party,
        rule.regime,
        day,
        outcome,
        words,
        owned,
        controlled,
        tree,
        tuple(_caveats(rule, held, tree, reached, within)),
        rule,
    )


def _listed_on(one: Listed, day: date) -> bool:
    """A listing of "2021" counts from the first day on which it can have begun: a listed owner is never overlooked."""
    first, last = span(one.since), span(one.until)
    return not (first and day < first[0]) and not (last and day > last[1])


def _listing(one: Listed) -> str:
    return f"listed: {one.words}{f' since {one.since}' if one.since else ''}"


def _rank(rule: Rule, held: Holdings, found: Reach, party: str) -> tuple[int, tuple[tuple[object, ...], ...], tuple[str, ...]]:
    """The run that says most: met before possible before nothing, then the greatest share; last the name, for a fixed order."""
    findings = judge(rule, held.of.get(party, ()), found.sure, found.possible)
    shares = tuple((one.share.low, one.share.above, one.share.high) for one in findings if one.share)
    return {"met": 2, "cannot be told": 1, "not shown": 0}[_state(findings)], shares, tuple(sorted(found.seeds, reverse=True))


def _state(findings: Iterable[Finding], makes: Makes | None = None) -> State:
    states = {one.state for one in findings if makes is None or one.criterion.makes == makes}
    return "met" if "met" in states else "cannot be told" if "cannot be told" in states else "not shown"


def _tree(rule: Rule, held: Holdings, found: Reach, entries: Mapping[str, Listed], party: str, within: frozenset[str]) -> Node:
    """The reasons above `party`. Each party is told once, where it stands nearest; branches without a listed person are counted
    and not told. Built from the far end, for chains may be longer than the interpreter may nest."""
    told = held.below(entries.keys() & within, within)
    order, nearest = [party], {party: ""}
    for at in order:
        if at not in found.seeds:
            for holding in held.of.get(at, ()):
                if holding.owner not in nearest and holding.owner in told:
                    nearest[holding.owner] = at
                    order.append(holding.owner)
    nodes: dict[str, Node] = {}
    for at in reversed(order):
        node = _bare(rule, held, found, entries, at)
        if node.state != "listed":
            owners = tuple(
                (one, _owner(rule, held, found, entries, nodes, nearest, one.owner, at)) for one in held.of.get(at, ())
            )
            node = node._replace(owners=owners, past=held.past.get(at, ()))
        nodes[at] = node
    return nodes[party]


def _owner(
    rule: Rule,
    held: Holdings,
    found: Reach,
    entries: Mapping[str, Listed],
    nodes: Mapping[str, Node],
    nearest: Mapping[str, str],
    owner: str,
    of: str,
) -> Node:
    if nearest.get(owner) == of:
        return nodes[owner]
    node = _bare(rule, held, found, entries, owner)
    return node._replace(again=owner in nearest, above=0 if owner in nearest else len(held.above(owner)) - 1)


def _bare(rule: Rule, held: Holdings, found: Reach, entries: Mapping[str, Listed], party: str) -> Node:
    if party in found.seeds:
        return Node(party, "listed", _listing(entries[party]))
    findings = judge(rule, held.of.get(party, ()), found.sure, found.possible)
    state = _state(findings)
    words = {"met": rule.met, "cannot be told": "cannot be told"}.get(state, "not reached")
    if party in entries:
        words = f"{_listing(entries[party])}, but looked at apart: this rule does not add holdings"
    return Node(party, state, words, findings)


def _caveats(rule: Rule, held: Holdings, tree: Node, runs: list[Reach], within: frozenset[str]) -> Iterable[str]:
    holdings = [one for party in sorted(within) for one in held.of.get(party, ())]
    undated = sorted({row.where or f"{row.owner}, {row.owned}" for one in holdings if one.undated for row in one.rows})
    if undated:
        yield f"rows without a first day are taken to hold on {held.day}: {', '.join(undated)}"
    for one in holdings:
        if not one.sure:
            yield f"whether {one.owner} holds {one.owned} on {held.day} is not certain: its rows state only a year or month"
        if len({row.share for row in one.rows}) > 1:
            yield f"sources differ on what {one.owner} holds of {one.owned}: {one.share.text}"
    if any(finding.clash for finding in tree.findings):
        yield f"the shares of {tree.party} add up to more than 100 %: the rows contradict each other"
    if rule.together == "each" and len(runs) > 1 and tree.state != "met":
        everybody = frozenset(seed for run in runs for seed in run.seeds)
        findings = judge(rule, held.of.get(tree.party, ()), everybody, everybody)
        if _state(findings, "owned") == "met":
            yield "listed persons together would meet the threshold; this rule does not add them without a joint arrangement"
    yield from rule.notes
