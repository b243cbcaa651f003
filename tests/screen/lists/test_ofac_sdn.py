from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetoproof.model.names import Identifier, ListedName, Listing
from vetoproof.screen.lists import ofac_sdn
from vetoproof.screen.lists.measures import Measures
from vetoproof.screen.lists.ofac_labels import Labels
from vetoproof.screen.lists.outcome import ListError, RejectedRow

ROOT = Path(__file__).parents[3]
TREASURY = ROOT / "tests/fixtures/lists/ofac_sdn.csv"
REAL = ROOT.parent / "shared/data/lists/ofac_sdn_2023-01.csv"
HEADER = b"ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\r\n"
REST = b",-0- ,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
LABELS, MEASURES = Labels(), Measures()


def read(data: bytes, name: str = "sdn.csv") -> list[Listing | RejectedRow]:
    return list(ofac_sdn.read(io.BytesIO(data), name, LABELS, MEASURES))


def listings(data: bytes, name: str = "sdn.csv") -> dict[str, Listing]:
    return {row.id: row for row in read(data, name) if isinstance(row, Listing)}


def test_the_treasurys_own_file_has_no_header_and_ends_in_control_z() -> None:
    rows = read(TREASURY.read_bytes())
    assert all(isinstance(row, Listing) for row in rows)
    assert len(rows) == 10
    bank = listings(TREASURY.read_bytes())["306"]
    assert (bank.list, bank.schema, bank.name, bank.row) == ("ofac-sdn", "Organization", "BANCO NACIONAL DE CUBA", "line 2")
    assert bank.names[1] == ListedName(text="BNC", kind="weak")
    assert (bank.programmes, bank.effects, bank.listed_on) == (("CUBA",), ("property blocked",), None)


def test_a_copy_with_a_header_gives_the_same_listings() -> None:
    body = TREASURY.read_bytes().removesuffix(b"\x1a") + b"\x1a,,,,,,,,,,,\r\n"
    assert [(x.id, x.names) for x in listings(HEADER + body).values()] == [(x.id, x.names) for x in listings(body).values()]
    treasury_names = ",".join(ofac_sdn.COLUMNS).encode() + b"\n"
    assert listings(treasury_names + body)["36"].row == "line 2"


def test_a_ship_has_its_number_flags_and_former_names() -> None:
    ship = listings(TREASURY.read_bytes())["15036"]
    assert ship.schema == "Vessel"
    assert ship.flags == ("Iran", "Malta", "Tuvalu", "Tanzania")
    assert Identifier(kind="imo", value="9187629") in ship.identifiers
    assert Identifier(kind="call_sign", value="T2EU4") in ship.identifiers
    assert ship.linked == ("NATIONAL IRANIAN TANKER COMPANY",)
    assert "Tonnage 99,144" in ship.notes


def test_programmes_printed_in_brackets_are_told_apart() -> None:
    assert listings(TREASURY.read_bytes())["12210"].programmes == ("DPRK", "DPRK2")
    assert listings(b"7,A,-0- ,[SDGT] [IRGC],-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ")["7"].programmes == ("SDGT", "IRGC")


def test_a_person_keeps_the_printed_order_and_has_each_position_once() -> None:
    person = listings(TREASURY.read_bytes())["2674"]
    assert person.name == "ABBAS, Abu"
    assert person.positions == ("Director of PALESTINE LIBERATION FRONT - ABU ABBAS FACTION",)
    assert person.birth_dates == ("10 Dec 1948",)


def test_the_file_name_tells_the_list_of_others_than_sdns() -> None:
    other = listings(b"9" + b",NAME" + REST, "some/folder/cons_prim.csv")["9"]
    assert (other.list, other.effects) == ("ofac-cons", ())


