"""The sets of pairs made from listed names by mechanical damage."""

import noise
from common import dice, hand, names
from lists import Entry, fold, words
from rapidfuzz import fuzz, process
from table import ALL, ENTRIES, FLAT, IDS, KNOWN_WORDS, put


def culture(e: Entry) -> str:
    p = e.program
    if "DPRK" in p:
        return "ko"
    if any(x in p for x in ("RUSSIA", "UKRAINE", "BELARUS", "ELECTION", "MAGNIT")):
        return "ru"
    if p == "Taliban":
        return "af"
    if any(x in p for x in ("IRAN", "IFSR", "HRIT", "Iran")):
        return "fa"
    if any(x in p for x in ("SYRIA", "IRAQ", "Iraq", "Al-Qaida", "LIBYA", "Libya", "YEMEN", "Yemen")):
        return "ar"
    if any(x in p for x in ("SDNT", "VENEZ", "CUBA", "NICARAGUA")):
        return "es"
    if any(x in p for x in ("DRC", "CAR", "SOUTH SUDAN", "BURUNDI", "ZIMBABWE")):
        return "fr"
    return "en"


PEOPLE = [
    e
    for e in ENTRIES
    if e.list in ("un", "ofac-sdn") and e.schema == "Person" and len(e.name) < 45 and e.name.isascii() and "(" not in e.name
]
FIRMS = [
    e
    for e in ENTRIES
    if e.list in ("un", "ofac-sdn")
    and e.schema == "Organization"
    and 8 < len(e.name) < 45
    and e.name.isascii()
    and "(" not in e.name
]
SHIPS = [
    e
    for e in ENTRIES
    if e.list == "ofac-sdn" and e.schema == "Vessel" and 5 < len(e.name) < 30 and e.name.isascii() and "FU YUAN" not in e.name
]


def draw(kind: str, entries: list[Entry], count: int) -> list[Entry]:
    pool = [e for e in entries if "TIKRITI" not in e.name]
    return dice(kind).sample(pool, count)


def own_id(e: Entry) -> str:
    return IDS.of[e.list, e.id]


def others(kind: str, count: int, schema: str = "") -> list[list[str]]:
    rows = [r for r in hand("others") if not schema or r[0] == schema]
    return dice(kind, "others").sample(rows, min(count, len(rows)))


def nearest_is(name: str, entity: str) -> bool:
    flat = " ".join(sorted(words(name)))
    best = process.extract(flat, FLAT, scorer=fuzz.ratio, limit=6)
    top = [ALL[i][1] for _, score, i in best if score >= best[0][1] - 0.01]
    return any(IDS.of.get((e.list, e.id)) == entity or e.list.startswith("eu") for e in top)


def typos() -> None:
    done = 0
    for e in draw("typos", PEOPLE + FIRMS + SHIPS, 700):
        name, rng = noise.straight(e.name) if e.schema == "Person" else e.name, dice("typo", e.id)
        if sum(c.isalpha() for c in name) < 11:
            continue
        bad = noise.slip(name, rng)
        twice = len(name) > 20 and rng.random() < 0.4
        if twice:
            bad = noise.slip(bad, rng)
        changed = [w for w in words(bad) if w not in words(name)]
        if not changed or any(w in KNOWN_WORDS for w in changed) or len(words(bad)) != len(words(name)):
            continue
        if any(len(w) < 5 for w in changed) or not nearest_is(bad, own_id(e)):
            continue
        done += put(
            "typos",
            own_id(e),
            e.schema,
            name,
            bad,
            True,
            ("two errors" if twice else "one error") + f", listed: {e.list} {e.id}",
        )
        if done == 130:
            break
    for schema, note, one, two in hand("edits"):
        put(
            "typos",
            IDS.find([one], "ed:" + fold(one)),
            schema,
            one,
            two,
            False,
            f"{note}; another real name a letter or two away",
        )
    for schema, a, one, b, two in others("typos", 45):
        rng = dice("typo", a, b)
        put(
            "typos",
            a,
            schema,
            noise.straight(one) if schema == "Person" else one,
            noise.slip(noise.straight(two) if schema == "Person" else two, rng),
            False,
            f"two listed parties, {a} and {b}, an error in the second",
        )


def homoglyphs() -> None:
    for e in draw("homoglyphs", PEOPLE + FIRMS + SHIPS, 90):
        name = noise.straight(e.name) if e.schema == "Person" else e.name
        bad, how = noise.lookalike(name, dice("look", e.id))
        put("homoglyphs", own_id(e), e.schema, name, bad, True, f"{how}, listed: {e.list} {e.id}")
    for schema, a, one, b, two in others("homoglyphs", 90):
        one, two = (noise.straight(x) if schema == "Person" else x for x in (one, two))
        bad, how = noise.lookalike(two, dice("look", a, b))
        put("homoglyphs", a, schema, one, bad, False, f"{how}, two listed parties, {a} and {b}")


def swapped() -> None:
    for e in [
        x for x in draw("swapped", PEOPLE, 400) if x.list == "ofac-sdn" and ", " in x.name and culture(x) not in ("ar", "af")
    ][:95]:
        last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
        rng = dice("swap", e.id)
        one, two = rng.sample([f"{first} {last}", f"{last} {first}", f"{last.upper()} {first}", f"{last.upper()}, {first}"], 2)
        if fold(one) == fold(two):
            one, two = f"{first} {last}", f"{last} {first}"
        put("swapped", own_id(e), "Person", one, two, True, f"order only, listed: ofac-sdn {e.id}")
    for _schema, a, one, b, two in others("swapped", 110, "Person"):
        rng = dice("swap", a, b)
        one, two = noise.straight(one), noise.straight(two)
        parts = two.split()
        turned = rng.choice(
            [" ".join(parts[-1:] + parts[:-1]), " ".join(parts[1:] + parts[:1]), f"{parts[-1].upper()}, {' '.join(parts[:-1])}"]
        )
        put("swapped", a, "Person", one, turned, False, f"two listed parties, {a} and {b}, the second in other order")


