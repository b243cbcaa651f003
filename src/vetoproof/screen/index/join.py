"""Segments of several lists as one index. Nothing is analysed again: words are joined by their numbers, rows are renumbered.

What is made here costs well under a second for all lists of the day; what is costly (names taken apart) lies in the segments.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vetoproof.screen.index.arrays import Array
from vetoproof.screen.index.segment import ROLES, SYSTEMS, blob, item
from vetoproof.screen.index.words import shortened
from vetoproof.screen.score.background import Background
from vetoproof.screen.score.features import MOST
from vetoproof.screen.score.relation import Relations

SILENT = frozenset({"particle", "honorific", "form", "number", "initial"})
"""Roles that lead to no candidates by themselves: half of all firms are "Ltd"."""


def join(segments: Sequence[dict[str, Array]], background: Background, relations: Relations) -> dict[str, Array]:
    """The index over all entries of the segments, in their order."""
    numbers, parts, texts = _words(segments)
    sizes = [len(s["entry_end"]) for s in segments]
    firsts = np.cumsum([0, *sizes[:-1]])
    rows = {name: np.concatenate([s[name] for s in segments]) for name in ("row_roles", "row_name", "row_system", "row_kind")}
    rows["row_entity"] = np.concatenate(
        [s["row_entity"] + np.uint32(first) for s, first in zip(segments, firsts, strict=True)]
    ).astype(np.uint32)
    rows["row_parts"] = parts
    rows["row_end"] = _ends(segments, "row_end", "row_parts").astype(np.uint32)
    ids = np.concatenate([s["id_number"] for s in segments])
    order = np.argsort(ids, kind="stable")
    id_entity = np.concatenate([s["id_entity"] + np.uint32(first) for s, first in zip(segments, firsts, strict=True)])
    common, heard = _told(texts, background)
    weights = np.minimum(MOST, common).astype(np.float32)
    return {
        "word_number": numbers,
        **blob("word", texts),
        "word_weight": weights,
        "word_common": common,
        "word_heard": heard,
        **_postings(rows, weights, len(texts)),
        **_slips(texts, relations),
        **rows,
        "entry_bytes": np.concatenate([s["entry_bytes"] for s in segments]),
        "entry_kind": np.concatenate([s["entry_kind"] for s in segments]),
        "entry_end": _ends(segments, "entry_end", "entry_bytes"),
        "entry_list": np.repeat(np.arange(len(segments), dtype=np.uint16), sizes),
        "id_number": ids[order],
        "id_entity": id_entity[order].astype(np.uint32),
    }


def _words(segments: Sequence[dict[str, Array]]) -> tuple[Array, Array, list[bytes]]:
    """All words by number, the rows' words in the new numbering, and the words' letters."""
    all_numbers = np.concatenate([s["word_number"] for s in segments])
    numbers, first, place = np.unique(all_numbers, return_index=True, return_inverse=True)
    parts, at = [], 0
    for s in segments:
        size = len(s["word_number"])
        mapped = place[at : at + size].astype(np.uint32)
        parts.append(mapped[s["row_parts"]] if size else s["row_parts"])
        at += size
    starts = np.cumsum([0, *(len(s["word_number"]) for s in segments)])
    owner = np.searchsorted(starts, first, side="right") - 1
    texts = [item(segments[o], "word", int(f - starts[o])) for o, f in zip(owner, first, strict=True)]
    return numbers, np.concatenate(parts), texts


def _ends(segments: Sequence[dict[str, Array]], ends: str, content: str) -> Array:
    first = np.cumsum([0, *(len(s[content]) for s in segments[:-1])])
    return np.concatenate([s[ends].astype(np.uint64) + np.uint64(f) for s, f in zip(segments, first, strict=True)])


def _told(texts: Sequence[bytes], background: Background) -> tuple[Array, Array]:
    """What each word tells, and what its sound does, in powers of ten: -log10 of the share of names with it."""
    systems = {system[0]: system for system in SYSTEMS}
    decoded = [(systems[text[:1].decode("ascii")], text[2:].decode("ascii")) for text in texts]
    common = np.fromiter((background.rarity(system, key) for system, key in decoded), np.float64, len(texts))
    return common, np.fromiter((background.heard(system, key) for system, key in decoded), np.float64, len(texts))


def _postings(rows: dict[str, Array], weights: Array, words: int) -> dict[str, Array]:
    """For each word the rows that hold it; and for each row what all its telling words tell together."""
    lengths = np.diff(rows["row_end"], prepend=np.uint32(0)).astype(np.int64)
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    silent = np.isin(rows["row_roles"], [ROLES.index(role) for role in ROLES if role in SILENT])
    telling = np.bincount(owner, weights=~silent, minlength=len(lengths))
    # A name of nothing but numbers or forms ("3", "Limited Company") is found by those.
    counted = ~silent | (telling[owner] == 0)
    total = np.bincount(owner, weights=np.where(silent, 0, weights[rows["row_parts"]]), minlength=len(lengths))
    parts, owner = rows["row_parts"][counted], owner[counted]
    order = np.argsort(parts, kind="stable")
    ends = np.cumsum(np.bincount(parts, minlength=words)).astype(np.uint32)
    return {"post_rows": owner[order], "post_end": ends, "row_total": total.astype(np.float32)}


def _slips(texts: Sequence[bytes], relations: Relations) -> dict[str, Array]:
    """For finding words within a slip or two: what is left of each word's sound without some letters, and whose it is; and the
    groups of given names that each word is in."""
    sounds: list[bytes] = []
    forms: list[int] = []
    owners: list[int] = []
    nicks: list[int] = []
    nick_ends: list[int] = []
    for at, text in enumerate(texts):
        key = text[2:].decode("ascii")
        sound = relations.sound(key) if text[:1] == b"l" and not key.isdigit() else ""
        sounds.append(sound.encode("ascii"))
        if sound:
            some = shortened(key, sound)
            forms += some
            owners += [at] * len(some)
            nicks += sorted(relations.nicknames(key))
        nick_ends.append(len(nicks))
    keys = np.array(forms, np.uint32)
    order = np.argsort(keys, kind="stable")
    return {
        **blob("sound", sounds),
        "slip_key": keys[order],
        "slip_word": np.array(owners, np.uint32)[order],
        "nick_group": np.array(nicks, np.uint16),
        "nick_end": np.array(nick_ends, np.uint32),
    }
