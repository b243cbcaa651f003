"""A pure function over batches, by anything that is a `concurrent.futures.Executor`: all cores here, or a cluster.

Results come in the order of the batches. No more batches are taken from the input than are being worked on, so that
an input of any size goes through constant memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def over(work: Callable[[In], Out], batches: Iterable[In], executor: Executor | None, ahead: int = 4) -> Iterator[Out]:
    """`work` of each batch, in order, with `ahead` of them under way at once; without an executor one by one, here.

    An error in `work` is raised at its batch, after the results before it.
    """
    if executor is None:
        yield from map(work, batches)
        return
    waiting: deque[Future[Out]] = deque()
    remaining = iter(batches)
    for batch in islice(remaining, ahead):
        waiting.append(executor.submit(work, batch))
    while waiting:
        done = waiting.popleft().result()
        for batch in islice(remaining, 1):
            waiting.append(executor.submit(work, batch))
        yield done


def cut(items: Iterable[In], size: int) -> Iterator[list[In]]:
    """Items in batches of `size`."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
