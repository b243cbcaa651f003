"""Documents to readings. The protocol that any extractor keeps, and the built-in one of rules over a parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from vetoproof.examine import claims, cleared, headlines, hedging, restate, scope
from vetoproof.examine.claims import Draft
from vetoproof.examine.found import Found
from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.parse import DEFAULT_MODEL, Parser
from vetoproof.examine.scene import Scene
from vetoproof.examine.scope import Scope
from vetoproof.model import Claim, Document, DocumentRef, Mention, Reading, Rejection, Span, claim_id
from vetoproof.packs.pack import Pack
from vetoproof.packs.regime import PlaceRow

if TYPE_CHECKING:
    from spacy.tokens import Doc

BATCH = 16
"""Documents held at once: enough for the parser to batch, few enough for a small machine."""
TOGETHER = 100_000
"""Characters of documents held at once; the parse of a long report takes a hundred times its length."""
WORDS = 120_000
"""Words and marks that are read of one document: 400,000 characters of prose, the most that a page gives, have 80,000."""
MOST = 2_000
"""Claims kept of one page. A long report has some hundreds; a page of thousands is a table or an attack."""
_WORD = re.compile(r"\w+|[^\w\s]")


class Extractor(Protocol):
    """Anything that reads documents into claims: rules, a pipeline, a language model behind an address.

    One reading per document, in order. `capture` is left "" in a reading: whoever knows the capture fills it. Nothing
    is raised for a text that cannot be read; the reading then holds a rejection with its reason.
    """

    name: str

    @property
    def version(self) -> str:
        """Version of the reader and of whatever it rests on: part of a reading's identity."""
        ...

    def read(self, documents: Iterable[Document], pack: Pack) -> Iterator[Reading]:
        """The readings of documents under a pack."""
        ...


class RuleExtractor:
    """Dependency parse, lexicons from the language pack, no learning: every claim can be traced to a rule and a word."""

    name = "rules"

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """`model`: an installed spaCy model's package name, or a path to one."""
        self._parser = Parser(model)
        self._lexicons: dict[tuple[str, str], Lexicon] = {}

    @property
    def version(self) -> str:
        """Version of the rules and of the model under them."""
        return f"1+{self._parser.version}"

    def read(self, documents: Iterable[Document], pack: Pack) -> Iterator[Reading]:
        """One reading a document, in order; parses in batches."""
        batch: list[Document] = []
        size = 0
        for document in documents:
            batch.append(document)
            size += len(document.text)
            if len(batch) >= BATCH or size >= TOGETHER:
                yield from self._batch(batch, pack)
                batch, size = [], 0
        yield from self._batch(batch, pack)

    def drafts(self, scene: Scene) -> tuple[list[Draft], list[Rejection]]:
        """The claims of one page, restatements not yet merged, and what was drafted and not kept."""
        return claims.read(scene), []

    def _batch(self, documents: list[Document], pack: Pack) -> Iterator[Reading]:
        readable = {
            language: [d for d in documents if d.language == language and d.text.strip()] for language in pack.languages
        }
        parses = {}
        for language, chosen in readable.items():
            if chosen and pack.languages[language].cues:
                shown = [_within(document) for document in chosen]
                docs = self._parser.pipe((d.text for d in shown), pack.languages[language])
                parses.update({id(d): (part, doc) for d, part, doc in zip(chosen, shown, docs, strict=True)})
        for document in documents:
            part, doc = parses.get(id(document), (document, None))
            if doc is None:
                reason = "no text" if not document.text.strip() else f"language {document.language} not read by this extractor"
                yield self._reading(document, pack, (), (Rejection(what="document", reason=reason),))
                continue
            try:
                reading = self._read(document, part, doc, pack)
            except RecursionError:
                # Names that explain one another in a circle, or a parse of a thousand levels: the next pages go on.
                reason = "the rules went in a circle over this page; please report it"
                reading = self._reading(document, pack, (), (Rejection(what="document", reason=reason),))
            yield reading

    def _read(self, document: Document, part: Document, doc: Doc, pack: Pack) -> Reading:
        """What one page claims. `part` is as much of it as was parsed. Raises RecursionError."""
        scene = Scene.of(part, doc, self._lexicon(pack, document.language))
        if part is not document:
            scene.read_to = len(part.text)
        drafts, dropped = self.drafts(scene)
        drafts, untrue = cleared.apart(scene, drafts)
        drafts, unheard = headlines.heard(scene, drafts)
        found, rejected = self._claims(scene, restate.merge(drafts), pack)
        rejected = (*rejected, *(Rejection(what=one.tokens.text[:80], reason=why) for one, why in scene.passed_over))
        if scene.read_to is not None:
            rejected = (_unread(scene.read_to, document), *rejected)
        return self._reading(document, pack, found, (*rejected, *dropped, *untrue, *unheard))

    def _reading(self, document: Document, pack: Pack, found: tuple[Claim, ...], rejected: tuple[Rejection, ...]) -> Reading:
        return Reading(
            capture="",
            examiner=f"{self.name}@{self.version}",
            pack=pack.digest,
            document=document,
            claims=found,
            rejected=rejected,
        )

    def _lexicon(self, pack: Pack, language: str) -> Lexicon:
        key = (pack.digest, language)
        if key not in self._lexicons:
            self._lexicons[key] = Lexicon(pack.languages[language], pack.regime)
        return self._lexicons[key]

    def _claims(self, scene: Scene, drafts: list[Draft], pack: Pack) -> tuple[tuple[Claim, ...], tuple[Rejection, ...]]:
        found: dict[str, Claim] = {}
        rejected: list[Rejection] = []
        named = _named(scene, pack)
        topic = scope.of_page(pack.regime.scope, (d.frame for d in drafts), pack.regime.parties, named)
        if len(drafts) > MOST:
            rejected.append(
                Rejection(what="page", reason=f"{len(drafts) - MOST} claims beyond the first {MOST} of one page are not kept")
            )
        for draft in drafts[:MOST]:
            claim = self._claim(scene, draft, pack, topic)
            text = scene.document.text
            if not claim.span.exact.strip() or text[claim.span.start : claim.span.end] != claim.span.exact:
                # Law 2: what cannot be anchored is not kept.
                rejected.append(
                    Rejection(what=claim.span.exact[:80], reason="the quote is not found at its place in the document")
                )
            elif claim.id in found:
                rejected.append(
                    Rejection(what=claim.span.exact[:80], reason="the same claim was already read from the same words")
                )
            else:
                found[claim.id] = claim
        return tuple(found.values()), tuple(rejected)

    def _claim(self, scene: Scene, draft: Draft, pack: Pack, topic: Scope) -> Claim:
        document = scene.document
        span = Span.of(document.text, draft.start, draft.end)
        hedge = hedging.with_scale(draft.hedge, pack.scales, draft.chain, document.language)
        mentions = _named_in(scene, draft)
        own = pack.regime.parties
        return Claim(
            id=claim_id(
                document.sha256, span.exact, draft.chain, draft.stance, hedge, draft.frame, draft.quantity, draft.period
            ),
            document=DocumentRef.of(document),
            span=span,
            also=tuple(sorted(draft.also, key=lambda e: (e.start, e.end))),
            chain=draft.chain,
            stance=draft.stance,
            hedge=hedge,
            frame=draft.frame,
            quantity=draft.quantity,
            period=draft.period,
            mentions=mentions,
            scope=scope.decide(pack.regime.scope, draft.frame, own, scope.near(draft.frame, own, topic)),
            extractor=f"{self.name}@{self.version}",
            notes=tuple(draft.notes),
        )


