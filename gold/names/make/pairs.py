"""Builds ../pairs.csv from the tables in hand/ and, for the mechanical sets, from names of the UN and OFAC lists."""

import csv
import itertools
from collections import Counter

import noise
from common import OUT, Entities, Sides, dice, hand, lists, names, side
from cyrillic import latin as cyr
from korean import coarse, latin
from lists import Entry, fold, words
from rapidfuzz import fuzz, process

ENTRIES = lists()
IDS = Entities(ENTRIES)
SIDES = Sides()
ROWS: dict[tuple[str, str, str], list[str]] = {}
KNOWN_WORDS = {w for e in ENTRIES for n in e.names for w in words(n)}
ALL = [(n, e) for e in ENTRIES for n in e.names]
FLAT = [" ".join(sorted(words(n))) for n, _ in ALL]


def put(kind: str, entity: str, schema: str, one: str, two: str, match: bool, note: str) -> bool:
    if one == two or fold(one) == fold(two) and kind not in ("homoglyphs", "spacing", "korean_family", "companies", "ships", "numerals", "hangul_latin"):
        return False
    if any(k in ROWS for k in ((kind, one, two), (kind, two, one))):
        return False
    if not SIDES.take(side(entity), one, two):
        return False
    ROWS[kind, one, two] = [kind, side(entity), entity, schema, one, two, "true" if match else "false", note]
    return True


def cluster(kind: str, slug: str, schema: str, note: str, same: list[str], others: list[str], each: int = 1) -> None:
    """Matches: the first with every other, then neighbours; no match: each other party with `each` of the same."""
    entity = IDS.find(same, slug) if not slug.startswith(("un:", "ofac:")) else slug
    rng = dice(slug)
    for name in same[1:]:
        put(kind, entity, schema, *rng.sample([same[0], name], 2), True, note)
    for one, two in list(zip(same[1:], same[2:]))[:1]:
        put(kind, entity, schema, one, two, True, note)
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
    romanised = lambda h, s: latin(h, "media", 1) if s == "media2" else latin(h, s)
    for at, (hangul, hanja, seen, note) in enumerate(people):
        entity = IDS.find(seen, "kr:" + fold(seen[0]))
        rng = dice(hangul)
        forms = list(dict.fromkeys([*seen, *(romanised(hangul, s) for s in systems)]))
        chinese = [f for f in forms if f in ("Jiang Wen-ji", "Jin Tiesan", "Li Cheng He")]
        for form in chinese:
            put("hanja_latin", entity, "Person", hanja or hangul, form, True, f"{note}; Chinese reading, as listed") if hanja else None
        forms = [f for f in forms if f not in chinese]
        last, *first = forms[0].replace("-", " ").split()
        moved = ["".join(first).capitalize() + " " + last.title(), f"{last.upper()}, {' '.join(first)}", f"{last.title()} {''.join(first).capitalize()}"]
        wanted = 0
        order = [(a, b) for a, b in itertools.combinations(forms, 2) if fold(a) != fold(b)]
        rng.shuffle(order)
        for one, two in [(forms[0], rng.choice(moved)), *order]:
            wanted += put("korean_family", entity, "Person", one, two, True, note)
            if wanted == 3:
                break
        # no match: one syllable of the given name, the family name, or one syllable fewer
        others: list[tuple[str, str]] = []
        real = [h for h, *_ in people if h != hangul and h[0] == hangul[0] and len(h) == len(hangul) and sum(coarse(a) != coarse(b) for a, b in zip(h, hangul)) == 1]
        others += [(h, "a real other person, one syllable differs") for h in real[:2]]
        for _ in range(30):
            place = rng.randrange(1, len(hangul))
            new = rng.choice(syllables)
            made = hangul[:place] + new + hangul[place + 1 :]
            near = [a == b for a, b in zip(map(coarse, made), map(coarse, hangul))]
            if all(near) or tuple(map(coarse, made)) in taken or coarse(new)[1:] == coarse(hangul[place])[1:] and rng.random() < 0.5:
                continue
            others.append((made, "invented other name, one syllable differs"))
            if len(others) == 4:
                break
        if rng.random() < 0.35:
            family = rng.choice([f for f in "김리박최조한강백문오" if coarse(f) != coarse(hangul[0]) and (f, hangul[0]) not in (("조", "최"), ("최", "조"), ("박", "백"), ("백", "박"))])
            made = family + hangul[1:]
            if tuple(map(coarse, made)) not in taken:
                others.append((made, "invented other name, family name differs"))
        if len(hangul) == 3 and rng.random() < 0.15 and coarse(hangul[1]) != coarse(hangul[2]):
            others.append((hangul[0] + hangul[2] + hangul[1], "invented other name, syllables of the given name exchanged"))
        for number, (other, why) in enumerate(others):
            system = rng.choice(systems[:6])
            second = system if rng.random() < 0.7 else rng.choice(systems[:6])
            one = seen[0] if rng.random() < 0.4 else romanised(hangul, system)
            put("korean_family", entity, "Person", one, romanised(other, second), False, f"{note}; {why}")
        # scripts
        own = [hangul] if hangul[0] not in "리로라림류" or rng.random() < 0.7 else [{"리": "이", "로": "노", "라": "나", "림": "임", "류": "유"}[hangul[0]] + hangul[1:]]
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
            made = cyr(rng.choice([short, own[0]]), rng.choice(["bgn", "icao", "iso", "de", "fr"] if not slug.startswith("rs:") else ["iso"]))
            turned = " ".join([full[-1], *full[:-1]])
            own = [rng.choice([own[0], turned]), short, rng.choice([turned, f"{last} {first}"])]
            spelled = [spelled[rng.randrange(len(spelled))], made]
        across("cyrillic_latin", slug, schema, note, own, spelled, others)


