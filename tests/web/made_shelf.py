"""Lists in memory, compared by equal words and equal numbers: screening with no index, to test the door alone."""

from __future__ import annotations

from vetoproof.model import Answer, Identifier, ListedName, Listing, ListLine, Match, Query

ENTRIES = (
    Listing(
        list="un", id="KPi.033", schema="Person",
        names=(ListedName(text="Ri Won Ho", kind="primary"), ListedName(text="리원호", kind="original"),
               ListedName(text="Won Ho", kind="weak"), ListedName(text="Ri Won-ho", kind="former")),
        programmes=("DPRK",), effects=("asset freeze", "travel ban"), listed_on="2016-11-30", amended_on="2017-08-05",
        reason="An official stationed abroad.", birth_dates=("17 July 1964", "circa 1965"), birth_places=("Pyongyang",),
        gender="Male", nationalities=("kp",), countries=("Nowhere Land",), positions=("Official",), addresses=("1 Main Road",),
        identifiers=(Identifier(kind="passport", value="381310014", country="kp"), Identifier(kind="odd", value="77"),),
        linked=("A Ministry",), notes="First note.\nSecond note.", row="line 12",
    ),
    Listing(
        list="un", id="KPe.001", schema="LegalEntity", names=(ListedName(text="Green Ocean Trading", kind="primary"),),
        countries=("kp",), listed_on="2009-04-24", identifiers=(Identifier(kind="imo_company", value="5342883"),),
    ),
    Listing(
        list="eu-32017R1509", id="XV.A/7", schema="Vessel", names=(ListedName(text="Maria", kind="primary"),),
        flags=("kp",), identifiers=(Identifier(kind="imo", value="8517839"), Identifier(kind="mmsi", value="445123000")),
    ),
    Listing(
        list="eu-32017R1509", id="IV/Two Words", schema="Company", names=(ListedName(text="Ocean Trading", kind="primary"),),
        countries=("ru",), listed_on="2018-01-22", identifiers=(Identifier(kind="inn", value="7704730655"),),
    ),
)  # fmt: skip

LINES = (
    ListLine(names=("un",), file="un.xml", sha256="a" * 64, edition="2026-02-27", entries=2, rejected={"no name": 1}),
    ListLine(names=("eu-32017R1509",), file="eu.csv", sha256="b" * 64, edition=None, entries=2),
)


class Shelf:
    """`model.Screening` over `ENTRIES`. A name that holds "crash" fails, as a fault of ours would."""

    def lists(self) -> tuple[ListLine, ...]:
        return LINES

    def doubts(self, query: Query) -> tuple[str, ...]:
        return tuple(f"no letter in the name: {name}" for name in query.names if not any(map(str.isalnum, name)))

    def answers(
        self, query: Query, *, prior: float | None = None, threshold: float | None = None, floor: float | None = None,
        limit: int = 10, lists: frozenset[str] = frozenset(),
    ) -> list[Answer]:  # fmt: skip
        if any("crash" in name for name in query.names):
            raise RuntimeError("a fault of ours")
        found = []
        for entry in ENTRIES:
            if (lists and entry.list not in lists) or (query.schema and "Vessel" in {query.schema, entry.schema} - {""}
                                                       and query.schema != entry.schema):  # fmt: skip
                continue
            told, lines = _told(query, entry)
            odds = (prior or 1e-4) * 10.0**told
            score = round(odds / (1 + odds), 4)
            if told and score >= (0.001 if floor is None else floor):
                match = Match(
                    list=entry.list, id=entry.id, schema=entry.schema, name=entry.name, score=score,
                    match=score >= (threshold or 0.5), likelihood_ratio=10.0**told, explanation=tuple(lines),
                )  # fmt: skip
                found.append(Answer(match=match, entry=entry))
        return sorted(found, key=lambda a: (-a.match.score, a.entry.id))[:limit]

    def entry(self, list: str, id: str) -> Listing | None:
        return next((one for one in ENTRIES if (one.list, one.id) == (list, id)), None)


def _told(query: Query, entry: Listing) -> tuple[float, list[str]]:
    told, lines = 0.0, []
    listed = {word for name in entry.names for word in name.text.lower().replace("-", " ").split()}
    for word in dict.fromkeys(word for name in query.names for word in name.lower().split()):
        if word in listed:
            told += 2.0
            lines.append(f"equal: {word} (+2.0)")
    for asked in query.identifiers:
        kinds = {i.kind: i.value for i in entry.identifiers}
        if asked.kind in kinds:
            same = kinds[asked.kind] == asked.value.upper().removeprefix("IMO")
            adds = 6.0 if same else -3.0
            told += adds
            lines.append(f"{asked.kind} {'equal' if same else 'differs'}: {asked.value} / {kinds[asked.kind]} ({adds:+.1f})")
    return told, lines
