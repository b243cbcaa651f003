"""Writes tests/fixtures/ledger-v1: the ledger that every later version must open and verify. Run once for each schema.

Usage: python tests/ledger/make_fixture.py [FOLDER]. It refuses a folder that is there already: a kept ledger is never
made again, because its whole worth is that an older version wrote it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from ledger_words import decision, reading, reply

from vetoproof.gather.gathering import gather
from vetoproof.ledger import Ledger, verify

SOURCES = {
    "page.html": '<!doctype html><html><head><link rel="canonical" href="https://paper.example/ships/1"></head>'
    "<body><p>The harbour master said that a ship had left.</p></body></html>\n",
    "digest.md": "---\nkind: digest\noutlet: Example Paper\naddress: https://paper.example/ships/2\npublished: 2024-10-07\n"
    "handling: restricted\n---\n\nIn our own words: a second ship left.\n",
    "lines.jsonl": '{"url": "https://paper.example/ships/3", "text": "A third ship left.", "published": "2024-10"}\n{half\n',
    "scan.pdf": "%PDF-1.7 no more than its first line\n",
    "empty.txt": "",
}


def make(folder: Path) -> None:
    """Gather five small sources, read what can be read, decide and answer; three sealed runs."""
    if folder.exists():
        raise SystemExit(f"{folder} is there already and is never made again")

    def clock() -> datetime:
        return datetime(2024, 10, 8, 12, 42, tzinfo=UTC)

    with tempfile.TemporaryDirectory() as scratch, Ledger.create(folder, clock=clock) as ledger:
        for name, text in SOURCES.items():
            Path(scratch, name).write_text(text, encoding="utf-8")
        run = ledger.begin("gather", "vetoproof 0.1.0")
        gather([Path(scratch)], ledger, run, clock=clock)
        ledger.seal(run)
        run = ledger.begin("examine", "vetoproof 0.1.0")
        ledger.append(run, [reading(c, to=c.hints.get("published"), claims=2) for c in ledger.unread("builtin@1", "p1")])
        ledger.seal(run)
        run = ledger.begin("decide", "vetoproof 0.1.0")
        ledger.append(run, [decision(), reply()])
        head = ledger.seal(run)
        assert verify(ledger).ok
    expected = {"size": head.size, "root": head.root, "kinds": verify_kinds(folder)}
    folder.joinpath("expected.json").write_text(json.dumps(expected, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def verify_kinds(folder: Path) -> dict[str, int]:
    """How many items of each kind the ledger holds."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = shutil.copytree(folder, Path(scratch, "copy"))
        with Ledger.open(copy, read_only=True) as ledger:
            return verify(ledger).kinds


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "fixtures" / "ledger-v1")
