"""What is said again is one claim; what differs in time, figure or certainty is not."""

from __future__ import annotations

import pytest
from reader_for_tests import claims

from vetoproof.model import Claim, Extent


def of(text: str, type_: str = "troop_deployment", **more: object) -> list[Claim]:
    return [c for c in claims(text, **more) if c.frame.type == type_]


def under(title: str, text: str) -> list[Claim]:
    return of(f"{title}\n\n{text}", headline=(Extent(0, len(title)),))


def figures(found: list[Claim]) -> list[float | None]:
    return [c.quantity.low if c.quantity else None for c in found]


def test_what_may_come_is_not_what_was_sent() -> None:
    found = of(
        "The agency said that North Korea may send more soldiers to Russia. "
        "The agency said that North Korea sent over 4,000 soldiers to Russia in November 2024."
    )
    assert figures(found) == [None, 4000]
    assert [c.hedge.exact if c.hedge else None for c in found] == ["may", None]
    assert [c.period.from_ if c.period else None for c in found] == [None, "2024-11"]


@pytest.mark.parametrize("coming", ["will send", "plans to send", "is expected to send", "is preparing to send"])
def test_a_plan_and_a_past_dispatch_are_two_claims(coming: str) -> None:
    found = of(
        f"Seoul said that North Korea {coming} soldiers to Russia. Seoul said that North Korea sent 5,000 soldiers to Russia."
    )
    assert figures(found) == [None, 5000]
    assert found[0].period is None or found[0].period.from_ is None


def test_a_figure_said_flatly_takes_no_might_from_a_sentence_without_it() -> None:
    found = of(
        "Seoul said North Korea might have sent soldiers to Russia. It said that North Korea sent 5,000 soldiers to Russia."
    )
    assert [(c.quantity.low, c.hedge) for c in found if c.quantity] == [(5000, None)]


def test_what_was_sought_is_not_what_came() -> None:
    found = of(
        "Moscow sought shells from North Korea, the agency said. It said that Russia imported 30,000 shells from North Korea.",
        "arms_transfer",
    )
    assert [c.period for c in found if c.quantity] == [None]


def test_a_headline_in_the_present_still_restates_what_was_sent() -> None:
    found = under(
        "North Korea sends soldiers to Russia", "Seoul said on Monday that North Korea sent 5,000 soldiers to Russia."
    )
    assert figures(found) == [5000]


def test_a_headline_that_announces_is_one_claim_with_what_will_come() -> None:
    found = under(
        "North Korea to send soldiers to Russia", "Seoul said on Monday that North Korea will send 5,000 soldiers to Russia."
    )
    assert figures(found) == [5000]


def test_one_clause_makes_one_claim_with_and_without_its_figure() -> None:
    found = of("On 14 February, Russia hit Ukraine with at least six North Korean missiles, the prosecutor said.", "attack")
    assert figures(found) == [6]


def test_half_that_do_not_work_are_not_what_was_sought() -> None:
    found = of(
        "Moscow sought shells from North Korea, the agency said. It said that half of the shells from North Korea are duds.",
        "arms_transfer",
    )
    assert all(c.period is None for c in found if c.quantity)


def test_a_lead_that_counts_takes_no_speaker_from_a_sentence_that_counts_nothing() -> None:
    found = of(
        "We counted 61 North Korean soldiers in Russia on the photographs. "
        "A driver said that North Korea sent soldiers to Russia."
    )
    assert [[link.speaker for link in c.chain[1:]] for c in found if c.quantity] == [[]]
