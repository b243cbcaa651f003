"""The regimes' tests on ownership: the examples of the guidance, unknowns that stay unknown, and laws that always hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetoproof.packs.screening.ownership import RowKind, Rule, load
from vetoproof.screen.ownership.apply import Listed, Reasoning, apply, apply_all
from vetoproof.screen.ownership.holdings import on
from vetoproof.screen.ownership.rows import OwnershipRow
from vetoproof.screen.ownership.share import read
from vetoproof.screen.ownership.text import lines

RULES = load()
DAY = date(2026, 3, 1)
RULE = {rule.id: rule for rule in RULES.rules}
OFAC, EU, EU_BEFORE, UK = RULE["us-50-2014"], RULE["eu-2024"], RULE["eu-2018"], RULE["uk-2019"]


def row(text: str, kind: RowKind = "ownership", start: str = "2020-01-01", end: str = "", jointly: str = "") -> OwnershipRow:
    """ "A 60 B": A holds 60 % of B."""
    owner, share, owned = text.split()
    return OwnershipRow(owner, owned, kind, read("" if share == "?" else share), start, end, "register", "", jointly, text)


def judged(rule: Rule, text: str, party: str, listed: str = "X", day: date = DAY) -> Reasoning:
    rows = [row(part.strip()) for part in text.split(",")]
    return apply(rule, on(rows, day), [Listed(one, "annex") for one in listed.split()], party)


@pytest.mark.parametrize(
    ("text", "party", "outcome"),
    [
        ("X 50 A, A 50 B", "B", "met"),  # FAQ 401, example 1
        ("X 50 A, X 50 B, A 25 C, B 25 C", "C", "met"),  # example 2
        ("X 50 A, X 10 B, A 40 B", "B", "met"),  # example 3
        ("X 50 A, X 25 B, A 25 C, B 25 C", "C", "not shown"),  # a holder of 25 % does not pass its share on
        ("X 25 A, X 25 B, A 50 C, B 50 C", "C", "not shown"),  # neither holder is itself owned 50 %
        ("X 25 A, Y 25 A, A 50 B", "B", "met"),  # several blocked persons add up, and the chain goes on
        ("X 49.9 A", "A", "not shown"),
        ("X 50 A", "X", "listed"),
    ],
)
def test_the_fifty_percent_rule_follows_its_published_examples(text: str, party: str, outcome: str) -> None:
    assert judged(OFAC, text, party, "X Y").outcome == outcome


def test_control_alone_does_not_block_under_the_fifty_percent_rule() -> None:
    rows = [row("X 10 A"), row("X ? A", "board"), row("X ? A", "control")]
    result = apply(OFAC, on(rows, DAY), [Listed("X", "SDN")], "A")
    assert (result.outcome, result.controlled) == ("not shown", "not shown")
    assert any("Control alone" in line for line in lines(result))


def test_the_threshold_of_the_european_test_changed_in_july_2024() -> None:
    assert judged(EU, "X 50 A", "A").outcome == "met"
    assert judged(EU_BEFORE, "X 50 A", "A").outcome == "not shown"
    assert judged(EU_BEFORE, "X 50.1 A", "A").outcome == "met"
    listed = {"EU": (Listed("X", "Annex I"),)}
    before, after = (
        next(one for one in apply_all(RULES, on([row("X 50 A")], day), listed, "A") if one.regime == "EU")
        for day in (date(2024, 7, 2), date(2024, 7, 3))
    )
    assert (before.outcome, after.outcome) == ("not shown", "met")


def test_the_european_test_adds_listed_owners_and_reaches_through_control() -> None:
    assert judged(EU, "X 30 A, Y 20 A", "A", "X Y").outcome == "met"
    rows = [row("X ? A", "board"), row("A 60 B")]
    result = apply(EU, on(rows, DAY), [Listed("X", "Annex I")], "B")
    assert (result.outcome, result.owned) == ("met", "met")
    assert apply(EU, on(rows, DAY), [Listed("X", "Annex I")], "A").controlled == "met"


def test_a_stated_influence_must_be_weighed_by_a_person_and_a_seat_decides_nothing() -> None:
    influence = apply(EU, on([row("X ? A", "control")], DAY), [Listed("X", "Annex I")], "A")
    seat = apply(EU, on([row("X ? A", "director")], DAY), [Listed("X", "Annex I")], "A")
    assert (influence.outcome, seat.outcome) == ("cannot be told", "not shown")
    assert any("a sign only" in line for line in lines(seat))


def test_the_british_test_adds_nobody_without_a_joint_arrangement() -> None:
    alone = judged(UK, "X 30 A, Y 30 A", "A", "X Y")
    assert alone.outcome == "not shown"
    assert any("together would meet the threshold" in caveat for caveat in alone.caveats)
    joint = [row("X 30 A", jointly="pact"), row("Y 30 A", jointly="pact")]
    assert apply(UK, on(joint, DAY), [Listed("X", "list")], "A").outcome == "met"
    assert judged(UK, "X 50 A", "A").outcome == "not shown"
    assert judged(UK, "X 51 A, A 51 B", "B").outcome == "met"
    assert apply(UK, on([row("X 51 A", "voting")], DAY), [Listed("X", "list")], "A").owned == "met"


def test_a_range_over_the_threshold_and_a_missing_share_cannot_be_told() -> None:
    assert judged(OFAC, "X 40-60 A", "A").outcome == "cannot be told"
    assert judged(OFAC, "X ? A", "A").outcome == "cannot be told"
    assert judged(OFAC, "X 40-60 A, A 100 B", "B").outcome == "cannot be told"
    assert judged(UK, "X >50 A", "A").outcome == "met"
    # Whoever holds 60 % leaves 40 % at most to the share that is missing.
    assert judged(OFAC, "X ? A, N 60 A", "A").outcome == "not shown"


def test_days_decide_which_rows_and_listings_count() -> None:
    rows = [row("X 60 A", start="2019", end="2021-12-31"), row("X 20 A", start="2022-01-01")]
    for day, outcome in ((date(2020, 6, 1), "met"), (date(2022, 6, 1), "not shown"), (date(2018, 6, 1), "not shown")):
        assert apply(OFAC, on(rows, day), [Listed("X", "SDN")], "A").outcome == outcome
    assert (
        apply(OFAC, on([row("X 60 A", start="2021")], date(2021, 5, 1)), [Listed("X", "SDN")], "A").outcome == "cannot be told"
    )
    late = [Listed("X", "SDN", since="2026-06-01")]
    assert apply(OFAC, on([row("X 60 A")], DAY), late, "A").outcome == "not shown"
    gone = [Listed("X", "SDN", since="2020", until="2025-01-01")]
    assert apply(OFAC, on([row("X 60 A")], DAY), gone, "A").outcome == "not shown"


def test_a_regime_without_a_rule_for_the_day_says_so() -> None:
    results = {one.regime: one for one in apply_all(RULES, on([row("X 60 A", start="")], date(2005, 1, 1)), {}, "A")}
    assert results["OFAC"].outcome == results["UK"].outcome == "no rule"
    assert "no rule loaded" in lines(results["UK"])[1]
    assert results["EU"].outcome == "not shown"


def test_two_reports_of_one_holding_are_not_added_and_their_difference_is_said() -> None:
    same = [row("X 30 A"), row("X 30 A", start="2021-01-01")]
    assert apply(OFAC, on(same, DAY), [Listed("X", "SDN")], "A").outcome == "not shown"
    differ = [row("X 30 A"), row("X 70 A", start="2021-01-01")]
    result = apply(OFAC, on(differ, DAY), [Listed("X", "SDN")], "A")
    assert result.outcome == "cannot be told"
    assert any("sources differ" in caveat for caveat in result.caveats)


def test_shares_over_a_hundred_are_said_to_contradict_each_other() -> None:
    assert any("more than 100 %" in caveat for caveat in judged(OFAC, "X 60 A, N 70 A", "A").caveats)


def test_companies_that_hold_each_other_are_reached_only_through_a_listed_person() -> None:
    assert judged(OFAC, "A 60 B, B 60 A", "A").outcome == "not shown"
    assert judged(OFAC, "A 60 B, B 60 A, X 50 B", "A").outcome == "met"
    # The circle adds nothing to what the listed person holds: 45 % stay 45 %.
    assert judged(OFAC, "X 45 B, B 100 C, C 10 B", "B").outcome == "not shown"


def test_the_reasons_are_printed_step_by_step_and_never_as_a_listing() -> None:
    printed = lines(judged(OFAC, "X 60 B, B 50 C, N 50 C", "C"))
    text = "\n".join(printed)
    assert printed[0] == "Reasoning on the ownership rows loaded; this is not a listing."
    assert "C under OFAC's 50 Percent Rule, as of 2026-03-01: treated as blocked" in text
    assert "B holds 50 % of C since 2020-01-01 (register); B: treated as blocked" in text
    assert "X holds 60 % of B since 2020-01-01 (register); X is listed: annex" in text
    assert "N is not listed, and nothing is loaded of its owners" in text
    assert "text verified" in text


def test_undated_rows_hold_and_are_said_to_be_undated() -> None:
    result = apply(OFAC, on([row("X 60 A", start="")], DAY), [Listed("X", "SDN")], "A")
    assert result.outcome == "met"
    assert any("without a first day" in caveat for caveat in result.caveats)


def test_a_party_of_which_nothing_is_loaded_is_never_cleared() -> None:
    result = judged(EU, "X 60 A", "Z")
    assert result.outcome == "not shown"
    assert any("nothing is loaded" in line for line in lines(result))


PARTIES = ("X", "Y", "A", "B", "C", "D")
ROWS = st.lists(
    st.builds(
        lambda owner, owned, low, high, kind: OwnershipRow(
            owner, owned, kind, read(f"{min(low, high)}-{max(low, high)}"), "2020-01-01", "", "s"
        ),
        st.sampled_from(PARTIES),
        st.sampled_from(PARTIES[2:]),
        st.integers(0, 100),
        st.integers(0, 100),
        st.sampled_from(["ownership", "ownership", "ownership", "voting", "board", "control"]),
    ).filter(lambda one: one.owner != one.owned),
    max_size=10,
)
LISTED = [Listed("X", "list"), Listed("Y", "list")]
ANY_RULE = st.sampled_from([OFAC, EU, EU_BEFORE, UK])
ORDER = {"not shown": 0, "cannot be told": 1, "met": 2}


@settings(deadline=None)
@given(ANY_RULE, ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rule: Rule, rows: list[OwnershipRow], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert lines(apply(rule, on(rows, DAY), LISTED, "A")) == lines(apply(rule, on(shuffled, DAY), LISTED[::-1], "A"))


@settings(deadline=None)
@given(ANY_RULE, ROWS, st.integers(0, 100))
def test_a_row_on_others_changes_nothing(rule: Rule, rows: list[OwnershipRow], share: int) -> None:
    unrelated = [row(f"X {share} Q"), row(f"Q {share} R"), row(f"A {share} S")]
    assert lines(apply(rule, on(rows, DAY), LISTED, "A")) == lines(apply(rule, on(rows + unrelated, DAY), LISTED, "A"))


@settings(deadline=None)
@given(ANY_RULE, ROWS, st.integers(0, 100), st.integers(0, 100))
def test_a_greater_share_of_a_listed_person_never_reaches_less(
    rule: Rule, rows: list[OwnershipRow], one: int, two: int
) -> None:
    others = [each for each in rows if not (each.owner == "X" and each.kind == "ownership")]
    less, more = (
        apply(rule, on([*others, row(f"X {share} A")], DAY), LISTED, "A").outcome for share in (min(one, two), max(one, two))
    )
    assert ORDER[less] <= ORDER[more]


@settings(deadline=None)
@given(ROWS)
def test_one_more_listed_person_never_reaches_less(rows: list[OwnershipRow]) -> None:
    few, many = (apply(OFAC, on(rows, DAY), listed, "A").outcome for listed in (LISTED[:1], LISTED))
    assert ORDER[few] <= ORDER[many]


def test_every_rule_has_a_source_a_limitation_and_says_how_far_its_text_was_checked() -> None:
    for rule in RULES.rules:
        assert rule.source
        assert rule.limitation
        assert rule.text in ("verified", "secondary", "unverified")
        assert {criterion.rows for criterion in rule.criteria}
    for regime in {rule.regime for rule in RULES.rules}:
        assert len([rule for rule in RULES.on("2026-01-01") if rule.regime == regime]) == 1


def test_a_long_chain_and_many_crossed_holdings_are_reasoned_through_in_no_time() -> None:
    chain = [row(f"C{step} 60 C{step + 1}") for step in range(3000)]
    result = apply(OFAC, on(chain, DAY), [Listed("C0", "SDN")], "C3000")
    assert result.outcome == "met"
    assert len(lines(result)) > 6000
    # Every company of a layer holds every one of the next: paths double with each layer, lines must not.
    layers = [row(f"L{layer}{one} 30 L{layer + 1}{two}") for layer in range(25) for one in "ab" for two in "ab"]
    crossed = apply(OFAC, on(layers, DAY), [Listed("L0a", "SDN"), Listed("L0b", "SDN")], "L25a")
    assert crossed.outcome == "met"
    assert len(lines(crossed)) < 300


def test_branches_without_a_listed_person_are_counted_and_not_told() -> None:
    printed = "\n".join(lines(judged(OFAC, "X 60 A, N 40 A, M 70 N, K 70 M", "A")))
    assert "N is not listed, nor is any of 2 loaded above it" in printed
    assert "K holds" not in printed


def test_a_listed_owner_who_is_looked_at_apart_is_never_said_not_to_be_listed() -> None:
    text = "\n".join(lines(judged(UK, "X 60 A, Y 60 A", "A", "X Y")))
    assert "X is listed: annex, but looked at apart" in text
    assert "is not listed" not in text
