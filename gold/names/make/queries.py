"""Builds the positives of ../queries.csv; hand/absent.txt and negatives.py give the others."""

# ruff: noqa: ARG001, E501 -- the makers of one kind take the same arguments; tables

import csv
import random
import re

import noise
from common import OUT, Entities, Sides, dice, hand, lists, names, side
from lists import Entry, fold, words
from rapidfuzz import fuzz, process
from variants import chinese, respell

ENTRIES = lists()
IDS = Entities(ENTRIES)
SIDES = Sides()
SIDES.load(OUT / "pairs.csv", ["name1", "name2"])
ALL = [(n, e) for e in ENTRIES for n in e.names if not n.startswith("Unknown")]
FLAT = [" ".join(sorted(words(n))) for n, _ in ALL]
COMMON: dict[str, int] = {}
for _name, _entry in ALL:
    for _word in set(words(_name)):
        COMMON[_word] = COMMON.get(_word, 0) + 1
KNOWN_WORDS = {w for n, _ in ALL for w in words(n)}
ROWS: list[list[str]] = []
BUSY: set[str] = set()
TITLES = {r[0]: names(r[1]) for r in hand("titles")}
NATIVE = [e for e in ENTRIES if e.list == "un" and e.native]


def culture(e: Entry) -> str:
    p = e.program
    if "Korea, North" in e.nationality or ("North Korea" in e.remarks and e.schema == "Person"):
        return "ko"
    for tag, keys in (
        ("ko", ("DPRK",)),
        ("ru", ("RUSSIA", "UKRAINE", "BELARUS", "ELECTION")),
        ("af", ("Taliban",)),
        (
            "ar",
            (
                "SYRIA",
                "IRAQ",
                "Iraq",
                "Qaida",
                "LIBYA",
                "Libya",
                "YEMEN",
                "Yemen",
                "IRAN",
                "IFSR",
                "Iran",
                "SDGT",
                "FTO",
                "HRIT",
            ),
        ),
        ("es", ("SDNT", "VENEZ", "CUBA", "NICARAGUA")),
        ("zh", ("HK-EO",)),
    ):
        if any(k in p for k in keys):
            return "zh" if e.nationality in ("China", "Hong Kong") and tag in ("ko", "es") else tag
    return (
        "zh"
        if e.nationality in ("China", "Hong Kong")
        else "fr"
        if p in ("DRC", "CAR", "SouthSudan", "Sudan", "DRCONGO")
        else "en"
    )


def same_party(a: Entry, b: Entry) -> bool:
    if (a.list, a.id) == (b.list, b.id) or IDS.of.get((a.list, a.id), "a") == IDS.of.get((b.list, b.id), "b"):
        return True
    if {"Vessel"} & {a.schema, b.schema} and a.imo and b.imo:
        return a.imo == b.imo
    return a.list != b.list and any(
        fuzz.ratio(" ".join(sorted(words(x))), " ".join(sorted(words(y)))) > 92 for x in a.names[:6] for y in b.names[:6]
    )


def clear(query: str, entry: Entry) -> bool:
    """No other listed party is as near to the query as the one that is meant."""
    flat = " ".join(sorted(words(query)))
    mine = max(fuzz.ratio(flat, " ".join(sorted(words(n)))) for n in entry.names)
    for _, score, i in process.extract(flat, FLAT, scorer=fuzz.ratio, limit=12):
        if score >= max(mine, 70) - 0.01 and not same_party(ALL[i][1], entry):
            return False
    want = set(words(query))
    if len(want) <= 2 and entry.schema == "Person":
        for n, e in ALL:
            if e.schema == "Person" and want <= set(words(n)) and not same_party(e, entry):
                return False
    return True


def put(kind: str, e: Entry, query: str, note: str, check: bool = True) -> bool:
    query = re.sub(r"\s+", " ", query).strip()
    own = IDS.of[e.list, e.id]
    if fold(query) in {fold(n) for n in e.names} and kind not in (
        "order",
        "homoglyph",
        "joined_split",
        "ships",
        "native",
        "typo",
    ):
        return False
    if query in e.names or (check and not clear(query, e)) or not SIDES.take(side(own), query):
        return False
    ROWS.append([kind, side(own), query, e.schema, e.list, e.id, note])
    BUSY.add(own)
    return True


def base(e: Entry) -> str:
    name = re.sub(r"\s*\(.*?\)", "", e.name).strip()
    return noise.straight(name) if e.schema == "Person" else name


def typo(name: str, e: Entry, rng: random.Random) -> str:
    for _ in range(6):
        bad = noise.slip(name, rng)
        new = [w for w in words(bad) if w not in words(name)]
        if new and all(len(w) > 4 and w not in KNOWN_WORDS for w in new) and len(words(bad)) == len(words(name)):
            return bad
    return ""


