"""Transliterations of Cyrillic by the standards in use; written only to make these sets."""

BASE = dict(
    zip(
        "абвгдзийклмнопрстуфыэ",
        ["a", "b", "v", "g", "d", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "y", "e"],
        strict=False,
    )
)
SYSTEMS = {
    # BGN/PCGN as OFAC and the UK write it
    "bgn": {
        **BASE,
        **dict(zip("ежёхцчшщъьюя", ["e", "zh", "e", "kh", "ts", "ch", "sh", "shch", "_", "_", "yu", "ya"], strict=False)),
    },
    # ICAO 9303 (Russian passports since 2013)
    "icao": {
        **BASE,
        **dict(
            zip("ежёхцчшщъьюяй", ["e", "zh", "e", "kh", "ts", "ch", "sh", "shch", "ie", "_", "iu", "ia", "i"], strict=False)
        ),
    },
    # scholarly / ISO 9:1968, with marks
    "iso": {
        **BASE,
        **dict(zip("ежёхцчшщъьюяй", ["e", "ž", "ë", "ch", "c", "č", "š", "šč", "_", "_", "ju", "ja", "j"], strict=False)),
    },
    # German newspapers
    "de": {
        **BASE,
        **dict(
            zip(
                "вежёзхцчшщъьюяй",
                ["w", "e", "sch", "jo", "s", "ch", "z", "tsch", "sch", "schtsch", "_", "_", "ju", "ja", "i"],
                strict=False,
            )
        ),
    },
    # French, as passports before 1997 and newspapers
    "fr": {
        **BASE,
        **dict(
            zip(
                "ежёухцчшщъьюяй",
                ["e", "j", "io", "ou", "kh", "ts", "tch", "ch", "chtch", "_", "_", "iou", "ia", "i"],
                strict=False,
            )
        ),
    },
}
UKRAINIAN = {
    **BASE,
    **dict(
        zip(
            "гґеєжзиіїйхцчшщьюя",
            ["h", "g", "e", "ie", "zh", "z", "y", "i", "i", "i", "kh", "ts", "ch", "sh", "shch", "_", "iu", "ia"],
            strict=False,
        )
    ),
}
UK_START = {"є": "Ye", "ї": "Yi", "й": "Y", "ю": "Yu", "я": "Ya"}
VOWELS = "аеёиоуыэюяіїє"


def word(text: str, system: str) -> str:
    table = UKRAINIAN if system == "ua" else SYSTEMS[system]
    low, out = text.lower(), ""
    for at, letter in enumerate(low):
        before = low[at - 1] if at else ""
        if system == "ua" and at == 0 and letter in UK_START:
            out += UK_START[letter].lower()
        elif system == "bgn" and letter in "её" and (at == 0 or before in VOWELS + "ьъ"):
            out += "ye" if letter == "е" else "yo"
        elif system in ("icao", "fr") and low[at:] in ("ий", "ый"):
            out += {"icao": "ii" if letter == "и" else "yi", "fr": "i"}[system] if system == "icao" else "i"
            break
        elif system == "de" and low[at:] in ("ий", "ый"):
            out += "i"
            break
        else:
            out += table.get(letter, letter).replace("_", "")
    return out.capitalize()


def latin(text: str, system: str) -> str:
    return " ".join("-".join(word(x, system) for x in part.split("-")) for part in text.split())
