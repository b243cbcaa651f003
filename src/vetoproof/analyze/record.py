"""Claims to record: one manifest and one dossier an event, computed only where an input changed.

A dossier's key is the hash of everything that it depends on, so that the same evidence, in whatever order and in however many
steps it came, gives the same keys and the same bytes; a key that the store has is not computed again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from vetoproof.analyze import sequences
from vetoproof.analyze.actors import Actors
from vetoproof.analyze.bases import Voices
from vetoproof.analyze.copies import Copies, candidates
from vetoproof.analyze.day_lists import DayLists
from vetoproof.analyze.day_lists import lines as list_lines
from vetoproof.analyze.dossiers import Author
from vetoproof.analyze.evidence import Cited, Evidence
from vetoproof.analyze.fleet import Fleet, ShipTables
from vetoproof.analyze.known import pack_as_of
from vetoproof.analyze.linking import distinct, link
from vetoproof.analyze.links import linked, pairs
from vetoproof.analyze.listings import Register
from vetoproof.analyze.quotes import Quotes
from vetoproof.analyze.routes import placed
from vetoproof.analyze.select import Kind, said_on, select
from vetoproof.analyze.told import Teller, columns
from vetoproof.analyze.vocabulary import Vocabulary
from vetoproof.analyze.ways import Ways
from vetoproof.model import Decision, EventLine, Manifest, Reply, encode
from vetoproof.model import Sequence as Said
from vetoproof.packs.pack import Pack

if TYPE_CHECKING:
    import polars as pl

NOTHING = Cited()
"""Of a watch that cites no voyages."""

BATCH = 500
"""Dossiers handed to the store at a time."""


class DossierStore(Protocol):
    """Where dossiers lie, by key. It can be thrown away: everything in it is computed again."""

    def lines(self, keys: Sequence[str]) -> Mapping[str, EventLine]:
        """The lines of those keys that it has."""
        ...

    def put(self, dossiers: Sequence[tuple[EventLine, bytes]]) -> None:
        """Keeps dossiers (canonical JSON) under the keys of their lines."""
        ...

    def get(self, key: str) -> bytes:
        """One dossier. Raises KeyError."""
        ...


def build(
    frame: pl.DataFrame, texts: Mapping[str, str], pack: Pack, *, as_of: str | None = None, basis: Kind = "published",
    head: str = "", size: int = 0, code: str = "", decisions: Sequence[Decision] = (), replies: Sequence[Reply] = (),
    cited: Cited = NOTHING, lists: DayLists | None = None, team: bool = False,
    ships: ShipTables | None = None, store: DossierStore,
) -> Manifest:  # fmt: skip
    """The record of these readings as of the end of a day (None: of all), computing only what the store lacks.

    `frame`: see `columns.frame`; `texts`: text by document id, read only where two documents may be copies. `code` is
    the digest of the program; `decisions` and `replies` are all there are; `lists` are those that count on that day, and `team`
    adds near misses, unlisted owners and the names of ships, which a public record does not hold; `ships` are the tables of
    the watch. Raises ValueError for an as-of date that is none.
    """
    import polars as pl

    seen = pack_as_of(pack, as_of)
    voices, vocabulary = Voices(Actors(seen)), Vocabulary(seen)
    decisions, replies = _by_then(decisions, replies, as_of)
    chosen = said_on(select(frame, as_of, basis))
    struck = {d.target for d in decisions if d.kind in ("reject", "retract", "redact")}
    claims = chosen.filter(pl.col("claim").is_not_null() & (pl.col("scope") == "in") & ~pl.col("claim").is_in(struck))
    claims = link(distinct(claims), voices, vocabulary)
    claims, redirects = linked(claims, *pairs(decisions))
    near = candidates(chosen.filter(pl.col("bands").is_not_null()))
    cited = msgspec.structs.replace(cited, trips=placed(cited.trips, seen.regime.places)).by(as_of)
    # Only what is there is part of the key, so that a watch without ships keeps the keys that it had.
    held = [*([lists.identity, team] if lists and lists.identity else []), *(["ships", ships.identity, team] if ships else [])]
    context = encode([code, pack.digest, as_of, basis, cited, *held])
    fleet = Fleet(ships, seen.regime, as_of, team) if ships else None
    plan = Plan(claims, near, decisions, replies, redirects, context)
    lines = dict(store.lines(plan.keys))
    missing = [key for key in plan.keys if key not in lines]
    if missing:
        register = Register(lists, seen.regime, as_of, team)
        ways = Ways(row for language in seen.languages.values() for row in language.ways)
        evidence = Evidence(cited, ways, Quotes(chosen, cited.units, texts), seen.regime.parties)
        author = Author(seen, as_of, voices, vocabulary, Copies(texts), evidence, register, fleet)
        _write(plan, missing, author, Teller(voices), store, lines)
    return Manifest(
        head=head, size=size, as_of=as_of, basis=basis, code=code, pack=pack.digest,
        events=tuple(lines[key] for key in plan.keys), redirects=dict(sorted(redirects.items())),
        sequences=_sequences(claims, seen, Teller(voices)), counts=_counts(frame, chosen, claims, struck),
        notes=("Dates are those that documents print.",) if basis == "published" else (),
        lists=list_lines(lists) if lists else (), ships=fleet.whole() if fleet else None,
    )  # fmt: skip


class Plan:
    """Which events there are, what each depends on, and the key that follows from it."""

    def __init__(
        self, claims: pl.DataFrame, near: pl.DataFrame, decisions: Sequence[Decision], replies: Sequence[Reply],
        redirects: Mapping[str, str], context: bytes,
    ) -> None:  # fmt: skip
        import polars as pl

        self.claims = claims
        self.pairs = _pairs(claims, near)
        self.names = _names(claims)
        self._merged: dict[str, list[str]] = defaultdict(list)
        for old, new in redirects.items():
            self._merged[new].append(old)
        owner = self._owners(decisions, replies)
        self.decisions = _owned(decisions, owner, [d.target.split(":")[0] for d in decisions])
        self.replies = _owned(replies, owner, [r.event for r in replies])
        leads = claims.filter("lead").select("statement", first="claim")
        # A reading's id stands for everything that its head says: address, outlet, date.
        line = pl.concat_str("claim", "reading", "day", "first", "shape", pl.col("fused").cast(pl.Int8), separator="\x1f")
        told = claims.join(leads, on="statement", how="left", maintain_order="left")
        lines = told.select("event", "claim", "day", line=line).sort("event", "day", "claim")
        grouped = lines.group_by("event", maintain_order=True).agg(
            pl.col("claim").first(), pl.col("day").first(), pl.col("line").str.join("\x1e"), n=pl.len()
        )  # fmt: skip
        grouped = grouped.sort("day", "claim")
        start = sha256(context)
        self.events: dict[str, tuple[int, str, int]] = {}
        for event, claim, _, text, n in grouped.iter_rows():
            digest = start.copy()
            digest.update(text.encode())
            extra = [self.pairs.get(event, ()), self.decisions.get(claim, ()), self.replies.get(claim, ()), self.merged(claim)]
            if any(extra):
                digest.update(encode(extra))
            self.events[digest.hexdigest()] = (event, claim, n)

    @property
    def keys(self) -> list[str]:
        """Keys of all events, the earliest told first."""
        return list(self.events)

    def merged(self, event: str) -> list[str]:
        """Ids of events that people merged into this one."""
        return sorted(self._merged.get(event, ()))

    def _owners(self, decisions: Sequence[Decision], replies: Sequence[Reply]) -> dict[str, str]:
        """The event, by its id, of every claim that a decision or reply names: any claim's id leads to its event."""
        import polars as pl

        named = {d.target.split(":")[0] for d in decisions} | {r.event for r in replies}
        if not named:
            return {}
        first = self.claims.select("event", "claim", "day").sort("day", "claim")
        ids = first.group_by("event", maintain_order=True).agg(pl.col("claim").first().alias("id"))
        rows = self.claims.filter(pl.col("claim").is_in(named)).join(ids, on="event")
        return dict(rows.select("claim", "id").iter_rows())


