"""Builds ../identified.csv: a name with birth date, country, sex or identifier, against one listed entry."""

# ruff: noqa: ARG001 -- the makers of one kind take the same arguments

import csv
import json
import re

import noise
from common import OUT, Entities, Sides, dice, lists, side
from lists import Entry, words
from variants import respell

ENTRIES = lists()
IDS = Entities(ENTRIES)
SIDES = Sides()
SIDES.load(OUT / "pairs.csv", ["name1", "name2"])
SIDES.load(OUT / "queries.csv", ["query"])
ROWS: list[list[str]] = []
USED: dict[tuple[str, str], set[str]] = {}


def put(kind: str, e: Entry, match: bool, note: str, name: str, **facts) -> bool:
    own = IDS.of[e.list, e.id]
    if kind in USED.setdefault((e.list, e.id), set()) or not SIDES.take(side(own), name):
        return False
    USED[e.list, e.id].add(kind)
    query = {
        "names": [name],
        "schema": e.schema,
        "birth_dates": [],
        "countries": [],
        "gender": None,
        "identifiers": [],
        **facts,
    }
    ROWS.append([kind, side(own), own, json.dumps(query, ensure_ascii=False), e.list, e.id, "true" if match else "false", note])
    return True


def imo(value: str) -> list[dict[str, str]]:
    return [{"kind": "imo", "value": value}]


def right(six: str) -> str:
    return six + str(sum(int(d) * w for d, w in zip(six, range(7, 1, -1), strict=False)) % 10)


def base(e: Entry) -> str:
    name = " ".join(re.sub(r"\(.*?\)", "", e.name).split())
    return noise.straight(name) if e.schema == "Person" else name


def varied(e: Entry, rng) -> str:
    c = (
        "ru"
        if any(x in e.program for x in ("RUSSIA", "UKRAINE", "BELARUS"))
        else "es"
        if "SDNT" in e.program
        else "ko"
        if "DPRK" in e.program
        else "ar"
    )
    return respell(base(e), c, rng, 1) if rng.random() < 0.5 else base(e)


def group(kind: str, test, schema: str = "Person") -> list[Entry]:
    found = [
        e
        for e in ENTRIES
        if e.list in ("un", "ofac-sdn") and e.schema == schema and test(e) and len(e.name) < 60 and "(" not in e.name
    ]
    return dice("identified", kind).sample(found, len(found))


def up_to(want: int, kind: str, pool: list[Entry], make) -> None:
    done = 0
    for e in pool:
        if done == want:
            return
        done += bool(make(kind, e, dice(kind, e.list, e.id)))


def full(e: Entry) -> bool:
    return len(e.births) == 1 and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", e.births[0]))


def same_birth(kind, e, rng):
    return put(kind, e, True, "same name, same birth date", varied(e, rng), birth_dates=e.births[:1])


def year_only(kind, e, rng):
    return put(kind, e, True, "same name, the year of birth alone, equal", base(e), birth_dates=[e.births[0][:4]])


def day_month(kind, e, rng):
    y, m, d = e.births[0].split("-")
    return (
        int(d) < 13
        and d != m
        and put(kind, e, True, "same name, day and month of birth exchanged", base(e), birth_dates=[f"{y}-{d}-{m}"])
    )


def other_year(kind, e, rng):
    y, _m, _d = e.births[0].split("-")
    new = int(y) + rng.choice([-21, -17, -14, -12, -9, 9, 11, 13, 16, 19])
    return put(
        kind,
        e,
        False,
        "same name, a birth year many years off",
        base(e),
        birth_dates=[f"{new}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"],
    )


def other_year_only(kind, e, rng):
    return put(
        kind,
        e,
        False,
        "same name, the year of birth alone, many years off",
        base(e),
        birth_dates=[str(int(e.births[0][:4]) + rng.choice([-23, -15, -11, 12, 18]))],
    )


