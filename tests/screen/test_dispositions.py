from __future__ import annotations

from typing import Any

import pytest

from vetoproof.model import Decision, Identifier, ListedName, Listing, Match, Query, decode, encode
from vetoproof.screen.dispositions import Dispositions, Verdict, disposition

ASKED = Query(names=("Anna Ardal",), identifiers=(Identifier(kind="imo", value="8517839"),))


def entry(*names: str, **more: Any) -> Listing:
    return Listing(
        list="made",
        id="1",
        schema="Person",
        names=tuple(ListedName(text=n) for n in names or ("Ana Ardal", "A. Ardal")),
        **more,
    )


def match(hit: bool = True) -> Match:
    return Match(list="made", id="1", schema="Person", name="Ana Ardal", score=0.93, match=hit)


def decided(
    verdict: Verdict = "false", asked: Query = ASKED, of: Listing | None = None, at: str = "2024-03-10T10:00:00Z"
) -> Decision:
    return disposition(asked, of or entry(), verdict, by="A. Reviewer", at=at, reason="Another person.")


def test_a_false_alert_is_no_match_and_says_who_decided_and_why() -> None:
    kept = decode(encode(decided()), Decision)
    found = Dispositions([kept]).apply(match(), ASKED, entry())
    assert (found.match, found.score) == (False, 0.93)
    assert found.disposition == "false (A. Reviewer, 2024-03-10): Another person."


def test_a_true_alert_is_a_match_whatever_the_score_says_later() -> None:
    found = Dispositions([decided("true")]).apply(match(hit=False), ASKED, entry())
    assert found.match
    assert found.disposition.startswith("true (A. Reviewer")


def test_the_last_decision_holds_and_open_takes_it_back() -> None:
    first, second = decided("false"), decided("true", at="2024-03-11T10:00:00Z")
    assert Dispositions([first, second]).apply(match(), ASKED, entry()).disposition.startswith("true")
    back = decided("open", at="2024-03-12T10:00:00Z")
    assert Dispositions([first, second, back]).apply(match(), ASKED, entry()) == match()


def test_a_decision_counts_as_of_its_day() -> None:
    assert Dispositions([decided()], as_of="2024-03-09").apply(match(), ASKED, entry()) == match()
    assert not Dispositions([decided()], as_of="2024-03-10").apply(match(), ASKED, entry()).match


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (entry("Ana Ardal", "A. Ardal", "Anna Ardal"), "entry: names + anna ardal"),
        (entry("Ana Ardal"), "entry: names - a. ardal"),
        (entry(birth_dates=("1944-01-01",)), "entry: birth_dates + 1944-01-01"),
        (entry(identifiers=(Identifier(kind="passport", value="X 1"),)), "entry: identifiers + passport x1"),
    ],
)
def test_an_entry_that_changed_in_what_tells_who_is_meant_is_looked_at_again(now: Listing, said: str) -> None:
    found = Dispositions([decided()]).apply(match(), ASKED, now)
    assert found.match
    assert found.disposition.startswith("not honoured, ")
    assert said in found.disposition
    assert "false (A. Reviewer, 2024-03-10)" in found.disposition


@pytest.mark.parametrize(
    "now",
    [
        entry(reason="Another reason.", effects=("travel ban",), listed_on="2024-01-01", row="row 9"),
        entry("A. ARDAL", "Ana  Ardal"),
    ],
)
def test_an_entry_that_changed_in_nothing_that_tells_who_is_meant_is_not(now: Listing) -> None:
    assert not Dispositions([decided()]).apply(match(), ASKED, now).match


def test_a_question_with_other_facts_is_another_question() -> None:
    found = Dispositions([decided()]).apply(match(), Query(names=("ANNA  ardal",)), entry())
    assert found.match
    assert "query: identifiers - imo 8517839" in found.disposition
    born = Dispositions([decided()]).apply(
        match(), Query(names=ASKED.names, identifiers=ASKED.identifiers, birth_dates=("1990",)), entry()
    )
    assert "query: birth_dates + 1990" in born.disposition


