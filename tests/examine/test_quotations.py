"""Quotations: where they begin and end, and whose they are."""

from __future__ import annotations

from reader_for_tests import claims, one, speakers


def test_a_quotation_glued_to_the_sentence_before_is_its_own_speakers() -> None:
    text = (
        "Anna Keller, the spokeswoman, spoke on Sunday. North Korea has sent Russia 2,000 containers of shells, a diplomat "
        'said in May."The claims that North Korea sends Russia shells are groundless," Keller was quoted as saying.'
    )
    denied = next(c for c in claims(text) if c.stance == "denies")
    assert speakers(denied) == ["Anna Keller"]


def test_who_was_quoted_as_saying_speaks_through_who_quotes_him() -> None:
    text = '"North Korea has sent Russia 3,000 soldiers," Anna Maria Keller was quoted as saying by Reuters.'
    assert speakers(one(text, "troop_deployment")) == ["Reuters", "Anna Maria Keller"]


def test_a_quotation_over_paragraphs_is_whole_its_speakers() -> None:
    text = (
        "The prosecutor, Petro Hnatiuk, spoke of a strike. Hnatiuk said that Russia used North Korean missiles.\n"
        "Anna Keller, head of an institute, disagreed.\n"
        '"We know some cases. On March 4, Russia hit Ukraine with five North Korean missiles.\n'
        "Nothing else is known.\n"
        'North Korea has sent Russia 3,000 soldiers since then," Keller said.'
    )
    found = claims(text)
    assert [speakers(c) for c in found if c.quantity is not None] == [["Anna Keller"], ["Anna Keller"]]


def test_an_unpaired_mark_gives_nobody_the_rest_of_a_page() -> None:
    text = (
        'A 5" screen was shown, and Anna Keller spoke.\n'
        "North Korea has sent Russia 3,000 soldiers.\n"
        "Trade goes on, Petro Hnatiuk said."
    )
    assert speakers(one(text, "troop_deployment")) == []


def test_a_statement_in_full_is_its_authors() -> None:
    text = (
        "The Ministry of National Defence of the Democratic People's Republic of Korea issued the following statement:\n\n"
        "We once again make clear that North Korea has never sent Russia shells."
    )
    assert one(text, "arms_transfer").chain[-1].country == "KP"


def test_who_is_accused_of_spreading_a_rumour_is_not_who_denies_it() -> None:
    text = (
        "The Ministry of National Defence of the Democratic People's Republic of Korea issued the following statement:\n\n"
        'The U.S. is spreading a groundless "rumour of arms dealings" between North Korea and Russia. We have nothing to hide.'
    )
    assert all(c.chain[-1].country != "US" for c in claims(text))


def test_a_report_that_leads_into_the_outlets_own_words_is_none() -> None:
    text = "The ministry issued the following statement:\n\nNorth Korea has sent Russia 3,000 soldiers."
    assert speakers(one(text, "troop_deployment")) == []


def test_who_calls_it_lies_denies_it() -> None:
    text = (
        "'Lies', says envoy\n\nReports that North Korea has sent Russia soldiers are lies, the Russian envoy Anna Keller said."
    )
    assert any(c.stance == "denies" and speakers(c) == ["Anna Keller"] for c in claims(text))
