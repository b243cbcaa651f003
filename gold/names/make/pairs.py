"""Builds ../pairs.csv: here from the tables in hand/, in mechanical.py from names of the UN and OFAC lists."""

import csv
import itertools
from collections import Counter

from common import OUT, dice, hand, names
from cyrillic import latin as cyr
from korean import coarse, latin
from lists import fold
from mechanical import homoglyphs, honorifics, initials, spacing, swapped, typos
from rapidfuzz.distance import Levenshtein
from table import IDS, ROWS, SIDES, put


def cluster(kind: str, slug: str, schema: str, note: str, same: list[str], others: list[str], each: int = 1) -> None:
    """Matches: the first with every other, then neighbours; no match: each other party with `each` of the same."""
    entity = IDS.find(same, slug) if not slug.startswith(("un:", "ofac:")) else slug
    rng = dice(slug)
    for name in same[1:]:
        put(kind, entity, schema, *rng.sample([same[0], name], 2), True, note)
    if len(same) > 2:
        put(kind, entity, schema, same[1], same[2], True, note)
    for at, other in enumerate(others):
        for k in range(each):
            put(kind, entity, schema, same[(at + k) % len(same)], other, False, note)


def native(text: str) -> bool:
    return any(ord(c) > 0x2FF and c.isalpha() for c in text)


def across(kind: str, slug: str, schema: str, note: str, own: list[str], spelled: list[str], others: list[str]) -> None:
    entity = IDS.find(spelled, slug) if not slug.startswith(("un:", "ofac:")) else slug
    for at, name in enumerate(spelled[:4]):
        put(kind, entity, schema, own[at % len(own)], name, True, note)
    for at, other in enumerate(others):
        put(kind, entity, schema, spelled[at % len(spelled)] if native(other) else own[at % len(own)], other, False, note)


