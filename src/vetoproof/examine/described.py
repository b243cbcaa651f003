"""Speakers without a proper name: bodies, offices, spokespersons, unnamed officials, groups, reports and imagery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetoproof.examine import authors, bodies, census, grammar, holders, ownname, papers, staff, takeup
from vetoproof.examine.speaker import ARTICLES, FIRST, Speaker
from vetoproof.model import Span
from vetoproof.packs.regime import Tenure

if TYPE_CHECKING:
    from spacy.tokens import Token

    from vetoproof.examine.lexicon import Lexicon
    from vetoproof.examine.speakers import Cast
ONE = frozenset({"one", "another", "both", "first", "second", "third"})


def described(cast: Cast, head: Token, tokens: list[Token], span: Span) -> Speaker | None:
    lexicon = cast.scene.lexicon
    lemma, lower = head.lemma_.lower(), head.lower_
    if any(lower in table for table in lexicon.speakers.values()) and not any(
        lemma in table for table in lexicon.speakers.values()
    ):
        # The lemmatiser makes "datum" of data.
        lemma = lower
    plural = head.tag_ in ("NNS", "NNPS")
    definite = any(t.lower_ in ("the", "this", "that") for t in tokens) and not any(t.dep_ == "poss" for t in head.children)
    determiners = {t.lower_ for t in tokens}
    if determiners & FIRST and (lexicon.is_a(lemma, "outlet") or lower == "staff"):
        return cast.house()
    if "this" in determiners and lexicon.is_a(lemma, "outlet"):
        return cast.house()
    if determiners & {"both", "two", "neither"} and lemma in (
        "country",
        "government",
        "side",
        "capital",
        "state",
        "nation",
        "party",
    ):
        codes = sorted(cast.scene.lexicon.regime.parties[:2])
        name = "|".join(f"{code} government" for code in codes)
        return Speaker(name, "state", actor=name, country="|".join(codes), span=span, plural=True)
    if (delegated := staff.delegate(cast, head, span)) is not None:
        return delegated
    posting = (kind := bodies.kind(cast, head)) is not None and kind[0].id == "embassy"
    if lexicon.is_a(lemma, "office") and not (plural or posting or determiners & {"a", "an"}):
        holder = office(cast, head, span)
        if holder is not None:
            return holder
    if (lexicon.is_a(lemma, "outlet") or lemma in lexicon.accounts) and (named := papers.beside(cast, head, span)) is not None:
        return named
    if (found := staff.through(cast, head, span) or bodies.body(cast, head, tokens, span)) is not None:
        return found
    if lexicon.is_a(lemma, "report") or lemma in lexicon.cue_nouns or lemma in lexicon.denials["noun"]:
        return authors.report(cast, head, span)
    if (lexicon.is_a(lemma, "anonymous") and not (definite and lemma in lexicon.accounts)) or lexicon.is_a(lemma, "office"):
        if lemma == "source" and "same" in determiners and (last := same(cast, span)) is not None:
            return last
        if definite and not plural and (last := takeup.unnamed(cast, head, span)) is not None and not cast.country_of(head):
            return last
        # "an official of its defence ministry": the ministry, through nobody named.
        if (
            lemma in ("official", "officer") and any(c.dep_ == "prep" and c.lower_ in ("of", "at") for c in head.children)
        ) and ((behind := spokesman(cast, head, span)) is not None and behind.kind == "organisation"):
            return behind
        if plural and (
            lower in lexicon.speakers["group"]
            or lemma in lexicon.accounts
            or len({n.start for t in tokens if (n := cast.scene.nation(t)) is not None}) > 1
            or (lexicon.is_a(lemma, "group") and not lexicon.speakers["anonymous"].get(lemma))
        ):
            return Speaker(f"group:{kind_words(cast, head)}", "group", country=cast.country_of(head), span=span, plural=True)
        if lexicon.is_a(lemma, "office") and (behind := spokesman(cast, head, span)) is not None:
            return behind
        return Speaker(f"anon:{kind_words(cast, head)}", "anonymous", country=cast.country_of(head), span=span, plural=plural)
    if lexicon.is_a(lemma, "outlet") or (lexicon.is_a(lemma, "medium") and lower != "media") or lemma in lexicon.accounts:
        if definite and not plural and (last := papers.again(cast, head, span)) is not None:
            return last
        if (
            definite
            and len(printed := sorted({name for _, name in cast.outlets})) == 1
            and printed[0] != cast.scene.document.outlet
        ):
            return Speaker(printed[0], "outlet", actor=printed[0], span=span, taken=True)
        if definite and lemma in ("agency", "service") and (last := cast.latest(("organisation",), span)) is not None:
            return last
        if plural:
            return Speaker(f"group:{kind_words(cast, head)}", "group", country=cast.country_of(head), span=span, plural=True)
        if determiners & {"a", "an"} and (named_next := papers.following(cast, head, span)) is not None:
            return named_next
        return Speaker(f"anon:{kind_words(cast, head)}", "anonymous", country=cast.country_of(head), span=span, plural=plural)
    if lexicon.is_a(lemma, "state"):
        country = cast.country_of(head)
        if country:
            return Speaker(f"{country} government", "state", actor=f"{country} government", country=country, span=span)
        if definite and (last := cast.latest(("state", "organisation"), span)) is not None:
            return last
        return None
    if lower == "media" and "state" in determiners and (carrier := papers.of_state(cast, head, span, determiners)) is not None:
        return carrier
    if lexicon.is_a(lemma, "group"):
        if (
            definite
            and (last := cast.latest(("group",), span)) is not None
            and not any(t.dep_ in ("amod", "compound") for t in tokens)
        ):
            return last
        if plural or lemma in ("media", "press", "family", "community"):
            return Speaker(f"group:{kind_words(cast, head)}", "group", country=cast.country_of(head), span=span, plural=True)
        return Speaker(f"anon:{kind_words(cast, head)}", "anonymous", country=cast.country_of(head), span=span)
    if lexicon.is_a(lemma, "evidence"):
        return authors.report(cast, head, span)
    if head.pos_ == "NUM" or lower in ("some", "many", "others", "sources", *ONE):
        inner = grammar.thing(head)
        if inner.lower_ in ("them", "whom", "these", "those") or (inner == head and lower in ONE):
            return takeup.one_of(cast, head)
        if inner != head:
            return cast.look(inner)
    if (owner := takeup.possessor(cast, head)) is not None:
        return owner
    if head.i + 1 < len(head.doc) and head.nbor().text == ":":
        return None
    if head.dep_ == "nsubj" and any(r.manner == "shows" for r in lexicon.cue_verbs.get(head.head.lemma_.lower(), ())[:1]):
        return None
    if (
        head.pos_ == "NOUN"
        and head.dep_ in ("nsubj", "pobj")
        and lemma not in lexicon.themes
        and lemma not in lexicon.noun_frames
    ):
        # A speaker of a kind that no list holds ("a cousin", "a beekeeper").
        if definite and not plural and (last := cast.latest(("anonymous",), span)) is not None and last.name.endswith(lemma):
            return last
        return Speaker(f"anon:{kind_words(cast, head)}", "anonymous", country=cast.country_of(head), span=span, plural=plural)
    return None


def same(cast: Cast, span: Span) -> Speaker | None:
    """ "the same source": whoever was heard last and is no outlet."""
    return cast.latest(("anonymous", "organisation", "office", "person", "group"), span)


def taken_up(cast: Cast, head: Token, speaker: Speaker) -> Speaker | None:
    """ "the outlet", "his ministry", "the minister": someone spoken of before, and never a new source without a name."""
    lexicon, word = cast.scene.lexicon, head.lower_
    if lexicon.is_a(word, "body") and any(c.lower_ == "the" for c in head.children) and _of_speaker(cast, head):
        return None
    if speaker.name != f"anon:{word}" or not any(c.lower_ == "the" or c.dep_ == "poss" for c in head.children):
        return speaker
    if lexicon.is_a(word, "outlet") and not speaker.plural:
        return cast.latest(("outlet", "organisation"), cast.scene.span([head]))
    if word == "ministry":
        span = cast.scene.span([head])
        return bodies.alone(cast, word, span) or cast.latest(("organisation",), span, word) or bodies.likely(cast, None, span)
    if word in ("minister", "president", "spokesman", "spokeswoman"):
        return cast.latest(("person", "office"), cast.scene.span([head]))
    return speaker


def _of_speaker(cast: Cast, head: Token) -> bool:
    """ "The spokesman said that the organisation had no information": whom an officer of a body calls so is that body."""
    if head.head.dep_ != "ccomp" or head.head.head.lemma_.lower() not in cast.scene.lexicon.cue_verbs:
        return False
    subject = grammar.own_subject(head.head.head)
    return subject is not None and subject.i < head.i and subject.tag_ in ("NNP", "PRP", "NN")


def untitled(lexicon: Lexicon, words: list[str]) -> tuple[list[str], list[str]]:
    """A name without the office printed before it: the words behind the last one that names an office, and those before."""
    lower = [w.lower().rstrip(".") for w in words]
    last = max((i for i, w in enumerate(lower) if lexicon.is_a(w, "office") or lexicon.is_a(w, "title")), default=-1)
    rest = lower[last + 1 :]
    if last < 0 or not 1 <= len(rest) <= 4 or any(lexicon.is_a(w, use) for w in rest for use in ("body", "outlet")):
        return words, []
    if len(rest) == 1 and any(body.endswith(f" {rest[0]}") for body in lexicon.speakers.get("body", {})):
        # "General Staff" is no officer called Staff.
        return words, []
    return words[last + 1 :], lower[: last + 1]


def thing(lexicon: Lexicon, head: Token) -> bool:
    """Whether a capitalised word is a thing or a day at the head of a sentence rather than a name: "Memos found there"."""
    if head.ent_type_ in ("DATE", "TIME"):
        return True
    start = head.is_sent_start or (head.i > 0 and head.nbor(-1).text in '“"‘:')
    return bool(start) and any(
        lexicon.is_a(w, use) for w in (head.lower_, head.lemma_.lower()) for use in ("report", "evidence")
    )


def kind_words(cast: Cast, head: Token) -> str:
    """ "three senior US officials" as "senior US officials": what is said of the speaker, without the counting."""
    words: list[str] = []
    for token in grammar.core(head):
        if (
            token.lower_ in ARTICLES
            or token.lower_ == "own"
            or token.dep_ in ("det", "nummod", "poss", "case", "punct", "predet")
            or token.pos_ == "NUM"
        ):
            continue
        if any(a.dep_ == "poss" for a in grammar.between(token, head)):
            continue
        if words and any(a.dep_ == "conj" and a.left_edge == token for a in (token, *grammar.ancestors(token)) if a != head):
            words.append("and")
        words.append(token.text if token.pos_ == "PROPN" or cast.scene.nation(token) or token.is_upper else token.lower_)
    return " ".join(words).replace(" - ", "-")


def office(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """An office without a name: who held it on the day, else the person spoken of before, else the office."""
    for token in head.subtree:
        # "ambassador to the Council, NAME": the name hangs on the nearest noun.
        found = cast.scene.name(token)
        if found is not None and any(isinstance(row, Tenure) or row.kind == "person" for row in found.value):
            return cast.from_pack(found.value, span, cast.scene.text[found.start : found.end])
        if (token.dep_ == "appos" and token.pos_ == "PROPN" and token.head != head and cast.scene.nation(token) is None) and (
            (named := cast.by_name(token, span)) is not None and named.kind == "person"
        ):
            return named
    country = cast.country_of(head)
    if country and (tenure := holders.holder(cast, head, country)) is not None:
        return Speaker(tenure.person, "person", actor=tenure.person, office=tenure.office, country=country, span=span)
    behind = spokesman(cast, head, span)
    if behind is not None:
        return behind
    if country and (body := holders.employer(cast, head, country, span)) is not None:
        return body
    if country:
        return Speaker(
            f"{country} {office_words(cast, head)}", "office", office=kind_words(cast, head), country=country, span=span
        )
    return cast.latest(("person", "office"), span) or None


def office_words(cast: Cast, head: Token) -> str:
    return " ".join(w for w in ownname.plain(cast, head).split())


def spokesman(cast: Cast, head: Token, span: Span) -> Speaker | None:
    """ "a spokesman for the ministry", "a palace spokeswoman": the body speaks."""
    lemma = head.lemma_.lower()
    if not lemma.startswith("spokes") and lemma not in ("representative", "official", "member", "officer"):
        return None
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "from", "at"):
            for inner in child.children:
                if inner.dep_ == "pobj" and (found := cast.look(inner)) is not None:
                    return Speaker(found.name, found.kind, found.actor, lemma, found.country, span)
        if child.dep_ in ("compound", "nmod") and lemma.startswith("spokes") and child.i == head.i - 1:
            said = bodies.kind(cast, child)
            row = said[0].id if said is not None and said[0].canonical else None
            if said is not None and (again := census.again(cast, child, said[1], row, span)) is not None:
                return again
        if (
            child.dep_ in ("compound", "poss", "nmod", "amod")
            and (cast.scene.name(child) or cast.scene.lexicon.is_a(child.lower_, "body"))
            and (named := cast.by_name(child, span) or bodies.body(cast, child, grammar.core(child), span)) is not None
        ):
            return Speaker(named.name, named.kind, named.actor, lemma, named.country, span)
    return None


def nation_before(cast: Cast, head: Token) -> str | None:
    """The state that "its" takes up: the first one named in the sentence before the word, which is most often its subject."""
    sentence = head.sent
    for token in sentence:
        if token.i >= head.i:
            return None
        if (nation := cast.scene.nation(token)) is not None:
            return nation.value.country.code
    return None


def nation_lately(cast: Cast, head: Token) -> str | None:
    """The only state named in the two sentences before: "An answer came from CAPITAL. She reads it. Its ministry wrote ..."."""
    begin = head.sent
    for _ in range(2):
        begin = head.doc[max(0, begin.start - 1)].sent
    found = {cast.scene.state(token) for token in head.doc[begin.start : head.sent.start]} - {None, ""}
    return str(found.pop()) if len(found) == 1 else None
