"""Taking a list into the ledger: kept, read through once, compared with the version before it, and only then captured.

A file that is no list, that ends in the middle or shows other damage, or that lost more than half of the entries is refused:
the version before it stays the newest. The attempt is recorded with its reason.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from vetoproof import __version__
from vetoproof.config import Config, WatchError
from vetoproof.gather.lists import Kept, ListFileError, captured, keep, refused
from vetoproof.gather.outcome import Outcome
from vetoproof.ledger import Ledger, Run, stamp
from vetoproof.list_damage import Damage
from vetoproof.screen.edition import edition, misprint
from vetoproof.screen.lists.outcome import ListError
from vetoproof.screen.version import Counts, Tally, Version, newest, several, standing
from vetoproof.versions import HEAD, ROWS, Progress, Versions, check_day

TOOL = f"vetoproof {__version__}"
SHRINK = 0.5
"""A version with fewer entries than this share of the one before it is refused: a download that broke off gives any number,
while the largest removal that an authority made at once is far below half of a list."""
FEWER = 0.9
"""A version with fewer entries than this share of the one before it is taken, and told with a warning."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file. "known": the ledger holds these bytes for that day already. `before`: what the version before
    it holds. `reason` says why it was refused, `notes` what whoever added it should know."""

    file: str
    outcome: Literal["new", "known", "refused"]
    list: str = ""
    version: Version | None = None
    counts: Counts | None = None
    before: Counts | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


class Accept(NamedTuple):
    """What is taken all the same: a list that lost more than half (`shrink`), a file that shows damage (`damage`)."""

    shrink: bool = False
    damage: bool = False


_NOTHING = Accept()


class _Found(NamedTuple):
    """What was read in a file: its format, the day that it prints or what it prints instead, counts, signs of damage."""

    form: str
    printed: str | None
    misprint: str
    counts: Counts
    damage: tuple[str, ...]


class _Refused(Exception):  # noqa: N818 - reads as what it is
    """A file that is not taken, with its outcome and reason."""

    def __init__(self, outcome: Outcome, reason: str, name: str) -> None:
        super().__init__(reason)
        self.outcome, self.reason, self.name = outcome, reason, name


class Intaking:
    """One run that takes lists in. `close` seals what it appended."""

    def __init__(
        self, folder: Path, ledger: Ledger, versions: Versions, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._folder, self._ledger, self._versions, self._clock = folder, ledger, versions, clock
        self._run: Run = ledger.begin("lists", TOOL)

    def close(self) -> None:
        """Seal what was appended, also what an earlier run left when it was killed."""
        self._ledger.seal(self._run)

    def add(
        self,
        source: str,
        name: str | None = None,
        published: str | None = None,
        accept: Accept = _NOTHING,
        progress: Progress | None = None,
        choose: bool = False,
    ) -> Intake:
        """Take one file as a version of the list `name` (without it: of the list that its entries name).

        `published` is the ISO day of the edition, where the list does not print it. `choose`: of the versions of that day it is
        the one that counts, whatever was taken in before. Raises WatchError for a name or day that is none, ListFileError where
        there is no file.
        """
        _check_name(name)
        check_day(published)
        _check_source(source)
        if published is not None and published > stamp(self._clock())[:10]:
            raise WatchError(f"--published {published} lies in the future: give the day on which this edition was published.")
        kept = keep(Path(source), self._ledger, progress)
        try:
            return self._take(kept, source, name, published, accept, progress, choose)
        except _Refused as no:
            self._ledger.archive.discard(kept.sha256)
            at = stamp(self._clock())
            self._ledger.append(self._run, [refused(kept, at=at, name=no.name, outcome=no.outcome, reason=no.reason)])
            return Intake(file=source, outcome="refused", list=no.name, reason=no.reason)
        except BaseException:
            self._ledger.archive.discard(kept.sha256)
            raise

    def _take(
        self, kept: Kept, source: str, name: str | None, published: str | None, accept: Accept, progress: Progress | None,
        choose: bool,
    ) -> Intake:  # fmt: skip
        found = self._read(kept, name, progress)
        printed, counts = found.printed, found.counts
        name = name or _own_name(counts, kept.name)
        if printed and published and printed != published:
            reason = f"it prints {printed} as the day of its edition, and --published says {published}; take --published away"
            raise _Refused("broken list", reason, name)
        held = self._versions.of(name)
        day = printed or published
        capture = captured(
            kept, at=stamp(self._clock()), name=name, format=found.form, lists=" ".join(counts.lists)[:500], printed=printed,
            given=published, source=_source(Path(source), self._folder), chosen=_before(held, day) if choose else "",
        )  # fmt: skip
        known = _known(held, kept.sha256, day)
        if known is not None and not (choose and _chooses(held, known)):
            notes = (*_old_notes(known, held), *_day_notes(known, held))
            return Intake(file=source, outcome="known", list=name, version=known, counts=counts, notes=notes)
        if known is not None and day is None:
            # The bytes count for the day that they have, not for that on which they are chosen.
            capture = msgspec.structs.replace(capture, hints=capture.hints | {"given": known.day})
        if found.damage and known is None and not accept.damage:
            reason = f"{'; '.join(found.damage)}. If it is whole all the same, say --although-damaged"
            raise _Refused("broken list", f"{reason}.", name)
        before = newest(held, day) if known is None else None
        prior = self._versions.counts(before) if before else None
        if before and prior and not accept.shrink:
            _check_shrink(name, counts, before, prior)
        self._ledger.append(self._run, [capture])
        self._versions.remember(kept.sha256, counts)
        now = self._versions.of(name)
        version = next(v for v in now if v.capture == capture.id)
        said = [*_warnings(version, counts, before, prior), *(f"warning: {sign}" for sign in found.damage)]
        notes = (*said, *_notes(version, held, source, found.misprint), *_day_notes(version, now))
        return Intake(
            file=source, outcome="new" if known is None else "known", list=name, version=version, counts=counts, before=prior,
            notes=notes,
        )  # fmt: skip

    def _read(self, kept: Kept, name: str | None, progress: Progress | None) -> _Found:
        """What is in bytes that are to be a list. Raises _Refused with the reason of the reader."""
        tally, damage, reader = Tally(), Damage(), self._versions.reader
        try:
            with closing(self._ledger.archive.open(kept.sha256)) as stream:
                head = stream.read(HEAD)
                stream.seek(0)
                form, printed = reader.format_of(head, kept.name), edition(head)
                for rows, row in enumerate(reader.read(stream, kept.name)):
                    tally.add(row)
                    damage.see(row)
                    if progress is not None and rows % ROWS == 0:
                        progress(min(stream.tell(), kept.size), kept.size, f"{kept.name}: {rows:,} rows")
                signs = damage.signs(stream)
        except ListError as error:
            raise _Refused("broken list", str(error), name or "") from error
        if not tally.entries:
            rejected = "; ".join(f"{one.number} {one.reason}" for one in tally.counts().reasons[:3])
            why = f"every row was rejected ({rejected})" if rejected else "it has no rows"
            raise _Refused("broken list", f"{kept.name} holds no entry: {why}. Compare it with its publisher's.", name or "")
        return _Found(form, printed, misprint(head), tally.counts(), signs)

    def update(
        self, names: list[str], settings: Config, accept_shrink: bool, progress: Progress | None, although_damaged: bool = False
    ) -> Iterator[Intake]:
        """Take the lists of the watch again, each from where it came from. Raises WatchError for a list without a source."""
        sources, told = self.sources(settings), settings.list_files()
        for name in names:
            if name not in sources:
                raise WatchError(self._versions.not_loaded(name))
        for name, source in sources.items():
            if names and name not in names:
                continue
            if not source:
                yield Intake(
                    file="", outcome="refused", list=name,
                    reason=f"where {name} came from is not known here: name it in watch.toml, under [lists]",
                )  # fmt: skip
                continue
            try:
                place = source if _is_address(source) else str(self._folder / source)
                published = told[name].published if name in told else None
                yield self.add(place, name, published, Accept(accept_shrink, although_damaged), progress)
            except (ListFileError, WatchError) as error:
                yield Intake(file=source, outcome="refused", list=name, reason=str(error))

    def sources(self, settings: Config) -> dict[str, str]:
        """Where each list is taken from: watch.toml first, else where its newest version came from; empty if neither says."""
        known = {name: versions[-1].source for name, versions in self._versions.all().items()}
        told = {name: one.file for name, one in settings.list_files().items()}
        return dict(sorted((known | told).items()))


def _check_name(name: str | None) -> None:
    if name is not None and not _NAME.fullmatch(name):
        raise WatchError(f"{name!r} is no name of a list: use letters, digits, dots, colons, hyphens and underscores.")


def _is_address(source: str) -> bool:
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+:/", source) is not None


def _check_source(source: str) -> None:
    if _is_address(source):
        raise WatchError(f"{source} is an address, and this version does not fetch. Download the list, then add the file.")
    if "\0" in source:
        raise WatchError(f"{source!r} is no path: it holds a null character.")


def _own_name(counts: Counts, file: str) -> str:
    if len(counts.lists) == 1 and _NAME.fullmatch(counts.lists[0]):
        return counts.lists[0]
    some = ", ".join(counts.lists[:5]) + (" ..." if len(counts.lists) > 5 else "")
    raise WatchError(f"{file} holds entries of {len(counts.lists)} lists ({some}). Give it one name: --name NAME.")


def _source(path: Path, folder: Path) -> str:
    """The place of a file as seen from the watch, where it lies in the watch or beside it; else empty: a path from further
    away would tell, in a ledger that may be published, how this machine's folders are named."""
    place = Path(os.path.relpath(path, folder))
    return place.as_posix() if ".." not in place.parts[1:] and not place.is_absolute() else ""


