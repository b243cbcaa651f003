"""Gold folders on disk: which documents and labels there are, in which split, and the documents as the product opens them.

A set is a folder with `train.jsonl`, `dev.jsonl`, `test.jsonl` (any of them), the labels of a split, beside folders
`train/`, `dev/`, `test/` with its documents. `index.jsonl`, where there is one, tells each document's story and kind.
A gold folder is one set, or holds several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from vetoproof.examine.captures import Examiner
from vetoproof.examine.extractor import Extractor
from vetoproof.gather.files import MEDIA, pieces
from vetoproof.gather.walk import Walk
from vetoproof.gold.comparison import Comparer, Comparison
from vetoproof.gold.labels import SPLITS, Entry, GoldError, Label, Split, entries, labels
from vetoproof.model import Reading
from vetoproof.packs.pack import Pack
from vetoproof.single import capture

BATCH = 32
Progress = Callable[[int, int, str], None]


class Text(msgspec.Struct, frozen=True):
    """One document of a split: what the index tells of it, and where it lies."""

    entry: Entry
    path: Path


class GoldSet(msgspec.Struct, frozen=True):
    """One set of a gold folder."""

    name: str
    folder: Path

    @property
    def splits(self) -> tuple[Split, ...]:
        """The splits that it has labels for."""
        return tuple(split for split in SPLITS if (self.folder / f"{split}.jsonl").is_file())

    def labels(self, split: Split) -> dict[str, list[Label]]:
        """The labels of a split by document, in the order of the file. Raises LabelError."""
        path = self.folder / f"{split}.jsonl"
        found: dict[str, list[Label]] = defaultdict(list)
        for label in labels(path.read_text("utf-8"), _shown(path)):
            found[label.doc].append(label)
        return dict(found)

    def index(self) -> dict[str, Entry]:
        """What `index.jsonl` tells, by document; empty without one. Raises LabelError."""
        path = self.folder / "index.jsonl"
        return {e.doc: e for e in entries(path.read_text("utf-8"), _shown(path))} if path.is_file() else {}

    def texts(self, split: Split) -> list[Text]:
        """The documents of a split, by name. Raises GoldError where the index names one that is not there."""
        index = self.index()
        found = [
            Text(index.get(path.name, Entry(doc=path.name, split=split)), path)
            for path in (sorted((self.folder / split).iterdir()) if (self.folder / split).is_dir() else ())
            if path.suffix.lower() in MEDIA
        ]
        for entry in index.values():
            if entry.split == split and entry.text is not None:
                path = (self.folder / entry.text).resolve()
                if not path.is_file():
                    raise GoldError(f"{_shown(self.folder / 'index.jsonl')}: {entry.doc}: there is no file {entry.text}")
                found.append(Text(entry, path))
        return sorted(found, key=lambda text: text.path.name)


def sets(folder: Path, names: Sequence[str] = ()) -> list[GoldSet]:
    """The sets of a gold folder, by name; only those in `names`, if any are given. Raises GoldError."""
    found = [GoldSet(folder.resolve().name, folder)] if GoldSet("", folder).splits else []
    if not found and folder.is_dir():
        inner = (GoldSet(path.name, path) for path in sorted(folder.iterdir()) if path.is_dir())
        found = [one for one in inner if one.splits]
    if not found:
        raise GoldError(
            f"{folder}: no gold here. Name a folder with dev.jsonl (labels, one JSON object a line) beside dev/ (documents),"
            " or a folder of such folders: --gold FOLDER"
        )
    if unknown := sorted(set(names) - {one.name for one in found}):
        raise GoldError(f"{folder}: no set {', '.join(unknown)}; there is {', '.join(one.name for one in found)}")
    return [one for one in found if not names or one.name in names]


def readings(paths: Sequence[Path], extractor: Extractor, pack: Pack, progress: Progress | None = None) -> Iterator[Reading]:
    """The reading of every document, in order, in the steps of the product. Raises GoldError for what is no text."""
    examiner, met, done = Examiner(extractor, pack), iter(paths), 0
    while batch := list(islice(met, BATCH)):
        captures = []
        for path in batch:
            piece = next(pieces(Walk([path]).found[0]))
            if piece.data is None or piece.outcome != "ok":
                raise GoldError(f"{path}: {piece.outcome}: {piece.reason}; mend the file or take it out of the set")
            captures.append((capture(piece, piece.data), piece.data))
        for path, reading in zip(batch, examiner.read(captures), strict=True):
            done += 1
            if progress is not None:
                progress(done, len(paths), path.name)
            yield reading


def compare(
    gold: GoldSet, split: Split, extractor: Extractor, pack: Pack, progress: Progress | None = None
) -> list[Comparison]:
    """Every document of a split, its labels beside its claims. Raises GoldError for labels without a document."""
    wanted, texts, comparer = gold.labels(split), gold.texts(split), Comparer(pack)
    if stray := sorted(wanted.keys() - {text.entry.doc for text in texts}):
        # Names of the split that nobody looks at are not shown, here or on the bar.
        which = f"{len(stray)} documents" if split == "test" else ", ".join(stray[:5])
        raise GoldError(f"{_shown(gold.folder)}: {split}.jsonl has labels of {which}, which {split}/ does not hold")
    shown = _nameless(progress) if progress is not None and split == "test" else progress
    found = readings([text.path for text in texts], extractor, pack, shown)
    return [comparer.read(t.entry, wanted.get(t.entry.doc, ()), one) for t, one in zip(texts, found, strict=True)]


def _nameless(progress: Progress) -> Progress:
    return lambda done, total, _: progress(done, total, "")


def _shown(path: Path) -> str:
    """The end of a path: set and file, wherever the folder lies."""
    return "/".join(path.parts[-2:])
