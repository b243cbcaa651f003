"""Everything found on a page before anyone asks who says what: parse, names, places, figures, dates, by token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from vetoproof.examine import mentions, owners, period, places, quantity
from vetoproof.examine.found import Found
from vetoproof.examine.lexicon import Lexicon, Named
from vetoproof.examine.places import Naming
from vetoproof.examine.refuted import refuted
from vetoproof.model import Document, Extent, Mention, Period, Published, Quantity, Span
from vetoproof.packs.regime import Country, PlaceRow

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

T = TypeVar("T")
LONGEST_FIND = 200
"""Characters that a figure, date or name is at most read to span."""
_FUNCTION = frozenset({"DET", "ADP", "ADV", "SCONJ", "CCONJ", "PRON", "AUX", "VERB", "NUM", "PART", "INTJ"})
LEAD = 4
"""Sentences of the first block that count as the lead: a page without blank lines is not all lead."""
_RULER = 50
"""Marks without a letter between from which on they are no sentence but a ruler, or made to cost time."""


@dataclass(slots=True)
class Sentence:
    """A sentence with its place on the page: which block, and whether it is part of the headline."""

    index: int
    tokens: Tokens
    block: int
    headline: bool
    lead: bool = False

    @property
    def start(self) -> int:
        return int(self.tokens.start_char)

    @property
    def end(self) -> int:
        return int(self.tokens.end_char)


@dataclass(slots=True)
class Scene:
    """One page ready to be read. Look-ups by token give the innermost find that covers the token."""

    document: Document
    doc: Doc
    lexicon: Lexicon
    nations: list[Found[Naming]]
    names: list[Found[tuple[Named, ...]]]
    places: list[Found[PlaceRow | Country]]
    quantities: list[Found[Quantity]]
    periods: list[Found[Period]]
    mentions: list[Found[Mention]]
    bare: list[Found[Quantity]] = field(default_factory=list)
    """Numbers of which nothing shows what they count."""
    sentences: list[Sentence] = field(default_factory=list)
    passed_over: list[tuple[Sentence, str]] = field(default_factory=list)
    """Sentences that assert nothing, whatever they say, and the reason."""
    read_to: int | None = None
    """Where reading ended before the end of the text."""
    antecedent: str = ""
    recent: frozenset[str] = frozenset()
    _quantity_starts: list[int] = field(default_factory=list)
    _bare_starts: list[int] = field(default_factory=list)
    _period_starts: list[int] = field(default_factory=list)
    _mention_starts: list[int] = field(default_factory=list)
    _words: frozenset[str] | None = None
    _states: frozenset[str] | None = None
    _tokens: dict[int, Token] = field(default_factory=dict)
    _nation: dict[int, Found[Naming]] = field(default_factory=dict)
    _name: dict[int, Found[tuple[Named, ...]]] = field(default_factory=dict)
    _place: dict[int, Found[PlaceRow | Country]] = field(default_factory=dict)
    _mention: dict[int, Found[Mention]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document, doc: Doc, lexicon: Lexicon) -> Scene:
        """Run every finder over the parse and index what they found."""
        language, regime = lexicon.language, lexicon.regime
        nations = places.nations(doc, lexicon.countries)
        quantities, bare = quantity.numbers(doc, language)
        named = [
            Found(start, end, rows)
            for start, end, rows in lexicon.names.find(document.text)
            if not _tail(document.text, start, end, rows)
        ]
        scene = cls(
            document=document,
            doc=doc,
            lexicon=lexicon,
            nations=nations,
            names=owners.own(document.text, named, nations),
            places=places.find(doc, regime.places, lexicon.countries),
            quantities=quantities,
            bare=bare,
            periods=period.find(doc, language, _told_on(document), regime.calendar),
            mentions=mentions.find(doc, regime, language),
        )
        scene._quantity_starts = [one.start for one in scene.quantities]
        scene._bare_starts = [one.start for one in scene.bare]
        scene._period_starts = [one.start for one in scene.periods]
        scene._mention_starts = [one.start for one in scene.mentions]
        scene._index(scene.nations, scene._nation)
        scene._index(scene.names, scene._name)
        scene._index(scene.places, scene._place)
        scene._index(scene.mentions, scene._mention)
        every = _sentences(document, doc)
        scene.passed_over = list(refuted(tuple(language.furniture)).find(document.text, every))
        passed = {one.index for one, _ in scene.passed_over}
        scene.sentences = [one for one in every if one.index not in passed]
        return scene

    @property
    def text(self) -> str:
        """The page's text; spaCy would put it together anew at every call."""
        return self.document.text

    def end_at(self, last: Sentence) -> None:
        """Take what stands behind a sentence for unread, headlines excepted."""
        self.read_to = last.end
        self.sentences = [one for one in self.sentences if one.headline or one.index <= last.index]

    def _index(self, found: Iterable[Found[T]], table: dict[int, Found[T]]) -> None:
        for one in found:
            span = self.doc.char_span(one.start, one.end, alignment_mode="expand")
            for token in span or ():
                table[token.i] = one

    def nation(self, token: Token) -> Found[Naming] | None:
        found, named = self._nation.get(token.i), self._name.get(token.i)
        if found is not None and named is not None and named.end - named.start > found.end - found.start:
            # The capital in the name of a newspaper is no state.
            return None
        return found

    def state(self, token: Token) -> str | None:
        """The code of the state that a token names, or whose body, official or outlet it names."""
        nation, name = self.nation(token), self.name(token)
        return nation.value.country.code if nation else (name.value[0].country if name else None)

    def name(self, token: Token) -> Found[tuple[Named, ...]] | None:
        return self._name.get(token.i)

    def place(self, token: Token) -> Found[PlaceRow | Country] | None:
        return self._place.get(token.i)

    def mention(self, token: Token) -> Found[Mention] | None:
        return self._mention.get(token.i)

    def opening(self, offset: int) -> bool:
        """Whether the word at an offset is a capitalised word of the sentence rather than a name: "When Rassendyll came"."""
        if not self._tokens:
            self._tokens.update({token.idx: token for token in self.doc})
        token = self._tokens.get(offset)
        return token is not None and token.pos_ in _FUNCTION

    @property
    def words(self) -> frozenset[str]:
        """The nouns that the page prints in lower case."""
        if self._words is None:
            self._words = frozenset(token.text for token in self.doc if token.pos_ == "NOUN" and token.is_lower)
        return self._words

    def prints(self, code: str) -> bool:
        """Whether the page names a state anywhere: itself, a place in it, or a body or person of its; outlets name none."""
        if self._states is None:
            nations = {found.value.country.code for found in self.nations}
            places = {v.code if isinstance(v := found.value, Country) else v.country for found in self.places}
            bodies = {row.country for found in self.names for row in found.value[:1] if getattr(row, "kind", "") != "outlet"}
            # "a shipment to ruritania", as a careless page writes it.
            low = self.text.lower()
            small = {
                c.code
                for c in self.lexicon.countries
                if c.code in self.lexicon.regime.parties
                and any(re.search(rf"\b{re.escape(n.lower())}\b", low) for n in c.names)
            }
            self._states = frozenset(c for c in nations | places | bodies | small if c)
        return code in self._states

    def begins(self, offset: int) -> bool:
        """Whether a sentence begins at an offset."""
        return self.opening(offset) or (offset in self._tokens and bool(self._tokens[offset].is_sent_start))

    def span(self, tokens: Sequence[Token]) -> Span:
        """The span from the first to the last of these tokens."""
        start = min(t.idx for t in tokens)
        return Span.of(self.text, start, max(t.idx + len(t) for t in tokens))

    def figures(self, start: int, end: int) -> list[Found[Quantity]]:
        """The figures that touch text[start:end]."""
        return _touching(self.quantities, self._quantity_starts, start, end)

    def numbers(self, start: int, end: int) -> list[Found[Quantity]]:
        """The numbers of which nothing shows what they count that touch text[start:end]."""
        return _touching(self.bare, self._bare_starts, start, end)

    def dates(self, start: int, end: int) -> list[Found[Period]]:
        """The dates that touch text[start:end]."""
        return _touching(self.periods, self._period_starts, start, end)

    def places_before(self, offset: int, most: int) -> list[Found[PlaceRow | Country]]:
        """The last places, at most so many, that end before an offset, in order."""
        at = bisect_left(self.places, offset, key=lambda one: one.start)
        return self.places[max(0, at - most) : at]

    def names_in(self, start: int, end: int) -> list[Found[tuple[Named, ...]]]:
        """The names that begin in text[start:end], in order."""
        first = bisect_left(self.names, start, key=lambda one: one.start)
        return self.names[first : bisect_left(self.names, end, key=lambda one: one.start)]

    def named_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The persons, companies, ships and weapons named wholly inside text[start:end]."""
        found = _touching(self.mentions, self._mention_starts, start, end)
        return tuple(one.value for one in found if start <= one.start and one.end <= end)


def _told_on(document: Document) -> Published:
    """The day from which "last week" counts: of publication, else of the update where the page prints nothing else."""
    modified = document.modified
    return document.published if document.published.from_ or modified is None else modified


_LONGER = re.compile(r"(?:^|[^.!?:\n]\s|[“\"(])(?!The |A |An )([A-Z][a-z]+) $")


def _tail(text: str, start: int, end: int, rows: Sequence[Named]) -> bool:
    """Whether an outlet's one word is only the end of another's name: "the Pledge Times" is not "the Times"."""
    if not any(getattr(row, "kind", "") == "outlet" for row in rows) or " " in text[start:end]:
        return False
    return text[start:end].lower() in _GENERIC and _LONGER.search(text[max(0, start - 40) : start]) is not None


_GENERIC = frozenset({"times", "post", "herald", "news", "journal", "guardian", "independent", "telegraph", "mirror"})


def _touching(found: Sequence[Found[T]], starts: Sequence[int], start: int, end: int) -> list[Found[T]]:
    # Finds are short: what begins more than LONGEST_FIND characters before cannot reach in.
    first = bisect_left(starts, start - LONGEST_FIND)
    last = bisect_left(starts, end)
    return [one for one in found[first:last] if one.end > start]


def _sentences(document: Document, doc: Doc) -> list[Sentence]:
    """Sentences with their blocks; the lead is the first body block that is a sentence, not a byline."""
    found: list[Sentence] = []
    block, before = 0, 0
    for tokens in doc.sents:
        start, end = tokens.start, tokens.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start >= end:
            continue
        sentence = doc[start:end]
        if end - start > _RULER and not any(map(str.isalnum, sentence.text)):
            continue
        if "\n" in document.text[before : sentence.start_char] and found:
            block += 1
        before = sentence.end_char
        headline = any(_overlap(extent, sentence.start_char, sentence.end_char) for extent in document.headline)
        found.append(Sentence(len(found), sentence, block, headline))
    body = [s for s in found if not s.headline and len(s.tokens) > 6]
    for one in body:
        one.lead = one.block == body[0].block and one.index - body[0].index < LEAD
    return found


def _overlap(extent: Extent, start: int, end: int) -> bool:
    return extent.start < end and start < extent.end