def _named_in(scene: Scene, draft: Draft) -> tuple[Mention, ...]:
    """Who and what a claim names where it stands, and its ships wherever the page names them: they are told by number."""
    found = list(scene.named_in(draft.start, draft.end))
    for name in (draft.frame.vessel or "").split("|"):
        ships = [one.value for one in scene.mentions if one.value.kind == "ship" and one.value.name == name]
        if ships and all(one.name != name for one in found):
            found.append(ships[0])
    return tuple(found)


def _within(document: Document) -> Document:
    """The document, or its beginning where it has more words than are read."""
    if len(document.text) <= WORDS:
        return document
    over = next(islice(_WORD.finditer(document.text), WORDS, None), None)
    if over is None:
        return document
    end = document.text.rfind("\n", 0, over.start())
    text = document.text[: end if 2 * end > over.start() else over.start()]
    headline = tuple(extent for extent in document.headline if extent.end <= len(text))
    return msgspec.structs.replace(document, text=text, headline=headline)


def _unread(end: int, document: Document) -> Rejection:
    """Where reading ended. It is a page of a hundred thousand words, or one of thousands of claims."""
    return Rejection(what="page", reason=f"only the first {end:,} of {len(document.text):,} characters were read for claims")


def _named(scene: Scene, pack: Pack) -> frozenset[str]:
    """The states that a page names: outright, by a place or an official of theirs, the first party also by what the pack lists
    for it, its own weapons (not those with another maker) and ships, and beside another party by words that name it loosely."""
    found = {one.value.country.code for one in scene.nations}
    found |= {one.value.country or "" if isinstance(one.value, PlaceRow) else one.value.code for one in scene.places}
    found |= {row.country or "" for one in scene.names for row in one.value}
    found.discard("")
    others = {row.name for row in pack.regime.weapons if row.maker}
    if any(one.value.kind in ("weapon", "ship") and one.value.name not in others for one in scene.mentions):
        found |= set(pack.regime.parties[:1])
    if found & set(pack.regime.parties[1:]) and _loosely(scene, pack.regime.loosely):
        found |= set(pack.regime.parties[:1])
    return frozenset(found)


def _loosely(scene: Scene, words: Sequence[str]) -> bool:
    """Whether one of the words stands anywhere outside of a longer name, of another state, say."""
    longer: Sequence[Found[Any]] = (*scene.nations, *scene.names, *scene.mentions)
    taken = {at for one in longer for at in range(one.start, one.end)}
    pattern = "|".join(map(re.escape, words))
    found = re.finditer(rf"\b(?:{pattern})\b", scene.text) if words else iter(())
    return any(taken.isdisjoint(range(*one.span())) for one in found)