def _known(held: tuple[Version, ...], sha256: str, day: str | None) -> Version | None:
    """The version with these bytes, where nothing new is said of its day."""
    return next((v for v in reversed(held) if v.sha256 == sha256 and (day is None or day in (v.printed, v.day))), None)


def _before(held: tuple[Version, ...], day: str | None) -> str:
    """The version that is counted until another is chosen, by its id; "first" where there is none."""
    counts = newest(held, day)
    return counts.capture if counts else "first"


def _chooses(held: tuple[Version, ...], known: Version) -> bool:
    """Whether it makes a difference to choose a version that is known: another one of its day stands."""
    return any(one.day == known.day and one.sha256 != known.sha256 for one in standing(held))


def _old_notes(known: Version, held: tuple[Version, ...]) -> tuple[str, ...]:
    if known == held[-1] or known.day_from == "printed":
        return ()
    when = f"a newer version, of {held[-1].day}, stays the newest"
    return (f"{when}. If the list was published again in this form, say when: --published DATE.",)


def _check_shrink(name: str, now: Counts, before: Version, prior: Counts) -> None:
    # Not only fewer: another list under the same name would replace this one.
    if prior.lists and now.lists and not set(prior.lists) & set(now.lists):
        ours, theirs = ", ".join(prior.lists[:3]), ", ".join(now.lists[:3])
        reason = f"its entries are of {theirs}, those of {name} so far are of {ours}. Give it another --name"
        raise _Refused("shrunk list", f"{reason}, or say --accept-shrink.", name)
    if now.entries < prior.entries * SHRINK:
        lost = f"{now.entries:,} entries, and the version of {before.day} has {prior.entries:,}: more than half are gone"
        raise _Refused("shrunk list", f"{lost}. If that is so, say --accept-shrink.", name)


