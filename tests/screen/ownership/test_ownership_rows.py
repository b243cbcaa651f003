"""Rows of ownership: read from CSV and FollowTheMoney, and rejected with a reason when they cannot be used."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from vetoproof.packs.screening.ownership import load
from vetoproof.screen.lists.outcome import ListError, RejectedRow
from vetoproof.screen.ownership.ftm import Party, read_ftm
from vetoproof.screen.ownership.rows import OwnershipRow, read_csv


def table(text: str) -> list[OwnershipRow | RejectedRow]:
    return list(read_csv(io.BytesIO(text.encode()), "owners.csv"))


def test_a_row_keeps_its_days_source_and_place() -> None:
    (row,) = table("owner,owned,share,kind,from,to,source,note\nA,B,60 %,ownership,2021-03,,register extract,\n")
    assert isinstance(row, OwnershipRow)
    assert (row.owner, row.owned, row.share.text, row.start, row.source, row.where) == (
        "A",
        "B",
        "60 %",
        "2021-03",
        "register extract",
        "row 2",
    )


def test_semicolons_bounds_and_other_names_of_columns_are_understood() -> None:
    (row,) = table('\ufeffOwner;Asset;share_low;share_high;Source\n"A";"B";25;50;"reg"\n')
    assert isinstance(row, OwnershipRow)
    assert row.share.text == "25 to 50 %"
    assert row.kind == "ownership"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("A,B,160,,,,s", "not between"),
        ("A,B,half,,,,s", "no share"),
        ("A,B,60,friend,,,s", "no kind"),
        ("A,B,60,,31.12.2020,,s", "no ISO day"),
        ("A,B,60,,2021-02-30,,s", "no day of the calendar"),
        ("A,B,60,,2021,2020,s", "before it begins"),
        ("A,A,60,,,,s", "its own owner"),
        (",B,60,,,,s", "no owner"),
        ("A,B,60,,,,", "no source"),
        ("A,B,60,,,,s,too,many", "9 cells"),
    ],
)
def test_a_row_that_cannot_be_used_says_why_and_the_next_goes_on(line: str, why: str) -> None:
    bad, good = table(f"owner,owned,share,kind,from,to,source\n{line}\nX,Y,10,,,,s\n")
    assert isinstance(bad, RejectedRow)
    assert bad.where == "row 2"
    assert why in bad.reason
    assert isinstance(good, OwnershipRow)


def test_a_file_that_is_no_table_of_ownership_names_the_remedy() -> None:
    with pytest.raises(ListError, match=r"owners\.csv: no column owner, owned, source; write a header"):
        table("a,b,c\n1,2,3\n")
    with pytest.raises(ListError, match="not UTF-8"):
        list(read_csv(io.BytesIO("owner,owned,source\nÄ,B,s\n".encode("latin-1")), "owners.csv"))
    assert table("owner,owned,share,source\n") == []


def test_a_row_speaks_of_the_days_that_it_states() -> None:
    (row,) = table("owner,owned,share,from,to,source\nA,B,60,2021,2023-06,s\n")
    assert isinstance(row, OwnershipRow)
    assert row.on(date(2020, 12, 31)) == "outside"
    assert row.on(date(2021, 6, 1)) == "may hold"
    assert row.on(date(2022, 6, 1)) == "holds"
    assert row.on(date(2023, 6, 15)) == "may hold"
    assert row.on(date(2023, 7, 1)) == "outside"


def ftm(*entities: dict[str, object]) -> list[OwnershipRow | Party | RejectedRow]:
    lines = "\n".join(json.dumps(entity) for entity in entities)
    return list(read_ftm(io.BytesIO(lines.encode()), load().natures))


def test_an_ownership_entity_is_a_row_and_a_company_is_a_party() -> None:
    company = {"id": "c", "schema": "Company", "caption": "Company C", "properties": {"name": ["C"]}}
    owns = {
        "id": "o",
        "schema": "Ownership",
        "properties": {
            "owner": ["a"],
            "asset": ["c"],
            "percentage": ["62.5"],
            "startDate": ["2020-01-01"],
            "sourceUrl": ["reg"],
        },
    }
    party, row = ftm(company, owns)
    assert party == Party("c", "Company C", "Company")
    assert isinstance(row, OwnershipRow)
    assert (row.owner, row.owned, row.kind, row.share.text, row.start, row.source) == (
        "a",
        "c",
        "ownership",
        "62.5 %",
        "2020-01-01",
        "reg",
    )


def test_a_registers_classes_become_intervals_and_kinds() -> None:
    roles = [
        "ownership-of-shares-50-to-75-percent",
        "voting-rights-25-to-50-percent-as-trust",
        "right-to-appoint-and-remove-directors",
    ]
    rows = ftm(
        {"id": "o", "schema": "Ownership", "datasets": ["psc"], "properties": {"owner": ["a"], "asset": ["c"], "role": roles}}
    )
    assert [(row.kind, row.share.text) for row in rows if isinstance(row, OwnershipRow)] == [
        ("ownership", "more than 50 to less than 75 %"),
        ("voting", "more than 25 to 50 %"),
        ("board", "an unknown share"),
    ]


def test_a_directorship_is_a_seat_and_two_owners_of_one_share_hold_an_unknown_part() -> None:
    seat, first, second = ftm(
        {
            "id": "d",
            "schema": "Directorship",
            "datasets": ["x"],
            "properties": {"director": ["a"], "organization": ["c"], "role": ["chair"]},
        },
        {
            "id": "o",
            "schema": "Ownership",
            "datasets": ["x"],
            "properties": {"owner": ["a", "b"], "asset": ["c"], "percentage": ["60"]},
        },
    )
    assert isinstance(seat, OwnershipRow)
    assert (seat.kind, seat.note) == ("director", "chair")
    assert isinstance(first, OwnershipRow)
    assert isinstance(second, OwnershipRow)
    assert first.share.text == second.share.text == "up to 60 %"


def test_lines_that_are_no_entities_and_rows_without_ends_or_source_are_rejected() -> None:
    found = list(read_ftm(io.BytesIO(b'{"id": 1}\nnot json\n\n'), ()))
    assert [type(one) for one in found] == [RejectedRow, RejectedRow]
    (no_owner,) = ftm({"id": "o", "schema": "Ownership", "datasets": ["x"], "properties": {"asset": ["c"]}})
    (no_source,) = ftm({"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["c"]}})
    (no_share,) = ftm(
        {
            "id": "o",
            "schema": "Ownership",
            "datasets": ["x"],
            "properties": {"owner": ["a"], "asset": ["c"], "percentage": ["most"]},
        }
    )
    for one, why in ((no_owner, "no owner"), (no_source, "no source"), (no_share, "no share")):
        assert isinstance(one, RejectedRow)
        assert why in one.reason
