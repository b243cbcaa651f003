"""The shape of a language pack: how one language attributes, hedges, denies, counts and names (law 9: data, not code).

A language is a folder of YAML files under `packs/languages/CODE/`; together they are one mapping of the fields below
(`cues.yaml` gives the key `cues`, lists in several files are joined). Every row carries its source and a stated
limitation. Words are lower-case lemmas unless the field says otherwise; words of several parts are written with
blanks ("carry out").
"""

from __future__ import annotations

from typing import Literal

import msgspec

from vetoproof.model import EventType, SpeakerKind, Stance
from vetoproof.packs.regime import Country

Role = Literal["supplier", "recipient", "agent", "patient", "theme", "place", "origin", "destination", "none"]


class CueRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that attribute what follows to a speaker.

    `form`: "verb" (lemmas whose subject speaks), "noun" ("statement", "denial"), "source" (prepositional phrases whose
    object speaks: "according to"), "cite" (verbs whose object speaks: "citing"), "by" (participles whose `by` speaks:
    "carried by" a relay), "heard" (verbs whose `from` speaks, through an outlet that has it so: "learned from two
    officials"), "briefed" (participles whose `by` informs who speaks: "lawmakers briefed by"), "session" (nouns for an
    occasion at which a body informs: "after a closed briefing by"). `manner`: says; tells (its object hears: "told the
    BBC"); thinks (estimates and beliefs); shows (evidence speaks); asks (demands and appeals: no claim); relays (the
    speaker passes on another's words).
    """

    id: str
    form: Literal["verb", "noun", "source", "cite", "by", "heard", "briefed", "session"]
    manner: Literal["says", "tells", "thinks", "shows", "asks", "relays"] = "says"
    words: tuple[str, ...]
    source: str
    limitation: str


class HedgeRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that make a proposition less than certain, as printed in lower case. `modal`: may, might, could, would.

    `kind` "noun" ("the possibility of ...") gives way to any other hedge beside it; "verbal" counts only as the verb that
    governs the proposition; "firm" words are none, whoever takes them for one: to find and to confirm is not to doubt.
    """

    id: str
    kind: Literal["estimative", "reportive", "modal", "verbal", "noun", "firm"]
    words: tuple[str, ...]
    modal: bool = False
    source: str
    limitation: str


class DenialRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which a speaker denies, declines, questions or acknowledges, and what they need beside them.

    `form` "verb", "noun" as in cues; "phrase" is matched as printed in lower case inside the clause; "object" is a
    judgement put on a report ("fake", "nonsense"), "judging" a verb that puts it there ("called"); "refused" is a thing
    that is denied to somebody or turned down, so that no report is denied ("a visa"); "matter" a noun that
    stands for whatever was told ("the claim", "any involvement"). `needs_negation`: the verb has this
    stance only when negated ("did not comment", "could not verify").
    """

    id: str
    form: Literal["verb", "noun", "phrase", "object", "judging", "refused", "matter"]
    stance: Stance
    words: tuple[str, ...]
    needs_negation: bool = False
    source: str
    limitation: str


class ThemeRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class of nouns that events are about: arms, soldiers, workers, fuel. `unit`: what a number of them counts.

    `words` is matched against the lemma of an argument's head noun, or against its last two words; `weak` themes
    ("men", "people", "goods") count only where nothing stronger is there.
    """

    id: str
    words: tuple[str, ...]
    unit: str = "items"
    weak: bool = False
    source: str
    limitation: str


class FrameRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Triggers of events and how their arguments become roles.

    `verbs` and `nouns` trigger. `types` maps the theme found among the arguments to the event type; the key "any"
    needs no theme. `roles` maps a grammatical place (subject, object, dative, by, or a preposition) to a role.
    `outcome`: the trigger's own words are the outcome ("killed"). `finite`: the noun alone makes no claim; it needs a
    figure or a verb that asserts it.
    """

    id: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    types: dict[str, EventType]
    roles: dict[str, Role] = {}
    outcome: bool = False
    needs: tuple[str, ...] = ()
    source: str
    limitation: str


class ReportiveRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Markers of hearsay that name no source: "reportedly", "is said to", "rumours". As printed, in lower case.

    `form` "background": words at the head of a sentence by which an outlet turns to what it told before ("as reported
    earlier"), whoever spoke last; "joining": words there that tie a sentence to the one before ("in return").
    """

    id: str
    form: Literal["adverb", "verb", "noun", "background", "joining"]
    words: tuple[str, ...]
    source: str
    limitation: str


class SpeakerRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns by which texts name speakers without a proper name, or recognise the kind of a proper name.

    `use`: "anonymous" (an unnamed speaker: "official"), "group" (a collective: "experts"), "outlet" (an unnamed or named
    medium: "newspaper"), "office" (a post: "minister", "spokesman"), "body" (an organisation: "ministry"), "title"
    (before a person's name), "report" (a text that speaks for its author: "report", "statement"), "pronoun", "peer" and
    "alike" (words for one kind of person or body, which a page uses by turns: "MP", "lawmaker"; "service", "agency"),
    "woman" and "man" (words that tell the sex), "called" (words before the name that a person goes by: "call sign"),
    "medium" (further words for an outlet spoken of before:
    "edition"), "platform" (networks on which others speak), "desk" (parts of a body that speak
    for it: "press service"), "staff" (people who speak for the private body that they work for: "researchers"), "delegate"
    (those who speak for a state at an "assembly").
    `canonical`: for bodies, the short name used after the country code ("defence ministry" is "MoD").
    """

    id: str
    use: Literal["anonymous", "group", "outlet", "office", "body", "title", "report", "pronoun", "state", "evidence",
                 "peer", "alike", "woman", "man", "called", "medium", "platform", "desk", "staff",
                 "delegate", "assembly"]  # fmt: skip
    kind: SpeakerKind = "anonymous"
    words: tuple[str, ...]
    canonical: str | None = None
    source: str
    limitation: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word list for numbers, units and dates: what `words` (as printed, lower case) stand for.

    `kind` says of what (cardinal, multiplier, comparator, vague, unit, month, weekday, season, part, relative...).
    `value` holds the meaning where it is one word or number; `low` and `high` where it is an interval.
    """

    id: str
    kind: str
    words: tuple[str, ...]
    value: str | int | float | None = None
    low: float | int | None = None
    high: float | int | None = None
    source: str
    limitation: str


class WayRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which texts say how goods went. `mode`: the way ("sea", "rail", "road", "land", "air"); "none" hides words that
    only look like one; "by" are prepositions, "and" the words between ways of a list.

    `words` name the way wherever they stand, `bare` ones only after a preposition. As printed, in lower case.
    """

    id: str
    mode: Literal["sea", "rail", "road", "land", "air", "none", "by", "and"]
    words: tuple[str, ...]
    bare: tuple[str, ...] = ()
    source: str
    limitation: str


class Language(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language at the depth that its files give; a field without a file is empty, and what needs it finds nothing."""

    code: str
    cues: tuple[CueRow, ...] = ()
    hedges: tuple[HedgeRow, ...] = ()
    denials: tuple[DenialRow, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    frames: tuple[FrameRow, ...] = ()
    reportive: tuple[ReportiveRow, ...] = ()
    speakers: tuple[SpeakerRow, ...] = ()
    countries: tuple[Country, ...] = ()
    numbers: tuple[Entry, ...] = ()
    units: tuple[Entry, ...] = ()
    dates: tuple[Entry, ...] = ()
    furniture: tuple[Entry, ...] = ()
    places: tuple[Entry, ...] = ()
    ways: tuple[WayRow, ...] = ()
