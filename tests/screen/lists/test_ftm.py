"""FollowTheMoney lines: sanctions joined in either order, what is no listing, and writing that reads back the same."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import eu_fsf, eu_journal, ftm, ftm_joined, ftm_writing, uk
from vetoproof.screen.lists.outcome import ListError, RejectedRow

FIXTURES = Path(__file__).parents[2] / "fixtures/lists"
LINES = (FIXTURES / "ftm_entities.json").read_bytes()


def read(data: bytes) -> list[Listing | RejectedRow]:
    return list(ftm.read(io.BytesIO(data), "e.ftm.json"))


def listings(data: bytes = LINES) -> dict[str, Listing]:
    return {entry.id: entry for entry in read(data) if isinstance(entry, Listing)}


def test_the_first_line_tells_the_format() -> None:
    assert ftm.recognises(LINES[: 1 << 16], "e.json")
    assert ftm.recognises(b"\xef\xbb\xbf\n" + LINES[:400], "e.ftm.json")
    assert not ftm.recognises(b'[{"id": 1}]', "e.json")
    assert not ftm.recognises(b'{"a": 1}\n', "e.json")


def test_a_sanction_before_its_party_is_joined_to_it() -> None:
    ship = listings()["v-1"]
    assert (ship.list, ship.schema, ship.programmes) == ("eu_journal_sanctions", "Vessel", ("Transport restrictions", "EU-RUS"))
    assert [(name.text, name.kind) for name in ship.names] == [("MARIA", "primary"), ("МАРИЯ", "original"), ("Hana", "former")]
    assert (ship.listed_on, ship.reason, ship.effects) == ("2024-06-25", "Carries oil.", ("Port ban",))
    assert ship.identifiers == (Identifier(kind="imo", value="8517839"),)
    assert ship.flags == ("pa",)
    assert ship.notes.splitlines() == ["authority: Council", "source: https://example.org/act"]
    assert ship.row == "line 2"


@given(st.permutations(LINES.splitlines(keepends=True)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_lines_changes_no_listing(lines: list[bytes]) -> None:
    def without_row(data: bytes) -> list[dict[str, object]]:
        return sorted(
            ({**_builtins(entry), "row": ""} for entry in listings(data).values()), key=lambda entry: str(entry["id"])
        )

    whole = [line if line.endswith(b"\n") else line + b"\n" for line in lines]
    assert without_row(b"".join(whole)) == without_row(LINES)


def _builtins(entry: Listing) -> dict[str, object]:
    import msgspec

    return dict(msgspec.to_builtins(entry))


def test_topics_are_programmes_where_there_is_no_sanction_and_documents_are_joined() -> None:
    person = listings()["p-1"]
    assert (person.list, person.programmes) == ("ftm", ("role.pep",))
    assert person.identifiers == (Identifier(kind="passport", value="55 0314316", country="ru"),)
    assert [name.kind for name in person.names] == ["primary", "original", "weak"]
    assert person.notes == "data sets: a, b\nOne line.\nAnother."


def test_nested_sanctions_names_in_parts_and_wallets_are_read() -> None:
    found = listings()
    assert (found["c-2"].programmes, found["c-2"].listed_on) == (("X1",), "2020-02-03")
    assert found["p-2"].name == "Anna Sidorova"
    assert (found["w-1"].schema, found["w-1"].name) == ("Asset", "0xabc")


def test_what_is_no_listing_is_counted_apart_from_what_is_broken() -> None:
    rows = [row for row in read(LINES) if isinstance(row, RejectedRow)]
    apart = [(row.where, row.reason) for row in rows if row.reason.startswith(ftm.NOT_A_LISTING)]
    assert apart == [
        ("line 5", "not a listing: Ownership"),
        ("line 6", "not a listing: Company that is no target"),
        ("line 9", "not a listing: it points at a party that is no listing in this file"),
    ]
    assert [(row.where, row.reason[:20]) for row in rows if not row.reason.startswith(ftm.NOT_A_LISTING)] == [
        ("line 10", "a Sanction that poin"),
        ("line 11", "n-1: no name"),
        ("line 12", "no id"),
        ("line 13", "no entity: Input dat"),
    ]


def test_a_file_of_changes_a_pipe_and_a_line_without_an_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ListError, match=r"e\.ftm\.json, line 1: this is a file of changes"):
        read(b'{"op":"ADD","entity":{"id":"x"}}\n')
    monkeypatch.setattr(ftm_joined, "LINE_LIMIT", 100)
    with pytest.raises(ListError, match=r"line 1: the line does not end"):
        read(LINES)


def test_two_parties_whose_ids_share_a_hash_keep_their_own_sanctions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ftm_joined, "_hash", lambda _: 7)
    assert listings()["v-1"].programmes == ("Transport restrictions", "EU-RUS")
    assert listings()["p-1"].programmes == ("role.pep",)


def written(entries: list[Listing], codes: dict[str, str] | None = None) -> bytes:
    return "".join(f"{line}\n" for line in ftm_writing.written(entries, codes)).encode()


def all_fixtures() -> list[Listing]:
    found: list[Listing] = []
    for module, name in (
        (eu_journal, "eu_journal.csv"),
        (uk, "uk_list.csv"),
        (eu_fsf, "eu_fsf.xml"),
        (ftm, "ftm_entities.json"),
    ):
        with (FIXTURES / name).open("rb") as source:
            found += [entry for entry in module.read(source, name) if isinstance(entry, Listing)]
    return found


def test_every_listing_comes_back_as_it_was_written() -> None:
    entries = all_fixtures()
    found = read(written(entries, {"iraq": "iq", "dprk": "kp"}))
    by_name = {(entry.list, entry.name): entry for entry in found if isinstance(entry, Listing)}
    assert len(by_name) == len(entries) > 10
    for entry in entries:
        assert by_name[entry.list, entry.name] == entry


def test_what_the_model_can_say_is_said_in_properties_alone() -> None:
    entry = Listing(
        list="un",
        id="KPi.001",
        schema="Person",
        names=(ListedName(text="Yun Ho-jin", kind="primary"), ListedName(text="Yun Ho-chin")),
        programmes=("1718",),
        effects=("asset freeze",),
        listed_on="2009-07-16",
        birth_dates=("1944-10-13",),
        row="line 1",
    )
    party, sanction = (json.loads(line) for line in ftm_writing.written([entry]))
    # The id is the entity's there; it and the place in the first list are all that must be told beside.
    assert party["vetoproof"] == {"id": "KPi.001", "row": "line 1"}
    assert (party["id"], sanction["id"]) == ("un-KPi.001", "un-KPi.001-sanction")
    assert sanction["properties"]["startDate"] == ["2009-07-16"]


def test_ids_are_stable_fit_the_model_and_never_meet() -> None:
    def ident(list_name: str, own: str) -> str:
        return ftm_writing.entity_id(
            Listing(list=list_name, id=own, schema="Person", names=(ListedName(text="A", kind="primary"),))
        )

    assert ident("eu-32017R1509", "XIII.A/1") == "eu-32017R1509-XIII.A-1-759143e929cf"
    assert len({ident("l", own) for own in ("a/b", "a b", "a-b", "a?b", "가", "나")}) == 6


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
WORDS = st.lists(TEXT.map(lambda text: " ".join(text.split())).filter(bool), max_size=3, unique=True).map(tuple)


@given(
    st.builds(
        Listing,
        list=st.sampled_from(["un", "eu-1", "x y"]),
        id=TEXT.filter(lambda text: bool(text.strip())),
        schema=st.sampled_from(["Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "Asset"]),
        names=st.lists(
            st.builds(
                ListedName,
                text=TEXT.map(lambda text: f"n{text}"),
                kind=st.sampled_from(["primary", "alias", "former", "original", "weak"]),
                language=st.sampled_from(["", "ko"]),
            ),
            min_size=1,
            max_size=4,
        ).map(tuple),
        programmes=WORDS,
        effects=WORDS,
        listed_on=st.sampled_from([None, "2020-01-02"]),
        reason=TEXT,
        birth_dates=WORDS,
        countries=WORDS,
        identifiers=st.lists(
            st.builds(Identifier, kind=st.sampled_from(["imo", "inn", "passport", "strange"]), value=TEXT, country=TEXT),
            max_size=3,
        ).map(tuple),
        linked=WORDS,
        notes=TEXT,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_listing_comes_back_as_it_was_written(entry: Listing) -> None:
    assert [found for found in read(written([entry])) if isinstance(found, Listing)] == [entry]
