"""Writes the reference pages from the code: `python docs/generate.py`; `--check` writes nothing and fails where one is old.

Commands come from the command line's own tree, shapes from the msgspec structs and their docstrings, so that a page can
only be wrong where the code's own words are.
"""

from __future__ import annotations

import argparse
import inspect
import re
import sys
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import typer

HERE = Path(__file__).parent / "reference"
NOTICE = "<!-- Written by docs/generate.py from the code. Change the code, then run `python docs/generate.py`. -->"

WORDS: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    type(None): "null",
    Any: "any value",
}

CLAIM_INTRO = """
`vetoproof examine FILE --json` prints one claim a line in this shape, and `vetoproof show` prints it whole. What
counts as a claim, and what each slot means, is in the [labelling rules](../labelling.md). Countries are ISO 3166
alpha-2, several joined by `|`. Offsets count code points in the document's text, and `exact` is that text. A form
for machines is [claim.schema.json](claim.schema.json).
"""

RECORD_INTRO = """
`vetoproof record WATCH --json` prints `{"manifest": Manifest, "dossiers": [Dossier, ...]}`, one dossier for each line
of the manifest, in its order; `vetoproof diff --json` prints a Difference. Probabilities and log-odds (natural
logarithm) are rounded to four decimals where they are made. Everything on this page except captures, documents,
decisions and replies is computed, and can be thrown away.
"""

PACKS_INTRO = """
A regime pack is one YAML file or a folder of them; files of a folder are one mapping, lists with one key in several
files are joined in the order of the file names, and a file that is a bare list holds the rows of its own name.
Unknown keys, missing sources or limitations, unknown ids, wrong check digits and impossible dates are errors that
name file, line and remedy. Two-letter codes and numbers that are names must stand in quotes (`"NO"`, `"1718"`). See
[write a regime pack](../howto/regime-pack.md).
"""

WATCH_INTRO = """
A watch is a folder with `watch.toml`. Paths are relative to the folder. Unknown keys are errors. `voyages` names a
YAML file, or several, with the lists `trips`, `loads`, `claimed` and `rounds`; see [add cited
voyages](../howto/voyages.md). `tracks`, `sightings` and `places`: see [ships in the report](../howto/ships-in-the-report.md).
"""

LISTS_INTRO = """
`vetoproof lists status --json` prints `{"lists": {NAME: [{"version": Version, "counts": Counts}, ...]}, "several":
{NAME: {DAY: [SHA256, ...]}}, "refused": [RefusedVersion, ...]}`, `lists diff --json` `{"from": Version, "to": Version,
"difference": ListDifference}`, `lists prove --json` a ListProof, `lists check --json` a list of Checked. What they mean:
[keep lists](../howto/lists.md).
"""

WEIGHTS_INTRO = """
The scales that ship with the program, row by row, as they lie in `src/vetoproof/packs/scales/`. They are data: each row
has its source and its limitation, and changing a row changes the pack digest that a record names. What they mean together
is told under [grades](../explain/grades.md).
"""

STATUS = """
Exit status: 0 where all went well; 1 where the work was done but some input failed (each with its reason) or where
`verify` found that something was touched; 2 where the command could not be carried out, with one message on standard
error; 130 when stopped by the keyboard. Progress bars go to standard error and are silent without a terminal.
"""

OUTCOMES_INTRO = """
Nothing that `gather` meets is dropped in silence: each file or line has one of these outcomes, is recorded with its
reason, and is counted in the table that the command prints.
"""


def pages() -> dict[str, str]:
    """Every generated file by its name under docs/reference/."""
    return {
        "cli.md": cli(),
        "claim.md": claim(),
        "claim.schema.json": schema(),
        "record.md": record(),
        "packs.md": packs(),
        "lists.md": lists(),
        "weights.md": weights(),
        "watch.md": watch(),
        "outcomes.md": outcomes(),
    }


# Commands.


def cli() -> str:
    """All commands with their arguments, options and examples."""
    from vetoproof.cli import app

    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", NOTICE, "", sentence(group.help), ""]
    lines += ["| command | what it does |", "|---|---|"]
    found = commands(group)
    lines += [f"| [`{name}`](#{name.replace(' ', '-')}) | {sentence(command.help)} |" for name, command in found.items()]
    lines += ["", sentence(STATUS), ""]
    for name, command in found.items():
        lines += list(_command(name, command))
    return "\n".join(lines).rstrip() + "\n"


def commands(group: Any) -> dict[str, Any]:
    """Every command by its words: those of a group inside the group as "gold score"."""
    found: dict[str, Any] = {}
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        inner = commands(command) if hasattr(command, "commands") else {"": command}
        found |= {f"{name} {rest}".strip(): one for rest, one in inner.items()}
    return found


