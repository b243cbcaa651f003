"""The command line as a person uses it: a process, its exit status, what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-c", "from vetoproof.cli import main; main()")
FINISHED, FAILURES, WRONG_USE = 0, 1, 2
"""Exit statuses: all well; done, with failures that are counted; could not be done."""


def vetoproof(*words: object, cwd: Path | None = None, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end."""
    env = os.environ | {"COLUMNS": "200", "NO_COLOR": "1"}
    return subprocess.run(
        [*COMMAND, *map(str, words)], cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout, errors="replace"
    )


def done(*words: object, status: int = FINISHED, **options: Any) -> str:
    """Standard output of a command that must end with this status."""
    process = vetoproof(*words, **options)
    assert process.returncode == status, f"{words}: status {process.returncode}\n{process.stdout}\n{process.stderr}"
    assert "Traceback" not in process.stderr, process.stderr
    return process.stdout


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
