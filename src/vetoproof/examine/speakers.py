"""Who speaks: a noun phrase to a canonical name, a kind, an actor, an office and a state."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.scene import Scene
from vetoproof.model import Span, SpeakerKind
from vetoproof.packs.regime import ActorRow, Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token

ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "some", "several", "both", "other",
                      "one", "two", "three", "another", "many", "most", "few", "all", "same", "unnamed", "anonymous", "unidentified"})  # fmt: skip
REPORTING = frozenset({"write", "report", "publish", "add", "note", "quote", "cite", "say"})
FIRST = frozenset({"we", "i", "us", "our", "me"})


@dataclass(slots=True, frozen=True)
class Speaker:
    """A resolved speaker. `taken`: taken up by a pronoun or a definite description from someone named before."""

    name: str
    kind: SpeakerKind
    actor: str | None = None
    office: str | None = None
    country: str | None = None
    span: Span | None = None
    plural: bool = False
    taken: bool = False


@dataclass(slots=True)
class Cast:
    """The speakers of one page, in order of appearance, for the pronouns and definite descriptions that follow."""

    scene: Scene
    people: dict[str, Speaker] = field(default_factory=dict)
    history: list[Speaker] = field(default_factory=list)
    named: list[tuple[int, tuple[str, ...], Speaker]] = field(default_factory=list)

    outlets: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Persons of the pack that the page names in full anywhere: "Shin" alone is then the last one named before."""
        for found in self.scene.names:
            self.outlets += [
                (self.scene.doc.text[found.start : found.end], row.id)
                for row in found.value
                if isinstance(row, ActorRow) and row.kind == "outlet"
            ]
            printed = self.scene.doc.text[found.start : found.end]
            if any(isinstance(row, Tenure) or row.kind == "person" for row in found.value) and " " in printed:
                speaker = self._from_pack(found.value, Span.of(self.scene.doc.text, found.start, found.end), printed)
                words = printed.lower().split()
                self.named.append((found.start, (words[0], words[-1]), speaker))
        self.people.clear()

    def resolve(self, head: Token) -> Speaker | None:
        """The speaker that a phrase names, or None where it names nobody who could speak."""
        speaker = self._resolve(head)
        if speaker is not None:
            self.history.append(speaker)
        return speaker

    def _resolve(self, head: Token) -> Speaker | None:
        lower = head.lower_
        if head.pos_ == "PRON" or lower in ("he", "she", "they", "it"):
            return self._pronoun(head)
        tokens = grammar.core(head)
        span = self.scene.span(grammar.phrase(head))
        for candidate in (head, *[c for c in head.children if c.dep_ == "appos"]):
            if named := self._named(candidate, span):
                return named
        return self._described(head, tokens, span)

    # Names.

    def _named(self, head: Token, span: Span) -> Speaker | None:
        scene = self.scene
        found = scene.name(head)
        if found is not None:
            return self._from_pack(found.value, span, scene.doc.text[found.start : found.end])
        nation = scene.nation(head)
        words = self._words(head)
        if nation is not None and head.idx + len(head) >= nation.end:
            if nation.value.by == "demonym" and not head.lower_.endswith("s") and head.tag_ not in ("NNPS", "NNS"):
                return None
            name = f"{nation.value.country.code} government"
            return Speaker(
                name, "state", actor=name, country=nation.value.country.code, span=span, plural=head.tag_ in ("NNPS", "NNS")
            )
        if head.pos_ == "PROPN" or (head.text[:1].isupper() and not head.is_sent_start and head.pos_ not in ("PRON", "DET")):
            return self._proper(head, words, span)
        return None

    def _from_pack(self, rows: tuple[ActorRow | Tenure, ...], span: Span, printed: str) -> Speaker:
        day = self.scene.document.published.to or self.scene.document.published.from_ or ""
        tenures = [row for row in rows if isinstance(row, Tenure)]
        actor = next((row for row in rows if isinstance(row, ActorRow)), None)
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

    def _words(self, head: Token) -> list[str]:
        """The capitalised run that ends with the head: "Kim Yong-hyun" without titles before it."""
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
        while len(words) > 1 and lexicon.is_a(words[0].lower().rstrip("."), "title"):
            title.append(words[0].lower().rstrip("."))
            words = words[1:]
        office = self._office_beside(head) or (" ".join(title) or None)
        name = " ".join(words).strip(" ,.'’\"“”")
        if not name:
            return None
        last = words[-1].lower().rstrip(".")
        body = [w for w in words if lexicon.is_a(w.lower(), "body") or lexicon.is_a(w.lower(), "outlet")]
        if not body and len(words) == 1:
            before = [s for start, keys, s in self.named if last in keys and start < head.idx]
            if before:
                return self._again(before[-1], span)
        if len(words) == 1:
            short = next((o for o in self.outlets if o[0].lower().endswith(f" {last}")), None)
            if short is not None:
                return Speaker(short[1], "outlet", actor=short[1], span=span, taken=True)
        if not body and last in self.people and len(words) == 1:
            return self._again(self.people[last], span)
        if not body and words[0].lower() in self.people and len(words) == 1:
            return self._again(self.people[words[0].lower()], span)
        if body:
            is_outlet = any(lexicon.is_a(w.lower(), "outlet") for w in body) and not any(
                lexicon.is_a(w.lower(), "body") and not lexicon.is_a(w.lower(), "outlet") for w in body
            )
            described = self._body(head, grammar.core(head), span)
            if described is not None and not is_outlet:
                return described
            return Speaker(name, "outlet" if is_outlet else "organisation", country=self._country(head), span=span)
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
            speaker = Speaker(name, "person", office=office, country=self._country(head), span=span)
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

    def _again(self, speaker: Speaker, span: Span) -> Speaker:
        return Speaker(speaker.name, speaker.kind, speaker.actor, speaker.office, speaker.country, span, speaker.plural, True)

    def _office_beside(self, head: Token) -> str | None:
        for child in head.children:
            if child.dep_ in ("appos", "amod", "compound", "nmod") and self.scene.lexicon.is_a(child.lemma_.lower(), "office"):
                return " ".join(t.text for t in grammar.core(child)).lower() if child.dep_ == "appos" else child.lower_
        if head.dep_ == "appos" and self.scene.lexicon.is_a(head.head.lemma_.lower(), "office"):
            return " ".join(t.text for t in grammar.core(head.head))
        return None

    def _country(self, head: Token) -> str | None:
        """The state named in the phrase or in its appositions, before a nation inside a "to" or "on" phrase."""
        best: str | None = None
        for token in grammar.phrase(head, appositions=True):
            nation = self.scene.nation(token)
            if nation is not None:
                inside = any(a.dep_ == "prep" and a.lower_ in ("to", "on", "about", "in", "at") for a in self._up(token, head))
                if not inside:
                    return nation.value.country.code
                best = best or (
                    nation.value.country.code
                    if not any(a.lower_ in ("to", "on", "about") for a in self._up(token, head))
                    else None
                )
            named = self.scene.name(token)
            if named is not None and token != head and named.value[0].country:
                best = best or named.value[0].country
        return best

    def _up(self, token: Token, head: Token) -> list[Token]:
        chain = []
        while token != head and token.head != token:
            chain.append(token)
            token = token.head
        return chain

    # Descriptions.

    def _described(self, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
        lexicon = self.scene.lexicon
        lemma, lower = head.lemma_.lower(), head.lower_
        if any(lower in table for table in lexicon.speakers.values()) and not any(lemma in table for table in lexicon.speakers.values()):
            # The lemmatiser makes "datum" of data.
            lemma = lower
        plural = head.tag_ in ("NNS", "NNPS")
        definite = any(t.lower_ in ("the", "this", "that") for t in tokens) and not any(t.dep_ == "poss" for t in head.children)
        determiners = {t.lower_ for t in tokens}
        if determiners & FIRST and (lexicon.is_a(lemma, "outlet") or lower == "staff"):
            return self._own()
        if "this" in determiners and lexicon.is_a(lemma, "outlet"):
            return self._own()
        if determiners & {"both", "two", "neither"} and lemma in ("country", "government", "side", "capital", "state", "nation", "party"):
            codes = sorted(self.scene.lexicon.regime.parties[:2])
            name = "|".join(f"{code} government" for code in codes)
            return Speaker(name, "state", actor=name, country="|".join(codes), span=span, plural=True)
        if lexicon.is_a(lemma, "office") and not plural and "a" not in determiners and "an" not in determiners:
            office = self._office(head, span)
            if office is not None:
                return office
        if lexicon.is_a(lemma, "outlet") and (named := self._outlet_beside(head, span)) is not None:
            return named
        if (body := self._body(head, tokens, span)) is not None:
            return body
        if lexicon.is_a(lemma, "report") or lemma in lexicon.cue_nouns or lemma in lexicon.denials["noun"]:
            return self._report(head, span)
        if lexicon.is_a(lemma, "anonymous") or lexicon.is_a(lemma, "office"):
            if (
                definite
                and not plural
                and (last := self._last(("anonymous", "person"), span)) is not None
                and not self._country(head)
            ):
                return last
            if lemma in ("official", "officer") and any(c.dep_ == "prep" and c.lower_ in ("of", "at") for c in head.children):
                # "an official of its defence ministry": the ministry, through nobody named.
                if (behind := self._spokesman(head, span)) is not None and behind.kind == "organisation":
                    return behind
            if plural and (lower in lexicon.speakers["group"] or (lexicon.is_a(lemma, "group") and not lexicon.speakers["anonymous"].get(lemma))):
                return Speaker(f"group:{self._kind_words(head)}", "group", country=self._country(head), span=span, plural=True)
            if lexicon.is_a(lemma, "office") and (behind := self._spokesman(head, span)) is not None:
                return behind
            return Speaker(f"anon:{self._kind_words(head)}", "anonymous", country=self._country(head), span=span, plural=plural)
        if lexicon.is_a(lemma, "outlet"):
            if definite and (last := self._last(("outlet",), span)) is not None:
                return last
            if definite and lemma in ("agency", "service") and (last := self._last(("organisation",), span)) is not None:
                return last
            if plural:
                return Speaker(f"group:{self._kind_words(head)}", "group", country=self._country(head), span=span, plural=True)
            return Speaker(f"anon:{self._kind_words(head)}", "anonymous", country=self._country(head), span=span, plural=plural)
        if lexicon.is_a(lemma, "state"):
            country = self._country(head)
            if country:
                return Speaker(f"{country} government", "state", actor=f"{country} government", country=country, span=span)
            if definite and (last := self._last(("state", "organisation"), span)) is not None:
                return last
            return None
        if lexicon.is_a(lemma, "group"):
            if (
                definite
                and (last := self._last(("group",), span)) is not None
                and not any(t.dep_ in ("amod", "compound") for t in tokens)
            ):
                return last
            if plural or lemma in ("media", "press", "family", "community"):
                return Speaker(f"group:{self._kind_words(head)}", "group", country=self._country(head), span=span, plural=True)
            return Speaker(f"anon:{self._kind_words(head)}", "anonymous", country=self._country(head), span=span)
        if lexicon.is_a(lemma, "evidence"):
            return self._report(head, span)
        if head.pos_ == "NUM" or lower in ("some", "many", "others", "sources"):
            inner = grammar.thing(head)
            if inner != head:
                return self._resolve(inner)
        if head.pos_ == "NOUN" and head.dep_ in ("nsubj", "pobj") and lemma not in lexicon.themes and lemma not in lexicon.noun_frames:
            # A speaker of a kind that no list holds ("a cousin", "a beekeeper").
            if definite and not plural and (last := self._last(("anonymous",), span)) is not None and last.name.endswith(lemma):
                return last
            return Speaker(f"anon:{self._kind_words(head)}", "anonymous", country=self._country(head), span=span, plural=plural)
        return None

    def _outlet_beside(self, head: Token, span: Span) -> Speaker | None:
        """ "the Yomiuri newspaper", "the news agency Yonhap": the name beside the noun."""
        for child in head.children:
            if child.dep_ in ("compound", "appos", "nmod") and child.pos_ == "PROPN" and self.scene.nation(child) is None:
                if (found := self.scene.name(child)) is not None and getattr(found.value[0], "kind", "") == "outlet":
                    return self._from_pack(found.value, span, child.text)
                if found is None and child.dep_ == "compound":
                    return Speaker(child.text, "outlet", span=span)
        return None

    def _kind_words(self, head: Token) -> str:
        """ "three senior US officials" as "senior US officials": what is said of the speaker, without the counting."""
        words: list[str] = []
        for token in grammar.core(head):
            if token.lower_ in ARTICLES or token.dep_ in ("det", "nummod", "poss", "case", "punct", "predet") or token.pos_ == "NUM":
                continue
            if any(a.dep_ == "poss" for a in self._up(token, head)):
                continue
            if words and any(a.dep_ == "conj" and a.left_edge == token for a in (token, *grammar.ancestors(token)) if a != head):
                words.append("and")
            words.append(token.text if token.pos_ == "PROPN" or self.scene.nation(token) or token.is_upper else token.lower_)
        return " ".join(words).replace(" - ", "-")

    def _body(self, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
        """ "Seoul's defence ministry": the regime's own actor where one fits, else state code and short name."""
        lexicon = self.scene.lexicon
        bodies = lexicon.speakers.get("body", {})
        whole = " ".join(t.lower_ for t in grammar.phrase(head) if t.dep_ != "det").replace(" 's", "'s").replace(" ’s", "'s")
        right = " ".join(t.lower_ for t in grammar.core(head) if t.dep_ != "det")
        row = None
        matched = ""
        for phrase_ in sorted(bodies, key=len, reverse=True):
            if (
                f" {right}".endswith(f" {phrase_}")
                or (head.lower_ in phrase_.split() and f" {whole} ".startswith(f" {phrase_} "))
                or (" of " in phrase_ and f" {phrase_} " in f" {whole} ")
            ):
                row, matched = bodies[phrase_], phrase_
                break
        if row is None:
            return None
        country = self._country(head)
        definite = any(t.lower_ == "the" for t in tokens)
        if country is None:
            if definite and head.head.lemma_.lower() in REPORTING and matched in ("agency", "service", "network", "group"):
                # "the agency wrote": a news agency, where one was named before.
                if (last := self._last(("outlet",), span)) is not None:
                    return last
            if definite and (last := self._last(("organisation",), span, matched)) is not None:
                return last
            country = self._context_country()
            if country is None or row.canonical is None:
                if head.pos_ == "PROPN":
                    return None
                return Speaker(f"anon:{self._kind_words(head)}", "anonymous", span=span) if row.canonical is None else None
        for actor in lexicon.regime.actors:
            if (
                actor.country == country
                and actor.kind == "organisation"
                and any(
                    (row.canonical is not None and matched in name.lower()) or f" {right}".endswith(f" {name.lower()}")
                    for name in (actor.id, *actor.names)
                )
            ):
                return Speaker(actor.id, "organisation", actor=actor.id, country=country, span=span)
        if row.canonical is None:
            if head.pos_ == "PROPN":
                return Speaker(
                    " ".join(t.text for t in tokens if t.dep_ != "det" and t.pos_ != "PART").strip(),
                    "organisation",
                    country=country,
                    span=span,
                )
            return Speaker(f"{country} {self._plain(head)}", "organisation", country=country, span=span)
        where = ""
        short = row.canonical
        if row.id == "embassy":
            short = "mission" if "mission" in matched else "Embassy"
            inside = [
                t
                for c in head.children
                if c.dep_ == "prep" and c.lower_ in ("in", "to")
                for t in c.children
                if t.dep_ == "pobj"
            ]
            if inside:
                where = f" {next(c.lower_ for c in head.children if c.dep_ == 'prep' and c.lower_ in ('in', 'to'))} {inside[0].text}"
                country = self._host_aware(head) or country
        return Speaker(f"{country} {short}{where}", "organisation", country=country, span=span)

    def _plain(self, head: Token) -> str:
        return " ".join(
            t.text for t in grammar.core(head) if t.dep_ in ("compound", "amod") and not self.scene.nation(t) or t == head
        )

    def _host_aware(self, head: Token) -> str | None:
        for token in head.children:
            if token.dep_ in ("amod", "compound", "poss", "nmod") and (nation := self.scene.nation(token)):
                return nation.value.country.code
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for token in child.subtree:
                    if nation := self.scene.nation(token):
                        return nation.value.country.code
        return None

    def _office(self, head: Token, span: Span) -> Speaker | None:
        """An office without a name: who held it on the day, else the person spoken of before, else the office."""
        for token in head.subtree:
            # "ambassador to the United Nations, NAME": the name hangs on the nearest noun.
            found = self.scene.name(token)
            if found is not None and any(isinstance(row, Tenure) or row.kind == "person" for row in found.value):
                return self._from_pack(found.value, span, self.scene.doc.text[found.start : found.end])
            if token.dep_ == "appos" and token.pos_ == "PROPN" and token.head != head and self.scene.nation(token) is None:
                if (named := self._named(token, span)) is not None and named.kind == "person":
                    return named
        country = self._country(head)
        words = {w for w in self._kind_words(head).lower().replace("-", " ").split()}
        day = (self.scene.document.published.to or self.scene.document.published.from_ or "")[:10]
        if country:
            for tenure in self.scene.lexicon.regime.tenures:
                held = (not tenure.from_ or not day or tenure.from_ <= day) and (
                    not tenure.to or (bool(day) and day <= tenure.to)
                )
                stated = set(tenure.office.lower().replace("-", " ").replace("defense", "defence").split())
                own = {
                    w.replace("defense", "defence")
                    for w in words
                    if not any(
                        w in n.lower()
                        for c in self.scene.lexicon.countries
                        if c.code == country
                        for n in (*c.names, *c.demonyms)
                    )
                }
                if tenure.country == country and held and own and own <= stated and len(own) >= min(2, len(stated)):
                    return Speaker(
                        tenure.person, "person", actor=tenure.person, office=tenure.office, country=country, span=span
                    )
        behind = self._spokesman(head, span)
        if behind is not None:
            return behind
        if country:
            return Speaker(
                f"{country} {self._office_words(head)}", "office", office=self._kind_words(head), country=country, span=span
            )
        return self._last(("person", "office"), span) or None

    def _office_words(self, head: Token) -> str:
        return " ".join(w for w in self._plain(head).split())

    def _spokesman(self, head: Token, span: Span) -> Speaker | None:
        """ "a spokesman for the ministry", "a Kremlin spokeswoman": the body speaks."""
        lemma = head.lemma_.lower()
        if not lemma.startswith("spokes") and lemma not in ("representative", "official", "member", "officer"):
            return None
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("for", "of", "from", "at"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (found := self._resolve(inner)) is not None:
                        return Speaker(found.name, found.kind, found.actor, lemma, found.country, span)
            if child.dep_ in ("compound", "poss", "nmod", "amod") and (
                self.scene.name(child) or self.scene.lexicon.is_a(child.lower_, "body")
            ):
                if (named := self._named(child, span) or self._body(child, grammar.core(child), span)) is not None:
                    return Speaker(named.name, named.kind, named.actor, lemma, named.country, span)
        return None

    def _report(self, head: Token, span: Span) -> Speaker | None:
        """A report, a statement, imagery: its author where the phrase names one, else whoever was speaking."""
        if head.dep_ == "dobj" and head.head.lemma_ in ("release", "publish", "present", "share", "unveil", "issue", "cite", "provide", "post"):
            # "the ministry released imagery showing ..."
            givers = [s for h in grammar.subjects(head.head) if (s := self._resolve(h)) is not None]
            if givers:
                return givers[0]
        for child in head.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
                for inner in child.children:
                    if inner.dep_ == "pobj" and (found := self._resolve(inner)) is not None:
                        return found
            if child.dep_ == "acl":
                for agent in child.children:
                    if agent.dep_ == "agent":
                        for inner in agent.children:
                            if inner.dep_ == "pobj" and (found := self._resolve(inner)) is not None:
                                return found
            if child.dep_ in ("poss", "compound", "amod", "nmod"):
                found = self._named(child, span)
                if found is None and child.dep_ in ("poss", "compound"):
                    found = self._resolve(child) if child.pos_ in ("NOUN", "PROPN") and child.dep_ == "poss" else None
                if found is None and (nation := self.scene.nation(child)):
                    code = nation.value.country.code
                    found = Speaker(f"{code} government", "state", actor=f"{code} government", country=code, span=span)
                if found is not None:
                    return found
        if any(t.lower_ in ("the", "this", "it") for t in head.children):
            return self._last(("organisation", "person", "outlet", "office", "state"), span)
        return None

    # Taking up who was named before.

    def _pronoun(self, head: Token) -> Speaker | None:
        span = self.scene.span([head])
        lower = head.lower_
        if lower in FIRST:
            return self._own()
        if lower in ("he", "she", "him", "her"):
            near = [s for s in self.history[-6:] if s.kind == "person"]
            return self._again(near[-1], span) if near else self._last(("person", "office", "anonymous"), span)
        if lower in ("it", "this"):
            return self._last(("organisation", "outlet", "state"), span)
        if lower in ("they", "them", "both"):
            plural = [s for s in self.history[-6:] if s.plural or s.kind in ("group", "organisation")]
            return self._again(plural[-1], span) if plural else None
        if lower in ("who", "which", "that"):
            return self._resolve(head.head.head) if head.head.dep_ == "relcl" and head.head.head != head else None
        return None

    def _last(self, kinds: tuple[str, ...], span: Span, word: str = "") -> Speaker | None:
        """The nearest speaker before of one of these kinds, not further back than a dozen mentions."""
        for speaker in reversed(self.history[-12:]):
            if speaker.kind in kinds and (not word or self._is_called(speaker, word)):
                return self._again(speaker, span)
        return None

    def _is_called(self, speaker: Speaker, word: str) -> bool:
        row = self.scene.lexicon.actors.get(speaker.actor or "")
        last = word.split()[-1]
        if last in ("agency", "service", "team", "group", "office", "body", "centre", "center", "institute", "panel", "organisation"):
            return True
        if last == "ministry" and speaker.name.rsplit(" ", 1)[-1] in ("MoD", "MND", "MFA", "MOFA", "Ministry"):
            return True
        names = (*row.names, row.id) if row else (speaker.name, speaker.span.exact if speaker.span else "")
        if last in ("spies", "intelligence"):
            return any(w in name.lower() for name in names for w in ("intelligence", "spy", "security service"))
        return any(last in name.lower() for name in names)

    def _context_country(self) -> str | None:
        for speaker in reversed(self.history[-4:]):
            if speaker.country:
                return speaker.country
        return None

    def _own(self) -> Speaker:
        return Speaker(self.scene.document.outlet, "outlet")