def _warnings(version: Version, counts: Counts, before: Version | None, prior: Counts | None) -> Iterator[str]:
    """What may be wrong with a version that was taken."""
    if before and prior and counts.entries < prior.entries * FEWER:
        lost = f"{prior.entries - counts.entries:,} entries fewer than the version of {before.day}"
        half = ", more than half of them" if counts.entries < prior.entries * SHRINK else ""
        how = f"`vetoproof lists diff WATCH {version.list}` names them"
        yield f"warning: {lost}{half} ({counts.entries:,} against {prior.entries:,}): compare it with its publisher's; {how}."
    if counts.last_listed and counts.last_listed > version.day:
        said = "is said to be" if version.day_from != "printed" else "prints that it is"
        yield (
            f"warning: it prints listings of up to {counts.last_listed}, after {version.day}, of which it {said}: one of the "
            "two is wrong, and of the days in between nothing can be proved with it."
        )


def _notes(version: Version, held: tuple[Version, ...], source: str, printed: str) -> Iterator[str]:
    if version.printed and version.day_from == "captured":
        yield f"it prints {version.printed} as its day, which lies after its capture: it counts from {version.day}."
    elif version.day_from == "captured" and printed:
        how = f"is not understood: it counts from today, {version.day}. Say the day with --published DATE."
        yield f"warning: what it prints as the day of its edition, {printed!r}, {how}"
    elif version.day_from == "captured":
        yield f"it prints no day of its edition, and counts from today, {version.day}. If it is older, say --published DATE."
    if held and version.day < held[-1].day:
        yield f"the version of {held[-1].day} stays the newest."
    if not version.source:
        yield f"{Path(source).name} lies far from the watch, and where is not kept: for `lists update` name it in watch.toml."


def _day_notes(version: Version, held: tuple[Version, ...]) -> Iterator[str]:
    """That of the day of a version others are held, and which of them counts."""
    others = [one for one in held if one.day == version.day and one.sha256 != version.sha256]
    if not others:
        return
    last = newest((*others, version))
    assert last is not None
    which = "this one" if last.sha256 == version.sha256 else f"that with the SHA-256 {last.sha256[:12]}"
    if version.day in several(held):
        yield (
            f"warning: of {version.day} {len(several(held)[version.day])} versions are held that differ. "
            f"Screening uses {which}, taken in last; where they contradict each other `lists prove` says unknown. "
            "To say which counts, add its file again with --choose."
        )
    else:
        yield f"of {version.day} {which} counts: it was chosen. To choose another, add its file again with --choose."
