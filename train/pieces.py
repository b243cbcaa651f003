"""Our word pieces beside the library's, on every word of the gold: `python train/pieces.py`. Needs `tokenizers`.

Exit status 1 where they differ. Ours keeps at most `MOST` pieces of a word; the comparison does likewise.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from encoder import folder
from tokenizers import Tokenizer

from vetoproof.examine.learned.pieces import MOST, Pieces

GOLD = Path(__file__).resolve().parent.parent / "gold"
HARD = (
    "朝鲜",
    "김정은",
    "İstanbul",
    "straße",
    "Ἀθῆναι",
    "a\u200bb",
    "\ufffd",
    "12,000-strong",
    "x" * 101,
    "Café",
    "🙂",
    "٣",
    "ﬁn",
)


def main() -> int:
    """Print how many words were compared and those that differ."""
    ours, theirs = Pieces((folder() / "vocab.txt").read_text("utf-8")), Tokenizer.from_file(str(folder() / "tokenizer.json"))
    theirs.no_truncation()
    theirs.no_padding()
    words = set(HARD)
    # Training and development texts alone: no program opens a test text to make a reader.
    for split in ("train", "dev"):
        for path in GOLD.glob(f"*/{split}/*"):
            words.update(
                w for run in path.read_text("utf-8", errors="replace").split() for w in (run, *re.findall(r"\w+|\W", run))
            )
        for path in GOLD.glob(f"*/{split}.jsonl"):
            words.update(w for line in path.read_text("utf-8").splitlines() for w in json.loads(line)["span"]["exact"].split())
    wrong = []
    for word in sorted(words):
        encoded = tuple(theirs.encode(word, add_special_tokens=False).ids[:MOST]) or (ours.unknown,)
        if encoded != ours.of(word):
            wrong.append(f"{word!r}: {ours.of(word)}, the library {encoded}")
    print(*wrong[:20], f"{len(words)} words, {len(wrong)} differ", sep="\n")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
