"""Law 2: no figure without a span. Read back from the page itself, as a reader would have to."""

from __future__ import annotations

import re

from report_page import select

MARKED = ("data-claim", "data-computed", "data-law", "data-ref", "data-note")
PLACES = ("summary", "carriage", "timeline", "register", "events", "sequences", "limits")


def texts(root):
    """Every piece of text with the element that holds it, in the order of the page."""
    if not isinstance(root.tag, str) or root.tag in ("script", "style"):
        return
    if root.text:
        yield root, root.text
    for child in root:
        yield from texts(child)
        if child.tail:
            yield root, child.tail


def ancestors(element):
    while element is not None:
        yield element
        element = element.getparent()


def test_each_number_in_events_and_charts_belongs_to_a_claim_or_says_how_it_was_computed(tree):
    loose = [
        text.strip()
        for place in PLACES
        for element, text in texts(tree.get_element_by_id(place))
        if re.search(r"\d", text) and not any(a.get(mark) is not None for a in ancestors(element) for mark in MARKED)
    ]
    assert loose == []


def test_each_claim_named_on_the_page_has_a_footnote_and_each_mark_leads_to_it(tree):
    notes = {note.get("data-note"): note.get("id") for note in select(tree, "ol.notes > li")}
    named = {e.get("data-claim") for e in tree.iter() if isinstance(e.tag, str) and e.get("data-claim")}
    assert named
    assert named <= set(notes)
    for mark in select(tree, "a[data-claim]"):
        assert mark.get("href") == "#" + notes[mark.get("data-claim")]


def test_the_sentence_of_each_footnote_stands_in_its_document(tree, reader):
    notes = select(tree, "ol.notes > li")
    assert len(notes) == len({note.get("data-note") for note in notes}) > 20
    for note in notes:
        claim = reader.claims[note.get("data-note")]
        text = reader.documents[claim.document.id].text
        sentence = select(note, "[data-sentence]")[0]
        pieces = [t for e, t in texts(sentence) if e.get("data-withheld") is None]
        at = 0
        for piece in pieces:
            found = text.find(piece, at)
            assert found >= 0, piece
            at = found + len(piece)
        marked = "".join(select(sentence, "mark")[0].itertext())
        assert re.sub(r"\[[^\]]*\]", "", marked)[:12] in text


def test_what_is_drawn_as_computed_prints_its_arithmetic_or_its_rule(tree):
    assert all(
        e.get("data-computed").strip() for e in tree.iter() if isinstance(e.tag, str) and e.get("data-computed") is not None
    )
    bands = select(tree, "svg.cumulative g.bound")
    assert bands
    assert all("×" in band.get("data-computed") and "=" in band.get("data-computed") for band in bands)


def test_a_quote_that_is_not_in_its_document_is_counted_and_not_printed(reader):
    import msgspec
    from report_case import case

    from vetoproof.model import Span
    from vetoproof.report.html import render

    broken = case()
    key = next(k for k, c in broken.claims.items() if "5,000 containers" in c.span.exact)
    broken.claims[key] = msgspec.structs.replace(broken.claims[key], span=Span(0, 9, "not there"))
    shown = render(broken, "2026-01-05T12:00:00Z")
    assert key not in shown
    assert "5\u202f000 containers" not in shown
    assert "1 statement of the record could not be anchored" in shown
    assert key in render(reader, "2026-01-05T12:00:00Z")


def test_a_span_whose_offsets_rotted_is_found_by_its_quote():
    import msgspec
    from report_case import case

    from vetoproof.report.html import render

    moved = case()
    key = next(k for k, c in moved.claims.items() if "5,000 containers" in c.span.exact)
    span = msgspec.structs.replace(moved.claims[key].span, start=900, end=950)
    moved.claims[key] = msgspec.structs.replace(moved.claims[key], span=span)
    assert f'data-note="{key}"' in render(moved, "2026-01-05T12:00:00Z")
