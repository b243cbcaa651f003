"""Which words of two names answer to each other: `alignment.align` for compiled passes."""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import part
from vetoproof.screen.score import kernel_codes as c
from vetoproof.screen.score.alignment import JOINED_ALIKE, LONGEST_ACRONYM
from vetoproof.screen.score.kernel_words import LONGEST, likeness, masked, place, related, run_together, same


@part
def laid(p, a, ar, n, q, b, br, m, system, left, right, pairs):  # type: ignore[no-untyped-def]
    """`alignment.align`: marks in `left` and `right` what nothing answers to, writes level, places and sizes of each pair, and
    gives their number, or -1 where it cannot tell."""
    left[:n] = True
    right[:m] = True
    levels = np.full((n, m), c.NONE, np.int64)
    nearest = c.NONE
    spelled, heard = np.empty(128, np.uint64), np.empty(128, np.uint64)
    for i in range(n):
        a0, a1 = place(p.end, a[i], 2)
        if a1 - a0 > LONGEST:
            return -1
        if system == c.LATIN:
            s0, s1 = place(p.sound_end, a[i], 0)
            masked(p.letters, a0, a1, spelled)
            masked(p.sounds, s0, s1, heard)
        for j in range(m):
            b0, b1 = place(q.end, b[j], 2)
            if b1 - b0 > LONGEST:
                return -1
            level = c.NONE
            if ar[i] in (c.FORM, c.NUMBER) or br[j] in (c.FORM, c.NUMBER):
                if ar[i] == br[j] and same(p.letters, a0, a1, q.letters, b0, b1):
                    level = 0
            elif system != c.LATIN:
                fits = system == c.ARABIC or (ar[i] == c.FAMILY) == (br[j] == c.FAMILY)
                if fits and same(p.letters, a0, a1, q.letters, b0, b1):
                    level = 0
            elif a1 - a0 == 1 or b1 - b0 == 1:
                if same(p.letters, a0, a1, q.letters, b0, b1):
                    level = 0
            else:
                level = related(p, a[i], q, b[j], spelled, heard)
                if 3 <= level <= 4 and (ar[i] == c.PATRONYMIC) != (br[j] == c.PATRONYMIC):
                    level = c.NONE
                if level > 0 and (ar[i] == c.PARTICLE) != (br[j] == c.PARTICLE):
                    level = c.NONE
            levels[i, j] = level
            nearest = min(nearest, level)
    found = 0
    for level in range(nearest, 5):
        for apart in range(max(n, m)):
            for i in range(n):
                for j in (i - apart, i + apart):
                    if 0 <= j < m and levels[i, j] == level and left[i] and right[j]:
                        left[i] = right[j] = False
                        pairs[found] = (level, i, 1, j, 1)
                        found += 1
    if system != c.LATIN or not left[:n].any() or not right[:m].any():
        return found
    found = joined(p, a, ar, n, q, b, br, m, left, right, pairs, found, False)
    if found >= 0:
        found = joined(q, b, br, m, p, a, ar, n, right, left, pairs, found, True)
    if found < 0:
        return -1
    found = initials(p, a, ar, n, q, b, br, m, left, right, pairs, found)
    found = acronyms(p, a, ar, n, q, b, m, left, right, pairs, found, False)
    return acronyms(q, b, br, m, p, a, n, right, left, pairs, found, True)


@part
def joined(p, a, ar, n, q, b, br, m, left, right, pairs, found, turned):  # type: ignore[no-untyped-def]
    """Neighbouring left-over words that together make another; -1 where they might, and only their sound would tell."""
    word, other = np.empty(3 * LONGEST, np.uint8), np.empty(3 * LONGEST, np.uint8)
    for size in (2, 3):
        for i in range(n - size + 1):
            whole = True
            for k in range(i, i + size):
                whole = whole and left[k] and ar[k] != c.FORM and ar[k] != c.NUMBER
            if not whole:
                continue
            long = run_together(p, a, i, size, word)
            best, unsure = -1, False
            for j in range(m):
                if not right[j] or br[j] == c.FORM or br[j] == c.NUMBER:
                    continue
                b0, b1 = place(q.end, b[j], 2)
                if same(word, 0, long, q.letters, b0, b1):
                    best = j
                    break
                if b1 - b0 <= 3 * LONGEST:
                    size_ = run_together(q, b, j, 1, other)
                    unsure = unsure or likeness(word, long, other, size_) >= JOINED_ALIKE
            if best >= 0:
                left[i : i + size] = False
                right[best] = False
                if turned:
                    pairs[found] = (0, best, 1, i, size)
                else:
                    pairs[found] = (0, i, size, best, 1)
                found += 1
            elif unsure:
                return -1
    return found


@part
def names_left(p, a, ar, n, left):  # type: ignore[no-untyped-def]
    """How many left-over words name by themselves."""
    total = 0
    for i in range(n):
        a0, a1 = place(p.end, a[i], 2)
        if left[i] and a1 - a0 > 1 and ar[i] not in (c.NUMBER, c.FORM, c.PARTICLE, c.HONORIFIC):
            total += 1
    return total


@part
def initials(p, a, ar, n, q, b, br, m, left, right, pairs, found):  # type: ignore[no-untyped-def]
    """Initials that answer to left-over words, or to initials: see `alignment`."""
    spare = names_left(q, b, br, m, right) - names_left(p, a, ar, n, left)
    for i in range(n):
        if not left[i] or ar[i] == c.FORM or ar[i] == c.NUMBER:
            continue
        a0, a1 = place(p.end, a[i], 2)
        for j in range(m):
            if not right[j] or br[j] == c.FORM or br[j] == c.NUMBER:
                continue
            b0, b1 = place(q.end, b[j], 2)
            one, other = a1 - a0 == 1, b1 - b0 == 1
            if not (one or other) or p.letters[a0] != q.letters[b0]:
                continue
            if not (one and other):
                if (ar[i] if one else br[j]) != c.INITIAL:
                    continue
                if (spare if one else -spare) <= 0:
                    continue
                spare += -1 if one else 1
            left[i] = right[j] = False
            pairs[found] = (5, i, 1, j, 1)
            found += 1
            break
    return found


@part
def vowel(letter):  # type: ignore[no-untyped-def]
    """Whether a letter, as a byte, is one of "aeiou"."""
    return letter in (97, 101, 105, 111, 117)


@part
def acronyms(p, a, ar, n, q, b, m, left, right, pairs, found, turned):  # type: ignore[no-untyped-def]
    """Left-over words made of the first letters of left-over words that stand together."""
    for i in range(n):
        a0, a1 = place(p.end, a[i], 2)
        long = a1 - a0
        if not left[i] or long < 2 or long > LONGEST_ACRONYM or ar[i] == c.FORM or ar[i] == c.NUMBER:
            continue
        if long == 2 and (vowel(p.letters[a0]) or vowel(p.letters[a0 + 1])):
            continue
        for first in range(m - long + 1):
            fits = True
            for k in range(long):
                b0, _ = place(q.end, b[first + k], 2)
                fits = fits and right[first + k] and q.letters[b0] == p.letters[a0 + k]
            if fits:
                left[i] = False
                right[first : first + long] = False
                if turned:
                    pairs[found] = (6, first, long, i, 1)
                else:
                    pairs[found] = (6, i, 1, first, long)
                found += 1
                break
    return found
