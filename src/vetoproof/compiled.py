"""One spelling of an inner loop: plain Python that numba compiles.

A module of kernels imports `kernel` and is itself imported where it is used, never with the package: numba takes .4 s to
load. Compiled code is kept beside the source, or in the user's cache where that cannot be written, so that each machine
compiles once. With NUMBA_DISABLE_JIT=1, or where numba has no build for this Python, the same lines run as they stand: slower,
and the oracle in tests.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Takes = ParamSpec("Takes")
Gives = TypeVar("Gives")


def kernel(function: Callable[Takes, Gives]) -> Callable[Takes, Gives]:
    """The function compiled at its first call for the types that it is given; it may call other kernels only."""
    try:
        from numba import njit
    except ImportError:  # no build for this Python yet: the lines run as they stand
        return function
    compiled: Callable[Takes, Gives] = njit(cache=True, nogil=True, error_model="numpy")(function)
    return compiled
