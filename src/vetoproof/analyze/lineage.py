"""Where a claim of unknown lineage has it from: through its relay's source, or through what others print of the same voice.

"The harbour daily reported it" tells nothing by itself; where another outlet prints that the daily cited intelligence sources,
the claim goes back to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vetoproof.analyze.bases import Basis
from vetoproof.analyze.told import Told
from vetoproof.model import Relay

BELIEVED = 0.5
"""A relay at least this probable passes its source's basis on; a weaker one is printed and passes nothing."""


def rests_on(rows: Sequence[Told], relays: Iterable[Relay]) -> dict[str, tuple[Basis, ...]]:
    """The known bases of each claim of an event, its own or inherited; empty where its lineage stays unknown.

    `rows` are the event's claims in the order of telling.
    """
    affirms = {t.row.claim: t.affirms for t in rows}
    sources: dict[str, list[str]] = {}
    unified = set()
    for relay in relays:
        if relay.source is not None and relay.probability >= BELIEVED:
            sources.setdefault(relay.claim, []).append(relay.source)
            if relay.kind == "anonymous":
                unified.add(relay.claim)
    heard = _heard(rows)
    found: dict[str, tuple[Basis, ...]] = {}

    # Sources stand before their relays in the order of telling or were printed the same day; two rounds settle the latter.
    for _ in range(2 if sources else 1):
        for told in rows:
            claim = told.row.claim
            if told.known and claim not in unified:
                found[claim] = told.known
                continue
            if claim not in sources and not heard:
                found[claim] = ()
                continue
            inherited = (found.get(s, ()) for s in sources.get(claim, ()) if affirms.get(s) == told.affirms)
            found[claim] = next((bases for bases in inherited if bases), ()) or _through(told, heard)
    return found


def _heard(rows: Sequence[Told]) -> dict[str, tuple[Basis, ...]]:
    """For each medium named in a chain, the bases that it is first said to have cited."""
    heard: dict[str, tuple[Basis, ...]] = {}
    for told in rows:
        # The medium next to the innermost speaker is the one that heard it.
        if told.relays and told.known and told.affirms and len(told.row.chain) > 2:
            for medium in told.row.chain[-2].name.split("|"):
                heard.setdefault(f"voice:{medium}", told.known)
    return heard


def _through(told: Told, heard: dict[str, tuple[Basis, ...]]) -> tuple[Basis, ...]:
    return next((heard[b.key] for b in told.bases if b.key in heard), ())
