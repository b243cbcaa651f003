"""The effect of a listing in one line, or the list's own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from vetoproof.model.names import ListedName, Listing
from vetoproof.packs.screening.effects import load
from vetoproof.screen.effects import AS_PRINTED, Effects, annex_of
from vetoproof.screen.lists.outcome import RejectedRow
from vetoproof.screen.lists.read import read

LISTS = Path(__file__).parents[3] / "shared" / "data" / "lists"
EFFECTS = Effects()


def entry(
    of_list: str, ident: str = "1", programmes: tuple[str, ...] = (), effects: tuple[str, ...] = (), notes: str = ""
) -> Listing:
    names = (ListedName(text="MARIA", kind="primary"),)
    return Listing(list=of_list, id=ident, schema="Vessel", names=names, programmes=programmes, effects=effects, notes=notes)


def test_a_ship_of_annex_forty_two_is_under_transport_restrictions_and_not_frozen() -> None:
    (effect,) = EFFECTS.of(entry("eu-32014R0833", "XLII/12", ("EU-RUS",), ("Transportation restrictions",), "annex XLII"))
    assert "port access ban" in effect.statement
    assert "no asset freeze" in effect.statement
    assert "Article 3s, Annex XLII" in effect.statement
    assert effect.text == "verified"
    assert effect.source
    assert effect.limitation


def test_each_programme_gives_its_line_and_an_unknown_one_the_lists_own_words() -> None:
    known, second, printed = EFFECTS.of(entry("ofac-sdn", "1", ("NPWMD", "DPRK2", "NEW-EO99999"), ("property blocked",)))
    assert "13382" in known.statement
    assert "13687" in second.statement
    assert printed.statement == f"property blocked under NEW-EO99999 ({AS_PRINTED})"
    assert printed.text == "printed"


def test_a_list_without_rows_prints_its_own_words_or_says_that_it_has_none() -> None:
    (words,) = EFFECTS.of(entry("my-list", effects=("Port ban",)))
    assert words.statement == f"Port ban ({AS_PRINTED})"
    (nothing,) = EFFECTS.of(entry("my-list"))
    assert nothing.statement == "effect not stated by the list"


def test_the_row_of_a_whole_list_stands_in_where_no_other_fits() -> None:
    (effect,) = EFFECTS.of(entry("eu-fsf", programmes=("PRK",), effects=("asset freeze",)))
    assert effect.statement.startswith("asset freeze")
    assert effect.text != "printed"


def test_the_annex_is_read_from_the_id_or_the_notes_of_an_acts_entry_only() -> None:
    assert annex_of(entry("eu-32017R1509", "XIV.B/3")) == "XIV.B"
    assert annex_of(entry("eu-32017R1509", "7", notes="annex XV.F; other")) == "XV.F"
    assert annex_of(entry("un", "KPi.001", notes="see Annex II of the resolution")) == ""


def test_every_row_names_its_source_its_limitation_and_how_far_it_was_checked() -> None:
    rows = load().effects
    assert len({(row.list, row.annex, row.programme) for row in rows}) == len(rows)
    for row in rows:
        assert row.source
        assert row.limitation
        assert row.text in ("verified", "secondary", "unverified")
        assert "\n" not in row.effect


@pytest.mark.parametrize(
    ("name", "most_printed"),
    [
        ("eu_oj_32014R0833.csv", 22),  # annexes XLV.D, XLIX, LII and LIII have no row
        ("eu_oj_32017R1509.csv", 0),
        ("eu_oj_32014R0269.csv", 0),
        ("ofac_sdn_2023-01.csv", 0),
        ("un_consolidated_2026-02-27.xml", 0),
    ],
)
def test_entries_of_the_real_lists_have_a_row(name: str, most_printed: int) -> None:
    path = LISTS / name
    if not path.exists():
        pytest.skip("the list is not beside the repository (../shared/data/lists)")
    with path.open("rb") as source:
        entries = [one for one in read(source, name) if not isinstance(one, RejectedRow)]
    assert entries
    assert sum(any(effect.text == "printed" for effect in EFFECTS.of(one)) for one in entries) <= most_printed
