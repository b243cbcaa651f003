# Rows of data, one a line, as a table would be.
# ruff: noqa: E501
# fmt: off
"""A small case in our own words, after the public record: containers, six officers, troops, casualties, and a page with a ship."""

from __future__ import annotations

from report_dossier import contribution, dossier, grade, origin, step
from report_memory import MemoryReader, anonymous, body, figure, office, on, outlet, window

from vetoproof import model
from vetoproof.model import (
    Bound,
    Conflict,
    Element,
    Finding,
    Frame,
    Mention,
    Mutation,
    PlaceRef,
    Relay,
    Sequence,
    SequenceItem,
    Series,
)

ARMS = Frame(type="arms_transfer", supplier="KP", recipient="RU", item="containers")
TROOPS = Frame(type="troop_deployment", supplier="KP", recipient="RU", item="soldiers", place=PlaceRef(name="Kursk", country="RU", admin1="RU-43"))
DEAD = Frame(type="casualties", patient="KP", agent="UA", item="officers", outcome="killed", place=PlaceRef(name="near Donetsk", country="UA", admin1="UA-14"))
LOSSES = Frame(type="casualties", patient="KP", item="soldiers", outcome="casualties", place=PlaceRef(name="Kursk", country="RU", admin1="RU-43"))


def case() -> MemoryReader:
    """The case, complete."""
    reader = MemoryReader(model.WatchLine(
        name="dprk-russia", title="Arms, troops and supplies between North Korea and Russia, 2022 to 2025", demonstration=True,
        standard="two independent bases, at least one of them from outside the belligerents and their allies, or one authenticated primary item",
        regime="dprk", limits=("every document of this watch is a digest in our own words of a report whose original was not captured",),
    ))  # fmt: skip
    _law(reader)
    _trips(reader)
    _containers(reader)
    _officers(reader)
    troops = _troops(reader)
    _losses(reader)
    _ship(reader)
    _recruits(reader)
    reader.sequences = (troops, *(s for d in reader.dossiers.values() for s in d.sequences if s.proposition != troops.proposition))
    reader.counts = {"captures": 23, "documents": 22, "documents_without_claims": 2, "set_aside_by_triage": 3, "claims": len(reader.claims), "rejected_quotes": 0}
    return reader


def _law(reader: MemoryReader) -> None:
    for paragraph, resolution, adopted, subject, checked in (("1874/9", "1874", "2009-06-12", "arms_export", True), ("2270/9", "2270", "2016-03-02", "training", False)):
        reader.provisions[paragraph] = model.Provision(
            id=paragraph, resolution=resolution, paragraph=paragraph.partition("/")[2], adopted=adopted, subject=subject, bearer="both", direction="from DPRK",
            summary="Extends the export measures to all arms and related materiel, and to transactions, training, advice and services that go with them."
            if checked else "Clarifies that hosting trainers and advisers for military training is prohibited.",
            valid_from=adopted, checked=checked, status="CONFIRMED" if checked else "UNCONFIRMED", source="summary of the resolution, seen page",
            limitation="read through a summary, not the signed text", published=adopted,
        )  # fmt: skip


def _trips(reader: MemoryReader) -> None:
    def trip(key: str, first: str, last: str, low: int, high: int | None, basis: str = "seen") -> model.TripCount:
        return model.TripCount(
            id=key, route="Rajin -> Dunai or Vostochny", from_=first, to=last, low=low, high=high, basis=basis, mode="sea", actors=("CSIS",),  # type: ignore[arg-type]
            published="2024-02-28", source=f"https://example.org/{key}", limitation="visits on days without imagery are not in it",
            supplier="KP", recipient="RU",
        )  # fmt: skip

    loads = (
        model.TripLoad(id="voa", low=300, high=300, unit="containers", actors=("VOA",), published="2023-10-22", source="https://example.org/voa", limitation="one stack about 90 m long, read by likeness"),
        model.TripLoad(id="osc", low=250, high=250, unit="containers", actors=("OSC",), published="2025-04-15", source="https://example.org/osc", limitation="an average, so single voyages differ"),
    )  # fmt: skip
    reader.trip_rows = ((
        trip("rusi-2023-10", "2023-08-15", "2023-10-14", 5, None), trip("csis-2024-02", "2023-08-26", "2024-02-12", 25, None),
        trip("nkpro-2024-03", "2023-08-01", "2024-02-12", 32, 32), trip("csis-occupancy", "2023-08-26", "2024-02-12", 25, 38, "occupancy"),
        trip("osc-2025-04", "2023-09-01", "2025-03-31", 64, 64),
    ), loads)  # fmt: skip


