"""The single door of law 2: whatever a report prints of a claim goes through `Notebook.cite`, which makes its footnote.

A claim that is not in the record, or whose quote is not in its document, gets no footnote and is not printed; it is counted.
"""

from __future__ import annotations

import re

import msgspec
from markupsafe import Markup, escape

from vetoproof.model import Capture, Claim, Document, Manifest, Proof, Reader
from vetoproof.report import dates, numbers
from vetoproof.report.naming import Names
from vetoproof.report.readable import readable
from vetoproof.report.speakers import Speakers
from vetoproof.report.wording import sentence as sentence_case

FRAGMENT = 7
"""A claim of so few words is shown within its sentence."""

LONGEST = 600
"""A sentence longer than this is a list or a broken page: then the claim's own span is printed, without what is around it."""

_END = re.compile(r"[.!?][\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z0-9])|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|St|No|vs|etc|approx))\.\s+$")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One footnote: the sentence in the archived bytes, and the way from it to the log."""

    number: int
    claim: Claim
    digest: bool
    before: Markup
    exact: Markup
    after: Markup
    title: Markup
    chain: list[Markup]
    published: Markup
    period: Markup
    figure: str
    basis: str
    address: str
    link: bool
    capture: Capture | None
    proof: Proof | None
    proof_missing: str


class Notebook:
    """Footnotes in the order in which they are first asked for, which is the order of the page."""

    def __init__(self, reader: Reader, names: Names, speakers: Speakers, claims: dict[str, Claim]) -> None:
        self.reader = reader
        self.names = names
        self.speakers = speakers
        self.claims = claims
        self.notes: list[Note] = []
        self.unanchored: dict[str, str] = {}
        self.impossible: dict[str, set[str]] = {}
        self._numbers: dict[str, int] = {}
        self._documents: dict[str, Document | None] = {}
        self._proofs: dict[str, tuple[Capture | None, Proof | None, str]] = {}

    def number(self, claim: str) -> int | None:
        """The footnote of a claim, made at the first call. None: it cannot be anchored, and must not be printed."""
        known = self._numbers.get(claim)
        if known is not None:
            return known
        if claim in self.unanchored:
            return None
        found = self.claims.get(claim)
        if found is None:
            self.unanchored[claim] = "the claim is not in the record"
            return None
        document = self._document(found.document.id)
        if document is None:
            self.unanchored[claim] = "its document is not in the record"
            return None
        start = _locate(document.text, found)
        if start is None:
            self.unanchored[claim] = "its quote does not occur in its document"
            return None
        number = self._numbers[claim] = len(self.notes) + 1
        self.notes.append(self._note(number, found, document, start))
        return number

    def cite(self, claim: str, text: str | Markup | None = None, css: str = "") -> Markup | None:
        """`text` in an element that names its claim, with the footnote mark. None where the claim cannot be anchored."""
        number = self.number(claim)
        if number is None:
            return None
        # Built with `escape` and not with `Markup.format`, which takes fifty microseconds: this runs ten times a claim.
        named = escape(claim)
        mark = f'<a class="fn" href="#fn-{number}" data-claim="{named}" aria-label="note {number}">{number}</a>'
        if text is None:
            return Markup(mark)
        name = f' class="{escape(css)}"' if css else ""
        return Markup(f'<span{name} data-claim="{named}">{escape(text)}</span>{mark}')

    def cites(self, claims: tuple[str, ...] | list[str], most: int | None = None) -> Markup:
        """Footnote marks alone, for several claims; beyond `most` the rest is counted."""
        marks = [mark for claim in claims if (mark := self.cite(claim)) is not None]
        if not marks:
            return Markup("")
        shown = Markup(" ").join(marks[:most])
        if most is not None and len(marks) > most:
            shown += Markup(' <span class="muted" data-computed="further claims of the event">and {} more</span>').format(
                len(marks) - most
            )
        return Markup('<span class="marks">{}</span>').format(shown)

    def printed(self, claim: str, short: bool = False) -> Markup:
        """When the document of a claim says that it was published; a document without a date says so."""
        value = self.claims[claim].document.published
        return dates.published(value, short) if value.from_ or value.to else Markup("date of publication not printed")

    def misdated(self, claim: str) -> bool:
        """Whether the date that its document prints cannot be: then nothing of it is drawn, and it is counted."""
        found = self.claims.get(claim)
        document = self._document(found.document.id) if found is not None else None
        if document is None:
            return False
        why = dates.misdated(document.published, document.captured_at)
        if why:
            self.impossible.setdefault(why, set()).add(document.id)
        return bool(why)

    def tagged(self, claim: str, text: str | Markup) -> Markup:
        """`text` of a claim that is cited beside it already: without a second mark."""
        return Markup(f'<span data-claim="{escape(claim)}">{escape(text)}</span>') if self.number(claim) else Markup("")

    def quoted(self, claim: str, css: str = "said") -> Markup | None:
        """What the claim says: in quotation marks from a page; without any, and saying so, from a digest of ours."""
        if self.number(claim) is None:
            return None
        found = self.claims[claim]
        note = self.notes[self._numbers[claim] - 1]
        digest = found.document.kind == "digest"
        if len(found.span.exact.split()) <= FRAGMENT:
            # "12 bodies" tells nothing by itself: the sentence is shown, with the claim marked in it.
            text = Markup("{}<em>{}</em>{}").format(note.before, note.exact, note.after)
        else:
            text = self.withhold(_whole(found.span.exact)) if digest else note.exact
        if digest:
            return self.cite(claim, text, f"{css} digest")
        return self.cite(claim, Markup("<q>{}</q>").format(text), css)

    def composed(self, text: str) -> str:
        """A string that the analysis composed: names withheld, ids and days spelled out."""
        return readable(self.speakers.spelled(self.names.text(text)))

    def withhold(self, text: str) -> Markup:
        """Text with withheld names replaced by marked brackets."""
        return Markup("").join(
            Markup(f'<span class="withheld" data-withheld="{kind}">{escape(part)}</span>') if kind else escape(part)
            for part, kind in self.names.pieces(text)
        )

    def _document(self, key: str) -> Document | None:
        if key not in self._documents:
            try:
                self._documents[key] = self.reader.document(key)
            except LookupError:
                self._documents[key] = None
        return self._documents[key]

    def _note(self, number: int, claim: Claim, document: Document, start: int) -> Note:
        first, last = sentence(document.text, start, start + len(claim.span.exact))
        end = start + len(claim.span.exact)
        capture, proof, missing = self.proof(claim.document.sha256)
        shown = self.names.address(document.url)
        quantity = claim.quantity
        return Note(
            number=number,
            claim=claim,
            digest=document.kind == "digest",
            before=self.withhold(document.text[first:start]),
            exact=self.withhold(claim.span.exact),
            after=self.withhold(document.text[end:last]),
            title=self.withhold(document.title),
            chain=[self.speakers.link(link) for link in claim.chain],
            published=dates.published(document.published),
            period=dates.period(claim.period),
            figure=numbers.amount(quantity.low, quantity.high, quantity.comparator, quantity.unit, quantity.words)
            if quantity
            else "",
            basis=numbers.BASIS.get(quantity.basis, quantity.basis) if quantity else "",
            address=shown,
            link=shown == document.url and linkable(document.url),
            capture=capture,
            proof=proof,
            proof_missing=missing,
        )

    def proof(self, sha256: str) -> tuple[Capture | None, Proof | None, str]:
        """The capture and its inclusion proof; where there is none the reason is printed in its place."""
        if sha256 not in self._proofs:
            capture: Capture | None = None
            try:
                capture = self.reader.capture(sha256)
                self._proofs[sha256] = (capture, self.reader.proof(capture.id), "")
            except LookupError:
                self._proofs[sha256] = (capture, None, "this capture is not in the ledger that was read")
            except ValueError as error:
                self._proofs[sha256] = (capture, None, str(error))
        return self._proofs[sha256]


def gather(reader: Reader, record: Manifest) -> dict[str, Claim]:
    """Every claim that the record's dossiers and sequences name, once. Those that the reader lacks are counted later."""
    wanted: dict[str, None] = {}
    for line in record.events:
        dossier = reader.dossier(line.event)
        for claims in (dossier.affirming, dossier.denying, dossier.other, dossier.unknown_lineage):
            wanted.update(dict.fromkeys(claims))
        for origin in (*dossier.origins, *dossier.denying_origins):
            wanted.update(dict.fromkeys(origin.claims))
        for relay in dossier.relays:
            wanted.update(dict.fromkeys(c for c in (relay.claim, relay.source) if c))
        for sequence in dossier.sequences:
            wanted.update(dict.fromkeys(item.claim for item in sequence.items))
    for sequence in record.sequences:
        wanted.update(dict.fromkeys(item.claim for item in sequence.items))
    found: dict[str, Claim] = {}
    for claim in wanted:
        try:
            found[claim] = reader.claim(claim)
        except LookupError:
            continue
    return found


