"""The reference is what the code gives, and every command that the program has is documented with an example that it takes."""

from __future__ import annotations

import importlib.util
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from vetoproof.cli import app

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMMANDS: dict[str, Any] = generator().commands(typer.main.get_command(app))


def named(words: list[str]) -> str:
    """The command that a line calls: its first word, or two where the first is a group."""
    return next((name for name in (" ".join(words[:2]), words[0]) if name in COMMANDS), "")


def command_lines(text: str) -> Iterator[list[str]]:
    """Every `vetoproof ...` line of the bash blocks of a page, split as a shell does."""
    for block in re.findall(r"```bash\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("vetoproof "):
                yield shlex.split(re.split(r"[|>#]", line)[0])[1:]


def test_the_generated_reference_is_up_to_date() -> None:
    for name, text in generator().pages().items():
        place = ROOT / "docs" / "reference" / name
        assert place.read_text("utf-8") == text, f"{name} is old: run `python docs/generate.py`"


def test_nothing_lies_in_the_reference_that_is_not_generated() -> None:
    assert {p.name for p in (ROOT / "docs" / "reference").iterdir()} == set(generator().pages())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_with_an_example(name: str) -> None:
    examples = generator().examples(COMMANDS[name].epilog or "")
    assert any(example.startswith(f"vetoproof {name}") for example in examples), "its --help has no example"
    assert COMMANDS[name].help
    by_hand = [page.read_text("utf-8") for page in WRITTEN if "reference" not in page.parts]
    shown = {named(words) for text in by_hand for words in command_lines(text)}
    assert name in shown, "no hand-written page shows it"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_that_the_pages_show_exist_with_their_options(page: Path) -> None:
    for words in command_lines(page.read_text("utf-8")):
        if words[0].startswith("-"):
            continue
        command = COMMANDS[named(words)]
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert {word for word in words[1:] if word.startswith("-")} <= known | {"--help"}, words
