"""The persons whom a page introduces by name: under which words, of which state, and where it speaks of them again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from vetoproof.examine.lexicon import Lexicon
from vetoproof.examine.scene import Scene
from vetoproof.packs.regime import ActorRow, Tenure

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[-’'](?=[^\W_])|\d)*")
_GAP = re.compile(r"\.? |\.(?=[^\W\d_]\.)|\.")
_INITIAL = re.compile(r"[^\W\d_]")
_POSSESSIVE = ("'s", "’s")
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "el", "ibn", "la", "van", "von"})
_WHERE = re.compile(r"\b(?:in|to|on|with|against|from)(?: the)? $", re.IGNORECASE)
_APPOSED = re.compile(r",\s+((?:the|a|an|its|his|her|who|chief|head|deputy|director)\b[^.;:!?\n“”\"(),]*)")
_OFFICE_OF = re.compile(r"\b(\w+) (?:of|for)(?: the)? $")
_AFTER = 90
"""Characters behind a name in which an apposition tells who it is."""
_BEFORE = 60
_ABBREVIATION = 4
"""Letters up to which a word in capitals within a line of others is an abbreviation."""
_LONGEST = 4
"""Words that a person's name has at most; of one word it names nobody whom the page has not introduced."""


@dataclass(slots=True)
class Person:
    """A person named on the page. `words`: what the page and the pack call the person besides the name, in lower case."""

    name: str
    start: int
    words: set[str] = field(default_factory=set)
    country: str | None = None
    rows: tuple[ActorRow | Tenure, ...] = ()


@dataclass(slots=True, frozen=True)
class Said:
    """One place at which a person is named."""

    start: int
    end: int
    person: Person


@dataclass(slots=True, frozen=True)
class _Run:
    """Capitalised words in a row, without the titles before them."""

    start: int
    end: int
    words: tuple[str, ...]
    titles: tuple[str, ...]

    @property
    def name(self) -> str:
        return " ".join(self.words)


