"""Who speaks: a noun phrase to a canonical name, a kind, an actor, an office and a state."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vetoproof.examine import bodies, described, fullname, grammar, takeup
from vetoproof.examine.census import Census
from vetoproof.examine.lexicon import Named
from vetoproof.examine.media import Media, expansion, shortened
from vetoproof.examine.roster import Roster
from vetoproof.examine.scene import Scene
from vetoproof.examine.speaker import Speaker
from vetoproof.model import Span, SpeakerKind
from vetoproof.packs.regime import ActorRow, Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token


def _noun(head: Token) -> Token:
    """The noun of an article that the parser took for the subject: "the paper notes"."""
    if head.lower_ not in ("the", "a", "an") or head.pos_ != "DET":
        return head
    for token in head.doc[head.i + 1 : head.i + 6]:
        last = token.i + 1 == len(head.doc) or token.nbor(1).pos_ not in ("NOUN", "PROPN")
        if token.pos_ in ("NOUN", "PROPN") and last:
            return token
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM"):
            break
    return head


def _place(speaker: Speaker) -> int:
    return speaker.span.start if speaker.span is not None else -1


@dataclass(slots=True)
class Cast:
    """The speakers of one page, in order of appearance, for the pronouns and definite descriptions that follow."""

    scene: Scene
    people: dict[str, Speaker] = field(default_factory=dict)
    history: list[Speaker] = field(default_factory=list)
    named: list[tuple[int, tuple[str, ...], Speaker]] = field(default_factory=list)

    outlets: list[tuple[str, str]] = field(default_factory=list)
    roster: Roster = field(init=False)
    media: Media = field(init=False)
    census: Census = field(init=False)
    authors: list[tuple[int, Speaker]] = field(default_factory=list)
    turns: list[tuple[int, int]] | None = None
    short: dict[str, int] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    """Heads that are being looked at."""

    def __post_init__(self) -> None:
        """Persons of the pack that the page names in full anywhere: "Shin" alone is then the last one named before."""
        self.roster, self.media, self.short = Roster(self.scene), Media(self.scene), shortened(self.scene)
        for found in self.scene.names:
            self.outlets += [
                (self.scene.text[found.start : found.end], row.id)
                for row in found.value
                if isinstance(row, ActorRow) and row.kind == "outlet"
            ]
            printed = self.scene.text[found.start : found.end]
            if any(isinstance(row, Tenure) or row.kind == "person" for row in found.value) and " " in printed:
                speaker = self.from_pack(found.value, Span.of(self.scene.text, found.start, found.end), printed)
                words = printed.lower().split()
                self.named.append((found.start, (words[0], words[-1]), speaker))
        self.people.clear()
        self.census = Census(self)

    def resolve(self, head: Token) -> Speaker | None:
        """The speaker that a phrase names, or None where it names nobody who could speak."""
        speaker = self.look(head)
        if speaker is None or speaker.name.endswith(":") or self._is_ship(head, speaker.name) or self._is_date(head):
            # A ship says nothing, nor does a day, nor a kind without a word for it.
            return None
        if speaker.kind == "anonymous":
            speaker = described.taken_up(self, head, speaker)
        if speaker is not None:
            insort(self.history, speaker, key=_place)
        return speaker

    def heard(self, offset: int, most: int = 12) -> list[Speaker]:
        """The last speakers before an offset, in the order of the page; a headline may be read after what it heads."""
        at = bisect_left(self.history, offset, key=_place)
        return self.history[max(0, at - most) : at]

    def _is_ship(self, head: Token, name: str) -> bool:
        found = self.scene.mention(head)
        if found is not None and found.value.kind == "ship":
            return True
        return any(m.value.kind == "ship" and m.value.name.lower() == name.lower() for m in self.scene.mentions)

    def _is_date(self, head: Token) -> bool:
        return any(d.start <= head.idx < d.end for d in self.scene.dates(head.idx, head.idx + len(head)))

    def look(self, head: Token) -> Speaker | None:
        head = _noun(head)
        if head.i in self.asked:
            # "The report cites a report that cites the report": whoever explains himself by himself is nobody.
            return None
        self.asked.add(head.i)
        try:
            return self._look(head)
        finally:
            self.asked.discard(head.i)

    def _look(self, head: Token) -> Speaker | None:
        lower = head.lower_
        if head.pos_ == "PRON" or lower in ("he", "she", "they", "it", "his", "her", "its", "their", "my", "our"):
            return takeup.pronoun(self, head)
        tokens = grammar.core(head)
        span = self.scene.span(grammar.phrase(head))
        if (own := takeup.called(self, head)) is not None:
            return own
        if (known := takeup.beside(self, head)) is not None:
            return takeup.person(self, known, span)
        for candidate in (head, *[c for c in head.children if c.dep_ == "appos"]):
            if named := self.by_name(candidate, span):
                return named
        if (again := takeup.described(self, head, span)) is not None:
            return again
        return described.described(self, head, tokens, span)

    # Names.

    def by_name(self, head: Token, span: Span) -> Speaker | None:
        scene = self.scene
        spelled = expansion(scene, self.short, head)
        if spelled is not None and (whole := self.look(spelled)) is not None and whole.kind != "anonymous":
            return self.again(whole, span)
        found = scene.name(head)
        if found is not None:
            if self._of_another_state(head, found.value):
                return None
            return self.from_pack(found.value, span, scene.text[found.start : found.end])
        known = self.roster.at(head.idx, head.idx + len(head))
        outlet = self.media.at(head.idx, head.idx + len(head))
        # "told the agency. Rassendyll said": a surname is no channel, though it stands beside a word for one.
        if outlet is not None and (known is None or outlet.name.lower() not in known.name.lower().split()):
            return replace(outlet, span=span)
        if known is not None:
            return takeup.person(self, known, span)
        nation = scene.nation(head)
        if takeup.holds(self, head):
            return None
        words = self._words(head)
        if nation is not None and head.idx + len(head) >= nation.end:
            if nation.value.by == "demonym" and not head.lower_.endswith("s") and head.tag_ not in ("NNPS", "NNS"):
                return None
            name = f"{nation.value.country.code} government"
            return Speaker(
                name, "state", actor=name, country=nation.value.country.code, span=span, plural=head.tag_ in ("NNPS", "NNS")
            )
        if (len(words) == 1 and described.thing(scene.lexicon, head)) or self._common(head):
            return None
        if head.pos_ == "PROPN" or (head.text[:1].isupper() and not head.is_sent_start and head.pos_ not in ("PRON", "DET")):
            return self._proper(head, words, span)
        return None

    def _common(self, head: Token) -> bool:
        """ "Its foreign ministry wrote": a word for a body in small letters is no name, though the parser tags it as one."""
        return head.text.islower() and any(self.scene.lexicon.is_a(head.lower_, use) for use in ("body", "outlet", "report"))

    def _of_another_state(self, head: Token, rows: tuple[Named, ...]) -> bool:
        """Whether a short form stands beside a whole name with another state: "the A Port Observatory (APO)"."""
        own = {row.country for row in rows if isinstance(row, ActorRow) and row.kind == "organisation"}
        if head.dep_ != "appos" or head.text not in self.short or not own or None in own:
            return False
        return self.country_of(head.head) not in (None, *own)

    def from_pack(self, rows: tuple[ActorRow | Tenure, ...], span: Span, printed: str) -> Speaker:
        day = self.scene.document.published.to or self.scene.document.published.from_ or ""
        tenures = [row for row in rows if isinstance(row, Tenure)]
        actor = self._meant([row for row in rows if isinstance(row, ActorRow)])
        if tenures:
            # The office held on the day of print; a name without a tenure on that day keeps the person alone.
            held = [t for t in tenures if (t.from_ or "") <= (day[:10] or "9999") and (not t.to or day[:10] <= t.to)]
            row = (held or tenures)[-1]
            speaker = Speaker(
                row.person, "person", actor=row.person, office=row.office if held else None, country=row.country, span=span
            )
            self.people[row.person.split()[0].lower()] = speaker
            self.people[row.person.split()[-1].lower()] = speaker
            self.people[printed.split()[-1].lower()] = speaker
            return speaker
        assert actor is not None
        if actor.kind in ("ship",):
            return Speaker(
                actor.name if hasattr(actor, "name") else actor.id,
                "organisation",
                actor=actor.id,
                country=actor.country,
                span=span,
            )
        kind: SpeakerKind = actor.kind  # type: ignore[assignment]
        return Speaker(actor.id, kind, actor=actor.id, country=actor.country, span=span)

    def _meant(self, rows: list[ActorRow]) -> ActorRow | None:
        """Which of several bodies of one name a page means: that of the state which it names most often."""
        if len(rows) < 2:
            return rows[0] if rows else None
        count = Counter(found.value.country.code for found in self.scene.nations)
        return max(rows, key=lambda row: (count[row.country or ""], -rows.index(row)))

    def _words(self, head: Token) -> list[str]:
        """The capitalised run that ends with the head: "NAME Sur-name" without titles before it."""
        left = head.i
        doc = head.doc
        while left > 0 and (
            doc[left - 1].pos_ == "PROPN"
            or doc[left - 1].text in ("-", "&", "'", "’")
            or (
                doc[left - 1].text[:1].isupper()
                and not doc[left - 1].is_sent_start
                and doc[left - 1].dep_ in ("compound", "amod", "nmod")
            )
        ):
            if doc[left - 1].is_sent_start is True and doc[left - 1].pos_ != "PROPN":
                break
            left -= 1
            if doc[left].is_sent_start:
                break
        right = head.i
        while right + 1 < len(doc) and (doc[right + 1].text == "-" or doc[right].text == "-") and not doc[right + 1].is_space:
            right += 1
        return doc[left : right + 1].text.split()

    def _proper(self, head: Token, words: list[str], span: Span) -> Speaker | None:
        lexicon = self.scene.lexicon
        office = None
        title: list[str] = []
        while len(words) > 1 and (words[0][:1] in "-–" or words[0].lower() in {*lexicon.cites, *lexicon.sources}):
            # "an ex-guardsman NAME", "Via NAME".
            words = words[1:]
        of_body = " ".join(words).lower() in lexicon.speakers.get("body", {})
        while len(words) > 1 and not of_body and lexicon.is_a(words[0].lower().rstrip("."), "title"):
            title.append(words[0].lower().rstrip("."))
            words = words[1:]
        words, printed = described.untitled(lexicon, words)
        title += printed
        office = self._office_beside(head) or (" ".join(title) or None)
        name = " ".join(words).strip(" ,.'’\"“”")
        if not name:
            return None
        if name.lower() in lexicon.speakers.get("body", {}) and (
            (called := bodies.body(self, head, grammar.core(head), span)) is not None and called.kind != "anonymous"
        ):
            return called
        if len(words) == 1 and lexicon.is_a(last := words[0].lower(), "state") and last in ("government", "cabinet"):
            country = self.country_of(head) or bodies.around(self)
            if country is not None:
                return Speaker(f"{country} government", "state", actor=f"{country} government", country=country, span=span)
        if (of_state := bodies.of_state(self, head, grammar.core(head), span)) is not None:
            return of_state
        if (whole := fullname.whole(self, head, name, span)) is not None:
            return whole
        last = words[-1].lower().rstrip(".")
        body = [w for w in words if lexicon.is_a(w.lower(), "body") or lexicon.is_a(w.lower(), "outlet")]
        if not body and len(words) == 1:
            before = [s for start, keys, s in self.named if last in keys and start < head.idx]
            if before:
                return self.again(before[-1], span)
        if len(words) == 1:
            short = next((o for o in self.outlets if o[0].lower().endswith(f" {last}")), None)
            if short is not None:
                return Speaker(short[1], "outlet", actor=short[1], span=span, taken=True)
        if not body and last in self.people and len(words) == 1:
            return self.again(self.people[last], span)
        if not body and words[0].lower() in self.people and len(words) == 1:
            return self.again(self.people[words[0].lower()], span)
        if body:
            is_outlet = any(lexicon.is_a(w.lower(), "outlet") for w in body) and not any(
                lexicon.is_a(w.lower(), "body") and not lexicon.is_a(w.lower(), "outlet") for w in body
            )
            named = bodies.body(self, head, grammar.core(head), span)
            if named is not None and not is_outlet:
                return named
            return Speaker(name, "outlet" if is_outlet else "organisation", country=self.country_of(head), span=span)
        person = bool(title or (office and not lexicon.is_a(office.split()[-1], "body"))) or (
            len(words) in (2, 3, 4)
            and not any(w.isupper() and len(w) > 2 for w in words)
            and all(w[:1].isupper() or "-" in w for w in words)
        )
        if person and head.dep_ in (
            "nsubj",
            "nsubjpass",
            "pobj",
            "appos",
            "conj",
            "poss",
            "ROOT",
            "dobj",
            "compound",
            "dep",
            "attr",
            "npadvmod",
            "dative",
        ):
            speaker = Speaker(name, "person", office=office, country=self.country_of(head), span=span)
            for key in (words[0].lower(), last):
                self.people.setdefault(key, speaker)
            return speaker
        outlet = head.head.lemma_.lower() in (
            "report",
            "write",
            "publish",
            "broadcast",
            "quote",
            "carry",
        ) or head.head.lower_ in ("told",)
        return Speaker(name, "outlet" if outlet else "organisation", country=None, span=span)

    def again(self, speaker: Speaker, span: Span) -> Speaker:
        return Speaker(speaker.name, speaker.kind, speaker.actor, speaker.office, speaker.country, span, speaker.plural, True)

    def _office_beside(self, head: Token) -> str | None:
        for child in head.children:
            if child.dep_ in ("appos", "amod", "compound", "nmod") and self.scene.lexicon.is_a(child.lemma_.lower(), "office"):
                return " ".join(t.text for t in grammar.core(child)).lower() if child.dep_ == "appos" else child.lower_
        if head.dep_ == "appos" and self.scene.lexicon.is_a(head.head.lemma_.lower(), "office"):
            return " ".join(t.text for t in grammar.core(head.head))
        return None

    def country_of(self, head: Token) -> str | None:
        """The state named in the phrase or in its appositions, before a nation inside a "to" or "on" phrase."""
        best: str | None = None
        for token in grammar.phrase(head, appositions=True):
            nation = self.scene.nation(token)
            if nation is not None:
                inside = any(
                    a.dep_ == "prep" and a.lower_ in ("to", "on", "about", "in", "at") for a in grammar.between(token, head)
                )
                if not inside:
                    return nation.value.country.code
                best = best or (
                    nation.value.country.code
                    if not any(a.lower_ in ("to", "on", "about") for a in grammar.between(token, head))
                    else None
                )
            named = self.scene.name(token)
            if named is not None and token != head and named.value[0].country:
                best = best or named.value[0].country
        return best

    def latest(self, kinds: tuple[str, ...], span: Span, word: str = "", near: int | None = None) -> Speaker | None:
        """The nearest speaker before of one of these kinds, not further back than a dozen mentions, or `near` characters."""
        for speaker in reversed(self.heard(span.start)):
            if near is not None and speaker.span is not None and span.start - speaker.span.start > near:
                break
            if speaker.kind in kinds and (not word or self._is_called(speaker, word)):
                return self.again(speaker, span)
        return None

    def _is_called(self, speaker: Speaker, word: str) -> bool:
        row = self.scene.lexicon.actors.get(speaker.actor or "")
        if word.startswith("="):
            return any(name.lower().endswith(f" {word[1:]}") for name in ((row.id, *row.names) if row else (speaker.name,)))
        last = word.split()[-1]
        if last in (
            "agency",
            "service",
            "team",
            "group",
            "office",
            "body",
            "centre",
            "center",
            "institute",
            "panel",
            "organisation",
        ):
            return True
        if last == "ministry" and speaker.name.rsplit(" ", 1)[-1] in self.scene.lexicon.ministries:
            return True
        names = (*row.names, row.id) if row else (speaker.name, speaker.span.exact if speaker.span else "")
        if last in ("spies", "intelligence"):
            return any(w in name.lower() for name in names for w in ("intelligence", "spy", "security service"))
        return any(last in name.lower() for name in names)

    def country_around(self, offset: int) -> str | None:
        """The state of the last speaker before an offset who has one."""
        for speaker in reversed(self.heard(offset, 4)):
            if speaker.country:
                return speaker.country
        return None

    def house(self) -> Speaker:
        return Speaker(self.scene.document.outlet, "outlet")
