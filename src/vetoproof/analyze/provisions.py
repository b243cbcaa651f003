"""What an event *may engage* of the law: one finding a mapped paragraph, each element shown with its state.

Nothing here says that anything was breached. A paragraph that was not in force is left out; an element that no claim speaks to
is unknown, and what is unknown is listed as missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from vetoproof.analyze.view import EventView
from vetoproof.model import Decision, Element, ElementState, Finding, Grade, Provision
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import ItemClass, Mapping
from vetoproof.track.windows import first_day, last_day


class Law(msgspec.Struct, frozen=True):
    """The pack's law as the rules need it, filtered to what was public by the as-of date. Built once for a record."""

    provisions: dict[str, Provision]
    mappings: dict[str, tuple[Mapping, ...]]
    items: tuple[ItemClass, ...]

    @classmethod
    def of(cls, pack: Pack, as_of: str | None) -> Law:
        provisions = {p.id: p for p in pack.regime.provisions if as_of is None or p.published <= as_of}
        mappings: dict[str, list[Mapping]] = {}
        for mapping in pack.regime.mappings:
            if mapping.provision in provisions and (as_of is None or mapping.published <= as_of):
                for kind in mapping.events:
                    mappings.setdefault(kind, []).append(mapping)
        return cls(provisions, {kind: tuple(rules) for kind, rules in mappings.items()}, pack.regime.items)


def findings(view: EventView, grade: Grade, pack: Pack | Law, *, decisions: Sequence[Decision] = ()) -> tuple[Finding, ...]:
    """Findings of one event, in the order of the pack. An event that nobody affirms engages nothing."""
    law = pack if isinstance(pack, Law) else Law.of(pack, view.as_of)
    affirming = tuple(sorted(row.claim for row in view.rows if row.stance in ("asserts", "acknowledges")))
    if not affirming:
        return ()
    result = []
    for mapping in law.mappings.get(view.type, ()):
        provision = law.provisions[mapping.provision]
        roles, goods = _roles(view, mapping), _goods(view, mapping, law)
        if roles is None or goods is None:
            continue
        if mapping.mode == "text" and goods.state == "unknown" and "purpose" in mapping.elements:
            # Neither what it was nor what it was for: nothing of the event bears on the paragraph.
            continue
        elements = tuple(_element(name, view, grade, provision, roles, goods, affirming) for name in mapping.elements)
        if any(element.name == "in force" and element.state == "contradicted" for element in elements):
            continue
        result.append(_finding(view, grade, mapping, provision, elements, decisions))
    # One paragraph may be reached by its text and by argument: what its text says comes first, and is said once.
    by_text = {finding.provision for finding in result if finding.mode == "text"}
    return tuple(f for f in result if f.mode == "text" or f.provision not in by_text)


def _finding(view: EventView, grade: Grade, mapping: Mapping, provision: Provision, elements: tuple[Element, ...],
             decisions: Sequence[Decision]) -> Finding:  # fmt: skip
    signed = [d for d in decisions if d.kind in ("sign", "retract") and d.target == f"{view.event}:{provision.id}"]
    latest = max(signed, key=lambda d: (d.at, d.id), default=None)
    voices = [*mapping.argued_by]
    for argument in mapping.later:
        if view.as_of is None or argument.published <= view.as_of:
            voices.extend(by for by in argument.by if by not in voices)
    argued = f", as argued by {'; '.join(voices)}" if voices else ""
    return Finding(
        provision=provision.id,
        mode=mapping.mode,
        argued_by=tuple(voices),
        elements=elements,
        missing=tuple(e.name for e in elements if e.state in ("unknown", "contradicted")),
        # The watch's default standard: two independent bases, one of them from outside, or an admission; the same rule
        # that makes the confidence moderate (analyze/admiralty.py).
        level="finding" if grade.confidence in ("moderate", "high") else "allegation",
        wording=f"may engage {provision.id}{argued}",
        reviewed_by=latest.by if latest is not None and latest.kind == "sign" else None,
    )


def _roles(view: EventView, mapping: Mapping) -> dict[str, bool] | None:
    """For each role that the mapping asks for, whether the event names it; None if the event contradicts one."""
    found: dict[str, bool] = {}
    for role in ("supplier", "recipient", "agent", "patient"):
        wanted, printed = getattr(mapping, role), getattr(view, role)
        if wanted is None:
            continue
        if printed is not None and wanted not in printed.split("|"):
            return None
        found[role] = printed is not None
    # An event that names none of the parties asked for cannot be laid at their door.
    return found if not found or any(found.values()) else None