ROWS = (
    # outlet, address, day, sentence, speaker, quantity, window
    ("Yonhap", "https://en.yna.co.kr/view/AEN20231014000400315", "2023-10-13", "Our information indicates that North Korea delivered more than 1,000 containers of equipment and munitions to Russia, John Kirby said.",
     office("John Kirby", "White House spokesman", "US", "US White House"), figure(1000, None, "more_than", "containers", "more than 1,000 containers"), window("2023-09-07", "2023-10-01", "day"), "Our information indicates"),
    ("Pledge Times", "https://pledgetimes.com/north-korea-helped-russia-with-5000-containers-says-seoul/", "2023-12-29", "About 5,000 containers have gone to Russia, Shin Won-sik told reporters.",
     office("Shin Won-sik", "defence minister", "KR", "KR MND"), figure(5000, 5000, "about", "containers", "About 5,000 containers"), None, None),
    ("RBC-Ukraine", "https://newsukraine.rbc.ua/news/north-korea-sends-russia-millions-of-shells-1709068934.html", "2024-02-23", "Since September, North Korea has delivered more than 10,000 containers of munitions or related materials, the State Department wrote.",
     body("US State Department", "US"), figure(10000, None, "more_than", "containers", "more than 10,000 containers"), window("2023-09", None), None),
    ("POLITICO Europe", "https://www.politico.eu/article/north-korea-munitions-russia-vladimir-putin-war-ukraine/", "2024-02-26", "Some 6,700 containers are estimated to have been shipped since July 2023, according to Shin Won-sik.",
     office("Shin Won-sik", "defence minister", "KR", "KR MND"), figure(6700, 6700, "about", "containers", "Some 6,700 containers", "estimate"), window("2023-07", "2024-02"), "estimated"),
    ("Liga.net", "https://news.liga.net/en/politics/news/kndr-otpravila-rossii-7000-konteynerov", "2024-03-18", "The North has by now sent about 7,000 containers, Shin Won-sik said.",
     office("Shin Won-sik", "defence minister", "KR", "KR MND"), figure(7000, 7000, "about", "containers", "about 7,000 containers"), window("2023-07", None), None),
    ("The Kyiv Independent", "https://kyivindependent.com/north-korea-could-send-about-5-million-shells-to-russia-seoul-says/", "2024-06-14", "At least 10,000 containers have been detected that could contain up to 4.8 million shells, Shin Won-sik said.",
     office("Shin Won-sik", "defence minister", "KR", "KR MND"), figure(10000, None, "at_least", "containers", "At least 10,000 containers"), None, "could contain"),
    ("Newsrelease", "https://newsrelease.online/russia-and-north-koreas-military-deal-formalizes-a-bustling-arms-trade/", "2024-06-17", "The State Department estimates that over 11,000 containers have been transferred since September.",
     body("US State Department", "US"), figure(11000, None, "more_than", "containers", "over 11,000 containers", "estimate"), window("2023-09", None), "estimates"),
    ("The Moscow Times", "https://www.themoscowtimes.com/2024/08/28/north-korea-shipped-13k-containers", "2024-08-28", "North Korea is believed to have shipped more than 13,000 containers since mid-2022, South Korea's Defense Intelligence Agency told the lawmaker Kang Dae-sik, Yonhap reported.",
     body("KR DIA", "KR"), figure(13000, None, "more_than", "containers", "more than 13,000 containers", "capacity"), window("2022-06", None), "is believed"),
    ("The Independent", "https://magzter.com/de/stories/newspaper/The-Independent/NORTH-KOREAN-TROOPS", "2024-10-19", "More than 13,000 containers of artillery rounds, missiles and anti-tank rockets have left North Korea for Russia since August 2023, according to the agency.",
     body("KR NIS", "KR"), figure(13000, None, "more_than", "containers", "More than 13,000 containers"), window("2023-08", None), None),
    ("Example News", "https://example.net/osc", "2025-04-15", "Ships carried nearly 16,000 containers in 64 voyages between September 2023 and March 2025, the Open Source Centre found.",
     body("OSC"), figure(16000, 16000, "about", "containers", "nearly 16,000 containers"), window("2023-09", "2025-03"), None),
    ("KBS World", "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=193414", "2025-05-29", "Over 20,000 containers of munitions have been sent since September 2023, the monitoring team's report says.",
     body("MSMT"), figure(20000, None, "more_than", "containers", "Over 20,000 containers"), window("2023-09", None), None),
    ("MENAFN", "https://menafn.com/1109793351/N-Korea-Delivers-Over-12M-Artillery-Shells-to-Russia", "2025-07-13", "Some 28,000 containers may have been delivered, the Defense Intelligence Agency estimates.",
     body("KR DIA", "KR"), figure(28000, 28000, "about", "containers", "Some 28,000 containers", "estimate"), None, "may"),
    ("The Straits Times", "https://www.straitstimes.com/asia/east-asia/north-korea", "2024-10-08", "Thousands of containers of weapons have gone to Russia, Seoul has reported.",
     body("KR government", "KR"), figure(None, None, "vague", "containers", "Thousands of containers"), None, None),
)  # fmt: skip


