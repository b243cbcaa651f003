"""The shipped file back to weights: `python train/restore.py --from reader.onnx --out FOLDER/reader.pt`.

For `reader.py --warm`, where the floating-point weights of a run were not kept. Each number comes back as its 8 bits say, which
is within half a step of what it was. The head that only training uses (`inside`) is not in the file and begins anew.

Which table of the file belongs to which layer is found by exporting a network of the same shape whose numbers are all
different: its tables bear the same names, and can be told by what is in them.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from export import exported
from network import INSIDE, Network
from numpy.typing import NDArray
from onnx import numpy_helper

from vetoproof.examine.learned.sheet import COLUMNS

Table = NDArray[Any]


def tables(file: Path) -> tuple[dict[str, Table], dict[str, Any]]:
    """The tables of a file by name, and the network's own description."""
    whole = onnx.load(str(file))
    card = next((json.loads(p.value) for p in whole.metadata_props if p.key == "vetoproof"), {})
    return {one.name: numpy_helper.to_array(one) for one in whole.graph.initializer}, card


def plain(kept: dict[str, Table], name: str) -> Table:
    """A table in floating point: as it is, or its 8-bit numbers times their steps (one step in all, or one a row or column)."""
    if name in kept:
        return kept[name].astype(np.float32)
    whole, step, zero = (kept[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "scale", "zero_point"))
    if step.size == 1:
        return np.asarray((whole - zero.reshape(())) * step.reshape(()))
    if whole.ndim == 3:
        step, zero = step.reshape(len(whole), -1), zero.reshape(len(whole), -1)
        last = step.shape[-1] == whole.shape[-1]
        step, zero = (x[:, None, :] if last else x[:, :, None] for x in (step, zero))
    else:
        axis = max(n for n, size in enumerate(whole.shape) if size == step.size)
        shape = [-1 if n == axis else 1 for n in range(whole.ndim)]
        step, zero = step.reshape(shape), zero.reshape(shape)
    return np.asarray((whole - zero) * step)


def gates(table: Table) -> Table:
    """ONNX orders the gates of a recurrent layer otherwise than PyTorch."""
    enter, out, forget, cell = np.split(table, 4, 0)
    return np.concatenate([enter, forget, cell, out], 0)


def restored(kept: dict[str, Table], sizes: list[int]) -> dict[str, Table]:
    """Every weight that the file holds, by its name in `Network`."""
    model = Network(sizes)
    with torch.no_grad():
        for weight in model.parameters():
            weight.copy_(torch.randn_like(weight) * 0.05)
    with tempfile.TemporaryDirectory() as folder:
        exported(model.eval(), Path(folder) / "plain.onnx")
        marked, _ = tables(Path(folder) / "plain.onnx")
    state = {name: weight.numpy() for name, weight in model.state_dict().items()}
    found: dict[str, Table] = {}
    for name, mark in marked.items():
        if mark.dtype != np.float32:
            continue
        if mark.ndim >= 2 and mark.shape[:2] in ((2, 4 * INSIDE), (2, 8 * INSIDE)):
            ours = plain(kept, name)
            ours = ours if ours.shape == mark.shape else ours.transpose(0, 2, 1)
            for way, end in enumerate(("_l0", "_l0_reverse")):
                cut = (
                    [(mark[way], ours[way])]
                    if mark.ndim == 3
                    else [*zip(np.split(mark[way], 2), np.split(ours[way], 2), strict=True)]
                )
                for one, theirs in cut:
                    match = next(k for k, v in state.items() if k.endswith(end) and np.array_equal(v, gates(one)))
                    found[match] = gates(theirs)
            continue
        for key, value in state.items():
            if value.shape == mark.shape and np.array_equal(value, mark):
                found[key] = plain(kept, name)
            elif value.ndim == 2 and value.T.shape == mark.shape and np.array_equal(value.T, mark):
                found[key] = plain(kept, name).T
    shares = next(
        table
        for name, table in kept.items()
        if table.shape == state["upper"].shape and name not in found and table.sum() > 0.99
    )
    found["upper"] = np.log(shares + 1e-9)
    return found


def main() -> None:
    """Restore, and say what was not in the file."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--from", dest="file", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    kept, card = tables(args.file)
    sizes = [len(card["columns"][c]) for c in COLUMNS]
    found = restored(kept, sizes)
    found["distance"] = np.array(card["distance"], dtype=np.float32)
    state = Network(sizes).state_dict()
    missing = [name for name in state if name not in found]
    print(f"{len(found)} of {len(state)} weights restored; begun anew: {', '.join(missing)}")
    weights = {
        name: torch.tensor(np.ascontiguousarray(found[name])) if name in found else value for name, value in state.items()
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": weights, "values": card["columns"]}, args.out)


if __name__ == "__main__":
    main()
