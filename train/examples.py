"""Gold documents to examples: the page as the network will see it, and at which words the labels stand.

    python train/examples.py --out examples.jsonl [--split train --split dev]

Run with the product installed: the same parse, finders and rules prepare a page for training and for reading.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import golden  # noqa: E402

from vetoproof.examine import claims, figures  # noqa: E402
from vetoproof.examine.claims import Page  # noqa: E402
from vetoproof.examine.extractor import RuleExtractor  # noqa: E402
from vetoproof.examine.learned.sheet import ROLES, Sheet, sheet  # noqa: E402
from vetoproof.examine.learned.speakers import Links  # noqa: E402
from vetoproof.examine.scene import Scene  # noqa: E402
from vetoproof.gold.names import Names  # noqa: E402
from vetoproof.packs.pack import Pack, load  # noqa: E402

Row = dict[str, Any]
NEAR = 800
"""Characters around a claim in which the word for what it counts is sought."""


def scenes(paths: list[Path], pack: Pack) -> Iterator[tuple[Path, Scene]]:
    """The parsed pages of files, as the product reads them."""
    reader = RuleExtractor()
    for path, document in golden.documents(paths, pack):
        doc = next(iter(reader._parser.pipe([document.text], pack.languages["en"])))
        yield path, Scene.of(document, doc, reader._lexicon(pack, "en"))


def places(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a quote stands in a text; white space may differ."""
    # "he" is not in "The".
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(re.escape(w) for w in quote.split()) + r"(?!\w)", re.IGNORECASE)
    return [(m.start(), m.end()) for m in pattern.finditer(text)]


def nearest(found: list[tuple[int, int]], start: int, end: int) -> tuple[int, int] | None:
    """The place that lies in text[start:end], else the one nearest before or after it."""
    return min(found, key=lambda p: max(0, start - p[0], p[1] - end), default=None)


def head(scene: Scene, span: tuple[int, int]) -> Any:
    """The syntactic head of a stretch of text."""
    tokens = scene.doc.char_span(*span, alignment_mode="expand")
    return None if tokens is None else tokens.root


def anchor(scene: Scene, page: Page, row: Row, start: int, end: int) -> int | None:
    """The token that stands for a label in text[start:end]; see `Draft.anchor`."""
    quantity, kind, stance = row.get("quantity"), row["frame"]["type"], row["stance"]
    inside = [t for t in scene.doc.char_span(start, end, alignment_mode="expand") or () if not t.is_space]
    if quantity:
        return _figure(scene, quantity, start, end)
    ids = {t.i for t in inside}
    for draft in page.drafts:
        if draft.anchor in ids and draft.frame.type == kind and draft.quantity is None:
            return draft.anchor
    for i in sorted(ids & page.happenings.keys()):
        if page.happenings[i].type == kind:
            return i
    if stance != "asserts":
        cues = [v.cue.trigger.i for vs in page.voiced.values() for v in vs if v.cue.trigger.i in ids and v.cue.stance == stance]
        if cues:
            return cues[0]
    spoken = {w for link in row["chain"] for part in (link.get("words"), link.get("cue")) if part for w in part.lower().split()}
    said = [t for t in inside if t.pos_ in ("VERB", "AUX", "NOUN") and t.lower_ not in spoken]
    said = [t for t in said if t.dep_ not in ("aux", "auxpass")] or inside

    def depth(token: Any) -> tuple[bool, int, int]:
        return (token.pos_ not in ("VERB", "AUX"), sum(1 for _ in token.ancestors), token.i)

    return min(said, key=depth).i if said else None


def _figure(scene: Scene, quantity: Row, start: int, end: int) -> int | None:
    found = [f for f in scene.figures(start, end) if f.start < end and f.end > start]
    same = [f for f in found if (f.value.low, f.value.high) == (quantity["low"], quantity["high"]) and f.value.low is not None]
    same = same or [f for f in found if {f.value.low, f.value.high} & {quantity["low"], quantity["high"]} - {None}]
    where = nearest(places(scene.text, quantity["words"]), start, end)
    if where is not None and where[0] < end and where[1] > start:
        here = [f for f in same or found if f.start < where[1] and f.end > where[0]]
        if here:
            return int(figures.tokens(scene, here[0])[0].i)
        tokens = scene.doc.char_span(*where, alignment_mode="expand") or ()
        return next((t.i for t in tokens if t.like_num or t.text[:1].isdigit()), tokens[0].i if len(tokens) else None)
    return int(figures.tokens(scene, same[0])[0].i) if same else None