def korean() -> None:
    people = [(r[0], "" if r[1] == "-" else r[1], names(r[2]), r[3]) for r in hand("korean")]
    seen_often = Counter(s for h, *_ in people for s in h[1:])
    syllables = sorted(s for s, n in seen_often.items() if n > 1)
    taken = {tuple(map(coarse, h)) for h, *_ in people}
    systems = ["kp", "mr", "mrq", "mrp", "rr", "media", "media2"]

    def romanised(h, s):
        return latin(h, "media", 1) if s == "media2" else latin(h, s)

    for at, (hangul, hanja, seen, note) in enumerate(people):
        entity = IDS.find(seen, "kr:" + fold(seen[0]))
        rng = dice(hangul)
        forms = list(dict.fromkeys([*seen, *(romanised(hangul, s) for s in systems)]))
        chinese = [f for f in forms if f in ("Jiang Wen-ji", "Jin Tiesan", "Li Cheng He")]
        for form in chinese:
            put(
                "hanja_latin", entity, "Person", hanja or hangul, form, True, f"{note}; Chinese reading, as listed"
            ) if hanja else None
        forms = [f for f in forms if f not in chinese]
        last, *first = forms[0].replace("-", " ").split()
        moved = [
            "".join(first).capitalize() + " " + last.title(),
            f"{last.upper()}, {' '.join(first)}",
            f"{last.title()} {''.join(first).capitalize()}",
        ]
        wanted = 0
        order = [(a, b) for a, b in itertools.combinations(forms, 2) if fold(a) != fold(b)]
        rng.shuffle(order)
        for one, two in [(forms[0], rng.choice(moved)), *order]:
            wanted += put("korean_family", entity, "Person", one, two, True, note)
            if wanted == 3:
                break
        # no match: one syllable of the given name, the family name, or one syllable fewer
        others: list[tuple[str, str]] = []
        real = [
            h
            for h, *_ in people
            if h != hangul
            and h[0] == hangul[0]
            and len(h) == len(hangul)
            and sum(coarse(a) != coarse(b) for a, b in zip(h, hangul, strict=False)) == 1
        ]
        others += [(h, "a real other person, one syllable differs") for h in real[:2]]
        for _ in range(30):
            place = rng.randrange(1, len(hangul))
            new = rng.choice(syllables)
            made = hangul[:place] + new + hangul[place + 1 :]
            near = [a == b for a, b in zip(map(coarse, made), map(coarse, hangul), strict=False)]
            if any(Levenshtein.distance(fold(romanised(made, s)), fold(romanised(hangul, s))) < 2 for s in systems):
                continue
            if (
                all(near)
                or tuple(map(coarse, made)) in taken
                or (coarse(new)[1:] == coarse(hangul[place])[1:] and rng.random() < 0.5)
            ):
                continue
            others.append((made, "invented other name, one syllable differs"))
            if len(others) == 4:
                break
        if rng.random() < 0.35:
            family = rng.choice(
                [
                    f
                    for f in "김리박최조한강백문오"
                    if coarse(f) != coarse(hangul[0])
                    and (f, hangul[0]) not in (("조", "최"), ("최", "조"), ("박", "백"), ("백", "박"))
                ]
            )
            made = family + hangul[1:]
            if tuple(map(coarse, made)) not in taken:
                others.append((made, "invented other name, family name differs"))
        for _number, (other, why) in enumerate(others):
            system = rng.choice(systems[:6])
            second = system if rng.random() < 0.7 else rng.choice(systems[:6])
            one = seen[0] if rng.random() < 0.4 else romanised(hangul, system)
            put("korean_family", entity, "Person", one, romanised(other, second), False, f"{note}; {why}")
        # scripts
        own = (
            [hangul]
            if hangul[0] not in "리로라림류" or rng.random() < 0.7
            else [{"리": "이", "로": "노", "라": "나", "림": "임", "류": "유"}[hangul[0]] + hangul[1:]]
        )
        spelled = forms
        for two in rng.sample(spelled, 1 if at % 2 else 2):
            put("hangul_latin", entity, "Person", own[0], two, True, note)
        for other, why in rng.sample(others, min(len(others), 2)):
            put("hangul_latin", entity, "Person", own[0], romanised(other, rng.choice(systems[:6])), False, f"{note}; {why}")
        if hanja:
            if at % 3 != 1 or note.startswith("UN"):
                put("hanja_latin", entity, "Person", hanja, rng.choice(spelled), True, note)
            if at % 3 != 2:
                other, why = rng.choice(others)
                put("hanja_latin", entity, "Person", hanja, romanised(other, rng.choice(systems[:6])), False, f"{note}; {why}")


def crossing() -> None:
    for row in hand("hangul_firms"):
        across("hangul_latin", row[0], row[1], row[2], names(row[3]), names(row[4]), names(row[5]))
    for row in hand("han"):
        across("hanja_latin", row[0], row[1], row[2], names(row[3]), names(row[4]), names(row[5]))
    for row in hand("arabic"):
        across("arabic_latin", row[0], row[1], row[2], names(row[3]), names(row[4])[:3], names(row[5]))
    for row in hand("cyrillic"):
        slug, schema, note, own, spelled, others = row[0], row[1], row[2], names(row[3]), names(row[4]), names(row[5])
        if schema == "Person" and len(own[0].split()) >= 2:
            rng, first, last = dice(slug), own[0].split()[0], own[0].split()[-1]
            full = own[0].split()
            short = f"{first} {last}"
            made = cyr(
                rng.choice([short, own[0]]),
                rng.choice(["bgn", "icao", "iso", "de", "fr"] if not slug.startswith("rs:") else ["iso"]),
            )
            turned = " ".join([full[-1], *full[:-1]])
            own = [rng.choice([own[0], turned]), short, rng.choice([turned, f"{last} {first}"])]
            spelled = [spelled[rng.randrange(len(spelled))], made]
        across("cyrillic_latin", slug, schema, note, own, spelled, others)