def _containers(reader: MemoryReader) -> None:
    keys, by = [], {}
    for name, url, day, text, speaker, quantity, period, hedge in ROWS:
        document = reader.add_document(name, url, day, text)
        exact = text.rstrip(".")
        key = reader.add_claim(document, exact, [speaker] if name != "The Moscow Times" else [outlet("Yonhap"), speaker], ARMS, hedge=hedge, quantity=quantity, period=period)
        keys.append(key)
        by.setdefault(speaker.actor or speaker.speaker, []).append(key)
    denial = reader.add_document("Kyiv Post", "https://www.kyivpost.com/post/22852", "2023-10-17", "There is no proof of any arms deliveries, the Kremlin spokesman Dmitry Peskov said.")
    denied = reader.add_claim(denial, "There is no proof of any arms deliveries, the Kremlin spokesman Dmitry Peskov said", [office("Dmitry Peskov", "Kremlin spokesman", "RU", "RU government")], ARMS, "denies")
    relay = reader.add_document("Euromaidan Press", "https://euromaidanpress.com/2024/08/28/containers", "2024-08-28", "North Korea sent 13,000 containers that included over six million shells, Yonhap said.")
    repeated = reader.add_claim(relay, "North Korea sent 13,000 containers", [outlet("Yonhap"), body("KR DIA", "KR")], ARMS, quantity=figure(13000, 13000, "exact", "containers", "13,000 containers"))
    origins = [origin(reader, reader.label(actor), [*found, *([repeated] if actor == "KR DIA" else [])], country="KR" if actor.startswith("KR") else None) for actor, found in by.items()]
    names = {o.label: o for o in origins}
    kr = [names[reader.label(a)].id for a in ("KR NIS", "KR DIA", "KR MND")]
    origins = [model.Origin(**{f: getattr(o, f) for f in o.__struct_fields__} | {"shared_with": tuple(k for k in kr if k != o.id) if o.id in kr else ()}) for o in origins]
    against = origin(reader, "the Russian government", [denied], country="RU")
    weights = [contribution(o, (0.4, 2.6), "said without a hedge", counted=i in (0, 2, 6, 7)) for i, o in enumerate(origins)]
    weights.append(contribution(against, (-2.2, -0.4), "said without a hedge", stance="denies", times=0.2))
    tested = Bound(
        claim=keys[2], verdict="above the voyages seen, within the occupancy estimate", claimed_low=10000, claimed_high=None, seen_low=6250, seen_high=9600,
        occupancy_low=6250, occupancy_high=11400, sources=("https://example.org/csis-2024-02", "https://example.org/voa"),
        arithmetic=(
            "claimed: 10000 containers over 2023-09-01 to 2024-02-23", "voyages seen over 2023-08-01 to 2024-02-12: 25 to 32, times 250 to 300 containers a voyage = 6250 to 9600",
            "voyages with unobserved days: 25 to 38, times the same load = 6250 to 11400", "11 of the 176 days claimed lie outside the window of the voyages",
        ),
    )  # fmt: skip
    apart = Bound(claim=keys[7], verdict="not comparable", claimed_low=13000, claimed_high=None, reasons=("the voyages cover 71% of the claimed window; what the other days carried is not known",))
    open_denial = Sequence(party="RU", proposition="arms_transfer KP to RU", items=(SequenceItem(claim=denied, date="2023-10-17", stance="denies", label="denial", speaker="Dmitry Peskov"),), state="denial open")
    finding = Finding(
        provision="1874/9", mode="text", level="finding", wording="may engage 1874/9",
        elements=(
            Element(name="export by North Korea", state="asserted", why="7 institutions say that goods left North Korea for Russia", claims=(keys[2], keys[8])),
            Element(name="arms or related materiel", state="unknown", why="the contents of a container cannot be seen from outside", claims=()),
            Element(name="procured by a Member State", state="contradicted", why="Russia denies it", claims=(denied,)),
        ),
        missing=("a primary item that shows what a container held",),
    )  # fmt: skip
    dossier(
        reader, "KP to RU: containers of munitions", "arms_transfer", [*keys, repeated], origins, grade(weights, "1", "moderate", "likely to almost certain"), (3, 8),
        supplier="KP", recipient="RU", item="containers", period_from="2022-06", period_to="2025-07-13", period_precision="range", denying=[denied], denying_origins=[against],
        relays=[Relay(claim=repeated, source=keys[7], kind="stated", via="Yonhap", probability=1.0, mutations=(
            Mutation(field="hedge", change="dropped", was="is believed", became=""), Mutation(field="comparator", change="more than to exact", was="more than 13,000 containers", became="13,000 containers"),
            Mutation(field="basis", change="capacity to count", was="capacity", became="count"),
        ))],
        series=[Series(by=actor, unit="containers", steps=tuple(step(reader, k) for k in found)) for actor, found in by.items()],
        conflicts=[Conflict(claims=(keys[2], keys[3]), why="value: over 10 000 and about 6 700 within a week; windows differ"), Conflict(claims=(keys[7], keys[8]), why="window: since mid-2022 and since August 2023")],
        bounds=[tested, apart], findings=[finding], sequences=[open_denial], count_reasons=("three South Korean bodies may share their bases, and allies may share intelligence",),
        limits=("what the containers held is not shown by any item in this ledger",),
    )  # fmt: skip


