"""A headline in capitals that denies is no assertion by its outlet, whatever the parser makes of its verb."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, reading, speakers

from vetoproof.model import Extent

TITLE = "Russian Foreign Ministry Denies Violating UNSC Resolutions on North Korea"
BODY = "The spokeswoman Maria Zakharova denied on Saturday that Russia violated UN Security Council resolutions on North Korea."


def test_a_denial_that_the_parser_misses_in_the_headline_is_said_by_whoever_denies_below() -> None:
    found = claims(f"{TITLE}\n\n{BODY}", headline=(Extent(0, len(TITLE)),))
    assert [(c.stance, speakers(c)) for c in found] == [("denies", ["Maria Zakharova"])]
    assert [(e.start, e.end) for c in found for e in c.also] == [(0, len(TITLE))]


def test_where_nobody_below_denies_the_headline_asserts_nothing() -> None:
    page = reading(f"{TITLE}\n\nThe spokeswoman met the press on Saturday.", headline=(Extent(0, len(TITLE)),))
    assert not page.claims
    assert [r.reason for r in page.rejected if "headline" in r.reason]


@pytest.mark.parametrize("title", ["North Korea Sends Soldiers to Russia", "North Korea Sent 3,000 Soldiers to Russia"])
def test_an_assertion_in_capitals_stays_one(title: str) -> None:
    found = claims(f"{title}\n\nSeoul spoke of it on Monday.", headline=(Extent(0, len(title)),))
    assert all(c.stance == "asserts" for c in found)
