"""How well and how fast pages are read, beside the library's default in the same run, by the library's own evaluation set.

    python benchmarks/bench_pages.py FOLDER [--half 0|1] [--misses N] [--meta]

FOLDER is the `tests` folder of a trafilatura checkout (`evaldata.json` and the pages under `cache` or `eval`); nothing of it
comes with this repository. Its measure: every page has one to six snippets that must be in the text (`with`: found is a
true positive, missing a false negative) and one to six that must not (`without`: found is a false positive). White space is
normalised; a page that gives no text misses all its snippets. F = 2TP / (2TP + FP + FN) over all pages together.
Our text is that of the documents of a page, title included; the library's is `extract` with the options of its evaluation.
English pages are those whose `with` snippets together are identified as English.

The pages are halved by the first hexadecimal digit of the SHA-256 of their file name (below 8: half 0). Misses are printed of
half 0 only: rules are written by looking there, half 1 says what they are worth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

GROUPS = ("all", "English", "half 0", "English, half 0", "half 1", "English, half 1")


class Page(NamedTuple):
    """One page of the set: its address and file name, its bytes, its annotations, the groups that it counts in."""

    address: str
    name: str
    body: bytes
    said: dict[str, Any]
    groups: tuple[str, ...]


def half(name: str) -> int:
    """0 or 1, by the hash of a file's name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[0], 16) // 8


def pages(folder: Path) -> Iterator[Page]:
    """The pages of the set, in the order of their addresses."""
    from vetoproof.examine.language import detect

    data = json.loads((folder / "evaldata.json").read_text("utf-8"))
    for address, said in sorted(data.items()):
        path = next((p for place in ("cache", "eval") if (p := folder / place / said["file"]).is_file()), None)
        if path is None:
            raise SystemExit(f"{said['file']} is missing from {folder}")
        name = f"half {half(path.name)}"
        groups = ["all", name]
        if detect(" ".join(said["with"])) == "en":
            groups += ["English", f"English, {name}"]
        yield Page(address, path.name, path.read_bytes(), said, tuple(groups))


def ours() -> Callable[[Page], Any]:
    """Our reader of pages: gives the documents of one."""
    from vetoproof.examine.datewords import DateWords
    from vetoproof.examine.furniture import Furniture
    from vetoproof.examine.page import document
    from vetoproof.model import Capture, Rejection
    from vetoproof.packs.pack import load

    pack = load("dprk")
    languages = [pack.languages[code] for code in pack.regime.languages]
    furniture = Furniture.of(*languages)
    words = DateWords([row for language in languages for row in language.dates])

    def read(page: Page) -> Any:
        sha = hashlib.sha256(page.body).hexdigest()
        capture = Capture(
            address=page.address, at="2026-01-01T00:00:00Z", sha256=sha, media_type="text/html", size=len(page.body)
        )
        found = document(capture, page.body, furniture=furniture, dates_in=words)
        return [] if isinstance(found, Rejection) else [found]

    return read


def theirs(page: Page) -> Any:
    """The library's default, with the options of its own evaluation."""
    import trafilatura

    return trafilatura.extract(page.body, include_comments=False, include_tables=True, include_formatting=False)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def count(said: dict[str, Any], text: str) -> tuple[list[str], list[str]]:
    """The snippets that are missing, and those that should not be there."""
    whole = plain(text)
    return [w for w in said["with"] if plain(w) not in whole], [w for w in said["without"] if plain(w) in whole]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--half", type=int, choices=(0, 1), help="only this half")
    options.add_argument("--misses", type=int, default=0, help="print so many misses of half 0")
    options.add_argument("--meta", action="store_true", help="author and day too, where the set says them")
    given = options.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    chosen = [page for page in pages(given.folder) if given.half is None or half(page.name) == given.half]
    read = ours()
    read(chosen[0])
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    seconds = dict.fromkeys(("ours", "library"), 0.0)
    meta: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    shown = 0
    for page in chosen:
        texts = {}
        for who in ("ours", "library"):
            begun = time.process_time()
            result = read(page) if who == "ours" else theirs(page)
            seconds[who] += time.process_time() - begun
            texts[who] = "\n\n".join(d.text for d in result) if who == "ours" else result or ""
            if who == "ours" and given.meta and result:
                _meta(meta, page, result[0], given.misses if half(page.name) == 0 else 0)
        for who, text in texts.items():
            missing, extra = count(page.said, text)
            for group in page.groups:
                row = counts[who, group]
                row[0] += len(page.said["with"]) - len(missing)
                row[1] += len(extra)
                row[2] += len(missing)
                row[3] += 1
            if who == "ours" and (missing or extra) and half(page.name) == 0 and shown < given.misses:
                shown += 1
                _print_miss(page, missing, extra, count(page.said, texts["library"]))
    print(f"{'':18}{'pages':>6}{'':4}{'ours P':>8}{'R':>7}{'F':>7}{'':4}{'library P':>10}{'R':>7}{'F':>7}")
    for group in GROUPS:
        if ("ours", group) in counts:
            mine, other = counts["ours", group], counts["library", group]
            print(f"{group:18}{mine[3]:>6}{'':4}{_scores(mine, 8)}{'':4}{_scores(other, 10)}")
    print(" ".join(f"{who}: {len(chosen) / max(spent, 1e-9):.1f} pages/s" for who, spent in seconds.items()), "(CPU time)")
    for (what, group), (good, total) in sorted(meta.items()):
        print(f"{what:8}{group:18}{good:>5} of {total:>5} = {good / total:.3f}")


def _scores(row: list[int], width: int) -> str:
    hit, extra, missing, _ = row
    precision, recall, f = hit / max(1, hit + extra), hit / max(1, hit + missing), 2 * hit / max(1, 2 * hit + extra + missing)
    return f"{precision:>{width}.3f}{recall:>7.3f}{f:>7.4f}"


def _meta(meta: dict[tuple[str, str], list[int]], page: Page, document: Any, show: int) -> None:
    """The author by his names in any order, the day of publication by the day."""
    author, day = page.said.get("author"), page.said.get("date")
    names = author if isinstance(author, list) else [author] if author else []
    wanted = {plain(str(name)).lower() for name in names}
    got = {plain(name).lower() for name in re.split(r"[,;]| and | und ", document.author) if name.strip()}
    facts = []
    if wanted:
        facts.append(("author", wanted == got, (sorted(wanted), document.author)))
    if day:
        facts.append(("day", (document.published.from_ or "")[:10] == day, (day, document.published)))
    for what, good, why in facts:
        for group in page.groups:
            row = meta[what, group]
            row[0] += good
            row[1] += 1
        if show and not good:
            print("META", page.name, what, *why)


def _print_miss(page: Page, missing: list[str], extra: list[str], library: tuple[list[str], list[str]]) -> None:
    print(page.name, "English" if "English" in page.groups else "")
    for sign, found, other in (("-", missing, library[0]), ("+", extra, library[1])):
        for words in found:
            print(f"   {sign} {words[:110]!r}{'' if words in other else '   (the library is right)'}")


if __name__ == "__main__":
    main()
