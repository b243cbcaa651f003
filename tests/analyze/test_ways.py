"""By which way a sentence says that goods went."""

import pytest

from vetoproof.analyze.ways import Ways
from vetoproof.packs.pack import load


@pytest.fixture(scope="module")
def ways() -> Ways:
    return Ways(load("dprk").languages["en"].ways)


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("It shipped 10,000 containers by rail since September.", "rail", '"by rail"'),
        ("They went by sea, air and rail.", "sea, rail and air", '"by sea, air and rail"'),
        ("By both ship and train, they said.", "sea and rail", '"By both ship and train"'),
        ("It relied on ships at first and later used the railways.", "sea and rail", '"ships", "railways"'),
        ("Crates were flown in on cargo planes.", "air", '"flown", "cargo planes"'),
        ("Sea containers numbering 13,000 have gone.", "", ""),
        ("More than 1,000 shipping containers were shipped.", "", ""),
        ("They train soldiers; anti-ship missiles were sent, too.", "", ""),
        ("", "", ""),
    ],
)
def test_ways_are_found_in_words_and_lists_and_kinds_of_containers_are_none(
    ways: Ways, text: str, mode: str, words: str
) -> None:
    said = ways.said(text)
    assert (said.mode, said.words) == (mode, words)


def test_without_a_language_nothing_is_named() -> None:
    assert Ways(()).said("by rail").mode == ""
