"""The comparison of names as one compiled pass: what `scorer.Scorer.best` tells of two names, without the lines that say why.

The same rules as in `relation`, `alignment`, `features` and `scorer`, over words as bytes; those are the readable form, and
`tests/screen/score/test_kernel.py` holds both to one result. What the pass cannot tell (two words that together may make
another, whose sound it does not know) it gives back as `ASK`.
"""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import kernel, part
from vetoproof.screen.score import kernel_codes as c
from vetoproof.screen.score.features import MOST
from vetoproof.screen.score.kernel_pairs import laid
from vetoproof.screen.score.kernel_words import likeness, place, run_together, same, told_together
from vetoproof.screen.score.scorer import PLAINER


@part
def about(role, other, size, other_size):  # type: ignore[no-untyped-def]
    """What a contradiction of two words is about, as its feature."""
    if c.INITIAL in (role, other) or size == 1 or other_size == 1:
        return c.INITIAL_DIFFERS
    if role == other == c.PATRONYMIC:
        return c.PATRONYMIC_DIFFERS
    if role == other == c.FAMILY:
        return c.FAMILY_DIFFERS
    return c.GENERIC_DIFFERS if role == other == c.GENERIC else c.NAME_DIFFERS


@part
def omitted(p, a, ar, n, left, ordered, by, w):  # type: ignore[no-untyped-def]
    """What the left-over words of one name tell that the other leaves out; None of forms, numbers and quiet words."""
    told = 0.0
    for i in range(n):
        if not left[i]:
            continue
        amount = min(p.common[a[i]], MOST)
        if ordered and ar[i] == c.GIVEN:
            told += w[c.SYLLABLE_OMITTED] * amount
        elif ar[i] == c.PATRONYMIC:
            told += w[c.PATRONYMIC_OMITTED] * amount
        elif ar[i] == c.INITIAL:
            told += w[c.INITIAL_OMITTED] * amount
        elif ar[i] == c.GENERIC:
            told += w[c.GENERIC_OMITTED] * amount
        else:
            told += w[by] * amount
    return told


@part
def run_words(p, parts, n):  # type: ignore[no-untyped-def]
    """The letters of a whole name run together."""
    size = 0
    for k in range(n):
        a0, a1 = place(p.end, parts[k], 2)
        size += a1 - a0
    into = np.empty(size, np.uint8)
    return into, run_together(p, parts, 0, n, into)


@part
def risen(p, parts, n):  # type: ignore[no-untyped-def]
    """The words of a name by the alphabet."""
    order = np.empty(n, parts.dtype)
    for k in range(n):
        a0, a1 = place(p.end, parts[k], 2)
        at = k
        while at > 0:
            b0, b1 = place(p.end, order[at - 1], 2)
            first, shorter = 0, min(a1 - a0, b1 - b0)
            while first < shorter and p.letters[a0 + first] == p.letters[b0 + first]:
                first += 1
            before = a1 - a0 < b1 - b0 if first == shorter else p.letters[a0 + first] < p.letters[b0 + first]
            if not before:
                break
            order[at] = order[at - 1]
            at -= 1
        order[at] = parts[k]
    return order


@part
def alike(p, a, n, q, b, m, ordered):  # type: ignore[no-untyped-def]
    """`scorer._whole`: likeness of the names run together as printed, or by the alphabet of their words."""
    one, long = run_words(p, a, n)
    other, size = run_words(q, b, m)
    printed = likeness(one, long, other, size)
    if ordered:
        return max(0.0, printed - 0.5) * 2
    one, long = run_words(p, risen(p, a, n), n)
    other, size = run_words(q, risen(q, b, m), m)
    return max(0.0, max(printed, likeness(one, long, other, size)) - 0.5) * 2


@part
def agreement(p, a, ar, q, b, pairs, found, w):  # type: ignore[no-untyped-def]
    """What the pairs tell, and how many of them are words that name."""
    told, agreed = 0.0, 0
    for k in range(found):
        level, i, size, j, other = pairs[k]
        if ar[i] == c.FORM:
            told += w[c.FORM_EQUAL]
        elif ar[i] == c.NUMBER:
            told += w[c.NUMBER_EQUAL]
        elif ar[i] == c.PARTICLE or ar[i] == c.HONORIFIC:
            told += w[c.QUIET_EQUAL]
        else:
            agreed += 1
            amount = min(told_together(p, i, size, a, level), told_together(q, j, other, b, level))
            if level == c.ACRONYM:
                amount = float(max(size, other))
            told += w[c.EQUAL + level] * min(amount, MOST)
            if level == c.EDIT_1 or level == c.EDIT_1 + 1:
                known = MOST - max(told_together(p, i, size, a, 0), told_together(q, j, other, b, 0))
                told += w[c.BOTH_KNOWN] * max(known, 0.0)
                a0, _ = place(p.end, a[i], 2)
                b0, _ = place(q.end, b[j], 2)
                told += w[c.FIRST_LETTER] * (p.letters[a0] != q.letters[b0])
    return told, agreed