def order(name: str, e: Entry, rng: random.Random) -> str:
    parts = name.split()
    if len(parts) < 2:
        return ""
    forms = [" ".join(parts[-1:] + parts[:-1]), f"{parts[-1].upper()}, {' '.join(parts[:-1])}"]
    return rng.choice(forms)


SMALL = {
    "de",
    "al",
    "el",
    "abd",
    "abdul",
    "bin",
    "ben",
    "ould",
    "abu",
    "del",
    "la",
    "wa",
    "bint",
    "van",
    "von",
    "y",
    "los",
    "da",
    "dos",
    "ul",
    "e",
}


def parts_of(e: Entry) -> tuple[list[str], list[str]]:
    """Given names and surnames of an entry that writes 'SURNAME, Given'."""
    if ", " not in e.name:
        return [], []
    last, first = e.name.split(", ", 1)
    return noise.title_case(first).split(), noise.title_case(last).split()


def drop(name: str, e: Entry, rng: random.Random) -> str:
    given, last = parts_of(e)
    if culture(e) in ("ko", "zh") or any(x.lower() in SMALL for x in given + last):
        return ""
    if culture(e) == "es":
        out = (
            given[:1] + last
            if len(given) > 1 and (len(last) < 2 or rng.random() < 0.4)
            else given + last[:1]
            if len(last) == 2
            else []
        )
    elif given:
        out = given[:1] + last if len(given) > 1 and len(last) == 1 else []
    else:
        at = name.split()
        out = at[:1] + at[2:] if len(at) > 2 and not any(x.lower() in SMALL for x in at) else []
    if (
        len(out) < 2
        or len(set(out)) < len(out)
        or min(COMMON.get(fold(x), 0) for x in (out[-1:] if not last else [x for x in out if x in last])) > 8
    ):
        return ""
    return " ".join(out)


def initial(name: str, e: Entry, rng: random.Random) -> str:
    given, last = parts_of(e)
    if (
        culture(e) not in ("ru", "es", "en", "fr")
        or len(given) < 2
        or any(x.lower() in SMALL for x in given)
        or any(len(x) < 3 for x in given)
    ):
        return ""
    return " ".join([given[0], *(f"{x[0]}." for x in given[1:]), *last])


def title(name: str, e: Entry, rng: random.Random) -> str:
    if e.gender == "Female":
        return f"{rng.choice(['Mrs.', 'Ms', 'Madam'])} {name}"
    c = culture(e)
    return f"{rng.choice(TITLES.get('en' if c == 'zh' else c, TITLES['en']))} {name}"


def spell(name: str, e: Entry, rng: random.Random) -> str:
    c = culture(e)
    if c == "zh":
        return chinese(f"{name.split()[-1]} {' '.join(name.split()[:-1])}", rng) if len(name.split()) > 1 else ""
    if c == "ko" and e.schema == "Person" and e.list == "ofac-sdn":
        name = f"{name.split()[-1]} {' '.join(name.split()[:-1])}"
    return respell(name, "ar" if c in ("af",) else c, rng)


def space(name: str, e: Entry, rng: random.Random) -> str:
    parts = name.split()
    if len(parts) < 2:
        return ""
    at = rng.randrange(len(parts) - 1)
    return " ".join(
        [*parts[:at], parts[at] + (parts[at + 1].lower() if name != name.upper() else parts[at + 1]), *parts[at + 2 :]]
    )


def look(name: str, e: Entry, rng: random.Random) -> str:
    return noise.lookalike(name, rng)[0]


