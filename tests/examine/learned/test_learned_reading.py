"""What a judge may do with what the rules drafted: keep it, drop it, mend its slots, and add what no rule reads."""

from __future__ import annotations

import msgspec
from judge_for_tests import Said, Told, document, dprk, extractor, read, reading, speakers

from vetoproof.model import Claim

TEXT = "North Korea has sent 1,500 soldiers to Russia, the defence ministry in Seoul said. Moscow likely denied it in June."
QUIET = "Oslo opened a bakery. The envoy waited for the ship from Rason in June."
KEPT = Said("troop_deployment", 0.9)


def only(found: list[Claim]) -> Claim:
    assert len(found) == 1, [c.span.exact for c in found]
    return found[0]


def test_what_no_judge_sees_is_dropped_though_the_rules_drafted_it() -> None:
    assert read(TEXT, {}) == []
    assert only(read(TEXT, {"denied": KEPT})).stance == "denies"


def test_a_draft_that_the_judge_keeps_without_another_opinion_stays_as_the_rules_wrote_it() -> None:
    claim = only(read(TEXT, {"1,500": KEPT}))
    assert claim.span.exact == "North Korea has sent 1,500 soldiers to Russia, the defence ministry in Seoul said"
    assert speakers(claim) == ["KR MND"]
    assert claim.stance == "asserts"
    assert (claim.frame.type, claim.frame.supplier, claim.frame.recipient) == ("troop_deployment", "KP", "RU")
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.high, claim.quantity.basis) == (1500, 1500, "count")
    assert claim.notes == ()


def test_a_word_that_no_rule_reads_becomes_a_claim_that_says_so() -> None:
    claim = only(read(QUIET, {"waited": Said("training", 0.9, parties={"agent": {"NO": 0.9, "KP": 0.2}})}))
    assert claim.frame.type == "training"
    assert claim.frame.agent == "NO"
    assert claim.span.exact == "The envoy waited for the ship from Rason in June"
    assert any("no rule reads" in note for note in claim.notes)


def test_a_visit_of_nobody_whom_the_sentence_names_is_rejected_with_its_reason() -> None:
    assert read(QUIET, {"waited": Said("visit", 0.6, parties={"agent": {"NO": 0.9}})}) == []


def test_a_denial_that_no_word_makes_is_rejected() -> None:
    assert (
        read(QUIET, {"waited": Said("troop_deployment", 0.9, stance=("denies", 0.6), parties={"supplier": {"KP": 0.9}})}) == []
    )


def test_a_sure_stance_goes_before_the_rules_and_an_unsure_one_does_not() -> None:
    assert only(read(TEXT, {"1,500": Said("troop_deployment", 0.9, stance=("acknowledges", 0.8))})).stance == "acknowledges"
    assert only(read(TEXT, {"1,500": Said("troop_deployment", 0.9, stance=("denies", 0.4))})).stance == "asserts"


def test_parties_are_mended_role_by_role_and_a_role_without_any_stays_the_rules() -> None:
    told = Said("troop_deployment", 0.9, parties={"supplier": {"KP": 0.9, "KR": 0.7, "NO": 0.7}, "recipient": {"RU": 0.1}})
    frame = only(read(TEXT, {"1,500": told})).frame
    assert frame.supplier == "KP|KR"  # Norway is nowhere on the page.
    assert frame.recipient == "RU"


def test_the_basis_of_a_figure_is_mended() -> None:
    claim = only(read(TEXT, {"1,500": Said("troop_deployment", 0.9, basis=("estimate", 0.8))}))
    assert claim.quantity is not None
    assert (claim.quantity.low, claim.quantity.basis) == (1500, "estimate")


