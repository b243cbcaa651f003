"""A judge that sees one claim in a list of events sees each of them, with its own direction."""

from __future__ import annotations

from judge_for_tests import Said, read

TEXT = (
    "It named unlawful arms transfers, the supply of fuel to North Korea, and the deployment of North Korean troops to Russia."
)


def test_each_event_of_a_list_has_its_own_direction() -> None:
    told = Said(
        "arms_transfer", 0.9, points={"item": [("fuel", 0.9)]}, parties={"supplier": {"KP": 0.9}, "recipient": {"RU": 0.9}}
    )
    found = {(c.frame.type, c.frame.supplier, c.frame.recipient, c.frame.item) for c in read(TEXT, {"transfers": told})}
    assert found == {
        ("arms_transfer", "KP", "RU", "arms"),
        ("petroleum_transfer", "RU", "KP", "fuel"),
        ("troop_deployment", "KP", "RU", "troops"),
    }