def spacing() -> None:
    for e in draw("spacing", PEOPLE + FIRMS + SHIPS, 70):
        name = noise.straight(e.name) if e.schema == "Person" else e.name
        parts, rng = name.split(), dice("space", e.id)
        if len(parts) < 2:
            continue
        if rng.random() < 0.6:
            at = rng.randrange(len(parts) - 1)
            bad = " ".join(
                [*parts[:at], parts[at] + (parts[at + 1].lower() if name != name.upper() else parts[at + 1]), *parts[at + 2 :]]
            )
        else:
            at = max(range(len(parts)), key=lambda i: len(parts[i]))
            if len(parts[at]) < 7:
                continue
            cut = rng.randrange(3, len(parts[at]) - 2)
            bad = " ".join([*parts[:at], parts[at][:cut], parts[at][cut:], *parts[at + 1 :]])
        put("spacing", own_id(e), e.schema, name, bad, True, f"listed: {e.list} {e.id}")
    for schema, a, one, b, two in others("spacing", 70):
        one, two = (noise.straight(x) if schema == "Person" else x for x in (one, two))
        parts, rng = two.split(), dice("space", a, b)
        at = rng.randrange(max(1, len(parts) - 1))
        bad = " ".join([*parts[:at], "".join(parts[at : at + 2]), *parts[at + 2 :]])
        put("spacing", a, schema, one, bad, False, f"two listed parties, {a} and {b}, words of the second joined")


def honorifics() -> None:
    titles = {r[0]: names(r[1]) for r in hand("titles")}
    for e in draw(
        "honorifics", [p for p in PEOPLE if not any(x in p.name.upper() for x in ("HAJI", "MULLAH", "SAYYID", "SAYYED"))], 85
    ):
        rng, name = dice("title", e.id), noise.straight(e.name)
        title = rng.choice(titles[culture(e)])
        if e.gender == "Female" or name.split()[-1].endswith(("ova", "eva", "ina")):
            title = rng.choice(["Mrs.", "Madam", "Dr.", "Ms", "Minister"])
        form = rng.choice(
            [
                f"{title} {name}",
                f"{title} {name}",
                f"{title} {name.upper()}",
                f"{name} ({title.rstrip('.')})",
                f"{name}, {title}",
            ]
        )
        put(
            "honorifics",
            own_id(e),
            "Person",
            form,
            name if rng.random() < 0.6 else e.name,
            True,
            f"title added, listed: {e.list} {e.id}",
        )
    for _schema, a, one, b, two in others("honorifics", 80, "Person"):
        rng = dice("title", a, b)
        rest = {f"{x.list.split('-')[0]}:{x.id}": x for x in PEOPLE}
        group = titles[culture(rest[a])] if a in rest else titles["en"]
        title, second = rng.choice(group), rng.choice(group)
        one, two = noise.straight(one), noise.straight(two)
        put(
            "honorifics",
            a,
            "Person",
            f"{title} {one}",
            rng.choice([f"{title} {two}", f"{title} {two}", f"{second} {two}", two]),
            False,
            f"two listed parties, {a} and {b}, titles equal or not",
        )


def initials() -> None:
    pool = [
        x
        for x in draw("initials", PEOPLE, 900)
        if x.list == "ofac-sdn"
        and ", " in x.name
        and len(x.name.split(", ")[1].split()) >= 1
        and culture(x) in ("ru", "es", "fa", "fr", "en")
    ]
    letters = "ABDEGIKLMNPRSTV"
    for e in pool[:100]:
        last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
        rng, given = dice("initial", e.id), first.split()
        if len(last) < 5 or any(len(g) < 3 for g in given):
            continue
        dots = [g[0] + "." for g in given]
        short = rng.choice(
            [
                f"{' '.join(dots)} {last}",
                f"{last} {''.join(dots)}",
                f"{dots[0]} {last}",
                f"{given[0]} {' '.join(dots[1:])} {last}".replace("  ", " "),
            ]
        )
        if short != f"{first} {last}":
            put("initials", own_id(e), "Person", f"{first} {last}", short, True, f"initials agree, listed: ofac-sdn {e.id}")
    for e in pool[100:205]:
        last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
        rng, given = dice("initial", e.id), first.split()
        if len(last) < 5 or any(len(g) < 3 for g in given):
            continue
        dots = [g[0] + "." for g in given]
        at = rng.randrange(len(dots))
        dots[at] = rng.choice([x for x in letters if x not in {g[0] for g in given} | {"Y", "J", "I", "E"}]) + "."
        short = rng.choice([f"{' '.join(dots)} {last}", f"{last} {''.join(dots)}"])
        put(
            "initials", own_id(e), "Person", f"{first} {last}", short, False, f"an initial contradicts, listed: ofac-sdn {e.id}"
        )
    rest = {f"ofac:{x.id}": x for x in PEOPLE if x.list == "ofac-sdn" and ", " in x.name}
    for _schema, a, one, b, two in others("initials", 60, "Person"):
        if a in rest and b in rest and one.split(",")[0] != two.split(",")[0] and culture(rest[b]) == "ru":
            last, first = (noise.title_case(x) for x in two.split(", ", 1))
            dots = " ".join(g[0] + "." for g in first.split())
            put(
                "initials",
                a,
                "Person",
                noise.straight(one),
                f"{dots} {last}",
                False,
                f"initials agree, surname differs: {a} and {b}",
            )
