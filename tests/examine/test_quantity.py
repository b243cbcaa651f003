"""Figures: comparator, unit and basis by the labelling rules; what counts nothing is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_for_tests import english, figure, figures, parse

from vetoproof.examine import numerals, quantity
from vetoproof.examine.numberwords import number_words


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator", "unit"),
    [
        ("They sent 13,000 containers.", 13000, 13000, "exact", "containers"),
        ("They sent more than 13,000 containers.", 13000, None, "more_than", "containers"),
        ("They sent over 20,000 soldiers.", 20000, None, "more_than", "soldiers"),
        ("They sent at least 48 missiles.", 48, None, "at_least", "missiles"),
        ("They sent no fewer than 48 missiles.", 48, None, "at_least", "missiles"),
        ("They sent 500,000 122-millimeter shells.", 500000, 500000, "exact", "shells"),
        ("They sent 200 152-mm shells.", 200, 200, "exact", "shells"),
        ("They sent 500 000 shells.", 500000, 500000, "exact", "shells"),
        ("SEOUL--At least 100 soldiers died.", 100, None, "at_least", "soldiers"),
        ("They sent 10,000 or more troops.", 10000, None, "at_least", "troops"),
        ("They sent as many as 12,000 troops.", None, 12000, "up_to", "troops"),
        ("They sent no more than 50 tanks.", None, 50, "up_to", "tanks"),
        ("They sent around 1,500 special forces soldiers.", 1500, 1500, "about", "soldiers"),
        ("They sent some three million 152 mm shells.", 3000000, 3000000, "about", "shells"),
        ("They sent nearly 16,000 containers.", 16000, 16000, "about", "containers"),
        ("They sent an estimated 11,000 barrels.", 11000, 11000, "about", "barrels"),
        ("They sent between 1,000 and 2,000 workers.", 1000, 2000, "exact", "workers"),
        ("They sent 1 to 2 million bullets.", 1000000, 2000000, "exact", "bullets"),
        ("They sent 5-6 million rounds.", 5000000, 6000000, "exact", "rounds"),
        ("Shipments exceeded the 500,000 barrels allowed.", 500000, None, "more_than", "barrels"),
        ("They topped their 500,000 barrels.", 500000, None, "more_than", "barrels"),
        ("They sent 1.5m shells.", 1500000, 1500000, "exact", "shells"),
        ("They sent 8 million artillery shells.", 8000000, 8000000, "exact", "artillery shells"),
        ("They stole about $1.6 billion in currency.", 1600000000, 1600000000, "about", "USD"),
        ("They paid 204,000 roubles.", 204000, 204000, "exact", "RUB"),
        ("Six officers were killed.", 6, 6, "exact", "officers"),
        ("Twenty-one officers were killed.", 21, 21, "exact", "officers"),
        ("Half a million tons were sent.", 500000, 500000, "exact", "tonnes"),
        ("One soldier died.", 1, 1, "exact", "soldier"),
        ("At least 14 of them have been killed.", 14, None, "at_least", ""),
        ("More than 20 of the soldiers were hurt.", 20, None, "more_than", "soldiers"),
        ("The number could reach 12,000 by winter.", 12000, 12000, "exact", ""),
        ("More than half of the force was lost.", 0.5, None, "more_than", "share"),
        ("They lost 70 percent of the shells.", 0.7, 0.7, "exact", "share"),
        ("The bodies of 12 are still there.", 12, 12, "exact", "bodies"),
    ],
)
def test_a_figure_is_read(text: str, low: float | None, high: float | None, comparator: str, unit: str) -> None:
    found = figure(text)
    assert (found.low, found.high, found.comparator, found.unit) == (low, high, comparator, unit)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Thousands of containers were sent.", "containers"),
        ("Hundreds of thousands of rounds were sent.", "rounds"),
        ("Several dozen missiles were sent.", "missiles"),
        ("Tens of thousands were sent.", ""),
        ("A substantial number of containers was sent.", "containers"),
        ("He saw dozens of bodies in a ditch.", "bodies"),
    ],
)
def test_an_unnumbered_quantity_is_vague_and_never_a_number(text: str, unit: str) -> None:
    found = figure(text)
    assert (found.low, found.high, found.comparator, found.unit) == (None, None, "vague", unit)


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was signed in 2024.",
        "The 2024 elections were held.",
        "It was signed on 19 June 2024 in the capital.",
        "They met at 14:42 on Thursday.",
        "Marilyn, 49, said that her son had left.",
        "He was aged 61 when it happened.",
        "Article 4 obliges each side to help.",
        "They reported to the 1718 Committee.",
        "It breaks resolution 1874.",
        "The tanker Pine Star 1 called there.",
        "The KN-23 and the T-72 were seen.",
        "The village is 38 km from the town.",
        "They waited three days for the ship.",
        "A 20-foot box was seen.",
        "One in three was wounded, and two in ten died.",
        "One of them left.",
        "The first visit was a success.",
        "It was twelve times as many as the year before.",
        "1. The Government condemns it.",
        "IMO 9123456 sailed.",
        "They were stacked 90m long.",
        "A 115m long ship loaded there.",
        "It lay 40m from the pier.",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert figures(text) == []


def test_a_part_of_a_number_counts_what_the_whole_counts() -> None:
    found = figures("Three of the seven missiles failed.")
    assert [(f.low, f.unit) for f in found] == [(3, "missiles"), (7, "missiles")]


def test_the_basis_is_a_capacity_only_for_what_containers_could_hold() -> None:
    held, shells = figures("The ministry says 6,700 containers could hold some three million shells.")
    assert (held.basis, shells.basis) == ("count", "capacity")
    assert figures("He spoke of 11,000 containers, enough for 5.2 million shells.")[1].basis == "capacity"
    assert figure("If every box were packed with shells, it could come to more than six million rounds.").basis == "capacity"


def test_the_basis_is_an_estimate_where_the_text_says_so() -> None:
    assert figure("More than 200 nationals are estimated to have been recruited.").basis == "estimate"
    assert figure("The agency believes that 3,000 soldiers have left.").basis == "estimate"
    assert figure("It was highly likely that 3,000 soldiers had left.").basis == "count"


def test_a_rise_from_one_figure_to_another_is_two_figures() -> None:
    assert [(f.low, f.high) for f in figures("The number rose from 5,000 to 12,000 troops.")] == [(5000, 5000), (12000, 12000)]


def test_words_are_printed_as_they_stand_and_found_where_they_stand() -> None:
    text = "In all, more than 13,000 containers suspected of holding arms went by ship."
    found = quantity.find(parse(text), english())[0]
    assert text[found.start : found.end] == found.value.words == "more than 13,000 containers"


@given(st.integers(min_value=2, max_value=10**9))
@settings(max_examples=40, deadline=None)
def test_every_number_in_digits_is_read_back(number: int) -> None:
    words = number_words(english().numbers, english().units)
    assert words.value(f"{number:,}") == number
    assert words.value(str(number)) == number


@given(st.integers(min_value=1, max_value=99), st.sampled_from(["thousand", "million", "billion"]))
def test_every_spelled_multiple_is_read_back(number: int, multiplier: str) -> None:
    words = number_words(english().numbers, english().units)
    ones = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
    ]
    ones += ["seventeen", "eighteen", "nineteen"]
    tens = ["x", "x", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    spelled = ones[number] if number < 20 else tens[number // 10] + (f"-{ones[number % 10]}" if number % 10 else "")
    factor = {"thousand": 1000, "million": 10**6, "billion": 10**9}[multiplier]
    assert words.value(f"{spelled} {multiplier}") == number * factor


def test_a_number_too_long_to_count_is_no_quantity() -> None:
    assert figures("The key is " + "1" * 5000 + " and nothing else.") == []


def test_a_comparator_does_not_reach_over_a_blank_line() -> None:
    found = figures("See the list below\n\n12 soldiers were named.")
    assert [(one.low, one.high, one.words) for one in found] == [(12, 12, "12 soldiers")]


def test_a_share_and_a_sum_are_not_one_range() -> None:
    found = figures("Profit rose 17.6 percent to $2.7 billion. Call 502-9991 now.")
    assert [(one.low, one.unit) for one in found] == [(0.176, "share"), (2700000000, "USD")]


@pytest.mark.parametrize(
    ("text", "low", "high", "comparator", "unit"),
    [
        ("They sent 10,000 soldiers or so.", 10000, 10000, "about", "soldiers"),
        ("They sent 10,000 soldiers at most.", None, 10000, "up_to", "soldiers"),
        ("They sent roughly between 3,000 and 4,000 soldiers.", 3000, 4000, "about", "soldiers"),
        ("They sent more than 500 but fewer than 1,000 soldiers.", 500, 1000, "exact", "soldiers"),
        ("They sent 1.5 to 2 million shells.", 1500000, 2000000, "exact", "shells"),
        ("They sent some 4-5 thousand soldiers.", 4000, 5000, "about", "soldiers"),
        ("They sent a quarter of a million shells.", 250000, 250000, "exact", "shells"),
        ("They sent a million and a half shells.", 1500000, 1500000, "exact", "shells"),
        ("They sent upwards of 9,000 soldiers.", 9000, None, "more_than", "soldiers"),
        ("They sent ~3,000 soldiers.", 3000, 3000, "about", "soldiers"),
        ("They sent >3,000 soldiers.", 3000, None, "more_than", "soldiers"),
        ("They fired two KN-23 missiles.", 2, 2, "exact", "missiles"),
        ("They sent 20,000 20-foot containers.", 20000, 20000, "exact", "containers"),
        ("They sent shells in 400 containers.", 400, 400, "exact", "containers"),
        ("They massed a 50,000-strong group.", 50000, 50000, "exact", ""),
        ("They massed a 12,000-man force.", 12000, 12000, "exact", ""),
        ("Another four-thousand-100 have been injured.", 4100, 4100, "exact", ""),
        ("A battalion of some 500 was sent.", 500, 500, "about", ""),
        ("They sent ３，０００ soldiers.", 3000, 3000, "exact", "soldiers"),
        ("They sent ٣٠٠٠ soldiers.", 3000, 3000, "exact", "soldiers"),
        ("They sent 3,\u200b000 soldiers.", 3000, 3000, "exact", "soldiers"),
        ("They sent \u200f3,000\u200f soldiers.", 3000, 3000, "exact", "soldiers"),
    ],
)
def test_less_common_ways_to_print_a_figure_are_read(
    text: str, low: float | None, high: float | None, comparator: str, unit: str
) -> None:
    found = figure(text)
    assert (found.low, found.high, found.comparator, found.unit) == (low, high, comparator, unit)
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "Hill 205 was taken.",
        "The Group of Seven met.",
        "Brigade 810 fought there.",
        "Resolution 2397 bans it.",
        "They fired 152 mm shells.",
    ],
)
def test_names_with_a_number_count_nothing(text: str) -> None:
    assert figures(text) == []


def test_what_could_fit_is_a_capacity_and_a_believed_cargo_no_estimate() -> None:
    assert figure("Up to nine million rounds could fit in them.").basis == "capacity"
    assert figure("They sent 13,000 containers, believed to hold arms.").basis == "count"
    assert figure("He put the number at 13,000 containers.").basis == "count"


BEFORE = ["", "about ", "at least ", "more than ", "up to ", "some ", "roughly ", "no fewer than ", "an estimated ", "~", ">"]
AFTER = ["", " or more", " or so", "-plus"]


@given(st.sampled_from(BEFORE), st.integers(2, 10**9), st.sampled_from(AFTER))
@settings(max_examples=40, deadline=None)
def test_words_are_verbatim_and_ends_are_ordered(before: str, number: int, after: str) -> None:
    text = f"They sent {before}{number:,}{after} soldiers by rail."
    for found in quantity.find(parse(text), english()):
        value = found.value
        assert text[found.start : found.end] == value.words
        assert value.low is None or value.high is None or value.low <= value.high
        open_ends = {"at_least": (False, True), "more_than": (False, True), "up_to": (True, False)}
        wanted = open_ends.get(value.comparator, (False, False))
        assert (value.low is None, value.high is None) == wanted


@given(st.sampled_from(["June", "May", "October"]), st.integers(1, 28), st.integers(1990, 2040), st.booleans())
@settings(max_examples=30, deadline=None)
def test_no_date_holds_a_quantity(month: str, day: int, year: int, american: bool) -> None:
    printed = f"{month} {day}, {year}" if american else f"{day} {month} {year}"
    assert figures(f"They left on {printed} by rail.") == []


@pytest.mark.parametrize(
    "piece", ["9", "9,", "9,999 ", "some ", "about 5 ", "9\u200b", "between 5 and ", "٣٠٠٠ ", "half a ", "~ "]
)
def test_numbers_are_found_in_linear_time(piece: str) -> None:
    words = number_words(english().numbers, english().units)

    def spent(size: int) -> float:
        text = (piece * size)[: size * 4]
        began = time.process_time()
        numerals.figures(text, words)
        list(words.vague.finditer(text))
        list(words.fraction.finditer(text))
        return time.process_time() - began

    spent(10)
    assert spent(40_000) < 30 * max(spent(4_000), 0.01)


def test_numbers_of_which_nothing_shows_what_they_count_are_kept_apart() -> None:
    counted, bare = quantity.numbers(parse("Soldiers lost: 4,700 in all. Killed: twelve. It is 18 in 2025."), english())
    assert [(one.value.low, one.value.unit) for one in bare] == [(12, ""), (18, "")]
    assert [one.value.low for one in counted] == [4700]
