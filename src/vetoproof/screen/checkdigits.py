"""Check digits: arithmetic that tells a mistyped identifier from a right one. Pure, no tables.

Every function takes a canonical value (see `identifiers.canonical`) and answers True (right), False (wrong) or None (this
form carries no check digit that is published). A right check digit says that the number was typed without a single slip; it
does not say that the number was ever issued, nor to whom.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
# GB 32100-2015 leaves out I, O, S, V and Z, which are mistaken for digits and U.
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def imo_ship(value: str) -> bool | None:
    """IMO ship number: the first six digits weighed 7 to 2; the last digit of the sum is the seventh digit.

    Source: IMO resolution A.1117(30). Example: 8517839 -> 56+30+5+28+24+6 = 149 -> 9.
    """
    if not re.fullmatch(r"[0-9]{7}", value):
        return False
    return _weighted(value, (7, 6, 5, 4, 3, 2)) % 10 == int(value[6])


def imo_company(value: str) -> bool | None:
    """IMO company and registered owner number: weights 8, 6, 4, 2, 9, 7; eleven less the remainder by eleven, its last digit.

    Source: IMO resolution MSC.160(78) and the description published with open validators; checked against 58 numbers that the
    Official Journal prints for companies: 58 of 58 right, where the rule for ships calls 4 right.
    """
    if not re.fullmatch(r"[0-9]{7}", value):
        return False
    return (11 - _weighted(value, (8, 6, 4, 2, 9, 7)) % 11) % 10 == int(value[6])


def lei(value: str) -> bool | None:
    """LEI (ISO 17442): letters become 10 to 35, and the whole number leaves 1 by 97 (ISO 7064, MOD 97-10)."""
    if not re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", value):
        return False
    return int("".join(str(int(char, 36)) for char in value)) % 97 == 1


def inn(value: str) -> bool | None:
    """INN, tax number of ten digits (organisations, one check digit) or twelve (persons, two check digits).

    Source: annex to order MMV-7-6/435 of the tax service (29 June 2012) and its predecessors.
    """
    if re.fullmatch(r"[0-9]{10}", value):
        return _weighted(value, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == int(value[9])
    if re.fullmatch(r"[0-9]{12}", value):
        first = _weighted(value, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == int(value[10])
        return first and _weighted(value, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10 == int(value[11])
    return False


def ogrn(value: str) -> bool | None:
    """OGRN of 13 digits (organisations: remainder by 11) or OGRNIP of 15 (traders: by 13); its last digit is the check."""
    if re.fullmatch(r"[0-9]{13}", value):
        return int(value[:12]) % 11 % 10 == int(value[12])
    if re.fullmatch(r"[0-9]{15}", value):
        return int(value[:14]) % 13 % 10 == int(value[14])
    return False


def okpo(value: str) -> bool | None:
    """OKPO of 8 or 10 digits: weights 1, 2, 3... by 11; where that leaves 10, weights 3, 4, 5..., and 10 again counts as 0."""
    if not re.fullmatch(r"[0-9]{8}|[0-9]{10}", value):
        return False
    body = value[:-1]
    rest = _weighted(body, tuple(place % 10 + 1 for place in range(len(body)))) % 11
    if rest == 10:
        rest = _weighted(body, tuple((place + 2) % 10 + 1 for place in range(len(body)))) % 11 % 10
    return rest == int(value[-1])


def edrpou(value: str) -> bool | None:
    """EDRPOU of 8 digits: weights 1 to 7 (7, 1 to 6 between 30000000 and 60000000) by 11; on 10 again with weights 2 higher."""
    if not re.fullmatch(r"[0-9]{8}", value):
        return False
    weights = (7, 1, 2, 3, 4, 5, 6) if 30_000_000 <= int(value) <= 60_000_000 else (1, 2, 3, 4, 5, 6, 7)
    rest = _weighted(value, weights) % 11
    if rest == 10:
        rest = _weighted(value, tuple(weight + 2 for weight in weights)) % 11 % 10
    return rest == int(value[7])


def uscc(value: str) -> bool | None:
    """Unified social credit code, 18 characters (GB 32100-2015): powers of 3 by 31, the last character makes up the rest."""
    if len(value) != 18 or any(char not in _USCC for char in value):
        return False
    total = sum(_USCC.index(char) * pow(3, place, 31) for place, char in enumerate(value[:17]))
    return _USCC[-total % 31] == value[17]


def isin(value: str) -> bool | None:
    """ISIN (ISO 6166): letters become 10 to 35, then Luhn over all digits."""
    if not re.fullmatch(r"[A-Z]{2}[0-9A-Z]{9}[0-9]", value):
        return False
    digits = "".join(str(int(char, 36)) for char in value)
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def bic(value: str) -> bool | None:
    """BIC (ISO 9362) has no check digit: None where the shape is right (4 + 2 letters, 2, perhaps 3), False where not."""
    return None if re.fullmatch(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", value) else False


def mmsi(value: str) -> bool | None:
    """MMSI of a ship: nine digits that begin with a country's three (MID, 201 to 775; ITU-R M.585); no check digit."""
    if not re.fullmatch(r"[0-9]{9}", value):
        return False
    return None if 201 <= int(value[:3]) <= 775 else False


def crypto(value: str) -> bool | None:
    """Address of a cryptocurrency: Base58Check (1..., 3..., T...) and Bech32 or Bech32m (bc1..., ltc1...) carry a check sum.

    Sources: BIP 173 and 350 and the Bitcoin reference client. Other forms (0x..., whose capitals are a check by a hash that
    the standard library lacks) give None.
    """
    if re.fullmatch(r"(?:bc|ltc|tb)1[0-9a-z]{6,87}", value):
        return _bech32(value)
    if re.fullmatch(r"[13TLMDt][1-9A-HJ-NP-Za-km-z]{25,34}", value):
        return _base58check(value)
    return None


def _base58check(value: str) -> bool:
    number = 0
    for char in value:
        number = number * 58 + _BASE58.index(char)
    zeros = len(value) - len(value.lstrip("1"))
    data = b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def _bech32(value: str) -> bool:
    prefix, _, data = value.rpartition("1")
    if any(char not in _BECH32 for char in data):
        return False
    check = 1
    symbols = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    for symbol in symbols + [_BECH32.index(char) for char in data]:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ symbol
        for place, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= generator if top >> place & 1 else 0
    return check in (1, 0x2BC830A3)


CHECKS: Mapping[str, Callable[[str], bool | None]] = {
    "imo_ship": imo_ship,
    "imo_company": imo_company,
    "lei": lei,
    "inn": inn,
    "ogrn": ogrn,
    "okpo": okpo,
    "edrpou": edrpou,
    "uscc": uscc,
    "isin": isin,
    "bic": bic,
    "mmsi": mmsi,
    "crypto": crypto,
}
