"""Trains and scores a tagger of sources, cues and contents on PolNeAR, which is not shipped and whose weights are not.

    python train/attribution.py --polnear PolNeAR --cofenet CofeNet/res/polnear --minutes 45 --out FOLDER

Prints exact-span F1 by CofeNet's protocol (spans of a paragraph must match wholly, counted over all paragraphs) on its
test file, with the epoch chosen on its validation file.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import groupby
from pathlib import Path

import torch
from crf import Chain
from encoder import WIDTH, folder, pretrained
from polnear_data import TAGS, Paragraph, chunks, cofenet, corpus
from torch import Tensor, nn

from vetoproof.examine.learned.pieces import Pieces
from vetoproof.examine.learned.windows import SHAPES, Window, windows

BATCH = 1500
"""Word pieces a step."""


class Tagger(nn.Module):
    """Encoder, letter shapes and quotation marks, one recurrent layer over words, a chain of tags."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.encoder = pretrained()
        self.shapes, self.quotes = nn.Embedding(SHAPES, 16), nn.Embedding(2, 8)
        self.drop = nn.Dropout(0.2)
        self.along = nn.LSTM(WIDTH + 24, 128, batch_first=True, bidirectional=True)
        self.give = nn.Linear(256, len(tags))
        self.chain = Chain(tags)

    def forward(self, batch: Batch) -> Tensor:
        """Scores of tags: batch x words x tags."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            x = self.encoder(batch.pieces, batch.present)
        x = x.float()
        x = x.gather(1, batch.starts[:, :, None].expand(-1, -1, WIDTH))
        x = torch.cat([x, self.shapes(batch.shapes), self.quotes(batch.quotes)], -1)
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(x), batch.lengths, batch_first=True, enforce_sorted=False)
        x, _ = nn.utils.rnn.pad_packed_sequence(self.along(packed)[0], batch_first=True)
        return self.give(self.drop(x))  # type: ignore[no-any-return]


class Batch:
    """Windows as padded tensors."""

    def __init__(self, given: list[Window]) -> None:
        def padded(rows: list[list[int]]) -> Tensor:
            longest = max(map(len, rows))
            return torch.tensor([r + [0] * (longest - len(r)) for r in rows])

        self.windows = given
        self.pieces = padded([w.pieces for w in given])
        self.present = padded([[1] * len(w.pieces) for w in given])
        self.starts = padded([w.starts for w in given])
        self.shapes, self.quotes = padded([w.shapes for w in given]), padded([w.quotes for w in given])
        self.lengths = torch.tensor([len(w.starts) for w in given])


def load(paragraphs: list[Paragraph], tokenizer: Pieces) -> list[tuple[Window, list[int]]]:
    """Windows over the paragraphs of each article, with their gold tags."""
    found = []
    for _, run in groupby(paragraphs, key=lambda p: p.article):
        those = list(run)
        tags = [TAGS.index(t) for p in those for t in p.tags]
        for w in windows(tokenizer, [p.words for p in those]):
            found.append((w, tags[w.first : w.first + len(w.starts)]))
    return found


def parted(scores: Tensor, windows_: list[Window]) -> tuple[Tensor, Tensor]:
    """Scores by paragraph, padded, with a mask."""
    rows = [scores[i, a:b] for i, w in enumerate(windows_) for a, b in bounds(w)]
    present = nn.utils.rnn.pad_sequence([torch.ones(len(r)) for r in rows], batch_first=True)
    return nn.utils.rnn.pad_sequence(rows, batch_first=True), present


def bounds(window: Window) -> list[tuple[int, int]]:
    """First and last word of each paragraph of a window."""
    found, at = [], 0
    for n in window.parts:
        if n:
            found.append((at, at + n))
        at += n
    return found


@torch.no_grad()
def score(model: Tagger, data: list[tuple[Window, list[int]]]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of exact spans by role."""
    model.eval()
    counts = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    for at in range(0, len(data), 8):
        some = data[at : at + 8]
        scores = model(Batch([w for w, _ in some]))
        for i, (window, gold) in enumerate(some):
            for a, b in bounds(window):
                wanted = chunks([TAGS[t] for t in gold[a:b]])
                given = chunks([TAGS[t] for t in model.chain.best(scores[i, a:b])])
                for role, n in counts.items():
                    g, w = ({c for c in part if c[0] == role} for part in (given, wanted))
                    n[0] += len(g & w)
                    n[1] += len(g)
                    n[2] += len(w)
    model.train()
    return {r: (n[0] / max(1, n[1]), n[0] / max(1, n[2]), 2 * n[0] / max(1, n[1] + n[2])) for r, n in counts.items()}


def told(found: dict[str, tuple[float, float, float]]) -> str:
    return "  ".join(f"{r} {100 * p:.1f}/{100 * q:.1f}/{100 * f:.1f}" for r, (p, q, f) in found.items())


def main() -> None:
    """Fit within the minutes given, keep a running mean of the weights, score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--polnear", type=Path, required=True)
    options.add_argument("--cofenet", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=45)
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--threads", type=int, default=1, help="more only on a machine that does nothing else")
    options.add_argument("--warm", type=Path, help="weights to go on from: an attribution.pt")
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    random.seed(1)
    tokenizer = Pieces((folder() / "vocab.txt").read_text("utf-8"))
    train = load(list(corpus(args.polnear, "train")), tokenizer)
    valid = load(cofenet(args.cofenet / "valid.txt"), tokenizer)
    test = load(cofenet(args.cofenet / "test.txt"), tokenizer)
    print(f"{len(train)} windows to train, {len(valid)} to choose, {len(test)} to test", flush=True)
    model = Tagger(TAGS)
    if args.warm:
        model.load_state_dict(torch.load(args.warm, weights_only=True))
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    optimiser = torch.optim.AdamW([{"params": slow}, {"params": fast}], weight_decay=0.01)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    began, step, epoch = time.monotonic(), 0, 0
    budget = args.minutes * 60
    model.train()
    while time.monotonic() - began < budget:
        epoch += 1
        order = sorted(range(len(train)), key=lambda i: len(train[i][0].pieces) + random.random() * 60)
        batches = [order[i : i + 4] for i in range(0, len(order), 4)]
        random.shuffle(batches)
        for batch in batches:
            spent = (time.monotonic() - began) / budget
            if spent >= 1:
                break
            step += 1
            warm = min(1.0, step / 100) * max(0.0, 1 - spent)
            optimiser.param_groups[0]["lr"] = args.rate * warm
            optimiser.param_groups[1]["lr"] = 1.5e-3 * warm
            some = [train[i] for i in batch]
            those = [w for w, _ in some]
            scores, present = parted(model(Batch(those)), those)
            gold = nn.utils.rnn.pad_sequence([torch.tensor(g[a:b]) for w, g in some for a, b in bounds(w)], batch_first=True)
            loss = model.chain.loss(scores, gold, present)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            pull = min(0.999, 1 - 10 / (step + 10))
            with torch.no_grad():
                for key, value in model.state_dict().items():
                    if value.is_floating_point():
                        mean[key].lerp_(value, 1 - pull)
            if step % 50 == 0:
                print(f"{time.monotonic() - began:6.0f} s epoch {epoch} step {step} loss {loss.item():.4f}", flush=True)
    model.load_state_dict(mean)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.out / "attribution.pt")
    print("valid", told(score(model, valid)))
    print("test ", told(score(model, test)))


if __name__ == "__main__":
    main()