class Roster:
    """The persons of a page. Full names are found first; a surname alone is then whoever bore it last before."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.persons: dict[str, Person] = {}
        self.said: list[Said] = []
        self._packed()
        runs = list(_runs(scene))
        # "The phone of NAME SURNAME rang. ... SURNAME said": who speaks by the surname is named in full before.
        self._speaking = {run.words[0].lower() for run in runs if len(run.words) == 1 and _speaks(scene, run)}
        for run in runs:
            self._introduced(run)
        self._sort()
        keys: dict[str, list[Person]] = {}
        for person in sorted(self.persons.values(), key=lambda one: (one.start, one.name)):
            words = person.name.lower().split()
            for key in dict.fromkeys((words[-1], words[0])):
                keys.setdefault(key, []).append(person)
        places: dict[str, list[int]] = {}
        for one in self.said:
            places.setdefault(one.person.name, []).append(one.start)
        runs = [run for run in runs if not _is_short(scene, run)]
        self.said += [found for run in runs if self.at(run.start, run.end) is None and (found := _again(run, keys, places))]
        self._sort()

    def _sort(self) -> None:
        self.said.sort(key=lambda one: (one.start, one.end))
        self._starts = [one.start for one in self.said]

    def at(self, start: int, end: int) -> Person | None:
        """The person whose name covers text[start:end] or a part of it."""
        at = bisect_right(self._starts, start) - 1
        for one in self.said[max(0, at) : at + 2]:
            if one.start < end and start < one.end:
                return one.person
        return None

    def before(self, offset: int, reach: int) -> Iterator[Said]:
        """The places before an offset at which a person is named, nearest first, at most `reach` characters back."""
        for one in reversed(self.said[: bisect_left(self._starts, offset)]):
            if offset - one.start > reach:
                return
            yield one

    def inside(self, start: int, end: int) -> list[Said]:
        """The places within text[start:end] at which a person is named."""
        return [one for one in self.said[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if one.end <= end]

    def _packed(self) -> None:
        """The persons of the pack, under the name that it gives them."""
        for found in self.scene.names:
            tenures = [row for row in found.value if isinstance(row, Tenure)]
            if not tenures and not any(row.kind == "person" for row in found.value if isinstance(row, ActorRow)):
                continue
            name = tenures[0].person if tenures else next(r.id for r in found.value if isinstance(r, ActorRow))
            known = self.persons.setdefault(_key(name), Person(name, found.start, rows=found.value))
            for row in tenures:
                known.words |= _office(self.scene.lexicon, row)
                known.country = known.country or row.country
            self.said.append(Said(found.start, found.end, known))
        self._sort()

    def _famous(self, run: _Run, name: str) -> None:
        """A surname that only one person of the pack bears, where it speaks or has a title, and the page gives no other."""
        bearers = [one for one in self.persons.values() if run.name.lower() in one.name.lower().split()]
        if bearers or not (run.titles or _speaks(self.scene, run)):
            return
        rows = tuple(self.scene.lexicon.held[name])
        known = self.persons.setdefault(_key(name), Person(name, run.start, rows=rows))
        for row in rows:
            if isinstance(row, Tenure):
                known.words |= _office(self.scene.lexicon, row)
                known.country = known.country or row.country
        self.said.append(Said(run.start, run.end, known))
        self._starts.append(run.start)

    def _introduced(self, run: _Run) -> None:
        known = self.at(run.start, run.end)
        if known is not None:
            known.words |= {*run.titles, *_beside(self.scene, run), *_loosely(self.scene, run)}
            return
        if len(run.words) == 1 and (person := self.scene.lexicon.surnames.get(run.name.lower())) is not None:
            self._famous(run, person)
        if not 2 <= len(run.words) <= _LONGEST or _is_body(self.scene, run):
            return
        known = self.persons.get(_key(run.name))
        told = {*run.titles, *_beside(self.scene, run)}
        spoken = run.words[-1].lower() in self._speaking
        if known is None and (not (told or spoken or _speaks(self.scene, run)) or _is_place(self.scene, run)):
            return
        if known is None:
            known = self.persons[_key(run.name)] = Person(run.name, run.start)
        known.words |= told | _loosely(self.scene, run)
        known.country = known.country or _country(self.scene, run)
        self.said.append(Said(run.start, run.end, known))
        self._starts.append(run.start)


def _office(lexicon: Lexicon, row: Tenure) -> set[str]:
    """The words of an office and of the body that it is of: a "head" of a service is its "intelligence chief"."""
    body = lexicon.actors.get(row.institution)
    names = (row.office, *(body.names if body is not None else ()))
    return {word for name in names for word in name.lower().split()}


def _key(name: str) -> str:
    return name.lower().replace("-", " ")


def _again(run: _Run, keys: dict[str, list[Person]], places: dict[str, list[int]]) -> Said | None:
    """A surname alone, a name in capitals, a name with its initials: whoever bore it last before."""
    if len(run.words) > _LONGEST:
        return None
    bearers = keys.get(run.words[-1].lower(), [])
    if len(run.words) > 1:
        bearers = [one for one in bearers if _fits(one.name, run)]
    if not bearers:
        return None

    def last(person: Person) -> int:
        return max((start for start in places[person.name] if start < run.start), default=-1)

    return Said(run.start, run.end, max(bearers, key=lambda one: (last(one), -one.start)))


def _is_short(scene: Scene, run: _Run) -> bool:
    """Whether a word is an abbreviation rather than a surname printed in capitals: "the UN" beside a person called Un."""
    word = run.words[0]
    if len(run.words) > 1 or not word.isupper() or len(word) > _ABBREVIATION or run.titles:
        return False
    line = scene.text[scene.text.rfind("\n", 0, run.start) + 1 :].split("\n", 1)[0]
    return scene.text[run.end : run.end + 1] != ":" and not line.isupper()


def _fits(name: str, run: _Run) -> bool:
    """Whether a printed name of several words is a form of a full name: in capitals, in another order, by initials."""
    full, printed = name.lower().split(), [w.lower() for w in run.words]
    return all(w in full or any(len(w) == 1 and f.startswith(w) for f in full) for w in printed)


def _runs(scene: Scene) -> Iterator[_Run]:
    text, lexicon = scene.text, scene.lexicon
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(row) and _GAP.fullmatch(text[row[-1].end() : word.start()]) is not None and _joins(lexicon, row[-1], text)
        capital = word.group()[0].isupper()
        if row and joined and (capital or word.group() in _PARTICLES):
            row.append(word)
            continue
        if row and (run := _named(scene, lexicon, row)) is not None:
            yield run
        row = [word] if capital else []
    if row and (run := _named(scene, lexicon, row)) is not None:
        yield run


def _joins(lexicon: Lexicon, word: re.Match[str], text: str) -> bool:
    """Whether a name may go on behind this word: not after a possessive, and after a full stop only for initials and titles."""
    printed = word.group()
    if printed.endswith(_POSSESSIVE):
        return False
    return text[word.end() : word.end() + 1] != "." or len(printed) == 1 or lexicon.is_a(printed.lower(), "title")


def _named(scene: Scene, lexicon: Lexicon, row: list[re.Match[str]]) -> _Run | None:
    """A run without the offices, states and articles that stand before the name."""
    lower = [word.group().lower() for word in row]
    titles: list[str] = []
    first = 0
    for i, word in enumerate(lower):
        if any(lexicon.is_a(word, use) for use in ("office", "title")) or word in lexicon.domains:
            titles += lower[first : i + 1]
            first = i + 1
        elif i == first and _nation(scene, row[i].start()):
            first = i + 1
    while first < len(row) and scene.opening(row[first].start()):
        first += 1
    if len(row) - first > 2 and (called := lower[first]) in scene.words and scene.begins(row[first].start()):
        # "Farmer NAME SURNAME says ..., says the farmer": at the head of a sentence a capital tells nothing.
        titles.append(called)
        first += 1
    start = row[first].start() if first < len(row) else 0
    office = _OFFICE_OF.search(scene.text, max(0, start - _BEFORE), start) if len(row) - first > 2 else None
    if office is not None and any(lexicon.is_a(office[1].lower(), use) for use in ("office", "title")):
        # "Minister of Construction NAME SURNAME": what the office is of is no part of the name.
        titles.append(office[1].lower())
        first = len(row) - 2
    kept = row[first:]
    while kept and not kept[-1].group()[0].isupper():
        kept = kept[:-1]
    if not kept:
        return None
    words = tuple(w.group().removesuffix("'s").removesuffix("’s") for w in kept)
    if any(lexicon.is_a(w.lower(), use) for w in words for use in ("body", "outlet")):
        return None
    if len(words) > 1 and not titles and all(w.isupper() and len(w) > 1 for w in words):
        # A heading in capitals.
        return None
    end = kept[-1].start() + len(words[-1])
    return _Run(kept[0].start(), end, words, tuple(titles))


def _is_body(scene: Scene, run: _Run) -> bool:
    """Whether an apposition says that a name is that of a body: "NAME, a group of volunteers"."""
    after = _APPOSED.match(scene.text[run.end : run.end + _AFTER])
    words = [w.lower() for w in _WORD.findall(after[1])] if after else []
    alike = scene.lexicon.alike
    first = next((w for w in words if _tells(scene.lexicon, w) or scene.lexicon.is_a(w, "body") or w in alike), None)
    return first is not None and not _tells(scene.lexicon, first) and not run.titles


def _is_place(scene: Scene, run: _Run) -> bool:
    """Whether a name is that of a state or place, or of what is called after one."""
    i = bisect_left(scene.places, run.end, key=lambda one: one.start) - 1
    return i >= 0 and scene.places[i].end > run.start


def _nation(scene: Scene, at: int) -> bool:
    i = bisect_right(scene.nations, at, key=lambda one: one.start) - 1
    return i >= 0 and scene.nations[i].start <= at < scene.nations[i].end


def _beside(scene: Scene, run: _Run) -> set[str]:
    """The words beside a name that tell who bears it: "the lawmaker NAME", "NAME, a deputy of the party"."""
    text, lexicon = scene.text, scene.lexicon
    found: set[str] = set()
    before = re.split(r"[.;:!?\n“”\"()]", text[max(0, run.start - _BEFORE) : run.start])[-1]
    last = _WORD.findall(before)
    if last and (before.rstrip().endswith((last[-1], ",")) and _tells(lexicon, last[-1].lower())):
        found |= {w.lower() for w in last[-4:]}
    elif before.rstrip().endswith(",") and last and any(_tells(lexicon, w.lower()) for w in last):
        found |= {w.lower() for w in last}
    after = _APPOSED.match(text[run.end : run.end + _AFTER])
    if after and (after[1].startswith("who ") or any(_tells(lexicon, w.lower()) for w in _WORD.findall(after[1])[:9])):
        found |= {w.lower() for w in _WORD.findall(after[1])[:9]}
    return found


def _loosely(scene: Scene, run: _Run) -> set[str]:
    """What else a person is called beside the name: "a farmer, NAME", "the lawyer NAME", "NAME, a beekeeper"."""
    left = scene.text[max(0, run.start - 40) : run.start]
    before = re.search(r"\b(?:a|an|the|his|her|their) (?:[a-z-]+ ){0,2}?([a-z-]+),? $", left)
    after = re.match(r", (?:a|an|the|his|her|their) ((?:[a-z-]+ ){0,2}[a-z-]+)", scene.text[run.end : run.end + _BEFORE])
    return {*([before[1]] if before else []), *(after[1].split() if after else [])}


def _tells(lexicon: Lexicon, word: str) -> bool:
    return any(word in lexicon.speakers.get(use, {}) for use in ("office", "title", "peer", "man", "woman")) or (
        lexicon.speakers.get("anonymous", {}).get(word) is not None and word not in lexicon.accounts
    )


def _country(scene: Scene, run: _Run) -> str | None:
    """The state named last right before a name, in the words that tell who bears it."""
    i = bisect_left(scene.nations, run.start, key=lambda one: one.start) - 1
    if i < 0:
        return None
    nation = scene.nations[i]
    between = scene.text[nation.end : run.start]
    if _WHERE.search(scene.text[max(0, nation.start - 12) : nation.start]):
        return None
    return nation.value.country.code if len(between) < _BEFORE and not re.search(r"[.;:!?\n“”\"()]", between) else None


def _speaks(scene: Scene, run: _Run) -> bool:
    """Whether a name is the subject of a verb of saying, or stands behind "according to"."""
    tokens = scene.doc.char_span(run.start, run.end, alignment_mode="expand")
    if tokens is None:
        return False
    head = tokens.root
    lexicon = scene.lexicon
    if (
        head.dep_ == "appos"
        and head.head.pos_ == "NOUN"
        and not any(lexicon.is_a(head.head.lemma_.lower(), use) for use in ("body", "outlet", "report", "alike"))
    ):
        # "his lawyer, NAME, said".
        head = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and any(
        cue.manner in ("says", "tells", "thinks") for cue in lexicon.cue_verbs.get(head.head.lemma_.lower(), ())
    ):
        return True
    before = scene.text[max(0, run.start - 20) : run.start].lower().rstrip()
    return any(before.endswith(f" {word}") or before == word for word in lexicon.sources)