def linkable(address: str) -> bool:
    """Whether an address is printed as a link. Not where it holds a user: "https://known.example@other.example/" deceives."""
    if not address.startswith(("https://", "http://")):
        return False
    host = re.split(r"[/?#\\]", address.partition("://")[2], maxsplit=1)[0]
    return bool(host) and "@" not in host and "%40" not in host and not any(ch.isspace() or ord(ch) < 32 for ch in address)


def _locate(text: str, claim: Claim) -> int | None:
    """Where the claim's quote stands: at its offsets, else where the quote is found with what stood before it."""
    span = claim.span
    if not span.exact:
        return None
    if text[span.start : span.end] == span.exact:
        return span.start
    near = text.find(span.prefix + span.exact)
    if near >= 0:
        return near + len(span.prefix)
    found = text.find(span.exact)
    return found if found >= 0 else None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The extent of the sentence or sentences that hold text[start:end]; the span itself where that is too long."""
    first, last = 0, len(text)
    for match in _END.finditer(text, max(0, start - LONGEST), end + LONGEST):
        if _ABBREVIATION.search(text, max(0, match.end() - 12), match.end()):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            last = match.start() + len(match.group().rstrip())
            break
    return (first, last) if last - first <= max(LONGEST, end - start) else (start, end)


def _whole(text: str) -> str:
    """A clause of our own digest as a sentence: first letter large, a full stop. A page's words are never so changed."""
    return sentence_case(text.lstrip(" ,;:"))
