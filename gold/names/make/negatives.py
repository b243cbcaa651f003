"""Adds to ../queries.csv names that no list has, each near to a listed one: built from hand/inventory.txt, compared with every name of every list."""

# ruff: noqa: E501 -- tables

import csv
import re
import unicodedata
from collections import Counter
from functools import cache

import noise
from common import OUT, Entities, Sides, dice, hand, lists, names, side
from korean import coarse, latin
from lists import Entry, fold, words
from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler, Levenshtein

ENTRIES = lists()
IDS = Entities(ENTRIES)
SIDES = Sides()
SIDES.load(OUT / "pairs.csv", ["name1", "name2"])
SIDES.load(OUT / "queries.csv", ["query"])
STOCK = {row[0]: row[1].split() for row in hand("inventory")}
ALL = [(n, e) for e in ENTRIES for n in dict.fromkeys(e.names) if not n.startswith("Unknown")]
FLAT = [" ".join(sorted(words(n))) for n, _ in ALL]
EXACT = {fold(n) for n, _ in ALL}
SMALL = {
    "al",
    "el",
    "ul",
    "ur",
    "bin",
    "ben",
    "ibn",
    "de",
    "del",
    "la",
    "las",
    "los",
    "da",
    "dos",
    "of",
    "the",
    "and",
    "i",
    "ii",
    "iii",
    "abu",
    "abou",
    "umm",
    "haji",
    "hajj",
    "mullah",
    "maulavi",
    "dr",
    "mr",
    "sheikh",
    "sayyid",
    "seyed",
    "son",
    "jr",
    "ltd",
    "limited",
    "llc",
    "co",
    "company",
    "corp",
    "corporation",
    "jsc",
    "sa",
    "cv",
    "inc",
    "gmbh",
    "group",
}
FREQ = Counter(w for f in FLAT for w in set(f.split()))


