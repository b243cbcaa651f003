"""Where a screening's lists come from (files, folders, or a watch), and what was decided before on the same alerts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vetoproof.customers import SCHEMATA, schema_of
from vetoproof.model import Answer, Identifier, Listing, ListLine, Query, encode, sha256
from vetoproof.name_index import About, Source, file_source
from vetoproof.screen.asked import Asking
from vetoproof.screen.born import read_all
from vetoproof.screen.default_days import sorted_out
from vetoproof.screen.dispositions import Dispositions
from vetoproof.screen.gender import Genders
from vetoproof.screen.identifiers import Identifiers
from vetoproof.screen.lists.outcome import ListError
from vetoproof.screen.names.letters import LONGEST as READ
from vetoproof.screen.names.several import SeveralNames
from vetoproof.screen.nations import Nations
from vetoproof.screen.settings import Settings

if TYPE_CHECKING:
    from vetoproof.model import Match
    from vetoproof.screen.screener import Screener
    from vetoproof.watch import Watch

ENDINGS = (".xml", ".csv", ".json", ".jsonl", ".ftm", ".txt")
"""Endings by which files of lists are taken from a folder."""

MOST = 25
"""Entries for one query, where nothing else is asked for: a party of six lists under several regimes has some fifteen."""

LONGEST = 30
"""Digits of the longest number of any kind."""

WORDS = 24
"""Words of one name; the longest names of lists have as many. In a longer text no name is found: it is compared as a whole."""

TOLD = 200
"""Letters of what was not looked at that are repeated."""

_UNREAD = re.compile(r"[\W_]+")

EMPTY = Dispositions(())


class Lists(NamedTuple):
    """Lists to screen against: their versions, where their index is kept (None: the user's cache), earlier decisions."""

    sources: list[Source]
    folder: Path | None = None
    decisions: Dispositions = EMPTY
    decided: str = ""
    """A hash of the decisions, by which a run over a file is told from one with others."""
    days: Mapping[str, str] = {}
    """Editions that a list does not print and whoever added it to the watch stated, by the SHA-256 of its bytes."""
    on: str | None = None
    not_asked: tuple[str, ...] = ()
    """Lists of the watch of which no version by the day `on` is held."""

    def dated(self, about: Sequence[About]) -> list[About]:
        """What is in the lists, with the editions that were stated."""
        return dated(about, self.days)


def dated(about: Sequence[About], days: Mapping[str, str]) -> list[About]:
    """What is in lists, with stated editions where they print none."""
    return [one._replace(edition=one.edition or days.get(one.sha256)) for one in about]


def editions(about: Sequence[About]) -> dict[str, str]:
    """The edition of each list by its name, "" where none is known; of one that is there in several versions all of them."""
    found: dict[str, set[str]] = {}
    for one in about:
        for name in one.lists:
            found.setdefault(name, set()).add(one.edition or "")
    return {name: " or ".join(sorted(filter(None, days))) for name, days in found.items()}


@contextmanager
def lists_of(paths: Sequence[Path], watch: Path | None, on: str | None) -> Iterator[Lists]:
    """The lists named on a command line. Raises ListError where there are none, WatchError, OSError."""
    files = [file_source(file) for path in paths for file in _files(path)]
    if watch is None:
        if on is not None:
            raise ListError("--on needs a watch, which keeps the versions of lists: give --watch WATCH as well.")
        if not files:
            raise ListError("No lists to screen against: name files with --lists FILE..., or a watch with --watch WATCH.")
        yield Lists(files)
        return
    from vetoproof.versions import check_come
    from vetoproof.watch import Watch

    check_come(on)
    with Watch.open(watch) as house:
        held = watch_sources(house, on)
        if not held and not files:
            raise ListError(_nothing_held(house, watch, on))
        decisions = [d for d in house.ledger.decisions() if d.kind == "disposition"]
        decided = sha256(encode([on, decisions])) if decisions else ""
        days = {v.sha256: v.day for v in house.versions.on(on) if v.day_from == "given"}
        said = Dispositions(decisions, on)
        cache, lacking = house.folder / house.config.cache, house.versions.without(on)
        yield Lists([*held, *files], cache, said, decided, days, on, lacking)


def _nothing_held(house: Watch, watch: Path, on: str | None) -> str:
    """That a watch holds nothing to screen against on a day, and what helps."""
    held = house.versions.all()
    if on is None or not held:
        return f"{watch} holds no list: `vetoproof lists add {watch} FILE` takes one in."
    name, first = min(((name, versions[0].day) for name, versions in held.items()), key=lambda one: (one[1], one[0]))
    return (
        f"{watch} holds no version of {on} or before; the oldest is of {first} ({name}). "
        f"What can be said of {on} is what entries print as the day of their listing: "
        f"`vetoproof lists prove {watch} NAME --list {name} --on {on}`, with the name as a list prints it "
        "(without --on, `vetoproof screen` finds it). An older edition is taken in with `vetoproof lists add`."
    )


def watch_sources(house: Watch, on: str | None = None) -> list[Source]:
    """The version of each list of a watch that counts on a day, or the newest."""
    opened = house.versions.open
    return [Source(v.file, v.sha256, v.size, partial(opened, v)) for v in house.versions.on(on)]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in ENDINGS)
    if not found:
        raise ListError(f"{path} holds no list: files are taken by their endings, {', '.join(ENDINGS)}.")
    return found


