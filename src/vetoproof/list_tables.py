"""What the commands on lists print: versions with their counts, differences, answers with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from vetoproof.list_intake import Intake
    from vetoproof.list_proofs import Checked, ListProof
    from vetoproof.ownership_intake import OwnershipIntake
    from vetoproof.screen.list_diff import Changed, Entry, FieldChange, ListDifference
    from vetoproof.screen.listed_on import EntryOnDay
    from vetoproof.screen.version import Counts, Version
    from vetoproof.versions import RefusedVersion

SHORT = 12
"""Letters of a hash that are shown; any command takes them for the whole."""
_WORDS = 90
_REASONS = 5


def taken_lines(taken: Intake | OwnershipIntake) -> Iterator[str]:
    """What became of one file of a run: nothing where it was known."""
    from vetoproof.ownership_intake import OwnershipIntake

    if taken.outcome == "known":
        return
    if not isinstance(taken, OwnershipIntake):
        yield from intake_lines(taken)
    elif taken.outcome == "refused":
        yield f"{taken.file}: refused: {'; '.join(taken.reasons)}"
    else:
        yield f"{taken.file}: {taken.rows:,} rows of ownership, {taken.rejected:,} rejected"
        yield from (f"  {reason}" for reason in taken.reasons)


def intake_lines(intake: Intake) -> Iterator[str]:
    """What became of one file that was added."""
    if intake.outcome == "refused" or intake.version is None or intake.counts is None:
        yield f"{intake.file or intake.list}: refused: {intake.reason}"
        return
    version, what = intake.version, "known already" if intake.outcome == "known" else "new"
    yield f"{intake.file}: {version.list}, {what}: {holding(intake.counts)}"
    yield f"  version of {version.day}, SHA-256 {version.sha256[:SHORT]}, format {version.format}"
    if intake.before is not None:
        yield f"  the version before it has {intake.before.entries:,} entries"
    for reason in intake.counts.reasons[:_REASONS]:
        yield f"  {reason.number:,} rows rejected: {reason.reason} ({', '.join(reason.where)})"
    if more := sum(reason.number for reason in intake.counts.reasons[_REASONS:]):
        yield f"  {more:,} rows rejected for {len(intake.counts.reasons) - _REASONS} other reasons: `lists status --json`"
    for note in intake.notes:
        yield f"  {note}"


def holding(counts: Counts) -> str:
    """What a version holds, in words."""
    others = f", {counts.others:,} others" if counts.others else ""
    parts = f"{counts.persons:,} persons, {counts.organisations:,} organisations, {counts.ships:,} ships{others}"
    return f"{counts.entries:,} entries ({parts}), {counts.rejected:,} rows rejected"


def status_table(versions: Mapping[str, Sequence[tuple[Version, Counts]]]) -> Table:
    """Every version of every list, the newest of each first; the day in brackets where another of that day was chosen."""
    from vetoproof.screen.version import standing

    names = ("list", "version", "day", "whose day", "captured", "entries", "persons", "organisations", "ships", "rejected")
    table = Table(*names, title="Lists", title_justify="left")
    for column in range(5, 10):
        table.columns[column].justify = "right"
    for name, held in versions.items():
        stand = standing(version for version, _ in held)
        shown = {(version.day, version.sha256) for version in stand}
        for version, c in reversed(held):
            if version not in stand and (version.day, version.sha256) in shown:
                continue  # The same bytes, chosen later: they are told once.
            figures = (c.entries, c.persons, c.organisations, c.ships, c.rejected)
            day = version.day if version in stand else f"({version.day})"
            whose = f"{version.day_from}, chosen" if version.chosen else version.day_from
            head = (escape(name), version.sha256[:SHORT], day, whose, version.captured_at[:16] + "Z")
            table.add_row(*head, *(f"{figure:,}" for figure in figures))
    return table


def several_lines(twice: Mapping[str, Mapping[str, Sequence[Version]]]) -> Iterator[str]:
    """Lists and days of which several versions stand, the one that screening uses last."""
    for name, days in twice.items():
        for day, versions in days.items():
            hashes = ", ".join(version.sha256[:SHORT] for version in versions)
            yield (
                f"{name}: of {day} {len(versions)} versions are held that differ: {hashes}. Screening uses the last of these, "
                "taken in last. To say which counts, add its file again: vetoproof lists add WATCH FILE --choose"
            )


def refused_table(refused: Iterable[RefusedVersion]) -> Table:
    """Files that were tried and not taken."""
    table = Table("tried", "list", "file", "why it was not taken", title="Refused", title_justify="left")
    for one in refused:
        table.add_row(one.at[:16] + "Z", escape(one.list), escape(one.file), escape(one.reason))
    return table


def diff_lines(earlier: Version, later: Version, found: ListDifference) -> Iterator[str]:
    """A difference for people: a line an entry, a line a changed field."""
    was, now = (f"{version.day} ({version.sha256[:SHORT]})" for version in (earlier, later))
    yield f"{earlier.list}: from the version of {was} to that of {now}"
    counts = (len(found.added), len(found.removed), len(found.changed), len(found.renumbered), found.unchanged)
    yield "{:,} added, {:,} removed, {:,} changed, {:,} under another id, {:,} unchanged".format(*counts)
    yield from (f"+ {_entry(entry)}" for entry in found.added)
    yield from (f"- {_entry(entry)}" for entry in found.removed)
    for changed in (*found.changed, *found.renumbered):
        yield f"~ {_entry(changed.entry)}{_moved(changed)}"
        yield from (f"    {_field(field)}" for field in changed.fields)


def proof_lines(proof: ListProof) -> Iterator[str]:
    """An answer for people."""
    answer = proof.answer
    yield f"{answer.answer.upper()}: {answer.query} on {answer.list}, {answer.on}"
    yield from answer.words
    for entry in answer.entries:
        indent = ""
        if len(answer.entries) > 1:
            indent = "  "
            yield f"{entry.entry.id} ({entry.entry.name}): {entry.answer}"
            yield from (f"  {words}" for words in entry.words)
        yield from (f"{indent}{line}" for line in _printed(entry))
    for evidence in proof.evidence:
        version, path = evidence.version, evidence.inclusion
        yield f"Version of {version.day}: {version.file}, SHA-256 {version.sha256}, captured {version.captured_at}"
        if path is None:
            yield "  not under a head yet: `vetoproof lists update WATCH` seals it"
        else:
            yield f"  item {path.leaf_index + 1} of the log, under the head {path.tree_size}:{path.root}"
    if proof.evidence:
        yield proof.limits
        yield "--json gives the whole proof, which `vetoproof lists check` takes without this watch."


def _printed(entry: EntryOnDay) -> Iterator[str]:
    """What a version prints of an entry, and what a listing of that kind does."""
    if (one := entry.printed) is None:
        return
    parts = (("programme", ", ".join(one.programmes)), ("annex", one.annex), ("reason", one.reason))
    told = "; ".join(f"{what} {said}" for what, said in parts if said)
    yield f"As printed in the version of {one.day}: {told or 'no programme, annex or reason'}"
    yield from (f"Effect, by this program's table of acts and not by the list: {effect}" for effect in entry.effects)


def checked_lines(checked: Iterable[Checked]) -> Iterator[str]:
    """What was checked of a proof."""
    marks = {True: "holds", False: "FAILS", None: "open"}
    yield from (f"{marks[one.ok]:5}  {one.what}" for one in checked)


def _entry(entry: Entry) -> str:
    since = f", listed on {entry.listed_on}" if entry.listed_on else ""
    return f"{entry.id} {entry.name} ({entry.schema}{since})"


def _moved(changed: Changed) -> str:
    return f", before {changed.id_was}" if changed.id_was else ""


def _field(field: FieldChange) -> str:
    parts = [*(f"- {_short(text)}" for text in field.gone), *(f"+ {_short(text)}" for text in field.new)]
    return f"{field.field}: {' '.join(parts)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WORDS else text[: _WORDS - 3] + "..."
