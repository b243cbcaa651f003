"""Named arrays in one run of bytes: written once, opened by mapping, nothing copied.

Layout: the eight letters of `MAGIC`, the length of a JSON header (8 bytes, little-endian), the header, then the arrays, each
on a multiple of 64 bytes. The header tells for each array its type, shape and place, and what the file was made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

import msgspec
import numpy as np
import numpy.typing as npt

from vetoproof.model.errors import Refusal

MAGIC = b"VPNAMES1"
ALIGN = 64

Array = npt.NDArray[Any]


class IndexError_(Refusal):  # noqa: N801 - IndexError is Python's own
    """Bytes that are no index, or one of another version: it must be made again."""


def write(out: BinaryIO, arrays: Mapping[str, Array], about: Mapping[str, Any]) -> None:
    """The arrays and what they are made from, in the order of their names."""
    places: dict[str, Any] = {}
    at = 0
    for name in sorted(arrays):
        array = arrays[name]
        at += -at % ALIGN
        places[name] = [array.dtype.str, list(array.shape), at]
        at += array.nbytes
    header = msgspec.json.encode({"about": dict(about), "arrays": places, "size": at})
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % ALIGN)
    out.write(MAGIC + len(header).to_bytes(8, "little") + header)
    at = 0
    for name in sorted(arrays):
        out.write(b"\0" * (-at % ALIGN))
        at += -at % ALIGN
        out.write(np.ascontiguousarray(arrays[name]).data if arrays[name].size else b"")
        at += arrays[name].nbytes


def read(buffer: memoryview) -> tuple[dict[str, Array], dict[str, Any]]:
    """The arrays, as views of the buffer, and what they are made from. Raises IndexError_ for other bytes or cut ones."""
    start = len(MAGIC) + 8
    if bytes(buffer[: len(MAGIC)]) != MAGIC:
        raise IndexError_("these bytes are no index of names of this version: delete the file, and it is made again")
    try:
        size = int.from_bytes(buffer[len(MAGIC) : start], "little")
        header = msgspec.json.decode(buffer[start : start + size])
        if len(buffer) < start + size + header["size"]:
            raise ValueError("bytes are missing at the end")
        arrays = {
            name: np.frombuffer(buffer, dtype, int(np.prod(shape)), start + size + at).reshape(shape)
            for name, (dtype, shape, at) in header["arrays"].items()
        }
    except (ValueError, KeyError, TypeError, msgspec.DecodeError) as error:
        raise IndexError_(f"the index of names is damaged ({error}): delete the file, and it is made again") from error
    return arrays, header["about"]
