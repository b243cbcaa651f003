"""A linear chain over tags: likelihood for training, Viterbi for decoding. Lafferty, McCallum and Pereira 2001."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Chain(nn.Module):
    """Transition scores between tags; forbidden ones (an I- without its B-) stay forbidden."""

    def __init__(self, tags: list[str]) -> None:
        super().__init__()
        self.tags = tags
        n = len(tags)
        self.moves = nn.Parameter(torch.zeros(n, n))
        self.begin = nn.Parameter(torch.zeros(n))
        barred = torch.zeros(n, n)
        opening = torch.zeros(n)
        for j, tag in enumerate(tags):
            if tag.startswith("I-"):
                opening[j] = -1e4
                for i, before in enumerate(tags):
                    if before[2:] != tag[2:]:
                        barred[i, j] = -1e4
        self.register_buffer("barred", barred)
        self.register_buffer("opening", opening)

    def _scores(self) -> tuple[Tensor, Tensor]:
        return self.moves + self.barred, self.begin + self.opening  # type: ignore[operator]

    def loss(self, given: Tensor, gold: Tensor, present: Tensor) -> Tensor:
        """Mean negative log likelihood a sequence. `given`: batch x length x tags; `gold`, `present`: batch x length."""
        moves, begin = self._scores()
        given = given.float()
        rows = torch.arange(given.shape[0])
        total = begin + given[:, 0]
        path = (begin[gold[:, 0]] + given[rows, 0, gold[:, 0]]).clone()
        for t in range(1, given.shape[1]):
            here = present[:, t].bool()
            after = torch.logsumexp(total[:, :, None] + moves[None], 1) + given[:, t]
            total = torch.where(here[:, None], after, total)
            step = moves[gold[:, t - 1], gold[:, t]] + given[rows, t, gold[:, t]]
            path = path + torch.where(here, step, torch.zeros_like(step))
        return (torch.logsumexp(total, 1) - path).sum() / present.sum()

    @torch.no_grad()
    def best(self, given: Tensor) -> list[int]:
        """The best path through one sequence: length x tags."""
        moves, begin = self._scores()
        score, back = begin + given[0].float(), []
        for row in given[1:].float():
            total = score[:, None] + moves
            score, before = total.max(0)
            score = score + row
            back.append(before.tolist())
        tag = int(score.argmax())
        path = [tag]
        for before in reversed(back):
            tag = before[tag]
            path.append(tag)
        return path[::-1]