@cache
def key(word: str) -> str:
    """A word without what spellings differ in: vowels, h, doubled letters, voiced or not."""
    word = unicodedata.normalize("NFKD", word.lower())
    word = "".join(c for c in word if c.isalnum())
    for a, b in (
        ("sch", "s"),
        ("sh", "s"),
        ("kh", "k"),
        ("gh", "g"),
        ("ch", "c"),
        ("zh", "z"),
        ("dj", "j"),
        ("ts", "c"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("q", "k"),
        ("x", "ks"),
        ("w", "v"),
        ("y", ""),
        ("z", "s"),
    ):
        word = word.replace(a, b)
    word = word[:1] + re.sub(r"[aeiouh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", word)


@cache
def kin(a: str, b: str) -> bool:
    if a == b or (key(a) == key(b) and len(key(a)) > 1):
        return True
    if min(len(a), len(b)) < 4:
        return False
    return Levenshtein.distance(a, b) <= (1 if min(len(a), len(b)) < 7 else 2) or JaroWinkler.similarity(a, b) > 0.9


def content(name: str) -> list[str]:
    return [w for w in words(name) if w not in SMALL and len(w) > 1] or words(name)


def covered(a: list[str], b: list[str]) -> bool:
    """Every word of the shorter is the other's, or nearly."""
    short, long = sorted((a, b), key=len)
    rest = list(long)
    for word in short:
        found = next((x for x in rest if kin(word, x)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


CONTENT = [content(n) for n, _ in ALL]
SYL = [("woo", "o"), ("yeou", "yo"), ("yeo", "yo"), ("you", "yo"), ("yoo", "yo"), ("yu", "yo"), ("eo", "o"), ("eu", "o"), ("oo", "o"), ("u", "o"), ("ai", "e"), ("ae", "e"), ("ee", "i"), ("ch", "j"), ("g", "k"), ("d", "t"), ("b", "p"), ("l", "r"), ("kh", "k"), ("th", "t"), ("ph", "p")]  # fmt: skip
FAMILY = {
    "lee": "ri",
    "yi": "ri",
    "rhee": "ri",
    "li": "ri",
    "park": "pak",
    "choi": "choe",
    "noh": "no",
    "roh": "no",
    "lim": "rim",
    "im": "rim",
    "yoo": "yo",
    "ryu": "yo",
    "yu": "yo",
    "ra": "na",
    "oh": "o",
}


def korean_key(name: str) -> tuple[str, ...]:
    out = []
    for word in words(name):
        word = FAMILY.get(word, word).replace("ng", "N")
        for a, b in SYL:
            word = word.replace(a, b)
        out.append(word)
    return tuple(sorted(out))


KOREAN = {korean_key(n) for n, e in ALL if e.schema == "Person"} | {
    tuple(sorted("".join(k) for k in [korean_key(n)])) for n, e in ALL if "DPRK" in e.program
}


ROMAN = dict(
    zip(
        [
            "i",
            "ii",
            "iii",
            "iv",
            "v",
            "vi",
            "vii",
            "viii",
            "ix",
            "x",
            "xi",
            "xii",
            "xiii",
            "xiv",
            "xv",
            "xvi",
            "xvii",
            "xviii",
            "xix",
            "xx",
        ],
        map(str, range(1, 21)),
        strict=False,
    )
)


def hull(name: str) -> str:
    """A ship's name without spaces, its Roman numeral as figures."""
    parts = re.findall(r"[a-z]+|\d+", noise.bare(name).lower())
    return "".join([*parts[:-1], ROMAN.get(parts[-1], parts[-1])]) if parts else ""


HULLS = {hull(n) for n, e in ALL if e.schema in ("Vessel", "Asset")}


def free(name: str, schema: str, ko: bool = False) -> bool:
    if fold(name) in EXACT:
        return False
    if ko:
        return korean_key(name) not in KOREAN
    if schema == "Vessel":
        return hull(name) not in HULLS
    if schema == "Organization":
        own = [w for w in content(name) if FREQ[w] <= 12]
        for n, c in zip(ALL, CONTENT, strict=False):
            if n[1].schema != "Person" and own and all(any(kin(w, x) for x in c) for w in own):
                return False
        return bool(own)
    mine = content(name)
    return not any(e.schema == "Person" and len(c) > 1 and covered(mine, c) for (_, e), c in zip(ALL, CONTENT, strict=False))


def near(name: str, own: bool = False) -> tuple[str, float]:
    flat = " ".join(sorted(words(name)))
    for _, score, at in process.extract(flat, FLAT, scorer=fuzz.ratio, limit=400 if own else 1):
        if not own or (ALL[at][1].list in ("un", "ofac-sdn") and ALL[at][1].schema == "Person"):
            return ALL[at][0], score
    return "", 0.0


WRONG = {row[0] for row in hand("wrong")}  # read by eye and refused
ROWS: list[list[str]] = []
SEEN: set[str] = set()


def put(name: str, e: Entry, why: str, ko: bool = False, shown: str = "") -> bool:
    if fold(name) in SEEN or not free(name, e.schema, ko):
        return False
    own = IDS.of.get((e.list, e.id), f"{e.list}:{e.id}")
    shown = shown or name
    if not SIDES.take(side(own), shown):
        return False
    SEEN.add(fold(name))
    other, score = near(name)
    note = f"near {e.list} {e.id} {' '.join(e.name.split())}; {why}"
    if fold(other) != fold(e.name) and not e.list.startswith("eu"):
        best = next(x for n, x in ALL if n == other)
        note += f"; nearest by letters {score:.0f}" + (f": {best.list} {best.id}" if not best.list.startswith("eu") else "")
    ROWS.append(["negative", side(own), shown, e.schema, "", "", note])
    return True


def pool(kind: str, test, schema: str = "Person") -> list[Entry]:
    found = [
        e
        for e in ENTRIES
        if e.list in ("un", "ofac-sdn")
        and e.schema == schema
        and e.name.isascii()
        and "(" not in e.name
        and len(e.name) < 46
        and test(e)
    ]
    return dice("negative", kind).sample(found, len(found))


def pick(rng, group: str, *unlike: str) -> str:
    def bare(w):
        return fold(re.sub("^al-", "", w.lower()))

    alike = [max((JaroWinkler.similarity(bare(w), bare(x)) for x in unlike), default=0) for w in STOCK[group]]
    return rng.choice([w for w, a in zip(STOCK[group], alike, strict=False) if a < 0.75] or STOCK[group])


def split_name(e: Entry) -> tuple[list[str], list[str]]:
    if ", " not in e.name:
        return [], []
    last, first = e.name.split(", ", 1)
    return noise.title_case(first).split(), noise.title_case(last).split()


def fill(want: int, entries: list[Entry], make) -> None:
    done = 0
    for e in entries:
        if done >= want:
            return
        made = make(e, dice("neg", e.list, e.id))
        if made and fuzz.ratio(*(" ".join(sorted(words(x))) for x in (made[0], e.name))) < (
            62 if e.schema == "Organization" else 55
        ):
            continue
        if made and put(made[0], e, made[1]):
            done += 1


FAMILIES = {
    "An",
    "Chang",
    "Cha",
    "Cho",
    "Choe",
    "Chong",
    "Chu",
    "Han",
    "Ho",
    "Hwang",
    "Hyon",
    "Ja",
    "Jang",
    "Ji",
    "Jo",
    "Jon",
    "Jong",
    "Ju",
    "Kang",
    "Kim",
    "Ko",
    "Ku",
    "Min",
    "Mun",
    "No",
    "O",
    "Pae",
    "Paek",
    "Pak",
    "Pang",
    "Park",
    "Pyon",
    "Ra",
    "Ri",
    "Rim",
    "Ro",
    "Ryang",
    "Ryom",
    "Ryu",
    "Sin",
    "So",
    "Son",
    "Yang",
    "Yon",
    "Yu",
    "Yun",
}


def korean() -> None:
    by_id = {e.id: e for e in ENTRIES if e.list == "un"}
    done = 0
    syllables = "철성명광영남호수일혁진국춘은희길식훈문학병태삼준룡환경미옥선섭세택해천규만덕"
    for turn in range(3):
        for row in hand("korean"):
            found = re.search(r"UN (KPi\.\d+)", row[3])
            if not found or done >= 130:
                continue
            hangul, e, rng = row[0], by_id[found.group(1)], dice("neg", row[0], turn)
            at = rng.randrange(1, len(hangul))
            new = rng.choice(
                [
                    s
                    for s in syllables
                    if coarse(s) != coarse(hangul[at])
                    and (coarse(s)[0] != coarse(hangul[at])[0] or coarse(s)[1:] != coarse(hangul[at])[1:])
                ]
            )
            made = hangul[:at] + new + hangul[at + 1 :]
            if len(set(made)) < len(made):
                continue
            system = rng.choice(["kp", "kp", "mrp", "mr", "rr", "media", "mrq", "hangul"])
            plain = latin(made, "kp")
            done += put(
                plain,
                e,
                "one syllable of the given name differs",
                ko=True,
                shown=made if system == "hangul" else latin(made, system),
            )
    done = 0
    for e in (
        pool("ko", lambda e: "DPRK" in e.program and e.list == "ofac-sdn" and len(words(e.name)) == 3 and ", " in e.name) * 2
    ):
        given, last = split_name(e)
        given = " ".join(given).replace("-", " ").split()
        rng = dice("neg ko", e.id, done)
        if len(given) != 2 or len(last) != 1 or done >= 75 or last[0] not in FAMILIES or set(given) & {"Mikhail", "Mei", "Wee"}:
            continue
        at = rng.randrange(2)
        new = rng.choice([s for s in STOCK["ko.syllable"] if korean_key(s) != korean_key(given[at]) and s not in given])
        given[at] = new
        made = " ".join([*last, *(g.capitalize() for g in given)])
        done += put(made, e, "one syllable of the given name differs", ko=True)


def russian(e: Entry, rng):
    given, last = split_name(e)
    if len(given) != 2 or len(last) != 1 or not re.search(r"(ich|vna|chna)$", given[1]):
        return None
    her = given[1].endswith("na")

    def ending(s):
        return s + "a" if her and re.search(r"(ov|ev|in|yn)$", s) else s[:-1] + "aya" if her and s.endswith("y") else s

    way = rng.randrange(3)
    if way == 0:
        return f"{given[0]} {given[1]} {ending(pick(rng, 'ru.surname', last[0]))}", "another surname"
    if way == 1:
        return f"{given[0]} {pick(rng, 'ru.mother' if her else 'ru.father', given[1])} {last[0]}", "another patronymic"
    first = pick(rng, "ru.woman" if her else "ru.man", given[0])
    return rng.choice(
        [f"{first} {pick(rng, 'ru.mother' if her else 'ru.father', given[1])} {last[0]}", f"{first} {given[1]} {last[0]}"]
    ), "another given name"


def two_part(culture: str):
    def make(e: Entry, rng):
        given, last = split_name(e)
        if not given:
            parts = noise.title_case(e.name).split()
            if not 2 <= len(parts) <= 4 or (culture == "ar" and len(content(" ".join(parts))) > 3):
                return None
            at = rng.randrange(len(parts))
            if (
                parts[at].lower() in SMALL
                or parts[at - 1].lower() in {"abd", "abdul", "al", "bin", "ben"}
                or parts[at].lower() in {"abd", "abdul", "khan", "mohammad", "muhammad"}
            ):
                return None
            group = f"{culture}.{'family' if culture == 'ar' else 'surname'}" if at == len(parts) - 1 else f"{culture}.given"
            return " ".join([*parts[:at], pick(rng, group, *parts), *parts[at + 1 :]]), "one word differs"
        if len(given) + len(last) > 5 or (culture in ("ar", "af") and len(content(" ".join(given))) > 2):
            return None
        if rng.random() < 0.5 and not last[0].lower().startswith("abd"):
            group = f"{culture}.family" if culture == "ar" else f"{culture}.surname"
            return " ".join([*given, pick(rng, group, *last)]), "another family name"
        if given[0].lower().startswith(("abd", "'abd", "abu")):
            return None
        return " ".join([pick(rng, f"{culture}.given", *given), *given[1:], *last]), "another given name"

    return make


def spanish(e: Entry, rng):
    given, last = split_name(e)
    if not given or len(last) != 2 or any(x.lower() in SMALL for x in given + last):
        return None
    way = rng.randrange(3)
    if way == 0:
        return " ".join([*given, last[0], pick(rng, "es.surname", *last)]), "another second surname"
    if way == 1:
        return " ".join([*given, pick(rng, "es.surname", *last), last[1]]), "another first surname"
    if given[0].endswith("a"):
        return None
    return " ".join([pick(rng, "es.given", *given), *given[1:], *last]), "another given name"


def chinese(e: Entry, rng):
    given, last = split_name(e)
    if len(given) != 1 or len(last) != 1:
        return None
    new = pick(rng, "zh.given", given[0])
    return rng.choice([f"{last[0]} {new}", f"{new} {last[0]}"]), "another given name"


def burmese(e: Entry, rng):
    parts = words(e.name)
    at = rng.randrange(len(parts))
    if not 2 <= len(parts) <= 4:
        return None
    given, last = split_name(e)
    parts = [*given, *last]
    parts[at % len(parts)] = pick(rng, "my.word", *parts)
    return " ".join(parts), "one word differs"


def firm(e: Entry, rng):
    name = e.name
    own = [w for w in re.findall(r"[A-Z][A-Z'-]{3,}", name) if FREQ[fold(w)] <= 8 and fold(w) not in SMALL]
    if len(own) != 1 or len(words(name)) < 3:
        return None
    p = e.program
    group = (
        "ko.place"
        if "DPRK" in p or "KOREA" in name.upper()
        else "ru.firm"
        if "RUSSIA" in p or "UKRAINE" in p or "BELARUS" in p
        else "fa.firm"
        if "IRAN" in p or "IFSR" in p or p == "Iran"
        else "es.firm"
        if "SDNT" in p or "VENEZ" in p
        else "zh.firm"
        if "CHINA" in name.upper() or re.search("DALIAN|DANDONG|SHANGHAI|HONG KONG|BEIJING", name.upper())
        else "en.firm"
    )
    new = pick(rng, group, own[0]).replace("-", " ").upper()
    return noise.title_case(name.replace(own[0], new)) if rng.random() < 0.5 else name.replace(
        own[0], new
    ), "the proper word differs"


def ship(e: Entry, rng):
    parts = e.name.split()
    if re.fullmatch(r"\d+|[IVX]+", parts[-1]) and len(parts) > 1:
        value = (
            rng.choice([v for v in range(2, 30) if str(v) != parts[-1]])
            if len(parts[-1]) < 3 or not parts[-1].isdigit()
            else int(parts[-1]) + rng.choice([-31, 57, 112, 203])
        )
        return " ".join([*parts[:-1], str(value)]), "another numeral"
    if len(parts) < 2:
        return None
    at = rng.randrange(len(parts))
    if len(parts[at]) < 3:
        return None
    return " ".join([*parts[:at], pick(rng, "ship.word", *parts), *parts[at + 1 :]]), "one word differs"


def has(*keys: str):
    return lambda e: any(k in e.program for k in keys)


korean()
fill(165, pool("ru", has("RUSSIA", "UKRAINE", "ELECTION")), russian)
fill(
    140,
    pool(
        "ar", lambda e: has("SYRIA", "IRAQ", "Iraq", "Qaida", "YEMEN", "LIBYA", "Libya")(e) and "TIKRITI" not in e.name.upper()
    ),
    two_part("ar"),
)
fill(95, pool("fa", has("IRAN", "IFSR", "Iran", "HRIT")), two_part("fa"))
fill(55, pool("af", lambda e: e.program == "Taliban"), two_part("af"))
fill(120, pool("es", has("SDNT", "VENEZ", "NICARAGUA")), spanish)
fill(70, pool("zh", lambda e: e.nationality in ("China", "Hong Kong") or "HK-EO" in e.program), chinese)
fill(45, pool("fr", lambda e: e.program in ("DRC", "CAR", "DRCONGO", "SouthSudan", "SOUTH SUDAN", "Sudan")), two_part("fr"))
fill(30, pool("yu", has("BALKANS")), two_part("yu"))
fill(20, pool("my", has("BURMA")), burmese)
fill(125, pool("firm", lambda e: e.id not in WRONG, "Organization"), firm)
fill(95, pool("ship", lambda e: e.id not in WRONG and "FU YUAN" not in e.name, "Vessel"), ship)

for culture, cell in hand("common"):
    for name in names(cell):
        best, _ = near(name, own=True)
        e = next((x for n, x in ALL if n == best and x.list in ("un", "ofac-sdn")), None)
        if name.isascii() or not re.search(r"[^\u0000-\u024f’]", name):
            put(name, e, f"a common name ({culture}), invented")
        elif free(name, "Person") and SIDES.take(side("common:" + name), name):
            ROWS.append(
                ["negative", side("common:" + name), name, "Person", "", "", f"a common name ({culture}), invented; near none"]
            )

with (OUT / "queries.csv").open(encoding="utf-8") as file:
    rows = [list(r.values()) for r in csv.DictReader(file) if r["set"] != "negative"]
with (OUT / "queries.csv").open("w", encoding="utf-8", newline="") as file:
    write = csv.writer(file, lineterminator="\n")
    write.writerow(["set", "split", "query", "schema", "expect_list", "expect_id", "note"])
    write.writerows(sorted(rows + ROWS))
print(len(ROWS), "negatives;", dict(SIDES.refused), "left out: on the other side")
