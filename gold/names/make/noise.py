"""Mechanical damage to a name; every function draws from the dice it is given."""

# ruff: noqa: E501 -- tables

import random
import unicodedata

NEAR = dict(zip("qwertyuiopasdfghjklzxcvbnm", ["wa", "qes", "wrd", "etf", "ryg", "tuh", "yij", "uok", "ipl", "ol", "qsz", "awdx", "sefc", "drgv", "fthb", "gyjn", "hukm", "jil", "kop", "asx", "zsdc", "xdfv", "cfgb", "vghn", "bhjm", "njk"], strict=False))  # fmt: skip
OCR = [("rn", "m"), ("m", "rn"), ("cl", "d"), ("d", "cl"), ("l", "1"), ("i", "l"), ("o", "0"), ("h", "b"), ("e", "c"), ("vv", "w"), ("w", "vv"), ("s", "5"), ("g", "q"), ("u", "ii"), ("n", "ri")]  # fmt: skip
LOOK = dict(zip("aeocpxyijsAEOCPXBHKMTaeo", "аеосрхуіјѕАЕОСРХВНКМТаео", strict=False))
GREEK = dict(zip("oavAEBZHIKMNOPTXY", "οανΑΕΒΖΗΙΚΜΝΟΡΤΧΥ", strict=False))
UNSEEN = ["\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad"]


def slip(name: str, rng: random.Random) -> str:
    """One error of a typist or of character recognition, not in the first letter of a word."""
    spots = [i for i in range(1, len(name)) if name[i].isalpha() and name[i].isascii() and name[i - 1].isalpha()]
    if not spots:
        return name
    at, kind = rng.choice(spots), rng.choice(["near", "swap", "drop", "double", "ocr", "ocr"])
    letter = name[at]
    if kind == "near":
        new = rng.choice(NEAR[letter.lower()])
        return name[:at] + (new.upper() if letter.isupper() else new) + name[at + 1 :]
    if kind == "swap" and at + 1 < len(name) and name[at + 1].isalpha() and name[at + 1] != letter:
        return name[:at] + name[at + 1] + letter + name[at + 2 :]
    if kind == "drop":
        return name[:at] + name[at + 1 :]
    if kind == "double":
        return name[:at] + letter + name[at:]
    low = name.lower()
    choices = [(a, b, i) for a, b in OCR for i in spots if low.startswith(a, i)]
    if not choices:
        return slip(name, rng)
    a, b, i = rng.choice(choices)
    return name[:i] + (b.upper() if name[i].isupper() and b.isalpha() else b) + name[i + len(a) :]


def lookalike(name: str, rng: random.Random) -> tuple[str, str]:
    kind = rng.choice(["cyrillic", "cyrillic", "cyrillic", "greek", "fullwidth", "unseen", "unseen", "mixed"])
    if kind == "fullwidth":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in name), kind
    if kind == "unseen":
        spots = sorted(rng.sample(range(1, len(name)), min(len(name) - 1, rng.choice([1, 2, 3]))), reverse=True)
        for at in spots:
            name = name[:at] + rng.choice(UNSEEN) + name[at:]
        return name, kind
    table = {"cyrillic": LOOK, "greek": GREEK, "mixed": {**LOOK, **GREEK}}[kind]
    spots = [i for i, c in enumerate(name) if c in table]
    chosen = set(rng.sample(spots, min(len(spots), rng.choice([1, 2, 3, 5, 99]))))
    return "".join(table[c] if i in chosen else c for i, c in enumerate(name)), kind


def bare(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def title_case(name: str) -> str:
    """Capitals of a list as people write them: KIM Chol Nam is Kim Chol Nam; AL-ASSAD is al-Assad."""
    out = []
    for word in name.split():
        parts = word.split("-")
        done = []
        for part in parts:
            letters = part.strip("'’()\".,")
            if len(letters) > 1 and letters.isupper():
                part = part.lower()
                for i, c in enumerate(part):
                    if c.isalpha():
                        part = part[:i] + c.upper() + part[i + 1 :]
                        break
            done.append(part)
        word = "-".join(done)
        for small in ("Al-", "El-", "Ad-", "Ul-"):
            if word.startswith(small) and len(word) > 4:
                word = small.lower() + word[3:]
        out.append(word)
    return " ".join(out)


def straight(name: str) -> str:
    """'SURNAME, Given' as 'Given Surname'."""
    if ", " in name:
        last, first = name.split(", ", 1)
        name = f"{first} {last}"
    return title_case(name)
