"""The parent's side: starts a child for one PDF, feeds it, bounds what comes back, and turns every end into words."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading

import msgspec

from vetoproof.pdf.sheet import Refused, Sheets

COMMAND = (sys.executable, "-P", "-m", "vetoproof.pdf.child")
"""-P: no module is taken from the folder in which the program was started."""
WALL = 120.0
"""Seconds of real time after which a child is ended whatever it does. Its processor time ends at 30 s; this is for a machine
that has no such limit, and for a child that waits."""
MOST_OUT = 30_000_000
"""Bytes taken from a child: half a million characters in short lines with their places are 15 MB."""
MOST_IN = 64_000_000
"""Bytes of a file that are handed to a child."""


def read(body: bytes, wall: float = WALL) -> Sheets | Refused:
    """The lines of a PDF, or the reason why there are none. Raises nothing for what the file holds or does to its reader."""
    if len(body) > MOST_IN:
        return Refused(f"a PDF of more than {MOST_IN:,} bytes")
    try:
        child = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except OSError as error:
        return Refused(f"no process for reading a PDF could be started ({error.strerror or type(error).__name__})")
    late = threading.Event()
    with child, _ended_after(child, wall, late):
        assert child.stdin is not None
        assert child.stdout is not None
        # A child that ended early reads no further; its status says why.
        with contextlib.suppress(OSError):
            child.stdin.write(body)
        with contextlib.suppress(OSError):
            child.stdin.close()
        out = child.stdout.read(MOST_OUT + 1)
        if len(out) > MOST_OUT:
            child.kill()
        status = child.wait()
    if late.is_set():
        return Refused(f"reading the PDF took more than {wall:g} s")
    if len(out) > MOST_OUT:
        return Refused("the PDF gives more lines than are read")
    if status != 0:
        return Refused(_end(status))
    return _decoded(out)


class _ended_after(contextlib.AbstractContextManager[None]):  # noqa: N801 - reads as a clause
    """Ends a child after some seconds, unless the block is left before."""

    def __init__(self, child: subprocess.Popen[bytes], wall: float, late: threading.Event) -> None:
        def end() -> None:
            late.set()
            child.kill()

        self._timer = threading.Timer(wall, end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _end(status: int) -> str:
    """What the status of a child says: 3 and the usual ends of a process whose memory was refused, a signal, anything else."""
    import signal

    if status == 3:
        return "reading the PDF needed more memory than it is given"
    if status < 0:
        if -status in (getattr(signal, "SIGXCPU", 0), getattr(signal, "SIGKILL", 0)):
            return "reading the PDF took more time than it is given"
        return "the PDF ended its reader: damaged, hostile, or too large for the memory that is given"
    return "the reader of the PDF failed: damaged, or too large for the memory that is given"


def _decoded(out: bytes) -> Sheets | Refused:
    try:
        found = msgspec.json.decode(out, type=dict[str, msgspec.Raw])
        if "reason" in found:
            return msgspec.json.decode(out, type=Refused)
        return msgspec.json.decode(out, type=Sheets)
    except (msgspec.DecodeError, RecursionError):
        return Refused("the reader of the PDF gave no answer that can be read")
