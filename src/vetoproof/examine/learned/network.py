"""The network at work: one file, its own description inside, and its answers about the words of one window."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vetoproof.examine.learned.answers import ASK_WIDTH, BASES, FAR, POINTERS, REACH, ROLE_WIDTH, STANCES, TYPES
from vetoproof.examine.learned.pieces import Pieces
from vetoproof.examine.learned.sheet import ROLES, Sheet, party
from vetoproof.examine.learned.windows import windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

CLASSES = ("first", "second", "other")
LEAD = 96
"""Word pieces that a window takes over from the one before: some four sentences, in which its "he" and "it" are named."""


class Network:
    """A trained reader from a folder: `reader.onnx` and the word pieces that it was trained on, `vocab.txt`.

    Opened at the first page, on one thread: documents are what is read in parallel. Raises FileNotFoundError.
    """

    def __init__(self, file: Path, vocabulary: str) -> None:
        self._file, self._vocabulary = file, vocabulary
        self._session: Any = None
        self._pieces: Any = None
        self._columns: dict[str, dict[str, int]] = {}
        self._slices: dict[str, slice] = {}
        self._distance: Any = None

    def read(self, sheet: Sheet) -> Iterator[Answers]:
        """The answers about a page, window by window."""
        import numpy as np

        self._open()
        at, paragraphs = 0, []
        for count in sheet.parts:
            paragraphs.append(sheet.words[at : at + count])
            at += count
        columns = np.array(
            [[table.get(v, 0) for v in sheet.columns[name]] for name, table in self._columns.items()], dtype=np.int64
        ).T
        for window in windows(self._pieces, paragraphs, lead=LEAD):
            last = window.first + len(window.starts)
            pieces = np.array([window.pieces], dtype=np.int64)
            given = {
                "pieces": pieces,
                "present": np.ones_like(pieces),
                "starts": np.array([window.starts], dtype=np.int64),
                "columns": columns[None, window.first : last],
            }
            (rows,) = self._session.run(None, given)
            yield Answers(rows[0], self._slices, self._distance, window.first, sheet, window.lead)

    def _open(self) -> None:
        if self._session is not None:
            return
        import numpy as np
        from onnxruntime import InferenceSession, SessionOptions  # type: ignore[attr-defined]

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = InferenceSession(str(self._file), options, providers=["CPUExecutionProvider"])
        card = json.loads(self._session.get_modelmeta().custom_metadata_map["vetoproof"])
        self._columns = {name: {v: i for i, v in enumerate(values)} for name, values in card["columns"].items()}
        self._distance = np.array(card["distance"], dtype=np.float32)
        at = 0
        for name, width in card["layout"]:
            self._slices[name] = slice(at, at + width)
            at += width
        self._pieces = Pieces(self._vocabulary)


@dataclass(slots=True)
class Answers:
    """What the network says of the words [first, last) of a page; words are counted from the page's beginning."""

    rows: Numbers
    slices: dict[str, slice]
    distance: Numbers
    first: int
    sheet: Sheet
    lead: int = 0
    """Words at the beginning that are only context: the window before answers for them."""

    @property
    def last(self) -> int:
        return self.first + len(self.rows)

    def types(self) -> Numbers:
        """For every word of the window the probabilities of `TYPES`."""
        found: Numbers = _softmax(self.rows[:, self.slices["type"]])
        found[: self.lead] = [1.0] + [0.0] * (found.shape[1] - 1)
        return found

    def claims(self) -> Numbers:
        """For every word of the window the probability that it stands for a claim."""
        found: Numbers = 1 - self.types()[:, 0]
        return found

    def type(self, word: int) -> tuple[str, float]:
        """The likeliest event and its share among events."""
        odds = _softmax(self._part("type", word))[1:]
        best = int(odds.argmax())
        return TYPES[best + 1], float(odds[best] / max(1e-9, odds.sum()))

    def stance(self, word: int, but: str = "") -> tuple[str, float]:
        """The likeliest stance, of all or of all but one, and its probability."""
        odds = _softmax(self._part("stance", word))
        return max(((s, float(p)) for s, p in zip(STANCES, odds, strict=True) if s != but), key=lambda pair: pair[1])

    def basis(self, word: int) -> tuple[str, float]:
        """The likeliest basis of a figure and its probability."""
        odds = _softmax(self._part("basis", word))
        return BASES[int(odds.argmax())], float(odds.max())

    def pointed(self, name: str, word: int, least: float = 0.02) -> list[tuple[int | None, float]]:
        """Words pointed at from a word with their probabilities, the likeliest first; None is nobody or nothing."""
        import numpy as np

        n = POINTERS.index(name)
        if n >= len(self.distance):
            # Weights that were taught before there was such a pointer say nothing.
            return []
        ask, key = self._part("ask", word), self.rows[:, self.slices["key"]]
        part = slice(n * ASK_WIDTH, (n + 1) * ASK_WIDTH)
        gap = np.arange(len(self.rows)) - (word - self.first)
        bucket = np.sign(gap) * np.floor(np.log2(np.abs(gap) + 1) * REACH)
        bucket = np.clip(bucket, -FAR, FAR).astype(int) + FAR
        scores = key[:, part] @ ask[part] / ASK_WIDTH**0.5 + self.distance[n][bucket]
        odds = _softmax(np.concatenate([self._part("nobody", word)[n : n + 1], scores]))
        found = [(int(i), float(odds[i])) for i in np.argsort(-odds) if odds[i] >= least]
        return [(None if i == 0 else i - 1 + self.first, p) for i, p in found]

    def parties(self, word: int, codes: Sequence[str] = ()) -> dict[str, list[tuple[str, float]]]:
        """For each role the states with the probability that they have it. `codes`: states to ask for beside those named."""
        import numpy as np

        own = self.sheet.parties
        wanted = self._part("role", word).reshape(len(ROLES), ROLE_WIDTH)
        bias = self._part("party", word).reshape(len(ROLES), len(CLASSES))
        named = self.rows[:, self.slices["named"]]
        found: dict[str, list[tuple[str, float]]] = {role: [] for role in ROLES}
        for code in dict.fromkeys([*own, *self.sheet.states, *codes]):
            all_ = self.sheet.states.get(code, [])
            words = [i - self.first for i in all_[bisect_left(all_, self.first) : bisect_left(all_, self.last)]]
            score = bias[:, CLASSES.index(party(code, own))]
            if words:
                score = score + (wanted @ named[words].T).max(-1) / ROLE_WIDTH**0.5
            for role, p in zip(ROLES, 1 / (1 + np.exp(-score)), strict=True):
                found[role].append((code, float(p)))
        return found

    def _part(self, name: str, word: int) -> Numbers:
        return self.rows[word - self.first, self.slices[name]]


def _softmax(scores: Any) -> Any:
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)
