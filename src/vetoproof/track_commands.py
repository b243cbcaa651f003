"""`vetoproof track`: ships' positions, and what they show."""

from __future__ import annotations

import typer

from vetoproof.track_calls_command import EPILOG as CALLS_EPILOG
from vetoproof.track_calls_command import calls
from vetoproof.track_events_command import EPILOG as EVENTS_EPILOG
from vetoproof.track_events_command import events
from vetoproof.track_map_command import EPILOG as MAP_EPILOG
from vetoproof.track_map_command import map_
from vetoproof.track_read_command import EPILOG as READ_EPILOG
from vetoproof.track_read_command import read

track = typer.Typer(
    help="Read ships' positions, and find what they show: gaps, calls, meetings.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

track.command(epilog=READ_EPILOG)(read)
track.command(epilog=EVENTS_EPILOG)(events)
track.command(epilog=CALLS_EPILOG)(calls)
track.command("map", epilog=MAP_EPILOG)(map_)
