"""What lists say of the parties of an event, and what their silence is worth. Nobody is cleared here.

A party is named where a list of the watch, or of the pack, names it; other ships and companies are withheld until a person has
reviewed them, and then nothing is printed that would tell which entry of a list was compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup, escape

from vetoproof.model import Apart, Capture, Dossier, HeldList, ListedAs, Proof, Reasoned, ScreenedParty, Silence
from vetoproof.report import dates, numbers
from vetoproof.report.notebook import Notebook
from vetoproof.report.wording import sentence

WITHHELD = {
    "ship": "A ship (name withheld until reviewed)", "company": "A company (name withheld until reviewed)",
    "person": "A person (name withheld)", "body": "A body (name withheld)",
}  # fmt: skip
WHOSE = {"printed": "as it prints", "given": "as given by whoever added it", "captured": "the day of its capture"}
LISTED = {
    "number": "Listed, by the same number",
    "name": "Listed, by name",
    "may be": "May be listed: the name alone leads to this entry",
    "alike": "A name alike, too little to be printed; shown to the team only",
    "near": "Comes near, below the threshold; shown to the team only",
}
IN_DOUBT = "Cannot be told: the versions held differ"


class VersionView(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a list, or a file of ownership rows, with its way to the log."""

    anchor: str
    label: str
    list: str
    what: Markup
    file: str
    sha256: str
    capture: Capture | None
    proof: Proof | None
    missing: str


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry that is or may be the party."""

    how: str
    sure: bool
    head: Markup
    effects: list[str]
    sources: list[str]
    words: list[str]
    score: str
    explanation: list[str]
    mark: Markup


class PartyView(msgspec.Struct, frozen=True, kw_only=True):
    """One party as printed. `withheld`: neither its name nor the entries compared are shown."""

    name: str
    number: str
    withheld: bool
    marks: Markup
    entries: list[EntryView]
    apart: list[Markup]
    silent: list[Markup]
    stated: list[str]
    reasoning: list[Reasoned]
    reasoned: Markup


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One party of the annex."""

    name: str
    number: str
    listed: list[Markup]
    maybe: list[Markup]
    not_found: list[Markup]
    unknown: list[Markup]


def named(dossiers: Iterable[Dossier]) -> frozenset[str]:
    """Names of ships, companies and bodies that a list of the watch names on the as-of date. Persons are not among them: a name
    alone does not make a private person the one who is listed."""
    parties = (party for dossier in dossiers for party in dossier.parties if party.known and party.kind != "person")
    return frozenset(name for party in parties for name in (party.name, *party.names))


class Shelf:
    """The versions that the record rests on, each with a label by which the page refers to it."""

    def __init__(self, book: Notebook, held: Sequence[HeldList]) -> None:
        self.book = book
        self.versions = [self._version(number, one) for number, one in enumerate(held, start=1)]
        self._labels = {view.sha256: view for view in self.versions}

    def _version(self, number: int, held: HeldList) -> VersionView:
        capture, proof, missing = self.book.proof(held.sha256)
        rows = numbers.counted(held.entries, "entry", "entries") if held.day else numbers.counted(held.entries, "row")
        what = Markup("{}").format(rows)
        if held.day:
            later = (
                ", of a day after the date of this report: only the days of listing that it prints count" if held.later else ""
            )
            what = Markup("version of {} ({}){}, {}").format(dates.time(held.day), WHOSE[held.day_from], later, what)
        if held.rejected:
            what += f", {numbers.grouped(held.rejected)} more could not be read"
        return VersionView(
            anchor=f"list-{held.sha256[:12]}", label=f"L{number}", list=held.list, what=what, file=held.file,
            sha256=held.sha256, capture=capture, proof=proof, missing=missing,
        )  # fmt: skip

    def mark(self, *sha256: str) -> Markup:
        """Footnote marks to the annex; nothing for bytes that are not in it."""
        found = [self._labels[one] for one in dict.fromkeys(sha256) if one in self._labels]
        marks = (f'<a class="fn" data-ref href="#{v.anchor}" aria-label="list {escape(v.label)}">{v.label}</a>' for v in found)
        return Markup(" ").join(Markup(mark) for mark in marks)


