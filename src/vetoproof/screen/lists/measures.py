"""What being on a list means, where the entries of that list do not print it themselves (packs/lists/measures.yaml)."""

from __future__ import annotations

from collections.abc import Sequence

from vetoproof.packs.list_table import list_table


class Measures:
    """Measures by list, programme and kind of party; "*" stands for any programme. A programme without a row has none."""

    def __init__(self, rows: Sequence[dict[str, object]] | None = None) -> None:
        self._rows: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        for row in list_table("measures")["rows"] if rows is None else rows:
            for person, key in ((True, "person"), (False, "other")):
                self._rows[str(row["list"]), str(row["programme"]), person] = tuple(row[key])  # type: ignore[arg-type]

    def of(self, of_list: str, programmes: Sequence[str], person: bool) -> tuple[str, ...]:
        """The measures that all entries under these programmes are under, in the order of the table; () if none are stated."""
        found: list[str] = []
        for programme in (*programmes, "*"):
            found += [measure for measure in self._rows.get((of_list, programme, person), ()) if measure not in found]
        return tuple(found)
