"""Other usual spellings of Latin words, by culture; written only to make these sets."""

# ruff: noqa: E501 -- tables

import random
import re

from common import hand

TABLE: dict[str, dict[str, list[str]]] = {"ar": {}, "ru": {}, "es": {}}
for culture, head, others in hand("spellings"):
    rest = others.split()
    for word in [head, *rest] if culture == "ar" else [head]:
        TABLE[culture].setdefault(word.lower(), [x for x in [head, *rest] if x != word])

RULES = {
    "ru": [("iy$", "y"), ("iy$", "ii"), ("kh", "h"), ("zh", "j"), ("shch", "sch"), ("ov$", "off"), ("ev$", "eff"), ("yev$", "ev"), ("ayev", "aev"), ("ye", "e"), ("yu", "iu"), ("ya", "ia"), ("ts", "c"), ("ks", "x"), ("ch", "tch"), ("y$", "i"), ("skiy$", "sky"), ("evich$", "yevich"), ("ovich$", "owitsch")],
    "ar": [("^al-", "el-"), ("^al-", "al "), ("^al-", ""), ("q", "k"), ("kh", "h"), ("gh", "g"), ("ou", "u"), ("u(?=[^aeiou])", "ou"), ("i(?=[^aeiou]+$)", "ee"), ("dh", "d"), ("dh", "z"), ("th", "t"), ("ay", "ai"), ("ai", "ay"), ("aw", "au"), ("j", "dj"), ("iy", "i"), ("ss", "s"), ("'", ""), ("ah$", "a"), ("i$", "y"), ("ee", "i"), ("oo", "u"), ("e(?=[^aeiou])", "i")],
    "es": [("z$", "s"), ("v", "b"), ("ll", "y"), ("i$", "y"), ("c(?=[ei])", "s"), ("x", "j"), ("qu", "k")],
}  # fmt: skip
KOREAN = dict(pair.split("=") for pair in ["ri=Lee", "ri=Yi", "kim=Gim", "pak=Park", "choe=Choi", "jo=Cho", "cho=Jo", "jang=Chang", "chang=Jang", "jong=Jung", "jon=Jeon", "paek=Baek", "yu=Yoo", "o=Oh", "an=Ahn", "sin=Shin", "hwang=Hwang", "mun=Moon", "chol=Cheol", "yong=Young", "song=Sung", "myong=Myung", "kyong=Kyung", "hyon=Hyun", "hyok=Hyuk", "pyong=Byung", "byong=Byung", "un=Eun", "su=Soo", "tong=Dong", "pong=Bong", "tok=Duk", "sok=Seok", "hun=Hoon", "jun=Joon", "kwang=Gwang", "kuk=Kook", "chon=Cheon", "hyong=Hyung", "son=Sun", "sop=Seop", "u=Woo", "gil=Kil", "ki=Gi", "thae=Tae", "thaek=Taek"])  # fmt: skip


def keep_case(model: str, word: str) -> str:
    return word.upper() if len(model) > 1 and model.isupper() else word[:1].upper() + word[1:] if model[:1].isupper() else word


def respell(name: str, culture: str, rng: random.Random, most: int = 2) -> str:
    """Up to `most` words in another usual spelling; the same name when none is known."""
    parts = re.split(r"([ -])", name)
    spots = list(range(0, len(parts), 2))
    rng.shuffle(spots)
    done = 0
    for at in spots:
        word = parts[at]
        low = word.lower()
        if culture == "ko":
            if low in KOREAN:
                parts[at] = keep_case(word, KOREAN[low])
                done += 1
        elif culture in TABLE:
            choices = TABLE[culture].get(low, [])
            if choices:
                parts[at] = keep_case(word, rng.choice(choices))
                done += 1
            elif len(low) > 4 and done < most and culture in RULES:
                rules = [(a, b) for a, b in RULES[culture] if re.search(a, low)]
                if rules:
                    a, b = rng.choice(rules)
                    parts[at] = keep_case(word, re.sub(a, b, low, count=1))
                    done += 1
        if done >= most and culture != "ko":
            break
    return "".join(parts)


WG = [("zhi$", "chih"), ("chi$", "ch'ih"), ("shi$", "shih"), ("ri$", "jih"), ("zi$", "tzu"), ("ci$", "tz'u"), ("si$", "ssu"), ("^zh", "ch"), ("^q", "ch'"), ("^x", "hs"), ("^j", "ch"), ("^z", "ts"), ("^c(?!h)", "ts'"), ("^ch(?!')", "ch'"), ("^p", "p'"), ("^t(?!s|z)", "t'"), ("^k", "k'"), ("^b", "p"), ("^d", "t"), ("^g", "k"), ("^r", "j")]  # fmt: skip
SYLLABLE = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|uai|ian|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u)", re.I)  # fmt: skip


def wade(syllable: str) -> str:
    low = syllable.lower()
    start = re.match(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?", low).group()
    rest = low[len(start) :]
    whole = {
        "zhi": "chih",
        "chi": "ch'ih",
        "shi": "shih",
        "ri": "jih",
        "zi": "tzu",
        "ci": "tz'u",
        "si": "ssu",
        "you": "yu",
        "yi": "i",
        "yan": "yen",
        "ye": "yeh",
        "er": "erh",
    }
    if low in whole:
        return whole[low]
    first = {
        "zh": "ch",
        "ch": "ch'",
        "q": "ch'",
        "x": "hs",
        "j": "ch",
        "z": "ts",
        "c": "ts'",
        "p": "p'",
        "t": "t'",
        "k": "k'",
        "b": "p",
        "d": "t",
        "g": "k",
        "r": "j",
    }.get(start, start)
    if start in ("j", "q", "x"):
        rest = {"u": "ü", "un": "ün", "uan": "üan", "ue": "üeh"}.get(rest, rest)
    rest = {
        "ong": "ung",
        "iong": "iung",
        "ian": "ien",
        "ie": "ieh",
        "uo": "o" if start not in ("g", "k", "h", "sh") else "uo",
        "ui": "ui" if start not in ("g", "k") else "uei",
        "e": "o" if start in ("g", "k", "h") else "e",
    }.get(rest, rest)
    return first + rest


def chinese(name: str, rng: random.Random) -> str:
    """'Zhang Xiaoming' as 'Zhang Xiao-ming', 'Zhang Xiao Ming' or 'Chang Hsiao-ming'."""
    last, first = name.split(" ", 1)
    parts = SYLLABLE.findall(first.replace(" ", ""))
    if "".join(parts).lower() != first.replace(" ", "").lower():
        return f"{first} {last}"
    if rng.random() < 0.4:
        return wade(last).capitalize() + " " + "-".join(map(wade, parts)).capitalize()
    return f"{last} " + (
        parts[0].capitalize() + rng.choice(["-", " "]) + " ".join(p.lower() for p in parts[1:]) if len(parts) > 1 else parts[0]
    )
