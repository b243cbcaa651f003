"""Rows that share telling words with a name: the two steps of `candidates` over rows as one compiled pass."""

from __future__ import annotations

import numpy as np

from vetoproof.compiled import kernel, part


@part
def sharing(start, end, rows, words, told, ends, used, sums, marks, stamp):  # type: ignore[no-untyped-def]
    """Adds up in `sums` what each row shares, of each word what its nearest relative tells; gives the rows.

    `words` are the relatives of one word after the other, the most telling first, with what each tells; `ends` where those of a
    word end, of which the first `used` count. `marks` holds the last stamp of each row; the stamps from `stamp` on are free.
    """
    size = np.int64(0)
    for k in range(ends[used - 1]):
        size += np.int64(end[words[k]]) - np.int64(start[words[k]])
    touched, found, at = np.empty(size, np.int64), 0, 0
    for word in range(used):
        for k in range(at, ends[word]):
            for place in range(np.int64(start[words[k]]), np.int64(end[words[k]])):
                row = rows[place]
                if marks[row] == stamp + word:
                    continue
                if marks[row] < stamp:
                    touched[found] = row
                    found += 1
                    sums[row] = np.float32(0.0)
                marks[row] = stamp + word
                sums[row] += told[k]
        at = ends[word]
    return touched[:found]


@part
def beside(rows, row_start, row_end, row_parts, row_total, weights, by_word, words, told, ends, own, numbers, rates):  # type: ignore[no-untyped-def]
    """The ranks of rows: see `candidates.Finder._beside`. `rates` are what an equal number adds, and what words left over on
    both sides, or on one, take away."""
    ranks = np.zeros(len(rows), np.float32)
    answered, missing = np.zeros(len(rows), np.float32), np.zeros(len(rows), np.float32)
    longest = np.int64(1)
    for k in range(len(rows)):
        longest = max(longest, np.int64(row_end[rows[k]]) - np.int64(row_start[rows[k]]))
    taken = np.zeros((len(rows), longest), np.bool_)
    for k in range(len(rows)):
        first, last = np.int64(row_start[rows[k]]), np.int64(row_end[rows[k]])
        for number in numbers:
            for at in range(first, last):
                if row_parts[at] == number:
                    ranks[k] += rates[0]
                    break
    at = 0
    for word in range(len(ends)):
        for k in range(at, ends[word]):
            by_word[words[k]] = told[k]
        for k in range(len(rows)):
            first, last = np.int64(row_start[rows[k]]), np.int64(row_end[rows[k]])
            best, where = np.float32(0.0), -1
            for place in range(first, last):
                if not taken[k, place - first] and by_word[row_parts[place]] > best:
                    best, where = by_word[row_parts[place]], place
            if where >= 0:
                ranks[k] += best
                answered[k] += weights[row_parts[where]]
                taken[k, where - first] = True
            else:
                missing[k] += own[word]
        for k in range(at, ends[word]):
            by_word[words[k]] = np.float32(0.0)
        at = ends[word]
    for k in range(len(rows)):
        spare = max(np.float32(0.0), row_total[rows[k]] - answered[k])
        both, one = min(spare, missing[k]), abs(spare - missing[k])
        rank = ranks[k] - rates[1] * both - rates[2] * one
        # `candidates.even`.
        ranks[k] = np.floor(rank * np.float32(1024.0) + np.float32(0.5)) / np.float32(1024.0)
    return ranks


@part
def leading(values, count, ties):  # type: ignore[no-untyped-def]
    """`candidates.leading`."""
    if len(values) <= count:
        return np.arange(len(values))
    last = np.partition(values, len(values) - count)[len(values) - count]
    room = count + ties
    for value in values:
        room -= value > last
    found, size = np.empty(count + ties, np.int64), 0
    for k in range(len(values)):
        if values[k] == last:
            room -= 1
        if values[k] > last or (values[k] == last and room >= 0):
            found[size] = k
            size += 1
    return found[:size]


@kernel
def ranked(  # type: ignore[no-untyped-def]
    start, end, post_rows, row_start, row_end, row_parts, row_total, weights, by_word, sums, marks, stamp,
    words, told, ends, own, used, numbers, least, asked, widest, ties, most, rates,
):  # fmt: skip
    """`candidates.Finder._ranked`: rows, ranks, and how many rows were cut."""
    touched = sharing(start, end, post_rows, words, told, ends, used, sums, marks, stamp)
    rows, size = np.empty(len(touched), np.int64), 0
    for row in touched:
        if sums[row] >= least:
            rows[size] = row
            size += 1
    rows = rows[:size]
    if size <= widest:
        rows.sort()
    else:
        quick = np.empty(size, np.float32)
        for k in range(size):
            shared = sums[rows[k]]
            spare = max(np.float32(0.0), row_total[rows[k]] - shared)
            missing = max(np.float32(0.0), np.float32(asked) - shared)
            quick[k] = shared - rates[1] * min(spare, missing) - rates[2] * abs(spare - missing)
        some = leading(quick, widest, ties)
        if len(some) == widest + ties:
            # Too many are equal: those that stand first are taken.
            order = np.argsort(rows)
            rows, quick = rows[order], quick[order]
            some = leading(quick, widest, ties)
        rows = rows[some]
        rows.sort()
    for row in touched:
        sums[row] = np.float32(0.0)
    cut = size - len(rows)
    ranks = beside(rows, row_start, row_end, row_parts, row_total, weights, by_word, words, told, ends, own, numbers, rates)
    top = leading(ranks, most, most)
    rows, ranks = rows[top], ranks[top]
    order = np.argsort(-ranks, kind="mergesort")
    return rows[order], ranks[order], cut
