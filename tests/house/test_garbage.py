"""Whatever lies where the program looks, a command ends with one message and status 2, never with a traceback."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import FAILURES, WRONG_USE, done, vetoproof

COMMANDS: dict[str, tuple[str, ...]] = {
    "run": (), "gather": (), "examine": (), "record": (), "diff": ("--from", "2024-10-08"), "show": ("ab",), "report": (),
    "verify": (),
}  # fmt: skip


def setting(line: str) -> Callable[[Path], None]:
    def change(watch: Path) -> None:
        file = watch / "watch.toml"
        key = line.split(" = ")[0]
        kept = [old for old in file.read_text("utf-8").splitlines() if not old.startswith(f"{key} = ")]
        file.write_text("\n".join([*kept, line]) + "\n", encoding="utf-8")

    return change


def a_file_as_ledger(watch: Path) -> None:
    (watch / "note").write_text("a file", encoding="utf-8")
    setting('ledger = "note"')(watch)


def a_ledger_of_rubbish(watch: Path) -> None:
    for file in (watch / "ledger").glob("ledger.sqlite*"):
        file.unlink()
    (watch / "ledger" / "ledger.sqlite").write_bytes(b"rubbish " * 1000)


EVERYWHERE: dict[str, Callable[[Path], None]] = {
    "no watch.toml": lambda watch: (watch / "watch.toml").unlink(),
    "watch.toml of rubbish": lambda watch: (watch / "watch.toml").write_bytes(b"\xff\xfe = ["),
    "a folder as watch.toml": lambda watch: ((watch / "watch.toml").unlink(), (watch / "watch.toml").mkdir()),  # type: ignore[func-returns-value]
    "an unknown setting": setting("colour = 3"),
    "a path with a null": setting('ledger = "a\\u0000b"'),
    "a ledger where no folder can be": setting('ledger = "watch.toml/ledger"'),
    "a ledger in the air": setting('ledger = "/proc/nowhere/ledger"'),
    "a file as ledger": a_file_as_ledger,
    "a ledger of rubbish": a_ledger_of_rubbish,
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("garbage", EVERYWHERE)
def test_a_command_given_garbage_ends_with_one_message(watch: Path, name: str, garbage: str) -> None:
    EVERYWHERE[garbage](watch)
    if name == "examine" and not (watch / "watch.toml").is_file():
        pytest.skip("examine then reads the folder as documents, without a watch")
    refused(name, watch)


@pytest.mark.parametrize("name", ["run", "record", "diff", "show", "report"])
@pytest.mark.parametrize("line", ['regime = "atlantis"', 'cache = "watch.toml"', 'voyages = "watch.toml"'])
def test_a_setting_that_leads_nowhere_is_told_where_it_is_needed(watch: Path, name: str, line: str) -> None:
    setting(line)(watch)
    refused(name, watch)


@pytest.mark.parametrize("name", ["run", "examine"])
def test_a_model_that_is_none_is_told(watch: Path, name: str) -> None:
    setting('model = "nope"')(watch)
    assert "'nope' could not be loaded" in refused(name, watch)


def refused(name: str, watch: Path) -> str:
    ended = vetoproof(name, watch, *COMMANDS[name])
    assert ended.returncode == WRONG_USE, (ended.stdout, ended.stderr)
    assert ended.stderr.count("vetoproof: ") == 1
    assert ended.stderr.lstrip("\n").startswith("vetoproof: ")  # a progress bar that is gone leaves empty lines
    return ended.stderr


@pytest.mark.parametrize("name", ['qu"ote', "back\\slash", "new\nline", "del\x7f", "tab\t", "Größe", "{brace}"])
def test_a_watch_may_have_any_name(tmp_path: Path, name: str) -> None:
    done("new", tmp_path / name)
    assert tomllib.loads((tmp_path / name / "watch.toml").read_text("utf-8"))["name"] == name
    done("record", tmp_path / name)


def test_a_folder_where_a_blob_was_is_named_by_verify(watch: Path) -> None:
    blob = next((watch / "ledger" / "objects").glob("[0-9a-f]*/*.zst"))
    blob.unlink()
    blob.mkdir()
    ended = vetoproof("verify", watch)
    assert ended.returncode == FAILURES
    assert "altered blob" in ended.stdout
    shutil.rmtree(blob)
    assert "missing blob" in vetoproof("verify", watch).stdout
