"""Captures to readings: page, triage, then the extractor, one reading for every capture, in order.

What cannot be read, and what triage sets aside, is a reading too, without claims and with its reason: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from vetoproof.examine.datewords import DateWords
from vetoproof.examine.extractor import Extractor
from vetoproof.examine.furniture import Furniture
from vetoproof.examine.page import document
from vetoproof.examine.triage import Triage
from vetoproof.model import Capture, Document, Reading, Rejection
from vetoproof.packs.pack import Pack

SET_ASIDE = "set aside by triage: too few of the regime's parties and terms are named"


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
        """One reading for every capture with its bytes, in order. Holds a batch at a time: give it no more than fits."""
        pages = [(capture, self._open(capture, body)) for capture, body in captures]
        wanted = (page for _, (page, refused) in pages if refused is None)
        found = self._extractor.read(wanted, self._pack)
        for capture, (page, refused) in pages:
            reading = (
                next(found)
                if refused is None
                else Reading(capture="", examiner="", pack="", document=page, rejected=(refused,))
            )
            yield msgspec.structs.replace(reading, capture=capture.id, examiner=self.name, pack=self._pack.digest)

    def _open(self, capture: Capture, body: bytes) -> tuple[Document, Rejection | None]:
        page = document(capture, body, furniture=self._furniture, dates_in=self._dates)
        if isinstance(page, Rejection):
            nothing = Document(
                sha256=capture.sha256 or "", url=capture.address, kind=capture.kind, text="", captured_at=capture.at,
                handling=capture.handling,
            )  # fmt: skip
            return nothing, Rejection(what="document", reason=page.reason)
        if not self._pack.regime.triage:
            # A regime that names no terms has no triage: everything is read.
            return page, None
        result = self._triage.score(page.text)
        return page, None if result.passes else Rejection(what="document", reason=SET_ASIDE, score=result.score)