LEGAL = [(r"^LIMITED LIABILITY COMPANY (.*)$", [r"OOO \1", r"\1 LLC", r"\1 Ltd"]), (r"^(.*) LIMITED LIABILITY COMPANY$", [r"OOO \1", r"\1 LLC"]), (r"^JOINT[ -]STOCK COMPANY (.*)$", [r"AO \1", r"\1 JSC", r"JSC \1"]), (r"^PUBLIC JOINT[ -]STOCK COMPANY (.*)$", [r"PAO \1", r"PJSC \1"]), (r"^(.*),? OOO$", [r"\1 LLC", r"OOO \1", r"\1 Limited Liability Company"]), (r"^OOO (.*)$", [r"\1 LLC", r"\1 OOO", r"Limited Liability Company \1"]), (r"^(.*),? S\.A\. DE C\.V\.$", [r"\1", r"\1 SA de CV", r"\1 SA"]), (r"^(.*),? S\.A\.$", [r"\1 SA", r"\1 Sociedad Anonima", r"\1"]), (r"^(.*),? LTDA\.$", [r"\1 Limitada", r"\1 Ltda", r"\1 Ltd."]), (r"^(.*?),? (?:CO(?:MPANY)?\.?,? (?:LIMITED|LTD\.?))$", [r"\1 Co Ltd", r"\1 Company Limited", r"\1 Ltd", r"\1"]), (r"^(.*) LIMITED$", [r"\1 Ltd.", r"\1 Ltd"]), (r"^(.*) LTD\.?$", [r"\1 Limited", r"\1"]), (r"^(.*)(?<!STOCK)(?<!LIABILITY) (?:COMPANY|CO\.?)$", [r"\1 Co.", r"\1", r"\1 Co Ltd"]), (r"^(.*) (?:CORPORATION|CORP\.?)$", [r"\1 Corp", r"\1 Corp.", r"\1 Co."]), (r"^(.*) GMBH$", [r"\1 Gesellschaft mbH", r"\1"]), (r"^(.*) EOOD$", [r"\1 Ltd", r"\1 ЕООД", r"EOOD \1"]), (r"^(.*) FZE$", [r"\1 Free Zone Establishment", r"\1 FZ-LLC", r"\1"]), (r"^(.*) L\.?L\.?C\.?$", [r"\1", r"\1 Limited Liability Company"]), (r"^(.*) SANAYI VE TICARET ANONIM SIRKETI$", [r"\1 San. ve Tic. A.Ş.", r"\1 AS"])]  # fmt: skip
SHORT = [
    ("INTERNATIONAL", "INTL"),
    ("INDUSTRIES", "IND."),
    ("INDUSTRIAL", "INDL"),
    (" AND ", " & "),
    (" & ", " AND "),
    ("SHIPPING", "SHPG"),
    ("GENERAL", "GEN."),
    ("TRADING", "TRDG"),
    ("MANAGEMENT", "MGMT"),
    ("DEVELOPMENT", "DEV."),
    ("MANUFACTURING", "MFG"),
    ("TECHNOLOGY", "TECH"),
    ("RESEARCH INSTITUTE", "RES. INST."),
    ("PETROCHEMICAL", "PETCHEM"),
    ("INVESTMENT", "INV."),
    ("SERVICES", "SVCS"),
    ("NATIONAL", "NATL"),
    ("DEFENCE", "DEFENSE"),
    ("ORGANISATION", "ORGANIZATION"),
    ("DEFENSE", "DEFENCE"),
    ("CENTER", "CENTRE"),
    ("CENTRE", "CENTER"),
    ("ASSOCIATION", "ASSN"),
]


def legal(name: str, e: Entry, rng: random.Random) -> str:
    for pattern, forms in LEGAL:
        if re.match(pattern, name, re.I):
            return noise.title_case(re.sub(pattern, rng.choice(forms), name, flags=re.I).rstrip(","))
    return ""


def shorten(name: str, e: Entry, rng: random.Random) -> str:
    known = [(a, b) for a, b in SHORT if a in name.upper() + " "]
    if not known:
        return ""
    a, b = rng.choice(known)
    return re.sub(re.escape(a), b, name, count=1, flags=re.I)


ROMAN = {
    1: "I",
    2: "II",
    3: "III",
    4: "IV",
    5: "V",
    6: "VI",
    7: "VII",
    8: "VIII",
    9: "IX",
    10: "X",
    11: "XI",
    12: "XII",
    13: "XIII",
    14: "XIV",
    15: "XV",
    16: "XVI",
}


def numeral(name: str, e: Entry, rng: random.Random) -> str:
    found = re.search(r"^(.*?)[ -]?\b(\d{1,4}|[IVX]+)$", name)
    if not found or not found.group(1) or not found.group(1)[-1].isalpha() or "." in name:
        return ""
    head, last = found.groups()
    if last.isdigit():
        small = int(last)
        forms = [f"{head}-{last}", f"{head.replace(' ', '')} {last}", f"{head} NO.{last}", f"{head} NO. {last}"] + (
            [f"{head} {ROMAN[small]}"] * 2 if small in ROMAN else []
        )
    else:
        value = next((k for k, v in ROMAN.items() if v == last), 0)
        if not value:
            return ""
        forms = [f"{head} {value}", f"{head}-{value}", f"{head}-{last}", f"{head} NO. {value}"]
    return rng.choice(forms)


def prefix(name: str, e: Entry, rng: random.Random) -> str:
    joined = name.replace(" ", "") if len(name.split()) > 1 else f"{name} {rng.choice(['(vessel)', 'ship'])}"
    return rng.choice([f"M/V {name}", f"MV {name.title()}", f"M/T {name}", f"MT {joined}", joined, f"m.v. {name.lower()}"])