PATRONYMS = "Aleksandrovich Borisovich Vladimirovich Grigoryevich Dmitriyevich Ivanovich Konstantinovich Mikhaylovich Nikolayevich Pavlovich Stepanovich Fyodorovich Yuryevich".split()


def patronymics() -> None:
    for row in hand("cyrillic"):
        own = names(row[3])[0].split()
        if row[1] != "Person" or len(own) != 3:
            continue
        rng = dice("patronymic", row[0])
        entity = IDS.find(names(row[4]), row[0])
        full = cyr(" ".join(own), "bgn")
        first, father, last = full.split()
        put("patronymics", entity, "Person", full, rng.choice([f"{first} {last}", f"{last} {first}", names(row[4])[0]]), True, "patronymic omitted")
        if rng.random() < 0.35:
            put("patronymics", entity, "Person", full, rng.choice([cyr(f"{own[2]} {own[0]} {own[1]}", "icao"), cyr(" ".join(own), "de"), cyr(" ".join(own), "iso")]), True, "the same patronymic, other order or standard")
        choices = [p for p in PATRONYMS if p[:3] != father[:3]]
        other = rng.choice(choices)
        if father.endswith("na"):
            other = other[:-3] + "vna" if other.endswith("ich") else other
            other = other.replace("vvna", "vna")
        put("patronymics", entity, "Person", rng.choice([full, f"{last} {first} {father}"]), f"{first} {other} {last}", False, "patronymic contradicted; the second name invented")


