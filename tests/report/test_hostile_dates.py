"""A page may print any date: none of them takes the report away, none is drawn that cannot be."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from report_case import case

from vetoproof.model import Published
from vetoproof.report.charts import timeline
from vetoproof.report.dates import instant, misdated, shifted
from vetoproof.report.html import render
from vetoproof.report.notebook import linkable

CAPTURED = "2026-01-05T10:00:00Z"


@pytest.mark.parametrize(("first", "last", "said"), [
    ("9999-01-01", "9999-12-31", "after their capture"), ("0001-01-01", "0001-12-31", "before 1900"),
    ("9999-12-31T23:59:00-05:00", "9999-12-31T23:59:00-05:00", ""),
])  # fmt: skip
def test_a_document_of_an_impossible_date_leaves_the_report_whole(first: str, last: str, said: str) -> None:
    reader = case()
    for key, claim in list(reader.claims.items())[:3]:
        hostile = Published(first, first, last, "year")
        ref = msgspec.structs.replace(claim.document, published=hostile)
        reader.claims[key] = msgspec.structs.replace(claim, document=ref)
        document = reader.documents[claim.document.id]
        reader.documents[claim.document.id] = msgspec.structs.replace(document, published=hostile)
    page = render(reader, CAPTURED)
    assert f"Documents dated {said}: 3." in page if said else "Documents dated" not in page


def test_an_event_said_to_be_at_the_edge_of_the_calendar_is_drawn() -> None:
    said = timeline.Statement(claim="c", note=1, first=date(2024, 1, 1), last=date(2024, 1, 2), stance="asserts", words="x")
    for day in (date.min, date.max):
        row = timeline.Row(
            anchor="a", label="x", number="1", period_from=day, period_to=day, precise=True, how="said", statements=[said]
        )
        assert "2024" in timeline.chart([row])
        assert "svg" in timeline.chart([msgspec.structs.replace(row, statements=[])])


def test_a_date_is_impossible_only_where_zones_cannot_explain_it() -> None:
    assert misdated(Published("", "2026-01-06", "2026-01-06", "day"), CAPTURED) == ""
    assert misdated(Published("", "2026-01-07", "2026-01-07", "day"), CAPTURED) == "after their capture"
    assert misdated(Published("", "2026-01-01", "2026-12-31", "year"), CAPTURED) == ""
    assert misdated(Published(), CAPTURED) == ""
    assert shifted(date.max, 400) < date.max
    assert instant("9999-12-31T23:59:00-05:00") is None


@pytest.mark.parametrize("address", [
    "https://user:pass@reuters.com@evil.example/", "https://reuters.com@evil.example", "https://reuters.com%40evil.example/",
    "http://a@b", "javascript:alert(1)", "https:///x", "https://a b/", "https://reuters.com\\@evil.example/\n",
])  # fmt: skip
def test_an_address_that_hides_its_host_is_no_link(address: str) -> None:
    assert not linkable(address)


def test_an_address_with_a_sign_in_its_path_is_still_a_link() -> None:
    assert linkable("https://social.example/@ministry/1")
    assert linkable("https://a.example?mail=x@y.example")
