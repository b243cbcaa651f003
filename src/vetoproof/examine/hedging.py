"""Estimative, reportive and conditional words on a proposition, and the scale they belong to, if data shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vetoproof.examine import grammar
from vetoproof.examine.cue import Cue
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene
from vetoproof.model import Attribution, Hedge, Span
from vetoproof.packs.scales import Scales

if TYPE_CHECKING:
    from spacy.tokens import Token


_SHOWING = frozenset({"suggest", "suggests", "suggested", "indicate", "indicates", "indicated"})


def find(scene: Scene, happening: Happening, cue: Cue | None) -> Hedge | None:
    """The hedge on an event: in its clause, or in what stands between it and the innermost cue; the longest words win.

    A verb of estimate that attributes ("believes") is itself the hedge where there is no other.
    """
    zone = _zone(happening, cue)
    first, last = min(t.i for t in zone), max(t.i for t in zone)
    inside = {t.i for t in zone}
    doc = scene.doc
    offset = doc[first].idx
    region = scene.text[offset : doc[last].idx + len(doc[last])]
    best: Hedge | None = None
    best_weight = (False, 0)
    for match in scene.lexicon.hedge_phrases.finditer(region):
        span = doc.char_span(offset + match.start(), offset + match.end(), alignment_mode="expand")
        if span is None or not any(t.i in inside for t in span):
            continue
        row = scene.lexicon.hedges[" ".join(match.group().lower().split())]
        if row.modal and not _is_modal(span[0], happening, cue):
            continue
        weight = (row.kind != "noun", len(match.group()))
        if best is None or weight > best_weight:
            best_weight = weight
            start = offset + match.start()
            best = Hedge(exact=match.group(), modal=row.modal, span=Span.of(scene.text, start, start + len(match.group())))
    if (
        best is None
        and cue is not None
        and cue.manner in ("thinks", "shows")
        and cue.trigger.lower_ in scene.lexicon.verbal_hedges
    ):
        best = Hedge(exact=cue.trigger.text, span=scene.span([cue.trigger]))
    if best is None:
        # "Reports suggest that ...", "this indicates ...": no speaker, but less than certain.
        above = next((a for a in grammar.ancestors(happening.verb) if a.pos_ == "VERB" and a.lower_ in _SHOWING), None)
        if above is not None and not grammar.negated(above):
            best = Hedge(exact=above.text, span=scene.span([above]))
    return best


def at(scene: Scene, token: Token) -> Hedge | None:
    """The hedge that a token belongs to: the pack's longest phrase over it, else the word itself; None for a firm word."""
    start, end = token.sent.start_char, token.sent.end_char
    over = [m for m in scene.lexicon.hedge_phrases.finditer(scene.text, start, end) if m.start() <= token.idx < m.end()]
    if not over:
        if token.lower_ in scene.lexicon.firm:
            return None
        # "preliminary data": the word that hedges, where a judge points at the thing.
        said = next((c for c in token.children if c.dep_ == "amod" and c.lower_ in scene.lexicon.hedges), None)
        if said is not None and token.pos_ == "NOUN":
            return at(scene, said)
        return Hedge(exact=token.text, modal=token.tag_ == "MD", span=scene.span([token]))
    row = scene.lexicon.hedges[" ".join(over[0].group().lower().split())]
    return Hedge(exact=over[0].group(), modal=row.modal, span=Span.of(scene.text, over[0].start(), over[0].end()))


_TRUE = re.compile(r"(?:\s+to)?(?:\s+be)?\s+(?:true|accurate|correct|credible)\b", re.IGNORECASE)


