"""Which figure belongs to which event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from vetoproof.examine import grammar, themes
from vetoproof.examine.found import Found
from vetoproof.examine.frames import Happening
from vetoproof.examine.scene import Scene, Sentence
from vetoproof.examine.topic import Topics
from vetoproof.model import EventType, Frame, Quantity

if TYPE_CHECKING:
    from spacy.tokens import Token

COUNTABLE = frozenset({
    "soldiers", "nationals", "workers", "students", "containers", "rounds", "missiles", "vessels", "voyages",
    "arms", "casualties",
    "fuel", "money", "technology", "contract",
})  # fmt: skip
PERSONS = frozenset({"soldiers", "nationals", "workers", "students", "casualties", "contract"})

OF_PEOPLE: frozenset[EventType] = frozenset({"troop_deployment", "casualties", "workers", "recruitment", "training", "visit"})
REST = "items"
"""The unit of what is counted in no way of its own."""


def near(scene: Scene, event: Happening) -> Iterator[Found[Quantity]]:
    """Figures inside the phrases of an event's theme and arguments."""
    heads = [event.theme] if event.theme is not None else []
    for place, given in event.arguments.items():
        if event.row.roles.get(place, "none") in ("theme", "patient") or place == "attr":
            heads.extend(given)
    if event.nominal:
        heads.append(event.trigger)
    elif event.theme is not None and event.theme in event.arguments.get("of", ()):
        # "Of the 91 who went, 8 have been killed": the eight are the killed.
        bare = [h for place in ("object", "subject") for h in event.arguments.get(place, ()) if h.pos_ == "NUM"]
        heads = bare or heads
    seen: set[int] = set()
    for head in heads:
        top = _top(head)
        inside = grammar.phrase(top)
        start, end = min(t.idx for t in inside), max(t.idx + len(t) for t in inside)
        if seen and event.theme is not None and head != event.theme and event.theme not in grammar.conjuncts(head):
            # The theme's own figure is the event's: "two ships made four trips" tells of four trips.
            continue
        for found in scene.figures(start, end):
            if found.start not in seen and _counts(scene, found, event):
                seen.add(found.start)
                yield found


def _top(head: Token) -> Token:
    """The head of the counting phrase around a thing: "containers" to "thousands" in "thousands of containers"."""
    while (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lemma_.lower() in (*grammar.PARTITIVES, "body", "corpse", "millions", "thousands", "hundreds")
    ):
        head = head.head.head
    return head


def of(scene: Scene, sentence: Sentence, event: Happening) -> list[Found[Quantity]]:
    """The figures of an event: those in its own phrases, else a sole one in its clause that can count what it is about."""
    if event.trigger.dep_ == "relcl" and event.theme == event.trigger.head:
        # "a thousand troops who fought there have been killed": the thousand are the killed.
        return []
    own = list(near(scene, event))
    if own:
        return sorted(own, key=lambda f: f.start)
    words = grammar.clause(event.trigger)
    start, end = min(t.idx for t in words), max(t.idx + len(t) for t in words)
    loose = [
        f
        for f in scene.figures(start, end)
        if start <= f.start and f.end <= end and sentence.start <= f.start < sentence.end and _counts(scene, f, event)
    ]
    inside = {t.i for t in words}
    return [f for f in loose if any(t.i in inside for t in tokens(scene, f))]


def own(event: Happening) -> bool:
    """Whether a number stands in the phrase of the event's theme."""
    return event.theme is not None and any(t.pos_ == "NUM" for t in grammar.phrase(_top(event.theme)))


def tokens(scene: Scene, found: Found[Quantity]) -> Sequence[Token]:
    return list(scene.doc.char_span(found.start, found.end, alignment_mode="expand") or ())


def counted(scene: Scene, found: Found[Quantity]) -> tuple[str, ...]:
    """The themes of what a figure counts."""
    own = tokens(scene, found)
    nouns = [t for t in own if t.pos_ in ("NOUN", "PROPN") or t.lower_ in ("wounded", "dead", "killed", "injured")]
    if nouns:
        return themes.of(scene, nouns[-1])
    # "the bodies of 12": the unit stands before the number.
    word = found.value.unit.split()[-1].lower() if found.value.unit else ""
    return tuple(
        row.id
        for key in (word, word.removesuffix("s"), word.removesuffix("ies") + "y")
        for row in scene.lexicon.themes.get(key, ())
    )


