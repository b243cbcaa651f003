"""The command line as a person uses it: its exit status, what it prints.

`process` runs a process of its own, as a shell would. `vetoproof` calls the same program inside this one, because importing
the parser again for every question would take most of a test's time.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

COMMAND = (sys.executable, "-c", "from vetoproof.cli import main; main()")
FINISHED, FAILURES, WRONG_USE = 0, 1, 2
"""Exit statuses: all well; done, with failures that are counted; could not be done."""
WIDE = {"COLUMNS": "200", "NO_COLOR": "1"}


class Ended(msgspec.Struct):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def process(*words: object, cwd: Path | None = None, timeout: float = 300) -> Ended:
    """Runs one command as a process."""
    ran = subprocess.run(
        [*COMMAND, *map(str, words)], cwd=cwd, env=os.environ | WIDE, capture_output=True, text=True, timeout=timeout,
        errors="replace",
    )  # fmt: skip
    return Ended(ran.returncode, ran.stdout, ran.stderr)


def vetoproof(*words: object) -> Ended:
    """Runs one command in this process. What it lets through as an exception is a failure of the test."""
    from vetoproof.cli import app

    # What is neither answered nor told would be a traceback on a terminal.
    with pytest.MonkeyPatch.context() as patch:
        for name, value in WIDE.items():
            patch.setenv(name, value)
        result = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return Ended(result.exit_code, result.stdout, result.stderr)


def done(*words: object, status: int = FINISHED, run: Any = vetoproof) -> str:
    """Standard output of a command that must end with this status."""
    ended: Ended = run(*words)
    assert ended.returncode == status, f"{words}: status {ended.returncode}\n{ended.stdout}\n{ended.stderr}"
    assert "Traceback" not in ended.stderr, ended.stderr
    return ended.stdout


def record(watch: Path, *options: object) -> dict[str, Any]:
    """`vetoproof record --json`, decoded: a manifest and its dossiers."""
    found: dict[str, Any] = json.loads(done("record", watch, "--json", *options))
    return found


def claims(watch: Path, as_of: str | None = None) -> dict[str, Any]:
    """Every claim of every dossier by its id, hydrated."""
    from vetoproof.watch import Watch

    with Watch.open(watch) as house:
        reader = house.record(as_of)
        dossiers = (reader.dossier(line.event) for line in reader.record().events)
        return {c: reader.claim(c) for d in dossiers for c in (*d.affirming, *d.denying, *d.other)}
