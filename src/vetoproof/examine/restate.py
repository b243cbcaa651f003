"""The same claim said again on a page (headline, lead, quotation of the paraphrase) is one claim with two places."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar, tense
from vetoproof.examine.claims import Draft
from vetoproof.examine.speaker import UNNAMED
from vetoproof.model import Extent, Frame, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

SAID = 0.5
"""Probability from which the network's word that a page says a claim again goes before what the sentences show."""
DOUBTED = 0.05
"""Probability up to which the network holds two claims without a common figure for two, whatever the sentences show."""
FIGURE = 2
"""Words from the one that stands for a figure within which the same figure is meant: "some 200"."""
ALIKE = 0.5
"""Shared words from which two sentences of the body, told apart by a learnt reader, still say the same."""


class _Kept:
    """The drafts kept so far, found by event, stance and figure: a list of thousands is not compared each with each."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._bare: dict[tuple[str, str], list[int]] = {}
        self._counted: dict[tuple[object, ...], list[int]] = {}
        self._all: dict[tuple[str, str], list[int]] = {}

    def add(self, draft: Draft) -> None:
        """Keep one more."""
        self.drafts.append(draft)
        at = len(self.drafts) - 1
        kind = (draft.frame.type, draft.stance)
        self._all.setdefault(kind, []).append(at)
        if draft.quantity is None:
            self._bare.setdefault(kind, []).append(at)
        else:
            self._count(kind, draft.quantity, at)

    def counts(self, draft: Draft) -> None:
        """A kept one has got a figure."""
        if draft.quantity is not None:
            at = next(n for n, one in enumerate(self.drafts) if one is draft)
            self._count((draft.frame.type, draft.stance), draft.quantity, at)

    def _count(self, kind: tuple[str, str], quantity: Quantity, at: int) -> None:
        for number in _numbers(quantity):
            insort(self._counted.setdefault((*kind, number), []), at)

    def like(self, draft: Draft) -> Iterator[Draft]:
        """Those that can be the same, in the order in which they were kept: no other event, stance or figure."""
        kind = (draft.frame.type, draft.stance)
        if draft.quantity is None:
            found = self._all.get(kind, [])
        else:
            same = (at for number in _numbers(draft.quantity) for at in self._counted.get((*kind, number), []))
            found = sorted({*self._bare.get(kind, []), *same})
        return (self.drafts[at] for at in found)


def _numbers(quantity: Quantity) -> set[float | None]:
    """The numbers of a figure: "about 200" and "200" share theirs. A figure in words, "dozens", has none."""
    found: set[float | None] = {n for n in (quantity.low, quantity.high) if n is not None}
    return found or {None}


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts with restatements folded into the fullest version; headline and lead first take the chain that spells them out."""
    drafts = [_attributed(draft, drafts) for draft in drafts]
    kept = _Kept()
    # The fuller version is kept whichever comes first: attributed before not, body before headline, hedged before not.
    for draft in sorted(drafts, key=lambda d: (-_fullness(d), d.start)):
        twin = next((k for k in kept.like(draft) if _same(k, draft)), None)
        if twin is None:
            kept.add(draft)
            continue
        twin.also.extend(
            e
            for e in (Extent(draft.start, draft.end), *draft.also)
            if e not in twin.also and (e.start, e.end) != (twin.start, twin.end)
        )
        if _speaks_for(twin, draft):
            # "The palace dismissed ..." above, its spokesman by name below: the spokesman's chain stands.
            twin.chain = draft.chain
        twin.frame = _union(twin.frame, draft.frame)
        twin.period = twin.period or draft.period
        if twin.quantity is None and draft.quantity is not None:
            twin.quantity = draft.quantity
            kept.counts(twin)
        twin.hedge = twin.hedge or draft.hedge
    return sorted(kept.drafts, key=lambda d: (d.start, d.end))