def view(shelf: Shelf, party: ScreenedParty) -> PartyView:
    """A party with its listings, namesakes, silences, and what ownership may mean."""
    names = shelf.book.names
    withheld = names.text(party.name) != party.name
    shas = sorted({sha for one in party.reasoning for sha in one.sha256})
    return PartyView(
        name=WITHHELD[party.kind] if withheld else party.name,
        number="" if withheld else party.number,
        withheld=withheld,
        marks=shelf.book.cites(party.claims, most=5),
        entries=[] if withheld else [_entry(shelf, one) for one in party.entries],
        apart=[] if withheld else [_apart(shelf, party, one) for one in party.apart],
        silent=[_silence(shelf, one, withheld) for one in party.silent],
        stated=[] if withheld else [sentence(line) for line in party.stated],
        reasoning=[] if withheld else list(party.reasoning),
        reasoned=shelf.mark(*shas),
    )


def _entry(shelf: Shelf, one: ListedAs) -> EntryView:
    effects = dict.fromkeys(effect.statement for effect in one.effects)
    sources = dict.fromkeys(f"{effect.source}; {effect.limitation}" for effect in one.effects)
    return EntryView(
        how=LISTED[one.identity] if one.listed else IN_DOUBT,
        sure=one.listed and one.identity in ("number", "name"),
        head=_head(one),
        effects=list(effects),
        sources=[sentence(text) for text in sources],
        words=list(one.words),
        score=f"{one.score:.4f}".rstrip("0").rstrip("."),
        explanation=list(one.explanation),
        mark=shelf.mark(one.sha256),
    )


def _head(one: ListedAs) -> Markup:
    """ "Regulation ..., entry XLII/2, as “Example”, listed on 25 June 2024"."""
    since = Markup("listed on {}").format(dates.time(one.listed_on)) if one.listed_on else "the list prints no day of listing"
    title = f"{one.title} ({one.list})" if one.title else one.list
    programmes = f", {', '.join(one.programmes)}" if one.programmes else ""
    return Markup("{}, entry {}, as “{}”{}, {}").format(title, one.id, one.name, programmes, since)


def _apart(shelf: Shelf, party: ScreenedParty, one: Apart) -> Markup:
    """ "Example (IMO 1234567) is not Example E (IMO 7654321), which is another ship"."""
    other = f"{one.name} (IMO {one.number})" if one.listed and one.name else f"the ship of like name with IMO {one.number}"
    where = f" It is on {'; '.join(one.entries)}." if one.entries else ""
    text = Markup("{} (IMO {}) is not {}: another number is another ship.{}")
    return Markup("{} {}").format(text.format(party.name, party.number, other, where), shelf.mark(*one.sha256))


def _silence(shelf: Shelf, one: Silence, withheld: bool = False) -> Markup:
    words = one.words
    if withheld and "may be this party" in words:
        words = f"{one.title}: unknown: an entry of like name is on it"
    return Markup("{} {}").format(sentence(words), shelf.mark(one.sha256) if one.sha256 else "")


def table(shelf: Shelf, dossiers: Iterable[Dossier]) -> list[Row]:
    """Every party of the record once, ships first. One that two events name in two ways stands once for each way."""
    found: dict[tuple[str, str, str], ScreenedParty] = {}
    for dossier in dossiers:
        for party in dossier.parties:
            found.setdefault((party.kind, party.number, party.name.casefold()), party)
    order = ("ship", "company", "body", "person")
    keys = sorted(found, key=lambda k: (order.index(k[0]), k[2], k[1]))
    return [_row(shelf, found[key]) for key in keys]


def _row(shelf: Shelf, party: ScreenedParty) -> Row:
    seen = view(shelf, party)
    shown = [] if seen.withheld else [one for one in party.entries if one.identity not in ("alike", "near")]
    sure = [one for one in shown if one in party.known]
    return Row(
        name=seen.name,
        number=seen.number,
        listed=[_short(shelf, one) for one in sure],
        maybe=[_short(shelf, one) for one in shown if one not in sure],
        not_found=list(_short_silences(shelf, party, "not found")),
        unknown=list(_short_silences(shelf, party, "unknown")),
    )


def _short(shelf: Shelf, one: ListedAs) -> Markup:
    since = Markup(", {}").format(dates.time(one.listed_on)) if one.listed_on else ""
    return Markup("{} {}{} {}").format(one.list, one.id, since, shelf.mark(one.sha256))


def _short_silences(shelf: Shelf, party: ScreenedParty, answer: str) -> Iterator[Markup]:
    for one in party.silent:
        if one.answer == answer:
            why = ": list not loaded" if one.words.endswith("list not loaded") else ""
            yield Markup("{}{}{}").format(one.list, why, Markup(" {}").format(shelf.mark(one.sha256)) if one.sha256 else "")
