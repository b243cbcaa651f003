"""spaCy without its command line, which is half of the time that importing it takes and which nothing here uses."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = ("spacy.cli", "spacy.cli.info")


def spacy() -> ModuleType:
    """The package, imported at the first call. Its command line (downloads, training, project files: .9 s of imports) stands
    aside meanwhile, and is found again by whoever imports it later. Where spaCy changes its modules nothing is gained or lost.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    aside = {name: ModuleType(name) for name in _COMMANDS}
    aside["spacy.cli"].__path__ = []
    aside["spacy.cli.info"].info = _info  # type: ignore[attr-defined]
    sys.modules.update(aside)
    try:
        return import_module("spacy")
    finally:
        for name, module in aside.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*arguments: Any, **named: Any) -> Any:
    """`spacy.info`, by the real command line."""
    return import_module("spacy.cli.info").info(*arguments, **named)
