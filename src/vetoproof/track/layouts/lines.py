"""Kernels over the lines of a table: how many cells each has, and only those that are whole."""

from __future__ import annotations

from vetoproof.compiled import kernel


@kernel
def measure(data, size, delimiter, begins, cells, flags):  # type: ignore[no-untyped-def]
    """For each of the lines in `size` bytes: where it begins, its cells, and flags: 1 a mark left open, 2 marks, 4 blank.

    A delimiter between quotation marks is none; a line feed always ends a line, so one stray mark costs one line. The number
    of lines; `begins` has one more, the end.
    """
    line, p = 0, 0
    while p < size:
        begins[line] = p
        found, inside, marks, full = 1, False, False, False
        while p < size and data[p] != 10:
            c = data[p]
            if c == 34:
                inside, marks = not inside, True
            elif c == delimiter and not inside:
                found += 1
            full = full or c > 32
            p += 1
        p += 1
        cells[line] = found
        flags[line] = (1 if inside else 0) | (2 if marks else 0) | (0 if full else 4)
        line += 1
    begins[line] = min(p, size)
    return line


@kernel
def gather(data, begins, keep, out):  # type: ignore[no-untyped-def]
    """Copy the lines to keep, one after the other; the bytes written."""
    used = 0
    for line in range(len(keep)):
        if keep[line]:
            for p in range(begins[line], begins[line + 1]):
                out[used] = data[p]
                used += 1
    return used
