"""`vetoproof gold`: how well documents are read whose claims are labelled, and what is read wrongly."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vetoproof.terminal import bar, errors, fail
from vetoproof.tier_names import DEFAULT_TIER, TIERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vetoproof.gold.comparison import Comparison
    from vetoproof.gold.labels import Split

gold = typer.Typer(
    help="Score the reader on labelled documents, and see what it gets wrong.", no_args_is_help=True, rich_markup_mode=None
)

Gold = Annotated[
    Path,
    typer.Option(
        "--gold",
        metavar="FOLDER",
        help="Labels beside documents: dev.jsonl and dev/, likewise train and test; or a folder of such folders.",
    ),
]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="NAME", help="Which set of the folder; can be given again.")]
SplitName = Annotated[str, typer.Option("--split", metavar="SPLIT", help="train, dev or test.")]
Regime = Annotated[str, typer.Option(help="Regime pack to read under.")]
TierName = Annotated[str, typer.Option("--tier", metavar="TIER", help=f"Which reader: {', '.join(TIERS)}.")]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")]


@gold.command(epilog="Examples: vetoproof gold score; vetoproof gold score --gold my-gold --split dev --json")
def score(
    folder: Gold = Path("gold"),
    sets: Sets = None,
    split: SplitName = "dev",
    regime: Regime = "dprk",
    tier: TierName = DEFAULT_TIER,
    json: Json = False,
) -> None:
    """Precision, recall and F1 of claims, slots, chains and hedges, by kind of document and over stories."""
    with errors():
        found = {name: one for name, one, _ in _compared(folder, sets, split, regime, tier)}
    from vetoproof.gold import printed, scores, stories

    if json:
        from vetoproof.model import encode

        told = {
            name: {
                **scores.figures(scores.total(one)),
                "stories": stories.averages(one),
                "kinds": {kind: scores.figures(part) for kind, part in scores.by_kind(one).items()},
            }
            for name, one in found.items()
        }
        sys.stdout.buffer.write(encode({"split": split, "sets": told}) + b"\n")
        return
    for name, one in found.items():
        for line in (f"{name} {split}", *printed.whole(one), ""):
            typer.echo(line)


@gold.command(
    "errors", epilog="Examples: vetoproof gold errors --set pages -o errors.html --open; vetoproof gold errors --gold my-gold"
)
def errors_(
    folder: Gold = Path("gold"),
    sets: Sets = None,
    split: SplitName = "dev",
    out: Annotated[Path, typer.Option("-o", "--out", help="Where to write.")] = Path("errors.html"),
    open_: Annotated[bool, typer.Option("--open", help="Open the file in the browser.")] = False,
    report_only: Annotated[
        bool, typer.Option("--report-only", help="Scores without any text: the only way to look at the test split.")
    ] = False,
    regime: Regime = "dprk",
    tier: TierName = DEFAULT_TIER,
) -> None:
    """Write one HTML file with every document, what was found in it, missed or read too much, and which slots differ."""
    if split == "test" and not report_only:
        fail(
            "the test split is there to report, never to tune: its texts are not shown. Use --split dev, or --report-only for"
            " a page of scores without texts."
        )
    from vetoproof.goldpage.html import Part, render

    with errors():
        found = list(_compared(folder, sets, split, regime, tier))
        parts = [Part.of(name, split, one, texts=not report_only) for name, one, _ in found]
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(render(parts, found[0][2]), "utf-8")
    typer.echo(f"Written: {out} ({out.stat().st_size / 1e6:.1f} MB)")
    if open_:
        import webbrowser

        if not webbrowser.open(out.resolve().as_uri()):
            fail(f"no browser could be started; open {out} yourself", 1)


def _compared(
    folder: Path, names: list[str] | None, split: str, regime: str, tier: str
) -> Iterator[tuple[str, list[Comparison], str]]:
    """Name, comparisons and reader of every set of the folder that has the split."""
    from vetoproof import goldset
    from vetoproof.gold.labels import GoldError
    from vetoproof.packs.pack import load
    from vetoproof.tiers import extractor

    chosen: Split = _split(split)
    found = [one for one in goldset.sets(folder, names or []) if chosen in one.splits]
    if not found:
        raise GoldError(f"{folder}: no set has labels of the split {split}: {split}.jsonl is missing")
    pack, reader = load(regime), extractor(tier)
    for one in found:
        with bar(f"Reading {one.name}") as progress:
            compared = goldset.compare(one, chosen, reader, pack, progress)
        yield one.name, compared, f"{reader.name}@{reader.version}"


def _split(name: str) -> Split:
    from vetoproof.gold.labels import SPLITS

    known = next((split for split in SPLITS if split == name), None)
    return known or fail(f"no split {name!r}; use one of: {', '.join(SPLITS)}")