def _attributed(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A headline or lead without attribution takes that of the body claim that says the same, its figure included; noted."""
    if len(draft.chain) > 1 or not (draft.sentence.headline or draft.sentence.lead):
        return draft
    for other in drafts:
        if (
            other.sentence.index != draft.sentence.index
            and len(other.chain) > 1
            and not other.sentence.headline
            and other.stance == draft.stance
            and (draft.quantity is None or other.quantity is not None)
            and agree(other, draft)
        ):
            draft.chain = other.chain
            draft.notes = [*draft.notes, "attribution taken from the sentence that spells it out"]
            return draft
    return draft


def _fullness(draft: Draft) -> int:
    score = (
        4 * (len(draft.chain) > 1)
        + 3 * (not draft.sentence.headline)
        + 2 * (draft.hedge is not None)
        + 2 * (draft.quantity is not None)
        + 2 * draft.attributed
    )
    return (
        score
        + sum(getattr(draft.frame, name) is not None for name in draft.frame.__struct_fields__)
        + (draft.period is not None)
    )


def _same(a: Draft, b: Draft) -> bool:
    """Same speaker, stance and agreeing slots; two body sentences must also share their figure or have none."""
    if a.stance != b.stance:
        return False
    if max(_again(a, b), _again(b, a)) >= SAID and _may(a, b):
        return True
    together = _one_clause(a, b)
    if (
        a.chain[-1].speaker != b.chain[-1].speaker
        and not (_speaks_for(a, b) or _speaks_for(b, a))
        and not (together and _continues(a, b))
    ):
        return False
    if (
        (a.start, a.end) == (b.start, b.end)
        and a.quantity is not None
        and b.quantity is not None
        and a.quantity.words != b.quantity.words
    ):
        return False
    if _apart(a, b):
        return False
    if not together and _doubted(a, b):
        return False
    aside = a.sentence.headline or b.sentence.headline or a.sentence.lead or b.sentence.lead
    if not aside and (a.hedge is None) != (b.hedge is None):
        return False
    if together:
        return agree(a, b)
    if a.judged and b.judged and not aside and a.quantity is None and b.quantity is None and _shared(a, b) < ALIKE:
        return False
    bare = a if a.quantity is None else b
    if (a.quantity is None) != (b.quantity is None) and not (bare.sentence.headline or bare.sentence.lead):
        return False
    return agree(a, b)


def _again(a: Draft, b: Draft) -> float:
    """How likely the words of `b` say again what those of `a` say, by the network."""
    doc = b.sentence.tokens.doc
    reach = FIGURE if b.quantity is not None else len(doc)
    return sum(p for at, p in a.again.items() if abs(at - b.anchor) <= reach and b.start <= doc[at].idx < b.end)


def _doubted(a: Draft, b: Draft) -> bool:
    """Whether a learnt reader saw both, and no sign that they are one. A headline, and one figure told twice, need none.

    "Ships took arms there. By rail came more": one speaker, one event, nothing that differs, and two claims.
    """
    if not (a.judged and b.judged) or a.sentence.headline or b.sentence.headline:
        return False
    if (a.quantity is not None and b.quantity is not None) or _shared(a, b) >= ALIKE:
        return False
    return max(_again(a, b), _again(b, a)) < DOUBTED


def _may(a: Draft, b: Draft) -> bool:
    """Whether two claims can be one: of one event, with one number if both have any, and nobody in another's place.

    Two who are each named for the same number are two, whatever a weight says, unless one of them is the headline's or the
    lead's wider name for the other: "CAPITAL" for its ministry, "officials" for whom the text names.
    """
    one, two = a.frame, b.frame
    if one.type != two.type:
        return False
    mine, theirs = a.chain[-1], b.chain[-1]
    aside = any(d.sentence.headline or d.sentence.lead for d in (a, b))
    wider = any(link.kind in UNNAMED for link in (mine, theirs)) or (mine.country and mine.country == theirs.country)
    if mine.speaker != theirs.speaker and min(len(a.chain), len(b.chain)) > 1 and not (aside and wider):
        return False
    if a.quantity is not None and b.quantity is not None and not _numbers(a.quantity) & _numbers(b.quantity):
        return False
    pairs = ((getattr(one, name), getattr(two, name)) for name in ("supplier", "recipient", "agent", "patient", "outcome"))
    return not any(left and right and left != right for left, right in pairs)


def _one_clause(a: Draft, b: Draft) -> bool:
    """Whether two words of one clause stand for both: "hit" and "six missiles" in "hit the city with six missiles"."""
    if a.sentence.index != b.sentence.index:
        return False
    if (a.start, a.end) == (b.start, b.end):
        return True
    doc = a.sentence.tokens.doc
    one, two = doc[a.anchor], doc[b.anchor]
    return one in grammar.clause(grammar.predicate(two)) or two in grammar.clause(grammar.predicate(one))


def _continues(a: Draft, b: Draft) -> bool:
    """Whether one chain only goes on where the other ends: in one clause nobody else speaks."""
    one, two = ([link.speaker for link in d.chain] for d in (a, b))
    return one == two[: len(one)] or two == one[: len(two)]


def _apart(a: Draft, b: Draft) -> bool:
    """Whether one tells of what may yet come and the other of what was: "may send more", "sent 9,000"; nor does a figure
    that is said flatly in the text take the "might" or the future of a sentence without one.
    """
    ways = {_outlook(a), _outlook(b)}
    if ways == {"coming", "past"}:
        return True
    if a.sentence.headline or b.sentence.headline:
        return False
    if any(
        one.hedge is not None and one.hedge.modal and one.quantity is None and two.hedge is None
        for one, two in ((a, b), (b, a))
    ):
        return True
    return (a.quantity is None) != (b.quantity is None) and ways == {"coming", None}


def _outlook(draft: Draft) -> str | None:
    if draft.period is not None and draft.period.kind == "future":
        return "coming"
    return tense.outlook(draft.sentence.tokens.doc[draft.anchor])


def _shared(a: Draft, b: Draft) -> float:
    """The part of the fewer words of two clauses that the other has too, without small words."""
    one, two = ({t.lemma_.lower() for t in d.sentence.tokens if _inside(t, d) and t.is_alpha and not t.is_stop} for d in (a, b))
    return len(one & two) / max(1, min(len(one), len(two)))


def _inside(token: Token, draft: Draft) -> bool:
    return draft.start <= token.idx < draft.end


def _speaks_for(a: Draft, b: Draft) -> bool:
    """Whether the person of `b` is the voice of the body or state that the headline or lead `a` names."""
    body, person = a.chain[-1], b.chain[-1]
    aside = a.sentence.headline or a.sentence.lead
    return (
        aside
        and person.kind in ("person", "organisation")
        and body.kind in ("state", "organisation", "office")
        and bool(body.country and body.country == person.country)
        and body.kind != person.kind
        and a.quantity is None
    )


def agree(a: Draft, b: Draft) -> bool:
    """Whether no slot that both fill differs: a missing slot, a synonym or a subtype is no difference."""
    one, two = a.frame, b.frame
    if one.type != two.type:
        return False
    for name in ("supplier", "recipient", "agent", "patient"):
        left, right = getattr(one, name), getattr(two, name)
        if left and right and left != right:
            return False
    aside = a.sentence.headline or b.sentence.headline
    if one.outcome and two.outcome and not _close(one.outcome, two.outcome) and not (aside and a.quantity and b.quantity):
        return False
    if (
        one.item
        and two.item
        and not _close(one.item, two.item)
        and a.quantity is None
        and b.quantity is None
        and one.type in ("arms_transfer", "return_flow", "attack")
    ):
        return False
    if not aside and bool(one.vessel) != bool(two.vessel) and bool(one.supplier) != bool(two.supplier):
        # A ship at its berth is another claim than the goods that it is said to carry.
        return False
    if (
        not (aside or a.sentence.lead or b.sentence.lead)
        and one.type == "return_flow"
        and one.item
        and two.item
        and a.quantity is None
        and b.quantity is None
        and not {w.removesuffix("s") for w in one.item.lower().split()}
        & {w.removesuffix("s") for w in two.item.lower().split()}
    ):
        # What came back is told item by item.
        return False
    if (
        one.place
        and two.place
        and one.place.name
        and two.place.name
        and one.place.name != two.place.name
        and (one.place.country == two.place.country)
    ):
        return False
    if a.period and b.period and a.period.from_ and b.period.from_ and a.period.from_[:7] != b.period.from_[:7]:
        return False
    return _equal(a.quantity, b.quantity)


def _equal(a: Quantity | None, b: Quantity | None) -> bool:
    if a is None or b is None:
        return True
    return (a.low, a.high, a.comparator) == (b.low, b.high, b.comparator) and (
        a.comparator != "vague" or a.words.lower().split()[0] == b.words.lower().split()[0]
    )


_DEATH = ({"killed", "dead", "died", "deaths", "death", "fallen", "lost the life", "die"}, {"wounded", "injured", "hurt"},
          {"captured", "captive", "prisoner", "prisoners"}, {"casualties", "losses"})  # fmt: skip


def _close(a: str, b: str) -> bool:
    """Whether one word is in the other, or both name the same fate."""
    a, b = a.lower(), b.lower()
    if a in b or b in a or set(a.split()) & set(b.split()):
        return True
    return any(a in group and b in group for group in _DEATH) or not (
        any(a in g for g in _DEATH) or any(b in g for g in _DEATH)
    )


def _union(kept: Frame, other: Frame) -> Frame:
    missing = {
        name: getattr(other, name)
        for name in kept.__struct_fields__
        if getattr(kept, name) is None and getattr(other, name) is not None
    }
    return msgspec.structs.replace(kept, **missing) if missing else kept