def _command(name: str, command: Any) -> Iterator[str]:
    yield from (f"## {name}", "", sentence(command.help), "")
    words = " ".join(_usage(p) for p in command.params if p.param_type_name == "argument")
    yield from ("```text", f"vetoproof {name} [OPTIONS] {words}".rstrip(), "```", "")
    shown = [p for p in command.params if p.help]
    if shown:
        yield from ("| argument or option | meaning | default |", "|---|---|---|")
        for param in shown:
            yield f"| {_name(param)} | {cell(sentence(param.help))} | {_default(param)} |"
        yield ""
    for example in examples(command.epilog or ""):
        yield from ("```bash", example, "```", "")


def examples(epilog: str) -> list[str]:
    """The command lines of an epilog: "Examples: a; b" gives a and b."""
    found = re.match(r"Examples?: (.*)", epilog)
    return [part.strip() for part in found[1].split(";")] if found else []


def _usage(param: Any) -> str:
    name = param.metavar or param.name.upper()
    name = name if param.required else f"[{name}]"
    return f"{name}..." if param.nargs == -1 and not name.endswith("...") else name


def _name(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{cell(param.metavar or param.name.upper())}`"
    value = "" if param.is_flag else f" {param.metavar or 'TEXT'}"
    return ", ".join(f"`{option}{value}`" for option in param.opts)


def _default(param: Any) -> str:
    if param.required:
        return "required"
    if param.default is None or param.default is False:
        return ""
    return f"`{param.default}`"


# Shapes.


def claim() -> str:
    """The claim as JSON."""
    return _shapes("The claim as JSON", CLAIM_INTRO, claim_shapes())


def claim_shapes() -> tuple[type, ...]:
    """The claim and its parts."""
    from vetoproof import model

    return (
        model.Claim, model.DocumentRef, model.Published, model.Span, model.Extent, model.Attribution, model.Hedge,
        model.Frame, model.PlaceRef, model.Quantity, model.Period, model.Mention,
    )  # fmt: skip


def schema() -> str:
    """JSON Schema of the claim."""
    from vetoproof.model import Claim

    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Claim), order="sorted"), indent=2).decode() + "\n"


def record() -> str:
    """The record as JSON, and what `diff` prints."""
    from vetoproof import model
    from vetoproof.analyze import diff
    from vetoproof.model import listed

    shapes = (
        model.Manifest, model.EventLine, model.Dossier, model.Origin, model.OriginCount, model.Relay, model.Mutation,
        model.Grade, model.Contribution, model.Part, model.Series, model.Step, model.Conflict, model.Sequence,
        model.SequenceItem, model.Finding, model.Element, model.Bound, model.Shells, model.Reply, model.Decision, model.Capture,
        model.Document, model.Link, model.Proof, *_structs(listed, listed.ScreenedParty),
    )  # fmt: skip
    changes = _structs(diff, diff.Difference)
    return _shapes("The record as JSON", RECORD_INTRO, (*shapes, *changes))


def packs() -> str:
    """Shapes of regime, language and scale packs."""
    from vetoproof.model import Provision
    from vetoproof.packs import language, regime, scales

    shapes = [*_structs(regime, regime.Regime), Provision]
    text = _shapes("Pack shapes", PACKS_INTRO, shapes, heading="Regime packs")
    text += "\n" + _part("Language packs", sentence_of(language), _structs(language, language.Language))
    text += "\n" + _part("Scales", sentence_of(scales), _structs(scales, scales.Scales))
    return text


def lists() -> str:
    """Versions of lists, differences and proofs as JSON."""
    from vetoproof import list_proofs, versions
    from vetoproof.model import Listing, Proof
    from vetoproof.screen import list_diff, listed_on, version

    shapes = [
        *_structs(version, version.Version), versions.RefusedVersion, *_structs(list_diff, list_diff.ListDifference),
        *_structs(list_proofs, list_proofs.ListProof), *_structs(listed_on, listed_on.OnDay), Proof, Listing,
    ]  # fmt: skip
    return _shapes("Lists as JSON", LISTS_INTRO, shapes)


def weights() -> str:
    """The scales that ship with the program."""
    from vetoproof.packs.pack import load, shipped

    scales = load(shipped()[0]).scales
    lines = ["# Weights and scales", "", NOTICE, "", sentence(WEIGHTS_INTRO), "", "## Weights of the grade", ""]
    lines += ["Keys under `said.` are probabilities that words convey; all others multiply log-odds.", ""]
    lines += ["| key | from | to | why | source | limitation |", "|---|--:|--:|---|---|---|"]
    for row in scales.weights:
        lines.append(
            f"| `{row.key}` | {row.low:g} | {row.high:g} | {cell(row.why)} | {cell(row.source)} | {cell(row.limitation)} |"
        )
    for scale in (*scales.scales, *scales.survey):
        bodies = f"Read on it: {', '.join(scale.bodies)}. " if scale.bodies else ""
        lines += ["", f"## {scale.id}", "", f"{scale.title}. {bodies}Limitation: {sentence(scale.limitation)}", ""]
        lines += ["Source: " + sentence(scale.source), "", "| words | from | to |", "|---|--:|--:|"]
        lines += [f"| {', '.join(term.words)} | {term.low:g} | {term.high:g} |" for term in scale.terms]
    lines += ["", "## Vague numbers", "", "Printed beside the words, never used as a figure.", ""]
    lines += ["| words | from | to | limitation |", "|---|--:|--:|---|"]
    for vague in scales.vague:
        high = "open" if vague.high is None else f"{vague.high:,}"
        lines.append(f"| {', '.join(vague.words)} | {vague.low:,} | {high} | {cell(vague.limitation)} |")
    return "\n".join(lines) + "\n"


def watch() -> str:
    """watch.toml and the file of voyages."""
    from vetoproof import config
    from vetoproof.model import CitedClaim, CitedWindow, RoundsPer, TripCount, TripLoad
    from vetoproof.model.cargo import Guessed

    text = _shapes("watch.toml and voyages", WATCH_INTRO, (config.Config, config.ListFile), heading="watch.toml")
    kinds = (config.Voyages, TripCount, TripLoad, CitedClaim, CitedWindow, Guessed, RoundsPer)
    return text + "\n" + _part("The file of voyages", "", kinds)


def outcomes() -> str:
    """What can become of an input."""
    from vetoproof.gather.outcome import MEANINGS

    rows = [f"| {name} | {meaning} |" for name, meaning in MEANINGS.items()]
    head = ["# Outcomes of gathering", "", NOTICE, "", sentence(OUTCOMES_INTRO), "", "| outcome | meaning |", "|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def _structs(module: types.ModuleType, first: type) -> list[type]:
    """The structs that a module defines: the whole first, then its parts in the order of the source."""
    classes = (c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == module.__name__)
    return [first, *(c for c in classes if issubclass(c, msgspec.Struct) and c is not first)]


def _shapes(title: str, intro: str, shapes: Iterable[type], heading: str = "") -> str:
    head = f"# {title}\n\n{NOTICE}\n\n{sentence(intro)}\n\n"
    return head + (_part(heading, "", shapes) if heading else "\n".join(_tables(shapes, "##")).rstrip() + "\n")


def _part(heading: str, intro: str, shapes: Iterable[type]) -> str:
    lines = [f"## {heading}", "", *([intro, ""] if intro else []), *_tables(shapes, "###")]
    return "\n".join(lines).rstrip() + "\n"


def _tables(shapes: Iterable[type], mark: str) -> Iterator[str]:
    shapes = tuple(shapes)
    elsewhere = {shape.__name__: "claim.md" for shape in claim_shapes()}
    places = elsewhere | {shape.__name__: "" for shape in shapes}
    for shape in shapes:
        yield from (f"{mark} {shape.__name__}", "", paragraphs(shape), "", "| key | value | default |", "|---|---|---|")
        hints = typing.get_type_hints(shape)
        for field in msgspec.structs.fields(shape):
            yield f"| `{field.encode_name}` | {value(hints[field.name], places)} | {default(field)} |"
        yield ""


def value(hint: Any, places: dict[str, str]) -> str:
    """A type in words: "text", "one of a, b", "list of Span". `places`: on which page each shape is described."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return "one of " + ", ".join(f"`{part}`" for part in parts)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(dict.fromkeys(value(part, places) for part in parts))
    if origin is tuple:
        return f"list of {value(parts[0], places)}"
    if origin is dict:
        return f"mapping of {value(parts[0], places)} to {value(parts[1], places)}"
    if hint in WORDS:
        return WORDS[hint]
    name = hint.__name__
    return f"[{name}]({places[name]}#{name.lower()})" if name in places else f"`{name}`"


def default(field: Any) -> str:
    """The default as it would be written, or "required"."""
    if field.required:
        return "required"
    made: Callable[[], Any] | Any = field.default_factory
    found = field.default if field.default is not msgspec.NODEFAULT else made()
    if found is None:
        return "none"
    if isinstance(found, tuple | dict):
        return ", ".join(f"`{one}`" for one in found) or "empty"
    if isinstance(found, msgspec.Struct):
        return "its own defaults"
    return f"`{cell(str(found).lower() if isinstance(found, bool) else str(found) or '(empty)')}`"


# Words.


def paragraphs(shape: type) -> str:
    """The docstring, lines joined, paragraphs kept."""
    return "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(shape) or "").split("\n\n"))


def sentence_of(module: types.ModuleType) -> str:
    """A module's docstring as paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in (inspect.getdoc(module) or "").split("\n\n"))


def sentence(text: str | None) -> str:
    """Text on one line."""
    return " ".join((text or "").split())


def cell(text: str) -> str:
    """Text that may stand in a table."""
    return text.replace("|", "\\|")


def main() -> int:
    """Write the pages, or check them; status 1 if one is old."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; fail where a page is not what the code gives")
    check = options.parse_args().check
    old = []
    for name, text in pages().items():
        place = HERE / name
        if place.is_file() and place.read_text("utf-8") == text:
            continue
        old.append(name)
        if not check:
            HERE.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    for name in old:
        print(f"{'old' if check else 'written'}: reference/{name}")
    return 1 if check and old else 0


if __name__ == "__main__":
    sys.exit(main())