@part
def apart(p, a, ar, n, q, b, br, m, left, right, role, fits):  # type: ignore[no-untyped-def]
    """Left-over numbers or forms, taken out: 0 none, 1 on one side, 2 on both, 3 forms on both that one firm may bear."""
    some, other, both = False, False, False
    for i in range(n):
        some = some or (left[i] and ar[i] == role)
        for j in range(m):
            if left[i] and right[j] and ar[i] == role and br[j] == role and role == c.FORM:
                a0, a1 = place(p.end, a[i], 2)
                b0, b1 = place(q.end, b[j], 2)
                one, another = p.form[a[i]], q.form[b[j]]
                both = both or same(p.letters, a0, a1, q.letters, b0, b1)
                both = both or (one >= 0 and another >= 0 and fits[one, another])
    for j in range(m):
        other = other or (right[j] and br[j] == role)
    for i in range(n):
        left[i] = left[i] and ar[i] != role
    for j in range(m):
        right[j] = right[j] and br[j] != role
    return 3 if both else 2 if some and other else 1 if some or other else 0


@part
def opposed(p, a, ar, n, q, b, br, m, left, right, w):  # type: ignore[no-untyped-def]
    """Left-over words set against each other, the most alike first, taken out; what they tell, and how many they are."""
    told, found = 0.0, 0
    if not left[:n].any() or not right[:m].any():
        return told, found
    one, other = np.empty(256, np.uint8), np.empty(256, np.uint8)
    alikes = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            if left[i] and right[j]:
                alikes[i, j] = likeness(one, run_together(p, a, i, 1, one), other, run_together(q, b, j, 1, other))
    while left[:n].any() and right[:m].any():
        best, x, y = (False, -1.0, 0), -1, -1
        for i in range(n):
            for j in range(m):
                if left[i] and right[j]:
                    a0, a1 = place(p.end, a[i], 2)
                    b0, b1 = place(q.end, b[j], 2)
                    kinds = about(ar[i], ar[i], a1 - a0, a1 - a0) == about(br[j], br[j], b1 - b0, b1 - b0)
                    rank = (kinds, alikes[i, j], -abs(i - j))
                    if rank >= best:
                        best, x, y = rank, i, j
        a0, a1 = place(p.end, a[x], 2)
        b0, b1 = place(q.end, b[y], 2)
        told += w[about(ar[x], br[y], a1 - a0, b1 - b0)] * min(min(p.common[a[x]], q.common[b[y]]), MOST)
        told += w[c.LIKENESS] * max(0.0, alikes[x, y] - 0.5)
        left[x] = right[y] = False
        found += 1
    return told, found


@part
def quiet_out(ar, n, left):  # type: ignore[no-untyped-def]
    """Takes particles and honorifics out; how many honorifics there were."""
    titles = 0
    for i in range(n):
        if left[i] and (ar[i] == c.HONORIFIC or ar[i] == c.PARTICLE):
            titles += ar[i] == c.HONORIFIC
            left[i] = False
    return titles


@part
def swapped(ar, n, pairs, found):  # type: ignore[no-untyped-def]
    """Whether words that are names stand in another order."""
    last = -1
    for i in range(n):
        for k in range(found):
            if pairs[k, 1] == i and ar[i] != c.FORM and ar[i] != c.NUMBER:
                if pairs[k, 3] < last:
                    return True
                last = pairs[k, 3]
    return False


