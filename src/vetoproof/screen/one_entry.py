"""One entry and one day: what the version that counts on it and the next one show of the entry, in words."""

from __future__ import annotations

from typing import Literal

from vetoproof.model import Listing
from vetoproof.screen.version import Version

Answer = Literal["listed", "not listed", "not found", "unknown"]
"""Of an entry that some version holds: listed, not listed or unknown. "not found": no version held has such an entry."""
Basis = Literal["the list as captured", "a date that a later list prints", "none"]


def judged(
    was: Listing | None, will: Listing | None, known: Listing, before: Version | None, after: Version | None, on: str
) -> tuple[Answer, Basis, Version | None, list[str]]:
    """The answer on one party. `was` and `will`: its entries in the version that counts that day and in the next; of `known`,
    which is in some version, id and name are said where neither has it."""
    captured: Basis = "the list as captured"
    if before and was:
        if after and not will and before.day < on:
            said = f"unknown: {place_of(was, before)}; {after.words}, has it no more."
            return "unknown", "none", before, [f"{said} It was removed between the two, and {on} lies in between."]
        if was.listed_on and was.listed_on > on:
            return "unknown", "none", before, [_too_early(was, before, on)]
        still = f"The next version that is held, of {after.day}, has it as well." if after and will else ""
        said = f"listed on {on}, by the list as captured: {place_of(was, before)}. {printed(was)}"
        doubt = (
            [f"That is after {before.day}, of which the version is said to be: one of the two is wrong."]
            if was.listed_on and was.listed_on > before.day
            else []
        )
        return "listed", captured, before, [said, *doubt, still or " ".join(gap(before, after, on))]
    if before and not will:
        said = f"not listed on {on}, by the list as captured: {before.words}, which counts that day, has no entry {who(known)}."
        return "not listed", captured, before, [said, *gap(before, after, on)]
    if after and will:
        return _by_print(will, before, after, on)
    said = f"unknown: no version for {on} is held"
    return "unknown", "none", None, [f"{said}; the next, {after.words}, has no entry {who(known)}." if after else f"{said}."]


def _by_print(
    will: Listing, before: Version | None, after: Version, on: str
) -> tuple[Answer, Basis, Version | None, list[str]]:
    """Only the next version has it, and what it prints of the beginning decides, as far as a print can."""
    since, place = will.listed_on, place_of(will, after)
    lacks = f"{before.words}, has no such entry" if before else f"no version for {on} or before is held"
    if before and before.day == on:
        odd = (
            f" The next version, of {after.day}, prints that it has been listed since {since}." if since and since <= on else ""
        )
        said = f"not listed on {on}, by the list as captured: {before.words}, has no entry {who(will)}.{odd}"
        return "not listed", "the list as captured", before, [said]
    if since is None:
        return "unknown", "none", after, [f"unknown: {lacks}; {place}, and prints no day on which it was listed."]
    if since > on:
        said = f"not listed on {on}, by the date that a later list prints: {lacks}; {place}, listed on {since}."
        return "not listed", "a date that a later list prints", after, [said, _caution(after, on)]
    if before and since <= before.day:
        said = f"unknown: the versions contradict each other. {lacks}; {place}, and prints that it was listed on {since}."
        return "unknown", "none", after, [said]
    said = f"listed on {on}, by the date that a later list prints: {place}, and prints that it was listed on {since}; {lacks}."
    return "listed", "a date that a later list prints", after, [said, _caution(after, on)]


def _too_early(was: Listing, before: Version, on: str) -> str:
    return (
        f"unknown: {place_of(was, before)}, and prints that it was listed on {was.listed_on}, after {on}: the day of the "
        "version and what the entry prints contradict each other, and one of them is wrong."
    )


def _caution(after: Version, on: str) -> str:
    return (
        f"This shows that the version of {after.day} says so. It does not prove what the list looked like on {on}, "
        "nor that the entry then read as it does now."
    )


def gap(before: Version, after: Version | None, on: str) -> list[str]:
    """What is not known between the version that counts and the day."""
    if before.day == on:
        return []
    upto = f"the next one held is of {after.day}" if after else "no later one is held"
    return [f"No version between {before.day} and {on} is held, and {upto}: what was published in between is not seen here."]


def place_of(entry: Listing, version: Version) -> str:
    where = f" at {entry.row}" if entry.row else ""
    return f"{version.words}, has the entry {who(entry)}{where}"


def printed(entry: Listing) -> str:
    return (
        f"The entry prints that it was listed on {entry.listed_on}."
        if entry.listed_on
        else "The entry prints no day of listing."
    )


def who(entry: Listing) -> str:
    return f"{entry.id} ({entry.name})"
