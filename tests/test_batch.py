"""Work over batches: in order, no more under way than allowed, errors at their place."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.batch import cut, over


@given(st.lists(st.integers(), max_size=40), st.integers(1, 9))
def test_cutting_loses_nothing_and_keeps_the_order(items: list[int], size: int) -> None:
    some = list(cut(items, size))
    assert [x for batch in some for x in batch] == items
    assert all(len(batch) == size for batch in some[:-1])
    assert all(some)


@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_results_come_in_the_order_of_the_batches(items: list[int], ahead: int) -> None:
    with ThreadPoolExecutor(3) as pool:
        assert list(over(lambda x: x * 2, items, pool, ahead)) == [x * 2 for x in items]
    assert list(over(lambda x: x * 2, items, None)) == [x * 2 for x in items]


def test_no_more_is_taken_from_the_input_than_is_under_way() -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        at = 0
        while True:
            taken.append(at)
            yield at
            at += 1

    with ThreadPoolExecutor(2) as pool:
        results = over(lambda x: x, endless(), pool, ahead=4)
        assert [next(results) for _ in range(10)] == list(range(10))
    assert len(taken) <= 14


@pytest.mark.parametrize("threads", [0, 2])
def test_an_error_is_raised_at_its_batch_after_the_results_before_it(threads: int) -> None:
    def work(x: int) -> int:
        if x == 3:
            raise ValueError("three")
        return x

    done = []
    with ThreadPoolExecutor(max(1, threads)) as pool:
        results = over(work, range(6), pool if threads else None)
        done += [next(results) for _ in range(3)]
        with pytest.raises(ValueError, match="three"):
            next(results)
    assert done == [0, 1, 2]