def _element(name: str, view: EventView, grade: Grade, provision: Provision, roles: dict[str, bool], goods: Element,
             affirming: tuple[str, ...]) -> Element:  # fmt: skip
    if name == "in force":
        state, why = _in_force(view, provision)
        return Element(name=name, state=state, why=why)
    if name == "direction":
        unsaid = [role for role, said in roles.items() if not said]
        if unsaid:
            return Element(name=name, state="unknown", why=f"no claim names the {' or the '.join(unsaid)}", claims=affirming)
        return Element(
            name=name,
            state="asserted",
            why=f"the claims name the parties; the paragraph covers: {provision.direction}",
            claims=affirming,
        )
    if name == "bearer":
        return Element(name=name, state="shown", why=f"the duty is owed by: {provision.bearer}")
    if name == "item":
        return goods
    if name == "act":
        return _act(view, grade, affirming)
    return Element(name=name, state="unknown", why="no claim was read for it; it needs a reviewer")


def _in_force(view: EventView, provision: Provision) -> tuple[ElementState, str]:
    start = view.period_from or min(row.published for row in view.rows)
    end = view.period_to or max(row.published for row in view.rows)
    said = "the period printed" if view.period_from or view.period_to else "the days of publication, since no period is printed"
    begins, ends = first_day(provision.valid_from), last_day(provision.valid_to) if provision.valid_to else None
    if last_day(end) < begins or (ends is not None and first_day(start) > ends):
        return "contradicted", f"in force {provision.valid_from} to {provision.valid_to or 'now'}, the event {start} to {end}"
    if first_day(start) < begins or (ends is not None and last_day(end) > ends):
        return "unknown", f"in force only for a part of {start} to {end} ({said})"
    return "shown", f"in force since {provision.valid_from}" + (
        f" until {provision.valid_to}" if provision.valid_to else ""
    ) + f"; by {said}"


def _goods(view: EventView, mapping: Mapping, law: Law) -> Element | None:
    """The element "item": what the claims name of the goods that the mapping asks for.

    None where they name goods, and none of these classes: grain does not engage a paragraph on ships. Where no claim names any
    goods, the mapping holds only if it says that the event type itself speaks of them (`unnamed`).
    """
    wanted = set(mapping.items)
    naming: dict[str, set[str]] = {}
    unknown: dict[str, set[str]] = {}
    named = False
    for row in view.rows:
        if row.stance not in ("asserts", "acknowledges"):
            continue
        words = _words(f"{row.item or ''} {row.unit or ''}")
        for kind in law.items:
            word = next((w for w in kind.words if _words(w) in words), None)
            if word is None:
                continue
            named = True
            if kind.id in wanted or wanted & set(kind.shows):
                naming.setdefault(word, set()).add(row.claim)
            elif wanted & set(kind.leaves_unknown):
                unknown.setdefault(word, set()).add(row.claim)
    if naming:
        why = f"claims name: {', '.join(sorted(naming))}"
        return Element(name="item", state="asserted", why=why, claims=_all(naming))
    if unknown:
        why = f"claims name only {', '.join(sorted(unknown))}, whose contents were not identified"
        return Element(name="item", state="unknown", why=why, claims=_all(unknown))
    if wanted and (named or not mapping.unnamed):
        return None
    return Element(name="item", state="unknown", why="no claim names the goods")


def _words(text: str) -> str:
    """Lower case, words parted and closed in by single blanks, so that "arms" is not found in "farms"; plurals as printed."""
    return f" {' '.join(text.lower().split())} "


def _all(claims: dict[str, set[str]]) -> tuple[str, ...]:
    return tuple(sorted(set().union(*claims.values())))


def _act(view: EventView, grade: Grade, affirming: tuple[str, ...]) -> Element:
    admissions = tuple(sorted(c.claim for c in grade.contributions if c.counted and c.admission))
    if admissions:
        return Element(name="act", state="shown", why="admitted by a party against its interest", claims=admissions)
    bases = view.origin_count
    span = str(bases.low) if bases.low == bases.high else f"{bases.low} to {bases.high}"
    denied = "; denied by " + ", ".join(sorted({o.label for o in view.denying_origins})) if view.denying_origins else ""
    if bases.high == 0:
        return Element(name="act", state="asserted", why=f"asserted, but from no known basis{denied}", claims=affirming)
    return Element(name="act", state="asserted", why=f"asserted by {span} independent bases{denied}", claims=affirming)
