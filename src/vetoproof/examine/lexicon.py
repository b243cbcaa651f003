"""A language pack and a regime made ready for look-ups, once per pack."""

from __future__ import annotations

import re

from vetoproof.examine.entries import alternation
from vetoproof.examine.names import NameIndex
from vetoproof.packs.language import CueRow, DenialRow, FrameRow, HedgeRow, Language, SpeakerRow, ThemeRow
from vetoproof.packs.regime import ActorRow, Country, Regime, Tenure

Named = ActorRow | Tenure


_SHORT_NAME = 4
"""Letters up to which a surname alone may be anybody's."""


class Lexicon:
    """The rows of a language by their words, and the names of a regime's actors in one index."""

    def __init__(self, language: Language, regime: Regime) -> None:
        self.language = language
        self.regime = regime
        self.countries: tuple[Country, ...] = (*language.countries, *regime.countries)
        self.cue_verbs: dict[str, list[CueRow]] = {}
        self.cue_nouns: dict[str, CueRow] = {}
        self.sources: dict[str, CueRow] = {}
        self.cites: dict[str, CueRow] = {}
        self.carried: dict[str, CueRow] = {}
        self.heard: dict[str, CueRow] = {}
        self.briefed: dict[str, CueRow] = {}
        self.sessions: dict[str, CueRow] = {}
        tables = {
            "noun": self.cue_nouns, "source": self.sources, "cite": self.cites, "by": self.carried,
            "heard": self.heard, "briefed": self.briefed, "session": self.sessions,
        }  # fmt: skip
        for cue in language.cues:
            for word in cue.words:
                if cue.form == "verb":
                    self.cue_verbs.setdefault(word, []).append(cue)
                else:
                    tables[cue.form].setdefault(word, cue)
        # Most tokens begin no such phrase: one look-up settles it.
        self.source_starts = frozenset(word.split()[0] for word in self.sources)
        self.cite_starts = frozenset(word.split()[0] for word in self.cites if " " in word)
        forms = ("verb", "negated", "noun", "phrase", "object", "judging", "refused", "matter")
        self.denials: dict[str, dict[str, DenialRow]] = {form: {} for form in forms}
        for denial in language.denials:
            for word in denial.words:
                self.denials["negated" if denial.needs_negation else denial.form].setdefault(word, denial)
        self.denial_phrases = _pattern(self.denials["phrase"])
        self.false_words = _pattern(self.denials["object"])
        self.hedges: dict[str, HedgeRow] = {}
        for hedge in language.hedges:
            for word in hedge.words:
                if hedge.kind not in ("verbal", "firm"):
                    self.hedges.setdefault(word, hedge)
        self.hedge_phrases = _pattern(self.hedges)
        self.verbal_hedges = {word for row in language.hedges if row.kind == "verbal" for word in row.words}
        self.firm = {word for row in language.hedges if row.kind == "firm" for word in row.words}
        self.themes: dict[str, list[ThemeRow]] = {}
        for theme in language.themes:
            for word in theme.words:
                self.themes.setdefault(word, []).append(theme)
        self.theme_units = {theme.id: theme.unit for theme in language.themes}
        self.verb_frames: dict[str, list[FrameRow]] = {}
        self.noun_frames: dict[str, list[FrameRow]] = {}
        for frame in (row for row in language.frames if row.types):  # Rows without types are lists of words (fate.py).
            for word in frame.verbs:
                self.verb_frames.setdefault(word, []).append(frame)
            for word in frame.nouns:
                self.noun_frames.setdefault(word, []).append(frame)
        self.reportive = {
            form: {w for r in language.reportive if r.form == form for w in r.words}
            for form in ("adverb", "verb", "noun", "background", "joining")
        }
        self.speakers: dict[str, dict[str, SpeakerRow]] = {}
        for speaker in language.speakers:
            table = self.speakers.setdefault(speaker.use, {})
            for word in speaker.words:
                table.setdefault(word, speaker)
        names: dict[str, list[Named]] = {}
        for actor in regime.actors:
            # "The Associated Press" and "the Associated Press" are one: the article is no part of a name in running text.
            for name in dict.fromkeys(n.removeprefix("The ").removeprefix("the ") for n in (actor.id, *actor.names)):
                names.setdefault(name, []).append(actor)
                if name.isalpha() and name.isupper() and len(name) >= _SHORT_NAME:
                    # Some papers print what is read as a word with one capital: "Kcna", "Nato".
                    names.setdefault(name.capitalize(), []).append(actor)
        for tenure in regime.tenures:
            for name in dict.fromkeys((tenure.person, *tenure.names)):
                names.setdefault(name, []).append(tenure)
        self.names: NameIndex[Named] = NameIndex(names)
        # Last words of names that only one person of the pack bears: a page may name a well-known person by it alone.
        surnames: dict[str, set[str]] = {}
        for tenure in regime.tenures:
            for name in (tenure.person, *tenure.names):
                words = name.lower().split()
                # With two words the first is the given name; the three of an eastern name begin with the family's.
                if len(words) == 2 and "-" not in words[1] and len(words[1]) > _SHORT_NAME:
                    surnames.setdefault(words[1], set()).add(tenure.person)
        self.surnames = {word: min(people) for word, people in surnames.items() if len(people) == 1}
        self.held: dict[str, list[Named]] = {}
        for tenure in regime.tenures:
            self.held.setdefault(tenure.person, []).append(tenure)
        # Last words of the ids of bodies that are called "the ministry": "MoD", and what the pack names like one.
        called = tuple(word for word, row in self.speakers.get("body", {}).items() if row.canonical and "ministry" in word)
        self.ministries = frozenset(
            [
                row.canonical.split()[-1]
                for row in self.speakers.get("body", {}).values()
                if row.canonical and row.kind == "organisation"
            ]
            + [a.id.split()[-1] for a in regime.actors if any(word in name.lower() for name in a.names for word in called)]
        )
        self.actors = {actor.id: actor for actor in regime.actors}
        # Words in the names of ministries and staffs ("defence", "affairs"): before a name they are no part of it.
        self.domains = frozenset(
            word
            for phrase, row in self.speakers.get("body", {}).items()
            if row.canonical and " " in phrase
            for word in phrase.split()
            if len(word) > 3
        )
        # Unnamed speakers that are no persons: a name beside them is not a person's ("the channel NAME").
        self.accounts = frozenset(w for w, row in self.speakers.get("anonymous", {}).items() if row.id == "accounts")
        # "mp" and "lawmaker" to the one id of their row: words that may stand for the same person.
        self.peers: dict[str, set[str]] = {}
        self.alike: dict[str, set[str]] = {}
        for speaker in language.speakers:
            if speaker.use in ("peer", "alike"):
                for word in speaker.words:
                    (self.peers if speaker.use == "peer" else self.alike).setdefault(word, set()).add(speaker.id)

    def is_a(self, word: str, use: str) -> bool:
        """Whether a word has this use among speakers ("official", "anonymous"), also in the plural."""
        table = self.speakers.get(use, {})
        return word in table or (word.endswith("s") and word[:-1] in table)


def _pattern(words: dict[str, DenialRow] | dict[str, HedgeRow]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + alternation(words) + r"(?![\w-])", re.IGNORECASE)