@part
def weighed(p, a, ar, q, b, br, system, w, fits):  # type: ignore[no-untyped-def]
    """What two readings under one system tell before the knee, and whether nothing is left over; `ASK` where unknown."""
    n, m = len(a), len(b)
    if n > c.WORDS or m > c.WORDS:
        return c.ASK, False
    left, right = np.zeros(c.WORDS, np.bool_), np.zeros(c.WORDS, np.bool_)
    pairs = np.zeros((c.WORDS, 5), np.int64)
    found = laid(p, a, ar, n, q, b, br, m, system, left, right, pairs)
    if found < 0:
        return c.ASK, False
    ordered = system in (c.KOREAN, c.CHINESE)
    told, agreed = agreement(p, a, ar, q, b, pairs, found, w)
    numbers = apart(p, a, ar, n, q, b, br, m, left, right, c.NUMBER, fits)
    forms = apart(p, a, ar, n, q, b, br, m, left, right, c.FORM, fits)
    told += w[c.NUMBER_DIFFERS] * (numbers == 2) + w[c.NUMBER_OMITTED] * (numbers == 1)
    told += w[c.FORM_DIFFERS] * (forms == 2) + w[c.FORM_OMITTED] * (forms == 1) + w[c.FORM_ALIKE] * (forms == 3)
    titles, others = quiet_out(ar, n, left), quiet_out(br, m, right)
    against, differing = opposed(p, a, ar, n, q, b, br, m, left, right, w)
    spare, missing = left[:n].sum(), right[:m].sum()
    told += against + w[c.TITLE_OPPOSED] * (min(spare, others) + min(missing, titles))
    told += omitted(p, a, ar, n, left, ordered, c.OMITTED_BY_LIST, w) + omitted(
        q, b, br, m, right, ordered, c.OMITTED_BY_QUERY, w
    )
    turned = swapped(ar, n, pairs, found)
    told += w[c.SWAPPED if ordered else c.ORDER] * turned
    agrees = not (numbers or forms in (1, 2) or differing or spare or missing or (turned and ordered))
    told += w[c.COMPLETE] * (agreed > 0 and agrees) + w[c.CONTRADICTED] * (numbers == 2 or differing > 0)
    told += w[c.SINGLE] * (agreed == 1) + w[c.WHOLE] * alike(p, a, n, q, b, m, ordered) + w[c.START]
    return told, agrees


@part
def in_common(p, a, ar, q, b, br):  # type: ignore[no-untyped-def]
    """`scorer._common`: by which of several readings of two names the nearest are chosen."""
    shared, together = 0, 0
    for i in range(len(a)):
        a0, a1 = place(p.end, a[i], 2)
        first, held = True, False
        for k in range(i):
            first = first and not (a[k] == a[i] and ar[k] == ar[i])
        for j in range(len(b)):
            b0, b1 = place(q.end, b[j], 2)
            if ar[i] == br[j] and same(p.letters, a0, a1, q.letters, b0, b1):
                held = True
                together += i == j
        shared += first and held
    return shared + 0.1 * together - 0.01 * (len(a) + len(b))


@part
def best(p, names, q, rows, first, last, weights, fits, knee, slope):  # type: ignore[no-untyped-def]
    """`scorer.Scorer.best` of all readings of one name and the rows `first` to `last` of another."""
    told, order, agrees = np.full(4, c.NOTHING), np.full(4, -1), np.zeros(4, np.bool_)
    for x in range(len(names.end)):
        system = names.system[x]
        if order[system] >= 0:
            continue
        order[system] = x
        nearest, one, other = -1e9, -1, -1
        for u in range(x, len(names.end)):
            if names.system[u] == system:
                a0, a1 = place(names.end, u, 0)
                for v in range(first, last):
                    if rows.system[v] == system:
                        b0, b1 = place(rows.end, v, 0)
                        shared = in_common(p, names.parts[a0:a1], names.roles[a0:a1], q, rows.parts[b0:b1], rows.roles[b0:b1])
                        if shared > nearest:
                            nearest, one, other = shared, u, v
        if one < 0:
            continue
        a0, a1 = place(names.end, one, 0)
        b0, b1 = place(rows.end, other, 0)
        told[system], agrees[system] = weighed(
            p, names.parts[a0:a1], names.roles[a0:a1], q, rows.parts[b0:b1], rows.roles[b0:b1], system, weights[system], fits
        )
        if told[system] == c.ASK:
            return c.ASK
    if told[c.LATIN] > c.NOTHING and told[c.ARABIC] > c.NOTHING:
        told[c.ARABIC] += weights[c.ARABIC, c.VOWELS_UNREAD]
    syllables = told[c.KOREAN] > c.NOTHING or told[c.CHINESE] > c.NOTHING
    if told[c.LATIN] > c.NOTHING and syllables and not (agrees[c.KOREAN] or agrees[c.CHINESE]):
        told[c.LATIN] += weights[c.LATIN, c.SYLLABLES_DIFFER]
    for system in range(4):
        if told[system] > c.NOTHING:
            told[system] += min(0.0, (1.0 - slope) * (knee - told[system]))
    most = told.max()
    return told[c.LATIN] if told[c.LATIN] >= most - PLAINER else most


@kernel
def compared(p, names, q, rows, entities, places, some, weights, fits, knee, slope):  # type: ignore[no-untyped-def]
    """What a name tells of the names that the rows `some` read, each with all its readings, which stand together."""
    told = np.empty(len(some))
    for k in range(len(some)):
        row = first = np.int64(some[k])
        last = first + 1
        while first > 0 and entities[first - 1] == entities[row] and places[first - 1] == places[row]:
            first -= 1
        while last < len(entities) and entities[last] == entities[row] and places[last] == places[row]:
            last += 1
        told[k] = best(p, names, q, rows, first, last, weights, fits, knee, slope)
    return told