def _pairs(claims: pl.DataFrame, near: pl.DataFrame) -> dict[int, list[tuple[str, str]]]:
    """For each event the pairs of its documents that may be copies."""
    if near.is_empty():
        return {}
    held = claims.select("event", "document").unique()
    both = near.join(held, left_on="copy", right_on="document")
    both = both.join(held, left_on=["event", "source"], right_on=["event", "document"], how="semi")
    both = both.sort("event", "copy", "source")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for copy, source, event in both.select("copy", "source", "event").iter_rows():
        found[event].append((copy, source))
    return found


def _names(claims: pl.DataFrame) -> dict[int, list[tuple[str, str]]]:
    """For each event its claims that name parties, with the parties as JSON."""
    import polars as pl

    rows = claims.filter(pl.col("parties").is_not_null()).select("event", "claim", "parties").sort("event", "claim")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for event, claim, parties in rows.iter_rows():
        found[event].append((claim, parties))
    return found


_Written = TypeVar("_Written", Decision, Reply)


def _owned(things: Sequence[_Written], owner: Mapping[str, str], targets: Sequence[str]) -> dict[str, list[_Written]]:
    found: dict[str, list[_Written]] = defaultdict(list)
    for thing, target in zip(things, targets, strict=True):
        if target in owner:
            found[owner[target]].append(thing)
    return {event: sorted(kept, key=lambda t: t.id) for event, kept in found.items()}


