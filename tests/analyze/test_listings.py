"""What lists say of parties: identity by number, days, silences that clear nobody, ownership as reasoning."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from lists_of_a_day import Edition, Entry, MadeLists

from vetoproof.analyze.listings import Register
from vetoproof.analyze.parties import Party, named, printed
from vetoproof.analyze.slim import Link, SlimClaim, SlimFrame, SlimMention
from vetoproof.model import ScreenedParty, encode
from vetoproof.packs.pack import load
from vetoproof.packs.regime import ListRow, Regime, ShipRow

SAID = {"source": "invented", "limitation": "invented"}
EU, US, UK = "eu-32014R0833", "ofac-sdn", "uk"
MARIA, MARIA_E, ANGARA = "8517839", "9617923", "9179842"
# Facts re-entered: Official Journal, Regulation 833/2014 Annex XLII; OFAC SDN list of January 2023.
ANNEX = [Entry("XLII/1", ["Angara"], ANGARA, "2024-06-25"), Entry("XLII/2", ["Maria"], MARIA, "2024-06-25")]
SDN = [Entry("37059", ["ANGARA"], ANGARA), Entry("36716", ["MARIA E", "MARIA"], MARIA_E)]


def regime(*rows: ListRow) -> Regime:
    ship = ShipRow(imo=MARIA, name="Maria", not_to_confuse=(MARIA_E,), listings=("2024-06-25 Union: ports",), **SAID)
    return Regime(id="t", title="t", parties=("RU",), scope=(), lists=rows or ROWS, ships=(ship,))


ROWS = (
    ListRow(id="un-ships", title="Designated Vessels", kinds=("ship",), least=1, **SAID),
    ListRow(id=US, title="The American list", kinds=("ship", "company", "person"), least=5, freezes="OFAC", **SAID),
    ListRow(id=EU, title="The Union's list", kinds=("ship",), least=1, **SAID),
    ListRow(id=UK, title="The British list", kinds=("ship", "company"), least=1, freezes="UK", **SAID),
)


def ship(name: str, number: str = "") -> Party:
    return Party("ship", name, number, (name,), claims=("c1",))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


def asked(
    folder: Path, *parties: Party, as_of: str | None = None, team: bool = False, owners: str = ""
) -> tuple[ScreenedParty, ...]:
    editions = [Edition(EU, "2026-03-01", ANNEX), Edition(US, "2023-01-31", SDN, fill=5)]
    return Register(MadeLists(folder, editions, as_of, owners), regime(), as_of, team).of(parties)


def test_a_listing_tells_list_day_effect_edition_and_why_it_is_this_ship(folder: Path) -> None:
    (angara,) = asked(folder, ship("Angara", ANGARA))
    union = next(e for e in angara.entries if e.list == EU)
    assert (union.identity, union.listed, union.listed_on, union.id) == ("number", True, "2024-06-25", "XLII/1")
    assert "port access ban" in union.effects[0].statement
    assert union.effects[0].source
    assert union.edition == "2026-03-01"
    assert union.sha256 in " ".join(union.words)
    assert ANGARA in " ".join(union.explanation)


def test_maria_is_not_maria_e(folder: Path) -> None:
    (maria,) = asked(folder, ship("Maria", MARIA))
    assert {e.list for e in maria.entries} == {EU}
    (apart,) = maria.apart
    assert (apart.number, apart.entries) == (MARIA_E, ("ofac-sdn 36716 (MARIA E, also called MARIA)",))
    us = next(s for s in maria.silent if s.list == US)
    assert us.answer == "not found"
    assert "2023-01-31" in us.words
    (other,) = asked(folder, ship("Maria E", MARIA_E))
    assert {(e.list, e.id) for e in other.entries} == {(US, "36716")}


def test_a_name_without_a_number_at_most_may_be(folder: Path) -> None:
    (maria,) = asked(folder, ship("Maria"))
    assert {e.identity for e in maria.entries} == {"may be"}
    assert {e.id for e in maria.entries} == {"XLII/2", "36716"}
    assert not maria.known
    assert {s.answer for s in maria.silent} == {"unknown"}


def test_before_the_day_of_listing_nothing_is_listed_and_nothing_later_is_told(folder: Path) -> None:
    (angara,) = asked(folder, ship("Angara", ANGARA), as_of="2024-06-01")
    assert {e.list for e in angara.entries} == {US}
    assert b"2024-06-25" not in encode(angara)
    union = next(s for s in angara.silent if s.list == EU)
    assert union.answer == "unknown"
    assert "no version of eu-32014R0833 for 2024-06-01 is held" in union.words


def test_where_only_a_later_list_speaks_its_words_say_so(folder: Path) -> None:
    (angara,) = asked(folder, ship("Angara", ANGARA), as_of="2024-07-01")
    union = next(e for e in angara.entries if e.list == EU)
    assert union.listed
    assert union.later
    assert "by the date that a later list prints" in union.words[0]
    assert "does not prove what the list looked like on 2024-07-01" in union.words[1]


def test_what_the_pack_states_begins_on_its_day(folder: Path) -> None:
    assert asked(folder, ship("Maria", MARIA), as_of="2024-06-24")[0].stated == ()
    assert asked(folder, ship("Maria", MARIA), as_of="2024-06-25")[0].stated == ("2024-06-25 Union: ports",)


def test_a_list_that_is_not_loaded_is_unknown_with_and_without_other_lists(folder: Path) -> None:
    for found in (asked(folder, ship("Angara", ANGARA)), Register(None, regime(), None).of([ship("Angara", ANGARA)])):
        silent = {s.list: s for s in found[0].silent}
        assert silent["un-ships"].answer == silent[UK].answer == "unknown"
        assert silent["un-ships"].words == "Designated Vessels: unknown: list not loaded"
    assert {s.answer for s in found[0].silent} == {"unknown"}


def test_an_extract_shows_nothing_by_its_silence(folder: Path) -> None:
    lists = MadeLists(folder, [Edition(US, "2023-01-31", SDN)])
    (found,) = Register(lists, regime(), None).of([ship("Blue Heron", "9074729")])
    us = next(s for s in found.silent if s.list == US)
    assert us.answer == "unknown"
    assert "extract" in us.words


def test_what_was_published_since_the_version_is_said_not_to_be_seen(folder: Path) -> None:
    (found,) = asked(folder, ship("Blue Heron", "9074729"), as_of="2024-06-01")
    assert "between 2023-01-31 and 2024-06-01 is not seen" in next(s.words for s in found.silent if s.list == US)


def test_a_person_by_name_alone_may_be_and_a_public_record_holds_no_near_miss(folder: Path) -> None:
    entries = [Entry("1", ["Ivan Petrovich Testov"], schema="Person"), Entry("2", ["Iwan Pawlow Testow"], schema="Person")]
    lists = MadeLists(folder, [Edition(US, "2023-01-31", entries, fill=5)])
    person = Party("person", "Ivan Petrovich Testov", "", ("Ivan Petrovich Testov",))
    (public,) = Register(lists, regime(), None).of([person])
    assert [(e.id, e.identity) for e in public.entries] == [("1", "may be")]
    assert not public.known
    (team,) = Register(lists, regime(), None, team=True).of([person])
    assert {e.id for e in team.entries} >= {e.id for e in public.entries}


def test_who_speaks_is_told_only_where_an_entry_matches(folder: Path) -> None:
    register = Register(MadeLists(folder, [Edition(US, "2023-01-31", SDN, fill=5)]), regime(), None)
    assert register.of([], [Party("person", "Nobody Unlisted", "", ("Nobody Unlisted",))]) == ()


OWNERS = """owner,owned,kind,share,from,to,source
Blocked Holding LLC,Blue Heron (IMO 9074729),ownership,60,2022-01-01,,a register
Free Holding LLC,Blue Heron (IMO 9074729),ownership,40,2022-01-01,,a register
"""
BLOCKED = [Entry("77", ["BLOCKED HOLDING LLC"], schema="Company")]


def owned(folder: Path, team: bool, *, fill: int = 5) -> ScreenedParty:
    lists = MadeLists(folder, [Edition(US, "2023-01-31", BLOCKED, fill=fill)], "2024-01-01", OWNERS)
    return Register(lists, regime(), "2024-01-01", team).of([ship("Blue Heron", "9074729")])[0]


def test_ownership_is_reasoning_and_no_listing(folder: Path) -> None:
    found = owned(folder, team=True)
    us = next(r for r in found.reasoning if r.regime == "OFAC")
    assert us.outcome == "met"
    assert "not a listing" in us.lines[0]
    assert "60 %" in " ".join(us.lines)
    assert found.entries == ()
    assert next(s for s in found.silent if s.list == US).answer == "not found"


def test_a_public_record_leaves_out_lines_that_name_unlisted_owners(folder: Path) -> None:
    us = next(r for r in owned(folder, team=False).reasoning if r.regime == "OFAC")
    assert us.outcome == "met"
    assert us.withheld
    assert "Free Holding" not in " ".join(us.lines)


def test_a_regime_whose_lists_are_not_held_whole_clears_no_owner(folder: Path) -> None:
    found = owned(folder, team=True)
    uk = next(r for r in found.reasoning if r.regime == "UK")
    assert uk.outcome == "cannot be told"
    assert "not held as a whole list: uk" in " ".join(uk.lines)


def test_any_order_of_editions_and_parties_gives_the_same_bytes(folder: Path) -> None:
    editions = [
        Edition(EU, "2026-03-01", ANNEX), Edition(US, "2023-01-31", SDN, fill=5), Edition(US, "2024-02-01", SDN[:1], fill=5),
    ]  # fmt: skip
    rows = [("c1", '[["ship","Maria","8517839"]]'), ("c2", '[["ship","MV Maria","8517839"],["ship","Angara","9179842"]]')]
    made = set()
    for seed in range(4):
        random.Random(seed).shuffle(editions)
        random.Random(seed).shuffle(rows)
        lists = MadeLists(folder, editions, "2024-03-01")
        made.add(encode([lists.identity, Register(lists, regime(), "2024-03-01").of(named(rows))]))
    assert len(made) == 1


def test_only_ships_companies_and_those_who_act_for_a_state_are_parties() -> None:
    def claim(kind: str, office: str | None = None) -> SlimClaim:
        mentions = (SlimMention("Ram Example", "person"), SlimMention("Angara", "ship", {"imo": ANGARA}))
        chain = (Link("Gazette", "outlet"), Link("Ada Minister", "person", office=office))
        return SlimClaim(id="c", chain=chain, frame=SlimFrame(type=kind, vessel="Angara|Blue Heron"), mentions=mentions)

    quiet = printed(claim("casualties", "minister")) or ""
    assert "Ram" not in quiet
    assert quiet == f'[["ship","Angara","{ANGARA}"],["ship","Blue Heron",""]]'
    assert "Ram Example" in (printed(claim("visit")) or "")
    assert "Ram Example" in (printed(claim("statement_other", "minister")) or "")
    assert printed(SlimClaim(id="c")) is None


def test_the_shipped_pack_says_of_which_lists_it_wants_to_know() -> None:
    rows = {row.id: row for row in load("dprk").regime.lists}
    assert {"un", "un-1718-vessels", "ofac-sdn", "eu-32017R1509", "eu-32014R0833", "uk"} <= set(rows)
    assert "ship" not in rows["un"].kinds
    assert {row.freezes for row in rows.values()} >= {"OFAC", "EU", "UK"}