def _officers(reader: MemoryReader) -> None:
    kbs = reader.add_document("KBS World", "http://world.kbs.co.kr/service/news_view.htm?Seq_Code=188305&lang=e", "2024-10-07", "Six North Korean officers were among more than 20 military personnel killed by a missile near Donetsk on 3 October 2024, the Kyiv Post reported, citing intelligence sources. The wounded include three other soldiers.")
    first = reader.add_claim(kbs, "Six North Korean officers were among more than 20 military personnel killed by a missile near Donetsk on 3 October 2024, the Kyiv Post reported, citing intelligence sources", [outlet("Kyiv Post"), anonymous("intelligence sources")], DEAD, quantity=figure(6, 6, "exact", "persons", "Six North Korean officers"), period=on("2024-10-03"))
    alinea = reader.add_document("Alinea.id", "https://alinea.id/amp/peristiwa/6-tentara", "2024-10-04", "Six North Korean officers were among about 20 servicemen killed near Donetsk, Interfax-Ukraine said, citing Ukrainian military intelligence sources. Radio Free Asia could not verify the report of the deaths.")
    second = reader.add_claim(alinea, "Six North Korean officers were among about 20 servicemen killed near Donetsk, Interfax-Ukraine said, citing Ukrainian military intelligence sources", [outlet("Interfax-Ukraine"), anonymous("Ukrainian military intelligence sources")], DEAD, quantity=figure(6, 6, "exact", "persons", "Six North Korean officers"))
    questioned = reader.add_claim(alinea, "Radio Free Asia could not verify the report of the deaths", [outlet("Radio Free Asia")], DEAD, "questions")
    herald = reader.add_document("The Korea Herald", "https://www.koreaherald.com/view.php?ud=20241008050536", "2024-10-08", "The Kyiv Post's report of six North Korean officers killed is believed to be true, Kim Yong-hyun told lawmakers.")
    judged = reader.add_claim(herald, "The Kyiv Post's report of six North Korean officers killed is believed to be true", [outlet("Kyiv Post"), anonymous("intelligence sources")], DEAD, hedge="believed to be true", by="Kim Yong-hyun", quantity=figure(6, 6, "exact", "persons", "six North Korean officers"))
    reuters = reader.add_document("Business Recorder", "https://www.brecorder.com/news/40326445", "2024-10-10", "Press reports of North Korean officers killed in a strike were likely true, the minister said, Reuters wrote.")
    softened = reader.add_claim(reuters, "Press reports of North Korean officers killed in a strike were likely true, the minister said, Reuters wrote", [outlet("Reuters"), office("Kim Yong-hyun", "defence minister", "KR", "KR MND")], DEAD, hedge="likely true")
    a = origin(reader, "unnamed intelligence sources of the Kyiv Post", [first, judged, softened], "anonymous", "UA", reasons=("a minister asked about a press report adds no basis to it",))
    b = origin(reader, "unnamed Ukrainian military intelligence sources of Interfax-Ukraine", [second], "anonymous", "UA", shared=(a.id,))
    a = model.Origin(**{f: getattr(a, f) for f in a.__struct_fields__} | {"shared_with": (b.id,)})
    weights = [contribution(a, (0.6, 2.9), "“believed to be true”, read through: survey of how such words are read"), contribution(b, (0.4, 2.2), "said without a hedge", counted=False)]
    dossier(
        reader, "KP officers killed near Donetsk", "casualties", [first, second, judged, softened], [a, b], grade(weights, "3", "low", "roughly even chance to very likely"), (1, 2), agent="UA", patient="KP",
        place="near Donetsk", item="officers", period_from="2024-10-03", period_to="2024-10-03", period_precision="day", other=[questioned],
        relays=[
            Relay(claim=judged, source=first, kind="stated", via="Kyiv Post", probability=1.0, mutations=(Mutation(field="hedge", change="added by another", was="", became="believed to be true"),)),
            Relay(claim=softened, source=judged, kind="same_statement", via="Reuters", probability=0.9, mutations=(Mutation(field="quantity", change="dropped", was="six North Korean officers", became=""), Mutation(field="hedge", change="worded otherwise", was="believed to be true", became="likely true"))),
        ],
        count_reasons=("both outlets may have heard the same unnamed officials",),
    )  # fmt: skip