def test_a_hedge_is_what_is_printed_at_the_word_pointed_at_in_the_same_sentence() -> None:
    text = "North Korea has sent 1,500 soldiers to Russia and more will likely follow, the defence ministry in Seoul said."
    claim = only(read(text, {"1,500": Said("troop_deployment", 0.9, points={"hedge": [("likely", 0.9)]})}))
    assert claim.hedge is not None
    assert claim.hedge.exact == "likely"
    assert claim.hedge.span is not None
    assert claim.hedge.span.start == text.index("likely")
    elsewhere = only(read(TEXT, {"1,500": Said("troop_deployment", 0.9, points={"hedge": [("likely", 0.9)]})}))
    assert elsewhere.hedge is None


def test_only_a_sure_judge_takes_a_hedge_away() -> None:
    text = "North Korea has probably sent 1,500 soldiers to Russia, the defence ministry in Seoul said."
    doubt, sure = ({"1,500": Said("troop_deployment", 0.9, points={"hedge": [(None, p)]})} for p in (0.6, 0.95))
    assert only(read(text, {"1,500": KEPT})).hedge is not None
    assert only(read(text, doubt)).hedge is not None
    assert only(read(text, sure)).hedge is None


def test_a_period_is_the_date_pointed_at_and_a_word_that_is_no_date_changes_nothing() -> None:
    text = "North Korea has sent 1,500 soldiers to Russia in May, after a visit in June, the defence ministry in Seoul said."
    unpointed = only(read(text, {"1,500": KEPT}))
    assert unpointed.period is not None
    assert unpointed.period.from_ == "2024-05"
    pointed = only(read(text, {"1,500": Said("troop_deployment", 0.9, points={"period": [("June", 0.9)]})}))
    assert pointed.period is not None
    assert pointed.period.from_ == "2024-06"
    nothing = only(read(TEXT, {"1,500": Said("troop_deployment", 0.9, points={"period": [("sent", 0.9)]})}))
    assert nothing.period is None


def test_the_same_page_and_judge_give_the_same_reading() -> None:
    told = Told({"1,500": KEPT, "denied": KEPT})
    encode = msgspec.json.encode
    assert encode(reading(TEXT, told)) == encode(reading(TEXT, told))


def test_the_version_names_the_judges_files_and_every_claim_the_reader() -> None:
    claim = only(read(TEXT, {"1,500": KEPT}))
    assert extractor().version.endswith("+" + "0" * 12)
    assert claim.extractor == f"deep@{extractor().version}"


def test_a_document_in_another_language_or_without_text_is_a_reason() -> None:
    foreign = msgspec.structs.replace(document(TEXT), language="fr")
    found = list(extractor().read([foreign, document("  ")], dprk()))
    assert [r.rejected[0].reason for r in found] == ["language fr not read by this extractor", "no text"]


def test_a_regime_of_one_party_or_none_is_read() -> None:
    for parties in (("KP",), ()):
        regime = msgspec.structs.replace(dprk().regime, parties=parties)
        pack = msgspec.structs.replace(dprk(), regime=regime, digest=f"parties {len(parties)}")
        reading(TEXT, Told({"1,500": KEPT}))  # puts the judge in
        found = next(iter(extractor().read([document(TEXT)], pack)))
        assert [c.frame.type for c in found.claims] == ["troop_deployment"], parties


def test_a_claim_at_the_cut_of_two_windows_is_kept_once() -> None:
    class Twice(Told):
        """Two windows that both see the claim."""

        def read(self, sheet):  # type: ignore[no-untyped-def]
            yield from Told.read(self, sheet)
            yield from Told.read(self, sheet)

    found = reading(TEXT, Twice({"1,500": KEPT})).claims
    assert len(found) == 1
    assert found[0].also == ()


def test_a_sentence_without_a_word_of_the_file_gives_no_claim_by_the_network_alone() -> None:
    text = "Seoul counted 1,500 soldiers.\n\nThe hall closes at six, and the agenda is not known."
    assert [
        c.span.exact for c in read(text, {"closes": Said("troop_deployment", 0.6, parties={"supplier": {"KP": 0.9}})})
    ] == []
