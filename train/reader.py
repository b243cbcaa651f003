"""Trains the reading network on our own gold: `python train/reader.py --examples examples.jsonl --out FOLDER`.

The examples come from `train/examples.py`. Development documents are only scored, once an epoch; the running mean of the
weights is kept. The same seed, examples and machine give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from encoder import folder
from network import BASES, STANCES, TYPES, WIDE, Network, Rows, fitted
from torch import Tensor, nn
from torch.nn import functional

from vetoproof.examine.learned.pieces import Pieces
from vetoproof.examine.learned.sheet import COLUMNS, ROLES, party
from vetoproof.examine.learned.windows import Window, windows

CLASSES = ("first", "second", "other")
RULED = ("draft", "stance", "voice", *ROLES, "trigger")
"""Columns that hold judgements of the rules: blanked at times, so that the network can do without them."""
POINTED = ("hedge", "period")
"""Pointers from a claim to one word of it."""
NAMED = ("item", "place")
"""Pointers from a claim to any of the words for the same thing."""
Example = dict[str, Any]
Item = tuple[Window, list[list[int]], Example]


def vocabulary(examples: list[Example]) -> dict[str, list[str]]:
    """The values of each column that at least three words have; what is rarer reads as none."""
    seen = {c: Counter(v for e in examples for v in e["columns"][c]) for c in COLUMNS}
    return {c: ["", *sorted(v for v, n in count.items() if v and n >= 3)] for c, count in seen.items()}


def prepared(example: Example, pieces: Pieces, values: dict[str, list[str]]) -> list[Item]:
    """The windows of an example with their columns as numbers and the gold that falls into them."""
    index = {c: {v: i for i, v in enumerate(vs)} for c, vs in values.items()}
    columns = [[index[c].get(v, 0) for v in example["columns"][c]] for c in COLUMNS]
    at, paragraphs = 0, []
    for n in example["parts"]:
        paragraphs.append(example["words"][at : at + n])
        at += n
    found = []
    for w in windows(pieces, paragraphs):
        last = w.first + len(w.starts)
        rows = [[column[i] for column in columns] for i in range(w.first, last)]
        found.append((w, rows, _cut(example, w.first, last)))
    return found


def _cut(example: Example, first: int, last: int) -> Example:
    def moved(i: int | None) -> int | None:
        return i if i is None or i == -1 else (i - first if first <= i < last else None)

    gold = []
    for g in example["gold"]:
        anchors = [a - first for a in g["anchors"] if first <= a < last]
        if anchors:
            main = first <= g["anchors"][0] < last
            gold.append({
                **g, "anchors": anchors, "main": main,
                "spans": [[max(0, a - first), min(b, last) - first] for a, b in g["spans"] if a < last and b > first],
                "chain": [moved(i) for i in g["chain"]],
                "mentions": [[j for i in those if (j := moved(i)) is not None] for those in g["mentions"]],
                **{name: moved(g[name]) if main else None for name in POINTED},
                **{name: [j for i in g[name] or () if (j := moved(i)) is not None] for name in NAMED},
            })  # fmt: skip
    states = {c: [i - first for i in at if first <= i < last] for c, at in example["states"].items()}
    same = [(moved(a), [j for i in those if (j := moved(i)) is not None]) for a, those in example["same"]]
    same = [(a, those) for a, those in same if a is not None and those]
    return {"doc": example["doc"], "gold": gold, "same": same, "states": states, "parties": example["parties"]}


def batched(items: list[Item]) -> tuple[Tensor, ...]:
    """Padded tensors of windows."""

    def padded(rows: list[list[int]]) -> Tensor:
        longest = max(map(len, rows))
        return torch.tensor([r + [0] * (longest - len(r)) for r in rows])

    words = max(len(w.starts) for w, _, _ in items)
    columns = torch.zeros(len(items), words, len(COLUMNS), dtype=torch.long)
    for i, (_, rows, _) in enumerate(items):
        columns[i, : len(rows)] = torch.tensor(rows)
    return (
        padded([w.pieces for w, _, _ in items]),
        padded([[1] * len(w.pieces) for w, _, _ in items]),
        padded([w.starts for w, _, _ in items]),
        columns,
        torch.tensor([len(w.starts) for w, _, _ in items]),
    )


def states_of(example: Example) -> list[tuple[str, int, list[int]]]:
    """Every state that the page names, and the regime's own: code, class, words."""
    codes = list(dict.fromkeys([*example["parties"], *example["states"]]))
    return [(c, CLASSES.index(party(c, tuple(example["parties"]))), example["states"].get(c, [])) for c in codes]


