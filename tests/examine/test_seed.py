"""The article that started the project, read at test time; none of its sentences stand here."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest

from vetoproof.model import Claim

FOLDER = Path(os.environ.get("VETOPROOF_SEED", Path(__file__).resolve().parents[3] / "shared" / "seed"))
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the seed article is not in this checkout (set VETOPROOF_SEED)")


@lru_cache(maxsize=4)
def found(tier: str = "deep") -> tuple[Claim, ...]:
    from vetoproof.single import read_files

    return tuple(c for outcome in read_files([FOLDER], "dprk", tier) for c in outcome.claims if c.scope == "in")


def those(type_: str, stance: str = "asserts", tier: str = "deep") -> list[Claim]:
    """Claims of a type. Tests that ask for the tier "rules" hold what the rules read here and the network misses."""
    return [c for c in found(tier) if c.frame.type == type_ and c.stance == stance]


def chain(claim: Claim) -> list[str]:
    return [link.speaker for link in claim.chain[1:]]


def test_thousands_of_containers_stay_vague() -> None:
    own = [c for c in those("arms_transfer") if c.quantity and not chain(c)]
    assert [(c.frame.supplier, c.frame.recipient, c.quantity.comparator, c.quantity.low) for c in own if c.quantity] == [
        ("KP", "RU", "vague", None)
    ]


def test_seoul_speaks_of_containers_for_its_government() -> None:
    assert any(chain(c) == ["KR government"] and c.frame.supplier == "KP" for c in those("arms_transfer"))


def test_the_minister_on_casualties_is_highly_likely_and_one_link() -> None:
    said = [c for c in those("casualties") if chain(c) == ["Kim Yong-hyun"]]
    assert [(c.hedge.exact, c.frame.patient) for c in said if c.hedge] == [("highly likely", "KP")]
    assert said[0].hedge is not None
    assert said[0].hedge.scale is None


def test_six_officers_pass_through_two_outlets() -> None:
    six = [c for c in those("casualties", tier="rules") if c.quantity and c.quantity.low == 6]
    assert len(six) == 1
    assert [link.kind for link in six[0].chain[1:]] == ["outlet", "anonymous"]
    assert chain(six[0])[0] == "L'Independent"
    assert "Ukrainian" in chain(six[0])[1]
    assert six[0].frame.place is not None
    assert six[0].frame.place.held_by == "RU"
    # The teaser says it again: a place of the same claim, no second one.
    assert len(six[0].also) >= 1


def test_regular_deployment_is_the_ministers_very_likely() -> None:
    assert any(chain(c) == ["Kim Yong-hyun"] and c.hedge and c.hedge.exact == "very likely" for c in those("troop_deployment"))


def test_missiles_in_use_are_told_by_experts_and_denied_by_both_capitals_in_one_claim() -> None:
    used = [c for c in those("attack", tier="rules") if chain(c) == ["group:experts"]]
    assert [(c.frame.supplier, c.frame.agent) for c in used] == [("KP", "RU")]
    denied = those("attack", "denies")
    assert [chain(c) for c in denied] == [["KP government|RU government"]]


def test_recruitment_is_hearsay() -> None:
    heard = those("recruitment")
    assert heard
    assert any(
        c.frame.patient == "IN|NP" and (chain(c) == ["unspecified reports"] or c.chain[-1].kind == "state") for c in heard
    )


def test_the_june_visit_and_the_treaty() -> None:
    assert [(c.frame.agent, c.frame.patient, c.period.from_) for c in those("visit") if c.period] == [("RU", "KP", "2024-06")]
    assert [c.frame.agent for c in those("agreement", tier="rules")] == ["KP|RU"]


def test_the_uptick_in_production_may_be_linked() -> None:
    made = those("weapons_production", tier="rules")
    assert [(chain(c), c.frame.agent, c.hedge.modal) for c in made if c.hedge] == [(["group:experts"], "KP", True)]


def test_the_professor_speaks_by_name() -> None:
    assert any(chain(c) == ["Lim Eul-chul"] for c in found())


def test_the_ban_and_the_veto_are_acts_of_the_council_and_of_one_state() -> None:
    assert {c.frame.agent for c in those("un_action")} >= {"UN", "RU"}


def test_every_quote_stands_at_its_place() -> None:
    from vetoproof.single import read_files

    assert all(o.reason is None for o in read_files([FOLDER], "dprk"))
    assert all(c.span.exact == c.span.exact.strip() and c.span.end > c.span.start for c in found())