def _troops(reader: MemoryReader) -> Sequence:
    peskov = office("Dmitry Peskov", "Kremlin spokesman", "RU", "RU government")
    nis = reader.add_document("KBS World", "http://world.kbs.co.kr/service/news_view.htm?lang=e&Seq_Code=188550", "2024-10-18", "Ships of Russia's Pacific Fleet carried some 1,500 North Korean special forces to Vladivostok between 8 and 13 October 2024, the National Intelligence Service said.")
    sent = reader.add_claim(nis, "Ships of Russia's Pacific Fleet carried some 1,500 North Korean special forces to Vladivostok between 8 and 13 October 2024", [body("KR NIS", "KR", "said")], TROOPS, quantity=figure(1500, 1500, "about", "persons", "some 1,500 North Korean special forces"), period=window("2024-10-08", "2024-10-13", "day"))
    pentagon = reader.add_document("LBCI", "https://www.lbcgroup.tv/news/world-news/810384", "2024-10-28", "North Korea has sent around 10,000 soldiers to eastern Russia, Sabrina Singh said, AFP reported.")
    ten = reader.add_claim(pentagon, "North Korea has sent around 10,000 soldiers to eastern Russia, Sabrina Singh said, AFP reported", [outlet("AFP"), office("Sabrina Singh", "Pentagon spokeswoman", "US")], TROOPS, quantity=figure(10000, 10000, "about", "persons", "around 10,000 soldiers"))
    tass = reader.add_document("TASS", "https://tass.com/politics/1854537", "2024-10-10", "Reports of Korean soldiers taking part look like another piece of fake news, Dmitry Peskov told a briefing.")
    denied = reader.add_claim(tass, "Reports of Korean soldiers taking part look like another piece of fake news, Dmitry Peskov told a briefing", [peskov], TROOPS, "denies", hedge="look like")
    essa = reader.add_document("essanews", "https://essanews.com/north-korean-troops,7084105551644801a", "2024-10-21", "There is much conflicting information about a transfer of soldiers, said Dmitry Peskov.")
    evaded = reader.add_claim(essa, "There is much conflicting information about a transfer of soldiers, said Dmitry Peskov", [peskov], TROOPS, "questions")
    cna = reader.add_document("CNA", "https://www.channelnewsasia.com/east-asia/russia-refuses", "2024-11-08", "Asked about losses in the Kursk region, Dmitry Peskov declined to comment and pointed to the Defence Ministry.")
    declined = reader.add_claim(cna, "Dmitry Peskov declined to comment and pointed to the Defence Ministry", [peskov], TROOPS, "declines")
    nk = reader.add_document("NK News", "https://www.nknews.org/2025/04/in-a-first-russia-confirms", "2025-04-26", "North Korean soldiers took part in taking back the Kursk region, Valery Gerasimov told Vladimir Putin.")
    admitted = reader.add_claim(nk, "North Korean soldiers took part in taking back the Kursk region, Valery Gerasimov told Vladimir Putin", [office("Valery Gerasimov", "chief of the general staff", "RU", "RU government")], TROOPS, "acknowledges")
    origins = [origin(reader, reader.label("KR NIS"), [sent], country="KR"), origin(reader, "the Pentagon", [ten], country="US"), origin(reader, reader.label("RU government"), [admitted], country="RU", reasons=("an admission against interest",))]
    against = origin(reader, "the Kremlin spokesman", [denied], country="RU")
    weights = [contribution(origins[2], (1.5, 4.0), "said without a hedge, against interest"), contribution(origins[0], (0.4, 2.6), "said without a hedge"), contribution(origins[1], (0.4, 2.6), "said without a hedge", counted=False), contribution(against, (-2.2, -0.3), "“look like”, a wide range", stance="denies", times=0.2)]
    items = tuple(SequenceItem(claim=c, date=d, stance=s, label=label, speaker="Dmitry Peskov") for c, d, s, label in (  # type: ignore[arg-type]
        (denied, "2024-10-10", "denies", "denial"), (evaded, "2024-10-21", "questions", "evasion"), (declined, "2024-11-08", "declines", "evasion"), (admitted, "2025-04-26", "acknowledges", "admission")))
    told = Sequence(party="RU", proposition="troops of North Korea fight for Russia", items=items, state="admitted")
    finding = Finding(
        provision="2270/9", mode="argument", argued_by=("US", "KR"), level="allegation", wording="may engage 2270/9",
        elements=(Element(name="training hosted", state="asserted", why="South Korea's service says that they were trained in Russia", claims=(sent,)), Element(name="training about arms or their use", state="unknown", why="no statement says what was taught")),
        missing=("a statement on the subject of the training",),
    )  # fmt: skip
    dossier(
        reader, "KP soldiers sent to RU", "troop_deployment", [sent, ten, admitted], origins, grade(weights, "1", "moderate", "very likely to almost certain"), (2, 3), supplier="KP", recipient="RU", place="Kursk", item="soldiers",
        period_from="2024-10-08", period_to=None, denying=[denied], other=[evaded, declined], denying_origins=[against], sequences=[told], findings=[finding],
        series=[Series(by="KR NIS", unit="persons", steps=(step(reader, sent),)), Series(by="US", unit="persons", steps=(step(reader, ten),))],
        replies=[model.Reply(event=sent, party="RU", channel="permanent mission, by letter", asked_at="2025-09-01", answered_at=None, published=None, text=None)],
    )  # fmt: skip
    return told


