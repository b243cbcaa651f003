"""What the house must show on the real case: the example watch, run once through the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from commands import claims, done, record

DAY = "2024-10-08"
FAR_KNOWN = re.compile(r"\b(20\d\d-\d\d-\d\d)\b")


class Case(NamedTuple):
    """A record with its claims by id."""

    manifest: dict[str, Any]
    dossiers: list[dict[str, Any]]
    claims: dict[str, Any]
    folder: Path

    def events(self, *types: str) -> list[dict[str, Any]]:
        return [d for d in self.dossiers if d["type"] in types]

    def told(self, dossier: dict[str, Any]) -> list[Any]:
        return [self.claims[c] for c in (*dossier["affirming"], *dossier["denying"], *dossier["other"])]

    def holding(self, claim: str) -> dict[str, Any]:
        return next(d for d in self.dossiers if claim in (*d["affirming"], *d["denying"], *d["other"]))


@pytest.fixture(scope="module")
def case(example: Path) -> Case:
    found = record(example)
    return Case(found["manifest"], found["dossiers"], claims(example), example)


@pytest.fixture(scope="module")
def early(example: Path) -> Case:
    found = record(example, "--as-of", DAY)
    return Case(found["manifest"], found["dossiers"], claims(example, DAY), example)


@pytest.fixture(scope="module")
def page(example: Path) -> str:
    return (example / "report" / "report.html").read_text(encoding="utf-8")


def is_six(claim: Any) -> bool:
    """Six officers of KP killed: by figure, patient and the day's story."""
    quantity, frame = claim.quantity, claim.frame
    return bool(
        frame.type == "casualties" and quantity and quantity.low == 6 and "KP" in (frame.patient or "")
        and claim.document.published.to and claim.document.published.to.startswith("2024-10")
    )  # fmt: skip


def test_the_six_officers_are_one_event_of_several_outlets_and_one_to_two_origins(case: Case) -> None:
    six = [c for c in case.claims.values() if is_six(c) and c.stance == "asserts"]
    assert len({c.document.outlet for c in six}) >= 4
    events = {case.holding(c.id)["event"] for c in six}
    assert len(events) == 1
    event = case.holding(six[0].id)
    assert event["outlets"] >= 4
    assert event["origin_count"]["low"] == 1
    assert 1 <= event["origin_count"]["high"] <= 2, [o["label"] for o in event["origins"]]


def test_the_ministers_judgement_of_a_press_report_adds_no_origin(case: Case) -> None:
    judged = [c for c in case.claims.values() if is_six(c) and c.hedge and c.hedge.by == "Kim Yong-hyun"]
    assert judged, "the minister's judgement is a claim whose innermost speaker is the report's author"
    event = case.holding(judged[0].id)
    assert not [o for o in event["origins"] if o["label"] == "KR MND" or o["actor"] == "KR MND"]
    for one in judged:
        assert not [o for o in event["origins"] if o["claims"] == [one.id]]


def test_thirteen_thousand_containers_stay_two_figures_with_two_windows(case: Case) -> None:
    steps = [
        (step["window_from"] or "")[:7]
        for d in case.events("arms_transfer")
        for series in d["series"]
        for step in series["steps"]
        if step["low"] == 13_000
    ]
    # "Since mid-2022", says one service; "since August 2023", the other.
    assert {"2022-06", "2023-08"} <= set(steps), steps


def test_the_british_estimate_shows_how_it_changed_on_the_way(case: Case) -> None:
    """ "highly likely", "assessed", "likely", nothing at all; "more than 6,000 casualties" and "6,000 lost"."""
    said = {
        c.id: c for c in case.claims.values()
        if c.quantity and c.quantity.low == 6000 and any("UK" in link.speaker or "GB" in link.speaker for link in c.chain)
    }  # fmt: skip
    assert len({c.document.outlet for c in said.values()}) >= 3
    assert len({case.holding(c)["event"] for c in said}) == 1
    changes = [m for d in case.dossiers for r in d["relays"] if r["claim"] in said for m in r["mutations"]]
    assert {"hedge"} <= {m["field"] for m in changes}, changes
    assert {"outcome", "comparator", "unit"} & {m["field"] for m in changes}, changes


def sequence(case: Case, party: str, proposition: str) -> dict[str, Any]:
    return next(s for s in case.manifest["sequences"] if s["party"] == party and s["proposition"] == proposition)


