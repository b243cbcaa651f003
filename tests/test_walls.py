"""The walls of the house: who may know whom, how long a file may be, and which names tell nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import vetoproof

SOURCE = Path(vetoproof.__file__).resolve().parent
ROOT = SOURCE.parents[1]
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "base", "manager", "managers", "misc"}


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.skipif(
    not (ROOT / "pyproject.toml").is_file(), reason="the contracts lie in pyproject.toml, which is not installed"
)
def test_the_contracts_of_the_walls_are_kept() -> None:
    """In a process of its own, because the checker reads the settings of the folder that it is in."""
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def imports(path: Path) -> set[str]:
    """The packages that a module imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name(path)}: imports are written in full"
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name == "model"], ids=name)
def test_the_words_know_nobody(path: Path) -> None:
    strangers = {
        module
        for module in imports(path)
        if module.split(".")[0] not in sys.stdlib_module_names
        and module != "msgspec"
        and not module.startswith("vetoproof.model")
    }
    assert not strangers


PURE = ("examine", "analyze", "screen", "track", "gold")
WORLD = {
    "sqlite3",
    "sqlalchemy",
    "socket",
    "urllib.request",
    "http.client",
    "requests",
    "subprocess",
    "tempfile",
    "time",
    "random",
}


@pytest.mark.parametrize("path", [p for p in MODULES if name(p).split("/")[0] in PURE], ids=name)
def test_pure_rooms_import_neither_disk_nor_network_nor_chance(path: Path) -> None:
    assert not imports(path) & WORLD


@pytest.mark.parametrize("path", [p for p in MODULES if name(p).split("/")[0] in PURE], ids=name)
def test_pure_rooms_never_ask_for_the_time_or_open_a_file(path: Path) -> None:
    asked = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("now", "utcnow", "today", "open", "read_text", "read_bytes", "write_text", "write_bytes", "getenv"):
                asked.append(f"{name(path)}:{node.lineno}: {called}")
    assert not asked


def test_no_file_is_longer_than_one_idea() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {path: n for path, n in lengths.items() if n > MOST_LINES}


def test_no_module_has_a_name_that_says_nothing() -> None:
    words = {
        name(path): {word for part in Path(name(path)).with_suffix("").parts for word in part.split("_")} for path in MODULES
    }
    assert not {path: found for path, said in words.items() if (found := said & EMPTY_NAMES)}


def test_classes_have_no_names_that_say_nothing_either() -> None:
    empty = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.lower().endswith(("manager", "helper", "util", "utils")):
                empty.append(f"{name(path)}: {node.name}")
    assert not empty


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_failure_is_swallowed(path: Path) -> None:
    """`except: pass` hides what happened; a failure is an outcome with a reason."""
    silent = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            bare = node.type is None
            wide = isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")
            nothing = all(
                isinstance(s, ast.Pass) or (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant)) for s in node.body
            )
            if bare or (wide and nothing):
                silent.append(f"{name(path)}:{node.lineno}")
    assert not silent


HEAVY = ("spacy", "polars", "trafilatura", "lxml", "sqlalchemy", "numpy", "yaml", "jinja2", "msgspec", "vetoproof.model")


@pytest.mark.parametrize("module", ["vetoproof", "vetoproof.cli"])
def test_importing_it_imports_no_heavy_library(module: str) -> None:
    check = f"import sys, {module}; print(*[m for m in {HEAVY!r} if m in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", check], text=True).split() == []
