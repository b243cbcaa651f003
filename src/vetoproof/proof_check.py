"""The check of a proof of a list that anybody can make: with the files of the list beside it, and a published head.

What the files give is compared field by field with what the proof says. Two things they cannot give: which other versions
were held, and when those had an entry whose files are not there. These stay open, and are said to be. But a version that the
proof names must be under the head, and no day that it names may lie where it says that no version was held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

import msgspec

from vetoproof.ledger.merkle import item_leaf, verify_inclusion
from vetoproof.list_proofs import FORM, LIMITS, Checked, Evidence, ListProof, answered
from vetoproof.model import Capture, Listing, decode
from vetoproof.screen.edition import edition, is_day, misprint
from vetoproof.screen.list_diff import Entry
from vetoproof.screen.listed_on import EntryOnDay, OnDay, Printed, history, summed
from vetoproof.screen.version import Version
from vetoproof.versions import HEAD, ListReader, version_of

_CHUNK = 1 << 20


def check(
    proof: ListProof, files: Sequence[Path] = (), head: tuple[int, str] | None = None, reader: ListReader | None = None,
    today: str | None = None,
) -> tuple[Checked, ...]:  # fmt: skip
    """Everything that can be checked of a proof without the ledger: with the files of the lists, a published head, and the ISO
    day on which it is checked, after which nothing can be known."""
    answer = proof.answer
    named = [version for version in (answer.before, answer.after, *answer.beside) if version is not None]
    shown = [evidence.version for evidence in (*proof.evidence, *proof.history)]
    own = {v.capture: v for v in named} == {evidence.version.capture: evidence.version for evidence in proof.evidence}
    own = own and all(version.list == answer.list for version in shown) and _ordered(proof.evidence)
    found = [Checked(ok=own, what="the evidence is of the versions that the answer names, of the list that it names")]
    if proof.form >= FORM:
        found += _stretched(answer, {version.day for version in shown})
    if not is_day(answer.on):
        found.append(Checked(ok=False, what=f"the day that the answer is for, {answer.on!r}, is no date"))
    elif today is not None and answer.on > today:
        found.append(Checked(ok=False, what=f"the day that the answer is for, {answer.on}, has not come yet: today is {today}"))
    if proof.form >= FORM and proof.limits != LIMITS:
        found.append(Checked(ok=False, what=_differ("what the proof does not show", LIMITS, proof.limits)))
    for evidence in (*proof.evidence, *proof.history):
        found += _log(evidence)
    found += _files(proof, files, reader)
    roots = {(e.inclusion.tree_size, e.inclusion.root) for e in (*proof.evidence, *proof.history) if e.inclusion}
    heads = {f"{size}:{root}" for size, root in roots}
    if heads - {proof.head}:
        paths = ", ".join(sorted(heads))
        found.append(Checked(ok=False, what=f"the proof names the head {proof.head}; its paths lead to {paths}"))
    if head is None:
        known = ", ".join(sorted(heads))
        found.append(Checked(ok=None, what=f"compare the head {known} with one that was published: --head SIZE:ROOT"))
    else:
        size, root = head
        met = bool(roots) and all(one == size and other.startswith(root) for one, other in roots)
        what = f"the head is the one that was given, {size}:{root}"
        found.append(Checked(ok=met, what=what if met else f"the head is not the one that was given, {size}:{root}"))
    return tuple(found)


def _ordered(evidence: Sequence[Evidence]) -> bool:
    """Whether versions stand in the order in which they count: by day, by capture, by their place in the log."""
    places = [(e.version.day, e.version.captured_at, e.inclusion.leaf_index) for e in evidence if e.inclusion]
    return places == sorted(places)


def _stretched(answer: OnDay, held: set[str]) -> Iterator[Checked]:
    """What the days of stretches must be whatever the files say: in order, each of a version that the proof shows, and none
    where the answer says that no version was held."""
    low = answer.before.day if answer.before else ""
    high = answer.after.day if answer.after else "~"
    for entry in answer.entries:
        who, ends = _who(entry.entry), [(s.added_after, s.first, s.last, s.removed_by) for s in entry.stretches]
        ordered = all((a or "") < b <= c < (d or "~") for a, b, c, d in ends)
        ordered = ordered and all(one[2] < two[1] for one, two in pairwise(ends))
        ordered = ordered and all(s.first <= day <= s.last for s in entry.stretches for day in s.disputed)
        if not ordered:
            yield Checked(ok=False, what=f"{who}: the days of its stretches are not in order")
        for day in sorted({day for days in ends for day in days if day is not None}):
            if day not in held:
                yield Checked(ok=False, what=f"{who}: the proof names a version of {day}, and holds no evidence of one")
            elif low < day < high:
                yield Checked(ok=False, what=f"{who}: a version of {day} would lie {_around(answer.before, answer.after)}")


def _log(evidence: Evidence) -> Iterator[Checked]:
    """Version, capture, leaf and head against each other."""
    version, inclusion = evidence.version, evidence.inclusion
    short = f"version of {version.day}, SHA-256 {version.sha256[:12]}"
    try:
        capture = decode(evidence.body, Capture)
        salt = bytes.fromhex(evidence.salt)
    except (msgspec.MsgspecError, ValueError) as error:
        yield Checked(ok=False, what=f"{short}: its capture cannot be read ({error})")
        return
    named = version_of(capture) == version
    yield Checked(ok=named, what=f"{short}: its capture names this list, these bytes and this day")
    if inclusion is None:
        yield Checked(ok=None, what=f"{short}: not under a head yet")
        return
    try:
        leaf = item_leaf(salt, evidence.body.encode())
        path, root = [bytes.fromhex(step) for step in inclusion.path], bytes.fromhex(inclusion.root)
    except ValueError as error:
        yield Checked(ok=False, what=f"{short}: its path cannot be read ({error})")
        return
    held = leaf.hex() == inclusion.leaf_hash and inclusion.item == version.capture
    held = held and verify_inclusion(leaf, inclusion.leaf_index, inclusion.tree_size, path, root)
    yield Checked(
        ok=held, what=f"{short}: its capture is item {inclusion.leaf_index + 1} under the head over {inclusion.tree_size}"
    )


def _files(proof: ListProof, files: Sequence[Path], reader: ListReader | None) -> Iterator[Checked]:
    """The lists themselves: their hashes, and that they give the answer."""
    hashes = {_sha256(path): path for path in files}
    found: list[tuple[Version, Path]] = []
    missing: list[str] = []
    for evidence in sorted((*proof.evidence, *proof.history), key=lambda e: (e.version.day, e.version.captured_at)):
        version = evidence.version
        path = hashes.pop(version.sha256, None)
        if path is None:
            if evidence in proof.evidence:
                missing.append(version.file)
            yield Checked(ok=None, what=f"version of {version.day}: give its file, {version.file}, to have its bytes checked")
            continue
        found.append((version, path))
        yield Checked(ok=True, what=f"{path.name} is the version of {version.day}: SHA-256 {version.sha256}")
        with path.open("rb") as file:
            printed, unread = edition(head := file.read(HEAD)), misprint(head)
        said = f"prints {printed} as the day of its edition" if printed else "prints no day of its edition"
        said += f" that is understood: {unread!r}" if unread else ""
        yield Checked(ok=printed == version.printed, what=f"{path.name} {said}")
    for sha256, path in hashes.items():
        yield Checked(ok=False, what=f"{path.name} is none of the versions of this proof: SHA-256 {sha256}")
    if missing or reader is None:
        why = f"give {' and '.join(missing)} as well" if missing else "nothing here reads the files"
        yield Checked(ok=None, what=f"not checked: the answer, names, days, basis and words of the proof: {why}")
    elif is_day(proof.answer.on) and proof.form < FORM:
        yield from _older(proof.answer, found, reader)
    elif is_day(proof.answer.on):
        given = {version.capture for version, _ in found}
        partly = {e.version.day for e in (*proof.evidence, *proof.history) if e.version.capture not in given}
        yield from _answered(proof.answer, found, partly, reader)


def _older(answer: OnDay, found: Sequence[tuple[Version, Path]], reader: ListReader) -> Iterator[Checked]:
    """Of a proof that an earlier version of the program wrote: that the files give its answer for its query."""
    fresh = _from_files(answer, found, reader)
    told = f"the files say: {fresh.answer}; the proof says: {answer.answer}"
    yield Checked(ok=fresh.answer == answer.answer, what=told)
    ours, theirs = ({entry.entry.id for entry in some.entries} for some in (fresh, answer))
    yield Checked(ok=ours == theirs, what=f"the entries that answer to {answer.query!r} are those of the proof")
    why = "an earlier version of the program wrote this proof; `lists prove` writes one of which all is compared"
    yield Checked(ok=None, what=f"not checked: its words, days and stretches: {why}")


def _answered(
    answer: OnDay, found: Sequence[tuple[Version, Path]], partly: set[str], reader: ListReader
) -> Iterator[Checked]:  # fmt: skip
    """The answer made again from the files, and every field in which the proof says something else. Of the days `partly` not
    all files are there."""
    fresh = _from_files(answer, found, reader)
    if not found:
        yield from _compared(answer, fresh)
        yield Checked(ok=None, what=f"not checked: that no version of {answer.list} was held: only the ledger shows it")
        return
    days = {version.day for version, _ in found}
    left = list(fresh.entries)
    expected: dict[int, EntryOnDay] = {}
    opened: list[str] = []
    places = range(len(answer.entries))
    for place in sorted(places, key=lambda place: not _exact(answer.entries[place], fresh.entries)):
        said = answer.entries[place]
        given = _of(said, left)
        if given is None:
            yield Checked(ok=False, what=f"no file has an entry {_who(said.entry)} that answers to {answer.query!r}")
            continue
        left.remove(given)
        yield from _held(said, given, days, partly)
        if said.stretches != given.stretches:
            opened.append(f"in which other versions {_who(said.entry)} stood, and its removal")
        # Words on removals follow from versions that are not given: they must agree with the stretches that the proof tells.
        words = (*given.words[: len(given.words) - len(history(given.stretches))], *history(said.stretches))
        expected[place] = msgspec.structs.replace(given, words=words, stretches=said.stretches)
    for one in left:
        yield Checked(ok=False, what=f"the files have {_who(one.entry)} ({one.answer}), of which the proof says nothing")
    before, after = fresh.before, fresh.after
    if expected or left:
        entries = (*(expected[place] for place in places if place in expected), *left)
        fresh = summed(answer.query, answer.list, answer.on, entries, before, after)
    yield from _compared(answer, fresh)
    yield from (Checked(ok=None, what=f"not checked: {what}") for what in opened)
    yield Checked(
        ok=None, what=f"not checked: that no other version {_around(before, after)} was held: only the ledger shows it"
    )


def _around(before: Version | None, after: Version | None) -> str:
    if before and after:
        return f"of {before.day}, of {after.day} or between them"
    return f"of {before.day} or after" if before else f"of {after.day} or before" if after else "of this list"


def _from_files(answer: OnDay, found: Sequence[tuple[Version, Path]], reader: ListReader) -> OnDay:
    """What the files alone say of what was asked."""

    def rows(version: Version, path: Path) -> Iterator[Listing]:
        with path.open("rb") as file:
            yield from (row for row in reader.read(file, version.file) if isinstance(row, Listing))

    held = [version for version, _ in found]
    return answered(answer.query, answer.list, answer.on, held, [partial(rows, version, path) for version, path in found])


def _exact(said: EntryOnDay, given: Sequence[EntryOnDay]) -> bool:
    return any(one.entry == said.entry for one in given)


def _of(said: EntryOnDay, left: Sequence[EntryOnDay]) -> EntryOnDay | None:
    """The files' entry that one of the proof is: the same in all, or else in its id."""
    exact = (one for one in left if one.entry == said.entry)
    return next(exact, None) or next((one for one in left if one.entry.id == said.entry.id), None)


