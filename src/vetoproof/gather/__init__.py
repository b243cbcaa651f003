"""Bytes in: what is obtained goes to the archive before anyone reads it, and every failure is recorded with its reason.

    gather(paths, ledger, run, *, clock=now, progress=None, handling="public", collector="files", limit=64_000_000) -> Summary

`Summary`: new, known, repeated, hidden, bytes, counts (outcome, reason, number, examples); `met`, `ok`, `failures`.
Front matter and JSONL fields become the capture's `hints`; `kind: digest`, `address` and a stricter `handling` are obeyed.

One module a kind of source: `walk` and `files` (folders, HTML, PDF, text, Markdown), `jsonl`. To come, each beside
them and each giving the same `Piece`s: `addresses` (URLs), `feeds` (RSS, Atom, sitemaps), `warc`, `lists` (sanctions
lists), `tracks` (ship positions).
"""

from vetoproof.gather.files import DEFAULT_LIMIT
from vetoproof.gather.gathering import Progress, gather
from vetoproof.gather.outcome import MEANINGS, OUTCOMES, Outcome
from vetoproof.gather.summary import Count, Summary

__all__ = ["DEFAULT_LIMIT", "MEANINGS", "OUTCOMES", "Count", "Outcome", "Progress", "Summary", "gather"]
