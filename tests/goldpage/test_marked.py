"""Marks that overlap are shown without losing or moving a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vetoproof.goldpage.marked import Mark, Segment, segments

marks = st.builds(Mark, st.integers(-3, 15), st.integers(-3, 15), st.integers(0, 3), st.sampled_from(["gold", "read"]))


def test_overlapping_marks_cut_the_text_where_they_begin_and_end():
    assert segments("abcdef", [Mark(0, 4, 0, "gold"), Mark(2, 5, 1, "read")]) == (
        Segment("ab", (0,)),
        Segment("cd", (0,), (1,)),
        Segment("e", (), (1,)),
        Segment("f"),
    )


@given(st.text(max_size=12), st.lists(marks, max_size=6))
def test_the_segments_are_the_text_and_carry_each_mark_where_it_is(text, given_marks):
    found = segments(text, given_marks)
    assert "".join(segment.text for segment in found) == text
    at = 0
    for segment in found:
        for side, items in (("gold", segment.gold), ("read", segment.read)):
            covering = {m.item for m in given_marks if m.side == side and max(0, m.start) <= at < m.end}
            assert set(items) == covering
        at += len(segment.text)