def test_moscows_words_on_troops_are_in_order_from_denial_to_admission(case: Case) -> None:
    found = sequence(case, "RU", "troop_deployment KP>RU")
    dates = [item["date"] for item in found["items"]]
    assert dates == sorted(dates)
    labels = list(dict.fromkeys(item["label"] for item in found["items"] if item["label"] != "assertion"))
    assert labels == ["denial", "evasion", "admission"]
    assert found["state"] == "admitted"
    assert next(i["date"] for i in found["items"] if i["label"] == "denial").startswith("2024-10")
    assert next(i["date"] for i in found["items"] if i["label"] == "admission").startswith("2025-04")
    assert "assertion" not in {i["label"] for i in found["items"] if i["date"] < "2025"}, "a denial is no assertion"


@pytest.mark.parametrize("party", ["RU", "KP"])
def test_denials_of_arms_stay_open(case: Case, party: str) -> None:
    found = sequence(case, party, "arms_transfer KP>RU")
    assert found["state"] == "denial open"
    assert {item["label"] for item in found["items"]} <= {"denial", "evasion"}, "nobody said that they were sent"


def bounds(case: Case, low: float, speaker: str, month: str) -> list[dict[str, Any]]:
    return [
        b for d in case.dossiers for b in d["bounds"]
        if b["claimed_low"] == low and (case.claims[b["claim"]].document.published.to or "").startswith(month)
        and any(speaker in link.speaker for link in case.claims[b["claim"]].chain)
    ]  # fmt: skip


def test_ten_thousand_containers_are_above_the_voyages_seen_and_within_the_occupancy_estimate_with_the_arithmetic(
    case: Case,
) -> None:
    held = bounds(case, 10_000, "US State Department", "2024-02")
    verdicts = {b["verdict"] for b in held}
    assert "above the voyages seen, within the occupancy estimate" in verdicts, verdicts
    told = next(b for b in held if b["verdict"].startswith("above the voyages seen"))
    assert told["seen_high"] < 10_000 <= told["occupancy_high"]
    assert any("times" in line or "×" in line for line in told["arithmetic"])
    assert told["sources"]


def test_where_windows_or_modes_differ_nothing_is_compared_and_the_reason_is_told(case: Case) -> None:
    held = [b for d in case.dossiers for b in d["bounds"] if b["verdict"] == "not comparable"]
    assert held
    assert all(b["reasons"] for b in held)
    assert any("window" in reason for b in held for reason in b["reasons"])


def test_only_counts_of_containers_are_held_against_loads_of_containers(case: Case) -> None:
    wrong = [
        (case.claims[b["claim"]].quantity.words, b["claimed_low"]) for d in case.dossiers for b in d["bounds"]
        if b["verdict"] != "not comparable" and "container" not in case.claims[b["claim"]].quantity.unit
    ]  # fmt: skip
    assert not wrong


@pytest.mark.parametrize("kind", ["recruitment", "visit", "agreement", "casualties"])
def test_what_as_such_engages_no_paragraph_has_no_finding(case: Case, kind: str) -> None:
    events = case.events(kind)
    assert events
    assert not [(d["title"], [f["provision"] for f in d["findings"]]) for d in events if d["findings"]]


def test_troops_engage_paragraphs_by_argument_only_and_the_page_says_so(case: Case, page: str) -> None:
    findings = [f for d in case.events("troop_deployment") for f in d["findings"]]
    assert findings
    assert {f["mode"] for f in findings} == {"argument"}
    assert all(f["argued_by"] for f in findings)
    assert "argu" in page


def test_nothing_says_breached_and_everything_is_unsigned(case: Case, page: str) -> None:
    for dossier in case.dossiers:
        for finding in dossier["findings"]:
            assert "breach" not in finding["wording"]
            assert finding["reviewed_by"] is None
    assert not re.search(r"\b(has|have|had|was|were|is|are) (breached|violated)", re.sub(r"<[^>]+>", " ", page))
    assert "computed, not reviewed" in page


# As of a day.


def test_no_claim_that_was_published_later_is_known(early: Case) -> None:
    assert len(early.claims) > 50
    late = [c.document.published for c in early.claims.values() if (c.document.published.to or DAY)[:10] > DAY]
    assert not late


