"""How an attempt to obtain a document ended: one list of outcomes for every collector."""

from __future__ import annotations

from typing import Literal, get_args

Outcome = Literal[
    "ok", "empty", "too large", "unreadable", "missing", "binary", "unknown suffix", "not a file", "symlink loop",
    "symlink outside", "duplicate", "bad line", "bad front matter", "broken list", "shrunk list",
]  # fmt: skip
"""What becomes of one file or line. All but "ok" carry a reason, are appended as captures too, and are never examined."""

OUTCOMES: tuple[str, ...] = get_args(Outcome)

MEANINGS: dict[str, str] = {
    "ok": "bytes obtained, to be examined",
    "empty": "nothing in it but white space",
    "too large": "above the limit, not read",
    "unreadable": "the system refused to read it",
    "missing": "no such file or folder",
    "binary": "no text, and no reader for it in this version",
    "unknown suffix": "a data or program file, not a document",
    "not a file": "a socket, pipe or device",
    "symlink loop": "a link back to a folder that holds it",
    "symlink outside": "a link that leaves the folder being gathered: not followed",
    "duplicate": "the same file under a second name",
    "bad line": "a line of JSONL that is no document",
    "bad front matter": "a head that is not YAML, or says something impossible",
    "broken list": "a sanctions list that could not be read to its end: the version before it stays",
    "shrunk list": "a sanctions list that lost more than half of its entries: the version before it stays",
}
"""Each outcome in words, for tables and documentation."""
