"""Tables about sanctions lists: what being listed means, which label holds which value. YAML with source and limitation.

table = list_table("measures")
table["rows"]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from vetoproof.packs.errors import PackError, Problem

_HERE = Path(__file__).parent / "lists"


def list_table(name: str) -> dict[str, Any]:
    """The table `packs/lists/<name>.yaml`. Raises `PackError` if it does not tell its source and limitation."""
    import yaml

    with (_HERE / f"{name}.yaml").open("rb") as file:
        value: dict[str, Any] = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    missing = [key for key in ("source", "limitation") if not str(value.get(key) or "").strip()]
    if missing:
        raise PackError(
            [
                Problem(
                    f"lists/{name}.yaml", 1, f"no {' and no '.join(missing)}", "say where the rows are from and what they lack"
                )
            ]
        )
    return value