NASAB = """
az:aliyev|Ilham Heydar oglu Aliyev;Ilham Aliyev;Ilham Aliyev Heydar oglu|Ilham Kamal oglu Aliyev
az:mammadov|Ali Hasan oglu Mammadov;Ali Mammadov|Ali Rza oglu Mammadov
sa:mbs|Mohammed bin Salman bin Abdulaziz Al Saud;Mohammed bin Salman Al Saud|Mohammed bin Nayef bin Abdulaziz Al Saud
sa:abdullah|Abdullah bin Abdulaziz Al Saud;Abdallah ibn Abd al-Aziz Al Saud|Abdullah bin Faisal Al Saud
sa:turki|Turki bin Faisal Al Saud;Turki al-Faisal|Turki bin Nasser Al Saud
qa:hamad|Hamad bin Khalifa Al Thani;Hamad ibn Khalifa Al-Thani|Hamad bin Jassim Al Thani
qa:abdullah|Abdullah bin Nasser bin Khalifa Al Thani;Abdullah bin Nasser Al Thani|Abdullah bin Hamad bin Khalifa Al Thani
ae:mbr|Mohammed bin Rashid Al Maktoum;Muhammad ibn Rashid Al Maktum|Mohammed bin Zayed Al Nahyan
ae:khalid|Khalid bin Mohamed bin Zayed Al Nahyan;Khaled bin Mohamed Al Nahyan|Khalid bin Tahnoun bin Zayed Al Nahyan
om:haitham|Haitham bin Tariq Al Said;Haitham ibn Tarik Al Sa'id|Haitham bin Asad Al Said
bh:salman|Salman bin Hamad Al Khalifa;Salman ibn Hamad Al-Khalifa|Salman bin Ibrahim Al Khalifa
kw:nawaf|Nawaf Al-Ahmad Al-Jaber Al-Sabah;Nawaf Al-Ahmad Al-Sabah|Nawaf Al-Salem Al-Mubarak Al-Sabah
kw:nasser|Nasser Al-Mohammed Al-Ahmed Al-Sabah;Nasser Al-Mohammed Al-Sabah|Nasser Sabah Al-Salem Al-Sabah
un:QDi.064|Sami ben Khamis ben Saleh Elsseid;Sami ben Khamis Elsseid|Sami ben Ahmed ben Saleh Elsseid
un:QDi.060|Mohamed ben Belgacem ben Abdallah al-Aouadi;Mohamed ben Belgacem al-Aouadi|Mohamed ben Ali ben Abdallah al-Aouadi
un:QDi.072|Mehdi ben Mohamed ben Mohamed Kammoun;Mehdi ben Mohamed Kammoun|Mehdi ben Salah ben Taieb Kammoun
un:QDi.068|Adel ben al-Azhar ben Youssef Hamdi;Adel ben al-Azhar Hamdi|Adel ben Hedi ben Youssef Hamdi
un:QDi.149|Noureddine ben Ali ben Belkassem al-Drissi;Noureddine al-Drissi|Noureddine ben Mokhtar ben Slimane al-Drissi
un:QDi.092|Mehrez ben Mahmoud ben Sassi al-Amdouni;Mehrez al-Amdouni|Mehrez ben Tahar ben Sassi al-Amdouni
un:QDi.140|Kamal ben Maoeldi ben Hassan al-Hamraoui;Kamel ben Mouldi Hamraoui|Kamal ben Brahim ben Hassan al-Hamraoui
un:QDi.074|Tarek ben Habib ben al-Toumi al-Maaroufi;Tarek ben Habib al-Maaroufi|Tarek ben Slim ben al-Toumi al-Maaroufi
un:QDi.150|Al-Azhar ben Khalifa ben Ahmed Rouine;Al-Azhar ben Khalifa Rouine|Al-Azhar ben Mabrouk ben Ahmed Rouine
un:QDi.096|Moussa ben Omar ben Ali Essaadi;Moussa ben Omar Essaadi|Moussa ben Hassen ben Ali Essaadi
un:IQi.011|Barzan Abd al-Ghafur Sulaiman Majid al-Tikriti;Barzan Abd al-Ghafur al-Tikriti|Barzan Ibrahim Hassan al-Tikriti
un:TAi.144|Sirajuddin Haqqani son of Jalaluddin;Sirajuddin Jallaloudine Haqqani|Sirajuddin Haqqani son of Shamsuddin
uz:karimov|Islom Abdugʻaniyevich Karimov;Islam Karimov;Islam Abduganievich Karimov|Islam Rustamovich Karimov
tm:berdi|Gurbanguly Mälikgulyýewiç Berdimuhamedow;Gurbanguly Berdimuhamedov|Gurbanguly Annayevich Berdimuhamedov
kg:japarov|Sadyr Nurgozhoevich Japarov;Sadyr Japarov|Sadyr Kurmanbekovich Japarov
kg:atambayev|Almazbek Sharshenovich Atambayev;Almazbek Atambayev|Almazbek Toktogulovich Atambayev
kg:bakiyev|Kurmanbek Saliyevich Bakiyev;Kurmanbek Bakiyev|Kurmanbek Usenovich Bakiyev
am:sargsyan|Serzh Azati Sargsyan;Serzh Sargsyan|Serzh Vazgeni Sargsyan
am:pashinyan|Nikol Vovayi Pashinyan;Nikol Pashinyan|Nikol Surenovich Pashinyan
gr:mitsotakis|Kyriakos K. Mitsotakis;Kyriakos Mitsotakis|Konstantinos P. Mitsotakis
is:hanne|Guðni Thorlacius Jóhannesson;Gudni Johannesson|Guðni Sigurðsson
is:katrin|Katrín Jakobsdóttir;Katrin Jakobsdottir|Katrín Júlíusdóttir
et:abiy|Abiy Ahmed Ali;Abiy Ahmed|Abiy Tesfaye Ali
et:haile|Hailemariam Desalegn Boshe;Hailemariam Desalegn|Hailemariam Getachew Boshe
so:farmajo|Mohamed Abdullahi Mohamed;Mohamed Abdullahi Mohamed Farmajo|Mohamed Warsame Farmajo
so:hassan|Hassan Sheikh Mohamud;Hassan Sheikh Mahmoud|Hassan Ali Mohamud
er:isaias|Isaias Afwerki Abraha;Isaias Afewerki|Isaias Tesfamariam Abraha
my:anwar|Anwar bin Ibrahim;Anwar Ibrahim|Anwar bin Musa
my:najib|Mohd Najib bin Tun Abdul Razak;Najib Razak;Najib Abdul Razak|Mohd Najib bin Abdul Rahman
my:mahathir|Mahathir bin Mohamad;Mahathir Mohamad|Mahathir bin Iskandar
bn:bolkiah|Hassanal Bolkiah ibni Omar Ali Saifuddien;Hassanal Bolkiah|Hassanal bin Abdul Momin
"""


