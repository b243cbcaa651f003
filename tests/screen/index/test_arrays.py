"""The file of arrays: what is written is read, and nothing else is."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.screen.index.arrays import IndexError_, read, write


def written(arrays: dict[str, np.ndarray], about: dict[str, object] | None = None) -> bytes:
    out = io.BytesIO()
    write(out, arrays, about or {})
    return out.getvalue()


@given(st.lists(st.integers(0, 2**32 - 1)), st.lists(st.floats(0, 1, width=32)))
def test_arrays_come_back_as_they_were(a: list[int], b: list[float]) -> None:
    arrays = {"a": np.array(a, np.uint32), "b": np.array(b, np.float32)}
    back, about = read(memoryview(written(arrays, {"lists": ["un"]})))
    assert about == {"lists": ["un"]}
    assert all((back[k] == arrays[k]).all() and back[k].dtype == arrays[k].dtype for k in arrays)


def test_the_same_arrays_give_the_same_bytes() -> None:
    one, two = np.arange(5, dtype=np.uint32), np.ones(3, np.float32)
    assert written({"x": one, "y": two}) == written({"y": two, "x": one})


@given(st.integers(0, 200))
def test_a_cut_file_is_refused_with_the_remedy(cut: int) -> None:
    whole = written({"a": np.arange(40, dtype=np.uint32)})
    with pytest.raises(IndexError_, match="delete the file"):
        read(memoryview(whole[: min(cut, len(whole) - 1)]))


def test_other_bytes_are_refused() -> None:
    with pytest.raises(IndexError_, match="no index of names"):
        read(memoryview(b"PK\x03\x04" + b"\0" * 200))
    damaged = bytearray(written({"a": np.arange(40, dtype=np.uint32)}))
    damaged[20:24] = b"\xff\xff\xff\xff"
    with pytest.raises(IndexError_, match="damaged"):
        read(memoryview(bytes(damaged)))
