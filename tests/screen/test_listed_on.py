"""What versions of a list show of a day. The list is made up; its days are 10, 20, 30 March 2024."""

from __future__ import annotations

from typing import Any

import pytest

from vetoproof.model import Identifier, ListedName, Listing
from vetoproof.screen.listed_on import OnDay, Sight, asked_for, missing, on_day
from vetoproof.screen.version import Version

ARDAL = "Anna Ardal"


def version(day: str) -> Version:
    return Version(
        list="made", sha256=day.replace("-", "").ljust(64, "0"), day=day, day_from="printed", printed=day,
        captured_at="2024-06-01T00:00:00Z", size=1, format="made", file=f"{day}.xml", capture=day,
    )  # fmt: skip


def entry(name: str = ARDAL, id: str = "1", listed_on: str | None = None, **more: Any) -> Listing:
    return Listing(
        list="made", id=id, schema="Person", names=(ListedName(text=name),), listed_on=listed_on, row=f"row {id}", **more
    )


def asked(on: str, *held: tuple[str, Listing | None], query: str = ARDAL) -> OnDay:
    """Versions by day, each with the one entry that was found in it."""
    return on_day(query, "made", on, [Sight(version(day), (found,) if found else ()) for day, found in held])


def said(answer: OnDay) -> str:
    return " ".join(answer.words)


def test_a_version_of_that_day_that_holds_the_entry_shows_it() -> None:
    found = asked("2024-03-10", ("2024-03-10", entry(listed_on="2016-11-30")))
    assert (found.answer, found.basis) == ("listed", "the list as captured")
    assert "row 1" in said(found)
    assert version("2024-03-10").sha256 in said(found)
    assert "prints that it was listed on 2016-11-30" in said(found)


def test_between_two_versions_that_hold_it_the_earlier_one_counts() -> None:
    found = asked("2024-03-15", ("2024-03-10", entry()), ("2024-03-20", entry()))
    assert (found.answer, found.before, found.after) == ("listed", version("2024-03-10"), version("2024-03-20"))
    assert "has it as well" in said(found)


def test_after_the_last_version_what_is_not_seen_is_said() -> None:
    found = asked("2024-05-01", ("2024-03-10", entry()))
    assert found.answer == "listed"
    assert "no later one is held" in said(found)


def test_removed_between_two_versions_it_is_unknown_in_between_and_the_interval_is_told() -> None:
    held = (("2024-03-10", entry()), ("2024-03-20", None))
    found = asked("2024-03-15", *held)
    assert found.answer == "unknown"
    assert "removed between the two" in said(found)
    (stretch,) = found.entries[0].stretches
    assert (stretch.first, stretch.last, stretch.removed_by) == ("2024-03-10", "2024-03-10", "2024-03-20")
    assert asked("2024-03-10", *held).answer == "listed"
    later = asked("2024-03-25", *held)
    assert later.answer == "not listed"
    assert "Removed after 2024-03-10 and by 2024-03-20." in said(later)


def test_a_date_that_a_later_list_prints_is_another_kind_of_proof_and_says_what_it_does_not_show() -> None:
    found = asked("2018-01-01", ("2024-03-10", entry(listed_on="2016-11-30")))
    assert (found.answer, found.basis) == ("listed", "a date that a later list prints")
    assert "does not prove what the list looked like on 2018-01-01" in said(found)
    assert "no version for 2018-01-01 or before is held" in said(found)
    before = asked("2016-01-01", ("2024-03-10", entry(listed_on="2016-11-30")))
    assert (before.answer, before.basis) == ("not listed", "a date that a later list prints")
    assert "does not prove" in said(before)


def test_added_between_two_versions_the_printed_date_decides_and_without_one_it_is_unknown() -> None:
    def on(day: str, since: str | None) -> OnDay:
        return asked(day, ("2024-03-10", None), ("2024-03-20", entry(listed_on=since)))

    assert (on("2024-03-15", "2024-03-12").answer, on("2024-03-15", "2024-03-12").basis) == (
        "listed", "a date that a later list prints",
    )  # fmt: skip
    assert on("2024-03-15", "2024-03-18").answer == "not listed"
    assert on("2024-03-15", None).answer == "unknown"
    assert (on("2024-03-10", None).answer, on("2024-03-10", None).basis) == ("not listed", "the list as captured")