def fathers() -> None:
    for line in NASAB.strip().splitlines():
        slug, same, others = line.split("|")
        cluster("patronymics", slug, "Person", "father's name, omitted or contradicted", names(same), names(others))


def tables() -> None:
    for kind, table in [("companies", "companies"), ("numerals", "numerals"), ("ships", "ships"), ("spanish_portuguese_compounds", "spanish"), ("nicknames", "nicknames"), ("weak_aliases", "weak"), ("spacing", "joined")]:
        for slug, schema, note, same, others in hand(table):
            cluster(kind, slug, schema, note, names(same), names(others))


def women() -> None:
    for first, hers, his, man, sister, note in hand("women"):
        entity = IDS.find([f"{first} {hers}"], "w:" + fold(first + hers))
        put("female_endings", entity, "Person", f"{first} {hers}", f"{first} {his}", True, f"{note}; one woman, the ending as foreign papers drop it: by judgement a match, her given name is a woman's")
        put("female_endings", entity, "Person", f"{first} {hers}", f"{man} {his}", False, f"{note}; a man of the same family, invented given name")
        put("female_endings", entity, "Person", f"{first} {hers}", f"{sister} {hers}", False, f"{note}; another woman of the same surname, invented given name")
        if dice(first, hers).random() < 0.5:
            put("female_endings", entity, "Person", f"{hers.upper()}, {first}", f"{his} {first}", True, f"{note}; one woman, order and ending differ")


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


PEOPLE = [e for e in ENTRIES if e.list in ("un", "ofac-sdn") and e.schema == "Person" and len(e.name) < 45 and e.name.isascii() and "(" not in e.name]
FIRMS = [e for e in ENTRIES if e.list in ("un", "ofac-sdn") and e.schema == "Organization" and 8 < len(e.name) < 45 and e.name.isascii() and "(" not in e.name]
SHIPS = [e for e in ENTRIES if e.list == "ofac-sdn" and e.schema == "Vessel" and 5 < len(e.name) < 30 and e.name.isascii() and "FU YUAN" not in e.name]


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
        done += put("typos", own_id(e), e.schema, name, bad, True, ("two errors" if twice else "one error") + f", listed: {e.list} {e.id}")
        if done == 130:
            break
    for schema, note, one, two in hand("edits"):
        put("typos", IDS.find([one], "ed:" + fold(one)), schema, one, two, False, f"{note}; another real name a letter or two away")
    for schema, a, one, b, two in others("typos", 45):
        rng = dice("typo", a, b)
        put("typos", a, schema, noise.straight(one) if schema == "Person" else one, noise.slip(noise.straight(two) if schema == "Person" else two, rng), False, f"two listed parties, {a} and {b}, an error in the second")


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
    for e in [x for x in draw("swapped", PEOPLE, 400) if x.list == "ofac-sdn" and ", " in x.name and culture(x) not in ("ar", "af")][:95]:
        last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
        rng = dice("swap", e.id)
        one, two = rng.sample([f"{first} {last}", f"{last} {first}", f"{last.upper()} {first}", f"{last.upper()}, {first}"], 2)
        if fold(one) == fold(two):
            one, two = f"{first} {last}", f"{last} {first}"
        put("swapped", own_id(e), "Person", one, two, True, f"order only, listed: ofac-sdn {e.id}")
    for schema, a, one, b, two in others("swapped", 110, "Person"):
        rng = dice("swap", a, b)
        one, two = noise.straight(one), noise.straight(two)
        parts = two.split()
        turned = rng.choice([" ".join(parts[-1:] + parts[:-1]), " ".join(parts[1:] + parts[:1]), f"{parts[-1].upper()}, {' '.join(parts[:-1])}"])
        put("swapped", a, "Person", one, turned, False, f"two listed parties, {a} and {b}, the second in other order")


