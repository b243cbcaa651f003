"""The reasons of a test as lines that can be printed, each step under the one that it supports."""

from __future__ import annotations

from collections.abc import Iterator

from vetoproof.screen.ownership.apply import HEAD, Node, Reasoning
from vetoproof.screen.ownership.holdings import Holding
from vetoproof.screen.ownership.reach import Finding
from vetoproof.screen.ownership.rows import OwnershipRow

LISTED = "listed: "
"""Begins the words of a party that is listed, also where the rule looks at it apart from the others."""

_VERBS = {
    "ownership": "holds {share} of {owned}",
    "voting": "holds {share} of the votes in {owned}",
    "board": "may appoint or remove a majority of the board of {owned}",
    "control": "is said to control {owned}",
    "director": "sits in a governing body of {owned}",
}


def lines(reasoning: Reasoning) -> tuple[str, ...]:
    """The result first, then the tree, what is not known, and the rule with its source and how far its text was checked."""
    rule = reasoning.rule
    title = rule.title if rule else f"any rule of {reasoning.regime}"
    found = [HEAD, f"{reasoning.party} under {title}, as of {reasoning.as_of}: {reasoning.words}"]
    if reasoning.outcome in ("met", "cannot be told", "not shown"):
        found.append(f"  owned: {reasoning.owned}; controlled: {_control(reasoning)}")
        found += _tree(reasoning.tree, "  ")
    found += [f"  note: {caveat}" for caveat in reasoning.caveats]
    if rule:
        found.append(f"  rule: {rule.source} (text {_checked(rule.text)}). {rule.limitation}")
    return tuple(found)


def _checked(text: str) -> str:
    return {"secondary": "read in reports of it only", "verified": "verified"}.get(text, "unverified")


def _control(reasoning: Reasoning) -> str:
    rule = reasoning.rule
    if rule is None or not any(one.makes == "controlled" for one in rule.criteria):
        return "not part of this rule"
    signs = [one for one in reasoning.tree.findings if one.criterion.makes == "controlled" and one.counted]
    return reasoning.controlled if signs else "no indication loaded"


def _tree(root: Node, indent: str) -> Iterator[str]:
    """The tree from the top, without nesting calls: a chain of a thousand companies is printed like one of two."""
    ahead: list[str | tuple[Node, str]] = [(root, indent)]
    while ahead:
        item = ahead.pop()
        if isinstance(item, str):
            yield item
            continue
        node, left = item
        told: list[str | tuple[Node, str]] = [
            left + _finding(node, one) for one in node.findings if one.counted or one.criterion.counted
        ]
        if not node.owners:
            told.append(f"{left}nothing is loaded of who owns or controls {node.party}")
        for holding, owner in node.owners:
            told.append(f"{left}- {_holding(holding)}; {_owner(owner)}")
            if owner.owners:
                told.append((owner, left + "    "))
            told += [f"{left}  (not on this day: {_row(row)})" for row in holding.outside]
        told += [f"{left}- not on this day: {_row(row)}" for row in node.past]
        ahead += reversed(told)


def _finding(node: Node, finding: Finding) -> str:
    criterion = finding.criterion
    if finding.share is None:
        if criterion.counts == "sign":
            return f"{criterion.id}: {criterion.words}: a sign only"
        return f"{criterion.id}: {criterion.words}: {finding.state}"
    if not finding.accounted.high:
        return f"{criterion.id}: no row loaded"
    share = finding.share.text if finding.counted else "none of the rows"
    rest = f"; rows loaded account for {finding.accounted.text}" if finding.accounted.low < 100 else ""
    return f"{criterion.id}: {share} of {node.party}, {criterion.needed} is needed: {finding.state}{rest} ({criterion.words})"


def _owner(node: Node) -> str:
    if node.state == "listed" or node.words.startswith(LISTED):
        return f"{node.party} is {node.words}"
    if node.again:
        return f"{node.party}: see the line on its owners"
    if node.above:
        return f"{node.party} is not listed, nor is any of {node.above} loaded above it"
    if node.state == "not shown" and not node.owners:
        return f"{node.party} is not listed, and nothing is loaded of its owners"
    return f"{node.party}: {node.words}"


def _holding(holding: Holding) -> str:
    row = holding.rows[0]
    what = _VERBS[holding.kind].format(share=holding.share.text, owned=holding.owned)
    sources = "; ".join(sorted({one.source for one in holding.rows}))
    joint = f", held jointly ({holding.jointly})" if holding.jointly else ""
    return f"{holding.owner} {what}{_dates(row)}{joint} ({sources}{f': {row.note}' if row.note else ''})"


def _row(row: OwnershipRow) -> str:
    what = _VERBS[row.kind].format(share=row.share.text, owned=row.owned)
    return f"{row.owner} {what}{_dates(row)} ({row.source})"


def _dates(row: OwnershipRow) -> str:
    start = f" since {row.start}" if row.start else ", since when is not stated"
    return start + (f" until {row.end}" if row.end else "")