def _losses(reader: MemoryReader) -> None:
    rows = (
        ("The Korea Daily", "https://www.koreadailyus.com/north-korea-likely-suffered-6000-casualties", "2025-06-15", "It is highly likely that North Korea's forces have taken more than 6,000 casualties, according to the ministry's update.", [body("UK MoD", "GB")], "highly likely", figure(6000, None, "more_than", "persons", "more than 6,000 casualties"), "casualties"),
        ("Caliber.Az", "https://caliber.az/en/post/british-intel", "2025-06-15", "More than half of the soldiers are now dead, wounded or missing: over 6,000, the British report estimates.", [body("UK MoD", "GB")], None, figure(6000, None, "more_than", "persons", "over 6,000", "estimate"), "killed, wounded or missing"),
        ("UNN", "https://unn.ua/en/news/british-intelligence", "2025-06-15", "North Korea lost more than 6,000 soldiers, the British Ministry of Defence reports on X.", [body("UK MoD", "GB")], None, figure(6000, None, "more_than", "persons", "more than 6,000 soldiers"), "lost"),
        ("MENAFN", "https://menafn.com/1109677977", "2025-06-16", "Over 6,000 troops have likely been lost, Ukrinform wrote, citing the UK Ministry of Defence.", [outlet("Ukrinform"), body("UK MoD", "GB")], "likely", figure(6000, None, "more_than", "persons", "Over 6,000 troops"), "lost"),
    )  # fmt: skip
    keys = []
    for name, url, day, text, chain, hedge, quantity, outcome in rows:
        frame = Frame(type="casualties", patient="KP", item="soldiers", outcome=outcome, place=LOSSES.place)
        keys.append(reader.add_claim(reader.add_document(name, url, day, text), text.rstrip("."), chain, frame, hedge=hedge, quantity=quantity))
    ministry = origin(reader, reader.label("UK MoD"), keys, country="GB")
    weights = [contribution(ministry, (1.4, 2.2), "“highly likely” on the scale PHIA")]
    relays = [
        Relay(claim=keys[1], source=keys[0], kind="stated", via="UK MoD", probability=1.0, mutations=(Mutation(field="hedge", change="dropped", was="highly likely", became=""), Mutation(field="outcome", change="widened", was="casualties", became="killed, wounded or missing"))),
        Relay(claim=keys[2], source=keys[0], kind="stated", via="UK MoD", probability=1.0, mutations=(Mutation(field="hedge", change="dropped", was="highly likely", became=""), Mutation(field="outcome", change="narrowed", was="casualties", became="lost"))),
        Relay(claim=keys[3], source=keys[2], kind="copy", via="Ukrinform", probability=0.83, mutations=(Mutation(field="hedge", change="weakened", was="highly likely", became="likely"),)),
    ]  # fmt: skip
    dossier(reader, "KP casualties in Kursk", "casualties", keys, [ministry], grade(weights, "3", "low", "likely to very likely"), (1, 1), patient="KP", place="Kursk", item="soldiers", relays=relays, series=[Series(by="UK MoD", unit="persons", steps=tuple(step(reader, k) for k in keys))])


