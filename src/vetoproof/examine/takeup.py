"""Who is taken up again: pronouns, "the minister", "a lawmaker" whom the page names elsewhere, one's own name or call sign."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from vetoproof.examine import bodies, grammar
from vetoproof.examine.roster import Person, Said
from vetoproof.examine.speaker import FIRST, Speaker
from vetoproof.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.speakers import Cast

NEAR = 700
"""Characters back to which "he" and "the minister" reach; who was named farther back is named again."""
_MOST = 80
"""Names looked back through, and persons on a page up to which one not yet named may be meant."""
_TURN = re.compile(r"^[^\S\n]*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}):\s", re.MULTILINE)
_NAME = re.compile(r"[\s,:;–—-]*[«“\"‘']?(@?[^\W\d_][\w-]*(?: [A-Z][\w-]*){0,2})")
_PLURAL = ("NNS", "NNPS")


def person(cast: Cast, known: Person, span: Span) -> Speaker:
    """A person of the page as a speaker."""
    if known.rows:
        return cast.from_pack(known.rows, span, known.name)
    office = " ".join(sorted(w for w in known.words if cast.scene.lexicon.is_a(w, "office"))) or None
    return Speaker(known.name, "person", office=office, country=known.country, span=span)


def holds(cast: Cast, head: Token) -> bool:
    """Whether a word names an office or a kind of person: "the Minister" is no name."""
    return any(cast.scene.lexicon.is_a(w, use) for w in (head.lower_, head.lemma_.lower()) for use in ("office", "peer"))


def beside(cast: Cast, head: Token) -> Person | None:
    """The name beside an office or a kind of person: "the governor of the region, NAME", "a lawmaker, NAME"."""
    lexicon = cast.scene.lexicon
    lemma = head.lemma_.lower()
    if not any(lexicon.is_a(w, use) for w in (lemma, head.lower_) for use in _KINDS):
        return None
    text, end = cast.scene.text, head.right_edge.idx + len(head.right_edge)
    for said in cast.roster.inside(head.idx, end + 1):
        before = text[head.idx : said.start]
        if before.count(",") > 1 or re.search(r"[.;:\n]|\b(?:who|which|that)\b", before):
            return None
        if text[said.end : said.end + 2] in ("'s", "’s"):
            continue
        last = re.findall(r"[\w.]+|,", before)
        if last and last[-1].lower() in _LINKS:
            continue
        if said.end >= end - 1 or text[said.end : said.end + 1] in (",", ";", ")") or last[-1:] == [","]:
            return said.person
    return None


_KINDS = ("office", "anonymous", "title", "peer")
_ASKING = frozenset({"ask", "press", "question", "confront", "interview", "grill", "quiz"})
_LINKS = frozenset(
    {"of", "for", "to", "with", "from", "by", "in", "at", "on", "and", "under", "against", "about", "than", "or"}
)


def called(cast: Cast, head: Token) -> Speaker | None:
    """Who goes by a name of one's own: "a commander, call sign NAME", "an account named NAME", "who posts as @name"."""
    lexicon = cast.scene.lexicon
    words = lexicon.speakers.get("called", {})
    start, end = head.idx, head.right_edge.idx + len(head.right_edge)
    text = cast.scene.text[start:end]
    lower = text.lower()
    for phrase in words:
        at = lower.find(phrase)
        if at < 0 or (at > 0 and lower[at - 1].isalnum()):
            continue
        behind = _NAME.match(text, at + len(phrase))
        if behind is None or not (behind[1][0].isupper() or behind[1][0] == "@"):
            continue
        span = Span.of(cast.scene.text, start, start + behind.end(1))
        return Speaker(behind[1].removeprefix("@") if len(behind[1]) < 3 else behind[1], "person", span=span)
    return None


def turn(cast: Cast, head: Token) -> Person | None:
    """Whose turn it is in a transcript: "NAME: We have seen ..."."""
    if cast.turns is None:
        cast.turns = [match.span(1) for match in _TURN.finditer(cast.scene.text)]
    at = bisect_left(cast.turns, (head.idx + 1, 0)) - 1
    return cast.roster.at(*cast.turns[at]) if at >= 0 else None


