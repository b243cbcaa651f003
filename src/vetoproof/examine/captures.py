"""Captures to readings: page, triage, then the extractor, in order: one for every page, and one for each entry of a live page.

What cannot be read, and what triage sets aside, is a reading too, without claims and with its reason: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from vetoproof.examine.datewords import DateWords
from vetoproof.examine.extractor import Extractor
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.livepage import Part
from vetoproof.examine.page import documents
from vetoproof.examine.triage import Triage
from vetoproof.model import Capture, Claim, Document, Extent, Reading, Rejection
from vetoproof.packs.pack import Pack

_PARTLY = ("only the first ", "the rest was not read", "are not kept")
SET_ASIDE = "set aside by triage: too few of the regime's parties and terms are named"


def partly(reading: Reading) -> tuple[str, ...]:
    """What a reading says of what it left unread of its document: that it was too long, or of too many claims."""
    said = (*reading.document.notes, *(one.reason for one in reading.rejected if one.what == "page"))
    return tuple(dict.fromkeys(one for one in said if any(words in one for words in _PARTLY)))


class Examiner:
    """An extractor with the pack's tables for pages and triage, built once."""

    def __init__(self, extractor: Extractor, pack: Pack) -> None:
        self._extractor = extractor
        self._pack = pack
        languages = [pack.languages[code] for code in pack.regime.languages]
        self._furniture = Furniture([row for language in languages for row in language.furniture])
        self._dates = DateWords([row for language in languages for row in language.dates])
        self._triage = Triage.of(
            pack.regime, [*pack.regime.countries, *(country for language in languages for country in language.countries)]
        )

    @property
    def name(self) -> str:
        """Who reads: examiner@version, as readings carry it."""
        return f"{self._extractor.name}@{self._extractor.version}"

    def read(self, captures: Iterable[tuple[Capture, bytes]]) -> Iterator[Reading]:
        """One reading for every capture, in order, for who looks at a page as a whole: those of a live page are joined."""
        return map(_joined, self.examine(captures))

    def examine(self, captures: Iterable[tuple[Capture, bytes]]) -> Iterator[tuple[Reading, ...]]:
        """The readings of every capture with its bytes, in order: that of the page, then of its entries if it is a live one.

        Holds a batch at a time: give it no more than fits.
        """
        opened = [(capture, self._open(capture, body)) for capture, body in captures]
        wanted = (part.document for _, parts in opened for part, refused in parts if refused is None and part.document.text)
        found = self._extractor.read(wanted, self._pack)
        for capture, parts in opened:
            yield tuple(
                msgspec.structs.replace(
                    next(found) if refused is None and part.document.text else _unread(part.document, refused),
                    capture=capture.id,
                    examiner=self.name,
                    pack=self._pack.digest,
                    part=part.name,
                )
                for part, refused in parts
            )

    def _open(self, capture: Capture, body: bytes) -> list[tuple[Part, Rejection | None]]:
        parts = documents(capture, body, furniture=self._furniture, dates_in=self._dates)
        if isinstance(parts, Rejection):
            nothing = Document(
                sha256=capture.sha256 or "", url=capture.address, kind=capture.kind, text="", captured_at=capture.at,
                handling=capture.handling,
            )  # fmt: skip
            return [(Part("", nothing), Rejection(what="document", reason=parts.reason))]
        if not self._pack.regime.triage:
            # A regime that names no terms has no triage: everything is read.
            return [(part, None) for part in parts]
        # An entry of a live page speaks of what the page is about without naming it again: they pass or fail together.
        texts = [part.document.text for part in parts]
        result = self._triage.score("\n\n".join([parts[0].document.title, *texts] if len(parts) > 1 else texts))
        aside = None if result.passes else Rejection(what="document", reason=SET_ASIDE, score=result.score)
        return [(part, aside) for part in parts]


def _unread(document: Document, refused: Rejection | None) -> Reading:
    return Reading(capture="", examiner="", pack="", document=document, rejected=(refused,) if refused else ())


def _joined(readings: tuple[Reading, ...]) -> Reading:
    """The readings of a live page as one: their texts one after the other, the places of their claims moved with them."""
    page = readings[0]
    if len(readings) == 1:
        return page
    text, claims, headline = "", list[Claim](), list[Extent]()
    for reading in readings:
        at = len(text)
        text += reading.document.text + ("\n\n" if reading.document.text else "")
        headline += [Extent(extent.start + at, extent.end + at) for extent in reading.document.headline]
        claims += [_moved(claim, at) for claim in reading.claims]
    # What befell all of them alike (triage) is said once.
    rejected = tuple(dict.fromkeys(one for reading in readings for one in reading.rejected))
    whole = msgspec.structs.replace(page.document, text=text.rstrip("\n"), headline=tuple(headline), links=(), pages=())
    return msgspec.structs.replace(page, document=whole, claims=tuple(claims), rejected=rejected)


def _moved(claim: Claim, by: int) -> Claim:
    span = msgspec.structs.replace(claim.span, start=claim.span.start + by, end=claim.span.end + by)
    also = tuple(Extent(extent.start + by, extent.end + by) for extent in claim.also)
    return msgspec.structs.replace(claim, span=span, also=also)