def spacing() -> None:
    for e in draw("spacing", PEOPLE + FIRMS + SHIPS, 70):
        name = noise.straight(e.name) if e.schema == "Person" else e.name
        parts, rng = name.split(), dice("space", e.id)
        if len(parts) < 2:
            continue
        if rng.random() < 0.6:
            at = rng.randrange(len(parts) - 1)
            bad = " ".join(parts[:at] + [parts[at] + (parts[at + 1].lower() if name != name.upper() else parts[at + 1])] + parts[at + 2 :])
        else:
            at = max(range(len(parts)), key=lambda i: len(parts[i]))
            if len(parts[at]) < 7:
                continue
            cut = rng.randrange(3, len(parts[at]) - 2)
            bad = " ".join(parts[:at] + [parts[at][:cut], parts[at][cut:]] + parts[at + 1 :])
        put("spacing", own_id(e), e.schema, name, bad, True, f"listed: {e.list} {e.id}")
    for schema, a, one, b, two in others("spacing", 70):
        one, two = (noise.straight(x) if schema == "Person" else x for x in (one, two))
        parts, rng = two.split(), dice("space", a, b)
        at = rng.randrange(max(1, len(parts) - 1))
        bad = " ".join(parts[:at] + ["".join(parts[at : at + 2])] + parts[at + 2 :])
        put("spacing", a, schema, one, bad, False, f"two listed parties, {a} and {b}, words of the second joined")


def honorifics() -> None:
    titles = {r[0]: names(r[1]) for r in hand("titles")}
    for e in draw("honorifics", [p for p in PEOPLE if not any(x in p.name.upper() for x in ("HAJI", "MULLAH", "SAYYID", "SAYYED"))], 85):
        rng, name = dice("title", e.id), noise.straight(e.name)
        title = rng.choice(titles[culture(e)])
        if e.gender == "Female" or name.split()[-1].endswith(("ova", "eva", "ina")):
            title = rng.choice(["Mrs.", "Madam", "Dr.", "Ms", "Minister"])
        form = rng.choice([f"{title} {name}", f"{title} {name}", f"{title} {name.upper()}", f"{name} ({title.rstrip('.')})", f"{name}, {title}"])
        put("honorifics", own_id(e), "Person", form, name if rng.random() < 0.6 else e.name, True, f"title added, listed: {e.list} {e.id}")
    for schema, a, one, b, two in others("honorifics", 80, "Person"):
        rng = dice("title", a, b)
        rest = {f"{x.list.split('-')[0]}:{x.id}": x for x in PEOPLE}
        group = titles[culture(rest[a])] if a in rest else titles["en"]
        title, second = rng.choice(group), rng.choice(group)
        one, two = noise.straight(one), noise.straight(two)
        put("honorifics", a, "Person", f"{title} {one}", rng.choice([f"{title} {two}", f"{title} {two}", f"{second} {two}", two]), False, f"two listed parties, {a} and {b}, titles equal or not")


def initials() -> None:
    pool = [x for x in draw("initials", PEOPLE, 900) if x.list == "ofac-sdn" and ", " in x.name and len(x.name.split(", ")[1].split()) >= 1 and culture(x) in ("ru", "es", "fa", "fr", "en")]
    letters = "ABDEGIKLMNPRSTV"
    for e in pool[:100]:
        last, first = (noise.title_case(x) for x in e.name.split(", ", 1))
        rng, given = dice("initial", e.id), first.split()
        if len(last) < 5 or any(len(g) < 3 for g in given):
            continue
        dots = [g[0] + "." for g in given]
        short = rng.choice([f"{' '.join(dots)} {last}", f"{last} {''.join(dots)}", f"{dots[0]} {last}", f"{given[0]} {' '.join(dots[1:])} {last}".replace("  ", " ")])
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
        put("initials", own_id(e), "Person", f"{first} {last}", short, False, f"an initial contradicts, listed: ofac-sdn {e.id}")
    rest = {f"ofac:{x.id}": x for x in PEOPLE if x.list == "ofac-sdn" and ", " in x.name}
    for schema, a, one, b, two in others("initials", 60, "Person"):
        if a in rest and b in rest and one.split(",")[0] != two.split(",")[0] and culture(rest[b]) == "ru":
            last, first = (noise.title_case(x) for x in two.split(", ", 1))
            dots = " ".join(g[0] + "." for g in first.split())
            put("initials", a, "Person", noise.straight(one), f"{dots} {last}", False, f"initials agree, surname differs: {a} and {b}")


def main() -> None:
    for step in (korean, crossing, tables, patronymics, fathers, women, typos, homoglyphs, swapped, spacing, honorifics, initials):
        step()
    rows = sorted(ROWS.values())
    with (OUT / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow("set,split,entity,schema,name1,name2,is_match,note".split(","))
        write.writerows(rows)
    print(len(rows), "pairs;", dict(SIDES.refused), "left out because a name lies on the other side")


main()