def pronoun(cast: Cast, head: Token) -> Speaker | None:
    """ "he", "it", "they": who was speaking last, else who was named last, and fits in kind, number and sex."""
    span = cast.scene.span([head])
    lower = head.lower_
    if lower in FIRST or lower == "my":
        speaker = turn(cast, head)
        return person(cast, speaker, span) if speaker is not None else cast.house()
    if lower in ("he", "she", "him", "her", "his"):
        return _human(cast, head, span, lower in ("she", "her"))
    if lower in ("it", "this", "its"):
        kinds = ("organisation", "outlet", "state", "office")
        if (told := _subject_speaking(cast, head, span, kinds)) is not None:
            return told
        spoken = cast.latest(kinds, span, near=NEAR)
        if _stale(spoken, cast, head) and (before := _subject_before(cast, head, span, kinds)) is not None:
            return before
        return spoken or _thing(cast, head, span)
    if lower in ("they", "them", "both", "their"):
        plural = [s for s in cast.heard(head.idx, 6) if s.plural or s.kind in ("group", "organisation")]
        fits = cast.again(plural[-1], span) if plural else None
        if _stale(plural[-1] if plural else None, cast, head):
            before = _subject_before(cast, head, span, ("anonymous", "group", "organisation", "person"))
            return before if before is not None and (before.plural or before.kind == "organisation") else fits
        return fits
    if lower in _ONE:
        return one_of(cast, head)
    if lower in ("who", "which", "that"):
        return cast.look(head.head.head) if head.head.dep_ == "relcl" and head.head.head != head else None
    return None


def _since(head: Token) -> int:
    """Where the sentence before a token's own begins, in characters."""
    return int(head.doc[max(0, head.sent.start - 1)].sent.start_char)


def _stale(speaker: Speaker | None, cast: Cast, head: Token) -> bool:
    """Whether nobody who fits has spoken in this sentence or the one before."""
    spoken = [s for s in cast.heard(head.idx) if speaker is not None and s.name == speaker.name and s.span is not None]
    return not spoken or (spoken[-1].span is not None and spoken[-1].span.start < _since(head))


def _subject_speaking(cast: Cast, head: Token, span: Span, kinds: tuple[str, ...]) -> Speaker | None:
    """The subject of the clause that this one hangs on, else who is the subject of the sentence before.

    "A says that B did so, but it ...", "The service, citing NAME, said ... It also said". A sentence before with a source
    of its own ("according to") is that source's.
    """
    for verb in head.head.ancestors if head.head.pos_ in ("VERB", "AUX") else ():
        if verb.pos_ in ("VERB", "AUX") and (subject := grammar.own_subject(verb)) is not None and subject.i < head.i:
            return _takes(cast, subject, head, span, kinds)
    sentence = head.doc[max(0, head.sent.start - 1)].sent
    printed = f" {sentence.text.lower()} "
    if sentence.start >= head.sent.start or any(f" {w} " in printed for w in cast.scene.lexicon.sources if " " in w):
        return None
    verb = sentence.root
    for subject in grammar.subjects(verb)[:1]:
        found = _takes(cast, subject, head, span, kinds) if subject.i < head.i else None
        says = verb.lemma_.lower() in cast.scene.lexicon.cue_verbs
        if found is not None and (says or found.kind in ("organisation", "outlet")):
            return found
    return None


def _takes(cast: Cast, subject: Token, head: Token, span: Span, kinds: tuple[str, ...]) -> Speaker | None:
    """The body or state that a subject names, for "it"."""
    if subject.tag_ in _PLURAL or subject.pos_ not in ("PROPN", "NOUN"):
        return None
    heard = [s for s in cast.heard(head.idx) if s.span is not None and s.span.start <= subject.idx < s.span.end]
    named = heard[-1] if heard else cast.by_name(subject, span)
    if named is None or named.plural:
        return None
    if named.kind in kinds or (named.kind == "anonymous" and _collective(cast, subject)):
        return cast.again(named, span)
    return None


def _collective(cast: Cast, head: Token) -> bool:
    """Whether a word is that of a body, though nobody says which: "a think tank"."""
    word = head.lower_
    return any(cast.scene.lexicon.is_a(word, use) for use in ("body", "outlet")) or word in cast.scene.lexicon.alike


def _subject_before(cast: Cast, head: Token, span: Span, kinds: tuple[str, ...]) -> Speaker | None:
    """The subject of the sentence before, where it is named and of a kind that fits."""
    sentence = head.doc[max(0, head.sent.start - 1)].sent
    for subject in grammar.subjects(sentence.root)[:1]:
        if subject.i >= head.i or subject.pos_ not in ("PROPN", "NOUN"):
            return None
        found = cast.by_name(subject, span) or bodies.body(cast, subject, grammar.core(subject), span)
        if found is not None and found.kind in kinds and found.kind != "state":
            return cast.again(found, span)
    return None


def one_of(cast: Cast, head: Token) -> Speaker | None:
    """ "one of them", "another", "both": of those without a name who were spoken of before."""
    span = cast.scene.span(grammar.phrase(head))
    for speaker in reversed(cast.heard(head.idx, 6)):
        if speaker.plural and speaker.kind in ("anonymous", "group"):
            one = head.lower_ not in _SEVERAL
            return replace(speaker, kind="anonymous" if one else speaker.kind, span=span, plural=not one, taken=True)
    before = head.doc[max(0, head.sent.start - 1)].sent
    for subject in grammar.subjects(before.root)[:1]:
        if subject.tag_ == "NNS" and subject.i < head.i and (found := cast.look(subject)) is not None and found.plural:
            return replace(found, span=span, plural=False, taken=True)
    return None


