"""One spelling of an inner loop: plain Python that numba compiles.

A module of kernels imports `kernel` and is itself imported where it is used, never with the package: numba takes .4 s to
load. Compiled code is kept beside the source, or in the user's cache where that cannot be written, so that each machine
compiles once. With NUMBA_DISABLE_JIT=1, or where numba has no build for this Python, the same lines run as they stand: slower,
and the oracle in tests.
"""

from __future__ import annotations

import logging
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
    try:
        compiled = njit(cache=True, nogil=True, error_model="numpy", **options)(function)
    except RuntimeError:  # nowhere to keep compiled code: a read-only installation without a home
        compiled = njit(nogil=True, error_model="numpy", **options)(function)
    cache: Any = getattr(compiled, "_cache", None)
    if hasattr(cache, "_cache_file"):
        # numba compiles again when the function's own file changed, but not when a kernel that it calls did, which stands
        # in another file: what is kept must be older than no file of the folder.
        held = cache._cache_file
        held._source_stamp = (held._source_stamp, _stamp(Path(function.__code__.co_filename).parent))
        cache.load_overload = _unharmed(cache, cache.load_overload)
        cache.save_overload = _unharmed(cache, cache.save_overload)
    typed: Callable[Takes, Gives] = compiled
    return typed


def _unharmed(cache: Any, door: Callable[..., Any]) -> Callable[..., Any]:
    """A door of numba's store of compiled code that gives nothing where what is kept is damaged (a power cut, a full disk):
    the function is compiled again, which is said. Damaged bytes end in errors of many kinds."""

    def opened(*arguments: Any) -> Any:
        try:
            return door(*arguments)
        except Exception as error:  # noqa: BLE001 - unpickling damaged bytes can raise any
            told = f"{type(error).__name__}: {error}"
            logging.getLogger("vetoproof").warning(
                "vetoproof: compiled code under %s cannot be used (%s); it is made again.", cache.cache_path, told
            )
            try:
                cache.flush()
            except OSError as refused:
                logging.getLogger("vetoproof").warning("vetoproof: it cannot be cleared either (%s).", refused)
            return None

    return opened


def made_before(function: Callable[..., Any]) -> bool:
    """Whether compiled code of a kernel was kept, wherever it is kept here."""
    path = getattr(getattr(function, "_cache", None), "cache_path", None)
    return path is not None and any(Path(path).glob(f"*.{getattr(function, '__name__', '')}-*.nbi"))


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
