"""When a document was published, by everything on it that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from vetoproof.examine.calendar_days import first_day, last_day
from vetoproof.examine.characters import collapse
from vetoproof.examine.dateline import Stamp, published, stamps
from vetoproof.examine.datewords import DateWords
from vetoproof.model import Published

Where = Literal["hint", "machine", "printed", "tail", "beside", "address"]
_ORDER: tuple[Where, ...] = ("hint", "machine", "printed", "tail", "beside", "address")
"""A collector's hint overrides; then what the page says to machines (it has a zone), then its head, then its foot. Only where
all these are silent: a date beside other words of its first lines, and that of its address.
"""
_LAST = {
    "beside": "dated by its first lines: no dateline is printed",
    "address": "dated by its address: no date is printed",
}
_WEAK = frozenset({"tail", *_LAST})
_FIRST_LINES = 4
_SHORT = 160
_LITTLE = 50
_PARTED_BEFORE, _PARTED_BEHIND = ",.!?;|/•·—–-([:", ".,;|/•·—–-)]"
_ADDRESS = re.compile(r"(?<![\d])((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")

_COARSE = re.compile(r"\d{4}(-\d{2})?")


class Said(msgspec.Struct, frozen=True):
    """One text that may hold a date, where it stands, and whether it is known to be an update."""

    text: str
    where: Where
    updated: bool = False


class Dates(msgspec.Struct, frozen=True):
    """Published, modified, and what is to be noted. `used`: the texts that are datelines and no more."""

    published: Published
    modified: Published | None
    notes: tuple[str, ...] = ()


def beside(lines: Sequence[str], words: DateWords) -> Iterator[Said]:
    """Whole dates of the first lines that marks part from other words: "Weekly note, 14 August 2024", "April 24, 2025. ..."."""
    for line in lines[:_FIRST_LINES]:
        text = collapse(line[: 2 * _SHORT])[:_SHORT]
        for stamp in stamps(text, words):
            before, behind = text[: stamp.start].rstrip(), text[stamp.end :].lstrip()
            parted = before[-1:] in _PARTED_BEFORE and behind[:1] in _PARTED_BEHIND
            # "A feed 27 Feb 2025 (UTC)": a short line that ends with its date.
            ends = behind[:1] in ("", "(", "[") and len(text) - len(stamp.text) <= _LITTLE
            whole = len(stamp.readings) == 1 and len(stamp.readings[0]) == 10
            if whole and (parted or ends or stamp.time is not None or stamp.label == "published"):
                yield Said(stamp.text, "beside")


def in_address(address: str) -> Iterator[Said]:
    """The day in an address, "/2025/08/02/", which sites give to the page's publication."""
    found = _ADDRESS.search(address)
    if found is not None:
        yield Said("-".join(found.groups()), "address")


def settle(said: Iterable[Said], words: DateWords, captured_at: str = "") -> Dates:
    """The publication and update of a document. Printed words are kept as `text` where they agree with the machine's."""
    first: list[tuple[Where, Published, bool]] = []
    last: list[Published] = []
    yearless: list[Stamp] = []
    notes: list[str] = []
    said = tuple(said)
    every = [(one, stamp) for one in said for stamp in stamps(one.text, words)]
    for one in said:
        if one.where == "hint" and (coarse := _coarse(one.text)):
            (last.append(coarse) if one.updated else first.append(("hint", coarse, True)))
    offsets = {offset for one, stamp in every if one.where == "machine" and (offset := _offset(published(stamp, words)))}
    for one, stamp in every:
        value = published(stamp, words, offsets=frozenset(offsets))
        if one.updated or stamp.label == "updated":
            last.append(value)
        elif stamp.month_day:
            yearless.append(stamp)
        elif value.from_:
            first.append((one.where, value, stamp.label == "published"))
    first.sort(key=lambda item: (_ORDER.index(item[0]), not item[2]))
    if first:
        where, best, _ = first[0]
        chosen, more = _agreed(best, where, [value for place, value, _ in first[1:] if place == where or place not in _WEAK])
        notes += [*more, *([_LAST[where]] if where in _LAST else [])]
    else:
        chosen = _from_year(yearless, last, words)
    modified = next((value for value in last if value.from_), last[0] if last else None)
    if chosen.from_ is None and modified is not None and modified.from_:
        notes.append("only an update is dated; the first publication is not")
    if modified is not None and modified.note:
        notes.append(f"{modified.text}: {modified.note}")
    if captured_at and chosen.from_ and first_day(chosen.from_[:10]) > last_day(captured_at[:10]):
        notes.append(f"dated {chosen.from_[:10]}, after its capture on {captured_at[:10]}")
    return Dates(chosen, modified, tuple(notes))


def _coarse(text: str) -> Published | None:
    """A collector's month or year: "2024-02" is the whole of February. None for anything finer, or that is no date."""
    if not _COARSE.fullmatch(text):
        return None
    try:
        start, end = first_day(text), last_day(text)
    except ValueError:
        return None
    return Published(text, start.isoformat(), end.isoformat(), "month" if "-" in text else "year")


def _agreed(best: Published, where: Where, others: Sequence[Published]) -> tuple[Published, list[str]]:
    """The best statement, in the printed words where another says the same; a note where another says otherwise."""
    notes = []
    for other in others:
        if where in ("machine", "tail") and _same_day(best, other) and best.text and "T" in best.text:
            note = other.note if other.precision in ("minute", "instant") else best.note
            fine = other.precision if other.precision == "minute" and best.precision == "instant" else best.precision
            best = Published(other.text, best.from_, best.to, fine, other.zone or best.zone, note)
            where = "printed"
        elif best.precision == "range" and other.from_ and best.from_ and best.to and best.from_ <= other.from_[:10] <= best.to:
            best = Published(
                best.text, other.from_, other.to, other.precision, other.zone, f"{best.note}; settled by {other.text}"
            )
        elif not _same_day(best, other) and other.from_:
            notes.append(f"the page also says {other.text}")
    return best, notes


def _offset(value: Published) -> str:
    """The offset of an instant, by which an ambiguous abbreviation elsewhere on the page is settled."""
    return value.from_[-6:] if value.from_ and len(value.from_) > 19 else ""


def _same_day(one: Published, other: Published) -> bool:
    """Whether two statements may mean one day; a day apart is one day, for zones differ."""
    if not (one.from_ and one.to and other.from_ and other.to):
        return False
    return (first_day(one.from_) - last_day(other.to)).days <= 1 and (first_day(other.from_) - last_day(one.to)).days <= 1


def _from_year(yearless: Sequence[Stamp], last: Sequence[Published], words: DateWords) -> Published:
    """A month and day without a year take the year of another printed date, if there is one."""
    if not yearless:
        return Published()
    year = next((int(value.from_[:4]) for value in last if value.from_), None)
    found = published(yearless[0], words, year)
    if year is None:
        return found
    return Published(found.text, found.from_, found.to, found.precision, found.zone, "the year is that of the update")
