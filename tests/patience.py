"""How time is tested: only to tell work that grows with its input from work that explodes. Figures of speed are the matter of
`benchmarks/`; a test that fails because its machine was busy tells nothing about the change."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Within = Callable[[float], AbstractContextManager[None]]

STEPS, USUAL = 200_000, 0.005
"""So many empty steps of a loop take so many seconds on the machine for which the tests' bounds were written."""


def slowness() -> float:
    """How much slower than usual this machine is now: 1.0 or more."""
    began = time.process_time()
    for _ in range(STEPS):
        pass
    return max(1.0, (time.process_time() - began) / USUAL)


@contextmanager
def bound(seconds: float) -> Iterator[None]:
    """`with within(2.0):` what stands below takes at most two seconds of processor time, on a machine as fast as the one for
    which the bounds were written; on a slower one, or one that is busy, as much more as it is slower, before or after."""
    slow = slowness()
    began = time.process_time()
    yield
    taken = time.process_time() - began
    allowed = seconds * max(slow, slowness())
    assert taken < allowed, f"{taken:.2f} s of processor time; at most {allowed:.2f} were expected"