def losses(rows: Rows, example: Example, distance: Tensor) -> dict[str, Tensor]:
    """The losses of one window, each a sum over its labels."""
    types = torch.zeros(len(rows.out), dtype=torch.long)
    for g in example["gold"]:
        for a in g["anchors"]:
            types[a] = -100 if g["scope"] == "out" else TYPES.index(g["type"]) if types[a] <= 0 else types[a]
    found = {"type": functional.cross_entropy(rows.part("type"), types, reduction="sum", ignore_index=-100)}
    if len(rows.out[0]) > WIDE:
        wanted = covers(example, len(types))
        found["inside"] = functional.cross_entropy(rows.part("inside"), wanted, reduction="sum", ignore_index=-100)
    if example["same"]:
        found["same"] = _any(rows, "same", [(a, tuple(those)) for a, those in example["same"]], distance)
    gold = [(a, g, n == 0 and g["main"]) for g in example["gold"] if g["scope"] == "in" for n, a in enumerate(g["anchors"])]
    if not gold:
        return found
    anchors = torch.tensor([a for a, _, _ in gold])
    stances = torch.tensor([STANCES.index(g["stance"]) for _, g, _ in gold])
    found["stance"] = functional.cross_entropy(rows.part("stance")[anchors], stances, reduction="sum")
    bases = torch.tensor([BASES.index(g["basis"]) if g["basis"] else -100 for _, g, _ in gold])
    if (bases >= 0).any():
        found["basis"] = functional.cross_entropy(rows.part("basis")[anchors], bases, reduction="sum", ignore_index=-100)
    for name in POINTED:
        pairs = [(a, g[name]) for a, g, main in gold if main and g[name] is not None]
        if pairs:
            found[name] = _pointed(rows, name, pairs, distance)
    for name in NAMED:
        named = [(a, tuple(g[name])) for a, g, _ in gold if g[name]]
        if named:
            found[name] = _any(rows, name, named, distance)
    found["again"] = _any(rows, "again", repeated(example["gold"]), distance)
    sources = [(a, tuple(g["mentions"][-1]) if g["chain"] else (-1,)) for a, g, _ in gold]
    if any(those for _, those in sources):
        found["source"] = _any(rows, "source", [pair for pair in sources if pair[1]], distance)
    if direct := spoken(example):
        found["who"] = _any(rows, "who", direct, distance)
    relays = relayed(g for _, g, _ in gold)
    if relays:
        found["relay"] = _any(rows, "relay", relays, distance)
    states = states_of(example)
    wanted = torch.zeros(len(gold), len(ROLES), len(states))
    for i, (_, g, _) in enumerate(gold):
        for r, role in enumerate(ROLES):
            for s, (code, _, _) in enumerate(states):
                wanted[i, r, s] = float(code in g["roles"][role])
    scores = rows.parties(anchors, [(kind, words) for _, kind, words in states])
    found["party"] = functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")
    return found


def covers(example: Example, words: int) -> Tensor:
    """For every word the event of the shortest claim whose words it is among: denser teaching than one word a claim."""
    found = torch.zeros(words, dtype=torch.long)
    spans = [(a - b, a, b, g) for g in example["gold"] for a, b in g["spans"]]
    for _, a, b, g in sorted(spans, key=lambda span: span[0]):
        found[a:b] = -100 if g["scope"] == "out" else TYPES.index(g["type"])
    return found


def repeated(gold: Iterable[Example]) -> list[tuple[int, tuple[int, ...]]]:
    """Every word that stands for a claim with the other words for the same claim; -1 where the page says it once."""
    anchors = ([*dict.fromkeys(g["anchors"])] for g in gold if g["scope"] == "in")
    return [(a, tuple(b for b in those if b != a) or (-1,)) for those in anchors for a in those]


def relayed(gold: Iterable[Example]) -> list[tuple[int, tuple[int, ...]]]:
    """Every speaker's word with the words of who relays it; -1 is the outlet itself."""
    found: dict[int, tuple[int, ...]] = {}
    for g in gold:
        outer: tuple[int, ...] = (-1,)
        for link, those in zip(g["chain"], g["mentions"], strict=True):
            if link is not None and outer and link not in outer:
                found[link] = outer
            outer = tuple(those)
    return sorted(found.items())


def spoken(example: Example) -> list[tuple[int, tuple[int, ...]]]:
    """Every word that stands for a claim with the words at which the rules name who says it; -1 is nobody. Where they name
    him nowhere on the page, the claim teaches nothing."""
    named = dict(example["same"])
    found = []
    for g in example["gold"]:
        if g["scope"] != "in":
            continue
        names = {n for at in g["mentions"][-1] for n in named.get(at, ()) if n != -1} if g["chain"] else {-1}
        found += [(a, tuple(sorted(names))) for a in dict.fromkeys(g["anchors"]) if names]
    return found


