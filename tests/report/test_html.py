"""The page as a whole: self-contained, escaped, in order, and careful in what it says."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from report_page import select


def words(tree) -> str:
    """Our own words: the page without scripts, footnotes and what sources say."""
    import copy

    own = copy.deepcopy(tree)
    for element in select(own, "script, style, #notes, .said, .engages .law, q"):
        element.drop_tree()
    return re.sub(r"[ \n\t]+", " ", own.text_content())


def test_the_page_asks_nothing_of_a_network(page, tree):
    policy = select(tree, "meta[http-equiv=Content-Security-Policy]")[0].get("content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-")
    assert "img-src data:" in policy
    assert not select(tree, "[src], link, iframe, object, embed, base, form")
    assert "@import" not in page
    assert "@font-face" not in page
    assert set(re.findall(r"url\(([^)]*)\)", page)) <= {"#hatch-834", "#hatch-366"}


def test_the_policy_admits_the_one_script_by_its_hash(tree):
    script = select(tree, "script")
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].text.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in select(tree, "meta[http-equiv=Content-Security-Policy]")[0].get("content")


def test_markup_in_a_source_stays_text(page, tree):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page
    assert not [a for a in select(tree, "a[href]") if not a.get("href").startswith(("#", "http://", "https://"))]


def test_sections_come_in_the_order_of_the_panel(tree):
    order = [s.get("id") for s in select(tree, "main > section")]
    assert order == [
        "standard", "reading", "summary", "carriage", "timeline", "register", "events", "sequences", "limits", "notes",
    ]  # fmt: skip


def test_paragraphs_are_numbered_through_the_report(tree):
    found = [p.text_content() for p in select(tree, ".para-no")]
    assert found == [f"{i}." for i in range(1, len(found) + 1)]


def test_equal_records_give_equal_bytes(page):
    from report_case import case

    from vetoproof.report.html import render

    assert render(case(), "2026-01-05T12:00:00Z") == page


def test_write_says_what_it_wrote(reader, page, tmp_path):
    from vetoproof.report.html import write

    out = tmp_path / "deep" / "report.html"
    summary = write(reader, out, generated="2026-01-05T12:00:00Z")
    assert out.read_text("utf-8") == page
    assert summary.bytes == len(page.encode())
    assert summary.events == 6
    assert summary.footnotes == page.count('<li id="fn-')
    assert summary.paragraphs == page.count('class="para"')
    assert summary.unanchored == 0


def test_a_demonstration_says_so_and_a_report_does_not(page):
    import msgspec
    from report_case import case

    from vetoproof.report.html import render

    assert "DEMONSTRATION" in page
    real = case()
    real._watch = msgspec.structs.replace(real._watch, demonstration=False)
    assert "DEMONSTRATION" not in render(real, "2026-01-05T12:00:00Z")


def test_the_report_never_says_that_law_was_broken(tree):
    own = words(tree).lower()
    assert not re.search(r"breach|violat|infring|guilty", own)
    assert "may engage 1874/9" in own
    assert "computed, not reviewed" in own


def test_likelihood_and_confidence_never_share_a_sentence(tree):
    prose = words(tree).replace("almost certain95 to 99 %", ".")
    for sentence in re.split(r"(?<=[.;:])\s", prose):
        assert not (re.search(r"likel|chance|per cent", sentence) and "onfidence" in sentence), sentence


def test_a_paragraph_whose_text_was_not_checked_is_no_pin_cite(page):
    assert "text unverified" in page
    assert "2270/9" not in page
    assert "as argued by the United States; South Korea" in re.sub("<[^>]*>", "", page)


def test_a_digest_is_never_shown_as_the_words_of_the_outlet(tree):
    digests = select(tree, "li.note.digest")
    assert len(digests) > 20
    for note in digests:
        assert not select(note, "q, blockquote")
        assert re.search(r"Our digest of\s+http", note.text_content())
        assert "original not captured" in note.text_content()
        assert not re.search("[“”]", note.text_content())
    assert not select(tree, ".said.digest q")
    pages = [n for n in select(tree, "li.note") if "digest" not in n.get("class").split()]
    assert pages
    assert all(select(note, "blockquote q") for note in pages)


def test_f_and_6_are_not_a_middle_value(tree):
    text = words(tree)
    assert "cannot be judged, so no per cent is given" in text
    assert "They are not a middle value" in text


def test_figures_are_grouped_by_thin_spaces_and_dates_are_in_words(tree):
    own = words(tree)
    assert "13\u202f000 containers" in own
    assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", own)


def test_the_six_officers_print_outlets_and_origins_and_the_minister_adds_none(tree):
    event = next(e for e in select(tree, "article.event") if "officers" in select(e, "h4")[0].text_content())
    text = re.sub(r"[ \n\t]+", " ", event.text_content())
    assert "4 outlets, 1–2 origins" in text
    assert "A minister asked about a press report adds no basis to it." in text


def test_the_sequence_stands_in_order_and_the_denial_of_arms_stays_open(tree):
    told = {
        re.sub(r"[ \n\t]+", " ", select(s, ".lead-in")[0].text_content()): [b.text for b in select(s, ".step b")]
        for s in select(tree, "#sequences .sequence")
    }
    troops = next(steps for head, steps in told.items() if "troops" in head)
    assert troops == ["denial", "evasion", "evasion", "admission"]
    assert any("the denial stands open" in head and steps == ["denial"] for head, steps in told.items())


def test_changes_on_the_way_print_what_was_and_what_became(tree):
    event = next(e for e in select(tree, "article.event") if "Kursk Oblast" in select(e, "h4")[0].text_content())
    text = re.sub(r"[ \n\t]+", " ", event.text_content())
    for was, became in (("casualties", "lost"), ("casualties", "killed, wounded or missing"), ("highly likely", "nothing")):
        assert re.search(rf"{was}\d* → {became}", text)


def test_a_reply_that_was_asked_for_and_did_not_come_is_printed(tree):
    text = re.sub(r"[ \n\t]+", " ", tree.get_element_by_id("events").text_content())
    assert "Russia was asked on 1 September 2025 through permanent mission, by letter." in text
    assert "silence is not admission" in text


def test_bounds_print_their_arithmetic_and_verdict(tree):
    text = re.sub(r"[ \n\t]+", " ", tree.get_element_by_id("events").text_content())
    assert "above the voyages seen, within the occupancy estimate" in text
    assert "25 to 38, times the same load = 6\u202f250 to 11\u202f400" in text
    assert "Not comparable with any count of voyages" in text


def test_an_empty_record_is_a_report_too(reader):
    from report_memory import MemoryReader

    from vetoproof.report.html import render

    page = render(MemoryReader(reader.watch()), "2026-01-05T12:00:00Z")
    assert "No event of this record grades so high" in page
    assert "0 events" in page


@pytest.mark.parametrize("at", ["2026-01-05T12:00:00Z", "2026-01-05T14:00:00+02:00"])
def test_the_moment_of_making_is_printed_in_utc(reader, at):
    from vetoproof.report.html import render

    assert "5 January 2026, 12:00 UTC" in render(reader, at)


def test_a_record_by_capture_does_not_claim_to_be_reconstructed(reader):
    import msgspec
    from report_case import case

    from vetoproof.report.html import render

    held = case()
    manifest = msgspec.structs.replace(held.record(), basis="captured")
    held.record = lambda: manifest
    page = render(held, "2026-01-05T12:00:00Z")
    assert "what this ledger held by then" in page
    assert "reconstructed from printed dates" not in page
    assert "reconstructed from printed dates" in render(reader, "2026-01-05T12:00:00Z")


def test_an_event_without_an_origin_is_told_short_and_loses_nothing(tree):
    bare = [e for e in select(tree, "article.event") if "0 origins" in select(e, ".tags")[0].text_content()]
    assert bare
    for event in bare:
        assert not select(event, ".grade")
        assert "cannot be judged, so no per cent is given" in event.text_content()
        assert not select(event, "details.engages[open]")
    full = [e for e in select(tree, "article.event") if e not in bare]
    assert all(select(event, ".grade") for event in full)
