"""The rows of ../pairs.csv as they are put, and what every set needs of the lists."""

from common import Entities, Sides, lists, side
from lists import fold, words

ENTRIES = lists()
IDS = Entities(ENTRIES)
SIDES = Sides()
ROWS: dict[tuple[str, str, str], list[str]] = {}
KNOWN_WORDS = {w for e in ENTRIES for n in e.names for w in words(n)}
ALL = [(n, e) for e in ENTRIES for n in e.names]
FLAT = [" ".join(sorted(words(n))) for n, _ in ALL]


def put(kind: str, entity: str, schema: str, one: str, two: str, match: bool, note: str) -> bool:
    if one == two or (
        fold(one) == fold(two)
        and kind not in ("homoglyphs", "spacing", "korean_family", "companies", "ships", "numerals", "hangul_latin")
    ):
        return False
    if any(k in ROWS for k in ((kind, one, two), (kind, two, one))):
        return False
    if not SIDES.take(side(entity), one, two):
        return False
    ROWS[kind, one, two] = [kind, side(entity), entity, schema, one, two, "true" if match else "false", note]
    return True