def example(path: Path, scene: Scene, rows: list[Row], names: Names) -> Row:
    """One document with its gold at word indices; -1 is nobody or nothing, null is unknown and teaches nothing."""
    page = claims.walk(scene)
    paper = sheet(scene, page)
    gold: list[Row] = []
    missed = 0
    heard = mentions(scene, paper, rows)
    for row in rows:
        spans = [
            p for part in (row["span"], *row.get("also", ())) if (p := next(iter(places(scene.text, part["exact"])), None))
        ]
        if not spans:
            missed += 1
            continue
        start, end = spans[0]
        anchors = [x for a, b in spans if (x := anchor(scene, page, row, a, b)) is not None]
        anchors = [paper.places[a] for a in anchors if a in paper.places]
        if not anchors:
            missed += 1
            continue
        links = [_link(scene, paper, link, start, end, heard) for link in row["chain"][1:]]
        sets = [sorted(heard.get(link["speaker"], ())) for link in row["chain"][1:]]
        gold.append({
            "anchors": anchors,
            "spans": [r for a, b in spans if (r := covered(scene, paper, a, b))],
            "scope": row.get("scope", "in"),
            "type": row["frame"]["type"],
            "stance": row["stance"],
            "basis": (row.get("quantity") or {}).get("basis"),
            "chain": links,
            "mentions": sets,
            "parallel": [link["speaker"].count("|") for link in row["chain"][1:]],
            "hedge": _mark(scene, paper, (row.get("hedge") or {}).get("exact"), start, end),
            "period": _period(scene, paper, row.get("period"), start, end),
            "item": _nouns(scene, paper, row["frame"].get("item"), start, end),
            "place": _nouns(scene, paper, (row["frame"].get("place") or {}).get("name"), start, end),
            "roles": {role: (row["frame"].get(role) or "").split("|") if row["frame"].get(role) else [] for role in ROLES},
        })  # fmt: skip
    same = _same(Links(scene, page, paper), names, heard)
    return {
        "doc": path.name, "words": paper.words, "columns": paper.columns, "heads": paper.heads, "parts": paper.parts,
        "same": same, "states": paper.states, "parties": paper.parties, "gold": gold, "missed": missed,
    }  # fmt: skip


def mentions(scene: Scene, paper: Sheet, rows: list[Row]) -> dict[str, set[int]]:
    """The words at which a page names each speaker of its labels: as labelled at any claim, else by the pack's names."""
    found: dict[str, set[int]] = {}
    for row in rows:
        span = next(iter(places(scene.text, row["span"]["exact"])), None)
        for link in row["chain"][1:]:
            at = found.setdefault(link["speaker"], set())
            if "words" in link:
                if span and (one := _link(scene, paper, link, *span, {})) is not None:
                    at.add(one)
            elif not at:
                at.update(_named(scene, paper, link["speaker"]))
    return found


def _named(scene: Scene, paper: Sheet, speaker: str) -> set[int]:
    regime = scene.lexicon.regime
    names = {speaker, speaker.split()[-1] if speaker[2:3] != " " else speaker}
    names |= {n for a in regime.actors if a.id == speaker for n in a.names}
    names |= {n for t in regime.tenures if t.person == speaker for n in t.names}
    if speaker.endswith(" government"):
        names |= {n for c in scene.lexicon.countries if c.code == speaker[:2] for n in (*c.names, *c.capitals)}
    heads = (head(scene, at) for name in names for at in places(scene.text, name))
    return {paper.places[h.i] for h in heads if h is not None and h.i in paper.places}