def query_of(
    names: Sequence[str], schema: str, imo: Sequence[str], identifiers: Sequence[str], birth_dates: Sequence[str],
    countries: Sequence[str], gender: str,
) -> Query:  # fmt: skip
    """A query as typed on a command line, by names, or by numbers alone. Raises ListError for a name without a letter or digit,
    for a number without its kind, and for a kind of party that is not known: against such a one everything would be found to be
    of another kind."""
    given = tuple(name.strip() for name in names)
    for name in given:
        if not any(map(str.isalnum, name)):
            raise ListError(
                f'{name!r} is no name, it has no letter: write the one to screen, such as "FULL NAME", or give a number alone.'
            )
    numbers = [Identifier(kind="imo", value=value) for value in imo]
    for text in identifiers:
        kind, colon, value = text.replace("=", ":", 1).partition(":")
        if not colon or not kind.strip() or not value.strip():
            raise ListError(f"{text!r}: write an identifier as KIND:VALUE or KIND=VALUE, such as inn:7704730655.")
        numbers.append(Identifier(kind=kind.strip().lower(), value=value.strip()))
    kind_ = schema_of(schema) if schema else ""
    if kind_ is None:
        known = ", ".join(dict.fromkeys(SCHEMATA.values()))
        raise ListError(f"{schema!r} is no kind of party that is known: write one of {known}, or leave it out.")
    return Query(
        names=given, schema=kind_ or ("Vessel" if imo else ""),
        birth_dates=tuple(birth_dates), countries=tuple(countries), gender=gender, identifiers=tuple(numbers),
    )  # fmt: skip


def _other_size(form: str, value: str) -> str:
    """Whether a value is too "short" or "long" for its kind, whose form tells how many digits it has ("[0-9]{7}"); "" where the
    size is right, or the form is of letters as well."""
    sizes = [size for size in range(1, LONGEST + 1) if re.fullmatch(form, "0" * size)]
    if not form or not sizes or min(sizes) <= len(value) <= max(sizes):
        return ""
    return "short" if len(value) < min(sizes) else "long"