def unnamed(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the official", "the engineer": the unnamed speaker of that kind before; anybody, where the word fits anybody."""
    peers = cast.scene.lexicon.peers
    lemma = head.lemma_.lower()
    kinds = peers.get(lemma, set())
    anybody = "anybody" in kinds
    for speaker in reversed(cast.heard(span.start)):
        if speaker.kind == "anonymous":
            words = re.split(r"[\s:-]+", speaker.name.lower())
            singular = [w.removesuffix("s") for w in words]
            if lemma in singular or any(not kinds.isdisjoint(peers.get(w, ())) for w in singular):
                return cast.again(replace(speaker, plural=False), span)
        if anybody and speaker.kind in ("anonymous", "person", "office") and not speaker.plural:
            return cast.again(speaker, span)
    if anybody and head.lower_ in ("official", "man", "woman"):
        # "NAME, a vice-governor, ... the official said", where NAME has not been heard yet.
        for said in cast.roster.before(head.idx, NEAR):
            sex = head.lower_ != "official"
            if said.person.words and (not sex or _is_sex(cast, said.person.words, head.lower_ == "woman")):
                return cast.again(person(cast, said.person, span), span)
    return None


_ONE = frozenset({"one", "another", "both", "first", "second", "third", "others"})
_SEVERAL = frozenset({"both", "two", "three", "several", "some", "many", "others"})


def _thing(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """The body or outlet that the page named last, in this sentence or the one before, though it has not spoken yet."""
    since = _since(head)
    body = cast.census.before(head.idx)[-1:]
    outlet = cast.media.before(head.idx)
    near = [
        s for s in (*(one.speaker for one in body), outlet) if s is not None and s.span is not None and s.span.start >= since
    ]
    return cast.again(max(near, key=lambda s: s.span.start if s.span else 0), span) if near else None


def _human(cast: Cast, head: Token, span: Span, woman: bool) -> Speaker | None:
    if (asked := _asked_before(cast, head, span, woman)) is not None:
        return asked
    best: tuple[int, Speaker] | None = None
    for speaker in reversed(cast.heard(head.idx, 8)):
        # "A spokeswoman of the ministry said ... She": she speaks for it again.
        human = speaker.kind in ("person", "office", "anonymous") or (speaker.office is not None and not speaker.taken)
        if human and not speaker.plural and _sex(cast, speaker, woman):
            if speaker.span is None:
                continue
            best = (speaker.span.start, cast.again(speaker, span))
            break
    sentence, since = head.sent.start_char, _since(head)
    if (best is None or best[0] < since) and (told := _human_before(cast, head, span, woman)) is not None:
        return told
    for said in cast.roster.before(head.idx, NEAR):
        if not _is_sex(cast, said.person.words, woman):
            continue
        newer = best is None or said.start > best[0]
        if newer and (best is None or best[0] < since <= said.start or (said.start < sentence and _subject(cast, said))):
            return cast.again(person(cast, said.person, span), span)
        if best is not None and said.start < best[0]:
            break
    return best[1] if best else None


def _asked_before(cast: Cast, head: Token, span: Span, woman: bool) -> Speaker | None:
    """ "A asked B about it. He denied it": who was asked answers, where he begins the next sentence."""
    root = head.doc[max(0, head.sent.start - 1)].sent.root
    if head.i != head.sent.start or root.i >= head.sent.start or root.lemma_.lower() not in _ASKING:
        return None
    for asked in (c for c in root.children if c.dep_ == "dobj"):
        found = cast.look(asked)
        if found is not None and found.kind == "person" and _sex(cast, found, woman):
            return cast.again(found, span)
    return None


def _human_before(cast: Cast, head: Token, span: Span, woman: bool) -> Speaker | None:
    """The person or the kind of person that is the subject of the sentence before: "The foreman keeps a list. He ..."."""
    sentence = head.doc[max(0, head.sent.start - 1)].sent
    lexicon = cast.scene.lexicon
    for subject in grammar.subjects(sentence.root)[:1]:
        if subject.i >= head.sent.start or subject.tag_ not in ("NN", "NNP") or cast.scene.nation(subject) is not None:
            return None
        word = subject.lemma_.lower()
        if subject.tag_ == "NN" and (word in lexicon.accounts or not any(lexicon.is_a(word, use) for use in _KINDS)):
            return None
        found = cast.look(subject)
        if found is not None and found.kind in ("person", "anonymous") and not found.plural and _sex(cast, found, woman):
            return cast.again(found, span)
    return None


def _subject(cast: Cast, said: Said) -> bool:
    tokens = cast.scene.doc.char_span(said.start, said.end, alignment_mode="expand")
    return tokens is not None and tokens.root.dep_ in ("nsubj", "nsubjpass")


def possessor(cast: Cast, head: Token) -> Speaker | None:
    """ "her own estimate", "the institute's count", "NAME's table": whose it is, where the thing itself is no speaker."""
    if any(head.lemma_.lower() in cast.scene.lexicon.speakers.get(sex, {}) for sex in ("woman", "man")):
        return None  # "the leader's sister" speaks for herself
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    return None if owner is None or cast.scene.nation(owner) is not None else cast.look(owner)


def _sex(cast: Cast, speaker: Speaker, woman: bool) -> bool:
    known = cast.roster.persons.get(speaker.name.lower().replace("-", " "))
    words = set(known.words) if known is not None else set(re.split(r"[\s:-]+", speaker.name.lower()))
    return _is_sex(cast, words | set((speaker.office or "").lower().split()), woman)


def _is_sex(cast: Cast, words: set[str], woman: bool) -> bool:
    """Whether nothing speaks against a pronoun's sex."""
    against = cast.scene.lexicon.speakers.get("man" if woman else "woman", {})
    return words.isdisjoint(against)


def described(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "the minister", "a Ruritanian lawmaker": whom the page names so, before these words or, if only one fits, after."""
    lexicon = cast.scene.lexicon
    lemma = head.lemma_.lower()
    kinds = lexicon.peers.get(lemma, lexicon.peers.get(head.lower_, set()))
    if head.tag_ in _PLURAL:
        return None
    if not kinds:
        return _so_called(cast, head, lemma, span)
    determiners = {c.lower_ for c in head.children if c.dep_ in ("det", "poss", "amod", "predet")}
    country = cast.country_of(head)
    if lemma.startswith("spokes") and not _speaks_for_none(cast, head):
        # "a spokesman for the staff": that of the staff, and not whichever spokesman the page named.
        return None
    named = list(islice(cast.roster.before(head.idx, head.idx), _MOST))[::-1]
    before = [one for one in named if _fits(cast, one.person, lemma, kinds, country)]
    indefinite = bool(determiners & {"a", "an", "another", "one"})
    if not indefinite:
        exact = [one for one in before if lemma in one.person.words]
        if found := exact or before:
            last = found[-1]
            spoken = [s for s in cast.heard(head.idx, 6) if s.kind == "anonymous" and not s.plural and lemma in s.name.split()]
            if spoken and spoken[-1].span is not None and spoken[-1].span.start > last.start:
                return cast.again(spoken[-1], span)
            return cast.again(person(cast, last.person, span), span)
    opening = indefinite or any(s.start <= head.idx < s.end for s in cast.scene.sentences if s.headline or s.lead)
    said = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound") and cast.scene.nation(c) is None}
    if before or len(cast.roster.persons) > _MOST:
        return None
    people = [one for one in cast.roster.persons.values() if _fits(cast, one, lemma, kinds, country)]
    people = [one for one in people if lemma in one.words or (opening and said <= one.words)]
    if len(people) == 1:
        only = people[0]
        if country is None or only.country in (country, None):
            return person(cast, only, span)
    return None


def _speaks_for_none(cast: Cast, head: Token) -> bool:
    """Whether no body is named for which a spokesman speaks."""
    bodies_ = [c for c in head.children if c.dep_ in ("compound", "nmod", "poss") and cast.scene.nation(c) is None]
    bodies_ += [p for c in head.children if c.dep_ == "prep" and c.lower_ in ("for", "of") for p in c.children]
    return not any(cast.scene.name(one) or cast.scene.lexicon.is_a(one.lower_, "body") for one in bodies_)


def _so_called(cast: Cast, head: Token, lemma: str, span: Span) -> Speaker | None:
    """ "the farmer", "the lawyer": the person whom the page introduced under that word."""
    if not any(c.lower_ in ("the", "this", "that") for c in head.children) or any(c.dep_ == "prep" for c in head.children):
        return None
    if any(cast.scene.lexicon.is_a(lemma, use) for use in ("body", "outlet", "report", "evidence", "state")):
        return None
    named = [one for one in islice(cast.roster.before(head.idx, head.idx), _MOST) if lemma in one.person.words]
    return cast.again(person(cast, named[0].person, span), span) if named else None


def _fits(cast: Cast, one: Person, lemma: str, kinds: set[str], country: str | None) -> bool:
    if country is not None and one.country is not None and country != one.country:
        return False
    peers = cast.scene.lexicon.peers
    return lemma in one.words or any(not kinds.isdisjoint(peers.get(word, ())) for word in one.words)