def _by_then(decisions: Iterable[Decision], replies: Iterable[Reply], as_of: str | None) -> tuple[list[Decision], list[Reply]]:
    """Decisions taken and replies known by the end of that day; all of them without a date."""
    if as_of is None:
        return sorted(decisions, key=lambda d: d.id), sorted(replies, key=lambda r: r.id)
    known = [r for r in replies if (r.published or r.answered_at or r.asked_at or "")[:10] <= as_of]
    return sorted((d for d in decisions if d.at[:10] <= as_of), key=lambda d: d.id), sorted(known, key=lambda r: r.id)


def _write(
    plan: Plan, missing: list[str], author: Author, teller: Teller, store: DossierStore, lines: dict[str, EventLine]
) -> None:
    """Computes the missing dossiers and puts them into the store, batch by batch."""
    import polars as pl

    wanted = {plan.events[key][0]: key for key in missing}
    rows = plan.claims.filter(pl.col("event").is_in(list(wanted))) if len(missing) < len(plan.events) else plan.claims
    rows = rows.sort("event")
    sizes = rows.group_by("event", maintain_order=True).len()
    rows = columns(rows)
    batch: list[tuple[EventLine, bytes]] = []
    at = 0
    # Rows live as long as their batch: a hundred thousand at once would cost more to keep than to make.
    for some in sizes.iter_slices(BATCH):
        told = teller.told(rows.slice(at, int(some["len"].sum())).rows())
        at += len(told)
        first = 0
        for event, n in some.iter_rows():
            key = wanted[event]
            claim = plan.events[key][1]
            dossier = author.dossier(
                claim, told[first : first + n], plan.pairs.get(event, ()), plan.decisions.get(claim, ()),
                plan.replies.get(claim, ()), plan.merged(claim), plan.names.get(event, ()),
            )  # fmt: skip
            first += n
            lines[key] = EventLine(event=claim, key=key, type=dossier.type, title=dossier.title, claims=n)
            batch.append((lines[key], encode(dossier)))
        store.put(batch)
        batch = []


def _sequences(claims: pl.DataFrame, pack: Pack, teller: Teller) -> tuple[Said, ...]:
    """Sequences of the regime's parties over all events; only leads of statements of types on which a party denied anything."""
    import polars as pl

    parties = pack.regime.parties
    if not parties:
        return ()
    leads = claims.filter(pl.col("lead") & pl.col("party"))
    open_types = leads.filter(pl.col("stance") != "asserts").select("type").unique()
    leads = leads.join(open_types, on="type", how="semi")
    return sequences.in_order(teller.positions(leads), pack)


def _counts(frame: pl.DataFrame, chosen: pl.DataFrame, claims: pl.DataFrame, struck: set[str]) -> dict[str, int]:
    import polars as pl

    heads = chosen.unique("reading")
    found = chosen.filter(pl.col("claim").is_not_null())
    return {
        "claims": claims.height,
        "claims_out_of_scope": found.filter(pl.col("scope") != "in").height,
        "claims_struck": found.filter(pl.col("claim").is_in(struck)).height,
        "documents": heads.height,
        "documents_undated": heads.filter(pl.col("published_at").is_null()).height,
        "documents_without_claims": chosen.filter(pl.col("claim").is_null()).height,
        "events": claims["event"].n_unique(),
        "readings_not_used": frame["reading"].n_unique() - heads.height,
    }