def covered(scene: Scene, paper: Sheet, start: int, end: int) -> list[int]:
    """First and last word, exclusive, of a stretch of text; [] where it has none."""
    tokens = scene.doc.char_span(start, end, alignment_mode="expand") or ()
    inside = [paper.places[t.i] for t in tokens if t.i in paper.places]
    return [inside[0], inside[-1] + 1] if inside else []


def _link(scene: Scene, paper: Sheet, link: Row, start: int, end: int, heard: dict[str, set[int]]) -> int | None:
    """The word that names a link at its claim; where it is only inherited, the nearest mention, those before first."""
    if not link.get("words"):
        first = next((n for n, t in enumerate(paper.tokens) if scene.doc[t].idx >= start), 0)
        return min(heard.get(link["speaker"], ()), key=lambda n: (n > first, abs(n - first)), default=None)
    where = nearest(places(scene.text, link["words"]), start, end)
    found = head(scene, where) if where else None
    return None if found is None else paper.places.get(found.i)


def _same(links: Links, names: Names, heard: dict[str, set[int]]) -> list[tuple[int, list[int]]]:
    """From each mention to the words at which the rules name the same speaker, itself among them where they name it right
    there; [-1] where they name that speaker nowhere on the page."""
    said = {n: links.named(n) for n, pos in enumerate(links.sheet.columns["pos"]) if pos in ("NOUN", "PROPN")}
    found: dict[int, list[int]] = {}
    for speaker, at in heard.items():
        right = sorted(n for n, link in said.items() if link is not None and names.equal(link.speaker, speaker))
        for n in at:
            here = links.named(n)
            own = [n] if here is not None and names.equal(here.speaker, speaker) else []
            found[n] = sorted({*right, *own}) or [-1]
    return sorted(found.items())


def _mark(scene: Scene, paper: Sheet, words: str | None, start: int, end: int) -> int | None:
    if not words:
        return -1
    where = nearest(places(scene.text, words), start, end)
    found = head(scene, where) if where else None
    return None if found is None else paper.places.get(found.i)


def _nouns(scene: Scene, paper: Sheet, name: str | None, start: int, end: int) -> list[int] | None:
    """The words for an item or a place near its claim: its name as labelled, else its last word; [-1] for none."""
    if not name:
        return [-1]
    for form in (name, f"{name}s", name.removesuffix("s"), name.split()[-1], name.split()[-1].removesuffix("s")):
        found = places(scene.text, form) if len(form) > 2 else []
        near = [at for at in found if max(0, start - at[1], at[0] - end) < NEAR]
        heads = {paper.places[h.i] for at in near if (h := head(scene, at)) is not None and h.i in paper.places}
        if heads:
            return sorted(heads)
    return None


def _period(scene: Scene, paper: Sheet, period: Row | None, start: int, end: int) -> int | None:
    if not period or not (period.get("from") or period.get("to")):
        return -1
    wanted = tuple((period.get(k) or "")[:7] for k in ("from", "to"))
    same = [
        (f.start, f.end) for f in scene.periods if tuple((x or "")[:7] for x in (f.value.from_, f.value.to)) == wanted
    ]  # fmt: skip
    where = nearest(same, start, end)
    if where is None or max(0, start - where[1], where[0] - end) > 300:
        return None
    found = scene.doc.char_span(*where, alignment_mode="expand")
    return None if found is None else paper.places.get(found[0].i)


def main() -> None:
    """Writes the examples of the splits asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--split", action="append", choices=("train", "dev"))
    args = options.parse_args()
    pack = load("dprk")
    names = Names(pack)
    count = missed = 0
    with args.out.open("w", encoding="utf-8") as out:
        for kind, split in golden.sets(args.split or ["train", "dev"]):
            rows = golden.labels(kind, split)
            for path, scene in scenes(golden.texts(kind, split), pack):
                one = example(path, scene, rows.get(path.name, []), names)
                one["split"] = "dev" if split == "dev" and kind == "reports" else "train"
                out.write(json.dumps(one, ensure_ascii=False) + "\n")
                count += 1
                missed += one["missed"]
                if count % 25 == 0:
                    print(f"\r{count} documents, {missed} labels without an anchor", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


if __name__ == "__main__":
    main()