def test_the_same_question_typed_otherwise_is_the_same() -> None:
    typed = Query(names=("anna   ARDAL",), id="7", identifiers=(Identifier(kind="IMO", value="IMO 8517839"),))
    assert not Dispositions([decided()]).apply(match(), typed, entry()).match


def test_other_decisions_and_other_entries_are_left_alone() -> None:
    other = Decision(kind="reject", target="x", by="A. Reviewer", at="2024-03-10T10:00:00Z", reason="No.")
    assert len(Dispositions([other])) == 0
    elsewhere = Match(list="made", id="2", schema="Person", name="Ana Ardal", score=0.9, match=True)
    assert Dispositions([decided()]).apply(elsewhere, ASKED, entry()) == elsewhere
    assert Dispositions([decided()]).apply(match(), Query(names=("Somebody Else",)), entry()) == match()


BARE = Query(names=("Anna Ardal",))


def row(id: str, **more: Any) -> Query:
    return Query(id=id, names=("Anna Ardal",), **more)


def test_a_decision_on_a_bare_name_clears_no_row_of_a_file_and_is_shown() -> None:
    said = Dispositions([decided(asked=BARE)])
    assert not said.apply(match(), BARE, entry()).match
    assert not said.apply(match(), row("q1"), entry()).match
    for customer in ("1", ""):
        found = said.apply(match(), row(customer), entry(), row=True)
        assert found.match
        assert found.disposition.startswith("not honoured, it was decided on the bare name")
        assert "false (A. Reviewer, 2024-03-10): Another person." in found.disposition
    alike = Dispositions([decided("true", asked=Query(names=("Anna Ardal",), gender="female"))])
    assert not alike.apply(match(hit=False), row("1", gender="female"), entry(), row=True).match


def test_a_decision_on_more_than_a_name_is_honoured_for_rows_that_tell_the_same() -> None:
    said = Dispositions([decided(asked=Query(names=("Anna Ardal",), birth_dates=("1990",)))])
    assert not said.apply(match(), row("1", birth_dates=("1990",)), entry(), row=True).match
    for other in (row("2"), row("2", birth_dates=("1944",)), row("2", birth_dates=("1990",), countries=("kp",))):
        found = said.apply(match(), other, entry(), row=True)
        assert found.match
        assert found.disposition.startswith("not honoured, query: ")


def test_a_day_that_systems_write_by_themselves_tells_nobody_from_his_namesakes() -> None:
    for day in ("1900-01-01", "1970-01-01"):
        said = Dispositions([decided(asked=Query(names=("Anna Ardal",), birth_dates=(day,)))])
        found = said.apply(match(), row("1", birth_dates=(day,)), entry(), row=True)
        assert found.match
        assert "bare name" in found.disposition


def test_a_decision_on_a_customer_is_for_this_one_alone() -> None:
    own = disposition(BARE, entry(), "false", by="A. Reviewer", at="2024-03-10T10:00:00Z", reason="A dentist.", customer="1")
    said = Dispositions([decode(encode(own), Decision)])
    assert not said.apply(match(), row("1"), entry(), row=True).match
    assert said.apply(match(), row("2"), entry(), row=True) == match()
    assert said.apply(match(), row("1"), entry()) == match()
    changed = said.apply(match(), row("1", birth_dates=("1944",)), entry(), row=True)
    assert (changed.match, changed.disposition.startswith("not honoured, query: birth_dates")) == (True, True)
    back = disposition(BARE, entry(), "open", by="B", at="2024-03-11T10:00:00Z", reason="Look again.", customer="1")
    assert Dispositions([own, back]).apply(match(), row("1"), entry(), row=True) == match()
    assert own.target != decided(asked=BARE).target
    assert "customer" not in decided(asked=BARE).value