def another_person(kind, e, rng):
    others = [
        x
        for x in PEOPLE
        if x.program == e.program and x.id != e.id and x.list == e.list and not set(words(x.name)) & set(words(e.name))
    ]
    if not others:
        return False
    other = rng.choice(others)
    return (
        put(
            kind,
            e,
            False,
            f"the name of another party ({other.list} {other.id}), this one's birth date",
            base(other),
            birth_dates=e.births[:1],
        )
        if IDS.of[other.list, other.id] and side(IDS.of[other.list, other.id]) == side(IDS.of[e.list, e.id])
        else False
    )


FATHERS = ["Antonovich", "Grigoryevich", "Konstantinovich", "Leonidovich", "Stepanovich", "Yakovlevich"]


def patronymic(kind, e, rng):
    last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
    given, father = first.split()
    if kind == "patronymic_other":
        new = rng.choice([f for f in FATHERS if f[:2] != father[:2]])
        return put(kind, e, False, "same name, other patronymic", f"{given} {new} {last}")
    return put(kind, e, True, "patronymic omitted, same birth date", f"{given} {last}", birth_dates=e.births[:1])


def bare(kind, e, rng):
    return put(kind, e, True, "nothing but a distinctive full name", base(e))


COUNTRIES = {
    "Russia": "ru",
    "Syria": "sy",
    "Iran": "ir",
    "Mexico": "mx",
    "Iraq": "iq",
    "Colombia": "co",
    "Lebanon": "lb",
    "Venezuela": "ve",
    "China": "cn",
    "Korea, North": "kp",
    "Belarus": "by",
}


def country_other(kind, e, rng):
    new = rng.choice([c for c in ("ae", "de", "tr", "cy", "rs", "my", "za", "ca") if c])
    return put(kind, e, True, "a country that the entry does not name, alone: still a match", base(e), countries=[new])


def country_same(kind, e, rng):
    return put(kind, e, True, "same name and country", varied(e, rng), countries=[COUNTRIES[e.nationality]])


def country_and_year(kind, e, rng):
    return put(
        kind,
        e,
        False,
        "same name, another country and a birth year many years off",
        base(e),
        countries=[rng.choice(["ca", "fr", "id", "br"])],
        birth_dates=[str(int(e.births[0][:4]) + rng.choice([-20, 14, 22]))],
    )


def sex(kind, e, rng):
    other = {"Male": "female", "Female": "male"}[e.gender]
    if kind == "gender_other":
        return put(kind, e, False, "sex contradicts; a name that does not tell the sex", base(e), gender=other)
    return put(kind, e, True, "same name and sex", base(e), gender=e.gender.lower())


def ship_same(kind, e, rng):
    return put(
        kind, e, True, "same name and IMO number", rng.choice([e.name, f"M/V {e.name}", e.name.title()]), identifiers=imo(e.imo)
    )


NEW_NAMES = [
    "AURORA GLEAM",
    "NORDLYS",
    "SEA HERON",
    "GOLDEN PLOVER",
    "BLUE MARLIN",
    "CASPIAN DAWN",
    "STELLA MARE",
    "SILVER TERN",
    "AZALEA",
    "OCEAN LARK",
    "RED KITE",
    "BALTIC SWAN",
    "LUNA NOVA",
    "PRIMROSE",
    "WHITE GULL",
    "SKYLARK",
    "FAIR WIND",
    "AMBER COAST",
    "SEA THISTLE",
    "BRIGHT HERALD",
    "KINGFISHER",
    "EVENING STAR",
    "PACIFIC WREN",
    "ICE PETREL",
    "GREY PLOVER",
    "MORNING TIDE",
    "SUN HARBOUR",
    "ASIAN PEARL II",
    "DELTA CRANE",
    "CORAL QUEEN",
    "IRON BAY",
    "NORTH CAPE",
    "VELA",
    "LADY ASTRID",
    "CAPE MERCY",
]


def ship_renamed(kind, e, rng):
    return put(
        kind,
        e,
        True,
        "another name, the same IMO number: the ship was renamed",
        rng.choice(NEW_NAMES) + rng.choice(["", "", " 1", " 7", " S", " K"]),
        identifiers=imo(e.imo),
    )


