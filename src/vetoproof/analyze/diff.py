"""What changed between two records: events new, gone and joined, grades moved, figures and denials added.

Events whose dossier has the same key in both are equal and are not opened.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from vetoproof.model import Dossier, EventLine, Manifest, Step

Open = Callable[[str], Dossier]
"""Opens a dossier by its key."""


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """One event whose grade moved: Admiralty rating, likelihood interval, confidence, and the count of origins."""

    event: str
    title: str
    was: str
    became: str
    likelihood_was: tuple[float | None, float | None]
    likelihood_became: tuple[float | None, float | None]
    origins_was: tuple[int, int]
    origins_became: tuple[int, int]


class NewFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that one record has and the other had not."""

    event: str
    by: str
    step: Step


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """From one record to another. `joined`: ids of former events, each with the event that its claims belong to now."""

    new: tuple[EventLine, ...] = ()
    gone: tuple[EventLine, ...] = ()
    joined: dict[str, str] = {}
    regraded: tuple[Regraded, ...] = ()
    figures: tuple[NewFigure, ...] = ()
    denials: dict[str, tuple[str, ...]] = {}
    claims: dict[str, tuple[str, ...]] = {}


def diff(a: Manifest, open_a: Open, b: Manifest, open_b: Open) -> Difference:
    """What `b` has that `a` had not, and the other way round. `open_a` and `open_b` open dossiers by key."""
    keys_a, keys_b = {line.key for line in a.events}, {line.key for line in b.events}
    changed_a = {line.event: (line, open_a(line.key)) for line in a.events if line.key not in keys_b}
    changed_b = {line.event: (line, open_b(line.key)) for line in b.events if line.key not in keys_a}
    now = {claim: event for event, (_, dossier) in changed_b.items() for claim in _claims(dossier)}
    # An event's id is its earliest claim's, so that an earlier find renames it: its claims tell where it went.
    stands = {event: next((now[c] for c in (event, *_claims(d)) if c in now), None) for event, (_, d) in changed_a.items()}
    continued: dict[str, list[Dossier]] = {}
    for event, successor in stands.items():
        if successor is not None:
            continued.setdefault(successor, []).append(changed_a[event][1])
    regraded, figures, denials, claims = [], [], {}, {}
    for event, (_, dossier) in changed_b.items():
        before = continued.get(event, [])
        known = {claim for old in before for claim in _claims(old)}
        claims[event] = tuple(c for c in _claims(dossier) if c not in known)
        denials[event] = tuple(c for c in dossier.denying if c not in known)
        told = {step.claim for old in before for series in old.series for step in series.steps}
        figures += [
            NewFigure(event=event, by=series.by, step=step)
            for series in dossier.series for step in series.steps if step.claim not in told
        ]  # fmt: skip
        if len(before) == 1 and (moved := _regraded(before[0], dossier)):
            regraded.append(moved)
    return Difference(
        new=tuple(line for event, (line, _) in changed_b.items() if event not in continued),
        gone=tuple(line for event, (line, _) in changed_a.items() if stands[event] is None),
        joined={event: successor for event, successor in sorted(stands.items()) if successor and successor != event},
        regraded=tuple(regraded),
        figures=tuple(figures),
        denials={event: found for event, found in sorted(denials.items()) if found},
        claims={event: found for event, found in sorted(claims.items()) if found},
    )


def _claims(dossier: Dossier) -> tuple[str, ...]:
    return (*dossier.affirming, *dossier.denying, *dossier.other)


def _regraded(was: Dossier, became: Dossier) -> Regraded | None:
    old, new = was.grade, became.grade
    before = (old.source, old.information, old.confidence, old.likelihood_low, old.likelihood_high, was.origin_count.low)
    after = (new.source, new.information, new.confidence, new.likelihood_low, new.likelihood_high, became.origin_count.low)
    if before == after and was.origin_count.high == became.origin_count.high:
        return None
    return Regraded(
        event=became.event, title=became.title, was=f"{old.source}{old.information}, {old.confidence} confidence",
        became=f"{new.source}{new.information}, {new.confidence} confidence",
        likelihood_was=(old.likelihood_low, old.likelihood_high), likelihood_became=(new.likelihood_low, new.likelihood_high),
        origins_was=(was.origin_count.low, was.origin_count.high),
        origins_became=(became.origin_count.low, became.origin_count.high),
    )  # fmt: skip
