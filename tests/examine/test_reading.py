"""Readings as a whole: hedges, figures, restatements, scope, another regime, bad text, determinism."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reader_for_tests import claims, document, dprk, extractor, one, reading, speakers

from vetoproof.model import Extent, encode
from vetoproof.packs.pack import load

TEN_LINES = """
id: grain
title: An invented embargo, to show that a regime is data
parties: ["SD", "TD"]
scope:
  - {types: [arms_transfer, troop_deployment], any_of: ["SD"]}
actors:
  - {id: "TD MoD", kind: organisation, country: "TD", names: [Chadian defence ministry], source: invented, limitation: invented}
"""


def test_a_modal_and_an_estimate_are_hedges_as_printed() -> None:
    may = one("North Korea may have sent 3,000 soldiers to Russia, Seoul said.", "troop_deployment")
    assert may.hedge is not None
    assert may.hedge.modal
    likely = one("North Korea has very likely sent 3,000 soldiers to Russia, Seoul said.", "troop_deployment")
    assert likely.hedge is not None
    assert (likely.hedge.exact, likely.hedge.modal) == ("very likely", False)
    assert one("North Korea has sent 3,000 soldiers to Russia, Seoul said.", "troop_deployment").hedge is None


def test_a_scale_is_read_only_for_a_body_that_publishes_under_it() -> None:
    british = one(
        "North Korea has highly likely suffered 6,000 casualties in Kursk, the British Ministry of Defence said.", "casualties"
    )
    assert british.hedge is not None
    assert british.hedge.scale is not None
    other = one(
        "North Korea has highly likely suffered 6,000 casualties in Kursk, South Korea's defence ministry said.", "casualties"
    )
    assert other.hedge is not None
    assert (other.hedge.scale, other.hedge.low, other.hedge.high) == (None, None, None)


def test_two_figures_are_two_claims() -> None:
    found = claims("About 300 North Korean soldiers have been killed and about 2,700 have been wounded in Kursk, the NIS said.")
    assert sorted((c.quantity.low, c.frame.outcome) for c in found if c.quantity) == [(300, "killed"), (2700, "wounded")]
    assert all(speakers(c) == ["KR NIS"] for c in found)


def test_a_headline_restates_and_makes_no_second_claim() -> None:
    title = "North Korea sent 3,000 soldiers to Russia"
    text = f"{title}\n\nNorth Korea has sent 3,000 soldiers to Russia, Seoul said on Monday."
    found = claims(text, headline=(Extent(0, len(title)),))
    assert len(found) == 1
    assert found[0].span.start > len(title)
    assert [(e.start, e.end) for e in found[0].also] == [(0, len(title))]
    assert speakers(found[0]) == ["KR government"]


def test_another_states_tanks_are_kept_out_of_the_file() -> None:
    found = claims("South Korea has delivered 133 tanks to Poland, the company said.")
    assert {c.scope for c in found} <= {"out"}


def test_a_second_regime_is_ten_lines_of_data(tmp_path: Path) -> None:
    path = tmp_path / "grain.yaml"
    path.write_text(TEN_LINES, "utf-8")
    found = reading("Chad has shipped 40 rifles to Sudan, the Chadian defence ministry said.", pack=load(path)).claims
    assert [(c.frame.type, c.scope, speakers(c)) for c in found] == [("return_flow", "out", ["TD MoD"])] or [
        (c.scope, speakers(c)) for c in found
    ] == [("in", ["TD MoD"])]


def test_a_language_without_rules_is_a_rejection_with_its_reason() -> None:
    other = msgspec.structs.replace(document("Nordkorea hat Soldaten geschickt."), language="de")
    found = next(iter(extractor().read([other], dprk())))
    assert found.claims == ()
    assert [(r.what, r.reason) for r in found.rejected] == [("document", "language de not read by this extractor")]


def test_every_document_has_its_reading_in_order() -> None:
    texts = ["", "North Korea has sent 3,000 soldiers to Russia.", "   ", "Rain fell."]
    found = list(extractor().read([document(text) for text in texts], dprk()))
    assert [r.document.text for r in found] == texts
    assert [len(r.claims) for r in found] == [0, 1, 0, 0]


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "North Korea has sent 3,000 soldiers to Russia, Seoul said. Moscow denied it. Experts doubt the figure."
    assert encode(reading(text)) == encode(reading(text))


def test_a_claim_is_plain_data() -> None:
    claim = one("North Korea has sent 3,000 soldiers to Russia, Seoul said.", "troop_deployment")
    assert json.loads(encode(claim))["frame"]["supplier"] == "KP"


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\ufffd" * 50,
        "said said said, said Seoul, said",
        "“““ ” ‘ ’ according to according to , citing citing",
        "North Korea " * 400,
        "a" * 20_000,
        "1,000 2,000 3,000 4,000 " * 100,
        "Moscow denied. " * 60,
        "\n\n\n.\n\n",
        "🚢 ракеты 미사일 3,000 soldiers? said!",
    ],
)
def test_odd_text_is_read_without_an_exception(text: str) -> None:
    found = reading(text)
    assert all(found.document.text[c.span.start : c.span.end] == c.span.exact for c in found.claims)


WORDS = [
    *("North", "Korea", "sent", "soldiers", "shells", "to", "Russia", ",", "said", "Seoul", "denied", "that", "3,000"),
    *("Moscow", "officials", "according", "Reuters", "citing", "not", "killed", "may", "“", "”", ".", "the", "he", "it"),
    *("by", "of", "reportedly", "Kim", "in", "Kursk", "containers", "\n\n"),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_quote_ever_leaves_its_text(words: list[str]) -> None:
    found = reading(" ".join(words))
    for claim in found.claims:
        assert found.document.text[claim.span.start : claim.span.end] == claim.span.exact
        assert claim.chain[0].kind == "outlet"


def test_deliveries_are_counted_as_runs_and_never_as_containers() -> None:
    for text in (
        "North Korea has made about 10 arms deliveries to Russia, Seoul said.",
        "Russia and North Korea completed 27 shipments of arms from Rajin, the ministry said.",
    ):
        quantity = one(text, "arms_transfer").quantity
        assert quantity is not None
        assert quantity.unit == "voyages"


@pytest.mark.parametrize(
    "text",
    [
        "Six North Korean officers were among about 20 servicemen killed in a strike near Donetsk, the Kyiv Post reported.",
        "Six of the dead were North Korean officers, a Ukrainian newspaper reported.",
    ],
)
def test_those_who_are_among_the_dead_are_casualties_and_lend_the_others_no_nationality(text: str) -> None:
    found = claims(text)
    assert [(c.frame.type, c.frame.patient, c.quantity.low) for c in found if c.quantity] == [("casualties", "KP", 6)]


def test_soldiers_who_are_helped_are_not_sent() -> None:
    found = claims("North Korean soldiers sent on an order had helped Russian forces to liberate the Kursk region, KCNA said.")
    assert {c.frame.supplier for c in found if c.frame.type == "troop_deployment"} == {"KP"}


def test_a_bare_number_takes_its_unit_from_its_own_clause() -> None:
    found = claims(
        "North Korea has sent 12,000 containers of munitions to Russia. "
        "Counted as 122 mm shells, the cargo would exceed 12 million, Seoul said."
    )
    told = next(c.quantity for c in found if c.quantity and c.quantity.low == 12_000_000)
    assert (told.unit, told.comparator, told.high) == ("rounds", "more_than", None)


def test_over_belongs_to_the_verb_where_the_verb_takes_it() -> None:
    handed = one("North Korea handed over a million shells to Russia, Seoul said.", "arms_transfer").quantity
    assert handed is not None
    assert (handed.comparator, handed.words) == ("exact", "a million shells")
    given = one("North Korea has handed Russia over a million shells, Seoul said.", "arms_transfer").quantity
    assert given is not None
    assert given.comparator == "more_than"


def test_a_half_of_a_year_is_a_period_and_no_share() -> None:
    visit = one("Kim Jong Un will likely visit Russia in the first half of 2025, the NIS said.", "visit")
    assert visit.quantity is None
    assert visit.period is not None
    assert (visit.period.from_, visit.period.to) == ("2025-01", "2025-06")


def test_strength_is_no_loss() -> None:
    found = claims(
        "Some 600 North Korean soldiers have been killed in Kursk, the NIS said. "
        "It put the number deployed in two phases at an estimated 15,000."
    )
    assert [c.frame.type for c in found if c.quantity and c.quantity.low == 15_000] == ["troop_deployment"]


def test_the_ports_of_a_route_decide_its_direction_whoever_owns_the_ships() -> None:
    text = "74,000 tons of explosives were carried by Russian ships from Rajin to Vostochny, the NIS said."
    found = one(text, "arms_transfer")
    assert (found.frame.supplier, found.frame.recipient) == ("KP", "RU")


def test_who_holds_captives_and_where_soldiers_fight_are_no_recipients() -> None:
    held = one("Two North Korean soldiers held captive by Ukraine were questioned, Kyiv said.", "casualties")
    assert (held.frame.patient, held.frame.recipient) == ("KP", None)
    sent = one("North Korea sent 11,000 soldiers for the fighting in Ukraine, Seoul said.", "troop_deployment")
    assert sent.frame.recipient == "RU"


def test_the_date_of_a_paper_or_of_another_clause_is_not_the_events() -> None:
    under = one("More North Korean troops are expected to be deployed under the June pact, Seoul said.", "troop_deployment")
    assert under.period is None
    fired = claims("North Korea supplied missiles that Russia fired on 30 December, the White House said.")
    assert [c.period for c in fired if c.frame.type == "arms_transfer"] == [None]


def test_a_window_since_a_named_meeting_is_open() -> None:
    text = "North Korea has sent a million shells to Russia since the summit of September 2023, Seoul said."
    since = one(text, "arms_transfer")
    assert since.period is not None
    assert (since.period.from_, since.period.to, since.period.kind) == ("2023-09", None, "window")


def test_what_is_sought_has_not_come() -> None:
    sought = one("North Korea is believed to be seeking technology from Russia, Seoul said.", "return_flow")
    assert sought.period is not None
    assert sought.period.kind == "future"


def test_a_denial_of_one_thing_is_not_about_what_the_page_told_last() -> None:
    found = claims("North Korea has sent 10,000 soldiers to Russia, Seoul said. Pyongyang denied that it had sent shells.")
    assert [c.frame.type for c in found if c.stance == "denies"] == ["arms_transfer"]


def test_what_became_of_a_bare_number_is_said_by_the_verb() -> None:
    found = claims("Of the 11,000 deployed North Korean soldiers at least 100 have died, the NIS said.")
    told = [(c.quantity.low, c.frame.outcome) for c in found if c.quantity and c.frame.type == "casualties"]
    assert told == [(100, "died")]


def test_a_number_put_at_a_figure_moves_nothing() -> None:
    found = claims(
        "Two million shells have gone from North Korea to Russia, Seoul said. The United States had put them at one million."
    )
    assert {c.frame.supplier for c in found} == {"KP"}
    assert {c.quantity.unit for c in found if c.quantity} == {"rounds"}
