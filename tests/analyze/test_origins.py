"""How many independent bases an event has, and why not more."""

import pytest
from chronicle import Chronicle, pack, tell

from vetoproof.packs.pack import Pack


@pytest.fixture(scope="module")
def invented(scales_pack: Pack) -> Pack:
    return pack(scales_pack.scales)


def test_one_agency_through_five_lawmakers_is_one_origin(invented: Pack) -> None:
    told = [tell(f"c{n}", f"2024-10-0{n}", f"Daily {n} > Lawmaker {n} > CC Agency") for n in range(1, 6)]
    record = Chronicle(told, invented)
    assert record.origins("c1") == (1, 1)
    assert record.of("c1").origins[0].outlets == 5


def test_a_joint_report_adds_none_to_what_its_members_said(invented: Pack) -> None:
    member, joint = tell("member", "2024-10-01", "Daily > CC Agency"), tell("joint", "2025-05-01", "Daily > Team", document="j")
    assert Chronicle([joint], invented).origins("joint") == (1, 1)
    record = Chronicle([member, joint], invented)
    assert record.origins("member") == (1, 1)
    assert any("adds none" in reason for reason in record.of("member").origin_count.reasons)


def test_a_minister_who_judges_a_press_report_adds_no_origin(invented: Pack) -> None:
    report = tell("report", "2024-10-04", "Daily > Elandgrad Post > anon:military source", type="casualties", patient="AA",
                  value=6, when="2024-10-03")  # fmt: skip
    judged = tell("judged", "2024-10-08", "Mirror > New Minister > Elandgrad Post", type="casualties", patient="AA", value=6,
                  hedge="highly likely", by="New Minister")  # fmt: skip
    alone, both = Chronicle([report], invented), Chronicle([report, judged], invented)
    assert both.together("report", "judged")
    assert both.origins("report") == alone.origins("report") == (1, 1)
    assert both.of("report").grade == alone.of("report").grade


def test_own_voice_hearsay_and_collectives_are_no_origin(invented: Pack) -> None:
    record = Chronicle([
        tell("own", "2024-10-01", "Daily"),
        tell("hearsay", "2024-10-02", "Mirror > unspecified reports"),
        tell("experts", "2024-10-03", "Wire > group:experts"),
        tell("lawmaker", "2024-10-04", "Wire > Deputy", document="l"),
    ], invented)  # fmt: skip
    assert record.origins("own") == (0, 0)
    assert len(record.of("own").unknown_lineage) == 4
    assert record.of("own").grade.information == "6"


def test_unnamed_speakers_raise_only_the_high_end(invented: Pack) -> None:
    named, unnamed = tell("named", "2024-10-01", "Daily > CC Agency"), tell("anon", "2024-10-02", "Mirror > anon:EE official")
    assert Chronicle([unnamed], invented).origins("anon") == (1, 1)
    assert Chronicle([named, unnamed], invented).origins("named") == (1, 2)


def test_a_fuller_description_of_an_unnamed_speaker_takes_in_a_shorter_one(invented: Pack) -> None:
    record = Chronicle([
        tell("a", "2024-10-01", "Daily > anon:military source"),
        tell("b", "2024-10-02", "Mirror > anon:Elander military official"),
        tell("c", "2024-10-03", "Wire > Whisper"),
    ], invented)  # fmt: skip
    assert record.origins("a") == (1, 2)


def test_organs_of_one_state_and_allies_may_share_and_data_sets_do_not(invented: Pack) -> None:
    def count(*bodies: str) -> tuple[int, int]:
        record = Chronicle([tell(b, f"2024-10-0{n + 1}", f"Daily {n} > {b}") for n, b in enumerate(bodies)], invented)
        return record.origins(bodies[0])

    assert count("CC Agency", "CC Ministry") == (1, 2)
    assert count("CC Agency", "DD Agency") == (1, 2)
    assert count("CC Agency", "EE Agency") == (2, 2)
    assert count("RUNE", "OBIS", "CC Agency") == (3, 3)


def test_the_groups_that_shared_with_joins_are_the_low_end(invented: Pack) -> None:
    bodies = ("CC Agency", "DD Agency", "EE Agency", "RUNE", "anon:military source", "Professor Example")
    record = Chronicle([tell(b, f"2024-10-0{n + 1}", f"Daily {n} > {b}") for n, b in enumerate(bodies)], invented)
    dossier = record.of("RUNE")
    groups = {o.id: {o.id} for o in dossier.origins}
    for origin in dossier.origins:
        for other in origin.shared_with:
            merged = groups[origin.id] | groups[other]
            for member in merged:
                groups[member] = merged
    assert len({frozenset(g) for g in groups.values()}) == dossier.origin_count.low == 3
    assert dossier.origin_count.high == 6


def test_office_and_person_are_apart(invented: Pack) -> None:
    record = Chronicle([
        tell("in office", "2024-06-01", "Daily > Old Minister", type="troop_deployment"),
        tell("ministry", "2024-06-20", "Mirror > CC Ministry", type="troop_deployment"),
        tell("left", "2024-08-01", "Daily > Old Minister", type="troop_deployment", document="x"),
    ], invented)  # fmt: skip
    labels = {o.label: o.kind for o in record.of("ministry").origins}
    assert labels == {"CC Ministry": "institution", "Old Minister": "person"}


def test_parallel_speakers_are_parties_of_their_own_but_may_share(invented: Pack) -> None:
    joint = tell("joint", "2024-10-01", "Daily > EE Agency|FF Agency")
    assert Chronicle([joint], invented).origins("joint") == (1, 2)
    alone = [tell("e", "2024-10-02", "Wire > EE Agency"), tell("f", "2024-10-02", "Mirror > FF Agency")]
    assert Chronicle([joint, *alone], invented).origins("joint") == (2, 2)
    denial = tell("denial", "2024-10-05", "Daily > AA government|BB government", stance="denies", document="d")
    assert len(Chronicle([joint, denial], invented).of("joint").denying_origins) == 2


def test_state_media_speak_from_their_state(invented: Pack) -> None:
    record = Chronicle([tell("own", "2024-10-01", "Bulletin", stance="acknowledges")], invented)
    assert [o.label for o in record.of("own").origins] == ["AA government"]


def test_a_voice_whose_source_another_outlet_prints_inherits_it(invented: Pack) -> None:
    record = Chronicle([
        tell("bare", "2024-10-05", "Mirror > Elandgrad Post", type="casualties", patient="AA", value=6, when="2024-10-03"),
        tell("full", "2024-10-06", "Wire > Elandgrad Post > anon:military source", type="casualties", patient="AA", value=6,
             when="2024-10-03"),
    ], invented)  # fmt: skip
    assert record.origins("bare") == (1, 1)
    assert not record.of("bare").unknown_lineage