def ship_other(kind, e, rng):
    six = f"{rng.choice([8, 9])}{rng.randrange(10000, 99999)}"
    value = right(six)
    return value not in IMOS and put(
        kind, e, False, "same name, another IMO number (invented, check digit right)", e.name, identifiers=imo(value)
    )


def ship_check(kind, e, rng):
    digits = list(e.imo)
    at = rng.randrange(0, 5)
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    value = "".join(digits)
    if value == e.imo or right(value[:6]) == value:
        return False
    if kind == "ship_check_digit":
        return put(
            kind,
            e,
            True,
            "same distinctive name, the IMO number mistyped (two digits exchanged, check digit wrong)",
            e.name,
            identifiers=imo(value),
        )
    return put(
        kind,
        e,
        False,
        "another name, a number one slip from this IMO number but with a wrong check digit: no identifier",
        rng.choice(NEW_NAMES),
        identifiers=imo(value),
    )


def tax(kind, e, rng):
    value = re.search(r"Tax ID No\. (\d{10,12}) \(Russia\)", e.remarks).group(1)
    if kind == "tax_same":
        return put(
            kind,
            e,
            True,
            "same name, perhaps in other words, same tax number",
            varied(e, rng) if e.schema == "Person" else e.name.title(),
            identifiers=[{"kind": "tax", "value": value}],
        )
    if kind == "tax_renamed":
        return put(
            kind,
            e,
            True,
            "another name, the same tax number",
            rng.choice(
                [
                    "Vektor-Trade",
                    "Sigma Resurs",
                    "Promtekh-Snab",
                    "Yugstroy Holding",
                    "Kvadro Invest",
                    "Alyans Logistika",
                    "Servis-Region",
                ]
            )
            + rng.choice([" LLC", " JSC", ""]),
            identifiers=[{"kind": "tax", "value": value}],
        )
    made = "".join(rng.choice("0123456789") for _ in value[:2]) + "".join(rng.choice("0123456789") for _ in value[2:])
    return put(
        kind,
        e,
        False,
        "same company name, another tax number (invented)",
        e.name,
        identifiers=[{"kind": "tax", "value": checked(made)}],
    )


def checked(value: str) -> str:
    if len(value) == 10:
        return value[:9] + str(sum(int(d) * w for d, w in zip(value, (2, 4, 10, 3, 5, 9, 4, 6, 8), strict=False)) % 11 % 10)
    ten = value[:10]
    a = sum(int(d) * w for d, w in zip(ten, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8), strict=False)) % 11 % 10
    b = sum(int(d) * w for d, w in zip(ten + str(a), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8), strict=False)) % 11 % 10
    return f"{ten}{a}{b}"


def passport(kind, e, rng):
    value = re.search(r"Passport ([A-Z]?\d{6,9}) ", e.remarks).group(1)
    if kind == "passport_same":
        return put(
            kind, e, True, "same name, same passport", varied(e, rng), identifiers=[{"kind": "passport", "value": value}]
        )
    return put(
        kind,
        e,
        True,
        "one word of the name left out, same passport",
        " ".join(base(e).split()[:1] + base(e).split()[-1:]),
        identifiers=[{"kind": "passport", "value": value}],
    )


PEOPLE = [e for e in ENTRIES if e.list in ("un", "ofac-sdn") and e.schema == "Person" and "(" not in e.name]
IMOS = {e.imo for e in ENTRIES if e.imo}


def slav(e):
    return e.list == "ofac-sdn" and bool(re.fullmatch(r"[A-Z-]+, [A-Z][a-z]+ [A-Z][a-z]+(vich|ich)", e.name)) and full(e)


def dated(e):
    return full(e) and len(words(e.name)) > 1