def test_rows_that_give_no_listing_are_rejected_and_the_rest_is_read() -> None:
    rows = read(
        HEADER
        + b"1,GOOD"
        + REST
        + b"2,TOO FEW,-0- \r\n"
        + b"3,TOO MANY"
        + REST.replace(b"\r\n", b",x\r\n")
        + b"x4,NO NUMBER"
        + REST
        + b"1,TWICE"
        + REST
        + b"5,-0- "
        + REST
        + b"6,NAME,spaceship,CUBA,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
        + b'7,"OPEN'
        + REST
        + b"8,LAST"
        + REST
    )
    found = [row.where if isinstance(row, RejectedRow) else row.id for row in rows]
    assert found == ["1", "line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "8", "after line 10"]
    reasons = " | ".join(row.reason for row in rows if isinstance(row, RejectedRow))
    for word in ("3 cells, not 12", "13 cells", "'x4'", "on line 2 already", "no name", "spaceship", "quotation marks"):
        assert word in reasons


def test_bytes_of_another_encoding_are_repaired_in_their_row_and_said() -> None:
    rows = listings(b"1,CAF\xc9" + REST + "2,CAF\u00c9".encode() + REST)
    assert rows["1"].name == rows["2"].name == "CAF\u00c9"
    assert "Windows-1252" in rows["1"].notes
    assert "Windows-1252" not in rows["2"].notes


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no row"),
        (b"\x1a", "no row"),
        (HEADER[:20] + b"\r\n", "12 columns"),
        (b"306,220,aka,BNC,-0- \r\n", "alt.csv"),
        (b"<html><body>moved</body></html>", "12 columns"),
        (b"\x00\x01\x02" * 50, "no text"),
        (b"name,country\nA,B\n", "begins with 'name'"),
    ],
)
def test_another_file_is_refused_with_the_remedy(data: bytes, words: str) -> None:
    with pytest.raises(ListError) as caught:
        read(data)
    assert "sdn.csv" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (HEADER, True),
        (TREASURY.read_bytes()[:200], True),
        (b"306,220,aka,BNC,-0- \r\n", False),
        (b"25,34,Ibex House,London,United Kingdom,-0-\r\n", False),
        (b"<Sanctions/>", False),
        (b"celex,recordId,programKey,annex\r\n", False),
        (b"1,2,3,4,5,6,7,8,9,10,11,12\r\n", False),
        (b'"open', False),
        (b"", False),
    ],
)
def test_the_first_line_tells_the_format(head: bytes, known: bool) -> None:
    assert ofac_sdn.recognises(head, "x.csv") is known


@given(st.binary(max_size=300))
def test_no_bytes_after_a_good_row_break_the_reader(data: bytes) -> None:
    try:
        rows = read(b"1,GOOD" + REST + data)
    except ListError:
        return
    assert isinstance(rows[0], Listing)
    assert all(isinstance(row, (Listing, RejectedRow)) for row in rows)


@pytest.mark.skipif(not REAL.exists(), reason="the real SDN list is not beside the repository")
def test_the_real_list_is_read_whole() -> None:
    with REAL.open("rb") as file:
        rows = list(ofac_sdn.read(file, REAL.name))
    found = [row for row in rows if isinstance(row, Listing)]
    assert len(found) == len(rows) == 11_443
    schemas = Counter(listing.schema for listing in found)
    assert schemas == {"Person": 5890, "Organization": 4575, "Vessel": 685, "Airplane": 293}
    ships = [listing for listing in found if listing.schema == "Vessel"]
    assert sum(any(each.kind == "imo" for each in ship.identifiers) for ship in ships) == 678
    assert sum(len(listing.birth_dates) for listing in found) > 6_400
    assert sum(len(listing.names) - 1 for listing in found) > 2_700


def test_the_publishers_file_without_its_last_line_is_said_to_be_cut_short() -> None:
    whole = TREASURY.read_bytes()
    cut = b"".join(whole.splitlines(keepends=True)[:2])
    rows = list(ofac_sdn.read(io.BytesIO(cut), "sdn.csv"))
    assert rows[-1] == RejectedRow("after line 2", ofac_sdn.CUT_SHORT, cut=True)
    assert len(rows) == 3
    assert not [row for row in ofac_sdn.read(io.BytesIO(whole), "sdn.csv") if isinstance(row, RejectedRow)]