def test_versions_that_contradict_each_other_are_said_to() -> None:
    held = (("2024-03-10", None), ("2024-03-20", entry(listed_on="2016-11-30")))
    assert asked("2024-03-15", *held).answer == "unknown"
    assert "contradict" in said(asked("2024-03-15", *held))
    same_day = asked("2024-03-10", *held)
    assert same_day.answer == "not listed"
    assert "prints that it has been listed since 2016-11-30" in said(same_day)


def test_a_list_that_was_not_loaded_is_unknown_and_never_not_listed() -> None:
    found = on_day(ARDAL, "made", "2024-03-10", [])
    assert (found.answer, found.basis) == ("unknown", "none")
    assert "list not loaded" in said(found)


def test_no_entry_is_told_with_list_version_and_date_and_only_of_the_exact_name() -> None:
    found = asked("2024-03-15", ("2024-03-10", None))
    assert found.answer == "not found"
    for part in ("made", "2024-03-10", version("2024-03-10").sha256, "2024-03-15", "vetoproof screen"):
        assert part in said(found)
    assert asked("2024-03-01", ("2024-03-10", None)).answer == "unknown"


def test_known_from_a_later_version_only_it_is_unknown_before_the_versions_begin() -> None:
    found = asked("2024-03-01", ("2024-03-10", None), ("2024-03-20", entry(listed_on="2024-03-15")))
    assert found.answer == "unknown"
    assert "has no entry 1" in said(found)


def test_an_entry_is_followed_by_its_id_when_its_name_changes_and_by_its_name_when_its_id_does() -> None:
    imo = (Identifier(kind="imo", value="8517839"),)
    renamed = asked(
        "2024-03-20", ("2024-03-10", entry("Corvo", identifiers=imo)), ("2024-03-20", entry("Falke", identifiers=imo)),
        query="Corvo",
    )  # fmt: skip
    assert (renamed.answer, len(renamed.entries), renamed.entries[0].entry.name) == ("listed", 1, "Falke")
    moved = asked("2024-03-20", ("2024-03-10", entry(id="7")), ("2024-03-20", entry(id="8")))
    assert [(one.entry.id, one.answer) for one in moved.entries] == [("8", "listed")]
    assert moved.entries[0].stretches[0].first == "2024-03-10"


def test_namesakes_are_told_apart() -> None:
    both = Sight(version("2024-03-10"), (entry(id="1"), entry(id="2")))
    found = on_day(ARDAL, "made", "2024-03-20", [both, Sight(version("2024-03-20"), (entry(id="2"),))])
    assert found.answer == "listed"
    assert {one.entry.id: one.answer for one in found.entries} == {"1": "not listed", "2": "listed"}
    assert "2 entries of made" in said(found)


@pytest.mark.parametrize("query", ["anna ardal", " ANNA   Ardal ", "Ａｎｎａ Ardal", "kpi.7"])
def test_ids_and_names_are_found_whatever_their_case_width_and_spacing(query: str) -> None:
    assert asked_for(query)(entry(id="KPi.7"))
    assert not asked_for(query + "x")(entry(id="KPi.7"))


@pytest.mark.parametrize(("query", "found"), [("8517839", True), ("IMO 8517839", True), ("9617923", False), ("12", False)])
def test_a_ship_is_found_by_its_number_and_short_numbers_find_nothing(query: str, found: bool) -> None:
    ship = entry("Maria", id="7", identifiers=(Identifier(kind="imo", value="8517839"), Identifier(kind="other", value="12")))
    assert asked_for(query)(ship) is found


def test_versions_that_lack_an_id_are_looked_through_again() -> None:
    sights = [Sight(version("2024-03-10"), (entry(),)), Sight(version("2024-03-20"), ())]
    assert missing(sights) == [set(), {"1"}]