def _counts(scene: Scene, found: Found[Quantity], event: Happening) -> bool:
    unit = found.value.unit
    if unit in ("", "share") or (unit.isupper() and len(unit) == 3):
        if unit.isupper() and unit and event.type not in ("finance_cyber", "return_flow"):
            return False
        return unit != "" or _bare(event)
    kinds = counted(scene, found)
    return bool(COUNTABLE & set(kinds)) or unit in ("barrels", "tons", "tonnes", "times", "trips")


def _bare(event: Happening) -> bool:
    """A number without a noun counts the theme where the theme can be counted: "of them, 14 were killed"."""
    return event.kind in COUNTABLE or event.kind == "any"


def fill(
    scene: Scene, event: Happening, frame: Frame, figure: Found[Quantity] | None, topics: Topics
) -> tuple[Frame, Quantity | None]:
    """The frame and quantity of one figure: its unit in the pack's words, its item from what it counts."""
    if figure is None:
        return frame, None
    value = figure.value
    kinds = counted(scene, figure)
    own = tokens(scene, figure)
    nouns = [t for t in own if t.pos_ in ("NOUN", "PROPN")]
    item = frame.item
    if nouns and COUNTABLE & set(kinds):
        noun = nouns[-1]
        item = themes.item(scene, noun)
        inner = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        if inner and noun.lemma_.lower() in grammar.PARTITIVES:
            item = themes.item(scene, inner[0])
    unit = value.unit
    if unit == "share" or (unit.isupper() and len(unit) == 3):
        pass
    elif set(kinds) & PERSONS or (not kinds and event.kind in (*PERSONS, "any")):
        unit = "persons"
    elif kinds:
        unit = themes.unit(scene, kinds[0], nouns[-1] if nouns else None) or unit
        # "200 artillery pieces" are pieces: only what is printed without a noun of its own are "items".
        unit = nouns[-1].lower_ if unit == REST and nouns and nouns[-1].tag_ == "NNS" else unit
    elif not unit and (named := _named(scene, figure)):
        unit = named
    elif not unit and not _noun(event) and (known := topics.unit(event.type)) and known not in ("voyages", "ships"):
        unit = known
    elif event.kind in COUNTABLE and not unit:
        unit = themes.unit(scene, event.kind, event.theme) or REST
    elif unit in ("times",):
        unit = "voyages"
    unit = unit or topics.unit(event.type) or ("persons" if event.type in OF_PEOPLE else REST)
    if event.type == "attack" and (frame.item or not nouns) and value.unit and "missile" in value.unit:
        unit = "missiles"
    return msgspec.structs.replace(frame, item=item or frame.item), msgspec.structs.replace(value, unit=unit)


def _noun(event: Happening) -> bool:
    return event.theme is not None and event.theme.pos_ in ("NOUN", "PROPN")


def _named(scene: Scene, figure: Found[Quantity]) -> str | None:
    """What a number of goods without a noun counts, by its own sentence: as its sibling ("3 million rounds, or 500,000 of
    152 mm"), or as the clause says ("counted as shells they would exceed 12 million").
    """
    span = tokens(scene, figure)
    if not span:
        return None
    sentence = span[0].sent
    text = scene.text
    for other in reversed(list(scene.figures(sentence.start_char, figure.start))):
        kinds = [k for k in counted(scene, other) if k in ("rounds", "missiles", "containers")]
        linked = {w.strip(",").lower() for w in text[other.end : figure.start].split()}
        if kinds and other.end <= figure.start and "or" in linked and len(linked) < 10:
            return scene.lexicon.theme_units[kinds[0]]
    counting = (p for t in sentence if t.lower_ in ("as", "in") and t.dep_ == "prep" for p in t.children if p.dep_ == "pobj")
    for noun in counting:
        if abs(noun.i - span[0].i) < 12 and "rounds" in themes.of(scene, noun) and noun.tag_ == "NNS":
            return scene.lexicon.theme_units["rounds"]
    return None