def _ship(reader: MemoryReader) -> None:
    """A page with an unlisted ship, a listed one and an unlisted company; a script in its text must stay text."""
    text = "The freighter Blue Heron left Rajin for Vostochny on 2 March 2024 with crates <script>alert(1)</script> on deck. “She sailed beside the Angara, and Harbour Freight Ltd paid,” the harbour master Ivan Example said."
    page = reader.add_document("Harbour Gazette", "https://example.org/news/blue-heron-sails", "2024-03-05", text, kind="page", title="Blue Heron sails again")
    mentions = (
        Mention(name="Blue Heron", kind="ship", identifiers={"imo": "1234567"}), Mention(name="Angara", kind="ship", identifiers={"imo": "9179842", "listed": "2022-05-08 EU"}),
        Mention(name="Harbour Freight Ltd", kind="company"),
    )  # fmt: skip
    frame = Frame(type="arms_transfer", supplier="KP", recipient="RU", item="crates", vessel="Blue Heron", place=PlaceRef(name="Rajin", country="KP", to="Vostochny"))
    key = reader.add_claim(page, "The freighter Blue Heron left Rajin for Vostochny on 2 March 2024 with crates <script>alert(1)</script> on deck", [], frame, period=on("2024-03-02"), mentions=mentions)
    said = reader.add_claim(page, "She sailed beside the Angara, and Harbour Freight Ltd paid", [office("Ivan Example", "", "RU", None)], frame, mentions=mentions)
    own = origin(reader, "Harbour Gazette", [key], "institution")
    dossier(reader, "Voyage of the Blue Heron from Rajin to Vostochny", "arms_transfer", [key, said], [own], grade([contribution(own, (0.2, 1.1), "said without a hedge")], "3", "low", "roughly even chance to likely"), (1, 1), supplier="KP", recipient="RU", item="crates", period_from="2024-03-02", period_to="2024-03-02", period_precision="day", unknown_lineage=[said])


def _recruits(reader: MemoryReader) -> None:
    document = reader.add_document("Herald of Example", "https://example.org/recruits/ram-example-found", "2024-01-25", "More than 200 men were reportedly recruited; one of them, Ram Example, wrote home.")
    frame = Frame(type="recruitment", agent="RU", patient="NP", item="men")
    key = reader.add_claim(document, "More than 200 men were reportedly recruited; one of them, Ram Example, wrote home", [], frame, hedge="reportedly", quantity=figure(200, None, "more_than", "persons", "More than 200 men"), mentions=(Mention(name="Ram Example", kind="person"),))
    dossier(reader, "RU recruits men from NP", "recruitment", [key], [], grade([], "6"), (0, 0), agent="RU", patient="NP", item="men", unknown_lineage=[key])
