"""The first sentence below a line without a full stop begins with its first word."""

from __future__ import annotations

import pytest
from reader_for_tests import claims, speakers


@pytest.mark.parametrize("headline", ["The Example Gazette", "The Morning Post", "Example News"])
@pytest.mark.parametrize(
    ("first", "speaker"), [("US officials", "anon:US officials"), ("Kremlin officials", "anon:Kremlin officials")]
)
def test_the_first_word_below_a_name_is_part_of_its_sentence(headline: str, first: str, speaker: str) -> None:
    found = claims(f"{headline}\n\n{first} said that North Korea had sent soldiers to Russia.")
    assert [(speakers(claim), claim.span.exact.startswith(first)) for claim in found] == [([speaker], True)]
