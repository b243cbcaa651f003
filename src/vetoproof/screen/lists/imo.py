"""Numbers of the International Maritime Organization's scheme: of ships, and in another series of owners and companies."""

from __future__ import annotations

from itertools import islice


def is_ship(number: str) -> bool:
    """Whether the last of seven digits checks the others as in a ship's number: it ends their sum times 7, 6, ... 2
    (resolution A.1117(30))."""
    digits = _digits(number)
    return digits is not None and _weighed(digits, (7, 6, 5, 4, 3, 2)) % 10 == digits[6]


def is_company(number: str) -> bool:
    """Whether the last digit checks the others as in the number of an owner or company: weights 8, 6, 4, 2, 9, 7, modulo 11
    (circular letter 2554). One number in ten fits both series by chance."""
    digits = _digits(number)
    return digits is not None and (11 - _weighed(digits, (8, 6, 4, 2, 9, 7)) % 11) % 10 == digits[6]


def _digits(number: str) -> list[int] | None:
    return [int(digit) for digit in number] if len(number) == 7 and number.isascii() and number.isdigit() else None


def _weighed(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(digit * weight for digit, weight in zip(islice(digits, 6), weights, strict=True))