def test_no_voyage_count_or_argument_or_label_that_was_published_later_is_known(early: Case, example: Path) -> None:
    """Of every date in the record, only those of the events themselves may lie ahead: what was announced or expected."""
    printed = json.dumps(early.dossiers) + json.dumps(early.manifest)
    allowed = {
        d for c in early.claims.values() if c.period for d in FAR_KNOWN.findall(f"{c.period.from_} {c.period.to}")
    }  # fmt: skip
    # A list of a later day may speak by the days of listing that it prints; which version spoke is said.
    allowed |= {held["day"] for held in early.manifest["lists"] if held["later"]}
    assert not {d for d in FAR_KNOWN.findall(printed) if d > DAY} - allowed
    voyages = yaml.load((example / "data" / "voyages.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    late = [row for row in (*voyages["trips"], *voyages["loads"]) if row["published"] > DAY]
    for row in late:
        assert f'"{row["id"]}"' not in printed
        assert row["source"] not in printed or any(
            row["source"] == other["source"] for other in (*voyages["trips"], *voyages["loads"]) if other["published"] <= DAY
        )


def test_nobody_argues_before_the_day_on_which_it_was_argued(early: Case) -> None:
    from vetoproof.packs.pack import load

    mappings = load("dprk").regime.mappings
    known: dict[str, set[str]] = {}
    for row in mappings:
        if row.published <= DAY:
            known.setdefault(row.provision, set()).update(row.argued_by)
        for later in row.later:
            if later.published <= DAY:
                known.setdefault(row.provision, set()).update(later.by)
    for dossier in early.dossiers:
        for finding in dossier["findings"]:
            assert set(finding["argued_by"]) <= known.get(finding["provision"], set()), finding["provision"]


def test_what_came_later_is_in_no_word_of_the_early_report(example: Path, tmp_path: Path) -> None:
    done("report", example, "--as-of", DAY, "-o", tmp_path / "early.html")
    text = re.sub(r"<[^>]+>", " ", (tmp_path / "early.html").read_text(encoding="utf-8"))
    for word in ("Gerasimov", "MSMT", "Multilateral Sanctions Monitoring Team", "Kursk", "6,000", "28,000"):
        assert word not in text, word
    assert DAY in text or "8 October 2024" in text


def test_moscow_has_not_denied_troops_yet_and_arms_are_denied(early: Case) -> None:
    states = {(s["party"], s["proposition"]): s["state"] for s in early.manifest["sequences"]}
    assert states["RU", "arms_transfer KP>RU"] == "denial open"
    assert "admitted" not in states.values()


# Nothing printed lacks a span.


def test_every_claim_of_the_record_is_found_word_for_word_in_its_archived_document(example: Path) -> None:
    from vetoproof.watch import Watch

    with Watch.open(example) as house:
        reader = house.record()
        for line in reader.record().events:
            dossier = reader.dossier(line.event)
            for name in (*dossier.affirming, *dossier.denying, *dossier.other):
                claim = reader.claim(name)
                document = reader.document(claim.document.id)
                assert document.text[claim.span.start : claim.span.end] == claim.span.exact
                assert claim.span.exact.strip()
                assert reader.content(document.sha256)


def test_everything_that_the_record_points_to_exists(case: Case) -> None:
    events = {d["event"] for d in case.dossiers}
    for dossier in case.dossiers:
        own = {*dossier["affirming"], *dossier["denying"], *dossier["other"]}
        assert dossier["event"] in own
        pointed = {s["claim"] for series in dossier["series"] for s in series["steps"]}
        pointed |= {b["claim"] for b in dossier["bounds"]} | {c for o in dossier["origins"] for c in o["claims"]}
        pointed |= {c for x in dossier["conflicts"] for c in x["claims"]} | {
            c["claim"] for c in dossier["grade"]["contributions"]
        }
        pointed |= {r["claim"] for r in dossier["relays"]} | {r["source"] for r in dossier["relays"] if r["source"]}
        assert pointed <= own, dossier["title"]
    assert {line["event"] for line in case.manifest["events"]} == events
    assert {i["claim"] for s in case.manifest["sequences"] for i in s["items"]} <= set(case.claims)


def test_every_figure_in_the_report_opens_a_footnote_with_its_hash(page: str, case: Case) -> None:
    notes = set(re.findall(r'href="#([^"]+)"', page))
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert not notes - anchors, sorted(notes - anchors)[:5]
    for dossier in case.dossiers:
        for series in dossier["series"]:
            for step in series["steps"]:
                assert case.claims[step["claim"]].document.sha256[:8] in page
    assert len(re.findall(r"<sup|role=\"doc-noteref\"|class=\"[^\"]*note", page)) > 50


def test_the_demonstration_says_that_it_is_one_and_never_quotes_a_digest(page: str) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "DEMONSTRATION" in text
    assert len(re.findall(r"our digest of", text, re.IGNORECASE)) > 50
    assert "original not captured" in text
    assert not re.search(r'(src|href)="https?://[^"]+\.(js|css|woff2?|png)"', page), "no network"
