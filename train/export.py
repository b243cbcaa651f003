"""Weights to the shipped file: `python train/export.py --weights FOLDER/reader.pt --out reader.onnx`.

Exports to ONNX, quantises matrices and the word-piece table to 8 bits, writes the columns' values beside it, and compares
the two networks' answers on one window. Needs `onnx` and `onnxruntime`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic

from vetoproof.examine.learned.answers import LAYOUT
from vetoproof.examine.learned.sheet import COLUMNS

NAMES = ("pieces", "present", "starts", "columns")


def example() -> tuple[torch.Tensor, ...]:
    """One window that any network of ours can read."""
    pieces = torch.randint(1000, 20000, (1, 120))
    starts = torch.arange(1, 90)[None]
    return pieces, torch.ones_like(pieces), starts, torch.zeros(1, 89, len(COLUMNS), dtype=torch.long)


def exported(model: Network, out: Path) -> None:
    """Write a network as ONNX, in floating point."""
    torch.onnx.export(
        model, example(), str(out), input_names=list(NAMES), output_names=["words"], opset_version=17, dynamo=False,
        dynamic_axes={"pieces": {1: "p"}, "present": {1: "p"}, "starts": {1: "w"}, "columns": {1: "w"}, "words": {1: "w"}},
    )  # fmt: skip


def main() -> None:
    """Export, quantise, compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weights", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    kept = torch.load(args.weights, weights_only=True)
    model = Network([len(kept["values"][c]) for c in COLUMNS])
    model.load_state_dict(kept["weights"])
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