PERSON = {
    "typo": typo,
    "order": order,
    "romanisation": spell,
    "dropped_part": drop,
    "initial": initial,
    "honorific": title,
    "joined_split": space,
    "homoglyph": look,
}
FIRM = {
    "typo": typo,
    "legal_form": legal,
    "abbreviation": shorten,
    "joined_split": space,
    "homoglyph": look,
    "numerals": numeral,
}
SHIP = {"numerals": numeral, "ships": prefix, "typo": typo}
MIX = {
    "Person": [
        ("typo", "order"),
        ("dropped_part", "romanisation"),
        ("romanisation", "order"),
        ("romanisation", "honorific"),
        ("initial", "typo"),
        ("dropped_part", "typo"),
        ("dropped_part", "order"),
        ("typo", "honorific"),
    ],
    "Organization": [
        ("legal_form", "typo"),
        ("abbreviation", "typo"),
        ("abbreviation", "joined_split"),
        ("legal_form", "joined_split"),
        ("abbreviation", "legal_form"),
    ],
    "Vessel": [("numerals", "ships"), ("ships", "typo")],
}


def run() -> None:
    for row in hand("native"):
        e = next(x for x in ENTRIES if x.list == "ofac-sdn" and x.id == row[0])
        for name in names(row[1]):
            kind = "native" if any(ord(c) > 0x36F and c.isalpha() for c in name) else "romanisation"
            put(
                kind + ("_firm" if kind == "native" and e.schema == "Organization" else ""),
                e,
                name,
                "by hand",
                check=kind == "romanisation",
            )
    for e in dice("unnative").sample([x for x in NATIVE if x.schema == "Person"], 75):
        name, rng = re.sub(r"[\u0640\u064b-\u0652\u200b-\u200f]", "", e.native[0]), dice("un", e.id)
        name = " ".join(name.split())
        how = rng.choice(["letters", "spaces", "drop"])
        if how == "letters":
            name = name.translate(str.maketrans("أإآىةيك", "اااييىک"[:4] + "هیک"))
        elif how == "spaces":
            name = (
                name.replace("عبد ال", "عبدال").replace(" الله", "الله")
                if "عبد ال" in name or " الله" in name
                else name.replace("عبدال", "عبد ال")
            )
        if how == "drop" or name == e.native[0]:
            how = "drop"
            parts = name.split()
            if len(parts) < 4:
                continue
            if parts[1] in ("بن", "عبد", "ولد") or parts[2] in ("بن", "الله") or parts[0] in ("عبد", "ابو", "أبو"):
                continue
            name = " ".join(parts[:1] + parts[2:])
        if name != e.native[0] and not any(fold(name) == fold(n) for x in ENTRIES for n in x.native if x.id != e.id):
            put("native", e, name, f"original script, {how}", check=False)
    plan = [("Person", PERSON, 62), ("Organization", FIRM, 40), ("Vessel", SHIP, 55)]
    for schema, table, want in plan:
        pool = [
            e
            for e in ENTRIES
            if e.list in ("un", "ofac-sdn")
            and e.schema == schema
            and 5 < len(base(e)) < 60
            and base(e).isascii()
            and "FU YUAN" not in e.name
            and "TIKRITI" not in e.name.upper()
        ]
        rng = dice("pool", schema)
        pool = rng.sample([e for e in pool if e.list == "un"], min(420, sum(e.list == "un" for e in pool))) + rng.sample(
            [e for e in pool if e.list != "un"], min(2600, sum(e.list != "un" for e in pool))
        )
        rng.shuffle(pool)
        at = iter(pool)
        jobs = [(k,) for k in table] * want + MIX[schema] * want
        counts: dict[tuple[str, ...], int] = {}
        limit = {"Person": 36, "Organization": 26, "Vessel": 32}[schema]
        for e in at:
            if IDS.of[e.list, e.id] in BUSY:
                continue
            die = dice("query", e.list, e.id)
            left = [j for j in dict.fromkeys(jobs) if counts.get(j, 0) < (limit if len(j) == 1 else limit * 0.85)]
            if not left:
                break
            die.shuffle(left)
            for job in left:
                name = base(e)
                for step in job:
                    name = table[step](name, e, die) if name else ""
                if name and name != base(e) and put("mixed" if len(job) > 1 else job[0], e, name, " + ".join(job)):
                    counts[job] = counts.get(job, 0) + 1
                    break


run()
ROWS.sort()
with (OUT / "queries.csv").open("w", encoding="utf-8", newline="") as file:
    write = csv.writer(file, lineterminator="\n")
    write.writerow(["set", "split", "query", "schema", "expect_list", "expect_id", "note"])
    write.writerows(ROWS)
print(len(ROWS), "positives;", dict(SIDES.refused), "left out: on the other side")
