"""Commands that are loaded when they are called: the list of all is the same as if they were loaded, and loads none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer

from vetoproof.cli import House, app

GROUP = typer.main.get_command(app)
CONTEXT = GROUP.make_context("vetoproof", ["show", "here", "1"])


@pytest.mark.parametrize("name", sorted(House.later))
def test_the_list_says_of_a_command_what_it_says_of_itself(name: str) -> None:
    command = GROUP.get_command(CONTEXT, name)  # type: ignore[attr-defined]
    assert command.name == name
    assert " ".join(command.help.split()).startswith(House.later[name].help)
    assert House.later[name].help.endswith(".")


def test_every_command_is_on_the_list_once() -> None:
    names = GROUP.list_commands(CONTEXT)  # type: ignore[attr-defined]
    assert len(names) == len(set(names))
    listed = GROUP.get_help(CONTEXT)
    assert all(f"\n  {name} " in listed for name in names)


def test_a_name_that_is_no_command_is_none() -> None:
    assert GROUP.get_command(CONTEXT, "vetoes") is None  # type: ignore[attr-defined]


def test_the_help_of_the_program_loads_none_of_them() -> None:
    code = (
        "import sys\nfrom vetoproof.cli import House, app\n"
        "try:\n    app(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(*(place.module for place in House.later.values() if place.module in sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "screen " in ran.stdout
    assert not ran.stderr.strip()
