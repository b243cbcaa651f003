"""The reading network: encoder, what the rules found, one recurrent layer, and small heads over words."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from encoder import WIDTH, Encoder, pretrained
from torch import Tensor, nn

from vetoproof.examine.learned.answers import BASES, FAR, LAYOUT, POINTERS, REACH, ROLE_WIDTH, ROLES, STANCES, TYPES

COLUMN = 10
"""Numbers that a finding of one column is embedded in."""
UPPER = 4
"""Layers from the top whose outputs are mixed: the topmost was trained on whole sentences, those below know words better."""
WIDE = sum(width for _, width in LAYOUT)
"""Numbers that a word is answered with; while training, the event of the claim that it is part of follows."""
INSIDE = 144
"""Units of the recurrent layer in one direction."""


class Network(nn.Module):
    """`sizes`: values of each column, 0 standing for none. Returns one row of numbers a word, laid out by `LAYOUT`."""

    def __init__(self, sizes: list[int], encoder: Encoder | None = None) -> None:
        super().__init__()
        self.encoder = encoder if encoder is not None else pretrained()
        self.columns = nn.ModuleList(nn.Embedding(n, COLUMN) for n in sizes)
        self.upper = nn.Parameter(torch.tensor([0.0] * (UPPER - 1) + [1.0]))
        self.drop = nn.Dropout(0.3)
        self.along = nn.LSTM(WIDTH + COLUMN * len(sizes), INSIDE, batch_first=True, bidirectional=True)
        wide = 2 * INSIDE + COLUMN * len(sizes)
        self.heads = nn.ModuleList(nn.Linear(wide, width) for _, width in LAYOUT)
        self.inside = nn.Linear(wide, len(TYPES))
        self.distance = nn.Parameter(torch.zeros(len(POINTERS), 2 * FAR + 1))

    def forward(
        self, pieces: Tensor, present: Tensor, starts: Tensor, columns: Tensor, lengths: Tensor | None = None
    ) -> Tensor:
        """`pieces`, `present`: batch x pieces; `starts`: batch x words; `columns`: batch x words x columns."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            x = self.encoder(pieces, present, self.upper.softmax(0))
        x = x.float().gather(1, starts[:, :, None].expand(-1, -1, WIDTH))
        found = torch.cat([table(columns[:, :, i]) for i, table in enumerate(self.columns)], -1)
        x = torch.cat([self.drop(x), self.drop(found)], -1)
        if lengths is not None:
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            x, _ = nn.utils.rnn.pad_packed_sequence(self.along(packed)[0], batch_first=True)
        else:
            x, _ = self.along(x)
        x = torch.cat([self.drop(x), found], -1)
        heads = [*self.heads, self.inside] if self.training else self.heads
        return torch.cat([head(x) for head in heads], -1)


def fitted(weights: dict[str, Tensor], model: Network) -> dict[str, Tensor]:
    """Weights of a network with fewer or more pointers: each table keeps its rows. Rows of pointers that `model` has more begin
    anew; those that it has no more, the last of their table, are cut off."""
    found = {}
    for name, fresh in model.state_dict().items():
        rows = min(len(fresh), len(weights[name])) if fresh.dim() else 0
        found[name] = fresh.clone()
        found[name][:rows] = weights[name][:rows]
    return found


@dataclass(slots=True)
class Rows:
    """The network's answer for one window, cut into its parts."""

    out: Tensor

    def part(self, name: str) -> Tensor:
        """The numbers of one head: words x width."""
        at = 0
        for other, width in LAYOUT:
            if other == name:
                return self.out[:, at : at + width]
            at += width
        if name == "inside":
            return self.out[:, at:]
        raise KeyError(name)

    def pointer(self, name: str, anchors: Tensor, distance: Tensor) -> Tensor:
        """Scores of nobody (first) and of every word, for each anchor."""
        n = POINTERS.index(name)
        width = dict(LAYOUT)["ask"] // len(POINTERS)
        ask = self.part("ask")[anchors, n * width : (n + 1) * width]
        key = self.part("key")[:, n * width : (n + 1) * width]
        words = torch.arange(len(self.out))
        gap = (words[None] - anchors[:, None]).float()
        bucket = (gap.sign() * (gap.abs() + 1).log2().mul(REACH).floor()).clamp(-FAR, FAR).long() + FAR
        scores = ask @ key.T / width**0.5 + distance[n][bucket]
        return torch.cat([self.part("nobody")[anchors, n : n + 1], scores], 1)

    def parties(self, anchors: Tensor, states: list[tuple[int, list[int]]]) -> Tensor:
        """Scores that a state has a role: anchors x roles x states. `states`: class of party, and the words that name it."""
        wanted = self.part("role")[anchors].view(len(anchors), len(ROLES), ROLE_WIDTH)
        named = self.part("named")
        bias = self.part("party")[anchors].view(len(anchors), len(ROLES), 3)
        found = []
        for kind, words in states:
            score = bias[:, :, kind]
            if words:
                score = score + (wanted @ named[words].T).amax(-1) / ROLE_WIDTH**0.5
            found.append(score)
        return torch.stack(found, -1)


__all__ = ["BASES", "STANCES", "TYPES", "WIDE", "Network", "Rows", "fitted"]