up_to(34, "birth_same", group("a", dated), same_birth)
up_to(12, "birth_year_same", group("b", dated), year_only)
up_to(12, "birth_day_month", group("c", dated), day_month)
up_to(40, "birth_other", group("d", dated), other_year)
up_to(16, "birth_year_other", group("e", dated), other_year_only)
up_to(28, "other_name_same_birth", group("f", dated), another_person)
up_to(22, "patronymic_other", group("g", slav), patronymic)
up_to(16, "patronymic_omitted", group("h", slav), patronymic)
up_to(
    26,
    "bare",
    group("i", lambda e: len(words(e.name)) > 2 and "Korea, North" not in e.nationality and "DPRK" not in e.program),
    bare,
)
up_to(26, "country_other", group("j", lambda e: e.nationality in COUNTRIES and len(words(e.name)) > 2), country_other)
up_to(12, "country_same", group("k", lambda e: e.nationality in COUNTRIES), country_same)
up_to(16, "country_and_year_other", group("l", lambda e: e.nationality in COUNTRIES and full(e)), country_and_year)


def east(e):
    return (
        e.gender in ("Male", "Female")
        and ("DPRK" in e.program or e.nationality == "China" or "BURMA" in e.program)
        and not set(words(e.name)) & {"daw", "u"}
    )


up_to(16, "gender_other", group("m", east), sex)
up_to(12, "gender_same", group("n", east), sex)


def ships(e):
    return bool(re.fullmatch(r"\d{7}", e.imo)) and right(e.imo[:6]) == e.imo and "FU YUAN" not in e.name


up_to(20, "ship_same", group("o", ships, "Vessel"), ship_same)
up_to(30, "ship_renamed", group("p", ships, "Vessel"), ship_renamed)
up_to(38, "ship_other_imo", group("q", ships, "Vessel"), ship_other)
up_to(16, "ship_check_digit", group("r", lambda e: ships(e) and len(e.name) > 8, "Vessel"), ship_check)
up_to(12, "ship_check_digit_other", group("s", ships, "Vessel"), ship_check)


def inn(e):
    return bool(re.search(r"Tax ID No\. \d{10,12} \(Russia\)", e.remarks))


up_to(16, "tax_same", group("t", inn, "Organization"), tax)
up_to(12, "tax_renamed", group("u", inn, "Organization"), tax)
up_to(18, "tax_other", group("v", lambda e: inn(e) and len(words(e.name)) < 6, "Organization"), tax)


def has_pass(e):
    return bool(re.search(r"Passport [A-Z]?\d{6,9} ", e.remarks))


up_to(14, "passport_same", group("w", has_pass), passport)
up_to(
    10,
    "passport_part",
    group(
        "x",
        lambda e: (
            (has_pass(e) and 3 <= len(words(e.name)) <= 4 and "Russia" in e.nationality)
            or (has_pass(e) and e.nationality == "Iran" and len(words(e.name)) == 3)
        ),
    ),
    passport,
)

by = {(e.list, e.id): e for e in ENTRIES}
maria_e, yong = by["ofac-sdn", "36716"], by["un", "KPi.024"]
for kind, e, match, note, name, facts in [
    (
        "ship_other_imo",
        maria_e,
        False,
        "Maria (EU listed) has IMO 8517839, Maria E has 9617923: two ships, though Maria is an alias here",
        "MARIA",
        {"identifiers": imo("8517839")},
    ),
    ("ship_same", maria_e, True, "the alias Maria with the number of Maria E", "MARIA", {"identifiers": imo("9617923")}),
    ("ship_renamed", maria_e, True, "another name, the number of Maria E", "SPUTNIK ENERGY", {"identifiers": imo("9617923")}),
    ("birth_same", yong, True, "a frequent name, the birth date tells", "Kim Yong-chol", {"birth_dates": ["1962-02-18"]}),
    (
        "birth_other",
        yong,
        False,
        "a frequent name; the other Kim Yong Chol, born 1946",
        "Kim Yong Chol",
        {"birth_dates": ["1946"]},
    ),
]:
    USED.setdefault((e.list, e.id), set()).discard(kind)
    if not put(kind, e, match, note, name, **facts):
        print("left out:", kind, name)

ROWS.sort()
with (OUT / "identified.csv").open("w", encoding="utf-8", newline="") as file:
    write = csv.writer(file, lineterminator="\n")
    write.writerow(["set", "split", "entity", "query", "list", "id", "is_match", "note"])
    write.writerows(ROWS)
print(len(ROWS), "cases;", dict(SIDES.refused), "left out: on the other side")
