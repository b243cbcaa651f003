"""Commands that are read from disk only when they are called: `--help` of the whole program lists them and loads none."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

import typer
from typer.core import TyperGroup


class Later(NamedTuple):
    """Where a command is: a `typer.Typer` of that name in that module; `help` is the first sentence of its own help."""

    module: str
    name: str
    help: str


class LaterGroup(TyperGroup):
    """A group some of whose commands are in `later`, by name; they are listed behind the others, in that order."""

    later: ClassVar[Mapping[str, Later]] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all commands."""
        return [*super().list_commands(ctx), *self.later]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name, loaded now; None for a name that is not there."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        place = self.later[cmd_name]
        command = typer.main.get_command(getattr(import_module(place.module), place.name))
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The names with a line on each, cut to the width of the terminal as for any group."""
        found = {name: typer.core.TyperCommand(name, help=place.help) for name, place in self.later.items()}
        listed: dict[str, Any] = {**{name: super(LaterGroup, self).get_command(ctx, name) for name in self.commands}, **found}
        widest = formatter.width - 6 - max(map(len, listed), default=0)
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.get_short_help_str(widest)) for name, command in listed.items()])
