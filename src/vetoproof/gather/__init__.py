"""Bytes in: what is obtained goes to the archive before anyone reads it, and every failure is recorded with its reason.

    gathering.gather(paths, ledger, run, *, clock=now, progress=None, handling="public", collector="files", limit=...)

`Summary`: new, known, repeated, hidden, bytes, counts (outcome, reason, number, examples); `met`, `ok`, `failures`.
Front matter and JSONL fields become the capture's `hints`; `kind: digest`, `address` and a stricter `handling` are obeyed.

One module a kind of source: `walk` and `files` (folders, HTML, PDF, text, Markdown), `jsonl`. To come, each beside
them and each giving the same `Piece`s: `addresses` (URLs), `feeds` (RSS, Atom, sitemaps), `warc`, `lists` (sanctions
lists), `tracks` (ship positions).

Nothing is imported here: whoever reads a file without a watch needs `files` and no database.
"""
