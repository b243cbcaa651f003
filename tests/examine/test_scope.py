"""What is in the regime's file: by the parties of a claim, else by what its page is about."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, dprk

from vetoproof.examine.scope import Scope, decide, of_page, settled
from vetoproof.model import EventType, Frame

OWN = ("KP", "RU")


def frame(kind: EventType, **roles: str) -> Frame:
    return Frame(type=kind, **roles)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "scope"),
    [
        (frame("arms_transfer", supplier="KP", recipient="RU"), "in"),
        (frame("arms_transfer", supplier="KR", recipient="PL"), "out"),
        (frame("attack", agent="UA", patient="RU"), "out"),
        (frame("recruitment", agent="RU", patient="TJ"), "in"),
        (frame("recruitment", agent="AE", patient="CO"), "out"),
        (frame("arms_transfer", recipient="PL"), "out"),
        # Whose shells, whose dead and who recruits is told elsewhere on the page.
        (frame("arms_transfer", recipient="RU"), None),
        (frame("arms_transfer"), None),
        (frame("casualties", patient="UA"), None),
        (frame("recruitment", patient="TJ"), None),
        (frame("troop_deployment", recipient="UA"), None),
    ],
)
def test_a_claim_settles_its_file_or_leaves_it_to_its_page(one: Frame, scope: Scope | None) -> None:
    rules = dprk().regime.scope
    assert settled(rules, one, OWN) == scope
    assert [decide(rules, one, OWN, page) for page in ("in", "out")] == ([scope] * 2 if scope else ["in", "out"])


@pytest.mark.parametrize(
    ("frames", "named", "scope"),
    [
        ([frame("arms_transfer", supplier="KP", recipient="RU"), frame("attack", agent="UA")], {"KP", "RU", "UA"}, "in"),
        ([frame("arms_transfer", supplier="KR", recipient="PL"), frame("arms_transfer", recipient="PL")], {"KR", "PL"}, "out"),
        ([frame("arms_transfer")], {"KP", "US"}, "in"),
        ([frame("recruitment", agent="RU", patient="CO"), frame("recruitment", agent="SD")], {"RU", "SD", "CO"}, "out"),
        ([frame("arms_transfer")], {"RU"}, "in"),
        ([frame("recruitment", patient="CO")], {"RU", "SD", "CO"}, "out"),
        ([frame("casualties", patient="UA")], {"UA"}, "out"),
        ([], set(), "out"),
    ],
)
def test_a_page_is_where_most_of_its_claims_are_else_where_the_states_are_that_it_names(
    frames: list[Frame], named: set[str], scope: Scope
) -> None:
    assert of_page(dprk().regime.scope, frames, OWN, named) == scope


def test_a_port_or_a_weapon_of_the_first_party_brings_a_page_into_its_file() -> None:
    text = "At the pier of {} some 300 containers of shells were shipped to Russia in May, the analyst Rupert Hentzau said."
    assert [c.scope for c in claims(text.format("Rajin"))] == ["in"]
    assert [c.scope for c in claims(text.format("Gdynia, Poland,"))] == ["out"]


def test_a_weapon_of_the_other_party_does_not_bring_a_page_into_the_file() -> None:
    text = "Some 300 containers of shells were shipped to Russia in May, the analyst Rupert Hentzau said. {} stood in Poland."
    assert {c.scope for c in claims(text.format("A MiG-29"))} == {"out"}
    assert {c.scope for c in claims(text.format("A KN-23"))} == {"in"}


def test_another_sale_on_a_page_of_the_file_stays_out_of_it() -> None:
    text = "North Korea has sent Russia 100 ballistic missiles, Kyiv said. South Korea sold Poland 50 howitzers, Seoul said."
    assert {(c.frame.supplier, c.scope) for c in claims(text) if c.frame.type == "arms_transfer"} >= {
        ("KP", "in"),
        ("KR", "out"),
    }


LOOSE = "The {} came by train. Kyiv said that 400 soldiers were sent to Russia."


@pytest.mark.parametrize(
    ("who", "scope"),
    [("Koreans", {"in"}), ("South Koreans", {"out"}), ("marines", {"out"})],
)
def test_the_first_party_named_loosely_beside_another_brings_a_page_into_its_file(who: str, scope: set[str]) -> None:
    assert {c.scope for c in claims(LOOSE.format(who)) if c.frame.type in ("casualties", "troop_deployment")} == scope
