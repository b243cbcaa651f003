"""Weights to the shipped file: `python train/export.py --weights FOLDER/reader.pt --out reader.onnx`.

Several weights of one line of training (`--weights A/reader.pt B/reader.pt`) are shipped as their mean: each is a little better
on one set of texts, the mean on none worse. They must have the same columns. Exports to ONNX, quantises matrices and the
word-piece table to 8 bits, writes the columns' values beside it, and compares the two networks' answers on one window. Needs
`onnx` and `onnxruntime`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import Network, fitted
from onnxruntime.quantization import QuantType, quantize_dynamic

from vetoproof.examine.learned.answers import LAYOUT
from vetoproof.examine.learned.sheet import COLUMNS

NAMES = ("pieces", "present", "starts", "columns")


def example() -> tuple[torch.Tensor, ...]:
    """One window that any network of ours can read."""
    pieces = torch.randint(1000, 20000, (1, 120))
    starts = torch.arange(1, 90)[None]
    return pieces, torch.ones_like(pieces), starts, torch.zeros(1, 89, len(COLUMNS), dtype=torch.long)


def mean(several: Sequence[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of weights, table by table."""
    return {name: torch.stack([one[name] for one in several]).mean(0) for name in several[0]}


def exported(model: Network, out: Path) -> None:
    """Write a network as ONNX, in floating point."""
    torch.onnx.export(
        model, example(), str(out), input_names=list(NAMES), output_names=["words"], opset_version=17, dynamo=False,
        dynamic_axes={"pieces": {1: "p"}, "present": {1: "p"}, "starts": {1: "w"}, "columns": {1: "w"}, "words": {1: "w"}},
    )  # fmt: skip


def main() -> None:
    """Export, quantise, compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, required=True, nargs="+", help="one reader.pt, or several for their mean")
    options.add_argument("--keep", type=Path, metavar="FILE", help="also keep the mean as weights to go on from")
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    several = [torch.load(path, weights_only=True) for path in args.weights]
    if any(one["values"] != several[0]["values"] for one in several):
        options.error("these weights were taught on different columns; a mean of them would mean nothing")
    model = Network([len(several[0]["values"][c]) for c in COLUMNS])
    kept = {"weights": mean([fitted(one["weights"], model) for one in several]), "values": several[0]["values"]}
    model.load_state_dict(kept["weights"])
    if args.keep:
        torch.save(kept, args.keep)
    model.eval()
    given = example()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        exported(model, plain)
        quantize_dynamic(str(plain), str(args.out), weight_type=QuantType.QInt8, per_channel=True)
    whole = onnx.load(str(args.out))
    distance = kept["weights"]["distance"].numpy().round(4).tolist()
    card = {"columns": kept["values"], "layout": LAYOUT, "distance": distance}
    entry = whole.metadata_props.add()
    entry.key, entry.value = "vetoproof", json.dumps(card)
    onnx.save(whole, str(args.out))
    session = onnxruntime.InferenceSession(str(args.out), providers=["CPUExecutionProvider"])
    (ours,) = session.run(None, {n: g.numpy() for n, g in zip(NAMES, given, strict=True)})
    with torch.no_grad():
        theirs = model(*given).numpy()
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB; largest difference {np.abs(ours - theirs).max():.3f}")


if __name__ == "__main__":
    main()