def _any(rows: Rows, name: str, pairs: list[tuple[int, tuple[int, ...]]], distance: Tensor) -> Tensor:
    """Any mention of the right speaker is right: the likelihood is summed over them."""
    odds = rows.pointer(name, torch.tensor([a for a, _ in pairs]), distance).log_softmax(-1)
    return -torch.stack([odds[n, [b + 1 for b in those]].logsumexp(-1) for n, (_, those) in enumerate(pairs)]).sum()


def _pointed(rows: Rows, name: str, pairs: list[tuple[int, int]], distance: Tensor) -> Tensor:
    scores = rows.pointer(name, torch.tensor([a for a, _ in pairs]), distance)
    return functional.cross_entropy(scores, torch.tensor([b + 1 for _, b in pairs]), reduction="sum")


def batches(data: list[Item], size: int, order: random.Random) -> list[list[Item]]:
    """All windows once, in random order, those of like length together: less padding, so less time."""
    mixed = order.sample(data, len(data))
    found = []
    for at in range(0, len(mixed), 16 * size):
        near = sorted(mixed[at : at + 16 * size], key=lambda item: len(item[0].pieces))
        found += [near[i : i + size] for i in range(0, len(near), size)]
    return order.sample(found, len(found))


WEIGHT = {
    "type": 1.0,
    "stance": 0.5,
    "basis": 0.3,
    "hedge": 0.5,
    "period": 0.4,
    "item": 0.4,
    "place": 0.4,
    "source": 1.0,
    "relay": 0.7,
    "same": 0.7,
    "again": 0.5,
    "who": 0.5,
    "party": 0.5,
    "inside": 0.1,
}


@torch.no_grad()
def score(model: Network, data: list[Item]) -> str:
    """Anchors by the best threshold, and at gold anchors how often each answer is right."""
    model.eval()
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    marks: list[tuple[float, bool, bool]] = []
    wanted = 0
    for item in data:
        pieces, present, starts, columns, lengths = batched([item])
        rows = Rows(model(pieces, present, starts, columns, lengths)[0])
        example = item[2]
        odds = rows.part("type").softmax(-1)
        gold = {a: g for g in example["gold"] if g["scope"] == "in" for a in g["anchors"]}
        out = {a for g in example["gold"] if g["scope"] == "out" for a in g["anchors"]}
        wanted += len(gold)
        for i, p in enumerate((1 - odds[:, 0]).tolist()):
            if (p > 0.1) and i not in out:
                kind = TYPES[int(odds[i, 1:].argmax()) + 1]
                marks.append((p, i in gold, i in gold and gold[i]["type"] == kind))
        for a, g in gold.items():
            at = torch.tensor([a])
            all_.update(["stance"])
            right["stance"] += STANCES[int(rows.part("stance")[a].argmax())] == g["stance"]
            sources = g["mentions"][-1] if g["chain"] else [-1]
            for name, targets in (
                ("source", sources),
                *((name, [g[name]]) for name in POINTED),
                *((name, g[name]) for name in NAMED),
            ):
                if targets and targets != [None]:
                    all_[name] += 1
                    right[name] += int(rows.pointer(name, at, model.distance).argmax()) - 1 in targets
            states = states_of(example)
            odds_party = rows.parties(at, [(k, w) for _, k, w in states])[0].sigmoid()
            for r, role in enumerate(ROLES):
                all_["party"] += 1
                right["party"] += {c for s, (c, _, _) in enumerate(states) if odds_party[r, s] > 0.5} == set(g["roles"][role])
        said = [pair for pair in repeated(example["gold"]) if pair[1] != (-1,)]
        pairs = {"relay": relayed(example["gold"]), "same": example["same"], "again": said, "who": spoken(example)}
        for name, links in pairs.items():
            for link, those in links:
                all_[name] += 1
                right[name] += int(rows.pointer(name, torch.tensor([link]), model.distance).argmax()) - 1 in those
    marks.sort(reverse=True)
    best = (0.0, 0.0, 0.0)
    hit = typed = 0
    for n, (p, is_gold, same) in enumerate(marks, 1):
        hit += is_gold
        typed += same
        best = max(best, (2 * hit / (n + wanted), 2 * typed / (n + wanted), p))
    model.train()
    return f"anchors F {best[0]:.3f} typed {best[1]:.3f} at {best[2]:.2f}; " + " ".join(
        f"{k} {right[k] / n:.3f}" for k, n in sorted(all_.items())
    )


def _shared(model: Network) -> None:
    """Adds up the gradients of all processes, in one message."""
    moving = [p for p in model.parameters() if p.requires_grad]
    flat = torch.cat([(p.grad if p.grad is not None else torch.zeros_like(p)).flatten() for p in moving])
    torch.distributed.all_reduce(flat)
    for p, part in zip(moving, flat.split([p.numel() for p in moving]), strict=True):
        p.grad = part.view_as(p).clone()


