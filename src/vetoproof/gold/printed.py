"""Scores and agreement as lines of text, for terminals and logs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vetoproof.gold import scores, stories
from vetoproof.gold.comparison import Comparison
from vetoproof.gold.scores import Count, Scores
from vetoproof.gold.stories import Averaged
from vetoproof.gold.values import chain


def whole(found: Sequence[Comparison]) -> Iterator[str]:
    """Everything that is printed of one set and split."""
    total = scores.total(found)
    yield (
        f"  {total.documents} documents, {total.claims.wanted} labels ({total.unlocated} not located in the text);"
        f" {total.refused} documents not read"
    )
    yield from lines(total)
    yield from averages(stories.averages(found))
    if by_kind := scores.by_kind(found):
        yield from kinds(by_kind)


def lines(total: Scores) -> Iterator[str]:
    """All scores of one set and split."""
    yield f"  claims          {counted(total.claims)}"
    yield f"  with event type {counted(total.typed)}"
    yield f"  slots (micro)   {counted(total.all_slots)}"
    for slot, count in total.slots.items():
        yield f"    {slot:12} {counted(count)}"
    yield f"  event, parties, figure, stance, hedge, speaker {counted(total.named_slots)}"
    depths = ", ".join(f"{depth}: {count.right}/{count.wanted}" for depth, count in total.chains.items())
    yield f"  whole chains    {share(total.all_chains)}; by depth {depths}; depth >= 2: {share(total.deep_chains)}"
    yield f"  denials         {counted(total.denials)}"
    yield f"  hedge intervals {share(total.as_sure)}: the same flag and probabilities, or none on both sides"
    yield (
        f"  hedge words     {share(total.hedge_words)}: same words and flag {share(total.hedged)},"
        f" none on both sides {share(total.unhedged)}"
    )
    yield f"  probabilities   on a published scale {share(total.scale)}; with the survey's ranges {share(total.conveyed)}"


def averages(found: Mapping[str, Averaged]) -> Iterator[str]:
    """Measures over stories: the mean of their F1 and the F1 of all together, each with its interval."""
    stories = max((one.stories for one in found.values()), default=0)
    yield f"  over {stories} stories (95 % interval over stories drawn again):"
    for name, one in found.items():
        mean = f"mean {one.mean:.3f} [{one.low:.3f}, {one.high:.3f}]"
        yield f"    {name:18} {mean}   pooled {one.pooled:.3f} [{one.pooled_low:.3f}, {one.pooled_high:.3f}]"


def kinds(found: Mapping[str, Scores]) -> Iterator[str]:
    """F1 by kind of document."""
    yield f"  {'kind':14} {'docs':>5} {'labels':>7} {'claims':>7} {'typed':>7} {'slots':>7} {'chains':>7} {'hedges':>7}"
    for kind, one in found.items():
        parts = (one.claims, one.typed, one.all_slots, one.all_chains, one.as_sure)
        yield f"  {kind:14} {one.documents:5} {one.claims.wanted:7} " + " ".join(f"{part.f1:7.3f}" for part in parts)


def differences(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Every miss of a document with its kind: "slot item", "chain", "missed", "extra"."""
    name = comparison.entry.doc
    for pair in comparison.pairs:
        label, claim = comparison.labels[pair.first], comparison.claims[pair.second]
        for slot in pair.slots:
            if not slot.right:
                yield f"slot {slot.name}", f"{name}: gold {slot.wanted!r} got {slot.given!r} :: {claim.span.exact[:160]!r}"
        if not pair.chain:
            yield "chain", f"{name}: gold {list(chain(label))} got {list(chain(claim))} :: {claim.span.exact[:200]!r}"
    for i in comparison.missed:
        label = comparison.labels[i]
        yield "missed", f"{name}: {label.stance} {label.frame.type} :: {label.span.exact[:220]!r}"
    for j in comparison.extra:
        claim = comparison.claims[j]
        speakers = "|".join(link.speaker for link in claim.chain[1:])
        yield "extra", f"{name}: {claim.stance} {claim.frame.type} {speakers} :: {claim.span.exact[:220]!r}"


def counted(count: Count) -> str:
    """ "P .. R .. F .. (right/given/wanted)"."""
    found = f"P {count.precision:.3f} R {count.recall:.3f} F {count.f1:.3f}"
    return f"{found} ({count.right}/{count.given}/{count.wanted})"


def share(count: Count) -> str:
    """A share with its counts."""
    return f"{count.recall:.3f} ({count.right}/{count.wanted})"