class Doubts:
    """What of a query was not understood or not looked at, and so counted neither for nor against anybody; and what is asked in
    its place. Tables are loaded when needed."""

    def __init__(self) -> None:
        self.asking = Asking()
        self._several = SeveralNames()
        self._dates = lru_cache(20_000)(lambda text: read_all((text,)).refused)
        self._countries = lru_cache(20_000)(lambda text: self._nations.read(text)[1])

    @cached_property
    def _nations(self) -> Nations:
        return Nations()

    @cached_property
    def _identifiers(self) -> Identifiers:
        return Identifiers(codes=self._nations.codes)

    @cached_property
    def _genders(self) -> Genders:
        return Genders()

    def answers(self, screener: Screener, query: Query, settings: Settings) -> list[tuple[Match, Listing]]:
        """The entries for what is asked in the query's place, the likeliest first.

        A day that systems write where no date of birth is known is left out; one that may be such a day is asked with and
        without, and of each entry the likelier answer counts: so it speaks for a person who was born then, and against nobody.
        """
        asked = self.asking(query).query
        if not query.birth_dates:
            return screener.answers(asked, settings)
        dates = sorted_out(query.birth_dates)
        found = screener.answers(_born(asked, dates.told), settings)
        if not dates.perhaps:
            return found
        best = {(match.list, match.id): (match, entry) for match, entry in found}
        for match, entry in screener.answers(_born(asked, (*dates.told, *dates.perhaps)), settings):
            before = best.get((match.list, match.id))
            if before is None or match.likelihood_ratio > before[0].likelihood_ratio:
                best[match.list, match.id] = match, entry
        return sorted(best.values(), key=lambda one: -one[0].likelihood_ratio)[: settings.limit]

    def of(self, query: Query) -> Iterator[tuple[str, str]]:
        """Reasons, each with what it is about."""
        yield from self.asking(query).notes
        for name in query.names:
            if not any(map(str.isalnum, name)):
                yield "no letter in the name", name
            elif len(name) > WORDS:
                yield from self._unlooked(name)
        for one in query.identifiers:
            number = self._identifiers.read(one)
            row = self._identifiers.kinds.get(number.kind)
            if not number.value:
                yield f"nothing is left of the {one.kind} number", one.value
            elif number.good is False and row is not None and (size := _other_size(row.form, number.value)):
                yield f"the {row.title} is too {size}", one.value
            elif number.good is False:
                yield f"the check digit of the {row.title if row else number.kind} is wrong", one.value
            elif row is None:
                yield "kind of number not known, compared as it stands", one.kind
        for text in query.birth_dates:
            if self._dates(text):
                yield "date of birth not understood", text
        dates = sorted_out(query.birth_dates) if query.birth_dates else ((), (), ())
        for text in dates[2]:
            yield "not used, a day that systems write where no date of birth is known", text
        for text in dates[1]:
            yield "held against nobody, a day that systems write where no date of birth is known", text
        for text in query.countries:
            if self._countries(text):
                yield "country not known", text
        if query.gender and self._genders.read(query.gender) == "unknown":
            yield "sex not understood", query.gender

    def _unlooked(self, field: str) -> Iterator[tuple[str, str]]:
        """What of a field's names is not looked at."""
        for name in self._several(field) or (field,):
            if len(name) > READ and len(_UNREAD.sub(" ", name)) > READ:
                yield f"letters of a name after the first {READ:,} are not looked at", name[READ:][:TOLD]
            if len(words := _UNREAD.sub(" ", name).split()) > WORDS:
                yield (
                    f"more than {WORDS} words are compared as one name, and a name among them is not found: ask each by itself",
                    f"... {' '.join(words[WORDS:])[:TOLD]}",
                )


def _born(query: Query, dates: tuple[str, ...]) -> Query:
    return query if query.birth_dates == dates else msgspec.structs.replace(query, birth_dates=dates)


class Desk:
    """Lists to screen against (`model.Screening`); honours what was decided on the same question and entry before.

    A name that holds several, or is spelled as another country does, is asked in all these ways; `doubts` says so.
    """

    def __init__(self, screener: Screener, about: Sequence[About], decisions: Dispositions = EMPTY) -> None:
        self._screener = screener
        self._about = tuple(about)
        self._decisions = decisions
        self._doubts = Doubts()

    def lists(self) -> tuple[ListLine, ...]:
        """The versions of lists that are asked."""
        return tuple(
            ListLine(names=a.lists, file=a.name, sha256=a.sha256, edition=a.edition, entries=a.entries, rejected=a.rejected)
            for a in self._about
        )

    def doubts(self, query: Query) -> tuple[str, ...]:
        """What of a query was not understood, and what is asked in its place."""
        return tuple(f"{reason}: {value}" for reason, value in self._doubts.of(query))

    def answers(
        self, query: Query, *, prior: float | None = None, threshold: float | None = None, floor: float | None = None,
        limit: int = 10, lists: frozenset[str] = frozenset(),
    ) -> list[Answer]:  # fmt: skip
        """Matches and near misses, the likeliest first; a match that a person called false is none any more."""
        usual = self._screener.settings
        settings = Settings(
            prior=usual.prior if prior is None else prior, threshold=usual.threshold if threshold is None else threshold,
            floor=usual.floor if floor is None else floor, limit=limit, lists=lists,
        )  # fmt: skip
        return [
            Answer(match=self._decisions.apply(match, query, entry), entry=entry)
            for match, entry in self._doubts.answers(self._screener, query, settings)
        ]

    def entry(self, list: str, id: str) -> Listing | None:
        """One entry by its list and the list's own id."""
        return self._screener.entry(list, id)