PATRONYMS = [
    "Aleksandrovich",
    "Borisovich",
    "Vladimirovich",
    "Grigoryevich",
    "Dmitriyevich",
    "Ivanovich",
    "Konstantinovich",
    "Mikhaylovich",
    "Nikolayevich",
    "Pavlovich",
    "Stepanovich",
    "Fyodorovich",
    "Yuryevich",
]


def patronymics() -> None:
    for row in hand("cyrillic"):
        own = names(row[3])[0].split()
        if row[1] != "Person" or len(own) != 3:
            continue
        rng = dice("patronymic", row[0])
        entity = IDS.find(names(row[4]), row[0])
        full = cyr(" ".join(own), "bgn")
        first, father, last = full.split()
        put(
            "patronymics",
            entity,
            "Person",
            full,
            rng.choice([f"{first} {last}", f"{last} {first}", names(row[4])[0]]),
            True,
            "patronymic omitted",
        )
        if rng.random() < 0.35:
            put(
                "patronymics",
                entity,
                "Person",
                full,
                rng.choice([cyr(f"{own[2]} {own[0]} {own[1]}", "icao"), cyr(" ".join(own), "de"), cyr(" ".join(own), "iso")]),
                True,
                "the same patronymic, other order or standard",
            )
        choices = [p for p in PATRONYMS if p[:3] != father[:3]]
        other = rng.choice(choices)
        if father.endswith("na"):
            other = other[:-3] + "vna" if other.endswith("ich") else other
            other = other.replace("vvna", "vna")
        put(
            "patronymics",
            entity,
            "Person",
            rng.choice([full, f"{last} {first} {father}"]),
            f"{first} {other} {last}",
            False,
            "patronymic contradicted; the second name invented",
        )


def fathers() -> None:
    for slug, same, others in hand("fathers"):
        cluster("patronymics", slug, "Person", "father's name, omitted or contradicted", names(same), names(others))


def tables() -> None:
    for kind, table in [
        ("companies", "companies"),
        ("numerals", "numerals"),
        ("ships", "ships"),
        ("spanish_portuguese_compounds", "spanish"),
        ("nicknames", "nicknames"),
        ("weak_aliases", "weak"),
        ("spacing", "joined"),
    ]:
        for slug, schema, note, same, others in hand(table):
            cluster(kind, slug, schema, note, names(same), names(others))


def women() -> None:
    for first, hers, his, man, sister, note in hand("women"):
        entity = IDS.find([f"{first} {hers}"], "w:" + fold(first + hers))
        put(
            "female_endings",
            entity,
            "Person",
            f"{first} {hers}",
            f"{first} {his}",
            True,
            f"{note}; one woman, the ending as foreign papers drop it: by judgement a match, her given name is a woman's",
        )
        put(
            "female_endings",
            entity,
            "Person",
            f"{first} {hers}",
            f"{man} {his}",
            False,
            f"{note}; a man of the same family, invented given name",
        )
        put(
            "female_endings",
            entity,
            "Person",
            f"{first} {hers}",
            f"{sister} {hers}",
            False,
            f"{note}; another woman of the same surname, invented given name",
        )
        if dice(first, hers).random() < 0.5:
            put(
                "female_endings",
                entity,
                "Person",
                f"{hers.upper()}, {first}",
                f"{his} {first}",
                True,
                f"{note}; one woman, order and ending differ",
            )


def main() -> None:
    for step in (
        korean,
        crossing,
        tables,
        patronymics,
        fathers,
        women,
        typos,
        homoglyphs,
        swapped,
        spacing,
        honorifics,
        initials,
    ):
        step()
    rows = sorted(ROWS.values())
    with (OUT / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(["set", "split", "entity", "schema", "name1", "name2", "is_match", "note"])
        write.writerows(rows)
    print(len(rows), "pairs;", dict(SIDES.refused), "left out because a name lies on the other side")


main()
