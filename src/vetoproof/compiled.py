"""One spelling of an inner loop: plain Python that numba compiles.

A module of kernels imports `kernel` and is itself imported where it is used, never with the package: numba takes .4 s to
load. Compiled code is kept beside the source, or in the user's cache where that cannot be written, so that each machine
compiles once. With NUMBA_DISABLE_JIT=1, or where numba has no build for this Python, the same lines run as they stand: slower,
and the oracle in tests.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

Takes = ParamSpec("Takes")
Gives = TypeVar("Gives")


def kernel(function: Callable[Takes, Gives]) -> Callable[Takes, Gives]:
    """The function compiled at its first call for the types that it is given; it may call kernels of its own folder and their
    parts."""
    return _compiled(function, {})


def part(function: Callable[Takes, Gives]) -> Callable[Takes, Gives]:
    """A piece of kernels, which Python does not call: without a door of its own it is compiled in half the time."""
    return _compiled(function, {"no_cpython_wrapper": True, "no_cfunc_wrapper": True})


def _compiled(function: Callable[Takes, Gives], options: dict[str, Any]) -> Callable[Takes, Gives]:
    try:
        from numba import njit
    except ImportError:  # no build for this Python yet: the lines run as they stand
        return function
    compiled = njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    cache = getattr(compiled, "_cache", None)
    if cache is not None:
        # numba compiles again when the function's own file changed, but not when a kernel that it calls did, which stands
        # in another file: what is kept must be older than no file of the folder.
        kept = cache._cache_file
        kept._source_stamp = (kept._source_stamp, _stamp(Path(function.__code__.co_filename).parent))
    typed: Callable[Takes, Gives] = compiled
    return typed


def compiles() -> bool:
    """Whether kernels are compiled here: where they are not, the readable form of a rule is the faster one."""
    return find_spec("numba") is not None and os.environ.get("NUMBA_DISABLE_JIT", "0") in ("", "0")


def kept(module: Path) -> bool:
    """Whether compiled code of a module was kept beside it by an earlier run; if not, it takes many seconds to make. Asked
    without loading anything."""
    return any((module.parent / "__pycache__").glob(f"{module.stem}.*.nbi"))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    states = ((file.name, file.stat()) for file in sorted(folder.glob("*.py")))
    return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)