def _held(said: EntryOnDay, given: EntryOnDay, days: set[str], partly: set[str]) -> Iterator[Checked]:
    """The days on which the proof says the entry stood there against the files: one that has it lies in a stretch, and one that
    begins a stretch, ends it or lies within has it. Where a file of the day is not there, it may be the one that has it."""
    for day in sorted(days):
        there = any(one.first <= day <= one.last for one in given.stretches)
        covered = any(one.first <= day <= one.last for one in said.stretches)
        if there != covered and (there or day not in partly):
            has = "has" if there else "has not"
            yield Checked(ok=False, what=f"the version of {day} {has} {_who(said.entry)}; the proof says otherwise")


def _compared(said: OnDay, given: OnDay) -> Iterator[Checked]:
    """A line on the answer; then one for each field that differs, or one that none does."""
    yield Checked(ok=given.answer == said.answer, what=f"the files say: {given.answer}; the proof says: {said.answer}")
    wrong = [_differ(name, getattr(given, name), getattr(said, name)) for name in ("basis", "before", "after", "words")
             if getattr(given, name) != getattr(said, name)]  # fmt: skip
    for ours, theirs in zip(given.entries, said.entries, strict=False):
        for name in ("id", "name", "schema", "listed_on", "row"):
            if getattr(ours.entry, name) != getattr(theirs.entry, name):
                wrong.append(_differ(f"{ours.entry.id}: {name}", getattr(ours.entry, name), getattr(theirs.entry, name)))
        for name in ("answer", "basis", "version", "words", "printed", "effects"):
            if getattr(ours, name) != getattr(theirs, name):
                wrong.append(_differ(f"{ours.entry.id}: {name}", getattr(ours, name), getattr(theirs, name)))
    yield from (Checked(ok=False, what=words) for words in wrong)
    if not wrong:
        yield Checked(ok=True, what="names, days, basis and words of the proof are those that the files give")


def _differ(what: str, ours: object, theirs: object) -> str:
    return f"{what} differs: the files say: {_shown(ours)}; the proof says: {_shown(theirs)}"


def _shown(value: object) -> str:
    if isinstance(value, Version):
        return value.words
    if isinstance(value, Printed):
        parts = (value.sha256, value.day, *value.programmes, value.annex, value.reason)
        return "; ".join(filter(None, parts))
    return " ".join(map(str, value)) if isinstance(value, tuple) else "nothing" if value is None else str(value)


def _who(entry: Entry) -> str:
    return f"{entry.id} ({entry.name})"


def _sha256(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            whole.update(chunk)
    return whole.hexdigest()