def main() -> None:
    """Fit, score, save weights with the vocabulary of the columns."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=14)
    options.add_argument("--rate", type=float, default=1.5e-4)
    options.add_argument("--warm", type=Path, help="weights to go on from: a reader.pt of the same columns")
    options.add_argument("--frozen", type=int, default=2, help="lowest layers of the encoder that stay as they are")
    options.add_argument("--drop", type=float, default=0.3, help="share of a word's numbers that is blanked while training")
    options.add_argument("--masked", type=float, default=0.12, help="share of the word pieces that is hidden while training")
    options.add_argument("--batch", type=int, default=6, help="windows a step")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--processes", type=int, default=1, help="processes of one thread that share each step's windows")
    options.add_argument("--all", action="store_true", help="train on the development documents too (for the shipped weights)")
    args = options.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.processes == 1:
        fit(0, args)
        return
    with tempfile.TemporaryDirectory() as shared:
        args.meet = f"file://{shared}/meet"
        torch.multiprocessing.spawn(fit, (args,), args.processes)


def fit(rank: int, args: argparse.Namespace) -> None:
    """One of the processes that train together: each takes a share of a step's windows; all take the same step."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed + rank)
    random.seed(args.seed + rank)
    order = random.Random(args.seed)
    if args.processes > 1:
        torch.distributed.init_process_group("gloo", init_method=args.meet, rank=rank, world_size=args.processes)
    examples = [json.loads(line) for line in args.examples.read_text("utf-8").splitlines()]
    chosen = [e for e in examples if args.all or e["split"] == "train"]
    start = torch.load(args.warm, weights_only=True) if args.warm else None
    values = start["values"] if start else vocabulary(chosen)
    pieces = Pieces((folder() / "vocab.txt").read_text("utf-8"))
    train = [w for e in chosen for w in prepared(e, pieces, values)]
    dev = [w for e in examples if e["split"] == "dev" for w in prepared(e, pieces, values)]
    if not rank:
        print(f"{len(train)} windows to train, {len(dev)} to score", flush=True)
    model = Network([len(values[c]) for c in COLUMNS])
    if start:
        model.load_state_dict(fitted(start["weights"], model))
    model.drop.p = args.drop
    for layer in list(model.encoder.layers)[: args.frozen]:
        layer.requires_grad_(False)
    groups = [
        [p for n, p in model.named_parameters() if p.requires_grad and n.startswith("encoder.")],
        [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("encoder.")],
    ]
    optimiser = torch.optim.AdamW([{"params": g} for g in groups], weight_decay=0.01)
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    steps = args.epochs * len(batches(train, args.batch, order))
    step, began = 0, time.monotonic()
    ruled = [COLUMNS.index(c) for c in RULED]
    mask = pieces.mask
    model.train()
    for epoch in range(args.epochs):
        told: Counter[str] = Counter()
        for together in batches(train, args.batch, order):
            step += 1
            items = together[rank :: args.processes]
            rate = min(1.0, step / (0.1 * steps)) * max(0.02, 1 - step / steps)
            optimiser.param_groups[0]["lr"] = args.rate * rate
            optimiser.param_groups[1]["lr"] = 1.2e-3 * rate
            optimiser.zero_grad()
            if items:
                ids, present, starts, columns, lengths = batched(items)
                ids = torch.where((torch.rand(ids.shape) < args.masked) & (ids > 1000), mask, ids)
                for i in range(len(items)):
                    for c in ruled:
                        if random.random() < 0.15:
                            columns[i, :, c] = 0
                out = model(ids, present, starts, columns, lengths)
                total = torch.zeros(())
                for i, (w, _, example) in enumerate(items):
                    for name, loss in losses(Rows(out[i, : len(w.starts)]), example, model.distance).items():
                        total = total + WEIGHT[name] * loss
                        told[name] += float(loss.detach())
                (total / (10 * len(together))).backward()
            if args.processes > 1:
                _shared(model)
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            with torch.no_grad():
                for key, value in model.state_dict().items():
                    if value.is_floating_point():
                        mean[key].lerp_(value, 1 - min(0.99, 1 - 10 / (step + 10)))
        if rank:
            continue
        kept = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        print(f"{time.monotonic() - began:5.0f} s epoch {epoch + 1}: "
              + " ".join(f"{k} {v / len(train):.2f}" for k, v in sorted(told.items())), flush=True)  # fmt: skip
        if dev:
            print("      ", score(model, dev), flush=True)
        model.load_state_dict(kept)
        # Stopped while it writes, a run leaves the weights of the epoch before whole.
        torch.save({"weights": mean, "values": values}, args.out / "reader.part")
        (args.out / "reader.part").replace(args.out / "reader.pt")


if __name__ == "__main__":
    main()
