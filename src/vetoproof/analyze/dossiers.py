"""One event to its dossier: relays, origins, figures, grade, law, sequences, bounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter

from vetoproof.analyze import evidence, provisions, ranges, sequences
from vetoproof.analyze.bases import Voices
from vetoproof.analyze.copies import Copies
from vetoproof.analyze.evidence import Evidence
from vetoproof.analyze.fleet import Fleet
from vetoproof.analyze.grade import Grader
from vetoproof.analyze.lineage import rests_on
from vetoproof.analyze.listings import Register
from vetoproof.analyze.mutations import Hedges
from vetoproof.analyze.origins import Origins
from vetoproof.analyze.parties import Speaking, named
from vetoproof.analyze.relays import Relays
from vetoproof.analyze.titles import Titles
from vetoproof.analyze.told import Told
from vetoproof.analyze.unnamed import Media
from vetoproof.analyze.view import EventView, Row
from vetoproof.analyze.vocabulary import Vocabulary
from vetoproof.model import Decision, Dossier, Relay, Reply, ScreenedParty
from vetoproof.packs.pack import Pack


class Author:
    """Writes dossiers under one pack, as it was known by the as-of date; builds its tables once."""

    def __init__(
        self, pack: Pack, as_of: str | None, voices: Voices, vocabulary: Vocabulary, copies: Copies,
        held: Evidence, register: Register, fleet: Fleet | None = None,
    ) -> None:  # fmt: skip
        self._pack = pack
        self._as_of = as_of
        self._voices = voices
        self._relays = Relays(Hedges(pack.scales), Media(vocabulary), copies)
        self._origins = Origins(pack.regime.allies, vocabulary)
        self._titles = Titles(pack)
        self._grader = Grader(pack, as_of)
        self._law = provisions.Law.of(pack, as_of)
        self._parties = set(pack.regime.parties)
        self._evidence = held
        self._register, self._speaking, self._fleet = register, Speaking(pack.regime), fleet

    def view(self, event: str, told: Iterable[Told], pairs: Sequence[tuple[str, str]]) -> EventView:
        """The event as it is graded. `pairs`: documents (copy, source) of the event that may be near-copies."""
        rows = sorted(told, key=_order)
        relays = self._relays.find(rows, pairs)
        rests = rests_on(rows, relays)
        affirming = [t for t in rows if t.affirms]
        denied_by = _countries(row.row for row in rows if row.row.stance == "denies") & self._parties
        # A party that denies is no basis of what it denies, unless it admits it: an "assertion" beside its own denial is
        # more likely misread than meant.
        based = [t for t in affirming if t.row.stance != "asserts" or not _countries([t.row]) & denied_by]
        origins, count = self._origins.count(based, rests, relays)
        resting = {t.row.claim for t in based if rests[t.row.claim]}
        denying, _ = self._origins.count([t for t in rows if t.row.stance == "denies"], rests, relays)
        slots = self._titles.slots(rows)
        return EventView(
            event=event, type=slots.type, title=slots.title, supplier=slots.supplier, recipient=slots.recipient,
            agent=slots.agent, patient=slots.patient, place=slots.place, item=slots.item, period_from=slots.period_from,
            period_to=slots.period_to, period_precision=slots.period_precision, rows=tuple(t.row for t in rows),
            origins=origins, origin_count=count, denying_origins=denying,
            unknown_lineage=tuple(sorted(t.row.claim for t in affirming if t.row.claim not in resting)),
            relays=relays, as_of=self._as_of,
        )  # fmt: skip

    def dossier(
        self, event: str, told: Sequence[Told], pairs: Sequence[tuple[str, str]], decisions: Sequence[Decision],
        replies: Sequence[Reply], merged: Sequence[str], names: Sequence[tuple[str, str]] = (),
    ) -> Dossier:  # fmt: skip
        """Everything that is said of one event. `names`: of its claims those that name parties, as (claim, JSON)."""
        view = self.view(event, told, pairs)
        grade = self._grader.grade(view)
        series, conflicts = ranges.series(view)
        disputed = any(row.stance != "asserts" for row in view.rows)
        relayed = frozenset(relay.claim for relay in view.relays if relay.source is not None)
        return Dossier(
            event=event, type=view.type, title=view.title, supplier=view.supplier, recipient=view.recipient,
            agent=view.agent, patient=view.patient, place=view.place, item=view.item, period_from=view.period_from,
            period_to=view.period_to, period_precision=view.period_precision,
            first_published=view.rows[0].published, last_published=view.rows[-1].published,
            affirming=_claims(view, ("asserts", "acknowledges")), denying=_claims(view, ("denies",)),
            other=_claims(view, ("questions", "declines")),
            outlets=len({t.outlet for t in told}), documents=len({t.row.document for t in told}),
            origins=view.origins, origin_count=view.origin_count, denying_origins=view.denying_origins,
            unknown_lineage=view.unknown_lineage, relays=view.relays, series=series, conflicts=conflicts, grade=grade,
            findings=provisions.findings(view, grade, self._law, decisions=decisions),
            # A party that only asserts has no sequence.
            sequences=sequences.sequences(view.rows, self._pack, relayed) if disputed else (),
            bounds=self._evidence.bounds(view, {t.row.claim: _bodies(t) for t in told if t.row.unit}),
            replies=tuple(sorted(replies, key=lambda r: (r.asked_at or "", r.answered_at or "", r.id))),
            merged=tuple(sorted(merged)), limits=_limits(view), parties=self._parties_of(told, names),
            ships=evidence.ships(view, self._fleet),
        )  # fmt: skip

    def _parties_of(self, told: Sequence[Told], names: Sequence[tuple[str, str]]) -> tuple[ScreenedParty, ...]:
        """What lists say of those whom the claims name, and of those who speak."""
        if not names and not self._register.asks:
            return ()
        return self._register.of(named(names), self._speaking.of(told) if self._register.asks else ())


_order = attrgetter("order")


def _bodies(told: Told) -> frozenset[str]:
    """The bodies for which the speakers of a claim speak: a spokesman's figure is his ministry's."""
    return frozenset(name for basis in told.bases if basis.kind != "unknown" for name in (basis.label, basis.actor) if name)


def _countries(rows: Iterable[Row]) -> set[str]:
    """States in whose name the innermost speakers speak."""
    return {code for row in rows for code in (row.chain[-1].country or "").split("|") if code}


def _claims(view: EventView, stances: tuple[str, ...]) -> tuple[str, ...]:
    """Claim ids of these stances, in the order of telling."""
    return tuple(row.claim for row in view.rows if row.stance in stances)


def _limits(view: EventView) -> tuple[str, ...]:
    """What a reader must know of this event's evidence."""
    limits = []
    if all(row.kind == "digest" for row in view.rows):
        limits.append("known only from our own digests: no original was captured")
    if not view.origins:
        limits.append("no claim tells what it rests on: zero known origins")
    unread = sum(1 for relay in _stated(view.relays) if relay.source is None)
    if unread:
        limits.append(f"{unread} of its claims name a medium whose own report is not in the ledger")
    return tuple(limits)


def _stated(relays: Iterable[Relay]) -> Iterable[Relay]:
    return (relay for relay in relays if relay.kind == "stated")
