"""Figures in words and digits: thin grouping, open ends said, vague words left as they are."""

from __future__ import annotations

THIN = "\u202f"
"""Narrow no-break space: 13 000 stays on one line, and is not read as a decimal in any language."""

BASIS = {
    "count": "stated, basis not given",
    "capacity": "capacity: what could be held, not what was counted",
    "estimate": "estimate",
}
COMPARATOR = {"exact": "", "at_least": "at least", "up_to": "up to", "about": "about", "more_than": "more than", "vague": ""}


def grouped(value: float | int) -> str:
    """13000 as "13 000" with narrow spaces; at most four decimals, none that are zero."""
    if isinstance(value, float) and not value.is_integer():
        whole, _, rest = f"{abs(value):,.4f}".rstrip("0").partition(".")
        return ("-" if value < 0 else "") + whole.replace(",", THIN) + (f".{rest}" if rest else "")
    return f"{int(value):,}".replace(",", THIN)


def signed(value: float) -> str:
    """Log-odds with their sign and two decimals: "+1.39", "-0.40"; a minus sign, not a hyphen."""
    return f"{value:+.2f}".replace("-", "\u2212")


def per_cent(value: float) -> str:
    """A probability in per cent without false precision: whole per cents, and the ends as "under 1", "over 99"."""
    if value < 0.01:
        return "under 1"
    if value > 0.99:
        return "over 99"
    return str(round(value * 100))


def amount(low: float | int | None, high: float | int | None, comparator: str, unit: str, words: str = "") -> str:
    """A claimed interval: "at least 13 000 containers", "1 000 to 3 000 persons", "no number given (thousands)"."""
    name = "" if unit == "share" else f" {unit}"
    if low is None and high is None:
        return f"no number given ({words})" if words else "no number given"
    if unit == "share":
        low, high = (None if low is None else round(low * 100, 2)), (None if high is None else round(high * 100, 2))
        name = " per cent"
    if low is not None and high is not None and low != high:
        return f"{grouped(low)} to {grouped(high)}{name}"
    word = COMPARATOR.get(comparator, comparator)
    if not word and (low is None) != (high is None):
        word = "at least" if high is None else "up to"
    value = low if low is not None else high
    assert value is not None
    return f"{word} {grouped(value)}{name}".strip()


def counted(n: int, one: str, many: str = "") -> str:
    """ "1 outlet", "3 outlets"."""
    return f"{grouped(n)} {one if n == 1 else many or one + 's'}"


def bounds(low: int, high: int) -> str:
    """A count that is a range: "1", or "1-2" with an en dash."""
    return grouped(low) if low == high else f"{grouped(low)}\u2013{grouped(high)}"