def verdict(scene: Scene, outer: Cue, inner: Cue, by: str) -> Hedge | None:
    """How one speaker judges another's report: "A said that B's report is believed to be true" is hedged by A."""
    verb = grammar.predicate(inner.trigger)
    subject = grammar.own_subject(verb)
    if inner.trigger.pos_ != "NOUN" or subject is None or inner.trigger not in (subject, *subject.subtree):
        return None
    if verb.i not in outer.content:
        return None
    start, end = verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge)
    start = max(start, subject.right_edge.idx + len(subject.right_edge))
    match = scene.lexicon.hedge_phrases.search(scene.text, start, end)
    if match is None:
        return None
    true = _TRUE.match(scene.text, match.end(), end)
    last = true.end() if true else match.end()
    return Hedge(exact=scene.text[match.start() : last], by=by, span=Span.of(scene.text, match.start(), last))


def _zone(happening: Happening, cue: Cue | None) -> list[Token]:
    verb = happening.verb
    zone = grammar.clause(verb)
    if happening.nominal:
        zone = [*zone, *happening.trigger.subtree]
    if happening.theme is not None:
        zone = [*zone, *[t for t in happening.theme.subtree if abs(t.i - happening.theme.i) < 12]]
    stop = cue.trigger if cue is not None else None
    below = verb
    for above in grammar.ancestors(verb):
        if above == stop:
            break
        if below.dep_ in ("relcl", "advcl") and below.head == above:
            break
        zone.append(above)
        zone.extend(c for c in above.children if c.dep_ in ("aux", "auxpass", "acomp", "attr", "advmod", "oprd", "neg", "expl"))
        zone.extend(
            g
            for c in above.children
            if c.dep_ in ("acomp", "attr", "oprd")
            for g in c.children
            if g.dep_ in ("advmod", "amod", "det")
        )
        # A hedge carries over a coordinated clause: "may have been killed and wounded".
        below = above
    if cue is not None:
        # The speaker's words are not the proposition's: "officials familiar with the suspected ..." stay out.
        zone = [t for t in zone if t not in cue.tokens or t == cue.trigger]
    return zone or [verb]


def _is_modal(token: Token, happening: Happening, cue: Cue | None) -> bool:
    """ "would" after a past reporting verb is reported future, "could" before "be" is possibility; months are no modals."""
    if token.tag_ != "MD":
        return False
    lower = token.lower_
    if lower == "would":
        return cue is None or not token.doc[cue.trigger.i].tag_.startswith("VBD")
    if lower == "can":
        return happening.row.id == "hold"
    return True


def with_scale(hedge: Hedge | None, scales: Scales, chain: tuple[Attribution, ...], language: str) -> Hedge | None:
    """The hedge on its speaker's published scale, or unchanged: a scale is only for bodies that data shows to use it.

    The speaker must be the innermost body itself, and the words must be the scale's own in the language of the page;
    a relayed translation carries no numbers.
    """
    if hedge is None or not chain or language != "en":
        return hedge
    speaker = chain[-1].actor
    if speaker is None:
        return hedge
    said = hedge.exact.lower()
    for scale in scales.scales:
        if speaker in scale.bodies:
            for term in scale.terms:
                if said in term.words:
                    return Hedge(
                        exact=hedge.exact,
                        modal=hedge.modal,
                        by=hedge.by,
                        scale=scale.id,
                        low=term.low,
                        high=term.high,
                        span=hedge.span,
                    )
    return hedge


def hearsay(scene: Scene, happening: Happening) -> Span | None:
    """A marker of hearsay on the event ("reportedly", "is said to"), or None."""
    reportive = scene.lexicon.reportive
    for token in grammar.clause(happening.verb):
        if token.lower_ in reportive["adverb"]:
            return scene.span([token])
    for above in (happening.verb, *grammar.ancestors(happening.verb)):
        if (
            above.pos_ == "VERB"
            and above.lemma_.lower() in reportive["verb"]
            and grammar.passive(above)
            and above != happening.verb
        ) and not any(c.dep_ == "agent" for c in above.children):
            return scene.span([above])
        if above.pos_ == "NOUN" and above.lemma_.lower() in reportive["noun"] and happening.verb.dep_ in ("acl", "ccomp"):
            return scene.span([above])
    return None
